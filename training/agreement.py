"""Fit the weights of `knowledge/agreement.toml`: which signs make two tellings one claim, by the pairs of the gold's training stories.

    python -m training.agreement

Each two events of one type in different reports of a story are an example, once as people read them and once as twosource does, at half the weight: what is
misread (a place, a day) must not part what belongs together, and what is read rightly must. Logistic regression (scikit-learn).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from evaluation import pipeline
from evaluation.shared import GOLD, scorer
from sklearn.linear_model import LogisticRegression

from training.told import stories
from twosource.intake import export_folder
from twosource.linking.agreement import Sign, signs
from twosource.linking.telling import told
from twosource.linking.texts import Text, cosine, likeness
from twosource.reading.read import read_many
from twosource.records import Event, Reading, Report

OUT = Path(__file__).parents[1] / "src/twosource/knowledge/agreement.toml"
TRAIN = "composed-train"
STRENGTH = 0.3
READ = 0.5
"""Weight of a pair as twosource reads it, where one as people read it has 1."""
LENIENT = 0.3
"""Added to what the pairs say: chosen on composed-dev, by claims as linked and not by pairs."""
BY_HAND = {"one story": 2.0, "region of the same name": 0.8}
"""Signs that the training pairs, all of one story, do not show or hardly show."""

Claims = Mapping[str, tuple[str, str]]
"""Story and claim of each event, by the event's id."""


def main() -> None:
    """Collect the pairs, fit, write."""
    pairs: list[tuple[list[Sign], bool, float]] = []
    for readings, weight in ((_people(), 1.0), (_machine(), READ)):
        found = list(_pairs(*readings))
        print(f"{len(found)} pairs, {sum(same for _, same in found)} of one claim")
        pairs += [(row, same, weight) for row, same in found]
    names = sorted({sign.name for row, _, _ in pairs for sign in row} - set(BY_HAND))
    data = np.zeros((len(pairs), len(names)))
    for at, (row, _, _) in enumerate(pairs):
        for sign in row:
            if sign.name not in BY_HAND:
                data[at, names.index(sign.name)] += sign.value
    wanted = [same for _, same, _ in pairs]
    model = LogisticRegression(C=STRENGTH, max_iter=4000)
    model.fit(data, wanted, sample_weight=[weight for _, _, weight in pairs])
    print(f"{model.score(data, wanted):.3f} right on what it learnt from")
    weights = {name: round(float(w), 2) for name, w in zip(names, model.coef_[0], strict=True)}
    lines = [
        "# What speaks for and against two tellings being one claim, in logits: 0 is even odds. Fitted on the gold's training stories by training/agreement.py;",
        "# the first are set by hand, for all those pairs are of one story: two reports of different stories need more.",
        "[weights]",
        f"even = {round(float(model.intercept_[0]) - BY_HAND['one story'] + LENIENT, 2)}",
        *(f'"{name}" = {value}' for name, value in BY_HAND.items()),
        *(f'"{name}" = {value}' for name, value in weights.items()),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _people() -> tuple[Sequence[Report], Sequence[Reading], Claims]:
    """The gold's own readings."""
    texts, gold = GOLD / f"{TRAIN}.reports.jsonl", GOLD / f"{TRAIN}.json"
    with tempfile.TemporaryDirectory() as scratch:
        scorer("gold_to_export").main(["", str(texts), str(gold), scratch, "--readings"])
        reports, readings = export_folder.load(Path(scratch))
    return reports, readings, {f"{r}-{e}": of for (r, e), of in _claims().items()}


def _machine() -> tuple[Sequence[Report], Sequence[Reading], Claims]:
    """What twosource reads of the same reports, and to which claims belongs what the gold has too."""
    path = GOLD / f"{TRAIN}.reports.jsonl"
    reports = pipeline.reports(path)
    readings = tuple(read_many(reports))
    told_of = {report["report"]: report for story in stories(TRAIN) for report in story["reports"]}
    with tempfile.TemporaryDirectory() as scratch:
        pipeline.write(reports, readings, Path(scratch), linked=False)
        by_id = {row["id"]: row for row in pipeline.rows(path)}
        aligned = scorer("score").align_events(by_id, told_of, Path(scratch))
    of = _claims()
    claims = {}
    for report, (gold, said, met, _) in aligned.items():
        for a, b in met:
            if (report, gold[a]["id"]) in of:
                claims[said[b]["id"]] = of[report, gold[a]["id"]]
    return reports, readings, claims


def _claims() -> dict[tuple[str, str], tuple[str, str]]:
    """Story and claim of each event of the gold, by report and its id there."""
    return {
        (report, event): (story["story"], claim["id"])
        for story in stories(TRAIN)
        for claim in story["claims"]
        for report, event in claim["events"]
    }


def _pairs(reports: Sequence[Report], readings: Sequence[Reading], claims: Claims) -> Iterator[tuple[list[Sign], bool]]:
    """The signs of each two events of a story in different reports, and whether they are one claim."""
    by_id = {r.id: r for r in reports}
    texts = {r.id: Text.of(r) for r in reports}
    events: dict[str, Event] = {e.id: e for reading in readings for e in reading.events}
    telling = told(by_id, {r.report: r for r in readings})
    around = {i: texts[events[i].report].around(events[i].trigger.start, events[i].trigger.end) for i in claims}
    for one, two in combinations(sorted(claims), 2):
        a, b = events[one], events[two]
        if a.report == b.report or claims[one][0] != claims[two][0]:
            continue
        alike = likeness(texts[a.report], texts[b.report])
        beside = cosine(around[one], around[two])
        found = signs(a, b, by_id, same_story=True, likeness=alike, around=beside, telling=telling)
        if found is not None:
            yield found, claims[one] == claims[two]


if __name__ == "__main__":
    main()
