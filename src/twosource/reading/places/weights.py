"""Fitted weights of the signs by which places are found and told apart (`knowledge/toponyms.toml`)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from twosource.knowledge.tables import toml

Table = dict[str, float]


class Weights(NamedTuple):
    """Logits by sign: for words being a place's name, and for one of its places being meant, alone and beside the other names."""

    named: Table
    first: Table
    then: Table


@cache
def shipped() -> Weights:
    """The weights in the data file."""
    table = toml("toponyms.toml")
    return Weights(dict(table["named"]), dict(table["meant"]["first"]), dict(table["meant"]["then"]))
