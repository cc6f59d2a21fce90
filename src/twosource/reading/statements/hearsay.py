"""Sentences that say they are hearsay and of nobody: `reportedly`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span

from twosource.knowledge.tables import toml
from twosource.reading.statements.attribution import Attribution
from twosource.reading.tree import bare

Ranges = list[tuple[int, int]]
"""Characters."""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{toml('reporting.toml')['hearsay']})\b", re.IGNORECASE)


def hearsay(doc: Doc, sent: Span, quotes: Ranges) -> Iterator[Attribution]:
    """Sentences that say they are hearsay and of nobody: the cue is the adverb, the content the rest."""
    match = _pattern().search(sent.text)
    if match and match.group().lower() == "reportedly":
        start, end = bare(doc, sent.start, sent.end)
        content = _unquoted(doc, start, end, quotes)
        if content:
            yield Attribution(
                content=tuple(content),
                cue=(sent.start_char + match.start(), sent.start_char + match.end()),
                lemma="reportedly",
                kind="hearsay",
            )


def _unquoted(doc: Doc, start: int, end: int, quotes: Ranges) -> Ranges:
    """The range as it stands, without quotation marks around the whole of it."""
    a, b = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    for q, r in quotes:
        if q - 1 <= a <= q + 1 and r - 1 <= b <= r + 1:
            a, b = q, r
            break
        if q - 1 <= a <= q and r > b:
            a = q
    while a < b and (doc.text[a].isspace() or doc.text[a] in '“”"«»,;:'):
        a += 1
    while b > a and (doc.text[b - 1].isspace() or doc.text[b - 1] in '“”"«»,;:.'):
        if doc.text[b - 1] in "”»" and "“" in doc.text[a : b - 1].split("”")[-1]:
            break
        if doc.text[b - 1] == '"' and doc.text[a : b - 1].count('"') % 2:
            break
        if doc.text[b - 1] == "." and b >= 2 and doc.text[b - 2].isupper():
            break
        b -= 1
    return [(a, b)] if b - a > 1 else []
