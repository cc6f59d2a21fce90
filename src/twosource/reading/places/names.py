"""Which words of a text name places: capitalised words that the gazetteer knows, and names the model takes for places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from twosource.knowledge import countries, gazetteer, outlets, people
from twosource.knowledge.gazetteer import Entry

LONGEST = 4
INNER = {
    "-",
    "–",
    "of",
    "the",
    "de",
    "al",
    "el",
    "la",
    "e",
    "az",
    "'",
    "’",
    "and",
    "ad",
    "ez",
    "i",
    "ash",
    "as",
    "upon",
    "on",
    "da",
    "do",
    "del",
    "bin",
}
PREPOSITIONS = {"in", "near", "at", "from", "to", "into", "towards", "toward", "around", "outside", "across", "through", "over", "within", "of", "on", "inside",
                "between", "against", "leaving", "via", "off", "along", "throughout", "beyond", "north", "south", "east", "west", "and", "or"}  # fmt: skip
AREA_WORDS = {"region", "oblast", "province", "governorate", "district", "county", "state", "area", "raion", "krai", "republic", "territory", "prefecture", "department",
              "regions", "oblasts", "provinces", "districts"}  # fmt: skip
KIND_BEFORE = {"city", "town", "village", "port", "settlement", "province", "region", "district", "state", "island", "capital", "hamlet", "suburb", "outskirts", "county", "governorate", "oblast", "municipality", "camp"}  # fmt: skip
KIND_AFTER = AREA_WORDS | {"city", "town", "village", "front", "axis", "sector", "direction", "border", "airport", "airfield", "airbase", "highway", "river", "bridge",
                           "port", "plant", "camp", "base", "peninsula", "island", "valley", "mountains", "suburb", "crossing", "station", "residents", "court"}  # fmt: skip
TITLES = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "president", "minister", "general", "gen.", "col.", "colonel", "major", "maj.", "captain", "capt.", "lt.", "sgt.",
          "sen.", "senator", "rep.", "prof.", "professor", "sir", "lord", "king", "queen", "prince", "secretary", "spokesman", "spokeswoman", "judge", "pope", "sheikh", "brig.", "adm.", "st."}  # fmt: skip
NEVER = set(
    """the a an he she it they we i you his her this that these those but and or not no if as at by for from in of on to with after before when while what who why how
    all some many most one two three our my your there here now then today yesterday however meanwhile also still even only just more less new old first last next
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
    president minister general army police government ministry parliament state united nations union council force forces court bank group party house university
    college school church news times post press radio television media agency company inc corp ltd islam muslim christian jewish north south east west northern
    southern eastern western central covid war peace god republic democratic people read more click advertisement related photo image video live update watch
    commander captain colonel major sergeant lieutenant officer chief head leader mayor governor senator secretary ambassador spokesman spokeswoman official
    officials soldiers troops residents civilians others several dozens hundreds thousands millions both each every any such same other another local
    will would could should can must let see get go come make take give say said says told ask asked according since until during between under over
    street road avenue park hill lake river mount bay beach port field bridge center centre square airport station hospital
    city town village act law gulf interstate dec dec. jan jan. nov nov. oct oct. sept sept. feb feb. aug aug. inc. sen. mod islamic duma holy prime law superior olympic
    green black white red blue brown gray grey house hall court county avenue federal national international royal mercy faith hope grace victory liberty
    best good great big small high low long short young man men woman women boy girl child children day week month year time
    kalibr iskander grad uragan smerch shahed patriot himars javelin leopard abrams bradley telegram twitter facebook google""".split()
)
"""Words that are names of places somewhere and hardly ever mean them."""
GIVEN = set(
    """john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin
    brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel frank gregory
    raymond alexander patrick jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter harold jeremy ethan carl keith roger gerald
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley kimberly emily donna michelle carol amanda
    melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy angela anna ruth brenda pamela nicole katherine virginia catherine christine
    volodymyr vladimir dmitry dmytro sergei serhiy oleksandr oleksiy andriy mykhailo igor ihor yuri yuriy oleh oleg viktor vitaliy vitaly natalia olena iryna
    mohammed muhammad ahmed mahmoud hassan hussein ali omar khalid ibrahim yusuf abdul abdullah mustafa hamid karim said salem jorge luis carlos juan maria
    martin simon ben tom jim bill bob joe tony chris mike steve dan ken tim jimmy lloyd antony boris olaf emmanuel angela jens ursula josep""".split()
)


VESSELS = {"cruiser", "frigate", "corvette", "ship", "warship", "flagship", "destroyer", "submarine", "vessel", "tanker", "freighter", "ferry", "boat", "carrier", "trawler", "yacht"}  # fmt: skip
"""What stands right before the name of a ship, which may be a town's."""


class Name(NamedTuple):
    """Tokens from `start` to `end` (exclusive) that may name a place, with what the gazetteer has, and how place-like they look."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    score: float


def names(doc: Doc) -> Iterator[Name]:
    """Place names in order, longest first where they overlap."""
    at = 0
    while at < len(doc):
        token = doc[at]
        if not _opens(token):
            at += 1
            continue
        found = None
        for end in range(min(at + LONGEST + 2, len(doc)), at, -1):
            last = doc[end - 1]
            if (
                last.text in ("'s", "’s")
                or last.is_punct
                or last.is_space
                or (end - at > 1 and not last.text[:1].isupper() and last.lower_ not in KIND_AFTER)
            ):
                continue
            if any(
                not (t.text[:1].isupper() or t.lower_ in INNER or t.lower_ in KIND_AFTER) or t.is_space
                for t in doc[at:end]
            ):
                continue
            if end - at == 1 and token.lower_ in NEVER:
                continue
            words = doc[at:end].text
            entries = gazetteer.candidates(words)
            if entries or (end - at == 1 and (entries := _loose(token))):
                found = Name(at, end, words, entries, 0.0)
                break
        if found is None and token.ent_type_ == "LOC" and token.ent_iob_ == "B" and token.lower_ not in NEVER:
            end = at + 1
            while end < len(doc) and doc[end].ent_iob_ == "I":
                end += 1
            if (
                countries.country(doc[at:end].text) is None
                and doc[at:end].text[:1].isupper()
                and not _somebody(doc, at, end)
            ):
                found = Name(at, end, doc[at:end].text, (), 0.0)
        if found is None:
            at += 1
            continue
        score = _likely(doc, found)
        if score > 0:
            yield found._replace(score=score)
            at = found.end
        else:
            at = found.start + 1


def _somebody(doc: Doc, start: int, end: int) -> bool:
    """Whether a run that the gazetteer lacks is a person, by a title, a given name or the tables of people."""
    return (
        any(t.lower_ in TITLES or t.lower_ in GIVEN for t in doc[start:end])
        or people.person_in(doc[start:end].text) is not None
    )


def _opens(token: Token) -> bool:
    text = token.text
    return (
        text[:1].isupper()
        and (len(text) > 2 or text.isupper())
        and not token.is_punct
        and (text[-1:].isalpha() or text.endswith("."))
    )


def _loose(token: Token) -> tuple[Entry, ...]:
    before = token.nbor(-1).lower_ if token.i else ""
    if len(token.text) > 4 and not token.text.isupper() and before in PREPOSITIONS - {"and", "or", "of", "to"}:
        return gazetteer.candidates(token.text, loose=True)
    return ()


def _likely(doc: Doc, name: Name) -> float:
    """Evidence that the words name a place here; positive is taken."""
    first, last = doc[name.start], doc[name.end - 1]
    before = doc[name.start - 1] if name.start else None
    after = doc[name.end] if name.end < len(doc) else None
    word, following = (before.lower_ if before else ""), (after.lower_ if after else "")
    known = max((entry.people for entry in name.entries), default=0)
    big = any(entry.level in ("country", "region", "water", "site") for entry in name.entries)
    score = 0.0 if not name.entries else 1.2 if big else 1.0 if known > 100_000 else 0.4 if known > 15_000 else -0.1
    if first.ent_type_ == "LOC":
        score += 0.8
    elif first.ent_type_ == "PER":
        score -= 0.5
    elif first.ent_type_ == "ORG":
        score -= 0.4
    if word in PREPOSITIONS:
        score += 0.8 if word not in ("of", "and", "to", "against", "or") else 0.4
    if word in KIND_BEFORE or (word == "of" and name.start > 1 and doc[name.start - 2].lower_ in KIND_BEFORE):
        score += 0.8
    if following in KIND_AFTER:
        score += 0.8
    if (
        following == ","
        and name.end + 1 < len(doc)
        and gazetteer.candidates(doc[name.end + 1].text)
        and doc[name.end + 1].text[:1].isupper()
    ):
        score += 0.5
    if word == "," and name.start > 1 and doc[name.start - 2].text[:1].isupper():
        score += 0.3
    if first.text.isupper() and len(first.text) > 3 and not any(e.level == "country" for e in name.entries):
        score -= 0.3
    if word in VESSELS:
        score -= 2.5
    if word in TITLES or (before is not None and before.lower_ in GIVEN and before.text[:1].isupper()):
        score -= 2.5
    elif (
        before is not None
        and before.text[:1].isupper()
        and before.pos_ == "PROPN"
        and not before.is_punct
        and word not in KIND_BEFORE
        and before.dep_ in ("compound", "flat", "nmod", "amod")
        and before.head.i == last.i
    ):
        score -= 0.9
    elif (
        before is not None
        and before.text.istitle()
        and word not in PREPOSITIONS
        and word not in NEVER
        and before.pos_ == "PROPN"
        and name.start == last.i
    ):
        score -= 0.5
    if (
        after is not None
        and after.text[:1].isupper()
        and after.pos_ == "PROPN"
        and following not in KIND_AFTER
        and not after.is_sent_start
    ):
        score -= 0.3 if big or known > 500_000 else 1.2
    if name.end - name.start == 1 and first.lower_ in GIVEN:
        score -= 1.5
    if name.end - name.start == 1 and first.pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
        score -= 0.7
    if name.end - name.start == 1 and people.person(name.text) is not None and not big:
        score -= 1.5
    if not big and outlets.outlet(name.text):
        score -= 1.5
    if (
        first.is_sent_start
        and not big
        and known < 300_000
        and last.dep_ not in ("nsubj", "nmod:poss", "compound", "obl", "nmod")
    ):
        score -= 0.4
    if re.fullmatch(r"[A-Z.]{2,5}", name.text) and not any(e.level == "country" for e in name.entries):
        score -= 1.0
    if following in ("'s", "’s") and known > 100_000:
        score += 0.3
    return score - 0.35
