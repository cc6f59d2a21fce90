"""Reading on this machine: in this process, or in a pool of processes, always in the order of the input."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from twosource import threads
from twosource.errors import InputError
from twosource.intake import languages
from twosource.parts import parts
from twosource.records import Reading, Report

CHUNK = 48
"""Reports that a process reads at one go, and that a ledger takes in as one."""

AHEAD = 3
"""Chunks waiting for each process: enough that none is idle, few enough that memory does not grow with the input."""

REMEDY = "run the same command again with --jobs 1 and more memory, or hand in less of it"

Work = Callable[[list[Report]], list[Reading]]
Refuse = Callable[[InputError], None]
Read = Iterator[list[tuple[Report, Reading]]]
Engine = Callable[[Iterable[Report], Refuse], Read]
"""Reports with their readings in the order of the input, a chunk at a time; a report that cannot be read is handed to `Refuse` and left out."""


def cores() -> int:
    """Processor cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def on(jobs: int) -> Engine:
    """An engine of so many processes on this machine."""
    return lambda reports, refuse: read(reports, jobs, refuse)


def read(reports: Iterable[Report], jobs: int, refuse: Refuse = lambda _: None) -> Read:
    """Reports with their readings, a chunk at a time.

    Where several processes read, one that is ended from outside (for want of memory, say) costs no report; a report that ends each process
    that reads it is handed to `refuse` and left out.
    """
    chunks = parts(reports, CHUNK)
    first = [] if jobs == 1 else list(islice(chunks, 2))
    if len(first) == 2:  # a pool takes longer to start than fewer take to read
        yield from pooled(chain(first, chunks), jobs, readings, refuse)
        return
    for chunk in chain(first, chunks):
        yield list(zip(chunk, readings(chunk), strict=True))


def pooled(chunks: Iterable[list[Report]], jobs: int, work: Work, refuse: Refuse) -> Read:
    """The chunks in their order, `work` done on them by a pool of processes."""
    waiting: deque[tuple[list[Report], Future[list[Reading]]]] = deque()
    pool = _pool(jobs)
    try:
        rest = iter(chunks)
        while True:
            waiting.extend((chunk, _given(pool, work, chunk)) for chunk in islice(rest, jobs * AHEAD - len(waiting)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield list(zip(chunk, future.result(), strict=True))
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                yield list(_one_by_one(chunk, work, refuse))
                pool = _pool(jobs)
                waiting = deque((again, _given(pool, work, again)) for again, _ in waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _given(pool: ProcessPoolExecutor, work: Work, chunk: list[Report]) -> Future[list[Reading]]:
    """The chunk given to the pool; one that is broken already takes nothing, and says so when asked."""
    try:
        return pool.submit(work, chunk)
    except BrokenProcessPool as fault:
        refused: Future[list[Reading]] = Future()
        refused.set_exception(fault)
        return refused


def _one_by_one(chunk: list[Report], work: Work, refuse: Refuse) -> Iterator[tuple[Report, Reading]]:
    """A chunk whose process was ended, or that waited when another's was: each report by itself, and tried twice."""
    pool = _pool(1)
    try:
        for report in chunk:
            for last in (False, True):
                try:
                    yield report, pool.submit(work, [report]).result()[0]
                    break
                except BrokenProcessPool:
                    pool.shutdown(wait=False)
                    pool = _pool(1)
                    if last:
                        refuse(ended(report))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def ended(report: Report) -> InputError:
    """What is said of a report that ends whatever reads it."""
    where = ", ".join(report.taken_from) or report.id
    return InputError("the process that read it was ended", where=where, remedy=REMEDY)


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Processes that load the language model once each, when they first read."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(jobs, multiprocessing.get_context(method), initializer=threads.one)


def readings(reports: list[Report]) -> list[Reading]:
    """Readings of `reports` in their order. What is not English is kept and not read: its reading is empty."""
    english = [report for report in reports if languages.is_read(report.language)]
    found: Iterator[Reading] = iter(())
    if english:
        from twosource.reading.read import read_many  # the language model is loaded where it is used

        found = read_many(english)
    return [next(found) if languages.is_read(r.language) else Reading(report=r.id) for r in reports]
