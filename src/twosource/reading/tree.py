"""Walking the dependency tree of a sentence (Universal Dependencies)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

CLAUSAL = {
    "conj",
    "parataxis",
    "advcl",
    "acl",
    "acl:relcl",
    "ccomp",
    "csubj",
    "csubj:pass",
    "discourse",
    "cc",
    "punct",
    "mark",
}
FAR = 99


def path_length(a: Token, b: Token) -> int:
    """Edges between two tokens of one sentence; FAR where they are in different ones."""
    depth = {token.i: steps for steps, token in enumerate(up(a))}
    for steps, token in enumerate(up(b)):
        if token.i in depth:
            return steps + depth[token.i]
    return FAR


def up(token: Token) -> Iterator[Token]:
    """A token and its ancestors, to the root."""
    yield token
    yield from token.ancestors


def prepositions(noun: Token) -> Iterator[str]:
    """Words that mark a noun's case, in lower case and in their order: `out`, `of`."""
    return (child.lower_ for child in noun.children if child.dep_ == "case")


def preposition(noun: Token) -> str:
    """The first of them; empty where there is none."""
    return next(prepositions(noun), "")


def phrase(head: Token, *, without: set[str] | None = None) -> tuple[int, int]:
    """First and last (exclusive) token of the noun phrase of `head`: its subtree without clauses that hang on it.

    `without` names further relations to leave out. A gap is closed: the phrase is one run of tokens around its head.
    """
    left_out = CLAUSAL | (without or set())
    kept = {head.i}
    stack = [head]
    while stack:
        token = stack.pop()
        for child in token.children:
            if child.dep_ not in left_out or (child.dep_ == "punct" and child.text in ("-", ".", "'", "’")):
                if (
                    token.i == head.i
                    and child.dep_ in ("case", "cop", "expl", "nsubj", "advmod", "obl:tmod")
                    and child.i < head.i
                    and child.dep_ != "advmod"
                ):
                    continue
                kept.add(child.i)
                stack.append(child)
    first = last = head.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return first, last + 1


def bare(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A run of tokens without white space and punctuation at its ends."""
    while start < end and (doc[start].is_space or (doc[start].is_punct and doc[start].text not in ("$", "€", "£"))):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    return start, end
