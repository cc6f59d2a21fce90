"""Whose words they are: the noun phrase that a verb of saying has for its subject, as it stands in the text."""

from __future__ import annotations

from spacy.tokens import Token

from twosource.reading.tree import bare

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
RELATIVE = {"who", "which", "that", "whom"}
LEFT_OUT = {"conj_clause", "acl:relcl", "parataxis", "ccomp", "advcl", "csubj", "advcl:relcl"}


def subject(verb: Token) -> Token | None:
    """The head of the phrase that says it: its own subject, or that of the clause it hangs on; the agent of a passive."""
    passive = any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children)
    if passive or (verb.tag_ == "VBN" and not any(child.dep_ in ("aux", *SUBJECTS) for child in verb.children)):
        agent = next(
            (c for c in verb.children if c.dep_ in ("obl:agent", "obl") and any(g.lower_ == "by" for g in c.children)),
            None,
        )
        if agent is not None:
            return agent
        if verb.lemma_ in ("quote", "cite"):
            return next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        return None
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if own is not None:
        if own.lower_ in RELATIVE and verb.dep_ in ("acl:relcl", "acl"):
            return verb.head
        return own
    if verb.dep_ in ("acl", "acl:relcl"):
        return verb.head if verb.head.pos_ in ("NOUN", "PROPN", "PRON") else None
    if (
        verb.dep_ in ("conj", "xcomp", "advcl", "parataxis", "ccomp")
        and verb.head.i != verb.i
        and verb.head.pos_ in ("VERB", "AUX")
        and (verb.dep_ in ("conj", "xcomp", "advcl") or verb.tag_ == "VBG")
    ):
        return subject(verb.head)
    # A name right before or after the verb that the parser hung elsewhere: "…, Zelensky said"
    return _beside(verb)


def _beside(verb: Token) -> Token | None:
    doc = verb.doc
    if verb.i > verb.sent.start:
        before = doc[verb.i - 1]
        if before.pos_ in ("PROPN", "PRON", "NOUN") and before.dep_ not in ("obj", "obl"):
            return _top(before, verb)
    if verb.i + 1 < verb.sent.end and verb.tag_ in ("VBD", "VBZ"):
        after = doc[verb.i + 1]
        if (
            after.pos_ in ("PROPN", "DET", "NOUN", "ADJ", "PRON")
            and verb.i > verb.sent.start
            and (doc[verb.i - 1].is_punct or doc[verb.i - 1].pos_ in ("ADV", "SCONJ"))
        ):
            return _noun(after, verb)
    return None


def _noun(token: Token, verb: Token) -> Token:
    """The head noun of a phrase that begins with `token`."""
    for following in token.doc[token.i : min(token.i + 7, verb.sent.end)]:
        if following.pos_ in ("NOUN", "PROPN", "PRON") and (
            following.i + 1 >= verb.sent.end or following.nbor().pos_ not in ("NOUN", "PROPN", "PART")
        ):
            return following
    return token


def _top(token: Token, verb: Token) -> Token:
    while (
        token.dep_ in ("compound", "flat", "amod", "det", "nmod:poss", "nummod", "nmod")
        and token.head.i != verb.i
        and abs(token.head.i - token.i) < 8
    ):
        token = token.head
    return token


def phrase(head: Token, verb: Token | None = None) -> tuple[int, int]:
    """Character range of the whole noun phrase: titles, appositions, "of …", short descriptive clauses with commas closed."""
    doc = head.doc
    kept = {head.i}
    stack = [head]
    while stack:
        token = stack.pop()
        for child in token.children:
            if verb is not None and child.i == verb.i:
                continue
            if child.dep_ in LEFT_OUT or (
                child.dep_ in ("conj", "cc") and verb is not None and any(c.dep_ in SUBJECTS for c in child.children)
            ):
                continue
            if (
                child.dep_ in ("case", "mark", "advmod", "cop", "nsubj", "aux", "advcl", "obl", "obl:tmod", "discourse")
                and token.i == head.i
                and child.dep_ != "advmod"
            ):
                continue
            if child.dep_ == "punct" and child.text not in ("-", "–", ".", "'", "’", ",", '"', "“", "”"):
                continue
            if (
                child.dep_ == "acl"
                and verb is not None
                and min(t.i for t in child.subtree) <= verb.i <= max(t.i for t in child.subtree)
            ):
                continue
            kept.add(child.i)
            stack.append(child)
    first = last = head.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    if verb is not None:
        if first <= verb.i < head.i:
            first = verb.i + 1
        if head.i < verb.i <= last:
            last = verb.i - 1
    a, b = bare(doc, first, last + 1)
    if a >= b:
        a, b = head.i, head.i + 1
    return doc[a].idx, doc[b - 1].idx + len(doc[b - 1])
