"""Cases: claims, reports, voices and places that a person puts together, with notes, to work in and to hand over."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from twosource.errors import NotFound
from twosource.records import Mark, Record
from twosource.views.web.desk import Desk, State
from twosource.views.web.forms import login
from twosource.views.web.frame import page, state_of
from twosource.views.web.things import CASE, Thing, thing


class Inside(Record, frozen=True, kw_only=True):
    """A thing in a case, with why it is there and what was noted of it."""

    mark: Mark
    thing: Thing
    notes: tuple[Mark, ...]


class Case(Record, frozen=True, kw_only=True):
    """A case with what is in it and its own notes."""

    id: str
    mark: Mark
    inside: tuple[Inside, ...]
    notes: tuple[Mark, ...]

    @property
    def claims(self) -> int:
        """How many of the things in it are claims."""
        return sum(one.thing.row is not None for one in self.inside)


def case(state: State, mark: Mark) -> Case:
    """The case that a mark opened."""
    id_ = mark.about.removeprefix(CASE)
    inside = tuple(
        Inside(mark=m, thing=thing(state, m.about), notes=tuple(state.marks.of("note", m.about)))
        for m in state.marks.inside(id_)
    )
    return Case(id=id_, mark=mark, inside=inside, notes=tuple(state.marks.of("note", mark.about)))


def cases(desk: Desk, request: Request) -> Response:
    """The list, and what is watched."""
    state = state_of(desk, request)
    return page(
        request,
        "cases.html.j2",
        state,
        cases=[case(state, m) for m in state.marks.cases],
        watched=[(m, thing(state, m.about)) for m in state.marks.watched],
        login=login(request),
    )


def one(desk: Desk, request: Request) -> Response:
    """One case.

    Raises:
        NotFound: there is none of that id.
    """
    state = state_of(desk, request)
    found = find(state, request.path_params["id"])
    return page(request, "case.html.j2", state, case=found, login=login(request))


def find(state: State, id_: str) -> Case:
    """The case with this id.

    Raises:
        NotFound: there is none.
    """
    mark = state.marks.last("case", f"{CASE}{id_}")
    if mark is None:
        raise NotFound("there is no such case", remedy="see the list of cases")
    return case(state, mark)
