"""All 12,104 reports of RUWA through the program as a user runs it, with time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from evaluation.floors import Volume
from evaluation.shared import DATA, hashed
from twosource.ledger import Ledger

RUWA = DATA / "ruwa" / "2022-02-to-08.jsonl"


def measure() -> Volume:
    """One run of `twosource run` on the file; peak memory is of the largest process.

    Raises:
        RuntimeError: the run failed, or left a report out.
    """
    with tempfile.TemporaryDirectory() as scratch:
        ledger = Path(scratch) / "ruwa.db"
        start = time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "twosource",
            "run",
            str(RUWA),
            "--ledger",
            str(ledger),
            "--brief",
            f"{scratch}/brief.html",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - start
        if done.returncode != 0:
            raise RuntimeError(f"the run over {RUWA.name} ended with {done.returncode}: {done.stderr[-800:]}")
        holdings = Ledger.open(str(ledger)).holdings()
    reports = len(holdings.reports)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return Volume(
        set="RUWA",
        hash=hashed(RUWA),
        reports=reports,
        seconds=round(seconds, 1),
        reports_a_second=round(reports / seconds, 1),
        peak_mb=peak,
        claims=len(holdings.links.claims),
    )
