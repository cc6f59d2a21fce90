"""Place names of a text, what each of them is, and which of them an event happened at."""

from __future__ import annotations

from twosource.reading.places.find import find
from twosource.reading.places.happened import happened_all

__all__ = ["find", "happened_all"]
