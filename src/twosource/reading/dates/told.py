"""Times told from another: "yesterday", "the next day", "three weeks ago", and hours, from the clock to a TIMEX3 value and days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from twosource.reading.dates import calendar
from twosource.reading.dates.clock import Clock
from twosource.reading.dates.part import Meaning, Part
from twosource.reading.dates.words import MOMENTS, NUMBERS, PARTS, number, unit
from twosource.records import Period

LENGTH = {
    "S": 0,
    "MIN": 0,
    "H": 0,
    "D": 1,
    "NI": 1,
    "WE": 7,
    "W": 7,
    "F": 14,
    "M": 31,
    "Q": 91,
    "Y": 365,
    "DE": 3652,
    "CE": 36524,
}
"""Days of a unit, for the stretch that "the past year" covers."""

BACK = {"last", "past", "this past", "previous", "preceding"}
ON = {"next", "coming", "this coming", "following", "ensuing", "subsequent"}
SPOKEN = {"previous", "preceding", "following", "ensuing", "same", "that", "that same"}
"""Words that count from the time last spoken of, in news too."""


def today(part: Part, clock: Clock) -> Meaning:
    now = clock.published
    if now is None or (clock.tells and part["word"].lower() in ("today", "tonight")):
        return ("PRESENT_REF" if part["word"].lower() in ("today", "tonight") else None), None
    if part["beyond"]:
        return (now + timedelta(-2 if part["beyond"].startswith("before") else 2)).isoformat(), None
    word = part["word"].lower()
    day = now + timedelta({"yesterday": -1, "tomorrow": 1}.get(word, 0))
    if word == "overnight":
        return day.isoformat() + "TNI", Period(now - timedelta(1), now)
    return day.isoformat() + ("TNI" if word == "tonight" else ""), None


def hour(part: Part, clock: Clock) -> Meaning:
    """An hour of the clock, on the day last spoken of nearby, or on that of publication."""
    spoken = clock.spoken(part.start, 200)
    day = spoken.day if spoken and spoken.grain == "D" else clock.now
    at = part["hour"].lower()
    hours = int(at) if at.isdigit() else NUMBERS[at]
    half = part["half"] or {"morning": "am", "afternoon": "pm", "evening": "pm"}.get(
        (part["in"] or part["at"]).lower(), ""
    )
    if half:
        hours = hours % 12 + 12 * half.lower().startswith("p")
    time = f"T{hours:02d}:{part['minute'] or '00'}"
    return (f"{day.isoformat()}{time}", Period(day, day)) if day else (f"XXXX-XX-XX{time}", None)


def part_of_day(part: Part, clock: Clock) -> Meaning:
    word, which = part["part"].lower(), part["which"].lower().removeprefix("the ")
    time = f"T{MOMENTS.get(word) or PARTS[word]}"
    spoken = clock.spoken(part.start)
    day = spoken.day if spoken and spoken.grain == "D" and (clock.tells or which not in ("this", "last")) else clock.now
    if day is None or (not which and part.words.lower() == "night"):
        return f"XXXX-XX-XX{time}", None
    if which in BACK:
        before = day - timedelta(1)
        return before.isoformat() + time, Period(before, day if word == "night" else before)
    day += timedelta(which in ON)
    return day.isoformat() + time, Period(day, day)


def ago(part: Part, clock: Clock) -> Meaning:
    """So long before or after: from publication where it is "ago", else from the time last spoken of."""
    count, size, way = number(part["count"]), unit(part["unit"]), part["way"].lower()
    sign = 1 if way in ("later", "after", "after that", "afterward", "afterwards", "from now", "hence") else -1
    if count is None:
        return ("PAST_REF" if sign < 0 else "FUTURE_REF"), None
    if size == "Y" and count == 1 and sign < 0 and not clock.tells and clock.quarter:
        return f"{int(clock.quarter[:4]) - 1}{clock.quarter[4:]}", None
    spoken = clock.spoken(part.start) if way not in ("ago", "from now", "hence") else None
    now = spoken.day if spoken else clock.now
    if now is None:
        return ("PAST_REF" if sign < 0 else "FUTURE_REF"), None
    if spoken and spoken.grain in ("Y", "M", "Q") and LENGTH[size] < (28 if spoken.grain != "Y" else 360):
        return f"{now.year:04d}-" + {"W": "WXX", "M": "XX", "F": "WXX"}.get(size, "XX-XX"), None
    if size == "F":
        count, size = 2 * count, "W"
    steps = sign * int(count)
    value = calendar.moved(now, steps, size)
    if size == "W" and value:
        centre = now + timedelta(7 * steps)
        return value, Period(centre - timedelta(3), centre + timedelta(3))
    return value, None


def year_ago(part: Part, clock: Clock) -> Meaning:
    """ "Year-earlier": the quarter last named, a year before, or the year before."""
    if clock.quarter:
        return f"{int(clock.quarter[:4]) - 1}{clock.quarter[4:]}", None
    return (calendar.moved(clock.now, -1, "Y") if clock.now else None), None


def the_day(part: Part, clock: Clock) -> Meaning:
    """The day (night, week …) before or after the time last spoken of."""
    base = clock.last.day if clock.last else clock.now
    if base is None:
        return None, None
    step, word = (1 if part["way"].lower() in ("after", "following") else -1), part["unit"].lower()
    if word in PARTS:
        return f"{(base + timedelta(step)).isoformat()}T{PARTS[word]}", None
    return calendar.moved(base, step, unit(word)), None


def which_unit(part: Part, clock: Clock) -> Meaning:
    """ "Last week", "the next day", "that month": a unit before, at or after now or the time last spoken of."""
    which, size = part["which"].lower().removeprefix("the "), unit(part["unit"])
    named = part.words.lower().startswith("the ")
    spoken = clock.spoken(part.start) if which in SPOKEN or (which == "next" and named) else None
    now = spoken.day if spoken else clock.now
    if now is None:
        return ("P1D" if size == "D" else None), None
    over = (
        clock.text[max(0, part.start - 8) : part.start].lower().endswith(("over ", "for ", "in ", "within ", "during "))
    )
    if size != "WE" and (
        which in ("past", "this past")
        or (named and which in ("last", "coming"))
        or (named and which == "next" and over and size != "D")
    ):
        return _stretch(clock.now or now, 1, size, ahead=which in ON)
    step = -1 if which in BACK else 1 if which in ON else 0
    if size == "WE":
        saturday = now + timedelta(5 - now.weekday())
        if step < 0 or (step == 0 and now.weekday() < 3 and not clock.ahead(part.start)):
            saturday -= timedelta(7)
        elif step > 0 and now.weekday() >= 5:
            saturday += timedelta(7)
        return f"{calendar.week(saturday)}-WE", Period(saturday, saturday + timedelta(1))
    value = calendar.moved(now, step, size)
    whole = calendar.period(value)
    if spoken and size == "D" and spoken.grain in ("Y", "Q", "M"):
        return f"{now.year:04d}-XX-XX", whole
    if whole and step == 0 and which == "this" and size in ("W", "M", "Y") and not clock.tells:
        # What has happened "this month" lies before the day of publication.
        if clock.ahead(part.start):
            return value, Period(min(now, whole.last), whole.last)
        return value, Period(whole.first, max(whole.first, now))
    return value, None


def the_unit(part: Part, clock: Clock) -> Meaning:
    """ "The year": that of the time last spoken of, in news that of publication."""
    size = unit(part["unit"])
    spoken = clock.spoken(part.start)
    now = spoken.day if spoken and (clock.tells or size in ("D", "W")) else clock.now
    if now is None:
        return None, None
    if part.words.lower() == "year-end":
        return f"{now.year:04d}-12-31", None
    return calendar.moved(now, 0, size), None


def weekend(part: Part, clock: Clock) -> Meaning:
    now = clock.now
    if now is None:
        return None, None
    saturday = now - timedelta((now.weekday() - 5) % 7)
    if clock.ahead(part.start) and now.weekday() < 5:
        saturday += timedelta(7)
    return f"{calendar.week(saturday)}-WE", Period(saturday, saturday + timedelta(1))


def past_day(part: Part, clock: Clock) -> Meaning:
    now = clock.now
    if part["night"] and now:
        return (now - timedelta(1)).isoformat() + "TNI", Period(now - timedelta(1), now)
    return ("P1D" if part["unit"].lower() == "day" else "PT24H"), Period(now - timedelta(1), now) if now else None


def span(part: Part, clock: Clock) -> Meaning:
    """ "The past three weeks" and its like: a length, over the days up to now or from now on."""
    which, size, count = part["which"].lower(), unit(part["unit"]), number(part["count"])
    if which == "recent" or (not part["count"] and which in BACK | ON):
        value: str | None = "FUTURE_REF" if which in ON else "PAST_REF"
    else:
        value = length(count, size)
    now = clock.now
    if now is None or which in ("first", "final", "consecutive", "straight", "successive"):
        return value, None
    return value, _stretch(now, count or 3, size, ahead=which in ON)[1]


def edge(part: Part, whole: str) -> Meaning:
    """ "The last two weeks of February": a length, over the first or last days of a longer time."""
    count, size, days = number(part["count"]) or 1, unit(part["unit"]), calendar.period(whole)
    value = length(count if part["count"] or part.kind == "unit" else None, size)
    if days is None:
        return value, None
    last = max(1, int(count * LENGTH[size])) - 1
    if re.search(r"\bfirst\b", part.words, re.IGNORECASE):
        return value, Period(days.first, min(days.last, days.first + timedelta(last)))
    return value, Period(max(days.first, days.last - timedelta(last)), days.last)


def _stretch(now: date, count: float, size: str, *, ahead: bool) -> Meaning:
    days = timedelta(max(1, int(count * LENGTH[size])))
    try:
        return length(count, size), Period(now, now + days) if ahead else Period(now - days, now)
    except OverflowError:
        return length(count, size), None


def length(count: float | None, size: str) -> str:
    """TIMEX3 value of a length of time: P3D, PT20M, P2Y6M; X where the number is open."""
    if size in ("DE", "CE"):
        count, size = (None if count is None else count * (10 if size == "DE" else 100)), "Y"
    if size == "F":
        count, size = (None if count is None else count * 2), "W"
    clock, sign = "T" * (size in ("S", "MIN", "H")), {"MIN": "M", "NI": "D"}.get(size, size)
    if count is None:
        return f"P{clock}X{sign}"
    whole, half = int(count), count % 1 == 0.5
    if half and size in ("Y", "H", "MIN"):
        rest = {"Y": "6M", "H": "30M", "MIN": "30S"}[size]
        return f"P{clock}{f'{whole}{sign}' if whole else ''}{rest}"
    return f"P{clock}{count:g}{sign}"
