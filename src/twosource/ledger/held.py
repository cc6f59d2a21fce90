"""Whether a report is held already: by its id, by the bytes it came in, or by its page and text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from twosource.addresses import canonical
from twosource.ledger import schema
from twosource.ledger.database import AT_ONCE
from twosource.parts import parts
from twosource.records import Report, id_of_bytes


@dataclass
class Held:
    """What the ledger holds that may be the same as reports of a batch."""

    texts: dict[str, str] = field(default_factory=dict)
    """Hash of the text by id."""

    by_bytes: dict[str, str] = field(default_factory=dict)
    by_page: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: Connection, reports: Sequence[Report]) -> Held:
        """All that is held with an id, the bytes or the page of one of `reports`."""
        held = cls()
        table = schema.reports
        rows = select(table.c.id, table.c.text_sha256, table.c.sha256, table.c.page).order_by(
            table.c.taken_at, table.c.id
        )
        for part in parts(reports, AT_ONCE):
            texts = table.c.text_sha256.in_({text_hash(r.text) for r in part})
            for asked in (
                table.c.id.in_({r.id for r in part}),
                table.c.sha256.in_({r.sha256 for r in part if r.sha256}),
                # One address may stand for a whole site: only the same text is asked for.
                table.c.page.in_({p for r in part if (p := page_of(r))}) & texts,
            ):
                for row in connection.execute(rows.where(asked)):
                    held._keep(row.id, row.text_sha256, row.sha256, row.page)
        return held

    def same(self, report: Report) -> str | None:
        """The id of the report that is held and is this one, None where there is none."""
        text = text_hash(report.text)
        if self.texts.get(report.id) == text:
            return report.id
        if report.id != id_of_bytes(report.sha256):  # an id that was given is kept
            return None
        there = self.by_bytes.get(report.sha256)
        page = page_of(report)
        return there or (self.by_page.get((page, text)) if page else None)

    def note(self, report: Report) -> None:
        """From now on this report is held too."""
        self._keep(report.id, text_hash(report.text), report.sha256, page_of(report))

    def _keep(self, id_: str, text: str, sha256: str | None, page: str | None) -> None:
        self.texts.setdefault(id_, text)
        if sha256:
            self.by_bytes.setdefault(sha256, id_)
        if page:
            self.by_page.setdefault((page, text), id_)


def page_of(report: Report) -> str | None:
    """The page that the report stood on, in the form that all its addresses share."""
    return canonical(report.url) if report.url else None


def text_hash(text: str) -> str:
    """SHA-256 of the text as UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
