"""Whether two unnamed voices in different reports are one source: same, different or unassessable, never just two states.

Same, where the descriptions are compatible and the two share quoted words, or the same briefing on the same day with words in common; different, where
the descriptions exclude each other; else unassessable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from twosource.knowledge.gazetteer.spelling import fold
from twosource.knowledge.rarity import weight
from twosource.linking.folding import words_of
from twosource.linking.rarity import SOMEWHAT, telling_words
from twosource.records import PairVerdict, Report, Statement, Voice

KINDS = (
    ("official", r"official|authorit|administration|government|spokes|aide|advis|minist"),
    (
        "soldier",
        r"soldier|fighter|sergeant|lieutenant|troop|conscript|marine|pilot|serviceman|officer|commander|colonel|general|captain",
    ),
    ("diplomat", r"diplomat|ambassador|envoy|negotiator|mediator"),
    (
        "resident",
        r"resident|local|villager|witness|survivor|civilian|neighbo|farmer|trader|shopkeeper|mother|father|wife|husband|sister|brother|woman|man\b|driver|refugee",
    ),
    ("medic", r"doctor|nurse|medic|surgeon|hospital|paramedic"),
    ("aid worker", r"aid worker|humanitarian"),
    ("analyst", r"analyst|expert|researcher"),
    ("prisoner", r"prisoner|detainee|hostage|captive|inmate"),
)
ABOVE = {("official", "soldier"), ("official", "diplomat")}
"""Kinds that one person may be called: a military official is an officer, a diplomat an official."""

QUOTED = 4
"""Words in a row in both quotations that two people do not say by chance."""


class Said(NamedTuple):
    """An anonymous voice with one of its statements and the report it stands in."""

    voice: Voice
    statement: Statement
    report: Report
    credits: frozenset[str] = frozenset()
    """Folded names of the outlets that have it from whom it quotes."""
    relayed: bool = False
    """Whether an outlet is cited, which rests on this unnamed person: the two are no one voice."""
    around: frozenset[str] = frozenset()
    """All outlets that the report credits for what unnamed people say."""


class Verdict(NamedTuple):
    """What stands between two anonymous statements, and why."""

    verdict: PairVerdict
    why: tuple[str, ...]


def compare(a: Said, b: Said, *, one_text: bool = False) -> Verdict:
    """Judge whether one unnamed person or briefing stands behind both statements; `one_text` where one report derives from the other."""
    excluded = excludes(a.voice, b.voice)
    if excluded:
        return Verdict("different", (excluded,))
    if a.voice.name and b.voice.name:
        if fold(a.voice.name) == fold(b.voice.name):
            return Verdict("same", (f"Both are called {a.voice.name}.",))
        return Verdict("different", (f"{called(a.voice)} and {called(b.voice)} go by different names.",))
    shared = _run(a.statement, b.statement)
    if shared and shared[0] >= QUOTED:
        return Verdict(
            "same",
            (
                f"Both are described alike ({called(a.voice)}; {called(b.voice)}).",
                f"Both are quoted with the words “{shared[1]}”.",
            ),
        )
    one, two = (telling_words(said.statement.content, SOMEWHAT) for said in (a, b))
    telling = one & two
    fewest = min(len(one), len(two))
    days = _days(a, b)
    alike = len(telling) / max(1, fewest)
    if (
        a.statement.occasion
        and b.statement.occasion
        and _head(a.statement.occasion) == _head(b.statement.occasion)
        and days <= 2
        and alike >= 0.25
        and _compatible(a.voice, b.voice)
    ):
        return Verdict(
            "same", (f"Both spoke on the same occasion ({a.statement.occasion}) within {days} days and said the same.",)
        )
    if telling and _disputes(a.statement) != _disputes(b.statement):
        return Verdict(
            "different",
            (
                f"{called(a.voice)} denies what {called(b.voice)} asserts."
                if _disputes(a.statement)
                else f"{called(b.voice)} denies what {called(a.voice)} asserts.",
            ),
        )
    outlets = _shared_credits(a.credits, b.credits)
    if outlets and telling:
        return Verdict(
            "same",
            (
                f"Both have it from {max(outlets, key=len).title()}, and tell of the same ({', '.join(sorted(telling)[:3])}).",
            ),
        )
    if telling and not one_text and (_held_apart(a, b) or _held_apart(b, a)):
        return Verdict("different", (f"One report credits {_names(a.credits)} and {_names(b.credits)} apart.",))
    if one_text and telling and _compatible(a.voice, b.voice):
        return Verdict("same", ("The two reports are one text, and the descriptions agree.",))
    if alike >= 0.25 and len(telling) >= 2 and days <= 3 and alike_described(a.voice, b.voice):
        words = ", ".join(sorted(telling)[:5])
        return Verdict(
            "same", (f"Both are described in the same words ({called(a.voice)}) and tell of the same ({words}).",)
        )
    if (
        alike >= 0.5
        and len(telling) >= 3
        and days <= 3
        and _compatible(a.voice, b.voice)
        and _described(a.voice)
        and _described(b.voice)
    ):
        words = ", ".join(sorted(telling)[:5])
        return Verdict(
            "same",
            (
                f"Descriptions agree ({called(a.voice)}; {called(b.voice)}) and both say the same in the same words ({words}), within {days} days.",
            ),
        )
    return Verdict(
        "unassessable",
        (f"{called(a.voice)} and {called(b.voice)} may be one person: neither quotation nor occasion tells.",),
    )


def excludes(a: Voice, b: Voice) -> str | None:
    """Why two descriptions cannot be of one person; None where they can."""
    if a.side and b.side and a.side != b.side and not (_at_large(a, b) or _at_large(b, a)):
        return f"{called(a)} speaks for {a.side}, {called(b)} for {b.side}."
    first, second = kind(a), kind(b)
    if first and second and first != second and (first, second) not in ABOVE and (second, first) not in ABOVE:
        return f"{called(a)} is a {first}, {called(b)} a {second}."
    return None


WESTERN = frozenset("US CA GB FR DE IT ES NL BE PL NO DK SE FI EE LV LT CZ SK RO BG PT GR IE AT AU NZ".split())


def _at_large(a: Voice, b: Voice) -> bool:
    """Whether `a` is described so widely that it may be `b`: a Western official may be an American, a person briefed may be anyone's."""
    if not a.anonymous or not b.anonymous or a.side != "INT" or a.org:
        return False
    role = (a.role or "").lower()
    if re.search(r"western|european|allied|nato", role):
        return b.side in WESTERN
    return kind(a) is None


def kind(voice: Voice) -> str | None:
    """The kind of person a role describes."""
    role = (voice.role or "").lower()
    return next((name for name, pattern in KINDS if re.search(pattern, role)), None)


DISPUTES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput\w+|refut\w+|contradict\w+|reject\w+|dismiss\w+|debunk\w+)\b", re.IGNORECASE
)


def _disputes(said: Statement) -> bool:
    return said.denied or bool(said.cue and DISPUTES.search(said.cue.text))


def _shared_credits(a: frozenset[str], b: frozenset[str]) -> set[str]:
    """Outlets credited on both sides, the Journal being the Wall Street Journal."""
    return {
        max(x, y, key=len) for x in a for y in b if set(x.split()) <= set(y.split()) or set(y.split()) <= set(x.split())
    }


def _held_apart(a: Said, b: Said) -> bool:
    """Whether the report of `b` knows the outlet that has `a`, and credits another for `b`."""
    return bool(
        a.credits and b.credits and _shared_credits(a.credits, b.around) and not _shared_credits(a.credits, b.credits)
    )


def _names(outlets: frozenset[str]) -> str:
    return " and ".join(name.title() for name in sorted(outlets))


WIDE = re.compile(r"^(?:\w+ )?(?:people|persons?|sources?|insiders?)\b", re.IGNORECASE)


def _compatible(a: Voice, b: Voice) -> bool:
    if any(WIDE.match(v.role or "") and not v.side for v in (a, b)):
        return True  # "people familiar with the matter" may be anybody
    return bool(
        (a.side and a.side == b.side)
        or (kind(a) and kind(a) == kind(b) and not (a.side and b.side and a.side != b.side))
    )


def alike_described(a: Voice, b: Voice) -> bool:
    """Whether two descriptions are the same to the letter, case and number aside."""
    return _described(a) and _description(a) == _description(b)


def _description(voice: Voice) -> tuple[str, ...]:
    words = " ".join(filter(None, (voice.name, voice.role, voice.org))).lower()
    return (*sorted(re.findall(r"\w+", words)), voice.side or "")


def _described(voice: Voice) -> bool:
    return bool(voice.role or voice.org)


def called(voice: Voice) -> str:
    """A voice as a sentence calls it."""
    if voice.name:
        return voice.name
    if voice.role is None:
        return voice.org or (f"a voice of {voice.side}" if voice.side else "an unnamed source")
    whose = voice.side if voice.side and voice.side not in voice.role.split() else None
    return " ".join(filter(None, (whose, voice.role)))


def _head(words: str) -> str:
    return re.sub(r"^(?:the|an?|its|his|her|their)\s", "", words.lower()).split()[-1]


def _days(a: Said, b: Said) -> int:
    one = a.statement.said_on.first if a.statement.said_on else a.report.published
    two = b.statement.said_on.first if b.statement.said_on else b.report.published
    return abs((one - two).days) if one and two else 0


def _run(a: Statement, b: Statement) -> tuple[int, str] | None:
    """The longest run of words in both contents, where one of the two is quoted, with as many telling words as to matter."""
    if a.kind == "indirect" and b.kind == "indirect":
        return None
    best: tuple[int, str] | None = None
    for one in a.content:
        first = list(words_of(one.text))
        for two in b.content:
            second = [w for w, _, _ in words_of(two.text)]
            best = max(filter(None, (best, _longest(first, second, one.text))), default=None, key=lambda r: r[0])
    return best


def _longest(first: Sequence[tuple[str, int, int]], second: Sequence[str], text: str) -> tuple[int, str] | None:
    length: dict[int, int] = {}
    best = (0, 0)
    for i, (word, _, _) in enumerate(first):
        fresh: dict[int, int] = {}
        for j, other in enumerate(second):
            if word == other:
                fresh[j] = length.get(j - 1, 0) + 1
                best = max(best, (fresh[j], i))
        length = fresh
    size, end = best
    if size == 0 or sum(weight(w) > SOMEWHAT for w, _, _ in first[end - size + 1 : end + 1]) < 2:
        return None
    return size, text[first[end - size + 1][1] : first[end][2]]
