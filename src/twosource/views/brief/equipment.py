"""The equipment ledger of a brief: what is said to be lost, by side, model and state, with bounds.

Within a claim the bounds run from the lowest to the highest figure that any report gives; claims are added up,
a narrower claim only where no wider one in the same row already covers it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import get_args

from twosource.knowledge import parties
from twosource.records import Claim, Event, Item, LossState, Record
from twosource.views.index import Index

STATES: tuple[LossState, ...] = get_args(LossState)
Row = tuple[str, str, str]


class Loss(Record, frozen=True, kw_only=True):
    """Bounds over the claims of one cell; `high` None is open. `covered` are claims that a wider one of the cell holds already."""

    low: int
    high: int | None
    claims: tuple[str, ...]
    sources: int
    covered: int = 0


class Line(Record, frozen=True, kw_only=True):
    """One kind of equipment of one side: a cell or None for each of STATES."""

    side: str
    category: str
    model: str
    cells: tuple[Loss | None, ...]


def table(index: Index, claims: Iterable[Claim] | None = None) -> tuple[Line, ...]:
    """The losses of these claims, or of all in the ledger, that happened, sorted by side, category and model."""
    cells: dict[Row, dict[LossState, dict[str, list[Item]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for claim in index.holdings.links.claims if claims is None else claims:
        if claim.type != "equipment-loss":
            continue
        for event in index.events_of(claim):
            if event.state and event.stage in ("happened", "ongoing"):
                for item in event.items:
                    cells[_row(event, item)][event.state][claim.id].append(item)
    return tuple(
        Line(
            side=row[0], category=row[1], model=row[2], cells=tuple(_loss(index, states.get(state)) for state in STATES)
        )
        for row, states in sorted(cells.items())
    )


def _row(event: Event, item: Item) -> Row:
    party = parties.party(event.target_party) if event.target_party else None
    side = party.name if party else "side not told"
    return side, item.category or "other", item.model or item.span.text


def _loss(index: Index, claims: dict[str, list[Item]] | None) -> Loss | None:
    if not claims:
        return None
    kept: list[Claim] = [index.claims[i] for i in sorted(claims)]
    covered = {narrow for claim in kept for narrow in claim.narrower}
    counted = [claim for claim in kept if claim.id not in covered]
    lows = [min((item.min or 0) for item in claims[claim.id]) for claim in counted]
    highs = [[item.max for item in claims[claim.id]] for claim in counted]
    open_ended = any(high is None for several in highs for high in several)
    return Loss(
        low=sum(lows),
        high=None if open_ended else sum(max(h for h in several if h is not None) for several in highs),
        claims=tuple(claim.id for claim in kept),
        sources=max(claim.sources_min for claim in kept),
        covered=len(kept) - len(counted),
    )
