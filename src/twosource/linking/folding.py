"""Words as linking compares them: lower case, one spelling for `disorganised` and `disorganized`, no accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(e[ds]?|ing|ation|ations|er|ers)$"), r"iz\1"), (re.compile(r"(?<=[a-z]{2})our(s|ed|ing|able|ite)?$"), r"or\1"),
    (re.compile(r"^(cent|theat|met|lit|kilomet|fib|calib)re(s?)$"), r"\1er\2"), (re.compile(r"(?<=[a-z])lled$"), "led"), (re.compile(r"(?<=[a-z])lling$"), "ling"), (re.compile(r"^defence(s?)$"), r"defense\1"),
)  # fmt: skip


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """One spelling of a word."""
    plain = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).removesuffix("'s")
    for pattern, instead in BRITISH:
        plain = pattern.sub(instead, plain)
    return plain


def words_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Folded words with their character offsets."""
    for match in WORD.finditer(text):
        yield folded(match.group()), match.start(), match.end()
