"""The map that moves: what it is drawn with, the ground it stands on, and the places that it shows.

MapLibre GL draws it, where the package was built with it (`browser/hook.py`); else, and without scripts, the drawn map stays.
"""

from __future__ import annotations

import gzip
import hashlib
import math
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from twosource.errors import InputError, NotFound
from twosource.knowledge import borders
from twosource.records import Place, Record
from twosource.views import safe
from twosource.views.brief import chart
from twosource.views.brief.chart import Lead
from twosource.views.export import geojson
from twosource.views.rows import Row
from twosource.views.web import guard
from twosource.views.web.choice import Box

MEDIA = {
    "maplibre-gl.mjs": "text/javascript",
    "maplibre-gl-worker.mjs": "text/javascript",
    "maplibre-gl.css": "text/css",
    "LICENSES.txt": "text/plain; charset=utf-8",
}
VARY = {"Vary": "Accept-Encoding"}
KEEP = {"Cache-Control": "public, max-age=31536000, immutable", **VARY}
"""For what bears in its address the mark of the file that it is made from."""
UNCERTAIN_KM = {**geojson.UNCERTAIN_KM, "region": 150, "country": 400}
"""How far from its point a claim may have been, about; for a region or country only where it has no outline."""
BEST = 5
"""Claims that are told for each place."""
STEP = 5
"""Degrees to which a window of the ground is grown, so that many maps share one."""
GRID = 2
"""Points to a degree of the coarse ground."""
Feature = dict[str, Any]


class Packed(NamedTuple):
    """A file as it is, and as it is sent to whoever takes gzip."""

    plain: bytes
    gz: bytes

    @classmethod
    def of(cls, plain: bytes) -> Packed:
        return cls(plain, gzip.compress(plain, 6, mtime=0))

    def sent(self, request: Request, media: str, *, keep: bool = True) -> Response:
        """The answer to a request for it; to be kept by the browser, if its address changes with it."""
        headers = KEEP if keep else VARY
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(self.gz, media_type=media, headers={**headers, "Content-Encoding": "gzip"})
        return Response(self.plain, media_type=media, headers=headers)


class Live(Record, frozen=True, kw_only=True):
    """What a page tells its script: where the places, the ground and the library are, what is seen first, where a choice of a window leads."""

    places: str
    only: str
    window: Box
    script: str
    library: str
    ground: str


def _room() -> Any:
    return resources.files("twosource.views.web")


@cache
def mark() -> str | None:
    """The mark of the library that came with the package; None where none did."""
    kept = _room().joinpath("maplibre", "mark")
    return kept.read_text(encoding="ascii") if kept.is_file() else None


@cache
def script() -> bytes:
    """Our own part: from a drawn map to one that moves."""
    found: bytes = _room().joinpath("map.js").read_bytes()
    return found


@cache
def _mark_of(*files: bytes) -> str:
    return hashlib.sha256(b"".join(files)).hexdigest()[:12]


@cache
def _ground_mark() -> str:
    return _mark_of(resources.files("twosource.knowledge").joinpath("borders.json.gz").read_bytes(), b"2")


def live(drawn: chart.Chart | None, places: str, only: str = "", window: Box | None = None) -> Live | None:
    """What makes a drawn map move; None where there is none, or nothing to move it with."""
    library = mark()
    if drawn is None or library is None:
        return None
    return Live(
        places=places,
        only=only,
        window=window or drawn.window,
        script=f"/map.js?{_mark_of(script())}",
        library=f"/maplibre/{library}",
        ground=f"/ground.json?{_ground_mark()}",
    )


def allowed(answer: Response, moving: Live | None) -> Response:
    """The page with the scripts of this server allowed, if its map moves; nothing of a report is served as one."""
    if moving is not None:
        answer.headers["Content-Security-Policy"] = guard.MAP
    return answer


def own(request: Request) -> Response:
    """Our script."""
    return Packed.of(script()).sent(request, "text/javascript")


@cache
def _packed(name: str) -> Packed:
    return Packed.of(_room().joinpath("maplibre", name).read_bytes())


def library(request: Request) -> Response:
    """A file of MapLibre GL.

    Raises:
        NotFound: there is none of that name, or none at all.
    """
    name = request.path_params["name"]
    if name not in MEDIA or request.path_params["mark"] != mark():
        raise NotFound("there is no such file of the map")
    answer = _packed(name).sent(request, MEDIA[name])
    answer.headers["Content-Security-Policy"] = guard.WORKER
    return answer


def ground(request: Request) -> Response:
    """Land and frontiers as GeoJSON: in full within a `window`, coarse elsewhere.

    Raises:
        InputError: the window is none.
    """
    asked = request.query_params.get("window")
    if not asked:
        return _ground(None).sent(request, "application/geo+json")
    try:
        west, south, east, north = (int(part) for part in asked.split(","))
    except ValueError:
        raise InputError(f"window={asked[:60]} is none", remedy="west,south,east,north in whole degrees") from None
    low = [max(-180, min(180, math.floor(v / STEP) * STEP)) for v in (west, south)]
    high = [max(-180, min(180, math.ceil(v / STEP) * STEP)) for v in (east, north)]
    return _ground((low[0], low[1], high[0], high[1])).sent(request, "application/geo+json")


@lru_cache(8)
def _ground(window: tuple[int, int, int, int] | None) -> Packed:
    features: list[Feature] = []
    for country in borders.countries():
        shape = borders.outline(country)
        if shape is None:
            continue
        rings = [_seen(_unbroken(ring), window) for region in shape.regions for ring in region.rings]
        lines = [_seen(_unbroken(line), window) for line in shape.border]
        features += [
            _feature({"country": country, "name": borders.name_of(country)}, "MultiPolygon", [[[*r, r[0]]] for r in rings if len(r) > 2]),
            _feature({"frontier": country}, "MultiLineString", [line for line in lines if len(line) > 1]),
        ]  # fmt: skip
    return Packed.of(msgspec.json.encode({"type": "FeatureCollection", "features": features}))


def _feature(properties: dict[str, Any], kind: str, coordinates: Any) -> Feature:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def _seen(line: borders.Ring, window: tuple[int, int, int, int] | None) -> Sequence[tuple[float, float]]:
    """A line in full where it meets the window; else by points of a grid, on which neighbours still meet."""
    if window is not None:
        west, south, east, north = window
        lons, lats = [p[0] for p in line], [p[1] for p in line]
        if min(lons) <= east and max(lons) >= west and min(lats) <= north and max(lats) >= south:
            return line
    points = [(round(x * GRID) / GRID, round(y * GRID) / GRID) for x, y in line]
    return [point for point, before in zip(points, (None, *points), strict=False) if point != before]


def _unbroken(line: borders.Ring) -> borders.Ring:
    """A line across the 180th meridian, which Chukotka has, going on beyond it and not around the world."""
    if max(x for x, _ in line) - min(x for x, _ in line) <= 180:
        return line
    return tuple((x + 360 if x < 0 else x, y) for x, y in line)


def features(rows: Sequence[Row], lead: Lead) -> list[Feature]:
    """A feature for each place of these claims, those with the most claims first: a point, or the area of a region or country."""
    at: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.place is not None and row.place.lat is not None and row.place.lon is not None:
            at[row.where].append(row)
    ranked = sorted(at.items(), key=lambda kv: (-len(kv[1]), kv[0]))
    return [_place(key, name, several, lead) for key, (name, several) in enumerate(ranked)]


def _place(key: int, name: str, rows: Sequence[Row], lead: Lead) -> Feature:
    place = rows[0].place
    assert place is not None
    shape = area(place)
    known = place.country or place.level != "region"  # of a part of the world, as "eastern Europe", no extent is
    best = sorted(rows, key=lambda r: (-r.claim.sources_min, -r.claim.sources_max, r.id))
    point = [round(place.lon or 0.0, geojson.DIGITS), round(place.lat or 0.0, geojson.DIGITS)]
    return {
        "type": "Feature",
        "id": key,
        "geometry": shape or {"type": "Point", "coordinates": point},
        "properties": {
            "name": safe.shown(name), "label": safe.shown(place.name or name), "level": place.level, "country": place.country, "point": point,
            "uncertain_km": UNCERTAIN_KM.get(place.level or "") if known and not shape else None, "claims": len(rows), "with_two_sources": sum(r.strong for r in rows),
            "in_conflict": sum(bool(r.claim.conflicts) for r in rows), "href": lead([(place, r.claim) for r in rows]),
            "best": [{"id": r.id, "claim": safe.shown(r.claim.gist), "sources_min": r.claim.sources_min, "sources_max": r.claim.sources_max} for r in best[:BEST]],
        },
    }  # fmt: skip


def area(place: Place) -> dict[str, Any] | None:
    """The area of a region, with its holes, or of a country, coarse; None for anything else, and where no outline is known.

    A region that is none of the first order, as the east of a country, lies in one by its middle and is not that.
    """
    if place.level == "country":
        return geojson.geometry(place)
    if place.level != "region" or not place.admin1 or place.country is None or place.lon is None or place.lat is None:
        return None
    return _region(place.country, place.lon, place.lat)


@lru_cache(1024)
def _region(country: str, lon: float, lat: float) -> dict[str, Any] | None:
    region = borders.region_at(country, lon, lat)
    parts: list[list[borders.Ring]] = []
    for ring in region.rings if region else ():
        # A ring that lies in one before it is a hole: Kyiv, a region itself, in the region of Kyiv.
        around = next((part for part in parts if all(borders.holds(part[0], *p) for p in ring[:: len(ring) // 4 or 1])), None)  # fmt: skip
        if around is None:
            parts.append([ring])
        else:
            around.append(ring)
    rings = [[_turned(ring, left=at == 0) for at, ring in enumerate(part)] for part in parts]
    return {"type": "MultiPolygon", "coordinates": rings} if rings else None


def _turned(ring: borders.Ring, *, left: bool) -> list[tuple[float, float]]:
    """A closed ring that turns as RFC 7946 asks: left around land, right around a hole."""
    points = [*ring, ring[0]] if ring[0] != ring[-1] else list(ring)
    turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    return points if (turn > 0) == left else points[::-1]
