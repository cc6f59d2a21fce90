"""A whole ledger to another place, row by row: from a file to a server, or back."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, insert, select

from twosource.errors import LedgerError
from twosource.ledger import schema, words
from twosource.ledger.database import AT_ONCE
from twosource.ledger.linked import links_of
from twosource.ledger.shelf import reports_of
from twosource.ledger.store import Ledger, index_of_links, index_of_report


def copy(source: Ledger, target: Ledger, watch: Callable[[int], None] = lambda _: None) -> None:
    """All of `source` into the empty `target`, as one transaction: reports, readings, decisions, links and notes.

    Args:
        source: where it is read, as it stands at this moment.
        target: a ledger that holds nothing.
        watch: called with the number of reports that were written since the last call.

    Raises:
        LedgerError: the target holds something.
    """
    with source.reading() as there, target.writing() as here:
        if here.execute(select(func.count()).select_from(schema.reports)).scalar():
            raise LedgerError("it holds reports already", where=target.where, remedy="copy to an empty place")
        for table in schema.metadata.sorted_tables:
            rows = there.execute(select(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE))
            for part in rows.mappings().partitions(AT_ONCE):
                here.execute(insert(table), [dict(row) for row in part])
                if table is schema.reports:
                    words.index(here, [index_of_report(r) for r in reports_of(here, [row["id"] for row in part])])
                    watch(len(part))
        words.index(here, index_of_links(links_of(here)))
