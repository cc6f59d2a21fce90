"""What resolving rests on: the day of publication, the time that the text last spoke of, and whether a clause looks ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Token

from twosource.reading.dates import calendar

YEAR = re.compile(r"(?<![\w$€£.,])(1[5-9]\d\d|20[0-4]\d|\d{2,3}(?= BC\b))(?![\w,]|\.\d)")
NEWS = re.compile(r"\b(?:today|yesterday|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
SCHEDULED = {
    "schedule", "set", "due", "expect", "plan", "slate", "postpone", "delay", "propose", "intend", "prepare", "vow", "promise", "pledge",
    "payable", "effective", "suppose",
}  # fmt: skip
OPENING = {
    "begin", "start", "open", "meet", "resume", "expire", "end", "close", "leave", "arrive", "vote", "travel", "visit", "convene", "go", "come",
    "return", "take", "become", "fly", "depart", "run",
}  # fmt: skip
OPENING_WORDS = re.compile(r"\W*(?:on |also on |in |late |early )*", re.IGNORECASE)
WILL = {"will", "shall", "'ll", "’ll", "wo"}
MAY = {"would", "may", "might", "should", "must", "can"}
DONE = {"have", "use", "manage", "fail", "try", "begin", "force", "continue", "appear", "seem", "come", "refuse"}
"""Verbs whose infinitive tells of what was done."""
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
    text: str
    published: date | None
    tells: bool
    """The text tells a history of other years, rather than the news of its day."""
    last: Time | None = None
    quarter: str | None = None
    """TIMEX3 value of the last quarter that was named."""
    named: str | None = None
    """A year that is named just after, for the month or day at hand too."""
    era: str | None = None
    """The year before Christ that the text last spoke of, as BC0480."""

    @classmethod
    def of(cls, doc: Doc, published: date | None) -> Clock:
        """The clock at the beginning of `doc`."""
        text = doc.text
        return cls(doc, text, published, tells_history(text, published))

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

    def ahead(self, start: int) -> bool | None:
        """Whether the clause of the words at `start` tells of what is to come; None where no verb tells."""
        before = self.text[max(0, start - 30) : start]
        if re.search(r"\bsince\b[^.;:,\n]*$", self.text[max(0, start - 80) : start]):
            return False
        if re.search(r"\b(?:until|till|as (?:soon|early|late) as|effective|no later than)(?: [\w.:,]+){0,3} $", before):
            return True
        span = self.doc.char_span(start, start + 1, alignment_mode="expand")
        if span is None or not self.doc.has_annotation("DEP"):
            return None
        if OPENING_WORDS.fullmatch(self.text[span.sent.start_char : start]):
            return _ahead(span.sent.root)  # "On Thursday, …" goes with the main verb
        return _ahead(span.root)


def tells_history(text: str, published: date | None) -> bool:
    """Whether a text tells mostly of years other than that of its publication, and not of the days around it."""
    if published is None:
        return True
    years = [int(year) for year in YEAR.findall(text)]
    other = sum(abs(year - published.year) > 1 for year in years)
    return other >= 5 and other > 0.6 * len(years) and len(NEWS.findall(text)) < 0.15 * other


def _ahead(token: Token) -> bool | None:
    for head in (token, *token.ancestors):
        lemma = head.lemma_.lower()
        if head is not token and lemma in SCHEDULED and head.tag_ in ("VBN", "JJ", "VBD"):
            return True
        if head.pos_ not in ("VERB", "AUX"):
            continue
        helpers = {child.lower_ for child in head.children if child.dep_ in ("aux", "auxpass", "mark", "aux:pass")}
        helpers |= {head.lower_} if head.tag_ == "MD" else set()
        if helpers & WILL:
            return True
        if helpers & {"had", "has", "have", "did", "was", "were"}:
            return False
        if "to" in helpers:
            return head.head.lemma_.lower() not in DONE
        if helpers & MAY:
            return True
        if head.tag_ == "VBG":
            if helpers & {"is", "are", "am", "'s", "'re", "’s", "’re"} and lemma in OPENING:
                return True
            continue
        if head.tag_ in ("VBZ", "VBP"):
            return lemma in OPENING or (None if lemma not in SAID else False)
        return False
    return None
