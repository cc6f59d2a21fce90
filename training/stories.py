"""Fit the weights of `linking/stories.py`: how the likenesses of two reports tell that they are of one story.

    python -m training.stories

Logistic regression (scikit-learn) over pairs of reports that are alike at all: stories of gold/composed-train, and events of data/stories
(ECB+, topics 1 to 35), which bear no dates, and where two events of one topic are as like as stories can be. Prints the weights and, by the odds at which clusters are cut, B-cubed F.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import numpy as np
from evaluation import pipeline
from evaluation.shared import DATA, GOLD
from sklearn.linear_model import LogisticRegression

from twosource.linking import stories
from twosource.linking.texts import Text

EVENTS = DATA / "stories/ecbplus-01-35.jsonl"
CUTS = (0.3, 0.4, 0.5, 0.55, 0.6, 0.7)


def of_gold(name: str) -> tuple[dict[str, Text], dict[str, str]]:
    """Reports of a gold file, and the story of each."""
    told = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    story = {report["report"]: one["story"] for one in told for report in one["reports"]}
    return {r.id: Text.of(r) for r in pipeline.reports(GOLD / f"{name}.reports.jsonl")}, story


def events() -> tuple[dict[str, Text], dict[str, str]]:
    """Reports of ECB+, and the event of each."""
    return {r.id: Text.of(r) for r in pipeline.reports(EVENTS)}, {
        row["id"]: row["event"] for row in pipeline.rows(EVENTS)
    }


def pairs(texts: Mapping[str, Text], story: Mapping[str, str]) -> Iterator[tuple[tuple[float, ...], bool]]:
    """What speaks for each pair that is alike at all, and whether it is of one story; a dated pair also as if it were not dated."""
    ids = sorted(texts)
    for at, a in enumerate(ids):
        for b in ids[at + 1 :]:
            signs = stories.signs(texts[a], texts[b])
            if signs is not None:
                for dated in {signs.apart is not None, False}:
                    yield (signs.words, signs.names, signs.leads, float(dated)), story[a] == story[b]


def b_cubed(groups: Mapping[str, str], story: Mapping[str, str]) -> float:
    """F of precision and recall over reports (Bagga and Baldwin 1998)."""

    def share(of: Mapping[str, str], by: Mapping[str, str]) -> float:
        members: dict[str, list[str]] = {}
        for report, group in of.items():
            members.setdefault(group, []).append(report)
        return float(np.mean([np.mean([by[r] == by[s] for s in members[g]]) for r, g in of.items()]))

    precision, recall = share(groups, story), share(story, groups)
    return 2 * precision * recall / (precision + recall)


def main() -> None:
    """Fit, print."""
    sets = {"composed": of_gold("composed-train"), "ECB+": events()}
    told = [pair for texts, story in sets.values() for pair in pairs(texts, story)]
    model = LogisticRegression(C=10.0, max_iter=1000).fit([row for row, _ in told], [same for _, same in told])
    print(f"{len(told)} pairs; words, names, leads, dated {model.coef_[0].round(1)}, even {model.intercept_[0]:.1f}")
    (stories.WORDS, stories.NAMES, stories.LEADS, stories.DATED), stories.EVEN = model.coef_[0], model.intercept_[0]
    for cut in CUTS:
        stories.ENOUGH = cut
        found = []
        for name, (texts, story) in sets.items():
            told_of, _ = stories.stories(texts, ())
            f = b_cubed({report: one.id for one in told_of for report in one.reports}, story)
            found.append(f"{name} {f:.3f}")
        print(f"cut at {cut}: B-cubed F {', '.join(found)}")


if __name__ == "__main__":
    main()
