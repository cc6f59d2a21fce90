"""The words of time: what each kind of expression looks like. One pattern a kind, tried in order of length."""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sept sep,october oct,november nov,december dec".split(
            ","
        ),
        1,
    )
    for name in names.split()
}
DAYS = {
    name: number
    for number, names in enumerate(
        "monday mon,tuesday tues tue,wednesday wed,thursday thurs thu,friday fri,saturday sat,sunday".split(",")
    )
    for name in names.split()
}
UNITS = {
    "second": "S", "minute": "MIN", "hour": "H", "day": "D", "night": "D", "week": "W", "fortnight": "F", "weekend": "WE", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE",
}  # fmt: skip
PARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "overnight": "NI",
    "noon": "MI",
    "midday": "MI",
    "dawn": "MO",
    "dusk": "EV",
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
NUMBERS = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
ORDINALS = {
    name: number
    for number, name in enumerate(
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
        "seventeenth eighteenth nineteenth twentieth twenty-first".split()
    )
}

MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)"
WEEKDAY = r"(?P<weekday>Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.|Sat\.)"
PART = r"(?P<part>morning|afternoon|evening|night|noon|dawn)"
COUNT = (
    r"(?P<count>\d[\d,]*(?:\.\d+)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"an?(?: hundred)?|half an?|a few|several|many|some|a couple of|couple of|dozens of|hundreds of|few|the)"
)
UNIT = r"(?P<unit>seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies))"
ROUGH = (
    r"(?:(?:about|around|nearly|almost|roughly|some|more than|less than|at least|over|approximately|just over|just) )?"
)
FLAGS = re.IGNORECASE


def _compiled(pattern: str, flags: int = FLAGS) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + pattern + r")(?![\w])", flags)


CASED = 0
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", _compiled(r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?")),
    ("slashes", _compiled(r"(?P<a>[0-3]?\d)[/.](?P<b>[0-3]?\d)[/.](?P<year>(?:19|20)\d\d|\d\d)")),
    ("full", _compiled(rf"(?:{WEEKDAY},? )?{MONTH} {DAY}(?:,? {YEAR})", CASED)),
    ("full", _compiled(rf"(?:{WEEKDAY},? )?(?:the )?{DAY}(?: of)? {MONTH},? {YEAR}", CASED)),
    ("range", _compiled(rf"{MONTH} {DAY} ?(?:-|–|to|and) ?(?P<until>[0-3]?\d)(?:,? {YEAR})?", CASED)),
    ("range", _compiled(rf"{DAY} ?(?:-|–|to|and) ?(?P<until>[0-3]?\d) {MONTH}(?:,? {YEAR})?", CASED)),
    ("month-day", _compiled(rf"(?:{WEEKDAY},? )?{MONTH} {DAY}(?!,\d|:)", CASED)),
    ("month-day", _compiled(rf"(?:{WEEKDAY},? )?(?:the )?{DAY}(?: of)? {MONTH}", CASED)),
    (
        "month-year",
        _compiled(rf"(?:(?:early|mid|late|the end of|the beginning of)[- ])?{MONTH}(?:,| of)? {YEAR}", CASED),
    ),
    (
        "earlier-this",
        _compiled(rf"(?:earlier|later)(?: in)? (?:this|the|that|last) (?P<which>week|month|year|day|{PART[8:-1]})"),
    ),
    (
        "season-year",
        _compiled(rf"(?:the )?(?:early |late |mid-)?(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? {YEAR}"),
    ),
    ("season", _compiled(r"(?P<which>last|this|next|the|that) (?P<season>spring|summer|autumn|winter)")),
    (
        "century",
        _compiled(r"(?:the )?(?:early |late |mid-)?(?P<ordinal>\d\d?(?:st|nd|rd|th)|[a-z]+(?:-first)?)(?:-| )century"),
    ),
    ("decade", _compiled(r"(?:the )?(?:early |late |mid-?)?(?:(?P<full>(?:1[5-9]|20)\d0)|['’](?P<short>\d0))['’]?s")),
    (
        "quarter",
        _compiled(
            rf"(?:the )?(?P<ordinal>first|second|third|fourth|latest|previous|year-earlier) (?P<span>quarter|half)(?: of)?(?: {YEAR})?"
        ),
    ),
    (
        "weekday-when",
        _compiled(
            rf"(?:on )?(?P<which>last|next|this|this past|this coming|the previous|the following|early|late) {WEEKDAY}(?: {PART})?",
            CASED,
        ),
    ),
    ("weekday", _compiled(rf"{WEEKDAY}(?: {PART}|['’]s)?(?: last week| (?P<of>this week|next week))?", CASED)),
    (
        "today",
        _compiled(
            rf"(?P<word>today|tonight|yesterday|tomorrow|overnight)(?:['’]s)?(?: {PART})?|the day (?P<beyond>before yesterday|after tomorrow)"
        ),
    ),
    ("this-part", _compiled(rf"(?P<which>this|last|that|the same|the previous) {PART}")),
    (
        "ago",
        _compiled(
            rf"{ROUGH}{COUNT} {UNIT} (?P<way>ago|earlier|later|before|after|from now|afterwards)(?! (?:the|a|his|her|its|their|an|being|it|he|she|they)\b)"
        ),
    ),
    (
        "past-span",
        _compiled(
            rf"(?:(?:over|in|during|for|within) )?(?P<lead>(?:the|these|this) )?(?P<which>last|past|previous|next|coming|following|recent) (?:{COUNT} )?(?P<unit>seconds|minutes|hours|days|nights|weeks|months|quarters|years|decades)(?: or so)?"
        ),
    ),
    (
        "past-day",
        _compiled(
            r"(?:in |over |during |for )?(?:the )?(?:past|last) (?P<unit>day|24 hours|twenty[- ]four hours|night)"
        ),
    ),
    (
        "unit-when",
        _compiled(
            r"(?:(?:early|late|later|mid-?|the end of|the beginning of|the start of|the middle of) ?)?(?P<which>last|this|next|past|the past|this past|the last|the next|the previous|the following|the same|that|the current|the coming|earlier this|current|a) "
            r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)(?P<of>['’]s)?"
        ),
    ),
    ("weekend", _compiled(r"(?:over |at |during )?the weekend")),
    (
        "the-day",
        _compiled(
            r"the (?:day|night) (?P<way>before|after|earlier)(?! (?:the|a|his|her|its|their|an|yesterday|tomorrow)\b)"
        ),
    ),
    (
        "clock",
        _compiled(
            r"(?:(?:at )?(?:about |around )?)?(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap]\.?m\.?)(?: (?:local time|GMT|EST|EDT|CET|UTC))?(?:,? (?:on )?(?P<rest>today|yesterday|tomorrow|"
            + WEEKDAY
            + r"))?"
        ),
    ),
    (
        "clock",
        _compiled(r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::\d\d)?(?: (?:local time|GMT|EST|EDT|CET|UTC))?"),
    ),
    ("part", _compiled(r"(?P<part>midnight|noon|midday|dawn)")),
    (
        "ref",
        _compiled(
            r"(?P<present>now|currently|at present|presently|nowadays|these days|at the moment|right now|at this time|the present)|"
            r"(?P<past>recently|lately|formerly|once|in recent (?:days|weeks|months|years)|recent (?:days|weeks|months|years)|previously|the past|long ago|in the past)|(?P<future>soon|the (?:near |foreseeable )?future|in the (?:near |foreseeable )?future|the coming (?:days|weeks|months|years))"
        ),
    ),
    (
        "set",
        _compiled(
            r"(?P<every>every|each) (?P<unit>day|week|month|year|night|quarter)|(?P<often>daily|weekly|monthly|quarterly|annually|annual|yearly)"
        ),
    ),
    (
        "duration",
        _compiled(
            rf"{ROUGH}{COUNT}[- ]?(?:more |full |straight |consecutive |whole |fiscal |additional |long )?{UNIT}(?:[- ](?:long|old))?"
        ),
    ),
    (
        "month",
        _compiled(
            rf"(?:(?:early|mid|late|the end of|the beginning of|the start of)[- ](?:in )?)?(?:(?P<which>last|this|next|the following|the previous) )?{MONTH}",
            CASED,
        ),
    ),
    (
        "year",
        _compiled(
            rf"(?:(?:the )?(?:early|mid|late|end of|beginning of|start of)[- ])?{YEAR}(?:[-–](?P<to>(?:19|20)?\d\d))?"
        ),
    ),
)
