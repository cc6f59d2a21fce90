"""What happened: events with who, to whom, where, when, with what, to how many, and who asserts them."""

from twosource.reading.events.find import find

__all__ = ["find"]
