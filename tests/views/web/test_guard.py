"""Every text of a report is hostile, and every request may be: nothing of it runs, and nobody else's page is served."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from tests import story
from tests.views.web.conftest import HOME, Open
from tests.views.web.pages import claims, page
from twosource.ledger import Ledger
from twosource.records import Holdings, Voice
from twosource.views import safe
from twosource.views.web import Desk, app

SCRIPT = "<script>alert(1)</script>"
TURNED = "\u202egnp.exe\u2066\u200f"


def poisoned() -> Holdings:
    """The story, with everything that a report can bring along."""
    whole = story.holdings()
    text = f"{story.WIRE}\n\n{SCRIPT} <img src=x onerror=alert(2)> {TURNED} \x02marked\x03 &lt;b&gt;\n"
    wire = replace(
        whole.reports[0],
        text=text,
        title=f'{SCRIPT}"><svg onload=alert(3)>{TURNED}',
        outlet=f'"><img src=x onerror=alert(4)>{TURNED}',
        url="javascript:alert(5)",
        passages=(*whole.reports[0].passages, replace(whole.reports[0].passages[-1], start=len(story.WIRE) + 2, end=len(text) - 1)),
    )  # fmt: skip
    post = replace(whole.reports[1], url='https://post.example/"onmouseover="alert(6)', title="{{ 7 * 7 }}{% raw %}")
    named = Voice(id="v-gov", name=f"{SCRIPT}{TURNED}", role="' onclick='alert(8)", side="UA")
    reading = replace(whole.readings[0], voices=(whole.readings[0].voices[0], named))
    return replace(whole, reports=(wire, post, whole.reports[2]), readings=(reading, *whole.readings[1:]))


def everything(client: TestClient) -> list[str]:
    paths = ["/", "/claims", "/voices", "/places", "/equipment", "/search?q=alert", "/search?q=script+Borova", "/reports/wire", "/reports/post", "/cases", "/decisions", "/check", "/add"]  # fmt: skip
    paths += [f"/claims/{c['id']}" for c in claims(client)]
    return paths + [f"/voices/{v['id']}" for v in client.get("/api/voices").json()["voices"]]


def test_nothing_that_a_report_says_runs(workplace: Open) -> None:
    client = workplace(poisoned())
    for path in everything(client):
        found = page(client, path)
        assert not {"img", "iframe"} & {tag for tag, _ in found.tags}, path
        for tag, given in found.tags:
            assert tag != "script" or given.get("src", "").startswith("/map.js?"), (path, given)
            assert not [name for name in given if name.startswith("on") or name == "style"], (path, tag, given)
        assert all(link.startswith(("/", "#", "https://")) for link in found.links), path


def test_controls_of_writing_direction_are_shown_and_do_nothing(workplace: Open) -> None:
    client = workplace(poisoned())
    for path in everything(client):
        markup = client.get(path).text
        assert not set(markup) & {"\u202e", "\u2066", "\u200f", "\x02", "\x03"}, path
    assert "⟨U+202E⟩gnp.exe" in client.get("/reports/wire").text


def test_nothing_that_a_person_says_runs(workplace: Open) -> None:
    """A note, a case, a name are words, too, and a desk may be shared."""
    client = workplace(poisoned())

    def say(**given: str) -> str:
        answer = client.post("/marks", data=given, headers={"origin": HOME}, follow_redirects=False)
        assert answer.status_code == 303
        return str(answer.headers["location"])

    words = f'{SCRIPT}"><img src=x onerror=alert(9)>{TURNED}{{{{ 7 * 7 }}}}'
    case = say(kind="case", value=words, by=words, back="")
    say(kind="note", about="report:wire", value=words, by=words)
    say(kind="in-case", about="report:wire", part=case.removeprefix("/cases/"), why=words)
    say(kind="correct", about="event:e3", gone="yes", why=words)
    say(kind="watch", about="voice:v-gov", by=words)
    for path in (
        "/reports/wire",
        "/cases",
        case,
        "/decisions",
        "/review",
        "/",
        "/voices/v-gov",
        "/claims?case=" + case.removeprefix("/cases/"),
    ):
        found = page(client, path)
        assert {tag for tag, _ in found.tags} & {"img", "iframe"} == set(), path
        assert [
            given
            for tag, given in found.tags
            if tag == "script" and given["src"].partition("?")[0] not in ("/keys.js", "/map.js")
        ] == [], path
        assert not set(client.get(path).text) & {"\u202e", "\u2066"}, path
    assert "<script" not in client.get(f"{case}/case.md").text.replace("\\<", "")


def test_words_that_look_like_a_template_stay_words(workplace: Open) -> None:
    client = workplace(poisoned())
    retreat = next(c["id"] for c in claims(client) if c["type"] == "withdraw")
    assert "{{ 7 * 7 }}{% raw %}" in page(client, f"/claims/{retreat}").text


@pytest.mark.parametrize(
    "words", [SCRIPT, '"><script>', TURNED, "' OR 1=1 --", '"unclosed', "a*b*c", "\x00", "x" * 5000]
)
def test_words_of_an_address_are_only_words(client: TestClient, words: str) -> None:
    for path in ("/search", "/claims", "/voices", "/places", "/api/claims", "/api/search", "/claims.csv"):
        answer = client.get(path, params={"q": words, "type": words, "place": words})
        assert answer.status_code == 200
        if "html" in answer.headers["content-type"]:
            assert not set(answer.text) & {"\u202e", "\u2066"}
            assert SCRIPT not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/", "/claims?page=2", "/voices", "/style.css", "/map.js", "/api/claims", "/claims.csv", "/nowhere", "/icon.svg"],
)
def test_every_answer_forbids_scripts_frames_and_sniffing(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/b?c=d", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("https://a.example/\njavascript:1", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, kept: bool) -> None:
    assert safe.address(url) == (url if kept else None)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "", "127.0.0.1.evil.example"]
)
def test_a_foreign_name_for_this_address_is_not_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "192.168.1.5:8000"])
def test_this_machine_is_answered_by_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_a_name_that_the_desk_was_given_is_answered(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "war.db", create=True) as ledger:
        client = TestClient(app(Desk(ledger), ("Desk.example.org",)))
        assert client.get("/", headers={"host": "desk.example.org"}).status_code == 200
        assert client.get("/", headers={"host": "other.example.org"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": HOME, "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_another_site_cannot_decide_in_a_persons_name(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/decisions", data={"a": "e1", "b": "e4", "judgement": "different"}, headers=headers)
    assert answer.status_code == 403
    assert len(claims(client)) == 4
