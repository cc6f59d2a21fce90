"""A person's word on one thing, as it is kept: never erased, and only overruled by a later one."""

from __future__ import annotations

from collections.abc import Iterable

from twosource.ledger.spoken import last_words, moment
from twosource.records import Mark, MarkKind, identity

REREADS: tuple[MarkKind, ...] = ("correct",)
"""Marks by which claims become others, so that the ledger is linked anew."""
KEEPS: tuple[MarkKind, ...] = ("accept", "correct")
"""Marks by which a report keeps the reading that a person has seen."""


def mark(
    kind: MarkKind,
    about: str,
    value: str | None,
    by: str,
    *,
    part: str = "",
    why: str = "",
    report: str | None = None,
    before: Iterable[Mark] = (),
) -> Mark:
    """A mark made now; `before` are those that it is later than, whatever the clock says."""
    at = moment(before)
    id_ = identity("m", kind, about, part, at)
    return Mark(id=id_, kind=kind, about=about, value=value, by=by, at=at, part=part, why=why, report=report)


def standing(marks: Iterable[Mark]) -> list[Mark]:
    """The last word of each kind on each thing, newest first; one that was taken back is gone."""
    return [m for m in last_words(marks, lambda m: (m.kind, m.about, m.part)) if m.value is not None]
