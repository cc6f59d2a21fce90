"""What a person says of one thing is kept with who and when, holds through every new run, and is taken back as easily."""

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace

from tests import story
from twosource.engine import steps
from twosource.ledger import Ledger
from twosource.ledger.check import check
from twosource.ledger.copying import copy
from twosource.ledger.corrections import Correction, slots, written
from twosource.ledger.marks import mark, standing
from twosource.records import Event, Reading, Toll


@pytest.fixture
def ledger(fresh: Callable[[], str]) -> Iterator[Ledger]:
    """On both kinds of database."""
    held = story.holdings()
    with Ledger.open(fresh(), create=True) as book:
        book.add(list(zip(held.reports, held.readings, strict=True)), 1)
        steps.link(book)
        yield book


def read_anew(ledger: Ledger, readings: tuple[Reading, ...]) -> None:
    """What a newer version of the reading makes of the same reports."""
    reports = story.holdings().reports
    ledger.add([(r, next(x for x in readings if x.report == r.id)) for r in reports], 2)
    steps.link(ledger)


def event(ledger: Ledger, id_: str) -> Event | None:
    return next((e for r in ledger.holdings().readings for e in r.events if e.id == id_), None)


def five(id_: str, ledger: Ledger) -> str:
    was = slots(event(ledger, id_) or story.holdings().readings[0].events[0])
    return written(Correction(was=was, now=replace(was, people=(Toll(fate="killed", min=5, max=5),))))


def test_a_correction_changes_the_claim_and_is_taken_back(ledger: Ledger) -> None:
    ledger.mark(mark("correct", "event:e3", five("e3", ledger), "ana", report="wire", why="the list has five names"))
    assert steps.link(ledger)
    assert any(c.gist.startswith("5 people killed") for c in ledger.holdings().links.claims)
    ledger.mark(mark("correct", "event:e3", None, "ana", report="wire"))
    assert steps.link(ledger)
    assert any(c.gist.startswith("3 people killed") for c in ledger.holdings().links.claims)
    assert [m.by for m in ledger.marks()] == ["ana", "ana"]


def test_a_corrected_ledger_is_sound(ledger: Ledger) -> None:
    was = slots(story.holdings().readings[0].events[2])
    ledger.mark(
        mark(
            "correct",
            "event:e3",
            written(Correction(was=was, now=replace(was, place=None, date=None))),
            "ana",
            report="wire",
        )
    )
    steps.link(ledger)
    assert list(check(ledger)) == []


def test_what_is_misread_is_taken_out_and_the_rest_stays(ledger: Ledger) -> None:
    gone = written(Correction(was=slots(story.holdings().readings[0].events[2]), now=None))
    ledger.mark(mark("correct", "event:e3", gone, "ana", report="wire"))
    steps.link(ledger)
    assert event(ledger, "e3") is None
    assert event(ledger, "e1") is not None


def test_the_machines_own_reading_stays_beside_the_persons(ledger: Ledger) -> None:
    from twosource.ledger.corrections import correction

    ledger.mark(mark("correct", "event:e3", five("e3", ledger), "ana", report="wire"))
    kept = correction(ledger.marks()[0])
    assert kept.was.people[0].min == 3
    assert kept.now is not None
    assert kept.now.people[0].min == 5


@pytest.mark.parametrize("kind", ["accept", "correct"])
def test_nothing_reviewed_is_overwritten_by_a_new_run(ledger: Ledger, kind: str) -> None:
    value = five("e3", ledger) if kind == "correct" else "yes"
    ledger.mark(mark("accept" if kind == "accept" else "correct", "event:e3", value, "ana", report="wire"))
    without = tuple(replace(r, events=tuple(e for e in r.events if e.id != "e3")) for r in story.holdings().readings)
    read_anew(ledger, without)
    found = event(ledger, "e3")
    assert found is not None
    assert found.people[0].min == (5 if kind == "correct" else 3)


def test_what_nobody_reviewed_is_read_anew(ledger: Ledger) -> None:
    ledger.mark(mark("accept", "event:e1", "yes", "ana", report="wire"))
    changed = tuple(replace(r, events=tuple(e for e in r.events if e.id != "e6")) for r in story.holdings().readings)
    read_anew(ledger, changed)
    assert event(ledger, "e6") is None


def test_a_voice_has_the_reliability_that_a_person_gave_it(ledger: Ledger) -> None:
    ledger.mark(mark("reliability", "voice:v-mod", "D", "ana"))
    voice_of = ledger.holdings().links.voice_of
    found = {v.id: v.reliability for v in ledger.holdings().links.voices}
    assert found[voice_of["v-mod"]] == "D"
    ledger.mark(mark("reliability", "voice:v-mod", None, "ana"))
    assert {v.reliability for v in ledger.holdings().links.voices} == {"F"}


def test_a_note_changes_no_claim(ledger: Ledger) -> None:
    ledger.mark(mark("note", "event:e1", "ask the desk in Kyiv", "ana", part="n1"))
    assert not steps.link(ledger)


def test_a_copy_of_a_ledger_holds_what_was_said(ledger: Ledger, fresh: Callable[[], str]) -> None:
    ledger.mark(mark("note", "event:e1", "ask the desk in Kyiv", "ana", part="n1"))
    with Ledger.open(fresh(), create=True) as target:
        copy(ledger, target)
        assert target.marks() == ledger.marks()


def test_a_later_word_on_one_thing_stands_though_the_clock_was_put_back() -> None:
    first = replace(mark("grade", "event:e1", "2", "Ana"), at="2999-01-01T00:00:00+00:00")
    second = mark("grade", "event:e1", "3", "Ana", before=[first])
    assert [m.value for m in standing([second, first])] == ["3"]
