"""Words of time against the day of publication (Wednesday 5 October 2022)."""

from datetime import date

import pytest
from msgspec.structs import replace

from tests.texts import reading, report
from twosource.reading.read import read
from twosource.records import Period


def day(month: int, day_: int, year: int = 2022) -> Period:
    return Period(date(year, month, day_), date(year, month, day_))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("on Monday", day(10, 3)),
        ("yesterday", day(10, 4)),
        ("on September 12", day(9, 12)),
        ("on 24 February 2022", day(2, 24)),
        ("last week", Period(date(2022, 9, 26), date(2022, 10, 2))),
        ("in August", Period(date(2022, 8, 1), date(2022, 8, 31))),
        ("in 2014", Period(date(2014, 1, 1), date(2014, 12, 31))),
        ("three days ago", day(10, 2)),
    ],
)
def test_words_of_time_mean_days(words: str, meant: Period) -> None:
    found = [d for d in reading(f"Russian forces shelled the town {words}.").dates if d.span.text in words]
    assert [d.date for d in found] == [meant]


def test_without_a_day_of_publication_a_weekday_stays_open() -> None:
    taken = report("Russian forces shelled the town on Monday.")
    (found,) = read(replace(taken, published=None, published_from=None)).dates
    assert found.date is None
