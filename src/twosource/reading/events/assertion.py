"""Who else in a report bears an event out: statements that assert it in other words than those that tell it.

A neighbour who heard two blasts, an alliance that has “indications”, a ministry that lists what was hit: none repeats the event's word, and each is a source of its
own. A logistic regression (knowledge/assertions.toml, fitted by training/assertions.py) weighs every statement beside every event.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from spacy.tokens import Doc, Token

from twosource.knowledge import fitted, lexicon
from twosource.reading.events.mention import Mention
from twosource.reading.events.relations import FAMILIES
from twosource.records import Statement, Voice

LEAST = 0.5
"""Chance from which a statement is taken to assert an event: on composed-dev three of four such are right. A false source is worse than one that is missed."""

CONTENT = {"NOUN", "VERB", "PROPN", "NUM"}
POINTING = {"the", "this", "that", "these", "those"}


@dataclass(frozen=True)
class Said:
    """What a statement's content holds, found once for all events that it is weighed beside."""

    words: Sequence[Token]
    lemmas: frozenset[str]
    """Of its words that say something."""
    text: str
    """Its words in lower case."""
    proposed: Sequence[Mention]
    told: Sequence[Mention]


class Hearing:
    """A report's statements with what is told within each."""

    def __init__(
        self,
        doc: Doc,
        statements: Sequence[Statement],
        voices: Mapping[str, Voice],
        proposed: Sequence[Mention],
        told: Sequence[Mention],
    ) -> None:
        """`proposed` are all words that may carry an event, `told` the report's events in text order."""
        self.doc = doc
        self.statements = statements
        self.voices = voices
        self.told = told
        self.voice_of = {s.id: s.voice for s in statements}
        starts = [token.idx for token in doc]
        self.said = {s.id: self._said(s, starts, proposed) for s in statements}

    def _said(self, statement: Statement, starts: Sequence[int], proposed: Sequence[Mention]) -> Said:
        spans = statement.content
        inside = {i for c in spans for i in range(bisect_left(starts, c.start), bisect_left(starts, c.end))}
        words = [self.doc[i] for i in sorted(inside)]
        return Said(
            words, content_lemmas(words), " ".join(t.lower_ for t in words),
            [m for m in proposed if m.token.i in inside], [m for m in self.told if m.token.i in inside],
        )  # fmt: skip


def content_lemmas(words: Iterable[Token]) -> frozenset[str]:
    """Lemmas of the words that say something."""
    return frozenset(t.lemma_.lower() for t in words if t.pos_ in CONTENT)


def asserting(hearing: Hearing, event: Mention) -> tuple[str, ...]:
    """Ids of the statements that assert the event: those that tell it, and those that are likely to mean it."""
    also = [s.id for s in hearing.statements if s.id not in event.statements and chance(hearing, event, s) >= LEAST]
    return (*event.statements, *also)


def chance(hearing: Hearing, event: Mention, statement: Statement) -> float:
    """Probability that the statement asserts the event."""
    return fitted.chance("assertions.toml", signs(hearing, event, statement))


def signs(hearing: Hearing, event: Mention, statement: Statement) -> Iterator[tuple[str, float]]:
    """What speaks for and against, by name and strength."""
    yield "always", 1.0
    yield f"of {event.kind}", 1.0
    said = hearing.said[statement.id]
    yield from _telling(said, event)
    yield from _words(said, event)
    yield from _where(hearing, event, statement)
    yield from _speaker(hearing, event, statement)


def _telling(said: Said, event: Mention) -> Iterator[tuple[str, float]]:
    """What is told within the statement."""
    inside, own = said.proposed, said.told
    chances = [c for m in inside for c, kind in ((m.chance, m.kind), *m.others) if kind.partition(":")[0] == event.kind]
    if chances:
        yield "may tell of the type", max(chances)
    kin = [m for m in inside if m.kind != event.kind and any({m.kind, event.kind} <= family for family in FAMILIES)]
    if kin:
        yield "may tell of a like type", max(m.chance for m in kin)
    if not inside:
        yield "tells of nothing", 1.0
    if any(m.kind == event.kind for m in own):
        yield "has another event of the type", 1.0
    if any(m.kind != event.kind for m in own):
        yield "has an event of another type", 1.0
        if any(m in kin for m in own):
            yield "has an event of a like type", 1.0


def _words(said: Said, event: Mention) -> Iterator[tuple[str, float]]:
    """What the statement's words share with the event's."""
    words, lemmas, text = said.words, said.lemmas, said.text
    yield "words shared", min(4.0, float(len(lemmas & content_lemmas(event.token.sent))))
    for slot in ("target", "actor"):
        span = getattr(event, slot)
        if span is not None:
            slot_words = {w.lower() for w in span.text.split() if len(w) > 3}
            yield f"names the {slot}" if slot_words & set(text.split()) else f"names no {slot}", 1.0
    if event.place is not None and event.place.name:
        yield "names the place" if event.place.name.lower() in text else "names no place", 1.0
    if event.token.lemma_.lower() in lemmas:
        yield "the same word", 1.0
    pointed = [t for t in words if t.lower_ in POINTING and t.head.i != t.i and t.head.pos_ == "NOUN"]
    if any(event.kind in lexicon.types_for(t.head.lemma_.lower(), "NOUN") for t in pointed):
        yield "points at it", 1.0
    if words and words[0].pos_ == "PRON":
        yield "begins with a pronoun", 1.0
    yield "length", log(1 + len(words))


def _where(hearing: Hearing, event: Mention, statement: Statement) -> Iterator[tuple[str, float]]:
    """How the statement stands to the event's words, and the event to the report."""
    first = statement.content[0].start
    at = event.token.idx
    lines = hearing.doc.text[min(first, at) : max(first, at)].count("\n\n")
    side = "behind" if first > at else "before"
    yield f"{side}, {'one paragraph' if not lines else 'next paragraph' if lines == 1 else 'paragraphs apart'}", 1.0
    between = sum(at < m.token.idx < first for m in hearing.told) if first > at else 0
    if first > at:
        yield "events between", log(1 + between)
    if event.paragraph <= 1:
        yield "of what the report leads with", 1.0
    if hearing.told and event is hearing.told[0]:
        yield "of the first event", 1.0
    yield "events of the report", log(1 + len(hearing.told))
    if sum(m.kind == event.kind for m in hearing.told) == 1:
        yield "the only one of its type", 1.0


def _speaker(hearing: Hearing, event: Mention, statement: Statement) -> Iterator[tuple[str, float]]:
    """Who says it and how."""
    voices = {hearing.voice_of[i] for i in event.statements if i in hearing.voice_of}
    if statement.voice in voices:
        yield "the same voice", 1.0
    if not event.statements:
        yield "of what the outlet tells", 1.0
    voice = hearing.voices.get(statement.voice)
    if voice is not None:
        yield f"{'an unnamed ' if voice.anonymous else 'a '}{voice.kind}{'' if voice.org else ' of no body'}", 1.0
    yield f"{statement.kind} speech", 1.0
    if statement.denied:
        yield "denied", 1.0
    if statement.source is None:
        yield "no source", 1.0
    if event.stage != "happened":
        yield f"of what is {event.stage}", 1.0
