"""Texts in which events are marked, for training alone: the gold's training files, and what was annotated beside them (training/annotated)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluation.pipeline import rows
from evaluation.shared import DATA, GOLD
from spacy.tokens import Doc, Token

from twosource import language
from twosource.intake.report import Metadata, make
from twosource.knowledge import lexicon
from twosource.records import Report

TRAIN = ("train-short", "train-full", "composed-train")
ANNOTATED = Path(__file__).parent / "annotated"
REPORTS = ("written", "written-more", "written-stories")
"""Whole reports annotated beside the gold, whose events say which statements assert them."""

BESIDE = (*REPORTS, "ruwa", "sentences", "sentences-more")

MARKED = ("trigger", "actor", "target", "place")
"""What is marked of an event."""

Told = tuple[Doc, dict[str, Any]]
"""A parsed text and its events, in the shape of the gold."""


def gold(name: str) -> list[Told]:
    """Parsed texts of a gold file with their gold."""
    texts = {row["id"]: row["text"] for row in rows(GOLD / f"{name}.reports.jsonl")}
    told = [report for story in stories(name) for report in story["reports"]]
    return list(zip(language.parse_many(texts[g["report"]] for g in told), told, strict=True))


def stories(name: str) -> list[dict[str, Any]]:
    """Stories of a gold file, with their reports and claims."""
    found: list[dict[str, Any]] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    return found


def beside(name: str) -> list[Told]:
    """Parsed texts annotated beside the gold, with their events in its shape."""
    told = annotated(name)
    docs = language.parse_many(text for text, _ in told)
    return [(doc, row) for doc, (_, row) in zip(docs, told, strict=True)]


def annotated(name: str) -> list[tuple[str, dict[str, Any]]]:
    """Texts annotated beside the gold, each with its events in the shape of the gold, and its statements as marks where they were annotated."""
    told = rows(ANNOTATED / f"{name}.jsonl")
    texts = {row["id"]: row["text"] for row in told if "text" in row}
    if not texts:
        texts = {row["id"]: row["text"] for row in rows(DATA / "ruwa/2022-02-to-08.jsonl")}
    return [
        (text := texts[row["id"]], row | {"events": [_worded(text, event) for event in row["events"]]}) for row in told
    ]


def report(text: str, row: dict[str, Any]) -> Report:
    """A whole text annotated beside the gold, as it would be taken in."""
    known = Metadata(id=row["id"], outlet=row["outlet"], published=row["published"], language="en")
    return make(text, known, sha256="", where=row["id"])


def _worded(text: str, event: dict[str, Any]) -> dict[str, Any]:
    """An event whose slots are marks, with the words that they mark; the marks themselves under the slot's name with `_at`."""
    marks = {k: event[k] for k in MARKED if k in event}
    return (
        {"target": None, "at": event["trigger"][0]}
        | {k: text[v[0] : v[1]] if k in marks else v for k, v in event.items()}
        | {f"{k}_at": tuple(v) for k, v in marks.items()}
    )


def carrier(doc: Doc, event: dict[str, Any]) -> Token | None:
    """The head token of an event's trigger; of several places of its words the marked one, else the one nearest to the target's words."""
    words, near = event["trigger"], event["target"]
    best, start = None, doc.text.find(words)
    target = event["at"] if "at" in event else doc.text.find(near) if near else -1
    while start >= 0:
        span = doc.char_span(start, start + len(words), alignment_mode="expand")
        if span is not None:
            root = next((t for t in span if lexicon.types_for(t.lemma_.lower(), t.pos_)), span.root)
            distance = abs(start - target) if target >= 0 else start
            if best is None or distance < best[0]:
                best = (distance, root)
        start = doc.text.find(words, start + 1)
    return best[1] if best else None


def carried(doc: Doc, events: Sequence[dict[str, Any]]) -> Iterator[tuple[Token, dict[str, Any]]]:
    """Each word that carries an event, with the first that it carries."""
    seen = set()
    for event in events:
        token = carrier(doc, event)
        if token is not None and token.i not in seen:
            seen.add(token.i)
            yield token, event
