"""Equipment and munitions in a stretch of text, with model, category and how many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from twosource.knowledge import equipment
from twosource.reading.quantities import Range, bounds, counted
from twosource.records import Item, Span

LONGEST = 5
NOT_ITEMS = {
    "fire",
    "round",
    "mine",
    "vehicle",
    "car",
    "bus",
    "supplies",
    "gun",
    "fighter",
    "bomber",
    "van",
    "boat",
    "ship",
    "train",
    "jeep",
    "weapon",
    "arms",
    "explosive",
    "depot",
    "tanker",
    "plane",
    "vessel",
}
"""Words that name equipment only when they are what is lost, sent or used: taken where an event's slot holds them, not in passing."""


def find(doc: Doc, start: int, end: int, *, generic: bool = True) -> list[tuple[Token, Item]]:
    """Items among tokens `start` to `end`, each with its head word; `generic` takes words such as `tanks` too."""
    found: list[tuple[Token, Item]] = []
    text = doc.text
    at = start
    while at < end:
        hit = _at(doc, text, at, end, generic)
        if hit is None:
            at += 1
            continue
        entry, stop = hit
        # "T-72 tank", "Zoopark counter-battery radar": the generic word that follows belongs to the name
        more = stop
        while (
            more < min(end, stop + 4)
            and (doc[more].pos_ in ("NOUN", "ADJ", "PROPN") or doc[more].text in ("-", "–"))
            and not doc[more].is_space
        ):
            more += 1
        while more > stop and not (equipment.generic(doc[stop:more].text) or equipment.generic(doc[more - 1].text)):
            more -= 1
        head = doc[more - 1] if more > stop else doc[at:stop].root
        last = max(stop, more)
        number = _number(doc, at, head)
        first = _begin(doc, at, start)
        span = Span.of(text, doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
        found.append(
            (
                head,
                Item(
                    span=span,
                    model=entry.model,
                    category=entry.category,
                    min=number.min if number else None,
                    max=number.max if number else None,
                ),
            )
        )
        at = last
    return found


def _at(doc: Doc, text: str, at: int, end: int, generic: bool) -> tuple[equipment.Entry, int] | None:
    token = doc[at]
    if token.is_space or token.is_punct:
        return None
    begins = token.text[:1]
    named = begins.isupper() or begins.isdigit()
    for stop in range(min(end, at + LONGEST), at, -1):
        last = doc[stop - 1]
        common = generic and last.pos_ in ("NOUN", "PROPN")
        if last.is_punct or not (named or common):
            continue
        words = text[token.idx : last.idx + len(last)]
        if "\n" in words:
            continue
        if named and (entry := equipment.designation(words)):
            return entry, stop
        if common and (entry := equipment.generic(words)):
            if (
                stop - at == 1
                and doc[at].dep_ == "compound"
                and doc[at].head.i == at + 1
                and equipment.generic(doc[at + 1].text) is None
                and doc[at + 1].pos_ == "NOUN"
            ):
                return None  # "missile attack", "tank crew"
            return entry, stop
    return None


def _begin(doc: Doc, at: int, floor: int) -> int:
    """Words of kind before the item that belong to its phrase: `armoured`, `Russian`, `long-range`; numbers stay outside."""
    first = at
    while (
        first > floor
        and doc[first - 1].pos_ in ("ADJ", "NOUN", "PROPN")
        and doc[first - 1].dep_ in ("amod", "compound", "nmod")
        and doc[first - 1].tag_ != "CD"
        and not doc[first - 1].is_space
    ):
        first -= 1
        if at - first >= 3:
            break
    return first


def _number(doc: Doc, at: int, head: Token) -> Range | None:
    before = doc[max(head.sent.start, at - 5) : at].text
    match = re.search(
        r"(?:at least |more than |up to |nearly |almost |over |as many as |about |around |some )?(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of|hundreds of|several|scores of|a dozen|thousands of|millions of)(?: \w+){0,2}$",
        before,
        re.IGNORECASE,
    )
    if match:
        found = bounds(match.group())
        if found:
            return found
        if re.match(r"an?\b", match.group(), re.IGNORECASE):
            return Range(1, 1)
    return counted(head)


def within(items: Sequence[tuple[Token, Item]], first: int, last: int) -> list[Item]:
    """Items whose head lies among tokens `first` to `last` (exclusive)."""
    return [item for head, item in items if first <= head.i < last]
