"""The very sentences that a claim rests on, cut into stretches with what is to be marked in them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from twosource.records import Event, Record, Report, Span, Statement

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[\"“‘«(\[]?[A-Z0-9\u0400-\u04ff])|[\n\r\u2028\u2029]+")
LONGEST = 600
"""Characters shown around the words that matter; a longer sentence is cut and says so."""


class Stretch(Record, frozen=True, kw_only=True):
    """Words that are marked alike. `marks` are names of roles, such as "trigger" or "source"."""

    text: str
    marks: tuple[str, ...] = ()


class Excerpt(Record, frozen=True, kw_only=True):
    """Words of one report with their marks; `start` is where they stand in its text."""

    report: str
    start: int
    stretches: tuple[Stretch, ...]


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the sentences that hold the characters from `start` to `end`."""
    first, last = 0, len(text)
    for match in SENTENCE_END.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return max(first, start - LONGEST), min(last, max(end, first) + LONGEST)


def of_event(report: Report, event: Event, statements: Sequence[Statement]) -> Excerpt:
    """The sentence of an event's trigger, with event and statements marked in it."""
    marked: list[tuple[str, Span | None]] = [
        ("trigger", event.trigger),
        ("actor", event.actor),
        ("target", event.target),
    ]
    marked += [("place", event.place.span if event.place else None)]
    marked += [("item", item.span) for item in event.items]
    for statement in statements:
        marked += [("source", statement.source), ("cue", statement.cue)]
        marked += [("said", content) for content in statement.content]
    first, last = bounds(report.text, event.trigger.start, event.trigger.end)
    return Excerpt(report=report.id, start=first, stretches=stretches(report.text, first, last, marked))


def stretches(text: str, first: int, last: int, marked: Sequence[tuple[str, Span | None]]) -> tuple[Stretch, ...]:
    """`text[first:last]` cut wherever a mark begins or ends."""
    spans = [
        (mark, max(s.start, first), min(s.end, last)) for mark, s in marked if s and s.start < last and s.end > first
    ]
    cuts = sorted({first, last, *(at for _, start, end in spans for at in (start, end))})
    return tuple(
        Stretch(text=text[a:b], marks=tuple(sorted({mark for mark, start, end in spans if start <= a and b <= end})))
        for a, b in itertools.pairwise(cuts)
    )
