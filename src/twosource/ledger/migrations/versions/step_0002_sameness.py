"""Reports are found by the bytes they came in and by the page they stood on: the same is known again, a new text is a new version."""

import json
import zlib

import sqlalchemy as sa
from alembic import op

from twosource.addresses import canonical

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    op.add_column("reports", sa.Column("sha256", sa.String))
    op.add_column("reports", sa.Column("page", sa.String))
    connection = op.get_bind()
    reports = sa.table("reports", *(sa.column(name) for name in ("id", "record", "sha256", "page")))
    for row in connection.execute(sa.select(reports.c.id, reports.c.record)).all():
        kept = json.loads(zlib.decompress(row.record))
        page = canonical(kept["url"]) if kept.get("url") else None
        connection.execute(
            sa.update(reports).where(reports.c.id == row.id).values(sha256=kept.get("sha256"), page=page)
        )
    op.create_index("reports_by_bytes", "reports", ["sha256"])
    op.create_index("reports_by_page", "reports", ["page", "text_sha256"])


def downgrade() -> None:
    op.drop_index("reports_by_page", "reports")
    op.drop_index("reports_by_bytes", "reports")
    op.drop_column("reports", "page")
    op.drop_column("reports", "sha256")
