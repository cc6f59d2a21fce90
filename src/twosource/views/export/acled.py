"""A sheet with the columns of ACLED (Armed Conflict Location & Event Data, codebook of 2024), to lie beside it. It is like ACLED's and is not theirs.

Claims that something happened, one a line; what ACLED has no type for is left out. Figures are the fewest that are claimed, as ACLED takes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.knowledge import borders, parties
from twosource.records import Event
from twosource.views.export.selection import Selection, joined
from twosource.views.export.sheets import Line, Sheet
from twosource.views.rows import Row

COLUMNS = ("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "actor2", "civilian_targeting", "country", "admin1",
           "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "twosource_claim", "twosource_sources_min", "twosource_sources_max")  # fmt: skip
VIOLENCE, STRATEGIC, PROTEST = "Political violence", "Strategic developments", "Demonstrations"
TYPES: dict[str, tuple[str, str, str]] = {
    "clash": (VIOLENCE, "Battles", "Armed clash"),
    "advance": (VIOLENCE, "Battles", "Armed clash"),
    "repel": (VIOLENCE, "Battles", "Armed clash"),
    "capture-territory": (VIOLENCE, "Battles", ""),
    "withdraw": (STRATEGIC, "Strategic developments", "Non-violent transfer of territory"),
    "shelling": (VIOLENCE, "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "air-attack": (VIOLENCE, "Explosions/Remote violence", "Air/drone strike"),
    "shoot-down": (VIOLENCE, "Explosions/Remote violence", "Disrupted weapons use"),
    "explosion": (VIOLENCE, "Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "abuse": (VIOLENCE, "Violence against civilians", "Attack"),
    "detain": (STRATEGIC, "Strategic developments", "Arrests"),
    "agree": (STRATEGIC, "Strategic developments", "Agreement"),
    "protest": (PROTEST, "Protests", "Peaceful protest"),
}
"""Disorder, event and sub-event type for each of ours; the sub-event of a capture depends on who is the government, and is left open."""
TAKES_PLACE = ("happened", "ongoing")
GEO = {"site": 1, "settlement": 1, "district": 2, "water": 2, "region": 3}


def write(selection: Selection) -> Iterator[bytes]:
    """The sheet."""
    rows = (row for row in selection.rows if row.claim.type in TYPES and row.stage in TAKES_PLACE)
    return Sheet(columns=COLUMNS, lines=(_line(selection, row) for row in rows)).encoded()


def _line(selection: Selection, row: Row) -> Line:
    claim, place = row.claim, row.place
    events = selection.events(claim)
    disorder, type_, sub = TYPES[claim.type]
    when = row.period.first if row.period else row.first
    fine = GEO.get(place.level or "", "") if place else ""
    return (
        f"TS-{claim.id}", when, when and when.year, _time_precision(row), disorder, type_, sub, _party(events, "actor_party"), _party(events, "target_party"),
        "Civilian targeting" if claim.type == "abuse" else "", borders.name_of(place.country) if place and place.country else "", (place and place.admin1) or "",
        (place and place.name) or "", place.lat if place and fine else "", place.lon if place and fine else "", fine, joined(row.outlets), "", selection.shown(claim.gist), _killed(events),
        claim.id, claim.sources_min, claim.sources_max,
    )  # fmt: skip


def _time_precision(row: Row) -> int:
    """1 a day, 2 within a week, 3 within a month or more; a claim without a day has that of its first report."""
    days = row.period.days if row.period else 7
    return 1 if days == 1 else 2 if days <= 7 else 3


def _party(events: Sequence[Event], slot: str) -> str:
    ids = [i for e in events if (i := getattr(e, slot))]
    found = parties.party(max(sorted(set(ids)), key=ids.count)) if ids else None
    return found.name if found else ""


def _killed(events: Sequence[Event]) -> int:
    return min((t.min for e in events for t in e.people if t.fate == "killed" and t.min is not None), default=0)
