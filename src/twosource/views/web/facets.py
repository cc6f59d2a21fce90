"""Facets of a list: which values its rows have, how many of what is chosen has each, and the rows that a choice leaves.

A facet is two arrays, rows and the values that they have; a choice is a mask over rows. So a hundred thousand rows are
counted in milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twosource.records import Record

T = TypeVar("T")
Mask = NDArray[np.bool_]
Chosen = Mapping[str, Sequence[str]]


class Facet(Record, Generic[T], frozen=True, kw_only=True):
    """By what rows can be chosen: its name in the address bar, its heading, the values of a row, and their order if not by number."""

    name: str
    title: str
    values: Callable[[T], Iterable[str]]
    order: Sequence[str] = ()
    label: Callable[[str], str] = str


class Option(Record, frozen=True, kw_only=True):
    """A value that can be chosen: how many of the rows that the other facets leave have it."""

    value: str
    label: str
    count: int
    chosen: bool


class Table(Generic[T]):
    """Rows with their facets."""

    def __init__(self, rows: Sequence[T], facets: Sequence[Facet[T]]) -> None:
        self.rows = rows
        self.facets = {facet.name: facet for facet in facets}
        self._codes: dict[str, dict[str, int]] = {}
        self._pairs: dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}
        for facet in facets:
            codes: dict[str, int] = {}
            pairs = [(at, codes.setdefault(v, len(codes))) for at, row in enumerate(rows) for v in facet.values(row)]
            table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
            self._codes[facet.name] = codes
            self._pairs[facet.name] = (table[:, 0], table[:, 1])

    def everything(self) -> Mask:
        """The mask that leaves all rows."""
        return np.ones(len(self.rows), dtype=bool)

    def having(self, name: str, values: Sequence[str]) -> Mask:
        """Rows that have one of the values in this facet; all where none is asked for."""
        if not values:
            return self.everything()
        at, codes = self._pairs[name]
        wanted = [self._codes[name][v] for v in values if v in self._codes[name]]
        mask = np.zeros(len(self.rows), dtype=bool)
        mask[at[np.isin(codes, wanted)]] = True
        return mask

    def choose(self, chosen: Chosen, among: Mask) -> tuple[Mask, dict[str, list[Option]]]:
        """The rows that all facets leave, and for each facet its options, counted over what the other facets leave."""
        masks = {name: self.having(name, chosen.get(name, ())) for name in self.facets}
        left = among.copy()
        for mask in masks.values():
            left &= mask
        options = {}
        for name in self.facets:
            others = left
            if chosen.get(name):
                others = among.copy()
                for other, mask in masks.items():
                    if other != name:
                        others &= mask
            options[name] = self._options(name, others, chosen.get(name, ()))
        return left, options

    def _options(self, name: str, among: Mask, chosen: Sequence[str]) -> list[Option]:
        facet, codes = self.facets[name], self._codes[name]
        at, values = self._pairs[name]
        counts = np.bincount(values[among[at]], minlength=len(codes))
        found = [(value, int(counts[code])) for value, code in codes.items() if counts[code] or value in chosen]
        found += [(value, 0) for value in chosen if value not in codes]
        rank = {value: n for n, value in enumerate(facet.order)}
        found.sort(key=lambda vc: (rank.get(vc[0], len(rank)), -vc[1], vc[0]))
        return [Option(value=v, label=facet.label(v), count=n, chosen=v in chosen) for v, n in found]
