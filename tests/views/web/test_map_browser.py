"""The map that moves, in a real browser: it is drawn, opens by hand and by key, and puts its window into the address.

Left out, and said so, where no Chromium is installed (Debian: chromium) or the package was built without MapLibre GL.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest

from tests.chromium import NARROW, WIDE, Browser, installed
from tests.views.web.test_browser import axe, served
from tests.views.web.test_map import spread
from twosource.engine import steps
from twosource.ledger import Ledger
from twosource.reading import VERSION
from twosource.views.web import atlas

pytestmark = [
    pytest.mark.skipif(installed() is None, reason="no Chromium is installed"),
    pytest.mark.skipif(atlas.mark() is None, reason="the package was built without MapLibre GL"),
]
PATIENCE = 60.0
"""Seconds: a processor that draws in place of a graphics card may take some for a first map."""
TOGETHER, TOWN = "button.mark.cluster", "button.mark.place"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("chromium")) as window:
        window.window(WIDE)
        yield window


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workplace over the story: two towns, a region."""
    with Ledger.open(tmp_path_factory.mktemp("map") / "war.db", create=True) as ledger:
        held = spread()
        ledger.add(list(zip(held.reports, held.readings, strict=True)), VERSION)
        steps.link(ledger)
        yield from served(ledger)


def until(browser: Browser, what: str) -> None:
    """Wait until a script says yes."""
    end = time.monotonic() + PATIENCE
    while not browser.run(f"Boolean({what})"):
        assert time.monotonic() < end, (what, browser.complaints)
        time.sleep(0.1)


def count(browser: Browser, what: str) -> int:
    return int(browser.run(f"document.querySelectorAll({json.dumps(what)}).length"))


def opened(browser: Browser, address: str) -> None:
    """A page whose map moves."""
    browser.complaints.clear()
    browser.open(address)
    until(browser, "document.querySelector('figure.live button.mark')")


def press(browser: Browser, key: str, text: str = "") -> None:
    browser.do("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, text=text, windowsVirtualKeyCode={"Enter": 13, "Escape": 27}[key])  # fmt: skip
    browser.do("Input.dispatchKeyEvent", type="keyUp", key=key, code=key)


def test_the_map_is_drawn_over_the_drawing_and_asks_this_server_alone(browser: Browser, home: str) -> None:
    opened(browser, f"{home}/claims")
    assert browser.run("document.querySelector('figure.live canvas').width > 300")
    assert browser.run("getComputedStyle(document.querySelector('figure.live > svg')).display") == "none"
    assert count(browser, TOWN) == 2
    assert count(browser, "button.mark.region") == 1
    asked = browser.run("performance.getEntriesByType('resource').map(e => e.name)")
    assert all(address.startswith(home) for address in asked), asked
    assert browser.complaints == []


def test_marks_that_come_together_open_by_key_alone(browser: Browser, home: str) -> None:
    opened(browser, f"{home}/claims")
    for _ in range(3):
        browser.run("document.querySelector('.zoom button[aria-label=Farther]').click()")
        time.sleep(0.6)
    until(browser, f"document.querySelector('{TOGETHER}')")
    assert count(browser, TOWN) == 0
    browser.run(f"document.querySelector('{TOGETHER}').focus()")
    press(browser, "Enter", "\r")
    until(browser, f"document.querySelectorAll('{TOWN}').length === 2")
    until(browser, f"document.activeElement.matches('{TOWN}')")

    press(browser, "Enter", "\r")
    until(browser, "document.querySelector('.maplibregl-popup')")
    links = browser.run("[...document.querySelectorAll('.told a')].map(a => a.getAttribute('href'))")
    assert any(link.startswith("/claims/") for link in links)
    assert any(link.startswith("/claims?place=") for link in links)
    press(browser, "Escape")
    assert count(browser, ".maplibregl-popup") == 0
    assert browser.run(f"document.activeElement.matches('{TOWN}')")
    assert browser.complaints == []


def test_the_window_of_the_map_goes_into_the_address_and_the_list_follows(browser: Browser, home: str) -> None:
    opened(browser, f"{home}/claims?sort=newest")
    browser.follow("[...document.querySelectorAll('.bar button')].find(b => b.textContent.startsWith('Only')).click()")
    asked = parse_qs(urlsplit(browser.address).query)
    assert asked["sort"] == ["newest"]
    west, south, east, north = (float(side) for side in asked["box"][0].split(","))
    assert west < 37.6 < east
    assert south < 49.4 < north
    with urlopen(f"{home}/api/claims?box={asked['box'][0]}") as answer:
        left = json.load(answer)["total"]
    assert browser.run("document.querySelector('h1 .count').textContent") == str(left)
    until(browser, "document.querySelector('figure.live button.mark')")
    assert browser.complaints == []


def test_the_map_takes_the_colours_of_the_dark(browser: Browser, home: str) -> None:
    browser.window(WIDE, dark=True)
    opened(browser, f"{home}/claims")
    shown = browser.run("getComputedStyle(document.querySelector('button.mark.place .disc-on-map')).backgroundColor")
    browser.window(WIDE)
    assert browser.run("getComputedStyle(document.querySelector('button.mark.place .disc-on-map')).backgroundColor") != shown  # fmt: skip
    assert browser.complaints == []


def test_a_browser_that_cannot_draw_it_keeps_the_drawing(browser: Browser, home: str) -> None:
    hidden = browser.do(
        "Page.addScriptToEvaluateOnNewDocument", source="HTMLCanvasElement.prototype.getContext = () => null"
    )
    browser.open(f"{home}/claims")
    time.sleep(2)
    browser.do("Page.removeScriptToEvaluateOnNewDocument", identifier=hidden["identifier"])
    assert browser.run("getComputedStyle(document.querySelector('figure.map svg')).display") != "none"
    assert count(browser, "figure.live") == 0
    assert count(browser, ".stage") == 0


@pytest.mark.skipif(axe() is None, reason="axe-core-python is not installed")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_no_serious_fault_on_the_map(browser: Browser, home: str, size: tuple[int, int], dark: bool) -> None:
    browser.window(size, dark=dark)
    faults = []
    for path in ("/claims", "/places", "/places/Borova, Kharkiv, UA"):
        opened(browser, home + path.replace(" ", "%20"))
        browser.run(f"document.querySelector('{TOWN}, {TOGETHER}').click()")
        time.sleep(1)
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), path
        browser.run(axe() or "")
        found = browser.run("axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => [v.id, v.impact, v.nodes[0].html.slice(0, 120), v.nodes[0].failureSummary]))")  # fmt: skip
        faults += [(path, *fault) for fault in found if fault[1] in ("serious", "critical", "moderate")]
    browser.window(WIDE)
    assert faults == []
