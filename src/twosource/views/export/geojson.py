"""Claims as GeoJSON (RFC 7946): a town is a point, a region its area, and what has no known place has no geometry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from twosource.knowledge import borders
from twosource.records import Place
from twosource.views.export.selection import Selection
from twosource.views.rows import Row

UNCERTAIN_KM = {"site": 1, "settlement": 5, "district": 25}
"""How far from the point it may have been, about."""
DIGITS = 4
"""Of a degree: eleven metres, finer than any place here is known."""
Ring = Sequence[tuple[float, float]]


def write(selection: Selection) -> Iterator[bytes]:
    """A collection of features, one a claim."""
    yield b'{"type":"FeatureCollection","features":['
    for at, row in enumerate(selection.rows):
        yield (b",\n" if at else b"\n") + msgspec.json.encode(feature(selection, row))
    yield b"\n]}\n"


def feature(selection: Selection, row: Row) -> dict[str, Any]:
    """A claim with its place and how precisely that is known."""
    claim, level = row.claim, row.place.level if row.place else None
    return {
        "type": "Feature",
        "id": claim.id,
        "geometry": geometry(row.place),
        "properties": {
            "claim": selection.shown(claim.gist), "type": claim.type, "stage": row.stage or None, "sources_min": claim.sources_min, "sources_max": claim.sources_max,
            "opposed": claim.opposed, "in_conflict": bool(claim.conflicts), "credibility": claim.credibility, "first_day": row.period.first if row.period else None,
            "last_day": row.period.last if row.period else None, "place": row.where or None, "precision": level, "uncertain_km": UNCERTAIN_KM.get(level or ""),
            "outlets": row.outlets, "voices": [selection.shown(label) for _, label in row.voices],
        },
    }  # fmt: skip


def geometry(place: Place | None) -> dict[str, Any] | None:
    """A point, the area of a region or country, or nothing where it is not known."""
    if place is None or place.lat is None or place.lon is None:
        return None
    if place.level in ("region", "country") and place.country:
        rings = _area(place, place.country)
        return {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]} if rings else None
    return {"type": "Point", "coordinates": [round(place.lon, DIGITS), round(place.lat, DIGITS)]}


def _area(place: Place, country: str) -> list[list[list[float]]]:
    if place.level == "country":
        shape = borders.outline(country)
        regions = shape.regions if shape else ()
    else:
        found = borders.region_at(country, place.lon or 0.0, place.lat or 0.0)
        regions = (found,) if found else ()
    return [_closed(ring) for region in regions for ring in region.rings if len(ring) >= 3]


def _closed(ring: Ring) -> list[list[float]]:
    """A ring that ends where it begins and turns left, as the standard asks of an outer one."""
    points = [[round(x, DIGITS), round(y, DIGITS)] for x, y in ring]
    if points[0] != points[-1]:
        points.append(points[0])
    turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    return points if turn > 0 else points[::-1]
