"""One ledger: opened, added to, decided on, linked anew, asked.

Each call that writes is one transaction: a program killed at any moment leaves a ledger that opens and holds
all that was reported as taken in.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, create_engine, delete, event, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DBAPIError

from twosource.errors import InputError, LedgerError
from twosource.ledger import marks, schema, words
from twosource.ledger.corrections import corrected, kept
from twosource.ledger.packing import pack, unpack
from twosource.ledger.upgrade import stands, upgrade
from twosource.records import (
    Claim,
    Copy,
    Decision,
    Holdings,
    Links,
    Mark,
    Reading,
    Record,
    Report,
    Story,
    Voice,
    VoicePair,
    identity,
)

KINDS: dict[str, type[Any]] = {
    "voices": Voice,
    "claims": Claim,
    "copies": Copy,
    "stories": Story,
    "voice_pairs": VoicePair,
}
AT_ONCE = 500
"""Ids in one question to the database."""


class Added(Record, frozen=True, kw_only=True):
    """What became of a batch: ids that are new, ids that lay there already, and what was refused by name."""

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    refused: tuple[InputError, ...] = ()


class Ledger:
    """A ledger in one SQLite file; several programs may read it while one writes."""

    def __init__(self, engine: Any, where: str) -> None:
        self._engine = engine
        self.where = where

    @classmethod
    def open(cls, where: str | Path, *, create: bool = False) -> Ledger:
        """The ledger at `where`; with `create` a new one if nothing is there.

        Raises:
            LedgerError: there is none, it is something else, or it cannot be opened.
        """
        path = Path(where)
        if not path.exists() and not create:
            raise LedgerError(
                "there is no such ledger", where=str(path), remedy=f"make one: twosource run REPORTS --ledger {path}"
            )
        if path.is_dir() or not path.absolute().parent.is_dir():
            raise LedgerError("no ledger can lie there", where=str(path), remedy="name a file in a folder that exists")
        engine = create_engine(f"sqlite:///{path}")
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        ledger = cls(engine, str(path))
        with ledger._reading() as connection:
            current = path.stat().st_size > 0 and stands(connection, str(path))
        if not current:
            with ledger._writing() as connection:
                upgrade(connection)
        return ledger

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What comes in

    def sort(self, reports: Sequence[Report]) -> Added:
        """Which of these are new, which are known (where they lay is noted), and which bear an id of another text."""
        new: dict[str, Report] = {}
        known: list[str] = []
        refused: list[InputError] = []
        with self._writing() as connection:
            held = self._hashes(connection, [r.id for r in reports])
            for report in reports:
                there = held.get(report.id) or (_hash(new[report.id].text) if report.id in new else None)
                if there is None:
                    new[report.id] = report
                elif there != _hash(report.text):
                    refused.append(
                        InputError(
                            f"the id {report.id} is taken by another text",
                            where=", ".join(report.taken_from) or report.id,
                            remedy="give it an id of its own, or none",
                        )
                    )
                else:
                    known.append(report.id)
                    if report.id in held:
                        _note_places(connection, report)
        return Added(new=tuple(new), known=tuple(known), refused=tuple(refused))

    def add(self, read: Sequence[tuple[Report, Reading]], reader: int) -> Added:
        """Take in reports with their readings, all or none; what is there already is left as it is.

        `reader` is the version of the reading. A report that is held with an older reading gets the new one beside it.
        """
        sorted_ = self.sort([report for report, _ in read])
        wanted = set(sorted_.new)
        at = _now()
        with self._writing() as connection:
            for report, reading in read:
                if report.id in wanted:
                    wanted.discard(report.id)
                    _add_report(connection, report, at)
                elif report.id not in sorted_.known:
                    continue
                _note_places(connection, report)
                connection.execute(
                    upsert(schema.readings)
                    .values(report=report.id, reader=reader, record=pack(reading))
                    .on_conflict_do_nothing()
                )
        return sorted_

    def unread(self, reader: int) -> Iterator[Report]:
        """Reports that have no reading of this version or a later one."""
        newest = select(schema.readings.c.report).where(schema.readings.c.reader >= reader)
        with self._reading() as connection:
            ids = list(
                connection.execute(
                    select(schema.reports.c.id).where(schema.reports.c.id.not_in(newest)).order_by(schema.reports.c.id)
                ).scalars()
            )
        for start in range(0, len(ids), AT_ONCE):
            with self._reading() as connection:
                yield from _reports(connection, ids[start : start + AT_ONCE])

    def _hashes(self, connection: Connection, ids: Sequence[str]) -> dict[str, str]:
        table = schema.reports
        out: dict[str, str] = {}
        for start in range(0, len(ids), AT_ONCE):
            rows = connection.execute(
                select(table.c.id, table.c.text_sha256).where(table.c.id.in_(ids[start : start + AT_ONCE]))
            )
            out |= {row.id: row.text_sha256 for row in rows}
        return out

    # What people decide

    def decide(self, decision: Decision) -> None:
        """Keep what a person said of a pair. Nothing is overwritten: a later word on the same pair stands."""
        with self._writing() as connection:
            connection.execute(
                upsert(schema.decisions)
                .values(id=decision.id, at=decision.at, record=pack(decision))
                .on_conflict_do_nothing()
            )

    def mark(self, mark: Mark) -> None:
        """Keep what a person said of one thing. Nothing is overwritten: a later word of its kind stands."""
        with self._writing() as connection:
            connection.execute(
                upsert(schema.marks).values(id=mark.id, at=mark.at, record=pack(mark)).on_conflict_do_nothing()
            )

    def marks(self) -> tuple[Mark, ...]:
        """All that people said of one thing, in the order in which they said it."""
        with self._reading() as connection:
            return _marks(connection)

    def marked(self) -> int:
        """How many marks there are: it grows with each."""
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.marks)).scalar() or 0

    # What linking makes of it

    def facts(self) -> str:
        """A hash of all that links are made of: readings and decisions. It tells whether links are up to date."""
        with self._reading() as connection:
            newest = connection.execute(
                select(schema.readings.c.report, func.max(schema.readings.c.reader))
                .group_by(schema.readings.c.report)
                .order_by(schema.readings.c.report)
            )
            decided = connection.execute(select(schema.decisions.c.id).order_by(schema.decisions.c.id)).scalars()
            facts = [[list(row) for row in newest], list(decided)]
            reread = [m.id for m in _marks(connection) if m.kind in marks.REREADS]
            return identity("f", *facts, *([reread] if reread else []))

    def linked_from(self) -> str | None:
        """The hash (with the version of linking) of the facts that the links in the ledger were made of."""
        with self._reading() as connection:
            return connection.execute(select(schema.state.c.value).where(schema.state.c.name == "linked")).scalar()

    def replace_links(self, links: Links, made_from: str) -> None:
        """Put new links in place of the old ones. Ids of claims that are gone lead on to the claim that took their events."""
        home = {e: c.id for c in links.claims for e in c.events}
        here = {c.id for c in links.claims}
        with self._writing() as connection:
            before = [unpack(row, Claim) for row in _records(connection, "claims")]
            leads = dict(connection.execute(select(schema.aliases.c.alias, schema.aliases.c.claim)).all())
            for claim in before:
                moved = next((home[e] for e in claim.events if e in home), None)
                if claim.id not in here and moved is not None:
                    leads[claim.id] = moved
                    leads |= {alias: moved for alias, to in leads.items() if to == claim.id}
            connection.execute(delete(schema.aliases))
            standing = [{"alias": a, "claim": c} for a, c in sorted(leads.items()) if a not in here and c in here]
            if standing:
                connection.execute(insert(schema.aliases), standing)
            connection.execute(delete(schema.links))
            rows: list[dict[str, Any]] = [{"kind": "voice_of", "at": 0, "record": pack(links.voice_of)}]
            for kind in KINDS:
                rows += [{"kind": kind, "at": n, "record": pack(r)} for n, r in enumerate(getattr(links, kind))]
            connection.execute(insert(schema.links), rows)
            words.forget(connection, ("claim", "voice"))
            words.index(connection, [("claim", c.id, c.gist, "") for c in links.claims])
            words.index(
                connection,
                [
                    ("voice", v.id, " ".join(p for p in (v.name, v.role) if p), v.org or "")
                    for v in links.voices
                    if v.kind != "outlet"
                ],
            )
            connection.execute(
                upsert(schema.state)
                .values(name="linked", value=made_from)
                .on_conflict_do_update(index_elements=["name"], set_={"value": made_from})
            )

    # What it holds

    def holdings(self) -> Holdings:
        """All that views and exports need, as it stands at this moment."""
        with self._reading() as connection:
            ids = list(connection.execute(select(schema.reports.c.id).order_by(schema.reports.c.id)).scalars())
            reports = tuple(
                r for start in range(0, len(ids), AT_ONCE) for r in _reports(connection, ids[start : start + AT_ONCE])
            )
            table = schema.readings
            newest = (
                select(table.c.report, func.max(table.c.reader).label("reader")).group_by(table.c.report).subquery()
            )
            rows = connection.execute(
                select(table.c.record)
                .join(newest, (table.c.report == newest.c.report) & (table.c.reader == newest.c.reader))
                .order_by(table.c.report)
            ).scalars()
            said = _marks(connection)
            readings = corrected(_as_seen(connection, (unpack(row, Reading) for row in rows), said), said)
            decided = connection.execute(
                select(schema.decisions.c.record).order_by(schema.decisions.c.at, schema.decisions.c.id)
            ).scalars()
            decisions = tuple(unpack(row, Decision) for row in decided)
            links = _rated(_links(connection), said)
            return Holdings(reports=reports, readings=readings, links=links, decisions=decisions, marks=said)

    def count(self) -> int:
        """How many reports it holds."""
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.reports)).scalar() or 0

    def search(self, query: str, limit: int = 20, marks: tuple[str, str] = ("[", "]")) -> list[words.Hit]:
        """Reports, claims and voices that have all words of `query`, best first; `marks` stand around what matched."""
        with self._reading() as connection:
            return words.search(connection, query, limit, marks)

    def damage(self) -> Iterator[str]:
        """What is wrong with the file itself and with the texts in it, one line each: by SQLite's own check and by hashes."""
        with self._reading() as connection:
            for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
                if line != "ok":
                    yield f"the file is damaged: {line}"
            table = schema.reports
            for row in connection.execute(select(table.c.id, table.c.text, table.c.text_sha256).order_by(table.c.id)):
                if _hash(row.text) != row.text_sha256:
                    yield f"report {row.id}: its text is not the one that was taken in"

    # How it speaks to the file

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as fault:
            raise LedgerError(str(fault.orig), where=self.where, remedy=_remedy(str(fault.orig))) from fault

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                yield connection
        except DBAPIError as fault:
            raise LedgerError(str(fault.orig), where=self.where, remedy=_remedy(str(fault.orig))) from fault


def _prepare(connection: Any, _: object) -> None:
    """A log ahead of the file, forced to the disk with each transaction; wait for a program that writes just now."""
    connection.isolation_level = None  # transactions are ours to begin
    for setting in ("busy_timeout=30000", "synchronous=FULL", "cache_size=-65536"):
        connection.execute(f"PRAGMA {setting}")
    with suppress(sqlite3.OperationalError):  # one that may only be read stays as it is
        connection.execute("PRAGMA journal_mode=WAL")


def _remedy(fault: str) -> str:
    if "not a database" in fault:
        return "name a ledger, or a file that is not there yet"
    if "locked" in fault:
        return "another program writes to it; try again when that is done"
    if "readonly" in fault or "unable to open" in fault:
        return "see to the rights of the file and its folder"
    if "full" in fault:
        return "make room on the disk and run the same command again"
    return "look at it with: twosource check"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _add_report(connection: Connection, report: Report, at: str) -> None:
    connection.execute(
        insert(schema.reports).values(
            id=report.id,
            text=report.text,
            text_sha256=_hash(report.text),
            outlet=report.outlet,
            published=report.published,
            taken_at=at,
            record=pack(replace(report, text="", taken_from=())),
        )
    )
    body = " ".join(report.text[p.start : p.end] for p in report.passages if p.kind != "aside")
    words.index(connection, [("report", report.id, " ".join(w for w in (report.title, report.outlet) if w), body)])


def _note_places(connection: Connection, report: Report) -> None:
    for path in report.taken_from:
        connection.execute(
            upsert(schema.lay_at).values(report=report.id, path=path, at=_now()).on_conflict_do_nothing()
        )


def _marks(connection: Connection) -> tuple[Mark, ...]:
    table = schema.marks
    rows = connection.execute(select(table.c.record).order_by(table.c.at, table.c.id)).scalars()
    return tuple(unpack(row, Mark) for row in rows)


def _as_seen(connection: Connection, newest: Iterable[Reading], said: Sequence[Mark]) -> Iterator[Reading]:
    """Readings; a report of which a person has accepted or corrected something keeps the one that the person saw."""
    seen: dict[str, list[str]] = {}
    for each in marks.standing(said):
        if each.kind in marks.KEEPS and each.report:
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


def _rated(links: Links, said: Sequence[Mark]) -> Links:
    """The links with the reliability of voices as people set it."""
    set_ = {m.about.removeprefix("voice:"): m.value for m in marks.standing(said) if m.kind == "reliability"}
    if not set_:
        return links
    grades = {links.voice_of.get(own, own): value for own, value in reversed(set_.items())}
    return replace(links, voices=tuple(replace(v, reliability=grades.get(v.id, v.reliability)) for v in links.voices))


def _reports(connection: Connection, ids: Sequence[str]) -> Iterator[Report]:
    places: dict[str, list[str]] = {}
    lay = schema.lay_at
    lain = select(lay.c.report, lay.c.path).where(lay.c.report.in_(ids)).order_by(lay.c.path)
    for report, path in connection.execute(lain):
        places.setdefault(report, []).append(path)
    table = schema.reports
    rows = connection.execute(
        select(table.c.id, table.c.text, table.c.record).where(table.c.id.in_(ids)).order_by(table.c.id)
    )
    for row in rows:
        kept = unpack(row.record, Report)
        yield replace(kept, text=row.text, taken_from=tuple(places.get(row.id, ())))


def _records(connection: Connection, kind: str) -> list[bytes]:
    table = schema.links
    return list(connection.execute(select(table.c.record).where(table.c.kind == kind).order_by(table.c.at)).scalars())


def _links(connection: Connection) -> Links:
    voice_of = next((unpack(row, dict[str, str]) for row in _records(connection, "voice_of")), {})
    found = {kind: tuple(unpack(row, cls) for row in _records(connection, kind)) for kind, cls in KINDS.items()}
    aliases: dict[str, list[str]] = {}
    for alias, claim in connection.execute(
        select(schema.aliases.c.alias, schema.aliases.c.claim).order_by(schema.aliases.c.alias)
    ):
        aliases.setdefault(claim, []).append(alias)
    claims = tuple(replace(c, aliases=tuple(aliases.get(c.id, ()))) for c in found.pop("claims"))
    return Links(voice_of=voice_of, claims=claims, **found)
