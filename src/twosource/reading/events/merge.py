"""One event out of all tellings of a happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from twosource.reading.events.mention import Mention
from twosource.reading.events.relations import likenesses
from twosource.records import Item, Toll

TELLING = {"place", "date", "target", "toll", "items", "statement"}
"""What two tellings must have one of in common for the second to be another's word for the first."""

RANK = {"country": 0, "region": 1, "water": 1, "district": 2, "settlement": 3, "site": 4, None: 2}


def joined(tellings: Sequence[Mention]) -> Mention:
    """The founding telling, with what it lacks taken from the others."""
    best = tellings[0]
    places = [m.place for m in tellings if m.place]
    tolls: dict[str, Toll] = {}
    for mention in tellings:
        for toll in mention.people:
            known = tolls.get(toll.fate)
            if known is None or (known.max is None and toll.max is not None):
                tolls[toll.fate] = toll
    found: list[Item] = list(best.items)
    for mention in tellings:
        for item in mention.items:
            if not any(
                item.category == other.category and (item.model is None or item.model == other.model) for other in found
            ):
                found.append(item)
    return replace(
        best,
        place=max(places, key=lambda p: RANK[p.level]) if places else None,
        date=min((m.date for m in tellings if m.date), key=lambda p: p.days, default=None),
        actor=best.actor or next((m.actor for m in tellings if m.actor), None),
        actor_party=best.actor_party or next((m.actor_party for m in tellings if m.actor_party), None),
        target=best.target or next((m.target for m in tellings if m.target), None),
        target_party=best.target_party or next((m.target_party for m in tellings if m.target_party), None),
        people=tuple(tolls.values()),
        items=tuple(found),
        count=best.count or next((m.count for m in tellings if m.count), None),
        statements=tuple(dict.fromkeys(i for m in tellings if _asserts(m, best) for i in m.statements)),
    )


def _asserts(telling: Mention, best: Mention) -> bool:
    """Whether who tells it again asserts this very happening: by something of its own, and not by the mere word (`they withdrew`)."""
    return telling is best or telling.titled != best.titled or any(one in TELLING for one in likenesses(telling, best))
