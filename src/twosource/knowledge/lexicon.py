"""Words that can carry an event, from events.toml."""

from __future__ import annotations

from functools import cache
from typing import cast, get_args

from twosource.errors import KnowledgeError
from twosource.knowledge.tables import toml
from twosource.records import EventType


@cache
def types_of() -> dict[tuple[str, str], tuple[EventType, ...]]:
    """Types of event by lemma and `v` (verb) or `n` (noun), in the order of the file.

    Raises:
        KnowledgeError: a table is not a type of event.
    """
    out: dict[tuple[str, str], list[EventType]] = {}
    for name, lists in toml("events.toml").items():
        if name not in get_args(EventType):
            raise KnowledgeError(
                f"{name!r} is no type of event", where="knowledge/events.toml", remedy="use a type of the guide"
            )
        for part in ("v", "n"):
            for lemma in lists[part].split():
                out.setdefault((lemma, part), []).append(cast(EventType, name))
    return {key: tuple(types) for key, types in out.items()}


PARTS = {"VERB": "v", "AUX": "v", "ADJ": "v", "NOUN": "n", "PROPN": "n"}


def types_for(lemma: str, pos: str) -> tuple[EventType, ...]:
    """Types of event that a word may carry; a word that is mistagged counts by its other part of speech."""
    part = PARTS.get(pos)
    if part is None:
        return ()
    table = types_of()
    return table.get((lemma, part)) or table.get((lemma, "n" if part == "v" else "v"), ())
