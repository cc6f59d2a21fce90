"""Days that have a name, in any year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, count: int) -> Callable[[int], date]:
    """The `count`th weekday of a month; the last where `count` is 0."""

    def day(year: int) -> date:
        if count:
            first = date(year, month, 1)
            return first + timedelta((weekday - first.weekday()) % 7 + 7 * (count - 1))
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.weekday() - weekday) % 7)

    return day


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Anonymous, Nature 1876; Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def _easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days)


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "New Year's Day": _on(1, 1), "New Year’s Day": _on(1, 1), "New Year's Eve": _on(12, 31), "New Year’s Eve": _on(12, 31),
    "the new year": _on(1, 1), "Valentine's Day": _on(2, 14), "Good Friday": _easter(-2), "Easter Sunday": _easter(0),
    "Easter Monday": _easter(1), "Easter": _easter(0), "May Day": _on(5, 1), "Victory Day": _on(5, 9), "Memorial Day": _nth(5, 0, 0),
    "Bastille Day": _on(7, 14), "Labor Day": _nth(9, 0, 1), "Columbus Day": _nth(10, 0, 2), "Halloween": _on(10, 31),
    "Armistice Day": _on(11, 11), "Veterans Day": _on(11, 11), "Thanksgiving Day": _nth(11, 3, 4), "Thanksgiving": _nth(11, 3, 4),
    "Christmas Eve": _on(12, 24), "Christmas Day": _on(12, 25), "Boxing Day": _on(12, 26), "Christmas": _on(12, 25),
    "Election Day": lambda year: _nth(11, 0, 1)(year) + timedelta(1), "Inauguration Day": _on(1, 20),
}  # fmt: skip
"""Names and the day of each in a year; Independence Day is left out, being another in every country."""
