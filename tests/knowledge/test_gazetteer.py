"""Places by any spelling, and what lies within what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.knowledge import gazetteer
from twosource.knowledge.gazetteer.supplement import rows
from twosource.records import Level, Place


def place(name: str, level: Level = "settlement", admin1: str | None = None, country: str | None = "UA") -> Place:
    return Place(span=None, name=name, country=country, admin1=admin1, level=level)


@pytest.mark.parametrize(
    ("spelling", "name", "country"),
    [("Kiev", "Kyiv", "UA"), ("Kharkov", "Kharkiv", "UA"), ("Izium", "Izyum", "UA"), ("Artemivsk", "Bakhmut", "UA"), ("Maiorsk", "Mayorsk", "UA"),
     ("Lattakia", "Latakia", "SY"), ("Al-Fasher", "El Fasher", "SD"), ("U.S.", "United States", "US"), ("Goma", "Goma", "CD")],
)  # fmt: skip
def test_spellings_lead_to_one_place(spelling: str, name: str, country: str) -> None:
    found = gazetteer.lookup(spelling)
    assert found is not None
    assert (found.name, found.country) == (name, country)


def test_crimea_is_in_ukraine() -> None:
    for name in ("Simferopol", "Sevastopol", "Yalta", "Crimea"):
        found = gazetteer.lookup(name)
        assert found is not None
        assert found.country == "UA", name


def test_a_town_lies_in_its_region_and_country_and_not_the_other_way() -> None:
    town, region, country = (
        place("Izyum", admin1="Kharkiv"),
        place("Kharkiv Oblast", "region", "Kharkiv"),
        place("Ukraine", "country"),
    )
    assert gazetteer.within(town, region)
    assert gazetteer.within(town, country)
    assert gazetteer.within(region, country)
    assert not gazetteer.within(region, town)
    assert not gazetteer.within(town, town)
    assert not gazetteer.within(town, place("Donetsk Oblast", "region", "Donetsk"))


def test_spelling_does_not_part_a_place() -> None:
    assert gazetteer.same_place(place("Maiorsk"), place("Mayorsk"))
    assert gazetteer.same_place(place("Kharkiv", "region", "Kharkiv"), place("Kharkiv Oblast", "region", "Kharkiv"))
    assert not gazetteer.same_place(place("Kharkiv", admin1="Kharkiv"), place("Kharkiv Oblast", "region", "Kharkiv"))
    assert not gazetteer.same_place(place("Tripoli", country="LY"), place("Tripoli", country="LB"))


def test_distance_is_a_great_circle() -> None:
    kyiv, kharkiv = gazetteer.lookup("Kyiv"), gazetteer.lookup("Kharkiv")
    assert kyiv is not None
    assert kharkiv is not None
    apart = gazetteer.distance_km(kyiv, kharkiv)
    assert apart is not None
    assert 400 < apart < 420


@given(st.text(max_size=30))
def test_any_words_can_be_looked_up(words: str) -> None:
    gazetteer.candidates(words, loose=True)


def test_every_row_of_the_supplement_lies_on_the_globe() -> None:
    assert all(-90 <= row.lat <= 90 and -180 <= row.lon <= 180 for row in rows())
