"""What is handed in, as reports: a pasted text, files, a page of the web. Files of strangers are opened in a process of their own."""

from __future__ import annotations

import io
import multiprocessing
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

from msgspec.structs import replace

from twosource.errors import InputError
from twosource.intake import formats, html
from twosource.intake.fetch import Web
from twosource.intake.report import Metadata, make
from twosource.intake.source import Enclosed, Source
from twosource.intake.take import take
from twosource.records import Report

Taken = Report | str
"""A report, or why something was left out."""
File = tuple[str, bytes]
PATIENCE = 120.0
"""Seconds in which all files of one go must be opened; the process is ended then, whatever a file does to it."""
PLAIN = (".txt", ".json", ".jsonl", ".ndjson", ".toml")
"""Endings of what is opened here: no library of others is needed."""


def pasted(words: Mapping[str, str]) -> Iterator[Taken]:
    """The report of a text with what a person says about it."""
    text = words["text"].replace("\r\n", "\n")
    try:
        yield make(
            text, _known(words), sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), where="pasted"
        )
    except InputError as fault:
        yield fault.message


def fetched(web: Web, address: str, words: Mapping[str, str]) -> Iterator[Taken]:
    """The report of a page of the web, or of a file that lies there. Who is asked, and that it is nobody of a private network, is `web`'s to see to."""
    try:
        answer = web.get(address)
        if answer.status != 200:
            raise InputError(
                f"the server answers with {answer.status}", where=address, remedy="look at it in a browser"
            )
        known = replace(_known(words), url=answer.address)
        format_ = formats.of_bytes(answer.data[: formats.HEAD])
        if format_.name == "html" or "html" in answer.heads.get("content-type", ""):
            yield html.report(answer.data, known, "given", address)
            return
        for one in format_.read(Source(where=address, stream=io.BytesIO(answer.data), known=known)):
            if not isinstance(one, Enclosed):
                yield one.message if isinstance(one, InputError) else one
    except InputError as fault:
        yield fault.message


def opened(files: Sequence[File]) -> Sequence[Taken]:
    """The reports of files."""
    if all(name.lower().endswith(PLAIN) for name, _ in files):
        return _open(files)
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(there, files), daemon=True)
    process.start()
    there.close()
    try:
        found: Sequence[Taken] = (
            here.recv() if here.poll(PATIENCE) else ["the files take too long to open (hand in their texts instead)"]
        )
    except EOFError:
        found = ["the files cannot be opened: whoever opens them is ended by them (hand in their texts instead)"]
    finally:
        process.kill()
        here.close()
    return found


def _send(there: Connection, files: Sequence[File]) -> None:
    there.send(_open(files))
    there.close()


def _open(files: Sequence[File]) -> list[Taken]:
    """The reports of files, which lie in a folder for the while, so that a text finds what is said about it beside it."""
    out: list[Taken] = []
    with tempfile.TemporaryDirectory(prefix="twosource-") as folder:
        paths = [_written(Path(folder), name, data) for name, data in files]
        for path in paths:
            if path.suffix.lower() in (".toml", ".json") and path.with_suffix(".txt") in paths:
                continue
            for one in take([path]):
                if isinstance(one, InputError):
                    out.append(one.message.replace(f"{folder}/", ""))
                else:
                    out.append(replace(one, taken_from=tuple(w.replace(f"{folder}/", "") for w in one.taken_from)))
    return out


def _written(folder: Path, name: str, data: bytes) -> Path:
    """A file in the folder under the last part of its name, whatever a browser calls it."""
    last = name.replace("\\", "/").rpartition("/")[2]
    last = "".join(c for c in last if c.isprintable()).lstrip(".")[-120:] or "unnamed"
    path, n = folder / last, 1
    while path.exists():
        n += 1
        path = folder / f"{Path(last).stem} {n}{Path(last).suffix}"
    path.write_bytes(data)
    return path


def _known(words: Mapping[str, str]) -> Metadata:
    return Metadata(
        outlet=words.get("outlet") or None,
        published=words.get("published") or None,
        url=words.get("url") or None,
        title=words.get("title") or None,
    )
