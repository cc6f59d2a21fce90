"""Reports come in through the page: files or a pasted text, seen as they were read before they go in."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests import story
from tests.views.web.conftest import HOME
from tests.views.web.pages import Page, claims, page

MAYOR = (
    "Three dead in Kupiansk, mayor says\n\nThree people were killed in Kupiansk on Monday, the mayor of Kupiansk said."
)
FIELDS = {"outlet": "Valley News", "published": "2022-10-05", "url": "https://valley.example/1"}
File = tuple[str, bytes]


def hand_in(client: TestClient, *files: File, **fields: str) -> str:
    """Hand it in, and where it is then shown."""
    sent: Any = [("files", (name, data, "application/octet-stream")) for name, data in files] or [("files", ("", b""))]
    answer = client.post("/add", data=fields, files=sent, headers={"origin": HOME}, follow_redirects=False)
    assert answer.status_code == 303, answer.text[-300:]
    return answer.headers["location"]


def take_in(client: TestClient, where: str) -> Page:
    assert client.post(where, headers={"origin": HOME}, follow_redirects=False).headers["location"] == where
    return page(client, where)


def test_a_pasted_report_is_shown_as_it_was_read_and_goes_in_only_when_a_person_says_so(client: TestClient) -> None:
    where = hand_in(client, text=MAYOR, **FIELDS)
    shown = page(client, where).text
    assert "Three dead in Kupiansk, mayor says" in shown
    assert "Valley News · 5 Oct 2022" in shown
    assert "on the word of mayor" in shown
    assert "the ledger has it" in shown
    assert client.get("/api/search?q=mayor").json()["hits"] == []
    before = next(c for c in claims(client) if "3 people killed" in c["gist"])
    done = take_in(client, where)
    assert "Taken in 1 report" in done.text
    after = next(c for c in claims(client) if "3 people killed" in c["gist"])
    assert after["sources_min"] == before["sources_min"] + 1
    assert f"/claims/{after['id']}" in done.links
    assert "Valley News" in after["outlets"]


def test_files_come_with_what_is_said_about_them_beside_them(client: TestClient) -> None:
    said = b'outlet = "Valley News"\npublished = 2022-10-05\n'
    shown = page(client, hand_in(client, ("a.txt", MAYOR.encode()), ("a.toml", said))).text
    assert "What was read 1 report" in shown
    assert "Valley News · 5 Oct 2022" in shown


def test_what_cannot_be_taken_is_named_and_the_rest_goes_in(client: TestClient) -> None:
    where = hand_in(client, ("x.exe", b"MZ\x00"), ("empty.txt", b" "), ("a.txt", MAYOR.encode()))
    shown = page(client, where).text
    assert "x.exe: files ending in .exe are not read" in shown
    assert "empty.txt: the file is empty" in shown
    assert "/tmp" not in shown
    assert "What was read 1 report" in shown


def test_what_the_ledger_has_is_said_to_be_known(client: TestClient) -> None:
    where = hand_in(client, text=MAYOR, **FIELDS)
    take_in(client, where)
    again = page(client, hand_in(client, text=MAYOR, **FIELDS))
    assert "1 report known already" in again.text
    assert "Take it in" not in again.text


def test_an_id_that_another_text_has_is_refused(client: TestClient) -> None:
    line = b'{"id": "wire", "text": "Quite another text about Borova."}\n'
    assert "the id wire is taken by another text" in page(client, hand_in(client, ("a.jsonl", line))).text


def test_taking_in_twice_adds_nothing(client: TestClient) -> None:
    where = hand_in(client, text=MAYOR, **FIELDS)
    take_in(client, where)
    reports = page(client, "/").text
    take_in(client, where)
    assert page(client, "/").text == reports


def test_a_report_without_a_day_is_warned_of(client: TestClient) -> None:
    assert "Its day is not known" in page(client, hand_in(client, text=MAYOR)).text


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "..\\..\\a.txt", "/etc/a.txt", ".hidden.txt", "a\x00b.txt", "\u202etxt.a.txt"]
)
def test_a_files_name_leads_nowhere(client: TestClient, name: str) -> None:
    shown = page(client, hand_in(client, (name, MAYOR.encode())))
    assert "What was read 1 report" in shown.text
    assert "\u202e" not in shown.text


def test_nothing_of_a_hostile_report_runs_before_it_is_in(client: TestClient) -> None:
    text = "<script>alert(1)</script>\n\nRussian soldiers left Borova on Monday, <img src=x onerror=alert(2)> said."
    found = page(client, hand_in(client, text=text, **{**FIELDS, "url": "javascript:alert(3)"}))
    assert not {"script", "img"} & {tag for tag, _ in found.tags}
    assert not [link for link in found.links if "javascript" in link]


def test_nothing_handed_in_or_too_much_is_refused(client: TestClient) -> None:
    nothing = client.post("/add", data={"text": ""}, files=[("files", ("", b""))], headers={"origin": HOME})
    assert nothing.status_code == 400
    assert "Nothing was handed in" in nothing.text
    much = client.post("/add", files=[("files", ("a.txt", b"x" * (33 << 20)))], headers={"origin": HOME})
    assert much.status_code == 400
    assert "32 MB" in much.text


def test_another_site_can_hand_nothing_in(client: TestClient) -> None:
    assert client.post("/add", data={"text": story.WIRE}, headers={"origin": "https://evil.example"}).status_code == 403


def test_a_batch_that_is_gone_is_said_to_be_gone(client: TestClient) -> None:
    assert "hand it in again" in page(client, "/add/none", 404).text.lower()
