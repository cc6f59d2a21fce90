"""The language model: which spaCy pipeline reads, loaded once a process."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from twosource.errors import ModelError

SHIPPED = Path(__file__).parent / "model"
SETTING = "TWOSOURCE_MODEL"
"""Environment variable that names another pipeline: an installed package or a folder."""

NEEDED = {"tagger", "parser", "ner"}


def load() -> Language:
    """The pipeline that reads: the shipped one, or the one that TWOSOURCE_MODEL names.

    Raises ModelError if it cannot be loaded or lacks tags, trees or names.
    """
    return _loaded(os.environ.get(SETTING) or str(SHIPPED))


@cache
def _loaded(name: str) -> Language:
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError) as fault:
        shipped = name == str(SHIPPED)
        raise ModelError(
            "the language model cannot be loaded",
            where="twosource.language" if shipped else name,
            remedy="install twosource again" if shipped else f"unset {SETTING}, or name an installed spaCy pipeline",
        ) from fault
    if missing := NEEDED - set(nlp.pipe_names):
        raise ModelError(f"the pipeline has no {', '.join(sorted(missing))}", where=name, remedy=f"unset {SETTING}")
    return nlp
