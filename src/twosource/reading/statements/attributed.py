"""Attributions as the encoder marks them, brought to the form in which the rules give theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from twosource.language.signals import Run, Said, attributions
from twosource.reading.statements import sources
from twosource.reading.statements.attribution import Attribution
from twosource.reading.statements.cues import words

MARKS = " \n\t\u00a0“”\"«»„‟''‘’`,.;:"
"""What stands at the ends of a content and is none of it."""

GAP = 2
"""Words between two pieces that are one piece all the same."""

NOT = {"not", "n't", "n’t", "never"}
NOBODY = {"it", "there", "that", "what", "which", "who"}

Ranges = list[tuple[int, int]]
"""Characters."""

ASKING = {"case", "det", "amod", "nummod", "compound", "nmod:poss", "mark"}
"""Relations of words that stand before their noun."""

SHORTEST = 4
"""Characters of a content."""


def attributed(doc: Doc, quotes: Ranges) -> Iterator[Attribution]:
    """One attribution for each cue (or source without a cue) and what belongs to it; what belongs to neither is left to its neighbours."""
    found = list(attributions(doc))
    for said in found:
        if said.cue is None and said.source is None:
            continue
        if said.cue is not None and _negated(doc, said.cue):
            continue
        content = [piece for run in _closed(said.content) if (piece := bare(doc, run)) is not None]
        content = list(dict.fromkeys(_whole(piece, quotes, said, doc) for piece in content))
        if content and (said.cue is not None or sum(doc.text[a:b].count(" ") for a, b in content) >= 2):
            yield _made(doc, said, tuple(content), found)


def _closed(runs: Sequence[Run]) -> list[Run]:
    """Runs of one content with gaps of a word or two closed."""
    out: list[Run] = []
    for start, end in runs:
        if out and start - out[-1][1] <= GAP:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _whole(piece: tuple[int, int], quotes: Ranges, said: Said, doc: Doc) -> tuple[int, int]:
    """The whole quotation of which a piece is a part, where no source or cue stands in it: quotations are not cut."""
    for start, end in quotes:
        if start <= piece[0] and piece[1] <= end + 1 and "\n" not in doc.text[start:end]:
            told = [doc[run[0]].idx for run in (said.source, said.cue) if run]
            if not any(start <= at < end for at in told) and 2 * (piece[1] - piece[0]) >= min(end - start, 80):
                return _stripped(doc.text, start, end, MARKS)
    return piece


def _negated(doc: Doc, cue: Run) -> bool:
    """Whether the cue says that nothing was said: `did not comment`, `has not reported`."""
    verb = _verb(doc, cue)
    if verb is None or verb.lemma_.lower() in words().denying:
        return False
    return any(t.lower_ in NOT for t in (*doc[cue[0] : cue[1]], *verb.children) if t.i <= verb.i)


def _made(doc: Doc, said: Said, content: tuple[tuple[int, int], ...], others: Sequence[Said]) -> Attribution:
    verb = _verb(doc, said.cue) if said.cue else None
    run = _closing(doc, said.source) if said.source else None
    source = _chars(doc, run) if run else None
    head = doc[run[0] : run[1]].root if run else None
    if source is None and verb is not None:
        head = sources.subject(verb)
        if head is not None and any(a <= head.i < b for other in others if other is not said for a, b in other.content):
            head, source = _beside(doc, verb, others)  # who is spoken of in another's words says nothing here
        elif head is not None and (
            known := next((o.source for o in others if o.source and o.source[0] <= head.i < o.source[1]), None)
        ):
            source = _chars(doc, known)
        elif head is not None and head.lower_ not in NOBODY:
            source = sources.phrase(head, verb)
        if source is not None and any(a < source[1] and source[0] < b for a, b in content):
            source = None
        head = head if source is not None else None
    return Attribution(
        content=content,
        source=source,
        cue=_chars(doc, said.cue) if said.cue else None,
        head=head,
        verb=verb,
        lemma=(verb.lemma_ if verb is not None else doc[said.cue[0]].lemma_).lower() if said.cue else "",
        kind="verb" if verb is not None else "headline" if said.cue is None else "according",
    )


def _closing(doc: Doc, run: Run) -> Run:
    """A source that breaks off before the noun which its last word asks for (`an official in`), carried on to it."""
    start, end = run
    while (last := doc[end - 1]).dep_ in ASKING and last.head.i >= end and last.head.sent.start == last.sent.start:
        end = last.head.i + 1
    return start, end


def _beside(doc: Doc, verb: Token, others: Sequence[Said]) -> tuple[Token | None, tuple[int, int] | None]:
    """Who says the rest of the sentence: `…, an official said, describing “…”`."""
    sent = verb.sent.start
    near = [o.source for o in others if o.source and doc[o.source[0]].sent.start == sent and o.source[0] < verb.i]
    return (doc[near[-1][0] : near[-1][1]].root, _chars(doc, near[-1])) if near else (None, None)


def _verb(doc: Doc, cue: Run) -> Token | None:
    verbs = [t for t in doc[cue[0] : cue[1]] if t.pos_ == "VERB"]
    return verbs[-1] if verbs else next((t for t in doc[cue[0] : cue[1]] if t.pos_ == "AUX"), None)


def _chars(doc: Doc, run: Run) -> tuple[int, int] | None:
    found = _stripped(doc.text, doc[run[0]].idx, doc[run[1] - 1].idx + len(doc[run[1] - 1]), MARKS.replace(".", ""))
    return found if found[0] < found[1] else None


def bare(doc: Doc, run: Run) -> tuple[int, int] | None:
    """Characters of a content without the marks at its ends; None where too little is left."""
    start, end = _stripped(doc.text, doc[run[0]].idx, doc[run[1] - 1].idx + len(doc[run[1] - 1]), MARKS)
    return (start, end) if end - start >= SHORTEST else None


def _stripped(text: str, start: int, end: int, marks: str) -> tuple[int, int]:
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end
