"""`.docx`: the paragraphs of a Word document, by python-docx, with what was inserted and without what was deleted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from twosource.errors import InputError
from twosource.intake.decode import sha256
from twosource.intake.guard import foreign
from twosource.intake.report import Metadata, make
from twosource.intake.source import MB, Source
from twosource.records import Report

LARGEST = 64 * MB
LARGEST_PART = 32 * MB
"""Bytes of the document itself once unpacked; a long book has 5 MB."""

LARGEST_UNPACKED = 256 * MB


def read(source: Source) -> Iterator[Report | InputError]:
    """The report of one document. Its own dates are those of the file and are passed over."""
    data = source.whole(LARGEST)
    with foreign("a Word document", source.where):
        _sizes(data, source.where)
        paragraphs, said = _paragraphs(data)
    if not paragraphs:
        raise InputError("there is no text in it", where=source.where, remedy="hand in its text as .txt")
    yield make(
        "\n\n".join(paragraphs),
        source.known.over(said),
        sha256=sha256(data),
        where=source.where,
        published_from=source.known_from,
    )


def _sizes(data: bytes, where: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sizes = [(info.filename, info.file_size) for info in parts.infolist()]
    markup = max((size for name, size in sizes if name.endswith((".xml", ".rels"))), default=0)
    if markup > LARGEST_PART or sum(size for _, size in sizes) > LARGEST_UNPACKED:
        raise InputError(
            f"it unpacks to more than {LARGEST_UNPACKED // MB} MB, or its text to more than {LARGEST_PART // MB} MB",
            where=where,
            remedy="hand in its text as .txt",
        )


def _paragraphs(data: bytes) -> tuple[list[str], Metadata]:
    from docx import Document
    from docx.oxml.ns import qn

    words, tab, breaks, deleted = qn("w:t"), qn("w:tab"), (qn("w:br"), qn("w:cr")), qn("w:del")
    document = Document(io.BytesIO(data))

    def text(paragraph: Any) -> str:
        found = []
        for part in paragraph.iter(words, tab, *breaks):
            if any(True for _ in part.iterancestors(deleted)):
                continue
            found.append(part.text or "" if part.tag == words else "\n" if part.tag in breaks else " ")
        return "".join(found)

    lines = [
        " ".join(line.split())
        for paragraph in document.element.body.iter(qn("w:p"))
        for line in text(paragraph).split("\n")
    ]
    about = document.core_properties
    author = (about.author or "").strip()
    known = Metadata(
        title=(about.title or "").strip() or None,
        authors=(author,) if author and author != "python-docx" else (),
    )
    return [line for line in lines if line], known
