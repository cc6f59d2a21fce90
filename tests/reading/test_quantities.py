"""Numbers as ranges with bounds."""

import pytest

from twosource.reading.quantities import bounds


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("at least one", 1, None),
        ("more than 20", 21, None),
        ("two", 2, 2),
        ("up to 300", None, 300),
        ("fewer than ten", None, 9),
        ("between 40 and 50", 40, 50),
        ("10 to 15", 10, 15),
        ("1,200", 1200, 1200),
        ("twenty-three", 23, 23),
        ("two thousand", 2000, 2000),
        ("1.5 million", 1_500_000, 1_500_000),
        ("millions of", 2_000_000, None),
        ("dozens of", 24, None),
    ],
)
def test_words_of_number_have_bounds(words: str, low: int | None, high: int | None) -> None:
    assert bounds(words) == (low, high)


def test_words_without_a_number_have_none() -> None:
    assert bounds("the tanks") is None
