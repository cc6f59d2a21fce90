"""The timeline of a brief: which days claims are about, by kind, and how many of them stand on two sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from twosource.records import Claim, Period, Record
from twosource.views.wording import GROUPS, group_of

MOST_DAYS = 35
LONGEST_CLAIM = 10
"""Days; a claim about a longer time says little about any one day and is counted beside the drawing."""


Lead = Callable[[str, date, Sequence[Claim]], str]
"""Where a cell leads, by its kind, its day and its claims (best first)."""


class Cell(Record, frozen=True, kw_only=True):
    """Claims of one kind about one day."""

    day: date
    claims: int
    strong: int
    title: str
    href: str


class Timeline(Record, frozen=True, kw_only=True):
    """Days from left to right, kinds from top to bottom. `left_out` counts claims about other or longer times."""

    days: tuple[date, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]
    most: int
    left_out: int


def to_best(_kind: str, _day: date, best: Sequence[Claim]) -> str:
    """The claim with the most sources, as an anchor on the same page."""
    return f"#{best[0].id}"


def draw(claims: Sequence[tuple[Claim, Period | None]], lead: Lead = to_best) -> Timeline | None:
    """The five weeks with the last dated claims; None where no claim has a date."""
    dated = [(claim, when) for claim, when in claims if when and when.days <= LONGEST_CLAIM]
    if not dated:
        return None
    # The last day that is no lone outlier: a date misread years ahead must not empty the drawing.
    lasts = sorted(when.last for _, when in dated)
    last = lasts[-1 - len(lasts) // 50]
    first = max(min(when.first for _, when in dated), last - timedelta(days=MOST_DAYS - 1))
    days = tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
    found: dict[tuple[str, date], list[Claim]] = defaultdict(list)
    drawn = 0
    for claim, when in dated:
        covered = days[max(0, (when.first - first).days) : max(0, (when.last - first).days + 1)]
        drawn += bool(covered)
        for day in covered:
            found[group_of(claim.type), day].append(claim)
    rows = tuple(
        (group, tuple(_cell(group, day, found.get((group, day), []), lead) for day in days)) for group in GROUPS
    )
    return Timeline(
        days=days,
        rows=tuple(row for row in rows if any(row[1])),
        most=max(len(group) for group in found.values()),
        left_out=sum(1 for _, when in claims if when) - drawn,
    )


def _cell(group: str, day: date, claims: Sequence[Claim], lead: Lead) -> Cell | None:
    if not claims:
        return None
    best = sorted(claims, key=lambda c: (-c.sources_min, -c.sources_max, c.id))
    lines = [f"{day.day} {day:%b %Y}: {len(claims)} claim{'s' if len(claims) > 1 else ''}", *(c.gist for c in best[:5])]
    return Cell(
        day=day,
        claims=len(claims),
        strong=sum(c.sources_min >= 2 for c in claims),
        title="\n".join(lines),
        href=lead(group, day, best),
    )


def by_month(days: Sequence[date]) -> list[tuple[str, int]]:
    """Months with the number of their days that are drawn, for the heading."""
    out: list[tuple[str, int]] = []
    for day in days:
        name = f"{day:%B %Y}"
        if out and out[-1][0] == name:
            out[-1] = (name, out[-1][1] + 1)
        else:
            out.append((name, 1))
    return out
