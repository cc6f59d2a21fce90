"""Which language a text is in: by its script, then by its commonest words.

Only English is read, so one mistake costs: leaving an English report unread. What is not surely another language
is therefore taken for English. A share of function words is enough for that and needs no model; words and letters
are in `knowledge/languages.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources
from typing import NamedTuple

from twosource.errors import KnowledgeError

SAMPLE = 6000
"""Characters looked at."""

FEWEST = 12
"""Words in the Latin script below which nothing is said: a headline of names may be of any language."""

ENGLISH = 0.14
"""Share of English function words from which a text is English; English news has .3 to .5, other languages below .1."""

OTHER = 0.14
"""Share of another language's function words from which a text that is not English is that language."""

SCRIPTS = {
    "latin": "A-Za-zÀ-ɏḀ-ỿ", "cyrillic": "Ѐ-ԯ", "arabic": "\u0600-\u06ff\u0750-\u077f", "devanagari": "\u0900-\u097f",
    "el": "Ͱ-Ͽ", "hy": "\u0530-\u058f", "he": "\u0590-\u05ff", "bn": "\u0980-\u09ff", "ta": "\u0b80-\u0bff",
    "th": "\u0e00-\u0e7f", "my": "\u1000-\u109f", "ka": "\u10a0-\u10ff", "am": "\u1200-\u137f", "km": "\u1780-\u17ff",
    "ja": "\u3040-\u30ff", "zh": "\u4e00-\u9fff", "ko": "\uac00-\ud7af",
}  # fmt: skip
"""Scripts by ranges of letters. One written by a single language of the news is named by that language."""

LETTERS = {script: re.compile(f"[{letters}]") for script, letters in SCRIPTS.items()}
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class Language(NamedTuple):
    """A language as `knowledge/languages.toml` describes it; `letters` are those that its neighbours lack."""

    code: str
    name: str
    script: str
    words: frozenset[str]
    letters: frozenset[str]


@cache
def listed() -> tuple[Language, ...]:
    """All languages of the data file.

    Raises:
        KnowledgeError: an entry lacks a field.
    """
    source = resources.files("twosource.knowledge").joinpath("languages.toml")
    try:
        return tuple(
            Language(
                code, row["name"], row["script"], frozenset(row["words"].split()), frozenset(row.get("letters", ""))
            )
            for code, row in tomllib.loads(source.read_text(encoding="utf-8")).items()
        )
    except (KeyError, AttributeError) as fault:
        raise KnowledgeError(
            f"an entry is not whole: {fault}", where="knowledge/languages.toml", remedy="give name, script, words"
        ) from fault


def found(text: str) -> str | None:
    """The code (ISO 639-1) of the language of `text`, None where it cannot be told."""
    sample = text[:SAMPLE]
    counts = Counter({script: len(letters.findall(sample)) for script, letters in LETTERS.items()})
    script, most = counts.most_common(1)[0]
    if not most or most < 0.6 * counts.total():
        # Japanese is written in Chinese characters too.
        return "ja" if script == "zh" and counts["ja"] > 0.1 * counts.total() else None
    if script == "zh" and counts["ja"] > 0.05 * most:
        return "ja"
    spoken = [language for language in listed() if language.script == script]
    if not spoken:
        return script if script not in ("latin", "cyrillic", "arabic", "devanagari") else None
    words = [word.lower() for word in WORD.findall(sample)]
    if script == "latin":
        return _latin(words, spoken)
    return max(spoken, key=lambda language: _likeness(language, words, sample)).code


def settled(given: str | None, text: str) -> str | None:
    """The language to keep: the one given, unless the text is surely in another; without one, the one found."""
    seen = found(text)
    if given and (seen is None or given.lower().replace("_", "-").split("-")[0] in (seen, _name(seen), f"{seen}g")):
        return given
    return seen


def is_read(language: str | None) -> bool:
    """Whether twosource reads reports in it: English, and what no language is known of."""
    return language is None or language.lower().replace("_", "-").split("-")[0] in ("en", "eng", "english")


def name_of(code: str) -> str:
    """The language's name in English; the code itself where we have none."""
    return next((language.name for language in listed() if language.code == code), code)


def _name(code: str) -> str:
    return name_of(code).lower()


def _latin(words: list[str], spoken: list[Language]) -> str | None:
    if len(words) < FEWEST:
        return None
    share = {language.code: sum(w in language.words for w in words) / len(words) for language in spoken}
    best = max(share, key=lambda code: share[code])
    if share["en"] >= ENGLISH and share["en"] >= 0.6 * share[best]:
        return "en"
    return best if best != "en" and share[best] >= OTHER and share[best] > 2 * share["en"] else None


def _likeness(language: Language, words: list[str], sample: str) -> float:
    """Share of its words among `words`, and of its own letters in the sample, which weigh more."""
    own = sum(c in language.letters for c in sample.lower())
    return sum(w in language.words for w in words) / max(1, len(words)) + 8 * own / max(1, len(sample))
