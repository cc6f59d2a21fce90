"""From readings to claims, on an invented story told by four outlets."""

from datetime import date
from itertools import permutations
from random import Random

import pytest
from msgspec.structs import replace

from tests.texts import report
from twosource.linking import Workings, claims, copies, link, stories
from twosource.linking.contradiction import contradictions
from twosource.reading.read import read
from twosource.records import Claim, Decision, Event, Item, Links, Period, Reading, Report, Span, Toll

WIRE = (
    "Troops leave Borova, official says\n\nRussian forces withdrew from the town of Borova in Kharkiv region on Monday, leaving tanks and artillery behind, a senior US defence official said.\n\n"
    "“What we saw was not an orderly movement. It was a hurried retreat from the town,” the official said at a briefing on Tuesday.\n\n"
    "The official added that the column had crossed the river by a pontoon bridge under fire and that several trucks had burnt out beside it."
)
REPRINT = WIRE.replace("Troops leave Borova, official says", "Kremlin soldiers quit town")
POST = (
    "A hurried retreat\n\nRussian units have withdrawn from Borova in Kharkiv region, a US defence official said on Tuesday, describing “a hurried retreat from the town”.\n\n"
    "Villagers nearby wondered who would repair the school before winter."
)
KONTUR = "Regrouped, says Moscow\n\nThe Russian Defence Ministry confirmed that its troops had withdrawn from Borova in Kharkiv region on Monday. It denied that tanks had been abandoned."


def reports() -> list[Report]:
    return [
        report(WIRE, "Harbour Wire", "2022-10-04", "wire"),
        report(REPRINT, "Delta Courier", "2022-10-05", "reprint"),
        report(POST, "Lowland Post", "2022-10-05", "post"),
        report(KONTUR, "Kontur", "2022-10-05", "kontur"),
    ]


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {r.id: read(r) for r in reports()}


@pytest.fixture(scope="module")
def links(readings: dict[str, Reading]) -> Links:
    return link(reports(), list(readings.values()))


def retreat(links: Links, readings: dict[str, Reading]) -> tuple[Claim, list[Event]]:
    events = {e.id: e for r in readings.values() for e in r.events}
    claim = max((c for c in links.claims if c.type == "withdraw"), key=lambda c: len(c.events))
    return claim, [events[i] for i in claim.events]


def test_ten_tellings_of_one_official_are_one_source_and_the_enemy_is_another(
    links: Links, readings: dict[str, Reading]
) -> None:
    claim, events = retreat(links, readings)
    assert {e.report for e in events} == {"wire", "reprint", "post", "kontur"}
    assert claim.sources_min == 2
    official = next(s for s in claim.voices if {"wire", "post"} <= set(s.reports))
    assert official.basis == "statement"
    assert claim.against_interest
    assert claim.credibility == 1
    assert claim.why


def test_a_reprint_is_found_and_the_first_is_named(links: Links) -> None:
    (copy,) = [c for c in links.copies if {c.a, c.b} == {"wire", "reprint"}]
    assert (copy.verdict, copy.origin) == ("copied", "wire")
    assert copy.containment > 0.8
    texts = {r.id: r.text for r in reports()}
    assert copy.passages
    assert all(texts[copy.a][p.a.start : p.a.end] == p.a.text for p in copy.passages)


def test_reports_written_apart_that_rest_on_one_voice_for_a_claim_share_their_source() -> None:
    told = [
        report(
            "Town left\n\nUkrainian forces withdrew from Soledar on Monday, General Anton Hrushko said.",
            "Harbour Wire",
            "2023-01-17",
            "one",
        ),
        report(
            "Out\n\nGeneral Anton Hrushko confirmed that his soldiers had pulled out of Soledar on Monday.\n\n"
            "In the market people queued for bread, and a choir practised for the saint's day as if nothing had changed.",
            "Delta Courier",
            "2023-01-17",
            "two",
        ),
        report(
            "Regrouped\n\nUkrainian units withdrew from Soledar on Monday, the Russian Defence Ministry said.",
            "Kontur",
            "2023-01-17",
            "three",
        ),
    ]
    links = link(told, [read(r) for r in told])
    claim = next(c for c in links.claims if len(c.events) == 3)
    assert claim.sources_min == 2
    verdicts = {(c.a, c.b): c for c in links.copies}
    assert verdicts["one", "two"].verdict == "shared-source"
    assert "Hrushko" in verdicts["one", "two"].why
    assert not any(c.verdict == "shared-source" for pair, c in verdicts.items() if "three" in pair)


def test_all_reports_are_one_story(links: Links) -> None:
    assert [sorted(s.reports) for s in links.stories] == [["kontur", "post", "reprint", "wire"]]


def test_the_result_does_not_depend_on_the_order_of_the_reports(links: Links, readings: dict[str, Reading]) -> None:
    for order in list(permutations(reports()))[::5]:
        shuffled = [readings[r.id] for r in order]
        Random(4).shuffle(shuffled)
        assert link(list(order), shuffled) == links


def test_a_claim_keeps_its_id_when_reports_are_added(links: Links, readings: dict[str, Reading]) -> None:
    first = reports()[:1]
    alone, _ = retreat(link(first, [readings["wire"]]), readings)
    assert alone.id == retreat(links, readings)[0].id


def test_a_person_can_part_two_events_and_take_it_back(links: Links, readings: dict[str, Reading]) -> None:
    claim, events = retreat(links, readings)
    mine = next(e for e in events if e.report == "kontur")
    parted = [
        Decision(
            id=f"d{n}", kind="events", a=mine.id, b=e.id, judgement="different", by="Ana", at="2022-10-06T10:00:00"
        )
        for n, e in enumerate(events)
        if e.id != mine.id
    ]
    apart = link(reports(), list(readings.values()), parted)
    assert mine.id not in next(c for c in apart.claims if c.id == claim.id).events
    back = [
        Decision(id=d.id + "u", kind="events", a=d.a, b=d.b, judgement=None, by="Ana", at="2022-10-07T10:00:00")
        for d in parted
    ]
    assert link(reports(), list(readings.values()), parted + back) == links


def test_what_was_worked_out_before_changes_nothing(links: Links, readings: dict[str, Reading]) -> None:
    _, events = retreat(links, readings)
    apart = [Decision(id="d1", at="2022-10-06T10:00:00+00:00", kind="events", a=events[0].id, b=events[1].id, judgement="different", by="ed", why="two towns")]  # fmt: skip
    others = {**readings, "post": replace(readings["post"], events=())}
    before = Workings()
    for rows, told, said in (
        (reports()[:3], readings, []),
        (reports(), readings, []),
        (reports(), readings, apart),
        (reports(), others, apart),
        (reports(), readings, []),
        ([], {}, []),
    ):
        assert link(rows, list(told.values()), said, before) == link(rows, list(told.values()), said)


def test_a_decision_lets_the_words_of_reports_stand(
    links: Links, readings: dict[str, Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, events = retreat(links, readings)
    apart = [Decision(id="d1", at="2022-10-06T10:00:00+00:00", kind="events", a=events[0].id, b=events[1].id, judgement="different", by="ed", why="two towns")]  # fmt: skip
    before = Workings()
    assert link(reports(), list(readings.values()), (), before) == links
    for module, name in ((stories, "stories"), (copies, "compare"), (claims, "weigh")):
        monkeypatch.setattr(module, name, None)  # nothing asks for them again
    parted = link(reports(), list(readings.values()), apart, before)
    claim_of = {e: c.id for c in parted.claims for e in c.events}
    assert claim_of[events[0].id] != claim_of[events[1].id]


def test_what_is_denied_conflicts_with_what_is_asserted(links: Links, readings: dict[str, Reading]) -> None:
    events = {e.id: e for r in readings.values() for e in r.events}
    denied = [c for c in links.claims if events[c.events[0]].stage == "denied" and c.type == "equipment-loss"]
    assert denied
    assert "denies" in denied[0].conflicts[0].why
    other = next(c for c in links.claims if c.id == denied[0].conflicts[0].claim)
    assert denied[0].id in [x.claim for x in other.conflicts]


def test_two_tolls_that_exclude_each_other_are_two_claims_in_conflict() -> None:
    texts = {
        "a": "Three civilians were killed in a rocket strike on Kupiansk on Tuesday, the governor of Kharkiv region said.",
        "b": "Seven civilians were killed in a rocket strike on Kupiansk on Tuesday, a doctor at the hospital said.",
    }
    taken = [report(t, f"Outlet {i}", "2022-10-05", i) for i, t in texts.items()]
    found = link(taken, [read(r) for r in taken])
    tolls = [c for c in found.claims if c.type == "casualties"]
    assert len(tolls) == 2
    assert tolls[0].conflicts[0].claim == tolls[1].id
    assert "3" in tolls[0].conflicts[0].why
    assert "7" in tolls[0].conflicts[0].why


def toll(id_: str, day: str, killed: int, target: str, words: str) -> tuple[Report, Event]:
    told = report(words, f"Outlet {id_}", day, id_)
    at, who = words.index("killed"), words.index(target)
    monday = date(2022, 10, 3)
    return told, Event(
        id=id_,
        report=id_,
        type="casualties",
        trigger=Span.of(words, at, at + 6),
        target=Span.of(words, who, who + len(target)),
        date=Period(monday, monday),
        people=(Toll(fate="killed", min=killed, max=killed, who="military"),),
    )


@pytest.mark.parametrize(
    ("day", "killed", "target", "against"),
    [
        ("2022-10-04", 9, "soldiers", True),
        ("2022-10-05", 9, "soldiers", False),  # a toll that rises from day to day
        ("2022-10-05", 40, "soldiers", True),  # no toll rises sixfold
        ("2022-10-04", 40, "militants", False),  # other people
    ],
)
def test_figures_conflict_unless_a_toll_rises_or_counts_others(
    day: str, killed: int, target: str, against: bool
) -> None:
    first, six = toll("one", "2022-10-04", 6, "soldiers", "Six soldiers were killed at Borova on Monday.")
    second, other = toll("two", day, killed, target, f"Some {killed} {target} were killed at Borova on Monday.")
    found = contradictions([[six], [other]], {"one": first, "two": second}, {"one": "s", "two": "s"})
    assert bool(found) is against


def test_a_kind_of_equipment_has_no_fewer_losses_than_one_of_its_models() -> None:
    def lost(id_: str, number: int, model: str | None) -> Event:
        words = f"{number} tanks were lost near Borova."
        span = Span.of(words, 0, len(f"{number} tanks"))
        item = Item(span=span, category="tank", model=model, min=number, max=number)
        return Event(
            id=id_,
            report=id_,
            type="equipment-loss",
            state="destroyed",
            trigger=Span.of(words, words.index("lost"), words.index("lost") + 4),
            date=Period(date(2022, 10, 3), date(2022, 10, 3)),
            items=(item,),
        )

    told = {i: report("Tanks were lost.", f"Outlet {i}", "2022-10-04", i) for i in ("one", "two")}
    story = dict.fromkeys(told, "s")
    assert contradictions([[lost("one", 2, "T-72")], [lost("two", 1, None)]], told, story)
    assert not contradictions([[lost("one", 2, "T-72")], [lost("two", 5, None)]], told, story)
