"""`.html`: a saved page. trafilatura finds the report in it; date, outlet and title come from its metadata."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from twosource.errors import InputError
from twosource.intake.decode import looks_binary, sha256
from twosource.intake.report import Metadata, make
from twosource.records import Report


def read(path: Path, data: bytes) -> Iterator[Report | InputError]:
    """The report of one page, or why there is none. The page's headline becomes the text's first line."""
    try:
        yield _report(path, data)
    except InputError as fault:
        yield fault


def _report(path: Path, data: bytes) -> Report:
    # Loaded here: a folder of plain texts should not wait for it.
    from trafilatura import bare_extraction

    if looks_binary(data):
        raise InputError("this is no page but binary data", where=str(path), remedy="save the page as HTML")
    page = (
        bare_extraction(data, fast=True, with_metadata=True, include_comments=False, include_tables=True)
        if data.strip()
        else None
    )
    if isinstance(page, dict):  # pragma: no cover - only with as_dict
        page = None
    body = (page.text or "").strip() if page else ""
    if page is None or not body:
        raise InputError("no report was found on this page", where=str(path), remedy="save its text as .txt instead")
    title = (page.title or "").strip() or None
    paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
    if title and paragraphs[0] != title:
        paragraphs.insert(0, title)
    text = "\n\n".join(paragraphs)
    known = Metadata(
        outlet=page.sitename or None,
        published=page.date or None,
        url=page.url or None,
        title=title,
        language=page.language,
    )
    return make(text, known, sha256=sha256(data), where=str(path), published_from="page")
