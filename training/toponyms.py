"""Fit the weights of `knowledge/toponyms.toml`: which words name places, and which place of a name is meant.

    python -m training.toponyms          # fit on all and write
    python -m training.toponyms check    # five folds, each measured by weights of the other four

Texts with places on the globe (LGL, GeoWebNews) and the places of events in the gold's training files. Names by logistic regression
(scikit-learn), meanings by a conditional one over the candidates of a name (scipy's L-BFGS), where all candidates within 161 km are right.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from evaluation.pipeline import reports, rows
from evaluation.shared import DATA, GOLD
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from twosource import language
from twosource.knowledge.gazetteer import Entry, bare, distance_km
from twosource.reading.places import resolve as meaning
from twosource.reading.places.name import Name
from twosource.reading.places.names import is_sure, names, proposals
from twosource.reading.places.naming import Context, signs
from twosource.reading.places.weights import Table, Weights
from twosource.records import Place

OUT = Path(__file__).parents[1] / "src/twosource/knowledge/toponyms.toml"
SETS = ("lgl", "geowebnews")
WAR = ("train-full", "train-short", "composed-train")
RIGHT_KM = 161
FOLDS = 5
SELDOM = 6
"""Signs seen less often than this are left out."""
NAME_STRENGTH, MEANING_STRENGTH = 0.3, 0.5

Signs = dict[str, float]


class Text(NamedTuple):
    """A parsed text with its gold: spans of places, and what makes an entry right; `whole` where all its places are marked."""

    doc: Doc
    spans: list[tuple[int, int]]
    right: Sequence[Callable[[Entry], bool] | None]
    whole: bool


def on_the_globe(name: str) -> Iterator[Text]:
    """Texts in which every place is marked, most with coordinates."""
    path = DATA / "geo" / f"{name}.jsonl"
    for doc, row in zip(language.parse_many(r.text for r in reports(path)), rows(path), strict=True):
        yield Text(
            doc, [(t["start"], t["end"]) for t in row["topo"]], [_near(t["lat"], t["lon"]) for t in row["topo"]], True
        )


def _near(lat: float | None, lon: float | None) -> Callable[[Entry], bool] | None:
    if lat is None or lon is None:
        return None
    at = Place(span=None, lat=lat, lon=lon)
    return lambda entry: (distance_km(at, entry) or 0.0) <= RIGHT_KM


def at_war(name: str) -> Iterator[Text]:
    """Texts in which the places of events are marked, with country, region and level."""
    path = GOLD / f"{name}.reports.jsonl"
    stories = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    gold = {r["report"]: r["events"] for story in stories for r in story["reports"]}
    taken = reports(path)
    for report, doc in zip(taken, language.parse_many(r.text for r in taken), strict=True):
        told = {e["place"]["text"]: e["place"] for e in gold.get(report.id, ()) if e["place"]}
        spans, right = [], []
        for words, place in told.items():
            at = report.text.find(words)
            if at >= 0 and place["name"]:
                spans.append((at, at + len(words)))
                right.append(_same(place))
        yield Text(doc, spans, right, False)


def _same(place: dict[str, Any]) -> Callable[[Entry], bool]:
    """Of one country and level; in one region where both tell theirs, else of one name."""

    def right(entry: Entry) -> bool:
        if entry.country != place["country"] or entry.level != place["level"]:
            return False
        if entry.admin1 and place["admin1"]:
            return bare(entry.admin1) == bare(place["admin1"])
        return bare(entry.name) == bare(place["name"])

    return right


def overlapping(text: Text, name: Name) -> int | None:
    """The gold place that a name touches."""
    start, end = text.doc[name.start].idx, text.doc[name.end - 1].idx + len(text.doc[name.end - 1])
    return next((i for i, (a, b) in enumerate(text.spans) if a < end and start < b), None)


def naming_examples(texts: Iterable[Text]) -> tuple[list[list[str]], list[bool]]:
    """Signs of every proposal that the reader would weigh, and whether it is a place."""
    found, wanted = [], []
    for text in texts:
        if not text.whole:
            continue
        context, at = Context(text.doc), 0
        for name in proposals(text.doc):
            if name.start < at:
                continue
            is_place = overlapping(text, name) is not None
            if not is_sure(name):
                found.append(list(signs(context, name)))
                wanted.append(is_place)
            if is_place or is_sure(name):
                at = name.end
    return found, wanted


def fit_naming(found: Sequence[Sequence[str]], wanted: Sequence[bool]) -> Table:
    """Weights of the signs of a name."""
    seen = Counter(sign for row in found for sign in set(row))
    listed = sorted(sign for sign, times in seen.items() if times >= SELDOM)
    place = {name: i for i, name in enumerate(listed)}
    data = np.zeros((len(found), len(listed)), dtype=np.float32)
    for i, row in enumerate(found):
        for sign in row:
            if sign in place:
                data[i, place[sign]] = 1
    model = LogisticRegression(C=NAME_STRENGTH, max_iter=3000, fit_intercept=False)
    model.fit(data, wanted)
    return _rounded(listed, model.coef_[0])


class Choice(NamedTuple):
    """Signs of each candidate of a name, which are right, and how much it counts."""

    rows: list[Signs]
    right: NDArray[np.bool_]
    weight: float


def choices(texts: Iterable[Text], named: Table, first: Table | None) -> list[Choice]:
    """Every name found that has a right candidate and a wrong one; its signs beside the others where `first` has the weights of it alone."""
    out = []
    for text in texts:
        listed = list(names(text.doc, named))
        groups, at = meaning.groups(text.doc, listed)
        wanted: dict[int, Callable[[Entry], bool]] = {}
        for name, group in zip(listed, at, strict=True):
            gold = overlapping(text, name)
            judge = text.right[gold] if gold is not None else None
            if group is not None and judge is not None:
                wanted.setdefault(group, judge)
        found = meaning.signs(text.doc, groups, first) if wanted else []
        for group, judge in wanted.items():
            right = np.array([judge(entry) for entry in groups[group].entries])
            if right.any() and not right.all():
                out.append(Choice(found[group], right, min(groups[group].times, 3) ** 0.5))
    return out


def fit_meaning(examples: Sequence[Choice]) -> Table:
    """Weights of the signs of a meaning: the likelihood of all right candidates together."""
    seen = Counter(sign for choice in examples for row in choice.rows for sign, value in row.items() if value)
    listed = sorted(sign for sign, times in seen.items() if times >= SELDOM)
    data = [np.array([[row.get(name, 0.0) for name in listed] for row in choice.rows]) for choice in examples]

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = MEANING_STRENGTH * float(w @ w), 2 * MEANING_STRENGTH * w
        for x, choice in zip(data, examples, strict=True):
            score = x @ w
            raised = np.exp(score - score.max())
            p = raised / raised.sum()
            good = p[choice.right].sum() + 1e-12
            q = np.where(choice.right, p, 0.0) / good
            total -= choice.weight * float(np.log(good))
            slope -= choice.weight * (x.T @ (q - p))
        return total, slope

    found = minimize(loss, np.zeros(len(listed)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return _rounded(listed, found.x)


def _rounded(listed: Sequence[str], values: Iterable[float]) -> Table:
    return {name: round(float(v), 2) for name, v in zip(listed, values, strict=True) if abs(v) >= 0.01}


def fit(texts: Sequence[Text]) -> Weights:
    """All three tables; each is fitted on what the ones before make of the texts."""
    named = fit_naming(*naming_examples(texts))
    first = fit_meaning(choices(texts, named, None))
    return Weights(named, first, fit_meaning(choices(texts, named, first)))


def measure(texts: Iterable[Text], weights: Weights) -> Counter[str]:
    """Counts of what the reader makes of texts in which all places are marked."""
    tally: Counter[str] = Counter()
    for text in texts:
        listed = list(names(text.doc, weights.named))
        used = set()
        tally["gold"] += len(text.spans)
        tally["located"] += sum(judge is not None for judge in text.right)
        tally["said"] += len(listed)
        for name, entry in zip(listed, meaning.resolve(text.doc, listed, weights), strict=True):
            gold = overlapping(text, name)
            if gold is None or gold in used:
                continue
            used.add(gold)
            tally["found"] += 1
            judge = text.right[gold]
            if judge is not None and entry is not None:
                tally["resolved"] += 1
                tally["near"] += judge(entry)
    return tally


def shown(name: str, tally: Counter[str]) -> str:
    """One line of figures in per cent."""
    return (
        f"{name}: found P {100 * tally['found'] / tally['said']:.1f} R {100 * tally['found'] / tally['gold']:.1f} "
        f"F {200 * tally['found'] / (tally['said'] + tally['gold']):.1f}, within 161 km {100 * tally['near'] / tally['resolved']:.1f}, "
        f"end to end {100 * tally['near'] / tally['located']:.1f}"
    )


def check(sets: dict[str, list[Text]], war: list[Text]) -> None:
    """Print what each fold reaches by weights of the other folds, summed up by set."""
    totals = {name: Counter[str]() for name in sets}
    for fold in range(FOLDS):
        learnt = [t for texts in sets.values() for i, t in enumerate(texts) if i % FOLDS != fold]
        weights = fit([*learnt, *war])
        for name, texts in sets.items():
            totals[name] += measure((t for i, t in enumerate(texts) if i % FOLDS == fold), weights)
    for name, tally in totals.items():
        print(shown(name, tally), flush=True)


def write(weights: Weights) -> None:
    """The data file."""

    def part(head: str, table: Table) -> list[str]:
        return [
            f"[{head}]",
            *(f"{json.dumps(name, ensure_ascii=False)} = {value}" for name, value in table.items()),
            "",
        ]

    lines = [
        "# Signs by which words name a place, and by which one of the places of a name is meant, in logits. Fitted by training/toponyms.py on LGL,",
        "# GeoWebNews and the places of events in the gold's training files.",
        *part("named", weights.named),
        *part("meant.first", weights.first),
        *part("meant.then", weights.then),
    ]
    OUT.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    """Fit and write, or check by folds."""
    sets = {name: list(on_the_globe(name)) for name in SETS}
    war = [text for name in WAR for text in at_war(name)]
    if "check" in sys.argv[1:]:
        check(sets, war)
    else:
        weights = fit([*(t for texts in sets.values() for t in texts), *war])
        for name, texts in sets.items():
            print(shown(f"{name}, learnt from", measure(texts, weights)))
        write(weights)


if __name__ == "__main__":
    main()
