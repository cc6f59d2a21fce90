"""Reading by several processes: a process that dies costs nothing but time, and a report that kills its reader is left out by name."""

import os
import signal
from functools import partial
from pathlib import Path

from twosource.engine import local
from twosource.errors import InputError
from twosource.intake.report import Metadata, make
from twosource.records import Reading, Report


def reports(count: int) -> list[Report]:
    return [
        make(f"Shells fell at mile {n}.", Metadata(id=f"r{n:03}"), sha256="", where=f"{n}.txt") for n in range(count)
    ]


def deadly(some: list[Report]) -> list[Reading]:
    """Ends its process over report r017, each time."""
    if any(report.id == "r017" for report in some):
        os.kill(os.getpid(), signal.SIGKILL)
    return [Reading(report=report.id) for report in some]


def once_deadly(mark: Path, some: list[Report]) -> list[Reading]:
    """Ends its process the first time that it sees report r017."""
    if any(report.id == "r017" for report in some) and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return [Reading(report=report.id) for report in some]


def read(work: local.Work) -> tuple[list[str], list[InputError]]:
    refused: list[InputError] = []
    given = reports(40)
    chunks = [given[at : at + 5] for at in range(0, 40, 5)]
    done = [pair for chunk in local.pooled(iter(chunks), 2, work, refused.append) for pair in chunk]
    assert all(report.id == reading.report for report, reading in done)
    return [report.id for report, _ in done], refused


def test_a_report_that_ends_its_process_is_left_out_and_the_rest_is_read_in_order() -> None:
    ids, refused = read(deadly)
    assert ids == [r.id for r in reports(40) if r.id != "r017"]
    assert [fault.where for fault in refused] == ["17.txt"]


def test_a_process_that_is_ended_once_costs_no_report(tmp_path: Path) -> None:
    ids, refused = read(partial(once_deadly, tmp_path / "mark"))
    assert ids == [r.id for r in reports(40)]
    assert refused == []
