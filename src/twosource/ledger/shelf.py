"""What was taken out of a ledger before, so that a program that goes on running takes out only what is new.

A report and a reading are never changed, and links change as a whole with the note of what they were made of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from twosource.ledger import linked, schema
from twosource.ledger.database import AT_ONCE
from twosource.ledger.packing import unpack
from twosource.parts import parts
from twosource.records import Links, Reading, Report


class Shelf:
    """Reports, readings and links as they were last taken out."""

    def __init__(self) -> None:
        self._reports: dict[str, Report] = {}
        self._readings: dict[tuple[str, int], Reading] = {}
        self._links: tuple[str, Links] | None = None

    def reports(self, connection: Connection) -> tuple[Report, ...]:
        """All reports in the order of ids."""
        ids = list(connection.execute(select(schema.reports.c.id).order_by(schema.reports.c.id)).scalars())
        for part in parts((i for i in ids if i not in self._reports), AT_ONCE):
            self._reports |= {report.id: report for report in reports_of(connection, part)}
        lain = _places(connection)
        for i in ids:
            if self._reports[i].taken_from != lain[i]:  # it was met again at another place
                self._reports[i] = replace(self._reports[i], taken_from=lain[i])
        return tuple(self._reports[i] for i in ids)

    def readings(self, connection: Connection) -> Iterator[Reading]:
        """The newest reading of each report, in the order of reports."""
        table = schema.readings
        newest = select(table.c.report, func.max(table.c.reader)).group_by(table.c.report).order_by(table.c.report)
        wanted = [(report, reader) for report, reader in connection.execute(newest)]
        for part in parts((key for key in wanted if key not in self._readings), AT_ONCE):
            reader_of = dict(part)
            rows = select(table.c.report, table.c.reader, table.c.record).where(table.c.report.in_(reader_of))
            for report, reader, record in connection.execute(rows):
                if reader == reader_of[report]:
                    self._readings[report, reader] = unpack(record, Reading)
        return (self._readings[key] for key in wanted)

    def links(self, connection: Connection) -> Links:
        """The links of this moment."""
        made_from = connection.execute(select(schema.state.c.value).where(schema.state.c.name == linked.NOTE)).scalar()
        if self._links is None or self._links[0] != made_from:
            found = linked.links_of(connection)
            if made_from is None:
                return found
            self._links = (made_from, found)
        return self._links[1]

    def put_links(self, made_from: str, links: Links) -> None:
        """What the ledger has now."""
        self._links = (made_from, links)


def reports_of(connection: Connection, ids: Sequence[str]) -> Iterator[Report]:
    """The reports with these ids, in the order of ids."""
    places = _places(connection, ids)
    table = schema.reports
    rows = connection.execute(
        select(table.c.id, table.c.text, table.c.record).where(table.c.id.in_(ids)).order_by(table.c.id)
    )
    for row in rows:
        kept = unpack(row.record, Report)
        yield replace(kept, text=kept.text or row.text, taken_from=places[row.id])


def _places(connection: Connection, ids: Sequence[str] | None = None) -> defaultdict[str, tuple[str, ...]]:
    """Where reports lay; those with these ids, or all."""
    table = schema.lay_at
    rows = select(table.c.report, table.c.path).order_by(table.c.report, table.c.path)
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for report, path in connection.execute(rows if ids is None else rows.where(table.c.report.in_(ids))):
        found[report] += (path,)
    return found
