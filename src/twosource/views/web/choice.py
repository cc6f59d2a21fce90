"""What is chosen of the claims, and how it stands in the address bar, so that it can be sent to a colleague."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray
from starlette.datastructures import QueryParams

from twosource.errors import InputError
from twosource.knowledge import borders
from twosource.records import Place, Record, Voice
from twosource.views import wording
from twosource.views.rows import Row
from twosource.views.web.facets import Facet, Mask, Option, Table

PAGE = 50
"""Rows on a page."""
LARGEST = 1_000
"""Rows on a page of the programming interface, at most."""
WINDOW = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,3})?(,-?[0-9]{1,3}(\.[0-9]{1,3})?){3}")
Pairs = list[tuple[str, str]]
Order = NDArray[np.int64]
Marked = Callable[[Row], bool]
Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""

SORTS = {
    "sources": "most sources",
    "newest": "newest report",
    "happened": "last happened",
    "reports": "most reports",
    "gist": "A to Z",
}


def _yes(truth: bool) -> tuple[str, ...]:
    return ("yes",) if truth else ("no",)


def _spaced(value: str) -> str:
    return value.replace("-", " ")


def _place(value: str) -> str:
    return f"anywhere in {borders.name_of(value)}" if len(value) == 2 else value


FACETS: Sequence[Facet[Row]] = (
    Facet(
        name="sources",
        title="Independent sources",
        values=lambda r: [str(n) for n in range(2, min(r.claim.sources_min, 5) + 1)],
        order=("2", "3", "4", "5"),
        label=lambda v: f"{v} or more",
    ),
    Facet(name="type", title="Type", values=lambda r: (r.claim.type,), label=_spaced),
    Facet(name="kind", title="Kind", values=lambda r: (wording.group_of(r.claim.type),), order=tuple(wording.GROUPS)),
    Facet(name="place", title="Place", values=lambda r: r.within, label=_place),
    Facet(name="side", title="Side that says it", values=lambda r: r.sides),
    Facet(name="target", title="Side it is done to", values=lambda r: r.target),
    Facet(name="outlet", title="Outlet", values=lambda r: r.outlets),
    Facet(name="opposed", title="Asserted by both sides", values=lambda r: _yes(r.claim.opposed)),
    Facet(name="conflict", title="In conflict", values=lambda r: _yes(bool(r.claim.conflicts))),
    Facet(name="stage", title="Stage", values=lambda r: (r.stage,) if r.stage else (), label=_spaced),
    Facet(name="state", title="State of equipment", values=lambda r: r.states),
    Facet(name="item", title="Equipment", values=lambda r: r.items),
    Facet(name="grade", title="Credibility", values=lambda r: (str(r.claim.credibility),), order="123456"),
)  # fmt: skip
VOICE_FACETS: Sequence[Facet[Voice]] = (
    Facet(name="side", title="Side", values=lambda v: (v.side,) if v.side else ()),
    Facet(name="kind", title="Kind", values=lambda v: (v.kind,)),
    Facet(name="unnamed", title="Unnamed", values=lambda v: _yes(v.anonymous)),
)
NAMES = tuple(facet.name for facet in FACETS)


class Choice(Record, frozen=True, kw_only=True):
    """A selection of claims: facets, days on which it happened, day since which it is reported, window of the map, words, order and page."""

    chosen: tuple[tuple[str, str], ...] = ()
    first: date | None = None
    last: date | None = None
    since: date | None = None
    box: Box | None = None
    words: str = ""
    case: str = ""
    reviewed: str = ""
    sort: str = "sources"
    page: int = 1
    size: int = PAGE

    @classmethod
    def of(cls, asked: QueryParams) -> Choice:
        """The selection that an address asks for.

        Raises:
            InputError: a day, a window, a number or an order is none; names that mean nothing here are passed over.
        """
        sort = asked.get("sort") or "sources"
        if sort not in SORTS:
            raise InputError(f"claims cannot be put in order by {sort!r}", remedy=f"by {', '.join(SORTS)}")
        return cls(
            chosen=tuple(dict.fromkeys((k, v) for k, v in asked.multi_items() if k in NAMES and v)),
            first=day(asked, "from"),
            last=day(asked, "to"),
            since=day(asked, "since"),
            box=box(asked),
            words=(asked.get("q") or "").strip(),
            case=asked.get("case") or "",
            reviewed=_reviewed(asked.get("reviewed") or ""),
            sort=sort,
            page=number(asked, "page", 1),
            size=min(LARGEST, number(asked, "size", PAGE)),
        )

    def values(self, name: str) -> list[str]:
        """What is chosen of a facet."""
        return [v for k, v in self.chosen if k == name]

    def pairs(self, *, without: Iterable[str] = (), page: int = 1) -> Pairs:
        """The selection as names and values for an address, without some names; the first page if no other is given."""
        pairs: Pairs = list(self.chosen)
        for name, when in (("from", self.first), ("to", self.last), ("since", self.since)):
            pairs += [(name, when.isoformat())] if when else []
        pairs += [("box", ",".join(f"{side:g}" for side in self.box))] if self.box else []
        pairs += [(n, v) for n, v in (("q", self.words), ("case", self.case), ("reviewed", self.reviewed)) if v]
        pairs += [("sort", self.sort)] if self.sort != "sources" else []
        pairs += [("size", str(self.size))] if self.size != PAGE else []
        pairs += [("page", str(page))] if page != 1 else []
        left_out = set(without)
        return [(k, v) for k, v in pairs if k not in left_out]

    def toggled(self, name: str, value: str) -> Pairs:
        """The selection with one value of a facet added, or taken away where it is chosen."""
        if (name, value) in self.chosen:
            return [pair for pair in self.pairs() if pair != (name, value)]
        return [*self.pairs(), (name, value)]

    def instead(self, *others: tuple[str, str]) -> Pairs:
        """The selection with these values in place of all others of their names."""
        return [*self.pairs(without={k for k, _ in others}), *((k, v) for k, v in others if v)]

    @property
    def ranges(self) -> str:
        """The window of the map in words."""
        if self.box is None:
            return ""
        west, south, east, north = self.box
        return f"{south:g} to {north:g}° north, {west:g} to {east:g}° east"

    @property
    def anything(self) -> bool:
        """Whether anything is chosen at all."""
        return any((self.chosen, self.first, self.last, self.since, self.box, self.words, self.case, self.reviewed))


class Chosen(Record, frozen=True, kw_only=True):
    """What a selection leaves: rows in order, one page of them, and the options of every facet."""

    rows: tuple[Row, ...]
    page: tuple[Row, ...]
    pages: int
    options: Mapping[str, list[Option]]


def choose(table: Table[Row], order: Mapping[str, Order], choice: Choice, marked: Marked = lambda _: True) -> Chosen:
    """The rows of a selection, in its order, and its page of them; `marked` tells whether a row is as people's marks are asked to be."""
    mask, options = table.choose({name: choice.values(name) for name in NAMES}, _among(table, choice, marked))
    at = order[choice.sort]
    rows = tuple(table.rows[i] for i in at[mask[at]])
    start = (choice.page - 1) * choice.size
    return Chosen(
        rows=rows,
        page=rows[start : start + choice.size],
        pages=max(1, -(-len(rows) // choice.size)),
        options=options,
    )


def _among(table: Table[Row], choice: Choice, marked: Marked) -> Mask:
    mask = table.everything()
    if choice.first or choice.last or choice.since or choice.box or choice.words:
        wanted = choice.words.casefold().split()
        for at, row in enumerate(table.rows):
            mask[at] = _fits(row, choice, wanted)
    if choice.case or choice.reviewed:
        for at, row in enumerate(table.rows):
            mask[at] &= marked(row)
    return mask


def _fits(row: Row, choice: Choice, wanted: Sequence[str]) -> bool:
    if choice.since and (row.first is None or row.first < choice.since):
        return False
    if choice.first and (row.period is None or row.period.last < choice.first):
        return False
    if choice.last and (row.period is None or row.period.first > choice.last):
        return False
    if choice.box and not (row.place and _within(row.place, choice.box)):
        return False
    gist = row.claim.gist.casefold() if wanted else ""
    return all(word in gist for word in wanted)


def _within(place: Place, box: Box) -> bool:
    """Whether the point of a place lies in a window; a region or country has its middle for it."""
    west, south, east, north = box
    return place.lat is not None and place.lon is not None and west <= place.lon <= east and south <= place.lat <= north


def orders(rows: Sequence[Row]) -> dict[str, Order]:
    """For each way of sorting, the numbers of the rows in that order; rows come ranked by sources."""
    ranked = range(len(rows))

    def back_from(when: date | None) -> int:
        return -(when or date.min).toordinal()

    keys: dict[str, Callable[[int], int | str]] = {
        "newest": lambda i: back_from(rows[i].last),
        "happened": lambda i: back_from(p.last if (p := rows[i].period) else None),
        "reports": lambda i: -rows[i].reports,
        "gist": lambda i: rows[i].claim.gist.casefold(),
    }
    out = {"sources": np.arange(len(rows), dtype=np.int64)}
    return out | {name: np.array(sorted(ranked, key=key), dtype=np.int64) for name, key in keys.items()}


def _reviewed(given: str) -> str:
    if given not in ("", "yes", "no"):
        raise InputError(f"reviewed={given} says nothing", remedy="yes or no")
    return given


def day(asked: QueryParams, name: str) -> date | None:
    """A day of the address; None where none is given.

    Raises:
        InputError: it is no day.
    """
    given = (asked.get(name) or "").strip()
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise InputError(f"{name}={given} is no day", remedy="write it as 2022-09-13") from None


def box(asked: QueryParams) -> Box | None:
    """A window of the map in the address; None where none is given.

    Raises:
        InputError: it is none.
    """
    given = (asked.get("box") or "").strip()
    if not given:
        return None
    if WINDOW.fullmatch(given):
        west, south, east, north = (float(side) for side in given.split(","))
        if -180 <= west < east <= 180 and -90 <= south < north <= 90:
            return west, south, east, north
    raise InputError(
        f"box={given[:60]} is no window of a map", remedy="west,south,east,north in degrees, as 31.5,46.2,35,48"
    )


def number(asked: QueryParams, name: str, otherwise: int) -> int:
    """A whole number from 1 of the address.

    Raises:
        InputError: it is none.
    """
    given = asked.get(name)
    if not given:
        return otherwise
    if not (given.isascii() and given.isdigit() and int(given[:10]) > 0 and len(given) < 10):
        raise InputError(f"{name}={given} is no number of a page or size", remedy="write a whole number from 1")
    return int(given)
