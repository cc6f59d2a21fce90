"""Reading on this machine: in this process, or in a pool of processes, always in the order of the input."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from twosource import threads
from twosource.errors import TwosourceError
from twosource.intake import languages
from twosource.records import Reading, Report

CHUNK = 48
"""Reports that a process reads at one go, and that a ledger takes in as one."""

AHEAD = 3
"""Chunks waiting for each process: enough that none is idle, few enough that memory does not grow with the input."""


def cores() -> int:
    """Processor cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def read(reports: Iterable[Report], jobs: int) -> Iterator[list[tuple[Report, Reading]]]:
    """Reports with their readings, a chunk at a time.

    Raises:
        TwosourceError: a process was killed, most likely for want of memory.
    """
    chunks = _chunks(reports)
    if jobs == 1:
        for chunk in chunks:
            yield list(zip(chunk, _read(chunk), strict=True))
        return
    first = list(islice(chunks, 2))
    if len(first) < 2:  # a pool takes longer to start than these take to read
        for chunk in first:
            yield list(zip(chunk, _read(chunk), strict=True))
        return
    yield from _pooled(first, chunks, jobs)


def _pooled(
    first: list[list[Report]], rest: Iterator[list[Report]], jobs: int
) -> Iterator[list[tuple[Report, Reading]]]:
    waiting: deque[tuple[list[Report], Future[list[Reading]]]] = deque()
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    try:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context(method), initializer=threads.one) as pool:
            try:
                for chunk in first:
                    waiting.append((chunk, pool.submit(_read, chunk)))
                for chunk in rest:
                    waiting.append((chunk, pool.submit(_read, chunk)))
                    if len(waiting) >= jobs * AHEAD:
                        done, future = waiting.popleft()
                        yield list(zip(done, future.result(), strict=True))
                while waiting:
                    done, future = waiting.popleft()
                    yield list(zip(done, future.result(), strict=True))
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
    except BrokenProcessPool as fault:
        raise TwosourceError(
            "a process that reads was ended from outside", remedy="run the same command again with --jobs 1"
        ) from fault


def _chunks(reports: Iterable[Report]) -> Iterator[list[Report]]:
    rest = iter(reports)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _read(reports: list[Report]) -> list[Reading]:
    """Readings of `reports` in their order. What is not English is kept and not read: its reading is empty."""
    english = [report for report in reports if languages.is_read(report.language)]
    found: Iterator[Reading] = iter(())
    if english:
        from twosource.reading.read import read_many  # the language model is loaded where it is used

        found = read_many(english)
    return [next(found) if languages.is_read(r.language) else Reading(report=r.id) for r in reports]
