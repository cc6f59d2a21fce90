"""Every time expression of a text with its TIMEX3 value and the days it means.

After HeidelTime (Strötgen and Gertz 2013): patterns find parts, neighbouring parts join to one expression, rules resolve it
against the day of publication in news, and against what was said before in texts that tell of other years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec.structs import replace
from spacy.tokens import Doc

from twosource.reading.dates import calendar
from twosource.reading.dates.clock import Clock
from twosource.reading.dates.grammar import DAYS, EARLY, HOURS, JOINS, KINDS, ROUGHLY, SPANS, WITHOUT_YEAR
from twosource.reading.dates.meant import alone, meant
from twosource.reading.dates.part import Part
from twosource.reading.dates.resolve import resolved
from twosource.records import Period, Span, TimeExpression

NARROWED = DAYS | SPANS | HOURS | {"weekend"}
MEASURED = {"duration", "ago", "clock", "span"}
BETWEEN = re.compile(r"(?: ?[-–—/] ?| (?:to|and|or|until|through) |, )(?:(?:the|early|late|mid|in|on) ?-?){0,3}")
UNTIL = re.compile(r",? ?(?:to|until|till|through|-|–|—) ?(?:the )?")
SINCE = re.compile(r"\bsince\b[^.;:,\n]*$", re.IGNORECASE)
BACKWARDS = {"ago", "earlier", "before", "before that", "previously", "prior"}
OPENS = re.compile(r"(?:^|[.!?\n\"”:;])\s*(?:\w+ ){0,2}$")
HEARD = DAYS | {"month", "month-year", "year", "season-year", "season", "unit", "quarter", "ago", "fiscal", "year-end"}
"""Kinds that later words ("the next day") may count from."""


def find(doc: Doc, published: date | None) -> tuple[TimeExpression, ...]:
    """All time expressions of `doc` in order, none within another."""
    text = doc.text  # spaCy joins it anew each time
    clock = Clock.of(doc, published)
    found: list[TimeExpression] = []
    for parts, after in pairwise([*_joined(_parts(text), text), None]):
        assert parts is not None
        clock.named = _year_after(parts[-1], after[0], text) if after else None
        start, end = _extent(parts, text, found[-1].span.end if found else 0)
        if len(parts) == 1 and not alone(parts[0], start, text):
            continue
        value, days = resolved(parts, text[start : parts[0].start], clock)
        if value is None:
            continue
        found.append(
            TimeExpression(span=Span.of(text, start, end), date=days or calendar.period(value), value=value or None)
        )
        if _heard(parts, start, text, clock):
            clock.hear(value, start)
    return tuple(_stretched(found, text, published))


def _stretched(found: Sequence[TimeExpression], text: str, published: date | None) -> Iterator[TimeExpression]:
    """The same with the days from one to the other where two bound a stretch, and up to publication after "since"."""
    at = 0
    while at < len(found):
        here, after = found[at], found[at + 1] if at + 1 < len(found) else None
        before = text[max(0, here.span.start - 80) : here.span.start]
        if after and here.date and after.date and here.date.first < after.date.first and here.date.days < 32:
            between = text[here.span.end : after.span.start]
            if UNTIL.fullmatch(between) or (between == " and " and re.search(r"\bbetween (?:the )?$", before)):
                whole = Period(here.date.first, after.date.last)
                yield from (replace(here, date=whole), replace(after, date=whole))
                at += 2
                continue
        if here.date and published and here.date.first < published and SINCE.search(before):
            here = replace(here, date=Period(here.date.first, published))
        yield here
        at += 1


def _parts(text: str) -> Iterator[Part]:
    """Parts from left to right, none within another: of those that begin together the longest, then the surest."""
    found = [
        (part.start, -part.end, rank, part)
        for rank, (kind, pattern) in enumerate(KINDS)
        for match in pattern.finditer(text)
        if meant(part := Part.of(kind, match), text)
    ]
    end = 0
    for start, _, _, part in sorted(found, key=lambda f: f[:3]):
        if start >= end:
            yield part
            end = part.end


def _joined(parts: Iterator[Part], text: str) -> Iterator[list[Part]]:
    chain: list[Part] = []
    for part in parts:
        if chain and not _joins(chain, part, text):
            yield chain
            chain = []
        chain.append(part)
    if chain:
        yield chain


def _joins(chain: Sequence[Part], part: Part, text: str) -> bool:
    between = text[chain[-1].end : part.start]
    return len(between) < 16 and any(
        chain[-1].kind in left and part.kind in right and glue.fullmatch(between) and fits(chain[-1], part)
        for left, glue, right in JOINS
    )


def _heard(parts: Sequence[Part], start: int, text: str, clock: Clock) -> bool:
    """Whether the telling goes on from this time, and does not only look back or ahead to it."""
    if not any(part.kind in HEARD and not part["ago"] for part in parts):
        return False
    way, which = parts[0]["way"].lower(), parts[0]["which"].lower().removeprefix("the ")
    if not clock.tells:
        return parts[0].kind != "ago"
    if way in BACKWARDS or which == "previous" or (which == "next" and parts[0].words[0] in "nN"):
        return False
    if clock.last is None or OPENS.search(text[max(0, start - 30) : start]):
        return True
    if len(parts) == 1 and parts[0].kind == "year":
        return False
    return text.rfind("(", max(0, start - 60), start) <= text.rfind(")", max(0, start - 60), start)


def _year_after(part: Part, after: Part, text: str) -> str | None:
    """The year that is named once for two: "July-November 1954", "the summer and autumn of 1943"."""
    if (
        part.kind not in WITHOUT_YEAR | {"first-day"}
        or part["year"]
        or not BETWEEN.fullmatch(text[part.end : after.start])
    ):
        return None
    return after["year"] or after["in"] or None


def fits(left: Part, right: Part) -> bool:
    """Whether two parts of joining kinds say one time together."""
    if right.kind in ("unit", "the-unit"):
        size = right["unit"].lower()
        return size in ("year",) if left.kind not in HOURS else size == "day"
    if left.kind in ("span", "duration", "unit"):
        return (
            left["unit"].lower().rstrip("s") in ("week", "day", "month", "weekend")
            and (left.kind != "span" or left["which"].lower() in ("first", "last", "final"))
            and (left.kind != "duration" or "first" in left.words or "last" in left.words)
            and (left.kind != "unit" or left.words.lower().startswith("the last"))
        )
    if left.kind in ("month", "month-day", "season") and right.kind == "year":
        return left.kind == "season" or right["spoken"] != ""
    if left.kind == "quarter" and right.kind == "year":
        return not left["in"]
    if right.kind in HOURS and right["which"]:
        return False
    return not (left.kind == "unit" and (left["unit"].lower() != "day"))


def _extent(parts: Sequence[Part], text: str, from_: int) -> tuple[int, int]:
    """The words of an expression with those before it that narrow it or say how roughly it holds."""
    start, kind = parts[0].start, parts[0].kind
    before = text[max(from_, start - 40) : start]
    match = EARLY.search(before) if kind in NARROWED else None
    if match is None and kind in MEASURED:
        match = ROUGHLY.search(before)
    if match and not (kind in ("weekday", "today") and match.group().lower() in ("around ", "about ")):
        start -= len(match.group())
    return start, parts[-1].end
