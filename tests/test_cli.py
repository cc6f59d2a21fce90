"""The commands as a user types them: what they print, what they write, and their exit codes."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
Done = subprocess.CompletedProcess[str]


def twosource(*arguments: object, given: str | None = None) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "twosource", *map(str, arguments)],
        capture_output=True,
        text=True,
        input=given,
        timeout=120,
        env={**os.environ, "COLUMNS": "100", "USER": "ana"},
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    done = twosource("run", EXAMPLES, "--ledger", folder / "demo.db", "--brief", folder / "brief.html")
    assert done.returncode == 0, done.stderr
    assert "5 reports taken in, 0 known already, 0 left out" in done.stdout
    return folder


def claims(folder: Path) -> list[dict[str, Any]]:
    out = folder / "out"
    assert twosource("export", folder / "demo.db", "--out", out).returncode == 0
    return [json.loads(line) for line in (out / "claims.jsonl").read_text().splitlines()]


def test_the_demo_shows_what_it_is_for(demo: Path) -> None:
    page = (demo / "brief.html").read_text()
    addresses = set(re.findall(r'(?:src|href|url\()\s*=?\s*"?(https?://[^/"]+)', page))
    assert addresses == {a for a in addresses if a.endswith(".example")}, "only links to the reports themselves"
    made = claims(demo)
    retreat = max((c for c in made if c["type"] == "withdraw"), key=lambda c: len(c["events"]))
    assert retreat["against_interest"]
    assert retreat["sources_min"] == 4  # an official, the ministry, a mayor, residents
    assert len(retreat["events"]) >= 4
    tolls = [c for c in made if c["type"] == "casualties" and c["conflicts"]]
    assert len(tolls) == 2
    denied = [c for c in made if c["type"] == "equipment-loss" and c["conflicts"]]
    assert len(denied) >= 2


def test_a_second_run_adds_nothing(demo: Path) -> None:
    done = twosource("run", EXAMPLES, "--ledger", demo / "demo.db")
    assert done.returncode == 0
    assert "0 reports taken in, 5 known already" in done.stdout
    assert "up to date" in done.stdout


def test_show_lists_claims_and_explains_one(demo: Path) -> None:
    listed = twosource("show", demo / "demo.db")
    assert "5 reports, 1 story" in listed.stdout
    first = next(c for c in claims(demo) if c["sources_min"] == 2)
    told = twosource("show", demo / "demo.db", str(first["id"])[:8])
    assert told.returncode == 0
    assert str(first["gist"]) in " ".join(told.stdout.split())
    assert "independent sources" in " ".join(told.stdout.split())


def test_an_id_that_is_not_there_is_named(demo: Path) -> None:
    done = twosource("show", demo / "demo.db", "c000nothing")
    assert done.returncode == 7
    assert "c000nothing" in done.stderr


def test_search_and_check(demo: Path) -> None:
    assert "Borova" in twosource("search", demo / "demo.db", "Borova").stdout
    assert twosource("search", demo / "demo.db", "zeppelin").stderr.strip() == "nothing found"
    assert "sound, 5 reports" in twosource("check", demo / "demo.db").stdout


def test_a_decision_parts_a_claim_and_undo_joins_it_again(tmp_path: Path) -> None:
    ledger = tmp_path / "demo.db"
    assert twosource("run", EXAMPLES, "--ledger", ledger).returncode == 0
    before = claims(tmp_path)
    joined = next(c for c in before if c["type"] == "casualties" and len(c["events"]) == 2)
    a, b = joined["events"]
    assert twosource("decide", ledger, a, b, "different", "--why", "other day").returncode == 0
    assert not any({a, b} <= set(c["events"]) for c in claims(tmp_path))
    assert twosource("decide", ledger, a, b, "undo").returncode == 0
    assert [{**c, "aliases": []} for c in claims(tmp_path)] == before


def test_add_link_brief_and_export_alone_come_to_the_same(demo: Path, tmp_path: Path) -> None:
    assert twosource("add", tmp_path / "demo.db", EXAMPLES).returncode == 0
    assert twosource("link", tmp_path / "demo.db").returncode == 0
    assert twosource("brief", tmp_path / "demo.db", "--out", tmp_path / "b.html").returncode == 0
    assert (tmp_path / "b.html").read_text().startswith("<!doctype html>")
    assert claims(tmp_path) == claims(demo)


def test_chosen_claims_are_written_in_a_format_that_other_programs_read(demo: Path, tmp_path: Path) -> None:
    done = twosource(
        "export", demo / "demo.db", "--format", "csv", "--select", "sources=2", "--out", tmp_path / "sheets"
    )
    assert done.returncode == 0, done.stderr
    told = re.search(r"claims\.csv written: (\d+) claims", done.stdout)
    assert told
    assert len((tmp_path / "sheets/claims.csv").read_text("utf-8-sig").splitlines()) == int(told[1]) + 1 > 1
    without = twosource("export", demo / "demo.db", "-f", "geojson", "--no-text", "--no-names", "-o", tmp_path / "map")
    assert without.returncode == 0
    assert json.loads((tmp_path / "map/claims.geojson").read_text())["type"] == "FeatureCollection"
    assert twosource("export", demo / "demo.db", "--select", "sources=2", "--out", tmp_path / "x").returncode == 2


def test_an_export_can_be_linked_alone(demo: Path, tmp_path: Path) -> None:
    made = claims(demo)
    done = twosource("link", "--from", demo / "out", "--out", tmp_path / "again")
    assert done.returncode == 0, done.stderr
    again = [json.loads(line) for line in (tmp_path / "again" / "claims.jsonl").read_text().splitlines()]
    assert [(c["id"], c["events"], c["sources_min"], c["sources_max"]) for c in again] == [
        (c["id"], c["events"], c["sources_min"], c["sources_max"]) for c in made
    ]


def test_every_span_of_the_export_is_its_words(demo: Path) -> None:
    claims(demo)
    rows = {p.stem: [json.loads(line) for line in p.read_text().splitlines()] for p in (demo / "out").glob("*.jsonl")}
    assert set(rows) == {
        "reports",
        "statements",
        "voices",
        "events",
        "claims",
        "copies",
        "stories",
        "voice_pairs",
        "places",
        "dates",
    }
    texts = {r["id"]: r["text"] for r in rows["reports"]}

    def spans(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, dict):
            own = [value] if {"start", "end", "text"} <= value.keys() else []
            return own + [s for v in value.values() for s in spans(v)]
        return [s for v in value for s in spans(v)] if isinstance(value, list) else []

    seen = 0
    for kind in ("statements", "events", "places", "dates"):
        for row in rows[kind]:
            for span in spans(row):
                assert texts[row["report"]][span["start"] : span["end"]] == span["text"]
                seen += 1
    assert seen > 100


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_serve_opens_the_workplace_until_it_is_stopped(demo: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        busy = twosource("serve", demo / "demo.db", "--port", port)
        assert busy.returncode == 1
        assert "choose another with --port" in busy.stderr
    command = [sys.executable, "-m", "twosource", "serve", str(demo / "demo.db"), "--port", str(port)]
    # A shell that starts the tests in the background has them ignore SIGINT; the server must not inherit that.
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=_heed_interrupts) as server:
        assert server.stderr is not None
        address = f"http://127.0.0.1:{port}/"
        assert server.stderr.readline() == f"the workplace is open at {address}\n"
        with urlopen(address, timeout=60) as answer:
            assert b"What is new" in answer.read()
        server.send_signal(signal.SIGINT)
        assert "Traceback" not in server.stderr.read()
    assert server.returncode == 130


def test_parse_prints_conllu(tmp_path: Path) -> None:
    done = twosource("parse", "-", given="Russian forces withdrew from Borova.")
    rows = [line.split("\t") for line in done.stdout.splitlines() if line and not line.startswith("#")]
    assert [row[1] for row in rows] == ["Russian", "forces", "withdrew", "from", "Borova", "."]
    assert all(len(row) == 10 for row in rows)
    assert twosource("parse", tmp_path / "none.txt").returncode == 3


def test_bad_input_is_named_left_out_and_told_by_the_exit_code(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Shells hit Izyum\n\nRussian artillery shelled Izyum on Monday, the mayor said.\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "cyrillic.txt").write_bytes("Обстрел города".encode("cp1251") * 20)
    (folder / "lines.jsonl").write_text('{"text": "Shells hit Lyman on Monday."}\n{"text": \n')
    (folder / "long.txt").write_text("x" * 20_000_000)
    (folder / "locked.txt").write_text("Nobody may read this.")
    (folder / "locked.txt").chmod(0)
    done = twosource("run", folder, tmp_path / "nowhere", "--ledger", tmp_path / "a.db", "--brief", tmp_path / "b.html")
    assert done.returncode == 3
    left_out = [line for line in done.stderr.splitlines() if line.startswith("left out: ")]
    named = ["empty.txt", "binary.txt", "cyrillic.txt", "lines.jsonl:2", "nowhere"]
    named += ["locked.txt"] if os.geteuid() else []  # root may read everything
    for name in named:
        assert any(name in line and "(" in line for line in left_out), name
    assert re.search(r"\d reports taken in, 0 known already, \d left out", done.stdout)
    assert (tmp_path / "b.html").exists()
    held = twosource("export", tmp_path / "a.db", "--out", tmp_path / "out")
    assert held.returncode == 0
    texts = [json.loads(line)["text"] for line in (tmp_path / "out" / "reports.jsonl").read_text().splitlines()]
    assert any(t.startswith("Shells hit Izyum") for t in texts)
    assert any(t.startswith("Shells hit Lyman") for t in texts)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["show", "none.db"], 6, "no such ledger"),
        (["link"], 2, "--from"),
        (["run"], 2, "Missing"),
        (["nonsense"], 2, "No such command"),
        (["brief", "text.txt"], 6, "not a"),
    ],
)
def test_wrong_use_is_told_in_one_line(tmp_path: Path, arguments: list[str], code: int, says: str) -> None:
    (tmp_path / "text.txt").write_text("only a text, and long enough to be looked at as a file\n" * 9)
    placed = [str(tmp_path / a) if "." in a else a for a in arguments]
    done = twosource(*placed)
    assert done.returncode == code
    assert says in done.stderr


def test_version_and_help() -> None:
    assert re.fullmatch(r"twosource \d+\.\d+\.\d+\S*\n", twosource("--version").stdout)
    for command in (
        "run",
        "user",
        "add",
        "watch",
        "link",
        "brief",
        "export",
        "show",
        "search",
        "decide",
        "serve",
        "check",
        "parse",
    ):
        assert command in twosource("--help").stdout
        assert twosource(command, "--help").returncode == 0


def test_the_page_of_commands_is_what_help_says() -> None:
    page = (Path(__file__).parents[1] / "docs" / "cli.md").read_text()
    listed = re.findall(r"^## (\w+)$", page, re.MULTILINE)
    helped = re.findall(
        r"^  (\w+) ", twosource("--help").stdout.split("Commands:")[1].split("Exit codes")[0], re.MULTILINE
    )
    assert listed == helped
    for command in listed:
        section = page.split(f"\n## {command}\n")[1].split("\n## ")[0]
        options = set(re.findall(r"(?<![\w-])(--[a-z]+)", twosource(command, "--help").stdout)) - {"--help"}
        assert options == set(re.findall(r"`[^`]*?(--[a-z]+)", section)), command


def test_a_ledger_on_a_server_gives_the_same_to_the_byte_and_no_message_holds_the_password(
    demo: Path, tmp_path: Path, postgres: Callable[[], str]
) -> None:
    war, moved = (a.replace("desk@", "desk:secret-1@") for a in (postgres(), postgres()))
    told = twosource("run", EXAMPLES, "--ledger", war)
    assert told.returncode == 0, told.stderr
    copied = twosource("copy", demo / "demo.db", moved)
    assert "5 reports" in copied.stdout, copied.stderr
    found = {}
    for name, ledger in (("file", demo / "demo.db"), ("server", war), ("copy", moved)):
        assert twosource("export", ledger, "--out", tmp_path / name).returncode == 0
        found[name] = {p.name: p.read_bytes() for p in (tmp_path / name).iterdir()}
    assert found["file"] == found["server"] == found["copy"]
    for done in (
        told,
        copied,
        twosource("check", war),
        twosource("copy", war, moved),
        twosource("check", war.replace("/twosource_", "/no_")),
        twosource("check", "postgresql://desk:secret-1@127.0.0.1:9/none"),
        twosource("check", "postgresql://desk:secret-1@[::1/none"),
    ):
        assert "secret-1" not in done.stdout + done.stderr
        assert len(done.stderr.splitlines()) <= 1
    assert "Borova" in twosource("search", war, "Borova").stdout


def test_an_account_is_made_from_standard_input_and_a_file_without_any_opens_nothing(
    tmp_path: Path, demo: Path
) -> None:
    made = twosource("user", tmp_path / "desk.users", "ana", "--role", "admin", given="a long enough password\n")
    assert made.returncode == 0, made.stderr
    assert "ana may sign in as admin" in made.stdout
    assert "a long enough" not in (tmp_path / "desk.users").read_text()
    short = twosource("user", tmp_path / "desk.users", "bo", given="short\n")
    assert short.returncode != 0
    assert "10 to 200 characters" in short.stderr
    empty = twosource("serve", demo / "demo.db", "--users", tmp_path / "none")
    assert empty.returncode != 0
    assert "no accounts" in empty.stderr
