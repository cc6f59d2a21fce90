"""The tables. Facts (reports, places, readings, decisions, marks) are only ever added to; links are made of them and replaced.

Records are kept whole as deflated JSON, beside the few columns that are asked for by name. The migrations in
`migrations/` make these tables; this module only says how to speak to them.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("id", String, primary_key=True),
    Column(
        "text",
        Text,
        nullable=False,
        comment="with \u2400 for NUL, which PostgreSQL cannot keep; then the record has it too",
    ),
    Column("text_sha256", String, nullable=False, comment="SHA-256 of the text as UTF-8"),
    Column("sha256", String, comment="of the bytes it came in"),
    Column("page", String, comment="its address in the form that all addresses of one page share"),
    Column("outlet", String),
    Column("published", Date),
    Column("taken_at", String, nullable=False, comment="when it was taken in, ISO 8601, UTC"),
    Column(
        "record",
        LargeBinary,
        nullable=False,
        comment="the Report without its text, and without the places where it lay",
    ),
)

lay_at = Table(
    "lay_at",
    metadata,
    Column("report", String, primary_key=True),
    Column("path", String, primary_key=True),
    Column("at", String, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("report", String, primary_key=True),
    Column("reader", Integer, primary_key=True, comment="version of the reading that made it"),
    Column("record", LargeBinary, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("kind", String, primary_key=True),
    Column("at", Integer, primary_key=True, comment="place in the order that linking gave"),
    Column("record", LargeBinary, nullable=False),
)

aliases = Table(
    "aliases",
    metadata,
    Column("alias", String, primary_key=True),
    Column("claim", String, nullable=False),
)

state = Table(
    "state",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
