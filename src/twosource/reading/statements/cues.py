"""Words that signal a statement, and what kind of content each of them takes."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from twosource.knowledge.tables import toml


class Words(NamedTuple):
    """Lemmas of reporting.toml by their list."""

    say: frozenset[str]
    do: frozenset[str]
    nouns: frozenset[str]
    denying: frozenset[str]
    alleging: frozenset[str]


@cache
def words() -> Words:
    """The reporting words."""
    table = toml("reporting.toml")
    return Words(*(frozenset(table[name].split()) for name in Words._fields))


ONLY_CLAUSE = {
    "add", "note", "find", "show", "count", "record", "document", "point", "mention", "understand", "expect", "hope", "fear", "indicate", "suggest", "continue", "publish",
    "broadcast", "believe", "think", "estimate", "determine", "judge", "post", "signal", "detail", "answer", "reply", "respond", "agree", "advise", "conclude", "recall",
    "observe", "maintain", "complain", "counter", "comment", "relate", "reveal", "brief", "notify", "inform", "remark", "tell", "quote", "cite", "remind", "repeat",
    "explain", "insist", "argue", "stress", "swear", "boast", "specify", "state", "hint", "assess", "write", "order", "ask", "request", "assure",
}  # fmt: skip
"""Verbs of saying that take things too ("found weapons", "added troops"): a statement only with a clause or a quotation."""

THINKING = {"think", "believe", "hope", "fear", "expect", "understand"}
"""Thoughts count only where somebody is seen to voice them: with a quotation, or spoken by a body."""

HOLDS_BACK = {"refuse", "decline", "fail", "want", "try", "need", "seek", "hesitate", "have", "be"}
COPIED = {"as"}


def is_cue(token: Token) -> bool:
    """Whether a token can be the verb of a statement: a verb of saying that is neither negated nor held back."""
    lemma = token.lemma_.lower()
    table = words()
    if lemma not in table.say and lemma not in table.do:
        return False
    if token.pos_ not in ("VERB", "AUX") and not _headline_verb(token):
        return False
    if (
        any(
            child.dep_ in ("advmod", "aux") and child.lower_ in ("not", "n't", "n’t", "never")
            for child in token.children
        )
        and lemma not in table.denying
    ):
        return False
    if token.tag_ == "VB" and not any(child.dep_ in ("nsubj", "csubj") for child in token.children):
        if token.dep_ == "root" or token.dep_ == "ROOT":
            return any(child.dep_ == "aux" for child in token.children)
        if token.dep_ in ("xcomp", "advcl", "acl", "ccomp") and any(child.lower_ == "to" for child in token.children):
            return token.dep_ == "xcomp" and token.head.lemma_ in ("go", "continue", "proceed", "appear", "hasten")
    return not (token.dep_ in ("amod", "compound") and token.head.i > token.i)


def _headline_verb(token: Token) -> bool:
    """`claims`, `reports`, `warns` that the tagger takes for nouns, in a sentence that has no other verb before."""
    if token.tag_ not in ("NNS", "NNPS", "NNP", "NN") or not token.lower_.endswith("s") or token.i == token.sent.start:
        return False
    before = token.nbor(-1)
    takes = any(
        child.dep_ in ("ccomp", "acl", "parataxis", "obj", "acl:relcl") and child.i > token.i
        for child in token.children
    )
    return before.pos_ in ("PROPN", "NOUN") and token.dep_ in ("root", "ROOT") and takes


def addressee(verb: Token) -> Token | None:
    """To whom it was said: the object of `tell`, or `to reporters` after other verbs."""
    for child in verb.children:
        if child.i > verb.i and (
            (
                child.dep_ in ("obj", "iobj")
                and verb.lemma_ in ("tell", "inform", "brief", "remind", "assure", "notify", "warn", "advise")
            )
            or (
                child.dep_ == "obl"
                and child.i - verb.i < 5
                and any(c.lower_ == "to" for c in child.children)
                and child.lemma_ in ("reporter", "journalist", "medium")
            )
        ):
            return child
    return None
