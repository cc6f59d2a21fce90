"""What a telling leaves open because the text has said it: the place and day of the happening told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from twosource.reading.events.mention import Mention
from twosource.reading.places.scene import Scene, Telling, happened_at, is_fine, key

T = TypeVar("T")

PLACED = {
    "casualties", "equipment-loss", "infrastructure-damage", "shelling", "air-attack", "explosion", "clash", "repel", "capture-territory", "withdraw", "advance",
    "detain", "displacement", "abuse", "shoot-down",
}  # fmt: skip
"""Types that happen at a place: without one of their own they happened where the text is."""

DATED = PLACED | {"mobilise", "release", "meet", "agree", "protest", "vote"}
BEHIND = 120
"""Tokens within which a text's opening tells what its first words leave open; chosen on the dev files."""

TOLD = ("happened", "ongoing", "denied", "attempted")


def completed(mentions: Sequence[Mention], scene: Scene) -> list[Mention]:
    """Mentions in text order, each with the likeliest place of the report and the day that it leaves to the one before (or, at the text's beginning, the one behind)."""
    mentions = sorted(mentions, key=lambda m: m.token.i)
    dated = [(m.token.i, m.date) for m in mentions if m.date is not None and m.date.days <= 7 and m.stage in TOLD]
    out = []
    last = ""
    for mention in mentions:
        at = mention.token.i
        if mention.place is None and mention.kind in PLACED:
            sides = [(span.start, span.end) for span in (mention.actor, mention.target) if span]
            mention = replace(mention, place=happened_at(scene, Telling(mention.token, mention.kind, sides, last)))
        if mention.date is None and mention.kind in DATED and mention.stage in TOLD and dated:
            mention = replace(mention, date=_before(dated, at))
        if mention.place is not None and is_fine(mention.place):
            last = key(mention.place)
        out.append(mention)
    return out


def _before(told: Sequence[tuple[int, T]], at: int) -> T | None:
    """What was told last before a place in the text, else soon behind it."""
    earlier = [what for where, what in told if where <= at]
    if earlier:
        return earlier[-1]
    return told[0][1] if told[0][0] - at <= BEHIND else None
