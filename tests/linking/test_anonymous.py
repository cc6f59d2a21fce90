"""Unnamed voices: same, different, or nobody can tell."""

from datetime import date

import pytest

from tests.texts import report
from twosource.linking.anonymous import Said, compare
from twosource.records import Span, Statement, StatementKind, Voice

US = Voice(id="a", role="senior military official", side="US", anonymous=True)
US_TOO = Voice(id="b", role="military official", side="US", anonymous=True)
SOLDIER = Voice(id="c", role="soldier", side="UA", anonymous=True)


def told(voice: Voice, words: str, kind: StatementKind = "direct", occasion: str | None = None, day: int = 5) -> Said:
    taken = report(f"{words}.", published=date(2022, 10, day).isoformat())
    span = Span.of(taken.text, 0, len(words))
    statement = Statement(
        id=f"s{voice.id}{day}", report=taken.id, kind=kind, content=(span,), voice=voice.id, occasion=occasion
    )
    return Said(voice, statement, taken)


def test_the_same_quoted_words_are_one_source_in_either_spelling() -> None:
    verdict = compare(
        told(US, "We saw a disorganized retreat from Borova with tanks left"),
        told(US_TOO, "We saw a disorganised retreat from Borova with tanks left"),
    )
    assert verdict.verdict == "same"
    assert "disorganized retreat" in " ".join(verdict.why)


def test_descriptions_that_exclude_each_other_are_different() -> None:
    words = "They abandoned their tanks beside the road to Borova"
    assert compare(told(US, words), told(SOLDIER, words)).verdict == "different"


def test_without_shared_words_or_occasion_nobody_can_tell() -> None:
    verdict = compare(told(US, "Artillery remains active near Svatove"), told(US_TOO, "Morale is low among conscripts"))
    assert verdict.verdict == "unassessable"
    assert verdict.why


def test_one_briefing_and_the_same_matter_is_one_source() -> None:
    first = told(US, "Russian units abandoned tanks in Borova during the retreat", "indirect", "a briefing")
    second = told(US_TOO, "tanks were abandoned by the units in Borova", "indirect", "the briefing")
    assert compare(first, second).verdict == "same"


@pytest.mark.parametrize("days", [2, 5])
def test_comparing_does_not_depend_on_the_order(days: int) -> None:
    a, b = (
        told(US, "Artillery remains active near Svatove"),
        told(US_TOO, "Artillery is still active near Svatove", day=days),
    )
    assert compare(a, b).verdict == compare(b, a).verdict
