"""When a report was published and by whom, where its address or its own words say so.

Only what stands there counts: a date line, an address with a day in it, a dateline that names agency and year,
an outlet that names itself in its furniture. What cannot be read off stays unknown.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from twosource.records import Passage

MONTHS = {name: n for n, names in enumerate(
    ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
     "september sept sep", "october oct", "november nov", "december dec"), start=1) for name in names.split()}  # fmt: skip
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>(?:19|20)\d\d)",
        r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)",
    )
)
SAYS_PUBLISHED = re.compile(
    r"^(?:date|published|first published|posted|updated|last updated|release[d]?|issued)\b[ :on]*", re.IGNORECASE
)
CLOCK_AND_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\d{1,2}[:.]\d\d(?::\d\d)?\b|\b[ap]\.?m\b|\b(?:gmt|utc|bst|est|edt|cet|cest|eest|msk|at|on)\b|[\s,.|()\-–—Z+T]",
    re.IGNORECASE,
)
URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
DATELINE = re.compile(r"^[^\n]{0,80}?\((?P<agency>[A-Z][\w&.’' -]{1,40})\)\s*[-–—]")
NAMES_ITSELF = (
    re.compile(r"\bread more (?:from|at|on) (?:the )?(?P<outlet>[A-Z][\w&.’' -]{2,40})$", re.IGNORECASE),
    re.compile(r"\bget the (?P<outlet>[A-Z][\w&.’' -]{2,30}) app\b", re.IGNORECASE),
    re.compile(r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:-\d{4})?\s*)?(?:the )?(?P<outlet>[A-Z][\w&.’' -]{2,40}?)(?:\.|,|\s+all rights|$)", re.IGNORECASE),
    re.compile(r"\bfollow (?P<outlet>[A-Z][\w&.’' -]{2,30}) on (?:x|twitter|facebook|telegram|instagram)\b"),
)  # fmt: skip


def day_in(words: str) -> date | None:
    """The first full date (day, month, year) in `words`, None where there is none or it cannot be."""
    for pattern in DAYS:
        for match in pattern.finditer(words):
            month = match["month"].lower()
            try:
                return date(int(match["year"]), MONTHS.get(month) or int(month), int(match["day"]))
            except ValueError:
                continue
    return None


def published_in_url(url: str | None) -> date | None:
    """A day that stands in an address, such as /2022/09/13/."""
    for match in URL_DAY.finditer(url or ""):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            continue
    return None


def published_in_text(text: str, passages: tuple[Passage, ...]) -> date | None:
    """A day that a date line gives: after "date" or "published", or alone on one of the first lines."""
    lines = [line.strip() for p in passages for line in text[p.start : p.end].splitlines() if line.strip()]
    for line in lines[:6] + lines[-3:]:
        says = SAYS_PUBLISHED.match(line)
        day = day_in(line[says.end() :] if says else line) if len(line) <= 120 else None
        if day and (says or alone(line)):
            return day
    first = next((text[p.start : p.end] for p in passages if p.kind == "body"), "")
    dateline = re.match(r"^[^\n]{0,60}?[-–—]", first)
    return day_in(dateline.group()) if dateline else None


def alone(line: str) -> bool:
    """Whether a line is a date with at most a weekday and a time of day beside it."""
    for pattern in DAYS:
        line = pattern.sub(" ", line, count=1)
    return not CLOCK_AND_WEEKDAY.sub("", line)


def outlet_of_url(url: str | None) -> str | None:
    """The host of an address, without "www."."""
    host = urlsplit(url or "").hostname
    return host.removeprefix("www.") if host else None


def outlet_in_text(text: str, passages: tuple[Passage, ...]) -> str | None:
    """The outlet that names itself in the furniture, else the agency of the dateline."""
    for passage in passages:
        if passage.kind != "aside":
            continue
        for line in text[passage.start : passage.end].splitlines():
            for pattern in NAMES_ITSELF:
                match = pattern.search(line.strip())
                if match:
                    return as_name(match["outlet"])
    for passage in passages:
        if passage.kind == "body":
            match = DATELINE.match(text[passage.start : passage.end])
            return as_name(match["agency"]) if match else None
    return None


def as_name(words: str) -> str:
    """A name in capitals is written as a name; short ones are abbreviations and stay."""
    words = words.strip(" .-")
    return " ".join(w.capitalize() if w.isupper() and len(w) > 3 else w for w in words.split())
