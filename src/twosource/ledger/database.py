"""The database under a ledger: a file of SQLite, or PostgreSQL by its address. Here they differ; above it they do not.

Reading sees one moment, however long it takes and whoever writes meanwhile. Writing is one transaction; two writers
wait for each other, so that what a writer finds held is still so when it writes.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from twosource.addresses import shown
from twosource.errors import LedgerError

PATIENCE = 30
"""Seconds to wait for another writer."""

AT_ONCE = 500
"""Values in one question, and rows in one answer."""


@dataclass(frozen=True)
class Database:
    """A database that is there. `where` is its name for messages, without user and password."""

    engine: Engine
    where: str
    remedies: Mapping[str, str]
    """What helps, by words in the fault."""

    reading_options: Mapping[str, Any] = field(default_factory=dict)
    on_writing: str = ""
    """Said first in a transaction that writes."""

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes, kept as a whole or not at all."""
        with self._faults(), self.engine.begin() as connection:
            if self.on_writing:
                connection.exec_driver_sql(self.on_writing)
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees what is there at this moment."""
        with (
            self._faults(),
            self.engine.connect().execution_options(**self.reading_options) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as fault:
            told = " ".join(str(fault.orig).split())
            remedy = next((r for words, r in self.remedies.items() if re.search(words, told)), None)
            raise LedgerError(told, where=self.where, remedy=remedy or "look at it with: twosource check") from fault


def is_address(where: str | Path) -> bool:
    """Whether it is the address of a server and no path."""
    return bool(re.match(r"postgres(ql)?(\+\w+)?://", str(where)))


def at(where: str | Path, create: bool) -> Database:
    """The database at a path or address; with `create` a file that is not there is made.

    Raises:
        LedgerError: none can be there, or what speaks to it is not installed.
    """
    return _server(str(where)) if is_address(where) else _file(Path(where), create)


def put(connection: Connection, table: Table, values: Mapping[str, Any], replacing: str | None = None) -> bool:
    """Insert a row where none has its key, whether it was; `replacing` names a column that is set in any case."""
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = dialect.insert(table).values(**values)
    keys = list(table.primary_key)
    if replacing is None:
        row = row.on_conflict_do_nothing(index_elements=keys)
    else:
        row = row.on_conflict_do_update(index_elements=keys, set_={replacing: values[replacing]})
    return bool(connection.execute(row).rowcount)


# A file


def _file(path: Path, create: bool) -> Database:
    if not path.exists() and not create:
        raise LedgerError(
            "there is no such ledger", where=str(path), remedy=f"make one: twosource run REPORTS --ledger {path}"
        )
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise LedgerError("no ledger can lie there", where=str(path), remedy="name a file in a folder that exists")
    if _read_only(path):
        engine = create_engine("sqlite://", creator=partial(_as_it_lies, path), poolclass=QueuePool)
    else:
        engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return Database(
        engine=engine,
        where=str(path),
        remedies={
            "not a database": "name a ledger, or a file that is not there yet",
            "locked": "another program writes to it; try again when that is done",
            "readonly|unable to open": "see to the rights of the file and its folder",
            "full|disk I/O": "make room on the disk, or see to it, and run the same command again",
        },
        reading_options={"only_reads": True},
    )


def _read_only(path: Path) -> bool:
    """Whether neither the file nor a log beside it can be written, and no log is there."""
    if not path.exists() or Path(f"{path}-wal").exists():
        return False
    effective = os.access in os.supports_effective_ids
    return not all(os.access(p, os.W_OK, effective_ids=effective) for p in (path, path.absolute().parent))


def _as_it_lies(path: Path) -> sqlite3.Connection:
    """A connection that makes no log beside the file."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _prepare(connection: Any, _: object) -> None:
    """A log ahead of the file, forced to the disk with each transaction; wait for a program that writes just now."""
    connection.isolation_level = None  # transactions are ours to begin
    for setting in (f"busy_timeout={PATIENCE * 1000}", "synchronous=FULL", "cache_size=-65536"):
        connection.execute(f"PRAGMA {setting}")
    with suppress(sqlite3.OperationalError):  # one that may only be read stays as it is
        connection.execute("PRAGMA journal_mode=WAL")


def _begin(connection: Connection) -> None:
    """A writer takes its turn at once: one that reads first and writes later could not."""
    reads = connection.get_execution_options().get("only_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


# A server


def _server(address: str) -> Database:
    """PostgreSQL, spoken to through psycopg. A password may stand in the address, in PGPASSWORD or in ~/.pgpass."""
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        engine = create_engine(
            url,
            pool_pre_ping=True,
            connect_args={"connect_timeout": PATIENCE, "application_name": "twosource", **_given(url.query)},
        )
    except (ArgumentError, ValueError) as fault:
        raise LedgerError(
            "this is no address of a database", where=shown(address), remedy="write postgresql://USER@HOST/NAME"
        ) from fault
    except ImportError as fault:
        raise LedgerError(
            "what speaks to PostgreSQL is not installed",
            where=shown(address),
            remedy="install it: pip install 'twosource[postgres]'",
        ) from fault
    event.listen(engine, "connect", _settle)
    return Database(
        engine=engine,
        where=shown(address),
        remedies={
            "connection|terminat|shutting down|starting up|SSL": "see whether the server runs and the address is right; then run the same command again",
            "password|authenticat|role|pg_hba": "see to the user's name and password; PGPASSWORD or ~/.pgpass may hold it",
            "database .* does not exist": "make it: createdb NAME",
            "lock timeout": "another program writes to it; try again when that is done",
            "read-only|permission denied": "see to the rights of the user",
            "No space|disk full": "make room on the server's disk and run the same command again",
        },
        reading_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
        on_writing="SELECT pg_advisory_xact_lock(hashtext('twosource ' || current_schema()))",
    )


def _given(query: Mapping[str, Any]) -> dict[str, Any]:
    """What the address itself says of the connection goes before what we say."""
    return {name: query[name] for name in ("connect_timeout", "application_name") if name in query}


def _settle(connection: Any, _: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{PATIENCE}s'")
    connection.commit()
