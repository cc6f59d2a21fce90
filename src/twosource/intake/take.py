"""Files, folders and standard input to reports, in a fixed order; what cannot be taken is named and left out."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from twosource.errors import InputError
from twosource.intake import companion, formats, json_lines
from twosource.intake.decode import LARGEST
from twosource.intake.source import NOTHING_KNOWN, NOTHING_SAID, Enclosed, Options, Source
from twosource.records import Report

STANDARD_INPUT = Path("-")
DEEPEST = 3
"""Files within files within files."""


def take(paths: Sequence[Path], options: Options = NOTHING_SAID) -> Iterator[Report | InputError]:
    """Reports of all `paths` in the order given, folders by name; an InputError stands for what was left out."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield from from_stream(sys.stdin.buffer, options)
            continue
        for file in files(path, options):
            if isinstance(file, InputError):
                yield file
            else:
                yield from from_file(file, options)


def files(path: Path, options: Options = NOTHING_SAID) -> Iterator[Path | InputError]:
    """The files that `path` stands for: itself, or all below it that end like a report, by name."""
    try:
        if path.is_dir():
            # Links are not followed: one that leads back up would never end.
            for inner in sorted(path.iterdir(), key=lambda p: p.name):
                if inner.name.startswith(".") or inner.is_symlink():
                    continue
                if inner.is_dir():
                    yield from files(inner)
                elif inner.is_file() and formats.of_name(inner.name) and not companion.is_companion(inner):
                    yield inner
        elif not path.exists():
            yield InputError("there is no such file or folder", where=str(path), remedy="check the path")
        elif not path.is_file():
            yield InputError("this is no regular file", where=str(path), remedy="hand in a file or a folder")
        elif formats.of_name(path.name) is None and options.format is None:
            yield InputError(
                f"files ending in {path.suffix or 'nothing'} are not read",
                where=str(path),
                remedy=f"hand in one of {', '.join(formats.ENDINGS)}, or say what it is with --as",
            )
        else:
            yield path
    except OSError as fault:
        yield InputError(reason(fault), where=str(path), remedy="see to its rights and try again")


def from_file(path: Path, options: Options = NOTHING_SAID) -> Iterator[Report | InputError]:
    """All reports of one file."""
    format_ = formats.of_name(path.name)
    try:
        if format_ is None or options.format:
            format_ = formats.named(options.format or "text")
        with path.open("rb") as stream:
            if not stream.peek(formats.HEAD).strip():
                yield InputError("the file is empty", where=str(path), remedy="hand in the report's text")
                return
            known = companion.beside(path) if path.suffix.lower() in companion.ONE_REPORT else NOTHING_KNOWN
            yield from _read(format_, Source(str(path), stream, known, options=options))
    except InputError as fault:
        yield fault
    except OSError as fault:
        yield InputError(reason(fault), where=str(path), remedy="see to its rights and try again")


def from_stream(stream: BinaryIO, options: Options = NOTHING_SAID) -> Iterator[Report | InputError]:
    """All reports that come on a stream, told by its first bytes where `options` does not say what they are."""
    peeked = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(io.BytesIO(stream.read()))
    try:
        if not peeked.peek(1):
            yield InputError("nothing came", where="-", remedy="pipe reports into it")
            return
        format_ = formats.named(options.format) if options.format else formats.of_stream(peeked)
        yield from _read(format_, Source("-", peeked, options=options))
    except InputError as fault:
        yield fault
    except OSError as fault:
        yield InputError(reason(fault), where="-", remedy="try again")


def _read(format_: formats.Format, source: Source, depth: int = 1) -> Iterator[Report | InputError]:
    """Reports of a source and of what is enclosed in it. A fault of the whole ends it, what came before is kept."""
    try:
        for taken in format_.read(source):
            if not isinstance(taken, Enclosed):
                yield taken
                continue
            inner = formats.of_name(taken.name)
            if inner is not None and depth < DEEPEST:
                yield from _read(inner, taken.source(source), depth + 1)
    except InputError as fault:
        yield fault


def reason(fault: OSError) -> str:
    """What the system says, in one line."""
    return f"cannot be read: {(fault.strerror or str(fault)).lower()}"


def expected(paths: Sequence[Path], options: Options = NOTHING_SAID) -> int | None:
    """About how many reports `take` will bring: the lines of JSON lines, one for any other file.

    None where that cannot be known: standard input, archives, tables.
    """
    total = 0
    for path in paths:
        if path == STANDARD_INPUT:
            return None
        for file in files(path, options):
            if isinstance(file, InputError):
                continue
            format_ = formats.of_name(file.name)
            if options.format or format_ is None or format_.name in ("warc", "wacz", "csv", "feed"):
                return None
            try:
                if format_.read is json_lines.read_lines and file.stat().st_size <= LARGEST:
                    with file.open("rb") as lines:
                        total += sum(1 for line in lines if line.strip())
                else:
                    total += 1
            except OSError:
                total += 1
    return total
