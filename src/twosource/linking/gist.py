"""A claim in one plain sentence, from the slots of its events."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from twosource.knowledge import countries, gazetteer, parties
from twosource.records import Event, Period, Span, Toll

WORDING: dict[str, tuple[str, str, str, str]] = {
    "advance": ("{actor} advanced against {target}", "{actor} advanced", "Advance against {target}", "Advance"),
    "withdraw": ("{actor} withdrew", "{actor} withdrew", "Withdrawal of {target}", "Withdrawal"),
    "capture-territory": ("{actor} took {target}", "{actor} took ground", "Capture of {target}", "Ground captured"),
    "repel": ("{actor} repelled {target}", "{actor} repelled an attack", "{target} repelled", "Attack repelled"),
    "clash": ("{actor} fought {target}", "{actor} in fighting", "Fighting with {target}", "Fighting"),
    "shelling": ("{actor} shelled {target}", "{actor} shelled", "Shelling of {target}", "Shelling"),
    "air-attack": ("{actor} struck {target} from the air", "{actor} struck from the air", "Air attack on {target}", "Air attack"),
    "explosion": ("Explosion hit {target}", "Explosion", "Explosion hit {target}", "Explosion"),
    "shoot-down": ("{actor} shot down {items}", "{actor} shot down {items}", "{items} shot down", "{items} shot down"),
    "arms-transfer": ("{actor} supplied {items} to {target}", "{actor} supplied {items}", "{items} for {target}", "Transfer of {items}"),
    "detain": ("{actor} detained {people}", "{actor} detained {people}", "{people} detained", "{people} detained"),
    "release": ("{actor} released {people}", "{actor} released {people}", "{people} released", "{people} released"),
    "abuse": ("{actor} abused {target}", "Abuse by {actor}", "Abuse of {target}", "Abuse"),
    "infrastructure-damage": ("{actor} damaged {target}", "Damage done by {actor}", "{target} damaged", "Buildings or works damaged"),
    "mobilise": ("{actor} mobilised {target}", "{actor} mobilised", "Mobilisation of {target}", "Mobilisation"),
    "meet": ("{actor} met {target}", "Meeting of {actor}", "Meeting with {target}", "Meeting"),
    "agree": ("{actor} agreed with {target}", "{actor} agreed", "Agreement with {target}", "Agreement"),
    "demand": ("{actor} made a demand of {target}", "Demand by {actor}", "Demand made of {target}", "Demand"),
    "reject": ("{actor} rejected {target}", "Rejection by {actor}", "{target} rejected", "Rejection"),
    "accuse": ("{actor} accused {target}", "Accusation by {actor}", "Accusation against {target}", "Accusation"),
    "threaten": ("{actor} threatened {target}", "Threat by {actor}", "Threat against {target}", "Threat"),
    "sanction": ("{actor} put sanctions on {target}", "Sanctions by {actor}", "Sanctions on {target}", "Sanctions"),
    "support": ("{actor} declared support for {target}", "{actor} declared support", "Support for {target}", "Support declared"),
    "aid": ("{actor} gave aid to {target}", "{actor} gave aid", "Aid for {target}", "Aid"),
    "protest": ("{actor} protested", "{actor} protested", "Protest", "Protest"),
    "vote": ("Vote of {actor}", "Vote of {actor}", "Vote", "Vote"),
    "casualties": ("{people}", "{people}", "{people}", "{people}"),
    "displacement": ("{people}", "{people}", "{people}", "{people}"),
}  # fmt: skip
"""For each type: with actor and target, with an actor alone, with a target alone, with neither."""

STAGES = {
    "ongoing": "(going on) ",
    "attempted": "(attempted) ",
    "planned": "(planned) ",
    "threatened": "(threatened) ",
    "called-for": "(called for) ",
    "denied": "(denied) ",
}
LOSSES = {
    "destroyed": "destruction of",
    "damaged": "damage to",
    "abandoned": "abandonment of",
    "captured": "capture of",
    "": "loss of",
}
FROM = {"withdraw", "displacement"}
"""Types whose place is where it began."""

PRONOUNS = {"it", "they", "he", "she", "we", "i", "you", "who", "which", "that", "them", "him", "her", "us", "this", "these", "those"}  # fmt: skip
POSSESSIVES = {"its", "their", "his", "her", "our", "my", "your"}


def gist(events: Sequence[Event]) -> str:
    """One sentence; what no report says is left out."""
    first = events[0]
    actor, target = _who(events, "actor"), _who(events, "target")
    carried = _items(events)
    if first.type == "equipment-loss":
        sentence = _loss(first, actor, target, carried)
    else:
        if carried and target and (target.casefold() in carried.casefold() or carried.casefold() in target.casefold()):
            target = None
        pattern = WORDING[first.type][(0 if target else 1) if actor else (2 if target else 3)]
        people = _people(events) or ("People displaced" if first.type == "displacement" else "people")
        sentence = pattern.format(actor=actor, target=target, items=carried or "arms", people=people)
    where, when = _where(events, sentence), _when(events)
    sentence = STAGES.get(first.stage, "") + sentence[:1].upper() + sentence[1:]
    sentence += f" {where}" if where else ""
    sentence += f" {when}" if when else ""
    return sentence + "."


def _loss(first: Event, actor: str | None, target: str | None, carried: str | None) -> str:
    """Whose equipment, and what became of it."""
    state, what = first.state or "", carried or "equipment"
    if target and target.casefold() in what.casefold():
        target = None  # `the equipment was abandoned`: what is lost is no owner
    if state == "abandoned" and (target or actor):
        return f"{target or actor} abandoned {what}"
    sentence = f"{LOSSES[state]} {what}"
    adjective = countries.adjective(country) if target and (country := countries.country(target)) else None
    if target and not (adjective and adjective.casefold() in what.casefold()):
        sentence += f" of {target}"
    return sentence + (f" by {actor}" if actor and state != "abandoned" else "")


def _most(values: Sequence[str]) -> str | None:
    counted = Counter(values)
    return min(counted, key=lambda v: (-counted[v], -len(v), v)) if counted else None


def _who(events: Sequence[Event], slot: str) -> str | None:
    """The fullest short name that a report gives; a pronoun becomes the party that it stands for, where that is known."""
    known = _most([p for e in events if (p := getattr(e, f"{slot}_party"))])
    spans: list[Span] = [s for e in events if (s := getattr(e, slot)) is not None and len(s.text) <= 60]
    acting = slot == "target" and any(e.actor for e in events)
    said = [name for s in spans if (name := _named(" ".join(s.text.split()), known, owner=acting))]
    best = _most([n for n in said if len(n.split()) > 1 or n[:1].isupper()]) or _most(said)
    return best or (_party(known) if known else None)


def _named(words: str, party: str | None, *, owner: bool) -> str | None:
    """Words of a slot as the gist has them; `owner` tells whether it names before whose `its` is."""
    first, _, rest = words.partition(" ")
    if not rest and first.lower() in PRONOUNS:
        return None
    if first.lower() in POSSESSIVES and not (owner and rest):
        adjective = countries.adjective(party.upper()) if party and len(party) == 2 else None
        return f"{adjective} {rest}" if adjective and rest else rest or None
    if not rest and party and party.upper() == countries.country(words):
        return _party(party)  # "Russian" alone, of "the Russian retreat"
    return words


def _party(party: str) -> str | None:
    found = parties.party(party)
    return found.name if found else countries.name(party.upper()) if len(party) == 2 else None


COUNTED = re.compile(
    r"(?:(?:at least|about|around|some|nearly|almost|more than|over|up to|as many as) )*"
    r"(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|dozens|scores|hundreds|thousands|several|a few|few|many|some|an?)\b",
    re.IGNORECASE,
)
"""Words that say how many there are."""


def _items(events: Sequence[Event]) -> str | None:
    seen: dict[str, str] = {}
    for event in events:
        for item in event.items:
            name = item.model or " ".join(item.span.text.split())
            counted = "" if item.model is None and COUNTED.match(name) else number(item.min, item.max)
            seen.setdefault(item.model or item.category or name, counted + name)
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


def _where(events: Sequence[Event], sentence: str) -> str | None:
    """The place, unless the sentence names it already."""
    named = _most([e.place.name for e in events if e.place and e.place.name])
    level = next((e.place.level for e in events if e.place and e.place.name == named), None)
    if named is None:
        return None
    called = {gazetteer.bare(named), named.casefold()}
    called |= {e.place.span.text.casefold() for e in events if e.place and e.place.span and e.place.name == named}
    if any(words in sentence.casefold() for words in called):
        return None
    if events[0].type in FROM:
        return f"from {named}"
    return f"{'at' if level in ('site', 'water') else 'in'} {named}"


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
