"""Which of the many that have a word in common lie near enough in time to be compared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

MOST = 60
"""Of those before it, each is compared with so many, the last: what one of them costs does not grow with all."""


def before(holders: Sequence[int], days: Sequence[int | None], within: int) -> Iterator[tuple[int, Sequence[int]]]:
    """Each holder with the holders before it that it is compared with: the last of those less than `within` days before it, and the last of those of any day.

    Holders are places in `days`, rising; `days` has None for what may be of any day, which comes first, then ordinals that never fall.
    """
    whenever = bisect_left(holders, days.count(None))
    first = whenever
    for n, at in enumerate(holders):
        if n < whenever:
            yield at, holders[max(0, n - MOST) : n]
            continue
        while (days[holders[first]] or 0) <= (days[at] or 0) - within:
            first += 1
        yield at, [*holders[max(0, whenever - MOST) : whenever], *holders[max(first, n - MOST) : n]]
