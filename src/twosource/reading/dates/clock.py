"""What resolving rests on: the day of publication, the time that the text last spoke of, and whether a clause looks ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Token

from twosource.reading.dates import calendar

YEAR = re.compile(r"(?<![\w$€£.,])(1[5-9]\d\d|20[0-4]\d)(?![\w,]|\.\d)")
NEWS = re.compile(r"\b(?:today|yesterday|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
SCHEDULED = {
    "schedule", "set", "due", "expect", "plan", "slate", "postpone", "delay", "propose", "intend", "prepare", "vow", "promise", "pledge",
}  # fmt: skip
OPENING = {
    "begin", "start", "open", "meet", "resume", "expire", "end", "close", "leave", "arrive", "vote", "travel", "visit", "convene", "go", "come",
    "return", "take", "become", "fly", "depart", "run",
}  # fmt: skip
AHEAD = {"will", "shall", "'ll", "wo", "would", "may", "might", "could", "should", "must", "can", "to"}
SAID = {"say", "tell", "report", "announce", "add", "write", "claim", "state"}


@dataclass(frozen=True)
class Time:
    """A time that the text spoke of: its first day, and how fine it was said (D, W, M, Q, Y or coarser)."""

    day: date
    grain: str
    at: int
    """Offset of its words."""


@dataclass
class Clock:
    """The day of publication and what the text spoke of so far."""

    doc: Doc
    published: date | None
    tells: bool
    """The text tells a history of other years, rather than the news of its day."""
    last: Time | None = None
    quarter: str | None = None
    """TIMEX3 value of the last quarter that was named."""
    era: str | None = None
    """The year before Christ that the text last spoke of, as BC0480."""

    @classmethod
    def of(cls, doc: Doc, published: date | None) -> Clock:
        """The clock at the beginning of `doc`."""
        return cls(doc, published, tells_history(doc.text, published))

    @property
    def now(self) -> date | None:
        """The day that "Monday" or "March" are counted from: that of publication, or in a history the last told of."""
        if self.tells or self.published is None:
            return self.last.day if self.last else self.published
        return self.published

    def spoken(self, at: int, reach: int = 300) -> Time | None:
        """The time last spoken of, that "the next day" follows: in news only one named shortly before."""
        if self.last is None or (not self.tells and at - self.last.at > reach):
            return None
        return self.last

    def hear(self, value: str, at: int) -> None:
        """Remember a time of a TIMEX3 value that was spoken of."""
        if "-Q" in value:
            self.quarter = value[:7]
        whole = calendar.period(value)
        if value.startswith("BC"):
            self.era = value[:6]
        elif whole is not None and len(value) >= 4:
            self.era = None
            self.last = Time(whole.first, calendar.grain(value), at)

    def ahead(self, start: int) -> bool:
        """Whether the clause of the words at `start` tells of what is to come."""
        span = self.doc.char_span(start, start + 1, alignment_mode="expand")
        if span is None or not self.doc.has_annotation("DEP"):
            return False
        return _ahead(span.root)


def tells_history(text: str, published: date | None) -> bool:
    """Whether a text tells mostly of years other than that of its publication, and not of the days around it."""
    if published is None:
        return True
    years = [int(year) for year in YEAR.findall(text)]
    other = sum(abs(year - published.year) > 1 for year in years)
    return other >= 5 and other > 0.6 * len(years) and len(NEWS.findall(text)) < 0.25 * other


def _ahead(token: Token) -> bool:
    before = token.nbor(-1).lower_ if token.i else ""
    for head in (token, *token.ancestors):
        if head.lemma_.lower() in SCHEDULED and head.tag_ in ("VBN", "JJ", "VBD") and head is not token:
            return True
        if head.pos_ not in ("VERB", "AUX"):
            continue
        helpers = {child.lower_ for child in head.children if child.dep_ in ("aux", "auxpass", "mark", "aux:pass")} | (
            {head.lower_} if head.tag_ == "MD" else set()
        )
        if helpers & {"will", "shall", "'ll", "’ll", "wo"}:
            return True
        if "had" in helpers or "has" in helpers or "have" in helpers:
            return False
        if "to" in helpers:
            return head.head.lemma_.lower() not in {"have", "use", "manage", "fail", "try", "begin", "force", "continue", "appear", "seem", "come"}
        if helpers & AHEAD:
            return True
        if head.tag_ == "VBG" and helpers & {"is", "are", "am", "'s", "'re"} and head.lemma_.lower() not in SAID:
            return head.lemma_.lower() in OPENING | SCHEDULED
        if head.tag_ == "VBG" and not helpers:
            continue
        if head.tag_ in ("VBZ", "VBP"):
            return head.lemma_.lower() in OPENING | SCHEDULED
        return before == "until" and head.tag_ in ("VBD", "VBN")
    return False
