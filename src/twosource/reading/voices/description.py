"""What the words of a source tell of who it is."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from twosource.knowledge import bodies, countries, gazetteer, outlets, parties, people
from twosource.records import VoiceKind

ROLE = (
    r"officials?|sources?|diplomats?|officers?|soldiers?|fighters?|troops|servicem[ae]n|commanders?|sergeant|lieutenant|captain|colonel|generals?(?! staff)|private|veterans?|militants?|rebels|"
    r"spokes(?:man|woman|person|people)|president|vice[- ]president|prime minister|premier|chancellor|minister|secretary(?:[- ]general)?|governor|mayor|deputy|head|chief|leader|chair(?:man|woman|person)?|director|"
    r"ambassador|envoy|negotiators?|mediators?|advis[eo]rs?|aides?|ombudsman|prosecutor|judge|lawmakers?|mps?|senators?|congress(?:man|woman)|member|councillor|representative|"
    r"analysts?|experts?|researchers?|professor|fellow|historian|economists?|residents?|locals|villagers?|witness(?:es)?|eyewitness(?:es)?|survivors?|refugees?|relatives?|doctors?|medics?|"
    r"nurses?|surgeon|teachers?|farmers?|workers?|volunteers?|activists?|drivers?|traders?|shopkeepers?|prisoners?|detainees?|hostages?|protesters?|priest|pastor|imam|elder|journalists?|reporters?|"
    r"correspondents?|man|woman|men|women|mother|father|sister|brother|wife|husband|daughter|son|uncle|aunt|cousin|neighbou?rs?|boy|girl|pilots?|sailors?|crew|lawyers?|owner|founder|editor|manager|"
    r"analyst|king|pope|bishop|archbishop|patriarch|people|civilians?|returnees?|monitors?|observers?|investigators?|engineers?|technician|insider|mercenar(?:y|ies)|conscripts?|inmates?|warlord|politicians?|figure|person"
)
ROLE_WORD = re.compile(rf"\b(?:{ROLE})\b", re.IGNORECASE)
OFFICES = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|minister|secretary|governor|mayor|head|chief|leader|chair\w*|director|ambassador|envoy|ombudsman|prosecutor|commander(?:-in-chief)?|king|pope|patriarch|archbishop|founder)\b",
    re.IGNORECASE,
)
SPOKES = re.compile(r"\bspokes(?:man|woman|person)\b", re.IGNORECASE)
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


def person_name(words: str) -> str | None:
    """The personal name within a phrase: a run of capitalised words that is no rank, body, country or town."""
    best: str | None = None
    for match in NAME_RUN.finditer(words):
        parts = match.group().split()
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
    words = " ".join(words.split())
    someone = people.person_in(words, on)
    side, party = parties.side_of(words, on)
    name = someone.name if someone else person_name(words)
    if name and not someone and len(name.split()) == 1 and not ROLE_WORD.search(words) and len(words.split()) > 2:
        name = None
    bare = re.sub(re.escape(name), " ", words) if name and not someone else words
    role = _role(bare)
    paper = outlets.outlet_in(words) if not name else None
    if paper and not (role and not re.search(r"\b(?:report|analysis|investigation)\b", words)):
        return Description(None, None, paper.name, "MEDIA", paper.owner, False, "outlet")
    body = bodies.body(bare)
    org = body.name if body and (body.kind != "government" or not (name or role)) else None
    if org is None and (band := parties.party_of(bare)) and "-" in band and (found := parties.party(band)):
        org = found.name
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
            someone.name, role or someone.role, org or someone.org, someone.side, someone.party, False, "person"
        )
    if org is None and side and len(side) == 2 and role and not name:
        org = affiliation(side, role)
    anonymous = name is None and role is not None and not _known_office(words, role)
    kind: VoiceKind = "person" if name or role else "organisation"
    if kind == "organisation" and org is None:
        org = _unlisted(words, side)
    return Description(name, role, org, side, party, anonymous, kind)


ARMED = re.compile(
    r"\b(?:military|soldiers?|troops|officers?|commanders?|sergeant|lieutenant|captain|colonel|general|army|pilots?|fighters?|servicem[ae]n|marines?|conscripts?)\b",
    re.IGNORECASE,
)


def affiliation(side: str, role: str) -> str:
    """The body that somebody of a state speaks for, by what they are: its armed forces or its government."""
    return f"{'Armed Forces' if ARMED.search(role) else 'Government'} of {countries.name(side)}"


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
    ):
        return None
    if side and len(side) == 2 and countries.country_in(bare) is None:
        typed = bodies.body(f"{countries.adjective(side)} {bare}")
        return typed.name if typed else bare
    return bare


def _role(words: str) -> str | None:
    matches = [m for m in ROLE_WORD.finditer(words) if not re.match(r"['’]s?\s", words[m.end() :])]
    if not matches:
        return None
    first = matches[0]
    after = words[first.end() :]
    tail = re.match(r"(?:\s(?:of|for|in|at|to|from)\s(?:the\s)?[^,;(]{2,60})", after)
    before = " ".join([*(w for w in words[: first.start()].split() if countries.country(w) is None), ""])
    lead = re.search(
        r"((?:(?:senior|former|deputy|acting|regional|local|military|defen[cs]e|foreign|prime|vice|interior|presidential|security|intelligence|western|government|retired|rescue|medical|aid|army|police|Kremlin|Pentagon)\s)*)$",
        before,
        re.IGNORECASE,
    )
    role = (lead.group(1) if lead else "") + first.group() + (tail.group() if tail else "")
    return " ".join(role.split()) or None


def _known_office(words: str, role: str) -> bool:
    """An office of which there is one: who holds it is no secret, though the text does not say the name."""
    if re.match(r"(?:an?|one|another|some|several|two|three|\w+ of)\s", words, re.IGNORECASE):
        return False
    if SPOKES.search(role):
        return True
    return bool(OFFICES.search(role)) and not re.search(
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
