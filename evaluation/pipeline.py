"""The program as a user runs it, from files to an export folder, without a ledger in between."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from twosource.errors import InputError
from twosource.intake import export_folder, take
from twosource.linking.link import link
from twosource.reading.read import read_many
from twosource.records import Holdings, Links, Reading, Report
from twosource.views.export import jsonl


def reports(path: Path) -> tuple[Report, ...]:
    """All reports of a file.

    Raises:
        InputError: one of them was left out; a measure over the rest would mislead.
    """
    taken = []
    for item in take([path]):
        if isinstance(item, InputError):
            raise item
        taken.append(item)
    return tuple(taken)


def read(path: Path, out: Path, *, linked: bool = True) -> None:
    """Read the reports of `path`, link them if asked, and write the export to `out`."""
    taken = reports(path)
    readings = tuple(read_many(taken))
    write(taken, readings, out, linked=linked)


def link_folder(folder: Path, out: Path) -> None:
    """Link the readings of an export folder and write the whole export to `out`."""
    taken, readings = export_folder.load(folder)
    write(taken, readings, out, linked=True)


def write(taken: Sequence[Report], readings: Sequence[Reading], out: Path, *, linked: bool) -> None:
    """The export of readings, with links or with voices as they were read."""
    if linked:
        links = link(taken, readings)
    else:
        voices = {voice.id: voice for reading in readings for voice in reading.voices}
        links = Links(voices=tuple(voices.values()), voice_of={i: i for i in voices})
    jsonl.write(Holdings(reports=tuple(taken), readings=tuple(readings), links=links), out)


def rows(path: Path) -> list[dict[str, Any]]:
    """Objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def dump(objects: Iterable[dict[str, Any]], path: Path) -> None:
    """Objects as JSON lines."""
    path.write_text("".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects), encoding="utf-8")
