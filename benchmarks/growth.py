"""How cost grows: the commands as a user runs them over ever more reports, none like another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import texts

STEPS = ("add", "add again", "link")


@dataclass(frozen=True)
class Grown:
    """One step over so many reports: seconds of the processor (all processes), and MB of the largest process."""

    reports: int
    step: str
    seconds: float
    peak_mb: int


def measured(sizes: Sequence[int]) -> Iterator[Grown]:
    """Each step at each size, in a ledger of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            source, ledger = Path(folder) / f"{size}.jsonl", Path(folder) / f"{size}.db"
            with source.open("w", encoding="utf-8") as out:
                for report in texts.varied(size):
                    row = {
                        "id": report.id,
                        "outlet": report.outlet,
                        "published": str(report.published),
                        "text": report.text,
                    }
                    out.write(json.dumps(row) + "\n")
            for step in STEPS:
                command = ["link", ledger] if step == "link" else ["add", ledger, source, "--jobs", 1]
                yield _run(size, step, [str(part) for part in command])


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


def _run(size: int, step: str, command: list[str]) -> Grown:
    with tempfile.TemporaryFile("w+") as told:
        running = subprocess.Popen(
            [sys.executable, "-c", WATCHED, *command], stdout=subprocess.DEVNULL, stderr=told, text=True
        )
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        last = told.read().split()[-1:]
    if running.returncode:
        raise RuntimeError(f"twosource {' '.join(command)} ended with {running.returncode}")
    return Grown(size, step, used.ru_utime + used.ru_stime, int(last[0]) // 1024)
