"""Sentences, tags and trees from raw text against a treebank, scored on aligned words.

Words are matched where they cover the same characters (white space aside), as the CoNLL 2018 shared task does
(Zeman et al. 2018); F counts words that our tokens miss or split as faults.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from twosource import language

Extent = tuple[int, int]


@dataclass
class Tree:
    """Words of a text by their extent in characters that are not white space."""

    tags: dict[Extent, tuple[str, str]] = field(default_factory=dict)
    heads: dict[Extent, tuple[Extent | None, str]] = field(default_factory=dict)
    sentences: set[Extent] = field(default_factory=set)
    names: set[tuple[int, int, str]] = field(default_factory=set)


def score(path: Path) -> dict[str, float]:
    """F in per cent of words, sentences, tags, UAS, LAS and names on the CoNLL-U file `path`."""
    text, gold = _gold(path)
    found = _found(text)
    figures = {
        "words F": _f(len(gold.tags.keys() & found.tags.keys()), len(found.tags), len(gold.tags)),
        "sentences F": _f(len(gold.sentences & found.sentences), len(found.sentences), len(gold.sentences)),
        "names F": _f(len(gold.names & found.names), len(found.names), len(gold.names)),
    }
    both = gold.tags.keys() & found.tags.keys()
    hits = {"POS F": 0, "tags F": 0, "UAS": 0, "LAS": 0}
    for word in both:
        hits["POS F"] += gold.tags[word][0] == found.tags[word][0]
        hits["tags F"] += gold.tags[word][1] == found.tags[word][1]
        (ours, label), (theirs, wanted) = found.heads[word], gold.heads[word]
        hits["UAS"] += ours == theirs
        hits["LAS"] += ours == theirs and label.split(":")[0] == wanted.split(":")[0]
    return figures | {name: _f(hit, len(found.tags), len(gold.tags)) for name, hit in hits.items()}


def _f(hits: int, found: int, gold: int) -> float:
    return round(200 * hits / max(found + gold, 1), 2)


def _gold(path: Path) -> tuple[str, Tree]:
    tree = Tree()
    texts: list[str] = []
    at = 0
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        rows = [line.split("\t") for line in lines if line and line[0].isdigit()]
        if not rows:
            continue
        opening = [line for line in lines if line.startswith(("# newdoc", "# newpar"))]
        raw = next(line[9:] for line in lines if line.startswith("# text = "))
        texts.append(("\n\n" if opening else " ") + raw)
        first = at
        extents: dict[str, Extent] = {}
        for row in rows:
            if not row[0].isdigit():  # the line of a contraction as a whole, or an empty node
                continue
            size = len("".join(row[1].split()))
            extents[row[0]] = (at, at + size)
            at += size
        for row in rows:
            if row[0] not in extents:
                continue
            extent = extents[row[0]]
            tree.tags[extent] = (row[3], row[4])
            tree.heads[extent] = (extents.get(row[6]), row[7])
        tree.sentences.add((first, at))
        tree.names |= _bilou([(extents[row[0]], row[9]) for row in rows if row[0] in extents])
    return "".join(texts).strip(), tree


def _bilou(words: list[tuple[Extent, str]]) -> set[tuple[int, int, str]]:
    names, start = set(), 0
    for (first, last), misc in words:
        mark = next((part[5:] for part in misc.split("|") if part.startswith("name=")), "O")
        if mark[0] in "BU":
            start = first
        if mark[0] in "LU":
            names.add((start, last, mark[2:]))
    return names


def _found(text: str) -> Tree:
    doc = language.parse(text)
    tree = Tree()
    extents: dict[int, Extent] = {}
    at = 0
    for token in doc:
        if not token.is_space:
            size = len("".join(token.text.split()))
            extents[token.i] = (at, at + size)
            at += size
    for token in doc:
        if token.i in extents:
            tree.tags[extents[token.i]] = (token.pos_, token.tag_)
            head = None if token.head.i == token.i else extents.get(token.head.i)
            tree.heads[extents[token.i]] = (head, token.dep_ if head else "root")
    for sent in doc.sents:
        words = [extents[token.i] for token in sent if token.i in extents]
        if words:
            tree.sentences.add((words[0][0], words[-1][1]))
    for name in doc.ents:
        words = [extents[token.i] for token in name if token.i in extents]
        if words:
            tree.names.add((words[0][0], words[-1][1], name.label_))
    return tree
