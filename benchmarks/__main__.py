"""`python -m benchmarks [--reports N]`: how reading, linking and the pool of processes compare, each pair timed in turns in one run."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from statistics import median

from benchmarks import texts
from twosource import language
from twosource.engine import local
from twosource.language import document
from twosource.linking import link
from twosource.reading.read import read_many
from twosource.records import Reading, Report

TURNS = 3


def timed(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of both, taken in turns, so that a busy machine slows both."""
    first: list[float] = []
    second: list[float] = []
    for _ in range(TURNS):
        for do, kept in ((one, first), (other, second)):
            document.forget()
            start = time.perf_counter()
            do()
            kept.append(time.perf_counter() - start)
    return median(first), median(second)


def parsed(reports: Sequence[Report]) -> int:
    """Words of all reports, by the language model alone."""
    return sum(len(doc) for doc in language.parse_many(r.text for r in reports))


def read(reports: Sequence[Report]) -> list[Reading]:
    """Readings of all reports in this process."""
    return list(read_many(reports))


def pooled(reports: Sequence[Report], jobs: int) -> int:
    """Readings of all reports by several processes."""
    return sum(len(chunk) for chunk in local.read(iter(reports), jobs))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--reports", type=int, default=300, help="how many invented reports")
    count: int = parser.parse_args().reports
    reports = texts.reports(count)
    words = parsed(reports[:20]) and parsed(reports)
    rows: list[tuple[str, float, str]] = []
    model, reading = timed(lambda: parsed(reports), lambda: read(reports))
    rows.append(("reading / language model alone", reading / model, f"{words / model:,.0f} words a second alone"))
    cores = local.cores()
    if cores > 1:
        one, many = timed(lambda: pooled(reports, 1), lambda: pooled(reports, cores))
        rows.append(
            (f"one process / {cores} processes", one / many, f"{count / many:,.0f} reports a second by {cores}")
        )
    readings = read(reports)
    small, large = timed(lambda: link(reports[: count // 2], readings[: count // 2]), lambda: link(reports, readings))
    rows.append(("linking twice as many", large / small, f"{count / large:,.0f} reports a second"))
    fresh, known = _kept(reports)
    rows.append(("reading / reading what is known already", fresh / known, "wire copy is parsed once"))
    for name, ratio, told in rows:
        print(f"{name:<42}{ratio:6.2f} ×   {told}")


def _kept(reports: Sequence[Report]) -> tuple[float, float]:
    """Seconds to read reports, and to read them once more with their paragraphs remembered."""
    document.forget()
    start = time.perf_counter()
    read(reports)
    middle = time.perf_counter()
    read(reports)
    return middle - start, time.perf_counter() - middle


if __name__ == "__main__":
    main()
