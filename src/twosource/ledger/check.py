"""The proof of a ledger: every span is its words, every name leads somewhere, every number has its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from twosource.ledger.store import Ledger
from twosource.records import Holdings, Reading, Report, Span


def check(ledger: Ledger) -> Iterator[str]:
    """What is wrong, one line each; nothing for a sound ledger."""
    yield from ledger.damage()
    holdings = ledger.holdings()
    yield from texts(holdings)
    if ledger.is_linked():  # else reports came in since, which no claim knows yet
        yield from links(holdings)


def texts(holdings: Holdings) -> Iterator[str]:
    """Spans that are not their words, passages that miss or repeat a character, statements and voices that are named but missing."""
    reports = {r.id: r for r in holdings.reports}
    for report in holdings.reports:
        yield from _passages(report)
    for reading in holdings.readings:
        report_ = reports.get(reading.report)
        if report_ is None:
            yield f"a reading of {reading.report}, which is not here"
            continue
        for name, span in _spans(reading):
            if report_.text[span.start : span.end] != span.text:
                yield f"{name} in report {report_.id}: the text says {report_.text[span.start : span.end]!r}, the ledger {span.text!r}"
        voices = {v.id for v in reading.voices}
        said = {s.id for s in reading.statements}
        for statement in reading.statements:
            for voice in (statement.voice, *statement.via):
                if voice not in voices:
                    yield f"statement {statement.id} names voice {voice}, which is not here"
        for event in reading.events:
            for id_ in event.statements:
                if id_ not in said:
                    yield f"event {event.id} names statement {id_}, which is not here"


def links(holdings: Holdings) -> Iterator[str]:
    """Claims that name events or voices which are not here, events without a claim, reports in no story or in several."""
    events = {e.id for reading in holdings.readings for e in reading.events}
    voices = {v.id for v in holdings.links.voices}
    claims = {c.id for c in holdings.links.claims}
    homes = Counter(e for c in holdings.links.claims for e in c.events)
    for claim in holdings.links.claims:
        for what, ids, there in (
            ("event", claim.events, events),
            ("voice", tuple(s.voice for s in claim.voices), voices),
            ("claim", (*claim.narrower, *(c.claim for c in claim.conflicts)), claims),
        ):
            for id_ in ids:
                if id_ not in there:
                    yield f"claim {claim.id} names {what} {id_}, which is not here"
        if not claim.why:
            yield f"claim {claim.id} gives no reason for its number of sources"
        if not 0 <= claim.sources_min <= claim.sources_max <= len(claim.voices):
            yield f"claim {claim.id} counts {claim.sources_min} to {claim.sources_max} sources among {len(claim.voices)} voices"
    for id_ in sorted(events):
        if homes[id_] != 1:
            yield f"event {id_} is in {homes[id_]} claims"
    told = Counter(r for s in holdings.links.stories for r in s.reports)
    for report in holdings.reports:
        if told[report.id] != 1:
            yield f"report {report.id} is in {told[report.id]} stories"


def _passages(report: Report) -> Iterator[str]:
    end = 0
    for passage in report.passages:
        if passage.start < end or report.text[end : passage.start].strip():
            yield f"report {report.id}: its passages do not cover it once, near character {passage.start}"
            return
        end = passage.end
    if report.text[end:].strip():
        yield f"report {report.id}: its passages leave out the end"


def _spans(reading: Reading) -> Iterator[tuple[str, Span]]:
    for statement in reading.statements:
        for span in (statement.source, statement.cue, *statement.content):
            if span is not None:
                yield f"statement {statement.id}", span
    for event in reading.events:
        inner = event.place.span if event.place else None
        for span in (event.trigger, event.actor, event.target, inner, *(i.span for i in event.items)):
            if span is not None:
                yield f"event {event.id}", span
    for place in reading.places:
        if place.span is not None:
            yield "a place", place.span
    for time in reading.dates:
        yield "a date", time.span
