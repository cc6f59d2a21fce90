"""Fit the weights of `knowledge/agreement.toml`: which signs make two tellings one claim, by the pairs of the gold's training stories.

    python -m training.agreement

Each two events of one type in different reports of a story are an example; gold readings, so that no fault of reading is learnt. Logistic regression (scikit-learn).
"""

from __future__ import annotations

import json
import tempfile
from itertools import combinations
from pathlib import Path

import numpy as np
from evaluation.shared import GOLD, scorer
from sklearn.linear_model import LogisticRegression

from twosource.intake import export_folder
from twosource.linking.agreement import signs
from twosource.linking.texts import Text, likeness

OUT = Path(__file__).parents[1] / "src/twosource/knowledge/agreement.toml"
TRAIN = "composed-train"
STRENGTH = 0.5
BY_HAND = {"one story": 2.0, "region of the same name": 0.8}
"""Signs that the training pairs, all of one story, do not show or hardly show."""


def main() -> None:
    """Collect the pairs, fit, write."""
    with tempfile.TemporaryDirectory() as scratch:
        texts, gold = GOLD / f"{TRAIN}.reports.jsonl", GOLD / f"{TRAIN}.json"
        scorer("gold_to_export").main(["", str(texts), str(gold), scratch, "--readings"])
        reports, readings = export_folder.load(Path(scratch))
    by_id = {r.id: r for r in reports}
    words = {r.id: Text.of(r) for r in reports}
    events = {e.id: e for reading in readings for e in reading.events}
    rows, wanted = [], []
    for story in json.loads(gold.read_text(encoding="utf-8")):
        claim = {f"{report}-{event}": c["id"] for c in story["claims"] for report, event in c["events"]}
        for one, two in combinations(sorted(claim), 2):
            a, b = events[one], events[two]
            if a.report == b.report:
                continue
            first, second = sorted((a.report, b.report))
            found = signs(a, b, by_id, same_story=True, likeness=likeness(words[first], words[second]))
            if found is not None:
                rows.append({s.name: s.value for s in found})
                wanted.append(claim[one] == claim[two])
    names = sorted({name for row in rows for name in row} - set(BY_HAND))
    data = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(data, wanted)
    print(
        f"{len(rows)} pairs, {sum(wanted)} of one claim, {model.score(data, wanted):.3f} right on what it learnt from"
    )
    weights = {name: round(float(w), 2) for name, w in zip(names, model.coef_[0], strict=True)}
    lines = [
        "# What speaks for and against two tellings being one claim, in logits: 0 is even odds. Fitted on the gold's training stories by training/agreement.py;",
        "# the first are set by hand, for all those pairs are of one story: two reports of different stories need more.",
        "[weights]",
        f"even = {round(float(model.intercept_[0]) - 2.0, 2)}",
        *(f'"{name}" = {value}' for name, value in BY_HAND.items()),
        *(f'"{name}" = {value}' for name, value in weights.items()),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
