"""Which words of a parsed report are the report: sentences in its title and body, never in an aside."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc
from spacy.tokens import Span as Sentence

from twosource.records import Report


def sentences(doc: Doc, report: Report) -> list[Sentence]:
    """Sentences of the title and body passages of `report`, in order.

    A sentence belongs to the passage in which its first visible character lies. A report without passages
    (as gold readings are) is body as a whole.
    """
    if not report.passages:
        return [sent for sent in doc.sents if sent.text.strip()]
    passages = sorted(report.passages, key=lambda passage: passage.start)
    starts = [passage.start for passage in passages]
    kept = []
    for sent in doc.sents:
        first = next((token.idx for token in sent if not token.is_space), None)
        if first is None:
            continue
        at = bisect_right(starts, first) - 1
        if at >= 0 and first < passages[at].end and passages[at].kind != "aside":
            kept.append(sent)
    return kept


def in_body(report: Report, start: int, end: int) -> bool:
    """Whether the characters from `start` to `end` lie in one title or body passage."""
    if not report.passages:
        return True
    return any(p.start <= start and end <= p.end and p.kind != "aside" for p in report.passages)
