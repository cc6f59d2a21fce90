"""The floors: each figure as it was last written to docs/quality.json. A figure below its floor fails the gate.

Processors round sums of floats differently, and a chance that lies on a threshold falls to either side: on two of them, one telling in two hundred was
read otherwise. So a figure falls where it lies lower by more than that; `write` names every lower figure.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from evaluation.measures import Figures
from evaluation.shared import ROOT

FILE = ROOT / "docs" / "quality.json"
TABLE = ROOT / "docs" / "quality.md"


class SetFloors(msgspec.Struct):
    """Figures of one set, and the hash of the texts and gold they were measured on."""

    hash: str
    figures: Figures


class Volume(msgspec.Struct):
    """A run over many reports: what it took on two cores."""

    set: str
    hash: str
    reports: int
    seconds: float
    reports_a_second: float
    peak_mb: int
    claims: int


class Floors(msgspec.Struct):
    """All of docs/quality.json."""

    sets: dict[str, SetFloors] = {}
    volume: Volume | None = None


ROUNDING = 0.006
"""What a share may lie below its floor on another processor; of figures in per cent a hundred times as much."""


def load(path: Path = FILE) -> Floors:
    """The floors; none yet where the file is not there."""
    return msgspec.json.decode(path.read_bytes(), type=Floors) if path.exists() else Floors()


def save(floors: Floors, path: Path = FILE) -> None:
    """Write the floors, sorted, so that a change shows as the lines it changes."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(floors, order="deterministic"), indent=1) + b"\n")


def falls(name: str, now: Figures, then: SetFloors, hash_now: str, slack: float = 0.0) -> list[str]:
    """What is worse than it was by more than `slack` (of a share), one line each; another hash means another test, and that is said too."""
    if hash_now != then.hash:
        return [f"{name}: the texts or the gold changed ({then.hash} to {hash_now}); measure anew with `make quality`"]
    return [
        f"{name}: {figure} fell from {was} to {now.get(figure, 'nothing')}"
        for figure, was in then.figures.items()
        if figure not in now or now[figure] < was - slack * (100 if was > 1 else 1) - 1e-6
    ]
