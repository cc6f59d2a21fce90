"""Sheets for a spreadsheet: RFC 4180, with the mark by which spreadsheets know UTF-8, and no cell a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from twosource.parts import parts
from twosource.records import Record, words
from twosource.views import safe
from twosource.views.export.selection import Selection, joined
from twosource.views.rows import Row

AT_ONCE = 500
"""Lines that are written at one go."""
CLAIMS = ("id", "claim", "type", "sources_min", "sources_max", "opposed", "in_conflict", "credibility", "first_day", "last_day",
          "place", "country", "latitude", "longitude", "place_is", "stage", "sides", "voices", "outlets", "reports", "first_reported", "last_reported", "why",
          "accepted_by", "graded", "graded_by")  # fmt: skip
SOURCES = ("id", "claim", "sources_min", "sources_max", "voice_id", "voice", "side", "party", "unnamed", "basis", "outlet", "published", "report_id", "report", "url", "words")  # fmt: skip
Line = Sequence[object]


class Sheet(Record, frozen=True, kw_only=True):
    """Columns and lines."""

    columns: Sequence[str]
    lines: Iterable[Line]

    def encoded(self) -> Iterator[bytes]:
        """The sheet as bytes, some lines at a time."""
        yield ("\ufeff" + _text([self.columns])).encode()
        for several in parts(self.lines, AT_ONCE):
            yield _text(several).encode("utf-8", "replace")


def _text(lines: Iterable[Line]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([safe.cell(value) for value in line] for line in lines)
    return out.getvalue()


def claims(selection: Selection) -> Iterator[bytes]:
    """One line a claim."""
    return Sheet(columns=CLAIMS, lines=(_claim(selection, row) for row in selection.rows)).encoded()


def sources(selection: Selection) -> Iterator[bytes]:
    """One line for each claim, voice and report."""
    return Sheet(columns=SOURCES, lines=(line for row in selection.rows for line in _sources(selection, row))).encoded()


def _claim(selection: Selection, row: Row) -> Line:
    claim, place, when, shown = row.claim, row.place, row.period, selection.shown
    accepted = selection.marks.accepted(claim) if selection.marks.reviewed(claim) else None
    grade = next(iter(selection.marks.on("grade", claim)), None)
    return (
        claim.id, shown(claim.gist), claim.type, claim.sources_min, claim.sources_max, yes(claim.opposed), yes(bool(claim.conflicts)), claim.credibility,
        when and when.first, when and when.last, row.where, place and place.country, place and place.lat, place and place.lon, place and place.level, row.stage,
        joined(row.sides), joined(shown(label) for _, label in row.voices), joined(row.outlets), row.reports, row.first, row.last, shown(" ".join(claim.why)),
        accepted and accepted.by, grade and grade.value, grade and grade.by,
    )  # fmt: skip


def _sources(selection: Selection, row: Row) -> Iterator[Line]:
    claim, index = row.claim, selection.index
    for support, voice in index.supports(claim):
        said = [index.statements[i] for i in support.statements if i in index.statements]
        for id_ in support.reports:
            report = index.reports.get(id_)
            if report is None:
                continue
            quoted = words([span for s in said if s.report == id_ for span in s.content])
            yield (
                claim.id, selection.shown(claim.gist), claim.sources_min, claim.sources_max, support.voice, selection.voice(voice), voice and voice.side, voice and voice.party,
                yes(bool(voice and voice.anonymous)), support.basis, report.outlet, report.published, report.id, selection.quoted(report.title), safe.address(report.url), selection.quoted(quoted),
            )  # fmt: skip


def yes(truth: bool) -> str:
    """Yes or no."""
    return "yes" if truth else "no"
