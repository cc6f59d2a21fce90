"""Whether words that look like a time mean one: a name, a sum of money or a verb may look the same."""

from __future__ import annotations

import re

from twosource.reading.dates.part import Part
from twosource.reading.dates.words import ORDINALS

SUM = re.compile(
    r"[$€£#]\s?$|\b(?:No\.?|number|Resolution|room|page|flight|Route|Highway|about|nearly|some|than|least|over) $",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"^(?:\s|-)(?:people|soldiers|troops|civilians|men|women|children|tanks|miles|km|kilomet|feet|dollars|percent|per cent|tonnes|tons|strong|"
    r"homes|houses|votes|points|met(?:re|er)s|refugees|others|pieces|units|cases|deaths|prisoners|wounded|killed|dead|aircraft|guns|"
    r"shares|square|years|hours|days|ships|planes|horses|cavalry|infantry|casualties)\b"
)
AFTER_IN = re.compile(
    r"\b(?:in|since|until|by|of|last|this|next|from|early|late|mid|during|before|after|through|throughout|till|and|between|to|for|at|on|the|each|every)[ -]$|^$|[(\n–-]$",
    re.IGNORECASE,
)
MAY = re.compile(r"^\s+(?:be|have|not|\w+(?:ly)?\s+(?:be|have)|[a-z]+)\b")


def meant(part: Part, text: str) -> bool:
    """Whether a part is a time, by its words and those around it."""
    rule = _RULES.get(part.kind)
    before, after = text[max(0, part.start - 16) : part.start], text[part.end : part.end + 28]
    return rule is None or rule(part, before, after)


def alone(part: Part, start: int, text: str) -> bool:
    """Whether a part that joined with no other is a time by itself; `start` is where its words begin with those that narrow it."""
    words, before = part.words.lower(), text[max(0, start - 12) : start].lower()
    narrowed = start < part.start
    if part.kind == "part":
        if part["which"]:
            return True
        if words in ("night", "dawn", "dusk"):
            return before.endswith(("at ", "by "))
        if words in ("noon", "midday", "midnight"):
            return before.endswith(("at ", "by ", "until ", "before ", "after ", "around ", "about ", "from ", "to "))
        return words.startswith(("the ", "one ", "mid"))
    if part.kind == "the-unit":
        if part["unit"].lower() == "day":
            return narrowed or before.endswith((" in ", " of ", "during ", "throughout "))
        return True
    return True


def _month(part: Part, before: str, after: str) -> bool:
    words = part.words
    if part["which"] or part["which2"]:
        return True
    if (
        (words in ("May", "March") or len(words.rstrip(".")) < 4)
        and words not in ("June", "July")
        and not AFTER_IN.search(before)
    ):
        return False
    if re.search(r"\b(?:of|in|since|by|early|late|until|mid)[ -]$", before, re.IGNORECASE):
        return True
    return not (
        words == "May"
        and MAY.match(after)
        and not re.match(r"\s+(?:and|to|when|after|as|in|by|with|the|at|for|he|they|of)\b", after)
    )


def _year(part: Part, before: str, after: str) -> bool:
    if part["spoken"] or "B" in part["year"]:
        return True
    if (
        SUM.search(before)
        or COUNTED.match(after)
        or re.match(r"[,.]\d|\s?[°%]|-(?:mm|km|strong|man)|:\d", after)
        or (re.match(r"[-/]\d{3,}", after) and not part["to"])
    ):
        return False
    return not re.search(r"[\d.,][\d.,]$|\d/$", before) and not re.search(r"\d,\d{0,3}$", before)


def _counted(part: Part, before: str, after: str) -> bool:
    count, unit = part["count"].lower(), part["unit"].lower()
    if part.kind == "duration" and not count:
        return bool(
            re.search(r"\b(?:for|within|took|take|takes|lasted|last|after|many|in a matter of) $|^$", before)
        ) or part.words.endswith("long")
    if re.search(r"[$€£]$|\d[.,]$", before) or re.match(r"-(?:ago|earlier)\b", after):
        return False
    if unit == "quarters" and count == "three":
        return False  # of a whole
    if unit in ("second", "quarter") and count in ("a", "one", ""):
        return False
    if count == "some" and not unit.endswith("s"):
        return False
    if unit in ("second", "seconds") and part.words.lower().startswith("the second"):
        return False
    return not re.match(r"-(?:old|year-old)|[- ]olds?\b| of age\b", after) or not unit.startswith(("year", "month"))


def _ago(part: Part, before: str, after: str) -> bool:
    return _counted(part, before, after) and (part["count"] != "" or part["unit"].endswith("s"))


def _unit(part: Part, before: str, after: str) -> bool:
    which = part["which"].lower()
    if which in ("past", "current", "coming") or (part.words.lower().endswith("century") and which == "that"):
        return False
    return not (which == "that" and before.lower().endswith(("so ", "said ")))


def _clock(part: Part, before: str, after: str) -> bool:
    if part["half"] or "clock" in part.words or part["at"]:
        return True
    if re.match(r"\d{4}", part.words):
        return True
    return (
        bool(re.search(r"\b(?:at|around|about|by|until|till|from|after|before|to|and|between) $|\($|-$", before))
        or not part.words[-1].isdigit()
    )


def _slashes(part: Part, before: str, after: str) -> bool:
    return part["a"] != "0" and not before.endswith(("/", ".")) and (part["mark"] == "/" or len(part["year"]) == 4)


def _century(part: Part, before: str, after: str) -> bool:
    return part["nth"][0].isdigit() or part["nth"].lower() in ORDINALS


def _season(part: Part, before: str, after: str) -> bool:
    """Bare "fall" and "spring" are more often verbs, and "the fall of" a city is no autumn."""
    season, words = part["season"].lower(), part.words
    if re.match(r" (?:Olympic|Palace|Games|of \w|roll)", after) and not part["year"]:
        return False
    if re.search(r"\b(?:Arab|Prague|hot|cold|Black|Indian) $", before):
        return False
    if season == "fall":
        return bool(part["year"] or part["which"]) or (
            words.lower() == "the fall" and bool(re.search(r"\b(?:in|during|by|until|throughout|since) $", before))
        )
    if season == "spring" and words == "spring":
        return bool(
            re.search(r"\b(?:in|early|late|this|last|next|and|until|by|of|since|during|through) $", before)
            or re.match(r" (?:offensive|campaign|and)", after)
        )
    return True


def _quarter(part: Part, before: str, after: str) -> bool:
    return not re.match(r"(?:-| )(?:final|mile|back|century)", after) and not (
        part["span"].lower() == "half"
        and not (part["year"] or part["in"] or re.match(r" of (?:this|last|next|the year)", after))
    )


def _reference(part: Part, before: str, after: str) -> bool:
    words = part.words.lower()
    if words == "the present" and re.match(r"(?:-| )\w+(?:s|ed)\b", after):
        return False
    if words == "now" and re.match(r"-?defunct", after):
        return True
    return not (words in ("the future", "the past") and re.match(r" (?:two|three|few|\d|several)", after))


def _nth_day(part: Part, before: str, after: str) -> bool:
    return not re.match(r" (?:century|parallel|floor)", after)


def _rate(part: Part, before: str, after: str) -> bool:
    return not re.search(r"\b(?:the|The) $", before) or part.words[0].islower()


def _numbered(part: Part, before: str, after: str) -> bool:
    return not re.search(r"[$€£\d][.,]?$", before)


_RULES = {
    "month": _month, "year": _year, "duration": _counted, "ago": _ago, "unit": _unit, "clock": _clock, "slashes": _slashes,
    "century": _century, "season": _season, "season-year": _season, "quarter": _quarter, "ref": _reference, "nth-day": _nth_day,
    "set": _rate, "first-day": _numbered, "last-day": _numbered, "month-day": _numbered, "span": _counted,
}  # fmt: skip
