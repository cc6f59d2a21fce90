"""Which time expression dates a happening: the one that hangs nearest to its word in the sentence's tree."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from twosource.reading.tree import path_length
from twosource.records import TimeExpression

SAYING = {
    "say",
    "tell",
    "announce",
    "report",
    "claim",
    "confirm",
    "add",
    "state",
    "write",
    "warn",
    "declare",
    "acknowledge",
    "note",
    "post",
    "speak",
    "brief",
    "cite",
    "quote",
}
FARTHEST = 9
"""Edges in the tree beyond which an expression is taken to date something else."""


def happened(trigger: Token, expressions: Sequence[TimeExpression]) -> TimeExpression | None:
    """The expression of the trigger's sentence that dates it; None where there is none near.

    One that hangs on a verb of saying ("said on Monday") dates the saying, and what was said only where that follows at once.
    """
    sent = trigger.sent
    best: tuple[float, TimeExpression] | None = None
    for expression in expressions:
        if expression.date is None or not (sent.start_char <= expression.span.start < sent.end_char):
            continue
        span = trigger.doc.char_span(expression.span.start, expression.span.end, alignment_mode="expand")
        if span is None:
            continue
        root = span.root
        cost = path_length(root, trigger) + 0.02 * abs(root.i - trigger.i)
        head = root.head
        if head.lemma_.lower() in SAYING and head.i != trigger.i and head.dep_ != "acl":
            cost += 5
            between = trigger.doc.text[min(trigger.idx, expression.span.start) : max(trigger.idx, expression.span.end)]
            if any(mark in between for mark in '“”"«»'):
                continue  # the quotation was uttered then; what it tells of was before
        if cost <= FARTHEST and (best is None or cost < best[0]):
            best = (cost, expression)
    return best[1] if best else None
