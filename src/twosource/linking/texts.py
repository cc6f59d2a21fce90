"""A report as linking sees it: its words, those outside quotation marks, and how much each tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import fsum, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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

Shingles = NDArray[np.int64]
Weights = dict[str, float]
"""How much each word tells, as a vector of length one."""


class Words(NamedTuple):
    """The words of a report's title and body, folded, with their offsets, and which of them stand in quotation marks."""

    words: tuple[tuple[str, int, int], ...]
    quoted: tuple[bool, ...]

    @classmethod
    def of(cls, report: Report) -> Words:
        """Words of title and body; those of asides are left out."""
        kept = tuple(w for w in words_of(report.text) if in_body(report, w[1], w[2]))
        quotes = quotations(report.text)
        marks = []
        at = 0
        for _, start, _ in kept:
            while at < len(quotes) and quotes[at][1] <= start:
                at += 1
            marks.append(at < len(quotes) and quotes[at][0] <= start)
        return cls(kept, tuple(marks))

    @property
    def shingles(self) -> Shingles:
        """Runs of words outside quotation marks, each once, as hashes in order; they hold within one process."""
        words = [word for word, _, _ in self.words]
        quoted = [*accumulate(self.quoted, initial=0)]
        runs = {
            hash(tuple(words[at : at + SHINGLE]))
            for at in range(len(words) - SHINGLE + 1)
            if quoted[at] == quoted[at + SHINGLE]
        }
        return np.sort(np.fromiter(runs, np.int64, len(runs)))


@dataclass(frozen=True, slots=True)
class Text:
    """A report with what linking compares it by; its words are let go, for all reports of a ledger are held at once."""

    report: Report
    shingles: Shingles
    """Runs of words outside quotation marks."""
    vector: Weights
    """Words; those that nearly every text holds are left out."""
    names: Weights
    """Words that are always written with a capital: who, where and what in particular."""
    lead: Weights
    """The words of title and lead, which say what a report is about."""
    tellers: frozenset[str]
    """Words that tell one story from another."""

    @classmethod
    def of(cls, report: Report) -> Text:
        """The report as linking sees it."""
        read = Words.of(report)
        words = [word for word, _, _ in read.words]
        small = {word for word, start, _ in read.words if report.text[start].islower()}
        capital = (w for w, start, _ in read.words if report.text[start].isupper() and w not in small)
        return cls(
            report,
            shingles=read.shingles,
            vector=_vector(Counter(words)),
            names=_vector(Counter(capital)),
            lead=_vector(dict.fromkeys(words[:LEAD], 1)),
            tellers=frozenset(word for word in words if telling(word)),
        )

    def around(self, start: int, end: int) -> Weights:
        """Weights of the words of the passage about a span, within its paragraph; of length one."""
        text = self.report.text
        first = max(text.rfind("\n", 0, start) + 1, start - AROUND)
        line = text.find("\n", end)
        last = min(line if line >= 0 else len(text), end + AROUND)
        return _vector(Counter(word for word, _, _ in words_of(text[first:last])))


class Texts(Mapping[str, Text]):
    """Reports by id as linking sees them, each made when it is first asked for."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self.reports = reports
        self._made: dict[str, Text] = {}

    def __getitem__(self, report: str) -> Text:
        if report not in self._made:
            self._made[report] = Text.of(self.reports[report])
        return self._made[report]

    def __iter__(self) -> Iterator[str]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)


def _vector(counts: Mapping[str, int]) -> Weights:
    raw = {word: (1 + 0.5 * (n > 1)) * weight(word) for word, n in counts.items() if weight(word) > 1.5}
    length = sqrt(sum(value * value for value in raw.values())) or 1.0
    return {word: value / length for word, value in raw.items()}


def likeness(a: Text, b: Text) -> float:
    """Cosine of two reports' words, 0 to 1."""
    return cosine(a.vector, b.vector)


def cosine(a: Weights, b: Weights) -> float:
    """Cosine of two vectors of length one; the sum is exact, so that no order of the words matters."""
    return fsum([a[word] * b[word] for word in a.keys() & b.keys()])
