"""Attributions without a verb: `according to …`, `citing …`, `reportedly`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

from twosource.knowledge import parties
from twosource.knowledge.tables import toml
from twosource.reading.statements import sources
from twosource.reading.statements.attribution import Attribution
from twosource.reading.statements.contents import Ranges, _unquoted
from twosource.reading.statements.headlines import speaks
from twosource.reading.tree import bare


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = toml("reporting.toml")
    return re.compile(rf"\b(?:{table['according']})\b", re.IGNORECASE), re.compile(
        rf"\b(?:{table['hearsay']})\b", re.IGNORECASE
    )


def according(doc: Doc, sent: Span, quotes: Ranges) -> Iterator[Attribution]:
    """Attributions of a sentence whose cue is a preposition; the content is the clause that it stands beside."""
    pattern, _ = _patterns()
    for match in pattern.finditer(sent.text):
        start, end = sent.start_char + match.start(), sent.start_char + match.end()
        cue = doc.char_span(start, end, alignment_mode="expand")
        if cue is None or cue.end >= sent.end:
            continue
        head = _governed(doc, cue, sent)
        if head is None:
            continue
        source = sources.phrase(head)
        if match.group().lower() in ("citing", "quoting") and not _speaker(doc.text[source[0] : source[1]]):
            continue
        if source[0] < end:
            source = (doc[cue.end].idx, max(source[1], doc[cue.end].idx + len(doc[cue.end])))
        content = _beside(doc, sent, start, source[1], quotes)
        if content:
            yield Attribution(
                content=tuple(content),
                source=source,
                cue=(start, end),
                head=head,
                lemma=match.group().lower(),
                kind="according",
            )


def _speaker(words: str) -> bool:
    """Whether words after `citing` can be somebody or something that says: a body, a person, a paper, a document."""
    return speaks(words) or bool(DOCUMENT.search(words)) or parties.side_of(words)[0] is not None


DOCUMENT = re.compile(
    r"\b(?:report|statement|document|data|image|imagery|footage|source|figures|records|survey|testimony|intercept|photo)",
    re.IGNORECASE,
)


def _governed(doc: Doc, cue: Span, sent: Span) -> Token | None:
    head = cue[0].head
    if (
        cue[0].lower_ == "according"
        and head.i > cue[-1].i
        and head.i < sent.end
        and head.pos_ in ("NOUN", "PROPN", "PRON")
    ):
        return head
    for token in doc[cue.end : min(cue.end + 14, sent.end)]:
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in (
            "compound",
            "nmod:poss",
            "amod",
            "flat",
            "det",
        ):
            return token
        if token.pos_ in ("VERB",) and token.tag_ != "VBG" and token.tag_ != "VBN":
            break
    return next((t for t in doc[cue.end : min(cue.end + 6, sent.end)] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)


def _beside(doc: Doc, sent: Span, start: int, stop: int, quotes: Ranges) -> Ranges:
    """The clause before the cue where there is one, else what follows the source."""
    before = doc.char_span(sent.start_char, max(sent.start_char + 1, start), alignment_mode="contract")
    if before is not None:
        a, b = bare(doc, before.start, before.end)
        if b - a >= 3 and any(t.pos_ in ("VERB", "AUX", "NOUN") for t in doc[a:b]):
            return _unquoted(doc, a, b, quotes)
    after = doc.char_span(min(stop + 1, sent.end_char - 1), sent.end_char, alignment_mode="contract")
    if after is None:
        return []
    a, b = bare(doc, after.start, after.end)
    return _unquoted(doc, a, b, quotes) if b - a >= 3 else []


def hearsay(doc: Doc, sent: Span, quotes: Ranges) -> Iterator[Attribution]:
    """Sentences that say they are hearsay and of nobody: the cue is the adverb, the content the rest."""
    _, pattern = _patterns()
    match = pattern.search(sent.text)
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
