"""Fit the weights of `knowledge/happenings.toml`: which tellings of a report tell of something new.

    python -m training.happenings

Tellings of the gold's training reports are taken in the order in which the reader takes them; one is new where it can stand for an event of the gold
that none before it stood for. What a word may carry is what a judge says that has not seen its story (five parts): the shipped encoder and judge have learnt
these texts by heart and are too sure of them. Logistic regression (scikit-learn).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from evaluation import pipeline
from evaluation.shared import GOLD, scorer
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc, Token

from training import events as judges
from training.told import TRAIN, Told, beside, stories
from training.weights import LEAST, write
from twosource import language
from twosource.knowledge import lexicon
from twosource.language.signals import Chance, carriers
from twosource.reading import body, dates, places
from twosource.reading.events import features, happenings
from twosource.reading.events.find import Page, event, proposals
from twosource.reading.events.judge import slots
from twosource.reading.events.mention import Mention
from twosource.reading.statements.find import find as find_statements
from twosource.records import Report

OUT = Path(__file__).parents[1] / "src/twosource/knowledge/happenings.toml"
PARTS = 5
STRENGTH = 0.1
BY_HAND = {"chance": 0.75, "held": -0.1}
LENIENT = 0.8
"""Chosen on the dev files: encoder and judge together are to be trusted further than the judge alone, and a report that tells much may tell more."""

Read = tuple[Page, dict[str, Any], str]
"""A report's page, its gold, and its story."""


def pages(name: str) -> Iterator[Read]:
    """The reports of a gold file as the readers before that of events leave them."""
    gold = {
        report["report"]: (report, f"{name}-{n}")
        for n, story in enumerate(stories(name))
        for report in story["reports"]
    }
    reports = pipeline.reports(GOLD / f"{name}.reports.jsonl")
    for report, doc in zip(reports, language.parse_many(r.text for r in reports), strict=True):
        yield (page(report, doc), *gold[report.id])


def page(report: Report, doc: Doc) -> Page:
    """A report as the readers before that of events leave it."""
    times = tuple(t for t in dates.find(doc, report.published) if body.in_body(report, t.span.start, t.span.end))
    toponyms = tuple(
        p for p in places.find(doc, report.published) if p.span and body.in_body(report, p.span.start, p.span.end)
    )
    said, voices = find_statements(doc, report, toponyms, times)
    return Page(doc, report, said, toponyms, times, {v.id: v for v in voices}, report.published, carriers(doc))


def opinion(model: Any) -> Callable[[Token, Chance | None], Mapping[str, float]]:
    """What a judge says that has not seen the story; the encoder, which has, is not asked."""

    def asked(token: Token, carrier: Chance | None) -> Mapping[str, float]:
        del carrier
        if not lexicon.types_for(token.lemma_.lower(), token.pos_):
            return {}
        chances = model.predict_proba(judges.table([slots(features.features(token))]))[0]
        return dict(zip(map(str, model.classes_), chances.tolist(), strict=True))

    return asked


def answers(mention: Mention, page: Page, gold: Sequence[dict[str, Any]], score: Any) -> Iterator[int]:
    """Which events of the gold a telling can stand for, by the scorer's rule."""
    said = msgspec.to_builtins(event(page, mention))
    text = page.report.text
    for n, one in enumerate(gold):
        if one["type"] == said["type"] and (one.get("state") or None) == (said.get("state") or None):
            agree = sum(ok for slot, *_, ok in score.slots(text, one, said) if slot not in ("stage", "item-number"))
            if score.trigger_touches(text, one["trigger"], said["trigger"]) or agree >= 2:
                yield n


def examples(
    mentions: Sequence[Mention], page: Page, gold: Sequence[dict[str, Any]], score: Any
) -> Iterator[tuple[dict[str, float], bool]]:
    """Signs of each telling, seen from what was rightly held before it, and whether it is new."""
    held: list[happenings.Happening] = []
    open_ = set(range(len(gold)))
    for telling in happenings.tellings(mentions):
        found = {n for mention in telling for n in answers(mention, page, gold, score)} & open_
        touched = [
            n
            for n in sorted(found)
            if score.trigger_touches(
                page.report.text,
                gold[n]["trigger"],
                {"start": telling[0].token.idx, "end": telling[0].token.idx + len(telling[0].token)},
            )
        ]
        taken = touched[: len(telling)] or sorted(found)[:1]
        yield dict(happenings.signs(telling[0], held)), bool(taken)
        open_ -= set(taken)
        happenings.add(telling, held, new=bool(taken))


def fit(rows: Sequence[dict[str, float]], wanted: Sequence[bool]) -> dict[str, float]:
    """Weights by sign; `even` is what all tellings begin with."""
    names = DictVectorizer()
    data = names.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(data, wanted)
    print(f"{len(rows)} tellings, {sum(wanted)} new, {model.score(data, wanted):.3f} right on what it learnt from")
    weights = dict(zip(names.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    weights |= BY_HAND
    return {"even": float(model.intercept_[0]) + LENIENT} | {
        n: w for n, w in sorted(weights.items()) if abs(w) >= LEAST
    }


def marked(told: Iterable[Told]) -> list[judges.Row]:
    """What the judge of types learns from."""
    return judges.rows(judges.examples(told)[0], features.features)


def collected(read: Sequence[Read]) -> tuple[list[dict[str, float]], list[bool]]:
    """Examples of all reports, each with a judge that has not seen its story."""
    score = scorer("score")
    also = [row for name in judges.LEARNT for row in marked(beside(name))]
    stories = sorted({story for *_, story in read})
    part = {story: int(n) % PARTS for n, story in enumerate(np.random.default_rng(7).permutation(stories))}
    rows, wanted = [], []
    for number in range(PARTS):
        seen = [(page.doc, gold) for page, gold, story in read if part[story] != number]
        model = judges.fitted(marked(seen) + also)
        for page, gold, story in read:
            if part[story] == number:
                for row, new in examples(proposals(page, opinion(model)), page, gold["events"], score):
                    rows.append(row)
                    wanted.append(new)
    return rows, wanted


def main() -> None:
    """Collect, fit, write."""
    weights = fit(*collected([one for name in TRAIN for one in pages(name)]))
    told = (
        "What speaks for and against a telling's being of a happening that the report has not told before, in logits: 0 is even odds.",
        "Fitted on the gold's training reports by training/happenings.py.",
    )
    write(OUT, told, weights)


if __name__ == "__main__":
    main()
