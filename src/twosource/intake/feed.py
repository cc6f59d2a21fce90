"""RSS and Atom: the entries of a feed, by feedparser. An entry carries the report itself or leads to it."""

from __future__ import annotations

import calendar
import io
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec

from twosource.addresses import is_web
from twosource.errors import InputError
from twosource.intake import markup
from twosource.intake.decode import sha256
from twosource.intake.guard import foreign
from twosource.intake.report import Metadata, make
from twosource.intake.source import MB, Source
from twosource.records import Record, Report

LARGEST = 16 * MB
MOST = 2000
"""Entries of one feed that are looked at, the first ones; a feed holds its newest first."""


class Entry(Record, frozen=True, kw_only=True):
    """One entry: what is known of its report, its paragraphs, and `key`, by which the feed itself tells entries apart."""

    key: str
    known: Metadata
    paragraphs: tuple[str, ...]

    def report(self, where: str) -> Report:
        """The report as the entry carries it, its title as headline.

        Raises:
            InputError: there is no text in it.
        """
        title = self.known.title
        headed = [title] if title and (not self.paragraphs or self.paragraphs[0] != title) else []
        if not self.paragraphs:
            raise InputError("an entry without words", where=where, remedy="hand in the page that it leads to")
        data = msgspec.json.encode(self, order="deterministic")
        text = "\n\n".join([*headed, *self.paragraphs])
        return make(text, self.known, sha256=sha256(data), where=where, published_from="feed")


def read(source: Source) -> Iterator[Report | InputError]:
    """A report for each entry of a saved feed."""
    for entry in entries(source.whole(LARGEST), source.where):
        try:
            yield entry.report(f"{source.where}: {entry.known.url or entry.key}")
        except InputError as fault:
            yield fault


def entries(data: bytes, where: str) -> list[Entry]:
    """Entries of the feed `data` in its order.

    Raises:
        InputError: it is no feed.
    """
    import feedparser

    with foreign("a feed", where):
        # A stream, for what looks like an address would be fetched. Markup is left as it is; only its words are taken.
        whole: Any = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
        if not whole.get("version") and not whole.entries:
            raise InputError("this is no RSS or Atom feed", where=where, remedy="look at what the address gives")
        outlet = _words(whole.feed.get("title"))
        return [_entry(entry, outlet) for entry in whole.entries[:MOST]]


def _entry(entry: Any, outlet: str | None) -> Entry:
    bodies = [c.get("value") or "" for c in entry.get("content") or []] + [entry.get("summary") or ""]
    link = str(entry.get("link") or "")
    title = _words(entry.get("title"))
    known = Metadata(
        outlet=_words((entry.get("source") or {}).get("title")) or outlet,
        authors=tuple(dict.fromkeys(n for a in entry.get("authors") or [] if (n := _words(a.get("name"))))),
        published=_day(entry),
        url=link if is_web(link) else None,
        title=title,
    )
    key = str(entry.get("id") or link or title or "")
    return Entry(key=key, known=known, paragraphs=tuple(markup.paragraphs(max(bodies, key=len))))


def _words(value: Any) -> str | None:
    return " ".join(markup.paragraphs(value)) or None if isinstance(value, str) else None


def _day(entry: Any) -> str | None:
    """The day as the feed writes it, in its own time zone; feedparser's reading of it where that is all there is."""
    for field in ("published", "updated", "created"):
        words = entry.get(field)
        if not isinstance(words, str):
            continue
        for parse in (lambda w: datetime.fromisoformat(w.replace("Z", "+00:00")), parsedate_to_datetime):
            try:
                return parse(words.strip()).date().isoformat()
            except (ValueError, TypeError, IndexError, OverflowError):
                continue
        parsed = entry.get(f"{field}_parsed")
        if isinstance(parsed, time.struct_time):
            try:
                return datetime.fromtimestamp(calendar.timegm(parsed), UTC).date().isoformat()
            except (ValueError, OverflowError, OSError):
                continue
    return None
