"""Make `knowledge/event_judge.npz`: which word carries which type of event, and at which stage, learnt from the gold's training files.

    python -m training.events

A multinomial logistic regression over hashed features (scikit-learn; at run time numpy alone), trained on train-short, train-full and composed-train of
../shared/gold and on what was annotated beside them. Words that repeat an event which the gold marks elsewhere in the report are left out, not taken for negatives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from evaluation.shared import ROOT
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Token

from training.told import BESIDE, TRAIN, Told, beside, carried, gold
from twosource.knowledge import lexicon
from twosource.reading.events import features, stage
from twosource.reading.events.judge import BITS, label, slots

OUT = ROOT / "src/twosource/knowledge/event_judge.npz"
LEARNT = tuple(name for name in BESIDE if name != "written-stories")
"""Texts beside the gold that the judge learns from. The stories tell things by out-of-the-way words, which carry an event in their company only:
the encoder sees it, and the judge would learn the word (found on composed-dev .65 for .67 and on dev-stories .74 for .77 with them)."""


def examples(read: Iterable[Told]) -> tuple[list[tuple[Token, str]], list[tuple[Token, str]]]:
    """Words with the class that they carry (`none` among them), and words of events with their stage."""
    marked: list[tuple[Token, str]] = []
    stages: list[tuple[Token, str]] = []
    for doc, told in read:
        here = {token.i: event for token, event in carried(doc, told["events"])}
        stages += [(doc[i], event["stage"]) for i, event in here.items()]
        kinds = {event["type"] for event in here.values()}
        for token in doc:
            types = lexicon.types_for(token.lemma_.lower(), token.pos_)
            if token.i in here:
                marked.append((token, label(here[token.i]["type"], here[token.i].get("state"))))
            elif types and not kinds & set(types):
                marked.append((token, "none"))
    return marked, stages


Row = tuple[list[int], str]
"""Hashed features of a word, and its class."""


def rows(marked: Iterable[tuple[Token, str]], reader: Callable[[Token], Iterable[str]]) -> list[Row]:
    """Each word with its features."""
    return [(slots(reader(token)), kind) for token, kind in marked]


def table(told: Sequence[Sequence[int]]) -> Any:
    """Hashed features of each word as a sparse matrix."""
    ends = np.cumsum([0, *map(len, told)])
    ones = np.ones(int(ends[-1]), np.float32)
    return csr_matrix((ones, [i for row in told for i in row], ends), shape=(len(told), 1 << BITS))


def fitted(told: Sequence[Row]) -> Any:
    """The regression over the words, on features that occur more than once; the others weigh nothing."""
    data = table([row for row, _ in told])
    used = np.flatnonzero(np.bincount(data.indices, minlength=1 << BITS) > 1)
    model = LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-3)
    model.fit(data[:, used], [kind for _, kind in told])
    coefficients = np.zeros((len(model.coef_), 1 << BITS), np.float32)
    coefficients[:, used] = model.coef_
    model.coef_, model.n_features_in_ = coefficients, 1 << BITS
    return model


STRENGTH = 1.0
"""Inverse of the penalty; chosen on the dev files."""


def write(told: dict[str, list[Row]]) -> None:
    """Fit the judges and write their weights, in steps of 1/64."""
    weights: dict[str, Any] = {}
    for judge, words in told.items():
        model = fitted(words)
        made = model.coef_.astype(np.float32)
        made[np.abs(made) < 0.02] = 0
        used = np.flatnonzero(np.abs(made).sum(axis=0))
        weights |= {
            f"{judge}_classes": np.array(model.classes_), f"{judge}_bias": model.intercept_.astype(np.float32),
            f"{judge}_rows": used.astype(np.uint32), f"{judge}_weights": (made[:, used].T * 64).round().clip(-127, 127).astype(np.int8),
        }  # fmt: skip
        print(f"{judge}: {len(words)} examples, {len(model.classes_)} classes, {len(used)} features")
    origin = np.array("twosource's training texts (training/events.py)")
    np.savez_compressed(OUT, origin=origin, **weights)
    print(f"{OUT.stat().st_size / 1e3:.0f} kB")


def main() -> None:
    """Collect examples, fit both judges, write the weights."""
    told = [pair for name in TRAIN for pair in gold(name)] + [pair for name in LEARNT for pair in beside(name)]
    marked, stages = examples(told)
    write({"type": rows(marked, features.features), "stage": rows(stages, stage.features)})


if __name__ == "__main__":
    main()
