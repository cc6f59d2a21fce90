"""`.html`: a saved page. trafilatura finds the report in it; what the page says of itself comes before what it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from twosource.errors import InputError
from twosource.intake import page_facts
from twosource.intake.decode import looks_binary, sha256
from twosource.intake.guard import foreign
from twosource.intake.report import Metadata, make
from twosource.intake.source import MB, Source
from twosource.records import PublishedFrom, Report

LARGEST = 128 * MB
"""Bytes of a saved page with its pictures in it."""

LARGEST_MARKUP = 12 * MB
"""Bytes of a page without them. The longest live pages have 3 MB."""

FEWEST = 12
"""Words of a report; what trafilatura finds on fronts and error pages is shorter."""

INLINE = re.compile(rb"data:[\w/+.;=-]{0,80};base64,[A-Za-z0-9+/=%\s]{200,}")
"""Pictures and fonts that a browser saved within the page."""


def read(source: Source) -> Iterator[Report | InputError]:
    """The report of one page. The page's headline becomes the text's first line."""
    yield report(source.whole(LARGEST), source.known, source.known_from, source.where)


def report(data: bytes, known: Metadata, known_from: PublishedFrom, where: str) -> Report:
    """The report of the page `data`; `known` is what is known from outside it and comes first.

    Raises:
        InputError: it is no page, or no report was found on it.
    """
    markup = INLINE.sub(b"data:,", data)
    if len(markup) > LARGEST_MARKUP:
        raise InputError(
            f"a page of more than {LARGEST_MARKUP // MB} MB", where=where, remedy="save its text as .txt instead"
        )
    if looks_binary(markup):
        raise InputError("this is no page but binary data", where=where, remedy="save the page as HTML")
    with foreign("a page", where):
        text, title, said, guessed = _extracted(markup)
    if len(text.split()) < FEWEST:
        raise InputError("no report was found on this page", where=where, remedy="save its text as .txt instead")
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    title = known.title or title
    if title and paragraphs[0] != title:
        paragraphs.insert(0, title)
    origin: PublishedFrom = known_from if known.published else "page"
    whole = known.over(said).over(guessed)
    return make("\n\n".join(paragraphs), whole, sha256=sha256(data), where=where, published_from=origin)


def _extracted(markup: bytes) -> tuple[str, str | None, Metadata, Metadata]:
    """Text and title of the page, what it says about itself, and what trafilatura makes of it."""
    # Loaded here: a folder of plain texts should not wait for it.
    from trafilatura import bare_extraction, load_html

    tree = load_html(markup) if markup.strip() else None
    if tree is None:
        return "", None, Metadata(), Metadata()
    said = page_facts.facts(tree)
    page = bare_extraction(tree, fast=True, with_metadata=True, include_comments=False, include_tables=True)
    if page is None or isinstance(page, dict):
        return "", None, said, Metadata()
    title = (page.title or "").strip() or said.title
    guessed = Metadata(outlet=page.sitename or None, published=_iso(page.date), url=page.url or None, title=title)
    return (page.text or "").strip(), title, said, guessed


def _iso(words: str | None) -> str | None:
    try:
        return date.fromisoformat((words or "")[:10]).isoformat()
    except ValueError:
        return None
