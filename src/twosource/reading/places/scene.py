"""Where something happened that is told without its place: each place that the report names is weighed by signs that `training/scenes.py` fitted.

A logistic regression over the way from the event's word to the name, the words around the name, what the report is about, and where it was just told
to have happened. It is the ranking of candidates by which implicit arguments are found (Gerber and Chai 2010).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log1p
from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from twosource.knowledge import fitted, parties
from twosource.reading.places import happened
from twosource.reading.tree import path_length, preposition
from twosource.records import Level, Place, Report

DATELINE = 60
"""Characters from the beginning of a paragraph within which a name in capitals tells where the report was written."""

MEANT: dict[str, tuple[Level | None, ...]] = happened.MEANT | {
    "city": ("settlement", None), "town": ("settlement", None), "village": ("settlement", None), "plant": ("site",), "bridge": ("site",), "base": ("site",),
    "port": ("site", "settlement"), "airport": ("site",), "hospital": ("site",), "dam": ("site",), "country": ("country",),
}  # fmt: skip
"""Levels of the place named before that a bare noun means, wherever it was named."""


class Named(NamedTuple):
    """A name of a place where it stands."""

    place: Place
    words: Words
    root: Token
    preposition: str
    sentence: int
    paragraph: int
    titled: bool
    dateline: bool


class Scene:
    """The places of one report, and how it speaks of them."""

    def __init__(self, doc: Doc, report: Report, places: Sequence[Place]) -> None:
        self.doc = doc
        title = next(((p.start, p.end) for p in report.passages if p.kind == "title"), (0, 0))
        self.starts = [sent.start_char for sent in doc.sents]
        self.breaks = [0, *(at + 1 for at, letter in enumerate(doc.text) if letter == "\n")]
        self.named = [found for place in places if (found := self._named(place, title)) is not None]
        self.times = Counter(key(found.place) for found in self.named if not found.dateline)
        self.titled = {key(found.place) for found in self.named if found.titled}
        fine = {key(found.place) for found in self.named if is_fine(found.place)}
        self.main = next((name for name, _ in self.times.most_common() if name in fine), "")
        body = [found for found in self.named if not found.titled and not found.dateline and is_fine(found.place)]
        self.first = key(body[0].place) if body else ""

    def sentence(self, at: int) -> int:
        """Number of the sentence at a character."""
        return bisect_right(self.starts, at) - 1

    def paragraph(self, at: int) -> int:
        """Number of the line at a character."""
        return bisect_right(self.breaks, at) - 1

    def _named(self, place: Place, title: tuple[int, int]) -> Named | None:
        if place.span is None:
            return None
        words = self.doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
        if words is None:
            return None
        root = words.root
        case = preposition(root) or "none"
        line = self.breaks[self.paragraph(place.span.start)]
        capitals = words[0].text.isupper() and len(words[0].text) > 3
        return Named(
            place, words, root, case, self.sentence(place.span.start), self.paragraph(place.span.start),
            title[0] <= place.span.start < title[1], capitals and place.span.start - line < DATELINE,
        )  # fmt: skip


def key(place: Place) -> str:
    """By what mentions of one place are known for the same."""
    return (place.name or (place.span.text if place.span else "")).casefold()


def is_fine(place: Place) -> bool:
    """Whether a place is somewhere in particular; one that no table has is."""
    return place.level in ("settlement", "site", "district", None)


class Telling(NamedTuple):
    """A word that tells of something, and what is known of it before its place is."""

    token: Token
    kind: str
    sides: Sequence[tuple[int, int]]
    """Characters of who acts and suffers."""
    before: str = ""
    """Key of the place at which the event told before happened."""


LEAST = 0.1
"""Chance from which the likeliest place is taken: an event of a type that has a place has one, told or not. Chosen on the dev files."""


def happened_at(scene: Scene, telling: Telling) -> Place | None:
    """The likeliest place; None where none is likely."""
    ranked = [(chance(scene, telling, named), -at) for at, named in enumerate(scene.named)]
    best, at = max(ranked, default=(0.0, 0))
    return scene.named[-at].place if best >= LEAST else None


def chance(scene: Scene, telling: Telling, named: Named) -> float:
    """Probability that it happened at the place, as it is named here."""
    return fitted.chance("scenes.toml", signs(scene, telling, named))


def signs(scene: Scene, telling: Telling, named: Named) -> Iterator[tuple[str, float]]:
    """What speaks for and against a place, by name and strength."""
    yield "always", 1.0
    trigger, place = telling.token, named.place
    here = scene.sentence(trigger.idx)
    beside = named.sentence == here
    where = "here" if beside else "before" if named.sentence < here else "behind"
    level = place.level or "unlisted"
    yield where, 1.0
    yield f"{where}, {level}", 1.0
    yield f"{telling.kind}, {'fine' if is_fine(place) else level}", 1.0
    yield f"{where}, {named.preposition if named.preposition in PREPOSITIONS else 'other preposition'}", 1.0
    yield f"{where}, {named.root.dep_.split(':')[0].lower()}", 1.0
    if beside:
        yield from _beside(telling, named)
    else:
        yield from _apart(scene, telling, named, here)
    name = key(place)
    yield "often named", log1p(scene.times[name])
    yield from ((sign, 1.0) for sign, holds in (
        ("most named", name == scene.main), ("first named", name == scene.first), ("in the title", name in scene.titled and not named.titled),
        ("in a dateline", named.dateline), (f"{where}, of a speaker", happened.of_speaker(named.root)),
        (f"{where}, a party", place.level in ("country", "settlement") and parties.party_of(named.words.text) is not None),
        ("of somebody", named.root.head.ent_type_ == "PER" or (named.root.dep_ in ("compound", "amod") and named.root.head.pos_ == "PROPN")),
        (f"{where}, of the event before", bool(telling.before) and name == telling.before),
        ("not of the event before", bool(telling.before) and name != telling.before and is_fine(place)),
        (f"{where}, meant by its noun", _meant(scene, telling, named)),
    ) if holds)  # fmt: skip


PREPOSITIONS = happened.WHERE | {"none", "by", "with", "for", "against"}


def _beside(telling: Telling, named: Named) -> Iterator[tuple[str, float]]:
    trigger, place = telling.token, named.place
    assert place.span is not None
    steps = path_length(named.root, trigger)
    yield "steps", min(steps, 12) / 4
    yield f"steps {min(steps, 6)}", 1.0
    yield "words between", log1p(abs(named.root.i - trigger.i))
    yield "ahead of its word" if named.root.i < trigger.i else "after its word", 1.0
    for number, (start, end) in enumerate(telling.sides):
        if start <= place.span.start and place.span.end <= end:
            yield f"within {'a side' if number else 'the first side'}, {place.level or 'unlisted'}", 1.0


def _apart(scene: Scene, telling: Telling, named: Named, here: int) -> Iterator[tuple[str, float]]:
    gap = here - named.sentence
    yield f"{'before' if gap > 0 else 'behind'} by {min(abs(gap), 4)}", 1.0
    yield "sentences between", log1p(abs(gap))
    if named.titled:
        yield "stands in the title", 1.0
    elif named.paragraph == scene.paragraph(telling.token.idx):
        yield "in its paragraph", 1.0
    if gap > 0 and is_fine(named.place):
        others = {
            key(other.place) for other in scene.named
            if named.sentence <= other.sentence <= here and named.words.end < other.words.start < telling.token.i and is_fine(other.place)
        } - {key(named.place)}  # fmt: skip
        yield "fine places named since", log1p(len(others))
        if not others:
            yield "named last", 1.0


def _meant(scene: Scene, telling: Telling, named: Named) -> bool:
    """Whether a bare noun of the event's sentence (`the town`) means this place, the last of its kind before it."""
    for token in telling.token.sent:
        levels = MEANT.get(token.lower_)
        if levels is None or named.words.start >= token.i or named.place.level not in levels:
            continue
        if not any(child.lower_ in ("the", "this", "that", "same") for child in token.children):
            continue
        last = next((n for n in reversed(scene.named) if n.words.start < token.i and n.place.level in levels), None)
        if last is not None and key(last.place) == key(named.place):
            return True
    return False
