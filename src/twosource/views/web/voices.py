"""Voices: who speaks, for which side, what they said and how it fared; and whether two are one."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from twosource.errors import NotFound
from twosource.knowledge import parties
from twosource.records import Record, Voice
from twosource.views import wording
from twosource.views.web import choice
from twosource.views.web.decisions import touching
from twosource.views.web.desk import Desk, State
from twosource.views.web.facets import Option
from twosource.views.web.forms import login
from twosource.views.web.frame import page, state_of
from twosource.views.web.things import voice_names

SORTS = {"claims": "most claims", "confirmed": "most confirmed", "contradicted": "most contradicted", "admitted": "most admitted", "name": "A to Z"}  # fmt: skip
SAID = 30
"""Statements of a voice on a page."""
LIKELY = 20
"""Voices that are offered as the same."""


class Heard(Record, frozen=True, kw_only=True):
    """A voice as one report describes it, which became one with others."""

    id: str
    label: str
    report: str
    outlet: str


class Listed(Record, frozen=True, kw_only=True):
    """A page of voices: all that are chosen, those on the page, and what else can be chosen."""

    voices: tuple[Voice, ...]
    page: tuple[Voice, ...]
    number: int
    pages: int
    chosen: tuple[tuple[str, str], ...]
    options: dict[str, list[Option]]
    words: str
    sort: str


def listed(state: State, request: Request) -> Listed:
    """The voices that an address asks for.

    Raises:
        InputError: a number is none.
    """
    asked = request.query_params
    table = state.voices
    chosen = tuple(dict.fromkeys((k, v) for k, v in asked.multi_items() if k in table.facets and v))
    words = (asked.get("q") or "").strip()
    among = table.everything()
    for at, voice in enumerate(table.rows):
        label = wording.voice(voice).casefold()
        among[at] = all(word in label for word in words.casefold().split())
    mask, options = table.choose({name: [v for k, v in chosen if k == name] for name in table.facets}, among)
    sort = asked.get("sort") if asked.get("sort") in SORTS else "claims"
    found = sorted((v for v, left in zip(table.rows, mask, strict=True) if left), key=lambda v: _rank(v, sort or ""))
    number, size = choice.number(asked, "page", 1), min(choice.LARGEST, choice.number(asked, "size", choice.PAGE))
    return Listed(
        voices=tuple(found),
        page=tuple(found[(number - 1) * size : number * size]),
        number=number,
        pages=max(1, -(-len(found) // size)),
        chosen=chosen,
        options=options,
        words=words,
        sort=sort or "claims",
    )


def _rank(voice: Voice, sort: str) -> tuple[object, ...]:
    label = wording.voice(voice).casefold()
    return (label,) if sort == "name" else (-getattr(voice.record, sort), -voice.record.claims, label)


def voices(desk: Desk, request: Request) -> Response:
    """The list."""
    state = state_of(desk, request)
    return page(
        request, "voices.html.j2", state, listed=listed(state, request), facets=choice.VOICE_FACETS, sorts=SORTS
    )


def voice(desk: Desk, request: Request) -> Response:
    """One voice; the id of a voice of a reading leads to what it became.

    Raises:
        NotFound: nobody has this id, or had spoken by that day.
    """
    state = state_of(desk, request)
    asked = request.path_params["id"]
    found = state.index.voices.get(state.index.holdings.links.voice_of.get(asked, asked))
    if found is None:
        raise NotFound("nobody here has that id", remedy="search for the name")
    party = parties.party(found.party) if found.party else None
    said = state.said.get(found.id, [])
    names = voice_names(state, found.id)
    number = choice.number(request.query_params, "page", 1)
    return page(
        request,
        "voice.html.j2",
        state,
        voice=found,
        party=party.name if party else "",
        said=said[(number - 1) * SAID : number * SAID],
        number=number,
        pages=max(1, -(-len(said) // SAID)),
        total=len(said),
        claims=state.claims_of_voice.get(found.id, []),
        heard=heard(state, found),
        standing=touching(state, {found.id, *state.heard.get(found.id, ())}),
        likely=likely(state, found),
        names=names,
        notes=state.marks.of("note", *names),
        reliability=state.marks.last("reliability", *names),
        login=login(request),
    )


def likely(state: State, found: Voice) -> list[Voice]:
    """Voices that may be the same: those that share most of the words by which they are called, of the same side first."""
    words = _words(found)
    shared = [
        (len(words & _words(v)), v.side == found.side, v) for v in state.index.voices.values() if v.id != found.id
    ]
    best = sorted((s for s in shared if s[0]), key=lambda s: (-s[0], not s[1], wording.voice(s[2])))
    return [v for _, _, v in best[:LIKELY]]


def _words(voice: Voice) -> set[str]:
    return {
        word
        for word in wording.voice(voice).casefold().replace(",", " ").split()
        if len(word) > 3 and word != "(unnamed)"
    }


def heard(state: State, found: Voice) -> list[Heard]:
    """As whom reports describe it, one line for each report's voice."""
    own = set(state.heard.get(found.id, ()))
    return [
        Heard(id=v.id, label=wording.voice(v), report=reading.report, outlet=state.index.outlet(reading.report))
        for reading in state.index.holdings.readings
        for v in reading.voices
        if v.id in own
    ]
