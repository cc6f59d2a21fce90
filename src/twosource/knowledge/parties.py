"""Who speaks for whom: parties to wars, and the side and party behind any description of a voice."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from twosource.knowledge import bodies, countries, outlets, people
from twosource.knowledge.tables import grams, key, toml
from twosource.records import Record


class Party(Record, frozen=True, kw_only=True):
    """A party to conflicts. `side` is as in a voice's side: an ISO-2 country, INT, …"""

    id: str
    name: str
    side: str


@cache
def _listed() -> dict[str, Party]:
    return {i: Party(id=i, name=row[0], side=row[1]) for i, row in toml("parties.toml")["parties"].items()}


@cache
def _aliases() -> dict[str, str]:
    return {key(alias): i for i, row in toml("parties.toml")["parties"].items() for alias in (row[0], *row[2:])}


@cache
def party(id_: str) -> Party | None:
    """The party of that id: a state (its ISO-2 code in lower case) or one that is listed in parties.toml."""
    if id_ in _listed():
        return _listed()[id_]
    code = id_.upper()
    named = countries.name(code)
    return Party(id=id_, name=named, side=code) if named != code else None


@lru_cache(maxsize=50_000)
def named_party(words: str) -> str | None:
    """The id of the non-state party that the words name, as a whole."""
    return _aliases().get(key(words))


def called(known: Party, words: str) -> str:
    """The name of a party with the one that a phrase uses for it, where nobody would know the one by the other: `Rapid Support Forces (RSF)`."""
    name = set(key(known.name).casefold().split())
    for gram, _ in grams(words):
        if _aliases().get(gram) == known.id:
            said = re.search(rf"(?<!\w){re.escape(gram)}(?!\w)", words, re.IGNORECASE)
            return (
                known.name if said is None or set(gram.casefold().split()) & name else f"{known.name} ({said.group()})"
            )
    return known.name


CIVILIANS = re.compile(
    r"\b(?:residents?|locals?|villagers?|witness(?:es)?|eyewitness(?:es)?|civilians?|survivors?|relatives?|refugees?|evacuees?|"
    r"mother|father|son|daughter|sister|brother|wife|husband|widow|widower|aunt|uncle|cousin|grandmother|grandfather|neighbou?rs?|"
    r"farmers?|shopkeepers?|teachers?|students?|pensioners?|victims?|protesters?|demonstrators?|activists?|volunteers?|doctors?|"
    r"nurses?|medics?|surgeons?|rescuers?|rescue workers?|traders?|drivers?|famil(?:y|ies)|people(?! (?:familiar|with|briefed|close|informed|involved))|woman|man|women|men|boy|girl|driver|"
    r"detainees?|former prisoners?|hospital|priest|pastor|imam|elder|elders|headteacher|owner|worker|workers|returnees?)\b",
    re.IGNORECASE,
)  # fmt: skip
EXPERTS = re.compile(
    r"\b(?:analysts?|experts?|researchers?|professors?|scholars?|fellow|historian|think[ -]tanks?|economists?|academics?|"
    r"lecturer|observers|strategists?|military bloggers?|milbloggers?|open[ -]source investigators?|consultanc(?:y|ies)|retired)\b",
    re.IGNORECASE,
)  # fmt: skip
MEDIA = re.compile(
    r"\b(?:newspapers?|journalists?|reporters?|correspondents?|media|outlets?|magazine|broadcaster|news agenc(?:y|ies)|news site|"
    r"press reports?|local press|photographers?|radio station|tv channel|television)\b",
    re.IGNORECASE,
)  # fmt: skip
STATE_MEDIA = re.compile(
    r"\bstate(?:-run|-owned|-controlled)? (?:television|tv|media|radio|broadcaster|news agency)\b", re.IGNORECASE
)
"""Media that speak for the state that owns them."""
ALLIES = re.compile(
    r"^(?:The\s|the\s)?(?P<one>[A-Z]\w+(?: [A-Z]\w+)?) and (?:the\s)?(?P<other>[A-Z]\w+(?: [A-Z]\w+)?)(?:,.*)?$"
)
"""Two states that say the same."""
WORLD = re.compile(
    r"\b(?:aid (?:agenc(?:y|ies)|groups?|workers?)|humanitarian|mediators?|rights groups?|monitors?|western diplomats?|peacekeep\w+)\b",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"\b(?:officials?|officers?|spokes\w+|minist\w+|general|colonel|commander|army|military|government|governor|mayor|president|"
    r"authorit\w+|police|soldiers?|forces?|troops|fighters?|ambassador|envoy|lawmakers?|mp|senator|intelligence|administration|"
    r"command|staff|adviser|advisor|deputy|secretary|chief|head|leader|prosecutor|parliament|guard|navy|air force|service|embassy)\b",
    re.IGNORECASE,
)  # fmt: skip


@lru_cache(maxsize=50_000)
def side_of(words: str, on: date | None = None) -> tuple[str | None, str | None]:
    """Side and party behind a noun phrase: who is named in it, else whose office it is, else what kind of person.

    A resident is CIV and an analyst EXPERT whatever country they are of; an official of a place speaks for its country.
    """
    if bodies.INSTALLED.search(words):
        return "RU", "ru-occupation"
    for gram, _ in grams(words):
        if gram in _aliases():
            found = _aliases()[gram]
            return _listed()[found].side, found
    if known := bodies.listed_in(words):
        return known.side, known.party
    if someone := people.person_in(words, on):
        return someone.side, someone.party
    if STATE_MEDIA.search(words) and (spoken := countries.country_in(words)):
        return spoken[0], _state(spoken[0])
    if (allies := ALLIES.match(words)) and all(countries.country(allies[n]) for n in ("one", "other")):
        return "INT", None
    office = OFFICE.search(words)
    if not office:
        if WORLD.search(words):
            return "INT", None
        if EXPERTS.search(words):
            return "EXPERT", None
        if MEDIA.search(words):
            return "MEDIA", None
        if CIVILIANS.search(words):
            return "CIV", None
    elif re.search(r"\bretired\b", words, re.IGNORECASE):
        return "EXPERT", None
    if paper := outlets.outlet_in(words):
        return "MEDIA", paper.owner
    if spoken := countries.country_in(words):
        return spoken[0], _state(spoken[0])
    if EXPERTS.search(words):
        return "EXPERT", None
    if MEDIA.search(words):
        return "MEDIA", None
    if WORLD.search(words):
        return "INT", None
    if office and (home := bodies.home(words)):
        return home, _state(home)
    return (None, None) if office or not CIVILIANS.search(words) else ("CIV", None)


def _state(code: str) -> str:
    return code.lower()


@lru_cache(maxsize=50_000)
def party_of(words: str, on: date | None = None) -> str | None:
    """The party that acts or suffers where a noun phrase names it: `Russian soldiers`, `the RSF`, `retreating troops of Kyiv`."""
    for gram, _ in grams(words):
        if gram in _aliases():
            return _aliases()[gram]
    if known := bodies.listed_in(words):
        return known.party
    if spoken := countries.country_in(words):
        return _state(spoken[0])
    someone = people.person_in(words, on)
    return someone.party if someone else None
