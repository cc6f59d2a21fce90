"""What people hand in goes in; what cannot is named with its remedy, and the rest still goes in."""

import json
from datetime import date
from pathlib import Path

import pytest

from twosource.errors import InputError
from twosource.intake import take
from twosource.records import Report

TEXT = "Bridge shelled at dawn\n\nShells fell on the bridge at dawn, the mayor said.\n\nNobody was hurt, he added.\n"


def reports(*paths: Path) -> list[Report]:
    return [r for r in take(paths) if isinstance(r, Report)]


def faults(*paths: Path) -> list[InputError]:
    return [r for r in take(paths) if isinstance(r, InputError)]


def test_a_text_file_is_taken_to_the_character(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert reports(tmp_path)[0].text == TEXT.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.toml", 'outlet = "River Post"\npublished = 2021-05-04\n'),
        ("a.json", '{"outlet": "River Post", "published": "2021-05-04T10:00:00Z"}'),
    ],
)
def test_metadata_beside_a_text_file_is_used(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / name).write_text(content)
    (report,) = reports(tmp_path)
    assert (report.outlet, report.published, report.published_from) == ("River Post", date(2021, 5, 4), "given")


def test_json_lines_keep_id_and_text(tmp_path: Path) -> None:
    line = json.dumps({"id": "x7", "text": " spaced ", "outlet": "River Post", "published": "2021-05-04"})
    (tmp_path / "a.jsonl").write_text(line + "\n")
    (report,) = reports(tmp_path)
    assert (report.id, report.text) == ("x7", " spaced ")


def test_a_broken_line_is_named_by_its_number_and_the_rest_goes_in(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    (tmp_path / "a.jsonl").write_text(f'{good}\n{{"text": \n{good[:-1]}, "id": "b"}}\n["no report"]\n')
    assert len(reports(tmp_path)) == 2
    assert [str(f.where).rsplit(":", 1)[1] for f in faults(tmp_path)] == ["2", "4"]


def test_a_json_file_holds_one_report_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"text": TEXT}))
    (tmp_path / "two.json").write_text(json.dumps([{"text": TEXT}, {"text": TEXT + "More."}, 3]))
    assert len(reports(tmp_path)) == 3
    assert "object 3" in str(faults(tmp_path)[0])


def test_a_saved_page_gives_its_report_and_metadata(tmp_path: Path) -> None:
    paragraphs = "".join(
        f"<p>Shells fell on bridge number {n} at dawn, the mayor of the town said on Tuesday.</p>" for n in range(9)
    )
    (tmp_path / "page.html").write_text(
        "<html lang='en'><head><title>Bridge shelled</title><meta property='og:site_name' content='River Post'>"
        "<meta property='og:title' content='Bridge shelled'><meta property='article:published_time' content='2021-05-04T08:00:00Z'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Bridge shelled</h1>{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    )
    (report,) = reports(tmp_path)
    assert report.text.startswith("Bridge shelled\n\n")
    assert "Home" not in report.text
    assert (report.outlet, report.published, report.published_from) == ("River Post", date(2021, 5, 4), "page")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("latin.txt", "Обстрел моста".encode("cp1251") * 20, "not UTF-8"),
        ("broken.json", b'{"text": "x"', "no JSON"),
        ("deep.json", b"[" * 100_000, "no JSON"),
        ("list.jsonl", b"[1, 2]\n", "no report"),
        ("day.jsonl", b'{"text": "x y z", "published": "yesterday"}\n', "no ISO date"),
        ("page.html", b"<html></html>", "no report was found"),
    ],
)
def test_bad_input_is_named_with_its_remedy(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z-good.txt").write_text(TEXT)
    assert len(reports(tmp_path)) == 1
    (fault,) = faults(tmp_path)
    assert name in str(fault.where)
    assert says in fault.message
    assert fault.remedy


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path / "nowhere")
    assert "no such file" in fault.message


def test_a_file_of_another_kind_named_outright_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    assert ".jsonl" in faults(tmp_path / "a.xlsx")[0].message
    assert faults(tmp_path) == []


def test_a_link_that_leads_back_up_does_not_go_round_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    assert len(reports(tmp_path)) == 1


def test_utf16_with_its_mark_and_a_named_encoding_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("utf-16"))
    (tmp_path / "b.txt").write_bytes("Мост обстрелян\n\nМост обстреляли на рассвете.".encode("cp1251"))
    (tmp_path / "b.toml").write_text('encoding = "cp1251"')
    assert [r.text[:4] for r in reports(tmp_path)] == ["Brid", "Мост"]


def test_one_line_of_twenty_megabytes_goes_through(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("word " * 4_000_000 + "end.")
    assert len(reports(tmp_path)) == 1


def test_the_same_file_gets_the_same_id_wherever_it_lies(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT)
    first, second = reports(tmp_path)
    assert first.id == second.id
