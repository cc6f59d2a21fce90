"""Links in the tables: all of one moment, each record in its place; what stays as it was is not written again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, delete, insert, select

from twosource.ledger import schema
from twosource.ledger.packing import pack, unpack
from twosource.records import Claim, Copy, Links, Record, Story, Voice, VoicePair

NOTE = "linked"
"""The name under which it is noted what the links were made of."""

KINDS: dict[str, type[Any]] = {
    "voices": Voice,
    "claims": Claim,
    "copies": Copy,
    "stories": Story,
    "voice_pairs": VoicePair,
}


def links_of(connection: Connection) -> Links:
    """All that linking made."""
    voice_of = next((unpack(row, dict[str, str]) for row in _records(connection, "voice_of")), {})
    found = {kind: tuple(unpack(row, cls) for row in _records(connection, kind)) for kind, cls in KINDS.items()}
    former = connection.execute(select(schema.aliases.c.alias, schema.aliases.c.claim)).all()
    return with_aliases(Links(voice_of=voice_of, **found), dict(former))


def _records(connection: Connection, kind: str) -> list[bytes]:
    table = schema.links
    return list(connection.execute(select(table.c.record).where(table.c.kind == kind).order_by(table.c.at)).scalars())


def with_aliases(links: Links, former: Mapping[str, str]) -> Links:
    """The links, each claim with the former ids that lead to it."""
    aliases: dict[str, list[str]] = {}
    for alias, claim in sorted(former.items()):
        aliases.setdefault(claim, []).append(alias)
    return replace(links, claims=tuple(_with(claim, tuple(aliases.get(claim.id, ()))) for claim in links.claims))


def _with(claim: Claim, aliases: tuple[str, ...]) -> Claim:
    return claim if claim.aliases == aliases else replace(claim, aliases=aliases)


def leads(before: Links, links: Links) -> dict[str, str]:
    """Former ids of claims with the claim that took their events, those that were former before among them."""
    home = {event: claim.id for claim in links.claims for event in claim.events}
    here = {claim.id for claim in links.claims}
    found = {alias: claim.id for claim in before.claims for alias in claim.aliases}
    for claim in before.claims:
        moved = next((home[e] for e in claim.events if e in home), None)
        if claim.id not in here and moved is not None:
            found[claim.id] = moved
            found |= dict.fromkeys(claim.aliases, moved)
    return {alias: claim for alias, claim in found.items() if alias not in here and claim in here}


def put(connection: Connection, before: Links, links: Links) -> None:
    """Links, with aliases, in the place of those that are in the tables."""
    connection.execute(delete(schema.aliases))
    former = [{"alias": alias, "claim": claim.id} for claim in links.claims for alias in claim.aliases]
    if former:
        connection.execute(insert(schema.aliases), former)
    table = schema.links
    places = [*_changes(before, links)]
    gone = [{"of": kind, "place": at} for kind, at, was, _ in places if was is not None]
    come = [{"kind": kind, "at": at, "record": pack(now)} for kind, at, _, now in places if now is not None]
    if gone:
        there = (table.c.kind == bindparam("of")) & (table.c.at == bindparam("place"))
        connection.execute(delete(table).where(there), gone)
    if come:
        connection.execute(insert(table), come)


def _changes(before: Links, links: Links) -> Iterator[tuple[str, int, object | None, object | None]]:
    """Kind and place of each record that is another now, with what it was and what it is; None where there is none."""
    if before.voice_of != links.voice_of:
        yield "voice_of", 0, before.voice_of or None, links.voice_of or None
    for kind in KINDS:
        for at, (was, now) in enumerate(zip_longest(getattr(before, kind), getattr(links, kind))):
            if was is None or now is None or _bare(was) != _bare(now):
                yield kind, at, was and _bare(was), now and _bare(now)


def _bare(record: Record) -> Record:
    """The record as its row has it: former ids of claims lie in a table of their own."""
    return _with(record, ()) if isinstance(record, Claim) else record
