"""One event for each happening: mentions of one type in a report are one where nothing they say differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from twosource.knowledge import gazetteer
from twosource.records import Count, EventType, Item, LossState, Period, Place, Span, Stage, Toll


@dataclass(frozen=True)
class Mention:
    """An event as one place of the text tells it."""

    token: Token
    kind: EventType
    state: LossState | None
    chance: float
    stage: Stage
    actor: Span | None
    target: Span | None
    actor_party: str | None
    target_party: str | None
    place: Place | None
    date: Period | None
    items: tuple[Item, ...]
    people: tuple[Toll, ...]
    count: Count | None
    statements: tuple[str, ...]
    passing: bool = False
    """Told in passing: it adds to an event that the report tells elsewhere, and makes none of its own."""


def merged(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """Events in the order of their first mention; each has the words of its best mention and slots of all."""
    groups: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda m: m.passing):
        home = next((group for group in groups if all(_same(mention, other) for other in group)), None)
        if home is None:
            if not mention.passing:
                groups.append([mention])
        else:
            home.append(mention)
    del doc
    return [_joined(group) for group in groups]


def _same(a: Mention, b: Mention) -> bool:
    if a.kind != b.kind or a.state != b.state:
        return False
    if a.token.i == b.token.i:
        return a.place == b.place
    if {a.stage, b.stage} & {"denied", "planned", "threatened", "called-for"} and a.stage != b.stage:
        return False
    if a.place and b.place and not _places_agree(a.place, b.place):
        return False
    if a.date and b.date and not a.date.meets(b.date):
        return False
    if a.actor_party and b.actor_party and a.actor_party != b.actor_party:
        return False
    if a.target_party and b.target_party and a.target_party != b.target_party:
        return False
    if not _tolls_agree(a.people, b.people) or not _items_agree(a.items, b.items):
        return False
    if a.count and b.count and (a.count.min, a.count.max) != (b.count.min, b.count.max):
        return False
    if (
        a.token.sent.start != b.token.sent.start
        and (a.place is None) != (b.place is None)
        and a.statements
        and b.statements
        and a.statements != b.statements
    ):
        precise = a.place or b.place
        if (
            precise is not None
            and precise.level in ("settlement", "site", "district")
            and a.token.lemma_ != b.token.lemma_
        ):
            return False
    if a.kind in SAID and a.token.sent.start != b.token.sent.start:
        return _shares(a.target, b.target) or (_shares(a.actor, b.actor) and a.token.lemma_ == b.token.lemma_)
    if a.token.lemma_ == b.token.lemma_ or (a.place and b.place) or (a.people and b.people) or (a.items and b.items):
        return True
    if abs(a.token.sent.start - b.token.sent.start) == 0:
        return _shares(a.target, b.target) or (a.target is None) != (b.target is None) or a.actor == b.actor
    return _shares(a.target, b.target) or not (a.target and b.target)


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
    "arms-transfer",
    "mobilise",
    "vote",
    "abuse",
}
"""Types of which a report often tells several: one only where the words for who or whom agree."""


def _places_agree(a: Place, b: Place) -> bool:
    return gazetteer.same_place(a, b) or gazetteer.within(a, b) or gazetteer.within(b, a)


def _tolls_agree(a: Sequence[Toll], b: Sequence[Toll]) -> bool:
    fates = {toll.fate for toll in a} & {toll.fate for toll in b}
    if a and b and not fates:
        return False
    return all(_overlap(x.min, x.max, y.min, y.max) for x in a for y in b if x.fate == y.fate)


def _overlap(a: int | None, b: int | None, c: int | None, d: int | None) -> bool:
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)


def _items_agree(a: Sequence[Item], b: Sequence[Item]) -> bool:
    if not a or not b:
        return True
    return any(
        x.category == y.category and (x.model is None or y.model is None or x.model == y.model) for x in a for y in b
    )


def _shares(a: Span | None, b: Span | None) -> bool:
    if a is None or b is None:
        return False
    skip = {"the", "a", "an", "of", "in", "to", "and", "its", "their", "his", "her"}
    return bool({w.lower() for w in a.text.split()} - skip & {w.lower() for w in b.text.split()} - skip) and bool(
        ({w.lower() for w in a.text.split()} & {w.lower() for w in b.text.split()}) - skip
    )


RANK = {"country": 0, "region": 1, "water": 1, "district": 2, "settlement": 3, "site": 4, None: 2}


def _joined(group: list[Mention]) -> Mention:
    """The mention with the most to say, with what it lacks taken from the others."""
    best = max(
        (m for m in group if not m.passing),
        key=lambda m: (
            m.chance + 0.3 * (bool(m.place) + bool(m.target) + bool(m.actor) + bool(m.people) + bool(m.items)),
            -m.token.i,
        ),
    )
    places = [m.place for m in group if m.place]
    tolls: dict[str, Toll] = {}
    for mention in group:
        for toll in mention.people:
            known = tolls.get(toll.fate)
            if known is None or (known.max is None and toll.max is not None):
                tolls[toll.fate] = toll
    found: list[Item] = list(best.items)
    for mention in group:
        for item in mention.items:
            if not any(
                item.category == other.category and (item.model is None or item.model == other.model) for other in found
            ):
                found.append(item)
    narrowest = min((m.date for m in group if m.date), key=lambda p: p.days, default=None)
    return replace(
        best,
        place=max(places, key=lambda p: RANK[p.level]) if places else None,
        date=narrowest,
        actor=best.actor or next((m.actor for m in group if m.actor), None),
        actor_party=best.actor_party or next((m.actor_party for m in group if m.actor_party), None),
        target=best.target or next((m.target for m in group if m.target), None),
        target_party=best.target_party or next((m.target_party for m in group if m.target_party), None),
        people=tuple(tolls.values()),
        items=tuple(found),
        count=best.count or next((m.count for m in group if m.count), None),
        statements=tuple(dict.fromkeys(i for m in group for i in m.statements)),
    )
