"""The Admiralty code: 1 only where independent sources confirm, 6 where nothing can be judged."""

import pytest

from twosource.linking.credibility import credibility
from twosource.records import Hedge


@pytest.mark.parametrize(
    ("low", "high", "opposed", "admitted", "hedges", "rival", "grade"),
    [
        (2, 2, False, False, ["none"], 0, 1),
        (2, 3, True, False, ["none"], 0, 1),
        (1, 1, False, True, ["none"], 0, 2),
        (1, 3, False, False, ["none"], 0, 3),
        (1, 1, False, False, ["none"], 0, 6),
        (1, 1, False, False, ["unverified"], 0, 4),
        (3, 3, False, False, ["none"], 1, 3),
        (1, 1, False, False, ["none"], 1, 4),
        (1, 1, False, False, ["none"], 3, 5),
    ],
)
def test_grades(
    low: int, high: int, opposed: bool, admitted: bool, hedges: list[Hedge], rival: int, grade: int
) -> None:
    found, why = credibility(low, high, opposed=opposed, admitted=admitted, hedges=hedges, contested_by=rival)
    assert found == grade
    assert why.startswith(f"Grade {grade}")


@pytest.mark.parametrize("low", [0, 1])
def test_one_source_never_confirms_itself(low: int) -> None:
    found, _ = credibility(low, 5, opposed=True, admitted=True, hedges=["none"], contested_by=0)
    assert found > 1
