"""What a person sends: the fields of a form, within bounds."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.requests import Request

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


def back(given: str) -> str:
    """Where a form came from, if that is a page of this server; else its first page."""
    return given if given.startswith("/") and not given.startswith(("//", "/\\")) else "/"
