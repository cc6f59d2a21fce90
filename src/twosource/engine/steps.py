"""The steps of a run over a ledger: take in and read, then link. Commands and servers call these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.engine import local
from twosource.errors import InputError
from twosource.intake import languages
from twosource.intake.source import NOTHING_SAID, Options
from twosource.intake.take import take
from twosource.ledger import Ledger
from twosource.records import Record, Report

if TYPE_CHECKING:
    from twosource.linking import Workings

Watch = Callable[[int], None]
"""Called with the number of reports that were done since the last call."""


HERE = local.on(1)
"""Reading in this process."""


class Tally(Record, frozen=True, kw_only=True):
    """What became of the input, once it is safely in the ledger."""

    added: int = 0
    known: int = 0
    reread: int = 0
    left_out: tuple[InputError, ...] = ()
    not_read: tuple[tuple[str, int], ...] = ()
    """Languages that are not read, with the number of new reports in each; those are kept."""

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            added=self.added + other.added,
            known=self.known + other.known,
            reread=self.reread + other.reread,
            left_out=self.left_out + other.left_out,
            not_read=tuple(sorted((Counter(dict(self.not_read)) + Counter(dict(other.not_read))).items())),
        )


def add(
    ledger: Ledger,
    paths: Sequence[Path],
    engine: local.Engine = HERE,
    watch: Watch = lambda _: None,
    options: Options = NOTHING_SAID,
) -> Tally:
    """Take in and read what is new under `paths`; also read again what an older version had read."""
    return take_in(ledger, take(paths, options), engine, watch)


def take_in(
    ledger: Ledger, taken: Iterable[Report | InputError], engine: local.Engine, watch: Watch = lambda _: None
) -> Tally:
    """The same for reports that come from anywhere; an InputError stands for what was left out."""
    from twosource.reading import VERSION

    left_out: list[InputError] = []
    known = added = 0
    foreign: Counter[str] = Counter()

    def fresh() -> Iterator[Report]:
        nonlocal known
        for batch in _batches(taken, left_out):
            there = ledger.sort(batch)
            left_out.extend(there.refused)
            known += len(there.known)
            watch(len(batch) - len(there.new))
            new = set(there.new)
            for report in batch:
                if report.id in new:
                    new.discard(report.id)
                    yield report

    for done in engine(fresh(), left_out.append):
        result = ledger.add(done, VERSION)
        left_out.extend(result.refused)
        added += len(result.new)
        known += len(result.known)
        kept = set(result.new)
        foreign.update(
            report.language or "" for report, _ in done if report.id in kept and not languages.is_read(report.language)
        )
        watch(len(done))
    reread = 0
    for done in engine(ledger.unread(VERSION), left_out.append):
        ledger.add(done, VERSION)
        reread += len(done)
    return Tally(
        added=added,
        known=known,
        reread=reread,
        left_out=tuple(left_out),
        not_read=tuple(sorted(foreign.items())),
    )


def link(ledger: Ledger, before: Workings | None = None) -> bool:
    """Make the claims anew from all readings and decisions; False where they were up to date. `before` is for a program that links again and again."""
    from twosource import linking

    facts = f"{linking.VERSION} {ledger.facts()}"
    if ledger.linked_from() == facts:
        return False
    held = ledger.facts_held()
    ledger.replace_links(linking.link(held.reports, held.readings, held.decisions, before), facts)
    return True


def _batches(taken: Iterable[Report | InputError], left_out: list[InputError]) -> Iterator[list[Report]]:
    """Reports by the chunk; what cannot be taken goes to `left_out`."""
    batch: list[Report] = []
    for one in taken:
        if isinstance(one, InputError):
            left_out.append(one)
            continue
        batch.append(one)
        if len(batch) == local.CHUNK:
            yield batch
            batch = []
    if batch:
        yield batch
