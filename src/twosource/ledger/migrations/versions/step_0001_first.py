"""The first ledger: reports, where they lay, readings, decisions, links, and the index of words."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""Sorted by code points on both, so that what is written out is the same to the byte."""

WORDS = (
    'CREATE TABLE words (kind text NOT NULL, id text COLLATE "C" NOT NULL, title text NOT NULL, body text NOT NULL, found tsvector NOT NULL)',
    "CREATE INDEX words_found ON words USING gin (found)",
    "CREATE INDEX words_kind ON words (kind)",
    "CREATE TEXT SEARCH DICTIONARY twosource_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION twosource_words (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION twosource_words ALTER MAPPING FOR asciiword, word WITH twosource_stem",
)
"""English by stem, without PostgreSQL's list of words that are passed over: WHO is one of them."""


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.String, nullable=False),
        sa.Column("outlet", sa.String),
        sa.Column("published", sa.Date),
        sa.Column("taken_at", KEY, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "lay_at",
        sa.Column("report", KEY, primary_key=True),
        sa.Column("path", KEY, primary_key=True),
        sa.Column("at", KEY, nullable=False),
    )
    op.create_table(
        "readings",
        sa.Column("report", KEY, primary_key=True),
        sa.Column("reader", sa.Integer, primary_key=True),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("at", KEY, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "links",
        sa.Column("kind", KEY, primary_key=True),
        sa.Column("at", sa.Integer, primary_key=True),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table("aliases", sa.Column("alias", KEY, primary_key=True), sa.Column("claim", KEY, nullable=False))
    op.create_table("state", sa.Column("name", KEY, primary_key=True), sa.Column("value", sa.String, nullable=False))
    if op.get_context().dialect.name == "postgresql":
        for step in WORDS:
            op.execute(step)
    else:
        op.execute(
            "CREATE VIRTUAL TABLE words USING fts5(kind UNINDEXED, id UNINDEXED, title, body, tokenize='porter unicode61 remove_diacritics 2')"
        )


def downgrade() -> None:
    for table in ("words", "state", "aliases", "links", "decisions", "readings", "lay_at", "reports"):
        op.drop_table(table)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP TEXT SEARCH CONFIGURATION twosource_words")
        op.execute("DROP TEXT SEARCH DICTIONARY twosource_stem")
