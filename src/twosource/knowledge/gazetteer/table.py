"""The compiled table of the world's places, with the supplement laid over it, searched by spelling."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple, cast, get_args

import numpy as np
from numpy.typing import NDArray

from twosource.errors import KnowledgeError
from twosource.knowledge import borders
from twosource.knowledge.gazetteer.spelling import fold, hashed, skeleton
from twosource.knowledge.gazetteer.supplement import Row, rows
from twosource.records import Level

LEVELS = get_args(Level)
ORDER = ("country", "region", "district", "settlement", "site", "water")
assert set(ORDER) == set(LEVELS)
PEOPLE = {
    "country": 3_000_000,
    "region": 300_000,
    "district": 50_000,
    "settlement": 30_000,
    "site": 50_000,
    "water": 400_000,
}
"""How well known a place of the supplement is taken to be, in inhabitants."""
NEAR = 0.15
"""Degrees within which two rows of one name are one settlement."""


class Entry(NamedTuple):
    """A place of the world. `people` is its population, or a stand-in for how well it is known."""

    name: str
    country: str | None
    admin1: str | None
    level: Level
    lat: float
    lon: float
    people: int
    geonameid: int | None


class _Table:
    def __init__(self) -> None:
        source = resources.files("twosource.knowledge.gazetteer").joinpath("places.npz")
        try:
            with source.open("rb") as file:
                data = np.load(file)
                self.columns: dict[str, NDArray[np.int64]] = {
                    name: data[name] for name in ("country", "admin", "level", "lat", "lon", "people", "ident", "place")
                }
                self.key: NDArray[np.uint64] = data["key"]
                self.names = data["names"].tobytes().decode().split("\n")
                self.countries = [str(code) for code in data["countries"]]
                self.admins = [str(name) for name in data["admins"]]
        except (OSError, KeyError, ValueError) as fault:
            raise KnowledgeError(
                f"cannot be read: {fault}", where="knowledge/gazetteer/places.npz", remedy="reinstall twosource"
            ) from fault
        self.usual: dict[tuple[str, str], str] = {}
        self.ours: dict[str, list[Entry]] = {}
        self.alike: dict[str, list[Entry]] = {}
        for row in rows():
            entry = Entry(row.name, row.country, row.admin1, row.level, row.lat, row.lon, PEOPLE[row.level], None)
            self._lay(row, entry)

    def _lay(self, row: Row, entry: Entry) -> None:
        for spelling in (row.name, *row.aliases):
            key = fold(spelling)
            self.ours.setdefault(key, []).append(entry)
            if len(key) > 4:
                self.alike.setdefault(skeleton(key), []).append(entry)
            if row.level == "region" and row.country and row.admin1:
                self.usual.setdefault((row.country, spelling), row.admin1)

    def entry(self, at: int) -> Entry:
        column = self.columns
        country = self.countries[column["country"][at]] or None
        admin = self.admins[column["admin"][at]]
        level = cast(Level, ORDER[column["level"][at]])
        admin1 = self.usual.get((country or "", admin), admin) or None
        name = self.names[at]
        lat, lon = column["lat"][at] / 1000, column["lon"][at] / 1000
        if level == "region" and country and (centre := borders.middle(country, admin)):
            lat, lon = centre
        return Entry(
            admin1 if level == "region" and admin1 else name, country, admin1, level,
            float(lat), float(lon), int(column["people"][at]), int(column["ident"][at]) or None,
        )  # fmt: skip

    def found(self, key: str) -> list[Entry]:
        wanted = np.uint64(hashed(key))
        first = int(np.searchsorted(self.key, wanted))
        out = []
        while first < len(self.key) and self.key[first] == wanted:
            out.append(self.entry(int(self.columns["place"][first])))
            first += 1
        return out


@cache
def _table() -> _Table:
    return _Table()


@lru_cache(maxsize=100_000)
def spelt(key: str) -> tuple[Entry, ...]:
    """All places with a folded spelling, ours first; one of ours that GeoNames has too is as well known as it is there."""
    table = _table()
    found = table.found(key)
    ours = []
    for entry in table.ours.get(key, []):
        twins = [e for e in found if _twins(entry, e)]
        ours.append(entry._replace(people=max([entry.people, *(e.people for e in twins)])))
        found = [e for e in found if e not in twins]
    return (*ours, *found)


def _twins(a: Entry, b: Entry) -> bool:
    """Whether two rows tell of one place: in one country at one level, by one name or, a settlement, hardly apart."""
    if a.country != b.country or a.level != b.level:
        return False
    near = abs(a.lat - b.lat) < NEAR and abs(a.lon - b.lon) < NEAR
    return (a.name == b.name and (near or a.level != "settlement")) or (near and a.level == "settlement")


@lru_cache(maxsize=20_000)
def sounding(key: str) -> tuple[Entry, ...]:
    """Places whose transliterations share a skeleton with the folded spelling; only where there was war."""
    bare = skeleton(key)
    if len(bare) < 4:
        return ()
    table = _table()
    return (*table.alike.get(bare, ()), *table.found("~" + bare))
