"""Add: files, pasted texts and pages of the web are read, shown with what was read in them, and go into the ledger when a person says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from twosource.engine import local
from twosource.errors import InputError
from twosource.reading import VERSION
from twosource.records import Reading, Record, Report
from twosource.views.rows import Row
from twosource.views.web import check, incoming
from twosource.views.web.check import Told
from twosource.views.web.claim import MARKS
from twosource.views.web.desk import Desk, State
from twosource.views.web.forms import fields, own
from twosource.views.web.frame import page
from twosource.views.web.incoming import File, Taken
from twosource.views.web.report import claims_of
from twosource.views.web.tray import Batch

LARGEST = 32 << 20
"""Bytes that can be handed in at one go."""
MOST = 100
"""Reports that can be handed in at one go; more are taken in by the command `add`, which shows how far it is."""
TOLD = 10
"""Reports that are shown with all that they tell; of the rest the numbers are shown."""
FIELDS = ("outlet", "published", "url", "title")


class Shown(Record, frozen=True, kw_only=True):
    """A report that waits, with what was read in it and what the ledger has for that."""

    report: Report
    reading: Reading
    told: tuple[Told, ...]


class Now(Record, frozen=True, kw_only=True):
    """A report that was taken in, with the claims that it asserts now."""

    report: Report
    claims: tuple[Row, ...]


def empty(desk: Desk, request: Request) -> Response:
    """The page with an empty form."""
    return page(request, "add.html.j2", desk.now(), batch=None, most=MOST)


async def hand_in(desk: Desk, request: Request) -> Response:
    """Read what is handed in and lead to where it is shown.

    Raises:
        InputError: there is nothing in it, or too much.
    """
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > LARGEST:
        raise InputError(
            f"more than {LARGEST >> 20} MB at one go", remedy="hand in a part, or use: twosource add LEDGER FILES"
        )
    async with request.form(max_files=MOST, max_fields=20, max_part_size=LARGEST) as form:
        files = [
            (f.filename or "", await f.read())
            for f in form.getlist("files")
            if isinstance(f, UploadFile) and f.filename
        ]
        own(request, str(form.get("csrf", "")))
        words = _words(form)
    batch = await run_in_threadpool(_read, desk, files, words)
    return RedirectResponse(f"/add/{batch.id}", 303)


def _words(form: FormData) -> dict[str, str]:
    return {name: value.strip() for name in ("text", *FIELDS) if isinstance(value := form.get(name), str)}


def _read(desk: Desk, files: Sequence[File], words: dict[str, str]) -> Batch:
    """Take what was handed in and read it."""
    found: dict[str, Report] = {}
    known: dict[str, None] = {}
    left_out: list[str] = []
    held = desk.now().index.reports
    for one in islice(_taken(desk, files, words), MOST + 1):
        if isinstance(one, str):
            left_out.append(one)
        elif len(found) == MOST:
            left_out.append(
                f"more than {MOST} reports: the rest was left out; take them in with: twosource add LEDGER FILES"
            )
        elif one.id in held and held[one.id].text == one.text:
            known[one.id] = None
        elif one.id in held or (one.id in found and found[one.id].text != one.text):
            left_out.append(
                f"{one.title or one.id}: the id {one.id} is taken by another text; give it an id of its own, or none"
            )
        else:
            found[one.id] = one
    if not found and not known and not left_out:
        raise InputError("nothing was handed in", remedy="choose a file or paste a text")
    with check.READING:
        read = tuple(pair for chunk in local.read(found.values(), 1) for pair in chunk)
    return desk.tray.put(read, tuple(left_out), tuple(known))


def _taken(desk: Desk, files: Sequence[File], words: dict[str, str]) -> Iterator[Taken]:
    """Reports of the text, the address and the files."""
    if words.get("text"):
        yield from incoming.pasted(words)
    elif words.get("url"):
        yield from incoming.fetched(desk.web, words["url"], words)
    yield from incoming.opened(files) if files else ()


def waiting(desk: Desk, request: Request) -> Response:
    """What was handed in, before or after it was taken in.

    Raises:
        NotFound: it is no longer here.
    """
    state = desk.now()
    batch = desk.tray.get(request.path_params["id"])
    return page(
        request,
        "add.html.j2",
        state,
        batch=batch,
        shown=() if batch.taken else tuple(_shown(state, n, *pair) for n, pair in enumerate(batch.read)),
        taken=tuple(_now(state, *pair) for pair in batch.read) if batch.taken else (),
        marks=MARKS,
        most=MOST,
    )


def _shown(state: State, at: int, report: Report, reading: Reading) -> Shown:
    found = check.Read(report=report, reading=reading)
    told = check.told(state, found, state.matcher.match(report, reading)) if at < TOLD else []
    return Shown(report=report, reading=reading, told=tuple(told))


def _now(state: State, report: Report, reading: Reading) -> Now:
    return Now(report=report, claims=tuple(claims_of(state, reading.events)))


async def keep(desk: Desk, request: Request) -> Response:
    """Take a batch into the ledger, link anew, and lead to what it brought.

    Raises:
        NotFound: it is no longer here.
    """
    await fields(request)
    batch = desk.tray.get(request.path_params["id"])
    if not batch.taken:
        await run_in_threadpool(_keep, desk, batch)
    return RedirectResponse(f"/add/{batch.id}", 303)


def _keep(desk: Desk, batch: Batch) -> None:
    desk.ledger.add(batch.read, VERSION)
    desk.link()
    desk.tray.take(batch.id)
