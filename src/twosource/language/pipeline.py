"""The language model: which spaCy pipeline reads, loaded once a process."""

from __future__ import annotations

import os
from functools import cache

import spacy
from spacy.language import Language

from twosource.errors import ModelError

SETTING = "TWOSOURCE_MODEL"
"""Environment variable that names another pipeline: an installed package or a folder."""

NEEDED = {"tagger", "parser", "ner"}


def load() -> Language:
    """The pipeline that reads: our encoder behind spaCy's English tokeniser, or the pipeline that TWOSOURCE_MODEL names.

    Raises ModelError if it cannot be loaded or lacks tags, trees or names.
    """
    named = os.environ.get(SETTING)
    return _named(named) if named else _shipped()


@cache
def _shipped() -> Language:
    from twosource.language.encoder import reader

    nlp = spacy.blank("en")
    nlp.add_pipe(reader.NAME)
    return nlp


@cache
def _named(name: str) -> Language:
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError) as fault:
        raise ModelError(
            "the language model cannot be loaded",
            where=name,
            remedy=f"unset {SETTING}, or name an installed spaCy pipeline",
        ) from fault
    if missing := NEEDED - set(nlp.pipe_names):
        raise ModelError(f"the pipeline has no {', '.join(sorted(missing))}", where=name, remedy=f"unset {SETTING}")
    return nlp
