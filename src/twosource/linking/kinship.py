"""What stands between two origins of a claim: same, different or unassessable, each with a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec.structs import replace

from twosource.knowledge import countries
from twosource.linking import anonymous
from twosource.linking.folding import words_of
from twosource.records import PairVerdict, Support, Voice

PRESS = set(
    "press room media office information desk communications communication directorate public affairs news release service delegation spokesperson the of and for in on a an".split()
)
"""Words by which a body calls its own desk: the rest is the body's name."""
FORCES = re.compile(
    r"\b(?:defen[cs]e (?:ministry|forces|army)|ministry of (?:national )?defen[cs]e|general staff|armed forces|army|military|(?:joint|general) (?:operations )?command|group(?:ing)? of forces|air force|navy)\b",
    re.IGNORECASE,
)
"""Bodies that speak for all the forces of a side."""


def between(a: Support, b: Support, one: Voice, two: Voice) -> tuple[PairVerdict, str]:
    """Verdict and reason between the voices of two supports, as far as who they are tells."""
    if "narration" in (a.basis, b.basis):
        who = one if a.basis == "narration" else two
        return "unassessable", f"{called(who)} names no source: it may rest on any of the others."
    if not known(one) or not known(two):
        return "unassessable", "One of the two is not named at all."
    if _desk(one, two, a, b):
        return "same", f"{called(one)} and {called(two)} are one body."
    if _one_person(one, two):
        return "same", f"{called(one)} is one person, though the reports introduce them otherwise."
    if one.anonymous or two.anonymous:
        return _unnamed(one, two)
    if _unplaced(one, two, a, b) or _unplaced(two, one, a, b):
        return "same", f"{called(one)} and {called(two)} speak for one body, for the report names no other."
    if _office(one, two):
        return "same", f"{called(one)} and {called(two)} hold one office."
    if _speaks_for(one, two) or _speaks_for(two, one):
        return "same", f"{called(one)} and {called(two)} speak for one body."
    if one.side and one.side == two.side:
        if _state(one) or _state(two):
            return "same", f"{called(one)} and {called(two)} are one government's word."
        if _forces(one) and _forces(two) and not (one.name and two.name):
            return "same", f"{called(one)} and {called(two)} speak for the forces of one side."
        if _head(one) or _head(two):
            return (
                "unassessable",
                f"{called(one)} and {called(two)} are of one government: the one may repeat the other.",
            )
    kind = "people" if one.name and two.name else "voices"
    return "different", f"{called(one)} and {called(two)} are different {kind}{_sides(one, two)}."


def _unnamed(one: Voice, two: Voice) -> tuple[PairVerdict, str]:
    """Two origins of which one or both are unnamed."""
    if one.anonymous != two.anonymous and _body(one, two) and "CIV" in (one.side, two.side):
        return "same", f"{called(one)} and {called(two)} are of one house."
    excluded = anonymous.excludes(one, two)
    if excluded:
        return "different", excluded
    if one.anonymous != two.anonymous and one.side and one.side == two.side:
        who, other = (one, two) if one.anonymous else (two, one)
        apart = not _body(one, two) and bool(who.org and other.org) and not _state(replace(who, role=None))
        if not _officials(one, two) or (
            other.name and (apart or (anonymous.kind(who) != "official" and not _body(one, two)))
        ):
            return "different", f"{called(one)} and {called(two)} are different people of one side."
    return "unassessable", f"{called(one)} and {called(two)} may be one: nothing in the texts tells them apart."


def known(voice: Voice) -> bool:
    """Whether the text tells anything of who it is."""
    return bool(voice.name or voice.role or voice.org)


def called(voice: Voice) -> str:
    """A voice as a sentence names it."""
    if voice.kind == "outlet":
        return voice.org or voice.name or "the report's own words"
    if voice.name:
        return voice.name
    if voice.role:
        whose = f" ({voice.org or voice.side})" if voice.org or voice.side else ""
        return f"{'an unnamed ' if voice.anonymous else 'the '}{voice.role}{whose}"
    return voice.org or "somebody not named"


@lru_cache(maxsize=20_000)
def one_name(a: str, b: str) -> bool:
    """Whether two names are of one body: `ELN` and `ELN Domingo Laín Front`, `AU Mission Press Room` and `African Union Mission in Somalia`."""
    one, two = _core(a), _core(b)
    shorter, longer = sorted((one, two), key=len)
    return bool(shorter) and all(word in longer or _initials(word, longer) for word in shorter)


def _core(name: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in words_of(name) if word not in PRESS)


def _initials(word: str, words: tuple[str, ...]) -> bool:
    letters = "".join(w[0] for w in words)
    return 2 <= len(word) <= 6 and word in letters


def _desk(one: Voice, two: Voice, a: Support, b: Support) -> bool:
    """Whether one is a body's own page or desk and the other that body, or somebody who speaks for it."""
    for page, body, basis in ((one, two, a.basis), (two, one, b.basis)):
        if page.kind != "outlet" or basis != "statement" or body.anonymous:
            continue
        if page.party and page.party == body.party and len(page.party) > 2:
            return True
        if page.org and body.org and one_name(page.org, body.org):
            return True
    return False


def _body(a: Voice, b: Voice) -> bool:
    return bool(a.org and b.org and a.org.lower() == b.org.lower())


def _officials(a: Voice, b: Voice) -> bool:
    return {anonymous.kind(a), anonymous.kind(b)} <= {"official", "soldier", "diplomat", None}


def _speaks_for(a: Voice, b: Voice) -> bool:
    """Whether `a` is a body and `b` its spokesman, or somebody without a name who speaks for it."""
    if a.kind == "outlet" or b.kind == "outlet" or not a.org or not b.org or (a.side and b.side and a.side != b.side):
        return False
    if a.name is None and a.role is None and one_name(a.org, b.org):
        return True
    spokes = any("spokes" in (v.role or "").lower() for v in (a, b))
    return _body(a, b) and ((a.name is None and b.name is None) or (spokes and (a.name is None or b.name is None)))


def _one_person(a: Voice, b: Voice) -> bool:
    """Whether both go by one full name: two people of one name behind one claim are rarer than two descriptions of one."""
    if not a.name or not b.name or a.kind == "outlet" or b.kind == "outlet":
        return False
    one = [word for word, _, _ in words_of(a.name)]
    return len(one) > 1 and one == [word for word, _, _ in words_of(b.name)]


def _unplaced(a: Voice, b: Voice, one: Support, two: Support) -> bool:
    """Whether `a` speaks for a body that the report does not tell, and `b` is a body that speaks in the same report."""
    return (
        "spokes" in (a.role or "").lower()
        and not a.org
        and b.kind == "organisation"
        and not b.name
        and not (a.side and b.side and a.side != b.side)
        and bool(set(one.reports) & set(two.reports))
    )


OFFICES = {"governor", "mayor", "minister", "president", "premier", "ambassador", "commander", "chairman", "prosecutor"}
"""Offices that one person holds at a time."""


def _office(a: Voice, b: Voice) -> bool:
    """Whether two descriptions are of one holder of an office, of whom one report gives the name."""
    if (a.name is None) == (b.name is None) or not _body(a, b) or not a.role or not b.role:
        return False
    held = [{word for word, _, _ in words_of(v.role or "")} & OFFICES for v in (a, b)]
    deputies = [bool(re.search(r"\b(?:deputy|former|ex|vice)\b", v.role or "", re.IGNORECASE)) for v in (a, b)]
    return bool(held[0] & held[1]) and deputies[0] == deputies[1]


def _state(v: Voice) -> bool:
    """Whether a voice is a state or its government as a whole, and nobody in particular."""
    if v.name or v.role or not v.org or not v.side or len(v.side) != 2:
        return False
    return (
        countries.country(v.org) is not None
        or v.org.startswith("Government of ")
        or v.org.lower().endswith(" government")
    )


def _forces(v: Voice) -> bool:
    return bool(v.org and FORCES.search(v.org))


def _head(v: Voice) -> bool:
    """Whether a voice speaks for the head of a state: a presidency, a cabinet, who holds the office."""
    return bool(
        re.search(r"\b(?:Kremlin|Presidency|White House|Downing Street|Élysée|Chancellery|Cabinet)\b", v.org or "")
        or re.match(r"(?:president|prime minister|premier|chancellor)\b", v.role or "", re.IGNORECASE)
    )


def _sides(a: Voice, b: Voice) -> str:
    return f" of different sides ({a.side}, {b.side})" if a.side and b.side and a.side != b.side else ""
