"""How well two events agree: whether a careful editor would say that the two reports tell of one thing.

What speaks for and against is named (`signs`), each sign has its weight, and the points are their sum, so that a person can follow every merge. The weights
are those of a logistic regression on the pairs of the gold's training stories (`training/agreement.py`); 1 point is even odds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.knowledge import conflicts, fitted, gazetteer
from twosource.linking.figures import meet
from twosource.linking.rarity import telling_words
from twosource.linking.telling import Telling
from twosource.records import Event, Item, Period, Place, Report

WEIGHTS = "agreement.toml"
ENOUGH = 0.2
"""Points from which two events are taken to assert one claim."""

MOVES = {"withdraw", "advance"}
"""Types whose target is no party that suffers but troops that are moved, or ground."""

SAID = {
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
    "arms-transfer",
}
"""Types of which one story often tells several by the same people on one day."""

FINE = ("settlement", "site", "district")
"""Levels of a place that is somewhere in particular."""
OPEN = {"planned", "threatened", "called-for"}
NEAR_KM, ROUND_KM = 8, 30
MONTH = 31
SAID_WITHIN = 3
"""Days within which people are told of what happened."""


class Agreement(NamedTuple):
    """Points, and the reasons in words."""

    points: float
    why: tuple[str, ...]


class Sign(NamedTuple):
    """Something that speaks for or against, how strongly it is there, and its words where it is a reason."""

    name: str
    value: float = 1.0
    why: str = ""


def agreement(found: Sequence[Sign]) -> Agreement:
    """What the signs of two events amount to."""
    points = 1.0 + fitted.weights(WEIGHTS)["even"] + fitted.points(WEIGHTS, ((s.name, s.value) for s in found))
    return Agreement(points, tuple(sign.why for sign in found if sign.why))


def signs(
    a: Event,
    b: Event,
    reports: Mapping[str, Report],
    *,
    same_story: bool,
    likeness: float,
    around: float,
    telling: Telling = Telling(),  # noqa: B008 - immutable
) -> list[Sign] | None:
    """What speaks for and against two events being one claim; None where they are not of one kind, or their tolls exclude each other.

    `likeness` is that of the reports, `around` that of the passages in which the two stand, each 0 to 1.
    Nothing that was read of place, day or party excludes by itself, for it may be misread: it weighs.
    """
    if a.type != b.type or (a.state or None) != (b.state or None) or (a.stage == "denied") != (b.stage == "denied"):
        return None
    found = [Sign("one story", float(same_story)), Sign("likeness of the reports", likeness)]
    if around > ALIKE:
        found.append(Sign("words around", around))
    if a.type in SAID:
        found.append(Sign("a type of words"))
    found += _told(a, b, telling)
    places = _place(a.place, b.place)
    if places[0].name in PARTED and (a.id in telling.carried or b.id in telling.carried):
        places = [Sign("one place open")]  # a place that is told elsewhere in the report parts nothing
    found += places
    found += _day(a, b, reports, telling)
    tolls = _tolls(a, b)
    if tolls is None:
        return None
    found += tolls
    for slot, one, two in (("actor", a.actor_party, b.actor_party), ("target", a.target_party, b.target_party)):
        if slot == "target" and a.type in MOVES:
            continue
        if one and two and one != two:
            found.append(Sign(f"opposed {slot}" if conflicts.opposed(one, two) else f"another {slot}"))
        elif one and two:
            found.append(Sign(f"same {slot}", why=f"the same {slot} ({one})"))
    found += _items(a.items, b.items)
    if a.count and b.count and a.count.of == b.count.of:
        found.append(
            Sign("same count" if (a.count.min, a.count.max) == (b.count.min, b.count.max) else "another count")
        )
    found += _words(a, b)
    if a.stage != b.stage and {a.stage, b.stage} & OPEN:
        found.append(Sign("another stage"))
    return found


def _told(a: Event, b: Event, telling: Telling) -> Iterator[Sign]:
    """Whether each report tells of nothing else of this type, and whether it is what each is about."""
    only = (a.id in telling.only) + (b.id in telling.only)
    if only:
        yield Sign("the only ones of their type" if only == 2 else "one the only one of its type")
    leading = (a.id in telling.leading) + (b.id in telling.leading)
    if leading:
        yield Sign("both lead" if leading == 2 else "one leads")


ALIKE = 0.1
"""Likeness of passages that any two have."""
PARTED = {"within the other", "around", "another place", "places apart", "another country"}


def _place(a: Place | None, b: Place | None) -> list[Sign]:
    a, b = _named(a), _named(b)
    if a is None or b is None:
        return [Sign("both places open" if a is b else "one place open")]
    named = f"the same place ({a.name or (a.span.text if a.span else '')})"
    if gazetteer.same_place(a, b):
        kind = "same place" if a.level in FINE else "same region" if a.level == "region" else "same country"
        return [Sign(kind, why=named)]
    if _site_of(a, b) or _site_of(b, a):
        site = a if a.level == "site" else b
        return [Sign("site of the place", why=f"{site.name} lies at the place that the other names")]
    if gazetteer.within(a, b) or gazetteer.within(b, a):
        wide, narrow = (b, a) if gazetteer.within(a, b) else (a, b)
        if wide.level == "region" and gazetteer.bare(wide.name or "") == gazetteer.bare(narrow.name or ""):
            return [Sign("region of the same name", why=f"{narrow.name}, by which a report may mean its region")]
        return [Sign("within the country" if wide.level == "country" else "within the other")]
    if a.country and b.country and a.country != b.country:
        return [Sign("another country")]
    apart = gazetteer.distance_km(a, b)
    if apart is not None and apart < NEAR_KM:
        return [Sign("near", why=f"places {apart:.0f} km apart")]
    if apart is not None and apart < ROUND_KM:
        return [Sign("around")]
    if a.level in (*FINE, "region") and b.level in (*FINE, "region") and a.country and b.country:
        if apart is None and a.admin1 and a.admin1 == b.admin1 and "region" not in (a.level, b.level):
            return [Sign("around")]
        return [Sign("places apart")]
    return [Sign("another place")]


def _named(place: Place | None) -> Place | None:
    """The place, unless it is told without a name (`the base`): then it may be any."""
    return place if place is None or any(letter.isupper() for letter in place.name or "") else None


def _site_of(site: Place, town: Place) -> bool:
    """Whether a site bears the name of the town: `Gori hospital`, `Kunlong market`."""
    return bool(
        site.level in ("site", "water")
        and town.level in ("settlement", "district")
        and site.name
        and town.name
        and gazetteer.bare(town.name) in gazetteer.bare(site.name)
    )


def _day(a: Event, b: Event, reports: Mapping[str, Report], telling: Telling) -> list[Sign]:
    if a.date and b.date and not (a.id in telling.said or b.id in telling.said):
        found = _days(a.date, b.date)
        if a.id in telling.assumed or b.id in telling.assumed:
            return [Sign(f"{found.name}, one assumed", why=found.why)]
        return [found]
    if a.date and b.date:
        close = a.date.meets(b.date) or abs((a.date.first - b.date.first).days) <= SAID_WITHIN
        return [Sign("told on one day"), Sign("one day open")] if close else [Sign("days far apart, one assumed")]
    one, two = reports[a.report].published, reports[b.report].published
    if one is None or two is None:
        return [Sign("days open")]
    apart = abs((one - two).days)
    kinds = ((1, "told on one day"), (3, "told days apart"), (7, "told far apart"))
    kind = next((kind for days, kind in kinds if apart <= days), "told weeks apart")
    return [Sign(kind), Sign("one day open" if a.date or b.date else "days open")]


def _days(a: Period, b: Period) -> Sign:
    gap = max((a.first - b.last).days, (b.first - a.last).days)
    if gap > 1:
        return Sign("days apart" if gap <= 3 else "days far apart" if gap <= MONTH else "months apart")
    if gap > 0:
        return Sign("next day")
    longest = max(a.days, b.days)
    if longest <= 2:
        return Sign("same day", why=f"the same day ({max(a.first, b.first)})")
    return Sign("days that meet", why="days that meet") if longest <= 14 else Sign("weeks that meet")


def _tolls(a: Event, b: Event) -> list[Sign] | None:
    pairs = [(x, y) for x in a.people for y in b.people if x.fate == y.fate]
    if not a.people or not b.people:
        return [Sign("one toll open")] if a.people or b.people else []
    if not pairs:
        return [Sign("tolls of other fates")]
    found = []
    for x, y in pairs:
        if (x.min, x.max) == (y.min, y.max):
            found.append(Sign("same toll" if (x.min or 0) > 2 else "same small toll", why="tolls that agree"))
        elif meet(x, y):
            close = min(x.min or 0, y.min or 0) >= 0.6 * max(x.min or 1, y.min or 1)
            found.append(Sign("tolls close by" if close else "tolls that may agree"))
        elif a.type == "casualties":
            return None  # figures that exclude each other are two claims, and in conflict where all else agrees
        else:
            found.append(Sign("another toll"))
        if {x.who, y.who} == {"civilians", "military"}:
            found.append(Sign("other people"))
    return found


def _items(a: tuple[Item, ...], b: tuple[Item, ...]) -> list[Sign]:
    if not a or not b:
        return []
    if {i.model for i in a if i.model} & {i.model for i in b if i.model}:
        return [Sign("same model", why="the same equipment")]
    if {i.category for i in a} & {i.category for i in b}:
        return [Sign("same kind of equipment", why="the same equipment")]
    broad = {"other equipment", None}
    return [] if {i.category for i in a} & broad or {i.category for i in b} & broad else [Sign("other equipment")]


def _words(a: Event, b: Event) -> Iterator[Sign]:
    target = telling_words([a.target]) & telling_words([b.target])
    trigger = telling_words([a.trigger]) & telling_words([b.trigger])
    actor = telling_words([a.actor]) & telling_words([b.actor])
    shared = sorted(target | trigger)
    why = "the words " + ", ".join(shared[:4]) if shared else ""
    if target:
        yield Sign("words of the target", min(2.0, len(target)), why)
    if trigger:
        yield Sign("words of the event", min(2.0, len(trigger)), "" if target else why)
    if actor:
        yield Sign("words of the actor", min(2.0, len(actor)))
