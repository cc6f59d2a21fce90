"""The same lists for programs: JSON, with the same names in the address, the same pages, and records as the contract has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from twosource.errors import NotFound
from twosource.records import Event, Record, Report, Statement, Voice
from twosource.views.brief import equipment as losses
from twosource.views.rows import Row
from twosource.views.web import atlas, choice, places, search, today, voices
from twosource.views.web import check as checking
from twosource.views.web.choice import Choice
from twosource.views.web.claims import chosen, of, to_place
from twosource.views.web.desk import OPENS, Desk, State
from twosource.views.web.frame import state_of


def answer(state: State, status: int = 200, **things: Any) -> Response:
    """Things as JSON, with the day as of which they are known."""
    body = msgspec.json.encode({"as_of": state.as_of, **things})
    return Response(body, status_code=status, media_type="application/json")


def claims(desk: Desk, request: Request) -> Response:
    """A page of claims, how many there are, and how many would be left by each option of each facet."""
    state = state_of(desk, request)
    what = Choice.of(request.query_params)
    found = chosen(state, what)
    facets = {n: {o.value: o.count for o in options} for n, options in found.options.items()}
    return answer(state, total=len(found.rows), page=what.page, pages=found.pages, claims=[claim_row(r) for r in found.page], facets=facets)  # fmt: skip


def claim_row(row: Row) -> dict[str, Any]:
    """A claim as the contract has it, and where, when and by whom it is told."""
    record: dict[str, Any] = msgspec.to_builtins(row.claim)
    return record | {
        "place": msgspec.to_builtins(row.place), "period": msgspec.to_builtins(row.period), "stage": row.stage or None, "outlets": row.outlets,
        "first_reported": row.first and row.first.isoformat(), "last_reported": row.last and row.last.isoformat(),
    }  # fmt: skip


def claim(desk: Desk, request: Request) -> Response:
    """One claim with its events and statements."""
    state = state_of(desk, request)
    row = state.claim(request.path_params["id"], desk.now() if state.as_of else None)
    events: Sequence[Event] = state.index.events_of(row.claim)
    told = dict.fromkeys(i for e in events for i in e.statements if i in state.index.statements)
    said: list[Statement] = [state.index.statements[i] for i in told]
    return answer(state, claim=claim_row(row), events=events, statements=said)


def voice_list(desk: Desk, request: Request) -> Response:
    """A page of voices."""
    state = state_of(desk, request)
    found = voices.listed(state, request)
    return answer(state, total=len(found.voices), page=found.number, pages=found.pages, voices=found.page)


def voice(desk: Desk, request: Request) -> Response:
    """One voice with its statements and the ids of the claims that it stands behind.

    Raises:
        NotFound: nobody has this id.
    """
    state = state_of(desk, request)
    asked = request.path_params["id"]
    found: Voice | None = state.index.voices.get(state.index.holdings.links.voice_of.get(asked, asked))
    if found is None:
        raise NotFound("nobody here has that id")
    claims_ = [r.id for r in state.claims_of_voice.get(found.id, [])]
    return answer(state, voice=found, statements=state.said.get(found.id, []), claims=claims_)


def report(desk: Desk, request: Request) -> Response:
    """One report with what was read from it.

    Raises:
        NotFound: there is none, or it was not published by that day.
    """
    state = state_of(desk, request)
    found: Report | None = state.index.reports.get(request.path_params["id"])
    if found is None:
        raise NotFound("no such report was known")
    reading = state.readings.get(found.id)
    copies = state.copies_of.get(found.id, [])
    return answer(state, report=msgspec.structs.replace(found, taken_from=()), reading=reading, copies=copies)


def place_list(desk: Desk, request: Request) -> Response:
    """A page of places, each with how many claims are placed at it."""
    state = state_of(desk, request)
    found = places.listed(state, (request.query_params.get("q") or "").strip())
    number = choice.number(request.query_params, "page", 1)
    size = min(choice.LARGEST, choice.number(request.query_params, "size", choice.PAGE))
    here = [
        {"name": s.name, "place": msgspec.structs.replace(s.place, span=None), "claims": len(s.rows), "with_two_sources": s.strong, "in_conflict": s.disputed}
        for s in found[(number - 1) * size : number * size]
    ]  # fmt: skip
    return answer(state, total=len(found), page=number, pages=max(1, -(-len(found) // size)), places=here)


def claim_map(desk: Desk, request: Request) -> Response:
    """The places of all claims that are chosen, as GeoJSON."""
    state = state_of(desk, request)
    what = Choice.of(request.query_params)

    def made() -> atlas.Packed:
        return geo(state, atlas.features(chosen(state, what).rows, to_place(state, what)))

    return _sent(request, state.once(("map", *of(state, what)), made))


def place_map(desk: Desk, request: Request) -> Response:
    """The places that have all these words in their name, or the one of that name, as GeoJSON."""
    state = state_of(desk, request)
    name, words = request.query_params.get("name"), (request.query_params.get("q") or "").strip()

    def made() -> atlas.Packed:
        found = places.listed(state, words)
        rows = [row for spot in found if name in (None, "", spot.name) for row in spot.rows]
        return geo(state, atlas.features(rows, places.to_place(state)))

    return _sent(request, state.once(("map of places", name, words), made))


def geo(state: State, features: Sequence[atlas.Feature]) -> atlas.Packed:
    """Features as a collection, with the day as of which they are known."""
    return atlas.Packed.of(
        msgspec.json.encode({"type": "FeatureCollection", "as_of": state.as_of, "features": features})
    )


def _sent(request: Request, packed: atlas.Packed) -> Response:
    return packed.sent(request, "application/geo+json", keep=False)


def equipment(desk: Desk, request: Request) -> Response:
    """Losses by side, category, model and state, of the claims that are chosen."""
    state = state_of(desk, request)
    rows = [row.claim for row in chosen(state, Choice.of(request.query_params)).rows]
    lines = losses.table(state.index, rows)
    return answer(state, losses=[
        {"side": line.side, "category": line.category, "model": line.model, "state": name, "min": cell.low, "max": cell.high, "claims": cell.claims, "sources_min": cell.sources}
        for line in lines for name, cell in zip(losses.STATES, line.cells, strict=True) if cell
    ])  # fmt: skip


def news(desk: Desk, request: Request) -> Response:
    """Ids of what is new since a day."""
    state = state_of(desk, request)
    found = today.news(state, choice.day(request.query_params, "since"))
    return answer(
        state,
        since=found.since,
        new=[row.id for row in found.claims],
        reached_two_sources=[{"claim": r.row.id, "before": r.before} for r in found.risen],
        conflicts=[{"a": d.a.id, "b": d.b.id, "why": d.why} for d in found.disputes],
    )


def check(desk: Desk, request: Request) -> Response:
    """What is read in `text`, and which claims the ledger has for it.

    Raises:
        InputError: there is no text, or too much of it.
    """
    state = state_of(desk, request)
    asked = request.query_params
    read = checking.read(asked.get("text") or "", choice.day(asked, "written"))
    return answer(
        state,
        found=state.matcher.match(read.report, read.reading, at_home=True),
        statements=read.reading.statements,
        voices=read.reading.voices,
    )


class Hit(Record, frozen=True, kw_only=True):
    """Something found by words."""

    kind: str
    id: str
    title: str
    excerpt: str


def hits(desk: Desk, request: Request) -> Response:
    """What has all the words, best first; `[` and `]` stand around what matched."""
    state = state_of(desk, request)
    words = (request.query_params.get("q") or "").strip()
    found = search.hits(desk, state, words) if words else ()
    plain = str.maketrans({OPENS: "[", "\x03": "]"})
    return answer(state, hits=[Hit(kind=f.kind, id=f.path.rpartition("/")[2], title=f.title, excerpt=f.marked.translate(plain)) for f in found])  # fmt: skip
