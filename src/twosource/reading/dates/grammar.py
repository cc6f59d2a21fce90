"""What expressions of time look like: patterns of the parts, and which parts join to one expression.

A part whose words are not the whole match names them with the group `words`.
"""

from __future__ import annotations

import re

from twosource.reading.dates.holidays import HOLIDAYS
from twosource.reading.dates.words import ONES, ORDINALS, TEENS, TENS


def _any(words: object) -> str:
    return "|".join(sorted((str(word) for word in words), key=len, reverse=True))  # type: ignore[attr-defined]


MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June|Jun\.?|July|Jul\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
NTH = r"[0-3]?\d(?:st|nd|rd|th)?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1\d\d\d|20\d\d|\d{1,4} ?(?:BCE?|B\.C\.?(?:E\.?)?)(?!\w))"
WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
PART = r"(?P<part>morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight)"
SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
UNIT = r"(?P<unit>seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies))"
UNITS = r"(?P<unit>seconds|minutes|hours|days|nights|weeks|weekends|months|quarters|years|decades|centuries)"
_NUMBER = (
    rf"(?:\d[\d,]*(?:\.\d+| 1/2)?|(?:{_any(TENS)})(?:[- ](?:{_any(ONES)}))?|(?:one|two|three|four|five|six|seven|eight|nine|an?) hundred|"
    rf"{_any(ONES)}|{_any(TEENS)})"
)
COUNT = (
    rf"(?P<count>{_NUMBER}(?:(?: to | or |-|–){_NUMBER})?(?: and (?:a |one )?half)?|half an?|an? (?:few|couple(?: of)?|good many|number of)|"
    r"an?|several|many|couple of|dozens of|hundreds of|few|some)"
)
ZONE = r"(?:,? ?(?:GMT|UTC|EST|EDT|CST|CDT|PST|PDT|CET|CEST|EET|EEST|MSK|BST|ET|Z)\b)?"
DASH = r" ?[-–—/] ?| (?:to|and|or|until|through) (?:the )?"
WHICH = (
    r"(?P<which>(?:this|the) (?:past|coming|last|next|same|previous|following|current|latest|present|ensuing|preceding)|that same|"
    r"this|that|last|next|past|current|coming)"
)

SPOKEN_YEAR = (
    rf"(?:the year )?(?P<spoken>(?:eighteen|nineteen) (?:(?:{_any(TENS)})(?:[- ](?:{_any(ONES)}))?|{_any(TEENS)})|"
    rf"two thousand(?: (?:and )?(?:{_any(ONES)}|{_any(TEENS)}|(?:{_any(TENS)})(?:[- ](?:{_any(ONES)}))?))?)(?! (?:dollars|men|people|hundred|troops))"
)


def _loose(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(r"(?<![\w$€£.])(?:" + pattern + r")(?!\w)", flags)


def _whole(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + pattern + r")(?!\w)", flags)


KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", _whole(r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?")),
    ("slashes", _whole(r"(?P<a>[0-3]?\d)(?P<mark>[/.])(?P<b>[0-3]?\d)[/.](?P<year>(?:19|20)\d\d|\d\d)")),
    ("full", _loose(rf"{MONTH} {DAY}(?:,? {YEAR})")),
    ("full", _loose(rf"(?:[Tt]he )?{DAY}(?: of)? {MONTH},? {YEAR}")),
    # Both ends of "12-14 July" and "March 5-9, 1918" are days of their own; the first knows the other.
    ("first-day", _loose(rf"(?:[Tt]he )?{DAY}(?=(?:{DASH})(?P<until>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? {YEAR})?(?!\w))")),
    ("first-day", _loose(rf"{MONTH} {DAY}(?=(?:{DASH})(?P<until>[0-3]?\d)(?:st|nd|rd|th)?(?:, {YEAR})?(?![\w:]| {MONTH.replace('month', 'other')}))")),
    ("last-day", _loose(rf"{MONTH} {NTH}(?:{DASH})(?P<words>{DAY}(?:, {YEAR})?)(?![\w:]|,\d|-\w| (?:{MONTH.replace('month', 'other')}|[a-z]+s\b))")),
    ("month-day", _loose(rf"{MONTH} {DAY}(?!\d|:\d|,\d)")),
    ("month-day", _loose(rf"{MONTH} (?P<nth>{_any(ORDINALS)})(?! [a-z]+ of)")),
    ("month-day", _loose(rf"(?:[Tt]he )?{DAY}(?: of)? {MONTH}")),
    ("month-day", _loose(rf"(?:[Tt]he )?(?P<nth>{_any(ORDINALS)}) of {MONTH}")),
    ("month-year", _loose(rf"{MONTH}(?:,| of)? {YEAR}")),
    ("nth-day", _whole(r"(?:on|of|until|by|since|from|to|and|before|after) (?P<words>the (?P<day>[0-3]?\d)(?:st|nd|rd|th))(?=[,.;:)]| (?:and|the|when|after|as|he|she|it|they|in|with|to|but|was|were)\b)")),
    ("holiday", _whole(rf"(?P<holiday>{_any(HOLIDAYS)})(?:,? {YEAR})?", 0)),
    ("season-year", _loose(rf"(?:the )?{SEASON}(?:,| of)? {YEAR}", re.IGNORECASE)),
    ("season-year", _loose(rf"{YEAR} {SEASON}", re.IGNORECASE)),
    ("season", _whole(rf"(?:{WHICH}|the(?! \w+ (?-i:[A-Z])| \w+ offensive| \w+ campaign)) {SEASON}(?! of (?!this|that|last|next|the (?:same|previous|following|next)))")),
    ("season", _whole(r"(?P<season>(?:spring|summer|autumn|winter))")),
    ("century", _loose(rf"(?:the )?(?P<nth>\d\d?(?:st|nd|rd|th)|{_any(ORDINALS)})(?:-| )century(?P<era> (?:BCE?|B\.C\.?))?", re.IGNORECASE)),
    ("decade", _loose(r"(?:the )?(?:(?P<full>(?:1\d|20)\d0)|['’](?P<short>\d0)|(?P<bc>\d{2,3}0)(?=['’]?s BC))['’]?s(?: BC)?")),
    ("decade", _whole(r"the (?P<name>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)")),
    ("quarter", _whole(rf"(?:the (?!\w+-q))?(?:(?P<of>this|last|next) year['’]s )?(?:{YEAR} |(?P<ago>year-(?:ago|earlier)) )?(?P<fiscal>fiscal )?(?:(?P<nth>first|second|third|fourth)[- ](?P<span>quarter|half)|(?P<late>latest|most recent|same|corresponding|comparable)(?: fiscal)? (?:quarter|period))(?:(?: of)?(?: fiscal)? (?P<in>1\d\d\d|20\d\d))?")),
    ("quarter", _whole(rf"the (?:{YEAR}|(?P<ago>year-(?:ago|earlier)|previous year['’]s)) (?P<span>quarter|period)")),
    ("quarter", _whole(r"the (?P<span>quarter)")),
    ("year-ago", _whole(r"year-(?:ago|earlier)")),
    ("fiscal", _whole(rf"(?:the )?(?:fiscal|financial)(?: year)? {YEAR}|{WHICH} (?:fiscal|financial) year|the (?:fiscal|full|calendar) year")),
    ("weekday", _whole(rf"(?:{WHICH} )?{WEEKDAY}(?: (?P<of>last week|this week|next week))?", 0)),
    ("weekday", _whole(rf"(?P<which>Last|Next|This|The previous|The following) {WEEKDAY}", 0)),
    ("today", _whole(r"(?P<word>today|tonight|yesterday|tomorrow|overnight)|the day (?P<beyond>before yesterday|after tomorrow)")),
    ("part", _whole(rf"(?:{WHICH}|the|one)(?: (?:early|late))? {PART}(?: hours)?")),
    ("part", _whole(rf"(?:early|late|mid)?[- ]?{PART}(?: hours)?")),
    ("ago", _whole(rf"(?:{COUNT}(?: (?:more|full|whole|short|long))?[- ])?{UNIT}(?: or (?:so|more))?,? (?P<way>ago|earlier|later|before that|after that|from now|afterwards?|previously|prior|hence)(?! than\b)")),
    ("ago", _whole(rf"(?:{COUNT} ){UNIT} (?P<way>before|after)(?=[,.;)])")),
    ("span", _whole(rf"(?:(?:the|these|this) )?(?P<which>last|past|previous|next|coming|following|recent|first|final|latest|preceding|ensuing|subsequent) (?:(?:{COUNT}) )?{UNITS}(?: or (?:so|more)| and (?:weeks|months|years))?")),
    ("span", _whole(rf"(?P<count>{_NUMBER}) (?P<which>past|previous|consecutive|straight|successive) {UNITS}")),
    ("past-day", _whole(r"(?:the )?(?:past|last|previous) (?P<unit>day|24 hours|twenty[- ]four hours)|the past (?P<night>night)")),
    ("unit", _whole(rf"{WHICH} (?P<unit>day|week|weekend|month|quarter|year|decade|century)")),
    ("unit", _whole(r"the (?:very )?(?P<which>next|previous|following|same|current|present|last|coming|ensuing|preceding) (?P<unit>day|week|weekend|month|quarter|year|decade|century)")),
    ("the-unit", _whole(r"the (?P<unit>year|month|week|day)(?! (?:of|that|when|before|after|to|\d)|-)")),
    ("the-unit", _whole(r"(?P<unit>year|month)(?:-|['’]s )end")),
    ("weekend", _whole(r"the weekend|(?:a |this )?(?P<bare>weekend)")),
    ("the-day", _whole(r"the (?P<unit>day|night|morning|evening|week|month|year) (?P<way>before|after|earlier|following)(?! (?:the|a|his|her|its|their|an|yesterday|tomorrow)\b)")),
    ("clock", _whole(rf"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap]\.?m\b\.?){ZONE}")),
    ("clock", _whole(rf"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::\d\d)?(?: ?hrs| hours)?{ZONE}")),
    ("clock", _whole(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?: ?hrs| hours|[ -]?GMT| UTC)")),
    ("clock", _whole(r"(?P<hour>\d\d?|" + _any(ONES | TEENS) + r") (?:o['’]clock(?: in the (?P<in>morning|afternoon|evening))?|in the (?P<at>morning|afternoon|evening))")),
    ("ref", _whole(
        r"(?P<present>now|currently|at present|presently|nowadays|these days|at the moment|the present(?: day)?|present[- ]day|the time being)|"
        r"(?P<past>recently|lately|(?:more|most) recently|the (?:recent |distant )?past(?! \w+s\b| day| week| month| year| night| few)|long ago)|"
        r"(?P<future>the (?:near |foreseeable |immediate |distant )?future)")),
    ("this-time", _whole(r"(?:at|by|during|around|about|until|from|since) (?P<words>(?:this|that|the) time)(?! (?:of|when|that|the)\b)|(?:this|that) period")),
    ("set", _whole(rf"(?P<every>every|each|per) (?:{UNIT}|{MONTH}|{WEEKDAY})|(?P<often>daily|weekly|monthly|annually|yearly|nightly)")),
    ("duration", _whole(rf"(?:a (?=\w+-\w+ period)|(?:the|these|those) (?:first |last |full )?(?!\w+[- ](?:second|minute|hour|day|night|week|month|year|decade)\b))?{COUNT}[- ]?(?:more |full |straight |consecutive |whole |fiscal |additional |long |extra |further |business |working )?{UNIT}(?: and a half)?(?: or (?:so|more|two)|[- ]long| period)?")),
    ("duration", _whole(r"(?P<count>)(?P<words>(?P<unit>years|months|weeks|days|hours|decades|centuries)(?:-long)?)")),
    ("month", _loose(rf"(?:{WHICH} |(?P<which2>Last|This|Next) )?{MONTH}")),
    ("year", _loose(rf"(?:the year )?{YEAR}(?:(?= ?[-–/] ?(?P<to>(?:1\d|20)?\d\d)(?![\w-]|[,.]\d)))?")),
    ("year", _loose(r"(?P<year>\d{2,3})(?= ?(?:-|–|to|and|or) ?\d{2,4} (?P<era>BC))")),
    ("year-end", _loose(r"(?P<from>1\d\d\d|20\d\d) ?[-–/] ?(?P<words>(?P<year>\d\d))(?![-–/,.]\d)")),
    ("year", _whole(SPOKEN_YEAR)),
)  # fmt: skip
"""Kinds with their patterns, the surest first: of two that are as long, the surer stands."""

DAYS = {
    "iso",
    "slashes",
    "full",
    "month-day",
    "first-day",
    "last-day",
    "weekday",
    "today",
    "nth-day",
    "holiday",
    "the-day",
}
HOURS = {"clock", "part"}
SPANS = {
    "month",
    "month-year",
    "season",
    "season-year",
    "year",
    "decade",
    "century",
    "quarter",
    "fiscal",
    "unit",
    "the-unit",
}
WITHOUT_YEAR = {"month", "month-day", "season", "quarter", "holiday"}
YEARS = {"unit", "year", "the-unit", "fiscal"}

JOINS: tuple[tuple[set[str], re.Pattern[str], set[str]], ...] = (
    (HOURS, re.compile(r",? (?:of )?(?:the )?"), DAYS | {"unit"}),
    (HOURS, re.compile(r" "), HOURS),
    (DAYS | {"unit"}, re.compile(r",? "), HOURS),
    ({"weekday"}, re.compile(r",? (?:the )?"), {"month-day", "full", "first-day"}),
    (WITHOUT_YEAR, re.compile(r",? (?:of |in )?"), YEARS),
    ({"span", "duration", "unit"}, re.compile(r" of (?:the )?"), {"month", "month-year", "year"}),
)
"""Kinds that make one expression with a kind that follows, and the words that may stand between them."""

EARLY = re.compile(
    r"(?<![\w-])(?:(?:(?:the )?(?:very )?(?:early|late|mid|middle|latter|earlier|later|first|final|last)"
    r"(?: part| half| half of| days| hours| weeks| months)?(?: in| on| of)?(?: the)?[ -]|"
    r"(?:the )?(?:very )?(?:end|beginning|start|middle|close|rest|remainder|onset|turn|height|(?:first|second|last|latter|final|early|later|better) (?:half|part|third|days|weeks|months)) of (?:the )?"
    r"|some ?time (?:in )?|post-|pre-|(?:ca?\.|circa|around|about|approximately) ))$",
    re.IGNORECASE,
)
"""What stands before a date and belongs to it."""

ROUGHLY = re.compile(
    r"(?<![\w-])(?:(?:about|around|nearly|almost|roughly|approximately|more than|less than|fewer than|at least|at most|up to|just over|just under|"
    r"no more than|no less than|as (?:many|much|long|little) as|(?<=for )over|(?<=in )over|(?<=after )over|under|some) )+$",
    re.IGNORECASE,
)
"""What stands before a length of time or an hour and belongs to it."""
