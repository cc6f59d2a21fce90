"""Which place an adjective or the name of a people goes by: `Syrian`, `Kurds`, `European`."""

from __future__ import annotations

from functools import cache, lru_cache

from twosource.knowledge import countries, gazetteer
from twosource.knowledge.gazetteer import Entry
from twosource.knowledge.tables import rows, toml


@cache
def _words() -> dict[str, str]:
    """Names of places by the words that go by them, case kept for capitals."""
    out = {}
    for code, listed in toml("countries.toml")["demonyms"].items():
        for word in listed.split():
            if word[:1].isupper() and "-backed" not in word:
                out[_key(word.replace("-", " "))] = countries.name(code)
    for _, row in rows("gazetteer/adjectives.csv"):
        out |= {_key(word): row["place"] for word in row["words"].split("|")}
    return out


def _key(words: str) -> str:
    return words if words.isupper() and len(words) < 5 else words.casefold()


@lru_cache(maxsize=20_000)
def home(words: str) -> Entry | None:
    """The country, region or continent that the words as a whole go by; None where they go by none."""
    name = _words().get(_key(words.replace("-", " ")))
    if name is None:
        return None
    return max(
        gazetteer.candidates(name),
        key=lambda e: (e.level == "country", e.level == "region", e.people),
        default=None,
    )
