"""Events that a verb and its object make certain: equipment abandoned, lost or destroyed, aircraft and drones shot down."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from twosource.records import Item

STATES = {
    "abandon": "abandoned", "ditch": "abandoned", "discard": "abandoned", "destroy": "destroyed", "wreck": "destroyed", "obliterate": "destroyed", "sink": "destroyed", "damage": "damaged",
    "disable": "damaged", "capture": "captured", "seize": "captured", "lose": "destroyed",
}  # fmt: skip
DOWN = {"down", "shoot", "intercept", "destroy", "neutralise", "neutralize", "bring"}
FLYING = {"aircraft", "helicopter", "drone", "cruise missile", "ballistic missile"}
NO_LOSS = {"munition", "small arms"}


def certain(token: Token, told: Sequence[tuple[Token, Item]]) -> str | None:
    """The class of the judge that a verb's object leaves no doubt about; None for all others."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("VERB", "ADJ") or (lemma not in STATES and lemma not in DOWN and lemma != "leave"):
        return None
    items = {head.i: item for head, item in told}
    objects = [c for c in token.children if c.dep_ in ("obj", "nsubj:pass")]
    if token.dep_ in ("acl", "acl:relcl", "amod") and token.tag_ in ("VBN", "VBD"):
        objects.append(token.head)
    hit = next((items[o.i] for o in objects if o.i in items), None)
    if hit is None:
        return None
    particles = {c.lower_ for c in token.children if c.dep_ in ("compound:prt", "advmod", "obl", "advcl", "xcomp")}
    if (
        lemma in DOWN
        and (lemma != "shoot" or "down" in particles)
        and (lemma != "bring" or "down" in particles)
        and hit.category in FLYING
    ):
        return "shoot-down"
    if lemma == "leave" and particles & {"behind", "abandoned"}:
        return "equipment-loss:abandoned"
    if (
        lemma in STATES
        and hit.category not in NO_LOSS
        and not (hit.category in FLYING and "missile" in (hit.category or ""))
    ):
        return f"equipment-loss:{STATES[lemma]}"
    return None
