"""How a view words what the ledger holds: voices, numbers, days, places."""

from __future__ import annotations

from twosource.records import Basis, Claim, Period, Place, Voice

BASIS: dict[Basis, str] = {
    "statement": "said so",
    "observation": "saw for itself",
    "narration": "tells it without naming a source",
}

CREDIBILITY = {
    1: "confirmed by independent sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
"""The Admiralty code's grades of information."""

WITHDRAWN = "withdrawn: the later version of this report no longer says so"

GROUPS: dict[str, tuple[str, ...]] = {
    "ground": ("advance", "withdraw", "capture-territory", "repel", "clash"),
    "fires": ("shelling", "air-attack", "explosion", "shoot-down"),
    "materiel": ("equipment-loss", "arms-transfer"),
    "people": ("casualties", "detain", "release", "abuse", "displacement"),
    "things": ("infrastructure-damage",),
    "politics": (
        "mobilise", "meet", "agree", "demand", "reject", "accuse", "threaten", "sanction", "support", "aid", "protest", "vote",
    ),
}  # fmt: skip
"""Event types as the guide groups them."""


def group_of(type_: str) -> str:
    """The group that an event type belongs to."""
    return next(name for name, types in GROUPS.items() if type_ in types)


def number(low: int, high: int) -> str:
    """Bounds as a reader takes them in: "2", or "1–3"."""
    return str(low) if low == high else f"{low}–{high}"


def sources(claim: Claim) -> str:
    """The number of independent sources in words."""
    count = number(claim.sources_min, claim.sources_max)
    return f"{count} independent source{'' if count == '1' else 's'}"


def bounds(low: int | None, high: int | None) -> str:
    """A range of numbers: "4", "4 or more", "up to 30", "24–30"."""
    if low is None and high is None:
        return "unknown"
    if high is None:
        return f"{low:,} or more"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def days(period: Period | None) -> str:
    """A period as "13 Sep 2022", "6–13 Sep 2022" or "28 Aug – 3 Sep 2022"; empty where none is known."""
    if period is None:
        return ""
    first, last = period.first, period.last
    end = f"{last.day} {last:%b %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{first.day} {first:%b}{'' if first.year == last.year else f' {first.year}'} – {end}"


def place(where: Place | None) -> str:
    """A place with what it lies in: "Borova, Kharkiv, UA"."""
    if where is None:
        return ""
    name = where.name or (where.span.text if where.span else "")
    wider = [w for w in (where.admin1, where.country) if w and w not in name]
    return ", ".join([name, *wider])


def voice(who: Voice | None) -> str:
    """Who speaks, as an editor would name them."""
    if who is None:
        return "a voice that is no longer kept"
    parts = [p for p in (who.name, who.role) if p]
    if who.org and not any(who.org.casefold() in p.casefold() or p.casefold() in who.org.casefold() for p in parts):
        parts.append(who.org)
    label = ", ".join(parts) or "somebody unnamed"
    return f"{label} (unnamed)" if who.anonymous and parts else label
