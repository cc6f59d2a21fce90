"""What is said: the stretches of a sentence that a verb of saying puts into its source's mouth."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from twosource.reading.statements.cues import addressee, is_cue, words
from twosource.reading.tree import bare

Ranges = list[tuple[int, int]]
"""Character ranges."""

MODIFIERS = {"obl", "obl:tmod", "obl:npmod", "obl:unmarked", "advmod", "iobj", "nmod:tmod", "nmod:unmarked"}
WHERE_SAID = {"statement", "briefing", "interview", "post", "telegram", "facebook", "twitter", "x", "update", "address", "conference", "speech", "message", "report", "tweet", "video",
              "reporter", "journalist", "channel", "television", "tv", "radio", "phone", "telephone", "letter", "email", "bulletin", "page", "comment", "remark", "parliament", "broadcast",
              "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "evening", "morning", "night", "week", "weekend", "month", "meeting", "summit", "article",
              "news", "press", "medium", "condition", "afternoon", "year"}  # fmt: skip


def cue_range(verb: Token) -> tuple[int, int]:
    """Characters of the cue: the verb with its helpers, and to whom, where that stands with it."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "aux:pass") and c.i < verb.i and verb.i - c.i <= 3]
    first = min([verb.i, *(c.i for c in helpers)])
    if any(verb.doc[i].dep_ in ("nsubj", "nsubj:pass") for i in range(first, verb.i)):
        first = verb.i
    last = verb.i
    told = addressee(verb)
    if told is not None and told.i - verb.i <= 3:
        last = told.i
    elif verb.i + 1 < len(verb.doc):
        after = verb.nbor()
        if (after.lower_ in ("for", "on", "to", "as") and verb.lemma_ in ("call", "object")) or (
            after.lower_ == "out" and verb.lemma_ == "point"
        ):
            last = after.i
    return verb.doc[first].idx, verb.doc[last].idx + len(verb.doc[last])


def clause(verb: Token) -> Token | None:
    """The clause that the verb of saying takes on its right: what the tree hangs on it as such."""
    for child in verb.children:
        if (
            child.i > verb.i
            and (
                child.dep_ in ("ccomp", "xcomp")
                or (child.dep_ == "parataxis" and child.pos_ in ("VERB", "AUX", "ADJ", "NOUN"))
            )
            and not child.is_punct
        ):
            return child
    return None


def right(verb: Token, source: tuple[int, int] | None, quotes: Ranges) -> Ranges:
    """Content after the verb."""
    doc, sent = verb.doc, verb.sent
    begin = _after_cue(verb, source)
    if begin is None:
        return []
    end = _end(verb, sent)
    begin, end = bare(doc, begin, end)
    while (
        begin < end
        and doc[begin].lower_ in ("that", ":", ",", "how")
        and doc[begin].dep_ in ("mark", "punct", "obj", "nsubj", "det", "advmod", "case", "SCONJ")
        and doc[begin].lower_ != "how"
    ):
        begin, end = bare(doc, begin + 1, end)
    if begin >= end:
        return []
    return _unquoted(doc, begin, end, quotes)


def _after_cue(verb: Token, source: tuple[int, int] | None) -> int | None:
    """The token at which content begins on the right."""
    doc = verb.doc
    opens = clause(verb)
    lemma = verb.lemma_.lower()
    after = verb.i + 1
    if source is not None and source[0] > verb.idx:  # "said the minister …"
        while after < verb.sent.end and doc[after].idx < source[1]:
            after += 1
    if opens is not None:
        left = [
            t.i
            for t in opens.subtree
            if t.i > verb.i and t.idx >= (source[1] if source and source[0] > verb.idx else 0)
        ]
        return max(after, min(left)) if left else None
    _, cue_end = cue_range(verb)
    while after < verb.sent.end and doc[after].idx < cue_end:
        after += 1
    mark = next((t.i for t in doc[after : verb.sent.end] if t.lower_ == "that" and t.pos_ == "SCONJ"), None)
    if mark is not None and mark - after < 14:
        return mark + 1
    if lemma in words().do:
        return after
    goal = next(
        (
            c
            for c in verb.children
            if c.dep_ in ("obj", "nsubj:pass")
            and c.i > verb.i
            and not (addressee(verb) is not None and c.i == getattr(addressee(verb), "i", -1))
        ),
        None,
    )
    if goal is not None:
        first = min(t.i for t in goal.subtree)
        return max(after, first)
    return after


def _end(verb: Token, sent: Span) -> int:
    """One past the last token of content: to the sentence's end, or to where the verb's own clause ends or another saying begins."""
    doc = verb.doc
    edge = max(t.i for t in verb.subtree) + 1
    last = sent.end if verb.dep_ in ("root", "ROOT") or verb.head.i == verb.i else edge
    if verb.dep_ in ("conj", "parataxis", "ccomp", "advcl") and edge < sent.end and sent.end - edge < 3:
        last = sent.end
    for token in doc[verb.i + 1 : last]:
        if (
            token.i > verb.i + 1
            and token.dep_ in ("conj", "advcl", "parataxis", "acl")
            and token.head.i == verb.i
            and is_cue(token)
        ):
            first = min(t.i for t in token.subtree)
            if first > verb.i + 1:
                return first - (1 if doc[first - 1].lower_ in ("and", "but", "while") else 0)
        if (
            token.dep_ == "conj"
            and token.head.i == verb.i
            and token.pos_ in ("VERB", "AUX")
            and any(c.dep_ in ("nsubj", "nsubj:pass") for c in token.children)
        ):
            first = min(t.i for t in token.subtree)
            if first > verb.i + 1:
                return first
    return last


def left(verb: Token, source: tuple[int, int] | None, quotes: Ranges) -> Ranges:
    """Content before the verb and its source, where the two stand after what was said."""
    doc, sent = verb.doc, verb.sent
    block = verb.i
    if source and source[0] < verb.idx:
        words = doc.char_span(*source, alignment_mode="expand")
        block = min(verb.i, words.start) if words is not None else verb.i
    for child in verb.children:
        if (
            child.dep_ in ("aux", "advmod", "mark", "case", "cc")
            and child.i < block
            and block - child.i <= 2
            and child.lower_ in ("as", "has", "have", "had", "also", "later", "and")
        ):
            block = child.i
    if block <= sent.start:
        whole = ended_before(verb, quotes)
        return [(whole[0], whole[1])] if whole else []
    before = doc[block - 1]
    closed = before.is_punct or before.is_space
    if not closed:
        return []
    start, end = bare(doc, sent.start, block)
    if end - start < 2 or not any(t.pos_ in ("VERB", "AUX", "NOUN") for t in doc[start:end]):
        return []
    if doc[start].lower_ in ("but", "and", "however", "meanwhile") and doc[start].pos_ in ("CCONJ", "ADV"):
        start, end = bare(doc, start + 1, end)
    # A quotation of several sentences that ends before the cue is content from its first word.
    whole = next((q for q in quotes if q[0] < doc[start].idx < q[1] and doc[end - 1].idx < q[1] + 1), None)
    if whole is not None:
        first = doc.char_span(whole[0], whole[0] + 1, alignment_mode="expand")
        if first is not None:
            start = first.start
    return _unquoted(doc, start, end, quotes)


def ended_before(verb: Token, quotes: Ranges) -> tuple[int, int] | None:
    """The quotation that ends with a comma right before the verb's sentence, where the parser took it for a sentence of its own."""
    text, start = verb.doc.text, verb.sent.start_char
    return next(
        (q for q in quotes if 0 <= start - q[1] <= 3 and text[q[1] - 1] in ",?!" and "\n" not in text[q[1] : start]),
        None,
    )


def trails(verb: Token, source: tuple[int, int] | None, quotes: Ranges) -> bool:
    """Whether source and verb come after what was said: `…, officials said`."""
    doc = verb.doc
    if clause(verb) is not None and not any(q[0] > verb.idx for q in quotes if q[0] < verb.sent.end_char):
        opens = clause(verb)
        if opens is not None and opens.dep_ in ("ccomp", "xcomp") and verb.dep_ not in ("parataxis",):
            return False
    if any(c.dep_ in ("ccomp", "parataxis") and c.i < verb.i - 1 for c in verb.children):
        return True
    if verb.dep_ in ("parataxis", "discourse") and verb.head.i < verb.i:
        return True
    block = min(verb.idx, source[0]) if source else verb.idx
    before = doc.text[verb.sent.start_char : block].rstrip()
    if not before and ended_before(verb, quotes) is not None:
        return not any(c.dep_ in ("ccomp",) and c.i > verb.i for c in verb.children)
    if not before or before[-1] not in ",”\"»’'?!":
        return False
    start, end = bare(doc, verb.sent.start, verb.i)
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.idx < block for t in doc[start:end])
    if before[-1] in '”"»':
        return True
    return finite and not any(c.dep_ in ("ccomp", "xcomp", "obj") and c.i > verb.i for c in verb.children)


def _unquoted(doc: Doc, start: int, end: int, quotes: Ranges) -> Ranges:
    """The range as it stands, without quotation marks around the whole of it."""
    a, b = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    for q, r in quotes:
        if q - 1 <= a <= q + 1 and r - 1 <= b <= r + 1:
            a, b = q, r
            break
        if q - 1 <= a <= q and r > b:
            a = q
    while a < b and (doc.text[a].isspace() or doc.text[a] in '“”"«»,;:'):
        a += 1
    while b > a and (doc.text[b - 1].isspace() or doc.text[b - 1] in '“”"«»,;:.'):
        if doc.text[b - 1] in "”»" and "“" in doc.text[a : b - 1].split("”")[-1]:
            break
        if doc.text[b - 1] == '"' and doc.text[a : b - 1].count('"') % 2:
            break
        if doc.text[b - 1] == "." and b >= 2 and doc.text[b - 2].isupper():
            break
        b -= 1
    return [(a, b)] if b - a > 1 else []
