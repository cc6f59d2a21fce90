"""Days, months, seasons, quarters and years that are named: what they mean where part of the name is left out."""

from __future__ import annotations

import re
from datetime import date, timedelta

from twosource.reading.dates import calendar
from twosource.reading.dates.clock import Clock
from twosource.reading.dates.holidays import HOLIDAYS
from twosource.reading.dates.part import Meaning, Part
from twosource.reading.dates.words import DAYS, MONTHS, ONES, SEASONS, TEENS, TENS, ordinal
from twosource.records import Period


def years(words: str) -> str:
    """TIMEX3 value of a year as it is written: 1917, 480 BC, nineteen ninety-four, two thousand and three."""
    if match := re.match(r"(\d+) ?B", words):
        return f"BC{int(match[1]):04d}"
    if words.isdigit():
        return f"{int(words):04d}"
    parts = [part for part in re.split(r"[- ]", words.lower()) if part != "and"]
    rest = sum((ONES | TEENS | TENS)[part] for part in (parts[2:] if parts[1] == "thousand" else parts[1:]))
    return f"{2000 + rest if parts[1] == 'thousand' else 100 * TEENS[parts[0]] + rest:04d}"


def _day(year: str, month: int, day: int) -> str | None:
    if year.startswith("BC"):
        return f"{year}-{month:02d}-{day:02d}"
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return None


def _month(part: Part) -> int:
    return MONTHS[part["month"].rstrip(".").lower()]


def year_of(clock: Clock, month: int, day: int, start: int) -> str:
    """The year of a month (and day) without one.

    In a history that of the time last told of; in news the last such day, or the next where the clause looks ahead.
    """
    if clock.named:
        return years(clock.named)
    now = clock.now
    if now is None:
        return "XXXX"
    if clock.tells:
        return f"{now.year:04d}"
    there = date(now.year, month, min(day, 28))
    if clock.ahead(start):
        return f"{now.year + (there < now - timedelta(31)):04d}"
    return f"{now.year - (there > now + timedelta(45)):04d}"


def iso(part: Part, clock: Clock) -> Meaning:
    return _day(part["year"], int(part["number"]), int(part["day"])), None


def slashes(part: Part, clock: Clock) -> Meaning:
    """7/9/2022 is month first, 7.9.2022 is day first, unless that is no day."""
    a, b, year = int(part["a"]), int(part["b"]), int(part["year"])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    both = [_day(str(year), b, a), _day(str(year), a, b)]
    if part["mark"] == "/":
        both.reverse()
    return next((value for value in both if value), None), None


def month_day(part: Part, clock: Clock) -> Meaning:
    month = _month(part)
    day = ordinal(part["nth"]) if part["nth"] else int(part["day"])
    if day is None or not 1 <= day <= 31:
        return None, None
    year = years(part["year"]) if part["year"] else year_of(clock, month, day, part.start)
    if year == "XXXX":
        return f"XXXX-{month:02d}-{day:02d}", None
    value = _day(year, month, day)
    if value and part["until"]:
        last = _day(year, month, int(part["until"]))
        if last and last > value and not value.startswith("BC"):
            return value, Period(date.fromisoformat(value), date.fromisoformat(last))
    return value, None


def nth_day(part: Part, clock: Clock) -> Meaning:
    """ "The 20th" is of the month that was last spoken of."""
    spoken = clock.last.day if clock.last else clock.now
    return (_day(f"{spoken.year:04d}", spoken.month, int(part["day"])), None) if spoken else (None, None)


def holiday(part: Part, clock: Clock) -> Meaning:
    day = HOLIDAYS[part["holiday"]]
    if part["year"] and part["year"].isdigit():
        return day(int(part["year"])).isoformat(), None
    now = clock.now
    if now is None:
        return None, None
    there = day(now.year)
    year = int(year_of(clock, there.month, there.day, part.start))
    return day(year).isoformat(), None


def month_year(part: Part, clock: Clock) -> Meaning:
    return f"{years(part['year'])}-{_month(part):02d}", None


def month(part: Part, clock: Clock) -> Meaning:
    number, now = _month(part), clock.now
    if clock.named:
        return f"{years(clock.named)}-{number:02d}", None
    if now is None:
        return f"XXXX-{number:02d}", None
    which = (part["which"] or part["which2"]).lower().removeprefix("the ")
    if which in ("last", "past", "this past", "previous"):
        year = now.year - (number >= now.month)
    elif which in ("next", "coming", "this coming", "following"):
        year = now.year + (number <= now.month)
    elif clock.tells or which == "this":
        year = now.year
    elif (ahead := clock.ahead(part.start)) is None:
        year = now.year - (number > now.month + 2)
    else:
        year = now.year + (number < now.month if ahead else -(number > now.month))
    return f"{year:04d}-{number:02d}", None


def year(part: Part, clock: Clock) -> Meaning:
    if part["era"]:
        return f"BC{int(part['year']):04d}", None
    if part["from"]:
        value = part["from"][:2] + part["year"]
        return (value, None) if value > part["from"] else (None, None)
    value = years(part["year"] or part["spoken"])
    if part["to"] and value.isdigit():
        until = int(value[: -len(part["to"])] + part["to"])
        if int(value) < until <= int(value) + 60:
            return value, Period(date(int(value), 1, 1), date(until, 12, 31))
    return value, None


def weekday(part: Part, clock: Clock) -> Meaning:
    """Before the day of publication, or after it where the clause looks ahead; in a history after the day last told of."""
    name, now = part["weekday"].rstrip(".").lower(), clock.now
    number = DAYS[name.rstrip("s") if name.endswith("days") else name]
    if name.endswith("days") or now is None:
        return f"XXXX-WXX-{number + 1}", None
    which = part["which"].lower().removeprefix("the ")
    back = (now.weekday() - number) % 7
    if which in ("previous", "following", "next", "same", "that", "preceding") and (spoken := clock.spoken(part.start)):
        now = spoken.day
        back = (now.weekday() - number) % 7
    if which in ("next", "this coming", "coming", "following") or part["of"] == "next week":
        day = now + timedelta(7 - back)
    elif part["of"]:
        day = now + timedelta(number - now.weekday() - 7 * (part["of"] == "last week"))
    elif which in ("last", "previous", "preceding"):
        day = now - timedelta(back or 7)
    elif which not in ("this past", "past") and clock.ahead(part.start):
        day = now + timedelta((7 - back) % 7)
    else:
        day = now - timedelta(back)
    return day.isoformat(), None


def season(part: Part, clock: Clock) -> Meaning:
    sign = SEASONS[part["season"].lower()]
    if part["year"] or clock.named:
        return f"{years(part['year'] or clock.named or '')}-{sign}", None
    now = clock.now
    if now is None:
        return f"XXXX-{sign}", None
    which = part["which"].lower().removeprefix("the ")
    start, value = calendar.SEASONS[sign][0], now.year
    if which in ("next", "coming", "following", "this coming"):
        value += start <= now.month
    elif which in ("last", "previous", "this past", "past"):
        value -= start + 3 > now.month
    elif not clock.tells and which != "this" and start > now.month and not clock.ahead(part.start):
        value -= 1
    return f"{value:04d}-{sign}", None


def century(part: Part, clock: Clock) -> Meaning:
    number = ordinal(part["nth"])
    return (None if number is None else f"{'BC' if part['era'] else ''}{number - 1:02d}"), None


def decade(part: Part, clock: Clock) -> Meaning:
    if part["bc"]:
        return f"BC{int(part['bc']) // 10:03d}", None
    if part["full"]:
        return part["full"][:3], None
    tens = (
        int(part["short"]) // 10
        if part["short"]
        else list(TENS).index(part["name"].lower().removesuffix("ies") + "y") + 2
    )
    turn = (clock.now.year // 10) % 10 if clock.now and clock.now.year >= 2000 else 2
    return f"{20 if tens <= turn and part['short'] else 19}{tens}", None


def quarter(part: Part, clock: Clock) -> Meaning:
    """A quarter or half of the year, or the one last named; one of a year ago is that of the year before."""
    now = clock.published or clock.now
    written = part["year"] or part["in"]
    if now is None and not written:
        return None, None
    now = now or date(int(written[:4]), 12, 31)
    last = clock.quarter or calendar.moved(now, -1, "Q") or ""
    of = part["of"].lower()
    base = int(written[:4]) if written[:4].isdigit() else now.year + {"last": -1, "next": 1}.get(of, 0)
    if part["ago"]:
        base -= 1
    if part["nth"]:
        number = ordinal(part["nth"]) or 1
        if part["span"].lower() == "half":
            return (f"{base}-H{number}", None) if number < 3 else (None, None)
        if not written and not of and not part["ago"] and number > (now.month + 2) // 3 and not clock.ahead(part.start):
            base -= 1
        return f"{base}-Q{number}", None
    if part["late"].lower() in ("latest", "most recent") and not clock.tells:
        return calendar.moved(now, -1, "Q"), None
    if part["late"].lower() in ("same", "corresponding", "comparable"):
        return f"{int(last[:4]) - 1}{last[4:]}", None
    return (f"{base}{last[4:]}" if written or part["ago"] else last), None


def fiscal(part: Part, clock: Clock) -> Meaning:
    now = clock.published or clock.now
    if part["year"]:
        return years(part["year"]), None
    if now is None:
        return None, None
    return f"{now.year + {'last': -1, 'next': 1}.get(part['which'].lower(), 0):04d}", None
