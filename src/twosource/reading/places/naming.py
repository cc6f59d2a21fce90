"""How likely words name a place where they stand: signs around them, weighed as `training/toponyms.py` fitted it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from math import exp

from spacy.tokens import Doc, Token

from twosource.knowledge import gazetteer, outlets, people
from twosource.knowledge.gazetteer import fold
from twosource.reading.places.name import Name
from twosource.reading.places.weights import Table
from twosource.reading.places.words import GIVEN, KIND_AFTER, KIND_BEFORE, PREPOSITIONS, TITLES

KNOWN = (1_000, 5_000, 15_000, 100_000, 500_000)
INITIALS = re.compile(r"[A-Z.]{2,5}")
STRONG = {"in", "near", "at", "from", "outside", "around", "into", "across"}


class Context:
    """What the whole text says of its names: which are of people, and which stand after `in` somewhere."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    @cached_property
    def persons(self) -> set[str]:
        """Last words of names of people, and words after titles and given names."""
        out = {ent[-1].lower_ for ent in self.doc.ents if ent.label_ == "PER" and len(ent) > 1}
        for token in self.doc[1:]:
            before = token.nbor(-1)
            if token.text[:1].isupper() and before.text[:1].isupper() and before.lower_ in TITLES | GIVEN:
                out.add(token.lower_)
        return out

    @cached_property
    def located(self) -> set[str]:
        """Words that stand right after a preposition of place somewhere."""
        return {token.lower_ for token in self.doc[1:] if token.text[:1].isupper() and token.nbor(-1).lower_ in STRONG}


def chance(context: Context, name: Name, table: Table) -> float:
    """Probability that `name` names a place where it stands, by the weights of `table`."""
    score = sum(table.get(sign, 0.0) for sign in signs(context, name))
    return 1 / (1 + exp(-score))


def signs(context: Context, name: Name) -> Iterator[str]:
    """What speaks for and against it, by name."""
    doc = context.doc
    first, last = doc[name.start], doc[name.end - 1]
    before = doc[name.start - 1] if name.start else None
    after = doc[name.end] if name.end < len(doc) else None
    yield "always"
    yield from _itself(context, name, first, last)
    yield from _before(doc, name, before, last)
    yield from _after(doc, name, after)


def _itself(context: Context, name: Name, first: Token, last: Token) -> Iterator[str]:
    ent = first.ent_type_ or "no name"
    length = name.end - name.start
    yield f"is {ent}"
    whole = first.ent_iob_ == "B" and (name.end == len(first.doc) or first.doc[name.end].ent_iob_ != "I")
    yield f"{'whole' if whole else 'part of'} {ent}"
    known = max((entry.people for entry in name.entries), default=-1)
    size = sum(known >= size for size in KNOWN) if known >= 0 else "none"
    yield f"size {size}"
    yield f"size {size} and {ent}"
    levels = {entry.level for entry in name.entries}
    yield from (f"may be a {level}" for level in levels)
    if name.entries and all(fold(entry.name) != fold(name.text) for entry in name.entries):
        yield "another spelling"
    yield f"words {min(length, 3)}"
    if first.text.isupper() and len(first.text) > 3:
        yield "capitals"
    if INITIALS.fullmatch(name.text):
        yield "initials"
    if first.is_sent_start:
        yield "opens a sentence"
        yield f"opens a sentence, size {size}"
    yield f"first is {first.pos_}"
    yield f"last is {last.dep_}"
    if last.lower_ in context.persons:
        yield "a person elsewhere"
    if first.lower_ in context.located:
        yield "located elsewhere"
    if length == 1 and first.lower_ in GIVEN:
        yield "a given name"
    if length == 1 and people.person(name.text) is not None:
        yield "holds an office"
    if outlets.outlet(name.text):
        yield "an outlet"
    if last.lower_ in KIND_AFTER:
        yield "ends in its kind"


def _before(doc: Doc, name: Name, before: Token | None, last: Token) -> Iterator[str]:
    if before is None or before.is_space:
        yield "nothing before"
        return
    word = before.lower_
    if word in TITLES:
        yield "after a title"
    elif before.text[:1].isupper() and word in GIVEN:
        yield "after a given name"
    elif word in KIND_BEFORE or (word == "of" and name.start > 1 and doc[name.start - 2].lower_ in KIND_BEFORE):
        yield "after its kind"
    elif before.text[:1].isupper() and before.pos_ == "PROPN":
        yield f"after a name, {before.dep_ if before.head.i == last.i else 'apart'}"
        yield f"after {before.ent_type_ or 'a word'} with capital"
    elif word in PREPOSITIONS or not before.is_alpha or before.pos_ in ("DET", "ADP", "CCONJ", "SCONJ", "PRON"):
        yield f"after {word}"
    else:
        yield f"after {before.pos_}"
    if word == "," and name.start > 1 and doc[name.start - 2].text[:1].isupper():
        yield "after a name and a comma"


def _after(doc: Doc, name: Name, after: Token | None) -> Iterator[str]:
    if after is None or after.is_space:
        yield "nothing behind"
        return
    word = after.lower_
    if word in KIND_AFTER:
        yield "before its kind"
        yield f"before {word}"
    elif after.text[:1].isupper() and not after.is_sent_start:
        yield f"before a name, {after.pos_}"
        yield f"before {word}"
        yield f"before {after.ent_type_ or 'a word'} with capital"
    elif not after.is_alpha:
        yield f"before {word}"
    else:
        yield f"before {after.pos_}"
        yield f"before {word}"
    if word == "," and name.end + 1 < len(doc) and doc[name.end + 1].text[:1].isupper():
        yield "before a comma and a " + ("place" if gazetteer.candidates(doc[name.end + 1].text) else "name")
