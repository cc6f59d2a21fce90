"""Which reports are copies: candidates by shared shingles, each checked by aligning the shared words.

Containment is the share of the shorter text's shingles outside quotation marks that the other has too (Broder 1997): a long report that takes in a
whole wire text contains it, though the two are unlike as wholes. Verdicts are those of the gold guide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from twosource.linking.independence import SPOKEN
from twosource.linking.kinship import called
from twosource.linking.nearby import before
from twosource.linking.rarity import SOMEWHAT, telling_words
from twosource.linking.texts import Shingles, Text, Texts, Words, likeness
from twosource.records import Claim, Copy, CopyVerdict, Reading, Report, SharedPassage, Span, Statement, Voice

COPIED = 0.42
REWRITTEN = 0.16
LIKE = 0.55
LONG_RUN = 12
"""Words in a row outside quotation marks that two people do not write by chance."""

COMMON = 60
"""A shingle in more reports than that is boilerplate and brings up no candidates."""

MANY = 60
"""Reports of one voice for one claim from which each is laid beside the first alone."""

DAYS = 14
SAID_WITHIN = 5
"""Days within which one voice is taken to say a thing once; less than that."""


def compare(texts: Mapping[str, Text]) -> dict[tuple[str, str], Copy]:
    """Verdicts for all pairs of reports that share words."""
    return {(a, b): _judged(texts[a], texts[b], None) for a, b in _sharing(texts)}


def with_sources(
    found: Mapping[tuple[str, str], Copy], texts: Texts, readings: Mapping[str, Reading], voice_of: Mapping[str, str], voices: Mapping[str, Voice]
) -> dict[tuple[str, str], Copy]:  # fmt: skip
    """The verdicts of `compare`, and those for pairs of reports in which one voice says the same; pairs that share neither words nor a source are not listed."""
    rest_on = dict(_same_source(texts.reports, readings, voice_of, voices))
    judged = {(a, b): _judged(texts[a], texts[b], called(voices[voice])) for (a, b), voice in rest_on.items()}
    return {**found, **judged}


def _sharing(texts: Mapping[str, Text]) -> Iterator[tuple[str, str]]:
    """Pairs of reports, within days of each other, that share shingles enough to be looked at."""
    ids = sorted(texts)
    sizes = np.array([len(texts[i].shingles) for i in ids], dtype=np.int64)
    for a, b, count in zip(*_shared([texts[i].shingles for i in ids], sizes), strict=True):
        one, two = ids[a], ids[b]
        if (count >= 4 or count >= 0.12 * min(sizes[a], sizes[b])) and _near(texts[one].report, texts[two].report):
            yield one, two


def _shared(shingles: Sequence[Shingles], sizes: NDArray[np.int64]) -> tuple[list[int], list[int], list[int]]:
    """Places of each two that share shingles, the smaller first, and how many they share; what more than COMMON hold is not counted."""
    every = np.concatenate([*shingles, np.empty(0, np.int64)])
    order = np.argsort(every, kind="stable")
    holders = np.repeat(np.arange(len(sizes)), sizes)[order]
    every = every[order]
    starts = np.flatnonzero(np.append(True, every[1:] != every[:-1]))
    counts = np.diff(starts, append=len(every))
    pairs = [np.empty(0, np.int64)]
    for count in range(2, COMMON + 1):
        rows = holders[starts[counts == count][:, None] + np.arange(count)]
        first, second = np.triu_indices(count, 1)
        pairs.append((rows[:, first] * len(sizes) + rows[:, second]).ravel())
    keys, times = np.unique(np.concatenate(pairs), return_counts=True)
    first, second = divmod(keys, max(1, len(sizes)))
    return first.tolist(), second.tolist(), times.tolist()


def _same_source(
    reports: Mapping[str, Report], readings: Mapping[str, Reading], voice_of: Mapping[str, str], voices: Mapping[str, Voice]
) -> Iterable[tuple[tuple[str, str], str]]:  # fmt: skip
    """Pairs of reports in which one voice says the same within a few days."""
    said: dict[str, list[tuple[Report, Statement]]] = defaultdict(list)
    for id_ in sorted(readings):
        for statement in readings[id_].statements:
            voice = voice_of.get(statement.voice, statement.voice)
            known = voices.get(voice)
            if known is not None and (known.name or known.org or known.anonymous) and id_ in reports:
                said[voice].append((reports[id_], statement))
    for voice, rows in sorted(said.items()):
        rows.sort(key=lambda row: str(row[0].published or ""))
        days = [report.published.toordinal() if report.published else None for report, _ in rows]
        by_word: dict[str, list[int]] = defaultdict(list)
        words = [telling_words(statement.content, SOMEWHAT) for _, statement in rows]
        for at, telling in enumerate(words):
            for word in telling:
                by_word[word].append(at)
        done: set[tuple[str, str]] = set()
        for holders in by_word.values():
            for at, others in before(holders, days, SAID_WITHIN):
                for other in others:
                    a, b = sorted((rows[other][0].id, rows[at][0].id))
                    if a == b or (a, b) in done:
                        continue
                    shared = len(words[other] & words[at])
                    if shared >= 2 and shared >= 0.34 * min(len(words[other]), len(words[at])):
                        done.add((a, b))
                        yield (a, b), voice


def resting(
    found: Mapping[tuple[str, str], Copy], claims: Iterable[Claim], voices: Mapping[str, Voice]
) -> tuple[Copy, ...]:
    """The verdicts, and with them the pairs of reports that were written apart and yet rest on one voice for a claim that both make."""
    known = dict(found)
    for claim in claims:
        for voice, reports in _together(claim):
            for a, b in _every_two(reports):
                pair = known.get((a, b)) or Copy(a=a, b=b, verdict="independent")
                if pair.verdict == "independent":
                    why = f"Written apart, both rest on {called(voices[voice])} for one claim: {claim.gist}"
                    known[a, b] = replace(pair, verdict="shared-source", why=why)
    return tuple(known[pair] for pair in sorted(known))


def _together(claim: Claim) -> Iterator[tuple[str, list[str]]]:
    """Each voice that states a claim with the reports that have it, those of a voice that is the same as it among them."""
    said = [s for s in claim.voices if s.basis == "statement"]
    one_origin = claim.type in SPOKEN  # two who heard what somebody said need not have it from each other
    same = {frozenset((e.a, e.b)) for e in claim.edges if e.verdict == "same" and not one_origin}
    for support in said:
        kin = [s for s in said if s is support or frozenset((s.voice, support.voice)) in same]
        yield support.voice, sorted({r for s in kin for r in s.reports})


def _every_two(reports: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every two of sorted reports; where they are very many, each with the first alone."""
    if len(reports) <= MANY:
        yield from combinations(reports, 2)
    else:
        yield from ((reports[0], other) for other in reports[1:])


def _near(a: Report, b: Report) -> bool:
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= DAYS


def _judged(a: Text, b: Text, voice: str | None) -> Copy:
    """The verdict on two reports; `voice` is what the one on whose words both rest is called."""
    common = len(np.intersect1d(a.shingles, b.shingles, assume_unique=True))
    containment = common / max(1, min(len(a.shingles), len(b.shingles)))
    runs = _runs(a.report, b.report) if common else []
    longest = max((length for _, _, length in runs), default=0)
    alike = likeness(a, b)
    origin = _earlier(a, b)
    verdict: CopyVerdict
    if containment >= COPIED or (longest >= LONG_RUN and containment >= 0.3):
        verdict, why = (
            "copied",
            f"{containment:.0%} of the shorter text stands in the other in the same words, the longest run being {longest} words.",
        )
    elif containment >= REWRITTEN or (alike >= LIKE and (voice is not None or containment > 0.05)):
        verdict, why = (
            "rewritten",
            f"The two share {containment:.0%} of their runs of words and {alike:.0%} of their telling words: one text in other words.",
        )
    elif voice is not None:
        verdict, why = "shared-source", f"Written apart, both rest on what {voice} said."
    else:
        verdict, why = "independent", f"They share {containment:.0%} of their runs of words and no source."
    if verdict in ("copied", "rewritten") and origin:
        why += f" {_outlet(a if a.report.id == origin else b)} had it first."
    passages = tuple(SharedPassage(a=one, b=two) for one, two, length in runs if length >= 6)
    return Copy(
        a=a.report.id,
        b=b.report.id,
        verdict=verdict,
        origin=origin if verdict in ("copied", "rewritten") else None,
        containment=round(min(1.0, containment), 4),
        passages=passages[:20],
        why=why,
    )


@lru_cache(maxsize=200)
def _words(report: Report) -> Words:
    """The words of a report, kept while it is laid beside others."""
    return Words.of(report)


def _runs(a: Report, b: Report) -> list[tuple[Span, Span, int]]:
    """Aligned runs of equal words: where they stand in each, and how many; longest-common-block alignment (Ratcliff and Metzener 1988)."""
    one, two = _words(a), _words(b)
    matcher = SequenceMatcher(None, [w for w, _, _ in one.words], [w for w, _, _ in two.words], autojunk=False)
    return [
        (
            Span.of(a.text, one.words[m.a][1], one.words[m.a + m.size - 1][2]),
            Span.of(b.text, two.words[m.b][1], two.words[m.b + m.size - 1][2]),
            m.size,
        )
        for m in matcher.get_matching_blocks()
        if m.size >= 4 and not all(one.quoted[m.a : m.a + m.size])
    ]


def _earlier(a: Text, b: Text) -> str | None:
    """The earlier of two reports, by whom one credits, then by publication."""
    credited = [
        bool(t.report.outlet and t.report.outlet.split()[0] in other.report.text)
        and not (other.report.outlet or "").startswith(t.report.outlet.split()[0])
        for t, other in ((a, b), (b, a))
        if t.report.outlet
    ]
    if len(credited) == 2 and credited[0] != credited[1]:
        return a.report.id if credited[0] else b.report.id
    first, second = a.report.published or date.max, b.report.published or date.max
    if first == second:
        return None
    return a.report.id if first < second else b.report.id


def _outlet(text: Text) -> str:
    return text.report.outlet or f"report {text.report.id[:12]}"
