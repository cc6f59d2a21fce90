"""Words that may name a place."""

from __future__ import annotations

from typing import NamedTuple

from twosource.knowledge.gazetteer import Entry


class Name(NamedTuple):
    """Tokens from `start` to `end` (exclusive) that may name a place, with what the gazetteer has."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    goes_by: bool = False
    """Whether the words are an adjective or a people that goes by the place."""
