"""What every answer tells the browser to refuse, and which requests are not answered at all."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
KEYS = f"{POLICY}; script-src 'self'"
"""For Review, whose keys are a script of this server."""
MAP = f"{KEYS}; worker-src 'self'; connect-src 'self'"
"""For pages with a map that moves: its scripts are of this server, and so is all that they ask for."""
WORKER = f"{POLICY}; connect-src 'self'"
"""For the library of the map itself: its worker is bound by what comes with it, not by the page."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Nothing runs, nothing is fetched from elsewhere, nobody frames a page, and the outlets that are linked learn nothing."""


class Guard:
    """Middleware: the headers above, and no answer to a page of somebody else's.

    A request must name this server as its host, so that no foreign name can be bent to this address (DNS rebinding); one that
    writes must come from a page of this server, by the browser's own word (`Origin`, `Sec-Fetch-Site`), so that no foreign page
    can decide in a person's name.
    """

    def __init__(self, inner: ASGIApp, names: Collection[str] = ()) -> None:
        self.inner = inner
        self.names = {"localhost", socket.gethostname().lower(), *(n.lower() for n in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        answer: ASGIApp = self.inner if refusal is None else PlainTextResponse(f"{refusal}\n", status_code=403)
        await answer(scope, receive, guarded)

    def _refusal(self, method: str, headers: Headers) -> str | None:
        host = headers.get("host", "")
        if not self._ours(host):
            return "This server is asked by a name that is not its own."
        if method in ("GET", "HEAD", "OPTIONS"):
            return None
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if site is not None and site != "same-origin":
            return "Only a page of this server may ask for that."
        if site is None and (origin is None or urlsplit(origin).netloc != host):
            return "Only a page of this server may ask for that."
        return None

    def _ours(self, host: str) -> bool:
        name = urlsplit(f"//{host}").hostname or ""
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name in self.names
        return True
