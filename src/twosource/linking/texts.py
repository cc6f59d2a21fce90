"""A report as linking sees it: its words, those outside quotation marks, and how much each tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from twosource.knowledge.rarity import weight
from twosource.linking.folding import words_of
from twosource.linking.rarity import telling
from twosource.reading.body import in_body
from twosource.reading.statements.quotations import quotations
from twosource.records import Report

LEAD = 60
"""Words of title and lead."""

AROUND = 120
"""Characters of its paragraph on either side of an event that are its passage."""

SHINGLE = 4
"""Words in a shingle: short enough for a title with a lead of forty words."""


@dataclass(frozen=True)
class Text:
    """The title and body of a report as folded words with offsets."""

    report: Report
    words: tuple[tuple[str, int, int], ...]
    quoted: tuple[bool, ...]

    @classmethod
    def of(cls, report: Report) -> Text:
        """Words of title and body; those of asides are left out."""
        kept = tuple(w for w in words_of(report.text) if in_body(report, w[1], w[2]))
        quotes = quotations(report.text)
        marks = []
        at = 0
        for _, start, _ in kept:
            while at < len(quotes) and quotes[at][1] <= start:
                at += 1
            marks.append(at < len(quotes) and quotes[at][0] <= start)
        return cls(report, kept, tuple(marks))

    @cached_property
    def shingles(self) -> dict[tuple[str, ...], int]:
        """Runs of words outside quotation marks, with the place of the first word."""
        out: dict[tuple[str, ...], int] = {}
        for at in range(len(self.words) - SHINGLE + 1):
            if not any(self.quoted[at : at + SHINGLE]):
                out.setdefault(tuple(w for w, _, _ in self.words[at : at + SHINGLE]), at)
        return out

    @cached_property
    def vector(self) -> dict[str, float]:
        """Weights of words, of length one; words that nearly every text holds are left out."""
        return _vector(Counter(word for word, _, _ in self.words))

    @cached_property
    def names(self) -> dict[str, float]:
        """Weights of words that are always written with a capital: who, where and what in particular; of length one."""
        text = self.report.text
        small = {word for word, start, _ in self.words if text[start].islower()}
        return _vector(Counter(w for w, start, _ in self.words if text[start].isupper() and w not in small))

    @cached_property
    def lead(self) -> dict[str, float]:
        """Weights of the words of title and lead, which say what a report is about; of length one."""
        return _vector(Counter({word: 1 for word, _, _ in self.words[:LEAD]}))

    def around(self, start: int, end: int) -> dict[str, float]:
        """Weights of the words of the passage about a span, within its paragraph; of length one."""
        text = self.report.text
        first = max(text.rfind("\n", 0, start) + 1, start - AROUND)
        line = text.find("\n", end)
        last = min(line if line >= 0 else len(text), end + AROUND)
        return _vector(Counter(word for word, _, _ in words_of(text[first:last])))

    @cached_property
    def tellers(self) -> frozenset[str]:
        """Words that tell one story from another."""
        return frozenset(word for word, _, _ in self.words if telling(word))


def _vector(counts: Mapping[str, int]) -> dict[str, float]:
    raw = {word: (1 + 0.5 * (n > 1)) * weight(word) for word, n in counts.items() if weight(word) > 1.5}
    length = sqrt(sum(value * value for value in raw.values())) or 1.0
    return {word: value / length for word, value in raw.items()}


def likeness(a: Text, b: Text) -> float:
    """Cosine of two reports' words, 0 to 1."""
    return cosine(a.vector, b.vector)


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Cosine of two vectors of length one."""
    first, second = (a, b) if len(a) <= len(b) else (b, a)
    return sum(value * second.get(word, 0.0) for word, value in first.items())
