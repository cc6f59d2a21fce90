"""A correction from the form where it is made: what a person reads where the machine read something else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import get_args

import msgspec

from twosource.errors import InputError
from twosource.knowledge import gazetteer
from twosource.ledger.corrections import Correction, Slots, correction, slots, written
from twosource.records import Event, Fate, LossState, Mark, Period, Place, Stage, Toll
from twosource.views import wording
from twosource.views.web.desk import State

STAGES: tuple[str, ...] = get_args(Stage)
STATES: tuple[str, ...] = get_args(LossState)
FATES: tuple[str, ...] = get_args(Fate)


def value(state: State, event: Event, given: Mapping[str, str]) -> str:
    """The correction of an event as a mark holds it.

    Raises:
        InputError: a field holds what it cannot.
    """
    before = state.marks.corrected(event.id)
    was = correction(before).was if before else slots(event)
    if given.get("gone"):
        return written(Correction(was=was, now=None))
    try:
        stage, lost = (
            msgspec.convert(given.get("stage") or "happened", Stage),
            msgspec.convert(given.get("state") or None, LossState | None),
        )
    except msgspec.ValidationError as fault:
        raise InputError("that stage or state is none", remedy="choose one of the list") from fault
    return written(
        Correction(
            was=was,
            now=Slots(
                stage=stage,
                state=lost,
                date=_period(given),
                place=_place(state, event, given),
                people=_tolls(event, given),
            ),
        )
    )


def _period(given: Mapping[str, str]) -> Period | None:
    first, last = (given.get(name) or "" for name in ("first", "last"))
    if not first and not last:
        return None
    try:
        return Period(date.fromisoformat(first or last), date.fromisoformat(last or first))
    except ValueError as fault:
        raise InputError("that is no day", remedy="write it as 2022-09-13") from fault


def _place(state: State, event: Event, given: Mapping[str, str]) -> Place | None:
    name = given.get("place") or ""
    if not name:
        return None
    if event.place and name == wording.place(event.place):
        return event.place
    if name in state.places:
        return state.places[name].place
    found = gazetteer.lookup(*[part.strip() for part in name.split(",")][:1])
    if found is None:
        raise InputError(
            f"no place is known by the name {name}",
            remedy="choose one of the list, or write it as in Borova, Kharkiv, UA",
        )
    return Place(
        span=None,
        name=found.name,
        country=found.country,
        admin1=found.admin1,
        level=found.level,
        lat=found.lat,
        lon=found.lon,
        geonameid=found.geonameid,
    )


def _tolls(event: Event, given: Mapping[str, str]) -> tuple[Toll, ...]:
    out = []
    for n in range(len(event.people) + 1):
        fate, low, high = (given.get(f"{name}{n}") or "" for name in ("fate", "min", "max"))
        if not fate or not (low or high):
            continue
        before = event.people[n] if n < len(event.people) else None
        try:
            bounds = [int(words) if words else None for words in (low, high)]
            toll = Toll(
                fate=msgspec.convert(fate, Fate), min=bounds[0], max=bounds[1], who=before.who if before else "unknown"
            )
        except (ValueError, msgspec.ValidationError) as fault:
            raise InputError("a number of people is none", remedy="write whole numbers, or leave them out") from fault
        if (toll.min or 0) < 0 or (toll.min is not None and toll.max is not None and toll.min > toll.max):
            raise InputError("a number of people runs backwards", remedy="give the fewest first")
        out.append(toll)
    return tuple(out)


def differences(mark: Mark) -> list[str]:
    """What a person changed, in words: slot, what the machine read, what the person reads."""
    found = correction(mark)
    if found.now is None:
        return ["nothing of the kind is told here"]
    out = []
    for name, before, now in (
        ("stage", found.was.stage, found.now.stage),
        ("state", found.was.state or "none", found.now.state or "none"),
        ("day", wording.days(found.was.date) or "none", wording.days(found.now.date) or "none"),
        ("place", wording.place(found.was.place) or "none", wording.place(found.now.place) or "none"),
        ("people", _people(found.was.people), _people(found.now.people)),
    ):
        if before != now:
            out.append(f"{name}: {now}, where the machine read {before}")
    return out or ["as the machine read it"]


def _people(tolls: tuple[Toll, ...]) -> str:
    return ", ".join(f"{wording.bounds(t.min, t.max)} {t.fate}" for t in tolls) or "none"
