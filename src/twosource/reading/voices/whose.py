"""Whose officials are meant where a report does not say: the country of `the Defence Ministry`, of `local officials`, of a minister by title alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from twosource.knowledge import conflicts, countries, gazetteer, outlets
from twosource.records import Place

BODY = re.compile(
    r"\b(?:ministry|general staff|army|military(?! administration)|armed forces|air force|navy|intelligence|air defen[cs]e)\b",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"\b(?:president|premier|minister|chief|leader|spokes\w+|parliament|government|envoy|commander)\b", re.IGNORECASE
)
STATE = re.compile(
    r"\b(?:(?:defen[cs]e|foreign|interior|health|energy|justice|finance|prime|emergenc\w+) min\w+|minist\w+|general staff|president|parliament|lawmakers?|government|armed forces|air force|"
    r"army|navy|border (?:guards?|service)|(?:security|intelligence|rescue|emergency) (?:service|agency|centre|center)s?)\b",
    re.IGNORECASE,
)
"""Offices of a state as a whole; officials of a town may be anybody's."""

DATELINE = re.compile(
    r"(?:^|\n)\s*(?P<place>[A-Z][A-Z'’-]+(?: [A-Z][A-Z'’-]+){0,2})(?:, [A-Z][a-z]+)?(?:[.,] |/| ?[(–—-]|\s[/(–—-])[^\n]"
)
OPENING = 900
"""Characters of a report in which what its headline names in short is named in full."""


class Whose:
    """Countries by what one report shows. `places` are those it names, `outlet` who publishes it, `headline` where its first line ends."""

    def __init__(self, doc: Doc, on: date | None, places: Sequence[Place], outlet: str | None, headline: int) -> None:
        self.doc = doc
        self.on = on
        self.places = places
        self.text = doc.text
        self.headline = headline
        self.named = {place.country for place in places if place.country}
        self.home = _home(doc, places)
        """The country whose places and people the report speaks of most."""
        self.base = _dateline(doc.text) or _published_in(outlet, self.named)
        """The country that the report is written from."""

    def of(self, words: str, at: int) -> str | None:
        """The country of an office or body named at character `at` by words that name no country; None where nothing tells."""
        told = self._told(words, at) or (self._told_later(words) if at < self.headline else None)
        if told:
            return told
        if re.match(r"(?:its|their|the country['’]s)\s", words, re.IGNORECASE):
            return self.last_named(at)
        if STATE.search(words):
            return self._near(at) or self.base or self.home
        return self.home

    def region(self, country: str) -> str | None:
        """The region of a country in which the report's places lie, for a governor who is named without one."""
        found = Counter(
            place.name if place.level == "region" else place.admin1
            for place in self.places
            if place.country == country and (place.level == "region" or place.admin1)
        )
        return found.most_common(1)[0][0] if found else None

    def _near(self, at: int) -> str | None:
        """The state of which the sentence speaks before character `at`: `In Moscow, …`, `Poland asked Berlin for tanks, …`; not the enemy's."""
        span = self.doc.char_span(at, at + 1, alignment_mode="expand")
        if span is None:
            return None
        sent = span[0].sent
        found = None
        for token in self.doc[sent.start : span[0].i]:
            code = countries.country(token.text) if token.pos_ == "PROPN" else None
            if code and token.i - sent.start < 3 and self.doc[sent.start].lower_ in ("in", "from"):
                return code
            ours = self.base or self.home or ""
            if code and token.dep_.startswith("nsubj") and not conflicts.opposed(code.lower(), ours.lower(), self.on):
                found = code
        return found

    def last_named(self, at: int) -> str | None:
        """The country named last before character `at`, at most 400 before it."""
        found = None
        for match in re.finditer(r"\b[A-Z]\w+", self.text[max(0, at - 400) : at]):
            found = countries.country(match.group()) or found
        return found

    def _told(self, words: str, at: int) -> str | None:
        """The country that the text gave the same body earlier: `Ukraine's general staff`, then `the general staff`."""
        head = _head(words)
        return self._owner(head, 0, at) if head else None

    def _told_later(self, words: str) -> str | None:
        """The country that the opening gives what the headline names in short: `Defense Ministry`, then `Russia's Ministry of Defense`."""
        head = _head(words)
        return self._owner(head, self.headline, self.headline + OPENING) if head else None

    def _owner(self, head: str, start: int, end: int) -> str | None:
        found = None
        kind = re.escape(head)
        ministry = re.fullmatch(r"(?:the )?(\w+) ministry", head, re.IGNORECASE)
        if ministry:
            what = "defen[cs]e" if ministry[1].lower().startswith("defen") else re.escape(ministry[1])
            kind = rf"(?:{what} ministry|ministry of {what})"
        owned = rf"\b(?P<before>[A-Z]\w+)(?:['’]s?)?\s+(?:\w+\s+){{0,1}}{kind}|{kind} of (?:the )?(?P<of>[A-Z]\w+)"
        for match in re.finditer(owned, self.text[start:end], re.IGNORECASE):
            found = countries.country(match["before"] or match["of"]) or found
        return found


def _head(words: str) -> str | None:
    """The part of a description by which the same body is known again."""
    if ministry := re.search(r"\b\w+ ministry\b", words, re.IGNORECASE):
        if ministry.group().split()[0].lower() not in ("the", "its", "their", "a"):
            return ministry.group()
        return "ministry"
    body = BODY.search(words)
    office = re.search(rf"(?:\w+ )?{OFFICE.pattern}", words, re.IGNORECASE)
    head = body.group() if body else office.group() if office else None
    return re.sub(r"^(?:the|its|their|a)\s", "", head, flags=re.IGNORECASE) if head else None


def _home(doc: Doc, places: Sequence[Place]) -> str | None:
    counted: Counter[str] = Counter()
    for token in doc:
        if token.text[:1].isupper() and (code := countries.country(token.text)):
            counted[code] += 1
    precise = Counter(
        place.country
        for place in places
        if place.country and place.level in ("settlement", "site", "region", "district")
    )
    if precise:  # a town whose country the report never names may well be another of that name
        return max(precise, key=lambda code: (precise[code] * (1 + (code in counted)), counted[code]))
    return counted.most_common(1)[0][0] if counted else None


def _dateline(text: str) -> str | None:
    """The country of the town by which a report begins: `MOSCOW, June 21. /…/`."""
    for match in DATELINE.finditer(text[:OPENING]):
        words = match["place"].title()
        if code := countries.country(words):
            return code
        found = max(gazetteer.candidates(words), key=lambda entry: entry.people, default=None)
        if found is not None and found.people > 50_000:
            return found.country
    return None


def _published_in(outlet: str | None, named: set[str]) -> str | None:
    """The country of a state's own outlet, or of one that writes of its own country, by the table or by its name: `Kyiv Beacon`."""
    if not outlet:
        return None
    known = outlets.outlet(outlet)
    if known is not None:
        return known.country if known.owner or known.country in named else None
    spoken = countries.country_in(outlet)
    return spoken[0] if spoken and spoken[0] in named else None
