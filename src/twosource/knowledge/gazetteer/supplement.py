"""The rows of supplement.csv: usual names of regions, and places that lists of cities lack."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import NamedTuple, cast, get_args

from twosource.errors import KnowledgeError
from twosource.records import Level

FILE = "knowledge/gazetteer/supplement.csv"


class Row(NamedTuple):
    """A place with its other spellings; coordinates in degrees."""

    name: str
    aliases: tuple[str, ...]
    country: str | None
    admin1: str | None
    level: Level
    lat: float
    lon: float


@cache
def rows() -> tuple[Row, ...]:
    """All rows, in order.

    Raises:
        KnowledgeError: a row is not as it must be, named by its line.
    """
    text = resources.files("twosource.knowledge.gazetteer").joinpath("supplement.csv").read_text(encoding="utf-8")
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    taken = []
    for (number, _), fields in zip(lines[1:], list(csv.reader(line for _, line in lines))[1:], strict=True):
        try:
            name, aliases, country, admin1, level, lat, lon = fields
            if level not in get_args(Level):
                raise ValueError(f"{level!r} is no level")
            others = tuple(alias for alias in aliases.split("|") if alias)
            taken.append(Row(name, others, country or None, admin1 or None, cast(Level, level), float(lat), float(lon)))
        except ValueError as fault:
            raise KnowledgeError(
                str(fault), where=f"{FILE}:{number}", remedy="name,aliases,country,admin1,level,lat,lon"
            ) from fault
    return tuple(taken)
