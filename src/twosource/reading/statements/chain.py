"""Through whom a report has a statement, and on what occasion it was made."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from twosource.knowledge import outlets
from twosource.reading.statements.cues import addressee

OCCASION = re.compile(
    r"\b(?:in|on|at|during|via|by|after|from) (?P<what>(?:(?:a|an|the|its|his|her|their|this)\s)?(?:[\w’'\"“”-]+ ){0,5}?(?:statement|briefing|news conference|press conference|interview|post|Telegram(?: channel)?|Facebook|"
    r"Twitter|X|update|address|speech|message|report|tweet|bulletin|letter|video|communiqu[eé]|broadcast|phone|telephone|summit|meeting|assessment)\b)"
)  # fmt: skip
TOLD = {"outlet", "newspaper", "paper", "magazine", "broadcaster", "channel", "station", "agency"}


def occasion(doc: Doc, verb: Token | None, start: int, end: int) -> str | None:
    """The briefing, document or post named beside the cue, in the sentence's characters `start` to `end`."""
    if verb is None:
        return None
    around = doc.text[start:end]
    match = OCCASION.search(around)
    return match["what"] if match else None


def told_outlet(verb: Token | None) -> tuple[int, int] | None:
    """The outlet to which it was said, by name or as `the outlet`: the report has the statement through it."""
    if verb is None:
        return None
    to = addressee(verb)
    if to is None:
        to = next(
            (
                c
                for c in verb.children
                if c.dep_ == "obl" and any(g.lower_ in ("to", "with") for g in c.children) and outlets.outlet(c.text)
            ),
            None,
        )
    if to is None:
        return None
    words = list(to.subtree)
    text = verb.doc[words[0].i : words[-1].i + 1].text if words[-1].i - words[0].i < 8 else to.text
    if outlets.outlet_in(text) or to.lemma_.lower() in TOLD:
        return verb.doc[words[0].i].idx, to.idx + len(to)
    return None
