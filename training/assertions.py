"""Fit the weights of `knowledge/assertions.toml`: which statements of a report assert an event in other words than those that tell it.

    python -m training.assertions

Each statement of the gold's training reports, as twosource reads them, is an example beside each event that the gold has too. Logistic regression (scikit-learn).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from evaluation.shared import scorer

from training.happenings import Read, pages
from training.told import TRAIN
from training.weights import Row, fit, write
from twosource.reading.events.assertion import Hearing, signs
from twosource.reading.events.find import heard

OUT = Path(__file__).parents[1] / "src/twosource/knowledge/assertions.toml"
STRENGTH = 0.1
MET = 0.4
"""Share of letters from which a statement is the gold's."""


def examples(read: Read, score: Any) -> Iterator[Row]:
    """Signs of each statement beside each event that does not lie in it, and whether the gold has it assert the event."""
    page, gold, _ = read
    text = page.report.text
    hearing = heard(page)
    met = _met(hearing, gold, text, score)
    for event in hearing.told:
        state = event.state or None
        start = event.token.idx
        trigger = {"start": start, "end": start + len(event.token)}
        one = next(
            (
                g
                for g in gold["events"]
                if g["type"] == event.kind
                and (g.get("state") or None) == state
                and score.trigger_touches(text, g["trigger"], trigger)
            ),
            None,
        )
        if one is None:
            continue
        for statement in hearing.statements:
            if statement.id in met and statement.id not in event.statements:
                yield dict(signs(hearing, event, statement)), met[statement.id] in one["statements"]


def _met(hearing: Hearing, gold: dict[str, Any], text: str, score: Any) -> dict[str, str]:
    """The gold's id of each statement that the gold has."""
    theirs = [score.gold_letters(text, g["content"]) for g in gold["statements"]]
    mine = [score.said_letters(text, msgspec.to_builtins(s.content)) for s in hearing.statements]
    found = [
        (len(a & b) / len(a | b), i, j)
        for i, a in enumerate(theirs)
        for j, b in enumerate(mine)
        if a & b and len(a & b) / len(a | b) >= MET
    ]
    return {hearing.statements[j].id: gold["statements"][i]["id"] for i, j in score.pair_off(found)}


def main() -> None:
    """Collect, fit, write."""
    score = scorer("score")
    rows = [row for name in TRAIN for read in pages(name) for row in examples(read, score)]
    print(f"{len(rows)} statements beside events, {sum(right for _, right in rows)} assert them")
    told = (
        "What speaks for and against a statement's asserting an event that it does not tell in the event's own words, in logits: 0 is even odds.",
        "Fitted on the gold's training reports by training/assertions.py.",
    )
    write(OUT, told, fit(rows, C=STRENGTH, max_iter=2000))


if __name__ == "__main__":
    main()
