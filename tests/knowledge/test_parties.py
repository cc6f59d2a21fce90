"""Who speaks for whom, on wars that the tables know and by patterns that name any country."""

from __future__ import annotations

from datetime import date

import pytest

from twosource.knowledge import bodies, conflicts, outlets, parties, people

DAY = date(2022, 9, 15)


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("a senior U.S. military official", "US"), ("Russian soldiers", "RU"), ("the Russian-installed head of Kherson", "RU"),
        ("Kyiv", "UA"), ("the Kremlin", "RU"), ("Turkey's foreign ministry", "TR"), ("the Syrian army", "SY"), ("the Houthis", "YE"),
        ("residents of Izyum", "CIV"), ("an analyst at the Royal United Services Institute", "EXPERT"), ("Reuters", "MEDIA"),
        ("the governor of Luhansk region", "UA"), ("UN", "INT"), ("Human Rights Watch", "INT"), ("the RSF", "SD"), ("Hamas", "PS"),
        ("local media", "MEDIA"), ("Zelenskyy", "UA"), ("Bolivia's defence minister", "BO"), ("an official", None),
    ],
)  # fmt: skip
def test_a_description_tells_the_side(words: str, side: str | None) -> None:
    assert parties.side_of(words, DAY)[0] == side


def test_every_countrys_ministry_has_one_name() -> None:
    for words in ("the Bolivian Defense Ministry", "Bolivia's defence ministry", "the Ministry of Defence of Bolivia"):
        found = bodies.body(words)
        assert found is not None
        assert (found.name, found.side) == ("Bolivian Defence Ministry", "BO")


def test_all_names_of_the_british_ministry_are_one() -> None:
    names = {
        b.name
        for w in ("UK MoD", "Britain’s Ministry of Defence", "the United Kingdom’s Defense Ministry")
        if (b := bodies.body(w))
    }
    assert names == {"UK Ministry of Defence"}


def test_opposition_depends_on_the_day() -> None:
    assert conflicts.opposed("ru", "ua", DAY)
    assert not conflicts.opposed("ru", "ua", date(2010, 1, 1))
    assert conflicts.opposed("gb", "ar", date(1982, 5, 2))
    assert not conflicts.opposed("gb", "ar", DAY)
    assert not conflicts.opposed("ru", "ru-dpr", DAY)
    assert conflicts.opposed("sd-saf", "sd-rsf", date(2024, 1, 1))
    assert conflicts.allied("us", "ua", DAY)


def test_every_party_of_a_war_is_known() -> None:
    for war in conflicts.conflicts():
        for group in (*war.sides, *war.backers):
            assert all(parties.party(one) for one in group if one != "int-nato"), war.name


def test_office_depends_on_the_year() -> None:
    someone = people.person("Zelenskiy", DAY)
    assert someone is not None
    assert (someone.name, someone.role) == ("Volodymyr Zelensky", "President")


def test_state_media_speak_for_their_owner() -> None:
    for name, owner in (("Tass", "ru"), ("SANA", "sy"), ("The Guardian", None), ("edition.cnn.com", None)):
        found = outlets.outlet(name)
        assert found is not None
        assert found.owner == owner


def test_no_party_goes_by_the_code_of_a_state() -> None:
    found = parties.party(parties.party_of("Islamic State fighters") or "")
    assert found is not None
    assert (found.name, found.side) == ("Islamic State", "IQ")
    iceland = parties.party("is")
    assert iceland is not None
    assert iceland.name == "Iceland"
