"""Names of victims and private persons, blacked out.

Which names are public is known: holders of office, bodies, parties, outlets, peoples and places. Every other word that is always written with a
capital is taken for a private name. So now and then a name of a thing is blacked out, too; that is the safer fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from twosource.knowledge import countries
from twosource.knowledge.people import person
from twosource.knowledge.tables import rows
from twosource.records import Holdings, Voice

BLACK = "█████"
WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
CALENDAR = "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
PRIVATE = {"CIV"}
"""Sides whose people speak for nobody but themselves."""


class Names:
    """The names of a ledger: which may be shown."""

    def __init__(self, holdings: Holdings) -> None:
        self._public: set[str] = {*_known()}
        self._private: set[str] = set()
        for voice in holdings.links.voices:
            (self._private if private(voice) else self._public).update(_words(voice.name))
            self._public.update(_words(voice.org))
        for report in holdings.reports:
            self._public.update(_words(report.outlet))
            self._public.update(word for word in WORD.findall(report.text) if word.islower())
        for reading in holdings.readings:
            for place in reading.places:
                self._public.update(_words(place.name))
                self._public.update(_words(place.span.text if place.span else None))
            for item in (i for e in reading.events for i in e.items):
                self._public.update(_words(item.model))

    def blacked(self, words: str) -> str:
        """The words with private names blacked out; a run of names goes as a whole."""
        out, at = [], 0
        for run in _runs(words):
            if self._secret([w.group() for w in run]):
                out += [words[at : run[0].start()], BLACK]
                at = run[-1].end()
        return "".join([*out, words[at:]])

    def _secret(self, run: list[str]) -> bool:
        if person(" ".join(run)) is not None:
            return False
        own = [_bare(word) for word in run]
        return any(word.casefold() in self._private or not self._open(word) for word in own)

    def _open(self, word: str) -> bool:
        """Whether a word with a capital names nobody in private: a common word, or a name that is public."""
        low = word.casefold()
        return (
            low in self._public
            or (word.isupper() and len(word) <= 5)
            or any(c.isdigit() for c in word)
            or countries.country(word) is not None
        )


def private(voice: Voice) -> bool:
    """Whether a voice is a person who speaks for nobody but himself: named, without a body, a party or an office that is known."""
    if voice.kind != "person" or not voice.name or person(voice.name) is not None:
        return False
    return voice.side in PRIVATE or not (voice.org or voice.party)


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


def _words(name: str | None) -> Iterator[str]:
    for word in WORD.findall(name or ""):
        yield word.casefold()
        yield _bare(word).casefold()


def _runs(words: str) -> Iterator[list[re.Match[str]]]:
    """Words with a capital that follow each other."""
    run: list[re.Match[str]] = []
    for word in WORD.finditer(words):
        if run and words[run[-1].end() : word.start()].strip(" \u00a0."):
            yield run
            run = []
        if word.group()[0].isupper():
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


@cache
def _known() -> frozenset[str]:
    """Words of outlets, countries and their peoples, and of the calendar."""
    found: set[str] = {w.casefold() for w in CALENDAR}
    for _, row in rows("outlets.csv"):
        found.update(_words(row["name"]))
    for code in _codes():
        for name in (countries.name(code), countries.adjective(code)):
            found.update(_words(name))
    return frozenset(found)


def _codes() -> Iterable[str]:
    from twosource.knowledge.borders import countries as codes

    return codes()
