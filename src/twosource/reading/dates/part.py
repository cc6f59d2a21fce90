"""A part of an expression of time: the kind of its words, and what the pattern caught."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.records import Period

Meaning = tuple[str | None, Period | None]
"""TIMEX3 value, and the days where they are other than the value's; no value where the words mean no time."""


@dataclass(frozen=True)
class Part:
    """Words of one kind at `start` to `end` of a text."""

    kind: str
    start: int
    end: int
    words: str
    caught: dict[str, str | None]

    @classmethod
    def of(cls, kind: str, match: re.Match[str]) -> Part:
        """The part that a pattern found."""
        caught = match.groupdict()
        where = "words" if caught.get("words") else 0
        return cls(kind, match.start(where), match.end(where), match[where], caught)

    def __getitem__(self, group: str) -> str:
        return self.caught.get(group) or ""
