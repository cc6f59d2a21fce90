"""Which events assert one claim: pairs compared within blocks, clusters by average linkage, people's decisions first.

Blocks are a type and a story, or a type, a place and days, so that what a new report costs grows with what is like it and not with what is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import NamedTuple

from twosource.knowledge import gazetteer
from twosource.linking.agreement import ENOUGH, FINE, Agreement, agreement, signs
from twosource.linking.stories import Linkage
from twosource.linking.telling import Telling
from twosource.linking.texts import Text, cosine, likeness
from twosource.records import Decision, Event, Report

APART = -4.0
"""Points of two events of one report: its reader held them for two."""

LONGEST_BLOCK = 400
SHORT = 3
"""Days of an event that is compared with those at its place whatever their stories."""
EXCLUDED = -4.0
"""Points of a pair that cannot be one claim; no pair weighs more than this for or against."""


class Weighed(NamedTuple):
    """Events in the order in which they were told, the points of each pair, and the agreement of those that agree at all."""

    order: tuple[Event, ...]
    pairs: dict[tuple[str, str], float]
    judged: dict[tuple[str, str], Agreement]


def weigh(
    events: Iterable[Event],
    reports: Mapping[str, Report],
    texts: Mapping[str, Text],
    story_of: Mapping[str, str],
    telling: Telling = Telling(),  # noqa: B008 - immutable
) -> Weighed:
    """Every pair of events that may be one claim, weighed."""
    order = sorted(events, key=lambda e: (str(reports[e.report].published or "9999"), e.id))
    judged: dict[tuple[str, str], Agreement] = {}
    pairs: dict[tuple[str, str], float] = {}
    alike: dict[tuple[str, str], float] = {}
    around = {e.id: texts[e.report].around(e.trigger.start, e.trigger.end) for e in order}
    for a, b in _pairs(order, story_of):
        if a.report == b.report:
            pairs[a.id, b.id] = APART
            continue
        key = (min(a.report, b.report), max(a.report, b.report))
        if key not in alike:
            alike[key] = likeness(texts[key[0]], texts[key[1]])
        found = signs(
            a,
            b,
            reports,
            same_story=story_of.get(a.report) == story_of.get(b.report),
            likeness=alike[key],
            around=cosine(around[a.id], around[b.id]),
            telling=telling,
        )
        agreed = agreement(found) if found is not None else None
        if agreed is not None and agreed.points > 0:
            judged[a.id, b.id] = agreed
            pairs[a.id, b.id] = min(-EXCLUDED, agreed.points)
        elif story_of.get(a.report) == story_of.get(b.report):  # across stories the unlike are too many to keep
            pairs[a.id, b.id] = max(EXCLUDED, agreed.points) if agreed is not None else EXCLUDED
    return Weighed(tuple(order), pairs, judged)


def cluster(weighed: Weighed, decisions: Sequence[Decision]) -> list[list[Event]]:
    """Claims as lists of events, founding event first."""
    by_id = {event.id: event for event in weighed.order}
    pairs = dict(weighed.pairs)
    for decision in decisions:
        if decision.kind == "events" and decision.a in by_id and decision.b in by_id:
            _decide(pairs, decision)
    groups = Linkage(list(by_id), pairs).merged(ENOUGH)
    return [[by_id[i] for i in group] for group in groups]


def _decide(pairs: dict[tuple[str, str], float], decision: Decision) -> None:
    for key in ((decision.a, decision.b), (decision.b, decision.a)):
        pairs.pop(key, None)
    if decision.judgement == "same":
        pairs[decision.a, decision.b] = 1000.0
    elif decision.judgement == "different":
        pairs[decision.a, decision.b] = -1000.0


def _pairs(order: Sequence[Event], story_of: Mapping[str, str]) -> Iterator[tuple[Event, Event]]:
    blocks: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in order:
        blocks["story", event.type, event.state or "", story_of.get(event.report, event.report)].append(event)
        place = event.place
        if place and place.name and place.level in FINE and event.date and event.date.days <= SHORT:
            for step in range(event.date.days):
                day = (event.date.first + timedelta(step)).isoformat()
                blocks["place", event.type, event.state or "", gazetteer.bare(place.name), day].append(event)
    done: set[tuple[str, str]] = set()
    for block in blocks.values():
        for a, b in combinations(block[:LONGEST_BLOCK], 2):
            if (a.id, b.id) not in done:
                done.add((a.id, b.id))
                yield a, b
