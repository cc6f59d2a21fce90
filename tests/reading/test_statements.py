"""Who says what: source, cue, content, kind, voice, through whom, how sure, whether denied."""

import pytest

from tests.texts import report, said
from twosource.reading.read import read

OFFICIAL = "“They left in a hurry and abandoned their tanks,” a senior US military official said on Monday."


def test_a_direct_quotation_keeps_the_words_without_their_marks() -> None:
    ((statement, voice),) = said(OFFICIAL)
    assert statement.kind == "direct"
    assert [piece.text for piece in statement.content] == ["They left in a hurry and abandoned their tanks"]
    assert statement.source is not None
    assert statement.source.text == "a senior US military official"
    assert statement.cue is not None
    assert statement.cue.text == "said"
    assert (voice.side, voice.anonymous, voice.name) == ("US", True, None)
    assert "senior" in (voice.role or "")


def test_indirect_speech_has_no_marks() -> None:
    ((statement, voice),) = said("Ukraine's General Staff said that its forces had entered the town of Borova.")
    assert statement.kind == "indirect"
    assert statement.content[0].text.endswith("its forces had entered the town of Borova")
    assert (voice.side, voice.anonymous, voice.kind) == ("UA", False, "organisation")


def test_a_quotation_within_indirect_speech_is_mixed() -> None:
    ((statement, _),) = said(
        "The Russian Defence Ministry said its troops had moved to “more favourable positions” east."
    )
    assert statement.kind == "mixed"


def test_a_quotation_broken_up_by_its_source_has_several_pieces() -> None:
    rows = said("“The bridge is gone,” said the mayor of Kupiansk, “and nobody can cross the river tonight.”")
    assert [piece.text for piece in rows[0][0].content] == [
        "The bridge is gone",
        "and nobody can cross the river tonight",
    ]


def test_according_to_is_an_attribution() -> None:
    ((statement, voice),) = said("Three villages were shelled overnight, according to the regional governor.")
    assert statement.cue is not None
    assert statement.cue.text.lower() == "according to"
    assert statement.content[0].text == "Three villages were shelled overnight"
    assert "governor" in (voice.role or "")


def test_who_denies_says_so() -> None:
    rows = said("The Russian Defence Ministry denied that its troops had fled the town.")
    assert rows
    assert rows[0][0].denied


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("The troops have probably left the town, a Western official said.", "likely"),
        ("The troops may have left the town, a Western official said.", "possible"),
        ("The troops have left the town, a Western official said.", "none"),
    ],
)
def test_doubt_is_kept(text: str, hedge: str) -> None:
    assert said(text)[0][0].hedge == hedge


def test_a_report_told_through_another_outlet_names_it() -> None:
    rows = said("A senior US official told Reuters that the troops had left the town in disorder.")
    statement, _ = rows[0]
    assert len(statement.via) == 1


def test_a_pronoun_leads_to_whom_it_stands_for() -> None:
    rows = said(
        "Shells hit a school, said Oksana Melnyk, the mayor of Borova.\n\nNobody was hurt because the building was empty, she added."
    )
    assert [voice.name for _, voice in rows] == ["Oksana Melnyk", "Oksana Melnyk"]


def test_narration_is_no_statement() -> None:
    assert said("Russian forces withdrew from Borova on Monday. The town lies on the Oskil river.") == []


def test_what_stands_in_an_aside_is_read_neither_as_statement_nor_as_event() -> None:
    text = (
        "Troops leave Borova\n\nRussian forces withdrew from Borova on Monday.\n\n"
        "Also Read: Missile strike kills nine in Odesa, governor says\n\nThe town lies on the Oskil river.\n\n"
        "CLICK HERE TO READ MORE: General says 400 soldiers killed in Kherson"
    )
    taken = report(text)
    found = read(taken)
    asides = [p for p in taken.passages if p.kind == "aside"]
    assert len(asides) == 2
    spans = [e.trigger for e in found.events] + [c for s in found.statements for c in s.content]
    assert spans
    assert not any(p.start <= s.start < p.end for p in asides for s in spans)


def test_who_is_quoted_by_office_is_named_in_the_next_paragraph() -> None:
    rows = said(
        "Rockets hit Nikopol\n\n"
        "Rockets hit the town of Nikopol overnight, wounding four people, the regional governor said on Tuesday.\n\n"
        "Taras Holovko wrote on Telegram that the rockets had come from the other shore."
    )
    assert len(rows) == 2
    assert {voice.name for _, voice in rows} == {"Taras Holovko"}
    assert len({voice.id for _, voice in rows}) == 1


def test_an_office_that_bears_its_heads_title_is_a_body_and_no_secret_voice() -> None:
    ((_, voice),) = said("The Office of the Prosecutor General said that three children had been killed in the strike.")
    assert not voice.anonymous
    assert voice.kind == "organisation"


def test_the_us_in_a_headline_is_a_state_and_no_pronoun() -> None:
    rows = said("US says general died in strike\n\nOfficials gave no details on Friday of how it had happened.")
    assert rows
    assert rows[0][1].side == "US"
