"""A person's word: kept with name and reason, holding from then on, and taken back as easily."""

from __future__ import annotations

from collections.abc import Collection

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from twosource.errors import InputError
from twosource.records import Decision, Judgement, Record
from twosource.views import wording
from twosource.views.web import choice, correct
from twosource.views.web.desk import Desk, State
from twosource.views.web.forms import back, fields, remembering, who
from twosource.views.web.frame import page
from twosource.views.web.things import thing

JUDGEMENTS: dict[str, Judgement | None] = {"same": "same", "different": "different", "undo": None}


class Standing(Record, frozen=True, kw_only=True):
    """A decision with the names of what it is about."""

    decision: Decision
    a: str
    b: str
    link_a: str
    link_b: str


def standing(state: State, decision: Decision) -> Standing:
    """A decision as it is shown."""
    (a, link_a), (b, link_b) = (_named(state, i) for i in (decision.a, decision.b))
    return Standing(decision=decision, a=a, b=b, link_a=link_a, link_b=link_b)


def touching(state: State, ids: Collection[str]) -> list[Standing]:
    """The decisions about any of these events and voices, as they stand."""
    return [standing(state, d) for d in state.decided if d.a in ids or d.b in ids]


def _named(state: State, id_: str) -> tuple[str, str]:
    index = state.index
    event = index.events.get(id_)
    if event is not None:
        claim = index.claim_of.get(id_)
        return f"{index.outlet(event.report)}: “{event.trigger.text}”", f"/claims/{claim}" if claim else ""
    voice = index.voices.get(index.holdings.links.voice_of.get(id_, id_))
    return wording.voice(voice), f"/voices/{voice.id}" if voice else ""


def decisions(desk: Desk, request: Request) -> Response:
    """The page: all that was decided and stands, newest first."""
    state = desk.now()
    number = choice.number(request.query_params, "page", 1)
    marks = state.marks.standing
    return page(
        request,
        "decisions.html.j2",
        state,
        standing=[standing(state, d) for d in state.decided] if number == 1 else [],
        said=[(m, thing(state, m.about, m.report)) for m in marks[(number - 1) * choice.PAGE : number * choice.PAGE]],
        total=len(marks),
        number=number,
        pages=max(1, -(-len(marks) // choice.PAGE)),
        differences=correct.differences,
    )


async def decide(desk: Desk, request: Request) -> Response:
    """Keep a decision, link anew, and go back to where it was made.

    Raises:
        InputError: the form lacks something.
        NotFound: the two are no events, nor voices, of this ledger.
    """
    given = await fields(request)
    judgement, a, b = given.get("judgement", ""), given.get("a", ""), given.get("b", "")
    if judgement not in JUDGEMENTS or not a or not b:
        raise InputError("a decision names two things and what they are", remedy="choose both and try again")
    a, b = _id(a), _id(b)
    if given.get("of") == "claims":
        a, b = await run_in_threadpool(lambda: (_event_of(desk, a), _event_of(desk, b)))
    await run_in_threadpool(desk.decide, a, b, JUDGEMENTS[judgement], who(request, given), given.get("why", ""))
    return remembering(RedirectResponse(back(given.get("back", "/")), 303), given.get("by"))


def _id(given: str) -> str:
    """The id of a thing; its address will do."""
    return given.partition("?")[0].rstrip("/").rpartition("/")[2]


def _event_of(desk: Desk, claim: str) -> str:
    """The founding event of a claim; other ids stay what they are."""
    state = desk.now()
    id_ = state.index.aliases.get(claim, claim)
    return state.by_id[id_].claim.events[0] if id_ in state.by_id else claim
