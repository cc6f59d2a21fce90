"""Which claims of a ledger a text tells of: its events weighed against theirs as linking weighs them, without linking anew.

An event of the text is compared with the events of claims of its type and state whose reports are of a like story, or which are of the same place and day, as
linking does. Where the mean points reach the line at which linking makes one claim of two groups, the text tells of the same; narrower and contradicting claims are found by linking's own rules.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property

from msgspec.structs import replace

from twosource.knowledge import gazetteer
from twosource.linking import claims, contradiction
from twosource.linking.agreement import ENOUGH, FINE, Agreement, agreement, signs
from twosource.linking.link import lies_within
from twosource.linking.stories import near
from twosource.linking.telling import Telling, told
from twosource.linking.texts import Text, cosine, likeness
from twosource.records import Claim, Event, Holdings, Place, Reading, Record, Report

MOST = 60
"""Claims that are weighed with the words of their reports, for each event of the text: those that agree best without them."""

KEPT = 2_000
"""Reports whose words are kept from one text to the next."""


class Match(Record, frozen=True, kw_only=True):
    """A claim (by id) that a text tells of, with the points of their agreement, or why it cannot be true together with it, and the reasons."""

    claim: str
    points: float = 0.0
    why: tuple[str, ...] = ()


class Matched(Record, frozen=True, kw_only=True):
    """What a ledger has for one event of a text: the same, what lies within it, within what it lies, and what contradicts it; best first."""

    event: Event
    same: tuple[Match, ...] = ()
    narrower: tuple[Match, ...] = ()
    wider: tuple[Match, ...] = ()
    against: tuple[Match, ...] = ()


class Matcher:
    """The claims of a ledger, ready to be compared with texts."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._texts: dict[str, Text] = {}

    def match(self, report: Report, reading: Reading, *, at_home: bool = False) -> list[Matched]:
        """What the ledger has for each event of a text, in the order in which the text tells them.

        With `at_home` a name means the place that the ledger knows by it, whatever the gazetteer thinks of a few words.
        """
        mine = Text.of(report)
        reports = {**self._reports, report.id: report}
        its_own = told({report.id: report}, {report.id: reading})
        telling = self._telling.beside(its_own._replace(only=(), leading=()))
        events = sorted(reading.events, key=lambda e: e.trigger)
        return [self._matched(self._at_home(event) if at_home else event, mine, reports, telling) for event in events]

    def _at_home(self, event: Event) -> Event:
        """The event at the place that its name means in this ledger: a sentence seldom tells which of several Borovas it means."""
        here = event.place
        named = self._places.get(gazetteer.bare(here.name), []) if here and here.name else []
        if here is None or not named or any(gazetteer.same_place(here, there) for there in named):
            return event
        return replace(event, place=replace(named[0], span=here.span))

    @cached_property
    def _places(self) -> dict[str, list[Place]]:
        """By bare name the places of the ledger's events, the one that is told of most often first."""
        counted: dict[str, Counter[Place]] = defaultdict(Counter)
        for reading in self._holdings.readings:
            for place in (e.place for e in reading.events):
                if place and place.name:
                    counted[gazetteer.bare(place.name)][replace(place, span=None)] += 1
        return {name: [p for p, _ in places.most_common()] for name, places in counted.items()}

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {r.id: r for r in self._holdings.reports}

    @cached_property
    def _telling(self) -> Telling:
        return told(self._reports, {r.report: r for r in self._holdings.readings})

    @cached_property
    def _groups(self) -> dict[tuple[str, str], list[tuple[Claim, list[Event]]]]:
        events = {e.id: e for reading in self._holdings.readings for e in reading.events}
        found: dict[tuple[str, str], list[tuple[Claim, list[Event]]]] = defaultdict(list)
        for claim in self._holdings.links.claims:
            group = [events[i] for i in claim.events if i in events]
            if group:
                found[group[0].type, group[0].state or ""].append((claim, group))
        return found

    def _text(self, report: str) -> Text:
        if report not in self._texts:
            if len(self._texts) >= KEPT:
                self._texts.clear()
            self._texts[report] = Text.of(self._reports[report])
        return self._texts[report]

    def _matched(self, event: Event, mine: Text, reports: Mapping[str, Report], telling: Telling) -> Matched:
        group = self._groups.get((event.type, event.state or ""), [])

        passage = mine.around(event.trigger.start, event.trigger.end)

        def weighed(other: Event, same_story: bool, alike: float, around: float) -> Agreement | None:
            found = signs(event, other, reports, same_story=same_story, likeness=alike, around=around, telling=telling)
            return agreement(found) if found is not None else None

        def blind(other: Event) -> Agreement:
            return weighed(other, False, 0.0, 0.0) or NEITHER

        @cache
        def beside(report: str) -> bool:
            return near(mine, self._text(report))

        def compared(other: Event) -> bool:
            return beside(other.report) or _one_place_and_day(event, other)

        def seen(other: Event) -> Agreement:
            if not compared(other):
                return NEITHER  # as in linking
            text = self._text(other.report)
            around = cosine(passage, text.around(other.trigger.start, other.trigger.end))
            return weighed(other, beside(other.report), likeness(mine, text), around) or EXCLUDED

        ranked = sorted(
            ((_mean(map(blind, events)).points, claim.id, claim, events) for claim, events in group),
            key=lambda r: (-r[0], r[1]),
        )
        akin = [(claim, events) for _, _, claim, events in ranked[:MOST] if any(map(compared, events))]
        same = sorted(((_mean(map(seen, events)), claim) for claim, events in akin), key=lambda s: -s[0].points)
        return Matched(
            event=event,
            same=tuple(Match(claim=c.id, points=a.points, why=a.why) for a, c in same if a.points >= ENOUGH and _more_than_words(a)),
            narrower=tuple(Match(claim=c.id) for c, events in akin if lies_within(events, [event])),
            wider=tuple(Match(claim=c.id) for c, events in akin if lies_within([event], events)),
            against=_against(event, akin, reports),
        )  # fmt: skip


NEITHER = Agreement(0.0, ())
"""What a pair weighs that is not compared."""
EXCLUDED = Agreement(claims.EXCLUDED, ())


def _one_place_and_day(a: Event, b: Event) -> bool:
    """Whether two events are compared though their reports are unlike: a town by the same name, on a day that both name."""
    if not (a.place and b.place and a.place.name and b.place.name and a.place.level in FINE and b.place.level in FINE):
        return False
    if not (a.date and b.date and a.date.days <= claims.SHORT and b.date.days <= claims.SHORT and a.date.meets(b.date)):
        return False
    return gazetteer.bare(a.place.name) == gazetteer.bare(b.place.name)


def _more_than_words(found: Agreement) -> bool:
    """Whether something besides shared words speaks for it: a sentence is like many reports, so that words alone prove nothing."""
    return any(not why.startswith("the words ") for why in found.why)


def _mean(several: Iterable[Agreement]) -> Agreement:
    """The mean points of several agreements, and the reasons of the best."""
    found = list(several)
    points = [max(claims.EXCLUDED, min(-claims.EXCLUDED, a.points)) for a in found]
    return Agreement(sum(points) / len(points), max(found, key=lambda a: a.points).why)


def _against(
    event: Event, near: Sequence[tuple[Claim, Sequence[Event]]], reports: Mapping[str, Report]
) -> tuple[Match, ...]:
    groups = [[event], *(events for _, events in near)]
    story = {e.report: "one" for events in groups for e in events}
    return tuple(
        Match(claim=near[b - 1][0].id, why=(why,)) for a, b, why in contradiction.contradictions(groups, reports, story) if a == 0
    )  # fmt: skip
