"""Which words of a text may name places: capitalised words that the gazetteer knows, and names the model takes for places."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.tokens import Doc, Token

from twosource.knowledge import countries, gazetteer, people, peoples, rarity
from twosource.knowledge.gazetteer import Entry
from twosource.language.encoder.model import SLOTS
from twosource.language.signals import carriers
from twosource.reading.places.name import Name
from twosource.reading.places.naming import STRONG, Context, chance
from twosource.reading.places.weights import Table, shipped
from twosource.reading.places.words import GIVEN, INNER, KIND_AFTER, NEVER, PREPOSITIONS, TITLES, VESSELS

LONGEST = 6
SIDES = set(
    "north south east west northern southern eastern western central n. s. e. w. upper lower greater downtown".split()
)
"""Words before a name that tell of a part of the place."""

ENOUGH = 0.5
"""Probability from which words are taken to name a place; chosen on the dev files."""


HEARD = 0.2
"""The same for names that the encoder takes for a place's where they stand behind a word of place; chosen on the dev files."""

LOCATING = STRONG | {"toward", "towards", "of"}

CLEAR = 0.9
"""Chance by the encoder from which a place of something that happened is a place."""


def names(doc: Doc, table: Table | None = None) -> Iterator[Name]:
    """Place names in order, longest first where they overlap; by the shipped weights unless others are given."""
    table = shipped().named if table is None else table
    context = Context(doc)
    told = _told(doc)
    heard = _heard(doc)
    at = 0
    for name in proposals(doc):
        if name.start >= at and (
            is_sure(name)
            or name.start in told
            or chance(context, name, table) >= (HEARD if name.text in heard else ENOUGH)
        ):
            yield name
            at = name.end


def _told(doc: Doc) -> set[int]:
    """Words at which something happened by the clear word of the encoder, which has read the whole sentence, and that it holds for a place by themselves."""
    place = SLOTS.index("place")
    return {
        carrier.base + int(word)
        for carrier in carriers(doc).values()
        if carrier.kinds[0][1] != "none"
        for word in np.flatnonzero(carrier.carrier.slots[place] >= CLEAR)
        if doc[carrier.base + int(word)].ent_type_ == "LOC"
    }


def _heard(doc: Doc) -> set[str]:
    """Names that the encoder takes for a place's and that stand somewhere behind `in`, `near` or the like."""
    return {ent.text for ent in doc.ents if ent.label_ == "LOC" and ent.start and doc[ent.start - 1].lower_ in LOCATING}


def is_sure(name: Name) -> bool:
    """Abbreviated states and adjectives of countries need no weighing."""
    return name.goes_by or name.text.endswith(".")


def proposals(doc: Doc) -> Iterator[Name]:
    """Runs that may name places, by their first token; where two begin with one token, the one the gazetteer knows first."""
    shortened = _abbreviated(doc)
    for token in doc:
        if token.i in shortened:
            yield shortened[token.i]
            continue
        if not _opens(token) or (token.i and doc[token.i - 1].lower_ in VESSELS):
            continue  # a ship may bear a town's name
        known = _in_gazetteer(doc, token)
        named = _unknown(doc, token) if token.ent_type_ == "LOC" and token.ent_iob_ == "B" else None
        if known is not None and not (named is not None and _only_begins(doc, known, named)):
            yield known
        if named is not None and (known is None or named.end > known.end):
            yield named


def _only_begins(doc: Doc, known: Name, named: Name) -> bool:
    """Whether what the gazetteer knows is no more than the beginning of a longer foreign name: `Ain` of `Ain Zara`, but not `Ocala` of `Ocala Hospital`."""
    rest = doc[known.end : named.end]
    further = [token.lower_ for token in rest if token.text[:1].isupper()]
    return (
        bool(further)
        and all(map(rarity.unknown, further))
        and not any(entry.level in ("country", "region") for entry in gazetteer.candidates(rest.text))
    )


def _abbreviated(doc: Doc) -> dict[int, Name]:
    out = {}
    for start, end, entry in gazetteer.abbreviated(doc.text):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and span.start_char == start:
            out[span.start] = Name(span.start, span.end, doc.text[start:end], (entry,))
    return out


def _in_gazetteer(doc: Doc, token: Token) -> Name | None:
    for end in range(min(token.i + LONGEST, len(doc)), token.i, -1):
        last = doc[end - 1]
        if last.text in ("'s", "’s") or last.is_punct or last.is_space:
            continue
        if end - token.i > 1 and not last.text[:1].isupper() and last.lower_ not in KIND_AFTER:
            continue
        if any(
            not (t.text[:1].isupper() or t.lower_ in INNER or t.lower_ in KIND_AFTER) or t.is_space
            for t in doc[token.i : end]
        ):
            continue
        words = doc[token.i : end].text
        if home := peoples.home(words):
            return Name(token.i, end, words, (home,), goes_by=True)
        if end - token.i == 1 and (token.lower_ in NEVER or _is_article(token)):
            continue
        entries = gazetteer.candidates(words)
        if entries or (end - token.i == 1 and (entries := _loose(token))):
            return Name(token.i, end, words, entries)
    return None


def _unknown(doc: Doc, token: Token) -> Name | None:
    """A name that the model takes for a place and the gazetteer lacks."""
    end = token.i + 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    words = doc[token.i : end].text
    if (end - token.i == 1 and token.lower_ in NEVER) or countries.country(words) or _somebody(doc, token.i, end):
        return None
    side, _, rest = words.partition(" ")
    beyond = rest if side.lower() in SIDES and rest else words
    return Name(token.i, end, words, gazetteer.candidates(beyond, loose=True))


def _somebody(doc: Doc, start: int, end: int) -> bool:
    """Whether a run that the gazetteer lacks is a person, by a title, a given name or the tables of people."""
    return (
        any(t.lower_ in TITLES or t.lower_ in GIVEN for t in doc[start:end])
        or people.person_in(doc[start:end].text) is not None
    )


def _opens(token: Token) -> bool:
    text = token.text
    return (
        text[:1].isupper()
        and (len(text) > 2 or text.isupper() or _is_article(token))
        and not token.is_punct
        and (text[-1:].isalpha() or text.endswith("."))
    )


def _is_article(token: Token) -> bool:
    """Whether a short word may open a name of several: `El Fasher`, `Al Bab`, `La Paz`."""
    return (
        len(token.text) == 2
        and not token.text.isupper()
        and token.i + 1 < len(token.doc)
        and token.nbor().text[:1].isupper()
    )


def _loose(token: Token) -> tuple[Entry, ...]:
    before = token.nbor(-1).lower_ if token.i else ""
    if len(token.text) > 4 and not token.text.isupper() and before in PREPOSITIONS - {"and", "or", "of", "to"}:
        return gazetteer.candidates(token.text, loose=True)
    return ()
