"""Fetching from the web: politely, within bounds, and never from a private network.

An address comes from a stranger (a feed, a page that leads on), so each is looked up here and only an address of the public
internet is called, the very one that was looked up; so it is with each address that an answer leads on to.
"""

from __future__ import annotations

import base64
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from twosource import __version__
from twosource.addresses import open_part, shown
from twosource.errors import InputError
from twosource.intake.source import MB
from twosource.records import Record

LARGEST = 24 * MB
PATIENCE = 20.0
"""Seconds without a byte."""

DEADLINE = 90.0
"""Seconds for a whole answer, however steadily it drips."""

MOST_REDIRECTS = 6
PAUSE = 3.0
"""Seconds between two questions to one host."""

LEADS_ON = (301, 302, 303, 307, 308)


class Answer(Record, frozen=True, kw_only=True):
    """What a server said. `address` is where the answer came from in the end, names of heads are in lower case."""

    address: str
    status: int
    heads: dict[str, str]
    data: bytes = b""

    @property
    def wait(self) -> float:
        """Seconds for which the server asked to be left alone."""
        words = self.heads.get("retry-after", "")
        return float(words) if words.isdigit() else 0.0


@dataclass
class Web:
    """The web as one visitor sees it, who keeps a pause between two questions to a host. Threads may share it."""

    allow_private: bool = False
    contact: str = ""
    pause: float = PAUSE
    sleep: Callable[[float], None] = time.sleep
    _turns: dict[str, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))
    _last: dict[str, float] = field(default_factory=dict)

    @property
    def agent(self) -> str:
        """What it says of itself."""
        return f"twosource/{__version__} (reads news for research{'; ' + self.contact if self.contact else ''})"

    def get(self, address: str, heads: Mapping[str, str] | None = None, limit: int = LARGEST) -> Answer:
        """The answer to a question for `address`, with those `heads`; followed where it leads on.

        Raises:
            InputError: it cannot be reached, leads in a circle or into a private network, or gives too much.
        """
        seen: list[str] = []
        while True:
            host = _host(address)
            with self._turns[host]:
                self._keep_pause(host)
                try:
                    answer = _ask(address, {"User-Agent": self.agent, **(heads or {})}, limit, self.allow_private)
                finally:
                    self._last[host] = time.monotonic()
            onward = answer.heads.get("location")
            if answer.status not in LEADS_ON or not onward:
                return answer
            seen.append(open_part(address))
            onward = urljoin(open_part(address), onward)
            if onward in seen or len(seen) > MOST_REDIRECTS:
                raise InputError("leads in a circle", where=shown(seen[0]), remedy="look for the feed's new address")
            address = onward

    def _keep_pause(self, host: str) -> None:
        if host in self._last:
            left = self._last[host] + self.pause - time.monotonic()
            if left > 0:
                self.sleep(left)


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError("no address of the web", where=shown(address), remedy="write https://…")
    return parts.hostname


def _ask(address: str, heads: dict[str, str], limit: int, allow_private: bool) -> Answer:
    parts = urlsplit(address)
    connection = _connection(address, allow_private)
    if parts.username:
        secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        heads = {**heads, "Authorization": "Basic " + base64.b64encode(secret).decode()}
    path = (parts.path or "/").replace(" ", "%20") + (f"?{parts.query.replace(' ', '%20')}" if parts.query else "")
    where = shown(address)
    # A server that sends a byte now and then never runs into the patience of the socket.
    alarm = threading.Timer(DEADLINE, connection.cut)
    alarm.daemon = True
    alarm.start()
    try:
        connection.request("GET", path.encode("utf-8").decode("latin-1"), headers={**heads, "Accept-Encoding": "gzip"})
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        data = b"" if response.status in LEADS_ON else _body(response, found, limit, where)
        if connection.was_cut:
            raise TimeoutError
    except (OSError, http.client.HTTPException, zlib.error, UnicodeError, ValueError) as fault:
        told = f"took longer than {DEADLINE:.0f} seconds" if connection.was_cut else str(fault) or type(fault).__name__
        raise InputError(f"cannot be reached: {told}", where=where, remedy="it is tried again later") from fault
    finally:
        alarm.cancel()
        connection.close()
    return Answer(address=open_part(address), status=response.status, heads=found, data=data)


def _body(response: http.client.HTTPResponse, heads: dict[str, str], limit: int, where: str) -> bytes:
    packed = zlib.decompressobj(31) if heads.get("content-encoding", "").lower() == "gzip" else None
    out = bytearray()
    while piece := response.read1(1 << 16):
        out += packed.decompress(piece, limit + 1 - len(out)) if packed else piece
        if len(out) > limit:
            raise InputError(f"gives more than {limit // MB} MB", where=where, remedy="fetch it by hand if you want it")
    return bytes(out)


class _Cut:
    """A connection that another thread may cut."""

    line: socket.socket | None = None
    was_cut = False

    def cut(self) -> None:
        self.was_cut = True
        if self.line is not None:
            try:
                self.line.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it is closed already


class _Plain(_Cut, http.client.HTTPConnection):
    allow_private = False

    def connect(self) -> None:
        self.sock = self.line = dial(self.host, self.port, self.allow_private)


class _Secure(_Cut, http.client.HTTPSConnection):
    allow_private = False
    trust: ssl.SSLContext

    def connect(self) -> None:
        plain = dial(self.host, self.port, self.allow_private)
        secure = self.trust.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock = self.line = secure
        secure.do_handshake()


def _connection(address: str, allow_private: bool) -> _Plain | _Secure:
    parts = urlsplit(address)
    host = parts.hostname or ""
    connection: _Plain | _Secure
    if parts.scheme == "https":
        connection = _Secure(host, parts.port, timeout=PATIENCE)
        connection.trust = ssl.create_default_context()
    else:
        connection = _Plain(host, parts.port, timeout=PATIENCE)
    connection.allow_private = allow_private
    return connection


def dial(host: str, port: int, allow_private: bool = False) -> socket.socket:
    """A connection to `host`, to an address of the public internet that it has; the name is looked up once.

    Raises:
        InputError: all its addresses are private.
        OSError: it is not known or does not answer.
    """
    last: OSError | None = None
    public = False
    for family, kind, protocol, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if not allow_private and not is_public(str(place[0])):
            continue
        public = True
        line = socket.socket(family, kind, protocol)
        line.settimeout(PATIENCE)
        try:
            line.connect(place)
        except OSError as fault:
            line.close()
            last = fault
            continue
        return line
    if last is None and not public:
        raise InputError(
            "leads into a private network", where=host, remedy="if it is a server of yours, say --allow-private"
        )
    raise last or OSError("no address")


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public internet, also where an IPv4 address is hidden in an IPv6 one."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast
