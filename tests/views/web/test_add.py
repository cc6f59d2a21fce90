"""Reports come in through the page: files or a pasted text, seen as they were read before they go in."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests import story
from tests.views.web.conftest import HOME, Open
from tests.views.web.pages import Page, claims, page
from twosource.intake import fetch
from twosource.intake.fetch import Web

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


def test_what_is_not_english_is_kept_and_not_read_here_either(client: TestClient) -> None:
    german = (
        "Russische Raketen treffen Kupjansk\n\nKIEW, 4. Oktober - Drei Menschen wurden am Dienstag bei einem Angriff auf die Stadt Kupiansk getötet, sagte "
        "Bürgermeister Taras Holovko. Attack on Kupiansk: shelling killed 3, sagte der Sprecher der Armee."
    )
    shown = page(client, hand_in(client, text=german, outlet="Valley News", published="2022-10-05")).text
    assert "What was read 1 report" in shown
    assert "0 statements by 0 voices, 0 things told, 0 place names" in shown


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


@pytest.fixture
def site() -> Iterator[str]:
    """A site on this machine: a page, and an address that leads on to wherever it is asked to."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/to/"):
                self.send_response(302)
                self.send_header("Location", self.path.removeprefix("/to/"))
                self.end_headers()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            body = (
                "".join(f"<p>{part}</p>" for part in MAYOR.split("\n\n"))
                + "<p>Nobody else was hurt in the town, which lies on the river.</p>"
            )
            self.wfile.write(
                f"<html><head><title>Three dead</title></head><body><article>{body}</article></body></html>".encode()
            )

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_of_the_web_is_fetched_and_shown(workplace: Open, site: str) -> None:
    client = workplace(story.holdings(), Web(allow_private=True, pause=0))
    shown = page(client, hand_in(client, url=f"{site}/news", published="2022-10-05", outlet="Valley News")).text
    assert "What was read 1 report" in shown
    assert "killed in Kupiansk on Monday" in shown


PRIVATE = [
    "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://[::1]:{port}/", "http://0.0.0.0:{port}/", "http://2130706433:{port}/", "http://0x7f.1:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://[fd00::1]/",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_never_reaches_this_machine_or_a_private_network(
    client: TestClient, site: str, address: str
) -> None:
    shown = page(client, hand_in(client, url=address.format(port=site.rpartition(":")[2]))).text
    assert "What was read 0 reports" in shown
    assert "private network" in shown or "cannot be reached" in shown


def test_nor_by_a_redirect(workplace: Open, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host counts as public, what it leads to does not."""
    asked: list[str] = []

    def is_public(number: str) -> bool:
        asked.append(number)
        return len(asked) == 1

    monkeypatch.setattr(fetch, "is_public", is_public)
    client = workplace(story.holdings(), Web(pause=0))
    shown = page(client, hand_in(client, url=f"{site}/to/{site}/secret")).text
    assert "private network" in shown
    assert len(asked) == 2


def test_nor_by_a_name_that_changes_its_mind(client: TestClient, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: a name is looked up once, and only the address that was looked at is called."""
    port = int(site.rpartition(":")[2])
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    called: list[Any] = []

    def looked_up(*_: Any, **__: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(_: Any, place: Any) -> None:
        called.append(place)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket.socket, "connect", connect)
    shown = page(client, hand_in(client, url=f"http://rebinding.example:{port}/")).text
    assert "cannot be reached" in shown
    assert called == [("93.184.216.34", port)]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://a.example/", "gopher://127.0.0.1/", "javascript:alert(1)", "//etc", "http://"],
)
def test_only_the_web_is_asked(client: TestClient, address: str) -> None:
    shown = page(client, hand_in(client, url=address))
    assert "no address of the web" in shown.text
    assert "root:" not in shown.text


def test_a_file_that_needs_a_library_is_opened_in_a_process_of_its_own(client: TestClient) -> None:
    saved = f"<html><body><article><h1>Three dead</h1><p>{MAYOR}</p><p>Nobody else was hurt in the town by the river.</p></article></body></html>"
    shown = page(client, hand_in(client, ("a.html", saved.encode()), ("b.pdf", b"%PDF-1.4 broken"))).text
    assert "What was read 1 report" in shown
    assert "b.pdf" in shown
