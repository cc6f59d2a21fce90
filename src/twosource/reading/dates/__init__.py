"""Time expressions of a text, the days they mean, and which of them dates an event."""

from twosource.reading.dates.find import find
from twosource.reading.dates.happened import happened

__all__ = ["find", "happened"]
