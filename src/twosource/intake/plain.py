"""`.txt`: one file, one report; `NAME.toml` or `NAME.json` beside it may say what is known about it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from twosource.errors import InputError
from twosource.intake.decode import sha256, text_of
from twosource.intake.report import Metadata, make, metadata
from twosource.records import Report


def read(path: Path, data: bytes) -> Iterator[Report | InputError]:
    """The report of one text file, or why it cannot be taken."""
    try:
        known = beside(path)
        yield make(text_of(data, str(path), known.encoding), known, sha256=sha256(data), where=str(path))
    except InputError as fault:
        yield fault


def beside(path: Path) -> Metadata:
    """Metadata from the file beside a text file; nothing is known where there is none.

    Raises:
        InputError: that file is there but cannot be read.
    """
    for ending, decode in ((".toml", lambda b: tomllib.loads(b.decode())), (".json", msgspec.json.decode)):
        companion = path.with_suffix(ending)
        if not companion.is_file():
            continue
        try:
            fields = decode(companion.read_bytes())
        except (OSError, ValueError, msgspec.DecodeError) as fault:
            raise InputError(
                f"its metadata cannot be read: {fault}", where=str(companion), remedy="mend it or take it away"
            ) from fault
        if not isinstance(fields, dict):
            raise InputError(
                "its metadata is no table of fields",
                where=str(companion),
                remedy="write fields such as outlet and published",
            )
        return metadata(fields, str(companion))
    return Metadata()


def is_companion(path: Path) -> bool:
    """Whether a file is metadata of the text file beside it."""
    return path.suffix.lower() in (".toml", ".json") and path.with_suffix(".txt").is_file()
