"""Where an event happened: the places that hang nearest to its word, the most precise first, all of a list."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from twosource.knowledge import parties
from twosource.reading.tree import path_length
from twosource.records import Place

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
PRECISION = {"country": 0, "region": 1, "water": 1, "district": 2, "settlement": 3, "site": 4, None: 2}


def happened_all(trigger: Token, places: Sequence[Place], actors: Sequence[tuple[int, int]] = ()) -> tuple[Place, ...]:
    """Places of the trigger's sentence at which it happened; several only where they are told as one list.

    `actors` are character ranges of who acts and suffers: a country there is a party and no place.
    """
    sent = trigger.sent
    ranked: list[tuple[float, Token, Place]] = []
    for place in places:
        if place.span is None or not (sent.start_char <= place.span.start < sent.end_char):
            continue
        span = trigger.doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
        if span is None:
            continue
        root = span.root
        inside = any(a <= place.span.start and place.span.end <= b for a, b in actors)
        preposition = next((child.lower_ for child in root.children if child.dep_ == "case"), None)
        if place.level == "country" and (preposition not in WHERE or preposition in ("of", "to") or inside):
            continue
        if preposition not in WHERE and place.level == "settlement" and parties.party_of(place.span.text) is not None:
            continue  # a capital that stands for its government
        cost = path_length(root, trigger) + 0.04 * abs(root.i - trigger.i)
        if preposition in WHERE:
            cost -= 1.0
        elif root.dep_ in ("nsubj", "nmod:poss", "nsubj:pass"):
            cost += 1.0
        if root.head.lemma_.lower() in SAYING:
            cost += 3
        if root.head.ent_type_ == "PER" or (
            place.span.end < len(trigger.doc.text) and root.dep_ in ("compound", "amod") and root.head.pos_ == "PROPN"
        ):
            cost += 1.5
        cost -= 0.5 * PRECISION[place.level]
        if cost <= FARTHEST:
            ranked.append((cost, root, place))
    if not ranked:
        return ()
    ranked.sort(key=lambda row: row[0])
    _, root, first = ranked[0]
    listed = [first]
    for _, other, place in ranked[1:]:
        if place.level == first.level and place.name != first.name and _same_list(root, other) and place not in listed:
            listed.append(place)
    return tuple(sorted(listed, key=lambda place: place.span.start if place.span else 0))


def _same_list(a: Token, b: Token) -> bool:
    """Whether two names are members of one list (conj in Universal Dependencies)."""

    def first(token: Token) -> Token:
        while token.dep_ in ("conj", "flat", "appos") and token.head.i != token.i:
            token = token.head
        return token

    return first(a).i == first(b).i and (a.dep_ == "conj" or b.dep_ == "conj")
