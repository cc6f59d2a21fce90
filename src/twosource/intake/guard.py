"""Bounds for input that nobody has checked: time, size, how far it may swell, and what a library may throw.

Files come from strangers. Whatever a library does with a broken one, the outcome here is an InputError that names it.
"""

from __future__ import annotations

import io
import signal
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import BadGzipFile, GzipFile
from types import FrameType
from typing import Any, BinaryIO, cast

from twosource.errors import InputError

SECONDS = 60.0
"""How long one file, page or letter may take before it is left out."""

SWELL = 150
"""Text shrinks by deflating to a tenth, seldom to a fiftieth; what swells more, and to more than FREE, is a bomb."""

FREE = 8 << 20
GZIP = b"\x1f\x8b"


class _TooLong(Exception):
    """The time is up."""


@contextmanager
def foreign(what: str, where: str, seconds: float = SECONDS) -> Iterator[None]:
    """Run a library on a stranger's bytes: any fault of it, and taking longer than `seconds`, is an InputError.

    The time is kept by a signal, and so only in the main thread of a system that has them; a server gives such work
    to a process of its own.
    """
    timed = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, _ring) if timed else None
    try:
        if timed:
            # It rings again each second: a library may swallow the first.
            signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
        yield
    except InputError:
        raise
    except _TooLong as fault:
        raise InputError(
            f"reading it as {what} takes longer than {seconds:.0f} seconds",
            where=where,
            remedy="hand in its text as .txt instead",
        ) from fault
    except Exception as fault:  # a library may throw anything at a broken file; it is named, not lost
        told = " ".join(str(fault).split())[:160]
        raise InputError(
            f"cannot be read as {what}: {told or type(fault).__name__}",
            where=where,
            remedy="see whether it opens elsewhere, or hand in its text as .txt",
        ) from fault
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def _ring(_: int, __: FrameType | None) -> None:
    raise _TooLong


class Counted(io.RawIOBase):
    """A stream that knows how much was read from it."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.total = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        data = self._inner.read(len(view))
        view[: len(data)] = data
        self.total += len(data)
        return len(data)


class _Inflated(io.RawIOBase):
    """What a gzip file holds, as it is read; it stops where it swells beyond reason or breaks off."""

    def __init__(self, packed: Counted, where: str) -> None:
        self._packed = packed
        self._plain = GzipFile(fileobj=io.BufferedReader(packed, 1 << 16), mode="rb")
        self._where = where
        self._total = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            # No more than one step at a time: what came before a damaged place is given out first.
            data = self._plain.read1(len(buffer))
        except (EOFError, BadGzipFile, zlib.error) as fault:
            raise InputError(
                f"its compressed data breaks off or is damaged: {fault}",
                where=self._where,
                remedy="fetch it again; what came before is kept",
            ) from fault
        memoryview(buffer)[: len(data)] = data
        self._total += len(data)
        swells(self._packed.total, self._total, self._where)
        return len(data)


def swells(packed: int, plain: int, where: str) -> None:
    """Refuse what grows from `packed` to `plain` bytes as no honest text does.

    Raises:
        InputError: it is a bomb.
    """
    if plain > FREE and plain > SWELL * max(packed, 1):
        raise InputError(
            f"it swells from {packed:,} bytes to more than {plain >> 20} MB, as no report does",
            where=where,
            remedy="unpack it yourself and hand in what you trust",
        )


def inflated(stream: BinaryIO, where: str) -> BinaryIO:
    """The stream unpacked where it is gzip, as it is elsewhere."""
    peeked = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(Counted(stream))
    if not peeked.peek(2).startswith(GZIP):
        return peeked
    # Not buffered: a buffer would hold back what came before a damaged place.
    return cast(BinaryIO, _Inflated(Counted(peeked), where))
