"""A desk that shares a server: one signs in, does what one's role allows, and is named in what one says."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from tests import story
from tests.views.web.conftest import HOME
from tests.views.web.pages import Page
from twosource.engine import steps
from twosource.errors import InputError
from twosource.ledger import Ledger
from twosource.reading import VERSION
from twosource.views.web import Desk, app
from twosource.views.web.accounts import AT_MOST, FREE, IDLE, WINDOW, Accounts, Role, Throttled

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Weak on purpose: the tests hash often."""
GOOD = "a long enough password"


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Accounts:
    made = Accounts(tmp_path / "desk.users", clock, QUICK)
    roles: tuple[tuple[str, Role], ...] = (("vera", "viewer"), ("ana", "analyst"), ("ada", "admin"))
    for name, role in roles:
        made.put(name, role, GOOD)
    return made


Enter = Callable[[str], TestClient]


@pytest.fixture
def enter(tmp_path: Path, accounts: Accounts) -> Enter:
    """Opens the workplace for somebody who is signed in; for nobody where no name is given."""
    ledger = Ledger.open(tmp_path / "war.db", create=True)
    held = story.holdings()
    ledger.add(list(zip(held.reports, held.readings, strict=True)), VERSION)
    steps.link(ledger)
    made = app(Desk(ledger), (), accounts)

    def entered(name: str) -> TestClient:
        client = TestClient(made, base_url=HOME)
        if name:
            answer = sign_in(client, name)
            assert answer == 303
        return client

    return entered


def sign_in(client: TestClient, name: str, password: str = GOOD) -> int:
    given = {"name": name, "password": password, "to": "/"}
    return client.post("/login", data=given, headers={"origin": HOME}, follow_redirects=False).status_code


def token(client: TestClient, path: str = "/review") -> str:
    return next(g["value"] for tag, g in Page(client.get(path).text).tags if g.get("name") == "csrf")


def say(client: TestClient, csrf: str | None = None, path: str = "/marks", **given: str) -> int:
    given = {"kind": "note", "about": "report:wire", "value": "hello", **given}
    given |= {"csrf": token(client) if csrf is None else csrf}
    return client.post(path, data=given, headers={"origin": HOME}, follow_redirects=False).status_code


def test_who_is_not_signed_in_sees_nothing_but_the_door(enter: Enter) -> None:
    client = enter("")
    answer = client.get("/claims?type=withdraw", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?to=/claims%3Ftype%3Dwithdraw"
    assert "Borova" not in client.get("/login").text
    assert client.get("/api/claims").status_code == 401
    assert client.get("/claims.csv", headers={"accept": "text/csv"}).status_code == 401
    assert client.get("/style.css").status_code == 200
    assert say(client, csrf="") == 303


def test_one_signs_in_and_is_led_where_one_wanted(enter: Enter) -> None:
    client = enter("")
    given = {"name": "ana", "password": GOOD, "to": "/claims?type=withdraw"}
    answer = client.post("/login", data=given, headers={"origin": HOME}, follow_redirects=False)
    assert answer.headers["location"] == "/claims?type=withdraw"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie  # a link in a letter leads in
    assert "ana" in Page(client.get("/claims").text).text


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_the_door_leads_to_this_server_only(enter: Enter, to: str) -> None:
    answer = enter("").post(
        "/login", data={"name": "ana", "password": GOOD, "to": to}, headers={"origin": HOME}, follow_redirects=False
    )
    assert answer.headers["location"] == "/"


def test_a_wrong_password_is_refused_without_saying_what_is_wrong(enter: Enter) -> None:
    client = enter("")
    told = [
        Page(client.post("/login", data={"name": n, "password": "wrong password"}, headers={"origin": HOME}).text).text
        for n in ("ana", "nobody")
    ]
    assert told[0] == told[1]
    assert "Name and password do not fit" in told[0]
    assert client.get("/api/claims").status_code == 401


def test_what_is_said_bears_the_name_of_the_account_whatever_the_form_says(enter: Enter) -> None:
    ana = enter("ana")
    assert say(ana, by="somebody else") == 303
    shown = Page(ana.get("/reports/wire").text)
    assert "hello ana" in shown.text
    assert not [g for tag, g in shown.tags if g.get("name") == "by"]


def test_a_form_without_the_sessions_token_says_nothing(enter: Enter) -> None:
    ana = enter("ana")
    assert say(ana, csrf="") == 400
    assert say(ana, csrf=token(enter("ada"))) == 400
    assert say(ana, csrf="", path="/decisions") == 400
    assert (
        ana.post("/add", data={"text": "x"}, files=[("files", ("", b""))], headers={"origin": HOME}).status_code == 400
    )
    assert "hello" not in ana.get("/reports/wire").text


def test_every_form_bears_the_token(enter: Enter) -> None:
    ada = enter("ada")
    claim = ada.get("/api/claims").json()["claims"][0]["id"]
    for path in (
        "/review",
        f"/claims/{claim}",
        "/voices/v-wire",
        "/reports/wire",
        "/cases",
        "/check",
        "/add",
        "/users",
        "/account",
        "/places/Borova, Kharkiv, UA",
    ):
        tags = Page(ada.get(path).text).tags
        forms = sum(1 for tag, g in tags if tag == "form" and g.get("method") == "post")
        assert forms == sum(1 for _, g in tags if g.get("name") == "csrf"), path


def test_a_viewer_reads_and_checks_and_decides_nothing(enter: Enter) -> None:
    vera = enter("vera")
    assert vera.get("/claims").status_code == 200
    assert (
        vera.post(
            "/check", data={"text": "Troops left Borova.", "csrf": token(vera, "/check")}, headers={"origin": HOME}
        ).status_code
        == 200
    )
    assert say(vera) == 403
    assert say(vera, path="/decisions") == 403
    assert vera.post("/add", data={"text": "x"}, headers={"origin": HOME}).status_code == 403


def test_only_an_admin_sees_to_accounts(enter: Enter) -> None:
    assert enter("ana").get("/users").status_code == 403
    ada = enter("ada")
    made = ada.post(
        "/users",
        data={"csrf": token(ada, "/users"), "name": "neu", "role": "viewer", "password": GOOD},
        headers={"origin": HOME},
        follow_redirects=False,
    )
    assert made.status_code == 303
    assert sign_in(enter(""), "neu") == 303
    gone = ada.post(
        "/users",
        data={"csrf": token(ada, "/users"), "name": "neu", "do": "remove"},
        headers={"origin": HOME},
        follow_redirects=False,
    )
    assert gone.status_code == 303
    assert sign_in(enter(""), "neu") == 403


def test_another_role_or_password_signs_out(enter: Enter, accounts: Accounts) -> None:
    ana = enter("ana")
    accounts.put("ana", "viewer", None)
    assert ana.get("/api/claims").status_code == 401
    assert sign_in(ana, "ana") == 303
    assert say(ana) == 403


def test_one_gives_oneself_another_password(enter: Enter) -> None:
    ana = enter("ana")
    given = {"csrf": token(ana, "/account"), "old": GOOD, "password": "another long password"}
    assert (
        ana.post("/password", data=given, headers={"origin": HOME}, follow_redirects=False).headers["location"]
        == "/login"
    )
    assert ana.get("/api/claims").status_code == 401
    assert sign_in(ana, "ana") == 403
    assert sign_in(ana, "ana", "another long password") == 303


def test_one_signs_out(enter: Enter) -> None:
    ana = enter("ana")
    ana.post("/logout", data={"csrf": token(ana, "/account")}, headers={"origin": HOME})
    assert ana.get("/api/claims").status_code == 401


def test_after_some_wrong_passwords_one_waits_and_the_right_one_waits_too(accounts: Accounts, clock: Clock) -> None:
    for _ in range(FREE):
        with pytest.raises(InputError):
            accounts.sign_in("ana", "wrong password", "10.0.0.1")
    with pytest.raises(Throttled):
        accounts.sign_in("ana", GOOD, "10.0.0.2")
    assert accounts.sign_in("ada", GOOD, "10.0.0.1")
    clock.now += WINDOW + 1
    assert accounts.sign_in("ana", GOOD, "10.0.0.1")


def test_many_names_from_one_address_wait_too(accounts: Accounts) -> None:
    for n in range(4 * FREE):
        with pytest.raises(InputError):
            accounts.sign_in(f"name{n}", "wrong password", "10.0.0.1")
    with pytest.raises(Throttled):
        accounts.sign_in("ana", GOOD, "10.0.0.1")
    assert accounts.sign_in("ana", GOOD, "10.0.0.2")


def test_a_session_ends_when_nobody_uses_it_and_in_any_case(accounts: Accounts, clock: Clock) -> None:
    key = accounts.sign_in("ana", GOOD, "10.0.0.1")
    clock.now += IDLE - 1
    assert accounts.session(key)
    clock.now += IDLE + 1
    assert accounts.session(key) is None
    key = accounts.sign_in("ana", GOOD, "10.0.0.1")
    for _ in range(AT_MOST // (IDLE - 1) + 1):
        clock.now += IDLE - 1
        accounts.session(key)
    assert accounts.session(key) is None


def test_the_file_holds_hashes_and_is_read_by_its_owner_alone(accounts: Accounts) -> None:
    words = accounts.path.read_text()
    assert GOOD not in words
    assert "$argon2id$" in words
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "password"),
    [("", GOOD), (" x", GOOD), ("a\nb", GOOD), ("x" * 61, GOOD), ("neu", "short"), ("neu", "x" * 201), ("neu", None)],
)
def test_what_cannot_be_an_account_is_refused(accounts: Accounts, name: str, password: str | None) -> None:
    with pytest.raises(InputError):
        accounts.put(name, "viewer", password)


def test_the_last_admin_stays(accounts: Accounts) -> None:
    with pytest.raises(InputError, match="last admin"):
        accounts.remove("ada")
    with pytest.raises(InputError, match="last admin"):
        accounts.put("ada", "viewer", None)


def test_without_accounts_nobody_has_to_sign_in(client: TestClient) -> None:
    assert client.get("/claims").status_code == 200
    assert client.get("/login").status_code == 404
