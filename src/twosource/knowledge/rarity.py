"""How rare a word is in news, by a shipped table (Spärck Jones 1972)."""

from __future__ import annotations

import gzip
import json
from functools import cache, lru_cache
from importlib import resources
from math import log

from twosource.errors import KnowledgeError

SELDOM = 10
"""In how many of a hundred thousand texts a word counts as standing that the table lacks."""


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
    """Negative logarithm of the share of texts with the word."""
    words, of = _table()
    return log(of / max(SELDOM, words.get(word, SELDOM)))


@cache
def unknown(word: str) -> bool:
    """Whether news in English hardly ever has the word: it is a name, or foreign."""
    return _table()[0].get(word, 0) <= SELDOM
