"""Check a claim: a text is read like a report, and the page shows what the ledger has for each thing that it tells."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from twosource.errors import InputError
from twosource.intake.report import Metadata, make
from twosource.linking.matching import Match, Matched
from twosource.records import Reading, Record, Report
from twosource.views import excerpts, wording
from twosource.views.excerpts import Excerpt
from twosource.views.rows import Row
from twosource.views.web import choice
from twosource.views.web.claim import MARKS
from twosource.views.web.desk import Desk, State
from twosource.views.web.forms import LONG, fields
from twosource.views.web.frame import page, state_of

LONGEST = 50_000
"""Characters of a text; a report has a tenth of that."""
SHOWN = 8
"""Claims of a kind that are shown for one thing that the text tells."""
READING = threading.Lock()
"""The language model reads one text at a time."""


class Read(Record, frozen=True, kw_only=True):
    """A text as a report, and what was read in it."""

    report: Report
    reading: Reading


class Found(Record, frozen=True, kw_only=True):
    """A claim of the ledger, and why it is taken to tell of the same or to contradict."""

    row: Row
    why: tuple[str, ...]


class Told(Record, frozen=True, kw_only=True):
    """One thing that the text tells, in its words, with what the ledger has for it."""

    excerpt: Excerpt
    type: str
    stage: str
    voices: tuple[str, ...]
    same: tuple[Found, ...]
    narrower: tuple[Found, ...]
    wider: tuple[Found, ...]
    against: tuple[Found, ...]


def read(text: str, written: date | None = None) -> Read:
    """The text as a report that was published on the day `written`, and its reading.

    Raises:
        InputError: there is no text, or too much.
    """
    if len(text) > LONGEST:
        raise InputError(f"the text is longer than {LONGEST:,} characters", remedy="check it part by part")
    from twosource.reading.read import read as read_report  # the language model is loaded where it is used

    known = Metadata(id="checked", published=written.isoformat() if written else None)
    report = make(
        text, known, sha256=sha256(text.encode("utf-8", "replace")).hexdigest(), where="the text that was pasted"
    )
    with READING:
        return Read(report=report, reading=read_report(report))


def empty(desk: Desk, request: Request) -> Response:
    """The page with an empty form."""
    return page(request, "check.html.j2", state_of(desk, request), text="", written=None, told=None, marks=MARKS)


async def checked(desk: Desk, request: Request) -> Response:
    """The page with what was found.

    Raises:
        InputError: there is no text, or too much.
    """
    given = await fields(request, LONG)
    return await run_in_threadpool(_checked, desk, request, given)


def _checked(desk: Desk, request: Request, given: dict[str, str]) -> Response:
    state = state_of(desk, request)
    text, written = given.get("text", ""), choice.day(QueryParams(given), "written")
    found = read(text, written)
    return page(
        request,
        "check.html.j2",
        state,
        text=text,
        written=found.report.published,
        told=told(state, found, state.matcher.match(found.report, found.reading, at_home=True)),
        marks=MARKS,
    )


def told(state: State, found: Read, matches: Sequence[Matched]) -> list[Told]:
    """What the text tells, thing by thing, with the claims of the ledger."""
    statements = {s.id: s for s in found.reading.statements}
    voices = {v.id: v for v in found.reading.voices}
    out = []
    for match in matches:
        said = [statements[i] for i in match.event.statements if i in statements]
        same = {m.claim for m in match.same}
        out.append(
            Told(
                excerpt=excerpts.of_event(found.report, match.event, said),
                type=match.event.type,
                stage=match.event.stage,
                voices=tuple(dict.fromkeys(wording.voice(voices.get(s.voice)) for s in said)),
                same=_rows(state, match.same),
                narrower=_rows(state, [m for m in match.narrower if m.claim not in same]),
                wider=_rows(state, [m for m in match.wider if m.claim not in same]),
                against=_rows(state, [m for m in match.against if m.claim not in same]),
            )
        )
    return out


def _rows(state: State, matches: Sequence[Match]) -> tuple[Found, ...]:
    return tuple(Found(row=state.by_id[m.claim], why=m.why) for m in matches if m.claim in state.by_id)[:SHOWN]
