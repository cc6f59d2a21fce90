"""A corrected article is a new version of the report; what it no longer says is shown as withdrawn."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from twosource.engine import steps
from twosource.ledger import Ledger
from twosource.records import Holdings
from twosource.views import terminal, wording
from twosource.views.brief import render
from twosource.views.index import Index

URL = "https://post.example/2022/izyum"
FIRST = (
    "Shells hit Izyum\n\nRussian shells hit the market of Izyum on Monday and killed five people, the governor said.\n\n"
    "Fire crews worked at the market until the evening and the road to the station was closed for the day.\n\n"
    "Ukrainian troops captured the town of Lyman on Monday, he said."
)
CORRECTED = FIRST.replace("killed five people", "killed four people").replace(
    "Ukrainian troops captured the town of Lyman on Monday, he said.", "The station opens again on Wednesday, he said."
)


@pytest.fixture
def taken(fresh: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Holdings]:
    """What a ledger holds after some texts of one page were taken in, an hour between them."""

    def take(*texts: str) -> Holdings:
        with Ledger.open(fresh(), create=True) as book:
            for hour, text in enumerate(texts):
                monkeypatch.setattr("twosource.ledger.store._now", lambda at=hour: f"2022-10-05T{10 + at}:00:00+00:00")
                row = {"url": URL, "outlet": "River Post", "published": "2022-10-05", "text": text}
                (tmp_path / "a.jsonl").write_text(json.dumps(row))
                steps.add(book, [tmp_path / "a.jsonl"])
            steps.link(book)
            return book.holdings()

    return take


def test_what_a_corrected_article_no_longer_says_is_shown_as_withdrawn(taken: Callable[..., Holdings]) -> None:
    index = Index(taken(FIRST, CORRECTED))
    first, second = (next(r for r in index.holdings.reports if r.text == text) for text in (FIRST, CORRECTED))
    assert index.later == {first.id: second.id}
    gone = {e.trigger.text for e in index.events.values() if index.withdrawn(e)}
    assert gone == {"captured", "killed"}  # the town, and five dead, of whom one was too many
    lyman = next(c for c in index.claims.values() if c.type == "capture-territory")
    shown = "\n".join(line.plain for line in terminal.show(index, lyman.id))
    assert wording.WITHDRAWN in shown
    assert f"a later version: {second.id}" in "\n".join(line.plain for line in terminal.show(index, first.id))
    assert f"an earlier version: {first.id}" in "\n".join(line.plain for line in terminal.show(index, second.id))
    assert wording.WITHDRAWN in render(index.holdings)


def test_another_report_on_the_same_page_withdraws_nothing(taken: Callable[..., Holdings]) -> None:
    other = "A quiet day\n\nThe market of Chuhuiv was open on Tuesday and nothing was heard from the front, a teacher of the school said."
    index = Index(taken(FIRST, other))
    assert index.later == {}
    assert wording.WITHDRAWN not in render(index.holdings)


def test_a_report_with_one_version_is_its_own(taken: Callable[..., Holdings]) -> None:
    assert taken(FIRST, FIRST).pages == ()
