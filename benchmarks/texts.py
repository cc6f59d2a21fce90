"""Reports of any number, none like another, for timing: invented ones, and real ones varied; both drawn by a seed."""

from __future__ import annotations

import json
import random
import re
from datetime import date, timedelta
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path

from twosource.intake.report import Metadata, make
from twosource.records import Report

TOWNS = "Borova Izyum Kupiansk Balakliya Lyman Svatove Bakhmut Soledar Vuhledar Orikhiv Huliaipole Chuhuiv Vovchansk Siversk Kreminna".split()
SPEAKERS = (
    "the regional governor", "a senior US defence official", "Ukraine's General Staff", "Russia's Defence Ministry", "a doctor at the town's hospital", "residents", "the mayor",
    "a Western diplomat", "an aid worker", "the prosecutor's office",
)  # fmt: skip
TELLINGS = (
    "Russian forces withdrew from the town of {town} on {day}, {who} said, leaving {n} tanks and several howitzers beside the road.",
    "“We heard the shelling all night and went to the cellar with {n} neighbours,” {who} said. “In the morning the school was gone.”",
    "According to {who}, at least {n} civilians were killed and {m} wounded when rockets hit {town} on {day}.",
    "{who} denied that troops had left {town} and said that {n} attacks had been repelled near the river since {day}.",
    "Drones struck a power plant near {town} overnight; {who} told reporters that {m} homes were without electricity.",
    "Ukrainian troops captured {n} armoured vehicles and a T-72 tank near {town}, {who} said in an evening update.",
    "Nobody could say who held the road to {town} on {day}, and the bridge over the river had been down for {m} days.",
    "{who} said {n} prisoners had been released in an exchange near {town}, and that talks on {m} others went on.",
)

REAL = Path(__file__).parents[2] / "shared" / "data" / "ruwa" / "2022-02-to-08.jsonl"
"""12,104 titles with leads from many outlets, where they lie beside the checkout."""


def varied(count: int, seed: int = 5) -> list[Report]:
    """Real reports with other towns and figures and moved by some days, so that no paragraph comes twice; invented ones where there are none."""
    if not REAL.exists():
        return reports(count, seed)
    rng = random.Random(seed)
    rows = [json.loads(line) for line in REAL.read_text(encoding="utf-8").splitlines()]
    rng.shuffle(rows)
    town = re.compile(r"\b(?:Kyiv|Kharkiv|Mariupol|Kherson|Donetsk|Luhansk|Odesa|Lviv|Bucha|Chernihiv|Sumy|Mykolaiv)\b")
    out = []
    for number, row in enumerate(islice(cycle(rows), count)):
        text = town.sub(lambda _: rng.choice(TOWNS), row["text"])
        text = re.sub(r"\b\d{1,3}\b", lambda _: str(rng.randint(2, 900)), text) + f"\n\nReport {number} of the day."
        day = date.fromisoformat(row["published"][:10]) + timedelta(rng.randrange(300))
        known = Metadata(id=f"v{number:07}", outlet=row["outlet"], published=day.isoformat())
        out.append(make(text, known, sha256=sha256(text.encode()).hexdigest(), where="benchmark"))
    return out


def reports(count: int, seed: int = 3) -> list[Report]:
    """Reports of five to nine sentences, a few days apart."""
    rng = random.Random(seed)
    out = []
    for number in range(count):
        published = date(2022, 9, 1) + timedelta(rng.randrange(60))
        town = rng.choice(TOWNS)
        lines = [f"Fighting goes on at {town}, {rng.choice(SPEAKERS)} says"]
        for _ in range(rng.randint(5, 9)):
            who = rng.choice(SPEAKERS)
            line = rng.choice(TELLINGS).format(
                town=rng.choice((town, rng.choice(TOWNS))), day=rng.choice(("Monday", "Tuesday", "Wednesday", "Friday")), who=who, n=rng.randint(2, 40), m=rng.randint(3, 900)
            )  # fmt: skip
            lines.append(line[:1].upper() + line[1:])
        text = "\n\n".join(lines)
        known = Metadata(id=f"b{number:06}", outlet=f"Outlet {number % 40}", published=published.isoformat())
        out.append(make(text, known, sha256=sha256(text.encode()).hexdigest(), where="benchmark"))
    return out
