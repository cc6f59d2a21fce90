"""Numbers as ranges with bounds: `at least one` is [1, ∞), `dozens` is [24, ∞), `nearly 24,000` is [23000, 24000]."""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Token


class Range(NamedTuple):
    """Bounds of a number, both inclusive; None where open."""

    min: int | None
    max: int | None


ONES = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "dozen": 12,
    "k": 1000,
    "m": 10**6,
    "bn": 10**9,
}
VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6, "several": 3, "few": 2, "some": 2, "many": 3, "numerous": 3, "multiple": 2, "various": 2,
         "countless": 3, "both": 2, "couple": 2, "pair": 2, "handful": 3, "tens": 20, "billions": 2 * 10**9}  # fmt: skip
WORD = r"(?:(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
NO_COUNT = r"(?![-\s]?(?:years?\b|mm\b|km\b|kilomet|met(?:er|re)s?\b|per ?cent\b|[ap]\.?m\b)|%)"
"""What makes a number an age, a measure or an hour; a letter and a hyphen before it make it a name (T-72)."""

NUMBER = re.compile(
    rf"(?<![A-Za-z]-)(?<![A-Za-z\d.,])(?P<digits>\d{{1,3}}(?:[,  ]\d{{3}})+(?!\d)|\d+(?:\.\d+)?)\s?(?P<scale>hundred|thousand|million|billion|dozen|k|m|bn)?\b{NO_COUNT}|(?P<word>{WORD}|an?(?=\s(?:hundred|thousand|million|dozen)))(?:[\s-](?P<wscale>hundred|thousand|million|billion|dozen))?(?:[\s](?:and\s)?(?P<rest>{WORD})(?!\s(?:hundred|thousand)))?\b",
    re.IGNORECASE,
)
LEAST = re.compile(
    r"\b(?:at least|a minimum of|no fewer than|no less than|not less than|as many as at least|minimum)\b|\+",
    re.IGNORECASE,
)
MORE = re.compile(
    r"\b(?:more than|over|above|in excess of|upwards? of|exceed\w*|beyond|upward of|greater than)\b", re.IGNORECASE
)
MOST = re.compile(r"\b(?:up to|as many as|at most|no more than|not more than|a maximum of|maximum)\b", re.IGNORECASE)
LESS = re.compile(r"\b(?:fewer than|less than|under|below)\b", re.IGNORECASE)
NEARLY = re.compile(r"\b(?:nearly|almost|close to|just under|approaching)\b", re.IGNORECASE)
OR_MORE = re.compile(r"\bor more\b|\band (?:perhaps )?more\b|\band counting\b", re.IGNORECASE)


def number(words: str) -> int | None:
    """The first exact number in `words`; None where there is none."""
    match = NUMBER.search(words)
    return _value(match) if match else None


def _value(match: re.Match[str]) -> int | None:
    if match["digits"]:
        value = float(re.sub(r"[,  ]", "", match["digits"]))
        return int(value * SCALES.get((match["scale"] or "").lower(), 1))
    word = (match["word"] or "").lower()
    base = 1 if word in ("a", "an") else sum(ONES.get(part, TENS.get(part, 0)) for part in re.split(r"[- ]", word))
    value = base * SCALES.get((match["wscale"] or "").lower(), 1)
    if match["rest"] and match["wscale"]:
        value += sum(ONES.get(part, TENS.get(part, 0)) for part in re.split(r"[- ]", match["rest"].lower()))
    return int(value)


def bounds(words: str) -> Range | None:
    """The range that a phrase of number gives; None where it gives none."""
    lowered = words.lower()
    match = NUMBER.search(lowered)
    if match:
        value = _value(match)
        if value is None:
            return None
        second = re.match(r"\s*(?:-|–|to|and|or)\s*", lowered[match.end() :])
        if second and (follow := NUMBER.match(lowered, match.end() + second.end())):
            upper = _value(follow)
            joined = re.search(r"\b(?:between|from)\b", lowered[: match.start()]) or second.group().strip() in (
                "-",
                "–",
                "to",
                "or",
            )
            if upper is not None and joined and upper > value:
                if value < 100 <= upper and upper % 1000 == 0 and value * 1000 <= upper:
                    value *= 1000
                return Range(value, upper)
        before, after = lowered[: match.start()], lowered[match.end() : match.end() + 16]
        if LEAST.search(before) or OR_MORE.match(after.strip()) or after.startswith("+"):
            return Range(value, None)
        if MORE.search(before):
            return Range(value + 1, None)
        if MOST.search(before):
            return Range(None, value)
        if LESS.search(before):
            return Range(None, value - 1)
        if NEARLY.search(before):
            step = 10 ** max(0, len(str(value)) - 2)
            return Range(value - step, value) if value > 10 else Range(value - 1, value)
        if re.match(r"\s*s\b", after) and match["wscale"]:
            return Range(2 * value, None)
        return Range(value, value)
    for word, least in VAGUE.items():
        if re.search(rf"\b{word}\b", lowered):
            scale = next(
                (SCALES[s] for s in ("thousand", "hundred", "million") if re.search(rf"\b{word} (?:of )?{s}", lowered)),
                1,
            )
            return Range(least * scale, None)
    return None


def counted(head: Token) -> Range | None:
    """The range before a noun (`at least 12 civilians`, `dozens of tanks`); a bare plural is two or more, a bare singular one."""
    doc = head.doc
    first = min(
        [t.i for t in head.subtree if t.i <= head.i and t.dep_ not in ("nsubj", "conj", "cc") and _inside(t, head)]
        or [head.i]
    )
    first = max(first, head.sent.start, head.i - 12)
    words = doc[first : head.i].text
    if (
        first >= 2
        and (more := doc[max(head.sent.start, first - 3) : first].text)
        and re.search(
            r"\b(?:at least|more than|up to|as many as|nearly|almost|over|about|around|fewer than|less than)$",
            more,
            re.IGNORECASE,
        )
    ):
        words = f"{more} {words}"
    if (
        head.dep_ in ("nmod", "obl")
        and head.head.i < head.i
        and head.head.lemma_.lower()
        in (
            "dozen",
            "score",
            "hundred",
            "thousand",
            "million",
            "ten",
            "number",
            "couple",
            "handful",
            "one",
            "total",
            "pair",
            "majority",
            "group",
            "lot",
        )
    ):
        top = head.head
        lead = doc[max(head.sent.start, top.i - 3) : top.i + 1].text
        found = bounds(lead)
        if found:
            return found
    found = bounds(words)
    if found:
        after = doc[head.i + 1 : head.i + 3].text.lower()
        return Range(found.min, None) if OR_MORE.match(after) else found
    if head.tag_ in ("NNS", "NNPS") or head.lower_ in ("people", "police", "troops"):
        return Range(2, None)
    if re.search(r"\b(?:an?|one|another|the|this|that)\b", words, re.IGNORECASE):
        return Range(1, 1)
    return None


def _inside(token: Token, head: Token) -> bool:
    steps = 0
    while token.i != head.i and steps < 4:
        if token.dep_ in ("acl:relcl", "advcl", "ccomp", "parataxis", "root", "ROOT"):
            return False
        token, steps = token.head, steps + 1
    return token.i == head.i
