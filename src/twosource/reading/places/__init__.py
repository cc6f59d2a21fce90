"""Place names of a text, what each of them is, and which of them an event happened at."""

from __future__ import annotations

from twosource.knowledge import peoples
from twosource.reading.places.find import find
from twosource.reading.places.happened import happened_all

__all__ = ["find", "goes_by", "happened_all"]


def goes_by(words: str) -> bool:
    """Whether words are an adjective or a people (`Syrian`): they tell of a place, and nothing happened at them."""
    return peoples.home(words) is not None
