"""A person says something of one thing: it is kept with the name and the time, and taken back as easily."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import get_args

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from twosource.errors import InputError, NotFound
from twosource.ledger.marks import mark as made
from twosource.records import Mark, MarkKind
from twosource.views.web import correct
from twosource.views.web.desk import Desk, State
from twosource.views.web.forms import back, fields, remembering, who
from twosource.views.web.things import named

GRADES, RELIABILITIES = "123456", "ABCDEF"
LONGEST_NOTE = 2_000
Value = Callable[[State, Mapping[str, str], str], str]


def _accept(state: State, _given: Mapping[str, str], about: str) -> str:
    event = about.removeprefix("event:")
    row = state.by_id[state.index.claim_of[event]]
    return msgspec.json.encode(row.claim.events).decode()


def _correct(state: State, given: Mapping[str, str], about: str) -> str:
    event = state.index.events.get(about.removeprefix("event:"))
    if event is None:
        raise NotFound("that telling was taken out", remedy="take the correction back first")
    return correct.value(state, event, given)


def _one_of(letters: str) -> Value:
    def value(_state: State, given: Mapping[str, str], _about: str) -> str:
        grade = given.get("value", "")
        if len(grade) != 1 or grade not in letters:
            raise InputError(f"a grade is one of {', '.join(letters)}", remedy="choose one")
        return grade

    return value


def _words(_state: State, given: Mapping[str, str], _about: str) -> str:
    words = given.get("value", "")
    if not words or len(words) > LONGEST_NOTE:
        raise InputError("there are no words in it" if not words else "that is too long", remedy="write a few words")
    return words


def _yes(_state: State, _given: Mapping[str, str], _about: str) -> str:
    return "yes"


VALUES: dict[MarkKind, Value] = {
    "accept": _accept,
    "correct": _correct,
    "grade": _one_of(GRADES),
    "reliability": _one_of(RELIABILITIES),
    "note": _words,
    "watch": _yes,
    "case": _words,
    "in-case": _yes,
}
ABOUT: dict[MarkKind, tuple[str, ...]] = {
    "accept": ("event",),
    "correct": ("event",),
    "grade": ("event",),
    "reliability": ("voice",),
}
"""Sorts of things of which alone such a thing can be said."""


async def keep(desk: Desk, request: Request) -> Response:
    """Keep what a person says, or take it back, and go back to where it was said.

    Raises:
        InputError: the form says nothing that can be kept.
        NotFound: there is no such thing.
    """
    given = await fields(request, 8_000)
    by = who(request, given)
    said = (
        _undone(desk.now(), given["undo"], by)
        if given.get("undo")
        else await run_in_threadpool(_said, desk.now(), given, by)
    )
    await run_in_threadpool(desk.mark, said)
    to = (
        f"/cases/{said.about.removeprefix('case:')}"
        if said.kind == "case" and said.value and not given.get("back")
        else given.get("back", "/")
    )
    return remembering(RedirectResponse(back(to), 303), given.get("by"))


def _undone(state: State, id_: str, by: str) -> Mark:
    before = state.marks.by_id.get(id_)
    if before is None:
        raise NotFound("nothing of the kind was said", remedy="look at what was decided")
    return made(before.kind, before.about, None, by, part=before.part, report=before.report, before=state.marks.all)


def _said(state: State, given: Mapping[str, str], by: str) -> Mark:
    kind = given.get("kind", "")
    if kind not in get_args(MarkKind):
        raise InputError("that cannot be said here", remedy="go back and try again")
    kind_: MarkKind = msgspec.convert(kind, MarkKind)
    part = given.get("part", "")
    if kind_ == "case" and not given.get("about"):
        about, report = f"case:{secrets.token_hex(6)}", None
    else:
        about, report = named(state, given.get("about", ""))
    if about.partition(":")[0] not in ABOUT.get(kind_, (about.partition(":")[0],)):
        raise InputError("that cannot be said of it", remedy="go back and try again")
    if kind_ == "note":
        part = secrets.token_hex(6)
    if kind_ == "in-case":
        named(state, f"case:{part}")
    value, why = VALUES[kind_](state, given, about), given.get("why", "")[:1000]
    return made(kind_, about, value, by, part=part, why=why, report=report, before=state.marks.all)
