"""Reports of one happening are of one story, however many there are and whatever else the ledger holds."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.texts import report
from twosource.linking import nearby, stories
from twosource.linking.texts import Text

FIRE = "Fire at the Marivale refinery\n\nA fire broke out at the Marivale refinery on the Osk peninsula, the governor said."
AGAIN = "Marivale refinery burns\n\nFire fighters fought a fire at the refinery of Marivale on the Osk peninsula, its governor said."


def naive(items: list[int], pairs: dict[tuple[int, int], float], enough: float) -> list[list[int]]:
    """Average linkage as it is defined: the likest two are merged, and all means reckoned anew."""
    groups = [[item] for item in items]

    def mean(a: list[int], b: list[int]) -> float:
        return sum(pairs.get((x, y), pairs.get((y, x), 0.0)) for x in a for y in b) / (len(a) * len(b))

    while True:
        found = [(-mean(a, b), i, j) for (i, a), (j, b) in combinations(enumerate(groups), 2)]
        best = min(found, default=(0.0, 0, 0))
        if best[1] == best[2] or -best[0] < enough:
            return groups
        groups[best[1]] = sorted(groups[best[1]] + groups.pop(best[2]))


VALUES = st.sampled_from([-4.0, -1.0, 0.0, 0.25, 0.5, 0.625, 0.75, 0.875, 1.0])  # sums of these are exact


def test_linkage_goes_on_from_where_it_was() -> None:
    pairs = {(0, 1): 0.9, (1, 2): 0.5, (3, 4): 0.3}
    linkage = stories.Linkage(range(5), pairs)
    assert linkage.merged(0.5) == [[0, 1], [2], [3], [4]]
    assert linkage.merged(0.2) == stories.Linkage(range(5), pairs).merged(0.2) == [[0, 1, 2], [3, 4]]


@given(
    st.integers(1, 9).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.dictionaries(st.tuples(*[st.integers(0, count - 1)] * 2).filter(lambda p: p[0] < p[1]), VALUES),
        )
    ),
    st.sampled_from([0.2, 0.5]),
)
def test_linkage_is_what_its_definition_says(given_: tuple[int, dict[tuple[int, int], float]], enough: float) -> None:
    count, pairs = given_
    assert stories.Linkage(range(count), pairs).merged(enough) == naive(list(range(count)), pairs, enough)


def told(days: list[date | None], text: str = FIRE, name: str = "r") -> list[Text]:
    return [
        Text.of(report(text, published=day.isoformat() if day else None, id_=f"{name}{n:03}"))
        for n, day in enumerate(days)
    ]


def grouped(texts: list[Text]) -> list[set[str]]:
    made, _ = stories.stories({t.report.id: t for t in texts}, set())
    return [set(story.reports) for story in made]


def test_years_of_reports_with_the_same_words_do_not_part_two_of_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "MOST", 6)
    first = date(2020, 1, 1)
    days: list[date | None] = [first + timedelta(30 * n) for n in range(40)]
    years = told(days)
    [other] = told(days[20:21], AGAIN, "s")
    assert {"s000", "r020"} in grouped([*years, other])


@pytest.mark.parametrize("day", [date(2020, 1, 1), None])
def test_what_very_many_tell_on_one_day_is_one_story(day: date | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "MOST", 6)
    assert len(grouped(told([day] * 9))) == 1


def test_each_is_compared_with_the_last_before_it_within_days() -> None:
    holders, days = [0, 1, 2, 3, 4], [None, None, 100, 105, 112]
    found = [(at, list(others)) for at, others in nearby.before(holders, days, 10)]
    assert found == [(0, []), (1, [0]), (2, [0, 1]), (3, [0, 1, 2]), (4, [0, 1, 3])]


def test_a_report_without_a_day_is_beside_those_of_any_day() -> None:
    near = stories.stories({t.report.id: t for t in told([None, date(2020, 1, 1), date(2023, 5, 1)])}, set())[1]
    assert near["r000"] == near["r001"] or near["r000"] == near["r002"]
