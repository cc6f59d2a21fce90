"""From a report to all that it says: `read(report) -> Reading`, pure, the same every time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from twosource import language
from twosource.reading import body, dates, events, places
from twosource.reading.statements.find import find as find_statements
from twosource.records import Reading, Report


def read(report: Report) -> Reading:
    """All statements, voices, events, places and dates of one report."""
    return read_doc(report, language.parse(report.text))


def read_many(reports: Iterable[Report]) -> Iterator[Reading]:
    """Readings of `reports` in their order; the language model works on batches."""
    waiting: deque[Report] = deque()

    def texts() -> Iterator[str]:
        for report in reports:
            waiting.append(report)
            yield report.text

    for doc in language.parse_many(texts()):
        yield read_doc(waiting.popleft(), doc)


def read_doc(report: Report, doc: Doc) -> Reading:
    """All that `report` says, from its parsed text `doc` (`doc.text` is `report.text`)."""
    times = tuple(t for t in dates.find(doc, report.published) if body.in_body(report, t.span.start, t.span.end))
    toponyms = tuple(
        p for p in places.find(doc, report.published) if p.span and body.in_body(report, p.span.start, p.span.end)
    )
    named = tuple(p for p in toponyms if p.span and not places.goes_by(p.span.text))
    said, voices = find_statements(doc, report, named, times)
    return Reading(
        report=report.id,
        statements=said,
        voices=voices,
        events=events.find(doc, report, said, voices, named, times),
        places=toponyms,
        dates=times,
    )
