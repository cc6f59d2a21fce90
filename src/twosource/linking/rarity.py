"""How telling a word is: its weight by a shipped table, never by what the ledger holds (Spärck Jones 1972)."""

from __future__ import annotations

from collections.abc import Iterable

from twosource.knowledge.rarity import weight
from twosource.linking.folding import words_of
from twosource.records import Span


def telling(word: str) -> bool:
    """Whether fewer than two texts in a hundred hold the word."""
    return weight(word) > 3.9


SOMEWHAT, RATHER = 2.6, 3.0
"""Weights from which a word tells something: of what somebody is quoted with, and of what happened."""


def telling_words(spans: Iterable[Span | None], above: float = RATHER) -> set[str]:
    """Words of some spans that weigh more than `above`, folded."""
    return {word for span in spans if span for word, _, _ in words_of(span.text) if weight(word) > above}
