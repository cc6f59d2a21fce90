"""Places with what is claimed of them, gathered from the rows of claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from twosource.records import Place, Record
from twosource.views.rows import Row


class Spot(Record, frozen=True, kw_only=True):
    """A place by the name under which it is linked, with the claims that are placed at it."""

    name: str
    place: Place
    rows: tuple[Row, ...]

    @property
    def strong(self) -> int:
        """How many of its claims have two sources at least."""
        return sum(row.strong for row in self.rows)

    @property
    def disputed(self) -> int:
        """How many of its claims are in conflict."""
        return sum(bool(row.claim.conflicts) for row in self.rows)


def spots(rows: Sequence[Row]) -> dict[str, Spot]:
    """All places, those with the most claims first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.place is not None and row.where:
            found[row.where].append(row)
    ranked = sorted(found.items(), key=lambda kv: (-len(kv[1]), kv[0]))
    return {
        name: Spot(name=name, place=next(r.place for r in several if r.place), rows=tuple(several))
        for name, several in ranked
    }
