"""Civil days and TIMEX3 values (ISO-TimeML): from one to the other, and arithmetic in days, weeks, months and years."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta

from twosource.errors import InputError
from twosource.records import Period

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def period(value: str | None) -> Period | None:
    """Days that a TIMEX3 value means; None for durations, references to no time, and days that there are not."""
    if not value:
        return None
    day = value.split("T")[0]
    with suppress(ValueError, OverflowError, InputError):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            return Period(date.fromisoformat(day), date.fromisoformat(day))
        if match := re.fullmatch(r"(\d{4})-(\d\d)", day):
            return month(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", day):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return Period(monday + timedelta(5 if match[3] else 0), monday + timedelta(6))
        if match := re.fullmatch(r"(\d{4})-Q(\d)", day):
            first = 3 * int(match[2]) - 2
            return Period(date(int(match[1]), first, 1), month(int(match[1]), first + 2).last)
        if match := re.fullmatch(r"(\d{4})-H([12])", day):
            first = 6 * int(match[2]) - 5
            return Period(date(int(match[1]), first, 1), month(int(match[1]), first + 5).last)
        if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", day):
            start, end = SEASONS[match[2]]
            return Period(date(int(match[1]), start, 1), month(int(match[1]) + (end < start), end).last)
        if re.fullmatch(r"\d{4}", day):
            return Period(date(int(day), 1, 1), date(int(day), 12, 31))
        if re.fullmatch(r"\d{3}", day):
            return Period(date(int(day) * 10, 1, 1), date(int(day) * 10 + 9, 12, 31))
        if re.fullmatch(r"\d{2}", day):
            return Period(date(int(day) * 100, 1, 1), date(int(day) * 100 + 99, 12, 31))
    return None


def month(year: int, number: int) -> Period:
    """All days of a month."""
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def week(day: date) -> str:
    """TIMEX3 value of the ISO week of a day."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def months_from(day: date, count: int) -> date:
    """The day `count` months later; the last of the month where it has no such day."""
    index = day.year * 12 + day.month - 1 + count
    year, number = divmod(index, 12)
    year = min(max(year, 1), 9999)
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))


def moved(day: date, count: int, unit: str) -> str | None:
    """TIMEX3 value `count` units from a day, as precise as the unit: D, W, M, Q, Y, DE, CE; hours count as the day."""
    with suppress(OverflowError, ValueError):
        if unit == "D":
            return (day + timedelta(count)).isoformat()
        if unit == "W":
            return week(day + timedelta(7 * count))
        if unit == "M":
            return months_from(day, count).isoformat()[:7]
        if unit == "Y":
            return f"{day.year + count:04d}"
        if unit == "DE":
            return f"{(day.year + 10 * count) // 10:03d}"
        if unit == "Q":
            index = day.year * 4 + (day.month - 1) // 3 + count
            return f"{index // 4:04d}-Q{index % 4 + 1}"
        if unit == "CE":
            return f"{(day.year + 100 * count) // 100:02d}"
        return day.isoformat()
    return None


def grain(value: str) -> str:
    """How fine a TIMEX3 value is: D, W, M, Q (also seasons and halves), Y, DE or CE."""
    day = value.split("T")[0]
    if "-" in day:
        return (
            "W"
            if "-W" in day and "-WI" not in day
            else "D"
            if day.count("-") == 2
            else "M"
            if day[5:].isdigit()
            else "Q"
        )
    return {4: "Y", 3: "DE", 2: "CE"}.get(len(day), "Y")
