"""The first ledger: reports, where they lay, readings, decisions, links, and the index of words."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.String, nullable=False),
        sa.Column("outlet", sa.String),
        sa.Column("published", sa.Date),
        sa.Column("taken_at", sa.String, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "lay_at",
        sa.Column("report", sa.String, primary_key=True),
        sa.Column("path", sa.String, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
    )
    op.create_table(
        "readings",
        sa.Column("report", sa.String, primary_key=True),
        sa.Column("reader", sa.Integer, primary_key=True),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "links",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("at", sa.Integer, primary_key=True),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "aliases", sa.Column("alias", sa.String, primary_key=True), sa.Column("claim", sa.String, nullable=False)
    )
    op.create_table(
        "state", sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String, nullable=False)
    )
    op.execute(
        "CREATE VIRTUAL TABLE words USING fts5(kind UNINDEXED, id UNINDEXED, title, body, tokenize='porter unicode61 remove_diacritics 2')"
    )
