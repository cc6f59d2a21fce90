"""The doubt that a speaker or writer puts on what is said, by the words of knowledge/hedges.toml."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from twosource.knowledge.tables import toml
from twosource.records import Hedge


@cache
def _patterns() -> tuple[tuple[Hedge, re.Pattern[str]], ...]:
    table = toml("hedges.toml")
    return tuple(
        (cast(Hedge, kind), re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE))
        for kind, words in table.items()
    )


MONTH = re.compile(r"\b(?:in|since|until|by|of|on|from|last|this|next|early|late|mid|\d{1,2}) May\b|\bMay \d")


def hedge(content: str, around: str = "") -> Hedge:
    """The doubt in the content (its first 160 characters, where doubt on the whole stands), or in the words around it."""
    words = MONTH.sub(" ", content[:160])
    for kind, pattern in _patterns():
        if pattern.search(words) or (
            kind in ("anecdotal", "unverified", "alleged") and around and pattern.search(around)
        ):
            return kind
    return "none"
