"""An export folder as input: reports with readings of whatever made them, to be linked alone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from twosource.errors import InputError
from twosource.knowledge import equipment, gazetteer, parties
from twosource.records import Event, Passage, Place, Reading, Report, Statement, TimeExpression, Voice

T = TypeVar("T")
NEEDED = ("reports", "statements", "voices", "events")


def load(folder: Path) -> tuple[tuple[Report, ...], tuple[Reading, ...]]:
    """Reports and readings of `folder`. A statement may bring a voice of its own; fields that were left out take their usual values.

    Raises:
        InputError: a file is missing, or a line is not as the contract has it, named by file and line.
    """
    for name in NEEDED:
        if not (folder / f"{name}.jsonl").is_file():
            raise InputError(
                f"{name}.jsonl is missing",
                where=str(folder),
                remedy="an export folder holds reports, statements, voices and events",
            )
    reports = tuple(_rows(folder / "reports.jsonl", _report))
    voices = {v.id: v for v in _rows(folder / "voices.jsonl", lambda row: _convert(row, Voice))}
    statements: dict[str, list[Statement]] = defaultdict(list)
    for statement in _rows(folder / "statements.jsonl", lambda row: _convert(row, Statement)):
        statements[statement.report].append(statement)
    events: dict[str, list[Event]] = defaultdict(list)
    for event in _rows(folder / "events.jsonl", lambda row: _convert(row, Event)):
        events[event.report].append(event)
    dates = _beside(folder / "dates.jsonl", TimeExpression)
    places = _beside(folder / "places.jsonl", Place)
    readings = []
    for report in reports:
        said = tuple(statements[report.id])
        used = [i for s in said for i in (s.voice, *s.via)]
        lost = next((i for i in used if i not in voices), None)
        if lost is not None:
            raise InputError(
                f"a statement names voice {lost}, which voices.jsonl lacks",
                where=str(folder / "statements.jsonl"),
                remedy="add the voice",
            )
        readings.append(
            Reading(
                report=report.id,
                statements=said,
                voices=tuple(voices[i] for i in dict.fromkeys(used)),
                events=tuple(events[report.id]),
                places=tuple(places[report.id]),
                dates=tuple(dates[report.id]),
            )
        )
    return reports, tuple(readings)


def _beside(path: Path, kind: type[T]) -> dict[str, list[T]]:
    """What a file that may be left out has for each report."""
    found: dict[str, list[T]] = defaultdict(list)
    if path.is_file():
        for report, record in _rows(path, lambda row: (str(row["report"]), _convert(row, kind))):
            found[report].append(record)
    return found


def _rows(path: Path, make: Callable[[dict[str, Any]], T]) -> list[T]:
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                out.append(make(json.loads(line)))
            except (ValueError, KeyError, TypeError, msgspec.ValidationError, InputError) as fault:
                raise InputError(
                    f"not as the contract has it: {fault}",
                    where=f"{path}:{number}",
                    remedy="see the contract of the export",
                ) from fault
    return out


def _convert(row: dict[str, Any], kind: type[T]) -> T:
    """A record from a row: nulls where a field has a usual value, and parties left open are filled in from the words."""
    fields = {f.encode_name: f for f in msgspec.structs.fields(kind)}  # type: ignore[arg-type]
    kept = {}
    for name, value in row.items():
        field = fields.get(name)
        if field is None or (value is None and field.default is not msgspec.NODEFAULT and field.default is not None):
            continue
        kept[name] = value
    if kind is Event:
        _open(kept)
    if kind is Voice and not kept.get("party") and kept.get("side"):
        _whose(kept)
    return msgspec.convert(kept, kind, strict=False)


def _whose(row: dict[str, Any]) -> None:
    """The party of a voice that brings a side alone: in a civil war parties differ where the side does not."""
    for field in ("org", "role", "name"):
        found = parties.party_of(row[field]) if row.get(field) else None
        known = parties.party(found) if found else None
        if known is not None and known.side == row["side"]:
            row["party"] = found
            return


def _open(row: dict[str, Any]) -> None:
    for slot in ("actor", "target"):
        if row.get(slot) and not row.get(f"{slot}_party"):
            row[f"{slot}_party"] = parties.party_of(row[slot]["text"])
    place = row.get("place")
    if place and place.get("lat") is None and place.get("name"):
        entry = gazetteer.lookup(place["name"], place.get("country"))
        if entry is not None and entry.level == place.get("level"):
            place["lat"], place["lon"] = entry.lat, entry.lon
    for item in row.get("items") or []:
        if not item.get("category"):
            found = equipment.designation(item.get("model") or item["span"]["text"]) or equipment.generic(
                item["span"]["text"].split()[-1]
            )
            item["category"] = found.category if found else None


def _report(row: dict[str, Any]) -> Report:
    passages = [msgspec.convert(p, Passage) for p in row.get("passages") or []]
    kept = {
        k: v
        for k, v in row.items()
        if k in ("id", "text", "outlet", "url", "title", "published", "published_from", "language") and v is not None
    }
    if isinstance(kept.get("published"), str):
        kept["published"] = kept["published"][:10]
    return msgspec.convert({**kept, "sha256": row.get("sha256") or "", "passages": passages}, Report)
