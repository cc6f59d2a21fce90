"""`.eml` letters and `.mhtml` pages: both are messages of parts (RFC 5322, 2045, 2557), read by Python's own library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from twosource.errors import InputError
from twosource.intake import html, markup, reflow
from twosource.intake.decode import sha256
from twosource.intake.guard import foreign
from twosource.intake.report import Metadata, make
from twosource.intake.source import MB, Enclosed, Source
from twosource.records import Report

LARGEST = 64 * MB
PRIVATE = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com ymail.com icloud.com me.com aol.com gmx.net"
    " gmx.de web.de mail.ru yandex.ru ukr.net i.ua meta.ua proton.me protonmail.com qq.com 163.com".split()
)
"""Hosts that carry anybody's letters and so are no outlet."""

ENCLOSURES = (".pdf", ".docx", ".html", ".htm", ".txt", ".eml")
SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
QUOTED = re.compile(r"^>.*$", re.MULTILINE)
WRITTEN = re.compile(r"^On .{5,120} wrote:$", re.MULTILINE)


def read(source: Source) -> Iterator[Report | InputError | Enclosed]:
    """The report of a letter, its subject as headline, then what is attached to it. Quoted letters are left out."""
    data = source.whole(LARGEST)
    with foreign("a letter", source.where):
        letter = message_from_bytes(data, policy=policy.default)
        if not isinstance(letter, EmailMessage) or not (letter["from"] or letter["subject"] or letter["date"]):
            raise InputError("this is no letter", where=source.where, remedy="save it as .eml, with its head")
        paragraphs = _paragraphs(letter)
        known = source.known.over(_head(letter))
        enclosed = list(_enclosed(letter, known))
    if paragraphs:
        if known.title and paragraphs[0] != known.title:
            paragraphs.insert(0, known.title)
        yield make("\n\n".join(paragraphs), known, sha256=sha256(data), where=source.where)
    elif not enclosed:
        raise InputError("there is no text in this letter", where=source.where, remedy="hand in its text as .txt")
    yield from enclosed


def read_page(source: Source) -> Iterator[Report | InputError]:
    """The report of a page that a browser saved as one file of parts."""
    data = source.whole(html.LARGEST)
    with foreign("a saved page", source.where):
        whole = message_from_bytes(data, policy=policy.default)
        part = next((p for p in whole.walk() if p.get_content_type() == "text/html"), None)
        page = part.get_payload(decode=True) if part is not None else None
        address = str(whole["snapshot-content-location"] or (part and part["content-location"]) or "")
    if not isinstance(page, bytes):
        raise InputError("there is no page in it", where=source.where, remedy="save the page as .html")
    known = source.known.over(Metadata(url=address if address.startswith("http") else None))
    yield html.report(page, known, source.known_from, source.where)


def _head(letter: EmailMessage) -> Metadata:
    """What the head of the letter says. A list of readers names an outlet; else the sender's own host does."""
    name, address = next(iter(getaddresses([str(letter["from"] or "")])), ("", ""))
    host = address.rpartition("@")[2].lower()
    outlet = name if name and (letter["list-id"] or letter["list-unsubscribe"]) else host
    try:
        sent = parsedate_to_datetime(str(letter["date"])).date().isoformat()
    except (ValueError, TypeError, IndexError):
        sent = None
    return Metadata(
        outlet=outlet if outlet and host not in PRIVATE else None,
        authors=(name,) if name else (),
        published=sent,
        title=" ".join(str(letter["subject"] or "").split()) or None,
    )


def _paragraphs(letter: EmailMessage) -> list[str]:
    plain = letter.get_body(("plain",))
    if plain is not None:
        words = plain.get_content()
        words = QUOTED.sub("", WRITTEN.sub("", SIGNATURE.split(words)[0]))
        found = reflow.paragraphs(words)
        if found:
            return found
    rich = letter.get_body(("html",))
    return markup.paragraphs(rich.get_content()) if rich is not None else []


def _enclosed(letter: EmailMessage, known: Metadata) -> Iterator[Enclosed]:
    """Attachments that may be reports; they were published with the letter unless they say otherwise."""
    for part in letter.iter_attachments():
        name = part.get_filename() or ""
        data = part.get_payload(decode=True)
        if name.lower().endswith(ENCLOSURES) and isinstance(data, bytes):
            about = Metadata(outlet=known.outlet, published=known.published)
            yield Enclosed(name, data, about)
