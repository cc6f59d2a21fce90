"""Search by words over reports, claims and voices: SQLite's FTS5, best first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Connection, text

from twosource.records import Record

Row = tuple[str, str, str, str]
"""Kind, id, title and body of what can be found."""


class Hit(Record, frozen=True, kw_only=True):
    """Something found. `excerpt` has the words that matched between two marks, `[` and `]` if none were asked for."""

    kind: str
    id: str
    title: str
    excerpt: str


def index(connection: Connection, rows: Iterable[Row]) -> None:
    """Add rows to the index."""
    found = [{"kind": k, "id": i, "title": t, "body": b} for k, i, t, b in rows]
    if found:
        connection.execute(text("INSERT INTO words (kind, id, title, body) VALUES (:kind, :id, :title, :body)"), found)


def forget(connection: Connection, kinds: Iterable[str]) -> None:
    """Take all rows of these kinds out of the index."""
    for kind in kinds:
        connection.execute(text("DELETE FROM words WHERE kind = :kind"), {"kind": kind})


def search(connection: Connection, query: str, limit: int, marks: tuple[str, str] = ("[", "]")) -> list[Hit]:
    """What has all words of `query`; words in double quotation marks must follow each other, `tank*` is a beginning."""
    wanted = _query(query)
    if not wanted:
        return []
    rows = connection.execute(
        text(
            "SELECT kind, id, title, snippet(words, -1, :opens, :closes, '…', 16) FROM words WHERE words MATCH :wanted"
            " ORDER BY bm25(words, 0, 0, 4.0, 1.0), kind, id LIMIT :limit"
        ),
        {"wanted": wanted, "limit": limit, "opens": marks[0], "closes": marks[1]},
    )
    return [Hit(kind=k, id=i, title=t, excerpt=" ".join(e.split())) for k, i, t, e in rows]


def _query(words: str) -> str:
    """The words as FTS5 takes them; whatever else a person types is no operator of its language."""
    terms = []
    for phrase, word in re.findall(r'"([^"]*)"|(\S+)', words):
        kept = " ".join(re.findall(r"\w+", phrase or word))
        if kept:
            terms.append(f'"{kept}"' + ("*" if word.endswith("*") else ""))
    return " ".join(terms)
