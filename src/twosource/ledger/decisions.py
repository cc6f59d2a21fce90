"""A person's word on a pair, as it is kept: never erased, and only overruled by a later one."""

from __future__ import annotations

from collections.abc import Iterable

from twosource.errors import NotFound
from twosource.ledger.spoken import last_words, moment
from twosource.records import Decision, Holdings, Judgement, identity


def decision(holdings: Holdings, a: str, b: str, judgement: Judgement | None, by: str, why: str) -> Decision:
    """The decision on two events, or on two voices; a voice after linking stands for a voice of a reading that became it.

    Raises:
        NotFound: the two are not two events, nor two voices.
    """
    events = {e.id for reading in holdings.readings for e in reading.events}
    at = moment(holdings.decisions)
    if a in events and b in events and a != b:
        return Decision(
            id=identity("d", "events", a, b, at), kind="events", a=a, b=b, judgement=judgement, by=by, at=at, why=why
        )
    heard: dict[str, str] = {}
    for own, linked in holdings.links.voice_of.items():
        heard[own] = own
        heard.setdefault(linked, own)
    if a in heard and b in heard and a != b:
        first, second = heard[a], heard[b]
        return Decision(
            id=identity("d", "voices", first, second, at), kind="voices", a=first, b=second, judgement=judgement, by=by, at=at, why=why,
        )  # fmt: skip
    raise NotFound(
        f"{a} and {b} are not two events, nor two voices", remedy="find their ids with: twosource show LEDGER CLAIM"
    )


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The last word on each pair, newest first; one that was taken back is gone."""
    last = last_words(decisions, lambda d: (d.kind, frozenset((d.a, d.b))))
    return [d for d in last if d.judgement is not None]
