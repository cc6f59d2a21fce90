"""Weights of named signs that `training/` fitted, and what signs amount to by them (logistic regression: a sum in logits, 0 is even odds)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp

from twosource.knowledge.tables import toml


@cache
def weights(name: str) -> Mapping[str, float]:
    """The weights in a file of this folder, by sign.

    Raises:
        KnowledgeError: it is missing or not TOML.
    """
    table: Mapping[str, float] = toml(name)["weights"]
    return table


def points(name: str, signs: Iterable[tuple[str, float]]) -> float:
    """The sum of signs, by name and strength; one without a weight counts nothing."""
    table = weights(name)
    return sum(table.get(sign, 0.0) * value for sign, value in signs)


def chance(name: str, signs: Iterable[tuple[str, float]]) -> float:
    """The probability that the sum stands for."""
    return 1 / (1 + exp(-points(name, signs)))
