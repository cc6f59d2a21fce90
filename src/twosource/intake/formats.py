"""The formats that are taken in: one module each, here in a plain list."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import NamedTuple

from twosource.errors import InputError
from twosource.intake import feed, html, json_lines, mail, pdf, plain, table, warc, word
from twosource.intake.source import Reader


class Format(NamedTuple):
    """A format: its name for `--as`, the endings of its files, and the function that reads it."""

    name: str
    endings: tuple[str, ...]
    read: Reader


FORMATS = (
    Format("text", (".txt",), plain.read),
    Format("jsonl", (".jsonl", ".ndjson"), json_lines.read_lines),
    Format("json", (".json",), json_lines.read_file),
    Format("csv", (".csv", ".tsv"), table.read),
    Format("html", (".html", ".htm", ".xhtml"), html.read),
    Format("mhtml", (".mhtml", ".mht"), mail.read_page),
    Format("eml", (".eml",), mail.read),
    Format("feed", (".rss", ".atom", ".xml"), feed.read),
    Format("pdf", (".pdf",), pdf.read),
    Format("docx", (".docx",), word.read),
    Format("warc", (".warc", ".warc.gz"), warc.read),
    Format("wacz", (".wacz",), warc.read_wacz),
)
"""Files in folders with other endings are passed over; a file named outright is not."""

ENDINGS = tuple(ending for format_ in FORMATS for ending in format_.endings)
HEAD = 4096
LETTERS = (b"from:", b"received:", b"return-path:", b"delivered-to:", b"message-id:", b"mime-version:", b"date:")
"""How the head of a letter may begin."""


def of_name(name: str) -> Format | None:
    """The format that a file's name tells."""
    return next((f for f in FORMATS if name.lower().endswith(f.endings)), None)


def named(name: str) -> Format:
    """The format with this name.

    Raises:
        InputError: there is none.
    """
    for format_ in FORMATS:
        if format_.name == name:
            return format_
    raise InputError(f"there is no format {name!r}", remedy=f"choose one of {', '.join(f.name for f in FORMATS)}")


def of_bytes(head: bytes) -> Format:
    """The format that the first bytes of a stream tell; plain text where nothing else does."""
    words = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    start = words[:512].lower()
    tests: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("pdf", lambda: words.startswith(b"%PDF-")),
        ("warc", lambda: words.startswith((b"WARC/", b"\x1f\x8b"))),
        ("docx", lambda: words.startswith(b"PK") and (b"[Content_Types]" in head or b"word/" in head)),
        ("wacz", lambda: words.startswith(b"PK")),
        ("jsonl", lambda: words.startswith(b"{") and b"}" in words.split(b"\n")[0]),
        ("json", lambda: words.startswith((b"{", b"["))),
        ("mhtml", lambda: start.startswith(b"from: <saved by") or b"snapshot-content-location:" in start),
        ("eml", lambda: start.startswith(LETTERS)),
        ("feed", lambda: b"<rss" in start or b"<feed" in start or b"<rdf:rdf" in start),
        ("html", lambda: start.startswith((b"<!doctype html", b"<html")) or b"<html" in start),
    )  # fmt: skip
    return named(next((name for name, test in tests if test()), "text"))


def of_stream(stream: io.BufferedReader) -> Format:
    """The format of what comes on a stream, which is not used up by looking."""
    return of_bytes(stream.peek(HEAD)[:HEAD])
