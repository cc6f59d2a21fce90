"""What was handed in and waits to be looked at before it goes into the ledger; kept in memory, the last few."""

from __future__ import annotations

import secrets
import threading

from msgspec.structs import replace

from twosource.errors import NotFound
from twosource.records import Reading, Record, Report

KEPT = 12
"""Batches that wait at one time; who hands in more loses the oldest."""


class Batch(Record, frozen=True, kw_only=True):
    """Reports with their readings, what was left out and why, and ids of reports that the ledger has already."""

    id: str
    read: tuple[tuple[Report, Reading], ...]
    left_out: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    taken: bool = False


class Tray:
    """Batches by an id that nobody guesses."""

    def __init__(self) -> None:
        self._batches: dict[str, Batch] = {}
        self._lock = threading.Lock()

    def put(self, read: tuple[tuple[Report, Reading], ...], left_out: tuple[str, ...], known: tuple[str, ...]) -> Batch:
        """Keep a new batch."""
        batch = Batch(id=secrets.token_urlsafe(12), read=read, left_out=left_out, known=known)
        with self._lock:
            self._batches[batch.id] = batch
            for old in list(self._batches)[:-KEPT]:
                del self._batches[old]
        return batch

    def get(self, id_: str) -> Batch:
        """The batch with this id.

        Raises:
            NotFound: it is no longer here.
        """
        with self._lock:
            if id_ not in self._batches:
                raise NotFound("what was handed in is no longer here", remedy="hand it in again")
            return self._batches[id_]

    def take(self, id_: str) -> None:
        """Note that a batch is in the ledger."""
        with self._lock:
            if id_ in self._batches:
                self._batches[id_] = replace(self._batches[id_], taken=True)
