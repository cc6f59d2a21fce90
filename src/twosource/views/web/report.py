"""Report: the text as it was published, with who says what in it, what is said to have happened, and what it shares with others."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from twosource.errors import NotFound
from twosource.records import Copy, Event, Record, Report, SharedPassage, Span, Statement, Story, Voice
from twosource.views import excerpts, wording
from twosource.views.rows import Row
from twosource.views.web.desk import Desk, State
from twosource.views.web.forms import login
from twosource.views.web.frame import page, state_of

COLOURS = 8
"""Colours of voices; a ninth voice has the first colour again."""
PARTED = "\x1f"
"""Between the parts of a mark."""


class Piece(Record, frozen=True, kw_only=True):
    """A stretch of the text: its words, how they look, where they lead, and what they are."""

    text: str
    looks: tuple[str, ...]
    path: str
    title: str


class Block(Record, frozen=True, kw_only=True):
    """A passage of the report: title, body or aside."""

    kind: str
    pieces: tuple[Piece, ...]


class Speaker(Record, frozen=True, kw_only=True):
    """A voice of the report with its colour and its statements."""

    id: str
    label: str
    side: str
    colour: int
    statements: tuple[Statement, ...]


class Shared(Record, frozen=True, kw_only=True):
    """What this report shares with another, passage by passage; `derives` where this one is the later."""

    copy: Copy
    other: Report
    outlet: str
    derives: bool
    passages: tuple[tuple[str, str], ...]


def report(desk: Desk, request: Request) -> Response:
    """The page.

    Raises:
        NotFound: there is none, or it was not published by that day.
    """
    state = state_of(desk, request)
    found = state.index.reports.get(request.path_params["id"])
    if found is None:
        raise NotFound("no such report was known", remedy="search for its words")
    reading = state.readings.get(found.id)
    statements = reading.statements if reading else ()
    events = reading.events if reading else ()
    speakers = voices_of(state, statements)
    shared = [_shared(state, found, copy) for copy in state.copies_of.get(found.id, ())]
    story: Story | None = state.story_of.get(found.id)
    return page(
        request,
        "report.html.j2",
        state,
        report=found,
        outlet=state.index.outlet(found.id),
        blocks=blocks(state, found, events, speakers, shared),
        speakers=speakers,
        shared=shared,
        claims=claims_of(state, events),
        story=[state.index.reports[i] for i in story.reports if i != found.id] if story else [],
        outlet_of=state.index.outlet,
        login=login(request),
    )


def voices_of(state: State, statements: Sequence[Statement]) -> list[Speaker]:
    """Who speaks, in the order in which they come, each with a colour."""
    found: dict[str, tuple[Voice | None, list[Statement]]] = {}
    for statement in sorted(statements, key=lambda s: min((c.start for c in s.content), default=0)):
        voice = state.index.voice_of(statement)
        found.setdefault(voice.id if voice else statement.voice, (voice, []))[1].append(statement)
    return [
        Speaker(id=id_, label=wording.voice(v), side=(v.side if v else None) or "", colour=n % COLOURS, statements=tuple(said))
        for n, (id_, (v, said)) in enumerate(found.items())
    ]  # fmt: skip


def claims_of(state: State, events: Sequence[Event]) -> list[Row]:
    """The claims that the report's events assert, by rank."""
    ids = {state.index.claim_of[e.id] for e in events if e.id in state.index.claim_of}
    return sorted((state.by_id[i] for i in ids), key=lambda r: (-r.claim.sources_min, -r.claim.sources_max, r.id))


def blocks(
    state: State, found: Report, events: Sequence[Event], speakers: Sequence[Speaker], shared: Sequence[Shared]
) -> list[Block]:  # fmt: skip
    """The text, passage by passage, cut wherever something begins or ends."""
    marked: list[tuple[str, Span | None]] = []
    for speaker in speakers:
        for statement in speaker.statements:
            marked += [(_mark(f"v{speaker.colour}", "", speaker.label), content) for content in statement.content]
            marked += [
                (_mark("m-source", f"/voices/{speaker.id}", speaker.label), statement.source),
                (_mark("m-cue"), statement.cue),
            ]
    for event in events:
        claim = state.index.claim_of.get(event.id)
        gist = state.by_id[claim].claim.gist if claim in state.by_id else event.type
        marked.append((_mark("m-trigger", f"/claims/{claim}" if claim else "", gist), event.trigger))
        if event.place is not None:
            name = wording.place(event.place)
            marked.append((_mark("m-place", f"/places/{name}", name), event.place.span))
        marked += [(_mark("m-item"), item.span) for item in event.items]
    for one in shared:
        if one.derives and one.copy.verdict in ("copied", "rewritten"):
            marked += [(_mark("copied"), _mine(found, one.copy, p)[0]) for p in one.copy.passages]
    return [
        Block(
            kind=passage.kind,
            pieces=tuple(
                _piece(s.text, s.marks) for s in excerpts.stretches(found.text, passage.start, passage.end, marked)
            ),
        )
        for passage in found.passages
    ]


def _mark(look: str, path: str = "", title: str = "") -> str:
    """How words look, where they lead, and what they are, as one name of a mark."""
    return PARTED.join((look, path, title))


def _piece(text: str, marks: Sequence[str]) -> Piece:
    parts = sorted((m.split(PARTED, 2) for m in marks), key=lambda p: p[0] not in ("m-trigger", "m-source"))
    lead = next((p for p in parts if p[1]), None)
    titles = [p[2] for p in parts if p[2]]
    return Piece(
        text=text,
        looks=tuple(dict.fromkeys(p[0] for p in parts)),
        path=lead[1] if lead else "",
        title=lead[2] if lead else titles[0] if titles else "",
    )


def _mine(found: Report, copy: Copy, passage: SharedPassage) -> tuple[Span, Span]:
    """The words in this report, then those in the other."""
    return (passage.a, passage.b) if copy.a == found.id else (passage.b, passage.a)


def _shared(state: State, found: Report, copy: Copy) -> Shared:
    other = copy.b if copy.a == found.id else copy.a
    passages = sorted(_mine(found, copy, p) for p in copy.passages)
    return Shared(
        copy=copy,
        other=state.index.reports[other],
        outlet=state.index.outlet(other),
        derives=copy.origin == other,
        passages=tuple((mine.text, theirs.text) for mine, theirs in passages),
    )
