"""The map of a brief: claims where they are said to have happened, drawn as SVG from outlines in the package.

Plate carrée with the cosine of the middle latitude. A settlement or site is a disc; a region or a country, of which
no more is known than that it happened somewhere in it, is an area and never a dot.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from twosource.knowledge import borders
from twosource.knowledge.borders import Ring
from twosource.records import Claim, Place, Record

WIDTH = 960.0
TALLEST, LOWEST = 720.0, 360.0
MARGIN = 0.12
LABELS = 14
SMALLEST_WINDOW = 4.0
"""Degrees: a few towns are shown with enough around them to know where one is."""

Spot = tuple[Place, Claim]


class Area(Record, frozen=True, kw_only=True):
    """A region or country with claims that are placed no closer than it."""

    path: str
    title: str
    href: str
    strong: bool
    claims: int


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
    """All that the template draws. `outside` counts claims that fall off the map or could not be placed."""

    width: float
    height: float
    land: tuple[str, ...]
    frontiers: tuple[str, ...]
    names: tuple[Name, ...]
    areas: tuple[Area, ...]
    discs: tuple[Disc, ...]
    outside: int


class _View:
    """The window on the world: where a longitude and latitude fall on the page."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        wide, high = max(east - west, SMALLEST_WINDOW), max(north - south, 0.6 * SMALLEST_WINDOW)
        x, y = (west + east) / 2, (south + north) / 2
        self.shrink = math.cos(math.radians(y))
        wide, high = wide * (1 + 2 * MARGIN), high * (1 + 2 * MARGIN)
        # Neither a ribbon nor a tower: grow the shorter side.
        ratio = high / (wide * self.shrink)
        if ratio * WIDTH > TALLEST:
            wide = high / self.shrink * WIDTH / TALLEST
        elif ratio * WIDTH < LOWEST:
            high = wide * self.shrink * LOWEST / WIDTH
        self.west, self.east, self.south, self.north = x - wide / 2, x + wide / 2, y - high / 2, y + high / 2
        self.scale = WIDTH / (wide * self.shrink)
        self.height = high * self.scale

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.shrink * self.scale, (self.north - lat) * self.scale

    def shows(self, lon: float, lat: float) -> bool:
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def grid(self) -> list[tuple[float, float]]:
        """Places for a name: 17 by 13 points that keep clear of the edge."""
        across, down = (self.east - self.west) / 18, (self.north - self.south) / 14
        return [(self.west + n * across, self.south + m * down) for m in range(1, 14) for n in range(1, 18)]

    def meets(self, ring: Ring) -> bool:
        lons, lats = [p[0] for p in ring], [p[1] for p in ring]
        return min(lons) <= self.east and max(lons) >= self.west and min(lats) <= self.north and max(lats) >= self.south

    def path(self, rings: Sequence[Ring], close: bool) -> str:
        out = []
        for ring in rings:
            if self.meets(ring):
                points = " L".join(f"{x:.1f} {y:.1f}" for x, y in (self.at(*p) for p in ring))
                out.append(f"M{points}{'Z' if close else ''}")
        return "".join(out)


def draw(spots: Sequence[Spot]) -> Chart | None:
    """The chart of claims at their places; None where no claim has a place with coordinates.

    The window holds the middle nine tenths of the settlements and regions, so that one capital far away does not
    shrink a war to a dot; what falls outside is counted.
    """
    fine = [(p.lon, p.lat) for p, _ in spots if p.lon is not None and p.lat is not None and p.level != "country"]
    coarse = [(p.lon, p.lat) for p, _ in spots if p.lon is not None and p.lat is not None]
    points = middle(fine or coarse)
    if not points:
        return None
    view = _View(points)
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
        elif where.level in ("country", "region", "district") and (path := view.path(rings_of(where), close=True)):
            areas.append(_area(path, group))
        else:
            discs.append(_disc(view, group, labelled=len(discs) < LABELS))
    land, frontiers, names = [], [], []
    for country in borders.countries():
        shape = borders.outline(country)
        if shape is None:
            continue
        shown = view.path([ring for region in shape.regions for ring in region.rings], close=True)
        if shown:
            land.append(shown)
            frontiers.append(view.path(shape.border, close=False))
            if spot := _name_at(view, shape, discs):
                names.append(Name(x=spot[0], y=spot[1], text=borders.name_of(country)))
    return Chart(
        width=WIDTH,
        height=view.height,
        land=tuple(land),
        frontiers=tuple(frontiers),
        names=tuple(names),
        areas=tuple(areas),
        discs=tuple(discs),
        outside=outside,
    )


def middle(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points nearest to the median point: nine tenths of them, all where there are few."""
    if len(points) < 4:
        return list(points)
    x, y = (sorted(p[i] for p in points)[len(points) // 2] for i in (0, 1))
    near = sorted(points, key=lambda p: (p[0] - x) ** 2 + (p[1] - y) ** 2)
    return near[: math.ceil(0.9 * len(near))]


def rings_of(where: Place) -> list[Ring]:
    """The outline of a region or country that a place stands for; empty where none is known."""
    if where.country is None or where.lon is None or where.lat is None:
        return []
    if where.level == "country":
        shape = borders.outline(where.country)
        return [ring for region in shape.regions for ring in region.rings] if shape else []
    region = borders.region_at(where.country, where.lon, where.lat)
    return list(region.rings) if region else []


def _name_at(view: _View, shape: borders.Outline, discs: Sequence[Disc]) -> tuple[float, float] | None:
    """Where to name a country: inside it, away from the discs, near the middle of what is seen; None in a corner."""
    rings = [ring for region in shape.regions for ring in region.rings if view.meets(ring)]
    inside = [view.at(*p) for p in view.grid() if any(borders.holds(ring, *p) for ring in rings)]
    if len(inside) < 6:
        return None
    free = [p for p in inside if all(abs(p[0] - d.x) > 110 or abs(p[1] - d.y) > 40 for d in discs)] or inside
    x, y = sum(p[0] for p in inside) / len(inside), sum(p[1] for p in inside) / len(inside)
    return min(free, key=lambda p: ((p[0] - x) ** 2 + (p[1] - y) ** 2, p))


def _title(group: Sequence[Spot]) -> str:
    name = group[0][0].name or "?"
    lines = [f"{name}: {len(group)} claim{'s' if len(group) > 1 else ''}"]
    lines += [f"{c.sources_min} – {c.gist}" for _, c in group[:6]]
    return "\n".join(lines + ([f"and {len(group) - 6} more"] if len(group) > 6 else []))


def _best(group: Sequence[Spot]) -> Claim:
    return max((c for _, c in group), key=lambda c: (c.sources_min, c.sources_max, c.id))


def _area(path: str, group: Sequence[Spot]) -> Area:
    best = _best(group)
    return Area(path=path, title=_title(group), href=f"#{best.id}", strong=best.sources_min >= 2, claims=len(group))


def _disc(view: _View, group: Sequence[Spot], labelled: bool) -> Disc:
    where, best = group[0][0], _best(group)
    x, y = view.at(where.lon or 0.0, where.lat or 0.0)
    return Disc(
        x=x,
        y=y,
        radius=min(5 + 2 * math.sqrt(len(group) - 1), 16),
        title=_title(group),
        href=f"#{best.id}",
        label=where.name or "" if labelled else "",
        strong=best.sources_min >= 2,
        left=x > WIDTH * 0.8,
    )
