"""The chosen claims with all that they rest on as JSON lines, the same files as the whole export, in one archive."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from twosource.views.export.jsonl import FILES, rows
from twosource.views.export.selection import Selection

PIECE = 1 << 16
SPAN = {"start", "end", "text"}
SAID = {"gist", "why", "name", "role", "title", "text", "of"}
"""Fields whose words may hold a private name."""


def write(selection: Selection) -> Iterator[bytes]:
    """The archive. Without text, reports have none and spans are offsets; where names are blacked out there is no text either, or they could be read there."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in FILES:
                with archive.open(f"{name}.jsonl", "w") as lines:
                    for row in rows(name, selection.holdings):
                        lines.write(msgspec.json.encode(cleaned(selection, row)) + b"\n")
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def cleaned(selection: Selection, row: Any) -> Any:
    """A row as it may be handed on."""
    options = selection.options
    if options.text and options.names:
        return row
    found = _textless(msgspec.to_builtins(row))
    return found if options.names else _nameless(found, selection.names.blacked)


def _textless(value: Any) -> Any:
    """A row without words of reports: spans keep their offsets, titles and texts are left out."""
    if isinstance(value, dict):
        if value.keys() == SPAN:
            return {"start": value["start"], "end": value["end"]}
        dropped = (
            {"text", "title"} if "sha256" in value else {"title"} if "reports" in value and "title" in value else set()
        )
        return {k: _textless(v) for k, v in value.items() if k not in dropped}
    return [_textless(v) for v in value] if isinstance(value, list | tuple) else value


def _nameless(value: Any, blacked: Callable[[str], str], field: str = "") -> Any:
    if isinstance(value, dict):
        return {k: _nameless(v, blacked, k) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_nameless(v, blacked, field) for v in value]
    return blacked(value) if isinstance(value, str) and field in SAID else value
