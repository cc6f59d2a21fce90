"""From any text to one `Doc`: paragraphs are parsed, kept for when wire copy repeats them, and joined.

`doc.text` is the text, to the character: white space between paragraphs becomes space tokens.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, ORTH, POS, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.tokens import Doc

from twosource.knowledge.inflections import lemmas
from twosource.language.encoder.model import Marks
from twosource.language.encoder.reader import AHEAD, KEY, NAME, marks
from twosource.language.paragraphs import paragraphs
from twosource.language.pipeline import load

ATTRIBUTES = [ORTH, SPACY, TAG, POS, MORPH, LEMMA, HEAD, DEP, SENT_START, ENT_IOB, ENT_TYPE]
KEPT = 20_000
"""Paragraphs remembered; the oldest are forgotten first."""

BATCH = 64
"""Reports whose paragraphs go through the model together."""


class Whole(Doc):
    """The doc of a whole text, which it keeps: spaCy puts `Doc.text` together anew each time it is asked for, and readers ask often."""

    @property
    def text(self) -> str:
        """The text, to the character."""
        kept: str = self.user_data[TEXT]
        return kept


TEXT = "twosource.text"
Rows = NDArray[np.uint64]
Kept = tuple[Rows, Marks | None]
_cache: dict[str, Kept] = {}


def parse(text: str) -> Doc:
    """Tokens, tags, lemmas, trees, sentences and names of `text`."""
    return next(parse_many([text]))


def parse_many(texts: Iterable[str]) -> Iterator[Doc]:
    """The same for many texts, in their order; paragraphs of several texts share a batch."""
    waiting: deque[str] = deque()
    for text in texts:
        waiting.append(text)
        if len(waiting) == BATCH:
            yield from _batch(list(waiting))
            waiting.clear()
    if waiting:
        yield from _batch(list(waiting))


def _batch(texts: list[str]) -> Iterator[Doc]:
    nlp = load()
    cuts = [list(paragraphs(text)) for text in texts]
    wanted = dict.fromkeys(t[a:b] for t, pieces in zip(texts, cuts, strict=True) for a, b in pieces)
    rows = {words: kept for words in wanted if (kept := _cache.get(_key(nlp, words))) is not None}
    fresh = [words for words in wanted if words not in rows]
    for words, doc in zip(fresh, _parsed(nlp, fresh), strict=True):
        kept = doc.to_array(ATTRIBUTES).astype(np.uint64), doc.user_data.get(KEY)
        rows[words] = _cache[_key(nlp, words)] = kept
    while len(_cache) > KEPT:
        del _cache[next(iter(_cache))]
    for text, pieces in zip(texts, cuts, strict=True):
        yield _join(nlp, text, pieces, rows)


def _parsed(nlp: Language, texts: list[str]) -> list[Doc]:
    """Docs of paragraphs; where another pipeline parses, the encoder still says who speaks and what happens."""
    docs = list(nlp.pipe(texts, batch_size=AHEAD))
    if not nlp.has_pipe(NAME):
        for doc, found in zip(docs, marks(docs), strict=True):
            _mend_lemmas(doc)
            doc.user_data[KEY] = found
    return docs


def _mend_lemmas(doc: Doc) -> None:
    """Lemmas of the words that the tables of knowledge list are looked up: a small model invents some (`repelled`, `repell`)."""
    known = lemmas()
    for token in doc:
        lemma = known.get((token.lower_, token.pos_))
        if lemma is not None:
            token.lemma_ = lemma


def _key(nlp: Language, words: str) -> str:
    return f"{id(nlp)} {words}"


def _join(nlp: Language, text: str, pieces: list[tuple[int, int]], rows: dict[str, Kept]) -> Doc:
    blocks: list[Rows] = []
    found: list[tuple[int, Marks]] = []
    end = at = 0
    for start, stop in pieces:
        if start > end:
            gap = _gap(nlp, text[end:start], blocks)
            blocks += gap
            at += len(gap)
        block, said = rows[text[start:stop]]
        if said is not None:
            found.append((at, said))
        blocks.append(block.copy())
        at += len(block)
        end = stop
    if end < len(text):
        blocks += _gap(nlp, text[end:], blocks)
    if not blocks:
        return Whole(nlp.vocab, user_data={TEXT: text})
    table = np.concatenate(blocks)
    strings = nlp.vocab.strings
    doc = Whole(
        nlp.vocab,
        words=[strings[orth] for orth in table[:, 0]],
        spaces=[bool(s) for s in table[:, 1]],
        user_data={TEXT: text, KEY: found},
    )
    doc.from_array(ATTRIBUTES[2:], table[:, 2:])  # type: ignore[arg-type]
    return doc


def _gap(nlp: Language, gap: str, blocks: list[Rows]) -> list[Rows]:
    """White space between paragraphs: a single blank belongs to the token before it, the rest is one space token."""
    if blocks and gap[0] == " ":
        blocks[-1][-1, 1] = 1
        gap = gap[1:]
    if not gap:
        return []
    strings = nlp.vocab.strings
    row = np.zeros((1, len(ATTRIBUTES)), dtype=np.uint64)
    word = strings.add(gap)
    values = {
        ORTH: word,
        LEMMA: word,
        TAG: strings.add("_SP"),
        POS: strings.add("SPACE"),
        DEP: strings.add("dep"),
        ENT_IOB: 2,
    }
    if blocks:  # attached to the token before it, so that it opens no sentence
        values |= {HEAD: (1 << 64) - 1, SENT_START: (1 << 64) - 1}
    else:
        values |= {DEP: strings.add("ROOT"), SENT_START: 1}
    for attribute, value in values.items():
        row[0, ATTRIBUTES.index(attribute)] = value
    return [row]


def forget() -> None:
    """Drop the remembered paragraphs, as a measurement of speed must."""
    _cache.clear()
