"""Who fought whom, and when: whether two parties stand on opposite sides on a day."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from twosource.errors import KnowledgeError
from twosource.knowledge.tables import toml
from twosource.records import Record


class Conflict(Record, frozen=True, kw_only=True):
    """A war: the party ids of each side, and those that stand behind each without fighting."""

    name: str
    since: date
    until: date | None
    countries: tuple[str, ...]
    sides: tuple[frozenset[str], ...]
    backers: tuple[frozenset[str], ...]

    def on(self, day: date | None) -> bool:
        """Whether it was fought on a day; an unknown day counts as yes."""
        return day is None or (self.since <= day and (self.until is None or day <= self.until))

    def place_of(self, party: str, *, backing: bool = False) -> int | None:
        """The number of the side on which a party fights (or stands, with `backing`)."""
        groups = [a | b for a, b in zip(self.sides, self.backers, strict=True)] if backing else list(self.sides)
        return next((at for at, group in enumerate(groups) if party in group), None)


@cache
def conflicts() -> tuple[Conflict, ...]:
    """All wars of conflicts.toml.

    Raises:
        KnowledgeError: one of them lacks a field.
    """
    out = []
    for number, row in enumerate(toml("conflicts.toml")["conflict"], 1):
        try:
            sides = tuple(frozenset(side) for side in row["sides"])
            backers = tuple(frozenset(side) for side in row.get("backers", []))
            backers += (frozenset(),) * (len(sides) - len(backers))
            out.append(
                Conflict(
                    name=row["name"],
                    since=row["from"],
                    until=row.get("to"),
                    countries=tuple(row["countries"]),
                    sides=sides,
                    backers=backers,
                )
            )
        except KeyError as fault:
            raise KnowledgeError(
                f"{fault} is missing", where=f"knowledge/conflicts.toml, conflict {number}", remedy="add it"
            ) from fault
    return tuple(out)


@lru_cache(maxsize=20_000)
def conflict_between(a: str, b: str, on: date | None = None, *, backing: bool = False) -> Conflict | None:
    """The war in which two parties fight on opposite sides on a day, or with `backing` stand; party ids, or sides (ISO-2 codes)."""
    first, second = a.lower(), b.lower()
    if first == second:
        return None
    running = [war for war in conflicts() if war.on(on)]
    if any(
        (here := war.place_of(first, backing=backing)) is not None and here == war.place_of(second, backing=backing)
        for war in running
    ):
        return None
    for war in running:
        here, there = war.place_of(first, backing=backing), war.place_of(second, backing=backing)
        if here is not None and there is not None and here != there:
            return war
    return None


def opposed(a: str, b: str, on: date | None = None, *, backing: bool = False) -> bool:
    """Whether two parties (or sides) fight each other on a day, or with `backing` stand behind those who do."""
    return conflict_between(a, b, on, backing=backing) is not None


@lru_cache(maxsize=20_000)
def allied(a: str, b: str, on: date | None = None) -> bool:
    """Whether two parties stand, fighting or backing, on one side of a war that runs on a day."""
    first, second = a.lower(), b.lower()
    if first == second:
        return True
    return any(
        (here := war.place_of(first, backing=True)) is not None and here == war.place_of(second, backing=True)
        for war in conflicts() if war.on(on)
    )  # fmt: skip
