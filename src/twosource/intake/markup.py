"""A piece of HTML, as feeds and letters carry it, to paragraphs: all its words, for nothing in it is page furniture."""

from __future__ import annotations

from typing import Any

BLOCKS = frozenset(
    "address article aside blockquote br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section table tbody td th thead title tr ul".split()
)
SILENT = frozenset("script style head template noscript svg math object iframe".split())


def paragraphs(fragment: str) -> list[str]:
    """Its paragraphs without markup, white space folded."""
    from lxml import html

    if "<" not in fragment and "&" not in fragment:
        return _folded(fragment.split("\n\n"))
    try:
        root = html.fromstring(f"<div>{fragment}</div>", parser=html.HTMLParser(recover=True, huge_tree=False))
    except (ValueError, AssertionError):  # characters that no markup may hold
        return _folded(["".join(c if c.isprintable() or c.isspace() else " " for c in fragment)])
    parts: list[str] = [""]
    _collect(root, parts)
    return _folded(parts)


def _collect(root: Any, parts: list[str]) -> None:
    """Words in the order of the page; a new part at each block. By hand, not by recursion: pages nest without end."""
    waiting: list[tuple[Any, bool]] = [(root, True)]
    while waiting:
        element, entering = waiting.pop()
        if not entering:
            if element.tag in BLOCKS:
                parts.append("")
            parts[-1] += element.tail or ""
            continue
        waiting.append((element, False))
        if not isinstance(element.tag, str) or element.tag in SILENT:
            continue
        if element.tag in BLOCKS:
            parts.append("")
        parts[-1] += element.text or ""
        waiting.extend((child, True) for child in reversed(element))


def _folded(parts: list[str]) -> list[str]:
    return [words for part in parts if (words := " ".join(part.split()))]
