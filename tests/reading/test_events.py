"""What happened, to whom, where, when, with what and to how many."""

from datetime import date

import pytest

from tests.texts import events, reading
from twosource.records import Period

MONDAY = Period(date(2022, 10, 3), date(2022, 10, 3))


def test_a_withdrawal_has_who_where_and_when() -> None:
    (event,) = events("Russian forces withdrew from Borova on Monday.", "withdraw")
    assert event.actor is not None
    assert event.actor.text == "Russian forces"
    assert (event.actor_party, event.stage, event.date) == ("ru", "happened", MONDAY)
    assert event.place is not None
    assert (event.place.name, event.place.country, event.place.level) == ("Borova", "UA", "settlement")
    assert event.place.lat == pytest.approx(49, abs=3)


def test_abandoned_equipment_is_a_loss_of_those_who_left_it() -> None:
    (event,) = events("Russian troops abandoned four T-72 tanks and an MT-LB in Borova on Monday.", "equipment-loss")
    assert (event.state, event.target_party, event.actor) == ("abandoned", "ru", None)
    assert {(i.model, i.min, i.max) for i in event.items} >= {("T-72", 4, 4), ("MT-LB", 1, 1)}


def test_a_toll_has_fate_and_bounds() -> None:
    (event,) = events("At least 12 civilians were killed in Kupiansk on Tuesday.", "casualties")
    assert [(t.fate, t.min, t.max, t.who) for t in event.people] == [("killed", 12, None, "civilians")]


def test_who_asserts_it_is_kept_and_narration_has_nobody() -> None:
    told = "Ukraine's army said it shot down three drones over Odesa."
    (event,) = events(told, "shoot-down")
    assert event.statements == tuple(s.id for s in reading(told).statements)
    (narrated,) = events("Ukrainian forces shot down three drones over Odesa.", "shoot-down")
    assert narrated.statements == ()


def test_one_telling_of_several_places_is_one_event_for_each() -> None:
    found = events("Russian artillery shelled Kupiansk, Izyum and Balakliya on Monday.", "shelling")
    assert sorted(e.place.name for e in found if e.place and e.place.name) == ["Balakliya", "Izyum", "Kupyansk"]
    assert len({e.trigger for e in found}) == 1


@pytest.mark.parametrize(
    ("text", "kind", "stage"),
    [
        ("Russian forces are withdrawing from Borova.", "withdraw", "ongoing"),
        ("Russian forces plan to withdraw from Borova.", "withdraw", "planned"),
        ("The ministry denied that its troops had withdrawn from Borova.", "withdraw", "denied"),
    ],
)
def test_the_stage_says_how_far_it_came(text: str, kind: str, stage: str) -> None:
    assert [e.stage for e in events(text, kind)] == [stage]


def test_every_span_is_its_words() -> None:
    text = "Ukrainian forces captured two Grad launchers near Izyum on Sunday, the General Staff said."
    found = reading(text)
    spans = [e.trigger for e in found.events] + [p.span for p in found.places if p.span] + [d.span for d in found.dates]
    spans += [c for s in found.statements for c in s.content] + [i.span for e in found.events for i in e.items]
    assert spans
    assert all(text[s.start : s.end] == s.text for s in spans)


def test_reading_is_the_same_every_time() -> None:
    text = "Two people were wounded when a drone hit a petrol station in Kherson on Friday, the governor said."
    first = reading(text)
    reading.cache_clear()
    assert reading(text) == first


def test_what_is_told_without_its_place_happened_where_the_report_is() -> None:
    text = (
        "Shells hit Nikopol overnight, the governor said.\n\nA school was destroyed and two teachers were wounded. "
        "Officials in Kyiv condemned the attack."
    )
    (damage,) = events(text, "infrastructure-damage")
    assert damage.place is not None
    assert damage.place.name == "Nikopol"


def test_a_neighbour_who_speaks_of_the_strike_bears_it_out_and_the_price_of_bread_does_not() -> None:
    text = (
        "Missiles hit fuel depot in Lisova\n\nTwo missiles struck a fuel depot in the town of Lisova early on Monday, governor Vasyl Horobets said.\n\n"
        "“The strike broke every window in our street,” said Nadia Sych, who lives beside the depot.\n\n"
        "The price of bread rose by a tenth in March, the statistics office said."
    )
    found = reading(text)
    (strike,) = (e for e in found.events if e.type == "shelling")
    voices = {v.id: v.name or v.org for v in found.voices}
    speakers = {voices[s.voice] for s in found.statements if s.id in strike.statements}
    assert {"Vasyl Horobets", "Nadia Sych"} <= speakers
    assert "statistics office" not in speakers


@pytest.mark.parametrize("text", ["Tanks left by the road in Borova.", "They saw two abandoned tanks beside the road."])
def test_the_road_by_which_tanks_stand_has_not_lost_them(text: str) -> None:
    (event,) = events(text, "equipment-loss")
    assert event.target is None


def test_by_whom_tanks_were_left_has_lost_them() -> None:
    (event,) = events("Two tanks were abandoned by the Russians in Borova.", "equipment-loss")
    assert event.target is not None
    assert event.target.text.startswith("the Russians")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("President Amara Kole spoke about the crimes of the occupiers in the village of Tessaly.", "the occupiers"),
        ("The governor spoke about the atrocities of the Russian soldiers in Borova.", None),
    ],
)
def test_whose_crimes_they_are_is_not_also_whom_they_are_done_to(text: str, actor: str | None) -> None:
    found = events(text, "abuse")
    assert found
    assert all(e.target is None for e in found)
    assert actor is None or [e.actor.text for e in found if e.actor] == [actor]
