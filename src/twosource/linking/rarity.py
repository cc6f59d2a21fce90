"""How telling a word is: its weight by a shipped table, never by what the ledger holds (Spärck Jones 1972)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from math import log

from twosource.errors import KnowledgeError
from twosource.linking.folding import words_of
from twosource.records import Span


@cache
def _table() -> tuple[dict[str, int], int]:
    try:
        data = json.loads(
            gzip.decompress(resources.files("twosource.knowledge").joinpath("word_rarity.json.gz").read_bytes())
        )
        return data["words"], data["of"]
    except (OSError, ValueError, KeyError) as fault:
        raise KnowledgeError(
            f"cannot be read: {fault}", where="knowledge/word_rarity.json.gz", remedy="reinstall twosource"
        ) from fault


@lru_cache(maxsize=200_000)
def weight(word: str) -> float:
    """Negative logarithm of the share of texts with the word; one that the table lacks counts as in 10 of 100,000."""
    words, of = _table()
    return log(of / max(10, words.get(word, 10)))


def telling(word: str) -> bool:
    """Whether fewer than two texts in a hundred hold the word."""
    return weight(word) > 3.9


SOMEWHAT, RATHER = 2.6, 3.0
"""Weights from which a word tells something: of what somebody is quoted with, and of what happened."""


def telling_words(spans: Iterable[Span | None], above: float = RATHER) -> set[str]:
    """Words of some spans that weigh more than `above`, folded."""
    return {word for span in spans if span for word, _, _ in words_of(span.text) if weight(word) > above}
