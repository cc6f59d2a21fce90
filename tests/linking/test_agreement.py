"""What speaks for and against two tellings being one claim: misread slots weigh, and what is only carried over weighs less."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.texts import report
from twosource.linking.agreement import agreement, signs
from twosource.linking.telling import Telling, told
from twosource.linking.texts import Text
from twosource.records import Event, Period, Place, Reading, Report, Span, TimeExpression, Toll

BODY = (
    "Fire in Lisova\n\nRockets killed nine people in the town of Lisova on Monday, the mayor said.\n\n"
    "Doctors worked until morning. In Dubrava two more people were killed by a mine."
)


def span(words: str, after: int = 0) -> Span:
    start = BODY.index(words, after)
    return Span(start, start + len(words), words)


def town(words: str, lat: float) -> Place:
    return Place(span=span(words, 20), name=words, country="UA", admin1="UA-63", level="settlement", lat=lat, lon=37.0)


LISOVA, DUBRAVA = town("Lisova", 49.0), town("Dubrava", 49.9)
MONDAY = Period(date(2023, 5, 1), date(2023, 5, 1))
NINE = Toll(fate="killed", min=9, max=9)


@dataclass
class Pair:
    """Two reports with one killing each."""

    reports: dict[str, Report]
    a: Event
    b: Event

    def points(self, telling: Telling = Telling()) -> float:  # noqa: B008 - immutable
        found = signs(self.a, self.b, self.reports, same_story=True, likeness=0.4, around=0.5, telling=telling)
        assert found is not None
        return agreement(found).points


def killing(of: str, *, place: Place = LISOVA, day: Period = MONDAY, toll: Toll = NINE) -> Event:
    return Event(
        id=f"{of}-e", report=of, type="casualties", trigger=span("killed"), place=place, date=day, people=(toll,)
    )


def pair(b: Event) -> Pair:
    reports = {i: report(BODY, i, "2023-05-02", i) for i in ("one", "two")}
    return Pair(reports, killing("one"), b)


def test_tellings_that_agree_are_one_claim_and_give_their_reasons() -> None:
    both = pair(killing("two"))
    found = signs(both.a, both.b, both.reports, same_story=True, likeness=0.4, around=0.5)
    assert found is not None
    agreed = agreement(found)
    assert agreed.points > 1
    assert {"the same day (2023-05-01)", "tolls that agree"} <= set(agreed.why)


@pytest.mark.parametrize(
    "other",
    [
        killing("two", place=DUBRAVA),
        killing("two", day=Period(date(2023, 5, 11), date(2023, 5, 11))),
        killing("two", toll=Toll(fate="killed", min=8, max=None)),
    ],
    ids=["place", "day", "toll"],
)
def test_each_slot_that_differs_speaks_against(other: Event) -> None:
    assert pair(other).points() < pair(killing("two")).points() - 1


def test_a_day_that_was_assumed_parts_less_than_one_that_is_told() -> None:
    late = pair(killing("two", day=Period(date(2023, 5, 11), date(2023, 5, 11))))
    assert late.points(Telling(assumed={"two-e"})) > late.points() + 1


def test_tolls_that_exclude_each_other_are_never_one_claim() -> None:
    both = pair(killing("two", toll=Toll(fate="killed", min=2, max=2)))
    assert signs(both.a, both.b, both.reports, same_story=True, likeness=0.4, around=0.5) is None


def test_denial_and_assertion_are_never_one_claim() -> None:
    both = pair(killing("two"))
    denied = Event(id="two-e", report="two", type="casualties", trigger=span("killed"), stage="denied")
    assert signs(both.a, denied, both.reports, same_story=True, likeness=0.4, around=0.5) is None


def test_how_a_report_tells_its_events() -> None:
    first = killing("one")
    second = Event(
        id="one-f", report="one", type="casualties", trigger=span("killed", span("Dubrava").start), place=LISOVA,
        date=MONDAY,
    )  # fmt: skip
    monday = TimeExpression(span=span("Monday"), date=MONDAY)
    long = BODY + "\n\n" + "Nothing else happened that day. " * 40
    reports = {"one": report(long, "one", "2023-05-02", "one")}
    telling = told(reports, {"one": Reading(report="one", events=(first, second), dates=(monday,))})
    assert telling.assumed == {"one-f"}
    assert telling.carried == {"one-f"}
    assert telling.leading == {"one-e", "one-f"}
    assert telling.only == set()
    alone = told(reports, {"one": Reading(report="one", events=(first,), dates=(monday,))})
    assert alone.only == {"one-e"}
    assert alone.assumed == set()


def test_a_passage_ends_with_its_paragraph() -> None:
    text = Text.of(report(BODY, "one", "2023-05-02", "one"))
    killed = span("killed")
    around = text.around(killed.start, killed.end)
    assert "lisova" in around
    assert "dubrava" not in around
    assert sum(value**2 for value in around.values()) == pytest.approx(1)
