"""`.csv` and `.tsv`: a row a report. Which column holds what is told by the headings, by the user, or by a file beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from twosource.errors import InputError
from twosource.intake.companion import fields_beside
from twosource.intake.decode import sha256, text_of
from twosource.intake.publication import day_in
from twosource.intake.report import FIELDS, make, metadata
from twosource.intake.source import MB, Source
from twosource.records import Report

LARGEST = 512 * MB
LONGEST_CELL = 16 * MB
OURS = ("text", "authors", *(name for name in FIELDS if name != "encoding"))
USUAL = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext"),
    "outlet": ("outlet", "source", "publisher", "publication", "site", "domain", "source_name"),
    "published": ("published", "date", "published_at", "publish_date", "date_published", "datetime", "pubdate"),
    "url": ("url", "link", "address", "source_url"),
    "title": ("title", "headline"),
    "authors": ("authors", "author", "byline"),
    "language": ("language", "lang"),
    "id": ("id",),
}
"""Headings that are understood without being told, folded to lower case and underscores."""


def read(source: Source) -> Iterator[Report | InputError]:
    """A report a row; a row that is none is named by the number of its line, and the rest goes in."""
    beside = fields_beside(Path(source.where)) if source.where != "-" else None
    said: dict[str, Any] = beside[0] if beside else {}
    encoding = said.get("encoding")
    text = text_of(source.whole(LARGEST), source.where, encoding if isinstance(encoding, str) else None)
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), _dialect(text, source.where), strict=True)
        headings = next(rows, [])
        given = source.options.columns or said.get("columns") or {}
        if not isinstance(given, Mapping):
            raise InputError("`columns` is no table", where=source.where, remedy='write: [columns] text = "Heading"')
        columns = mapping(headings, given, source.where)
        yield from _reports(rows, columns, len(headings), source)
    except csv.Error as fault:
        raise InputError(
            f"no table of columns: {fault}", where=source.where, remedy="save it as CSV with quotation marks"
        ) from fault
    finally:
        csv.field_size_limit(before)


def mapping(headings: list[str], given: Mapping[str, Any], where: str) -> dict[str, int]:
    """The number of the column for each field of ours: as given, else where a heading is a usual one.

    Raises:
        InputError: a column was named that is not there, a field that is not ours, or nothing holds the text.
    """
    folded = {"_".join(h.lower().split()): at for at, h in reversed(list(enumerate(headings)))}
    columns: dict[str, int] = {}
    for ours, heading in given.items():
        at = headings.index(heading) if heading in headings else folded.get("_".join(str(heading).lower().split()))
        if ours not in OURS or at is None:
            raise InputError(
                f"there is no column {heading!r}" if ours in OURS else f"there is no field {ours!r}",
                where=where,
                remedy=f"columns: {', '.join(headings)[:200]}; fields: {', '.join(OURS)}",
            )
        columns[ours] = at
    for ours, names in USUAL.items():
        at = next((folded[n] for n in names if n in folded and folded[n] not in columns.values()), None)
        if ours not in columns and at is not None:
            columns[ours] = at
    if "text" not in columns:
        raise InputError(
            "no column holds the text of the reports",
            where=where,
            remedy=f"name it with --columns text=HEADING; columns: {', '.join(headings)[:200]}",
        )
    return columns


def _reports(rows: Any, columns: dict[str, int], width: int, source: Source) -> Iterator[Report | InputError]:
    start = rows.line_num + 1
    for row in rows:
        where, start = f"{source.where}:{start}", rows.line_num + 1
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != width:
            yield InputError(
                f"{len(row)} columns where the headings are {width}", where=where, remedy="see to its quotation marks"
            )
            continue
        fields: dict[str, Any] = {ours: row[at] for ours, at in columns.items() if row[at].strip()}
        fields["published"] = _iso(fields.get("published"))
        try:
            known = metadata(fields, where)
            data = msgspec.json.encode(fields, order="deterministic")
            yield make(fields.get("text", ""), known, sha256=sha256(data), where=where)
        except InputError as fault:
            yield fault


def _dialect(text: str, where: str) -> type[csv.Dialect]:
    """Comma, semicolon or tabulator, whichever the headings hold most of."""
    heading = text[: text.find("\n") if "\n" in text else len(text)]
    best = "\t" if where.lower().endswith(".tsv") else max(",;\t", key=heading.count)

    class Table(csv.excel):
        delimiter = best

    return Table


def _iso(words: str | None) -> str | None:
    """An ISO day from the words of a cell; words that are no date stay, so that they are named."""
    if words is None:
        return None
    try:
        return datetime.fromisoformat(words.strip().replace("Z", "+00:00")).isoformat()
    except ValueError:
        day = day_in(words)
        return day.isoformat() if day else words
