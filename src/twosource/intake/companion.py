"""The file beside a file: `NAME.toml` or `NAME.json` says what is known about `NAME.txt`, `NAME.pdf` and the like."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec

from twosource.errors import InputError
from twosource.intake.report import Metadata, metadata

ONE_REPORT = (".txt", ".pdf", ".docx", ".eml", ".html", ".htm", ".mhtml", ".mht")
"""Endings of files that hold one report, and so can have metadata beside them."""


def beside(path: Path) -> Metadata:
    """Metadata from the file beside `path`; nothing is known where there is none.

    Raises:
        InputError: that file is there but cannot be read.
    """
    found = fields_beside(path)
    return metadata(found[0], found[1]) if found else Metadata()


def fields_beside(path: Path) -> tuple[dict[str, Any], str] | None:
    """The fields as they stand there, and where that is; None where no such file is.

    Raises:
        InputError: that file is there but cannot be read.
    """
    for ending, decode in ((".toml", lambda b: tomllib.loads(b.decode())), (".json", msgspec.json.decode)):
        companion = path.with_suffix(ending)
        if not companion.is_file():
            continue
        try:
            fields = decode(companion.read_bytes())
        except (OSError, ValueError, RecursionError, msgspec.DecodeError) as fault:
            raise InputError(
                f"its metadata cannot be read: {fault}", where=str(companion), remedy="mend it or take it away"
            ) from fault
        if not isinstance(fields, dict):
            raise InputError(
                "its metadata is no table of fields",
                where=str(companion),
                remedy="write fields such as outlet and published",
            )
        return fields, str(companion)
    return None


def is_companion(path: Path) -> bool:
    """Whether a file is metadata of a file beside it."""
    return path.suffix.lower() in (".toml", ".json") and any(path.with_suffix(e).is_file() for e in ONE_REPORT)
