"""A person puts things together into a case, notes what they are for, and watches what may change."""

from starlette.testclient import TestClient

from tests.views.web.pages import claim_id, claims, page
from tests.views.web.test_review import say


def opened(client: TestClient, title: str = "The retreat") -> str:
    """The address of a new case."""
    answer = say(client, kind="case", value=title, back="")
    return str(answer.headers["location"])


def test_a_case_holds_claims_and_reports_with_the_reason_and_notes(client: TestClient) -> None:
    here = opened(client)
    case, retreat = here.removeprefix("/cases/"), claim_id(client, "withdrew")
    say(client, kind="in-case", about=f"claim:{retreat}", part=case, why="the main thing")
    say(client, kind="in-case", about="report:wire", part=case)
    say(client, kind="note", about=f"case:{case}", value="For Friday")
    found = page(client, here)
    assert "The retreat" in found.text
    assert "the main thing ana" in found.text
    assert "For Friday" in found.text
    assert {f"/claims/{retreat}", "/reports/wire"} <= set(found.links)
    assert "1 claim, 1 other thing" in page(client, "/cases").text


def test_the_claims_of_a_case_are_a_selection_like_any_other(client: TestClient) -> None:
    case = opened(client).removeprefix("/cases/")
    retreat = claim_id(client, "withdrew")
    say(client, kind="in-case", about=f"claim:{retreat}", part=case)
    assert [c["id"] for c in claims(client, f"?case={case}")] == [retreat]
    assert "case: The retreat" in page(client, f"/claims?case={case}").text
    assert len(client.get(f"/claims.csv?case={case}").text.splitlines()) == 2
    assert claims(client, "?case=none") == []


def test_a_thing_is_taken_out_of_a_case_and_a_case_closed(client: TestClient) -> None:
    here = opened(client)
    say(client, kind="in-case", about="report:wire", part=here.removeprefix("/cases/"))
    out = [g["value"] for tag, g in page(client, here).tags if g.get("name") == "undo"]
    say(client, undo=out[0])
    assert "/reports/wire" not in page(client, here).links
    say(client, undo=out[-1])
    assert "no such case" in page(client, here, 404).text.lower()
    assert here not in page(client, "/cases").links


def test_a_case_follows_its_claim_through_a_merge(client: TestClient) -> None:
    here = opened(client)
    three, seven = claim_id(client, "3 people"), claim_id(client, "7 people")
    say(client, kind="in-case", about=f"claim:{seven}", part=here.removeprefix("/cases/"))
    client.post(
        "/decisions",
        data={"of": "claims", "a": three, "b": seven, "judgement": "same"},
        headers={"origin": "http://127.0.0.1:8000"},
    )
    merged = next(c["id"] for c in claims(client) if c["type"] == "casualties")
    assert f"/claims/{merged}" in page(client, here).links


def test_a_case_is_handed_over_as_one_text(client: TestClient) -> None:
    here = opened(client, "The <b>retreat</b>")
    case = here.removeprefix("/cases/")
    say(client, kind="in-case", about=f"claim:{claim_id(client, 'withdrew')}", part=case, why="the *main* thing")
    say(client, kind="in-case", about="report:wire", part=case)
    say(client, kind="note", about=f"case:{case}", value="For Friday [x](javascript:1)")
    assert f"{here}/case.md" in page(client, here).links
    answer = client.get(f"{here}/case.md")
    assert answer.headers["content-type"].startswith("text/markdown")
    words = answer.text
    assert words.startswith("# The \\<b\\>retreat")
    assert "**2–3 independent sources**" in words
    assert "Here because: the \\*main\\* thing (ana)" in words
    assert "For Friday \\[x\\]" in words
    assert "> Russian soldiers pulled out of Borova on Monday" in words
    assert "## Report: Troops quit Borova, official says" in words
    assert "pulled out of Borova on Monday" not in client.get(f"{here}/case.md?text=no").text
    assert client.get("/cases/none/case.md").status_code == 404


def test_what_is_watched_is_shown_on_today_when_it_changes(client: TestClient) -> None:
    retreat = claim_id(client, "withdrew")
    say(client, kind="watch", about=f"claim:{retreat}")
    say(client, kind="watch", about="place:Kupiansk, Kharkiv, UA")
    say(client, kind="watch", about="voice:v-gov")
    found = page(client, "/?since=2022-10-05").text
    assert "What you watch 2" in found  # the governor has said nothing since
    assert "told again" in found
    assert "watched" in page(client, f"/claims/{retreat}").text.lower()
    watched = page(client, "/cases")
    assert "What is watched 3" in watched.text
    say(client, undo=next(g["value"] for tag, g in watched.tags if g.get("name") == "undo"))
    assert "What is watched 2" in page(client, "/cases").text
