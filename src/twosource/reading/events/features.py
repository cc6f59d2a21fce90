"""What a word's place in its sentence tells of the event it may carry, as named features for the judge of triggers."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from twosource.knowledge import countries, equipment, lexicon
from twosource.reading.tree import preposition

WEAPONS = {
    "missile",
    "rocket",
    "artillery",
    "mortar",
    "shell",
    "drone",
    "bomb",
    "airstrike",
    "uav",
    "helicopter",
    "aircraft",
    "jet",
    "warplane",
    "tank",
    "mine",
    "grenade",
}
PEOPLE = {
    "people",
    "person",
    "civilian",
    "soldier",
    "child",
    "man",
    "woman",
    "resident",
    "troops",
    "fighter",
    "militant",
    "serviceman",
    "occupier",
    "prisoner",
    "hostage",
    "officer",
    "girl",
    "boy",
    "family",
    "worker",
    "journalist",
    "policeman",
    "police",
    "refugee",
    "passenger",
    "student",
    "villager",
    "body",
}
BUILDINGS = {
    "building",
    "house",
    "home",
    "school",
    "hospital",
    "bridge",
    "plant",
    "infrastructure",
    "power",
    "apartment",
    "church",
    "facility",
    "warehouse",
    "pipeline",
    "station",
    "railway",
    "road",
    "dam",
    "shop",
    "market",
    "mall",
    "roof",
    "window",
    "depot",
    "grid",
    "refinery",
    "port",
    "airport",
    "block",
    "village",
    "city",
    "town",
}
PLACES = {
    "city",
    "town",
    "village",
    "settlement",
    "territory",
    "area",
    "region",
    "position",
    "district",
    "bridge",
    "airport",
    "base",
    "ground",
    "height",
    "hill",
    "island",
    "port",
    "station",
}
FORCES = {
    "force",
    "army",
    "troops",
    "soldier",
    "military",
    "unit",
    "brigade",
    "fighter",
    "militant",
    "rebel",
    "paramilitary",
    "enemy",
    "occupier",
    "battalion",
    "regiment",
    "column",
    "convoy",
}


def kind_of(token: Token) -> str:
    """A rough class of a noun, so that what is learnt of `houses` holds for `schools`."""
    lemma = token.lemma_.lower()
    for name, members in (
        ("WEAPON", WEAPONS),
        ("PEOPLE", PEOPLE),
        ("BUILDING", BUILDINGS),
        ("FORCE", FORCES),
        ("PLACE", PLACES),
    ):
        if lemma in members:
            return name
    if equipment.generic(lemma):
        return "EQUIPMENT"
    if token.text[:1].isupper() and countries.country(token.text):
        return "COUNTRY"
    if token.pos_ == "PROPN":
        return f"NAME-{token.ent_type_ or 'X'}"
    return "NUMBER" if token.pos_ == "NUM" else "-"


def features(token: Token) -> Iterator[str]:
    """Features of a word that may carry an event."""
    lemma = token.lemma_.lower()
    part = lexicon.PARTS.get(token.pos_, "x")
    yield f"l={lemma}/{part}"
    yield f"l={lemma}"
    yield f"t={token.tag_}"
    yield f"d={token.dep_}"
    types = lexicon.types_for(lemma, token.pos_)
    for one in types:
        yield f"x={one}"
    yield f"x#={min(len(types), 4)}"
    if token.dep_ not in ("root", "ROOT"):
        head = token.head
        yield f"h={head.lemma_.lower()}"
        yield f"hd={token.dep_}/{kind_of(head)}/{head.pos_}"
        yield f"lh={lemma}/{head.lemma_.lower()}"
        for one in lexicon.types_for(head.lemma_.lower(), head.pos_)[:3]:
            yield f"hx={one}"
    for child in token.children:
        if child.dep_ == "punct":
            continue
        word, kind = child.lemma_.lower(), kind_of(child)
        yield f"c={child.dep_}/{word}"
        yield f"ck={child.dep_}/{kind}"
        yield f"lck={lemma}/{child.dep_}/{kind}"
        if child.dep_ in ("compound:prt", "advmod", "aux", "neg"):
            yield f"lc={lemma}/{word}"
        if child.dep_ in ("obl", "nmod", "obl:agent"):
            case = preposition(child)
            yield f"p={case}/{kind}"
            yield f"lp={lemma}/{case}/{kind}"
            if child.lemma_.lower() in WEAPONS:
                yield f"with={word}"
    doc = token.doc
    for step in (-2, -1, 1, 2):
        at = token.i + step
        if 0 <= at < len(doc):
            yield f"w{step}={doc[at].lower_}"
            if step in (-1, 1):
                yield f"k{step}={kind_of(doc[at])}"
    for other in doc[max(token.sent.start, token.i - 12) : min(token.sent.end, token.i + 12)]:
        if other.lemma_.lower() in WEAPONS or other.lemma_.lower() in (
            "kill",
            "die",
            "wound",
            "injure",
            "dead",
            "sanction",
            "evacuate",
            "prisoner",
            "civilian",
            "building",
            "house",
            "weapon",
            "tank",
        ):
            yield f"near={other.lemma_.lower()}"
    if token.sent.start == 0 or "\n" in doc.text[max(0, token.sent.start_char - 1) : token.sent.start_char]:
        yield "opens-paragraph"
    if token.i < 30:
        yield "early"
