"""The frame of every page: the templates, the address of a thing, and what all pages have in common."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from twosource import __version__
from twosource.records import Period
from twosource.views import safe, wording
from twosource.views.web import choice
from twosource.views.web.accounts import Session
from twosource.views.web.desk import CLOSES, OPENS, Desk, State

PLACES = (("/", "Today"), ("/claims", "Claims"), ("/voices", "Voices"), ("/places", "Places"), ("/equipment", "Equipment"), ("/check", "Check"), ("/review", "Review"), ("/cases", "Cases"), ("/add", "Add"))  # fmt: skip


def to(path: str, pairs: Iterable[tuple[str, str]] = (), as_of: date | None = None) -> str:
    """An address on this server: path, names and values, and the day as of which it is asked."""
    asked = [*pairs, *([("as_of", as_of.isoformat())] if as_of else [])]
    return quote(path, safe="/") + (f"?{urlencode(asked)}" if asked else "")


def state_of(desk: Desk, request: Request) -> State:
    """The state of the ledger that a request asks for by `as_of`.

    Raises:
        InputError: it is no day.
    """
    return desk.on(choice.day(request.query_params, "as_of"))


def file(name: str, media: str, pieces: Iterable[bytes]) -> Response:
    """A file to take away, sent piece by piece."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, media_type=media, headers=headers)


def page(request: Request, template: str, state: State, *, status: int = 200, **things: object) -> Response:
    """A page of the workplace."""
    user: Session | None = request.scope.get("twosource.session")
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in ("as_of", "page")]
    words = (
        environment()
        .get_template(template)
        .render(
            state=state,
            as_of=state.as_of,
            here=request.url.path if request.method == "GET" or request.url.path == "/check" else "/",
            kept=kept if request.method == "GET" else [],
            places=PLACES,
            style=f"/style.css?{style_mark()}",
            user=user,
            csrf=Markup('<input type="hidden" name="csrf" value="{}">').format(user.csrf) if user else "",
            **things,
        )
    )
    return HTMLResponse(words, status_code=status)


@cache
def environment() -> Environment:
    """Templates with autoescape, each value made safe to be seen."""
    made = Environment(
        loader=PackageLoader("twosource.views.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=safe.shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": _day, "address": safe.address, "marked": _marked, "many": _many, "thousands": _thousands}
    made.globals |= {"to": _to, "plain": to, "wording": wording, "version": __version__, "min": min, "max": max}
    return made


@pass_context
def _to(context: Context, path: str, pairs: Iterable[tuple[str, str]] = (), **more: str) -> str:
    """`to`, as of the day of the page that links."""
    return to(path, [*pairs, *more.items()], context["as_of"])


def _day(when: date | None) -> str:
    return wording.days(Period(when, when)) if when else "no date"


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def _thousands(count: int) -> str:
    return f"{count:,}"


def _marked(words: str) -> list[tuple[str, bool]]:
    """Words of a search cut into stretches, with whether they were searched for."""
    out = []
    for part in words.split(OPENS):
        hit, closed, rest = part.partition(CLOSES)
        out += [(hit, True), (rest, False)] if closed else [(part, False)]
    return [(stretch, hit) for stretch, hit in out if stretch]


@cache
def style() -> str:
    """The one stylesheet: the brief's, and what the workplace adds to it."""
    room = resources.files("twosource.views")
    return "".join(room.joinpath(path).read_text(encoding="utf-8") for path in ("brief/style.css", "web/style.css"))


@cache
def style_mark() -> str:
    """Changes whenever the stylesheet does, so that browsers may keep it."""
    return hashlib.sha256(style().encode()).hexdigest()[:12]
