"""How two tellings of one report stand to each other: what they agree in and what sets them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.knowledge import gazetteer
from twosource.reading.events.mention import Mention
from twosource.records import Item, Place, Span, Toll

FAMILIES = (
    {"shelling", "air-attack", "explosion", "infrastructure-damage", "clash", "shoot-down", "equipment-loss"},
    {"clash", "advance", "repel", "capture-territory", "withdraw"},
    {"casualties", "abuse"},
    {"detain", "release"},
    {"displacement", "withdraw"},
    {"arms-transfer", "aid", "support"},
    {"demand", "accuse", "threaten", "reject", "support", "agree", "meet"},
)
"""Types whose words are taken for one another's."""

UNREAL = {"denied", "planned", "threatened", "called-for"}


def conflicts(a: Mention, b: Mention) -> Iterator[str]:
    """What keeps two tellings from being of one happening."""
    if a.state != b.state:
        yield "state"
    if a.stage != b.stage and {a.stage, b.stage} & UNREAL:
        yield "stage"
    if a.place and b.place and not _places_agree(a.place, b.place):
        yield "place"
    if a.date and b.date and not a.date.meets(b.date):
        yield "date"
    if a.actor_party and b.actor_party and a.actor_party != b.actor_party:
        yield "actor"
    if a.target_party and b.target_party and a.target_party != b.target_party:
        yield "target"
    if not _tolls_agree(a.people, b.people):
        yield "toll"
    if a.items and b.items and not _items_agree(a.items, b.items):
        yield "items"
    if a.count and b.count and (a.count.min, a.count.max) != (b.count.min, b.count.max):
        yield "count"


def likenesses(a: Mention, b: Mention) -> Iterator[str]:
    """What speaks for two tellings being of one happening."""
    if a.token.lemma_.lower() == b.token.lemma_.lower():
        yield "word"
    if a.place and b.place and _places_agree(a.place, b.place):
        yield "place"
    if a.date and b.date and a.date.meets(b.date):
        yield "date"
    if a.actor_party and a.actor_party == b.actor_party:
        yield "actor"
    if shares(a.target, b.target):
        yield "target"
    if any(x.fate == y.fate and (x.min, x.max) == (y.min, y.max) for x in a.people for y in b.people):
        yield "toll"
    if a.items and b.items and _items_agree(a.items, b.items):
        yield "items"
    if a.statements and a.statements == b.statements:
        yield "statement"


def where(a: Mention, b: Mention) -> str:
    """How far apart two tellings stand."""
    if a.titled != b.titled:
        return "title and text"
    if a.token.sent.start == b.token.sent.start:
        return "one sentence"
    return "one paragraph" if a.paragraph == b.paragraph else "paragraphs apart"


def _places_agree(a: Place, b: Place) -> bool:
    return gazetteer.same_place(a, b) or gazetteer.within(a, b) or gazetteer.within(b, a)


def _tolls_agree(a: Sequence[Toll], b: Sequence[Toll]) -> bool:
    return all(_overlap(x.min, x.max, y.min, y.max) for x in a for y in b if x.fate == y.fate)


def _overlap(a: int | None, b: int | None, c: int | None, d: int | None) -> bool:
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)


def _items_agree(a: Sequence[Item], b: Sequence[Item]) -> bool:
    return any(
        x.category == y.category and (x.model is None or y.model is None or x.model == y.model) for x in a for y in b
    )


LIGHT = {"the", "a", "an", "of", "in", "to", "and", "its", "their", "his", "her"}


def shares(a: Span | None, b: Span | None) -> bool:
    """Whether two phrases share a word that says something."""
    if a is None or b is None:
        return False
    return bool(({w.lower() for w in a.text.split()} & {w.lower() for w in b.text.split()}) - LIGHT)
