"""Who else in a report bears an event out: statements that assert it in other words than those that tell it.

A neighbour who heard two blasts, an alliance that has “indications”, a ministry that lists what was hit: none repeats the event's word, and each is a source of its
own. Every statement is weighed beside every event by boosted trees (knowledge/assertions.onnx, grown by training/assertions.py).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from spacy.tokens import Doc, Token

from twosource.knowledge import boosted, lexicon
from twosource.language.signals import Chance
from twosource.reading.events.mention import Mention
from twosource.reading.events.relations import FAMILIES
from twosource.records import Place, Statement, Voice

TREES = "assertions.onnx"

LEAST = 0.2
"""Chance from which a statement is taken to assert an event, chosen on composed-dev by the numbers of sources there: two of three such are right."""

UNLIKELY = 0.02
"""Chance of what the encoder does not name."""

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
    numbers: frozenset[str]
    places: frozenset[str]
    proposed: Sequence[Mention]
    told: Sequence[Mention]
    likely: Mapping[str, float]
    """Types of event that the encoder sees in it, each by its best chance."""


class Hearing:
    """A report's statements with what is told within each."""

    def __init__(
        self,
        doc: Doc,
        statements: Sequence[Statement],
        voices: Mapping[str, Voice],
        places: Sequence[Place],
        carriers: Mapping[int, Chance],
        proposed: Sequence[Mention],
        told: Sequence[Mention],
    ) -> None:
        """`carriers` is what the encoder says of words, `proposed` are all that may carry an event, `told` the report's events in text order."""
        self.doc = doc
        self.statements = statements
        self.voices = voices
        self.told = told
        self.voice_of = {s.id: s.voice for s in statements}
        inorder = sorted(statements, key=lambda s: s.content[0].start)
        self.rank = {s.id: number for number, s in enumerate(inorder)}
        self.begins = [s.content[0].start for s in inorder]
        starts = [token.idx for token in doc]
        self.sentences = {m.token.i: (content_lemmas(m.token.sent), _numbers(m.token.sent)) for m in told}
        self.said = {s.id: self._said(s, starts, places, carriers, proposed) for s in statements}

    def _said(
        self,
        statement: Statement,
        starts: Sequence[int],
        places: Sequence[Place],
        carriers: Mapping[int, Chance],
        proposed: Sequence[Mention],
    ) -> Said:
        spans = statement.content
        inside = {i for c in spans for i in range(bisect_left(starts, c.start), bisect_left(starts, c.end))}
        words = [self.doc[i] for i in sorted(inside)]
        return Said(
            words, content_lemmas(words), " ".join(t.lower_ for t in words), _numbers(words),
            frozenset(p.name for p in places if p.name and p.span and any(c.start <= p.span.start < c.end for c in spans)),
            [m for m in proposed if m.token.i in inside], [m for m in self.told if m.token.i in inside], _likely(carriers[i] for i in inside if i in carriers),
        )  # fmt: skip


def content_lemmas(words: Iterable[Token]) -> frozenset[str]:
    """Lemmas of the words that say something."""
    return frozenset(t.lemma_.lower() for t in words if t.pos_ in CONTENT)


def _numbers(words: Iterable[Token]) -> frozenset[str]:
    return frozenset(t.lower_ for t in words if t.pos_ == "NUM")


def _likely(carriers: Iterable[Chance]) -> Mapping[str, float]:
    best: dict[str, float] = {}
    for carrier in carriers:
        for chance, label in carrier.kinds:
            kind = label.partition(":")[0]
            best[kind] = max(best.get(kind, 0.0), chance)
    best.pop("none", None)
    return best


def asserting(hearing: Hearing, event: Mention) -> tuple[str, ...]:
    """Ids of the statements that assert the event: those that tell it, and those that are likely to mean it."""
    others = [s for s in hearing.statements if s.id not in event.statements]
    chances = boosted.trees(TREES).chances([dict(signs(hearing, event, s)) for s in others])
    also = [s.id for s, chance in zip(others, chances, strict=True) if chance >= LEAST]
    return (*event.statements, *also)


def signs(hearing: Hearing, event: Mention, statement: Statement) -> Iterator[tuple[str, float]]:
    """What may speak for or against, by name and strength."""
    said = hearing.said[statement.id]
    yield from _telling(said, event)
    yield from _words(said, event, *hearing.sentences[event.token.i])
    yield from _where(hearing, event, statement)
    yield from _speaker(hearing, event, statement)


def _telling(said: Said, event: Mention) -> Iterator[tuple[str, float]]:
    """What is told within the statement."""
    own = [
        c for m in said.proposed for c, kind in ((m.chance, m.kind), *m.others) if kind.partition(":")[0] == event.kind
    ]
    kin = [m for m in said.proposed if _kindred(m.kind, event.kind)]
    yield "may tell of the type", max(own, default=0.0)
    yield "may tell of a like type", max((m.chance for m in kin), default=0.0)
    kindred = [c for k, c in said.likely.items() if _kindred(k, event.kind)]
    others = [c for k, c in said.likely.items() if k != event.kind]
    yield "encoder: of the type", _logit(said.likely.get(event.kind, UNLIKELY))
    yield "encoder: of a like type", _logit(max(kindred, default=UNLIKELY))
    yield "encoder: of another type", _logit(max(others, default=UNLIKELY))
    yield "proposed within", len(said.proposed)
    yield "told within", len(said.told)
    yield "has another event of the type", any(m.kind == event.kind for m in said.told)
    yield "has an event of a like type", any(m in kin for m in said.told)


def _kindred(one: str, other: str) -> bool:
    return one != other and any({one, other} <= family for family in FAMILIES)


def _logit(chance: float) -> float:
    return log(chance / (1 - min(chance, 0.99)))


def _words(
    said: Said, event: Mention, sentence: frozenset[str], numbers: frozenset[str]
) -> Iterator[tuple[str, float]]:
    """What the statement's words share with those of the event's sentence, and with its numbers."""
    shared = len(said.lemmas & sentence)
    yield "words shared", shared
    yield "share of words", shared / max(1, len(said.lemmas | sentence))
    yield "share of its words", shared / max(1, len(said.lemmas))
    yield "the same word", event.token.lemma_.lower() in said.lemmas
    for slot in ("target", "actor"):
        span = getattr(event, slot)
        if span is not None:
            words = {w.lower() for w in span.text.split() if len(w) > 3}
            yield f"names the {slot}" if words & set(said.text.split()) else f"names no {slot}", 1.0
    place = event.place.name if event.place is not None else None
    if place:
        yield "names the place", place in said.places or place.lower() in said.text
    if said.places and place not in said.places:
        yield "names another place" if place else "names a place", 1.0
    if said.numbers:
        yield "the same number" if said.numbers & numbers else "another number", 1.0
    pointed = [t for t in said.words if t.lower_ in POINTING and t.head.i != t.i and t.head.pos_ == "NOUN"]
    yield "points at it", any(event.kind in lexicon.types_for(t.head.lemma_.lower(), "NOUN") for t in pointed)
    yield "begins with a pronoun", bool(said.words) and said.words[0].pos_ == "PRON"
    yield "length", len(said.words)


def _where(hearing: Hearing, event: Mention, statement: Statement) -> Iterator[tuple[str, float]]:
    """How the statement stands to the event's words, and the event to the report."""
    first, at = statement.content[0].start, event.token.idx
    low, high = min(first, at), max(first, at)
    yield "behind", first > at
    yield "paragraphs behind", hearing.doc.text.count("\n\n", low, high) * (1 if first > at else -1)
    yield "statements between", bisect_left(hearing.begins, high) - bisect_left(hearing.begins, low + 1)
    yield "events between", sum(low < m.token.idx < high for m in hearing.told)
    yield "rank", hearing.rank[statement.id]
    if event.statements:
        yield "statements from its own", abs(hearing.rank[statement.id] - hearing.rank[event.statements[0]])
    yield "statements of the report", len(hearing.statements)
    yield "events of the report", len(hearing.told)
    yield "events of the type", sum(m.kind == event.kind for m in hearing.told)
    yield "events before it", sum(m.token.idx < at for m in hearing.told)
    yield "paragraph of the event", event.paragraph
    yield "event in the title", event.titled
    yield "chance of the event", event.chance


def _speaker(hearing: Hearing, event: Mention, statement: Statement) -> Iterator[tuple[str, float]]:
    """Who says it and how."""
    yield "the same voice", statement.voice in {hearing.voice_of.get(i) for i in event.statements}
    yield "statements that tell it", len(event.statements)
    voice = hearing.voices.get(statement.voice)
    if voice is not None:
        yield f"a {voice.kind}", 1.0
        yield "unnamed", voice.anonymous
        yield "of a body", bool(voice.org)
    yield "no source", statement.source is None
    yield "denied", statement.denied
    yield "happened", event.stage == "happened"
