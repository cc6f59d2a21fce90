"""When two spellings are of one place name: folding, and a skeleton that transliterations share."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

BLANKS = re.compile(r"[\s\-‐‑–.,;()]+")
MARKS = re.compile(r"['’‘`´ʹʼʻ\"]")
ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|at|az|an|ash|the) ")
PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ə": "a", "þ": "th"})
ALIKE = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("shch|sch|sh", "s"), ("tch|ch|tsh", "c"), ("kh|gh|h|g", "h"), ("zh|dzh|dj|j", "z"), ("ts|tz", "c"), ("ph", "f"), ("ck|q|k", "k"),
        ("ou|oo|u|w", "u"), ("iy|yy|yi|ii|ij|ie|ee|ay|ai|ei|ey|y|i|e", "i"), ("ia|io|iu", "i"), ("aa|a|o", "a"), ("v", "u"),
    )
]  # fmt: skip
DOUBLE = re.compile(r"(.)\1+")


def fold(name: str) -> str:
    """The name without case, accents, apostrophes and hyphens: `Donets'k` and `donetsk` fold alike."""
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(PLAIN)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return BLANKS.sub(" ", MARKS.sub("", plain)).strip()


@lru_cache(maxsize=50_000)
def skeleton(folded: str) -> str:
    """What Ukrainian, Russian and Arabic transliterations of one name share: `maiorsk` and `mayorsk`."""
    bare = ARTICLE.sub("", folded)
    for pattern, instead in ALIKE:
        bare = pattern.sub(instead, bare)
    return DOUBLE.sub(r"\1", bare)


def hashed(key: str) -> int:
    """48 bits of a key, stable across machines."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=6).digest(), "big")
