"""What a person corrects in a reading: the event stays what it is by its id, and tells what the person says it tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from twosource.ledger.marks import standing
from twosource.records import Event, LossState, Mark, Period, Place, Reading, Record, Stage, Toll


class Slots(Record, frozen=True, kw_only=True):
    """What can be corrected of an event. `place` has no span: the words of the report stay where they are."""

    stage: Stage = "happened"
    state: LossState | None = None
    date: Period | None = None
    place: Place | None = None
    people: tuple[Toll, ...] = ()


class Correction(Record, frozen=True, kw_only=True):
    """What the machine read and what a person reads; `now` None says that nothing of the kind is told."""

    was: Slots
    now: Slots | None


def slots(event: Event) -> Slots:
    """What an event says in that which can be corrected."""
    place = replace(event.place, span=None) if event.place else None
    return Slots(stage=event.stage, state=event.state, date=event.date, place=place, people=event.people)


def correction(mark: Mark) -> Correction:
    """The correction that a mark holds."""
    return msgspec.json.decode((mark.value or "").encode(), type=Correction)


def written(found: Correction) -> str:
    """A correction as a mark holds it."""
    return msgspec.json.encode(found).decode()


def corrected(readings: Iterable[Reading], marks: Iterable[Mark]) -> tuple[Reading, ...]:
    """The readings as people corrected them."""
    by_event = {m.about.removeprefix("event:"): correction(m) for m in standing(marks) if m.kind == "correct"}
    if not by_event:
        return tuple(readings)
    return tuple(_reading(reading, by_event) for reading in readings)


def _reading(reading: Reading, by_event: dict[str, Correction]) -> Reading:
    if not any(event.id in by_event for event in reading.events):
        return reading
    events = [_event(event, by_event[event.id]) if event.id in by_event else event for event in reading.events]
    return replace(reading, events=tuple(event for event in events if event is not None))


def _event(event: Event, found: Correction) -> Event | None:
    now = found.now
    if now is None:
        return None
    place = replace(now.place, span=event.place.span if event.place else None) if now.place else None
    return replace(event, stage=now.stage, state=now.state, date=now.date, place=place, people=now.people)


def kept(several: Sequence[Reading], marked: Iterable[str]) -> Reading:
    """Of several readings of one report, newest first, the newest that has all events that a person has marked; else the newest."""
    wanted = set(marked)
    return next((r for r in several if wanted <= {e.id for e in r.events}), several[0])
