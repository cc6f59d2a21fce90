"""What is measured: one function a set, each giving figures by name (shares of one, or F in per cent as the scorer has it)."""

from __future__ import annotations

import json
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from evaluation import pipeline, syntax
from evaluation.shared import DATA, GOLD, hashed, scorer
from twosource.engine import local

Figures = dict[str, float]


def full(name: str, *, from_gold: bool = False) -> Figures:
    """The three layers of `score.py` on gold/NAME, end to end or with linking on gold readings."""
    score = scorer("score")
    texts, gold_file = GOLD / f"{name}.reports.jsonl", GOLD / f"{name}.json"
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "out"
        if from_gold:
            scorer("gold_to_export").main(["", str(texts), str(gold_file), f"{scratch}/gold", "--readings"])
            pipeline.link_folder(Path(scratch) / "gold", out)
        else:
            pipeline.read(texts, out)
        stories = json.loads(gold_file.read_text(encoding="utf-8"))
        reports = {r["id"]: r for r in pipeline.rows(texts)}
        gold = {r["report"]: r for story in stories for r in story["reports"]}
        score.check_export(out, reports, gold)
        aligned = score.align_events(reports, gold, out)
        figures: Figures = {}
        if not from_gold:
            said = score.score_statements(reports, gold, out, [])
            figures["statements found F"] = said["found"]["F"]
            for key in ("source", "cue", "kind", "voice", "hedge", "via", "denied"):
                figures[f"statements {key} right"] = said[key]
            events = score.score_events(reports, aligned, [])
            figures["events found F"] = events["found"]["F"]
            figures["events all slots F"] = events["all slots"]["F"]
            for slot, row in events["slots"].items():
                figures[f"events {slot} F"] = row["F"]
        if any("claims" in story for story in stories):
            figures |= claims(score.score_claims(stories, aligned, out, []))
    return figures


def claims(scored: dict[str, Any]) -> Figures:
    """The figures of the claims layer."""
    return {
        "claims grouped B3 F": scored["grouping B3"]["F"],
        "sources right, of found": scored["sources_min right, of found"],
        "sources right, of found with two or more": scored["sources_min right, of found with two or more"],
        "both bounds right, of found": scored["both bounds right, of found"],
        "two-source claims F": scored["two-source claims"]["F"],
        "opposed F": scored["opposed"]["F"],
        "conflicts F": scored["conflicts"]["F"],
        "copies verdict macro F": scored["copies verdict, macro F"],
        "dependent pairs F": scored["dependent pairs"]["F"],
    }


def part(which: str, gold_file: Path, texts: Path | None = None, *, linked: bool = False) -> Figures:
    """One part of `score_parts.py`."""
    score = scorer("score_parts")
    with tempfile.TemporaryDirectory() as scratch:
        pipeline.read(texts or gold_file, Path(scratch), linked=linked)
        scored = getattr(score, which)(score.jsonl(gold_file), Path(scratch))
    figures: Figures = {}
    for name, value in scored.items():
        if isinstance(value, dict) and "F" in value:
            figures[f"{name} F"] = value["F"]
        elif isinstance(value, (int, float)) and name in ("end to end", "macro F", "within 161 km"):
            figures[name] = float(value)
    return figures


class Measure:
    """A set with its files, so that its hash says what was measured on."""

    def __init__(self, files: tuple[Path, ...], run: Callable[[], Figures]) -> None:
        self.files = files
        self.run = run

    @property
    def hash(self) -> str:
        """What the set was, texts and gold together."""
        return hashed(*self.files)


def _full(name: str, from_gold: bool = False) -> Measure:
    return Measure((GOLD / f"{name}.reports.jsonl", GOLD / f"{name}.json"), lambda: full(name, from_gold=from_gold))


def _part(which: str, path: Path, texts: Path | None = None, linked: bool = False) -> Measure:
    return Measure((path, *([texts] if texts else [])), lambda: part(which, path, texts, linked=linked))


def _tree(name: str) -> Measure:
    path = DATA / "ud" / f"{name}_test.conllu"
    return Measure((path,), lambda: syntax.score(path))


MEASURES: dict[str, Measure] = {
    "seeds": _full("seeds"),
    "dev-stories": _full("dev-stories"),
    "dev-full": _full("dev-full"),
    "composed-dev": _full("composed-dev"),
    "composed-dev, linking on gold readings": _full("composed-dev", from_gold=True),
    "dev-stories, linking on gold readings": _full("dev-stories", from_gold=True),
    "polnear dev": _part("statements", DATA / "polnear/dev.jsonl"),
    "timex timebank": _part("dates", DATA / "timex/timebank.jsonl"),
    "timex aquaint": _part("dates", DATA / "timex/aquaint.jsonl"),
    "timex wikiwars": _part("dates", DATA / "timex/wikiwars-01-16.jsonl"),
    "geo lgl": _part("places", DATA / "geo/lgl.jsonl"),
    "geo geowebnews": _part("places", DATA / "geo/geowebnews.jsonl"),
    "anonymous pairs": _part("voices", GOLD / "anon-pairs.jsonl", GOLD / "anon-pairs.reports.jsonl", linked=True),
    "ecb+ stories": _part("stories", DATA / "stories/ecbplus-01-35.jsonl", linked=True),
    "ud gum test": _tree("gum"),
    "ud ewt test": _tree("ewt"),
}
"""All sets by the name they have in docs/quality.md."""


def measured(names: Sequence[str]) -> Iterator[tuple[str, Figures, float]]:
    """Name, figures and seconds of each set, as many sets at a time as there are cores."""
    with ProcessPoolExecutor(min(local.cores(), len(names)), mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_one, names)


def _one(name: str) -> tuple[str, Figures, float]:
    start = time.perf_counter()
    return name, MEASURES[name].run(), time.perf_counter() - start
