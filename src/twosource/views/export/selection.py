"""What an export holds: claims that were chosen, in their order, with or without other people's words and private persons' names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec.structs import replace

from twosource.records import Claim, Event, Holdings, Record, Report, Statement, Voice
from twosource.views import wording
from twosource.views.export.names import Names
from twosource.views.index import Index
from twosource.views.marks import Marks
from twosource.views.rows import Row


class Options(Record, frozen=True, kw_only=True):
    """`text`: with words of the reports, which are other people's copyright. `names`: with names of victims and private persons."""

    text: bool = True
    names: bool = True


class Selection:
    """Chosen claims with the ledger that they are of."""

    def __init__(
        self, index: Index, rows: Sequence[Row], options: Options | None = None, marks: Marks | None = None
    ) -> None:
        self.index = index
        self.rows = rows
        self.options = options or Options()
        self.marks = marks or Marks(index.holdings.marks)

    def shown(self, words: str | None) -> str:
        """Words of ours, or a name, with private names blacked out where that was asked for."""
        return (words or "") if self.options.names else self.names.blacked(words or "")

    def quoted(self, words: str | None) -> str:
        """Words of a report; none where they are left out."""
        return self.shown(words) if self.options.text else ""

    def voice(self, voice: Voice | None) -> str:
        """Who speaks."""
        return self.shown(wording.voice(voice))

    @cached_property
    def names(self) -> Names:
        """Which names may stay."""
        return Names(self.index.holdings)

    @cached_property
    def claims(self) -> list[Claim]:
        """The chosen claims."""
        return [row.claim for row in self.rows]

    def events(self, claim: Claim) -> list[Event]:
        """The events of a claim, earliest report first."""
        return self.index.events_of(claim)

    def statements(self, claim: Claim) -> list[Statement]:
        """The statements that assert a claim."""
        ids = dict.fromkeys(i for e in self.events(claim) for i in e.statements)
        return [self.index.statements[i] for i in ids if i in self.index.statements]

    @cached_property
    def reports(self) -> list[Report]:
        """The reports that carry the chosen claims."""
        return list({r.id: r for claim in self.claims for r in self.index.reports_of(claim)}.values())

    @cached_property
    def holdings(self) -> Holdings:
        """What the ledger holds of the chosen claims and nothing else: their events, reports, statements and voices."""
        events = {i for claim in self.claims for i in claim.events}
        ids = {r.id for r in self.reports}
        told = {s.id for claim in self.claims for s in self.statements(claim)}
        links = self.index.holdings.links
        readings = []
        for reading in self.index.holdings.readings:
            if reading.report in ids:
                said = tuple(s for s in reading.statements if s.id in told)
                readings.append(
                    replace(
                        reading,
                        statements=said,
                        events=tuple(e for e in reading.events if e.id in events),
                        places=(),
                        dates=(),
                    )
                )
        voices = {s.voice for claim in self.claims for s in claim.voices}
        voices |= {links.voice_of.get(v, v) for r in readings for s in r.statements for v in (s.voice, *s.via)}
        return Holdings(
            reports=tuple(self.reports),
            readings=tuple(readings),
            links=replace(
                links,
                claims=tuple(self.claims),
                voices=tuple(v for v in links.voices if v.id in voices),
                copies=tuple(c for c in links.copies if c.a in ids and c.b in ids),
                stories=tuple(
                    kept
                    for s in links.stories
                    if (kept := replace(s, reports=tuple(r for r in s.reports if r in ids))).reports
                ),
                voice_pairs=tuple(p for p in links.voice_pairs if p.a in told and p.b in told),
            ),
        )


def joined(words: Iterable[str]) -> str:
    """Several things in one cell."""
    return "; ".join(w for w in words if w)
