"""A person works through the queue: accepts, corrects, grades, notes, merges, splits, and undoes each."""

import csv
import io
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.views.web.conftest import HOME
from tests.views.web.pages import Page, claim_id, claims, page


def say(client: TestClient, status: int = 303, **given: str) -> Any:
    answer = client.post(
        "/marks", data={"by": "ana", "back": "/review", **given}, headers={"origin": HOME}, follow_redirects=False
    )
    assert answer.status_code == status, answer.text[-300:]
    return answer


def undo_last(client: TestClient) -> None:
    found = page(client, "/review")
    say(
        client, undo=next(given["value"] for tag, given in found.tags if tag == "input" and given.get("name") == "undo")
    )


def first(client: TestClient) -> str:
    """The claim that is up for review."""
    found = page(client, "/review")
    return next(
        given["value"] for tag, given in found.tags if tag == "input" and given.get("name") == "about"
    ).removeprefix("claim:")


def keys(found: Page) -> dict[str, str]:
    return {given["data-key"]: tag for tag, given in found.tags if "data-key" in given}


def test_the_queue_begins_with_what_matters_most_and_says_why(client: TestClient) -> None:
    found = page(client, "/review").text
    assert "4 waiting, 0 accepted" in found
    assert "another claim cannot be true together with it" in found
    assert first(client) in {claim_id(client, "3 people"), claim_id(client, "7 people")}


def test_an_accepted_claim_leaves_the_queue_until_it_is_undone(client: TestClient) -> None:
    at_hand = first(client)
    say(client, kind="accept", about=f"claim:{at_hand}")
    assert "3 waiting, 1 accepted" in page(client, "/review").text
    assert first(client) != at_hand
    assert "Accepted ana" in page(client, f"/claims/{at_hand}").text
    assert [c["id"] for c in claims(client, "?reviewed=yes")] == [at_hand]
    assert len(claims(client, "?reviewed=no")) == 3
    undo_last(client)
    assert first(client) == at_hand
    assert "Accepted ana" not in page(client, f"/claims/{at_hand}").text


def test_a_claim_comes_back_when_another_telling_joins_it(client: TestClient) -> None:
    three, seven = claim_id(client, "3 people"), claim_id(client, "7 people")
    say(client, kind="accept", about=f"claim:{three}")
    client.post(
        "/decisions", data={"of": "claims", "a": three, "b": seven, "judgement": "same"}, headers={"origin": HOME}
    )
    assert "1 telling came since it was accepted" in page(client, "/review").text


def test_each_act_has_one_key_and_a_button_that_works_without_a_script(client: TestClient) -> None:
    found = page(client, "/review")
    assert {"a", "c", "n", "o", "j", "k", "m", "1", "6"} <= set(keys(found))
    assert set(keys(found).values()) <= {"a", "button", "summary"}
    say(client, kind="accept", about=f"claim:{first(client)}")
    assert "u" in keys(page(client, "/review"))


def test_the_page_with_keys_has_a_script_and_it_is_this_servers(client: TestClient) -> None:
    answer = client.get("/review")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    scripts = [given for tag, given in Page(answer.text).tags if tag == "script"]
    assert scripts == [{"src": "/keys.js", "defer": ""}]
    assert client.get("/keys.js").headers["content-type"].startswith("text/javascript")
    assert "script-src" not in client.get("/reports/kontur").headers["content-security-policy"]


def test_a_correction_holds_at_once_and_the_machines_reading_stays_beside_it(client: TestClient) -> None:
    three = claim_id(client, "3 people")
    say(
        client,
        kind="correct",
        about="event:e3",
        stage="happened",
        first="2022-10-03",
        last="2022-10-03",
        place="Kupiansk, Kharkiv, UA",
        fate0="killed",
        min0="7",
        max0="7",
        why="the list",
    )
    found = page(client, f"/claims/{claim_id(client, '7 people')}").text
    assert "Corrected people: 7 killed, where the machine read 3 killed, for: the list" in found
    assert not [c for c in claims(client) if c["conflicts"]]
    undo_last(client)
    assert three in {c["id"] for c in claims(client)}
    assert [c for c in claims(client) if c["conflicts"]]


def test_the_form_of_a_correction_holds_what_the_machine_read(client: TestClient) -> None:
    found = page(client, f"/claims/{claim_id(client, '3 people')}")
    given = {g.get("name"): g.get("value") for tag, g in found.tags if tag == "input"}
    assert given["min0"] == given["max0"] == "3"
    assert given["place"] == "Kupiansk, Kharkiv, UA"
    assert given["first"] == "2022-10-03"


def test_what_is_misread_is_taken_out(client: TestClient) -> None:
    say(client, kind="correct", about="event:e6", gone="yes")
    assert not [c for c in claims(client) if "7 people" in c["gist"]]
    assert "corrected" in page(client, "/review").text
    undo_last(client)
    assert [c for c in claims(client) if "7 people" in c["gist"]]


def test_a_grade_of_a_person_stands_beside_the_one_by_rule(client: TestClient) -> None:
    about = claim_id(client, "withdrew")
    say(client, kind="grade", about=f"claim:{about}", value="4")
    assert "Graded 4 : doubtful; by rule 1" in page(client, f"/claims/{about}").text


def test_what_a_person_says_of_a_claim_goes_out_with_it(client: TestClient) -> None:
    about = claim_id(client, "withdrew")
    say(client, kind="grade", about=f"claim:{about}", value="4")
    say(client, kind="accept", about=f"claim:{about}")
    (line,) = csv.DictReader(io.StringIO(client.get("/claims.csv?type=withdraw").text.removeprefix("\ufeff")))
    assert (line["accepted_by"], line["graded"], line["graded_by"], line["credibility"]) == ("ana", "4", "ana", "1")
    (review,) = client.get("/claimreview.jsonld?type=withdraw").json()["@graph"]
    assert review["author"] == {"@type": "Person", "name": "ana"}
    assert review["reviewRating"]["ratingValue"] == 2
    assert "✓ accepted" in page(client, "/claims").text


def test_a_voice_is_given_a_reliability(client: TestClient) -> None:
    say(client, kind="reliability", about="voice:v-mod", value="D", back="/voices/v-mod")
    assert "Reliability D ana" in page(client, "/voices/v-mod").text


@pytest.mark.parametrize("about", ["report:wire", "voice:v-mod", "place:Borova, Kharkiv, UA"])
def test_a_note_is_kept_with_name_and_time_and_taken_back(client: TestClient, about: str) -> None:
    path = "/" + about.replace(":", "s/", 1)
    say(client, kind="note", about=about, value="Ask the desk <b>in Kyiv</b>", back=path)
    found = page(client, path)
    assert "Ask the desk <b>in Kyiv</b> ana, 20" in found.text
    say(client, undo=next(g["value"] for tag, g in found.tags if g.get("name") == "undo"))
    assert "Ask the desk" not in page(client, path).text


def test_the_name_is_remembered(client: TestClient) -> None:
    say(client, kind="grade", about=f"claim:{first(client)}", value="2", by="Олена ☀")
    assert [g["value"] for tag, g in page(client, "/cases").tags if g.get("name") == "by"] == ["Олена ☀"]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 400),
        ({"kind": "praise", "about": "report:wire"}, 400),
        ({"kind": "grade", "about": "claim:none", "value": "1"}, 404),
        ({"kind": "grade", "about": "report:wire", "value": "1"}, 400),
        ({"kind": "accept", "about": "report:wire"}, 400),
        ({"kind": "reliability", "about": "voice:v-mod", "value": "Z"}, 400),
        ({"kind": "note", "about": "report:wire", "value": ""}, 400),
        ({"kind": "note", "about": "report:wire", "value": "x" * 3000}, 400),
        ({"kind": "correct", "about": "event:e3", "stage": "perhaps"}, 400),
        ({"kind": "correct", "about": "event:e3", "first": "2022-13-01"}, 400),
        ({"kind": "correct", "about": "event:e3", "fate0": "killed", "min0": "9", "max0": "3"}, 400),
        ({"kind": "correct", "about": "event:e3", "place": "Xqzwvy"}, 400),
        ({"kind": "in-case", "about": "report:wire", "part": "none"}, 404),
        ({"undo": "none"}, 404),
    ],
)
def test_a_form_that_says_nothing_is_refused(client: TestClient, given: dict[str, str], status: int) -> None:
    say(client, status, **given)
    assert "4 waiting, 0 accepted" in page(client, "/review").text


def test_another_site_can_say_nothing_in_a_persons_name(client: TestClient) -> None:
    answer = client.post(
        "/marks", data={"kind": "accept", "about": "claim:x"}, headers={"origin": "https://evil.example"}
    )
    assert answer.status_code == 403


def test_all_that_was_said_is_listed_with_who_and_when_and_taken_back_there(client: TestClient) -> None:
    say(client, kind="accept", about=f"claim:{claim_id(client, 'withdrew')}")
    say(client, kind="correct", about="event:e3", gone="yes", why="a misprint")
    found = page(client, "/decisions")
    assert "Reviewed, corrected, noted 2" in found.text
    assert "nothing of the kind is told here (a misprint) ana, 20" in found.text
    say(client, undo=next(g["value"] for tag, g in found.tags if g.get("name") == "undo"))
    assert "Reviewed, corrected, noted 1" in page(client, "/decisions").text


def test_today_tells_what_the_desk_corrected(client: TestClient) -> None:
    say(client, kind="correct", about="event:e3", stage="attempted", first="2022-10-03", last="2022-10-03")
    found = page(client, "/?since=2022-10-05").text
    assert "Corrected by the desk 1" in found
    assert "stage: attempted, where the machine read happened" in found
