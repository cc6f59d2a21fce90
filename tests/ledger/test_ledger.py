"""A ledger loses nothing, adds nothing twice, and says so where it cannot be trusted."""

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.story import holdings
from twosource.errors import LedgerError, NotFound
from twosource.ledger import Ledger
from twosource.ledger.check import check
from twosource.ledger.decisions import decision
from twosource.records import Holdings, Reading, Report, id_of_bytes


@pytest.fixture
def story() -> Holdings:
    return holdings()


@pytest.fixture
def ledger(tmp_path: Path, story: Holdings) -> Ledger:
    book = Ledger.open(tmp_path / "a.db", create=True)
    book.add(list(zip(story.reports, story.readings, strict=True)), 1)
    book.replace_links(story.links, "facts")
    return book


def test_what_went_in_comes_out(ledger: Ledger, story: Holdings) -> None:
    held = ledger.holdings()
    assert sorted(held.reports, key=lambda r: r.id) == sorted(story.reports, key=lambda r: r.id)
    assert sorted(held.readings, key=lambda r: r.report) == sorted(story.readings, key=lambda r: r.report)
    assert held.links == story.links


def test_a_ledger_opens_again(ledger: Ledger, tmp_path: Path, story: Holdings) -> None:
    ledger.close()
    with Ledger.open(tmp_path / "a.db") as again:
        assert again.count() == len(story.reports)


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


def test_a_ledger_of_the_first_version_is_brought_up_and_down_again(tmp_path: Path, story: Holdings) -> None:
    from alembic import command
    from sqlalchemy import create_engine

    from twosource.ledger.upgrade import config

    report = replace(story.reports[0], url="https://www.post.example/a/")
    with Ledger.open(tmp_path / "a.db", create=True) as book:
        book.add([(report, story.readings[0])], 1)
        held = book.holdings()
    engine = create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.begin() as connection, config(connection) as steps:
        command.downgrade(steps, "0001")
    engine.dispose()
    with Ledger.open(tmp_path / "a.db") as book:
        assert book.holdings() == held
        other = replace(report, id=id_of_bytes("cd" * 32), sha256="cd" * 32)
        assert book.sort([other]).known == (report.id,)


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


def test_a_sound_ledger_is_proved_and_a_changed_text_is_found(ledger: Ledger, tmp_path: Path) -> None:
    assert list(ledger.damage()) == []
    with sqlite3.connect(tmp_path / "a.db") as file:
        file.execute("UPDATE reports SET text = replace(text, 'Monday', 'Sunday') WHERE id = 'wire'")
    file.close()
    faults = list(check(ledger))
    assert any("wire" in line for line in faults)


def test_a_span_that_is_not_its_words_is_found(tmp_path: Path, story: Holdings) -> None:
    with Ledger.open(tmp_path / "b.db", create=True) as book:
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


@pytest.mark.parametrize("content", [b"no database, only words of text\n" * 40, b"\x00" * 5000])
def test_a_file_of_another_kind_is_no_ledger_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(LedgerError) as fault:
        Ledger.open(path, create=True)
    assert fault.value.remedy
    assert path.read_bytes() == content


def test_a_database_of_something_else_and_a_newer_ledger_are_refused(ledger: Ledger, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "songs.db") as file:
        file.execute("CREATE TABLE songs (name TEXT)")
    file.close()
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(tmp_path / "songs.db", create=True)
    ledger.close()
    with sqlite3.connect(tmp_path / "a.db") as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.close()
    with pytest.raises(LedgerError, match="newer"):
        Ledger.open(tmp_path / "a.db")


def test_a_ledger_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        Ledger.open(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(LedgerError):
        Ledger.open(tmp_path / "no" / "folder.db", create=True)
