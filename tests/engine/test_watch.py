"""Feeds are followed politely and within bounds; nothing is lost, nothing comes twice. All against a server on this machine."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.intake import samples
from twosource.engine.watch import DAY, Round, Watch
from twosource.errors import InputError
from twosource.intake import fetch, opml
from twosource.intake.fetch import Web, is_public
from twosource.ledger import Ledger

TEASER = "Shells fell on the bridge at dawn and the road is cut."


def rss(*entries: tuple[str, str, str]) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>Tue, 04 May 2021 08:00:00 GMT</pubDate><description>{words}</description></item>"
        for title, link, words in entries
    )
    return f'<rss version="2.0"><channel><title>River Post</title>{items}</channel></rss>'.encode()


class Site:
    """A site that answers as it is told, and remembers what it was asked."""

    def __init__(self) -> None:
        site = self
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.drip: dict[str, Callable[[], Iterator[bytes]]] = {}

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                if self.path in site.drip:
                    self.send_response(200)
                    self.send_header("Connection", "close")
                    self.end_headers()
                    try:
                        for piece in site.drip[self.path]():
                            self.wfile.write(piece)
                    except OSError:
                        self.close_connection = True
                    return
                status, heads, data = site.pages.get(self.path, (404, {}, b""))
                if heads.get("ETag") and self.headers.get("If-None-Match") == heads["ETag"]:
                    status, data = 304, b""
                self.send_response(status)
                for name, value in heads.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                del format, args

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None:
                """A visitor who hangs up is no news."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.at = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "a.db", create=True) as book:
        yield book


class Desk:
    """A desk that follows one feed, with a clock that it can turn."""

    def __init__(self, ledger: Ledger, *feeds: str, allow_private: bool = True) -> None:
        self.now = 1_600_000_000.0
        self.slept: list[float] = []
        self.web = Web(allow_private=allow_private, sleep=self.sleep, pause=0.0)
        self.watch = Watch(ledger, feeds, self.web, every=600.0, clock=lambda: self.now)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def look(self) -> Round:
        (done,) = self.watch.rounds(once=True)
        return done


def test_what_is_new_comes_in_once_with_page_outlet_and_day(site: Site, ledger: Ledger) -> None:
    site.pages["/feed"] = (200, {"ETag": '"1"'}, rss(("Bridge shelled at dawn", f"{site.at}/bridge", TEASER)))
    site.pages["/bridge"] = (200, {"Content-Type": "text/html"}, samples.page(head=""))
    desk = Desk(ledger, f"{site.at}/feed")
    assert desk.look().tally.added == 1
    (report,) = ledger.holdings().reports
    assert report.text == "\n\n".join((samples.HEADLINE, *samples.BODY))
    assert (report.outlet, str(report.published), report.published_from) == ("River Post", "2021-05-04", "feed")
    assert report.taken_from == (f"{site.at}/bridge",)
    again = desk.look()
    assert (again.unchanged, again.tally.added, again.tally.known) == (1, 0, 0)
    assert site.paths().count("/bridge") == 1
    assert site.asked[-1][1]["if-none-match"] == '"1"'
    assert site.asked[0][1]["user-agent"].startswith("twosource/")


def test_a_restart_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    first, second = (f"{site.at}/{n}" for n in "12")
    site.pages["/feed"] = (200, {}, rss(("One", first, TEASER)))
    with Ledger.open(tmp_path / "a.db", create=True) as book:
        assert Desk(book, f"{site.at}/feed").look().tally.added == 1
    site.pages["/feed"] = (200, {}, rss(("Two", second, TEASER + " Again."), ("One", first, TEASER)))
    with Ledger.open(tmp_path / "a.db") as book:
        assert Desk(book, f"{site.at}/feed").look().tally.added == 1
    assert site.paths().count("/1") == 1


def test_an_entry_that_is_whole_is_not_fetched_and_robots_are_heeded(site: Site, ledger: Ledger) -> None:
    whole = "Shells fell on the bridge and the road is cut. " * 25
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private/\n")
    entries = (
        ("Whole", f"{site.at}/whole", whole),
        ("Shut", f"{site.at}/private/a", TEASER),
        ("Open", f"{site.at}/open", TEASER),
    )
    site.pages["/feed"] = (200, {}, rss(*entries))
    assert Desk(ledger, f"{site.at}/feed").look().tally.added == 3
    assert "/open" in site.paths()
    assert not {"/whole", "/private/a"} & set(site.paths())


def test_a_feed_that_fails_is_asked_ever_more_seldom_and_named(site: Site, ledger: Ledger) -> None:
    address = f"{site.at}/feed"
    site.pages["/feed"] = (503, {"Retry-After": "5000"}, b"")
    desk = Desk(ledger, address)
    (fault,) = desk.look().tally.left_out
    assert "503" in fault.message
    assert desk.watch.memory(address).due == desk.now + 5000
    site.pages["/feed"] = (500, {}, b"")
    waits = []
    for _ in range(10):
        desk.look()
        waits.append(desk.watch.memory(address).due - desk.now)
    assert waits == sorted(waits)
    assert waits[0] == 2400
    assert waits[-1] == DAY
    site.pages["/feed"] = (200, {}, rss(("One", f"{site.at}/1", TEASER)))
    desk.look()
    assert desk.watch.memory(address).failures == 0


def test_it_waits_until_a_feed_is_due_and_a_clock_put_back_does_not_silence_it(site: Site, ledger: Ledger) -> None:
    site.pages["/feed"] = (200, {"Cache-Control": "public, max-age=1800"}, rss(("One", f"{site.at}/1", TEASER)))
    desk = Desk(ledger, f"{site.at}/feed")
    rounds = desk.watch.rounds()
    next(rounds)
    next(rounds)
    assert sum(desk.slept) == pytest.approx(1800)
    desk.now -= 40 * DAY
    next(rounds)
    assert sum(desk.slept) == pytest.approx(1800, abs=2)


def test_a_feed_that_is_gone_is_not_asked_again(site: Site, ledger: Ledger) -> None:
    site.pages["/feed"] = (410, {}, b"")
    desk = Desk(ledger, f"{site.at}/feed")
    assert "gone" in desk.look().tally.left_out[0].message
    assert list(desk.watch.rounds()) == []
    assert site.paths() == ["/feed"]


@pytest.mark.parametrize("answer", [b"", b"<html>no feed</html>", b"\x00\xff" * 400, b'{"error": 1}'])
def test_what_is_no_feed_is_named_and_asked_again_later(site: Site, ledger: Ledger, answer: bytes) -> None:
    site.pages["/feed"] = (200, {}, answer)
    desk = Desk(ledger, f"{site.at}/feed")
    assert len(desk.look().tally.left_out) == 1
    assert desk.watch.memory(f"{site.at}/feed").failures == 1


def test_a_corrected_entry_is_looked_at_again(site: Site, ledger: Ledger) -> None:
    site.pages["/feed"] = (200, {}, rss(("One", f"{site.at}/1", TEASER)))
    desk = Desk(ledger, f"{site.at}/feed")
    desk.look()
    site.pages["/feed"] = (200, {}, rss(("One", f"{site.at}/1", TEASER.replace("dawn", "noon"))))
    assert desk.look().tally.added == 1


def test_a_circle_is_left(site: Site) -> None:
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.pages["/b"] = (301, {"Location": "/a"}, b"")
    with pytest.raises(InputError, match="circle"):
        Web(allow_private=True, pause=0).get(f"{site.at}/a")
    for n in range(9):
        site.pages[f"/{n}"] = (302, {"Location": f"/{n + 1}"}, b"")
    with pytest.raises(InputError, match="circle"):
        Web(allow_private=True, pause=0).get(f"{site.at}/0")


def test_a_feed_without_end_is_cut_off_by_size_and_by_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def flood() -> Iterator[bytes]:
        while True:
            yield b"<item>" * 10_000

    def drip() -> Iterator[bytes]:
        for _ in range(200):
            yield b"x"
            time.sleep(0.02)

    site.drip = {"/flood": flood, "/drip": drip}
    web = Web(allow_private=True, pause=0)
    with pytest.raises(InputError, match="more than 1 MB"):
        web.get(f"{site.at}/flood", limit=1 << 20)
    monkeypatch.setattr(fetch, "DEADLINE", 0.3)
    start = time.monotonic()
    with pytest.raises(InputError, match="longer than"):
        web.get(f"{site.at}/drip")
    assert time.monotonic() - start < 2


def test_a_bomb_in_an_answer_is_not_unpacked(site: Site) -> None:
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, samples.bomb(64 << 20))
    site.pages["/b"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"words"))
    web = Web(allow_private=True, pause=0)
    assert web.get(f"{site.at}/b").data == b"words"
    with pytest.raises(InputError, match="more than"):
        web.get(f"{site.at}/a", limit=1 << 20)


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
     "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "ff02::1", "nonsense"],
)  # fmt: skip
def test_private_addresses_are_told(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are_told(number: str) -> None:
    assert is_public(number)


def test_no_address_leads_into_a_private_network(site: Site, ledger: Ledger) -> None:
    for address in (
        f"{site.at}/feed",
        f"http://localhost:{site.server.server_port}/feed",
        "http://[::1]/feed",
        "file:///etc/passwd",
        "http://2130706433/",
    ):
        with pytest.raises(InputError):
            Web(pause=0).get(address)
    assert site.asked == []
    assert "private" in Desk(ledger, f"{site.at}/feed", allow_private=False).look().tally.left_out[0].message


def test_an_answer_cannot_lead_into_a_private_network(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/a"] = (302, {"Location": "http://169.254.169.254/latest/meta-data"}, b"")
    real = fetch.is_public
    monkeypatch.setattr(fetch, "is_public", lambda n: n == "127.0.0.1" or real(n))
    with pytest.raises(InputError, match="private"):
        Web(pause=0).get(f"{site.at}/a")


def test_no_secret_is_shown_or_kept(site: Site, ledger: Ledger, tmp_path: Path) -> None:
    site.pages["/feed?key=s3cret"] = (200, {}, rss(("One", f"{site.at}/1", TEASER)))
    address = f"{site.at.replace('//', '//ana:s3cret@')}/feed?key=s3cret"
    desk = Desk(ledger, address)
    assert desk.look().tally.added == 1
    assert site.asked[0][1]["authorization"].startswith("Basic ")
    site.pages["/feed?key=s3cret"] = (500, {}, b"")
    assert "s3cret" not in desk.look().tally.left_out[0].message
    assert b"s3cret" not in (tmp_path / "a.db").read_bytes() + (tmp_path / "a.db-wal").read_bytes()


def test_a_password_is_not_sent_to_where_an_answer_leads(site: Site) -> None:
    other = Site()
    site.pages["/a"] = (302, {"Location": f"{other.at}/b"}, b"")
    other.pages["/b"] = (200, {}, b"words")
    Web(allow_private=True, pause=0).get(f"{site.at.replace('//', '//ana:s3cret@')}/a")
    other.server.shutdown()
    other.server.server_close()
    assert "authorization" in site.asked[0][1]
    assert "authorization" not in other.asked[0][1]


def test_a_pause_is_kept_between_two_questions_to_a_host(site: Site) -> None:
    slept: list[float] = []
    site.pages["/a"] = (200, {}, b"words")
    web = Web(allow_private=True, pause=3.0, sleep=slept.append)
    for _ in range(3):
        web.get(f"{site.at}/a")
    assert len(slept) == 2
    assert all(2.5 < s <= 3.0 for s in slept)


def test_a_list_of_feeds_is_read_however_deep_and_without_doubles(tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_bytes(
        samples.opml("https://a.example/feed", "https://b.example/rss?x=1&amp;y=2", "https://a.example/feed")
    )
    assert opml.feeds(tmp_path / "a.opml") == ["https://a.example/feed", "https://b.example/rss?x=1&y=2"]
    for broken in (b"", b"words", b"<opml><body/></opml>", b"<opml" * 1000):
        (tmp_path / "b.opml").write_bytes(broken)
        with pytest.raises(InputError):
            opml.feeds(tmp_path / "b.opml")
    with pytest.raises(InputError):
        opml.feeds(tmp_path / "none.opml")
