"""Places: what is claimed of each, and who is said to have held it, by whom, over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from twosource.errors import NotFound
from twosource.knowledge import parties
from twosource.records import Record
from twosource.views.brief import chart
from twosource.views.rows import Row
from twosource.views.web import atlas, choice
from twosource.views.web.desk import Desk, State
from twosource.views.web.forms import login
from twosource.views.web.frame import page, state_of, to
from twosource.views.web.spots import Spot

GROUND = {"advance", "withdraw", "capture-territory", "repel", "clash"}


class Held(Record, frozen=True, kw_only=True):
    """A claim about who came, went or held: its sides by name, and whether another claim denies it."""

    row: Row
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    disputed: bool


def listed(state: State, words: str) -> list[Spot]:
    """Places whose name has all these words, those with the most claims first."""
    wanted = words.casefold().split()
    return [s for name, s in state.places.items() if all(word in name.casefold() for word in wanted)]


def places(desk: Desk, request: Request) -> Response:
    """The list, with the map of all."""
    state = state_of(desk, request)
    words = (request.query_params.get("q") or "").strip()
    found = listed(state, words)
    number = choice.number(request.query_params, "page", 1)
    map_ = None
    if number == 1:
        map_ = state.once(("places", words), lambda: drawn(state, [row for spot in found for row in spot.rows]))
    asked = [("q", words)] if words else []
    moving = atlas.live(map_, to("/api/places/map", asked, state.as_of), to("/claims", (), state.as_of))
    answer = page(
        request,
        "places.html.j2",
        state,
        words=words,
        total=len(found),
        spots=found[(number - 1) * choice.PAGE : number * choice.PAGE],
        number=number,
        pages=max(1, -(-len(found) // choice.PAGE)),
        map=map_,
        live=moving,
    )
    return atlas.allowed(answer, moving)


def place(desk: Desk, request: Request) -> Response:
    """One place.

    Raises:
        NotFound: nothing is claimed of it by that day.
    """
    state = state_of(desk, request)
    spot = state.places.get(request.path_params["name"])
    if spot is None:
        raise NotFound("nothing is claimed of that place", remedy="see the list of places")
    map_ = drawn(state, spot.rows)
    moving = atlas.live(map_, to("/api/places/map", [("name", spot.name)], state.as_of))
    answer = page(
        request,
        "place.html.j2",
        state,
        spot=spot,
        held=held(state, spot),
        others=[row for row in spot.rows if row.claim.type not in GROUND],
        map=map_,
        live=moving,
        login=login(request),
    )
    return atlas.allowed(answer, moving)


def held(state: State, spot: Spot) -> list[Held]:
    """Claims about ground, by the day that they are about, or else on which they were first reported."""
    rows = [row for row in spot.rows if row.claim.type in GROUND]
    rows.sort(key=lambda r: ((r.period.first if r.period else r.first) or date.max, r.id))
    out = []
    for row in rows:
        events = state.index.events_of(row.claim)
        out.append(
            Held(
                row=row,
                actors=_parties([e.actor_party for e in events]),
                targets=_parties([e.target_party for e in events]),
                disputed=bool(row.claim.conflicts),
            )
        )
    return out


def _parties(ids: Sequence[str | None]) -> tuple[str, ...]:
    known = [parties.party(i) for i in ids if i]
    return tuple(dict.fromkeys(p.name for p in known if p))


def drawn(state: State, rows: Sequence[Row]) -> chart.Chart | None:
    """The map of these claims; a mark leads to its place."""
    return chart.draw([(r.place, r.claim) for r in rows if r.place and r.place.lat is not None], to_place(state))


def to_place(state: State) -> chart.Lead:
    """The page of the place of a mark on the map."""

    def lead(group: Sequence[chart.Spot]) -> str:
        return to(f"/places/{state.by_id[group[0][1].id].where}", (), state.as_of)

    return lead
