"""A text of any kind becomes one Doc that holds it to the character."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource import language
from twosource.errors import ModelError
from twosource.language import pipeline
from twosource.language.conllu import conllu
from twosource.language.paragraphs import LONGEST, paragraphs
from twosource.language.signals import attributions

NEWS = "Troops quit Borova\n\nRussian forces left Borova on Monday, officials said. Nobody was hurt.\r\n\t“We saw it,” he said."


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_held_to_the_character(text: str) -> None:
    assert language.parse(text).text == text


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=" \n\t\r\u2028\xa0ab.“”'’\u200b🙂\x00", max_size=80))
def test_odd_spaces_and_marks_change_nothing(text: str) -> None:
    doc = language.parse(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token.text)] == token.text for token in doc)


def test_a_headline_is_a_sentence_of_its_own() -> None:
    sentences = [sent.text.strip() for sent in language.parse(NEWS).sents]
    assert sentences[0] == "Troops quit Borova"
    assert "Nobody was hurt." in sentences


def test_trees_name_who_left_what() -> None:
    doc = language.parse(NEWS)
    left = next(token for token in doc if token.text == "left")
    assert {child.dep_: child.text for child in left.children}["nsubj"] == "forces"


def test_the_same_text_alone_and_among_others_is_read_alike() -> None:
    alone = list(conllu(language.parse(NEWS)))
    among = list(conllu(list(language.parse_many(["Other words.", NEWS, ""]))[1]))
    assert alone == among


def test_a_megabyte_without_a_line_break_is_cut_into_pieces_that_cover_it() -> None:
    text = "Troops left the town. " * 5000 + "x" * 20_000
    pieces = list(paragraphs(text))
    assert max(end - start for start, end in pieces) <= LONGEST
    assert "".join(text[a:b] for a, b in pieces).replace(" ", "") == text.replace(" ", "")


def test_conllu_has_ten_columns_and_one_root_a_sentence() -> None:
    blocks = "\n".join(conllu(language.parse(NEWS))).strip().split("\n\n")
    for block in blocks:
        rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
        assert all(len(row) == 10 for row in rows)
        assert sum(row[6] == "0" for row in rows) == 1


def test_a_model_that_is_not_there_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pipeline.SETTING, "no_such_pipeline")
    with pytest.raises(ModelError, match=r"no_such_pipeline.*TWOSOURCE_MODEL"):
        language.load()


def test_another_pipeline_may_be_named_for_syntax_and_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = spacy.blank("en")
    for name in ("tagger", "parser", "ner"):
        other.add_pipe(name)
    other.get_pipe("tagger").add_label("NN")  # type: ignore[attr-defined]
    other.get_pipe("parser").add_label("nsubj")  # type: ignore[attr-defined]
    other.get_pipe("ner").add_label("LOC")  # type: ignore[attr-defined]
    other.initialize()
    other.to_disk(tmp_path / "other")
    monkeypatch.setenv(pipeline.SETTING, str(tmp_path / "other"))
    doc = language.parse(NEWS)
    assert doc.text == NEWS
    assert {token.tag_ for token in doc if not token.is_space} == {"NN"}
    assert any(said.content for said in attributions(doc))


def test_a_pipeline_without_trees_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")
    monkeypatch.setenv(pipeline.SETTING, str(tmp_path / "bare"))
    with pytest.raises(ModelError, match=r"no ner, parser, tagger.*TWOSOURCE_MODEL"):
        language.load()
