"""`.jsonl` and `.json`: one object a report, `text` required, the rest where known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from twosource.errors import InputError
from twosource.intake.decode import LARGEST, sha256, text_of
from twosource.intake.report import make, metadata
from twosource.intake.source import MB, Source
from twosource.records import Report

REMEDY = 'a report is one object with a `text`: {"text": "…", "outlet": "…", "published": "2022-09-13"}'
LONGEST = 64 * MB
"""Bytes of a line."""


def read_lines(source: Source) -> Iterator[Report | InputError]:
    """One report a line, as they come; a line that is none is named by its number, and the rest goes in."""
    number = 0
    while line := source.stream.readline(LONGEST + 1):
        number += 1
        where = f"{source.where}:{number}"
        if len(line) > LONGEST:
            yield InputError(f"a line of more than {LONGEST // MB} MB", where=where, remedy=REMEDY)
            while line and not line.endswith(b"\n"):
                line = source.stream.readline(MB)
        elif line.strip():
            yield _one(line.removesuffix(b"\n").removeprefix(b"\xef\xbb\xbf"), where)


def read_file(source: Source) -> Iterator[Report | InputError]:
    """A file that holds one object, or a list of them."""
    data = source.whole(LARGEST)
    try:
        whole = msgspec.json.decode(text_of(data, source.where))
    except (msgspec.DecodeError, RecursionError) as fault:
        raise InputError(f"no JSON: {fault}", where=source.where, remedy=REMEDY) from fault
    if not isinstance(whole, list):
        yield _report(whole, data, source.where)
        return
    for number, fields in enumerate(whole, start=1):
        yield _report(fields, msgspec.json.encode(fields), f"{source.where}: object {number}")


def _one(line: bytes, where: str) -> Report | InputError:
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        return InputError(f"no JSON: {fault}", where=where, remedy=REMEDY)
    return _report(fields, line, where)


def _report(fields: Any, data: bytes, where: str) -> Report | InputError:
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        return InputError("this is no report", where=where, remedy=REMEDY)
    try:
        return make(fields["text"], metadata(fields, where), sha256=sha256(data), where=where)
    except InputError as fault:
        return fault
