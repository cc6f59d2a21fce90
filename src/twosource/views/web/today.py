"""Today: what has come to be known since a chosen day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from twosource.engine import moment
from twosource.records import Mark, Record
from twosource.views import wording
from twosource.views.rows import Row
from twosource.views.web import choice, correct
from twosource.views.web.desk import Desk, State
from twosource.views.web.frame import page, state_of
from twosource.views.web.things import Thing, thing

ON_PAGE = 15


class Risen(Record, frozen=True, kw_only=True):
    """A claim that has come to two sources, with the number that it had before."""

    row: Row
    before: str


class Dispute(Record, frozen=True, kw_only=True):
    """Two claims that cannot both be true."""

    a: Row
    b: Row
    why: str


class Watched(Record, frozen=True, kw_only=True):
    """A thing that is watched, with the claims of it that are new or told again."""

    thing: Thing
    rows: Sequence[Row]


class Corrected(Record, frozen=True, kw_only=True):
    """What a person corrected in a reading."""

    mark: Mark
    thing: Thing
    differences: Sequence[str]


class News(Record, frozen=True, kw_only=True):
    """What is new since a day: claims that nobody had made before, claims that reached two sources, and conflicts."""

    since: date | None
    claims: Sequence[Row] = ()
    risen: Sequence[Risen] = ()
    disputes: Sequence[Dispute] = ()
    watched: Sequence[Watched] = ()
    corrected: Sequence[Corrected] = ()


def news(state: State, since: date | None) -> News:
    """What reports published on `since` or later brought; since the last day of publication if none is given."""
    since = since or (state.days[-1] if state.days else None)
    if since is None:
        return News(since=None)
    brought = state.once(("news", since), lambda: _brought(state, since))
    return replace(brought, watched=watched(state, since), corrected=corrected(state, since))


def _brought(state: State, since: date) -> News:
    """That of the news which nobody's word changes."""
    risen = []
    for row in state.rows:
        if row.strong and row.last and row.last >= since and row.first and row.first < since:
            low, high = moment.sources_before(row.claim, since, state.index.reports, state.index.statements)
            if low < 2:
                risen.append(Risen(row=row, before=wording.number(low, high)))
    fresh = [row for row in state.rows if row.first and row.first >= since]
    return News(since=since, claims=fresh, risen=risen, disputes=disputes(state, since))


def watched(state: State, since: date) -> list[Watched]:
    """Of what is watched that of which a report of that day or later tells."""
    out = []
    for mark in state.marks.watched:
        found = thing(state, mark.about)
        if found.row is not None:
            rows: Sequence[Row] = [found.row]
        elif found.sort == "place":
            rows = state.places[found.label].rows if found.path else ()
        else:
            rows = state.claims_of_voice.get(found.path.rpartition("/")[2], ())
        fresh = [row for row in rows if row.last and row.last >= since]
        if fresh:
            out.append(Watched(thing=found, rows=fresh))
    return out


def corrected(state: State, since: date) -> list[Corrected]:
    """What people corrected on that day or later, in claims as they are now."""
    return [
        Corrected(mark=m, thing=thing(state, m.about, m.report), differences=correct.differences(m))
        for m in state.marks.standing
        if m.kind == "correct" and m.at[:10] >= since.isoformat()
    ]


def disputes(state: State, since: date) -> list[Dispute]:
    """Pairs of claims in conflict, each once, of which one was first made on that day or later."""
    seen: set[frozenset[str]] = set()
    out = []
    for row in state.rows:
        for conflict in row.claim.conflicts:
            other = state.by_id.get(conflict.claim)
            pair = frozenset((row.id, conflict.claim))
            if other and pair not in seen and any(r.first and r.first >= since for r in (row, other)):
                seen.add(pair)
                out.append(Dispute(a=row, b=other, why=conflict.why))
    return out


def today(desk: Desk, request: Request) -> Response:
    """The page."""
    state = state_of(desk, request)
    found = news(state, choice.day(request.query_params, "since"))
    holdings = state.index.holdings
    return page(
        request,
        "today.html.j2",
        state,
        news=found,
        most=ON_PAGE,
        outlets=len({r.outlet for r in holdings.reports if r.outlet}),
        copies=sum(1 for c in holdings.links.copies if c.verdict in ("copied", "rewritten")),
        strong=sum(row.strong for row in state.rows),
        opposed=sum(row.claim.opposed for row in state.rows),
    )
