"""The export as a folder of JSON lines, as the contract fixes it; rows sorted, so that the same ledger gives the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from twosource.records import Holdings

FILES = ("reports", "statements", "voices", "events", "claims", "copies", "stories", "voice_pairs", "places", "dates")


def write(holdings: Holdings, folder: Path) -> None:
    """Write all files of the export into `folder`, each under a passing name first, so that a reader never sees half of one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        passing = folder / f".{name}.jsonl.part"
        with passing.open("wb") as file:
            for row in rows(name, holdings):
                file.write(msgspec.json.encode(row) + b"\n")
        os.replace(passing, folder / f"{name}.jsonl")


def rows(name: str, holdings: Holdings) -> Iterator[Any]:
    """What one file of the export holds, line by line."""
    links = holdings.links
    readings = sorted(holdings.readings, key=lambda r: r.report)
    if name == "reports":
        for report in sorted(holdings.reports, key=lambda r: r.id):
            row = msgspec.to_builtins(report)
            row.pop("taken_from")
            yield row
    elif name == "statements":
        for reading in readings:
            for statement in reading.statements:
                row = msgspec.to_builtins(statement)
                row["voice"] = links.voice_of.get(statement.voice, statement.voice)
                row["via"] = [links.voice_of.get(i, i) for i in statement.via]
                yield row
    elif name == "events":
        for reading in readings:
            yield from reading.events
    elif name in ("places", "dates"):
        for reading in readings:
            for found in getattr(reading, name):
                yield {"report": reading.report, **msgspec.to_builtins(found)}
    else:
        yield from _sorted(getattr(links, name))


def _sorted(records: Iterable[Any]) -> list[Any]:
    return sorted(records, key=lambda r: (getattr(r, "id", None) or "", getattr(r, "a", ""), getattr(r, "b", "")))
