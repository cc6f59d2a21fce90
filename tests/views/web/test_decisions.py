"""A person overrules a merge or a separation from the page where it is shown, and takes it back as easily."""

import threading
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests import story
from tests.views.web.conftest import HOME
from tests.views.web.pages import claim_id, claims, page
from twosource.engine import steps
from twosource.ledger import Ledger
from twosource.linking import Workings
from twosource.reading import VERSION
from twosource.views.web import Desk, app


def decide(client: TestClient, **given: str) -> Any:
    return client.post("/decisions", data=given, headers={"origin": HOME}, follow_redirects=False)


def number(client: TestClient) -> tuple[int, int]:
    found = next(c for c in claims(client) if c["type"] == "withdraw")
    return found["sources_min"], found["sources_max"]


def test_two_voices_are_made_one_and_parted_again(client: TestClient) -> None:
    assert number(client) == (2, 3)
    here = f"/claims/{claim_id(client, 'withdrew')}"
    done = decide(client, a="v-wire", b="v-post", judgement="same", why="one briefing", by="ana", back=here)
    assert done.status_code == 303
    assert done.headers["location"] == here
    assert number(client) == (2, 2)
    shown = page(client, here).text
    assert "one briefing" in shown
    assert "ana" in shown
    assert "one briefing" in page(client, "/decisions").text
    decide(client, a="v-wire", b="v-post", judgement="undo", back=here)
    assert number(client) == (2, 3)
    assert "one briefing" not in page(client, here).text


def test_the_page_offers_just_what_the_form_needs(client: TestClient) -> None:
    found = page(client, f"/claims/{claim_id(client, 'withdrew')}")
    forms = [given for tag, given in found.tags if tag == "form" and given.get("method") == "post"]
    assert {given["action"] for given in forms} == {"/decisions", "/marks"}
    names = {given.get("name") for tag, given in found.tags if tag in ("input", "button")}
    assert {"a", "b", "judgement", "why", "by", "back"} <= names


def test_a_telling_is_taken_out_of_a_claim_and_put_back(client: TestClient) -> None:
    before = claims(client)
    decide(client, a="e5", b="e1", judgement="different", why="another day")
    assert len(claims(client)) == 5
    decide(client, a="e5", b="e1", judgement="undo")
    assert [{**c, "aliases": []} for c in claims(client)] == before


def test_two_claims_are_made_one_by_address_and_the_old_address_leads_on(client: TestClient) -> None:
    three, seven = claim_id(client, "3 people"), claim_id(client, "7 people")
    decide(client, of="claims", a=three, b=f"{HOME}/claims/{seven}?x=1", judgement="same")
    assert len(claims(client)) == 3
    answers = [client.get(f"/claims/{i}", follow_redirects=False) for i in (three, seven)]
    assert sorted(a.status_code for a in answers) == [200, 303]
    assert page(client, f"/claims/{three}").text == page(client, f"/claims/{seven}").text


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:1", ""])
def test_a_decision_leads_back_to_this_server_only(client: TestClient, back: str) -> None:
    assert decide(client, a="v-wire", b="v-post", judgement="same", back=back).headers["location"] == "/"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 400),
        ({"a": "e1", "b": "e4", "judgement": "perhaps"}, 400),
        ({"a": "e1", "b": "v-wire", "judgement": "same"}, 404),
        ({"a": "e1", "b": "e1", "judgement": "same"}, 404),
        ({"a": "e1", "b": "e4", "judgement": "same", "why": "x" * 10_000}, 400),
    ],
)
def test_a_form_that_says_nothing_decides_nothing(client: TestClient, given: dict[str, str], status: int) -> None:
    assert decide(client, **given).status_code == status
    assert "Nothing has been decided yet" in page(client, "/decisions").text


def test_who_decides_much_does_not_wait_and_is_told_what_is_still_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, go, runs = story.holdings(), threading.Event(), []
    with Ledger.open(tmp_path / "war.db", create=True) as ledger:
        ledger.add(list(zip(held.reports, held.readings, strict=True)), VERSION)
        steps.link(ledger)
        link = steps.link

        def slow(book: Ledger, before: Workings) -> bool:
            runs.append(1)
            go.wait(20)
            return link(book, before)

        monkeypatch.setattr(steps, "link", slow)
        desk = Desk(ledger, patience=0.05)
        client = TestClient(app(desk), base_url=HOME)
        for why in ("one", "two", "three", "four"):
            decide(client, a="v-wire", b="v-post", judgement="same", why=why)
        assert number(client) == (2, 3)
        assert "numbers are those of before" in page(client, "/").text
        go.set()
        desk.patience = None
        desk.link()
        assert number(client) == (2, 2)
        assert "numbers are those of before" not in page(client, "/").text
        assert len(runs) <= 3  # one that ran, one for all that was said meanwhile, and the last
