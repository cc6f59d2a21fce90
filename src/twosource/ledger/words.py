"""Search by words over reports, claims and voices, best first: SQLite's FTS5, or PostgreSQL's text search.

Both find a word by its stem, without regard to capitals and accents, and pass over no word however common.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import Connection, text

from twosource.records import Record

Row = tuple[str, str, str, str]
"""Kind, id, title and body of what can be found."""

Term = tuple[str, bool]
"""Words that follow each other, with one space between them, and whether the last may go on."""

LONGEST = 250_000
"""Characters of a body that PostgreSQL finds words in; its index of one text may not pass 1 MB."""

IN_FILE = """
SELECT kind, id, title, snippet(words, -1, :opens, :closes, '…', 16) FROM words WHERE words MATCH :wanted
ORDER BY bm25(words, 0, 0, 4.0, 1.0), kind, id LIMIT :limit
"""

ON_SERVER = """
SELECT kind, id, title, ts_headline('twosource_words', CASE body WHEN '' THEN title ELSE body END, wanted, :marks)
FROM (
    SELECT kind, id, title, body, wanted, ts_rank('{0.1, 0.2, 0.25, 1}', found, wanted, 1) AS weight
    FROM words, to_tsquery('twosource_words', :wanted) AS wanted
    WHERE found @@ wanted ORDER BY weight DESC, kind, id LIMIT :limit
) AS best ORDER BY weight DESC, kind, id
"""

INTO_SERVER = """
INSERT INTO words (kind, id, title, body, found) VALUES (:kind, :id, :title, :body,
    setweight(to_tsvector('twosource_words', :plain_title), 'A') || setweight(to_tsvector('twosource_words', :plain_body), 'B'))
"""


class Hit(Record, frozen=True, kw_only=True):
    """Something found. `excerpt` has the words that matched between two marks, `[` and `]` if none were asked for."""

    kind: str
    id: str
    title: str
    excerpt: str


def index(connection: Connection, rows: Iterable[Row]) -> None:
    """Add rows to the index."""
    found = [{"kind": k, "id": i, "title": t, "body": b} for k, i, t, b in rows]
    if not found:
        return
    if _on_server(connection):
        for row in found:
            row |= {"plain_title": plain(row["title"]), "plain_body": plain(row["body"][:LONGEST])}
        connection.execute(text(INTO_SERVER), found)
    else:
        connection.execute(text("INSERT INTO words (kind, id, title, body) VALUES (:kind, :id, :title, :body)"), found)


def forget(connection: Connection, kinds: Iterable[str]) -> None:
    """Take all rows of these kinds out of the index."""
    for kind in kinds:
        connection.execute(text("DELETE FROM words WHERE kind = :kind"), {"kind": kind})


def search(connection: Connection, query: str, limit: int, marks: tuple[str, str] = ("[", "]")) -> list[Hit]:
    """What has all words of `query`; words in double quotation marks must follow each other, `tank*` is a beginning."""
    terms = _terms(query)
    if not terms:
        return []
    opens, closes = marks
    if _on_server(connection):
        options = f'StartSel="{opens}", StopSel="{closes}", MaxWords=18, MinWords=8'
        asked = {"wanted": _for_server(terms), "limit": limit, "marks": options}
        rows = connection.execute(text(ON_SERVER), asked)
    else:
        wanted = " ".join(f'"{words}"' + "*" * goes_on for words, goes_on in terms)
        rows = connection.execute(text(IN_FILE), {"wanted": wanted, "limit": limit, "opens": opens, "closes": closes})
    return [Hit(kind=k, id=i, title=t, excerpt=" ".join(e.split())) for k, i, t, e in rows]


def plain(words: str) -> str:
    """Letters and digits in small letters without accents, all else a space: PostgreSQL's own reading of text takes
    `T-72` for a word and a negative number. Accents are taken from Latin letters only, as SQLite does."""
    apart = re.sub(r"([A-Za-z])[\u0300-\u036f]+", r"\1", unicodedata.normalize("NFD", words))
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", apart)).lower().strip()


def _terms(query: str) -> list[Term]:
    """What is asked for; whatever else a person types is no operator of either language."""
    terms = []
    for phrase, word in re.findall(r'"([^"]*)"|(\S+)', query):
        kept = " ".join(re.findall(r"[^\W_]+", phrase or word))
        if kept:
            terms.append((kept, word.endswith("*")))
    return terms


def _for_server(terms: Iterable[Term]) -> str:
    return " & ".join(f"({' <-> '.join(plain(words).split())}{':*' * goes_on})" for words, goes_on in terms)


def _on_server(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
