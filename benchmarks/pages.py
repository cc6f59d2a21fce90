"""`python -m benchmarks.pages LEDGER [--people N] [--clicks N]`: how long the pages of a workplace take while people click.

Each person asks for one page after another, drawn by a seed, and looks at it for some seconds; nobody has asked for any before.
"""

from __future__ import annotations

import argparse
import http.client
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from urllib.parse import quote

from twosource.ledger import Ledger
from twosource.views.web.desk import State

PORT = 8765
PATIENCE = 1_800
"""Seconds for the server to start: it may have to link first."""


def addresses(ledger: Path, each: int, seed: int = 3) -> dict[str, list[str]]:
    """Addresses of each kind of page, `each` of those that are of single things."""
    with Ledger.open(ledger) as book:
        state = State(book.holdings())
    held = state.index.holdings
    rng = random.Random(seed)

    def some(ids: list[str]) -> list[str]:
        return [quote(i, safe="") for i in rng.sample(ids, min(each, len(ids)))]

    days = sorted({str(r.published) for r in held.reports if r.published})
    names = sorted(state.places)
    types = sorted({c.type for c in held.links.claims})
    return {
        "today": ["/", f"/?since={days[-3]}"],
        "claims": ["/claims", *(f"/claims?type={t}" for t in types), *(f"/claims?sources={n}" for n in (2, 3)), "/claims?view=map", "/claims?view=timeline", "/claims?opposed=yes&sort=newest"],
        "a claim": [f"/claims/{i}" for i in some([c.id for c in held.links.claims])],
        "a report": [f"/reports/{i}" for i in some([r.id for r in held.reports])],
        "voices": ["/voices", "/voices?kind=person"],
        "a voice": [f"/voices/{i}" for i in some([v.id for v in held.links.voices])],
        "equipment": ["/equipment"],
        "places": ["/places"],
        "a place": [f"/places/{i}" for i in some(names)],
        "search": [f"/search?q={quote(name)}" for name in rng.sample(names, min(each, len(names)))],
        "review": ["/review"],
        "cases": ["/cases"],
        "interface": ["/api/claims?size=50", "/api/map", "/api/today"],
    }  # fmt: skip


def clicked(pages: dict[str, list[str]], people: int, clicks: int, pause: float) -> dict[str, list[float]]:
    """Milliseconds of each answer by kind of page, while so many people click."""

    def person(seed: int) -> list[tuple[str, float]]:
        rng = random.Random(seed)
        found = []
        for _ in range(clicks):
            time.sleep(rng.uniform(0, 2 * pause))
            kind = rng.choice(list(pages))
            found.append((kind, asked(rng.choice(pages[kind]))))
        return found

    out: dict[str, list[float]] = defaultdict(list)
    with ThreadPoolExecutor(people) as pool:
        for found in pool.map(person, range(people)):
            for kind, took in found:
                out[kind].append(took)
    return out


def asked(address: str) -> float:
    """Milliseconds until the whole answer is there.

    Raises:
        RuntimeError: it is no page.
    """
    started = time.perf_counter()
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
    line.request("GET", address, headers={"Accept": "text/html"})
    answer = line.getresponse()
    answer.read()
    line.close()
    if answer.status != 200:
        raise RuntimeError(f"{address} answers {answer.status}")
    return 1000 * (time.perf_counter() - started)


def rows(took: dict[str, list[float]]) -> Iterator[str]:
    """The table."""
    yield "| page | answers | median, ms | 95th of 100, ms |\n|---|---|---|---|"
    every = [ms for several in took.values() for ms in several]
    for kind, several in [*sorted(took.items()), ("all", every)]:
        ordered = sorted(several)
        yield f"| {kind} | {len(ordered)} | {median(ordered):.0f} | {ordered[int(0.95 * (len(ordered) - 1))]:.0f} |"


def main() -> None:
    """Serve the ledger, click, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--clicks", type=int, default=25, help="of each")
    parser.add_argument("--pause", type=float, default=2.0, help="seconds that a page is looked at, in the mean")
    given = parser.parse_args()
    pages = addresses(given.ledger, 20)
    command = [sys.executable, "-m", "twosource", "serve", str(given.ledger), "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        started = time.perf_counter()
        while time.perf_counter() - started < PATIENCE:
            try:
                asked("/robots.txt")
                break
            except OSError:
                time.sleep(0.5)
        first = asked("/")
        print(f"answers after {time.perf_counter() - started:.0f} s, the first page in {first / 1000:.1f} s")
        for line in rows(clicked(pages, given.people, given.clicks, given.pause)):
            print(line)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
