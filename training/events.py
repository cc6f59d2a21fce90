"""Make `knowledge/event_judge.npz`: which word carries which type of event, and at which stage, learnt from the gold's training files.

    python -m training.events

A multinomial logistic regression over hashed features (scikit-learn; at run time numpy alone), trained on train-short, train-full and composed-train of
../shared/gold. Words that repeat an event which the gold marks elsewhere in the report are left out, not taken for negatives.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc, Token

from twosource import language
from twosource.knowledge import lexicon
from twosource.reading.events import features, stage
from twosource.reading.events.judge import BITS, label, slots

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared/gold"
OUT = ROOT / "src/twosource/knowledge/event_judge.npz"
TRAIN = ("train-short", "train-full", "composed-train")


def reports(name: str) -> list[tuple[Doc, dict[str, Any]]]:
    """Parsed texts of a gold file with their gold."""
    texts = {
        r["id"]: r["text"]
        for r in map(json.loads, (GOLD / f"{name}.reports.jsonl").read_text(encoding="utf-8").strip().split("\n"))
    }
    gold = [
        report
        for story in json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
        for report in story["reports"]
    ]
    return list(zip(language.parse_many(texts[g["report"]] for g in gold), gold, strict=True))


def carrier(doc: Doc, words: str, taken: set[int], near: str | None) -> Token | None:
    """The head token of a trigger's words; of several places the one nearest to the target's words."""
    best, start = None, doc.text.find(words)
    target = doc.text.find(near) if near else -1
    while start >= 0:
        span = doc.char_span(start, start + len(words), alignment_mode="expand")
        if span is not None:
            root = next((t for t in span if lexicon.types_for(t.lemma_.lower(), t.pos_)), span.root)
            distance = abs(start - target) if target >= 0 else start
            if root.i not in taken and (best is None or distance < best[0]):
                best = (distance, root)
        start = doc.text.find(words, start + 1)
    return best[1] if best else None


def main() -> None:
    """Collect examples, fit both judges, write the weights."""
    marked: list[tuple[Token, str]] = []
    stages: list[tuple[Token, str]] = []
    for name in TRAIN:
        for doc, gold in reports(name):
            here: dict[int, str] = {}
            for event in gold["events"]:
                token = carrier(doc, event["trigger"], set(), event["target"])
                if token is not None and token.i not in here:
                    here[token.i] = label(event["type"], event.get("state"))
                    stages.append((token, event["stage"]))
            told = {kind.split(":")[0] for kind in here.values()}
            for token in doc:
                types = lexicon.types_for(token.lemma_.lower(), token.pos_)
                if token.i in here:
                    marked.append((token, here[token.i]))
                elif types and not told & set(types):
                    marked.append((token, "none"))
    weights: dict[str, Any] = {}
    for judge, examples, reader, strength in (
        ("type", marked, features.features, 0.4),
        ("stage", stages, stage.features, 1.0),
    ):
        classes = sorted({kind for _, kind in examples})
        rows = [slots(reader(token)) for token, _ in examples]
        data = csr_matrix(
            (
                np.ones(sum(map(len, rows)), np.float32),
                [i for row in rows for i in row],
                np.cumsum([0, *map(len, rows)]),
            ),
            shape=(len(rows), 1 << BITS),
        )
        model = LogisticRegression(C=strength, max_iter=400)
        model.fit(data, [kind for _, kind in examples])
        table = model.coef_.astype(np.float32)
        table[np.abs(table) < 0.02] = 0
        used = np.flatnonzero(np.abs(table).sum(axis=0))
        weights |= {
            f"{judge}_classes": np.array(classes), f"{judge}_bias": model.intercept_.astype(np.float32),
            f"{judge}_rows": used.astype(np.uint32), f"{judge}_weights": (table[:, used].T * 64).round().clip(-127, 127).astype(np.int8),
        }  # fmt: skip
        right = (model.predict(data) == np.array([kind for _, kind in examples])).mean()
        print(
            f"{judge}: {len(examples)} examples, {len(classes)} classes, {len(used)} features, {right:.3f} right on what it learnt from"
        )
    origin = np.array("twosource's gold training files (training/events.py)")
    np.savez_compressed(OUT, origin=origin, **weights)
    print(f"{OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
