"""One ledger: opened, added to, decided on, linked anew, asked.

Each call that writes is one transaction: a program killed at any moment leaves a ledger that opens and holds
all that was reported as taken in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import Connection, func, insert, select

from twosource.errors import InputError, LedgerError
from twosource.ledger import linked, marks, schema, words
from twosource.ledger.corrections import corrected
from twosource.ledger.database import AT_ONCE, Database, at, is_address, put
from twosource.ledger.held import Held, page_of, text_hash
from twosource.ledger.packing import pack, unpack
from twosource.ledger.said import as_seen, marks_of, rated
from twosource.ledger.shelf import Shelf, reports_of
from twosource.ledger.upgrade import stands, upgrade
from twosource.parts import parts
from twosource.records import (
    Decision,
    Holdings,
    Links,
    Mark,
    Reading,
    Record,
    Report,
    identity,
)


class Added(Record, frozen=True, kw_only=True):
    """What became of a batch: ids that are new, ids that lay there already, and what was refused by name."""

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    refused: tuple[InputError, ...] = ()


class Ledger:
    """A ledger in a file or on a server; several programs may read it while one writes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.where = database.where
        self.reading, self.writing = database.reading, database.writing
        self._shelf = Shelf()

    @classmethod
    def open(cls, where: str | Path, *, create: bool = False) -> Ledger:
        """The ledger at `where`, a file or postgresql://USER@HOST/NAME; with `create` a new one if nothing is there.

        Raises:
            LedgerError: there is none, it is something else, or it cannot be opened.
        """
        database = at(where, create)
        try:
            with database.reading() as connection:
                there = stands(connection, database.where)
            if there is None and not create and is_address(where):
                remedy = "make one: twosource run REPORTS --ledger ADDRESS"
                raise LedgerError("there is no such ledger", where=database.where, remedy=remedy)
            if not there:
                with database.writing() as connection:
                    upgrade(connection)
        except LedgerError:
            database.engine.dispose()
            raise
        return cls(database)

    def close(self) -> None:
        """Let go of it."""
        self._database.engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What comes in

    def sort(self, reports: Sequence[Report]) -> Added:
        """Which of these are new, which are known, and which bear an id of another text.

        Known is what has the id and text of a report that is held; and what came without an id of its own, if it is the
        very same bytes, or the same text from the same page. Where it lay is noted with the report that is held.
        """
        with self.writing() as connection:
            return _sorted(connection, reports)

    def add(self, read: Sequence[tuple[Report, Reading]], reader: int) -> Added:
        """Take in reports with their readings, all or none; what is there already is left as it is.

        `reader` is the version of the reading. A report that is held with an older reading gets the new one beside it.
        """
        at = _now()
        with self.writing() as connection:
            sorted_ = _sorted(connection, [report for report, _ in read])
            wanted = set(sorted_.new)
            for report, reading in read:
                if report.id in wanted:
                    wanted.discard(report.id)
                    _add_report(connection, report, at)
                elif report.id not in sorted_.known:
                    continue
                _note_places(connection, report.id, report.taken_from)
                put(connection, schema.readings, {"report": report.id, "reader": reader, "record": pack(reading)})
        return sorted_

    def unread(self, reader: int) -> Iterator[Report]:
        """Reports that have no reading of this version or a later one."""
        newest = select(schema.readings.c.report).where(schema.readings.c.reader >= reader)
        with self.reading() as connection:
            ids = list(
                connection.execute(
                    select(schema.reports.c.id).where(schema.reports.c.id.not_in(newest)).order_by(schema.reports.c.id)
                ).scalars()
            )
        for part in parts(ids, AT_ONCE):
            with self.reading() as connection:
                some = list(reports_of(connection, part))
            yield from some

    # What people decide

    def decide(self, decision: Decision) -> None:
        """Keep what a person said of a pair. Nothing is overwritten: a later word on the same pair stands."""
        with self.writing() as connection:
            put(connection, schema.decisions, {"id": decision.id, "at": decision.at, "record": pack(decision)})

    def mark(self, mark: Mark) -> None:
        """Keep what a person said of one thing. Nothing is overwritten: a later word of its kind stands."""
        with self.writing() as connection:
            put(connection, schema.marks, {"id": mark.id, "at": mark.at, "record": pack(mark)})

    def marks(self) -> tuple[Mark, ...]:
        """All that people said of one thing, in the order in which they said it."""
        with self.reading() as connection:
            return marks_of(connection)

    def marked(self) -> int:
        """How many marks there are: it grows with each."""
        with self.reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.marks)).scalar() or 0

    # What linking makes of it

    def facts(self) -> str:
        """A hash of all that links are made of: readings and decisions. It tells whether links are up to date."""
        with self.reading() as connection:
            newest = connection.execute(
                select(schema.readings.c.report, func.max(schema.readings.c.reader))
                .group_by(schema.readings.c.report)
                .order_by(schema.readings.c.report)
            )
            decided = connection.execute(select(schema.decisions.c.id).order_by(schema.decisions.c.id)).scalars()
            facts = [[list(row) for row in newest], list(decided)]
            reread = [m.id for m in marks_of(connection) if m.kind in marks.REREADS]
            return identity("f", *facts, *([reread] if reread else []))

    def note(self, name: str) -> str | None:
        """What was noted under `name`, for work that goes on from run to run; None where nothing was."""
        with self.reading() as connection:
            return connection.execute(select(schema.state.c.value).where(schema.state.c.name == name)).scalar()

    def keep_note(self, name: str, value: str) -> None:
        """Note it in place of what was noted before."""
        with self.writing() as connection:
            _note(connection, name, value)

    def linked_from(self) -> str | None:
        """The hash (with the version of linking) of the facts that the links in the ledger were made of."""
        return self.note(linked.NOTE)

    def is_linked(self) -> bool:
        """Whether the links were made of all facts that are here now."""
        return (self.linked_from() or "").endswith(self.facts())

    def replace_links(self, links: Links, made_from: str) -> None:
        """Put new links in place of the old ones. Ids of claims that are gone lead on to the claim that took their events."""
        with self.writing() as connection:
            before = self._shelf.links(connection)
            links = linked.with_aliases(links, linked.leads(before, links))
            linked.put(connection, before, links)
            found = index_of_links(links)
            if found != index_of_links(before):
                words.forget(connection, ("claim", "voice"))
                words.index(connection, found)
            _note(connection, linked.NOTE, made_from)
        self._shelf.put_links(made_from, links)

    # What it holds

    def holdings(self) -> Holdings:
        """All that views and exports need, as it stands at this moment."""
        with self.reading() as connection:
            facts = self._facts(connection)
            links = rated(self._shelf.links(connection), facts.marks)
            return replace(facts, links=links, pages=_pages(connection))

    def facts_held(self) -> Holdings:
        """All that links are made of: reports, readings, and what people said of them."""
        with self.reading() as connection:
            return self._facts(connection)

    def _facts(self, connection: Connection) -> Holdings:
        said = marks_of(connection)
        decided = connection.execute(
            select(schema.decisions.c.record).order_by(schema.decisions.c.at, schema.decisions.c.id)
        ).scalars()
        return Holdings(
            reports=self._shelf.reports(connection),
            readings=corrected(as_seen(connection, self._shelf.readings(connection), said), said),
            decisions=tuple(unpack(row, Decision) for row in decided),
            marks=said,
        )

    def count(self) -> int:
        """How many reports it holds."""
        with self.reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.reports)).scalar() or 0

    def search(self, query: str, limit: int = 20, marks: tuple[str, str] = ("[", "]")) -> list[words.Hit]:
        """Reports, claims and voices that have all words of `query`, best first; `marks` stand around what matched."""
        with self.reading() as connection:
            return words.search(connection, query, limit, marks)

    def damage(self) -> Iterator[str]:
        """What is wrong with the file itself and with the texts in it, one line each: by SQLite's own check and by hashes."""
        with self.reading() as connection:
            if connection.dialect.name == "sqlite":
                for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
                    if line != "ok":
                        yield f"the file is damaged: {line}"
            table = schema.reports
            every = select(table.c.id, table.c.text, table.c.record, table.c.text_sha256).order_by(table.c.id)
            for row in connection.execute(every.execution_options(yield_per=AT_ONCE)):
                if text_hash(unpack(row.record, Report).text or row.text) != row.text_sha256:
                    yield f"report {row.id}: its text is not the one that was taken in"


def _note(connection: Connection, name: str, value: str) -> None:
    put(connection, schema.state, {"name": name, "value": value}, replacing="value")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _sorted(connection: Connection, reports: Sequence[Report]) -> Added:
    """Which are new, known and refused; the places of the known ones are noted."""
    new: list[str] = []
    known: list[str] = []
    refused: list[InputError] = []
    held = Held.of(connection, reports)
    for report in reports:
        there = held.same(report)
        if there is not None:
            known.append(there)
            _note_places(connection, there, report.taken_from)
        elif report.id in held.texts:
            refused.append(
                InputError(
                    f"the id {report.id} is taken by another text",
                    where=", ".join(report.taken_from) or report.id,
                    remedy="give it an id of its own, or none",
                )
            )
        else:
            new.append(report.id)
            held.note(report)
    return Added(new=tuple(new), known=tuple(known), refused=tuple(refused))


def _column(text: str) -> str:
    """The text as every database can keep it: PostgreSQL has no place for the character NUL, and shows its picture."""
    return text.replace("\0", "\u2400")


def _add_report(connection: Connection, report: Report, at: str) -> None:
    text = _column(report.text)
    kept = replace(report, text="" if text == report.text else report.text, taken_from=())
    connection.execute(
        insert(schema.reports).values(
            id=report.id,
            text=text,
            text_sha256=text_hash(report.text),
            sha256=report.sha256,
            page=page_of(report),
            outlet=report.outlet and _column(report.outlet),
            published=report.published,
            taken_at=at,
            record=pack(kept),
        )
    )
    words.index(connection, [index_of_report(report)])


def index_of_report(report: Report) -> words.Row:
    """What a report is found by: title, outlet and body."""
    body = " ".join(report.text[p.start : p.end] for p in report.passages if p.kind != "aside")
    title = " ".join(w for w in (report.title, report.outlet) if w)
    return "report", report.id, _column(title), _column(body)


def index_of_links(links: Links) -> list[words.Row]:
    """What claims and voices are found by."""
    named = [v for v in links.voices if v.kind != "outlet"]
    return [
        *(("claim", c.id, _column(c.gist), "") for c in links.claims),
        *(("voice", v.id, _column(" ".join(p for p in (v.name, v.role) if p)), _column(v.org or "")) for v in named),
    ]


def _note_places(connection: Connection, report: str, places: Sequence[str]) -> None:
    for place in places:
        path = place.encode("utf-8", "backslashreplace").decode()  # a file's name may be no text
        put(connection, schema.lay_at, {"report": report, "path": path, "at": _now()})


def _pages(connection: Connection) -> tuple[tuple[str, ...], ...]:
    """Reports by the page they stood on, where it had several; a page whose order of reports is not known is left out."""
    table = schema.reports
    several = select(table.c.page).where(table.c.page.is_not(None)).group_by(table.c.page).having(func.count() > 1)
    rows = connection.execute(
        select(table.c.page, table.c.id, table.c.taken_at, table.c.published)
        .where(table.c.page.in_(several))
        .order_by(table.c.taken_at, table.c.id)
    )
    found: dict[str, list[tuple[tuple[str, str], str]]] = {}
    for page, id_, taken_at, published in rows:
        found.setdefault(page, []).append(((taken_at, str(published or "")), id_))
    pages = [sorted(page) for page in found.values() if len({when for when, _ in page}) == len(page)]
    return tuple(sorted(tuple(id_ for _, id_ in page) for page in pages))
