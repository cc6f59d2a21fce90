"""The judge of triggers: how likely a word carries each type of event, by weights that training/events.py learnt."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from twosource.errors import KnowledgeError

BITS = 18
Floats = NDArray[np.float32]


def slots(names: Iterable[str]) -> list[int]:
    """Numbers of hashed features, each once, sorted."""
    return sorted({zlib.crc32(name.encode()) & ((1 << BITS) - 1) for name in names})


def label(kind: str, state: str | None) -> str:
    """A class of the judge: the type, with the state for losses of equipment."""
    return f"{kind}:{state}" if state else kind


class _Judge:
    def __init__(self, name: str) -> None:
        source = resources.files("twosource.knowledge").joinpath("event_judge.npz")
        try:
            with source.open("rb") as file:
                data = np.load(file)
                self.classes = [str(c) for c in data[f"{name}_classes"]]
                self.bias: Floats = data[f"{name}_bias"]
                self.weights: Floats = data[f"{name}_weights"].astype(np.float32) / 64
                self.at = {int(row): number for number, row in enumerate(data[f"{name}_rows"])}
        except (OSError, KeyError, ValueError) as fault:
            raise KnowledgeError(
                f"cannot be read: {fault}", where="knowledge/event_judge.npz", remedy="reinstall twosource"
            ) from fault

    def probabilities(self, names: Iterable[str]) -> Floats:
        """One for each class, in their order."""
        rows = [self.at[slot] for slot in slots(names) if slot in self.at]
        scores = self.bias + self.weights[rows].sum(axis=0) if rows else self.bias
        scores = np.exp(scores - scores.max())
        out: Floats = scores / scores.sum()
        return out


@cache
def judge(name: str) -> _Judge:
    """The judge of `type` or of `stage`."""
    return _Judge(name)


def ranked(name: str, names: Iterable[str]) -> list[tuple[float, str]]:
    """Classes with their probabilities, the likeliest first."""
    one = judge(name)
    found = one.probabilities(names)
    return sorted(((float(p), c) for p, c in zip(found, one.classes, strict=True)), reverse=True)
