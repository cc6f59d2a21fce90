"""Files from strangers: damaged, swelling, endless. Each is named and left out, soon, and without filling the memory."""

import gzip
import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake import samples
from twosource.errors import InputError
from twosource.intake import Options, take
from twosource.intake.guard import foreign
from twosource.intake.source import NOTHING_SAID
from twosource.intake.take import from_stream
from twosource.records import Report

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BILLION = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def read(data: bytes, format_: str) -> list[Report | InputError]:
    return list(from_stream(io.BufferedReader(io.BytesIO(data)), Options(format=format_)))


def zipped(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open(name, "w", force_zip64=True) as part:
        for _ in range(size >> 20):
            part.write(bytes(1 << 20))
    return out.getvalue()


def docx_with(markup: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(samples.docx())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, markup if name == "word/document.xml" else old.read(name))
    return out.getvalue()


HOSTILE = {
    "a.warc.gz": lambda: samples.bomb(100 << 20),
    "b.wacz": lambda: zipped("archive/data.warc", 100 << 20),
    "c.docx": lambda: zipped("word/document.xml", 300 << 20),
    "d.rss": lambda: f'{BILLION}<rss version="2.0"><channel><title>&l11;</title><item><title>&l11;</title></item></channel></rss>'.encode(),
    "e.html": lambda: b"<html><body>" + b"<div>" * 400_000 + b"x",
    "f.docx": lambda: docx_with(f"{BILLION}<w:document><w:body>&l11;</w:body></w:document>".encode()),
    "g.html": lambda: b"<html><body><p>" + b"word " * 42_000_000,
    "h.rss": lambda: b'<rss version="2.0"><channel><title>x</title>' + b"<item><title>x</title>" * 15_000,
    "i.json": lambda: b"[" * 200_000,
    "j.csv": lambda: b'text,date\n"' + b"x" * 20_000_000,
    "k.eml": lambda: b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 2_000,
    "l.pdf": lambda: b"%PDF-1.4\n" + b"1 0 obj << /Kids [1 0 R] /Type /Pages >> endobj\n" * 1000 + b"trailer << /Root 1 0 R >>",
    "m.jsonl": lambda: b'{"text": "' + b"x" * (70 << 20),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_no_bomb_takes_much_time_or_a_gigabyte(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name]())
    program = (
        "import resource, sys; from pathlib import Path; from twosource.intake import take\n"
        "taken = list(take([Path(sys.argv[1])]))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, *[getattr(t, 'message', 'a report') for t in taken], sep='\\n')"
    )
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / name)], capture_output=True, text=True, timeout=80, check=False
    )
    assert time.monotonic() - start < 75
    assert done.returncode == 0, done.stderr[-2000:]
    kilobytes, *told = done.stdout.splitlines()
    assert int(kilobytes) < 1 << 20
    assert told
    assert len(done.stdout) < 300_000


@pytest.mark.parametrize("format_", ["feed", "html", "docx"])
def test_a_file_cannot_reach_for_another(format_: str) -> None:
    body = {
        "feed": f'{OUTSIDE}<rss version="2.0"><channel><title>x</title><item><title>&f;</title><description>words &f;</description></item></channel></rss>'.encode(),
        "html": OUTSIDE.encode() + samples.page(body=("&f; " + samples.LEAD, samples.MORE)),
        "docx": docx_with(
            f'{OUTSIDE}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>words &f;</w:t></w:r></w:p></w:body></w:document>'.encode()
        ),
    }[format_]
    assert not any("root:" in (t.text if isinstance(t, Report) else t.message) for t in read(body, format_))


def test_what_takes_too_long_is_stopped_and_named() -> None:
    def endless() -> None:
        with foreign("a page", "a.html", seconds=0.2):
            while True:
                pass

    with pytest.raises(InputError, match="longer than"):
        endless()


def test_the_clock_is_put_back() -> None:
    import signal

    before = signal.getsignal(signal.SIGALRM)
    with foreign("a page", "a.html"):
        pass
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_stream_without_end_is_cut_off_as_text() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            size = len(memoryview(buffer))  # type: ignore[arg-type]
            memoryview(buffer)[:] = b"word " * (size // 5) + b" " * (size % 5)  # type: ignore[arg-type]
            return size

    (fault,) = from_stream(io.BufferedReader(Endless()), Options(format="eml"))
    assert isinstance(fault, InputError)
    assert "larger than" in fault.message


def test_an_archive_may_swell_as_text_does() -> None:
    pages = tuple((f"https://post.example/{n}", samples.page()) for n in range(40))
    assert sum(isinstance(t, Report) for t in read(samples.warc(pages), "warc")) == 40


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("Shells fell on the bridge.")
    assert len(list(take([tmp_path]))) == 1


FORMATS = {
    "text": "a.txt", "jsonl": "a.jsonl", "json": "a.json", "csv": "a.csv", "html": "a.html", "mhtml": "a.mhtml", "eml": "a.eml",
    "feed": "a.rss", "pdf": "a.pdf", "docx": "a.docx", "warc": "a.warc", "wacz": "a.wacz",
}  # fmt: skip
CORPUS = samples.every()


@st.composite
def damaged(draw: st.DrawFn, sound: bytes) -> bytes:
    """A sound file with a few bytes changed, put in, taken out, repeated or cut off."""
    data = bytearray(sound)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(0, 40))
        match draw(st.sampled_from(("change", "put in", "take out", "repeat", "cut"))):
            case "change":
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
            case "put in":
                data[at:at] = draw(
                    st.binary(max_size=20)
                    | st.sampled_from(
                        [b"\x00", b"\xff\xfe", b"]]>", b"%s", b"\r\n\r\n", b"99999999999", b"-1", b"&#0;", b"<![CDATA["]
                    )
                )
            case "take out":
                del data[at : at + length]
            case "repeat":
                data[at:at] = data[at : at + length] * 3
            case "cut":
                del data[at:]
    return bytes(data)


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_a_damaged_file_gives_reports_or_faults_and_nothing_else(format_: str, data: st.DataObject) -> None:
    broken = data.draw(damaged(CORPUS[FORMATS[format_]]))
    for taken in from_stream(io.BufferedReader(io.BytesIO(broken)), Options(format=format_)):
        if isinstance(taken, Report):
            covered = [at for p in taken.passages for at in range(p.start, p.end)]
            assert {at for at, c in enumerate(taken.text) if not c.isspace()} <= set(covered)
        else:
            assert taken.remedy
            assert "\n" not in taken.message or len(taken.message) < 2000


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_told_apart_without_a_fault_of_ours(data: bytes) -> None:
    for head in (b"", b"PK\x03\x04", b"%PDF-1.7\n", gzip.compress(b"WARC/1.1\r\n"), b"<rss ", b"From: "):
        assert all(
            isinstance(t, Report | InputError)
            for t in from_stream(io.BufferedReader(io.BytesIO(head + data)), NOTHING_SAID)
        )
