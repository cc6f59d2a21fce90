"""Place names, what each of them is, and what is none."""

import pytest

from tests.texts import reading


def names(text: str) -> list[str | None]:
    return [place.name for place in reading(text).places]


@pytest.mark.parametrize(
    ("written", "usual", "country"),
    [("Kiev", "Kyiv", "UA"), ("Kharkov", "Kharkiv", "UA"), ("Mosul", "Mosul", "IQ"), ("Kupiansk", "Kupyansk", "UA")],
)
def test_a_town_is_found_under_each_of_its_spellings(written: str, usual: str, country: str) -> None:
    (place,) = reading(f"Shells fell on the city of {written} on Monday.").places
    assert (place.name, place.country, place.level) == (usual, country, "settlement")


def test_a_region_is_a_region_and_not_its_capital() -> None:
    (place,) = reading("Shells fell in the Kharkiv region on Monday.").places
    assert (place.name, place.level) == ("Kharkiv Oblast", "region")


def test_the_company_a_name_keeps_tells_which_of_its_places_is_meant() -> None:
    iraq = reading("Fighting went on in Mosul and Tal Afar. Militants fled towards Hit in Anbar province.")
    assert {p.country for p in iraq.places if p.country} == {"IQ"}


def test_people_ships_and_makers_of_arms_are_no_places() -> None:
    assert names("Mr London did not comment. Abrams tanks and the cruiser Moskva were mentioned.") == []
