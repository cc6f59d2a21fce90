"""Holders of public office by any spelling of their name, and by surname."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from twosource.errors import KnowledgeError
from twosource.knowledge.gazetteer.spelling import fold
from twosource.knowledge.tables import rows
from twosource.records import Record

NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:al|el|bin|ibn|von|der|van|de|la|du)?-?\s?[A-Z][\w'’.-]+)*")
COMMON = {
    "bush",
    "francis",
    "price",
    "austin",
    "rice",
    "may",
    "gates",
    "wallace",
    "key",
    "miller",
    "michel",
    "khan",
    "singh",
    "kim",
    "ahmed",
    "mohamed",
    "katz",
    "harris",
    "reda",
    "abdi",
    "sharif",
    "akar",
    "gray",
    "baker",
    "van",
}
"""Surnames that are too common to stand for one holder of office."""


class Person(Record, frozen=True, kw_only=True):
    """Somebody in public office; years inclusive, `until` None for still there."""

    name: str
    role: str
    org: str | None
    side: str
    party: str | None
    since: int
    until: int | None


@cache
def _table() -> tuple[dict[str, list[Person]], dict[str, list[Person]]]:
    full: dict[str, list[Person]] = {}
    last: dict[str, list[Person]] = {}
    for number, row in rows("people.csv"):
        try:
            someone = Person(
                name=row["name"], role=row["role"], org=row["org"] or None, side=row["side"], party=row["party"] or None,
                since=int(row["from"]), until=int(row["to"]) if row["to"] else None,
            )  # fmt: skip
        except ValueError as fault:
            raise KnowledgeError(
                str(fault), where=f"knowledge/people.csv:{number}", remedy="years are numbers"
            ) from fault
        for spelling in (row["name"], *filter(None, row["spellings"].split("|"))):
            words = fold(spelling)
            full.setdefault(words, []).append(someone)
            surname = words.split()[-1]
            if surname not in COMMON and len(surname) > 3:
                last.setdefault(surname, []).append(someone)
    return full, last


@lru_cache(maxsize=50_000)
def person(words: str, on: date | None = None) -> Person | None:
    """The holder of office whose name (or surname, where only one bears it) the words are, as of a day."""
    full, last = _table()
    folded = fold(re.sub(r"['’]s$", "", words))
    first, _, surname = folded.rpartition(" ")
    found = full.get(folded) or []
    if not found:
        found = [p for p in last.get(surname, []) if not first or fold(p.name).split()[0][:4] == first.split()[0][:4]]
    if on is not None:
        found = [p for p in found if p.since <= on.year + 1 and (p.until is None or on.year <= p.until + 3)] or found
    return found[0] if len({p.name for p in found}) == 1 else None


def person_in(words: str, on: date | None = None) -> Person | None:
    """The first holder of office who is named within a phrase."""
    found = _first(words, on)
    return found[0] if found else None


def spelt(words: str, someone: Person, on: date | None = None) -> str:
    """The name of a person as a phrase spells it, the first name supplied where the phrase has the surname only."""
    found = _first(words, on)
    if found is None or found[0].name != someone.name:
        return someone.name
    said = re.sub(r"['’]s?$", "", found[1])
    first, _, last = someone.name.rpartition(" ")
    if " " in said or not first:
        return said
    return f"{first} {said}" if fold(said)[:3] == fold(last)[:3] else someone.name


@lru_cache(maxsize=50_000)
def _first(words: str, on: date | None) -> tuple[Person, str] | None:
    """The first holder of office within a phrase, and the words that name them."""
    for match in NAME.finditer(words):
        parts = match.group().split()
        for size in range(min(4, len(parts)), 0, -1):
            for at in range(len(parts) - size + 1):
                if size == 1 and (len(parts) > 3 or not _alone(parts, at)):
                    continue
                if someone := person(" ".join(parts[at : at + size]), on):
                    return someone, " ".join(parts[at : at + size])
    return None


def _alone(parts: list[str], at: int) -> bool:
    """Whether a surname is not the middle of another name: `the Henry Jackson Society` names no Mr Henry."""
    return at == len(parts) - 1 or not parts[at + 1][:1].isupper()


OFFICES = {"president": "President", "prime minister": "Prime Minister", "premier": "Prime Minister", "chancellor": "Chancellor", "foreign minister": "Foreign Minister",
           "defence minister": "Defence Minister", "defense minister": "Defence Minister", "defense secretary": "Defense Secretary", "defence secretary": "Defence Secretary",
           "secretary of state": "Secretary of State", "secretary general": "Secretary General", "secretary-general": "Secretary-General"}  # fmt: skip


@lru_cache(maxsize=20_000)
def holder(role: str, side: str, on: date | None) -> Person | None:
    """Who held an office of a country on a day, where the table knows exactly one."""
    office = OFFICES.get(role.lower())
    if office is None or on is None:
        return None
    full, _ = _table()
    found = {
        p
        for listed in full.values()
        for p in listed
        if p.role == office and p.side == side and p.since <= on.year and (p.until is None or on.year <= p.until)
    }
    return found.pop() if len(found) == 1 else None
