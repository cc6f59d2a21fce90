"""The persons whom a report names: where, in what fuller words, and whether a `she` can be meant."""

from __future__ import annotations

import re
from datetime import date

from spacy.tokens import Doc, Token

from twosource.knowledge.gazetteer.spelling import fold
from twosource.reading.statements import sources
from twosource.reading.voices.description import NAME_RUN, ROLE_WORD, Description, describe, person_name

WOMAN = re.compile(
    r"\b(?:\w*woman|\w*women|mother|wife|sister|daughter|grandmother|widow|aunt|queen|girl|Mrs|Ms|Miss|nurse)\b",
    re.IGNORECASE,
)
MAN = re.compile(
    r"\b(?:\w*(?<!wo)man|\w*(?<!wo)men|father|husband|brother|son|grandfather|uncle|boy|king|imam|priest|Mr|Sir|sheikh)\b",
    re.IGNORECASE,
)
MEN = {"mykola", "illia", "ilya", "nikita", "kuzma", "luka", "luca", "mustafa", "sasha", "misha", "joshua", "musa", "isa", "abdalla", "abdulla", "yahya", "zakaria", "mischa", "foma", "danyla", "mikola", "bola", "kofi"}  # fmt: skip
"""First names of men that end as women's do."""


def woman(words: str, name: str | None) -> bool | None:
    """Whether a person is a woman, by their description and by how their name ends; None where neither tells."""
    if WOMAN.search(words):
        return True
    if MAN.search(words):
        return False
    parts = fold(name or "").split()
    if not parts:
        return None
    if re.search(r"(?:ova|eva|ska|skaya|skaia|ina|dottir)$", parts[-1]) or parts[0] in ("olha", "olga"):
        return True
    if re.search(r"(?:ov|ev|sky|skyi|skiy|skii|ich|yan)$", parts[-1]) and not parts[0].endswith("a"):
        return False if parts[-1].endswith(("ov", "ev", "sky", "skyi", "skiy", "skii")) else None
    if len(parts) > 1 and parts[0].endswith("a"):
        return parts[0] not in MEN
    if re.search(r"(?:ko|uk|yk|ak|ets|iuk|chuk|iy|yi|ky)$", parts[-1]) and re.search(r"[^aeiouy]$", parts[0]):
        return False
    return None


class Names:
    """Personal names in a report; `published` says who held an office then."""

    def __init__(self, doc: Doc, published: date | None, outlet: str | None) -> None:
        self.doc = doc
        self.published = published
        self.found = [(at, name) for at, name in _names(doc) if name != outlet]
        """Where each begins, and the name without titles."""

    def beside(self, head: str, at: int) -> tuple[str, int] | None:
        """Who is named beside that role: `the spokesperson`, and elsewhere `Spokesperson Tigist Lemma`; the last before, else the first behind."""
        before = behind = None
        for start, name in self.found:
            lead = re.split(r"[.;\n]", self.doc.text[max(0, start - 60) : start])[-1]
            tail = re.split(r"[.;\n]", self.doc.text[start + len(name) : start + len(name) + 60])[0]
            if re.search(rf"\b{re.escape(head)}\b", lead + "|" + tail, re.IGNORECASE):
                if start < at:
                    before = name, start
                elif behind is None:
                    behind = name, start
        return before or behind

    def fuller(self, surname: str) -> Description | None:
        """The fullest description in the text of the person with that surname."""
        wanted = fold(surname)
        best: Description | None = None
        for start, name in self.found:
            if fold(name).split()[-1:] != [wanted]:
                continue
            found = self.described(start, name)
            if found.name is None or fold(found.name).split()[-1] != wanted:
                found = describe(name, self.published)
            if best is None or _fullness(found) > _fullness(best):
                best = found
        return best if best and best.name else None

    def described(self, start: int, name: str) -> Description:
        """Who a name is by all the words that belong to it."""
        return describe(self.around(start, name), self.published)

    def around(self, start: int, name: str) -> str:
        """A name with its title and apposition: `X, the head of Y`."""
        span = self.doc.char_span(start, start + len(name), alignment_mode="expand")
        return _around(self.doc, span.root) if span is not None else name

    def person(self, at: int, words: str) -> bool:
        """Whether the model takes words at character `at` for a person."""
        span = self.doc.char_span(at, at + len(words), alignment_mode="expand")
        return span is not None and any(token.ent_type_ == "PER" for token in span)


def _fullness(found: Description) -> int:
    return (len((found.name or "").split()) > 1) * 2 + bool(found.role) + bool(found.side) + bool(found.org)


def _around(doc: Doc, root: Token) -> str:
    top = root
    while (
        top.dep_ in ("flat", "appos", "compound", "flat:name")
        and top.head.i != top.i
        and top.head.pos_ in ("PROPN", "NOUN")
        and abs(top.head.i - top.i) < 15
    ):
        top = top.head
    start, end = sources.phrase(top)
    return " ".join(doc.text[start:end].split())


def _names(doc: Doc) -> list[tuple[int, str]]:
    """Two or more capitalised words that the model or a title beside them takes for a person."""
    found = []
    for match in NAME_RUN.finditer(doc.text):
        if " " not in match.group() or not (name := person_name(match.group())) or " " not in name:
            continue
        start = match.start() + match.group().find(name)
        span = doc.char_span(start, start + len(name), alignment_mode="expand")
        beside = doc.text[max(0, start - 40) : start] + " " + doc.text[start + len(name) : start + len(name) + 40]
        if span is not None and (
            any(t.ent_type_ == "PER" for t in span)
            or ROLE_WORD.search(beside)
            or re.search(r"\b(?:said|says|told|Mr|Mrs|Dr|Gen|Col|Maj|Lt|Sgt)\b", beside)
        ):
            found.append((start, name))
    return found
