"""Invented reports of any number, none like another, for timing: towns, days, figures and speakers drawn by a seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from hashlib import sha256

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
