"""Boosted trees over named signs."""

from pathlib import Path

import pytest

from twosource.errors import KnowledgeError
from twosource.knowledge import boosted
from twosource.reading.events.assertion import TREES


def test_a_sign_that_is_not_there_counts_as_nothing() -> None:
    trees = boosted.trees(TREES)
    bare, empty, unknown = trees.chances([{"words shared": 0.0}, {}, {"no such sign": 1.0}])
    assert bare == empty == unknown
    assert 0 < bare < 1


def test_what_says_the_same_is_likelier_than_what_shares_nothing() -> None:
    near = {"encoder: of the type": 4.0, "may tell of the type": 0.9, "words shared": 3.0, "share of words": 0.5, "share of its words": 0.8}  # fmt: skip
    far = {"encoder: of the type": -4.0, "encoder: of another type": 4.0, "statements between": 9.0, "denied": 1.0}
    likely, unlikely = boosted.trees(TREES).chances([near, far])
    assert likely > unlikely


def test_without_rows_there_are_no_chances() -> None:
    assert boosted.trees(TREES).chances([]) == []


def test_a_file_that_is_missing_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"knowledge/none\.onnx"):
        boosted.trees("none.onnx")


def test_a_file_that_is_no_model_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "torn.onnx").write_bytes(b"torn")
    monkeypatch.setattr("twosource.knowledge.boosted.resources.files", lambda _package: tmp_path)
    with pytest.raises(KnowledgeError, match=r"knowledge/torn\.onnx"):
        boosted.Trees("torn.onnx")
