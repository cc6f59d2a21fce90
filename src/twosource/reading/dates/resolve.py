"""What an expression of time means: one rule a kind, from the words and the clock to a TIMEX3 value and days."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from twosource.reading.dates import calendar
from twosource.reading.dates.grammar import DAYS, MONTHS, NUMBERS, ORDINALS, PARTS, SEASONS, UNITS
from twosource.records import Period, TimeExpression

Group = dict[str, str]
Resolved = tuple[str | None, Period | None]
FUTURE = re.compile(
    r"\b(?:will|shall|going to|due|scheduled|set|expected|plans?|planned|to be|would|next|wo)\b[^.;]{0,90}$",
    re.IGNORECASE,
)
PAST = re.compile(r"\b(?:was|were|had|did|said|told|has|have|\w{3,}ed)\b[^.;]{0,60}$", re.IGNORECASE)


@dataclass
class Clock:
    """What resolving rests on: the day of publication and the last day that the text spoke of."""

    published: date | None
    last: date | None = None
    tells: bool = False
    """The text tells of years other than that of its publication."""
    seen: list[TimeExpression] = field(default_factory=list)

    @property
    def now(self) -> date | None:
        """The day that words such as "Monday" or "March" are counted from."""
        return (self.last or self.published) if self.tells or self.published is None else self.published


def _ahead(match: re.Match[str], text: str) -> bool:
    """Whether the clause before the expression looks forward."""
    before = re.split(r"[.;!?\n]", text[max(0, match.start() - 110) : match.start()])[-1]
    forward, back = FUTURE.search(before), PAST.search(before)
    return forward is not None and (back is None or back.start() < forward.start())


def resolved(kind: str, match: re.Match[str], text: str, clock: Clock) -> Resolved:
    """TIMEX3 value of an expression of a kind, and its days where they are other than the value's."""
    group = match.groupdict()
    now = clock.now
    rule = _RULES.get(kind)
    return rule(group, match, text, clock, now) if rule else (None, None)


def _number(words: str | None) -> int | None:
    if not words:
        return None
    words = words.lower().replace(",", "")
    if re.fullmatch(r"\d+", words):
        return int(words)
    if words in NUMBERS:
        return NUMBERS[words]
    if words in ("half a", "half an", "a few", "several", "many", "some", "few", "dozens of", "hundreds of"):
        return None
    if "couple" in words:
        return 2
    parts = re.split(r"[- ]", words)
    return sum(NUMBERS.get(part, 0) for part in parts) if all(part in NUMBERS for part in parts) else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _year_for(month: int, day: int, now: date, ahead: bool, tells: bool) -> int:
    """The year of a month (and day) without one: the last such day, the next where the clause looks forward."""
    if tells:
        return now.year
    try:
        there = date(now.year, month, day)
    except ValueError:
        return now.year
    if ahead:
        return now.year + (there < now - timedelta(31))
    return now.year - (there > now + timedelta(60))


def _full(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    return _day(int(g["year"]), _month(g), int(g["day"])), None


def _month(group: dict[str, str]) -> int:
    return MONTHS[group["month"].rstrip(".").lower()]


def _range(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    month = _month(g)
    year = int(g["year"]) if g.get("year") else _year_for(month, 1, now, _ahead(m, text), clock.tells) if now else None
    if year is None:
        return None, None
    first, last = _day(year, month, int(g["day"])), _day(year, month, int(g["until"]))
    if not first or not last or first > last:
        return first, None
    return first, Period(date.fromisoformat(first), date.fromisoformat(last))


def _month_day(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    month, day = _month(g), int(g["day"])
    if not 1 <= day <= 31:
        return None, None
    if now is None:
        return f"XXXX-{month:02d}-{day:02d}", None
    return _day(_year_for(month, min(day, 28), now, _ahead(m, text), clock.tells), month, day), None


def _iso(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    return _day(int(g["year"]), int(g["number"]), int(g["day"])), None


def _slashes(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    a, b, year = int(g["a"]), int(g["b"]), int(g["year"])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    both = [(_day(year, b, a)), (_day(year, a, b))]
    if "/" in m.group():
        both.reverse()
    return next((value for value in both if value), None), None


def _month_year(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    value = f"{int(g['year']):04d}-{_month(g):02d}"
    return value, _partly(m.group(), calendar.period(value))


def _partly(words: str, whole: Period | None) -> Period | None:
    """The early, middle or late part of a period, a third each."""
    if whole is None or whole.days < 20:
        return whole
    third = timedelta(whole.days // 3)
    lowered = words.lower()
    if re.match(r"(?:the )?(?:early|start|beginning)", lowered):
        return Period(whole.first, whole.first + third)
    if re.match(r"(?:the )?(?:late|end)", lowered):
        return Period(whole.last - third, whole.last)
    if re.match(r"(?:the )?mid", lowered):
        return Period(whole.first + third, whole.last - third)
    return whole


def _month_alone(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    month = _month(g)
    if now is None:
        return f"XXXX-{month:02d}", None
    which = (g.get("which") or "").lower()
    if which == "last":
        year = now.year - (month >= now.month)
    elif which in ("next", "the following"):
        year = now.year + (month <= now.month)
    else:
        year = _year_for(month, 1, now, _ahead(m, text), clock.tells)
        if not clock.tells and not _ahead(m, text) and date(year, month, 1) > now:
            year -= 1
    value = f"{year:04d}-{month:02d}"
    return value, _partly(m.group(), calendar.period(value))


def _year(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    value = f"{int(g['year']):04d}"
    if g.get("to"):
        until = int(g["to"]) if len(g["to"]) == 4 else int(g["year"][:2] + g["to"])
        if int(g["year"]) < until <= int(g["year"]) + 60:
            return value, Period(date(int(g["year"]), 1, 1), date(until, 12, 31))
    return value, _partly(m.group(), calendar.period(value))


def _weekday(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    name = g["weekday"].rstrip(".").lower()
    number = DAYS[name.rstrip("s") if name.endswith("days") else name]
    if name.endswith("days"):
        return f"XXXX-WXX-{number + 1}", None
    if now is None:
        return f"XXXX-WXX-{number + 1}", None
    which = (g.get("which") or "").lower()
    back = (now.weekday() - number) % 7
    if which in ("next", "this coming", "the following") or g.get("of") == "next week":
        day = now + timedelta(7 - back if back or which == "next" else 0)
    elif which == "last" or "last week" in m.group():
        day = now - timedelta(back or 7)
        if "last week" in m.group() and day.isocalendar()[1] == now.isocalendar()[1]:
            day -= timedelta(7)
    elif which not in ("this past", "the previous") and _ahead(m, text):
        day = now + timedelta((7 - back) % 7)
    else:
        day = now - timedelta(back)
    return day.isoformat() + _time_of(g), None


def _time_of(group: Group) -> str:
    part = group.get("part")
    return f"T{PARTS[part.lower()]}" if part and part.lower() in PARTS else ""


def _today(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    now = clock.published or now
    if now is None:
        return "PRESENT_REF", None
    if g.get("beyond"):
        return (now + timedelta(-2 if g["beyond"].startswith("before") else 2)).isoformat(), None
    word = g["word"].lower()
    day = now + timedelta({"yesterday": -1, "tomorrow": 1}.get(word, 0))
    if word == "overnight":
        return day.isoformat() + "TNI", Period(now - timedelta(1), now)
    return day.isoformat() + ("TNI" if word == "tonight" else _time_of(g)), None


def _this_part(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    if now is None:
        return None, None
    which = g["which"].lower()
    day = now - timedelta(which in ("last", "the previous"))
    if which in ("that", "the same") and clock.last:
        day = clock.last
    return day.isoformat() + _time_of(g), Period(day, day)


def _ago(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    count, unit = _number(g["count"]), _unit(g["unit"])
    way = g["way"].lower()
    if unit == "F":
        count, unit = (count or 1) * 2, "W"
    if (
        way in ("earlier", "later", "before", "after", "afterwards")
        and clock.last is not None
        and clock.last != clock.published
    ):
        now = clock.last
    sign = 1 if way in ("later", "after", "afterwards", "from now") else -1
    if now is None or count is None:
        return ("PAST_REF" if sign < 0 else "FUTURE_REF"), None
    value = calendar.moved(now, sign * count, unit)
    if unit == "W" and value:
        centre = now + timedelta(7 * sign * count)
        return value, Period(centre - timedelta(3), centre + timedelta(3))
    return value, None


def _unit(word: str) -> str:
    bare = word.lower()
    return UNITS.get(bare) or UNITS.get(bare.rstrip("s")) or UNITS.get(bare.removesuffix("ies") + "y", "D")


def _duration_value(count: int | None, unit: str) -> str:
    number = "X" if count is None else str(count)
    if unit in ("H", "S"):
        return f"PT{number}{unit}"
    if unit == "MIN":
        return f"PT{number}M"
    if unit == "F":
        return f"P{2 * (count or 1)}W"
    if unit == "Q":
        return f"P{number}Q"
    return f"P{number}{unit}"


def _past_span(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    unit, count = _unit(g["unit"]), _number(g.get("count"))
    value = _duration_value(count, unit)
    if now is None:
        return value, None
    days = {"D": 1, "W": 7, "M": 30, "Y": 365, "DE": 3650, "Q": 91}.get(unit, 0) * (count or 3)
    if unit in ("H", "MIN", "S"):
        days = max(1, (count or 3) // 24)
    try:
        if g["which"].lower() in ("next", "coming", "following"):
            return value, Period(now, now + timedelta(days))
        return value, Period(now - timedelta(days), now)
    except OverflowError:
        return value, None


def _past_day(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    if now is None:
        return "P1D", None
    if g["unit"].lower() == "night":
        return (now - timedelta(1)).isoformat() + "TNI", Period(now - timedelta(1), now)
    return ("PT24H" if "hours" in g["unit"] else "P1D"), Period(now - timedelta(1), now)


def _unit_when(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    which, unit = g["which"].lower(), _unit(g["unit"])
    if now is None:
        return None, None
    if which in ("the previous", "the following", "the same", "that") and clock.last is not None:
        now = clock.last
    if which in ("past", "the past", "the last", "the next", "the coming") and unit != "WE":
        days = {"D": 1, "W": 7, "M": 31, "Y": 365, "DE": 3652, "CE": 36524, "Q": 91}[unit]
        ends = (now, now + timedelta(days)) if "next" in which or "coming" in which else (now - timedelta(days), now)
        return f"P1{unit}", Period(*ends)
    step = (
        -1
        if which in ("last", "past", "the previous", "this past", "the last")
        else 1
        if which in ("next", "the next", "the following", "the coming")
        else 0
    )
    if unit == "WE":
        monday = now - timedelta(now.weekday())
        start = monday + timedelta(5)
        if (
            step < 0
            or (step == 0 and now.weekday() < 2 and not _ahead(m, text))
            or (which == "this past" and now.weekday() < 5)
        ):
            start -= timedelta(7)
        elif step > 0 and now.weekday() >= 5:
            start += timedelta(7)
        return f"{calendar.week(start)}-WE", Period(start, start + timedelta(1))
    if unit == "Q":
        index = now.year * 4 + (now.month - 1) // 3 + step
        return f"{index // 4}-Q{index % 4 + 1}", None
    value = calendar.moved(now, step, unit)
    whole = calendar.period(value)
    if whole and step == 0 and unit in ("W", "M", "Y") and not clock.tells:
        # What has happened "this month" lies before the day of publication.
        if "earlier" in m.group().lower() or not _ahead(m, text):
            whole = Period(whole.first, max(whole.first, now))
        else:
            whole = Period(min(now, whole.last), whole.last)
    return value, _partly(m.group(), whole)


def _earlier_this(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    if now is None:
        return None, None
    which = g["which"].lower()
    unit = UNITS.get(which, "D")
    before = "earlier" in m.group().lower()
    value = calendar.moved(now, -1 if "last" in m.group().lower() else 0, unit)
    whole = calendar.period(value)
    if whole is None or unit == "D":
        return value, whole
    return value, Period(whole.first, max(whole.first, now)) if before else Period(min(now, whole.last), whole.last)


def _weekend(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    if now is None:
        return None, None
    saturday = now - timedelta((now.weekday() - 5) % 7)
    if _ahead(m, text) and now.weekday() < 5:
        saturday += timedelta(7)
    return f"{calendar.week(saturday)}-WE", Period(saturday, saturday + timedelta(1))


def _the_day(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    base = clock.last or now
    if base is None:
        return None, None
    return (base + timedelta(1 if g["way"].lower() == "after" else -1)).isoformat(), None


def _clock_time(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    now = clock.last or now if clock.tells else now
    if now is None:
        return None, None
    day = now
    rest = (g.get("rest") or "").lower()
    if rest in ("today", "yesterday", "tomorrow"):
        day = now + timedelta({"yesterday": -1, "tomorrow": 1}.get(rest, 0))
    elif g.get("weekday"):
        value, _ = _weekday(g, m, text, clock, now)
        if value and value[0] != "X":
            day = date.fromisoformat(value[:10])
    hour = int(g["hour"])
    if half := (g.get("half") or "").lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"{day.isoformat()}T{hour:02d}:{g.get('minute') or '00'}", Period(day, day)


def _part(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    if now is None:
        return None, None
    word = g["part"].lower()
    return now.isoformat() + {"midnight": "T24:00", "noon": "T12:00", "midday": "T12:00"}.get(
        word, f"T{PARTS.get(word, 'MO')}"
    ), None


def _reference(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    if g.get("present"):
        return "PRESENT_REF", None
    return ("PAST_REF" if g.get("past") else "FUTURE_REF"), None


def _set(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    word = (g.get("unit") or g["often"]).lower()
    unit = {"d": "D", "n": "D", "w": "W", "m": "M", "q": "Q", "y": "Y", "a": "Y"}[word[0]]
    return f"P1{unit}", None


def _duration(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    unit = _unit(g["unit"])
    if unit == "WE":
        return "P1WE", None
    count = g["count"].lower()
    if count.startswith("half a"):
        return {"Y": "P6M", "H": "PT30M", "D": "PT12H", "DE": "P5Y", "CE": "P50Y"}.get(unit, f"PX{unit}"), None
    if "." in count:
        return _duration_value(None, unit).replace("X", count), None
    return _duration_value(_number(count), unit), None


def _season_year(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    return f"{g['year']}-{SEASONS[g['season'].lower()]}", None


def _season(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    if now is None:
        return None, None
    season, which = SEASONS[g["season"].lower()], g["which"].lower()
    start = calendar.SEASONS[season][0]
    year = now.year
    if (which == "last" and start + 3 > now.month) or (which in ("the", "that") and start > now.month):
        year -= 1
    elif which == "next" and start <= now.month:
        year += 1
    return f"{year}-{season}", None


def _century(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    ordinal = g["ordinal"].lower()
    number = int(re.sub(r"\D", "", ordinal)) if ordinal[0].isdigit() else ORDINALS[ordinal]
    return f"{number - 1:02d}", None


def _decade(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    if g.get("full"):
        return g["full"][:3], None
    tens = int(g["short"])
    return f"{(19 if tens >= 30 else 20)}{tens // 10}", None


def _quarter(g: Group, m: re.Match[str], text: str, clock: Clock, now: date | None) -> Resolved:
    if now is None:
        if not g.get("year"):
            return None, None
        now = date(int(g["year"]), 12, 31)
    year = int(g["year"]) if g.get("year") else now.year
    ordinal = g["ordinal"].lower()
    if ordinal in ("latest", "previous", "year-earlier"):
        index = now.year * 4 + (now.month - 1) // 3 - {"latest": 1, "previous": 1, "year-earlier": 5}[ordinal]
        return f"{index // 4}-Q{index % 4 + 1}", None
    number = ORDINALS[ordinal]
    if g["span"].lower() == "half":
        if number > 2:
            return None, None
        return f"{year}-H{number}", Period(date(year, 6 * number - 5, 1), calendar.month(year, 6 * number).last)
    if not g.get("year") and now and number > (now.month - 1) // 3 + 1:
        year -= 1
    return f"{year}-Q{number}", None


_RULES = {
    "iso": _iso, "slashes": _slashes, "full": _full, "range": _range, "month-day": _month_day, "month-year": _month_year,
    "earlier-this": _earlier_this, "season-year": _season_year, "season": _season, "century": _century, "decade": _decade,
    "quarter": _quarter, "weekday-when": _weekday, "weekday": _weekday, "today": _today, "this-part": _this_part, "ago": _ago,
    "past-span": _past_span, "past-day": _past_day, "unit-when": _unit_when, "weekend": _weekend, "the-day": _the_day, "clock": _clock_time,
    "part": _part, "ref": _reference, "set": _set, "duration": _duration, "month": _month_alone, "year": _year,
}  # fmt: skip
