"""Progress on standard error: a bar with rate and time left where a person watches, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 15.0
"""Seconds between plain lines."""


@contextmanager
def progress(doing: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Gives a function to call with the number of things just done; `total` None: it is not known how much there is."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        rate = TextColumn("{task.fields[rate]}")
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeElapsedColumn(), TimeRemainingColumn())  # fmt: skip
        with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
            task = bars.add_task(doing, total=total, rate="")
            start = time.monotonic()
            done = 0

            def advance(number: int) -> None:
                nonlocal done
                done += number
                seconds = time.monotonic() - start
                bars.update(task, advance=number, rate=f"{done / seconds:.1f}/s" if seconds > 0.5 else "")

            yield advance
        return
    yield _lines(doing, total)


def _lines(doing: str, total: int | None) -> Callable[[int], None]:
    start = last = time.monotonic()
    done = 0

    def advance(number: int) -> None:
        nonlocal last, done
        done += number
        now = time.monotonic()
        if now - last >= EVERY:
            last = now
            rate = done / (now - start)
            left = f", about {max(0, total - done) / rate:.0f} s left" if total and rate else ""
            of = f" of about {total:,}" if total else ""
            print(f"{doing}: {done:,}{of}, {rate:.1f} a second{left}", file=sys.stderr, flush=True)

    return advance
