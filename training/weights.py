"""Fits the weights of named signs, and writes them as a table that a person can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

LEAST = 0.03
"""Weights nearer to nothing than this are left out."""


Row = tuple[Mapping[str, float], bool]
"""Signs by name and strength, and whether what they speak for is right."""


def fit(rows: Sequence[Row], **how: Any) -> dict[str, float]:
    """Weights of a logistic regression, by sign in the order of their names, but those near to nothing; `always` holds what all begin with. `how` goes to scikit-learn."""
    names = DictVectorizer()
    data = names.fit_transform([signs for signs, _ in rows])
    model = LogisticRegression(**how)
    model.fit(data, [right for _, right in rows])
    weights = dict(zip(names.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    weights["always"] += float(model.intercept_[0])
    return {name: value for name, value in sorted(weights.items()) if abs(value) >= LEAST}


def write(path: Path, told: Sequence[str], weights: Mapping[str, float]) -> None:
    """Sentences on what the weights are, as comments, and the weights in the order given."""
    lines = [
        *(f"# {sentence}" for sentence in told),
        "[weights]",
        *(f'"{name}" = {round(value, 2)}' for name, value in weights.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
