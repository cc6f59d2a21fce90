"""Outlets by name or host, with the party for which a state-owned one speaks."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from twosource.knowledge.tables import grams, key, rows
from twosource.records import Record


class Outlet(Record, frozen=True, kw_only=True):
    """A news outlet. `owner` is the party it speaks for where the state owns it, `country` its home."""

    name: str
    country: str
    owner: str | None
    kind: str
    hosts: tuple[str, ...] = ()


@cache
def _table() -> dict[str, Outlet]:
    out: dict[str, Outlet] = {}
    for _, row in rows("outlets.csv"):
        outlet = Outlet(
            name=row["name"],
            country=row["country"],
            owner=row["owner"] or None,
            kind=row["kind"],
            hosts=tuple(filter(None, row["hosts"].split("|"))),
        )
        for spelling in (row["name"], *filter(None, row["others"].split("|"))):
            out.setdefault(key(spelling), outlet)
        for host in outlet.hosts:
            out.setdefault(host, outlet)
    return out


@lru_cache(maxsize=50_000)
def outlet(words: str) -> Outlet | None:
    """The outlet that words name as a whole, with or without its article, or that a host belongs to.

    Words without a capital are common words: `the diplomat` is nobody's magazine.
    """
    table = _table()
    bare = key(words)
    if "." not in bare and bare.casefold() == re.sub(r"^(?:the|an?|its|their|our) ", "", words.strip(), flags=re.I):
        return None
    found = table.get(bare) or table.get(bare.removeprefix("www."))
    if found is None and "." in bare and " " not in bare:  # a page of a host below the outlet's own
        found = next(
            (table[bare.split(".", n)[-1]] for n in range(1, bare.count(".")) if bare.split(".", n)[-1] in table), None
        )
    return found


@lru_cache(maxsize=50_000)
def outlet_in(words: str) -> Outlet | None:
    """The outlet named within a phrase; one whose name is a single word counts only where it is the whole phrase."""
    if found := outlet(words):
        return found
    table = _table()
    named = (gram for gram, _ in grams(words, 5) if gram in table and (" " in gram or gram.isupper()))
    return next((table[gram] for gram in named if gram not in words), None) or next(
        (table[gram] for gram, _ in grams(words, 5) if gram in table and gram.isupper()), None
    )
