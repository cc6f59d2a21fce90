"""The encoder: one tree a sentence, marks in order, the same reading in any company, and no text that it cannot bear."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource import language
from twosource.errors import ModelError
from twosource.language import document
from twosource.language.encoder.lemmas import lemma
from twosource.language.encoder.model import Encoder, _marked
from twosource.language.encoder.pieces import shape
from twosource.language.encoder.trees import tree
from twosource.language.signals import attributions, carriers


def is_tree(heads: tuple[int, ...]) -> bool:
    roots = [n for n, h in enumerate(heads) if n == h]
    if len(roots) != 1:
        return False
    for n in range(len(heads)):
        seen = set()
        while n != roots[0]:
            if n in seen:
                return False
            seen.add(n)
            n = heads[n]
    return True


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_tree_is_the_heaviest_for_its_root(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count))
    found = tuple(tree(scores))
    assert is_tree(found)
    root = next(n for n, h in enumerate(found) if n == h)

    def weight(heads: tuple[int, ...]) -> float:
        return float(sum(scores[n, h] for n, h in enumerate(heads) if n != root))

    best = max(weight(h) for h in product(range(count), repeat=count) if is_tree(h) and h[root] == root)
    assert weight(found) == pytest.approx(best)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000), st.sampled_from([{2: 1}, {2: 1, 4: 3}]))
def test_marks_are_the_likeliest_row_in_which_nothing_goes_on_that_has_not_begun(
    count: int, seed: int, goes_on: dict[int, int]
) -> None:
    kinds = 2 * len(goes_on) + 1
    chances = np.random.default_rng(seed).dirichlet([1] * kinds, size=count).astype(np.float32)
    chances[:, 0] = np.minimum(chances[:, 0], 0.9)

    def legal(row: tuple[int, ...]) -> bool:
        return all(m not in goes_on or (n > 0 and row[n - 1] in (m, goes_on[m])) for n, m in enumerate(row))

    def weight(row: tuple[int, ...]) -> float:
        return float(sum(np.log(chances[n, mark]) for n, mark in enumerate(row)))

    found = tuple(int(m) for m in _marked(chances, goes_on))
    assert legal(found)
    assert weight(found) == pytest.approx(
        max(weight(r) for r in product(range(kinds), repeat=count) if legal(r)), abs=1e-4
    )


def test_a_name_of_two_words_is_one_name() -> None:
    names = [(e.text, e.label_) for e in language.parse("He flew from North Korea to the United States.").ents]
    assert names == [("North Korea", "LOC"), ("United States", "LOC")]


def test_a_paragraph_is_read_the_same_in_any_company() -> None:
    words = "Russian forces withdrew from Borova on Monday, a senior US official said."
    document.forget()
    alone = language.parse(words)
    document.forget()
    _, among = list(language.parse_many(["Shells hit a school in Izyum.\n\nNobody was hurt, the mayor said.", words]))
    assert [(t.dep_, t.head.i, t.tag_) for t in alone] == [(t.dep_, t.head.i, t.tag_) for t in among]
    assert list(attributions(alone)) == list(attributions(among))
    assert {k: c.kinds for k, c in carriers(alone).items()} == {k: c.kinds for k, c in carriers(among).items()}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "x",
        "a" * 100_000,
        "word " * 5_000,
        "Обстрел города 🚀 القصف 炮击 \u200b\u202e end.",
        "\x00\x01\x7f",
        "“" * 400,
    ],
)
def test_any_text_gives_a_doc_of_its_own_words(text: str) -> None:
    doc = language.parse(text)
    assert doc.text == text
    for said in attributions(doc):
        assert all(0 <= a < b <= len(doc) for a, b in said.content)


@pytest.mark.parametrize(
    ("word", "pos", "wanted"),
    [
        ("tanks", "NOUN", "tank"),
        ("abandoned", "VERB", "abandon"),
        ("went", "VERB", "go"),
        ("cities", "NOUN", "city"),
        ("was", "AUX", "be"),
        ("Izyum", "PROPN", "Izyum"),
        ("fled", "VERB", "flee"),
    ],
)
def test_lemmas(word: str, pos: str, wanted: str) -> None:
    assert lemma(word, pos) == wanted


def test_the_shape_of_a_word_keeps_what_its_pieces_lose() -> None:
    assert [shape(w) for w in ("—", "tank", "Izyum", "NATO", "McCain", "T-72")] == [0, 1, 2, 3, 4, 5]


def test_weights_that_are_torn_are_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"torn")
    with pytest.raises(ModelError, match=r"cannot be loaded.*install twosource again"):
        Encoder(tmp_path)
