"""Who says what in a report: statements with source, cue and content, each with the voice behind it."""

from twosource.reading.statements.find import find

__all__ = ["find"]
