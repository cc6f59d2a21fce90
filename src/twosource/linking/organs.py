"""Outlets that are no press: a ministry's page, an operations room, a monitoring group. What they tell is their own word, and no narration of unknown origin."""

from __future__ import annotations

import re

from twosource.knowledge import bodies

ORGAN = re.compile(
    r"\b(?:(?:press|information|media|news)[ -](?:room|office|desk|service|centre|center|bureau|department)|operations room|situation room|ministry|general staff|headquarters|command|"
    r"directorate|monitoring (?:group|mission|team|network)|observatory|register|conflict lab|institute|humanitarian office|committee|federation|brigade|battalion|liberation (?:army|front)|"
    r"armed forces|defence forces?|resistance|soldiers|fighters|mujahid\w+|brotherhood|movement|union of|médecins|doctors|red (?:cross|crescent)|watch|human rights|administration|council|"
    r"government|embassy|mission|party|front)\b",
    re.IGNORECASE,
)
PRESS = re.compile(
    r"\b(?:times|post|herald|tribune|gazette|telegraph|courier|chronicle|journal|daily|weekly|television|tv|radio|newspaper|agency|wire|newswire|online|24|press agency|mail|star|sun|"
    r"standard|observer|ledger|review|bulletin|kurier|monitor|clarion|lantern)\b",
    re.IGNORECASE,
)


def organ(outlet: str | None) -> bool:
    """Whether an outlet by its name is a body that speaks for itself."""
    if not outlet or PRESS.search(outlet):
        return False
    return bool(ORGAN.search(outlet)) or bodies.listed_in(outlet) is not None
