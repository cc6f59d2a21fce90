"""The map of a brief: claims where they are said to have happened, drawn as SVG from outlines in the package.

Plate carrée with the cosine of the middle latitude. A settlement or site is a disc; a region or a country, of which
no more is known than that it happened somewhere in it, is an area and never a dot.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from twosource.knowledge import borders
from twosource.knowledge.borders import Ring
from twosource.records import Claim, Place, Record

WIDTH = 960.0
TALLEST, LOWEST = 720.0, 360.0
MARGIN = 0.12
LABELS = 14
CHARACTER, LINE = 7.5, 15.0
"""Units of the drawing that a character of a label takes, and a line."""
SMALLEST_WINDOW = 4.0
"""Degrees: a few towns are shown with enough around them to know where one is."""

GRID = 0.5
"""Degrees to which a window is rounded outwards, so that selections of one war share a ground that is drawn once."""
NEAR = 0.7
"""Units of the drawing; of the points of an outline that lie in one square of that size, one is seen."""

Spot = tuple[Place, Claim]
Box = tuple[float, float, float, float]
Lead = Callable[[Sequence[Spot]], str]
"""Where a mark on the map leads, by the claims that it stands for."""


class Area(Record, frozen=True, kw_only=True):
    """A region or country (then `wide`) with claims that are placed no closer than it."""

    path: str
    title: str
    href: str
    strong: bool
    claims: int
    wide: bool = False


class Disc(Record, frozen=True, kw_only=True):
    """A settlement or site; `strong` where a claim there has two or more sources."""

    x: float
    y: float
    radius: float
    title: str
    href: str
    label: str
    strong: bool
    left: bool


class Name(Record, frozen=True, kw_only=True):
    """A country's name, where most of it lies on the map."""

    x: float
    y: float
    text: str


class Chart(Record, frozen=True, kw_only=True):
    """All that the template draws. `outside` counts claims that fall off the map or could not be placed; `window` is what is seen, west, south, east, north."""

    width: float
    height: float
    land: tuple[str, ...]
    frontiers: tuple[str, ...]
    names: tuple[Name, ...]
    areas: tuple[Area, ...]
    discs: tuple[Disc, ...]
    outside: int
    window: Box


class _View(NamedTuple):
    """The window on the world: where a longitude and latitude fall on the page."""

    west: float
    east: float
    south: float
    north: float

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]]) -> _View:
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        wide, high = max(east - west, SMALLEST_WINDOW), max(north - south, 0.6 * SMALLEST_WINDOW)
        x, y = (_snapped(west) + _snapped(east)) / 2, (_snapped(south) + _snapped(north)) / 2
        shrink = math.cos(math.radians(y))
        wide, high = (math.ceil(side * (1 + 2 * MARGIN) / GRID) * GRID for side in (wide, high))
        # Neither a ribbon nor a tower: grow the shorter side.
        ratio = high / (wide * shrink)
        if ratio * WIDTH > TALLEST:
            wide = high / shrink * WIDTH / TALLEST
        elif ratio * WIDTH < LOWEST:
            high = wide * shrink * LOWEST / WIDTH
        return cls(x - wide / 2, x + wide / 2, y - high / 2, y + high / 2)

    @property
    def shrink(self) -> float:
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def scale(self) -> float:
        return WIDTH / ((self.east - self.west) * self.shrink)

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.shrink * self.scale, (self.north - lat) * self.scale

    def shows(self, lon: float, lat: float) -> bool:
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def grid(self) -> list[tuple[float, float]]:
        """Places for a name: 17 by 13 points that keep clear of the edge."""
        across, down = (self.east - self.west) / 18, (self.north - self.south) / 14
        return [(self.west + n * across, self.south + m * down) for m in range(1, 14) for n in range(1, 18)]

    def meets(self, box: Box) -> bool:
        west, east, south, north = box
        return west <= self.east and east >= self.west and south <= self.north and north >= self.south

    def path(self, lines: Sequence[_Line], close: bool) -> str:
        """The lines that meet the window, with one point for each stretch that lies within less than can be seen."""
        across = self.scale * np.array((self.shrink, -1.0))
        out = []
        for line in lines:
            if not self.meets(line.box):
                continue
            points = (line.points - (self.west, self.north)) * across
            cells = np.floor(points / NEAR)
            shown = points[np.append(True, (cells[1:] != cells[:-1]).any(1))]
            if len(shown) > 1:
                out.append(f"M{' L'.join(f'{x:.1f} {y:.1f}' for x, y in shown.tolist())}{'Z' if close else ''}")
        return "".join(out)


class _Line(NamedTuple):
    """A ring or a stretch of a border, with the box around it."""

    points: NDArray[np.float64]
    box: Box

    @classmethod
    def of(cls, ring: Ring) -> _Line:
        points = np.array(ring)
        (west, south), (east, north) = points.min(0).tolist(), points.max(0).tolist()
        return cls(points, (west, east, south, north))


class _Ground(Record, frozen=True, kw_only=True):
    """What lies under the claims: outlines, and for each country the points at which its name could stand."""

    land: tuple[str, ...]
    frontiers: tuple[str, ...]
    inside: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]


def _snapped(degrees: float) -> float:
    return round(degrees / GRID) * GRID


@cache
def _lines(country: str) -> tuple[tuple[_Line, ...], tuple[_Line, ...]]:
    """Rings of the regions of a country, and lines of its border."""
    shape = borders.outline(country)
    if shape is None:
        return (), ()
    rings = [ring for region in shape.regions for ring in region.rings]
    return tuple(map(_Line.of, rings)), tuple(map(_Line.of, shape.border))


@lru_cache(64)
def _ground(view: _View) -> _Ground:
    land, frontiers, inside = [], [], []
    grid = np.array(view.grid())
    for country in borders.countries():
        rings, lines = _lines(country)
        shown = view.path(rings, close=True)
        if shown:
            land.append(shown)
            frontiers.append(view.path(lines, close=False))
            held = np.zeros(len(grid), dtype=bool)
            for ring in rings:
                west, east, south, north = ring.box
                near = np.flatnonzero((grid >= (west, south)).all(1) & (grid <= (east, north)).all(1))
                if len(near):
                    held[near] |= borders.holding(ring.points, grid[near, 0], grid[near, 1])
            inside.append((country, tuple(view.at(float(lon), float(lat)) for lon, lat in grid[held])))
    return _Ground(land=tuple(land), frontiers=tuple(frontiers), inside=tuple(inside))


def to_best(group: Sequence[Spot]) -> str:
    """The claim with the most sources of those that a mark stands for, as an anchor on the same page."""
    return f"#{_best(group).id}"


def draw(spots: Sequence[Spot], lead: Lead = to_best) -> Chart | None:
    """The chart of claims at their places; None where no claim has a place with coordinates.

    The window holds the middle nine tenths of the settlements and regions, so that one capital far away does not
    shrink a war to a dot; what falls outside is counted.
    """
    fine = [(p.lon, p.lat) for p, _ in spots if p.lon is not None and p.lat is not None and p.level != "country"]
    coarse = [(p.lon, p.lat) for p, _ in spots if p.lon is not None and p.lat is not None]
    points = middle(fine or coarse)
    if not points:
        return None
    view = _View.around(points)
    grouped: dict[tuple[str | None, str | None, str | None], list[Spot]] = defaultdict(list)
    for where, claim in spots:
        grouped[where.country, where.name, where.level].append((where, claim))
    areas: list[Area] = []
    discs: list[Disc] = []
    outside = 0
    for _, group in sorted(grouped.items(), key=lambda kv: (-len(kv[1]), str(kv[0]))):
        where = group[0][0]
        if where.lon is None or where.lat is None or not (view.shows(where.lon, where.lat) or where.level == "country"):
            outside += len(group)
        elif where.level in ("country", "region", "district") and (
            path := view.path(_outline(where.country, where.level, where.lon, where.lat), close=True)
        ):
            areas.append(_area(path, group, lead))
        else:
            discs.append(_disc(view, group, lead))
    discs = _labelled(discs)
    ground = _ground(view)
    names = [
        Name(x=spot[0], y=spot[1], text=borders.name_of(country))
        for country, inside in ground.inside
        if (spot := _name_at(inside, discs))
    ]
    return Chart(
        width=WIDTH,
        height=view.height,
        land=ground.land,
        frontiers=ground.frontiers,
        names=tuple(names),
        areas=tuple(areas),
        discs=tuple(discs),
        outside=outside,
        window=(view.west, view.south, view.east, view.north),
    )


def middle(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points nearest to the median point: nine tenths of them, all where there are few."""
    if len(points) < 4:
        return list(points)
    x, y = (sorted(p[i] for p in points)[len(points) // 2] for i in (0, 1))
    near = sorted(points, key=lambda p: (p[0] - x) ** 2 + (p[1] - y) ** 2)
    return near[: math.ceil(0.9 * len(near))]


@lru_cache(4096)
def _outline(country: str | None, level: str | None, lon: float, lat: float) -> tuple[_Line, ...]:
    """The outline of the country, or of its region there; empty where none is known."""
    if country is None or level == "country":
        return _lines(country)[0] if country else ()
    region = borders.region_at(country, lon, lat)
    return tuple(map(_Line.of, region.rings)) if region else ()


def _name_at(inside: Sequence[tuple[float, float]], discs: Sequence[Disc]) -> tuple[float, float] | None:
    """Where to name a country: inside it, away from the discs, near the middle of what is seen; None in a corner."""
    if len(inside) < 6:
        return None
    free = [p for p in inside if all(abs(p[0] - d.x) > 110 or abs(p[1] - d.y) > 40 for d in discs)] or inside
    x, y = sum(p[0] for p in inside) / len(inside), sum(p[1] for p in inside) / len(inside)
    return min(free, key=lambda p: ((p[0] - x) ** 2 + (p[1] - y) ** 2, p))


def _labelled(discs: Sequence[Disc]) -> list[Disc]:
    """The discs, of which the first few keep their label, as far as it stands clear of those before it."""
    taken: list[tuple[float, float, float]] = []
    out = []
    for disc in discs:
        long = CHARACTER * len(disc.label)
        left = disc.x - disc.radius - 4 - long if disc.left else disc.x + disc.radius + 4
        free = all(left + long < a or left > b or abs(disc.y - y) > LINE for a, b, y in taken)
        if len(taken) < LABELS and free:
            taken.append((left, left + long, disc.y))
            out.append(disc)
        else:
            out.append(replace(disc, label=""))
    return out


def _title(group: Sequence[Spot]) -> str:
    name = group[0][0].name or "?"
    lines = [f"{name}: {len(group)} claim{'s' if len(group) > 1 else ''}"]
    lines += [f"{c.sources_min} – {c.gist}" for _, c in group[:6]]
    return "\n".join(lines + ([f"and {len(group) - 6} more"] if len(group) > 6 else []))


def _best(group: Sequence[Spot]) -> Claim:
    return max((c for _, c in group), key=lambda c: (c.sources_min, c.sources_max, c.id))


def _area(path: str, group: Sequence[Spot], lead: Lead) -> Area:
    best = _best(group)
    return Area(
        path=path,
        title=_title(group),
        href=lead(group),
        strong=best.sources_min >= 2,
        claims=len(group),
        wide=group[0][0].level == "country",
    )


def _disc(view: _View, group: Sequence[Spot], lead: Lead) -> Disc:
    where, best = group[0][0], _best(group)
    x, y = view.at(where.lon or 0.0, where.lat or 0.0)
    return Disc(
        x=x,
        y=y,
        radius=min(5 + 2 * math.sqrt(len(group) - 1), 16),
        title=_title(group),
        href=lead(group),
        label=where.name or "",
        strong=best.sources_min >= 2,
        left=x > WIDTH * 0.8,
    )
