"""Reports made from a few sentences, and what twosource reads in them. All texts are invented."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from twosource.intake.report import Metadata, make
from twosource.reading.read import read
from twosource.records import Event, Reading, Report, Statement, Voice


def report(
    text: str, outlet: str = "River Post", published: str | None = "2022-10-05", id_: str | None = None
) -> Report:
    """A report of `text`."""
    digest = sha256(text.encode()).hexdigest()
    return make(text, Metadata(id=id_, outlet=outlet, published=published), sha256=digest, where="test")


@lru_cache(maxsize=200)
def reading(text: str, published: str = "2022-10-05") -> Reading:
    """What is read in `text`."""
    return read(report(text, published=published))


def said(text: str) -> list[tuple[Statement, Voice]]:
    """Statements with their voices."""
    found = reading(text)
    voices = {voice.id: voice for voice in found.voices}
    return [(statement, voices[statement.voice]) for statement in found.statements]


def events(text: str, kind: str, published: str = "2022-10-05") -> list[Event]:
    """Events of one type."""
    return [event for event in reading(text, published).events if event.type == kind]
