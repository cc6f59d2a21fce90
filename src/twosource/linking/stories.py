"""Which reports tell of the same happenings: average linkage over the odds that two are of one story.

The pairs compared are those that share a telling word, and clusters are cut at fixed odds, so that the order in which reports came in never matters.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp

from twosource.linking.texts import Text, cosine, likeness
from twosource.records import Copy, Report, Story, identity

WORDS, NAMES, LEADS, DATED, EVEN = 14.1, 8.3, 17.2, 3.5, -8.3
"""Weights of the likeness of two reports' words, names and leads, and of both being dated, within days of each other, in logits: a logistic regression
on composed and ECB+ stories (training/stories.py)."""
ENOUGH = 0.45
"""Mean odds from which clusters are one story."""
NEAR = 0.2
"""Mean odds from which clusters lie near enough that their claims and voices are compared."""
DAYS = 10
"""Days after which two reports are no longer of one story; the odds sink with each."""
COMMON = 250
"""A word in more reports than that brings up no pairs."""
ALIKE = 0.03
"""Likeness of words below which a pair is let go without a further look."""


def stories(texts: Mapping[str, Text], copies: Sequence[Copy]) -> tuple[tuple[Story, ...], dict[str, str]]:
    """Every report in exactly one story, stories by their first report; and for each report the neighbourhood within which claims are compared."""
    order = sorted(texts, key=lambda i: (str(texts[i].report.published or ""), i))
    pairs = _pairs(texts, order)
    for copy in copies:
        if copy.verdict in ("copied", "rewritten"):
            pairs[_key(copy.a, copy.b)] = max(pairs.get(_key(copy.a, copy.b), 0.0), 0.95)
    told = tuple(_story([texts[i].report for i in group]) for group in average_linkage(order, pairs, ENOUGH))
    near = {i: group[0] for group in average_linkage(order, pairs, NEAR) for i in group}
    return told, near


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _pairs(texts: Mapping[str, Text], order: Sequence[str]) -> dict[tuple[str, str], float]:
    index: dict[str, list[str]] = defaultdict(list)
    for id_ in order:
        for word in texts[id_].tellers:
            index[word].append(id_)
    found: dict[tuple[str, str], float] = {}
    for holders in index.values():
        if len(holders) > COMMON:
            continue
        for at, a in enumerate(holders):
            for b in holders[at + 1 :]:
                key = _key(a, b)
                if key not in found:
                    found[key] = odds(texts[a], texts[b])
    return {key: value for key, value in found.items() if value > 0.02}


def odds(a: Text, b: Text) -> float:
    """The odds, 0 to 1, that two reports are of one story."""
    found = signs(a, b)
    if found is None:
        return 0.0
    points = EVEN + sum(w * value for w, value in zip((WORDS, NAMES, LEADS, DATED), found, strict=True))
    return (1 - 0.04 * (_apart(a, b) or 0)) / (1 + exp(-points))


def signs(a: Text, b: Text) -> tuple[float, float, float, float] | None:
    """Likeness of two reports' words, names and leads, and 1 where both are dated; None where they are too far apart in time or words."""
    apart = _apart(a, b)
    words = likeness(a, b) if (apart or 0) < DAYS else 0.0
    if words < ALIKE:
        return None
    return words, cosine(a.names, b.names), cosine(a.lead, b.lead), float(apart is not None)


def _apart(a: Text, b: Text) -> int | None:
    """Days between two reports; None where one is not dated."""
    one, two = a.report.published, b.report.published
    return abs((one - two).days) if one and two else None


def average_linkage(items: Sequence[str], pairs: Mapping[tuple[str, str], float], enough: float) -> list[list[str]]:
    """Clusters merged best first while the mean likeness between two of them is at least `enough`; pairs not given count as 0.

    Ties are broken by the place of the items in `items`, so the result is one. Cost is about the number of pairs times its logarithm.
    """
    place = {item: at for at, item in enumerate(items)}
    members: dict[int, list[str]] = {at: [item] for item, at in place.items()}
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, two), value in pairs.items():
        links[place[one]][place[two]] = links[place[two]][place[one]] = value
    heap = [(-value, a, b) for a, row in links.items() for b, value in row.items() if a < b and value >= enough]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if (
            a not in members
            or b not in members
            or abs(links[a].get(b, 0.0) / (len(members[a]) * len(members[b])) + score) > 1e-12
        ):
            continue
        for third, value in links.pop(b).items():
            links[third].pop(b, None)
            if third != a:
                links[a][third] = links[third][a] = links[a].get(third, 0.0) + value
        links[a].pop(b, None)
        members[a] += members.pop(b)
        for other, value in links[a].items():
            mean = value / (len(members[a]) * len(members[other]))
            if mean >= enough:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return [sorted(group, key=place.__getitem__) for _, group in sorted(members.items())]


def _story(reports: Sequence[Report]) -> Story:
    first = reports[0]
    title = first.title or first.text.strip().splitlines()[0][:120]
    return Story(id=identity("t", *sorted(r.id for r in reports)), title=title, reports=tuple(r.id for r in reports))
