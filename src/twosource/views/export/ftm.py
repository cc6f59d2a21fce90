"""Claims as statements of FollowTheMoney, as Aleph and its kin keep them; it needs the library of that name, which is asked for by name.

A claim is an Event, a report an Article, a voice a Person or Organization; an Article documents an Event, and a voice stands behind it by an
UnknownLink, whose proof is the report. Every value is cleaned by the library: a country is a code, an address an address, or it is left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from twosource.extras import extra
from twosource.records import Report, Voice
from twosource.views import safe, wording
from twosource.views.export.selection import Selection
from twosource.views.rows import Row

DATASET = "twosource"
KIND = {"person": "Person", "organisation": "Organization", "outlet": "Organization"}


def write(selection: Selection) -> Iterator[bytes]:
    """A sheet of statements, one value of one property each, as `ftm` reads them.

    Raises:
        TwosourceError: followthemoney is not there.
    """
    needs, remedy = "FollowTheMoney's statements need its library", "pip install followthemoney"
    money, statement = (extra(m, needs, remedy) for m in ("followthemoney", "followthemoney.statement"))
    sink = _Sink()
    entities = _Entities(selection, money.model)
    statements = (s for e in entities.all() for s in statement.Statement.from_entity(e, DATASET))
    statement.write_statements(sink, statement.CSV, statements)
    yield sink.getvalue()


class _Sink(io.BytesIO):
    """Bytes that can still be had when the library has closed what it wrote to."""

    def close(self) -> None:
        self.flush()


class _Entities:
    """The entities of a selection, each once."""

    def __init__(self, selection: Selection, model: Any) -> None:
        self.selection = selection
        self.model = model

    def all(self) -> Iterator[Any]:
        """Reports, voices, claims, and what stands between them."""
        index = self.selection.index
        yield from map(self._article, self.selection.reports)
        voices = {voice.id: voice for row in self.selection.rows for _, voice in index.supports(row.claim) if voice}
        yield from map(self._voice, voices.values())
        for row in self.selection.rows:
            yield self._event(row)
            yield from self._between(row)

    def _made(self, schema: str, *id_: str, **given: Any) -> Any:
        entity = self.model.make_entity(schema)
        entity.make_id(DATASET, schema, *id_)
        for name, value in given.items():
            entity.add(name, value or None, quiet=False)
        return entity

    def _id(self, schema: str, id_: str) -> str:
        return str(self._made(schema, id_).id)

    def _article(self, report: Report) -> Any:
        return self._made(
            "Article", report.id, title=self.selection.quoted(report.title), publisher=report.outlet, publishedAt=_day(report.published),
            sourceUrl=safe.address(report.url), bodyText=self.selection.quoted(report.text),
        )  # fmt: skip

    def _voice(self, voice: Voice) -> Any:
        country = voice.side if voice.side and len(voice.side) == 2 else None
        person = {"summary": voice.org, "position": self.selection.shown(voice.role)} if voice.kind == "person" else {}
        return self._made(KIND[voice.kind], voice.id, name=self.selection.voice(voice), country=country, **person)

    def _event(self, row: Row) -> Any:
        claim, period, shown = row.claim, row.period, self.selection.shown
        number = wording.number(claim.sources_min, claim.sources_max)
        return self._made(
            "Event", claim.id, name=shown(claim.gist), recordId=claim.id, keywords=[claim.type, row.stage], location=row.where, country=row.place and row.place.country,
            startDate=_day(period and period.first), endDate=_day(period and period.last), summary=f"independent sources: {number}; credibility {claim.credibility}",
            notes=[shown(why) for why in claim.why], involved=[self._id(KIND[v.kind], v.id) for _, v in self.selection.index.supports(claim) if v],
        )  # fmt: skip

    def _between(self, row: Row) -> Iterator[Any]:
        index, claim = self.selection.index, row.claim
        event = self._id("Event", claim.id)
        for told in self.selection.events(claim):
            report = index.reports[told.report]
            yield self._made(
                "Documentation", told.id, document=self._id("Article", told.report), entity=event, role=told.stage, date=_day(report.published),
                summary=self.selection.quoted(told.trigger.text),
            )  # fmt: skip
        for support, voice in index.supports(claim):
            if voice is not None:
                yield self._made(
                    "UnknownLink", claim.id, voice.id, support.basis, subject=self._id(KIND[voice.kind], voice.id), object=event, role=support.basis,
                    proof=[self._id("Article", report) for report in support.reports],
                )  # fmt: skip


def _day(when: object) -> str | None:
    return str(when) if when else None
