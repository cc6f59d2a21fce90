"""Nothing is lost by what befalls a run: it is killed, the disk is full, another runs beside it. Each test runs on both kinds of ledger."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.engine.test_steps import written
from twosource.engine import local, steps
from twosource.ledger import Ledger
from twosource.ledger.check import check
from twosource.views.export import jsonl

COUNT = local.CHUNK + 4
MOMENTS = int(os.environ.get("TWOSOURCE_MOMENTS", "3"))
"""Moments at which a run is killed, for each kind of ledger."""


def exported(where: str, folder: Path) -> dict[str, bytes]:
    """All that a sound ledger holds, as it is written out."""
    with Ledger.open(where) as book:
        assert list(check(book)) == []
        jsonl.write(book.holdings(), folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def finished(where: str, source: Path, folder: Path) -> dict[str, bytes]:
    """The same after a run to the end."""
    with Ledger.open(where, create=True) as book:
        steps.add(book, [source])
        steps.link(book)
    return exported(where, folder)


@dataclass(frozen=True)
class Undisturbed:
    """A run that nothing befell: of what, for how many seconds, and what it gave."""

    source: Path
    seconds: float
    gave: dict[str, bytes]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    source = written(folder / "a.jsonl", COUNT)
    start = time.monotonic()
    started(str(folder / "a.db"), source).communicate()
    seconds = time.monotonic() - start
    return Undisturbed(source, seconds, finished(str(folder / "a.db"), source, folder / "out"))


def started(where: str, source: Path, largest_file: int = resource.RLIM_INFINITY) -> subprocess.Popen[str]:
    """`twosource run` with two processes that read, in a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "twosource", "run", str(source), "--ledger", where, "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file)),
    )


def test_a_run_killed_at_any_moment_leaves_a_sound_ledger_that_a_second_run_completes(
    fresh: Callable[[], str], tmp_path: Path, undisturbed: Undisturbed
) -> None:
    dice = random.Random(7)
    for number in range(MOMENTS):
        where = fresh()
        running = started(where, undisturbed.source)
        time.sleep(dice.uniform(0.3, undisturbed.seconds))
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        assert finished(where, undisturbed.source, tmp_path / str(number)) == undisturbed.gave


def test_two_runs_at_once_give_what_one_gives(
    fresh: Callable[[], str], tmp_path: Path, undisturbed: Undisturbed
) -> None:
    where = fresh()
    both = [started(where, undisturbed.source) for _ in range(2)]
    told = [run.communicate()[1] for run in both]
    assert [run.returncode for run in both] == [0, 0], told
    assert finished(where, undisturbed.source, tmp_path / "out") == undisturbed.gave


def test_a_full_disk_is_named_and_a_second_run_completes(tmp_path: Path, undisturbed: Undisturbed) -> None:
    where = str(tmp_path / "a.db")
    running = started(where, undisturbed.source, largest_file=200_000)
    _, told = running.communicate()
    assert running.returncode == 6
    assert "room on the disk" in told
    assert len(told.splitlines()) == 1
    assert finished(where, undisturbed.source, tmp_path / "out") == undisturbed.gave
