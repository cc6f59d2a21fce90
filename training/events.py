"""Make `knowledge/event_judge.npz`: which word carries which type of event, and at which stage, learnt from the gold's training files.

    python -m training.events

A multinomial logistic regression over hashed features (scikit-learn; at run time numpy alone), trained on train-short, train-full and composed-train of
../shared/gold. Words that repeat an event which the gold marks elsewhere in the report are left out, not taken for negatives.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
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


def examples(read: Iterable[tuple[Doc, dict[str, Any]]]) -> tuple[list[tuple[Token, str]], list[tuple[Token, str]]]:
    """Words with the class that they carry (`none` among them), and words of events with their stage."""
    marked: list[tuple[Token, str]] = []
    stages: list[tuple[Token, str]] = []
    for doc, gold in read:
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
    return marked, stages


def table(rows: Sequence[Sequence[int]]) -> Any:
    """Hashed features of each word as a sparse matrix."""
    ends = np.cumsum([0, *map(len, rows)])
    ones = np.ones(int(ends[-1]), np.float32)
    return csr_matrix((ones, [i for row in rows for i in row], ends), shape=(len(rows), 1 << BITS))


def fitted(marked: Sequence[tuple[Token, str]], reader: Callable[[Token], Iterable[str]], strength: float) -> Any:
    """The regression over the words."""
    model = LogisticRegression(C=strength, max_iter=400)
    return model.fit(table([slots(reader(token)) for token, _ in marked]), [kind for _, kind in marked])


STRENGTH = {"type": 0.4, "stage": 1.0}
READER: dict[str, Callable[[Token], Iterable[str]]] = {"type": features.features, "stage": stage.features}


def main() -> None:
    """Collect examples, fit both judges, write the weights."""
    marked, stages = examples(pair for name in TRAIN for pair in reports(name))
    weights: dict[str, Any] = {}
    for judge, words in (("type", marked), ("stage", stages)):
        model = fitted(words, READER[judge], STRENGTH[judge])
        made = model.coef_.astype(np.float32)
        made[np.abs(made) < 0.02] = 0
        used = np.flatnonzero(np.abs(made).sum(axis=0))
        weights |= {
            f"{judge}_classes": np.array(model.classes_), f"{judge}_bias": model.intercept_.astype(np.float32),
            f"{judge}_rows": used.astype(np.uint32), f"{judge}_weights": (made[:, used].T * 64).round().clip(-127, 127).astype(np.int8),
        }  # fmt: skip
        print(f"{judge}: {len(words)} examples, {len(model.classes_)} classes, {len(used)} features")
    origin = np.array("twosource's gold training files (training/events.py)")
    np.savez_compressed(OUT, origin=origin, **weights)
    print(f"{OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
