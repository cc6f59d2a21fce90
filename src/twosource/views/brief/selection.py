"""Which claims a brief shows, in which order, and what stands under each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from twosource.records import Claim, Event, Period, Place, Record
from twosource.views import excerpts, wording
from twosource.views.excerpts import Excerpt
from twosource.views.index import Index

IN_FULL = 250
"""Claims shown with their sentences; beyond that a brief is no longer brief, and the ledger has the rest."""


class SupportView(Record, frozen=True, kw_only=True):
    """A voice behind a claim, how it knows, and which outlets carry it."""

    voice: str
    side: str
    basis: str
    outlets: tuple[str, ...]


class ExcerptView(Record, frozen=True, kw_only=True):
    """Sentences of one report."""

    outlet: str
    published: str
    title: str
    url: str | None
    excerpt: Excerpt
    note: str = ""


class Link(Record, frozen=True, kw_only=True):
    """Another claim: where it stands on the page, if it does, and what it says."""

    id: str
    gist: str
    sources: str
    why: str = ""
    shown: bool = True
    voices: tuple[str, ...] = ()


class ClaimView(Record, frozen=True, kw_only=True):
    """A claim as the page shows it."""

    claim: Claim
    number: str
    where: str
    when: str
    stage: str
    supports: tuple[SupportView, ...]
    excerpts: tuple[ExcerptView, ...]
    narrower: tuple[Link, ...]
    conflicts: tuple[Link, ...]
    credibility: str
    reports: int
    outlets: int


def ranked(index: Index) -> list[Claim]:
    """All claims: most independent sources first, then opposed ones, then those in more reports, then by id."""
    return sorted(
        index.holdings.links.claims,
        key=lambda c: (
            -c.sources_min,
            -c.sources_max,
            not c.opposed,
            -len({index.events[e].report for e in c.events if e in index.events}),
            c.id,
        ),
    )


def shown(claims: Sequence[Claim]) -> list[Claim]:
    """The ranked claims that a brief shows in full; those in conflict are among them, wherever they rank."""
    chosen = list(claims[:IN_FULL])
    here = {c.id for c in chosen}
    disputed = [c for c in claims[IN_FULL:] if c.conflicts and c.id not in here]
    return chosen + disputed[: IN_FULL // 2]


def view(index: Index, claim: Claim, on_page: frozenset[str]) -> ClaimView:
    """All that stands under one claim."""
    events = index.events_of(claim)
    first = best_event(events)
    return ClaimView(
        claim=claim,
        number=wording.number(claim.sources_min, claim.sources_max),
        where=wording.place(first.place) if first else "",
        when=wording.days(period_of(events)),
        stage=first.stage if first else "",
        supports=tuple(
            SupportView(
                voice=wording.voice(voice),
                side=(voice.side if voice else None) or "",
                basis=wording.BASIS[support.basis],
                outlets=tuple(dict.fromkeys(index.outlet(r) for r in support.reports if r in index.reports)),
            )
            for support, voice in index.supports(claim)
        ),
        excerpts=tuple(excerpt(index, event) for event in events),
        narrower=tuple(link(index, i, on_page) for i in claim.narrower if i in index.claims),
        conflicts=tuple(link(index, c.claim, on_page, c.why) for c in claim.conflicts if c.claim in index.claims),
        credibility=f"{claim.credibility} – {wording.CREDIBILITY.get(claim.credibility, '')}",
        reports=len({event.report for event in events}),
        outlets=len({index.outlet(event.report) for event in events}),
    )


def best_event(events: Sequence[Event]) -> Event | None:
    """The event that says most: with place, date and counts."""
    return max(events, key=lambda e: (bool(e.place), bool(e.date), len(e.items) + len(e.people)), default=None)


def period_of(events: Sequence[Event]) -> Period | None:
    """The shortest period that an event of the claim gives; vaguer ones hold it."""
    return min((e.date for e in events if e.date), key=lambda p: (p.days, p.first), default=None)


def place_of(events: Sequence[Event]) -> Place | None:
    """The place of the event that says most, if it has coordinates."""
    return next((e.place for e in events if e.place and e.place.lat is not None), None)


def excerpt(index: Index, event: Event) -> ExcerptView:
    """The sentence of an event, with who published it."""
    report = index.reports[event.report]
    statements = [index.statements[i] for i in event.statements if i in index.statements]
    return ExcerptView(
        outlet=index.outlet(report.id),
        published=wording.days(Period(report.published, report.published)) if report.published else "no date",
        title=report.title or "",
        url=report.url if report.url and report.url.startswith(("http://", "https://")) else None,
        excerpt=excerpts.of_event(report, event, statements),
        note=wording.WITHDRAWN if index.withdrawn(event) else "",
    )


def link(index: Index, claim: str, on_page: frozenset[str], why: str = "") -> Link:
    """A pointer to another claim with what a reader needs to judge it at a glance."""
    other = index.claims[claim]
    voices = tuple(wording.voice(voice) for _, voice in index.supports(other))
    return Link(
        id=claim, gist=other.gist, sources=wording.sources(other), why=why, shown=claim in on_page, voices=voices
    )


def newest(index: Index, claims: Sequence[Claim]) -> tuple[date | None, list[Claim]]:
    """The last day of publication in the ledger, and the claims that were first reported on it."""
    last = max((r.published for r in index.holdings.reports if r.published), default=None)
    new = [c for c in claims if last and all(r.published == last for r in index.reports_of(c))]
    return last, new
