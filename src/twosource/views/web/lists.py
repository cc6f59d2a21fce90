"""The other lists as sheets: voices, places and losses, as they are chosen on their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from starlette.requests import Request
from starlette.responses import Response

from twosource.views import wording
from twosource.views.brief import equipment as losses
from twosource.views.export.selection import Options, Selection
from twosource.views.export.sheets import Line, Sheet
from twosource.views.web import places, voices
from twosource.views.web.choice import Choice
from twosource.views.web.claims import chosen
from twosource.views.web.desk import Desk
from twosource.views.web.frame import file, state_of

VOICES = (
    "id",
    "voice",
    "name",
    "role",
    "org",
    "side",
    "party",
    "kind",
    "unnamed",
    "reliability",
    "claims",
    "confirmed",
    "contradicted",
    "admitted",
)
PLACES = (
    "place",
    "name",
    "country",
    "region",
    "place_is",
    "latitude",
    "longitude",
    "geonameid",
    "claims",
    "with_two_sources",
    "in_conflict",
)
LOSSES = ("side", "category", "model", "state", "min", "max", "claims", "sources_min", "claim_ids")


def voice_sheet(desk: Desk, request: Request) -> Response:
    """All voices that are chosen; `names=no` with private names blacked out."""
    state = state_of(desk, request)
    found = voices.listed(state, request).voices
    shown = Selection(state.index, [], Options(names=request.query_params.get("names") != "no")).shown
    lines: Iterable[Line] = (
        (v.id, shown(wording.voice(v)), shown(v.name), shown(v.role), v.org, v.side, v.party, v.kind, "yes" if v.anonymous else "no", v.reliability,
         v.record.claims, v.record.confirmed, v.record.contradicted, v.record.admitted) for v in found
    )  # fmt: skip
    return _sheet("voices.csv", VOICES, lines)


def place_sheet(desk: Desk, request: Request) -> Response:
    """All places that are chosen."""
    state = state_of(desk, request)
    found = places.listed(state, (request.query_params.get("q") or "").strip())
    lines: Iterable[Line] = (
        (s.name, s.place.name, s.place.country, s.place.admin1, s.place.level, s.place.lat, s.place.lon, s.place.geonameid, len(s.rows), s.strong, s.disputed) for s in found
    )  # fmt: skip
    return _sheet("places.csv", PLACES, lines)


def loss_sheet(desk: Desk, request: Request) -> Response:
    """Losses of the claims that are chosen, a line for each side, model and state."""
    state = state_of(desk, request)
    rows = [row.claim for row in chosen(state, Choice.of(request.query_params)).rows]
    lines: Iterable[Line] = (
        (line.side, line.category, line.model, name, cell.low, cell.high, len(cell.claims), cell.sources, " ".join(str(c) for c in cell.claims))
        for line in losses.table(state.index, rows)
        for name, cell in zip(losses.STATES, line.cells, strict=True)
        if cell
    )  # fmt: skip
    return _sheet("equipment.csv", LOSSES, lines)


def _sheet(name: str, columns: Sequence[str], lines: Iterable[Line]) -> Response:
    return file(name, "text/csv; charset=utf-8", Sheet(columns=columns, lines=lines).encoded())
