"""A parsed text as CoNLL-U (universaldependencies.org/format), with names as BILOU marks in MISC (`name=B-PER`)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token


def conllu(doc: Doc) -> Iterator[str]:
    """Lines of CoNLL-U without line ends; white space tokens become `SpacesAfter` of the token before them."""
    for number, sent in enumerate(doc.sents, 1):
        tokens = [token for token in sent if not token.is_space]
        if not tokens:
            continue
        yield f"# sent_id = {number}"
        yield f"# text = {' '.join(doc[tokens[0].i : tokens[-1].i + 1].text.split())}"
        at = {token.i: place for place, token in enumerate(tokens, 1)}
        for token in tokens:
            yield "\t".join(_columns(token, at))
        yield ""


def _columns(token: Token, at: dict[int, int]) -> list[str]:
    root = token.head.i == token.i or token.head.i not in at
    misc = [f"name={_name(token)}"]
    if not token.whitespace_ and not (token.i + 1 < len(token.doc) and token.nbor().is_space):
        misc.append("SpaceAfter=No")
    return [
        str(at[token.i]), token.text, token.lemma_ or "_", token.pos_ or "_", token.tag_ or "_", str(token.morph) or "_",
        "0" if root else str(at[token.head.i]), "root" if root else token.dep_, "_", "|".join(misc) or "_",
    ]  # fmt: skip


def _name(token: Token) -> str:
    if not token.ent_type_:
        return "O"
    first = token.ent_iob_ == "B"
    more = token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I"
    mark = ("B" if more else "U") if first else ("I" if more else "L")
    return f"{mark}-{token.ent_type_}"
