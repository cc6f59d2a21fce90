"""A ledger loses nothing, adds nothing twice, and says so where it cannot be trusted."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.story import holdings
from twosource.errors import LedgerError, NotFound
from twosource.intake.passages import divide
from twosource.ledger import Ledger
from twosource.ledger.check import check
from twosource.ledger.copying import copy
from twosource.ledger.database import at
from twosource.ledger.decisions import decision, standing
from twosource.ledger.upgrade import config
from twosource.records import Holdings, Judgement, Links, Reading, Report, id_of_bytes

JUDGEMENTS: tuple[Judgement | None, ...] = ("same", "different", None)


@pytest.fixture
def story() -> Holdings:
    return holdings()


@pytest.fixture
def ledger(fresh: Callable[[], str], story: Holdings) -> Iterator[Ledger]:
    """On both kinds of database."""
    with filled(fresh(), story) as book:
        yield book


def filled(where: str | Path, story: Holdings) -> Ledger:
    book = Ledger.open(where, create=True)
    book.add(list(zip(story.reports, story.readings, strict=True)), 1)
    book.replace_links(story.links, "facts")
    return book


def test_what_went_in_comes_out(ledger: Ledger, story: Holdings) -> None:
    held = ledger.holdings()
    assert sorted(held.reports, key=lambda r: r.id) == sorted(story.reports, key=lambda r: r.id)
    assert sorted(held.readings, key=lambda r: r.report) == sorted(story.readings, key=lambda r: r.report)
    assert held.links == story.links


def test_a_ledger_opens_again(fresh: Callable[[], str], story: Holdings) -> None:
    where = fresh()
    filled(where, story).close()
    with Ledger.open(where) as again:
        assert again.count() == len(story.reports)


def test_what_was_taken_out_before_is_as_if_it_were_taken_out_now(fresh: Callable[[], str], story: Holdings) -> None:
    where, rows = fresh(), list(zip(story.reports, story.readings, strict=True))

    def seen(book: Ledger) -> Holdings:
        with Ledger.open(where) as other:
            assert book.holdings() == other.holdings()
        return book.holdings()

    few = replace(story.links, claims=story.links.claims[1:], voices=story.links.voices[:1], copies=())
    merged = replace(story.links.claims[0], id="c-new", events=(*story.links.claims[0].events, *few.claims[0].events))
    with Ledger.open(where, create=True) as book:
        book.add(rows[:2], 1)
        assert len(seen(book).reports) == 2
        book.add(rows, 1)
        book.replace_links(few, "one")
        assert seen(book).links == few
        book.replace_links(story.links, "two")
        assert seen(book).links == story.links
        with Ledger.open(where) as other:
            other.replace_links(replace(few, claims=(merged, *few.claims[1:])), "three")
            other.sort([replace(story.reports[0], taken_from=("other/place.txt",))])
            other.add([(story.reports[1], Reading(report=story.reports[1].id))], 2)
        held = seen(book)
        assert set(held.links.claims[0].aliases) == {story.links.claims[0].id, few.claims[0].id}
        assert "other/place.txt" in next(r for r in held.reports if r.id == story.reports[0].id).taken_from
        assert next(r for r in held.readings if r.report == story.reports[1].id).events == ()
        book.replace_links(Links(), "four")
        assert seen(book).links == Links()


def test_the_same_reports_add_nothing(ledger: Ledger, story: Holdings) -> None:
    before = ledger.holdings()
    added = ledger.add(list(zip(story.reports, story.readings, strict=True)), 1)
    assert (added.new, added.refused) == ((), ())
    assert len(added.known) == len(story.reports)
    assert ledger.holdings() == before


def test_a_known_report_found_elsewhere_is_noted_there(ledger: Ledger, story: Holdings) -> None:
    moved = replace(story.reports[0], taken_from=("other/place.txt",))
    sorted_ = ledger.sort([moved])
    assert sorted_.known == (moved.id,)
    kept = next(r for r in ledger.holdings().reports if r.id == moved.id)
    assert set(kept.taken_from) == {*story.reports[0].taken_from, "other/place.txt"}


def test_the_very_same_bytes_are_one_report_in_two_places_unless_ids_were_given(
    ledger: Ledger, story: Holdings
) -> None:
    def report(id_: str, place: str, **changed: str) -> Report:
        fields = {
            "id": id_,
            "text": "Shells fell on the bridge.",
            "sha256": "ab" * 32,
            "taken_from": (place,),
            **changed,
        }
        return replace(story.reports[0], passages=(), **fields)

    own = id_of_bytes("ab" * 32)
    pair = [report(own, "one.txt"), report(own, "two.txt", outlet="Other Post")]
    assert ledger.sort(pair).new == (own,)
    ledger.add([(r, Reading(report=r.id)) for r in pair], 1)
    third = ledger.sort([report(own, "three.txt", text="Read by a newer program.")])
    assert (third.known, third.refused) == ((own,), ())
    kept = next(r for r in ledger.holdings().reports if r.id == own)
    assert set(kept.taken_from) == {"one.txt", "two.txt", "three.txt"}
    assert ledger.sort([report("given", "four.txt")]).new == ("given",)


def test_a_page_fetched_again_with_the_same_words_is_known(ledger: Ledger, story: Holdings) -> None:
    def fetched(sha256: str, url: str) -> Report:
        return replace(story.reports[0], id=id_of_bytes(sha256), sha256=sha256, url=url, taken_from=(url,))

    first = fetched("ab" * 32, "https://post.example/bridge")
    ledger.add([(first, Reading(report=first.id))], 1)
    again = ledger.sort([fetched("cd" * 32, "http://www.post.example/bridge/?utm_source=feed#top")])
    assert again.known == (first.id,)
    assert ledger.sort([fetched("ef" * 32, "https://post.example/other")]).new


def test_a_ledger_of_the_first_version_is_brought_up_and_down_again(fresh: Callable[[], str], story: Holdings) -> None:
    where = fresh()
    report = replace(story.reports[0], url="https://www.post.example/a/")
    with Ledger.open(where, create=True) as book:
        book.add([(report, story.readings[0])], 1)
        held = book.holdings()
    taken_back(where, "0001")
    with Ledger.open(where) as book:
        assert book.holdings() == held
        other = replace(report, id=id_of_bytes("cd" * 32), sha256="cd" * 32)
        assert book.sort([other]).known == (report.id,)
    taken_back(where, "base")
    with Ledger.open(where, create=True) as book:
        assert book.count() == 0


def taken_back(where: str, version: str) -> None:
    """Bring the tables back to an earlier version."""
    from alembic import command

    database = at(where, create=False)
    with database.writing() as connection, config(connection) as steps:
        command.downgrade(steps, version)
    database.engine.dispose()


def test_an_id_that_another_text_bears_is_refused_by_name(ledger: Ledger, story: Holdings) -> None:
    other = replace(story.reports[0], text="Another text altogether.", passages=())
    (fault,) = ledger.sort([other]).refused
    assert other.id in fault.message
    assert fault.remedy
    assert next(r for r in ledger.holdings().reports if r.id == other.id).text == story.reports[0].text


def test_search_finds_reports_and_claims_by_words_and_by_phrase(ledger: Ledger) -> None:
    assert {h.id for h in ledger.search("Borova", 20) if h.kind == "report"} == {"wire", "post", "kontur"}
    assert [h.id for h in ledger.search('"asking not to be named"', 20)] == ["post"]
    assert ledger.search("aband*", 20)
    assert ledger.search('nowhere OR ") NEAR(', 20) == []


def test_a_decision_is_kept_with_who_and_why_and_can_be_taken_back(ledger: Ledger) -> None:
    ledger.decide(decision(ledger.holdings(), "e1", "e5", "different", "Ana", "other town"))
    ledger.decide(decision(ledger.holdings(), "e1", "e5", None, "Ana", ""))
    assert [(d.judgement, d.by, d.why) for d in ledger.holdings().decisions] == [
        ("different", "Ana", "other town"),
        (None, "Ana", ""),
    ]
    with pytest.raises(NotFound):
        decision(ledger.holdings(), "e1", "nothing", "same", "Ana", "")


def test_a_sound_ledger_is_proved_and_a_changed_text_is_found(ledger: Ledger) -> None:
    assert list(ledger.damage()) == []
    with ledger.writing() as connection:
        connection.exec_driver_sql("UPDATE reports SET text = replace(text, 'Monday', 'Sunday') WHERE id = 'wire'")
    faults = list(check(ledger))
    assert any("wire" in line for line in faults)


def test_a_span_that_is_not_its_words_is_found(fresh: Callable[[], str], story: Holdings) -> None:
    with Ledger.open(fresh(), create=True) as book:
        first = story.readings[0]
        wrong = replace(first.events[0], trigger=replace(first.events[0].trigger, start=0, end=4, text="left"))
        pairs = [(story.reports[0], replace(first, events=(wrong, *first.events[1:])))]
        book.add(pairs, 1)
        assert any("left" in line for line in check(book))


def test_a_claim_that_merged_into_another_still_resolves(ledger: Ledger, story: Holdings) -> None:
    first, second, *rest = story.links.claims
    merged = replace(first, events=(*first.events, *second.events))
    ledger.replace_links(replace(story.links, claims=(merged, *rest)), "later")
    kept = next(c for c in ledger.holdings().links.claims if c.id == first.id)
    assert kept.aliases == (second.id,)


def test_what_an_older_reader_read_is_read_anew(ledger: Ledger, story: Holdings) -> None:
    assert list(ledger.unread(1)) == []
    assert sorted(r.id for r in ledger.unread(2)) == sorted(r.id for r in story.reports)


def test_a_later_word_stands_though_the_clock_was_put_back(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        hours = iter((12, 3, 2))

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime(2026, 11, 25, next(cls.hours), tzinfo=tz)

    monkeypatch.setattr("twosource.ledger.spoken.datetime", Clock)
    for judgement in JUDGEMENTS:
        ledger.decide(decision(ledger.holdings(), "e1", "e5", judgement, "Ana", ""))
        assert [d.judgement for d in standing(ledger.holdings().decisions)] == [judgement] * bool(judgement)
    assert [d.judgement for d in ledger.holdings().decisions] == list(JUDGEMENTS)


def test_a_ledger_that_may_only_be_read_is_read_and_refuses_to_be_written(tmp_path: Path, story: Holdings) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with filled(folder / "a b?.db", story) as ledger:
        held = ledger.holdings()
    with reading_only(folder), Ledger.open(folder / "a b?.db") as ledger:
        assert ledger.holdings() == held
        assert ledger.search("Borova")
        assert list(ledger.damage()) == []
        with pytest.raises(LedgerError) as fault:
            ledger.keep_note("feed", "seen")
        assert "rights" in fault.value.message


@contextmanager
def reading_only(folder: Path) -> Iterator[None]:
    """As for a user who may read what lies in a folder, and no more; root may write whatever the rights say."""
    above = [p for p in folder.parents if p.stat().st_mode & 0o7 == 0]
    rights = {p: p.stat().st_mode for p in (*above, folder, *folder.iterdir())}
    for path in rights:
        path.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if user == 0:
            os.seteuid(0)
        for path, mode in rights.items():
            path.chmod(mode)


@pytest.mark.parametrize("content", [b"no database, only words of text\n" * 40, b"\x00" * 5000])
def test_a_file_of_another_kind_is_no_ledger_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(LedgerError) as fault:
        Ledger.open(path, create=True)
    assert fault.value.remedy
    assert path.read_bytes() == content


def test_a_database_of_something_else_and_a_newer_ledger_are_refused(fresh: Callable[[], str], story: Holdings) -> None:
    songs, newer = fresh(), fresh()
    database = at(songs, create=True)
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE songs (name TEXT)")
    database.engine.dispose()
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(songs, create=True)
    with filled(newer, story) as ledger, ledger.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match="newer"):
        Ledger.open(newer)


def test_a_ledger_that_is_not_there_is_not_made_by_asking(tmp_path: Path, fresh: Callable[[], str]) -> None:
    where = fresh()
    for _ in range(2):
        with pytest.raises(LedgerError, match="no such ledger"):
            Ledger.open(where)
    with pytest.raises(LedgerError, match="no such ledger"):
        Ledger.open(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(LedgerError):
        Ledger.open(tmp_path / "no" / "folder.db", create=True)


def test_a_copy_holds_all_that_the_ledger_holds_and_what_is_there_is_not_mixed_with_it(
    ledger: Ledger, fresh: Callable[[], str], tmp_path: Path
) -> None:
    ledger.decide(decision(ledger.holdings(), "e1", "e5", "different", "Ana", "other town"))
    ledger.keep_note("feed", "seen")
    for where in (fresh(), tmp_path / "back.db"):
        with Ledger.open(where, create=True) as other:
            copy(ledger, other)
            assert other.holdings() == ledger.holdings()
            assert (other.note("feed"), other.linked_from()) == ("seen", "facts")
            assert {h.id for h in other.search("Borova", 20)} == {h.id for h in ledger.search("Borova", 20)}
            assert list(other.damage()) == []
            with pytest.raises(LedgerError, match="holds reports already"):
                copy(ledger, other)


def test_a_text_is_kept_to_the_character_whatever_the_characters(ledger: Ledger, story: Holdings) -> None:
    text = "Shelled\0 again \u2400 at Zaporizhzhia, \U0001f4a5 said \u202eЖуравлі\u202c \x01\x7f\ufffe."
    odd = replace(story.reports[0], id="odd", text=text, passages=divide(text), outlet="Post\0", title="A\0B")
    ledger.add([(odd, Reading(report="odd"))], 1)
    assert next(r for r in ledger.holdings().reports if r.id == "odd") == odd
    assert list(ledger.damage()) == []
    assert [h.id for h in ledger.search("ЖУРАВЛІ")] == ["odd"]


def test_words_are_found_in_any_form_and_whatever_their_signs(ledger: Ledger, story: Holdings) -> None:
    text = "The WHO counted\n\nTwo T-72B3 tanks burned near Orikhiv’s café, the mayor said on X_y; see 1e5 and http://a.example/b-c."
    report = replace(story.reports[0], id="who", text=text, passages=divide(text), title="The WHO counted", outlet=None)
    ledger.add([(report, Reading(report="who"))], 1)
    for words in (
        "who",
        "T-72B3",
        '"t 72b3"',
        "burning cafe",
        "orikh*",
        '"the mayor said"',
        "tank",
        "x_y",
        "b-c",
        "1e5",
    ):
        assert [h.id for h in ledger.search(words) if h.id == "who"], words
    for words in ("72b3 t-72b4", '"mayor the said"', "'; DROP TABLE words; --", "& | ! ( ) : *", '"'):
        assert ledger.search(words) == [], words
    assert ledger.search("counted")[0].id == "who"  # in its title
    (hit,) = ledger.search("burned", marks=("\x02", "\x03"))
    assert "\x02burned\x03" in hit.excerpt


def test_two_writers_at_once_lose_nothing_and_readers_see_one_moment(fresh: Callable[[], str], story: Holdings) -> None:
    where, each = fresh(), 40
    Ledger.open(where, create=True).close()
    faults: list[BaseException] = []
    done = threading.Event()

    def write(name: str) -> None:
        try:
            with Ledger.open(where) as book:
                for n in range(each):
                    shared = replace(story.reports[0], id=f"both{n:03}")
                    own = replace(story.reports[0], id=f"{name}{n:03}")
                    book.add([(r, replace(story.readings[0], report=r.id)) for r in (shared, own)], 1)
                    book.replace_links(Links(), f"{name}{n}")
        except BaseException as fault:  # noqa: BLE001 - told by the test
            faults.append(fault)

    def read() -> None:
        try:
            with Ledger.open(where) as book:
                while not done.is_set():
                    held = book.holdings()
                    assert [r.id for r in held.reports] == [r.report for r in held.readings]
        except BaseException as fault:  # noqa: BLE001 - told by the test
            faults.append(fault)

    writers = [threading.Thread(target=write, args=(name,)) for name in ("ana", "ben")]
    readers = [threading.Thread(target=read) for _ in range(3)]
    for thread in (*writers, *readers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert faults == []
    with Ledger.open(where) as book:
        assert book.count() == 3 * each
        assert len(book.search("Borova", 500)) == 3 * each


def test_a_lost_connection_is_named_and_the_next_call_finds_the_server_again(
    postgres: Callable[[], str], story: Holdings
) -> None:
    where = postgres()

    def cut() -> None:
        with at(where, create=False).reading() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            engine = connection.engine
        engine.dispose()

    def lose(book: Ledger) -> None:
        with book.writing() as connection:
            cut()
            connection.exec_driver_sql("DELETE FROM reports")

    with filled(where, story) as ledger:
        cut()
        assert ledger.count() == len(story.reports)
        with pytest.raises(LedgerError, match="server") as fault:
            lose(ledger)
        assert "run the same command again" in fault.value.message
        assert ledger.count() == len(story.reports)


def test_a_file_whose_name_is_no_text_is_taken_in(ledger: Ledger, story: Holdings) -> None:
    odd = replace(story.reports[0], id="odd", taken_from=("caf\udce9.txt",))
    ledger.add([(odd, Reading(report="odd"))], 1)
    assert next(r for r in ledger.holdings().reports if r.id == "odd").taken_from == (r"caf\udce9.txt",)
