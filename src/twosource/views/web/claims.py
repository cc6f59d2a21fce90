"""Claims: list, map and timeline of one selection, and the selection as a file to take away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from twosource.records import Claim
from twosource.views.brief import chart, timeline
from twosource.views.export.formats import FILES, File
from twosource.views.export.selection import Options, Selection
from twosource.views.marks import Marks, events
from twosource.views.rows import Row
from twosource.views.web import atlas, choice, frame
from twosource.views.web.choice import Choice, Chosen
from twosource.views.web.desk import Desk, State
from twosource.views.web.frame import page, state_of, to

Pictures = tuple[chart.Chart | None, timeline.Timeline | None, int]


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
    map_, times, unplaced = pictures(state, what, found.rows)
    moving = atlas.live(
        map_ if what.page == 1 else None,
        to("/api/map", what.pairs(), state.as_of),
        to("/claims", what.pairs(without=("box",)), state.as_of),
        what.box,
    )
    answer = page(
        request,
        "claims.html.j2",
        state,
        choice=what,
        found=found,
        case=state.marks.last("case", f"case:{what.case}"),
        facets=choice.FACETS,
        files=[file for file in FILES if file.possible],
        sorts=choice.SORTS,
        map=map_,
        unplaced=unplaced,
        times=times,
        months=timeline.by_month(times.days) if times else [],
        live=moving,
    )
    return atlas.allowed(answer, moving)


def pictures(state: State, what: Choice, rows: Sequence[Row]) -> Pictures:
    """Map and timeline of a selection, and how many claims are on no map."""

    def made() -> Pictures:
        map_ = drawn(state, what, rows)
        times = timeline.draw([(r.claim, r.period) for r in rows], _to_day(state, what))
        unplaced = sum(r.place is None or r.place.lat is None for r in rows) + (map_.outside if map_ else 0)
        return map_, times, unplaced

    return state.once(("pictures", *of(state, what)), made)


def of(state: State, what: Choice) -> tuple[Choice, Marks | None]:
    """All that the claims of a selection hang on, whichever page of them is asked for."""
    return replace(what, page=1), state.marks if what.case or what.reviewed else None


def drawn(state: State, what: Choice, rows: Sequence[Row]) -> chart.Chart | None:
    """The map of these claims; a mark leads to the claims at its place."""
    return chart.draw([(r.place, r.claim) for r in rows if r.place and r.place.lat is not None], to_place(state, what))


def to_place(state: State, what: Choice) -> chart.Lead:
    """The selection narrowed to the place of a mark on the map."""

    def lead(group: Sequence[chart.Spot]) -> str:
        name = state.by_id[group[0][1].id].where
        return to("/claims", what.instead(("place", name)), state.as_of)

    return lead


def _to_day(state: State, what: Choice) -> timeline.Lead:
    def lead(kind: str, day: date, _best: Sequence[Claim]) -> str:
        wanted = (("kind", kind), ("from", day.isoformat()), ("to", day.isoformat()))
        return to("/claims", what.instead(*wanted), state.as_of)

    return lead


def export(file: File, desk: Desk, request: Request) -> Response:
    """All claims of a selection as a file; `text=no` without words of reports, `names=no` with private names blacked out."""
    state = state_of(desk, request)
    rows = chosen(state, Choice.of(request.query_params)).rows
    asked = request.query_params
    options = Options(text=asked.get("text") != "no", names=asked.get("names") != "no")
    selection = Selection(state.index, rows, options, state.marks)
    pieces = file.write(selection)
    first = next(pieces, b"")  # what cannot be written is told before anything is sent
    return frame.file(file.name, file.media, chain([first], pieces))
