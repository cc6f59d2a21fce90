"""Reading on the workers of a Dask scheduler: chunks in the order of the input, a few waiting for each worker, the readings the same as in one process.

What a worker that is lost had is read by another. A chunk that ends several is read again report by report, and a report that ends them all is left out by name. What was
handed on is in the ledger: when the scheduler itself is lost, the same command run again reads the rest.
"""

from __future__ import annotations

import logging
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from twosource import __version__, threads
from twosource.engine import local
from twosource.errors import TwosourceError
from twosource.extras import extra
from twosource.parts import parts
from twosource.records import Reading, Report

Work = Callable[[str, list[Report]], list[Reading]]
"""What is done by a worker with a chunk, for a version of twosource."""

PATIENCE = 30
"""Seconds to wait for a scheduler, and for its first worker."""


@contextmanager
def started(address: str | None, jobs: int, work: Work | None = None) -> Iterator[local.Engine]:
    """An engine on the scheduler at `address` (HOST:PORT); without one a scheduler of its own with so many workers, which only this machine reaches. `work` is what workers do, `read` if nothing is said.

    Raises:
        TwosourceError: distributed is not installed, nobody answers, or the scheduler went away.
    """
    dask = extra("distributed", "reading on a cluster needs Dask", "pip install 'twosource[cluster]'")
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is worth telling is told below
    own = None if address else _own(dask, jobs)
    try:
        with _client(dask, own or f"tcp://{address}") as client:
            yield lambda reports, refuse: _Reading(dask, client, refuse, work or read).all(reports)
    finally:
        if own is not None:
            own.close()


def _own(dask: Any, jobs: int) -> Any:
    return dask.LocalCluster(
        n_workers=jobs, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=logging.CRITICAL
    )


def _client(dask: Any, where: Any) -> Any:
    """A client that has a worker at least."""
    try:
        client = dask.Client(where, timeout=PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=PATIENCE)
    except OSError as fault:  # TimeoutError is one
        remedy = "start them: dask scheduler, and on each machine dask worker ADDRESS"
        raise TwosourceError("no scheduler answers, or it has no worker", where=str(where), remedy=remedy) from fault
    return client


class _Reading:
    """One pass over reports; `work` is what a worker does with a chunk."""

    def __init__(self, dask: Any, client: Any, refuse: local.Refuse, work: Work) -> None:
        self.lost = dask.KilledWorker
        self.gone = (CancelledError, dask.client.FutureCancelledError, dask.comm.CommClosedError)
        self.client = client
        self.refuse = refuse
        self.work = work

    def all(self, reports: Iterable[Report]) -> local.Read:
        """The chunks in their order."""
        rest = iter(parts(reports, local.CHUNK))
        waiting: deque[tuple[list[Report], Any]] = deque()
        while True:
            waiting.extend((chunk, self._given(chunk)) for chunk in islice(rest, max(0, self._most() - len(waiting))))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield list(zip(chunk, self._had(future), strict=True))
            except self.lost:
                yield list(self._one_by_one(chunk))

    def _one_by_one(self, chunk: list[Report]) -> Iterator[tuple[Report, Reading]]:
        for report in chunk:
            try:
                yield report, self._had(self._given([report]))[0]
            except self.lost:
                self.refuse(local.ended(report))

    def _most(self) -> int:
        """Chunks that may wait: workers come and go."""
        threads_of: dict[str, int] = self._asked(self.client.nthreads, OSError)
        return local.AHEAD * max(1, sum(threads_of.values()))

    def _given(self, chunk: list[Report]) -> Any:
        return self._asked(lambda: self.client.submit(self.work, __version__, chunk, pure=False))

    def _had(self, future: Any) -> list[Reading]:
        found: list[Reading] = self._asked(future.result)
        return found

    def _asked(self, ask: Callable[[], Any], *also: type[Exception]) -> Any:
        """The answer, unless the scheduler went away; `also` are faults that mean that here, where no report is read."""
        try:
            return ask()
        except (*self.gone, *also) as fault:
            remedy = "run the same command again: what was read is kept"
            raise TwosourceError("the scheduler went away", remedy=remedy) from fault


def read(version: str, reports: list[Report]) -> list[Reading]:
    """What a worker does: readings by the very version that asks for them.

    Raises:
        TwosourceError: it has another.
    """
    if version != __version__:
        raise TwosourceError(
            f"a worker has twosource {__version__}, and this is {version}", remedy="install the same version everywhere"
        )
    threads.one()
    return local.readings(reports)
