"""What stands between quotation marks, paragraph by paragraph, so that an odd mark spoils no more than its own."""

from __future__ import annotations

import re

OPENING = {"“": "”", "«": "»", "„": "“”", "‘": "’"}
LINE = re.compile(r"[^\n\r\u2028\u2029]+")


def quotations(text: str) -> list[tuple[int, int]]:
    """Start and end of each quoted run, marks left out, in order.

    Curly and angled marks pair by shape, straight ones by turn. Single marks count only where they open at a word's beginning
    and close at a word's end. A quotation that its paragraph does not close runs to the paragraph's end.
    """
    found: list[tuple[int, int]] = []
    for line in LINE.finditer(text):
        found += _in_line(text, line.start(), line.end())
    return found


def _in_line(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    found = []
    at = start
    while at < stop:
        mark = text[at]
        if mark in OPENING or mark == '"' or (mark == "'" and _opens(text, at)):
            if mark == "‘" and not _opens(text, at):
                at += 1
                continue
            end = _close(text, at, stop)
            if end is None:
                if mark in "“«„" or mark == '"':
                    end = stop
                else:
                    at += 1
                    continue
            if end - at > 1 and text[at + 1 : end].strip():
                found.append((at + 1, end))
            at = end + 1
        else:
            at += 1
    return found


def _opens(text: str, at: int) -> bool:
    return (at == 0 or not text[at - 1].isalnum()) and at + 1 < len(text) and not text[at + 1].isspace()


def _close(text: str, at: int, stop: int) -> int | None:
    mark = text[at]
    closers = OPENING.get(mark, mark)
    for end in range(at + 1, stop):
        if text[end] in closers:
            if mark in "'‘" and (end + 1 < len(text) and text[end + 1].isalnum()):
                continue
            if mark in "'‘" and text[end - 1].isspace():
                continue
            return end
        if mark in "“„" and text[end] == '"':
            return end
    return None


def quoted(spans: list[tuple[int, int]], start: int, end: int) -> float:
    """Share of the characters from `start` to `end` that lie within quotations."""
    inside = sum(max(0, min(end, b) - max(start, a)) for a, b in spans)
    return inside / max(1, end - start)
