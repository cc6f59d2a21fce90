"""A person's word on one thing, as it is kept: never erased, and only overruled by a later one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from twosource.records import Mark, MarkKind, identity

REREADS: tuple[MarkKind, ...] = ("correct",)
"""Marks by which claims become others, so that the ledger is linked anew."""
KEEPS: tuple[MarkKind, ...] = ("accept", "correct")
"""Marks by which a report keeps the reading that a person has seen."""


def mark(
    kind: MarkKind, about: str, value: str | None, by: str, *, part: str = "", why: str = "", report: str | None = None
) -> Mark:
    """A mark made now."""
    at = datetime.now(UTC).isoformat()
    id_ = identity("m", kind, about, part, at)
    return Mark(id=id_, kind=kind, about=about, value=value, by=by, at=at, part=part, why=why, report=report)


def standing(marks: Iterable[Mark]) -> list[Mark]:
    """The last word of each kind on each thing, newest first; one that was taken back is gone."""
    last: dict[tuple[str, str, str], Mark] = {}
    for each in sorted(marks, key=lambda m: (m.at, m.id)):
        last[each.kind, each.about, each.part] = each
    return sorted((m for m in last.values() if m.value is not None), key=lambda m: (m.at, m.id), reverse=True)
