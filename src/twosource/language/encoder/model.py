"""The encoder at work: paragraphs of words in, for each word its labels and what it belongs to out. numpy and onnxruntime alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource import threads
from twosource.errors import ModelError
from twosource.language.encoder.pieces import Cut, Pieces
from twosource.language.encoder.trees import tree

FOLDER = Path(__file__).parent / "weights"
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WINDOW = 300
"""Word pieces of one look; a longer paragraph is read in several, each from a sentence's beginning where there is one."""

LIKELY = 0.05
"""Chance of carrying an event from which a word's scores are kept."""

CLEAR = 0.97
"""Chance of standing outside from which a word needs no second look."""

ROLE_GOES_ON = {2: 1}
"""A later word of a source, cue or content (2) needs a first one (1) before it."""

ROLES = ("source", "cue", "content")
SLOTS = ("actor", "target", "place")


class Carrier(NamedTuple):
    """What a word may carry: chances of each kind and stage, and for each slot the chance of each word of the paragraph to be in it."""

    kinds: Floats
    stages: Floats
    slots: Floats


class Marks(NamedTuple):
    """What the encoder says of one paragraph, word by word."""

    starts: NDArray[np.bool_]
    pos: Ints
    tags: Ints
    names: Ints
    heads: Ints
    relations: Ints
    roles: NDArray[np.uint8]
    """Words × 3 (source, cue, content): 0 outside, 1 the first word, 2 a later one."""
    owners: dict[int, int]
    """First word of a source or content, and first word of the cue (or of the source, where there is no cue) that it belongs to."""
    carriers: dict[int, Carrier]


COLUMNS = ("starts", "pos", "tags", "names", "heads", "relations", "roles")
"""What a paragraph's marks hold for each word."""


class Encoder:
    """The shipped weights, loaded once a process."""

    def __init__(self, folder: Path = FOLDER) -> None:
        try:
            self._session = threads.session(str(folder / "encoder.onnx"))
            forms = np.load(folder / "forms.npz")
            self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, RuntimeError) as fault:
            raise ModelError(
                "the encoder cannot be loaded", where=str(folder), remedy="install twosource again"
            ) from fault
        names = self.labels["name"]
        self._name_goes_on = {n: names.index("B-" + m[2:]) for n, m in enumerate(names) if m.startswith("I-")}
        self._forms: dict[str, Floats] = {name: forms[name].astype(np.float32) for name in forms.files}
        self._pieces = Pieces(folder / "pieces.json")
        sizes = json.loads((folder / "heads.json").read_text(encoding="utf-8"))
        self._tags = _offsets(sizes["tags"])
        self._vectors = _offsets(sizes["vectors"])

    def read(self, paragraphs: Sequence[Sequence[str]]) -> list[Marks]:
        """What it says of each paragraph, in their order; none may be empty."""
        cuts = [self._pieces.of(words) for words in paragraphs]
        waiting = [(number, 0) for number in range(len(cuts))]
        parts: list[list[tuple[int, Marks]]] = [[] for _ in cuts]
        while waiting:
            looks = [(number, first, _stop(cuts[number], first)) for number, first in waiting]
            waiting = []
            for number, first, stop in looks:
                marks = self._look(_part(cuts[number], first, stop))
                if stop < len(cuts[number].firsts):
                    stop = first + _last_start(marks, stop - first)
                    marks = _first(marks, stop - first)
                    waiting.append((number, stop))
                parts[number].append((first, marks))
        return [_joined(part) for part in parts]

    def _look(self, cut: Cut) -> Marks:
        """One paragraph alone: in int8 the scale of what flows through is that of the batch, and no report's reading may hang on its neighbours."""
        given = {"pieces": np.array([cut.ids], dtype=np.int64), "shapes": np.array([cut.shapes], dtype=np.int64)}
        tags, vectors = self._session.run(None, {**given, "mask": np.ones((1, len(cut.ids)), dtype=np.float32)})
        return self._marks(tags[0, cut.firsts], vectors[0, cut.firsts])

    def _marks(self, tags: Floats, vectors: Floats) -> Marks:
        score = {name: tags[:, a:b] for name, (a, b) in self._tags.items()}
        v = {name: vectors[:, a:b] for name, (a, b) in self._vectors.items()}
        starts = score["start"].argmax(1).astype(bool)
        starts[0] = True
        heads = self._heads(v, np.flatnonzero(starts))
        roles = np.stack([_marked(_chances(score[role]), ROLE_GOES_ON) for role in ROLES], axis=1).astype(np.uint8)
        return Marks(
            starts=starts, pos=score["pos"].argmax(1), tags=score["tag"].argmax(1), names=_marked(_chances(score["name"]), self._name_goes_on), heads=heads,
            relations=self._relations(v, heads), roles=roles, owners=self._owners(v, roles), carriers=self._carriers(score, v),
        )  # fmt: skip

    def _heads(self, v: dict[str, Floats], starts: NDArray[np.intp]) -> Ints:
        count = len(v["arc_child"])
        child = _one(v["arc_child"]) @ self._forms["arc"]
        heads = np.zeros(count, dtype=np.int64)
        for first, stop in zip(starts, [*starts[1:], count], strict=True):
            scores = child[first:stop] @ v["arc_head"][first:stop].T
            heads[first:stop] = np.array(tree(scores)) + first
        return heads

    def _relations(self, v: dict[str, Floats], heads: Ints) -> Ints:
        form = self._forms["label"]
        above = _one(v["label_head"])[heads]
        left = np.tensordot(_one(v["label_child"]), form, axes=([1], [1]))  # words × relations × width
        scores = np.einsum("nre,ne->nr", left, above)
        root = self.labels["relation"].index("root")
        is_root = heads == np.arange(len(heads))
        scores[:, root] = np.where(is_root, np.inf, -np.inf)
        best: Ints = scores.argmax(1)
        return best

    def _owners(self, v: dict[str, Floats], roles: NDArray[np.uint8]) -> dict[int, int]:
        cues = np.flatnonzero(roles[:, 1] == 1)
        sources = np.flatnonzero(roles[:, 0] == 1)
        anchors = np.concatenate([cues, sources])
        asking = np.flatnonzero((roles[:, 0] == 1) | (roles[:, 2] == 1))
        if not len(anchors) or not len(asking):
            return {}
        scores = _one(v["owned"][asking]) @ self._forms["owner"] @ _one(v["owner"][anchors]).T
        out = {}
        for n, word in enumerate(asking):
            row = scores[n].copy()
            row[anchors == word] = -np.inf
            if roles[word, 0] == 1 and roles[word, 2] != 1:
                row[len(cues) :] = -np.inf
            best = int(row.argmax())
            if np.isfinite(row[best]):
                out[int(word)] = int(anchors[best])
        return out

    def _carriers(self, score: dict[str, Floats], v: dict[str, Floats]) -> dict[int, Carrier]:
        kinds = _chances(score["event"])
        none = self.labels["event"].index("none")
        found = np.flatnonzero(kinds[:, none] < 1 - LIKELY)
        if not len(found):
            return {}
        stages = _chances(score["stage"][found])
        left = np.einsum("kd,sde->kse", _one(v["trigger"][found]), self._forms["argument"])
        slots = 1 / (1 + np.exp(-(left @ _one(v["argument"]).T)))
        return {int(w): Carrier(kinds[w], stages[n], slots[n].astype(np.float32)) for n, w in enumerate(found)}


@cache
def encoder() -> Encoder:
    """The shipped encoder."""
    return Encoder()


def _offsets(sizes: dict[str, int]) -> dict[str, tuple[int, int]]:
    out, at = {}, 0
    for name, size in sizes.items():
        out[name] = (at, at + size)
        at += size
    return out


def _one(x: Floats) -> Floats:
    return np.concatenate([x, np.ones((*x.shape[:-1], 1), dtype=x.dtype)], axis=-1)


def _chances(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    chances: Floats = raised / raised.sum(1, keepdims=True)
    return chances


def _marked(chances: Floats, goes_on: Mapping[int, int]) -> Ints:
    """The likeliest mark of each word (Viterbi 1967): 0 outside, and a mark in `goes_on` only after the mark that it needs before it, or after itself.

    So nothing goes on that has not begun, and no `United` is a place with `States` as another beside it. Words that are clearly outside part the rows.
    """
    marks: Ints = np.zeros(len(chances), dtype=np.int64)
    doubtful = np.flatnonzero(chances[:, 0] < CLEAR)
    if len(doubtful):
        logs = np.log(np.maximum(chances, 1e-6))
        for run in np.split(doubtful, np.flatnonzero(np.diff(doubtful) > 1) + 1):
            marks[run] = _row(logs[run].tolist(), goes_on)
    return marks


def _row(logs: list[list[float]], goes_on: Mapping[int, int]) -> list[int]:
    totals = [-50.0 if n in goes_on else score for n, score in enumerate(logs[0])]
    back: list[list[int]] = []
    for row in logs[1:]:
        top = max(range(len(totals)), key=totals.__getitem__)
        come = [max(n, goes_on[n], key=totals.__getitem__) if n in goes_on else top for n in range(len(row))]
        back.append(come)
        totals = [totals[c] + score for c, score in zip(come, row, strict=True)]
    mark = max(range(len(totals)), key=totals.__getitem__)
    out = [mark]
    for come in reversed(back):
        mark = come[mark]
        out.append(mark)
    return out[::-1]


def _stop(cut: Cut, first: int) -> int:
    """The word before which a look that begins at word `first` ends."""
    begins = cut.firsts[first]
    if len(cut.ids) - 1 - begins <= WINDOW:
        return len(cut.firsts)
    stop = first + 1
    while stop < len(cut.firsts) and cut.firsts[stop] - begins < WINDOW:
        stop += 1
    return max(first + 1, stop - 1)


def _part(cut: Cut, first: int, stop: int) -> Cut:
    """The pieces of words `first` to `stop`, opened and closed."""
    a = cut.firsts[first]
    b = cut.firsts[stop] if stop < len(cut.firsts) else len(cut.ids) - 1
    return Cut(
        [cut.ids[0], *cut.ids[a:b], cut.ids[-1]], [0, *cut.shapes[a:b], 0], [f - a + 1 for f in cut.firsts[first:stop]]
    )


def _last_start(marks: Marks, count: int) -> int:
    """Where the last sentence of a look begins, which the next look reads whole; all of it where there is only one."""
    starts = np.flatnonzero(marks.starts)
    return int(starts[-1]) if len(starts) > 1 else count


def changed(
    marks: Marks,
    change: Callable[[str, NDArray[Any]], NDArray[Any]],
    owners: dict[int, int],
    carriers: dict[int, Carrier],
) -> Marks:
    """Marks with each column changed, by its name, and owners and carriers put in their new places."""
    columns = {name: change(name, getattr(marks, name)) for name in COLUMNS}
    return Marks(**columns, owners=owners, carriers=carriers)


def _first(marks: Marks, count: int) -> Marks:
    """The first words of what a look found."""
    return changed(
        marks,
        lambda _, column: column[:count],
        {a: b for a, b in marks.owners.items() if a < count and b < count},
        {w: c._replace(slots=c.slots[:, :count]) for w, c in marks.carriers.items() if w < count},
    )


def _joined(parts: Sequence[tuple[int, Marks]]) -> Marks:
    if len(parts) == 1:
        return parts[0][1]
    total = sum(len(marks.starts) for _, marks in parts)
    whole = {
        name: np.concatenate([getattr(m, name) + (first if name == "heads" else 0) for first, m in parts])
        for name in COLUMNS
    }
    owners = {a + first: b + first for first, marks in parts for a, b in marks.owners.items()}
    carriers = {}
    for first, marks in parts:
        for word, carrier in marks.carriers.items():
            slots = np.zeros((len(carrier.slots), total), dtype=np.float32)
            slots[:, first : first + carrier.slots.shape[1]] = carrier.slots
            carriers[word + first] = carrier._replace(slots=slots)
    return Marks(**whole, owners=owners, carriers=carriers)
