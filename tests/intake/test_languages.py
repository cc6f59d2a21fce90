"""Languages are told apart; English is never taken for another, and little is said of little text."""

import pytest

from twosource.intake import languages

SAID = {
    "en": "Russian forces shelled the town on Monday and killed three people at the market, the mayor said.",
    "uk": "Російські війська обстріляли місто в понеділок і вбили трьох людей на ринку, сказав мер.",
    "ru": "Войска обстреляли город в понедельник и убили трёх человек на рынке, сказал мэр.",
    "de": "Granaten trafen die Stadt am Montag, und drei Menschen wurden auf dem Markt getötet.",
    "fr": "Les obus ont frappé la ville lundi et trois personnes ont été tuées dans le marché.",
    "es": "Las fuerzas bombardearon el lunes la ciudad y mataron a tres personas en el mercado.",
    "pl": "Wojska ostrzelały w poniedziałek miasto i zabiły trzy osoby na rynku, jak powiedział mer.",
    "sr": "Снаге су у понедељак гранатирале град и убиле три особе на пијаци, рекао је градоначелник.",
    "ar": "قال الجيش إن القصف استمر في المدينة يوم الاثنين وقتل ثلاثة أشخاص في السوق",
    "fa": "ارتش گفت که شهر را با توپخانه هدف قرار داد و سه نفر در بازار کشته شدند",
    "he": "צבא ההגנה הודיע כי העיר הופגזה ביום שני",
    "zh": "炮弹星期一击中了城市，三人在市场上死亡",
    "ja": "月曜日に町が砲撃され、市場で三人が死亡した",
    "ko": "월요일에 도시가 포격을 받아 시장에서 세 명이 숨졌다",
}


@pytest.mark.parametrize("code", SAID)
def test_a_sentence_is_enough(code: str) -> None:
    assert languages.found(SAID[code]) == code


@pytest.mark.parametrize("text", ["", "Mariupol", "Base overrun", "Shells hit Izyum", "T-72B3 x 14", "🙂 12 %"])
def test_of_little_text_nothing_is_said_and_it_is_read(text: str) -> None:
    assert languages.found(text) is None
    assert languages.is_read(languages.settled(None, text))


def test_foreign_words_in_english_leave_it_english() -> None:
    assert languages.found(SAID["en"] + " «Слава Україні» was written on the wall of the town hall.") == "en"


def test_the_language_given_holds_unless_the_text_is_surely_in_another() -> None:
    assert languages.settled("en-GB", SAID["en"]) == "en-GB"
    assert languages.settled("English", SAID["en"]) == "English"
    assert languages.settled("en", SAID["uk"]) == "uk"
    assert languages.settled("de", "Granaten trafen Izyum") == "de"
    assert not languages.is_read("uk")


def test_every_language_of_the_list_has_words_of_its_own() -> None:
    for language in languages.listed():
        assert len(language.words) >= 18, language.code
