"""How far an event has come: happened, ongoing, attempted, planned, threatened, called-for or denied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from spacy.tokens import Token

from twosource.reading.events.judge import ranked
from twosource.records import Stage

NEGATIONS = {"not", "n't", "n’t", "no", "never", "neither", "nor", "without", "deny", "denied", "denies", "denying"}


def features(token: Token) -> Iterator[str]:
    """Features of tense, mood, negation and of the verbs above an event's word."""
    yield f"l={token.lemma_.lower()}"
    yield f"t={token.tag_}"
    yield f"d={token.dep_}"
    for child in token.children:
        if child.dep_ in ("aux", "aux:pass", "mark", "advmod", "det", "cop", "case"):
            yield f"{child.dep_}={child.lower_}"
        if child.lower_ in NEGATIONS:
            yield "negated"
    for steps, head in enumerate(token.ancestors, 1):
        if steps > 3:
            break
        yield f"up={head.lemma_.lower()}"
        yield f"up{steps}={head.lemma_.lower()}"
        for child in head.children:
            if child.dep_ in ("aux", "mark") and steps == 1:
                yield f"upaux={child.lower_}"
            if child.lower_ in NEGATIONS:
                yield "up-negated"
    for step in (-3, -2, -1, 1):
        at = token.i + step
        if 0 <= at < len(token.doc):
            yield f"w{step}={token.doc[at].lower_}"


ENCODER = 0.6
"""Weight of the encoder's word beside the judge's; chosen on the dev files."""

CLEAR = 0.45
"""Chance from which an event is taken for anything but happened."""


def stage(token: Token, seen: Sequence[tuple[float, str]] = ()) -> Stage:
    """The likeliest stage by the judge and, where it was asked, by the encoder (`seen`: chance and stage); anything but `happened` needs a clear lead."""
    chances = {kind: chance for chance, kind in ranked("stage", features(token))}
    if seen:
        chances = {kind: (1 - ENCODER) * chance for kind, chance in chances.items()}
        for chance, kind in seen:
            chances[kind] = chances.get(kind, 0.0) + ENCODER * chance
    best = max(chances, key=chances.__getitem__)
    return cast(Stage, best if chances[best] >= CLEAR else "happened")
