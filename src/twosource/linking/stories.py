"""Which reports tell of the same happenings: average linkage over the odds that two are of one story.

The pairs compared are those that share a telling word, and clusters are cut at fixed odds, so that the order in which reports came in never matters.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp
from typing import NamedTuple

from twosource.linking.texts import Text, cosine, likeness
from twosource.records import Copy, Report, Story, identity

WORDS, NAMES, LEADS, DATED, EVEN = 12.7, 9.5, 14.3, 5.9, -7.5
"""Weights of the likeness of two reports' words, names and leads, and of both being dated, within days of each other, in logits: a logistic regression
on composed and ECB+ stories (training/stories.py)."""
ENOUGH = 0.5
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
    """Every report in exactly one story, stories by their first report; and for each report the neighbourhood within which claims are compared.

    A report without a date may be of any day: that parts stories, but no neighbourhoods.
    """
    order = sorted(texts, key=lambda i: (str(texts[i].report.published or ""), i))
    points = _pairs(texts, order)
    copied = {_key(copy.a, copy.b) for copy in copies if copy.verdict in ("copied", "rewritten")}

    def groups(enough: float, *, lenient: bool) -> list[list[str]]:
        pairs = {key: _odds(found, lenient=lenient) for key, found in points.items()}
        pairs |= {key: max(pairs.get(key, 0.0), 0.95) for key in copied}
        return average_linkage(order, {key: value for key, value in pairs.items() if value > 0.02}, enough)

    told = tuple(_story([texts[i].report for i in group]) for group in groups(ENOUGH, lenient=False))
    return told, {i: group[0] for group in groups(NEAR, lenient=True) for i in group}


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _pairs(texts: Mapping[str, Text], order: Sequence[str]) -> dict[tuple[str, str], Signs]:
    index: dict[str, list[str]] = defaultdict(list)
    for id_ in order:
        for word in texts[id_].tellers:
            index[word].append(id_)
    found: dict[tuple[str, str], Signs] = {}
    done: set[tuple[str, str]] = set()
    for holders in index.values():
        if len(holders) > COMMON:
            continue
        for at, a in enumerate(holders):
            for b in holders[at + 1 :]:
                key = _key(a, b)
                if key not in done:
                    done.add(key)
                    alike = signs(texts[a], texts[b])
                    if alike is not None:
                        found[key] = alike
    return found


def _odds(found: Signs, *, lenient: bool) -> float:
    """How likely two reports are of one story, falling with the days between them; `lenient` is what it would be if all were dated."""
    points = EVEN + WORDS * found.words + NAMES * found.names + LEADS * found.leads
    if lenient or found.apart is not None:
        points += DATED
    return (1 - 0.04 * (found.apart or 0)) / (1 + exp(-points))


def near(a: Text, b: Text) -> bool:
    """Whether two reports lie near enough that their claims are compared."""
    found = signs(a, b)
    return found is not None and _odds(found, lenient=True) >= NEAR


class Signs(NamedTuple):
    """Likeness of two reports' words, names and leads, and the days between them, None where one has no date."""

    words: float
    names: float
    leads: float
    apart: int | None


def signs(a: Text, b: Text) -> Signs | None:
    """What speaks for two reports' being of one story; None where they are too far apart in time or words."""
    one, two = a.report.published, b.report.published
    apart = abs((one - two).days) if one and two else None
    words = likeness(a, b) if (apart or 0) < DAYS else 0.0
    return Signs(words, cosine(a.names, b.names), cosine(a.lead, b.lead), apart) if words >= ALIKE else None


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
