"""A claim in one plain sentence, from the slots of its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from twosource.knowledge import parties
from twosource.records import Event, Period, Span, Toll

VERBS = {
    "advance": "{actor} advanced", "withdraw": "{actor} withdrew", "capture-territory": "{actor} took {target}", "repel": "{actor} repelled {target}", "clash": "{actor} fought {target}",
    "shelling": "{actor} shelled {target}", "air-attack": "{actor} struck {target} from the air", "explosion": "An explosion hit {target}", "shoot-down": "{actor} shot down {items}",
    "equipment-loss": "{target} lost {items}", "arms-transfer": "{actor} supplied {items} to {target}", "casualties": "{people}", "detain": "{actor} detained {people}",
    "release": "{actor} released {people}", "abuse": "{actor} abused {target}", "displacement": "{people}", "infrastructure-damage": "{target} was damaged", "mobilise": "{actor} mobilised",
    "meet": "{actor} met {target}", "agree": "{actor} agreed", "demand": "{actor} made a demand of {target}", "reject": "{actor} rejected {target}", "accuse": "{actor} accused {target}",
    "threaten": "{actor} threatened {target}", "sanction": "{actor} put sanctions on {target}", "support": "{actor} declared support for {target}", "aid": "{actor} gave aid to {target}",
    "protest": "People protested", "vote": "A vote was held",
}  # fmt: skip
STAGES = {
    "ongoing": "(going on) ",
    "attempted": "(attempted) ",
    "planned": "(planned) ",
    "threatened": "(threatened) ",
    "called-for": "(called for) ",
    "denied": "(denied) ",
}
STATES = {
    "destroyed": "lost to destruction",
    "damaged": "had damaged",
    "abandoned": "abandoned",
    "captured": "lost to capture",
}


def gist(events: Sequence[Event]) -> str:
    """One sentence; what no report says is named as open."""
    first = events[0]
    fields = {
        "actor": _who(events, "actor") or "Somebody",
        "target": _who(events, "target") or _what(first),
        "items": _items(events) or "equipment",
        "people": _people(events) or "people",
    }
    pattern = VERBS[first.type]
    if first.type == "equipment-loss" and first.state:
        pattern = (
            f"{{target}} {STATES[first.state]}: {{items}}"
            if first.state != "abandoned"
            else "{target} abandoned {items}"
        )
        fields["target"] = _who(events, "target") or _who(events, "actor") or "One side"
    sentence = STAGES.get(first.stage, "") + pattern.format(**fields)
    where, when = _where(events), _when(events)
    sentence += f" {where}" if where else ""
    sentence += f" {when}" if when else ""
    return sentence[:1].upper() + sentence[1:] + "."


def _most(values: Sequence[str]) -> str | None:
    counted = Counter(values)
    return min(counted, key=lambda v: (-counted[v], -len(v), v)) if counted else None


def _who(events: Sequence[Event], slot: str) -> str | None:
    spans: list[Span] = [s for e in events if (s := getattr(e, slot)) is not None and len(s.text) <= 60]
    named = [" ".join(s.text.split()) for s in spans if len(s.text.split()) > 1 or s.text[:1].isupper()]
    known = _most([p for e in events if (p := getattr(e, f"{slot}_party"))])
    if named and (best := _most(named)):
        if known and best.lower() in ("russian", "ukrainian", "israeli", "syrian"):
            found = parties.party(known)
            return found.name if found else best
        return best
    if known:
        found = parties.party(known)
        return found.name if found else None
    return (
        " ".join(spans[0].text.split())
        if spans and spans[0].text.lower() not in ("they", "it", "he", "she", "we", "who", "that")
        else None
    )


def _what(event: Event) -> str:
    return {
        "capture-territory": "ground",
        "repel": "an attack",
        "clash": "an enemy",
        "explosion": "something",
        "infrastructure-damage": "A building or works",
    }.get(event.type, "something")


def _items(events: Sequence[Event]) -> str | None:
    seen: dict[str, str] = {}
    for event in events:
        for item in event.items:
            name = item.model or " ".join(item.span.text.split())
            seen.setdefault(item.model or item.category or name, f"{number(item.min, item.max)}{name}")
    return ", ".join(list(seen.values())[:4]) or None


def _people(events: Sequence[Event]) -> str | None:
    tolls: dict[str, Toll] = {}
    for event in events:
        for toll in event.people:
            tolls.setdefault(toll.fate, toll)
    said = []
    for toll in tolls.values():
        who = {"civilians": "civilians", "military": "soldiers or fighters"}.get(toll.who, "people")
        said.append(f"{number(toll.min, toll.max)}{who} {toll.fate}")
    return " and ".join(said) or None


def number(low: int | None, high: int | None) -> str:
    """A range in words, with a blank behind it; nothing for a bare plural."""
    if (low is None and high is None) or (low == 2 and high is None):
        return ""
    if low == high:
        return f"{low:,} "
    if low is None:
        return f"up to {high:,} "
    return f"at least {low:,} " if high is None else f"{low:,} to {high:,} "


def _where(events: Sequence[Event]) -> str | None:
    named = _most([e.place.name for e in events if e.place and e.place.name])
    level = next((e.place.level for e in events if e.place and e.place.name == named), None)
    return (
        f"{'in' if level in ('country', 'region', 'district', 'settlement', None) else 'at'} {named}" if named else None
    )


def _when(events: Sequence[Event]) -> str | None:
    periods: list[Period] = sorted({e.date for e in events if e.date}, key=lambda p: (p.days, p.first))
    if not periods:
        return None
    best = periods[0]
    if best.days == 1:
        return f"on {best.first.day} {best.first:%B %Y}"
    if best.first.year == best.last.year:
        return f"between {best.first.day} {best.first:%B} and {best.last.day} {best.last:%B %Y}"
    return f"between {best.first.day} {best.first:%B %Y} and {best.last.day} {best.last:%B %Y}"
