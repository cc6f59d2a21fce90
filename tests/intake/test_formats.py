"""Each format gives the same report: its words, its outlet, its day, who wrote it, and where it lay."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.intake import samples
from tests.intake.samples import BODY, HEADLINE, LEAD, MORE
from twosource.errors import InputError
from twosource.intake import Options, take
from twosource.intake.take import from_stream
from twosource.records import Report

DAY = date(2021, 5, 4)


def taken(path: Path, options: Options | None = None) -> tuple[list[Report], list[InputError]]:
    both = list(take([path], options or Options()))
    return [r for r in both if isinstance(r, Report)], [f for f in both if isinstance(f, InputError)]


def written(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize("name", sorted(samples.every()))
def test_every_format_is_read_as_a_file_and_from_standard_input(tmp_path: Path, name: str) -> None:
    data = samples.every()[name]
    reports, _ = taken(written(tmp_path, name, data))
    assert reports
    told = Options(format="csv") if name.endswith("csv") else Options()
    piped = [r for r in from_stream(io.BufferedReader(io.BytesIO(data)), told) if isinstance(r, Report)]
    assert [(r.id, r.text) for r in piped] == [(r.id, r.text) for r in reports]


@pytest.mark.parametrize("name", ["a.html", "a.mhtml", "a.rss", "a.atom", "a.warc", "b.warc.gz", "a.wacz", "a.eml"])
def test_the_report_is_whole_and_has_the_day_as_its_outlet_writes_it(tmp_path: Path, name: str) -> None:
    report = taken(written(tmp_path, name, samples.every()[name]))[0][0]
    assert report.text == "\n\n".join((HEADLINE, *BODY))
    assert report.published == DAY
    assert report.outlet == ("harbour.example" if name == "a.eml" else "River Post")
    assert report.language == "en"


@pytest.mark.parametrize("name", ["a.rss", "a.atom", "a.docx"])
def test_who_wrote_it_is_kept(tmp_path: Path, name: str) -> None:
    assert taken(written(tmp_path, name, samples.every()[name]))[0][0].authors == ("Ana Ruiz",)


def test_the_feed_says_where_its_day_comes_from(tmp_path: Path) -> None:
    report = taken(written(tmp_path, "a.rss", samples.rss()))[0][0]
    assert (report.published_from, report.url) == ("feed", "https://post.example/bridge")


def test_what_a_page_says_to_machines_comes_before_what_it_looks_like(tmp_path: Path) -> None:
    head = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],
      "datePublished": "2020-03-01T08:00:00+02:00", "author": [{"@type": "Person", "name": "Ana Ruiz"}, "Bo Lind"],
      "publisher": {"name": "Delta Courier"}, "headline": "Bridge shelled at dawn"}]}</script>
      <meta name="date" content="1999-01-01"><link rel="canonical" href="https://delta.example/a">"""
    (report,), _ = taken(written(tmp_path, "a.html", samples.page(head)))
    assert (report.published, report.published_from) == (date(2020, 3, 1), "page")
    assert (report.outlet, report.authors) == ("Delta Courier", ("Ana Ruiz", "Bo Lind"))
    assert report.url == "https://delta.example/a"


def test_a_page_saved_with_its_pictures_is_read(tmp_path: Path) -> None:
    picture = b"<img src='data:image/png;base64," + b"QUJD" * 6_000_000 + b"'>"
    data = samples.page().replace(b"<article>", b"<article>" + picture)
    assert taken(written(tmp_path, "a.html", data))[0][0].text.endswith(BODY[-1])


def test_lines_of_a_pdf_are_joined_and_running_heads_left_out(tmp_path: Path) -> None:
    (report,), _ = taken(written(tmp_path, "a.pdf", samples.pdf()))
    assert report.text == "\n\n".join((HEADLINE, *BODY))
    (report,), _ = taken(written(tmp_path, "b.pdf", samples.pdf(pages=4)))
    assert "River Post daily" not in report.text
    assert "of 4" not in report.text
    assert report.text.count(LEAD) == 4


def test_metadata_beside_any_single_report_is_used(tmp_path: Path) -> None:
    written(tmp_path, "a.pdf", samples.pdf())
    (tmp_path / "a.toml").write_text('outlet = "Harbour Wire"\npublished = 2021-05-04\nauthor = "Bo Lind"\n')
    (report,), faults = taken(tmp_path)
    assert (report.outlet, report.published, report.authors, faults) == ("Harbour Wire", DAY, ("Bo Lind",), [])


def test_what_was_deleted_from_a_document_is_left_out_and_what_was_inserted_stays(tmp_path: Path) -> None:
    import zipfile

    plain = samples.docx((HEADLINE, LEAD))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                changed = b'<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>Put in.</w:t></w:r></w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>Taken out.</w:delText></w:r></w:del></w:p></w:body>'
                data = data.replace(b"</w:body>", changed)
            new.writestr(name, data)
    (report,), _ = taken(written(tmp_path, "a.docx", out.getvalue()))
    assert report.text.endswith("Put in.")
    assert "Taken out" not in report.text


def test_a_letter_brings_its_attachments(tmp_path: Path) -> None:
    data = samples.letter(attached=("statement.pdf", samples.pdf((HEADLINE, MORE))))
    (first, second), _ = taken(written(tmp_path, "a.eml", data))
    assert "older letter" not in first.text
    assert "1234" not in first.text
    assert second.taken_from == (f"{tmp_path / 'a.eml'}: statement.pdf",)
    assert (second.outlet, second.published) == ("harbour.example", DAY)


def test_a_letter_from_a_list_is_of_the_list_and_private_post_is_of_no_outlet(tmp_path: Path) -> None:
    listed = samples.letter().replace(b"To: desk", b"List-Id: <x>\nTo: desk")
    assert taken(written(tmp_path, "a.eml", listed))[0][0].outlet == "Harbour Press Office"
    private = samples.letter().replace(b"press@harbour.example", b"press@gmail.com")
    assert taken(written(tmp_path, "b.eml", private))[0][0].outlet is None


def test_columns_of_a_table_are_told_by_headings_by_the_user_or_by_a_file_beside_it(tmp_path: Path) -> None:
    (first, second), _ = taken(written(tmp_path, "a.csv", samples.csv()))
    assert (first.text, first.title, first.outlet, first.published) == ("\n\n".join(BODY), HEADLINE, "River Post", DAY)
    assert second.published == date(2021, 5, 5)
    odd = samples.csv().replace(b"Body,Source", b"Nachricht,Quelle")
    path = written(tmp_path, "b.csv", odd)
    assert "--columns" in taken(path)[1][0].message
    (first, _), _ = taken(path, Options(columns={"text": "Nachricht", "outlet": "quelle"}))
    assert (first.text, first.outlet) == ("\n\n".join(BODY), "River Post")
    (tmp_path / "b.toml").write_text('[columns]\ntext = "Nachricht"\n')
    assert len(taken(path)[0]) == 2
    assert "no column" in taken(path, Options(columns={"text": "Nothing"}))[1][0].message


def test_a_row_that_is_none_is_named_by_its_line_and_the_rest_goes_in(tmp_path: Path) -> None:
    data = b'text;date\n"Shells fell; the\nbridge broke.";2021-05-04\nonly one\nMore shells fell.;soon\nStill more.;\n'
    reports, faults = taken(written(tmp_path, "a.csv", data))
    assert [r.text for r in reports] == ["Shells fell; the\nbridge broke.", "Still more."]
    assert [str(f.where).rsplit(":", 1)[1] for f in faults] == ["4", "5"]


def test_pages_of_an_archive_without_a_report_are_told_together(tmp_path: Path) -> None:
    pages = (
        ("https://post.example/bridge", samples.page()),
        *((f"https://post.example/{n}", b"<html><p>x</p></html>") for n in range(5)),
    )
    reports, faults = taken(written(tmp_path, "a.warc.gz", samples.warc(pages)))
    assert [r.url for r in reports] == ["https://post.example/bridge"]
    assert reports[0].taken_from == (f"{tmp_path / 'a.warc.gz'}: https://post.example/bridge",)
    assert len(faults) == 1
    assert "5 pages without a report" in faults[0].message


def test_an_archive_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    data = samples.warc(
        (("https://post.example/1", samples.page()), ("https://post.example/2", samples.page(headline="Other")))
    )
    reports, faults = taken(written(tmp_path, "a.warc.gz", data[:-300]))
    assert reports
    assert faults


def test_lines_on_standard_input_are_taken_as_they_come() -> None:
    class Slow(io.RawIOBase):
        """A pipe that gives one line at a time and must not be asked for more than was wanted."""

        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = b'{"text": "Shells fell on bridge %d."}\n' % self.given
            self.given += 1
            buffer[: len(line)] = line
            return len(line)

    slow = Slow()
    reports = from_stream(io.BufferedReader(slow))
    assert [next(reports).text for _ in range(3)] == [f"Shells fell on bridge {n}." for n in range(3)]  # type: ignore[union-attr]
    assert slow.given <= 4


def test_an_unknown_format_is_named_with_the_choices() -> None:
    (fault,) = from_stream(io.BufferedReader(io.BytesIO(b"x")), Options(format="xls"))
    assert isinstance(fault, InputError)
    assert "warc" in fault.message
