"""Make `knowledge/scenes.toml`: which of the places that a report names an event happened at that is told without its place.

    python -m training.scenes

Learns from the reports annotated beside the gold, where each event's words and the words of its place are marked. A place is right wherever its name stands;
an event whose place has no name that is read (`a field hospital`) teaches nothing. Logistic regression (scikit-learn).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.told import REPORTS, annotated, carrier
from training.told import report as made
from training.weights import Row, fit, write
from twosource import language
from twosource.reading import body, places
from twosource.reading.places.scene import Scene, Telling, key, signs

OUT = Path(__file__).parents[1] / "src/twosource/knowledge/scenes.toml"
STRENGTH = 0.1


def examples(name: str) -> Iterator[Row]:
    """Each place of a report beside each of its events: its signs, and whether it happened there."""
    rows = annotated(name)
    for (text, row), doc in zip(rows, language.parse_many(text for text, _ in rows), strict=True):
        report = made(text, row)
        named = tuple(
            p for p in places.find(doc, report.published)
            if p.span and body.in_body(report, p.span.start, p.span.end) and not places.goes_by(p.span.text)
        )  # fmt: skip
        scene = Scene(doc, report, named)
        events = [(token, event) for event in row["events"] if (token := carrier(doc, event)) is not None]
        before = ""
        for token, event in sorted(events, key=lambda pair: pair[0].i):
            told = event.get("place_at")
            right = {
                key(n.place) for n in scene.named
                if told and n.place.span and n.place.span.start < told[1] and told[0] < n.place.span.end
            }  # fmt: skip
            if told and not right:
                continue
            sides = [event[slot] for slot in ("actor_at", "target_at") if event.get(slot)]
            telling = Telling(token, event["type"], sides, before)
            yield from ((dict(signs(scene, telling, n)), key(n.place) in right) for n in scene.named)
            before = min(right, default=before)


def main() -> None:
    """Collect, fit, write."""
    rows = [row for name in REPORTS for row in examples(name)]
    print(f"{len(rows)} places of events, {sum(right for _, right in rows)} of them right")
    told = (
        "What speaks for and against an event's having happened at a place that the report names elsewhere, in logits: 0 is even odds.",
        "Fitted on the reports of training/annotated by training/scenes.py.",
    )
    write(OUT, told, fit(rows, C=STRENGTH, max_iter=500, tol=1e-3))


if __name__ == "__main__":
    main()
