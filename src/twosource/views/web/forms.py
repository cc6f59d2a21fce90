"""What a person sends: the fields of a form, within bounds."""

from __future__ import annotations

import getpass
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qs, quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from twosource.errors import InputError
from twosource.views.web.accounts import Session

SHORT = 4_000
"""Bytes of a form of a few words; a reason is no essay."""
LONG = 400_000
"""Bytes of a form that holds a text."""


async def fields(request: Request, longest: int = SHORT, *, anybody: bool = False) -> dict[str, str]:
    """The fields of a form, each with its last value; a form of `anybody` needs to be of no session.

    Raises:
        InputError: there is more of it than `longest` bytes, or it is of another session.
    """
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > longest:
            raise InputError("the form is too long", remedy="give fewer words")
    given = {k: v[-1].strip() for k, v in parse_qs(body.decode("utf-8", "replace")).items()}
    if not anybody:
        own(request, given.get("csrf", ""))
    return given


def session(request: Request) -> Session | None:
    """Who is signed in; None on a desk without accounts."""
    found: Session | None = request.scope.get("twosource.session")
    return found


def own(request: Request, token: str) -> None:
    """See that a form is one of this session's, by the token that it bears.

    Raises:
        InputError: it is not.
    """
    found = session(request)
    if found is not None and not hmac.compare_digest(token.encode(), found.csrf.encode()):
        raise InputError("this form is of another session", remedy="go back, load the page anew and try again")


def who(request: Request, given: Mapping[str, str]) -> str:
    """By whom a word is said: the account, where there are any; else the name that was given."""
    found = session(request)
    return found.name if found else given.get("by") or login(request)


def remembering(answer: Response, by: str | None) -> Response:
    """The answer, by which this browser remembers the name that a person gave."""
    if by:
        answer.set_cookie("by", quote(by[:100]), max_age=31_536_000, httponly=True, samesite="strict")
    return answer


def login(request: Request) -> str:
    """The name under which a word is kept if a person gives no other: the one given last, or that of the account."""
    found = session(request)
    if found is not None:
        return found.name
    remembered = unquote(request.cookies.get("by", ""))
    if remembered:
        return remembered[:100]
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without an entry
        return ""


def back(given: str) -> str:
    """Where a form came from, if that is a page of this server; else its first page."""
    return given if given.startswith("/") and not given.startswith(("//", "/\\")) else "/"
