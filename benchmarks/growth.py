"""How cost grows: the commands as a user runs them over ever more reports, none like another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import texts
from twosource.engine import steps
from twosource.ledger import Ledger
from twosource.ledger.decisions import decision
from twosource.linking import Workings, link
from twosource.records import Report

MORE = 1_000
"""Reports that come in later."""


@dataclass(frozen=True)
class Grown:
    """One step over a ledger of so many reports: seconds of the processor (all processes), and MB of the largest process, None where nothing was started."""

    reports: int
    step: str
    seconds: float
    peak_mb: int | None


def measured(sizes: Sequence[int]) -> Iterator[Grown]:
    """Each step at each size, in a ledger of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            reports = texts.varied(size + MORE)
            first, later = Path(folder) / f"{size}.jsonl", Path(folder) / f"{size}-later.jsonl"
            _write(reports[:size], first)
            _write(reports[size:], later)
            ledger = Path(folder) / f"{size}.db"
            yield _run(size, "add", ["add", ledger, first, "--jobs", 1])
            yield _run(size, "add again", ["add", ledger, first, "--jobs", 1])
            yield _run(size, "link", ["link", ledger])
            yield _run(size, f"add {MORE:,} more", ["add", ledger, later, "--jobs", 1])
            yield _run(size, f"link with {MORE:,} more", ["link", ledger])
            yield _decided(size, ledger)


def _write(reports: Sequence[Report], path: Path) -> None:
    rows = ({"id": r.id, "outlet": r.outlet, "published": str(r.published), "text": r.text} for r in reports)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _decided(size: int, path: Path) -> Grown:
    """Linking after a person's word on two events, in a program that linked before, as the workplace does."""
    with Ledger.open(path) as ledger:
        held, before = ledger.holdings(), Workings()
        link(held.reports, held.readings, before=before)
        claim = max(held.links.claims, key=lambda c: len(c.events))
        ledger.decide(decision(held, claim.events[0], claim.events[1], "different", "a person", "two towns"))
        started = time.process_time()
        steps.link(ledger, before)
        return Grown(size, "link after a word", time.process_time() - started, None)


WATCHED = """
import re, sys
from pathlib import Path
from twosource.cli import main
try:
    main()
finally:
    print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1], file=sys.stderr)
"""
"""A command that tells the most memory it had, in kB (Linux): what a parent is told of its child counts the parent's too."""


def _run(size: int, step: str, command: Sequence[str | Path | int]) -> Grown:
    words = [str(part) for part in command]
    with tempfile.TemporaryFile("w+") as told:
        running = subprocess.Popen(
            [sys.executable, "-c", WATCHED, *words], stdout=subprocess.DEVNULL, stderr=told, text=True
        )
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        last = told.read().split()[-1:]
    if running.returncode:
        raise RuntimeError(f"twosource {' '.join(words)} ended with {running.returncode}")
    return Grown(size, step, used.ru_utime + used.ru_stime, int(last[0]) // 1024)
