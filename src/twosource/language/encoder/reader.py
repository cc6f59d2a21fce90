"""The encoder as a component of a spaCy pipeline: tags, lemmas, trees, sentences and names set on each `Doc`, and its marks kept beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from twosource.language.encoder.lemmas import lemma
from twosource.language.encoder.model import Marks, changed, encoder

NAME = "twosource_reader"
KEY = "twosource.marks"
"""Where a paragraph's marks lie in `Doc.user_data`, numbered by tokens."""

AHEAD = 256
"""Paragraphs that go through the encoder together."""

FEATURES = {
    "NN": "Number=Sing", "NNS": "Number=Plur", "NNP": "Number=Sing", "NNPS": "Number=Plur", "VB": "VerbForm=Inf", "VBD": "Tense=Past|VerbForm=Fin", "VBG": "VerbForm=Ger",
    "VBN": "Tense=Past|VerbForm=Part", "VBP": "Tense=Pres|VerbForm=Fin", "VBZ": "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "MD": "VerbForm=Fin", "JJ": "Degree=Pos", "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup", "RBR": "Degree=Cmp", "RBS": "Degree=Sup", "CD": "NumType=Card", "PRP$": "Poss=Yes|PronType=Prs", "PRP": "PronType=Prs",
}  # fmt: skip
"""Morphology as far as the tag tells it."""


class Reader:
    """Runs the encoder over docs that are tokenised only."""

    def __call__(self, doc: Doc) -> Doc:
        """The doc with everything set."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = AHEAD) -> Iterator[Doc]:
        """Docs in their order; those of a batch share the encoder's work."""
        waiting: list[Doc] = []
        for doc in docs:
            waiting.append(doc)
            if len(waiting) >= batch_size:
                yield from _read(waiting)
                waiting = []
        yield from _read(waiting)


@Language.factory(NAME)
def make(nlp: Language, name: str) -> Reader:
    """The component by its name."""
    del nlp, name
    return Reader()


def marks(docs: list[Doc]) -> list[Marks | None]:
    """What the encoder says of docs, numbered by their tokens; None for one without words."""
    places = [np.array([t.i for t in doc if not t.is_space], dtype=np.int64) for doc in docs]
    asked = [n for n, at in enumerate(places) if len(at)]
    found = encoder().read([[docs[n][int(i)].text for i in places[n]] for n in asked]) if asked else []
    out: list[Marks | None] = [None] * len(docs)
    for n, made in zip(asked, found, strict=True):
        out[n] = made if len(places[n]) == len(docs[n]) else _spread(made, places[n], len(docs[n]))
    return out


def _read(docs: list[Doc]) -> Iterator[Doc]:
    for doc, found in zip(docs, marks(docs), strict=True):
        yield _annotated(doc, found) if found is not None else doc


def _spread(found: Marks, places: np.ndarray[tuple[int], np.dtype[np.int64]], count: int) -> Marks:
    """Marks of words as marks of tokens, where some tokens are white space; those hang on the word before them."""
    visible = set(places.tolist())
    back = [max((p for p in range(at + 1) if p in visible), default=int(places[0])) for at in range(count)]

    def spread(name: str, column: NDArray[Any]) -> NDArray[Any]:
        wide: NDArray[Any] = np.zeros((count, *column.shape[1:]), dtype=column.dtype)
        wide[places] = places[column] if name == "heads" else column
        for at in range(count):
            if at not in visible and name == "heads":
                wide[at] = back[at]
            elif (
                at not in visible and name == "roles" and 0 < at < count - 1
            ):  # a span of words goes over the white space in it
                wide[at] = np.where((wide[at - 1] > 0) & (wide[at + 1] == 2), 2, 0)
        return wide

    carriers = {}
    for word, carrier in found.carriers.items():
        slots = np.zeros((carrier.slots.shape[0], count), dtype=np.float32)
        slots[:, places] = carrier.slots
        carriers[int(places[word])] = carrier._replace(slots=slots)
    owners = {int(places[a]): int(places[b]) for a, b in found.owners.items()}
    return changed(found, spread, owners, carriers)


def _annotated(doc: Doc, found: Marks) -> Doc:
    labels = encoder().labels
    words = [t.text for t in doc]
    spaces = [t.is_space for t in doc]
    tags = ["_SP" if s else labels["tag"][t] for t, s in zip(found.tags, spaces, strict=True)]
    pos = [
        "SPACE" if s else _pos(w, labels["pos"][p], t)
        for w, p, t, s in zip(words, found.pos, tags, spaces, strict=True)
    ]
    relations = [labels["relation"][r] for r in found.relations]
    heads = found.heads.tolist()
    passive = {heads[n] for n, r in enumerate(relations) if r == "aux:pass"}
    relations = [f"{r}:pass" if r in ("nsubj", "csubj") and heads[n] in passive else r for n, r in enumerate(relations)]
    deps = [
        "dep" if s else "ROOT" if heads[n] == n else r for n, (r, s) in enumerate(zip(relations, spaces, strict=True))
    ]
    made = Doc(
        doc.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc], tags=tags, pos=pos, morphs=[FEATURES.get(t, "") for t in tags],
        lemmas=[lemma(w, p) for w, p in zip(words, pos, strict=True)], heads=heads, deps=deps, ents=_names([labels["name"][n] for n in found.names], spaces),
    )  # fmt: skip
    made.user_data[KEY] = found
    return made


WORDS = {"IN": "ADP", "DT": "DET", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "CD": "NUM", "JJ": "ADJ", "RB": "ADV", "PRP": "PRON", "CC": "CCONJ", "TO": "PART", "MD": "AUX"}  # fmt: skip


def _pos(word: str, pos: str, tag: str) -> str:
    """The part of speech; letters are no punctuation, whatever the encoder holds for likelier."""
    if pos == "PUNCT" and any(c.isalpha() for c in word):
        return WORDS.get(tag, "VERB" if tag.startswith("V") else "X")
    return pos


def _names(marks_: list[str], spaces: list[bool]) -> list[str]:
    """BIO marks in which no name begins in the middle."""
    out: list[str] = []
    for mark, space in zip(marks_, spaces, strict=True):
        before = out[-1] if out else "O"
        if space or mark == "O":
            out.append("O")
        elif mark.startswith("I-") and before[2:] != mark[2:]:
            out.append("B-" + mark[2:])
        else:
            out.append(mark)
    return out
