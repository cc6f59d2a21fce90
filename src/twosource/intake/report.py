"""From text and what is known about it to a Report."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from twosource.errors import InputError
from twosource.intake import languages, publication
from twosource.intake.passages import divide
from twosource.records import PublishedFrom, Record, Report, id_of_bytes


class Metadata(Record, frozen=True, kw_only=True):
    """What is known about a report beside its text, all as it was given."""

    id: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    encoding: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """What is known here, and where nothing is, what is known there."""
        missing = {n: v for n in self.__struct_fields__ if not getattr(self, n) and (v := getattr(other, n))}
        return replace(self, **missing)


FIELDS = tuple(name for name in Metadata.__struct_fields__ if name != "authors")


def metadata(fields: dict[str, Any], where: str) -> Metadata:
    """Metadata from a JSON or TOML object; keys that are not ours are passed over, numbers as ids are taken.

    Raises:
        InputError: a field of ours holds something other than text.
    """
    known: dict[str, str | None] = {}
    for key in FIELDS:
        value = fields.get(key)
        if isinstance(value, (date, datetime)):
            value = value.isoformat()
        if key == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise InputError(
                f"`{key}` must be text, not {value!r}", where=where, remedy=f"write {key} as a string or leave it out"
            )
        known[key] = value.replace("\0", "").strip() or None if isinstance(value, str) else None
    named = fields.get("authors") or fields.get("author") or ()
    names = [named] if isinstance(named, str) else named if isinstance(named, list) else ()
    return Metadata(**known, authors=tuple(n.strip() for n in names if isinstance(n, str) and n.strip()))


def day(words: str | None, where: str) -> date | None:
    """The civil day of an ISO date or date-time, as the text gives it (no time zone is applied).

    Raises:
        InputError: it is no such date.
    """
    if words is None:
        return None
    try:
        return datetime.fromisoformat(words.replace("Z", "+00:00")).date()
    except ValueError as fault:
        raise InputError(
            f"`published` is no ISO date: {words!r}", where=where, remedy="write it as 2022-09-13"
        ) from fault


def make(text: str, known: Metadata, *, sha256: str, where: str, published_from: PublishedFrom = "given") -> Report:
    """A report of `text` as it stands; what is not known is read off address and text where it stands there.

    Args:
        text: the report, kept to the character.
        known: what is known about it.
        sha256: hash of the bytes it came in; without an id of its own, the report is known by them.
        where: file, or file and line.
        published_from: where `known.published` comes from.

    Raises:
        InputError: the text is empty, or `known.published` is no ISO date.
    """
    if not text.strip():
        raise InputError("there is no text in it", where=where, remedy="hand in the report's text")
    passages = divide(text, known.title)
    published, origin = day(known.published, where), published_from
    if published is None:
        published, origin = publication.published_in_text(text, passages), "text"
    if published is None:
        published, origin = publication.published_in_url(known.url), "url"
    outlet = known.outlet or publication.outlet_of_url(known.url) or publication.outlet_in_text(text, passages)
    headline = next((text[p.start : p.end].splitlines()[0] for p in passages if p.kind == "title"), None)
    return Report(
        id=known.id or id_of_bytes(sha256),
        text=text,
        sha256=sha256,
        passages=passages,
        outlet=outlet,
        authors=known.authors,
        url=known.url,
        title=known.title or headline,
        published=published,
        published_from=origin if published else None,
        language=languages.settled(known.language, text),
        taken_from=(where,),
    )
