"""Lemmas by a table of exceptions, out of the treebanks, and rules for the rest."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path

from twosource.knowledge.inflections import lemmas as listed

TABLE = Path(__file__).parent / "weights" / "lemmas.json.gz"
KEPT = {"PROPN", "X", "SYM", "PUNCT", "NUM"}


@cache
def _table() -> dict[str, str]:
    known: dict[str, str] = json.loads(gzip.decompress(TABLE.read_bytes()))
    return known


@cache
def _verbs() -> frozenset[str]:
    return frozenset(lemma for (_, pos), lemma in listed().items() if pos == "VERB")


def lemma(word: str, pos: str) -> str:
    """The lemma of a word as that part of speech."""
    if pos in KEPT:
        return word
    lowered = word.lower()
    return listed().get((lowered, pos)) or _table().get(f"{lowered} {pos}") or by_rule(lowered, pos)


def by_rule(word: str, pos: str) -> str:
    """The lemma that English inflection leads to, for a word in lower case."""
    if pos == "NOUN":
        return _plural(word)
    if pos in ("VERB", "AUX"):
        return _verb(word)
    return word


def _plural(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is", "'s")) or not word.endswith("s"):
        return re.sub(r"men$", "man", word) if word.endswith("men") and len(word) > 4 else word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:s|x|z|ch|sh)es$", word) and not word.endswith(("ses", "zes")):
        return word[:-2]
    return word[:-2] if word.endswith("sses") else word[:-1]


def _verb(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ss|x|zz|ch|sh)es$", word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and re.search(r"[aeiouy]", stem) and len(stem) > 1:
            return _stem(stem)
    return word


def _stem(stem: str) -> str:
    """A stem before -ed or -ing: a doubled consonant is undone, a silent e put back where English spelling asks for one."""
    if stem in _verbs():
        return stem
    if stem + "e" in _verbs():
        return stem + "e"
    if re.search(r"([bdgkmnprtv])\1$", stem):
        return stem[:-1]
    if re.search(r"(?:[^aeiou][aeiou][cgsuvz]|[aeiou][vz]|[lr][cgsv]|dg|[iu]r|at|iz|ut|[^aeiou][aeiou]k|[aeiou]r[cgsv]|[bcdfgkptz]l|nc|ng|ns|ys)$", stem) and not stem.endswith(("ing", "ong", "ang", "ung", "eak", "ook")):  # fmt: skip
        return stem + "e"
    return stem
