"""The catalogue of equipment forgives spelling, and takes no common word for a weapon."""

import pytest

from twosource.knowledge import equipment


@pytest.mark.parametrize(
    ("written", "model"),
    [
        ("T-72", "T-72"),
        ("T72", "T-72"),
        ("Т-72", "T-72"),  # a Cyrillic letter
        ("IV14", "1V14"),
        ("2S19 Mtsa-S", "2S19 Msta-S"),
        ("ZOOPARK", "1L219 Zoopark-1"),
    ],
)
def test_a_misspelt_designation_is_found(written: str, model: str) -> None:
    found = equipment.designation(written)
    assert found is not None
    assert found.model == model


@pytest.mark.parametrize("word", ["Monday", "table", "T", "The", "2022", "Grand"])
def test_a_common_word_is_no_designation(word: str) -> None:
    assert equipment.designation(word) is None


def test_a_generic_word_has_a_category_and_no_model() -> None:
    found = equipment.generic("tanks")
    assert found is not None
    assert (found.model, found.category) == (None, "tank")
