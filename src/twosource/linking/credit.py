"""Which outlets a passage credits for what it tells: `told the Mail`, `the Journal reported`, `Axios's sources`, or named as the way by which it has it."""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.knowledge import bodies, countries, outlets, parties, people
from twosource.knowledge.gazetteer.spelling import fold
from twosource.linking.organs import PRESS
from twosource.records import Report, Span, Statement, Voice

NAME = r"(?:[Tt]he )?((?:[A-Z][\w.&]*|[a-z]+[A-Z]\w*)(?: (?:on|of|and|&)? ?(?:[A-Z][\w.&]*))*)"
TOLD = re.compile(
    rf"\b(?:told|tells|informed|confirmed to|speaking (?:to|with)|spoke (?:to|with)|tips? to|in an interview with) {NAME}"
)
REPORTED = re.compile(
    rf"\b{NAME}(?:['’]s?)?,? (?:\(\w+\) )?(?:has |have |had |also |first |originally |exclusively )*"
    r"(?:reported|reports|reporting|broke|citing|cites|cited|quot(?:es|ed|ing)|story|report|article|column|sources?|scoop)\b"
)
ACCORDING = re.compile(rf"\b(?:according to|by|via|in|from|per) {NAME}")
UNNAMED = re.compile(
    r"\b(?:(?:people|persons?|sources?|insiders?|individuals?|employees|executives|officials?|officers?) (?:\w+ ){0,3}?(?:familiar|close|briefed|knowledge|inside|within|privy|who)\b"
    r"|(?:unnamed|anonymous|unidentified|single|well-placed|undisclosed) (?:\w+ )?(?:sources?|officials?|people|person|nurse|officers?|investigators?|employees?)\b"
    r"|(?:its|their|the \w+['’]s) sources?\b|sources? (?:tells?|told|said|says|claims?)\b)",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])[”\"’']?\s+(?=[A-Z“\"])|\n")


def credited(report: Report, statement: Statement, via: tuple[Voice, ...] = ()) -> frozenset[str]:
    """Folded names of the outlets behind a statement: those through which it came, and those that its sentences credit."""
    names = {fold(v.org or v.name or "") for v in via} - {""}
    spans = [s for s in (statement.source, statement.cue, *statement.content) if s]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    return frozenset(names | _named(_around(report.text, Span.of(report.text, first, last))))


def unnamed_behind(report: Report, statement: Statement, voice: Voice) -> Voice | None:
    """Whom an outlet rests on that is itself cited, where it names nobody: `the Journal reported, citing people familiar with the matter`."""
    if voice.anonymous or statement.source is None or not (voice.kind == "outlet" or _outlet(statement.source.text)):
        return None
    start = report.text.rfind("\n", 0, statement.source.start) + 1
    end = report.text.find(
        "\n", max(piece.end for piece in statement.content) if statement.content else statement.source.end
    )
    found = UNNAMED.search(report.text, start, end if end > 0 else len(report.text))
    return Voice(id=voice.id, role=found.group().lower(), anonymous=True) if found else None


def _around(text: str, span: Span) -> str:
    """The sentences that a span touches, and the one before."""
    cuts = [0, *(m.end() for m in SENTENCE.finditer(text)), len(text)]
    before = [c for c in cuts if c <= span.start]
    start = before[-2] if len(before) > 1 else 0
    return text[start : min((c for c in cuts if c >= span.end), default=len(text))]


@lru_cache(maxsize=50_000)
def _named(passage: str) -> frozenset[str]:
    found = {m[1] for m in TOLD.finditer(passage)} | {m[1] for m in REPORTED.finditer(passage)}
    found |= {m[1] for m in ACCORDING.finditer(passage) if PRESS.search(m[1]) or outlets.outlet(m[1])}
    return frozenset(fold(_name(words)) for words in found if _outlet(words))


def _name(words: str) -> str:
    known = outlets.outlet(words)
    return known.name if known else words.split(" on ")[0].strip(" .")


def _outlet(words: str) -> bool:
    """Whether words that stand where an outlet may stand name none that is known to be something else."""
    if PRESS.search(words) or outlets.outlet(words):
        return True
    return not (
        len(words) < 3
        or countries.country_in(words)
        or bodies.listed_in(words)
        or parties.party_of(words)
        or people.person(words)
        or words.split()[0] in ("He", "She", "It", "They", "But", "And", "This", "That", "We", "I", "In", "On")
    )
