"""The brief shows each claim with its number, its reasons and its words, and keeps the words of others harmless."""

import re
from datetime import date
from html.parser import HTMLParser

import msgspec
import pytest

from tests import story
from twosource.records import Holdings, Period
from twosource.views import excerpts, wording
from twosource.views.brief import chart, render
from twosource.views.index import Index


@pytest.fixture(scope="module")
def page() -> str:
    return render(story.holdings())


def article(page: str, id_: str) -> str:
    match = re.search(rf'<article class="claim[^"]*" id="{id_}">.*?</article>', page, re.S)
    assert match
    return match.group()


class Tags(HTMLParser):
    """Collects what a browser would open, and every address it would ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.asked: list[str] = []
        self.ids: list[str] = []
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.anchors += [(given["href"] or "")[1:]] if (given.get("href") or "").startswith("#") else []
        self.asked += [
            v or "" for k, v in attrs if k in ("src", "srcset", "data", "action") or (k == "href" and tag != "a")
        ]


def tags(page: str) -> Tags:
    parser = Tags()
    parser.feed(page)
    return parser


def test_claims_are_ranked_by_independent_sources(page: str) -> None:
    assert re.findall(r'<article class="claim[^"]*" id="(\w+)"', page)[0] == "e1"


def test_a_claim_shows_its_number_reason_voices_and_outlets(page: str) -> None:
    shown = article(page, "e1")
    for words in (
        ">2</b>",
        "Why it is 2.",
        "Russian Defence Ministry",
        "senior US official",
        "(unnamed)",
        "Lowland Post",
        "admitted against interest",
    ):
        assert words in shown


def test_the_very_words_are_marked_in_the_sentence(page: str) -> None:
    shown = article(page, "e1")
    assert re.search(r'<span class="[^"]*m-trigger[^"]*">left</span>', shown)
    assert re.search(r'<span class="m-source ">a senior US official</span>', shown)
    assert "Three people were killed" not in shown


def test_a_conflict_is_shown_side_by_side_once(page: str) -> None:
    conflicts = page[page.index('id="conflicts"') :]
    assert conflicts.count('class="dispute"') == 1
    assert "Three people were killed in Kupiansk." in conflicts
    assert "Seven people were killed in Kupiansk." in conflicts


def test_the_equipment_table_shows_bounds_by_state(page: str) -> None:
    losses = page[page.index('id="equipment"') :]
    assert "T-72" in losses
    assert re.search(r'<a href="#e2">4</a>', losses)


def test_settlements_are_discs_and_lead_to_their_claim(page: str) -> None:
    assert re.search(r'<a href="#e1"><circle class="disc strong"', page)


def test_a_region_is_drawn_as_a_region_and_never_as_a_dot() -> None:
    whole = story.holdings()
    place = msgspec.structs.replace(whole.readings[0].events[0].place, name="Kharkiv Oblast", level="region")  # type: ignore[type-var]
    drawn = chart.draw([(place, whole.links.claims[0])])  # type: ignore[list-item]
    assert drawn is not None
    assert len(drawn.areas) == 1
    assert drawn.discs == ()


def test_the_page_asks_nothing_of_the_network_and_runs_no_script(page: str) -> None:
    parsed = tags(page)
    assert parsed.asked == []
    assert not {"script", "link", "img", "iframe", "object"} & set(parsed.names)


def test_every_link_within_the_page_leads_somewhere(page: str) -> None:
    parsed = tags(page)
    assert set(parsed.anchors) <= set(parsed.ids)
    assert len(parsed.ids) == len(set(parsed.ids))


def test_words_of_a_report_stay_words() -> None:
    whole = story.holdings()
    evil = msgspec.structs.replace(
        whole.reports[0], title="<script>alert(1)</script>", outlet='"><img src=x>', url="javascript:alert(1)"
    )
    page = render(msgspec.structs.replace(whole, reports=(evil, *whole.reports[1:])))
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_an_empty_ledger_gives_a_page_that_says_so() -> None:
    assert "No claim was read" in render(Holdings())


def test_excerpts_are_the_words_of_the_report() -> None:
    index = Index(story.holdings())
    for event in index.events.values():
        report = index.reports[event.report]
        shown = excerpts.of_event(report, event, list(index.statements.values())[:0])
        words = "".join(stretch.text for stretch in shown.stretches)
        assert report.text[shown.start : shown.start + len(words)] == words
        assert event.trigger.text in words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (4, 4, "4"),
        (21, None, "21 or more"),
        (None, 30, "up to 30"),
        (23000, 24000, "23,000–24,000"),
        (None, None, "unknown"),
    ],
)
def test_bounds_are_worded(low: int | None, high: int | None, words: str) -> None:
    assert wording.bounds(low, high) == words


def test_periods_are_worded() -> None:
    assert wording.days(Period(date(2022, 9, 6), date(2022, 9, 13))) == "6–13 Sep 2022"
    assert wording.days(Period(date(2022, 8, 28), date(2022, 9, 3))) == "28 Aug – 3 Sep 2022"
    assert wording.days(None) == ""
