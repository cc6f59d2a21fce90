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
        ("overnight", Period(date(2022, 10, 4), date(2022, 10, 5))),
        ("earlier this month", Period(date(2022, 10, 1), date(2022, 10, 5))),
        ("over the past 24 hours", Period(date(2022, 10, 4), date(2022, 10, 5))),
        ("in early September", Period(date(2022, 9, 1), date(2022, 9, 11))),
        ("in September last year", Period(date(2021, 9, 1), date(2021, 9, 30))),
        ("in the last week of September", Period(date(2022, 9, 24), date(2022, 9, 30))),
        ("since September 12", Period(date(2022, 9, 12), date(2022, 10, 5))),
        ("on the evening of September 12", day(9, 12)),
    ],
)
def test_words_of_time_mean_days(words: str, meant: Period) -> None:
    found = [d for d in reading(f"Russian forces shelled the town {words}.").dates if d.span.text in words]
    assert [d.date for d in found] == [meant]


def values(text: str) -> list[tuple[str, str | None]]:
    return [(d.span.text, d.value) for d in reading(text).dates]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The blast came at 5 p.m. on Monday.", [("5 p.m.", "2022-10-05T17:00"), ("Monday", "2022-10-03")]),
        ("The blast came at noon Monday.", [("noon Monday", "2022-10-03T12:00")]),
        ("They left on the night of 24 February 2022.", [("the night of 24 February 2022", "2022-02-24TNI")]),
        ("They held out until the evening of the next day.", [("the evening of the next day", "2022-10-06TEV")]),
        ("It lasted two and a half years.", [("two and a half years", "P2Y6M")]),
        ("It lasted almost two decades.", [("almost two decades", "P20Y")]),
        ("They met at the end of the 19th century.", [("the end of the 19th century", "18")]),
        ("They met in the late 1980s.", [("the late 1980s", "198")]),
        ("They met on Christmas Day 2021.", [("Christmas Day 2021", "2021-12-25")]),
        ("They met in the first half of 2021.", [("the first half of 2021", "2021-H1")]),
        ("They are now in talks.", [("now", "PRESENT_REF")]),
        ("They shelled it every day.", [("every day", "P1D")]),
        ("A 61-year-old man was killed.", []),
        ("He paid $2014 for 1999 tanks.", []),
    ],
)
def test_words_of_time_and_their_timex3_values(text: str, said: list[tuple[str, str]]) -> None:
    assert values(text) == said


def test_both_ends_of_a_range_are_days_of_it() -> None:
    found = reading("The battle of 12-14 July ended.").dates
    assert [d.value for d in found] == ["2022-07-12", "2022-07-14"]
    assert {d.date for d in found} == {Period(date(2022, 7, 12), date(2022, 7, 14))}


def test_a_weekday_lies_ahead_where_the_sentence_looks_ahead() -> None:
    assert values("The ministers will meet on Friday.") == [("Friday", "2022-10-07")]
    assert values("The ministers met on Friday.") == [("Friday", "2022-09-30")]


def test_the_next_day_follows_the_day_last_spoken_of() -> None:
    assert values("The town fell on September 12. The next day the army left.")[1] == ("The next day", "2022-09-13")


def test_a_history_counts_from_the_year_it_tells_of() -> None:
    told = values(
        "In 1939 the war began. In 1940 the front moved. By 1941 it froze. In 1942 it broke. "
        "The town fell on 3 May 1943. In July the army left."
    )
    assert told[-1] == ("July", "1943-07")


def test_without_a_day_of_publication_a_weekday_stays_open() -> None:
    taken = report("Russian forces shelled the town on Monday.")
    (found,) = read(replace(taken, published=None, published_from=None)).dates
    assert found.date is None
