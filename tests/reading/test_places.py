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


def test_a_state_beside_a_town_tells_which_town_is_meant() -> None:
    (town, state) = reading("Firefighters were called to a warehouse in Paris, Texas, on Monday.").places
    assert (town.country, town.admin1, town.level) == ("US", "Texas", "settlement")
    assert (state.admin1, state.level) == ("Texas", "region")


def test_a_state_is_known_by_its_abbreviation() -> None:
    places = reading("A man from Dayton, Ohio, was found near Charleston, W.Va., on Monday.").places
    assert [p.admin1 for p in places] == ["Ohio", "Ohio", "West Virginia", "West Virginia"]


def test_a_county_is_a_district_and_draws_its_towns_to_it() -> None:
    places = reading(
        "Deputies in Laurel County, Kentucky, searched a barn. The Laurel County jail is in London."
    ).places
    county, town = places[0], places[-1]
    assert (county.level, county.admin1) == ("district", "Kentucky")
    assert (town.country, town.admin1) == ("US", "Kentucky")


def test_an_adjective_tells_of_its_country_but_nothing_happens_at_it() -> None:
    found = reading("Syrian soldiers shelled the village on Monday, killing two people.")
    assert [(p.span.text, p.country) for p in found.places if p.span] == [("Syrian", "SY")]
    assert all(event.place is None for event in found.events)


def test_a_side_of_a_country_is_a_region_of_it() -> None:
    (place,) = reading("Heavy fighting went on in eastern Ukraine on Monday.").places
    assert place.span is not None
    assert (place.span.text, place.level, place.country) == ("eastern Ukraine", "region", "UA")


def test_a_site_is_told_by_the_words_behind_its_town() -> None:
    (place,) = reading("Shells fell near the Kramatorsk railway station on Monday.").places
    assert place.span is not None
    assert (place.span.text, place.level) == ("Kramatorsk railway station", "site")


@pytest.mark.parametrize("article", ["El Fasher", "Al Bab", "La Paz"])
def test_a_name_may_begin_with_a_short_article(article: str) -> None:
    assert [p.span.text for p in reading(f"Shells fell on the city of {article} on Monday.").places if p.span] == [
        article
    ]


def test_the_beginning_of_a_longer_foreign_name_is_no_place_of_its_own() -> None:
    found = [
        p.span.text for p in reading("A drone hit a mill in Ain Zara on Tuesday, residents said.").places if p.span
    ]
    assert found == ["Ain Zara"]


def test_a_village_that_no_gazetteer_has_is_a_place_where_the_text_says_so() -> None:
    found = reading("Shells fell in Puthukkudiyiruppu on Monday, residents said.").places
    assert [(p.span.text, p.lat) for p in found if p.span] == [("Puthukkudiyiruppu", None)]
