"""The door of a desk with accounts: who is not signed in is asked to, who may only read says nothing."""

from __future__ import annotations

from urllib.parse import quote

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from twosource.errors import InputError
from twosource.views.web.accounts import AT_MOST, ROLES, Accounts, Role, Session, Throttled
from twosource.views.web.desk import Desk
from twosource.views.web.forms import back, fields, session
from twosource.views.web.frame import environment, page, style_mark

COOKIE = "session"
OPEN = ("/login", "/style.css", "/icon.svg", "/robots.txt")
"""What is answered to anybody."""
READS = ("/check", "/logout", "/password")
"""Forms that whoever is signed in may send."""


class Door:
    """Middleware: puts the session into the request, and answers whoever has none, or not the right to ask that."""

    def __init__(self, inner: ASGIApp, accounts: Accounts) -> None:
        self.inner = inner
        self.accounts = accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            found = self.accounts.session(HTTPConnection(scope).cookies.get(COOKIE))
            scope["twosource.session"] = found
            refusal = _refusal(scope, found)
            if refusal is not None:
                await refusal(scope, receive, send)
                return
        await self.inner(scope, receive, send)


def _refusal(scope: Scope, found: Session | None) -> Response | None:
    path, method = scope["path"], scope["method"]
    if path in OPEN:
        return None
    if found is None:
        if path.startswith("/api/") or not _browser(Headers(scope=scope).get("accept", "*/*")):
            return Response(
                msgspec.json.encode({"error": "nobody is signed in", "remedy": "sign in at /login"}),
                401,
                media_type="application/json",
            )
        asked = path + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
        return RedirectResponse(f"/login?to={quote(asked if method == 'GET' else '/')}", 303)
    if path.startswith("/users") and found.role != "admin":
        return PlainTextResponse("Accounts are an admin's to see to.\n", 403)
    if method not in ("GET", "HEAD") and not found.writes and path not in READS:
        return PlainTextResponse("You may read here, and not decide: ask an admin to be an analyst.\n", 403)
    return None


def _browser(accept: str) -> bool:
    return "text/html" in accept or "*/*" in accept


def login(request: Request) -> Response:
    """The page to sign in."""
    return _login(request.query_params.get("to", "/"))


def _login(to: str, told: str = "", status: int = 200) -> Response:
    words = (
        environment()
        .get_template("login.html.j2")
        .render(to=back(to), told=told, style=f"/style.css?{style_mark()}", as_of=None)
    )
    return HTMLResponse(words, status)


async def sign_in(accounts: Accounts, request: Request) -> Response:
    """Sign in and go on to where one wanted."""
    given = await fields(request, anybody=True)
    name, to = given.get("name", ""), given.get("to", "/")
    address = request.client.host if request.client else ""
    try:
        key = await run_in_threadpool(accounts.sign_in, name, given.get("password", ""), address)
    except Throttled as fault:
        return _login(to, f"{fault.what}: {fault.remedy}", 429)
    except InputError as fault:
        return _login(to, fault.what, 403)
    answer = RedirectResponse(back(to), 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, key, max_age=AT_MOST, httponly=True, samesite="lax", secure=secure)
    return answer


def account(desk: Desk, request: Request) -> Response:
    """The page of one's own account."""
    return page(request, "account.html.j2", desk.now())


async def sign_out(accounts: Accounts, request: Request) -> Response:
    """Sign out."""
    await fields(request)
    accounts.sign_out(request.cookies.get(COOKIE))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


def users(desk: Desk, accounts: Accounts, request: Request) -> Response:
    """The page of accounts, for admins."""
    return page(request, "users.html.j2", desk.now(), accounts=accounts.all(), roles=ROLES)


async def change(accounts: Accounts, request: Request) -> Response:
    """Make, change or remove an account.

    Raises:
        InputError: it cannot be made so.
    """
    given = await fields(request)
    if given.get("do") == "remove":
        await run_in_threadpool(accounts.remove, given.get("name", ""))
    else:
        await run_in_threadpool(
            accounts.put, given.get("name", ""), role(given.get("role", "")), given.get("password") or None
        )
    return RedirectResponse("/users", 303)


async def password(accounts: Accounts, request: Request) -> Response:
    """Give oneself another password; one signs in anew by it.

    Raises:
        InputError: the old one does not fit, or the new one cannot be one.
    """
    given, found = await fields(request), session(request)
    if found is None:
        raise InputError("nobody is signed in", remedy="sign in first")
    address = request.client.host if request.client else ""
    await run_in_threadpool(accounts.sign_in, found.name, given.get("old", ""), address)
    await run_in_threadpool(accounts.put, found.name, found.role, given.get("password", ""))
    return RedirectResponse("/login", 303)


def role(given: str) -> Role:
    """A role by its name.

    Raises:
        InputError: there is none.
    """
    for known in ROLES:
        if known == given:
            return known
    raise InputError("there is no such role", remedy=f"one of {', '.join(ROLES)}")
