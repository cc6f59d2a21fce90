"""What a format module is given: a stream of bytes, where it lies, and what is known about it already."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from twosource.errors import InputError
from twosource.intake.report import Metadata
from twosource.records import PublishedFrom, Report

MB = 1 << 20


@dataclass(frozen=True)
class Options:
    """What a user says about the input as a whole.

    `columns` leads from a field of ours (`text`, `outlet`, `published`, …) to the heading of a column of a table;
    `format` is the name of a format, for what has no ending to tell it by.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    format: str | None = None


NOTHING_SAID = Options()
NOTHING_KNOWN = Metadata()


@dataclass(frozen=True)
class Source:
    """A file, a part of one, or standard input. `known` is metadata from outside it, `known_from` who says so."""

    where: str
    stream: BinaryIO
    known: Metadata = NOTHING_KNOWN
    known_from: PublishedFrom = "given"
    options: Options = NOTHING_SAID

    def whole(self, limit: int) -> bytes:
        """All its bytes.

        Raises:
            InputError: there are more than `limit`.
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise InputError(
                f"larger than {limit // MB} MB", where=self.where, remedy="split it, or hand in its text alone"
            )
        return data


@dataclass(frozen=True)
class Enclosed:
    """A file within a file, such as the attachment of a letter; it is read as its `name` ends."""

    name: str
    data: bytes
    known: Metadata = NOTHING_KNOWN

    def source(self, outer: Source) -> Source:
        """It as a source of its own."""
        return Source(
            where=f"{outer.where}: {self.name}",
            stream=io.BytesIO(self.data),
            known=self.known,
            known_from=outer.known_from,
            options=outer.options,
        )


Taken = Report | InputError
Reader = Callable[[Source], Iterator[Report | InputError | Enclosed]]
