"""What people said of single things, as it is read from the tables, and what it makes of readings and voices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, select

from twosource.ledger import schema
from twosource.ledger.corrections import kept
from twosource.ledger.marks import KEEPS, standing
from twosource.ledger.packing import unpack
from twosource.records import Links, Mark, Reading


def marks_of(connection: Connection) -> tuple[Mark, ...]:
    """All marks, in the order in which they were made."""
    table = schema.marks
    rows = connection.execute(select(table.c.record).order_by(table.c.at, table.c.id)).scalars()
    return tuple(unpack(row, Mark) for row in rows)


def as_seen(connection: Connection, newest: Iterable[Reading], said: Sequence[Mark]) -> Iterator[Reading]:
    """Readings; a report of which a person has accepted or corrected something keeps the one that the person saw."""
    seen: dict[str, list[str]] = {}
    for each in standing(said):
        if each.kind in KEEPS and each.report:
            seen.setdefault(each.report, []).append(each.about.removeprefix("event:"))
    table = schema.readings
    for reading in newest:
        if reading.report not in seen:
            yield reading
            continue
        rows = connection.execute(
            select(table.c.record).where(table.c.report == reading.report).order_by(table.c.reader.desc())
        )
        yield kept([unpack(row, Reading) for row in rows.scalars()], seen[reading.report])


def rated(links: Links, said: Sequence[Mark]) -> Links:
    """The links with the reliability of voices as people set it."""
    set_ = {m.about.removeprefix("voice:"): m.value for m in standing(said) if m.kind == "reliability"}
    if not set_:
        return links
    grades = {links.voice_of.get(own, own): value for own, value in reversed(set_.items())}
    return replace(links, voices=tuple(replace(v, reliability=grades.get(v.id, v.reliability)) for v in links.voices))
