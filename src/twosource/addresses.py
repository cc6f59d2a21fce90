"""Web addresses: what may be shown of them, and when two are one."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmp|ito|at_\w+|ocid|ref|ref_src|smid|share)$"
)
"""Parameters that say where a reader came from; the page is the same without them."""


def is_web(words: str) -> bool:
    """Whether words are an address of the web."""
    try:
        return urlsplit(words).scheme in ("http", "https")
    except ValueError:
        return False


def shown(address: str) -> str:
    """The address for messages: without name and password, and without parameters, which may hold a key."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "an address that is none"
    return urlunsplit((parts.scheme, f"[{host}]{port}" if ":" in host else f"{host}{port}", parts.path, "", ""))


def open_part(address: str) -> str:
    """The address without name and password."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def canonical(address: str) -> str:
    """One form for all addresses of one page: no scheme, no "www.", no fragment, no tracking, no closing slash."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return address
    kept = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k.lower()))
    return urlunsplit(("", host, parts.path.rstrip("/"), urlencode(kept), "")).removeprefix("//")
