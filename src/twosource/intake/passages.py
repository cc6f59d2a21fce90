"""What of a text is the report and what is page furniture: title, body and asides.

A line is an aside where it gives itself away by its words (`knowledge/furniture.toml`), where it is the headline
of another story set between two paragraphs, or where it follows a closing line such as "Related Content" and is
no prose. Everything else is body: when in doubt, a line stays in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from twosource.errors import KnowledgeError
from twosource.records import Passage, PassageKind

LONGEST_TITLE = 250
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
DATE_MARK = re.compile(
    r"(?:date|published|updated)[ :]+\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?(?=\s|$)", re.IGNORECASE
)
ENDS_A_SENTENCE = re.compile(r"[.!?…:;,][\"'”’»)\]]*$|[\"”»]$")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SMALL_WORDS = frozenset(
    "a an and as at but by for from in into is it its of off on or over per the to up via vs with".split()
)


class Line(NamedTuple):
    """A line of the text without the white space around it."""

    start: int
    end: int
    words: str


@cache
def furniture() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns for whole lines, for openings of lines and for lines that close a report.

    Raises:
        KnowledgeError: `furniture.toml` lacks a list or holds a pattern that is no regular expression.
    """
    source = resources.files("twosource.knowledge").joinpath("furniture.toml")
    lists = tomllib.loads(source.read_text(encoding="utf-8"))
    try:
        lines, openings, closings = (
            re.compile("|".join(f"(?:{p})" for p in lists[key]), re.IGNORECASE)
            for key in ("lines", "openings", "closings")
        )
    except (KeyError, re.error) as fault:
        raise KnowledgeError(
            str(fault), where="knowledge/furniture.toml", remedy="give `lines`, `openings`, `closings`"
        ) from fault
    return lines, openings, closings


def divide(text: str, title: str | None = None) -> tuple[Passage, ...]:
    """Passages of `text`, in order; they cover every character that is not white space, once.

    `title` is the report's title where it is known; the text's first line is the headline if it says the same,
    or if it is short and has no full stop while a report follows.
    """
    lines = list(lines_of(text))
    kinds = [kind_of(line, first=at == 0) for at, line in enumerate(lines)]
    _other_headlines(lines, kinds)
    _after_closing(lines, kinds)
    if lines and all(kind == "aside" for kind in kinds):
        kinds = ["body"] * len(kinds)
    _headline(lines, kinds, title)
    return tuple(_joined(lines, kinds))


def lines_of(text: str) -> Iterator[Line]:
    """Lines that hold more than white space; a date mark before the first word is a line of its own."""
    for at, match in enumerate(LINE.finditer(text)):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        words = words.strip()
        if not words:
            continue
        mark = DATE_MARK.match(words) if at == 0 else None
        if mark:
            yield Line(start, start + mark.end(), mark.group())
            rest = words[mark.end() :].lstrip()
            yield Line(start + len(words) - len(rest), start + len(words), rest)
        else:
            yield Line(start, start + len(words), words)


def kind_of(line: Line, first: bool = False) -> PassageKind:
    """What a line's own words say it is. The `first` line may be a headline that begins "Watch:"."""
    whole, openings, closings = furniture()
    words = line.words
    if whole.fullmatch(words) or DATE_MARK.fullmatch(words) or closings.fullmatch(words.rstrip(":")):
        return "aside"
    # An opening such as "Read more" also begins a sentence now and then; a long line of prose stays in
    # unless the words after it run on like a list of links.
    if not first and openings.match(words) and (len(words) < 300 or not is_prose(words)):
        return "aside"
    # A row of links; a paragraph of prose may hold such bars too.
    if " | " in words and len(words) < 160 and (words.count(" | ") >= 2 or not is_prose(words)):
        return "aside"
    return "body"


def is_prose(words: str) -> bool:
    """Whether the words end like a sentence."""
    return bool(ENDS_A_SENTENCE.search(words))


def is_headline_of_its_own(words: str) -> bool:
    """Four or more words without a full stop, in capitals or with nearly every word capitalised."""
    found = WORD.findall(words)
    if len(found) < 4 or is_prose(words):
        return False
    if sum(word.isupper() for word in found) >= 0.8 * len(found):
        return True
    long = [word for word in found if word.lower() not in SMALL_WORDS]
    return len(long) >= 5 and sum(word[0].isupper() for word in long) >= 0.9 * len(long)


def _other_headlines(lines: list[Line], kinds: list[PassageKind]) -> None:
    """A headline of another story stands between paragraphs of prose, or after the last of them."""
    prose = [at for at, line in enumerate(lines) if kinds[at] == "body" and is_prose(line.words)]
    if not prose:
        return
    for at in range(prose[0] + 1, len(lines)):
        if kinds[at] == "body" and is_headline_of_its_own(lines[at].words):
            kinds[at] = "aside"


def _after_closing(lines: list[Line], kinds: list[PassageKind]) -> None:
    """What follows a closing line is furniture until prose begins again."""
    closings = furniture()[2]
    closed = False
    for at, line in enumerate(lines):
        if closings.fullmatch(line.words.rstrip(":")):
            closed = True
        elif is_prose(line.words):
            closed = False
        elif closed:
            kinds[at] = "aside"


def _headline(lines: list[Line], kinds: list[PassageKind], title: str | None) -> None:
    first = next((at for at, kind in enumerate(kinds) if kind == "body"), None)
    if first is None:
        return
    words = lines[first].words
    same = title is not None and words.casefold() == " ".join(title.split()).casefold()
    more = any(kind == "body" for kind in kinds[first + 1 :])
    if same or (more and len(words) <= LONGEST_TITLE and not re.search(r"[.;,][\"'”’»)]*$", words)):
        kinds[first] = "title"


def _joined(lines: list[Line], kinds: list[PassageKind]) -> Iterator[Passage]:
    """Neighbouring lines of one kind make one passage."""
    start = 0
    for at, kind in enumerate(kinds):
        if at + 1 == len(kinds) or kinds[at + 1] != kind:
            yield Passage(start=lines[start].start, end=lines[at].end, kind=kind)
            start = at + 1
