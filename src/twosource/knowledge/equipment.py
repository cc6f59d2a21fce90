"""The catalogue of equipment: what a text calls a weapon, vehicle or munition, and what its usual designation is.

Spelling is forgiven: Cyrillic look-alikes, I for 1 and O for 0, missing hyphens, and one wrong, missing or swapped letter in names long
enough to bear it. A common English word is never taken for a misspelt name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from string import ascii_lowercase
from typing import NamedTuple

from twosource.errors import KnowledgeError
from twosource.knowledge.tables import toml


class Entry(NamedTuple):
    """A model with its category; `model` is None for a generic word such as `tanks`."""

    model: str | None
    category: str


LOOKALIKES = str.maketrans("АВЕЅЗІЈКМНОРСТУХаеорсухіј", "ABES3IJKMHOPCTYXaeopcyxij")
DIGITS = str.maketrans("OIl|", "0111")
SHORT_NAMES = {"tor", "hot", "kub", "ural", "cobra", "puma", "spartan", "warrior", "boxer", "cougar", "husky", "mastiff", "archer", "spike", "hawk", "hercules", "predator", "reaper",
               "penguin", "vector", "heron", "hermes", "avenger", "patriot", "harpoon", "neptune", "taurus", "tomahawk", "excalibur", "claymore", "grad", "milan", "scud", "arrow", "lynx",
               "gazelle", "apache", "tiger", "typhoon", "mirage", "jaguar", "harrier", "challenger", "leopard", "bradley", "caesar", "dana", "rak", "nona", "som", "anka", "orion", "saratov",
               "minsk", "gepard", "igla", "verba", "grom", "mistral", "mamba", "merlin", "tow", "spider", "senator", "fuchs", "marder", "serna", "nota", "torn", "msta",
               "wolfhound", "chieftain", "centurion", "alligator", "hellfire", "stinger", "javelin", "bulldog", "novator", "varta", "casspir", "piranha", "eland", "nimr", "safir", "boragh",
               "technical", "technicals", "sani", "molot", "pinaka", "exocet", "noor", "babur", "badr-1", "emad", "furia", "punisher", "sidewinder", "raptor", "thaad", "kiowa",
               "osprey", "askold", "moskva", "iskandar", "silok", "biber", "unimog", "uzi", "galil", "glock", "browning", "fab", "kab", "s-8", "m4", "g3", "k2", "k9", "b-2", "r-18",
               "warthog", "patriots", "leopards", "caesars", "harpoons", "arthur", "giraffe", "stormer", "saxon", "yafa", "ataka", "fagot", "metis", "shturm", "redut", "val", "legenda",
               "floks", "malka", "pion", "rapira", "oplot", "bulat", "armata", "hind", "quds", "kornet", "delilah", "popeye", "fateh", "zolfaghar", "oryx", "d9", "mig", "starlink", "zala"}  # fmt: skip
"""Names that are words or names of other things too: only in the case in which they are listed, never mended."""


@cache
def _catalogue() -> tuple[dict[str, Entry], dict[str, Entry], dict[str, Entry]]:
    exact: dict[str, Entry] = {}
    folded: dict[str, Entry] = {}
    generic: dict[str, Entry] = {}
    for category, table in toml("equipment.toml").items():
        if not {"words", "entries"} <= table.keys():
            raise KnowledgeError(
                f"[{category}] needs words and entries", where="knowledge/equipment.toml", remedy="add them"
            )
        for word in table["words"].split("|"):
            generic.setdefault(word.lower(), Entry(None, category))
        for line in table["entries"].splitlines():
            model, *others = [name.strip() for name in line.split("|")]
            for name in (model, *others):
                exact.setdefault(name, Entry(model, category))
                if name.lower() not in SHORT_NAMES:
                    folded.setdefault(_fold(name), Entry(model, category))
    return exact, folded, generic


def _fold(name: str) -> str:
    """Without look-alikes, hyphens, blanks and case; letters that stand for digits beside digits are digits."""
    plain = name.translate(LOOKALIKES)
    plain = re.sub(
        r"(?<=\d)[OIl](?=\d|\b|[A-Z])|(?<![A-Za-z])[OIl](?=[A-ZVSL]?\d)", lambda m: m.group().translate(DIGITS), plain
    )
    return re.sub(r"[\s\-–‑.]", "", plain).lower()


def size() -> tuple[int, int]:
    """Number of models and of categories."""
    exact, _, _ = _catalogue()
    return len({e.model for e in exact.values()}), len({e.category for e in exact.values()})


@lru_cache(maxsize=50_000)
def generic(words: str) -> Entry | None:
    """The category of a generic word or compound, singular or plural."""
    _, _, table = _catalogue()
    lowered = words.lower()
    return (
        table.get(lowered)
        or (table.get(lowered[:-1]) if lowered.endswith("s") else None)
        or (table.get(lowered[:-3] + "y") if lowered.endswith("ies") else None)
    )


@lru_cache(maxsize=50_000)
def designation(words: str) -> Entry | None:
    """The model that a name means, mended where it is misspelt; None where the catalogue has none."""
    exact, folded, _ = _catalogue()
    if words in exact:
        return exact[words]
    if words.endswith("s") and words[:-1] in exact and not words[:-1].isdigit():
        return exact[words[:-1]]
    if words.lower() in SHORT_NAMES:
        titled = words.title()
        return exact.get(titled) if words.isupper() and titled in exact else None
    key = _fold(words)
    if key in folded:
        return folded[key] if any(c.isdigit() for c in words) or any(c.isupper() for c in words) else None
    return _mended(words, key, folded)


def _mended(words: str, key: str, folded: dict[str, Entry]) -> Entry | None:
    """The only name one wrong, missing, surplus or swapped letter away; long enough, and capitalised as a name is."""
    named = words[:1].isupper() or (words[:1].isdigit() and any(c.isupper() for c in words))
    if len(key) < 6 or not named or (not any(c.isdigit() for c in key) and len(key) < 7):
        return None
    near = {name for rest in _one_less(key) for name in _by_rest().get(rest, ()) if _is_near(key, name)}
    found = {folded[name] for name in near if _digits(name) == _digits(key)}
    return found.pop() if len(found) == 1 else None


def _digits(key: str) -> str:
    return re.sub(r"\D", "", key)


def _one_less(key: str) -> set[str]:
    """The key, and what is left of it without each one of its letters."""
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}


@cache
def _by_rest() -> dict[str, list[str]]:
    """The folded names by what is left of them without one letter: two names one letter apart share such a rest (Garbe's SymSpell)."""
    _, folded, _ = _catalogue()
    names: dict[str, list[str]] = {}
    for name in folded:
        for rest in _one_less(name):
            names.setdefault(rest, []).append(name)
    return names


def _is_near(key: str, name: str) -> bool:
    """Whether `name` is the key with one letter fewer, more or other, or with two neighbours swapped; what is put in is a Latin letter."""
    at = next((n for n, (a, b) in enumerate(zip(key, name, strict=False)) if a != b), min(len(key), len(name)))
    if len(name) == len(key) - 1:
        return name[at:] == key[at + 1 :]
    if len(name) == len(key) + 1:
        return name[at + 1 :] == key[at:] and name[at] in ascii_lowercase
    if len(name) != len(key):
        return False
    other = name[at + 1 :] == key[at + 1 :] and name[at : at + 1] in ascii_lowercase
    return other or (name[at : at + 2] == key[at : at + 2][::-1] and name[at + 2 :] == key[at + 2 :])
