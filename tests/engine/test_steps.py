"""A run over a ledger: the same in one process or several, twice or at once, and after it was killed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from msgspec.structs import replace

from twosource.engine import local, steps
from twosource.errors import TwosourceError
from twosource.ledger import Ledger
from twosource.ledger.check import check

TOWNS = ("Borova", "Izyum", "Balakliya", "Kupiansk", "Svatove", "Lyman", "Bakhmut", "Soledar")


def written(path: Path, count: int) -> Path:
    """A file of `count` short reports."""
    rows = (
        {
            "id": f"r{n:05}",
            "outlet": f"Outlet {n % 7}",
            "published": "2022-10-05",
            "text": f"Shells hit {TOWNS[n % len(TOWNS)]}\n\nRussian artillery shelled {TOWNS[n % len(TOWNS)]} on Monday and wounded {n + 2} people, governor number {n} said.",
        }
        for n in range(count)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_a_second_run_adds_nothing_and_links_nothing(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", 20)
    with Ledger.open(tmp_path / "a.db", create=True) as book:
        first = steps.add(book, [source])
        assert (first.added, first.known, first.left_out) == (20, 0, ())
        assert steps.link(book)
        held = book.holdings()
        second = steps.add(book, [source])
        assert (second.added, second.known, second.reread) == (0, 20, 0)
        assert not steps.link(book)
        assert book.holdings() == held


def test_what_is_not_english_is_kept_and_not_read(tmp_path: Path) -> None:
    from tests.intake.test_languages import SAID

    rows = [json.dumps({"id": code, "text": SAID[code]}) for code in ("uk", "en", "de")]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    with Ledger.open(tmp_path / "a.db", create=True) as book:
        tally = steps.add(book, [tmp_path / "a.jsonl"])
        assert (tally.added, tally.not_read) == (3, (("de", 1), ("uk", 1)))
        steps.link(book)
        held = book.holdings()
        assert {r.id: r.language for r in held.reports} == {"uk": "uk", "en": "en", "de": "de"}
        assert {r.report for r in held.readings if r.events} == {"en"}
        assert list(check(book)) == []


def test_several_processes_read_the_same_as_one(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", 2 * local.CHUNK + 5)
    held = []
    for jobs in (1, 2):
        with Ledger.open(tmp_path / f"{jobs}.db", create=True) as book:
            steps.add(book, [source], local.on(jobs))
            steps.link(book)
            held.append(book.holdings())
    assert held[0] == held[1]


def test_reports_one_by_one_give_what_all_at_once_give(tmp_path: Path) -> None:
    lines = written(tmp_path / "a.jsonl", 12).read_text().splitlines(keepends=True)
    with Ledger.open(tmp_path / "whole.db", create=True) as book:
        steps.add(book, [tmp_path / "a.jsonl"])
        steps.link(book)
        whole = book.holdings().links
    with Ledger.open(tmp_path / "parts.db", create=True) as book:
        for at, line in enumerate(reversed(lines)):
            part = tmp_path / f"part{at}.jsonl"
            part.write_text(line)
            steps.add(book, [part])
            steps.link(book)
        parts = book.holdings().links
    assert [replace(c, aliases=()) for c in parts.claims] == list(whole.claims)
    assert parts.stories == whole.stories
    assert parts.copies == whole.copies


def test_a_run_that_is_killed_loses_nothing_and_goes_on_where_it_was(tmp_path: Path) -> None:
    count = 6 * local.CHUNK
    source = written(tmp_path / "a.jsonl", count)
    command = [sys.executable, "-m", "twosource", "add", str(tmp_path / "k.db"), str(source), "--jobs", "1"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    kept = 0
    for _ in range(600):
        time.sleep(0.05)
        if (tmp_path / "k.db").exists() and running.poll() is None:
            try:
                with Ledger.open(tmp_path / "k.db") as book:
                    kept = book.count()
            except TwosourceError:  # the tables are being made just now
                continue
            if kept:
                os.kill(running.pid, signal.SIGKILL)
                break
    running.wait()
    with Ledger.open(tmp_path / "k.db") as book:
        assert book.count() >= kept > 0
        assert list(check(book)) == []
        steps.add(book, [source])
        assert book.count() == count
        assert list(check(book)) == []


def test_reports_that_no_claim_knows_yet_are_no_fault(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db", create=True) as book:
        for count in (3, 6):
            steps.add(book, [written(tmp_path / f"{count}.jsonl", count)])
            assert list(check(book)) == []
            assert not book.is_linked()
            steps.link(book)
            assert book.is_linked()
        links = book.holdings().links
        book.replace_links(replace(links, claims=links.claims[1:]), book.linked_from() or "")
        assert any("in 0 claims" in line for line in check(book))
