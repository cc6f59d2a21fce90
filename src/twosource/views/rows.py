"""A claim as lists show it, with all by which it is found and put in order. Made once for each state of the ledger."""

from __future__ import annotations

from datetime import date

from twosource.knowledge import parties
from twosource.records import Claim, Event, Period, Place, Record
from twosource.views import wording
from twosource.views.brief import selection
from twosource.views.index import Index


class Row(Record, frozen=True, kw_only=True):
    """One claim. `first` and `last` are the days on which its reports were published; `within` names its place and what that lies in."""

    claim: Claim
    place: Place | None
    where: str
    within: tuple[str, ...]
    period: Period | None
    stage: str
    states: tuple[str, ...]
    sides: tuple[str, ...]
    target: tuple[str, ...]
    items: tuple[str, ...]
    outlets: tuple[str, ...]
    voices: tuple[tuple[str, str], ...]
    reports: int
    first: date | None
    last: date | None

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def number(self) -> str:
        """The bounds of its independent sources."""
        return wording.number(self.claim.sources_min, self.claim.sources_max)

    @property
    def strong(self) -> bool:
        """Whether it has two independent sources at least."""
        return self.claim.sources_min >= 2

    @property
    def when(self) -> str:
        return wording.days(self.period)


def row(index: Index, claim: Claim) -> Row:
    """The row of a claim."""
    events = index.events_of(claim)
    best = selection.best_event(events)
    where = selection.place_of(events) or (best.place if best else None)
    reports = index.reports_of(claim)
    published = sorted(r.published for r in reports if r.published)
    return Row(
        claim=claim,
        place=where,
        where=wording.place(where),
        within=within(where),
        period=selection.period_of(events),
        stage=best.stage if best else "",
        states=tuple(sorted({e.state for e in events if e.state})),
        sides=claim.sides,
        target=tuple(sorted({loser(e) for e in events if e.target_party})),
        items=tuple(sorted({i.model or i.span.text for e in events for i in e.items})),
        outlets=tuple(dict.fromkeys(index.outlet(r.id) for r in reports)),
        voices=tuple((s.voice, wording.voice(v)) for s, v in index.supports(claim)),
        reports=len(reports),
        first=published[0] if published else None,
        last=published[-1] if published else None,
    )


def loser(event: Event) -> str:
    """The party that an event hurts, by name."""
    party = parties.party(event.target_party) if event.target_party else None
    return party.name if party else "side not told"


def within(where: Place | None) -> tuple[str, ...]:
    """A place, its region and its country, as the address bar names them."""
    if where is None:
        return ()
    names = [wording.place(where)]
    if where.admin1 and where.country and where.level not in ("region", "country"):
        names.append(f"{where.admin1} (region), {where.country}")
    elif where.level == "region" and where.country and where.name:
        names.append(f"{(where.admin1 or where.name).removesuffix(' Oblast')} (region), {where.country}")
    if where.country:
        names.append(where.country)
    return tuple(dict.fromkeys(names))
