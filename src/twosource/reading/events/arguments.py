"""Who did it and to whom: actor and target of an event's word, as noun phrases that stand in the text."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from twosource.knowledge import countries, parties
from twosource.reading.tree import bare, phrase, preposition

Tokens = tuple[int, int]


class Arguments(NamedTuple):
    """Token ranges (end exclusive) with their heads."""

    actor: Tokens | None
    actor_head: Token | None
    target: Tokens | None
    target_head: Token | None


UNACCUSATIVE = {
    "die",
    "perish",
    "fall",
    "drown",
    "suffer",
    "burn",
    "collapse",
    "explode",
    "sink",
    "crash",
    "succumb",
    "detonate",
    "surrender",
}
"""Verbs whose subject is what it happened to."""

LOSERS = {"equipment-loss", "casualties"}
OWN_LOSS = {"lose", "abandon", "leave", "ditch", "suffer", "sustain"}
RELATIVE = {"who", "which", "that", "whom"}


def arguments(trigger: Token, kind: str) -> Arguments:
    """Actor and target by the tree, turned round where the type asks for who lost."""
    if trigger.pos_ in ("NOUN", "PROPN"):
        actor, target = _of_noun(trigger)
    else:
        actor, target = _of_verb(trigger)
    lemma = trigger.lemma_.lower()
    if kind in LOSERS and lemma in OWN_LOSS and actor is not None:
        actor, target = None, actor
    elif kind == "equipment-loss":
        target = _owner(target) if target is not None else None
    elif kind == "withdraw" and lemma in ("repel", "drive", "push", "force"):
        actor, target = target, None
    return Arguments(_range(actor, trigger), actor, _range(target, trigger), target)


def _of_verb(verb: Token) -> tuple[Token | None, Token | None]:
    subject = _child(verb, "nsubj", "nsubj:outer", "csubj")
    passive = _child(verb, "nsubj:pass")
    object_ = _child(verb, "obj", "iobj")
    agent = _child(verb, "obl:agent")
    if verb.dep_ == "amod" and verb.tag_ == "VBG" and verb.head.i > verb.i:
        return verb.head, None
    if verb.dep_ == "amod" and verb.tag_ in ("VBN", "VBD") and verb.head.i > verb.i:
        return None, verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and subject is None:
        nearest = verb.nbor(-1) if verb.i > verb.sent.start else verb.head
        subject = nearest if nearest.pos_ in ("NOUN", "PROPN") else verb.head
    elif verb.dep_ in ("acl", "acl:relcl") and verb.head.pos_ in ("NOUN", "PROPN"):
        if verb.tag_ == "VBN" and passive is None and subject is None:
            passive = verb.head
        elif subject is None or subject.lower_ in RELATIVE:
            subject = verb.head if passive is None else subject
    if passive is not None and passive.lower_ in RELATIVE and verb.dep_ in ("acl", "acl:relcl"):
        passive = verb.head
    if passive is not None:
        return agent, passive
    if verb.lemma_.lower() in UNACCUSATIVE and object_ is None:
        return None, subject
    if subject is None and verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        higher, below = _of_verb(verb.head)
        if any(c.dep_ == "nsubj:pass" for c in verb.head.children):
            if verb.tag_ in ("VBN", "VBD") and object_ is None and verb.dep_ == "conj":
                return higher, below
            subject = below
        elif verb.dep_ == "xcomp" and (helped := _child(verb.head, "obj")) is not None:
            subject = helped
        else:
            subject = higher
    if object_ is None and verb.tag_ == "VBN" and subject is None:
        return agent, None
    if object_ is None:
        on = next(
            (
                c
                for c in verb.children
                if c.dep_ == "obl"
                and any(g.lower_ in ("at", "on", "against", "into") for g in c.children)
                and c.i > verb.i
            ),
            None,
        )
        return subject, on if verb.lemma_ in (
            "fire",
            "shoot",
            "attack",
            "strike",
            "advance",
            "open",
            "call",
            "impose",
        ) else None
    return subject, object_


def _of_noun(noun: Token) -> tuple[Token | None, Token | None]:
    actor = target = None
    for child in noun.children:
        case = preposition(child)
        if child.dep_ == "nmod:poss" or (
            child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i and _names_party(child)
        ):
            actor = actor or child
        elif child.dep_ in ("nmod", "obl", "obl:agent"):
            if case == "by":
                actor = child
            elif case in ("on", "of", "against", "to", "for", "upon", "with", "between"):
                target = target or child
            elif case == "from":
                actor = actor or child
    if (
        noun.dep_ == "obj"
        and actor is None
        and noun.head.pos_ == "VERB"
        and noun.head.lemma_
        in (
            "carry",
            "launch",
            "conduct",
            "make",
            "mount",
            "begin",
            "start",
            "stage",
            "commit",
            "open",
            "execute",
            "continue",
            "inflict",
            "suffer",
            "perform",
        )
    ):
        actor = _of_verb(noun.head)[0]
    if target is None:
        for child in noun.children:
            if (
                child.dep_ == "compound"
                and child.i < noun.i
                and child.pos_ in ("NOUN", "PROPN")
                and not _names_party(child)
                and child.ent_type_ in ("LOC",)
            ):
                target = child
    return actor, target


def _names_party(token: Token) -> bool:
    return token.text[:1].isupper() and (
        countries.country(token.text) is not None or parties.named_party(token.text) is not None
    )


def _child(verb: Token, *relations: str) -> Token | None:
    return next((c for c in verb.children if c.dep_ in relations), None)


def _owner(lost: Token) -> Token | None:
    """Whose equipment it was: `Russian` of `three Russian tanks`, `of the enemy`."""
    for child in lost.children:
        if child.dep_ in ("amod", "nmod:poss", "compound") and (
            _names_party(child) or child.lower_ in ("enemy", "hostile", "rebel", "government")
        ):
            return child
        if (
            child.dep_ == "nmod"
            and any(g.lower_ in ("of", "from", "belonging") for g in child.children)
            and parties.party_of(child.doc[child.left_edge.i : child.i + 1].text)
        ):
            return child
    return None


def _range(head: Token | None, trigger: Token) -> Tokens | None:
    if head is None or head.pos_ in ("SCONJ", "ADV", "AUX"):
        return None
    first, last = phrase(head)
    if first <= trigger.i < head.i:
        first = trigger.i + 1
    if head.i < trigger.i < last:
        last = trigger.i
    if last - first > 2 and head.doc[first].lower_ == "how" and head.doc[first + 1].lower_ in ("many", "much"):
        first += 2
    first, last = bare(head.doc, first, last)
    if head.dep_ in ("amod", "compound"):
        first, last = head.i, head.i + 1
    return (first, last) if first < last else None
