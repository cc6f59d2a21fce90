"""Claims as GeoJSON (RFC 7946): a town is a point, a region its area, and what has no known place has no geometry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
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
COARSE = 0.25
"""Degrees between two points of a country's outline."""
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
        return _area(place.country, None if place.level == "country" else (place.lon, place.lat))
    return {"type": "Point", "coordinates": [round(place.lon, DIGITS), round(place.lat, DIGITS)]}


@lru_cache(maxsize=4096)
def _area(country: str, within: tuple[float, float] | None) -> dict[str, Any] | None:
    """The area of a country, or of its region that holds a point; a country's outline is coarse, for it says no more than the name."""
    if within is None:
        shape = borders.outline(country)
        found = [_coarse(ring) for region in (shape.regions if shape else ()) for ring in region.rings]
    else:
        region = borders.region_at(country, *within)
        found = list(region.rings) if region else []
    rings = [[_closed(ring)] for ring in found if len(ring) >= 3]
    return {"type": "MultiPolygon", "coordinates": rings} if rings else None


def _coarse(ring: Ring) -> Ring:
    """A ring with its points COARSE apart at least; nothing where it is an islet."""
    kept = [ring[0]]
    for point in ring[1:]:
        if max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= COARSE:
            kept.append(point)
    return kept if len(kept) > 3 else ()


def _closed(ring: Ring) -> list[list[float]]:
    """A ring that ends where it begins and turns left, as the standard asks of an outer one."""
    points = [[round(x, DIGITS), round(y, DIGITS)] for x, y in ring]
    if points[0] != points[-1]:
        points.append(points[0])
    turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    return points if turn > 0 else points[::-1]
