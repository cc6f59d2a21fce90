"""Makes treebank sentences look like news: curly quotation marks, lower case, capitals, headline capitals."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

Augmenter = Callable[[Language, Example], Iterator[Example]]
STRAIGHT = {'"', "''", "``"}


@util.registry.augmenters("twosource.news.v1")
def news(level: float) -> Augmenter:
    """Beside each example, with probability `level`, the same one in newspaper dress."""

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        yield example
        if random.random() < level:
            fields = example.to_dict()
            tokens = fields["token_annotation"]
            tokens["ORTH"] = dressed(tokens["ORTH"], random.random())
            yield Example.from_dict(Doc(nlp.vocab, words=tokens["ORTH"], spaces=tokens["SPACY"]), fields)

    return augment


def dressed(words: list[str], chance: float) -> list[str]:
    """`words` with curly marks; `chance` below .12 lowers them, below .2 raises them, below .3 makes them a headline."""
    out, opening = [], True
    for word in words:
        if word in STRAIGHT:
            word, opening = ("“" if opening else "”"), not opening
        else:
            word = word.replace("'", "’")
        if chance < 0.12:
            word = word.lower()
        elif chance < 0.2:
            word = word.upper()
        elif chance < 0.3:
            word = word[:1].upper() + word[1:]
        out.append(word)
    return out
