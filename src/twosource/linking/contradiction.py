"""Claims that cannot both be true: figures that exclude each other, denials, two holders of one place on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from twosource.knowledge import conflicts, gazetteer
from twosource.records import Event, Period, Report

Pair = tuple[int, int, str]
"""Numbers of two claims and what differs between them."""


def contradictions(
    claims: Sequence[Sequence[Event]], reports: Mapping[str, Report], story_of: Mapping[str, str]
) -> list[Pair]:
    """Pairs of claims of one story that exclude each other, each once, with what differs."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, events in enumerate(claims):
        for key in sorted({(story_of.get(e.report, e.report), family(e)) for e in events}):
            blocks[key].append(at)
    found: dict[tuple[int, int], str] = {}
    for members in blocks.values():
        for a, b in combinations(members, 2):
            if (a, b) not in found and (why := next(_why(claims[a], claims[b], reports), None)):
                found[a, b] = why
    return [(a, b, why) for (a, b), why in sorted(found.items())]


FAMILIES = {
    "withdraw": "holding",
    "capture-territory": "holding",
    "shelling": "strike",
    "air-attack": "strike",
    "explosion": "strike",
}


def family(event: Event) -> str:
    """Types that can exclude each other: who holds a place, what struck it."""
    return FAMILIES.get(event.type, event.type)


def _why(first: Sequence[Event], second: Sequence[Event], reports: Mapping[str, Report]) -> Iterator[str]:
    for a in first:
        for b in second:
            if not _one_happening(a, b, reports):
                continue
            if (
                a.type == b.type
                and (a.state or None) == (b.state or None)
                and (a.stage == "denied") != (b.stage == "denied")
                and {a.stage, b.stage} <= {"denied", "happened", "ongoing"}
            ):
                yield "one asserts it, the other denies it"
            if a.type == b.type and "denied" not in (a.stage, b.stage):
                for x in a.people:
                    for y in b.people:
                        if x.fate == y.fate and _exclude(x.min, x.max, y.min, y.max) and _same_day(a.date, b.date):
                            yield f"number {x.fate}: {_figure(x.min, x.max)} against {_figure(y.min, y.max)}"
                for i in a.items:
                    for j in b.items:
                        if (
                            i.category == j.category
                            and i.model == j.model
                            and _exclude(i.min, i.max, j.min, j.max)
                            and a.type == "equipment-loss"
                            and _same_day(a.date, b.date)
                        ):
                            yield f"number of {j.model or j.category}: {_figure(i.min, i.max)} against {_figure(j.min, j.max)}"
            if (
                a.type == b.type == "capture-territory"
                and a.actor_party
                and b.actor_party
                and conflicts.opposed(a.actor_party, b.actor_party)
                and _same_day(a.date, b.date)
            ):
                yield f"who holds it: {a.actor_party} against {b.actor_party}"


def _one_happening(a: Event, b: Event, reports: Mapping[str, Report]) -> bool:
    if a.place and b.place:
        if not gazetteer.same_place(a.place, b.place):
            return False
    elif a.type in ("casualties", "equipment-loss") and not (a.date and b.date):
        return False
    if a.date and b.date and not a.date.meets(b.date):
        return False
    if a.target_party and b.target_party and a.target_party != b.target_party:
        return False
    one, two = reports[a.report].published, reports[b.report].published
    return not (one and two and abs((one - two).days) > 7)


def _same_day(a: Period | None, b: Period | None) -> bool:
    return a is None or b is None or (a.days <= 3 and b.days <= 3 and a.meets(b))


def _exclude(a: int | None, b: int | None, c: int | None, d: int | None) -> bool:
    return (b is not None and c is not None and b < c) or (d is not None and a is not None and d < a)


def _figure(low: int | None, high: int | None) -> str:
    if low is not None and low == high:
        return str(low)
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"{low} to {high}"
