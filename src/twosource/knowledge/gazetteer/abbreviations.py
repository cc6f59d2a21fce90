"""States and provinces as newspapers and the post office shorten them: `Calif.`, `W.Va.`, `Dayton, OH`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from twosource.knowledge.gazetteer.spelling import fold
from twosource.knowledge.gazetteer.table import Entry, spelt
from twosource.knowledge.tables import rows


@cache
def _regions() -> dict[str, Entry]:
    """Regions by their abbreviation as it is written; those of the post office stand after `, `."""
    out = {}
    for _, row in rows("gazetteer/abbreviations.csv"):
        entry = next(e for e in spelt(fold(row["region"])) if e.country == row["country"] and e.level == "region")
        out[", " + row["post"]] = entry
        out |= {spelling: entry for spelling in row["spellings"].split("|") if spelling}
    return out


@cache
def _pattern() -> re.Pattern[str]:
    written = sorted(_regions(), key=len, reverse=True)
    any_of = "|".join(re.escape(spelling) for spelling in written)
    return re.compile(rf"(?:(?<=\w)(?=,)|(?<![\w.])(?!,))(?:{any_of})(?!\w)")


def abbreviated(text: str) -> Iterator[tuple[int, int, Entry]]:
    """Abbreviated regions in order: first character, end (exclusive), and the region."""
    for found in _pattern().finditer(text):
        words = found.group()
        yield found.start() + (2 if words.startswith(", ") else 0), found.end(), _regions()[words]
