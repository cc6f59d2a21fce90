"""What an expression of time means: its parts by a rule for each kind, and what they mean together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from twosource.reading.dates import calendar, named, told
from twosource.reading.dates.clock import Clock
from twosource.reading.dates.grammar import HOURS, WITHOUT_YEAR, YEARS
from twosource.reading.dates.part import Meaning, Part
from twosource.reading.dates.words import DAYS as WEEKDAYS
from twosource.reading.dates.words import MONTHS, number, unit
from twosource.records import Period


def resolved(parts: Sequence[Part], before: str, clock: Clock) -> Meaning:
    """TIMEX3 value of an expression and its days; `before` are the words that narrow it ("early", "the first half of")."""
    value, days = _together([(part, RULES[part.kind](part, clock)) for part in parts], clock)
    if value is None:
        return None, None
    if clock.era and parts[0].kind in ("month", "month-day", "season") and "BC" not in value:
        return f"{clock.era}{value[4:]}", None
    if re.fullmatch(r"\d{4}", value) and (
        half := re.search(r"\b(first|second|last|latter) half of", before, re.IGNORECASE)
    ):
        value = f"{value}-H{1 if half[1].lower() == 'first' else 2}"
        return value, calendar.period(value)
    return value, partly(before, days or calendar.period(value))


def partly(before: str, whole: Period | None) -> Period | None:
    """The early, middle or late part of a period, a third each."""
    if whole is None or whole.days < 20:
        return whole
    third = timedelta(whole.days // 3)
    if re.search(r"\b(?:early|start|beginning|onset|turn|first|opening)\b", before, re.IGNORECASE):
        return Period(whole.first, whole.first + third)
    if re.search(r"\b(?:late|latter|end|close|final|last)\b", before, re.IGNORECASE):
        return Period(whole.last - third, whole.last)
    if re.search(r"\b(?:mid|middle|height)\b", before, re.IGNORECASE):
        return Period(whole.first + third, whole.last - third)
    return whole


def _together(said: list[tuple[Part, Meaning]], clock: Clock) -> Meaning:
    if len(said) == 1:
        return said[0][1]
    if any(meaning[0] is None for _, meaning in said):
        return None, None
    time = next((m[0] for p, m in said if p.kind in HOURS and ":" in (m[0] or "")), None)
    time = time or next((m[0] for p, m in said if p.kind in HOURS), None)
    dated = [(p, m) for p, m in said if p.kind not in HOURS]
    if not dated:
        return next(m for p, m in said if m[0] == time)
    part, (value, days) = dated[0]
    if part.kind in ("span", "duration", "unit") and len(dated) > 1:
        return told.edge(part, dated[1][1][0] or "")
    if part.kind == "weekday" and len(dated) > 1:
        part, (value, days) = dated[1]
        value = _on_weekday(value or "", WEEKDAYS[dated[0][0]["weekday"].rstrip(".").lower()])
    elif part.kind in WITHOUT_YEAR and len(dated) > 1 and dated[1][0].kind in YEARS:
        year = dated[1][1][0] or ""
        if value and re.match(r"\d{4}|BC\d{4}", year):
            value, days = year.split("-")[0] + value[4:], None
    if time and "T" in time and value and re.match(r"[\dX]{4}-[\dWX]{2,3}-[\dX]{1,2}", value):
        value = value.split("T")[0] + time[time.index("T") :]
    return value, days


def _on_weekday(value: str, weekday: int) -> str:
    """The year next to that of a day in which it falls on the weekday that was named with it."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value
    for year in (int(value[:4]) + step for step in (0, 1, -1)):
        try:
            if date.fromisoformat(f"{year:04d}{value[4:]}").weekday() == weekday:
                return f"{year:04d}{value[4:]}"
        except ValueError:
            continue
    return value


def _reference(part: Part, clock: Clock) -> Meaning:
    return ("PRESENT_REF" if part["present"] else "PAST_REF" if part["past"] else "FUTURE_REF"), None


def _this_time(part: Part, clock: Clock) -> Meaning:
    if not clock.tells and not part.words.lower().startswith("that"):
        return None, None
    return ("" if part.words.lower().endswith("period") else "PRESENT_REF"), None


def _set(part: Part, clock: Clock) -> Meaning:
    if part["month"]:
        return f"XXXX-{MONTHS[part['month'].rstrip('.').lower()]:02d}", None
    if part["weekday"]:
        return f"XXXX-WXX-{WEEKDAYS[part['weekday'].rstrip('.').lower().removesuffix('s')] + 1}", None
    if part["unit"]:
        return told.length(1, unit(part["unit"])), None
    return f"P1{ {'d': 'D', 'n': 'D', 'w': 'W', 'm': 'M', 'a': 'Y', 'y': 'Y'}[part['often'][0].lower()] }", None


def _duration(part: Part, clock: Clock) -> Meaning:
    count, size = number(part["count"]), unit(part["unit"])
    if count is not None and "and a half" in part.words:
        count = int(count) + 0.5
    return told.length(count, size), None


RULES: dict[str, Callable[[Part, Clock], Meaning]] = {
    "iso": named.iso, "slashes": named.slashes, "full": named.month_day, "first-day": named.month_day, "last-day": named.month_day,
    "month-day": named.month_day, "nth-day": named.nth_day, "holiday": named.holiday, "month-year": named.month_year,
    "month": named.month, "year": named.year, "year-end": named.year, "weekday": named.weekday, "season": named.season,
    "season-year": named.season, "century": named.century, "decade": named.decade, "quarter": named.quarter, "fiscal": named.fiscal,
    "today": told.today, "clock": told.hour, "part": told.part_of_day, "ago": told.ago, "year-ago": told.year_ago,
    "the-day": told.the_day, "unit": told.which_unit, "the-unit": told.the_unit, "weekend": told.weekend, "past-day": told.past_day,
    "span": told.span, "ref": _reference, "this-time": _this_time, "set": _set, "duration": _duration,
}  # fmt: skip
"""What a part of each kind means."""
