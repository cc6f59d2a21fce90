"""A text cut where its lines break, so that a headline is never one sentence with what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
SENTENCE_END = re.compile(r"[.!?…]['\"’”»)]*\s+(?=\S)")
LONGEST = 6000
"""Characters; a longer paragraph is cut, at the end of a sentence where it has one, so that cost stays linear."""


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch that is parsed by itself; none begins or ends with white space."""
    for line in LINE.finditer(text):
        start, end = line.span()
        while end - start > LONGEST:
            cut = _cut(text, start)
            yield from _stripped(text, start, cut)
            start = cut
        yield from _stripped(text, start, end)


def _cut(text: str, start: int) -> int:
    window = text[start : start + LONGEST]
    ends = [match.end() for match in SENTENCE_END.finditer(window)]
    if ends and ends[-1] > LONGEST // 4:
        return start + ends[-1]
    space = window.rfind(" ")
    return start + (space if space > LONGEST // 4 else LONGEST)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(bare)
