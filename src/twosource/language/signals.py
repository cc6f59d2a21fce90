"""What the encoder says of a whole text: who speaks in it and what may happen in it, numbered by the tokens of its `Doc`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc

from twosource.language.encoder.model import Carrier, encoder
from twosource.language.encoder.reader import KEY

SOURCE, CUE, CONTENT = 0, 1, 2
Run = tuple[int, int]
"""Tokens, the end exclusive."""


class Said(NamedTuple):
    """An attribution as runs of tokens."""

    source: Run | None
    cue: Run | None
    content: tuple[Run, ...]


def attributions(doc: Doc) -> Iterator[Said]:
    """Attributions in the order of their paragraphs; one without source and cue goes on what was said before."""
    for base, marks in doc.user_data.get(KEY, ()):
        runs = [_runs(marks.roles[:, role].tolist()) for role in (SOURCE, CUE, CONTENT)]
        anchored: dict[int, list[Run]] = {}
        for run in runs[CONTENT]:
            anchored.setdefault(marks.owners.get(run[0], -1), []).append(run)
        for anchor, contents in sorted(anchored.items(), key=lambda pair: pair[1][0]):
            cue = next((run for run in runs[CUE] if run[0] == anchor), None)
            if cue is not None:
                owned = [run for run in runs[SOURCE] if marks.owners.get(run[0]) == anchor]
                source = min(owned, key=lambda run: abs(run[0] - anchor), default=None)
            else:
                source = next((run for run in runs[SOURCE] if run[0] == anchor), None)
            yield Said(_moved(source, base), _moved(cue, base), tuple((a + base, b + base) for a, b in contents))


def _moved(run: Run | None, base: int) -> Run | None:
    return (run[0] + base, run[1] + base) if run else None


def _runs(labels: list[int]) -> list[Run]:
    found: list[Run] = []
    for at, label in enumerate(labels):
        if label == 2 and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        elif label:
            found.append((at, at + 1))
    return found


class Chance(NamedTuple):
    """What a token may carry: kinds of event (`none` among them) and stages by their chance, best first; and what may fill its slots."""

    kinds: tuple[tuple[float, str], ...]
    stages: tuple[tuple[float, str], ...]
    base: int
    carrier: Carrier


def carriers(doc: Doc) -> dict[int, Chance]:
    """Tokens that may carry an event."""
    labels = encoder().labels
    out = {}
    for base, marks in doc.user_data.get(KEY, ()):
        for at, carrier in marks.carriers.items():
            out[base + at] = Chance(
                _ranked(carrier.kinds.tolist(), labels["event"]),
                _ranked(carrier.stages.tolist(), labels["stage"]),
                base,
                carrier,
            )
    return out


def _ranked(chances: list[float], names: list[str]) -> tuple[tuple[float, str], ...]:
    return tuple(sorted(zip(chances, names, strict=True), reverse=True)[:4])
