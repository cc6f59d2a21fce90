"""Words as the encoder takes them: word pieces (WordPiece, uncased), with the shape of each word beside them, for the case that the pieces lose."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

OPEN, CLOSE, UNKNOWN = 101, 102, 100
"""Numbers of the pieces that open and close a sequence, and of what has none of its own."""

MOST = 6
"""Pieces of one word; what follows is cut off, for a longer word is a name or noise and known by its beginning."""


class Cut(NamedTuple):
    """Numbers of the pieces, shapes of their words, and the place of each word's first piece."""

    ids: list[int]
    shapes: list[int]
    firsts: list[int]


def shape(word: str) -> int:
    """0 no letters, 1 lower case, 2 a capital first, 3 capitals, 4 mixed, 5 with digits."""
    if any(c.isdigit() for c in word):
        return 5
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 0
    if all(c.islower() for c in letters):
        return 1
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return 3
    return 2 if letters[0].isupper() and all(c.islower() for c in letters[1:]) else 4


class Pieces:
    """The cutter of words, by the encoder's own table."""

    def __init__(self, table: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(table))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._of = lru_cache(maxsize=100_000)(self._word)
        self.size: int = self._tokenizer.get_vocab_size()

    def _word(self, word: str) -> tuple[tuple[int, ...], int]:
        ids: list[int] = self._tokenizer.encode(word[:60], add_special_tokens=False).ids[:MOST]
        return tuple(ids or [UNKNOWN]), shape(word)

    def of(self, words: Sequence[str]) -> Cut:
        """The pieces of a paragraph's words."""
        ids, shapes, firsts = [OPEN], [0], []
        for word in words:
            pieces, form = self._of(word)
            firsts.append(len(ids))
            ids += pieces
            shapes += [form] * len(pieces)
        ids.append(CLOSE)
        shapes.append(0)
        return Cut(ids, shapes, firsts)
