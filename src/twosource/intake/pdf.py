"""`.pdf`: the text of its pages, by pypdf. Lines are joined to paragraphs; what every page repeats is left out."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator

from twosource.errors import InputError
from twosource.intake import reflow
from twosource.intake.decode import sha256
from twosource.intake.guard import foreign
from twosource.intake.report import Metadata, make
from twosource.intake.source import MB, Source
from twosource.records import Report

LARGEST = 64 * MB
MOST_PAGES = 500
NUMBER = re.compile(r"\d+")


def read(source: Source) -> Iterator[Report | InputError]:
    """The report of one file. Its own date is that of the file, not of the report, and is passed over."""
    data = source.whole(LARGEST)
    with foreign("PDF", source.where):
        pages, said = _pages(data, source.where)
    text = "\n\n".join(reflow.paragraphs("\n".join(_without_repeats(pages))))
    if not text:
        raise InputError(
            "there is no text in it, only pictures of pages", where=source.where, remedy="hand in its text as .txt"
        )
    yield make(text, source.known.over(said), sha256=sha256(data), where=source.where, published_from=source.known_from)


def _pages(data: bytes, where: str) -> tuple[list[str], Metadata]:
    from pypdf import PdfReader

    # It tells of every flaw that it mends; what it cannot mend it raises.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    file = PdfReader(io.BytesIO(data), strict=False)
    if file.is_encrypted and not file.decrypt(""):
        raise InputError("it is locked by a password", where=where, remedy="save it without one")
    if len(file.pages) > MOST_PAGES:
        raise InputError(
            f"it has {len(file.pages)} pages, more than {MOST_PAGES}", where=where, remedy="hand in the part you need"
        )
    pages = [page.extract_text() for page in file.pages]
    about = file.metadata
    title = str(about.title).strip() if about and about.title else ""
    author = str(about.author).strip() if about and about.author else ""
    # Programs that make PDF files put names of files there.
    named = title if " " in title and not re.search(r"\.\w{2,4}$", title) else None
    return pages, Metadata(title=named, authors=(author,) if author else ())


def _without_repeats(pages: list[str]) -> list[str]:
    """The pages without the lines that stand first or last on most of them: running heads and page numbers."""
    if len(pages) < 3:
        return pages
    rows = [[line for line in page.splitlines() if line.strip()] for page in pages]
    seen = Counter(key for lines in rows for key in {_shape(line) for line in (*lines[:2], *lines[-2:])})
    often = {key for key, count in seen.items() if count > len(pages) / 2}
    return [
        "\n".join(line for at, line in enumerate(lines) if 2 <= at < len(lines) - 2 or _shape(line) not in often)
        for lines in rows
    ]


def _shape(line: str) -> str:
    return NUMBER.sub("#", " ".join(line.split()))
