"""How well two events agree: whether a careful editor would say that the two reports tell of one thing.

Each slot speaks for or against in nats-like points; what both leave open says nothing. The points were set by hand on the gold's training stories.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from twosource.knowledge import conflicts, gazetteer
from twosource.linking.folding import words_of
from twosource.linking.rarity import weight
from twosource.records import Event, Item, Place, Report, Span, Toll

ENOUGH = 1.0
"""Points from which two events are taken to assert one claim."""

SPECIFIC = {
    "accuse",
    "demand",
    "reject",
    "support",
    "threaten",
    "meet",
    "agree",
    "sanction",
    "aid",
    "vote",
    "protest",
    "abuse",
    "mobilise",
}
"""Types so broad that two events need more than the same day and place."""


MOVES = {"withdraw", "advance"}
"""Types whose target is no party that suffers but troops that are moved, or ground."""


class Agreement(NamedTuple):
    """Points, and the reasons in words."""

    points: float
    why: tuple[str, ...]


def agreement(
    a: Event, b: Event, reports: Mapping[str, Report], *, same_story: bool, likeness: float
) -> Agreement | None:
    """Points for two events of one type being one claim; None where they cannot be."""
    if a.type != b.type or (a.state or None) != (b.state or None):
        return None
    if (a.stage == "denied") != (b.stage == "denied"):
        return None
    points, why = (0.4 if same_story else -1.5) + 1.2 * likeness, []
    place = _place(a.place, b.place)
    if place is None:
        return None
    points += place[0]
    if place[1]:
        why.append(place[1])
    day = _day(a, b, reports)
    if day is None:
        return None
    points += day[0]
    if day[1]:
        why.append(day[1])
    sides = [(a.actor_party, b.actor_party, "actor")]
    if a.type not in MOVES:
        sides.append((a.target_party, b.target_party, "target"))
    for one, two, what in sides:
        if one and two and one != two:
            if conflicts.opposed(one, two):
                return None
            points -= 0.7
        elif one and two:
            points += 0.5
            why.append(f"the same {what} ({one})")
    tolls = _tolls(a.people, b.people)
    if tolls is None:
        return None
    points += tolls
    if tolls > 0:
        why.append("tolls that agree")
    held = _items(a.items, b.items)
    points += held
    if held > 0:
        why.append("the same equipment")
    if a.count and b.count and a.count.of == b.count.of:
        points += 0.8 if (a.count.min, a.count.max) == (b.count.min, b.count.max) else -0.4
    shared = _words(a, b)
    points += min(1.2, 0.6 * len(shared))
    if shared:
        why.append("the words " + ", ".join(sorted(shared)[:4]))
    if a.type in SPECIFIC:
        points -= 0.8
    if a.stage != b.stage and {a.stage, b.stage} & {"planned", "threatened", "called-for"}:
        points -= 1.0
    return Agreement(points, tuple(why))


def _place(a: Place | None, b: Place | None) -> tuple[float, str] | None:
    if a is None or b is None:
        return 0.0, ""
    if gazetteer.same_place(a, b):
        fine = a.level in ("settlement", "site", "district")
        return (
            1.4 if fine else 0.5 if a.level == "region" else 0.1
        ), f"the same place ({a.name or (a.span.text if a.span else '')})"
    if gazetteer.within(a, b) or gazetteer.within(b, a):
        wide, narrow = (b, a) if gazetteer.within(a, b) else (a, b)
        if wide.level == "region" and gazetteer.bare(wide.name or "") == gazetteer.bare(narrow.name or ""):
            return 0.3, f"{narrow.name}, by which a report may mean its region"
        return (0.1 if wide.level == "country" else -1.3), ""
    if a.country and b.country and a.country != b.country:
        return None
    apart = gazetteer.distance_km(a, b)
    if apart is not None and apart < 8:
        return 0.3, f"places {apart:.0f} km apart"
    if (
        a.level in ("settlement", "site", "district", "region")
        and b.level in ("settlement", "site", "district", "region")
        and a.country
        and b.country
    ):
        return None
    return -0.6, ""


def _day(a: Event, b: Event, reports: Mapping[str, Report]) -> tuple[float, str] | None:
    if a.date and b.date:
        gap = max((a.date.first - b.date.last).days, (b.date.first - a.date.last).days)
        if gap > 1:
            return None if gap > 3 else (-1.2, "")
        if gap > 0:
            return -0.3, ""
        longest = max(a.date.days, b.date.days)
        if longest <= 2:
            return 0.9, f"the same day ({max(a.date.first, b.date.first)})"
        return (0.3, "days that meet") if longest <= 14 else (0.0, "")
    one, two = reports[a.report].published, reports[b.report].published
    if one and two:
        apart = abs((one - two).days)
        return (0.2, "") if apart <= 1 else (0.0, "") if apart <= 3 else (-0.6, "") if apart <= 7 else None
    return 0.0, ""


def _tolls(a: tuple[Toll, ...], b: tuple[Toll, ...]) -> float | None:
    pairs = [(x, y) for x in a for y in b if x.fate == y.fate]
    if not a or not b:
        return 0.0
    if not pairs:
        return None
    points = 0.0
    for x, y in pairs:
        if (x.min, x.max) == (y.min, y.max):
            points += 1.2 if (x.min or 0) > 2 else 0.7
        elif _meet(x, y):
            points += 0.3
        else:
            return None  # figures that exclude each other are two claims, and in conflict where all else agrees
    return points


def _meet(x: Toll, y: Toll) -> bool:
    return (x.min is None or y.max is None or x.min <= y.max) and (y.min is None or x.max is None or y.min <= x.max)


def _items(a: tuple[Item, ...], b: tuple[Item, ...]) -> float:
    if not a or not b:
        return 0.0
    models = {i.model for i in a if i.model} & {i.model for i in b if i.model}
    if models:
        return 1.0
    kinds = {i.category for i in a} & {i.category for i in b}
    if kinds:
        return 0.4
    broad = {"other equipment", None}
    return 0.2 if {i.category for i in a} & broad or {i.category for i in b} & broad else -0.7


def _words(a: Event, b: Event) -> set[str]:
    return _telling(a.target) & _telling(b.target) | _telling(a.trigger) & _telling(b.trigger)


def _telling(span: Span | None) -> set[str]:
    return {w for w, _, _ in words_of(span.text) if weight(w) > 3.0} if span else set()
