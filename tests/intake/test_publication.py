"""When and by whom a report was published is read where it stands, and stays unknown where it does not."""

from datetime import date

import pytest

from twosource.intake import publication
from twosource.intake.passages import divide

BODY = "Shells fell on the bridge at dawn, the mayor said.\n\nNobody was hurt, he added."


@pytest.mark.parametrize(
    "line",
    [
        "Published: 13 September 2022",
        "Updated Tue, Sept 13, 2022, 5:40 PM EDT",
        "2022-09-13",
        "Tuesday 13 September 2022 17.40 BST",
        "13.09.2022 08:15",
    ],
)
def test_a_date_line_gives_the_day(line: str) -> None:
    text = f"Bridge shelled\n\n{line}\n\n{BODY}"
    assert publication.published_in_text(text, divide(text)) == date(2022, 9, 13)


def test_a_day_within_a_sentence_is_not_the_day_of_publication() -> None:
    text = f"Bridge shelled\n\nThe war broke out on 24 February 2022, and the bridge fell.\n\n{BODY}"
    assert publication.published_in_text(text, divide(text)) is None


def test_a_dateline_with_a_year_gives_the_day() -> None:
    text = f"Bridge shelled\n\nOSIJEK, 4 May 1992 - {BODY}"
    assert publication.published_in_text(text, divide(text)) == date(1992, 5, 4)


def test_an_impossible_day_is_passed_over() -> None:
    assert publication.day_in("31 February 2022") is None


def test_a_day_in_the_address_counts() -> None:
    assert publication.published_in_url("https://example.org/world/2022/09/13/bridge") == date(2022, 9, 13)
    assert publication.published_in_url("https://example.org/2022/13/45") is None


def test_an_outlet_names_itself_in_its_furniture() -> None:
    text = f"Bridge shelled\n\n{BODY}\n\nCLICK HERE TO READ MORE FROM THE RIVER POST"
    assert publication.outlet_in_text(text, divide(text)) == "River Post"


def test_the_agency_of_the_dateline_is_the_outlet() -> None:
    text = f"Bridge shelled\n\nOSIJEK, May 4 (Delta Wire) - {BODY}"
    assert publication.outlet_in_text(text, divide(text)) == "Delta Wire"


def test_nothing_is_made_up() -> None:
    assert publication.outlet_in_text(BODY, divide(BODY)) is None
    assert publication.published_in_text(BODY, divide(BODY)) is None
