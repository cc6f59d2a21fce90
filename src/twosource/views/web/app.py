"""The application: which address is answered by what, and what is said where something is not there."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from functools import partial
from importlib import resources

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from twosource.errors import InputError, LedgerError, NotFound, TwosourceError
from twosource.views.export.formats import FILES
from twosource.views.web import (
    add,
    api,
    atlas,
    casefile,
    cases,
    check,
    claim,
    claims,
    decisions,
    door,
    equipment,
    lists,
    mark,
    openapi,
    places,
    report,
    review,
    search,
    today,
    voices,
)
from twosource.views.web.accounts import Accounts, Throttled
from twosource.views.web.choice import Choice
from twosource.views.web.desk import Desk, State
from twosource.views.web.door import Door
from twosource.views.web.frame import environment, page, style
from twosource.views.web.guard import Guard

PAGES: Sequence[tuple[str, Callable[[Desk, Request], Response]]] = (
    ("/", today.today),
    ("/claims", claims.claims),
    *((f"/{file.name}", partial(claims.export, file)) for file in FILES),
    ("/claims/{id}", claim.claim),
    ("/reports/{id:path}", report.report),
    ("/voices.csv", lists.voice_sheet),
    ("/places.csv", lists.place_sheet),
    ("/equipment.csv", lists.loss_sheet),
    ("/voices", voices.voices),
    ("/voices/{id:path}", voices.voice),
    ("/equipment", equipment.equipment),
    ("/places", places.places),
    ("/places/{name:path}", places.place),
    ("/search", search.search),
    ("/decisions", decisions.decisions),
    ("/review", review.review),
    ("/cases", cases.cases),
    ("/cases/{id}", cases.one),
    ("/cases/{id}/case.md", casefile.handed_over),
    ("/check", check.empty),
    ("/add", add.empty),
    ("/add/{id}", add.waiting),
    ("/api/check", api.check),
    ("/api/openapi.json", openapi.described),
    ("/api/today", api.news),
    ("/api/claims", api.claims),
    ("/api/claims/{id}", api.claim),
    ("/api/reports/{id:path}", api.report),
    ("/api/voices", api.voice_list),
    ("/api/voices/{id:path}", api.voice),
    ("/api/equipment", api.equipment),
    ("/api/places", api.place_list),
    ("/api/places/map", api.place_map),
    ("/api/map", api.claim_map),
    ("/api/search", api.hits),
)
STATUS: dict[type[TwosourceError], int] = {
    Throttled: 429,
    NotFound: 404,
    InputError: 400,
    LedgerError: 503,
    TwosourceError: 501,
}


def app(desk: Desk, names: Sequence[str] = (), accounts: Accounts | None = None) -> Starlette:
    """The application over one ledger. `names` are those by which it may be asked, besides addresses and this machine's own.

    With `accounts` one has to sign in, and may do what one's role allows.
    """
    routes = [Route(path, partial(answer, desk), methods=["GET"]) for path, answer in PAGES]
    routes += [
        Route("/decisions", partial(decisions.decide, desk), methods=["POST"]),
        Route("/marks", partial(mark.keep, desk), methods=["POST"]),
        Route("/check", partial(check.checked, desk), methods=["POST"]),
        Route("/add", partial(add.hand_in, desk), methods=["POST"]),
        Route("/add/{id}", partial(add.keep, desk), methods=["POST"]),
        Route("/style.css", _style, methods=["GET"]),
        Route("/keys.js", _keys, methods=["GET"]),
        Route("/map.js", atlas.own, methods=["GET"]),
        Route("/maplibre/{mark}/{name}", atlas.library, methods=["GET"]),
        Route("/ground.json", atlas.ground, methods=["GET"]),
        Route("/icon.svg", _icon, methods=["GET"]),
        Route("/robots.txt", _robots, methods=["GET"]),
    ]
    inner = [Middleware(Guard, names=names)]
    if accounts is not None:
        inner.append(Middleware(Door, accounts=accounts))
        routes += [
            Route("/login", door.login, methods=["GET"]),
            Route("/login", partial(door.sign_in, accounts), methods=["POST"]),
            Route("/logout", partial(door.sign_out, accounts), methods=["POST"]),
            Route("/account", partial(door.account, desk), methods=["GET"]),
            Route("/password", partial(door.password, accounts), methods=["POST"]),
            Route("/users", partial(door.users, desk, accounts), methods=["GET"]),
            Route("/users", partial(door.change, accounts), methods=["POST"]),
        ]
    handlers = {kind: partial(_told, desk, status) for kind, status in STATUS.items()}
    return Starlette(
        routes=routes,
        middleware=inner,
        exception_handlers={**handlers, HTTPException: partial(_http, desk)},
    )


def serve(
    desk: Desk,
    host: str,
    port: int,
    tell: Callable[[str], None],
    accounts: Accounts | None = None,
    names: Sequence[str] = (),
) -> None:
    """Answer until interrupted; `tell` is called once with where, when the first page is as quick as the next.

    Raises:
        TwosourceError: the address or port cannot be had.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as fault:
        raise TwosourceError(
            f"cannot listen there: {(fault.strerror or str(fault)).lower()}", where=f"{host}:{port}", remedy="choose another with --port or --host"
        ) from fault  # fmt: skip
    # Headers and body go out as two pieces; without this the second would wait for the first to be acknowledged.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with listening:
        warm(desk.now())
        name = f"[{host}]" if ":" in host else host
        tell(f"the workplace is open at http://{name}:{port}/")
        for words in warnings(host, accounts):
            tell(words)
        server = uvicorn.Server(
            uvicorn.Config(app(desk, (host, *names), accounts), log_level="warning", server_header=False, ws="none")
        )
        server.run([listening])


def warnings(host: str, accounts: Accounts | None) -> list[str]:
    """What whoever serves the ledger should know."""
    told = []
    if atlas.mark() is None:
        told.append("maps stand still: this twosource was built without MapLibre GL, which npm fetches")
    if not local(host) and accounts is None:
        told.append("everybody who reaches this machine can read it and decide: there are no accounts (--users)")
    if not local(host) and accounts is not None:
        told.append("passwords cross the network as they are: put a server that speaks TLS before it")
    return told


def warm(state: State) -> None:
    """Make what the first page would wait for: outlines, templates, the map of everything."""
    claims.pictures(state, Choice(), state.rows)
    for name in environment().list_templates(["j2"]):
        environment().get_template(name)


def local(host: str) -> bool:
    """Whether an address to listen on reaches this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _style(_: Request) -> Response:
    return Response(style(), media_type="text/css", headers={"Cache-Control": "public, max-age=31536000, immutable"})


def _icon(_: Request) -> Response:
    drawn = resources.files("twosource.views.web").joinpath("icon.svg").read_bytes()
    return Response(drawn, media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


def _keys(_: Request) -> Response:
    script = resources.files("twosource.views.web").joinpath("keys.js").read_bytes()
    return Response(script, media_type="text/javascript", headers={"Cache-Control": "public, max-age=86400"})


def _robots(_: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


def _told(desk: Desk, status: int, request: Request, fault: Exception) -> Response:
    """A fault in a sentence, with its remedy."""
    what, remedy = (fault.what, fault.remedy) if isinstance(fault, TwosourceError) else (str(fault), None)
    if request.url.path.startswith("/api/"):
        return Response(msgspec.json.encode({"error": what, "remedy": remedy}), status, media_type="application/json")
    if isinstance(fault, LedgerError):
        return PlainTextResponse(f"{what}\n", status)
    return page(request, "fault.html.j2", desk.now(), status=status, what=what, remedy=remedy)


def _http(desk: Desk, request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    what = "There is no such page" if status == 404 else "That cannot be asked here"
    return _told(desk, status, request, NotFound(what, remedy="begin at Today"))
