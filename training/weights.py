"""Writes fitted weights as a table that a person can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

LEAST = 0.03
"""Weights nearer to nothing than this are left out."""


def write(path: Path, told: Sequence[str], weights: Mapping[str, float]) -> None:
    """Sentences on what the weights are, as comments, and the weights in the order given."""
    lines = [
        *(f"# {sentence}" for sentence in told),
        "[weights]",
        *(f'"{name}" = {round(value, 2)}' for name, value in weights.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
