"""Paragraphs from lines that were broken to a width, as in PDF files and letters."""

from __future__ import annotations

import re

ENDS = re.compile(r"[.!?…:]['\"”’»)\]]*$")
BROKEN = re.compile(r"[^\W\d_]{2,}-$")
BULLET = re.compile(r"^(?:[•‣▪·*–—-]|\d{1,2}[.)]|[a-z]\))\s")


def paragraphs(text: str) -> list[str]:
    """Paragraphs of `text`: an empty line ends one, and so does a sentence that leaves its line short.

    A word parted by a hyphen at the end of a line is joined where it goes on in lower case.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    full = _width(lines)
    done: list[str] = []
    current = ""
    last = ""
    for line in lines:
        if not line:
            done, current = ([*done, current] if current else done), ""
        elif not current:
            current = line
        elif BULLET.match(line) or _ends(last, line, full):
            done.append(current)
            current = line
        elif BROKEN.search(current) and line[0].islower():
            current = current[:-1] + line
        else:
            current += " " + line
        last = line
    return [*done, current] if current else done


def _ends(last: str, line: str, full: float) -> bool:
    """Whether a paragraph ends with `last`: the first word of the next line would have had room on it.

    Widths are counted in characters, which is a tenth too rough for printed letters.
    """
    room = 0.93 * full - len(last) - 1
    return (room > len(line.split()[0]) and bool(ENDS.search(last))) or len(last) < 0.5 * full


def _width(lines: list[str]) -> int:
    """The width that lines were broken to: that of all but the longest tenth."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0
