"""Reading on a cluster gives what reading here gives, whatever becomes of the workers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.engine.test_steps import written
from tests.texts import report
from twosource.engine import cluster, local, steps
from twosource.errors import InputError, TwosourceError
from twosource.ledger import Ledger
from twosource.records import Reading, Report

pytest.importorskip("distributed")


@contextmanager
def program(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program of Dask's, for as long as it is needed."""
    command = [sys.executable, "-W", "ignore", "-m", *words]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def scheduler() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    host, port = "127.0.0.1", str(free())
    with program("distributed.cli.dask_scheduler", "--host", host, "--port", port, "--no-dashboard") as running:
        yield f"{host}:{port}", running


def worker(address: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    words = (f"tcp://{address}", "--nthreads", "1", "--no-nanny", "--no-dashboard")
    return program("distributed.cli.dask_worker", *words)


def test_a_worker_that_is_killed_half_way_costs_nothing(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", 6 * local.CHUNK + 5)
    with Ledger.open(tmp_path / "here.db", create=True) as book:
        steps.add(book, [source])
        here = book.holdings()
    with (
        scheduler() as (address, _),
        worker(address) as first,
        worker(address),
        cluster.started(address, 1) as engine,
        Ledger.open(tmp_path / "there.db", create=True) as book,
    ):

        def killing(reports: Iterable[Report], refuse: local.Refuse) -> local.Read:
            for at, done in enumerate(engine(reports, refuse)):
                if at == 1:
                    first.kill()
                yield done

        tally = steps.add(book, [source], killing)
        assert tally.left_out == ()
        assert book.holdings() == here


def test_a_scheduler_that_goes_away_is_named_and_what_was_read_is_kept(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", 6 * local.CHUNK)
    with Ledger.open(tmp_path / "a.db", create=True) as book:
        with (
            scheduler() as (address, running),
            worker(address),
            cluster.started(address, 1) as engine,
        ):

            def losing(reports: Iterable[Report], refuse: local.Refuse) -> local.Read:
                for done in engine(reports, refuse):
                    yield done
                    running.kill()

            with pytest.raises(TwosourceError, match="run the same command again"):
                steps.add(book, [source], losing)
        kept = book.count()
        assert 0 < kept < 6 * local.CHUNK
        assert steps.add(book, [source]).added == 6 * local.CHUNK - kept


def ending(_: str, reports: list[Report]) -> list[Reading]:
    """Ends the worker that is handed the one report."""
    if any("ends it" in r.text for r in reports):
        os._exit(1)
    return [Reading(report=r.id) for r in reports]


def test_a_report_that_ends_every_worker_is_left_out_by_name() -> None:
    import dask

    texts = ["One.", "This ends it.", "Three."]
    reports = [report(text, id_=text.split()[0].strip(".")) for text in texts]
    left_out: list[InputError] = []
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        cluster.started(None, 2, ending) as engine,
    ):
        found = [r.id for chunk in engine(reports, left_out.append) for r, _ in chunk]
    assert found == ["One", "Three"]
    assert ["process that read it was ended" in fault.message for fault in left_out] == [True]


def test_nobody_there_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(TwosourceError, match="start them: dask scheduler"):
        cluster.started(f"127.0.0.1:{free()}", 1).__enter__()
    with scheduler() as (address, _), pytest.raises(TwosourceError, match="no worker"):
        cluster.started(address, 1).__enter__()


def test_a_worker_of_another_version_does_not_read() -> None:
    with pytest.raises(TwosourceError, match="install the same version everywhere"):
        cluster.read("0.0.1", [report("One.")])
