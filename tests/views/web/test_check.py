"""An editor pastes a sentence and sees what the ledger has for it: the same, what contradicts it, or nothing."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.views.web.conftest import HOME
from tests.views.web.pages import Page, claims, page

LEFT = "Russian troops pulled out of Borova on Monday, a US official said."
FIVE = "Five people were killed in Kupiansk on Monday, the hospital said."
ELSEWHERE = "Rebels seized the airport of Goma on Sunday, a resident said."


def check(client: TestClient, text: str, written: str = "2022-10-05", asked: str = "") -> Page:
    answer = client.post(f"/check{asked}", data={"text": text, "written": written}, headers={"origin": HOME})
    assert answer.status_code == 200, answer.text[-300:]
    return Page(answer.text)


def by_programs(client: TestClient, text: str, written: str = "2022-10-05") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/check", params={"text": text, "written": written}).json()["found"]
    return found


def test_a_sentence_finds_the_claim_that_tells_the_same_with_its_sources(client: TestClient) -> None:
    found = check(client, LEFT)
    assert "The ledger has it 2–3 sources" in found.text
    assert "the same place (Borova)" in found.text
    assert "On the word of" in found.text
    retreat = next(c for c in claims(client) if c["type"] == "withdraw")
    assert f"/claims/{retreat['id']}" in found.links
    assert [m["claim"] for f in by_programs(client, LEFT) for m in f["same"]] == [retreat["id"]]


def test_another_figure_is_shown_as_a_contradiction_and_not_as_the_same(client: TestClient) -> None:
    found = check(client, FIVE).text
    assert "What contradicts it" in found
    assert "number killed: 5 against 7" in found
    assert "The ledger has it" not in found


def test_what_nobody_claimed_is_said_to_be_unknown(client: TestClient) -> None:
    found = check(client, ELSEWHERE).text
    assert "No claim of the ledger tells of this" in found
    assert "The ledger has it" not in found


def test_shared_words_alone_are_no_match(client: TestClient) -> None:
    assert (
        "The ledger has it"
        not in check(client, "Troops may have left a town, a senior US official said.", written="").text
    )


def test_another_week_is_another_happening(client: TestClient) -> None:
    assert "The ledger has it" not in check(client, LEFT, written="2022-10-26").text


def test_a_text_that_tells_of_nothing_leads_on_to_search(client: TestClient) -> None:
    found = check(client, "Spring is a pleasant season.")
    assert "Nothing that happened" in found.text
    assert any(link.startswith("/search?q=Spring") for link in found.links)


def test_a_text_is_checked_against_what_was_known_on_a_day(client: TestClient) -> None:
    assert "The ledger has it 1 source " in check(client, LEFT, asked="?as_of=2022-10-04").text


def test_a_pasted_text_is_not_kept_and_runs_nothing(client: TestClient) -> None:
    found = check(client, f"{LEFT} <script>alert(1)</script>")
    assert "script" not in {tag for tag, _ in found.tags}
    assert client.get("/api/search?q=alert").json()["hits"] == []


def test_a_report_of_the_ledger_finds_its_own_claims(client: TestClient) -> None:
    own = client.get("/api/reports/post").json()["report"]["text"]
    assert "The ledger has it 2–3 sources" in check(client, own).text


@pytest.mark.parametrize(("text", "says"), [("", "there is no text"), ("x" * 60_000, "longer than 50,000 characters")])
def test_no_text_or_too_much_is_refused_in_a_sentence(client: TestClient, text: str, says: str) -> None:
    answer = client.post("/check", data={"text": text}, headers={"origin": HOME})
    assert answer.status_code == 400
    assert says in answer.text.lower()


def test_the_empty_form_is_a_page(client: TestClient) -> None:
    assert "A sentence or a paragraph" in page(client, "/check").text
