"""Which reports tell of the same happenings: average linkage over the odds that two are of one story.

The pairs compared are those that share a telling word, and clusters are cut at fixed odds, so that the order in which reports came in never matters.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from math import exp
from typing import NamedTuple, TypeVar

from twosource.linking.texts import Text, cosine, likeness
from twosource.records import Report, Story, identity

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
"""A word that more reports hold of the days that lead up to a report brings up no pairs for it."""
ALIKE = 0.03
"""Likeness of words below which a pair is let go without a further look."""

Item = TypeVar("Item", bound=Hashable)


def stories(
    texts: Mapping[str, Text], derived: Collection[tuple[str, str]]
) -> tuple[tuple[Story, ...], dict[str, str]]:
    """Every report in exactly one story, stories by their first report; and for each report the neighbourhood within which claims are compared.

    A report without a date may be of any day: that parts stories, but no neighbourhoods. `derived` are pairs of reports of which one derives from the other.
    """
    order = sorted(texts.values(), key=lambda t: (str(t.report.published or ""), t.report.id))
    place = {text.report.id: at for at, text in enumerate(order)}
    points = _pairs(order)
    copied = [_key(place[a], place[b]) for a, b in derived]

    def groups(enough: float, *, lenient: bool) -> list[list[int]]:
        pairs = {key: _odds(found, lenient=lenient) for key, found in points.items()}
        pairs |= {key: max(pairs.get(key, 0.0), 0.95) for key in copied}
        return average_linkage(range(len(order)), {key: value for key, value in pairs.items() if value > 0.02}, enough)

    told = tuple(_story([order[at].report for at in group]) for group in groups(ENOUGH, lenient=False))
    near = {order[at].report.id: order[group[0]].report.id for group in groups(NEAR, lenient=True) for at in group}
    return told, near


def _key(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _pairs(order: Sequence[Text]) -> dict[tuple[int, int], Signs]:
    """What speaks for each two reports that share a telling word, by their places in the order of days, those without a day first."""
    days = [text.report.published.toordinal() if text.report.published else None for text in order]
    undated = days.count(None)
    index: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(order):
        for word in text.tellers:
            index[word].append(at)
    found: dict[tuple[int, int], Signs] = {}
    done: set[tuple[int, int]] = set()
    for holders in index.values():
        for at, others in _within_days(holders, days, undated):
            for other in others:
                key = (other, at)
                if key not in done:
                    done.add(key)
                    alike = signs(order[other], order[at])
                    if alike is not None:
                        found[key] = alike
    return found


def _within_days(
    holders: Sequence[int], days: Sequence[int | None], undated: int
) -> Iterator[tuple[int, Sequence[int]]]:
    """Each holder of a word with those before it that it is compared with: none for a day by which too many hold the word."""
    whenever = bisect_left(holders, undated)
    if whenever <= COMMON:
        yield from ((at, holders[:n]) for n, at in enumerate(holders[:whenever]))
    first = whenever
    last = whenever
    for n in range(whenever, len(holders)):
        day = days[holders[n]] or 0
        while (days[holders[first]] or 0) <= day - DAYS:
            first += 1
        while last < len(holders) and days[holders[last]] == day:
            last += 1
        if last - first + whenever <= COMMON:
            yield holders[n], [*holders[:whenever], *holders[first:n]]


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


def average_linkage(items: Sequence[Item], pairs: Mapping[tuple[Item, Item], float], enough: float) -> list[list[Item]]:
    """Clusters merged best first while the mean likeness between two of them is at least `enough`; pairs not given count as 0.

    Ties are broken by the place of the items in `items`, so the result is one. A cluster merged of two is never liker to a third than one of the two was (Bruynooghe
    1977), so that the best of a cluster is sought anew only when its turn comes. Cost is about the number of pairs times the logarithm of the items.
    """
    place = {item: at for at, item in enumerate(items)}
    members: dict[int, list[Item]] = {at: [item] for item, at in place.items()}
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, two), value in pairs.items():
        links[place[one]][place[two]] = links[place[two]][place[one]] = value

    def unlike(a: int, b: int) -> float:
        return -links[a][b] / (len(members[a]) * len(members[b]))

    def best(a: int) -> list[tuple[float, int, int]]:
        """The likest of the clusters after `a`, where it is like enough."""
        found = min([(unlike(a, b), a, b) for b in links[a] if b > a], default=(0.0, a, a))
        return [found] if found[2] > a and -found[0] >= enough else []

    turns = [turn for at in sorted(links) for turn in best(at)]
    heapq.heapify(turns)
    while turns:
        score, a, b = heapq.heappop(turns)
        if a not in members:
            continue
        if b in members and unlike(a, b) == score:
            for third, value in links.pop(b).items():
                links[third].pop(b)
                if third != a:
                    links[a][third] = links[third][a] = links[a].get(third, 0.0) + value
            members[a] += members.pop(b)
        for turn in best(a):
            heapq.heappush(turns, turn)
    return [sorted(group, key=place.__getitem__) for _, group in sorted(members.items())]


def _story(reports: Sequence[Report]) -> Story:
    first = reports[0]
    title = first.title or first.text.strip().splitlines()[0][:120]
    return Story(id=identity("t", *sorted(r.id for r in reports)), title=title, reports=tuple(r.id for r in reports))
