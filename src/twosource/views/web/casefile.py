"""A case as one text to hand over: Markdown that reads as it is, with each claim's number, its reasons, its sentences and the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from starlette.requests import Request
from starlette.responses import Response

from twosource.records import Mark, Report
from twosource.views import safe, wording
from twosource.views.rows import Row
from twosource.views.web.cases import Case, Inside, find
from twosource.views.web.claim import reasons, sentences
from twosource.views.web.desk import Desk, State
from twosource.views.web.frame import state_of

MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]<>#|~!])")
"""Characters by which Markdown would take words of a report for markup."""
AT_MOST = 12
"""Sentences and reasons of a claim."""


def handed_over(desk: Desk, request: Request) -> Response:
    """The text; `text=no` without words of reports.

    Raises:
        NotFound: there is no such case.
    """
    state = state_of(desk, request)
    case = find(state, request.path_params["id"])
    words = "\n".join(lines(state, case, text=request.query_params.get("text") != "no"))
    headers = {"Content-Disposition": f'attachment; filename="case-{re.sub(r"[^0-9a-z]", "", case.id)}.md"'}
    return Response(words + "\n", media_type="text/markdown; charset=utf-8", headers=headers)


def lines(state: State, case: Case, *, text: bool) -> Iterator[str]:
    """The lines of the text."""
    yield f"# {plain(case.mark.value or '')}"
    yield f"\nOpened by {plain(case.mark.by or 'somebody')}, {case.mark.at[:10]}. {len(state.index.reports):,} reports in the ledger."
    yield from _notes(case.notes)
    for one in case.inside:
        yield ""
        if one.thing.row is not None:
            yield from _claim(state, one.thing.row, text=text)
        else:
            yield f"## {one.thing.sort.capitalize()}: {plain(one.thing.label)}"
            yield from _address(state, one)
        if one.mark.why:
            yield f"\nHere because: {plain(one.mark.why)} ({plain(one.mark.by or 'somebody')})"
        yield from _notes(one.notes)


def _claim(state: State, row: Row, *, text: bool) -> Iterator[str]:
    claim, marks = row.claim, state.marks
    yield f"## {plain(claim.gist)}"
    told = [
        f"**{wording.sources(claim)}**",
        f"credibility {claim.credibility} ({wording.CREDIBILITY[claim.credibility]})",
        row.when,
        plain(row.where),
    ]
    told += ["asserted by both sides"] if claim.opposed else []
    told += ["in conflict"] if claim.conflicts else []
    told += [f"accepted by {plain(mark.by)}"] if (mark := marks.accepted(claim)) and marks.reviewed(claim) else []
    told += [f"graded {g.value} by {plain(g.by)}" for g in marks.on("grade", claim)[:1]]
    yield "\n" + " · ".join(t for t in told if t) + "\n"
    yield from (f"- {plain(why)}" for why in reasons(claim)[:AT_MOST])
    for other in claim.conflicts:
        if other.claim in state.by_id:
            yield f"- Cannot be true together with: {plain(state.by_id[other.claim].claim.gist)} ({plain(other.why)})"
    for one in sentences(state, claim)[:AT_MOST]:
        published = f", {one.report.published}" if one.report.published else ""
        words = "".join(stretch.text for stretch in one.excerpt.stretches) if text else ""
        yield f"\n> {plain(words)}  " if words else ""
        yield f"> {plain(one.outlet)}{published}{_link(one.report)}"


def _address(state: State, one: Inside) -> Iterator[str]:
    report = state.index.reports.get(one.mark.about.removeprefix("report:")) if one.thing.sort == "report" else None
    if report is not None:
        yield f"\n{plain(state.index.outlet(report.id))}, {report.published or 'no date'}{_link(report)}"


def _link(report: Report) -> str:
    """The address of a report, if it is one that Markdown can hold."""
    url = safe.address(report.url)
    return f" <{url}>" if url and "<" not in url and ">" not in url else ""


def _notes(notes: Sequence[Mark]) -> Iterator[str]:
    for note in notes:
        yield f"\nNote by {plain(note.by or 'somebody')}, {note.at[:10]}: {plain(note.value or '')}"


def plain(words: str) -> str:
    """Words that mean nothing to Markdown, in one line, with controls of direction shown."""
    shown = str(safe.shown(" ".join(words.split())))
    return MEANS_SOMETHING.sub(r"\\\1", shown)
