"""Words that signal a statement, and what kind of content each of them takes."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from twosource.knowledge.tables import toml


class Words(NamedTuple):
    """Lemmas of reporting.toml by their list."""

    say: frozenset[str]
    do: frozenset[str]
    nouns: frozenset[str]
    denying: frozenset[str]
    alleging: frozenset[str]


@cache
def words() -> Words:
    """The reporting words."""
    table = toml("reporting.toml")
    return Words(*(frozenset(table[name].split()) for name in Words._fields))


def addressee(verb: Token) -> Token | None:
    """To whom it was said: the object of `tell`, or `to reporters` after other verbs."""
    for child in verb.children:
        if child.i > verb.i and (
            (
                child.dep_ in ("obj", "iobj")
                and verb.lemma_ in ("tell", "inform", "brief", "remind", "assure", "notify", "warn", "advise")
            )
            or (
                child.dep_ == "obl"
                and child.i - verb.i < 5
                and any(c.lower_ == "to" for c in child.children)
                and child.lemma_ in ("reporter", "journalist", "medium")
            )
        ):
            return child
    return None
