"""`.txt`: one file, one report, kept to the character."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.errors import InputError
from twosource.intake.decode import LARGEST, sha256, text_of
from twosource.intake.report import make
from twosource.intake.source import Source
from twosource.records import Report


def read(source: Source) -> Iterator[Report | InputError]:
    """The report of one text file."""
    data = source.whole(LARGEST)
    text = text_of(data, source.where, source.known.encoding)
    yield make(text, source.known, sha256=sha256(data), where=source.where, published_from=source.known_from)
