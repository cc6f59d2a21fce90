"""Files and folders to reports, in a fixed order; what cannot be taken is named and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from twosource.errors import InputError
from twosource.intake import html, json_lines, plain
from twosource.intake.decode import LARGEST
from twosource.records import Report

Reader = Callable[[Path, bytes], Iterator[Report | InputError]]

READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".json": json_lines.read_file,
    ".jsonl": json_lines.read_lines,
    ".ndjson": json_lines.read_lines,
    ".html": html.read,
    ".htm": html.read,
}
"""Which module reads which ending. Files in folders with other endings are passed over; a file named outright is not."""


def take(paths: Sequence[Path]) -> Iterator[Report | InputError]:
    """Reports of all `paths` in the order given, folders by name; an InputError stands for what was left out."""
    for path in paths:
        for file in files(path):
            if isinstance(file, InputError):
                yield file
            else:
                yield from from_file(file)


def files(path: Path) -> Iterator[Path | InputError]:
    """The files that `path` stands for: itself, or all below it that end like a report, by name."""
    try:
        if path.is_dir():
            # Links are not followed: one that leads back up would never end.
            for inner in sorted(path.iterdir(), key=lambda p: p.name):
                if inner.name.startswith(".") or inner.is_symlink():
                    continue
                if inner.is_dir():
                    yield from files(inner)
                elif inner.suffix.lower() in READERS and not plain.is_companion(inner):
                    yield inner
        elif not path.exists():
            yield InputError("there is no such file or folder", where=str(path), remedy="check the path")
        elif not path.is_file():
            yield InputError("this is no regular file", where=str(path), remedy="hand in a file or a folder")
        elif path.suffix.lower() not in READERS:
            yield InputError(
                f"files ending in {path.suffix or 'nothing'} are not read",
                where=str(path),
                remedy=f"hand in one of {', '.join(READERS)}",
            )
        else:
            yield path
    except OSError as fault:
        yield InputError(reason(fault), where=str(path), remedy="see to its rights and try again")


def from_file(path: Path) -> Iterator[Report | InputError]:
    """All reports of one file."""
    try:
        if path.stat().st_size > LARGEST:
            yield InputError(f"larger than {LARGEST >> 20} MB", where=str(path), remedy="split it into several files")
            return
        data = path.read_bytes()
    except OSError as fault:
        yield InputError(reason(fault), where=str(path), remedy="see to its rights and try again")
        return
    if not data.strip():
        yield InputError("the file is empty", where=str(path), remedy="hand in the report's text")
        return
    yield from READERS[path.suffix.lower()](path, data)


def reason(fault: OSError) -> str:
    """What the system says, in one line."""
    return f"cannot be read: {(fault.strerror or str(fault)).lower()}"


def expected(paths: Sequence[Path]) -> int:
    """About how many reports `take` will bring: the lines of JSON lines, one for any other file."""
    total = 0
    for path in paths:
        for file in files(path):
            if isinstance(file, InputError):
                continue
            try:
                if READERS[file.suffix.lower()] is json_lines.read_lines and file.stat().st_size <= LARGEST:
                    total += sum(1 for line in file.read_bytes().split(b"\n") if line.strip())
                else:
                    total += 1
            except OSError:
                total += 1
    return total
