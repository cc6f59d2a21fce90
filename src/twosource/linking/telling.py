"""How reports tell their events: what of it stands beside the event's own words and what is read from elsewhere, and where in the report it is told.

Two tellings that differ in what was only carried over differ less than two that differ in their own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from twosource.records import Event, Reading, Report

BESIDE = 250
"""Characters of one paragraph within which a day is the event's own."""
LEAD = 500
"""Characters of title and lead; a report of less than twice as many has none that would stand out."""


class Telling(NamedTuple):
    """Ids of events, by how their reports tell them."""

    said: Collection[str] = ()
    """The day is that on which somebody told of it (`confirmed on Wednesday that …`)."""
    carried: Collection[str] = ()
    """The place stands in another paragraph, where it is another event's own."""
    assumed: Collection[str] = ()
    """No word beside the event names its day: it is that of what was told before, or of the report."""
    only: Collection[str] = ()
    """No other event of the report is of its type."""
    leading: Collection[str] = ()
    """It stands in title or lead of a report that goes on."""

    def beside(self, other: Telling) -> Telling:
        """What holds by either."""
        return Telling(*({*mine, *theirs} for mine, theirs in zip(self, other, strict=True)))


def told(reports: Mapping[str, Report], read: Mapping[str, Reading]) -> Telling:
    """How each event of the readings is told."""
    said, carried, assumed, only, leading = set(), set(), set(), set(), set()
    for reading in read.values():
        text = reports[reading.report].text
        days = {s.id: s.said_on for s in reading.statements if s.said_on is not None}
        kinds = Counter((e.type, e.state) for e in reading.events)
        apart = {e.id for e in reading.events if _elsewhere(text, e)}
        at_home = {e.place.span for e in reading.events if e.place and e.id not in apart}
        lead = LEAD if len(text) > 2 * LEAD else 0
        for event in reading.events:
            if event.date is not None and any(days.get(i) == event.date for i in event.statements):
                said.add(event.id)
            if event.id in apart and event.place and event.place.span in at_home:
                carried.add(event.id)
            if event.date is not None and reading.dates and not _dated(text, event, reading):
                assumed.add(event.id)
            if kinds[event.type, event.state] == 1:
                only.add(event.id)
            if event.trigger.start < lead:
                leading.add(event.id)
    return Telling(said, carried, assumed, only, leading)


def _elsewhere(text: str, event: Event) -> bool:
    """Whether the place stands in another paragraph."""
    span = event.place.span if event.place else None
    return span is not None and _parted(text, span.start, span.end, event)


def _dated(text: str, event: Event, reading: Reading) -> bool:
    """Whether words beside the event name days that meet its own; readings without any such words come from people, who give none."""
    return any(
        d.date is not None
        and event.date is not None
        and d.date.meets(event.date)
        and abs(d.span.start - event.trigger.start) < BESIDE
        and not _parted(text, d.span.start, d.span.end, event)
        for d in reading.dates
    )


def _parted(text: str, start: int, end: int, event: Event) -> bool:
    """Whether a line ends between the words and the event."""
    return "\n" in text[min(end, event.trigger.end) : max(start, event.trigger.start)]
