"""What the words of a source tell of who it is."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from twosource.knowledge import bodies, countries, gazetteer, outlets, parties, people
from twosource.records import VoiceKind

ROLE = (
    r"officials?|sources?|diplomats?|officers?|soldiers?|fighters?|troops|servicem[ae]n|commanders?|sergeant|lieutenant|captain|colonel|generals?(?! (?:staff|command|assembly|prosecutor|secretariat|directorate))|private|veterans?|militants?|rebels|"
    r"spokes(?:man|woman|person|people)|president|vice[- ]president|prime minister|premier|chancellor|minister|secretary(?:[- ]general)?|governor|mayor|deputy|head|chief|leader|chair(?:man|woman|person)?|director|"
    r"ambassador|envoy|negotiators?|mediators?|advis[eo]rs?|aides?|ombudsman|prosecutor|judge|lawmakers?|mps?|senators?|congress(?:man|woman)|member|councillor|representative|"
    r"analysts?|experts?|researchers?|professor|fellow|historian|economists?|residents?|locals|villagers?|witness(?:es)?|eyewitness(?:es)?|survivors?|refugees?|relatives?|doctors?|medics?|"
    r"nurses?|surgeon|teachers?|farmers?|workers?|volunteers?|activists?|drivers?|traders?|shopkeepers?|prisoners?|detainees?|hostages?|protesters?|priest|pastor|imam|elder|journalists?|reporters?|"
    r"correspondents?|man|woman|men|women|mother|father|sister|brother|wife|husband|daughter|son|uncle|aunt|cousin|neighbou?rs?|boy|girl|pilots?|sailors?|crew|lawyers?|owner|founder|editor|manager|"
    r"inspectors?|paramedics?|coordinators?|ombudsw?oman|bloggers?|opponents?|interlocutors?|locals?(?= *$|,)|elders|campaigners?|rescuers?|firefighters?|evacuees?|passengers?|consul|legislators?|wardens?|"
    r"guards?|fisherm[ae]n|miners?|vendors?|pensioners?|widow(?:er)?|grandmother|grandfather|headteacher|principal|rector|scientists?|translator|businessm[ae]n|employees?|operators?|sniper|"
    r"instructors?|defectors?|deserters?|dissidents?|delegates?|rapporteur|commissioner|administrator|constable|strategists?|superintendent|undersecretary|shepherd|bystanders?|commuters?|students?|"
    r"analyst|king|pope|bishop|archbishop|patriarch|people|civilians?|returnees?|monitors?|observers?|investigators?|engineers?|technician|insider|mercenar(?:y|ies)|conscripts?|inmates?|warlord|politicians?|figure|person"
)
ROLE_WORD = re.compile(rf"\b(?:{ROLE})\b", re.IGNORECASE)
OFFICES = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|minister|secretary|governor|mayor|head|chief|leader|chair\w*|director|ambassador|envoy|ombudsman|prosecutor|commissioner|rapporteur|commander(?:-in-chief)?|king|pope|patriarch|archbishop|founder)\b",
    re.IGNORECASE,
)
SPOKES = re.compile(r"\b(?:spokes(?:man|woman|person)|representative)\b", re.IGNORECASE)
NAME_RUN = re.compile(
    r"(?:[A-ZÀ-Ž]\.|[A-ZÀ-Ž][\w’'-]*)(?:\s(?:(?:al|el|bin|ibn|von|van|der|den|de|la|du|da|di|ben|abu)[\s-])?(?:[A-ZÀ-Ž]\.|(?:Lt|Col|Gen|Maj|Brig|Capt|Sgt|Adm|Jr|Sr|Mr|Mrs|Ms|Dr)\.|[A-ZÀ-Ž][\w’'-]*))*"
)  # fmt: skip
RANKS = re.compile(
    r"^(?:Lt|Col|Gen|Maj|Brig|Capt|Sgt|Cpl|Adm|Cmdr|Air|Force|Army|Navy|Marine|Rear|Vice|Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady|Sen|Rep|Gov|President|Prime|Minister|Foreign|Defen[cs]e|Interior|Secretary|General|"
    r"Colonel|Major|Brigadier|Captain|Lieutenant|Sergeant|Admiral|Marshal|Commander|Governor|Mayor|Ambassador|Chancellor|King|Queen|Prince|Pope|Sheikh|Ayatollah|Imam|Father|Deputy|Chief|Head|Director|Chairman|"
    r"Spokesman|Spokeswoman|Spokesperson|Senator|Congressman|Representative|Judge|Justice|Professor|Doctor|State|Vice-President|First|Permanent|Special|Ms|The|A|An|Former|Acting|Senior|Ex|"
    r"Kremlin|Pentagon|White|House|US|U|UK|UN|EU|NATO|Nato|Republican|Democratic|Democrat|Labour|Conservative|Duma|Press|Executive|National|Security|Adviser|Advisor|Council|Member|Parliament|Treasury|Joint|Chiefs|Staff|Federal|Local|Locals|Residents|Officials|Two|Three|Four|Five|Six|Several|Some|Many|One|Most|Satellite|In|On|At|But|And|Also|While|If|When|After|Before|Its|His|Her|Their|Our|My|This|That|These|Those|He|She|They|It|We)\.?$"
)
NOT_NAMES = re.compile(r"\b(?:Ministry|Department|Staff|Forces?|Command|Army|Navy|Guard|Service|Council|Committee|Agency|Office|Government|Group|Front|Movement|Party|Union|Nations?|Institute|Center|Centre|University|"
                       r"Association|Organi[sz]ation|Network|Brigade|Regiment|Battalion|Division|Corps|Administration|Parliament|Congress|Senate|Court|Police|Observatory|Watch|International|Company|Bank|Fund|Oblast|Region|"
                       r"Province|District|City|Hospital|Television|TV|Radio|News|Times|Post|Journal|Telegraph|Agency|Press|Operation|Mission|Commission|Alliance|Coalition|Federation|Republic|State|Crescent|Cross|River|Headquarters|Monitor|Street|Square|Road|Avenue|Bridge|Airport|Plant|Lake|Sea|Mount|Island|Valley|Day|War|Summit|Treaty|Act|Conference|Herald|"
                       r"Pravda|Gazette|Tribune|Chronicle|Courier|Observer|Voice|Bulletin|Daily|Weekly|Resistance|Authority|Chancellor|Islamic|Society|Foundation|Airlines|Petroleum|Energy|Register|Affairs|School|Church)\b")  # fmt: skip


class Description(NamedTuple):
    """Fields of a voice as words alone give them."""

    name: str | None
    role: str | None
    org: str | None
    side: str | None
    party: str | None
    anonymous: bool
    kind: VoiceKind


CLAUSE = re.compile(r"(?:,? (?:who|which|whose|whom)\b|,? (?:speaking|asking|citing|adding|describing) ).*$")
POSSESSOR = re.compile(r"^(?:[A-Z][\w.]*\s){0,3}[A-Z][\w-]+['’]s?\s(?=[a-z]|(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Lt)\b)")
SOMEBODY = re.compile(
    r"^(?:an?|one|another|two|three|four|five|several|some|many|other|a second|a third)\s(?P<role>(?:[a-z][\w’'-]+\s){0,3}?[a-z][\w-]+)(?=$|[,;(]|\s(?:of|in|at|from|on|near|with|for|to|by|inside|familiar|close|involved|whose|aged|living|working)\b)"
)
NO_PERSON = re.compile(
    r"\b(?:report|statement|video|footage|image|document|letter|website|channel|newspaper|survey|study|poll|company|agency|group|photo\w*|picture|post|message|tweet|article|book|map|data|"
    r"ministry|newspaper|paper|site|station|outlet|account|clip|recording|film|note|memo|order|decree|bulletin|update|assessment|analysis|organi[sz]ation|committee|commission|government|"
    r"army|military|court|union|network|institute|tank|programme|program|network|unit|brigade|front|party|movement|country|countries|nation|state|city|town|village|sign|banner|broadcast|"
    r"investigation|inquiry|source close|hour|day|week|month|year|thing|other|number|kind|lot|both|rights|press|media|registry|register|database)s?$",
    re.IGNORECASE,
)
THING = re.compile(
    r"^(?:(?!of\b|in\b|by\b|from\b|at\b|for\b|to\b|with\b)[\w’'-]+\s){0,5}?(?:reports?|statement|video|footage|clips?|images?|documents?|letter|data|survey|study|poll|list|union|notes?|memo|register|records|"
    r"figures|bulletin|update|account|placard|posts?|messages?|filing|communiqu[eé]|findings|association|federation|confederation|society|council|committee|commission)"
    r"(?=$|[,;(]|\s(?:of|in|by|from|at|for|to|with|on|that|seen|kept|obtained|published|posted|shared|released|taken|compiled|prepared)\b)",
    re.IGNORECASE,
)
"""Papers, pictures and associations, whoever made them or belongs to them: `a list kept by …`, `the union of prison guards`."""
EMPLOYER = re.compile(
    r"\b(?:of|at|in|from|with|within|inside)\s(?:the\s)?(?P<org>(?:[\w’'.-]+\s){0,5}?(?:[Bb]rigade|[Bb]attalion|[Rr]egiment|[Dd]ivision|[Cc]ouncil|[Aa]uthority|[Uu]niversity|[Ii]nstitute|[Hh]ospital|[Cc]linic|[Pp]lant|[Cc]ompany|[Pp]arty|"
    r"[Mm]ovement|[Mm]ission|[Cc]entre|[Cc]enter|[Ss]ervice|[Ff]orces?|[Aa]rmy|[Nn]avy|[Uu]nion|[Cc]ommission|[Cc]ommittee|[Pp]roject|[Gg]roup|[Aa]gency|[Oo]rgani[sz]ation|[Mm]onitor|[Ff]oundation|[Aa]ssociation|[Nn]etwork|[Cc]harity|"
    r"Bundeswehr|[Ww]atch|[Tt]hink[- ]tank|[Cc]ollege|[Ss]chool|[Pp]rison|[Bb]ank|[Rr]esistance|[Cc]ommand|[Dd]irectorate|[Oo]ffice)\b(?:\sof\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)*)?)"
)  # fmt: skip
"""Whom somebody belongs to: `a doctor at Gabriel Toure hospital`."""
DAYS = re.compile(
    r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December)\b"
)
REGIONS = set(
    "European Western Eastern African Asian Arab Baltic Nordic Scandinavian Balkan Gulf Latin American Central Kurdish Sahelian Caucasian Pacific Islamist Islamic Christian Muslim Jewish Allied Coalition Opposition".split()
)
"""Of parts of the world and of faiths; no names of persons."""

AT_PLACE = re.compile(r"\b(?:in|from|at|near|into|to|towards?|outside|around)\s(?:the\s)?$", re.IGNORECASE)
FIRST_NAME = re.compile(r"^(?P<name>[A-ZÀ-Ž][\w’'-]{2,}), (?:an?|the|his|her|who|aged|\d)\b")
BACKED = re.compile(
    r"^\w+-(?:aligned|backed|led|held|installed|linked|occupied|controlled|based|affiliated|appointed|friendly|speaking|run|affiliate)\b",
    re.IGNORECASE,
)


def person_name(words: str) -> str | None:
    """The personal name within a phrase: a run of capitalised words that is no rank, body, country or town."""
    best: str | None = None
    for match in NAME_RUN.finditer(words):
        if match.start() > 0 and AT_PLACE.search(words[: match.start()]):
            continue
        parts = match.group().split()
        titles = [n for n, part in enumerate(parts[:-1]) if ROLE_WORD.fullmatch(part) and not part.isupper()]
        parts = parts[titles[-1] + 1 :] if titles else parts
        while parts and (
            RANKS.match(parts[0])
            or countries.country(parts[0])
            or (len(parts) > 2 and " ".join(parts[:2]) in ("Air Force",))
        ):
            parts = parts[1:]
        parts = [re.sub(r"['’]s?$", "", part) if part is parts[-1] else part for part in parts]
        run = " ".join(parts)
        if (
            not parts
            or run in REGIONS
            or (len(parts) > 1 and ROLE_WORD.fullmatch(parts[-1]))
            or DAYS.search(run)
            or BACKED.match(run)
            or NOT_NAMES.search(run)
            or len(run) < 3
            or countries.country(run)
            or outlets.outlet(run)
            or parties.named_party(run)
            or bodies.listed_in(run)
        ):
            continue
        if people.person(run):
            return run
        entries = gazetteer.candidates(run)
        if len(parts) == 1 and match.start() == 0 and len(words) > match.end():
            continue
        if entries and (len(parts) > 1 or max(e.people for e in entries) > 3000):
            continue
        if run.isupper() and len(parts) == 1:
            continue
        if best is None or (len(parts) > len(best.split()) and len(best.split()) < 2):
            best = run
    return best


def describe(words: str, on: date | None = None) -> Description:
    """Who the words of a source describe, taken by themselves."""
    words = CLAUSE.sub("", " ".join(words.split()))
    if (
        (group := GROUP.match(words))
        and not ROLE_WORD.search(re.split(r"\b(?:of|that|in|for)\b", group["what"])[0])
        and person_name(words) in (None, group["name"])
    ):
        return _group(group["name"], group["what"], on)
    side, party = None, None
    if (tail := POSSESSOR.sub("", words)) != words and ROLE_WORD.search(tail) and person_name(tail):
        if countries.country(owner := words[: len(words) - len(tail)].strip()):
            side, party = parties.side_of(owner, on)
        words = tail
    someone = people.person_in(words, on)
    if side is None:
        side, party = parties.side_of(words, on)
    name = someone.name if someone else person_name(words)
    if name is None and (first := FIRST_NAME.match(words)) and ROLE_WORD.search(words) and not _known(first["name"]):
        name = first["name"]
    if name and not someone and len(name.split()) == 1 and not ROLE_WORD.search(words) and len(words.split()) > 2:
        name = None
    bare = re.sub(re.escape(name), " ", words) if name and not someone else words
    role = None if THING.match(bare) else _role(bare)
    paper = outlets.outlet_in(words) if not name else None
    if paper and not (role and not re.search(r"\b(?:report|analysis|investigation)\b", words)):
        return Description(None, None, paper.name, "MEDIA", paper.owner, False, "outlet")
    org = _organisation(bare, bool(name or role), party)
    if (
        role
        and not name
        and side
        and (holder := people.holder(" ".join(re.sub(r" of .*", "", role).split()), side, on))
        and _known_office(words, role)
    ):
        someone = holder
    if someone:
        return Description(
            people.spelt(words, someone, on),
            role or someone.role,
            org or someone.org or _spoken_for(someone.side, role or someone.role),
            someone.side,
            someone.party,
            False,
            "person",
        )
    if org is None and side and len(side) == 2 and role and not name:
        org = affiliation(side, role)
    if (role or name) and (org is None or org.startswith("Government of ")) and (employer := EMPLOYER.search(bare)):
        org = employer["org"]
    if (
        role is None
        and name is None
        and org is None
        and (somebody := SOMEBODY.match(words))
        and not NO_PERSON.search(somebody["role"])
    ):
        role = somebody["role"]
    anonymous = name is None and role is not None and not _known_office(words, role)
    kind: VoiceKind = "person" if name or role else "organisation"
    if kind == "organisation" and org is None:
        org = _unlisted(words, side)
    return Description(name, role, org, side, party, anonymous, kind)


UN_PART = re.compile(
    r"(?:UN|U\.N\.|United Nations) (?:[a-z]+ ){0,2}(?:mission|panel|watchdog|agency|office|envoy|team|mechanism|commission|monitors?|force|fund)(?: in [A-Z]\w+)?"
)
"""A part of the United Nations that no table lists."""


def _organisation(words: str, somebody: bool, party: str | None) -> str | None:
    """The body that words name; a state's government only where `somebody` who speaks for it is not named already."""
    if party == "ru-occupation" and (found := parties.party(party)):
        return found.name
    known = bodies.listed_in(words)
    if known is not None:
        wider = UN_PART.search(words)
        return (
            f"{known.name} ({wider.group()})"
            if wider and known.name == "United Nations"
            else bodies.called(known, words)
        )
    body = bodies.body(words)
    if body is not None and (body.kind != "government" or not somebody):
        return body.name
    band = parties.party_of(words)
    found = parties.party(band) if band and "-" in band else None
    return parties.called(found, words) if found else None


def _spoken_for(side: str | None, role: str | None) -> str | None:
    """The government that a holder of a high office speaks for."""
    return affiliation(side, role) if side and len(side) == 2 and role and OFFICES.search(role) else None


GROUP = re.compile(
    r"^(?:The\s)?(?P<name>[A-Z][\w’'&.-]*(?:\s(?:of\s|for\s|the\s|and\s)*[A-Z][\w’'&.-]*)*), (?:an?|the)\s(?P<what>[^,]*\b(?:group|organi[sz]ation|monitor|charity|project|institute|collective|network|company|firm|think[ -]tank|ngo|body|"
    r"association|consultancy|operator|publisher|laboratory|lab)\b.*)$"
)
"""A body with what it is: `Front Atlas, a Warsaw-based research group`."""
STUDIES = re.compile(
    r"\b(?:research|analys|maps?|mapping|tracks?|tracking|satellite|imagery|imaging|open[- ]source|think[ -]tank|consultancy|laboratory|lab|investigat)",
    re.IGNORECASE,
)
HELPS = re.compile(
    r"\b(?:rights|aid|humanitarian|relief|charity|ngo|monitor|documents|follows|collective|volunteers?)\b",
    re.IGNORECASE,
)


def _group(name: str, what: str, on: date | None) -> Description:
    """A body by its name and by what is said of it: who studies a war is EXPERT, who helps or watches over rights INT, wherever they sit."""
    known = bodies.listed_in(name)
    side, party = (known.side, known.party) if known else parties.side_of(name, on)
    if side is None or (known is None and countries.country_in(name) is None):
        side = "EXPERT" if STUDIES.search(what) else "INT" if HELPS.search(what) else None
        party = None
    return Description(None, None, bodies.called(known, name) if known else name, side, party, False, "organisation")


def _known(word: str) -> bool:
    """Whether a word is the name of a country, a place, an outlet or a party, and so no first name."""
    return bool(
        countries.country(word)
        or outlets.outlet(word)
        or parties.named_party(word)
        or bodies.listed_in(word)
        or NOT_NAMES.search(word)
    )


ARMED = re.compile(
    r"\b(?:military|soldiers?|troops|officers?|commanders?|sergeant|lieutenant|captain|colonel|general|army|pilots?|fighters?|servicem[ae]n|marines?|conscripts?)\b",
    re.IGNORECASE,
)


def affiliation(side: str, role: str) -> str:
    """The body that somebody of a state speaks for, by what they are: its armed forces or its government."""
    return (
        f"{countries.adjective(side)} Armed Forces"
        if ARMED.search(role) and not bodies.LOCAL.search(role)
        else f"Government of {countries.name(side)}"
    )


def _unlisted(words: str, side: str | None) -> str | None:
    """A body that no table lists goes by its own words."""
    bare = re.sub(r"^(?:the|an?|its|their|his|her)\s", "", words.strip(' ,"“”'), flags=re.IGNORECASE)
    if len(bare.split()) > 9 or bare.lower() in (
        "it",
        "they",
        "he",
        "she",
        "we",
        "i",
        "that",
        "this",
        "one",
        "both",
        "he",
        "you",
        "all",
        "some",
        "many",
        "others",
        "a",
        "an",
        "the",
        "which",
        "who",
        "what",
    ):
        return None
    if side and len(side) == 2 and countries.country_in(bare) is None:
        typed = bodies.body(f"{countries.adjective(side)} {bare}")
        return typed.name if typed else bare
    return bare


def _role(words: str) -> str | None:
    if INSTITUTION.match(words):
        return None
    matches = [
        m
        for m in ROLE_WORD.finditer(words)
        if not re.match(r"['’]s?\s", words[m.end() :]) and not _in_a_name(words, m.start(), m.group())
    ]
    if not matches:
        return None
    first = matches[0]
    if (
        SECOND.fullmatch(first.group())
        and len(matches) > 1
        and BETWEEN.fullmatch(words[first.end() : matches[1].start()])
    ):
        between = words[first.end() : matches[1].start()]
        return " ".join(f"{first.group()}{between}{matches[1].group()}".split())
    after = words[first.end() :]
    tail = re.match(r"(?:\s(?:of|for|in|at|to|from)\s(?:the\s)?[^,;(]{2,60})", after)
    before = " ".join([*(w for w in words[: first.start()].split() if countries.country(w) is None), ""])
    lead = re.search(
        r"((?:(?:senior|former|deputy|acting|regional|local|military|defen[cs]e|foreign|prime|vice|interior|presidential|security|intelligence|western|government|retired|rescue|medical|aid|army|police|Kremlin|Pentagon)\s)*)$",
        before,
        re.IGNORECASE,
    )
    kind = lead.group(1) if lead else ""
    if not kind and (nearer := re.search(r"(?<![\w’'-])((?:[a-z][a-z-]+\s){1,2})$", before)):
        kind = " ".join(w for w in nearer.group(1).split() if w not in NO_KIND) + " "
    role = kind.lstrip() + first.group() + (tail.group() if tail else "")
    return " ".join(role.split()) or None


INSTITUTION = re.compile(
    r"(?:the )?(?:[\w’'-]+ ){0,2}(?:Office|Ministry|Department|Directorate|Service|Bureau|Headquarters|Embassy|Commission|Secretariat) (?:of|for)\b|"
    r"(?:the )?(?:[\w’'-]+ ){0,3}[\w-]+['’]s? (?:Office|Secretariat)$",
    re.IGNORECASE,
)
"""A body that bears the name of whoever heads it: `the Office of the Prosecutor General`."""

SECOND = re.compile(r"deputy|vice|member", re.IGNORECASE)
BETWEEN = re.compile(r"\s(?:(?!of|for|in|at|to|from)[\w-]+\s){0,3}", re.IGNORECASE)
"""What stands between `deputy` and the office: `deputy foreign minister`."""

NO_KIND = set(
    "a an the one two three four five several some many other another his her its their our my this that these those both by from of for to at in on and or most all more same".split()
)


def _in_a_name(words: str, at: int, word: str) -> bool:
    """Whether a role's word is part of a body's name: `Coast Guard`, `Panel of Experts`, `Doctors Without Borders`."""
    if not word[:1].isupper() or OFFICES.search(word) or RANKS.match(word) or at == 0:
        return False
    return bool(re.search(r"[A-Z]\w+ (?:of (?:the )?)?$", words[:at]))


def _known_office(words: str, role: str) -> bool:
    """An office of which there is one: who holds it is no secret, though the text does not say the name."""
    if re.match(r"(?:an?|one|another|some|several|two|three|\w+ of)\s", words, re.IGNORECASE):
        return False
    return bool(OFFICES.search(role) or SPOKES.search(role)) and not re.search(
        r"\bofficials?\b|\bministers\b|\bleaders\b|\bcommanders\b|\bheads\b|\bchiefs\b", role, re.IGNORECASE
    )


def with_side(found: Description, words: str, side: str, on: date | None) -> Description:
    """The description once the report has told whose officials are meant."""
    fuller = (
        describe(
            f"{countries.adjective(side)} {re.sub(r'^(?:the|an?|its|their|his|her) ', '', words, flags=re.IGNORECASE)}",
            on,
        )
        if not found.name
        else found
    )
    if fuller.name and not found.name and fuller.side == side:
        return fuller
    org = found.org if found.name else fuller.org if fuller.org and fuller.side == side else found.org
    if org is None and found.role:
        org = affiliation(side, found.role)
    return found._replace(side=side, party=side.lower(), org=org)
