"""Words that can carry an event: those of events.toml, and those of carriers.toml, which do so in a certain company only."""

from __future__ import annotations

from functools import cache
from typing import cast, get_args

from twosource.errors import KnowledgeError
from twosource.knowledge.tables import toml
from twosource.records import EventType

Types = dict[tuple[str, str], tuple[EventType, ...]]
"""Types of event by lemma and `v` (verb) or `n` (noun)."""

PARTS = {"VERB": "v", "AUX": "v", "ADJ": "v", "NOUN": "n", "PROPN": "n"}


@cache
def types_of() -> Types:
    """What events.toml lists, in the order of the file.

    Raises:
        KnowledgeError: a table is not a type of event.
    """
    out: dict[tuple[str, str], list[EventType]] = {}
    for name, lists in toml("events.toml").items():
        for part in ("v", "n"):
            for lemma in lists[part].split():
                out.setdefault((lemma, part), []).append(_type(name, "events.toml"))
    return {key: tuple(types) for key, types in out.items()}


@cache
def _in_company() -> Types:
    """What carriers.toml lists."""
    return {
        (lemma, part): tuple(_type(name, "carriers.toml") for name in names.split())
        for part, words in toml("carriers.toml").items()
        for lemma, names in words.items()
    }


def _type(name: str, file: str) -> EventType:
    if name not in get_args(EventType):
        raise KnowledgeError(
            f"{name!r} is no type of event", where=f"knowledge/{file}", remedy="use a type of the guide"
        )
    return cast(EventType, name)


def listed(lemma: str, part: str) -> tuple[EventType, ...]:
    """Types that events.toml lists for a word; one that is mistagged counts by its other part of speech."""
    table = types_of()
    return table.get((lemma, part)) or table.get((lemma, "n" if part == "v" else "v"), ())


def types_for(lemma: str, pos: str) -> tuple[EventType, ...]:
    """Types of event that a word may carry, by its lemma and its part of speech in Universal Dependencies."""
    part = PARTS.get(pos)
    if part is None:
        return ()
    return listed(lemma, part) or _in_company().get((lemma, part), ())
