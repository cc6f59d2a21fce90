"""How the data files of this folder are read: TOML and CSV with notes, faults named by file and line."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

from twosource.errors import KnowledgeError

POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
QUOTES = re.compile(r"[\"“”«»]")
DETERMINER = re.compile(r"^(?:the|a|an|its|their|his|her|our) ", re.IGNORECASE)


def toml(name: str) -> dict[str, Any]:
    """The tables of a TOML file of this folder.

    Raises:
        KnowledgeError: it is missing or not TOML.
    """
    try:
        return tomllib.loads(resources.files("twosource.knowledge").joinpath(name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise KnowledgeError(str(fault), where=f"knowledge/{name}", remedy="mend the file") from fault


def rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows of a CSV file of this folder; lines that begin with # are notes.

    Raises:
        KnowledgeError: a row has more or fewer fields than the header.
    """
    text = resources.files("twosource.knowledge").joinpath(name).read_text(encoding="utf-8")
    lines = [
        (number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")
    ]
    header, *fields = list(csv.reader(line for _, line in lines))
    for (number, _), row in zip(lines[1:], fields, strict=True):
        if len(row) != len(header):
            raise KnowledgeError(
                f"{len(row)} fields where {len(header)} are wanted",
                where=f"knowledge/{name}:{number}",
                remedy=",".join(header),
            )
        yield number, dict(zip(header, row, strict=True))


def key(words: str) -> str:
    """Words as tables are searched: no determiner in front, no possessive, no quotation marks, one blank between.

    Case is kept for short words in capitals (US, IS, WHO), which are common words otherwise.
    """
    bare = DETERMINER.sub("", POSSESSIVE.sub("", QUOTES.sub("", words)).strip())
    return " ".join(word if _initials(word) else word.casefold() for word in bare.replace("\u00a0", " ").split())


def _initials(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "").replace("/", "")
    return 1 < len(letters) <= 6 and letters.isupper()


def grams(words: str, longest: int = 7) -> Iterator[tuple[str, int]]:
    """Keys of all runs of words, longest first and from the left, each with the place of its first word."""
    parts = key(re.sub(r"[,;:()]", " ", words)).split()
    for size in range(min(longest, len(parts)), 0, -1):
        for at in range(len(parts) - size + 1):
            yield " ".join(parts[at : at + size]), at
