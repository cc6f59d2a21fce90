"""Look-up tables over what a ledger holds, made once and shared by the parts of a view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from twosource.errors import NotFound
from twosource.records import Claim, Event, Holdings, Report, Statement, Story, Support, Voice


class Index:
    """By id: reports, events, statements (with linked voices), voices, claims; and where each belongs."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self.reports: dict[str, Report] = {r.id: r for r in holdings.reports}
        self.events: dict[str, Event] = {e.id: e for reading in holdings.readings for e in reading.events}
        self.statements: dict[str, Statement] = {s.id: s for reading in holdings.readings for s in reading.statements}
        self.voices: dict[str, Voice] = {v.id: v for v in holdings.links.voices}
        self.claims: dict[str, Claim] = {c.id: c for c in holdings.links.claims}
        self.stories: dict[str, Story] = {s.id: s for s in holdings.links.stories}
        self.aliases: dict[str, str] = {alias: c.id for c in holdings.links.claims for alias in c.aliases}
        self.claim_of: dict[str, str] = {e: c.id for c in holdings.links.claims for e in c.events}
        self.later: dict[str, str] = dict(_later(holdings))

    def find(self, id_: str) -> Claim | Voice | Event | Statement | Report | Story:
        """What has this id, or alone has an id that begins so; a claim's former ids lead to it.

        Raises:
            NotFound: nothing has it, or several things begin so.
        """
        tables: tuple[Mapping[str, Claim | Voice | Event | Statement | Report | Story], ...] = (
            self.claims,
            self.voices,
            self.events,
            self.statements,
            self.reports,
            self.stories,
        )
        id_ = self.aliases.get(id_, id_)
        for table in tables:
            if id_ in table:
                return table[id_]
        begun = [(i, table) for table in tables for i in table if i.startswith(id_)]
        if len(begun) == 1:
            return begun[0][1][begun[0][0]]
        if begun:
            several = ", ".join(sorted(i for i, _ in begun)[:5])
            raise NotFound(f"{len(begun)} ids begin with {id_}: {several}", remedy="write more of it")
        raise NotFound(f"nothing here has the id {id_}", remedy="find it with: twosource search LEDGER WORDS")

    def events_of(self, claim: Claim) -> list[Event]:
        """The events that assert a claim, earliest report first."""
        found = [self.events[i] for i in claim.events if i in self.events]
        return sorted(found, key=lambda e: (str(self.reports[e.report].published or "9999"), e.report, e.trigger.start))

    def withdrawn(self, event: Event) -> bool:
        """Whether a later version of the event's report no longer tells what its claim says."""
        later = self.later.get(event.report)
        told = self.claims[self.claim_of[event.id]].events if event.id in self.claim_of else ()
        return later is not None and all(self.events[e].report != later for e in told if e in self.events)

    def reports_of(self, claim: Claim) -> list[Report]:
        """The reports that carry a claim, each once."""
        return list({e.report: self.reports[e.report] for e in self.events_of(claim)}.values())

    def voice_of(self, statement: Statement) -> Voice | None:
        """Who stands behind a statement, after linking."""
        return self.voices.get(self.holdings.links.voice_of.get(statement.voice, statement.voice))

    def supports(self, claim: Claim) -> Iterator[tuple[Support, Voice | None]]:
        """The voices behind a claim."""
        for support in claim.voices:
            yield support, self.voices.get(support.voice)

    def outlet(self, report: str) -> str:
        """How to name the report's outlet to a reader."""
        return self.reports[report].outlet or "an unnamed outlet"


def _later(holdings: Holdings) -> Iterator[tuple[str, str]]:
    """Reports with their newest version: what stood on the same page later, and has most of its words (a page may also hold another report each day)."""
    alike = {frozenset((c.a, c.b)) for c in holdings.links.copies if c.verdict in ("copied", "rewritten")}
    for page in holdings.pages:
        for at, report in enumerate(page):
            versions = [other for other in page[at + 1 :] if frozenset((report, other)) in alike]
            if versions:
                yield report, versions[-1]
