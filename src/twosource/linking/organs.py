"""Outlets that are no press: a ministry's page, an operations room, a monitoring group. What they tell is their own word, and no narration of unknown origin."""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.knowledge import bodies, parties
from twosource.reading.statements.quotations import quotations
from twosource.records import Report

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


OWN = re.compile(
    r"\b[Oo]ur (?:\w+ )?(?:forces|fighters|troops|army|soldiers|units|men|mujahid\w+|heroes|martyrs|brigades?|spokes\w+|leadership|movement|teams?|volunteers|staff|patients)\b"
    r"|\b(?:We|we) (?:buried|treated|recorded|documented|received|affirm|reaffirm|announce|inform|strongly|call (?:on|for)|condemn)\b"
)
"""Words with which a body speaks of itself."""
PARTISAN = re.compile(
    r"\b(?:praise be to (?:God|Allah)|by (?:the grace of )?(?:God|Allah)['’]s (?:grace|permission)|mujahid\w+|apostates?|crusaders?|martyrdom operations?|infidels?|"
    r"(?:puppet|usurper|mercenary) (?:government|army|regime|forces)|zionist (?:enemy|entity|aircraft|army)|glorious (?:army|forces|fighters))\b",
    re.IGNORECASE,
)
"""Words of a party's own bulletin; press has them in quotation marks only."""
HEADED = re.compile(
    r"\b(?:press (?:release|statement)|communiqu[eé]|urgent appeal|situation report|rapid assessment|statement (?:on|by|of|from) the|military statement|for immediate release)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=10_000)
def organ(report: Report) -> bool:
    """Whether a report is a body's own word: by the outlet's name, or because the text, outside quotation marks, speaks of its own forces or calls itself a release."""
    if named(report.outlet):
        return True
    start = report.text.lstrip()[:160]
    if HEADED.search(start.split("\n\n")[0]):
        return True
    quoted = quotations(report.text)
    return any(
        not any(a <= m.start() < b for a, b in quoted)
        for pattern in (OWN, PARTISAN)
        for m in pattern.finditer(report.text)
    )


def named(outlet: str | None) -> bool:
    """Whether an outlet by its name is a body that speaks for itself."""
    if not outlet or PRESS.search(outlet):
        return False
    party = parties.party_of(outlet)
    return bool(ORGAN.search(outlet)) or bodies.listed_in(outlet) is not None or (party is not None and len(party) > 2)
