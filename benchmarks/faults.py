"""`python -m benchmarks.faults [--moments N]`: what a run writes, killed at N random moments, half of them in a file and half on a server.

After each the ledger must open, be proved sound and be completed by a second run to the same bytes. Readings are made once, beforehand: nothing is
written while a text is read, and so nearly all moments fall where something can be lost. The tests kill whole runs, at fewer moments.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.ledger import server

from benchmarks import texts
from twosource.engine import steps
from twosource.ledger import Ledger
from twosource.ledger.check import check
from twosource.reading.read import read_many
from twosource.records import Reading, Report
from twosource.views.export import jsonl

BUNDLE = 4
Pairs = list[tuple[Report, Reading]]


def run(where: str, pairs: Pairs) -> None:
    """What a run writes: bundle after bundle, and the claims anew after every second."""
    with Ledger.open(where, create=True) as book:
        for at in range(0, len(pairs), BUNDLE):
            book.add(pairs[at : at + BUNDLE], 1)
            if at % (2 * BUNDLE):
                steps.link(book)
        steps.link(book)


def exported(where: str) -> dict[str, bytes]:
    """All that the ledger holds, as it is written out, once it is proved sound."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(where, create=True) as book:
        faults = list(check(book))
        if faults:
            raise RuntimeError(f"{where}: {faults[0]}")
        jsonl.write(book.holdings(), Path(folder))
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def killed(where: str, pairs: Pairs, after: float) -> bool:
    """Run in a process that is killed after some seconds; whether it was still running."""
    child = os.fork()
    if not child:
        run(where, pairs)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@contextmanager
def places() -> Iterator[dict[str, Callable[[int], str]]]:
    """By kind, where the ledger of each number may lie."""
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, Callable[[int], str]] = {"a file": lambda number: str(Path(folder) / f"{number}.db")}
        programs = server.programs()
        if programs is None:
            yield found
            return
        with server.running(programs) as address:
            found["a server"] = lambda number: _database(address, number)
            yield found


@cache
def _database(address: str, number: int) -> str:
    import psycopg

    with psycopg.connect(address.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE fault{number} TEMPLATE template0".encode())
    return address.format(f"fault{number}")


def main() -> None:
    """Print one line for each kind of ledger, or end with what was lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("--moments", type=int, default=200)
    moments: int = parser.parse_args().moments
    reports = texts.varied(8 * BUNDLE)
    pairs = list(zip(reports, read_many(reports), strict=True))
    dice = random.Random(11)
    with places() as kinds:
        for kind, place in kinds.items():
            run(place(0), pairs)  # what is loaded once is loaded now
            whole, cut, start = exported(place(0)), 0, time.monotonic()
            run(place(moments + 1), pairs)
            seconds = time.monotonic() - start
            numbers = range(1, moments // len(kinds) + 1)
            for number in numbers:
                where = place(number)
                cut += killed(where, pairs, dice.uniform(0, seconds))
                exported(where)
                run(where, pairs)
                if exported(where) != whole:
                    raise RuntimeError(f"{where}: a second run gave something else")
            print(
                f"{kind}: {cut} runs killed of {len(numbers)}, each sound and completed to the same bytes", flush=True
            )


if __name__ == "__main__":
    main()
