"""Page furniture is told apart from the report, and nothing of the report is lost."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from twosource.intake.passages import divide

PROSE = "Shells fell on the bridge at dawn, the mayor said."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in divide(text)]


def test_headline_of_another_story_between_paragraphs_is_an_aside() -> None:
    other = "MINISTER DENIES RUMOURS OF A NEW CALL-UP"
    text = f"Bridge shelled at dawn\n\n{PROSE}\n\n{other}\n\n{PROSE}"
    assert ("aside", other) in kinds(text)


def test_click_here_and_advertisement_are_asides() -> None:
    text = f"Bridge shelled\n\n{PROSE}\n\nAdvertisement\n\n{PROSE}\n\nCLICK HERE TO READ MORE FROM THE RIVER POST"
    assert [k for k, _ in kinds(text)] == ["title", "body", "aside", "body", "aside"]


def test_links_after_related_content_are_asides() -> None:
    text = f"Bridge shelled\n\n{PROSE}\n\nRelated Content\n\nHow to store water\n\nWhat the map shows"
    assert kinds(text)[-1] == ("aside", "Related Content\n\nHow to store water\n\nWhat the map shows")


def test_date_mark_before_the_first_word_is_no_part_of_the_report() -> None:
    text = f" date 2021-05-04 {PROSE}\n\n{PROSE}"
    assert kinds(text)[0] == ("aside", "date 2021-05-04")
    assert kinds(text)[1][0] == "body"


def test_a_run_of_links_behind_also_read_is_an_aside() -> None:
    links = "Also Read Troops pushed back in the south Command posts under threat in the delta...."
    assert ("aside", links) in kinds(f"{PROSE}\n\n{PROSE}\n\n{links}")


def test_a_paragraph_that_happens_to_hold_bars_is_kept() -> None:
    lead = "Cairo | The paramilitary force overran a base on Sunday, two residents and a relief worker said by telephone, after a day of shelling that emptied the market and cut the road to the north."
    assert ("body", lead) in kinds(f"Base overrun\n\n{lead}")


def test_a_report_of_one_line_is_kept() -> None:
    assert kinds("Advertisement") == [("body", "Advertisement")]


@given(st.text(max_size=400))
def test_passages_cover_all_that_is_not_white_space_once(text: str) -> None:
    passages = divide(text)
    covered = [at for p in passages for at in range(p.start, p.end)]
    assert len(covered) == len(set(covered))
    assert {at for at, c in enumerate(text) if not c.isspace()} <= set(covered)


@given(
    st.lists(
        st.sampled_from(
            [PROSE, "Advertisement", "Related Content", "A LINE IN LOUD CAPITALS HERE", "Watch: x", "12", "\u200b"]
        ),
        max_size=12,
    )
)
def test_passages_stand_in_the_order_of_the_text(lines: list[str]) -> None:
    passages = divide("\n".join(lines))
    assert all(a.end <= b.start and a.start < a.end for a, b in itertools.pairwise(passages))
