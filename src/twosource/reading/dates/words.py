"""The vocabulary of time: months, weekdays, units, parts of the day, seasons and numbers, each with what it stands for."""

from __future__ import annotations

import re


def _numbered(names: str, first: int) -> dict[str, int]:
    """Names of consecutive numbers; alternatives stand in one group, groups are parted by commas."""
    return {name: number for number, group in enumerate(names.split(","), first) for name in group.split()}


MONTHS = _numbered(
    "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sept sep,october oct,"
    "november nov,december dec",
    1,
)
DAYS = _numbered("monday mon,tuesday tues tue,wednesday wed,thursday thurs thu,friday fri,saturday sat,sunday sun", 0)
"""Monday is 0, as in `datetime.date.weekday`."""

UNITS = {
    "second": "S", "minute": "MIN", "hour": "H", "day": "D", "night": "NI", "week": "W", "fortnight": "F", "weekend": "WE",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE",
}  # fmt: skip
PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI", "tonight": "NI", "dawn": "MO",
    "dusk": "EV", "daytime": "DT",
}  # fmt: skip
MOMENTS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

ONES = _numbered("one,two,three,four,five,six,seven,eight,nine", 1)
TEENS = _numbered("ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen", 10)
TENS = {
    name: 10 * number for name, number in _numbered("twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety", 2).items()
}
NUMBERS = ONES | TEENS | TENS | {"zero": 0, "a": 1, "an": 1, "hundred": 100}
ORDINALS = _numbered(
    "first,second,third,fourth,fifth,sixth,seventh,eighth,ninth,tenth,eleventh,twelfth,thirteenth,fourteenth,fifteenth,"
    "sixteenth,seventeenth,eighteenth,nineteenth,twentieth,twenty-first,twenty-second,twenty-third,twenty-fourth,"
    "twenty-fifth,twenty-sixth,twenty-seventh,twenty-eighth,twenty-ninth,thirtieth,thirty-first",
    1,
)


def number(words: str | None) -> float | None:
    """The number that words or figures say ("two and a half", "2 1/2", "a couple of"); None where they say none."""
    if not words:
        return None
    words = words.lower().replace(",", "").removeprefix("the ").strip()
    if match := re.fullmatch(r"(.+?)(?: to | or |-|–)(\d+|[a-z]+)", words):
        low, high = number(match[1]), number(match[2])
        if low is not None and high is not None and high > low and not (match[1] in TENS and match[2] in ONES):
            return low
    if match := re.fullmatch(r"(?:(.+?) and (?:a |one )?half|(\d+) 1/2|half an?)", words):
        whole = number(match[1] or match[2]) if match[1] or match[2] else 0
        return None if whole is None else whole + 0.5
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return float(words)
    if "couple" in words:
        return 2
    parts = [part for part in re.split(r"[- ]", words) if part != "and"]
    if not parts or not all(part in NUMBERS for part in parts):
        return None
    if parts[-1] == "hundred" and len(parts) == 2:
        return 100 * NUMBERS[parts[0]]
    return sum(NUMBERS[part] for part in parts)


def ordinal(words: str) -> int | None:
    """The number of an ordinal ("third", "21st")."""
    words = words.lower()
    return int(re.sub(r"\D", "", words)) if words[:1].isdigit() else ORDINALS.get(words)


def unit(word: str) -> str:
    """The sign of a unit of time, singular or plural: S, MIN, H, D, NI, W, F (fortnight), WE, M, Q, Y, DE, CE."""
    bare = word.lower()
    return UNITS.get(bare) or UNITS.get(bare.rstrip("s")) or UNITS.get(bare.removesuffix("es"), "D")
