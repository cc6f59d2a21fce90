"""What a person sends: the fields of a form, within bounds."""

from __future__ import annotations

import getpass
from urllib.parse import parse_qs, quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from twosource.errors import InputError

SHORT = 4_000
"""Bytes of a form of a few words; a reason is no essay."""
LONG = 400_000
"""Bytes of a form that holds a text."""


async def fields(request: Request, longest: int = SHORT) -> dict[str, str]:
    """The fields of a form, each with its last value.

    Raises:
        InputError: there is more of it than `longest` bytes.
    """
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > longest:
            raise InputError("the form is too long", remedy="give fewer words")
    return {k: v[-1].strip() for k, v in parse_qs(body.decode("utf-8", "replace")).items()}


def remembering(answer: Response, by: str | None) -> Response:
    """The answer, by which this browser remembers the name that a person gave."""
    if by:
        answer.set_cookie("by", quote(by[:100]), max_age=31_536_000, httponly=True, samesite="strict")
    return answer


def login(request: Request) -> str:
    """The name under which a word is kept if a person gives no other: the one given last, or that of the account."""
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
