"""Organisations: those listed by name, and those that a country and a type of body name together, for every country."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from twosource.knowledge import countries, gazetteer
from twosource.knowledge.tables import grams, key, toml
from twosource.records import Record


class Body(Record, frozen=True, kw_only=True):
    """An organisation by its canonical name. `parent` is the party whose government it belongs to."""

    name: str
    side: str | None
    party: str | None
    kind: str
    short: str | None = None
    """The initials by which an international body is known."""

    @property
    def parent(self) -> str | None:
        """Three bodies of one government are one side."""
        return self.party


TYPES: tuple[tuple[str, str, str], ...] = (
    (
        r"defen[cs]e (?:min\w+|officials?|sources?|department|secretary)|min\w+ of (?:national )?defen[cs]e|mod",
        "Defence Ministry",
        "ministry",
    ),
    (r"foreign min\w+|min\w+ (?:of|for) (?:foreign|external) affairs|foreign office", "Foreign Ministry", "ministry"),
    (
        r"interior min\w+|min\w+ of (?:the interior|internal affairs)|home (?:min\w+|office)",
        "Interior Ministry",
        "ministry",
    ),
    (r"general staff|joint chiefs", "General Staff", "army"),
    (r"air force\w*|air command", "Air Force", "army"),
    (r"navy|naval forces|coast ?guard", "Navy", "army"),
    (r"border guards?(?: service)?|border service", "Border Guard Service", "police"),
    (
        r"military intelligence|intelligence directorate|defen[cs]e intelligence",
        "military intelligence",
        "intelligence",
    ),
    (r"intelligence(?: service| agency| officials?)?|security service", "intelligence service", "intelligence"),
    (
        r"emergency (?:service|services|ministry)|civil defen[cs]e|rescue service|firefighters?|fire service",
        "Emergency Service",
        "rescue",
    ),
    (r"police|gendarmerie|carabinieri", "Police", "police"),
    (r"prosecut\w+(?: office)?", "Prosecutor's Office", "court"),
    (r"parliament|senate|congress|lawmakers?", "Parliament", "parliament"),
    (r"presiden\w+ office|presidency|office of the president", "Presidency", "government"),
    (r"embassy|ambassador", "Embassy", "government"),
    (r"army|ground forces", "Army", "army"),
    (r"armed forces|military|defen[cs]e forces", "Armed Forces", "army"),
    (r"health min\w+|min\w+ of health", "Health Ministry", "ministry"),
    (r"(?P<what>[a-z]+) ministry|ministry (?:of|for) (?P<of>[a-z]+)", "Ministry", "ministry"),
    (r"government|authorities|cabinet|officials?|leadership|state", "Government", "government"),
)
LOCAL = re.compile(
    r"\b(?:(?:regional|oblast|district|city|town|village|local|civil\w*|military)[- ])+(?:state )?(?:administration|council|authorit\w+)\b",
    re.IGNORECASE,
)
"""Administrations of a place, though `military` stand in their name."""
INSTALLED = re.compile(
    r"\b(?:Russia|Moscow|Kremlin|Russian)-(?:installed|appointed|backed|imposed)\b|\b(?:installed|appointed|imposed) by (?:Russia|Moscow|the Kremlin)\b|\bmilitary-civil(?:ian)? administration|\boccupation(?:al)? (?:authorit|administration|official)",
    re.IGNORECASE,
)
"""Who governs for an occupier."""
PATTERNS = [(re.compile(rf"\b(?:{pattern})\b"), name, kind) for pattern, name, kind in TYPES]
REGIONAL = re.compile(
    r"\b(?:(?:regional|oblast|city|district) (?:military |state )?administration|military administration|RMA|OVA|governor|mayor)\b",
    re.IGNORECASE,
)
CAPITALISED = re.compile(r"\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")


NO_PLACES = set(
    "Commerce Republic Brigade Defence Defense Interior Justice Health Energy Education Infrastructure Culture Trade Migration Hope Peace Staff Council Parliament Vigilance Network The A An Western Eastern Northern Southern Central Official Officials Member President General Colonel Police City Army Union State".split()
)
"""Words that are also names of places somewhere."""


@cache
def _listed() -> tuple[dict[str, Body], dict[tuple[str, str], str]]:
    known: dict[str, Body] = {}
    composed: dict[tuple[str, str], str] = {}
    for name, (side, kind, *others) in toml("organisations.toml")["organisations"].items():
        party = side.lower() if len(side) == 2 else None
        initials = (o for o in others if side == "INT" and re.fullmatch(r"[A-Z]{3,7}", o) and " " in name)
        body = Body(name=name, side=side, party=party, kind=kind, short=next(initials, None))
        for alias in (name, *others):
            known[key(alias)] = body
            if len(side) == 2 and (parts := _compose(alias)) and (parts[1] != "Government" or kind == "government"):
                composed.setdefault(parts[:2], name)
    return known, composed


def _compose(words: str) -> tuple[str, str, str] | None:
    """Country code, canonical type and kind that the words compose; None where one is missing."""
    spoken = countries.country_in(words)
    if spoken is None or LOCAL.search(words):
        return None
    lowered = key(words).casefold()
    for pattern, name, kind in PATTERNS:
        if match := pattern.search(lowered):
            if name == "Ministry":
                what = match.group("what") or match.group("of")
                if countries.country(what) or what in ("the", "a", "its"):
                    return None
                return spoken[0], f"{what.capitalize()} Ministry", kind
            return spoken[0], name, kind
    return None


@lru_cache(maxsize=50_000)
def listed_in(words: str) -> Body | None:
    """The organisation listed by name that a phrase holds, the longest name first."""
    known, composed = _listed()
    for gram, _ in grams(words):
        if gram in known:
            return known[gram]
    parts = _compose(words)
    if parts and parts[:2] in composed:
        return known[key(composed[parts[:2]])]
    return None


def called(known: Body, words: str) -> str:
    """The name of a body with the one that a phrase uses for it, where nobody would know the one by the other: `US Department of Defense (Pentagon)`."""
    listed, _ = _listed()
    name = set(key(known.name).casefold().split())
    for gram, _ in grams(words):
        if listed.get(gram) == known:
            said = re.search(rf"(?<!\w){re.escape(gram)}(?!\w)", words, re.IGNORECASE)
            if said is None or set(gram.casefold().split()) & name or len(gram.replace(".", "")) < 3:
                break
            return f"{known.name} ({said.group()})"
    return f"{known.name} ({known.short})" if known.short else known.name


@lru_cache(maxsize=50_000)
def body(words: str) -> Body | None:
    """The organisation that a phrase names: listed, or a country's, or the administration of a place; None for none."""
    if known := listed_in(words):
        return known
    if parts := _compose(words):
        code, name, kind = parts
        full = (
            f"Government of {countries.name(code)}" if name == "Government" else f"{countries.adjective(code)} {name}"
        )
        return Body(name=full, side=code, party=code.lower(), kind=kind)
    if REGIONAL.search(words) and (place := _place(words)):
        if place.country is None:
            return None
        city = re.search(r"\b(?:city|mayor)\b", words, re.IGNORECASE)
        ruled = f"{place.name} city administration" if city else administration(place.name, place.country)
        return Body(name=ruled, side=place.country, party=place.country.lower(), kind="local")
    if (state := countries.country(words)) is not None:
        return Body(name=f"Government of {countries.name(state)}", side=state, party=state.lower(), kind="government")
    return None


def administration(region: str, country: str) -> str:
    """The body that governs a region."""
    bare = re.sub(r"\s(?:Oblast|Region|Province|Governorate)$", "", region, flags=re.IGNORECASE)
    return f"{bare} Oblast Military Administration" if country == "UA" else f"{region} administration"


AREA = r"(?:region|oblast|province|district|city|town|governorate|county|state|republic|krai|raion)"
BEFORE = re.compile(r"(?<!\w)(?:in|of|for|from|at|near|outside)\s(?:(?P<the>the)\s)?(?:[a-z]+\s)?$")
RULED = re.compile(
    r"^(?:['’]s)?\s(?:[a-z]+\s)?(?:mayor|governor|regional|police|administration|authorities|officials?|prosecutor\w*|council|head|military|court|hospital)"
)


def _place(words: str) -> gazetteer.Entry | None:
    """The best-known region or town by which a phrase describes an office: `mayor of X`, `the X regional administration`, `in X`."""
    found: list[gazetteer.Entry] = []
    for match in CAPITALISED.finditer(words):
        for name in (match.group(), *match.group().split()):
            start = match.start() + match.group().find(name)
            before, after = words[:start], words[start + len(name) :]
            led = BEFORE.search(before)
            area = re.match(rf"^(?:['’]s)?\s(?:{AREA}|regional)\b", after)
            if not (area or RULED.match(after) or (led and not led["the"])):
                continue
            if (
                name not in NO_PLACES
                and not countries.country(name)
                and (entry := gazetteer.lookup(re.sub(r"['’]s$", "", name)))
            ):
                found.append(entry)
                break
    return max(
        (e for e in found if e.people > 5000 or e.level in ("region", "district")), key=lambda e: e.people, default=None
    )


@lru_cache(maxsize=50_000)
def home(words: str, of: str | None = None) -> str | None:
    """The country of the region or town that a phrase names, for a local office that is described by it; `of` is preferred where it has a place of that name."""
    place = _place(words)
    if place is None:
        return None
    if of and any(entry.country == of for entry in gazetteer.candidates(place.name)):
        return of
    return place.country
