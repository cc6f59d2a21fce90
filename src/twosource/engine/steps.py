"""The steps of a run over a ledger: take in and read, then link. Commands and servers call these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from twosource.engine import local
from twosource.errors import InputError
from twosource.intake.take import take
from twosource.ledger import Ledger
from twosource.records import Record, Report

Watch = Callable[[int], None]
"""Called with the number of reports that were done since the last call."""


class Tally(Record, frozen=True, kw_only=True):
    """What became of the input, once it is safely in the ledger."""

    added: int = 0
    known: int = 0
    reread: int = 0
    left_out: tuple[InputError, ...] = ()


def add(ledger: Ledger, paths: Sequence[Path], jobs: int, watch: Watch = lambda _: None) -> Tally:
    """Take in and read what is new under `paths`; also read again what an older version had read."""
    from twosource.reading import VERSION

    left_out: list[InputError] = []
    known = added = 0

    def fresh() -> Iterator[Report]:
        nonlocal known
        for batch in _batches(paths, left_out):
            there = ledger.sort(batch)
            left_out.extend(there.refused)
            known += len(there.known)
            watch(len(batch) - len(there.new))
            new = set(there.new)
            for report in batch:
                if report.id in new:
                    new.discard(report.id)
                    yield report

    for done in local.read(fresh(), jobs):
        result = ledger.add(done, VERSION)
        left_out.extend(result.refused)
        added += len(result.new)
        known += len(result.known)
        watch(len(done))
    reread = 0
    for done in local.read(ledger.unread(VERSION), jobs):
        ledger.add(done, VERSION)
        reread += len(done)
    return Tally(added=added, known=known, reread=reread, left_out=tuple(left_out))


def link(ledger: Ledger) -> bool:
    """Make the claims anew from all readings and decisions; False where they were up to date."""
    from twosource import linking

    facts = f"{linking.VERSION} {ledger.facts()}"
    if ledger.linked_from() == facts:
        return False
    holdings = ledger.holdings()
    ledger.replace_links(linking.link(holdings.reports, holdings.readings, holdings.decisions), facts)
    return True


def _batches(paths: Sequence[Path], left_out: list[InputError]) -> Iterator[list[Report]]:
    """Reports by the chunk; what cannot be taken goes to `left_out`."""
    batch: list[Report] = []
    for taken in take(paths):
        if isinstance(taken, InputError):
            left_out.append(taken)
            continue
        batch.append(taken)
        if len(batch) == local.CHUNK:
            yield batch
            batch = []
    if batch:
        yield batch
