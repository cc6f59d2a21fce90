"""Bring a ledger's tables to the version that this program speaks, by the migrations shipped with it."""

from __future__ import annotations

from importlib import resources

from sqlalchemy import Connection, inspect, text

from twosource.errors import LedgerError

HEAD = "0003"
"""The newest migration; a ledger that stands at it is opened without asking Alembic."""


def stands(connection: Connection, where: str) -> bool:
    """Whether the tables are those of this program.

    Raises:
        LedgerError: the file is a database of something else, or of a newer twosource.
    """
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if tables:
            raise LedgerError("a database, but not a ledger of twosource", where=where, remedy="name another file")
        return False
    version = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    if version > HEAD:
        raise LedgerError(
            f"made by a newer twosource (tables {version}, this one knows {HEAD})",
            where=where,
            remedy="install the newer one",
        )
    return version == HEAD


def upgrade(connection: Connection) -> None:
    """Make or change the tables, in the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    with resources.as_file(resources.files("twosource.ledger.migrations")) as steps:
        config.set_main_option("script_location", str(steps).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
