"""Equipment that is said to be lost: by side, category, model and state, with bounds, and every number opens its claims."""

from __future__ import annotations

from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from twosource.records import Record
from twosource.views import wording
from twosource.views.brief import equipment as ledger
from twosource.views.web.choice import Choice, Pairs
from twosource.views.web.claims import chosen, of
from twosource.views.web.desk import Desk, State
from twosource.views.web.frame import page, state_of

SIDELESS = "side not told"


class Total(Record, frozen=True, kw_only=True):
    """A number in the table: its words, the claims behind it, and why it is no plain sum."""

    bounds: str
    sources: int
    claims: int
    why: str
    pairs: Pairs


class Line(Record, frozen=True, kw_only=True):
    """A model with its totals, one for each state."""

    model: str
    cells: tuple[Total | None, ...]


class Side(Record, frozen=True, kw_only=True):
    """What one side is said to have lost, by category."""

    name: str
    categories: tuple[tuple[str, tuple[Line, ...]], ...]


def table(state: State, what: Choice) -> list[Side]:
    """The losses of the claims that a selection leaves."""
    rows = chosen(state, what).rows
    lines = ledger.table(state.index, [row.claim for row in rows])
    sides = []
    for side, of_side in groupby(lines, key=lambda line: line.side):
        categories = []
        for category, several in groupby(of_side, key=lambda line: line.category):
            categories.append((category, tuple(_line(what, line) for line in several)))
        sides.append(Side(name=side, categories=tuple(categories)))
    return sides


def _line(what: Choice, line: ledger.Line) -> Line:
    return Line(
        model=line.model,
        cells=tuple(_total(what, line, st, c) if c else None for st, c in zip(ledger.STATES, line.cells, strict=True)),
    )


def _total(what: Choice, line: ledger.Line, state: str, loss: ledger.Loss) -> Total:
    wanted = [("type", "equipment-loss"), ("state", state), ("item", line.model)]
    wanted += [("target", line.side)] if line.side != SIDELESS else []
    why = []
    if loss.covered:
        why.append(f"{loss.covered} of {len(loss.claims)} claims lie within a wider one and are not added")
    if loss.low and loss.high is None:
        why.append("a report gives no upper bound")
    elif loss.low != loss.high:
        why.append("reports differ, or give a range")
    untold = not loss.low and loss.high is None
    return Total(
        bounds="number not told" if untold else wording.bounds(loss.low, loss.high),
        sources=loss.sources,
        claims=len(loss.claims),
        why="; ".join(why),
        pairs=what.instead(*wanted),
    )


def equipment(desk: Desk, request: Request) -> Response:
    """The page."""
    state = state_of(desk, request)
    what = Choice.of(request.query_params)
    sides = state.once(("equipment", *of(state, what)), lambda: table(state, what))
    options = chosen(state, Choice(chosen=(("type", "equipment-loss"),))).options["target"]
    return page(request, "equipment.html.j2", state, choice=what, sides=sides, states=ledger.STATES, parties=options)
