"""Claim: what is claimed, how many independent sources it has and why, in whose words, and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from twosource.records import Claim, Edge, Event, Record, Report
from twosource.views import excerpts, wording
from twosource.views.excerpts import Excerpt
from twosource.views.marks import events
from twosource.views.rows import Row
from twosource.views.web import correct, drawing
from twosource.views.web.decisions import Standing, touching
from twosource.views.web.desk import Desk, State
from twosource.views.web.forms import login
from twosource.views.web.frame import page, state_of, to

MARKS = (("said", "what is said"), ("source", "who says it"), ("cue", "that they say it"), ("trigger", "what happened"), ("actor", "who did it"),
         ("target", "to whom"), ("place", "where"), ("item", "equipment"))  # fmt: skip


class Sentence(Record, frozen=True, kw_only=True):
    """How one report words the claim; `other` is an event of the claim in another report, from which it can be parted."""

    report: Report
    outlet: str
    event: Event
    excerpt: Excerpt
    other: str | None
    note: str


class Pair(Record, frozen=True, kw_only=True):
    """Two voices of a claim, and what stands between them."""

    edge: Edge
    a: str
    b: str


class Against(Record, frozen=True, kw_only=True):
    """A claim that cannot be true together with this one."""

    row: Row
    why: str


def claim(desk: Desk, request: Request) -> Response:
    """The page; an id that has become another's leads there."""
    state = state_of(desk, request)
    asked = request.path_params["id"]
    row = state.claim(asked, desk.now() if state.as_of else None)
    if row.id != asked:
        return RedirectResponse(to(f"/claims/{row.id}", (), state.as_of), status_code=303)
    found = row.claim
    return page(
        request,
        "claim.html.j2",
        state,
        row=row,
        claim=found,
        reasons=reasons(found),
        drawing=drawing.draw(state.index, found),
        sentences=sentences(state, found),
        marks=MARKS,
        pairs=pairs(state, found),
        narrower=[state.by_id[i] for i in found.narrower if i in state.by_id],
        wider=[state.by_id[i] for i in state.wider.get(found.id, ()) if i in state.by_id],
        against=[Against(row=state.by_id[c.claim], why=c.why) for c in found.conflicts if c.claim in state.by_id],
        standing=decided(state, found),
        watched=events(found),
        correct=correct,
        login=login(request),
    )


def reasons(found: Claim) -> list[str]:
    """Why the number is what it is, but for what stands between two voices, which is told where they are."""
    between = {edge.why for edge in found.edges}
    told = [why for why in found.why if why not in between]
    return [*told[:1], *told[-1:], *told[1:-1]] if len(told) > 1 else told


def sentences(state: State, found: Claim) -> list[Sentence]:
    """The very words of every telling, earliest report first."""
    index = state.index
    events = index.events_of(found)
    out = []
    for event in events:
        report = index.reports[event.report]
        said = [index.statements[i] for i in event.statements if i in index.statements]
        other = next((e.id for e in events if e.report != event.report), None)
        out.append(
            Sentence(
                report=report,
                outlet=index.outlet(report.id),
                event=event,
                excerpt=excerpts.of_event(report, event, said),
                other=other,
                note=wording.WITHDRAWN if index.withdrawn(event) else "",
            )
        )
    return out


def pairs(state: State, found: Claim) -> list[Pair]:
    """What stands between the voices."""
    names = {support.voice: wording.voice(voice) for support, voice in state.index.supports(found)}
    return [Pair(edge=e, a=names.get(e.a, e.a), b=names.get(e.b, e.b)) for e in found.edges]


def decided(state: State, found: Claim) -> Sequence[Standing]:
    """What people decided about the events and the voices of a claim."""
    voices = {own for s in found.voices for own in (s.voice, *state.heard.get(s.voice, ()))}
    return touching(state, {*found.events, *voices})
