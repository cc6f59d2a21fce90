"""What people say, of a pair or of one thing: each word is later than those before it, and the last on a matter stands."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from twosource.records import Decision, Mark

Word = TypeVar("Word", Decision, Mark)


def moment(before: Iterable[Decision | Mark]) -> str:
    """The time, and later than all words before, for a clock may be put back and the later word must stand."""
    now = datetime.now(UTC)
    last = max((word.at for word in before), default="")
    if last >= now.isoformat():
        now = datetime.fromisoformat(last) + timedelta(microseconds=1)
    return now.isoformat()


def last_words(said: Iterable[Word], matter: Callable[[Word], Hashable]) -> list[Word]:
    """The last word on each matter, newest first."""
    last: dict[Hashable, Word] = {}
    for each in sorted(said, key=lambda word: (word.at, word.id)):
        last[matter(each)] = each
    return sorted(last.values(), key=lambda word: (word.at, word.id), reverse=True)
