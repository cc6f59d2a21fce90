"""Every word of a report is somebody else's: what may be shown of it, and where it may lead."""

from __future__ import annotations

import re

from markupsafe import Markup

TURNING = {c: f"⟨U+{c:04X}⟩" for c in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
"""Controls of writing direction, with which words can be made to read otherwise than they are (Boucher and Anderson, Trojan Source, 2021)."""
UNSEEN = {c: "\ufffd" for c in (*range(0x20), *range(0x7F, 0xA0), 0xFEFF, *range(0xFFF9, 0xFFFC)) if c not in (0x09, 0x0A, 0x0D)}  # fmt: skip
SHOWN = TURNING | UNSEEN
HIDDEN = re.compile("[" + "".join(re.escape(chr(c)) for c in SHOWN) + "]")


def shown(value: object) -> object:
    """The value as a template may print it: controls of direction stand there by their number, other controls as �.

    Markup is a template's own; its parts have come through here already.
    """
    if isinstance(value, str) and not isinstance(value, Markup) and HIDDEN.search(value):
        return value.translate(SHOWN)
    return value


def address(url: str | None) -> str | None:
    """An address that a link may lead to: http or https, and nothing that runs."""
    return url if url and re.match(r"https?://[^\s]+$", url, re.IGNORECASE) else None


def cell(value: object) -> str:
    """A value as a cell of CSV that no spreadsheet takes for a formula (OWASP, CSV Injection)."""
    words = "" if value is None else str(value)
    if isinstance(value, int | float):
        return words
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠") else words
