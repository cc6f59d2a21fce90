"""Which party a pronoun of an event stands for: the speaker's own in what they say, else the subject named before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from spacy.tokens import Doc, Token

from twosource.knowledge import parties
from twosource.reading.tree import phrase
from twosource.records import Span, Statement, Voice

OWN = {"we", "our", "us", "ours", "i", "my"}
OTHERS = {"it", "its", "they", "their", "them", "he", "his", "she", "her"}
SENTENCES_BACK = 1


def party(
    doc: Doc, span: Span | None, asserting: Sequence[Statement], voices: Mapping[str, Voice], on: date | None
) -> str | None:
    """The party that the words name, or that the pronoun in front of them stands for; None where neither tells."""
    if span is None:
        return None
    named = parties.party_of(span.text, on)
    if named is not None:
        return named
    first = span.text.split()[0].lower()
    if first in OWN:
        return next((p for s in asserting if (p := voices[s.voice].party)), None)
    if first not in OTHERS:
        return None
    return _antecedent(doc, span, asserting, voices, on)


def _antecedent(
    doc: Doc, span: Span, asserting: Sequence[Statement], voices: Mapping[str, Voice], on: date | None
) -> str | None:
    """The nearest subject before the pronoun whose words name a party; a speaker's words lead to the speaker's party."""
    here = doc.char_span(span.start, span.end, alignment_mode="expand")
    if here is None:
        return None
    start = here[0].sent.start
    for _ in range(SENTENCES_BACK):
        if start > 0 and "\n" not in doc[start - 1].text:
            start = doc[start - 1].sent.start
    for token in reversed(doc[start : here.start]):
        if token.dep_ not in ("nsubj", "nsubj:pass") or token.pos_ == "PRON":
            continue
        speaker = next((s for s in asserting if s.source and s.source.start <= token.idx < s.source.end), None)
        found = voices[speaker.voice].party if speaker else _party(doc, token, on)
        if found is not None:
            return found
    return None


def _party(doc: Doc, head: Token, on: date | None) -> str | None:
    first, last = phrase(head)
    return parties.party_of(doc[first:last].text, on)
