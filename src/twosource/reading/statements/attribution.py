"""One attribution as it stands in a text, before anybody asks who the source is."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token


class Attribution(NamedTuple):
    """Character ranges of source, cue and content; `head` is the source's head word, `verb` the cue's lemma."""

    content: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    head: Token | None = None
    verb: Token | None = None
    lemma: str = ""
    kind: str = "verb"
