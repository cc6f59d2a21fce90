"""Bring a ledger's tables to the version that this program speaks, by the migrations shipped with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from twosource.errors import LedgerError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0003"
"""The newest migration; a ledger that stands at it is opened without asking Alembic."""


def stands(connection: Connection, where: str) -> bool | None:
    """Whether the tables are those of this program; None where there are none at all.

    Raises:
        LedgerError: it is a database of something else, or of a newer twosource.
    """
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if tables:
            raise LedgerError("a database, but not a ledger of twosource", where=where, remedy="name another file")
        return None
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version is None:  # all was taken back
        return None
    if version > HEAD:
        raise LedgerError(
            f"made by a newer twosource (tables {version}, this one knows {HEAD})",
            where=where,
            remedy="install the newer one",
        )
    return bool(version == HEAD)


def upgrade(connection: Connection) -> None:
    """Make or change the tables, in the transaction of `connection`."""
    from alembic import command

    with config(connection) as steps:
        command.upgrade(steps, "head")


@contextmanager
def config(connection: Connection) -> Iterator[Config]:
    """What Alembic's commands need to work on `connection`."""
    from alembic.config import Config

    made = Config()
    with resources.as_file(resources.files("twosource.ledger.migrations")) as steps:
        made.set_main_option("script_location", str(steps).replace("%", "%%"))
        made.attributes["connection"] = connection
        yield made
