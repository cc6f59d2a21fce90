"""What the encoder learns from: paragraphs of words with labels, out of treebanks, PolNeAR and the gold's training files.

Nothing of a dev or test part is read here but by `dev`, which selects the checkpoint.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from evaluation.pipeline import rows

from training import told
from training.headlines import dressed
from twosource.knowledge import lexicon
from twosource.knowledge.inflections import lemmas
from twosource.language.paragraphs import paragraphs

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
LONGEST = 160
"""Words of an example."""

IGNORED = -100
ROLES = ("source", "cue", "content")
SLOTS = ("actor", "target", "place", "item")


@dataclass
class Example:
    """A paragraph: words, and for each head what is known (absent where this source of data says nothing)."""

    words: list[str]
    labels: dict[str, list[int]] = field(default_factory=dict)
    heads: list[int] | None = None
    """Place of each word's head; its own place for a root."""
    owners: list[tuple[int, int]] = field(default_factory=list)
    """First word of a source or content, first word of its cue."""
    arguments: list[tuple[int, int, int]] | None = None
    """Trigger, argument's head word or -1 for none, slot."""


class Labels:
    """Names of classes, numbered as they come up."""

    def __init__(self, fixed: dict[str, list[str]] | None = None) -> None:
        self.names: dict[str, list[str]] = fixed or {}

    def number(self, head: str, name: str) -> int:
        """The number of a class; a new one is added."""
        known = self.names.setdefault(head, [])
        if name not in known:
            known.append(name)
        return known.index(name)


# Treebanks


def treebank(path: Path, labels: Labels, seed: int, *, dress: bool = True) -> list[Example]:
    """Runs of 1 to 6 sentences, as a paragraph of news has them; a part of them in the dress of headlines and curly quotation marks."""
    rng = random.Random(seed)
    documents: list[list[list[list[str]]]] = [[]]
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        if any(line.startswith("# newdoc") for line in lines):
            documents.append([])
        rows = [line.split("\t") for line in lines if line and line[0].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            documents[-1].append(rows)
    out = []
    for document in documents:
        at = 0
        while at < len(document):
            run = document[at : at + rng.choice((1, 1, 2, 2, 3, 4, 6))]
            while len(run) > 1 and sum(map(len, run)) > LONGEST:
                run.pop()
            at += len(run)
            if sum(map(len, run)) <= 2 * LONGEST:
                out.append(_paragraph(run, labels, rng if dress else None))
    return out


def _paragraph(run: Sequence[Sequence[Sequence[str]]], labels: Labels, rng: random.Random | None) -> Example:
    words: list[str] = []
    heads: list[int] = []
    made: dict[str, list[int]] = {name: [] for name in ("start", "pos", "tag", "relation", "name")}
    for sentence in run:
        base = len(words)
        place = {row[0]: base + n for n, row in enumerate(sentence)}
        forms = [row[1] for row in sentence]
        if rng is not None:
            chance = rng.random()
            if chance < 0.5:
                forms = dressed(forms, rng.random() * (0.32 if len(run) == 1 else 4.0))
        words += forms
        named = [re.search(r"name=([^|]+)", row[9]) for row in sentence]
        for n, row in enumerate(sentence):
            made["start"].append(int(n == 0))
            made["pos"].append(labels.number("pos", row[3]))
            made["tag"].append(labels.number("tag", row[4]))
            made["relation"].append(labels.number("relation", "root" if row[6] == "0" else row[7]))
            heads.append(place.get(row[6], base + n))
            mark = named[n]
            made["name"].append(IGNORED if mark is None else labels.number("name", _bio(mark.group(1))))
    return Example(words, made, heads)


def _bio(mark: str) -> str:
    return mark.replace("U-", "B-").replace("L-", "I-")


# Attribution


def polnear(path: Path, tokenize: Any) -> list[Example]:
    """Paragraphs of PolNeAR with source, cue and content of each attribution."""
    out = []
    for row in rows(path):
        said = [{role: [tuple(p) for p in a[role]] for role in ROLES} for a in row["attributions"]]
        out += attributed(row["text"], said, tokenize)
    return out


Ranges = list[tuple[int, int]]


def attributed(text: str, said: list[dict[str, Ranges]], tokenize: Any) -> list[Example]:
    """Paragraphs of a text with attributions given as ranges of characters."""
    out = []
    for start, end in paragraphs(text):
        tokens = [(start + a, start + b) for a, b in tokenize(text[start:end])]
        for first in range(0, len(tokens), LONGEST):
            part = tokens[first : first + LONGEST]
            out.append(_attributed(text, part, said))
    return out


def _attributed(text: str, tokens: list[tuple[int, int]], said: list[dict[str, Ranges]]) -> Example:
    example = Example([text[a:b] for a, b in tokens])
    layers = {role: [0] * len(tokens) for role in ROLES}
    ordered = sorted(said, key=lambda a: -sum(e - s for s, e in a["content"]))
    for attribution in ordered:
        firsts: dict[str, list[int]] = {role: [] for role in ROLES}
        for role in ROLES:
            for begin, stop in attribution[role]:
                inside = [n for n, (a, b) in enumerate(tokens) if a < stop and b > begin]
                if not inside:
                    continue
                firsts[role].append(inside[0])
                for n in inside:
                    layers[role][n] = 1 if n == inside[0] else 2
        anchor = firsts["cue"] or firsts["source"]
        if anchor:
            example.owners += [(n, anchor[0]) for role in ("source", "content") for n in firsts[role] if n != anchor[0]]
    example.labels = dict(layers)
    return example


# Gold


def gold(name: str, labels: Labels, tokenize: Any) -> list[Example]:
    """Paragraphs of the gold's training reports with statements, events and arguments; words are found where they stand."""
    folder = SHARED / "gold"
    texts = {row["id"]: row["text"] for row in rows(folder / f"{name}.reports.jsonl")}
    out = []
    for story in json.loads((folder / f"{name}.json").read_text(encoding="utf-8")):
        for report in story["reports"]:
            text = texts[report["report"]]
            said = [_located(text, s) for s in report.get("statements") or []]
            out += _told(text, said, report["events"], labels, tokenize)
    return out


def annotated(labels: Labels, tokenize: Any) -> list[Example]:
    """Paragraphs of what was annotated beside the gold; where it is not marked who says it, the examples have no such labels."""
    out = []
    for text, row in (pair for name in told.BESIDE for pair in told.annotated(name)):
        said = [{role: [tuple(p) for p in s.get(role, [])] for role in ROLES} for s in row.get("statements", ())]
        for example in _told(text, said, row["events"], labels, tokenize):
            if "statements" not in row:
                for role in ROLES:
                    del example.labels[role]
            out.append(example)
    return out


def _told(
    text: str, said: list[dict[str, Ranges]], events: list[dict[str, Any]], labels: Labels, tokenize: Any
) -> list[Example]:
    made = attributed(text, said, tokenize)
    _events(text, events, made, [start for start, _ in _parts(text, tokenize)], labels)
    return made


def _parts(text: str, tokenize: Any) -> Iterator[tuple[list[tuple[int, int]], int]]:
    for start, end in paragraphs(text):
        tokens = [(start + a, start + b) for a, b in tokenize(text[start:end])]
        for first in range(0, len(tokens), LONGEST):
            yield tokens[first : first + LONGEST], first


def _located(text: str, statement: dict[str, Any]) -> dict[str, Ranges]:
    """Ranges of a statement's words; cue and source are sought nearest to the content."""
    content: Ranges = []
    for piece in statement["content"]:
        at = text.find(piece, content[-1][1] if content else 0)
        at = text.find(piece) if at < 0 else at
        if at >= 0:
            content.append((at, at + len(piece)))
    middle = content[0][0] if content else 0
    found: dict[str, Ranges] = {"content": content, "cue": [], "source": []}
    for role in ("cue", "source"):
        words = statement.get(role)
        near = found["cue"][0][0] if found["cue"] else middle
        if words and (places := _nearest(text, words, near, content)):
            found[role] = [places]
    return found


def _nearest(text: str, words: str, near: int, outside: Ranges) -> tuple[int, int] | None:
    best, at = None, text.find(words)
    while at >= 0:
        end = at + len(words)
        apart = abs(at - near) + 500 * any(s < end and at < e for s, e in outside)
        bounded = (at == 0 or not text[at - 1].isalnum()) and (end >= len(text) or not text[end].isalnum())
        if bounded and (best is None or apart < best[0]):
            best = (apart, at)
        at = text.find(words, at + 1)
    return (best[1], best[1] + len(words)) if best else None


def _events(text: str, events: list[dict[str, Any]], made: list[Example], starts: list[Any], labels: Labels) -> None:
    none = labels.number("event", "none")
    for example in made:
        example.labels["event"] = [none] * len(example.words)
        example.labels["stage"] = [IGNORED] * len(example.words)
        example.arguments = []
    for event in events:
        target = text.find(event["target"]) if event.get("target") else -1
        place = event.get("trigger_at") or _nearest(text, event["trigger"], max(0, target), [])
        if place is None:
            continue
        for example, tokens in zip(made, starts, strict=True):
            inside = [n for n, (a, b) in enumerate(tokens) if a < place[1] and b > place[0]]
            if not inside:
                continue
            head = _head(example.words, inside)
            kind = event["type"] + (f":{event['state']}" if event.get("state") else "")
            example.labels["event"][head] = labels.number("event", kind)
            example.labels["stage"][head] = labels.number("stage", event["stage"])
            assert example.arguments is not None
            for slot, name in enumerate(SLOTS):
                filling = _filling(event, name)
                found = [where for words in filling or () if (where := _nearest(text, words, place[0], []))]
                covered = [n for n, (a, b) in enumerate(tokens) if any(a < stop and b > begin for begin, stop in found)]
                if covered:
                    example.arguments += [(head, n, slot) for n in covered]
                elif filling is not None and not filling:
                    example.arguments.append((head, -1, slot))
            break
    # Words that are a marked event's word elsewhere in the report, or that the lexicon has for its type, may tell of it again: no negatives.
    told = {
        example.words[n].lower() for example in made for n, kind in enumerate(example.labels["event"]) if kind != none
    }
    types = {event["type"] for event in events}
    for example in made:
        words = [word.lower() for word in example.words]
        again = [word in told or not types.isdisjoint(_listed().get(word, ())) for word in words]
        row = example.labels["event"]
        example.labels["event"] = [
            IGNORED if kind == none and repeats else kind for kind, repeats in zip(row, again, strict=True)
        ]


def _filling(event: dict[str, Any], slot: str) -> list[str] | None:
    """The words that fill a slot, none where the slot is empty; None where the annotation does not say."""
    if slot == "item":
        return [item["text"] for item in event["items"]] if "items" in event else None
    words = event.get(slot)
    return [words["text"] if isinstance(words, dict) else words] if words else []


LIGHT = {
    "the", "a", "an", "of", "in", "on", "by", "to", "was", "were", "is", "are", "has", "have", "had", "been", "be", "being", "will", "would", "under", "into", "out", "off", "back", "for",
    "with", "from", "up", "down", "at", "and", "over", "came", "carried", "least", "than", "more", "some", "about", "nearly", "not", "no", "it", "its", "their", "his", "her", "they",
}  # fmt: skip


@cache
def _listed() -> dict[str, frozenset[str]]:
    """Types of event for which events.toml lists a word, inflected as it stands."""
    out: dict[str, frozenset[str]] = {}
    for (word, pos), lemma in lemmas().items():
        out[word] = out.get(word, frozenset()) | frozenset(lexicon.listed(lemma, lexicon.PARTS[pos]))
    return out


@cache
def _carrying() -> frozenset[str]:
    """Words, inflected as they stand, that the lexicon of events lists."""
    return frozenset(word for (word, pos), lemma in lemmas().items() if lexicon.types_for(lemma, pos))


def _head(words: Sequence[str], inside: list[int]) -> int:
    """The word of a trigger of several words that carries it: one that the lexicon of events lists, else the first that is no light word and no number."""
    listed = next((n for n in inside if words[n].lower() in _carrying() and words[n].lower() not in LIGHT), None)
    if listed is not None:
        return listed
    return next(
        (n for n in inside if words[n].lower() not in LIGHT and not any(c.isdigit() for c in words[n])), inside[-1]
    )


def batches(examples: Iterable[tuple[Example, int]], budget: int, rng: random.Random) -> list[list[Example]]:
    """Examples in groups of like length, each of at most `budget` word pieces padded; the groups in random order."""
    ordered = sorted(examples, key=lambda pair: (pair[1] + rng.randrange(6), rng.random()))
    out: list[list[Example]] = [[]]
    longest = 0
    for example, size in ordered:
        longest = max(longest, size)
        if out[-1] and longest * (len(out[-1]) + 1) > budget:
            out.append([])
            longest = size
        out[-1].append(example)
    rng.shuffle(out)
    return out


def pad(rows: Sequence[Sequence[int]], value: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Rows of unlike length as one array."""
    made = np.full((len(rows), max(map(len, rows))), value, dtype=np.int64)
    for n, row in enumerate(rows):
        made[n, : len(row)] = row
    return made
