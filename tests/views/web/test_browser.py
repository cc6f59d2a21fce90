"""The real work in a real browser: what an editor does from the first file to the sheet that is handed on.

Left out, and said so, where no Chromium is installed (Debian: chromium).
"""

from __future__ import annotations

import importlib.util
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
import uvicorn

from tests.chromium import NARROW, WIDE, Browser, installed
from tests.views.web.test_guard import poisoned
from twosource.engine import steps
from twosource.ledger import Ledger
from twosource.reading import VERSION
from twosource.views.web import Desk, app

pytestmark = pytest.mark.skipif(installed() is None, reason="no Chromium is installed")
EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = sorted(str(p) for p in EXAMPLES.iterdir() if p.name != "README.md")


def served(ledger: Ledger) -> Iterator[str]:
    """The address of a workplace over a ledger, as long as it is asked for."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app(Desk(ledger)), log_level="error", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("chromium")) as window:
        window.window(WIDE)
        yield window


@pytest.fixture
def home(tmp_path: Path) -> Iterator[str]:
    """A workplace over an empty ledger."""
    with Ledger.open(tmp_path / "war.db", create=True) as ledger:
        yield from served(ledger)


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[str]:
    """A workplace over reports that try everything."""
    with Ledger.open(tmp_path / "war.db", create=True) as ledger:
        held = poisoned()
        ledger.add(list(zip(held.reports, held.readings, strict=True)), VERSION)
        steps.link(ledger)
        yield from served(ledger)


def click(browser: Browser, words: str, within: str = "main") -> None:
    """Follow a link or press a button by its words."""
    browser.follow(
        f"[...document.querySelectorAll('{within} a, {within} button')].find(e => e.textContent.trim().startsWith({json.dumps(words)})).click()"
    )


def hand_in(browser: Browser, home: str) -> None:
    browser.open(f"{home}/add")
    root = browser.do("DOM.getDocument")["root"]["nodeId"]
    field = browser.do("DOM.querySelector", nodeId=root, selector="input[type=file]")["nodeId"]
    browser.do("DOM.setFileInputFiles", nodeId=field, files=FILES)
    click(browser, "Read it")
    click(browser, "Take all in")


def retreat(home: str) -> dict[str, object]:
    with urlopen(f"{home}/api/claims?type=withdraw") as answer:
        found: dict[str, object] = json.load(answer)["claims"][0]
        return found


def key(browser: Browser, letter: str) -> None:
    browser.do("Input.dispatchKeyEvent", type="keyDown", key=letter, text=letter)
    browser.do("Input.dispatchKeyEvent", type="keyUp", key=letter)


def test_from_the_first_file_to_the_sheet_that_is_handed_on(browser: Browser, home: str) -> None:
    hand_in(browser, home)
    assert "Taken in 5 reports" in browser.text

    # find the claim
    browser.run("document.querySelector('.find input').value = 'withdrew Borova'")
    click(browser, "Search", ".find")
    click(browser, "Russian forces withdrew")
    before = browser.run("document.querySelector('.number b').textContent")
    assert before == "4"

    # see why it has that many sources
    assert "is one source, though" in browser.text
    assert browser.run("document.querySelectorAll('.drawing .box.voice').length") >= 3

    # two voices are one after all: the number falls
    browser.run("document.querySelector('.verdict.different').closest('tr').id = 'pair'")
    browser.run("document.querySelector('#pair details').open = true")
    click(browser, "They are one", "#pair")
    assert browser.run("document.querySelector('.number b').textContent") == "3"
    assert "same" in browser.run("document.querySelector('ul.decided').textContent")

    # and back
    click(browser, "Take it back")
    assert browser.run("document.querySelector('.number b').textContent") == before

    # hand it on
    browser.open(f"{home}/claims?type=withdraw")
    browser.run("document.querySelector('details.exports').open = true")
    address = browser.run("document.querySelector('.exports a').href")
    with urlopen(address) as answer:
        sheet = answer.read().decode("utf-8-sig")
    assert "Russian forces withdrew from Borova" in sheet
    assert browser.complaints == []


def test_a_claim_is_reviewed_with_keys_alone(browser: Browser, home: str) -> None:
    hand_in(browser, home)
    browser.open(f"{home}/review")
    first = browser.run("document.querySelector('.reviewing h3').textContent")
    waiting = int(browser.run("document.querySelector('h1 .count').textContent").split()[0])
    pressed(browser, "a")
    assert f"{waiting - 1} waiting, 1 accepted" in browser.text
    assert browser.run("document.querySelector('.reviewing h3').textContent") != first
    pressed(browser, "u")
    assert f"{waiting} waiting, 0 accepted" in browser.text
    pressed(browser, "j")
    assert browser.address == "/review?at=2"
    pressed(browser, "3")
    assert "Graded 3" in browser.text
    key(browser, "n")
    assert browser.run("document.activeElement.name") == "value"
    browser.do("Input.insertText", text="a note, and not accept")
    assert browser.address == "/review?at=2"
    assert browser.complaints == []


def pressed(browser: Browser, letter: str) -> None:
    """Press a key that leads to another page."""
    browser.expect_load(lambda: key(browser, letter))


PAGES = (
    "/",
    "/claims",
    "/voices",
    "/places",
    "/places/Borova, Kharkiv, UA",
    "/equipment",
    "/search?q=Borova",
    "/decisions",
    "/check",
    "/add",
    "/review",
    "/cases",
    "/reports/wire",
    "/nowhere",
)


def test_nothing_of_a_hostile_report_runs_and_no_page_asks_another_server(browser: Browser, hostile: str) -> None:
    with urlopen(f"{hostile}/api/claims") as answer:
        claims = [f"/claims/{c['id']}" for c in json.load(answer)["claims"]]
    with urlopen(f"{hostile}/api/voices") as answer:
        claims += [f"/voices/{v['id']}" for v in json.load(answer)["voices"]]
    browser.complaints.clear()
    for path in (*PAGES, *claims):
        browser.open(hostile + path)
        assert browser.run("document.querySelectorAll('main script, main img, main iframe').length") == 0, path
        asked = browser.run("performance.getEntriesByType('resource').map(e => e.name)")
        assert all(address.startswith(hostile) for address in asked), (path, asked)
    assert [c for c in browser.complaints if "404" not in c] == []


@pytest.mark.parametrize("path", ["/reports/wire", "/claims"], ids=["page", "page with a map"])
def test_a_page_that_were_poisoned_would_still_run_nothing(browser: Browser, hostile: str, path: str) -> None:
    """The policy, not only the escaping: a script that got into a page is refused by the browser."""
    browser.open(hostile + path)
    browser.complaints.clear()
    browser.run("document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,x\" onerror=\"window.ran = 1\">')")
    browser.run(
        "{ const s = document.createElement('script'); s.textContent = 'window.ran = 2'; document.body.append(s); }"
    )
    browser.run("{ const s = document.createElement('script'); s.src = '/api/claims'; document.body.append(s); }")
    time.sleep(0.3)
    assert browser.run("typeof window.ran") == "undefined"
    assert any("Content Security Policy" in c for c in browser.complaints)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_is_wider_than_the_window(browser: Browser, hostile: str, size: tuple[int, int]) -> None:
    browser.window(size)
    for path in PAGES:
        browser.open(hostile + path)
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), path
    browser.window(WIDE)


def axe() -> str | None:
    """axe-core, as the package axe-core-python brings it (MPL-2.0); only its script is used."""
    found = importlib.util.find_spec("axe_core_python")
    places = found.submodule_search_locations if found else None
    return (Path(places[0]) / "axe.min.js").read_text(encoding="utf-8") if places else None


@pytest.mark.skipif(axe() is None, reason="axe-core-python is not installed")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_no_serious_fault_on_any_page(
    browser: Browser, hostile: str, size: tuple[int, int], dark: bool
) -> None:
    script = axe() or ""
    with urlopen(f"{hostile}/api/claims") as answer:
        claims = [f"/claims/{c['id']}" for c in json.load(answer)["claims"]]
    browser.window(size, dark=dark)
    faults = []
    for path in (*PAGES, *claims[:2], "/voices/v-wire"):
        browser.open(hostile + path)
        browser.run(script)
        found = browser.run(
            "axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => [v.id, v.impact, v.nodes[0].html.slice(0, 120), v.nodes[0].failureSummary]))"
        )
        faults += [(path, *fault) for fault in found if fault[1] in ("serious", "critical")]
    browser.window(WIDE)
    assert faults == []
