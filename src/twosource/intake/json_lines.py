"""`.jsonl` and `.json`: one object a report, `text` required, the rest where known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from twosource.errors import InputError
from twosource.intake.decode import sha256, text_of
from twosource.intake.report import make, metadata
from twosource.records import Report

REMEDY = 'a report is one object with a `text`: {"text": "…", "outlet": "…", "published": "2022-09-13"}'


def read_lines(path: Path, data: bytes) -> Iterator[Report | InputError]:
    """One report a line; a line that is none is named by its number, and the rest goes in."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            yield _one(line.removeprefix(b"\xef\xbb\xbf"), f"{path}:{number}")


def read_file(path: Path, data: bytes) -> Iterator[Report | InputError]:
    """A file that holds one object, or a list of them."""
    try:
        whole = msgspec.json.decode(text_of(data, str(path)))
    except InputError as fault:
        yield fault
        return
    except (msgspec.DecodeError, RecursionError) as fault:
        yield InputError(f"no JSON: {fault}", where=str(path), remedy=REMEDY)
        return
    if not isinstance(whole, list):
        yield _report(whole, data, str(path))
        return
    for number, fields in enumerate(whole, start=1):
        yield _report(fields, msgspec.json.encode(fields), f"{path}: object {number}")


def _one(line: bytes, where: str) -> Report | InputError:
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        return InputError(f"no JSON: {fault}", where=where, remedy=REMEDY)
    return _report(fields, line, where)


def _report(fields: Any, data: bytes, where: str) -> Report | InputError:
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        return InputError("this is no report", where=where, remedy=REMEDY)
    try:
        return make(fields["text"], metadata(fields, where), sha256=sha256(data), where=where)
    except InputError as fault:
        return fault
