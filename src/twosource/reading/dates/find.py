"""Every time expression of a text with its TIMEX3 value and the days it means.

After HeidelTime (Strötgen and Gertz 2013): patterns find, rules resolve against the day of publication in news, and against
what was said before in texts that tell of other years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from spacy.tokens import Doc

from twosource.reading.dates import calendar
from twosource.reading.dates.grammar import KINDS, ORDINALS
from twosource.reading.dates.resolve import Clock, resolved
from twosource.records import Span, TimeExpression

VERB_MAY = re.compile(r"^\s+(?:be|have|not|\w+(?:ly)?\s+(?:be|have)|[a-z]+)\b")
MONEY = re.compile(r"[$€£]\s?$|\b(?:No\.?|number|Resolution|room|page|flight|Route|Highway) $", re.IGNORECASE)
COUNTED = re.compile(r"^(?:\s|-)(?:people|soldiers|troops|civilians|men|women|children|tanks|miles|km|kilometres|kilometers|dollars|percent|per cent|tonnes|"
                     r"homes|houses|votes|points|metres|meters|refugees|others|pieces|units|cases|deaths|prisoners|wounded|killed|dead)\b")  # fmt: skip


def find(doc: Doc, published: date | None) -> tuple[TimeExpression, ...]:
    """All time expressions of `doc` in order, none within another."""
    text = doc.text
    clock = Clock(published=published, tells=_tells_history(text, published))
    for kind, match in _matches(text):
        value, days = resolved(kind, match, text, clock)
        if value is None:
            continue
        start, end = _trimmed(match)
        expression = TimeExpression(span=Span.of(text, start, end), date=days or calendar.period(value), value=value)
        clock.seen.append(expression)
        if (
            expression.date
            and expression.date.days <= 366
            and kind in ("full", "month-day", "month-year", "iso", "year", "month", "ago", "unit-when", "range")
        ):
            clock.last = expression.date.first
    return tuple(clock.seen)


def _tells_history(text: str, published: date | None) -> bool:
    years = [int(year) for year in re.findall(r"\b(1[5-9]\d\d|20[0-4]\d)\b", text)]
    if published is None:
        return True
    other = [year for year in years if abs(year - published.year) > 1]
    return (
        len(other) >= 5
        and len(other) > 0.7 * len(years)
        and not re.search(r"\b(?:today|yesterday|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", text)
    )


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    found: list[tuple[int, int, int, str, re.Match[str]]] = []
    for rank, (kind, pattern) in enumerate(KINDS):
        for match in pattern.finditer(text):
            start, end = match.span()
            if end > start and _meant(kind, match, text):
                found.append((start, -(end - start), rank, kind, match))
    found.sort(key=lambda f: f[:3])
    taken = 0
    kept: list[tuple[str, re.Match[str]]] = []
    for here, after in pairwise([*found, None]):
        assert here is not None
        start, length, rank, kind, match = here
        if start < taken:
            continue
        if after and after[0] < start - length and after[0] > start and after[2] < rank and after[1] < length:
            continue  # a longer, more certain expression begins within this one
        kept.append((kind, match))
        taken = start - length
    yield from kept


def _meant(kind: str, match: re.Match[str], text: str) -> bool:
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 24]
    words = match.group()
    if kind == "month":
        if words in (
            "May",
            "March",
            "Mar",
            "Mar.",
            "Jan",
            "Apr",
            "Sep",
            "Dec",
            "Oct",
            "Nov",
            "Feb",
            "Aug",
            "Jun",
            "Jul",
        ) and not re.search(
            r"\b(?:in|since|until|by|of|last|this|next|from|early|late|mid|during|before|after|through|till|and|between|to|for) $",
            before,
            re.IGNORECASE,
        ):
            return False
        return not (
            words == "May"
            and VERB_MAY.match(after)
            and not re.match(r"\s+(?:and|to|when|after|as|in|by|with|the|at|for)\b", after)
        )
    if kind == "year":
        if MONEY.search(before) or COUNTED.match(after) or re.match(r"[,.]\d|\s?[°%]|-(?:mm|km|strong)", after):
            return False
        return not re.search(r"[\d.,]$|[-/]$", before) and not re.search(
            r"\b(?:nearly|about|some|than|least|over|around) $", before
        )
    if kind in ("duration", "ago"):
        count, unit = match.group("count").lower(), match.group("unit").lower()
        if count in ("the", "some", "many") or (unit in ("second", "quarter") and count in ("a", "one")):
            return count == "some" and kind == "duration" and unit.endswith("s")
        return not (
            kind == "duration"
            and count == "a"
            and unit in ("day", "night", "second", "minute")
            and not re.match(r" (?:a|per)\b", after)
            and before.rstrip().endswith(("once", "twice", "times"))
        )
    if kind == "unit-when":
        return match.group("which").lower() != "a" and not (
            match.group("which").lower() == "that" and before.rstrip().lower().endswith(("so", "said"))
        )
    if kind == "clock":
        return (
            match.groupdict().get("half") is not None
            or bool(re.search(r"\b(?:at|around|about|by|until|from|after|before|to|and) $", before))
            or "GMT" in words
            or "local" in words
        )
    if kind == "slashes":
        return match.group("a") != "0" and not before.endswith(("/", "."))
    if kind == "ref":
        return words.lower() not in ("once",) and not (
            words.lower() == "the past" and re.match(r"\s+(?:\w+ )?(?:day|week|month|year|two|three|few)", after)
        )
    if kind == "set":
        return words.lower() != "quarterly"
    if kind == "century":
        ordinal = match.group("ordinal").lower()
        return ordinal[0].isdigit() or ordinal in ORDINALS
    if kind == "decade":
        return not re.search(r"\b(?:in his|in her|in their)$", before.rstrip())
    return True


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The words of the expression without a preposition in front, as TIMEX3 marks them."""
    lead = re.match(
        r"(?:on|over|in|during|for|within|at|about|around|nearly|almost|roughly|more than|less than|at least|just|approximately) ",
        match.group(),
        re.IGNORECASE,
    )
    start = match.start() + (
        lead.end()
        if lead and lead.group().strip().lower() in ("on", "over", "in", "during", "for", "within", "at")
        else 0
    )
    end = match.end()
    words = match.string[start:end]
    if words.endswith(("'s", "’s")):
        end -= 2
    return start, end
