"""Bytes to text, without guessing in silence."""

from __future__ import annotations

import codecs
import hashlib
import re

from charset_normalizer import from_bytes

from twosource.errors import InputError

LARGEST = 256 * 1024 * 1024
"""Bytes; a larger file is a collection and should come as JSON lines."""

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x7f]")


def sha256(data: bytes) -> str:
    """SHA-256 of the bytes taken in, as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def text_of(data: bytes, where: str, encoding: str | None = None) -> str:
    """The text of `data`: by its byte-order mark, else as `encoding`, else as UTF-8.

    Raises:
        InputError: the bytes are no text, or none in that encoding; the remedy names the likely encoding.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            encoding = name
            break
    else:
        if looks_binary(data):
            raise InputError(
                "this is no text but binary data", where=where, remedy="hand in the text or the page itself"
            )
    try:
        return data.decode(encoding or "utf-8")
    except LookupError as fault:
        raise InputError(
            f"unknown encoding {encoding!r}", where=where, remedy="name one that Python knows, such as cp1251"
        ) from fault
    except UnicodeDecodeError as fault:
        raise InputError(
            f"not {encoding or 'UTF-8'} at byte {fault.start}",
            where=where,
            remedy=f"convert it to UTF-8, or name its encoding beside it{likely(data)}",
        ) from fault


def looks_binary(data: bytes) -> bool:
    """Whether the first 64 kB hold control characters as no text does (more than one in a hundred)."""
    head = data[:65536]
    return len(CONTROL.findall(head)) > max(0, len(head) // 100) and bool(head)


def likely(data: bytes) -> str:
    """What the encoding seems to be, for a remedy; empty where nothing can be told."""
    best = from_bytes(data[:65536]).best()
    return f'; it looks like encoding = "{best.encoding}"' if best and best.encoding != "utf_8" else ""
