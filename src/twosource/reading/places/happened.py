"""Where an event happened: the places that hang nearest to its word, the most precise first, all of a list."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc, Span, Token

from twosource.knowledge import parties
from twosource.language.encoder.model import SLOTS
from twosource.language.signals import Chance
from twosource.reading.places.find import SITE_WORDS
from twosource.reading.tree import path_length, preposition
from twosource.records import Level, Place
from twosource.records import Span as Words

WHERE = {
    "in",
    "near",
    "at",
    "on",
    "outside",
    "around",
    "across",
    "over",
    "inside",
    "towards",
    "toward",
    "into",
    "from",
    "of",
    "to",
    "between",
    "through",
    "along",
    "off",
    "within",
    "throughout",
}
SAYING = {"say", "tell", "announce", "report", "claim", "confirm", "state", "write", "warn", "declare", "speak", "add"}
FARTHEST = 7
"""Cost up to which a place is taken; chosen on the dev files, as is PULL."""

PULL = 4.0
"""How much the encoder's word that it happened there takes off the cost."""

ACROSS = 6.0
"""Cost of another sentence."""

ELSEWHERE = 0.5
"""Chance by the encoder from which a place of another sentence is weighed too."""

MEANT: dict[str, tuple[Level | None, ...]] = {
    "region": ("region",), "province": ("region",), "oblast": ("region",), "peninsula": ("region",), "territory": ("region",),
    "district": ("district",), "city": ("settlement",), "town": ("settlement",), "village": ("settlement",), "capital": ("settlement",),
    "area": ("settlement", "district", "region"), "island": ("region", "site"), "river": ("water",),
}  # fmt: skip
"""Levels of the place named before that a bare noun means."""

AREA_NOUNS = {"front", "direction", "directions", "sector", "axis", "south", "north", "east", "west", "area", "border", "coast", "frontline"}  # fmt: skip
PRECISION = {"country": 0, "region": 1, "water": 1, "district": 2, "settlement": 3, "site": 4, None: 2}


def happened_all(
    trigger: Token,
    places: Sequence[Place],
    actors: Sequence[tuple[int, int]] = (),
    carrier: Chance | None = None,
    told_at: tuple[int, int] | None = None,
) -> tuple[Place, ...]:
    """Places at which the trigger's event happened; several only where they are told as one list.

    `actors` are character ranges of who acts and suffers: a country there is a party and no place. `carrier` is what the encoder
    says of the trigger: it may find the place in another sentence. `told_at` are the tokens that fill its slot of place: they may name none (`the hospital`).
    """
    if told_at is not None and not _named(trigger.doc, told_at, places):
        unnamed = _unnamed(trigger, told_at, places)
        if unnamed is not None:
            return (unnamed,)
    ranked: list[tuple[float, Token, Place]] = []
    weighed = _weighed(trigger, carrier)
    for place in places:
        if place.span is None or not any(a < place.span.end and place.span.start < b for a, b in weighed):
            continue
        span = trigger.doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
        if span is None:
            continue
        told = _told(carrier, span)
        cost = _cost(trigger, place, span.root, actors, told)
        if cost is not None and cost <= FARTHEST:
            ranked.append((cost, span.root, place))
    if not ranked:
        return ()
    ranked.sort(key=lambda row: row[0])
    _, root, first = ranked[0]
    listed = [first]
    for _, other, place in ranked[1:]:
        if place.level == first.level and place.name != first.name and _same_list(root, other) and place not in listed:
            listed.append(place)
    return tuple(sorted(listed, key=lambda place: place.span.start if place.span else 0))


def _weighed(trigger: Token, carrier: Chance | None) -> list[tuple[int, int]]:
    """Characters within which a place may be where it happened: the trigger's sentence, and words that the encoder holds for its place."""
    sentence = trigger.sent
    weighed = [(sentence.start_char, sentence.end_char)]
    if carrier is not None:
        for at in np.flatnonzero(carrier.carrier.slots[SLOTS.index("place")] >= ELSEWHERE):
            token = trigger.doc[carrier.base + int(at)]
            weighed.append((token.idx, token.idx + len(token)))
    return weighed


def _named(doc: Doc, tokens: tuple[int, int], places: Sequence[Place]) -> bool:
    """Whether a named place lies within some tokens."""
    start, end = doc[tokens[0]].idx, doc[tokens[1] - 1].idx + len(doc[tokens[1] - 1])
    return any(p.span is not None and p.span.start < end and start < p.span.end for p in places)


def _unnamed(trigger: Token, tokens: tuple[int, int], places: Sequence[Place]) -> Place | None:
    """A place told without a name: the one named before that its noun means (`the region`), or a site or area of its own (`a hospital`)."""
    doc = trigger.doc
    words = doc[tokens[0] : tokens[1]]
    noun = words.root.lower_
    before = [p for p in places if p.span is not None and p.span.start < doc[tokens[0]].idx and p.level != "country"]
    if noun in MEANT and len(words) <= 2:
        return next((p for p in reversed(before) if p.level in MEANT[noun]), None)
    level: Level | None = "site" if noun in SITE_WORDS else "region" if noun in AREA_NOUNS else None
    if level is None:
        return None
    around = before[-1] if before else None
    return Place(
        span=Words.of(doc.text, words.start_char, words.end_char),
        name=words.text,
        country=around.country if around else None,
        admin1=around.admin1 if around and level == "site" else None,
        level=level,
    )


def _told(carrier: Chance | None, span: Span) -> float:
    """The encoder's chance that the event happened at a place."""
    if carrier is None:
        return 0.0
    row = carrier.carrier.slots[SLOTS.index("place")]
    first, end = max(0, span.start - carrier.base), max(0, span.end - carrier.base)
    return float(row[first:end].max(initial=0.0))


def _cost(trigger: Token, place: Place, root: Token, actors: Sequence[tuple[int, int]], told: float) -> float | None:
    """How far a place is from having been where it happened; None where it was not."""
    assert place.span is not None
    if root.sent.start != trigger.sent.start:
        return ACROSS - PULL * told - 0.5 * PRECISION[place.level] if told >= ELSEWHERE else None
    inside = any(a <= place.span.start and place.span.end <= b for a, b in actors)
    before = preposition(root)
    if told < ELSEWHERE:
        if place.level == "country" and (before not in WHERE or before in ("of", "to") or inside):
            return None
        if before not in WHERE and place.level == "settlement" and parties.party_of(place.span.text) is not None:
            return None  # a capital that stands for its government
    cost = path_length(root, trigger) + 0.04 * abs(root.i - trigger.i) - PULL * told
    if before in WHERE:
        cost -= 1.0
    elif root.dep_ in ("nsubj", "nmod:poss", "nsubj:pass"):
        cost += 1.0
    if of_speaker(root):
        cost += 3
    if root.head.ent_type_ == "PER" or (
        place.span.end < len(trigger.doc.text) and root.dep_ in ("compound", "amod") and root.head.pos_ == "PROPN"
    ):
        cost += 1.5
    return cost - 0.5 * PRECISION[place.level]


def of_speaker(root: Token) -> bool:
    """Whether a place hangs on a verb of saying or names its speaker (`the governor of Kharkiv region said`): there somebody speaks, and nothing need have happened."""
    token = root
    while token.dep_ in ("nmod", "compound", "flat", "appos", "nmod:poss") and token.head.i != token.i:
        token = token.head
    return root.head.lemma_.lower() in SAYING or (token.dep_ == "nsubj" and token.head.lemma_.lower() in SAYING)


def _same_list(a: Token, b: Token) -> bool:
    """Whether two names are members of one list (conj in Universal Dependencies)."""

    def first(token: Token) -> Token:
        while token.dep_ in ("conj", "flat", "appos") and token.head.i != token.i:
            token = token.head
        return token

    return first(a).i == first(b).i and (a.dep_ == "conj" or b.dep_ == "conj")
