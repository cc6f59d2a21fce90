"""Claims: list, map and timeline of one selection, and the selection as a sheet for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from twosource.records import Claim
from twosource.views import wording
from twosource.views.brief import chart, timeline
from twosource.views.web import choice, safe
from twosource.views.web.choice import Choice, Chosen
from twosource.views.web.desk import Desk, State
from twosource.views.web.frame import page, state_of, to
from twosource.views.web.marks import events
from twosource.views.web.rows import Row

COLUMNS = ("id", "claim", "type", "sources_min", "sources_max", "opposed", "in_conflict", "credibility", "first_day", "last_day",
           "place", "country", "latitude", "longitude", "place_is", "stage", "sides", "voices", "outlets", "reports", "first_reported", "last_reported", "why")  # fmt: skip
SOURCE_COLUMNS = ("id", "claim", "sources_min", "sources_max", "voice_id", "voice", "side", "party", "unnamed", "basis", "outlet", "published", "report_id", "report", "url", "words")  # fmt: skip

AT_ONCE = 500
"""Lines that are written at one go."""


def chosen(state: State, what: Choice) -> Chosen:
    """The claims that a selection leaves."""
    inside = {m.about for m in state.marks.inside(what.case)} if what.case else set()

    def marked(row: Row) -> bool:
        if what.reviewed and state.marks.reviewed(row.claim) != (what.reviewed == "yes"):
            return False
        return not what.case or not inside.isdisjoint(events(row.claim))

    return choice.choose(state.table, state.order, what, marked)


def claims(desk: Desk, request: Request) -> Response:
    """The page."""
    state = state_of(desk, request)
    what = Choice.of(request.query_params)
    found = chosen(state, what)
    map_ = drawn(state, what, found.rows)
    times = timeline.draw([(r.claim, r.period) for r in found.rows], _to_day(state, what))
    return page(
        request,
        "claims.html.j2",
        state,
        choice=what,
        found=found,
        case=state.marks.last("case", f"case:{what.case}"),
        facets=choice.FACETS,
        sorts=choice.SORTS,
        map=map_,
        unplaced=sum(r.place is None or r.place.lat is None for r in found.rows) + (map_.outside if map_ else 0),
        times=times,
        months=timeline.by_month(times.days) if times else [],
    )


def drawn(state: State, what: Choice, rows: Sequence[Row]) -> chart.Chart | None:
    """The map of these claims; a mark leads to the claims at its place."""

    def lead(group: Sequence[chart.Spot]) -> str:
        name = state.by_id[group[0][1].id].where
        return to("/claims", what.instead(("place", name)), state.as_of)

    return chart.draw([(r.place, r.claim) for r in rows if r.place and r.place.lat is not None], lead)


def _to_day(state: State, what: Choice) -> timeline.Lead:
    def lead(kind: str, day: date, _best: Sequence[Claim]) -> str:
        wanted = (("kind", kind), ("from", day.isoformat()), ("to", day.isoformat()))
        return to("/claims", what.instead(*wanted), state.as_of)

    return lead


def sheet(desk: Desk, request: Request) -> Response:
    """All claims of a selection as CSV, one a line."""
    state = state_of(desk, request)
    rows = chosen(state, Choice.of(request.query_params)).rows
    return _csv("claims.csv", COLUMNS, (_line(row) for row in rows))


def sources_sheet(desk: Desk, request: Request) -> Response:
    """All claims of a selection as CSV, one line for each claim, source and report."""
    state = state_of(desk, request)
    rows = chosen(state, Choice.of(request.query_params)).rows
    return _csv("sources.csv", SOURCE_COLUMNS, (line for row in rows for line in _sources(state, row)))


def _csv(name: str, columns: Sequence[str], lines: Iterable[Sequence[object]]) -> Response:
    """Lines as RFC 4180 has them, with the mark at the start by which spreadsheets know UTF-8."""

    def written() -> Iterator[str]:
        rest = iter(lines)
        yield "\ufeff" + _lines([columns])
        while several := list(islice(rest, AT_ONCE)):
            yield _lines(several)

    return StreamingResponse(
        written(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _lines(lines: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([safe.cell(value) for value in line] for line in lines)
    return out.getvalue()


def _line(row: Row) -> Sequence[object]:
    claim, place, when = row.claim, row.place, row.period
    return (
        claim.id, claim.gist, claim.type, claim.sources_min, claim.sources_max, _yes(claim.opposed), _yes(bool(claim.conflicts)), claim.credibility,
        when and when.first, when and when.last, row.where, place and place.country, place and place.lat, place and place.lon, place and place.level, row.stage,
        "; ".join(row.sides), "; ".join(label for _, label in row.voices), "; ".join(row.outlets), row.reports, row.first, row.last, " ".join(claim.why),
    )  # fmt: skip


def _sources(state: State, row: Row) -> Iterator[Sequence[object]]:
    claim = row.claim
    for support, voice in state.index.supports(claim):
        said = [state.index.statements[i] for i in support.statements if i in state.index.statements]
        for id_ in support.reports:
            report = state.index.reports.get(id_)
            if report is None:
                continue
            words = " … ".join(span.text for s in said if s.report == id_ for span in s.content)
            yield (
                claim.id, claim.gist, claim.sources_min, claim.sources_max, support.voice, wording.voice(voice), voice and voice.side, voice and voice.party,
                _yes(bool(voice and voice.anonymous)), support.basis, report.outlet, report.published, report.id, report.title, safe.address(report.url), words,
            )  # fmt: skip


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"
