"""Which voices of different reports are one: by name, office and side; bodies by their canonical name; outlets by theirs.

Anonymous voices are not joined here: that needs what they said (anonymous.py).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from twosource.knowledge import bodies, outlets, people
from twosource.knowledge.gazetteer.spelling import fold, skeleton
from twosource.records import Voice, identity

Key = tuple[str, ...]


def named(voices: Iterable[tuple[Voice, date | None]]) -> dict[str, Key]:
    """For each voice of a reading that has a name or a body, the key of whom it is; voices with one key are one.

    A surname alone is the only full name with that surname and side, if there is just one.
    """
    rows = list(voices)
    full: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for voice, on in rows:
        if voice.name and voice.kind == "person":
            name = _person(voice, on)
            if " " in name:
                full[skeleton(name.split()[-1]), voice.side].add(name)
    out: dict[str, Key] = {}
    for voice, on in rows:
        if key := _key(voice, on, full):
            out[voice.id] = key
    return out


def _person(voice: Voice, on: date | None) -> str:
    someone = people.person(voice.name or "", on)
    return fold(someone.name if someone and (voice.side is None or someone.side == voice.side) else voice.name or "")


def _key(voice: Voice, on: date | None, full: Mapping[tuple[str, str | None], set[str]]) -> Key | None:
    if voice.anonymous:
        return None
    if voice.kind == "outlet" or (voice.side == "MEDIA" and not voice.role):
        paper = outlets.outlet(voice.org or voice.name or "")
        return ("outlet", (paper.name if paper else voice.org or voice.name or "").lower())
    if voice.name:
        name = _person(voice, on)
        surname = skeleton(name.split()[-1])
        wholes = full.get((surname, voice.side), set()) | full.get((surname, None), set())
        if " " not in name and len({skeleton(w) for w in wholes}) == 1:
            name = sorted(wholes)[0]
        first = name.split()[0][:1]
        return ("person", surname, first if " " in name else "", voice.side or "")
    if voice.org:
        body = bodies.body(voice.org)
        return (
            "body",
            fold(body.name if body else re.sub(r" \([^)]*\)$", "", voice.org)),
            (body.side if body else None) or voice.side or "",
            fold(voice.role or "") if voice.role else "",
        )
    if voice.role:
        return ("office", fold(voice.role), voice.side or "")
    return None


def linked_id(key: Key) -> str:
    """The id of a voice across all reports: of its key, so that it never depends on what else is there."""
    return identity("v", "linked", *key)
