"""All inflected forms of the verbs and nouns that the tables list, so that a wrong lemma of the model does no harm."""

from __future__ import annotations

import re
from functools import cache

from twosource.knowledge.tables import toml

IRREGULAR = {
    "withdraw": "withdrew withdrawn", "flee": "fled", "leave": "left", "shoot": "shot", "fight": "fought", "beat": "beaten", "take": "took taken", "strike": "struck stricken",
    "lose": "lost", "sell": "sold", "buy": "bought", "send": "sent", "give": "gave given", "hold": "held", "drive": "drove driven", "break": "broke broken", "fall": "fell fallen",
    "blow": "blew blown", "burn": "burnt", "say": "said", "tell": "told", "find": "found", "meet": "met", "bring": "brought", "retake": "retook retaken", "overrun": "overran",
    "run": "ran", "sink": "sank sunk", "fly": "flew flown", "win": "won", "seek": "sought", "swear": "swore sworn", "speak": "spoke spoken", "foresee": "foresaw foreseen",
    "show": "shown", "write": "wrote written", "think": "thought", "understand": "understood", "catch": "caught", "pay": "paid", "lead": "led", "lend": "lent", "build": "built",
    "hurt": "hurt", "cut": "cut", "quit": "quit", "set": "set", "put": "put", "hit": "hit", "burst": "burst", "cast": "cast", "rout": "routed", "withstand": "withstood",
    "stand": "stood", "rise": "rose risen", "die": "died dying dies", "lie": "lied lying", "free": "freed freeing frees", "agree": "agreed agreeing agrees", "feed": "fed",
    "undergo": "underwent undergone", "ride": "rode ridden", "hide": "hid hidden", "dig": "dug", "spend": "spent", "draw": "drew drawn", "tear": "tore torn", "forbid": "forbade forbidden",
    "freeze": "froze frozen", "let": "let", "get": "got gotten", "make": "made", "hand": "handed", "repel": "repelled repelling repels", "expel": "expelled expelling expels",
    "ask": "asked", "foil": "foiled", "concede": "conceded", "down": "downed downing downs", "repulse": "repulsed repulsing", "deal": "dealt", "steal": "stole stolen", "sign": "signed",
}  # fmt: skip
VOWEL = re.compile(r"[aeiou]")


def _verb(lemma: str) -> set[str]:
    third = (
        f"{lemma}es"
        if re.search(r"(?:s|x|z|ch|sh|o)$", lemma)
        else f"{lemma[:-1]}ies"
        if re.search(r"[^aeiou]y$", lemma)
        else f"{lemma}s"
    )
    if lemma in IRREGULAR:
        return {lemma, third, *IRREGULAR[lemma].split(), *_ing(lemma)}
    if lemma.endswith("e"):
        past = f"{lemma}d"
    elif re.search(r"[^aeiou]y$", lemma):
        past = f"{lemma[:-1]}ied"
    else:
        past = f"{_doubled(lemma)}ed"
    return {lemma, third, past, *_ing(lemma)}


def _ing(lemma: str) -> set[str]:
    if lemma.endswith("ie"):
        return {f"{lemma[:-2]}ying"}
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return {f"{lemma[:-1]}ing"}
    return {f"{_doubled(lemma)}ing"}


def _doubled(lemma: str) -> str:
    """The stem before -ed and -ing: one short vowel and one consonant at the end double it (`stop`, `admit`, `repel`)."""
    if (
        re.search(r"[^aeiou][aeiou][bdgklmnprt]$", lemma)
        and (len(VOWEL.findall(lemma)) == 1 or re.search(r"(?:mit|pel|fer|cur|gret|bat)$", lemma))
        and not lemma.endswith("combat")
    ):
        return lemma + lemma[-1]
    return lemma


def _noun(lemma: str) -> set[str]:
    if lemma.endswith(("s", "x", "ch", "sh")):
        return {lemma, f"{lemma}es"}
    if re.search(r"[^aeiou]y$", lemma):
        return {lemma, f"{lemma[:-1]}ies"}
    return {lemma, f"{lemma}s"}


@cache
def lemmas() -> dict[tuple[str, str], str]:
    """Lemma by inflected form (lower case) and universal part of speech (VERB or NOUN), for the words of the tables alone."""
    out: dict[tuple[str, str], str] = {}
    reporting = toml("reporting.toml")
    verbs = {w for table in toml("events.toml").values() for w in table["v"].split()} | set(
        f"{reporting['say']} {reporting['do']}".split()
    )
    nouns = {w for table in toml("events.toml").values() for w in table["n"].split()} | set(reporting["nouns"].split())
    for lemma in sorted(verbs, key=lambda w: (-len(w), w)):
        for form in _verb(lemma):
            out.setdefault((form, "VERB"), lemma)
    for lemma in sorted(nouns, key=lambda w: (-len(w), w)):
        for form in _noun(lemma):
            out.setdefault((form, "NOUN"), lemma)
    out["found", "VERB"] = "find"
    out["left", "VERB"] = "leave"
    out["fell", "VERB"] = "fall"
    return out
