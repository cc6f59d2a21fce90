"""Grow the trees of `knowledge/assertions.onnx`: which statements of a report assert an event in other words than those that tell it.

    python -m training.assertions

Each statement of the training reports, as twosource reads them, is an example beside each event that people marked too. Gradient-boosted trees (scikit-learn).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from evaluation.shared import scorer

from training.grown import grow, write
from training.happenings import page, pages
from training.told import REPORTS, TRAIN, annotated, report
from training.weights import Row
from twosource import language
from twosource.reading.events.assertion import TREES, Hearing, signs
from twosource.reading.events.find import Page, heard

OUT = Path(__file__).parents[1] / "src/twosource/knowledge" / TREES
GROWN = {"n_estimators": 800, "max_leaf_nodes": 12, "max_depth": None, "min_samples_leaf": 30, "learning_rate": 0.02, "subsample": 0.5, "max_features": 0.3}  # fmt: skip
"""Chosen on the dev files."""

MET = 0.4
"""Share of letters from which a statement is the one that people marked."""

Told = tuple[Page, dict[str, Any]]
"""A report's page, and its statements and events in the shape of the gold."""


def told() -> Iterator[Told]:
    """The training reports of the gold, and those beside it."""
    for name in TRAIN:
        for read, gold, _ in pages(name):
            yield read, gold
    for name in REPORTS:
        rows = annotated(name)
        for (text, row), doc in zip(rows, language.parse_many(text for text, _ in rows), strict=True):
            yield page(report(text, row), doc), _in_shape_of_gold(text, row)


def _in_shape_of_gold(text: str, row: dict[str, Any]) -> dict[str, Any]:
    statements = [
        {"id": str(n), "content": [text[a:b] for a, b in said["content"]]} for n, said in enumerate(row["statements"])
    ]
    return {"statements": statements, "events": [e | {"statements": [str(n) for n in e["by"]]} for e in row["events"]]}


def examples(read: Told, score: Any) -> Iterator[Row]:
    """Signs of each statement beside each event that does not lie in it, and whether people had it assert the event."""
    page, marked = read
    text = page.report.text
    hearing = heard(page)
    met = _met(hearing, marked, text, score)
    for event in hearing.told:
        start = event.token.idx
        trigger = {"start": start, "end": start + len(event.token)}
        one = next(
            (
                e
                for e in marked["events"]
                if e["type"] == event.kind
                and (e.get("state") or None) == event.state
                and score.trigger_touches(text, e["trigger"], trigger)
            ),
            None,
        )
        if one is None:
            continue
        for statement in hearing.statements:
            if statement.id in met and statement.id not in event.statements:
                row = {sign: float(value) for sign, value in signs(hearing, event, statement)}
                yield row, met[statement.id] in one["statements"]


def _met(hearing: Hearing, marked: dict[str, Any], text: str, score: Any) -> dict[str, str]:
    """The id that people gave each statement that they marked too."""
    theirs = [score.gold_letters(text, s["content"]) for s in marked["statements"]]
    mine = [score.said_letters(text, msgspec.to_builtins(s.content)) for s in hearing.statements]
    found = [
        (len(a & b) / len(a | b), i, j)
        for i, a in enumerate(theirs)
        for j, b in enumerate(mine)
        if a & b and len(a & b) / len(a | b) >= MET
    ]
    return {hearing.statements[j].id: marked["statements"][i]["id"] for i, j in score.pair_off(found)}


def main() -> None:
    """Collect, grow, write."""
    rows = [example for read in told() for example in examples(read, scorer("score"))]
    print(f"{len(rows)} statements beside events, {sum(right for _, right in rows)} assert them")
    write(OUT, *grow(rows, **GROWN))


if __name__ == "__main__":
    main()
