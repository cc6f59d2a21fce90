"""Claims that cannot both be true: figures that exclude each other, denials, two holders of one place on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from twosource.knowledge import conflicts, gazetteer
from twosource.linking.figures import given, meet
from twosource.linking.rarity import telling_words
from twosource.records import Event, Item, Period, Report, Toll

Pair = tuple[int, int, str]
"""Numbers of two claims and what differs between them."""


def contradictions(
    claims: Sequence[Sequence[Event]], reports: Mapping[str, Report], story_of: Mapping[str, str]
) -> list[Pair]:
    """Pairs of claims of one story that exclude each other, each once, with what differs."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, events in enumerate(claims):
        for key in sorted({(story_of.get(e.report, e.report), e.type) for e in events}):
            blocks[key].append(at)
    found: dict[tuple[int, int], str] = {}
    for members in blocks.values():
        for a, b in combinations(members, 2):
            if (a, b) not in found and (why := next(_why(claims[a], claims[b], reports), None)):
                found[a, b] = why
        for a, b in _denials(members, claims, reports):
            found.setdefault((min(a, b), max(a, b)), "one asserts it, the other denies it")
    return [(a, b, why) for (a, b), why in sorted(found.items())]


def _denials(
    members: Sequence[int], claims: Sequence[Sequence[Event]], reports: Mapping[str, Report]
) -> Iterator[tuple[int, int]]:
    """Each denial with what it denies: of the claims of its type and story the one that it fits best, for a denial seldom says all."""
    asserted = [at for at in members if claims[at][0].stage in DENIABLE]
    for at in members:
        if claims[at][0].stage != "denied":
            continue
        fits = {
            other: max(
                (f for a in claims[at] for b in claims[other] if (f := _fit(a, b, reports)) is not None), default=None
            )
            for other in asserted
        }
        best = max((f for f in fits.values() if f is not None), default=None)
        if best is not None and best >= DENIES:
            yield from ((at, other) for other, f in fits.items() if f == best)


DENIABLE = ("happened", "ongoing", "planned")
"""Stages of what is denied: that it came about, or that anybody means it to."""

DENIES = 0.6
"""Fit from which a denial is taken to deny a claim; chosen on the training and dev stories."""


def _fit(a: Event, b: Event, reports: Mapping[str, Report]) -> float | None:
    """How well a denial fits a claim; None where they cannot be of one happening."""
    if (a.state or None) != (b.state or None) and a.state and b.state:
        return None
    one, two = reports[a.report].published, reports[b.report].published
    if one and two and abs((one - two).days) > 7:
        return None
    fit = 0.0
    if a.place and b.place:
        if gazetteer.same_place(a.place, b.place):
            fit += 1.5
        elif gazetteer.within(a.place, b.place) or gazetteer.within(b.place, a.place):
            fit += 0.4
        else:
            return None
    if a.date and b.date:
        if not a.date.meets(b.date):
            return None
        fit += 0.5
    for mine, theirs, both in ((a.actor_party, b.actor_party, 0.5), (a.target_party, b.target_party, 0.5)):
        if mine and theirs:
            if mine != theirs:
                return None
            fit += both
    if a.items and b.items:
        fit += 0.8 if {(i.model, i.category) for i in a.items} & {(i.model, i.category) for i in b.items} else -0.8
    if a.people and b.people and not {t.fate for t in a.people} & {t.fate for t in b.people}:
        return None
    return fit + 0.4 * len(_told(a) & _told(b))


def _told(event: Event) -> set[str]:
    return telling_words((event.trigger, event.target, event.actor))


def _why(first: Sequence[Event], second: Sequence[Event], reports: Mapping[str, Report]) -> Iterator[str]:
    for a in first:
        for b in second:
            if not _one_happening(a, b, reports):
                continue
            for x in a.people:
                for y in b.people:
                    if (
                        x.fate == y.fate
                        and {x.who, y.who} != {"civilians", "military"}
                        and not meet(x, y)
                        and not _risen(a, b, x, y, reports)
                        and not _others(a, b, x, y)
                    ):
                        yield f"number {x.fate}: {given(x)} against {given(y)}"
            for i in a.items if a.type == "equipment-loss" else ():
                for j in b.items:
                    if i.category == j.category and _exclude_items(i, j):
                        yield f"number of {j.model or j.category}: {given(i)} against {given(j)}"
            if a.count and b.count and a.count.of and a.count.of == b.count.of and not meet(a.count, b.count):
                yield f"number of {a.count.of}: {given(a.count)} against {given(b.count)}"
            if (
                a.type == "capture-territory"
                and a.actor_party
                and b.actor_party
                and conflicts.opposed(a.actor_party, b.actor_party)
            ):
                yield f"who holds it: {a.actor_party} against {b.actor_party}"


def _one_happening(a: Event, b: Event, reports: Mapping[str, Report]) -> bool:
    """Whether two tellings are of one place and day, so that their figures or holders exclude each other; one teller's two figures do not."""
    if not {a.stage, b.stage} <= {"happened", "ongoing"} or a.state != b.state:
        return False
    if a.report == b.report and (not a.statements or set(a.statements) & set(b.statements)):
        return False
    if a.place and b.place:
        if not gazetteer.same_place(a.place, b.place):
            return False
    elif a.place != b.place and not (a.date and b.date and a.date == b.date and a.date.days == 1):
        return False
    if not _same_day(a.date, b.date):
        return False
    if a.target_party and b.target_party and a.target_party != b.target_party:
        return False
    one, two = reports[a.report].published, reports[b.report].published
    return not (one and two and abs((one - two).days) > 7)


RISES = 2.0
"""How many times its first figure a toll grows from one day's reports to the next; chosen on the training stories."""


def _risen(a: Event, b: Event, x: Toll, y: Toll, reports: Mapping[str, Report]) -> bool:
    """Whether the later report has the higher figure: a toll that rises from day to day is no conflict."""
    one, two = reports[a.report].published, reports[b.report].published
    if one is None or two is None or one == two:
        return False
    early, late = (x, y) if one < two else (y, x)
    if (late.min or 0) > RISES * (early.max or early.min or 1):
        return False
    return (late.min or 0) >= (early.min or 0) and (late.max is None or early.max is None or late.max >= early.max)


APART = 2.0
"""How many times another a figure is that may be of other people; chosen on the training stories."""


def _others(a: Event, b: Event, x: Toll, y: Toll) -> bool:
    """Whether the figures are of other people: far apart, and whom they count has no telling word in common (110 militants, eleven soldiers)."""
    mine, theirs = telling_words((a.target,)), telling_words((b.target,))
    fewer, more = sorted((x, y), key=lambda toll: toll.min or 0)
    far = (more.min or 0) >= APART * (fewer.max or fewer.min or 1)
    return bool(mine and theirs and far and not mine & theirs)


def _exclude_items(i: Item, j: Item) -> bool:
    """Whether figures of like equipment exclude each other; of a model there may be fewer than of its whole kind, but not more."""
    if i.model == j.model:
        return not meet(i, j)
    if i.model and j.model:
        return False
    part, whole = (i, j) if i.model else (j, i)
    return part.min is not None and whole.max is not None and part.min > whole.max


def _same_day(a: Period | None, b: Period | None) -> bool:
    return a is None or b is None or (a.days <= 3 and b.days <= 3 and a.meets(b))
