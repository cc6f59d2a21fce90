"""From tellings to happenings: which of a report's words tell of something new, and which tell again what another has told.

Tellings are taken one by one, the clearest first. Each is weighed against what is already held: a logistic regression
(knowledge/happenings.toml, fitted by training/happenings.py) says whether it is a happening of its own. One that is not goes to the happening
that it repeats, or tells of nothing. This is mention ranking, as in the resolution of coreference (Denis and Baldridge 2008).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from twosource.knowledge import fitted
from twosource.reading.events.mention import Mention
from twosource.reading.events.relations import FAMILIES, conflicts, likenesses, where

Happening = list[Mention]
"""Tellings of one happening, the founding one first."""


WEIGHTS = "happenings.toml"


def order(mention: Mention) -> tuple[float, int]:
    """The clearest tellings come first: likely words whose sentence fills many slots; the text before the title, which only announces it."""
    filled = sum(map(bool, (mention.place, mention.target, mention.actor, mention.people, mention.items)))
    return (-(mention.chance + 0.1 * filled - 0.3 * mention.titled), mention.token.i)


def happenings(mentions: Sequence[Mention]) -> list[Happening]:
    """The report's happenings, each with all its tellings."""
    held: list[Happening] = []
    for telling in tellings(mentions):
        points = fitted.points(WEIGHTS, signs(telling[0], held))
        add(telling, held, new=points + fitted.weights(WEIGHTS)["even"] > 0)
    return held


def tellings(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one word (one for each of its places) together, in the order in which they are weighed."""
    ordered = sorted(mentions, key=lambda m: (min(order(o) for o in mentions if o.token.i == m.token.i), m.token.i))
    return [list(group) for _, group in groupby(ordered, key=lambda m: m.token.i)]


def add(telling: Sequence[Mention], held: list[Happening], *, new: bool) -> None:
    """Found a happening for each place of a new telling; lay a repeated one to what it repeats."""
    for mention in telling:
        home = _home(mention, held)
        if new and (home is None or len(telling) == 1 or home[0].place is None or home[0].token.i == mention.token.i):
            held.append([mention])
        elif home is not None:
            home.append(mention)


def _home(mention: Mention, held: Sequence[Happening]) -> Happening | None:
    """The happening of the type that a telling repeats: nothing sets them apart, and the most speaks for it."""
    fitting = [h for h in held if h[0].kind == mention.kind and not any(True for m in h for _ in conflicts(mention, m))]
    return max(fitting, key=lambda h: (_likeness(mention, h), -abs(h[0].token.i - mention.token.i)), default=None)


def _likeness(mention: Mention, happening: Happening) -> int:
    return max(len(list(likenesses(mention, m))) for m in happening)


def signs(mention: Mention, held: Sequence[Happening]) -> Iterator[tuple[str, float]]:
    """What speaks for and against a telling's being a happening of its own, by name and strength."""
    yield from _alone(mention)
    same = [h for h in held if h[0].kind == mention.kind]
    if same:
        nearest = max(
            same,
            key=lambda h: (
                max(len(list(likenesses(mention, m))) - 2 * len(list(conflicts(mention, m))) for m in h),
                -abs(h[0].token.i - mention.token.i),
            ),
        )
        yield from _related("same type", mention, nearest)
        yield "same type", 1.0
        yield "same type, more", min(3.0, len(same) - 1.0)
    else:
        yield f"first of {mention.kind}", 1.0
    kin = [
        h for h in held if h[0].kind != mention.kind and any({h[0].kind, mention.kind} <= family for family in FAMILIES)
    ]
    if kin:
        nearest = min(kin, key=lambda h: abs(h[0].token.i - mention.token.i))
        yield "kindred type", 1.0
        yield f"kindred {nearest[0].kind} before {mention.kind}", 1.0
        yield from _related("kindred", mention, nearest)
    yield "held", math.log1p(len(held))


def _related(name: str, mention: Mention, happening: Happening) -> Iterator[tuple[str, float]]:
    apart = {c for m in happening for c in conflicts(mention, m)}
    for one in apart:
        yield f"{name}: other {one}", 1.0
    for one in {s for m in happening for s in likenesses(mention, m)}:
        yield f"{name}: like {one}", 1.0
    yield f"{name}: {where(mention, happening[0])}", 1.0
    if not apart:
        yield f"{name}: nothing apart", 1.0


def _alone(mention: Mention) -> Iterator[tuple[str, float]]:
    token = mention.token
    chance = min(max(mention.chance, 0.01), 0.99)
    yield "chance", math.log(chance / (1 - chance))
    yield f"type {mention.kind}", 1.0
    yield "in title" if mention.titled else f"paragraph {min(mention.paragraph, 4)}", 1.0
    yield "in quotation" if mention.quoted else "in statement" if mention.statements else "in narration", 1.0
    yield f"stage {mention.stage}", 1.0
    for name in ("place", "date", "actor", "target", "people", "items", "count"):
        if getattr(mention, name):
            yield f"has {name}", 1.0
    yield f"relation {token.dep_.split(':')[0].lower()}", 1.0
    yield f"tag {token.tag_}", 1.0
    if token.pos_ == "NOUN" and any(c.lower_ in DEFINITE for c in token.children):
        yield "definite", 1.0
    if any(c.dep_ == "aux" and c.lower_ == "had" for c in token.children):
        yield "past before the past", 1.0
    if mention.others:
        yield "doubtful type", mention.others[0][0] / max(mention.chance, 0.01)


DEFINITE = {"the", "this", "that", "these", "those", "his", "her", "its", "their"}
