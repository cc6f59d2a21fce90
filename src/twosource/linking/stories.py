"""Which reports tell of the same happenings: average linkage over the odds that two are of one story.

The pairs compared are those that share a telling word, and clusters are cut at fixed odds, so that the order in which reports came in never matters.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from math import exp
from typing import Generic, NamedTuple, TypeVar

from twosource.linking.nearby import before
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
COPIED = 0.95
"""Odds from which a copy and its origin are of one story."""
SLIGHT = 0.02
"""Odds up to which a pair counts for nothing."""
ALIKE = 0.03
"""Likeness of words below which a pair is let go without a further look."""

Item = TypeVar("Item", bound=Hashable)
Odds = dict[tuple[int, int], float]


def stories(
    texts: Mapping[str, Text], derived: Collection[tuple[str, str]]
) -> tuple[tuple[Story, ...], dict[str, str]]:
    """Every report in exactly one story, stories by their first report; and for each report the neighbourhood within which claims are compared.

    A report without a date may be of any day: that parts stories, but no neighbourhoods. `derived` are pairs of reports of which one derives from the other.
    """
    order = sorted(texts.values(), key=lambda t: (str(t.report.published or ""), t.report.id))
    place = {text.report.id: at for at, text in enumerate(order)}
    pairs, open_ = _pairs(order)
    for one, two in derived:
        key = (min(place[one], place[two]), max(place[one], place[two]))
        pairs[key] = max(pairs.get(key, 0.0), COPIED)
    linkage = Linkage(range(len(order)), pairs)
    told = tuple(_story([order[at].report for at in group]) for group in linkage.merged(ENOUGH))
    if open_:
        open_ = {key: max(odds, pairs.get(key, 0.0)) for key, odds in open_.items()}
        linkage = Linkage(range(len(order)), pairs | open_)
    groups = linkage.merged(NEAR)
    return told, {order[at].report.id: order[group[0]].report.id for group in groups for at in group}


def _pairs(order: Sequence[Text]) -> tuple[Odds, Odds]:
    """How likely two reports that share a telling word are of one story, by their places in the order of days, those without a day first.

    Then the same again for pairs of which one has no day, as it would be if they were of one day.
    """
    days = [text.report.published.toordinal() if text.report.published else None for text in order]
    index: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(order):
        for word in text.tellers:
            index[word].append(at)
    pairs: Odds = {}
    open_: Odds = {}
    done: set[tuple[int, int]] = set()
    for holders in index.values():
        for at, others in before(holders, days, DAYS):
            for other in others:
                key = (other, at)
                if key not in done:
                    done.add(key)
                    found = signs(order[other], order[at])
                    if found is None:
                        continue
                    if (odds := _odds(found)) > SLIGHT:
                        pairs[key] = odds
                    if found.apart is None:
                        open_[key] = _odds(found, lenient=True)
    return pairs, open_


def _odds(found: Signs, *, lenient: bool = False) -> float:
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


class Linkage(Generic[Item]):
    """Clusters merged best first by the mean likeness between two of them; pairs not given count as 0.

    Ties are broken by the place of the items in `items`, so the result is one. A cluster merged of two is never liker to a third than one of the two was (Bruynooghe
    1977), so that the best of a cluster is sought anew only when its turn comes. Cost is about the number of pairs times the logarithm of the items.
    """

    def __init__(self, items: Sequence[Item], pairs: Mapping[tuple[Item, Item], float]) -> None:
        place = {item: at for at, item in enumerate(items)}
        self._items = items
        self._members: dict[int, list[int]] = {at: [at] for at in place.values()}
        self._links: dict[int, dict[int, float]] = defaultdict(dict)
        for (one, two), value in pairs.items():
            a, b = place[one], place[two]
            self._links[a][b] = self._links[b][a] = value

    def merged(self, enough: float) -> list[list[Item]]:
        """The clusters, merged while the mean is at least `enough`; asked again, it goes on from there with less."""
        turns = [turn for at in sorted(self._links) for turn in self._best(at, enough)]
        heapq.heapify(turns)
        while turns:
            score, a, b = heapq.heappop(turns)
            if a not in self._members:
                continue
            if b in self._members and self._unlike(a, b) == score:
                self._merge(a, b)
            for turn in self._best(a, enough):
                heapq.heappush(turns, turn)
        return [[self._items[at] for at in sorted(group)] for _, group in sorted(self._members.items())]

    def _unlike(self, a: int, b: int) -> float:
        return -self._links[a][b] / (len(self._members[a]) * len(self._members[b]))

    def _best(self, a: int, enough: float) -> list[tuple[float, int, int]]:
        """The likest of the clusters after `a`, where it is like enough."""
        found = min([(self._unlike(a, b), a, b) for b in self._links[a] if b > a], default=(0.0, a, a))
        return [found] if found[2] > a and -found[0] >= enough else []

    def _merge(self, a: int, b: int) -> None:
        links = self._links
        for third, value in links.pop(b).items():
            links[third].pop(b)
            if third != a:
                links[a][third] = links[third][a] = links[a].get(third, 0.0) + value
        self._members[a] += self._members.pop(b)


def _story(reports: Sequence[Report]) -> Story:
    first = reports[0]
    title = first.title or first.text.strip().splitlines()[0][:120]
    return Story(id=identity("t", *sorted(r.id for r in reports)), title=title, reports=tuple(r.id for r in reports))
