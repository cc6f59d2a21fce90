"""`.warc` and `.warc.gz`: pages of a web archive (ISO 28500) as they were answered, by warcio, one at a time.

`.wacz` is a ZIP of such archives. An archive of the news has pages without a report by the thousand (fronts, lists);
they are told together at its end and not one by one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from twosource.errors import InputError
from twosource.intake import html
from twosource.intake.guard import foreign, inflated, swells
from twosource.intake.report import Metadata
from twosource.intake.source import MB, Source
from twosource.records import Report

PAGES = ("text/html", "application/xhtml+xml")
LARGEST_WACZ = 8192 * MB


def read(source: Source) -> Iterator[Report | InputError]:
    """A report for each page that was answered with success."""
    yield from _pages(source.stream, source)


def read_wacz(source: Source) -> Iterator[Report | InputError]:
    """The same for all archives within a WACZ file."""
    stream = source.stream if source.stream.seekable() else io.BytesIO(source.whole(512 * MB))
    with foreign("WACZ", source.where):
        packed = zipfile.ZipFile(stream)
        archives = [i for i in packed.infolist() if i.filename.lower().endswith((".warc", ".warc.gz"))]
    if not archives:
        raise InputError("there is no web archive in it", where=source.where, remedy="hand in a .wacz or a .warc.gz")
    for info in sorted(archives, key=lambda i: i.filename):
        with foreign("WACZ", source.where):
            swells(info.compress_size, info.file_size, source.where)
            part = packed.open(info)
        with part:
            yield from _pages(cast(BinaryIO, part), source)


def _pages(stream: BinaryIO, source: Source) -> Iterator[Report | InputError]:
    empty: list[str] = []
    for address, page in _answers(stream, source.where):
        if isinstance(page, InputError):
            yield page
            continue
        where = f"{source.where}: {address}"
        try:
            yield html.report(page, source.known.over(Metadata(url=address)), source.known_from, where)
        except InputError as fault:
            if page.strip() and "no report" not in fault.what:
                yield fault
            else:
                empty.append(address)
    if empty:
        yield InputError(
            f"{len(empty):,} pages without a report, such as {empty[0]}",
            where=source.where,
            remedy="nothing to do, unless you miss one: save its text as .txt",
        )


def _answers(stream: BinaryIO, where: str) -> Iterator[tuple[str, bytes | InputError]]:
    """Addresses with the pages that were answered; a fault of the archive ends it and is named."""
    from warcio.archiveiterator import ArchiveIterator

    records: Iterator[Any] = iter(())
    address = where
    while True:
        page: bytes | None = None
        try:
            with foreign("a web archive", where):
                if address is where:
                    records = iter(ArchiveIterator(inflated(stream, where), no_record_parse=False))
                record = next(records, None)
                if record is not None:
                    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>") or "?"
                    page = _page(record)
        except InputError as fault:
            yield address, fault
            return
        if record is None:
            return
        if page is not None and len(page) > html.LARGEST:
            yield address, InputError("a page too large", where=f"{where}: {address}", remedy="save its text as .txt")
        elif page is not None:
            yield address, page


def _page(record: Any) -> bytes | None:
    """The page of a record, unpacked as its head says; None for anything else. At most one byte more than is taken."""
    if record.rec_type == "response":
        head = record.http_headers
        if head is None or head.get_statuscode() != "200":
            return None
        kind = head.get_header("Content-Type") or ""
    elif record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type") or ""
    else:
        return None
    if not kind.lower().startswith(PAGES):
        return None
    data: bytes = record.content_stream().read(html.LARGEST + 1)
    return data
