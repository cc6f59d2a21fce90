"""The voices of one report: who has spoken so far, and whom `he`, `the official` or a bare surname stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc, Token

from twosource.knowledge import bodies, countries
from twosource.knowledge.gazetteer.spelling import fold
from twosource.language.signals import attributions
from twosource.reading.statements import sources
from twosource.reading.voices.description import NAME_RUN, ROLE_WORD, Description, describe, person_name, with_side
from twosource.records import Place, Voice, identity

PERSONS = {"he", "she", "him", "her"}
GROUPS = {"they", "them"}
THINGS = {"it"}
OWN = {"i", "we"}
UNNAMED = (
    PERSONS
    | GROUPS
    | THINGS
    | OWN
    | {"that", "this", "one", "both", "others", "many", "some", "those", "all", "us", "you"}
)
OUTLET_WORDS = {"outlet", "newspaper", "paper", "magazine", "broadcaster", "site", "channel", "website"}
DOCUMENTS = {
    "statement",
    "report",
    "document",
    "update",
    "bulletin",
    "post",
    "message",
    "release",
    "communique",
    "letter",
    "text",
}
DEFINITE = re.compile(
    r"^(?:the|this|that|these|those|both|his|her|its) (?:same |two |three |senior |military )?(?P<head>[\w-]+)$",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b(?:ministry|general staff|army|military|armed forces|air force|navy|intelligence)\b", re.IGNORECASE
)
BODIES = re.compile(
    r"^(?:ministry|ministries|army|military|government|police|company|agency|group|department|administration|command|embassy|mission|alliance|council|committee|organi[sz]ation|party|union|service|institute)$",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"\b(?:president|premier|minister|chief|leader|spokes\w+|parliament|government|envoy|commander)\b", re.IGNORECASE
)
LOCAL = re.compile(r"\b(?:officials?|authorit\w+|governor|mayor|police|rescue\w*|emergency|administration|soldiers?|army|military|ministry|minister|president|general staff|commander|prosecutor\w*|"
                   r"law enforcement|officers?|troops|forces|government|air force|intelligence|council|parliament|lawmakers?|security service\w*)\b", re.IGNORECASE)  # fmt: skip

SHORT = re.compile(
    r"(?:[A-Z][\w.]+ )?(?:(?:top|senior|local|military|defen[cs]e|security|regional|government) )?[a-z]+"
)
"""A headline's way to name a speaker: `official`, `US official`, `local officials`."""

OPENING = 900
"""Characters of a report in which whom its headline quotes is named in full."""


class Cast:
    """Voices of one report, each made once. `places` tell whose officials are meant where nothing else does."""

    def __init__(
        self, doc: Doc, report: str, published: date | None, places: Sequence[Place] = (), outlet: str | None = None
    ) -> None:
        self.doc = doc
        self.report = report
        self.published = published
        self.voices: dict[str, Voice] = {}
        self.spoken: list[tuple[str, Voice]] = []
        """Source words and voice, in the order in which they spoke."""
        self._spoke_at = 0
        self._headline = doc.text.find("\n") if "\n" in doc.text.strip() else 0
        self._home = _home(doc, places)
        self._names = [(at, name) for at, name in _names(doc) if name != outlet]

    def nobody(self) -> Voice:
        """The voice of a statement that has no source."""
        return self._keep(Description(None, None, None, None, None, False, "person"))

    def last(self) -> Voice | None:
        """Who spoke last."""
        return self.spoken[-1][1] if self.spoken else None

    def voice(self, start: int, end: int) -> Voice:
        """The voice that the source at characters `start` to `end` stands for."""
        words = " ".join(self.doc.text[start:end].split())
        voice = self._short(words, start)
        if voice is None and (fuller := self._announced(words, start)):
            voice = self._described(*fuller)
        if voice is None:
            voice = self.nobody() if words.lower() in UNNAMED else self._described(words, start)
        self.spoken.append((words, voice))
        self._spoke_at = start
        return voice

    def _short(self, words: str, at: int) -> Voice | None:
        """Whom a pronoun, a bare noun or a surname leads back to."""
        lowered = words.lower()
        if lowered in PERSONS | GROUPS | THINGS | OWN:
            return self._pronoun(lowered, at)
        match = DEFINITE.match(words)
        if match:
            head = match["head"].lower()
            if head in DOCUMENTS:
                return next((v for _, v in reversed(self.spoken) if v.kind == "organisation"), None)
            if head in OUTLET_WORDS:
                return next((v for _, v in reversed(self.spoken) if v.kind == "outlet"), None)
            singular = head.rstrip("s")
            if BODIES.search(head) and (earlier := self._introduced(head, at)):
                return earlier
            if ROLE_WORD.fullmatch(head) and (known := self._named_as(head, at)):
                return known
            for said, voice in reversed(self.spoken):
                described = " ".join(filter(None, (said, voice.role, voice.org))).lower()
                if BODIES.search(head) and (voice.role or voice.name):
                    continue
                if re.search(rf"\b{re.escape(singular)}", described) and (
                    voice.name or len(said.split()) > 2 or voice.org
                ):
                    return voice
            if earlier := self._introduced(head, at):
                return earlier
        return None

    def _named_as(self, head: str, at: int) -> Voice | None:
        """Who is named beside that role: `the spokesperson`, and elsewhere `Spokesperson Tigist Lemma`; the last before, else the first behind."""
        before = behind = None
        for start, name in self._names:
            around = (
                self.doc.text[max(0, start - 60) : start]
                + " | "
                + self.doc.text[start + len(name) : start + len(name) + 60]
            )
            near = re.split(r"[.;\n]", around.split(" | ")[0])[-1] + re.split(r"[.;\n]", around.split(" | ")[1])[0]
            if re.search(rf"\b{re.escape(head)}\b", near, re.IGNORECASE):
                if start < at:
                    before = start, name
                elif behind is None:
                    behind = start, name
        found = before or behind
        if found is None:
            return None
        voice = self._described(found[1], found[0])
        return voice if voice.name else None

    def _introduced(self, head: str, at: int) -> Voice | None:
        """A longer phrase earlier in the text with the same head noun: `the ministry` after `Russia's defence ministry`."""
        best = None
        for token in self.doc:
            if token.idx >= at:
                break
            if token.lower_ == head and any(
                c.dep_ in ("compound", "amod", "nmod:poss", "nmod") for c in token.children
            ):
                best = token
        if best is None:
            return None
        start, end = sources.phrase(best)
        return self._described(" ".join(self.doc.text[start:end].split()), start)

    def _announced(self, words: str, at: int) -> tuple[str, int] | None:
        """The longer phrase by which the report's opening names whom its headline names in short: `official says`, then `a senior US official said`."""
        if at >= self._headline or not SHORT.fullmatch(words):
            return None
        head = words.split()[-1].lower()
        for said in attributions(self.doc):
            if said.source is None or not self._headline <= self.doc[said.source[0]].idx <= at + OPENING:
                continue
            start, end = (
                self.doc[said.source[0]].idx,
                self.doc[said.source[1] - 1].idx + len(self.doc[said.source[1] - 1]),
            )
            fuller = " ".join(self.doc.text[start:end].split())
            told = {w.lower().strip(",") for w in fuller.split()}
            if head in told and len(told) > len(words.split()) and {w.lower() for w in words.split()[:-1]} <= told:
                return fuller, start
        return None

    def _pronoun(self, word: str, at: int) -> Voice | None:
        if word in OWN:
            return None
        wanted = "person" if word in PERSONS else "organisation" if word in THINGS else None
        for said, voice in reversed(self.spoken):
            plural = bool(re.search(r"(?:s|men|women|people|police)$", said.split()[-1])) and voice.name is None
            if (
                wanted == "person"
                and voice.kind == "person"
                and not plural
                and voice.side != "MEDIA"
                and (voice.name or voice.role)
            ):
                named = self._subject_before(at, self._spoke_at)
                return named if named is not None and voice.name is None and named.name else voice
            if wanted == "organisation" and voice.kind != "person":
                return voice
            if wanted is None and (plural or voice.kind == "organisation"):
                return voice
        return self._subject_before(at) if wanted == "person" else None

    def _subject_before(self, at: int, since: int = 0) -> Voice | None:
        """The last person named between two places in the text."""
        best = None
        for start, name in self._names:
            if start >= at:
                break
            best = name if start >= since else best
        return self._described(best, at) if best else None

    def _described(self, words: str, at: int) -> Voice:
        found = describe(words, self.published)
        if (found.name and len(found.name.split()) == 1) or (
            found.name is None and len(words.split()) == 1 and found.side is None
        ):
            fuller = self._fuller(found.name or words)
            if fuller:
                found = fuller
            elif found.name and not found.role and not self._seems_person(at, words):
                found = describe(words.lower(), self.published)._replace(org=words, kind="organisation")
        elif found.name and not found.role and not found.side:
            found = self._fuller(found.name.split()[-1]) or found
        if (
            self._home
            and found.side
            and found.side != self._home
            and bodies.home(words) == found.side
            and bodies.home(words, self._home) == self._home
        ):
            found = with_side(found._replace(side=None, org=None), words, self._home, self.published)
        if re.search(r"\bWestern (?:official|diplomat|intelligence|leader)", words):
            return self._keep(found._replace(side="INT" if "diplomat" in words else None, party=None, org=None))
        if found.side is None and at < self._headline and BODY.search(words) and (side := self._whose_later(words)):
            found = with_side(found, words, side, self.published)
        if found.side is None and found.kind != "outlet" and LOCAL.search(f"{words} {found.role or ''}"):
            side = self._whose(words, at) or (self._near(at) if BODY.search(words) else self._home)
            if side or self._home:
                found = with_side(found, words, side or self._home or "", self.published)
        return self._keep(found)

    def _seems_person(self, at: int, words: str) -> bool:
        span = self.doc.char_span(at, at + len(words), alignment_mode="expand")
        return span is not None and any(token.ent_type_ == "PER" for token in span)

    def _whose(self, words: str, at: int) -> str | None:
        """The country that the text gave the same body earlier: `Ukraine's general staff`, then `the general staff`."""
        body = BODY.search(words)
        head = body.group() if body else " ".join(words.split()[-2:]) if OFFICE.search(words) else None
        if head is None:
            return None
        head = re.sub(r"^the\s", "", head, flags=re.IGNORECASE)
        found = None
        for match in re.finditer(
            rf"\b([A-Z]\w+)(?:['’]s?)?\s+(?:\w+\s+)?{re.escape(head)}", self.doc.text[:at], re.IGNORECASE
        ):
            found = countries.country(match.group(1)) or found
        return found

    def _whose_later(self, words: str) -> str | None:
        """The country that the opening gives the body of a headline: `Defense Ministry`, then `Russia's Ministry of Defense`."""
        body = BODY.search(words)
        opening = self.doc.text[self._headline : self._headline + OPENING]
        for match in re.finditer(
            rf"\b([A-Z]\w+)(?:['’]s?)?\s+(?:\w+\s+){{0,2}}{re.escape(body.group()) if body else '$'}",
            opening,
            re.IGNORECASE,
        ):
            if code := countries.country(match.group(1)):
                return code
        return None

    def _near(self, at: int) -> str | None:
        """The country spoken of in the same sentence, else in the one before, nearest to the source first."""
        span = self.doc.char_span(at, at + 1, alignment_mode="expand")
        if span is None:
            return None
        sent = span[0].sent
        found = [
            (abs(t.i - span[0].i) - 20 * (t.dep_ == "nsubj"), code)
            for t in sent
            if t.text[:1].isupper() and (code := countries.country(t.text))
        ]
        return min(found)[1] if found else None

    def _fuller(self, surname: str) -> Description | None:
        """The fullest description in the text of the person with that surname."""
        wanted = fold(surname)
        best: Description | None = None
        for start, name in self._names:
            if fold(name).split()[-1:] != [wanted]:
                continue
            span = self.doc.char_span(start, start + len(name), alignment_mode="expand")
            if span is None:
                continue
            words = self._around(span.root)
            found = describe(words, self.published)
            if found.name is None or fold(found.name).split()[-1] != wanted:
                found = describe(name, self.published)
            score = (len((found.name or "").split()) > 1) * 2 + bool(found.role) + bool(found.side) + bool(found.org)
            if best is None or score > (len((best.name or "").split()) > 1) * 2 + bool(best.role) + bool(
                best.side
            ) + bool(best.org):
                best = found
        return best if best and best.name else None

    def _around(self, root: Token) -> str:
        top = root
        while (
            top.dep_ in ("flat", "appos", "compound", "flat:name")
            and top.head.i != top.i
            and top.head.pos_ in ("PROPN", "NOUN")
            and abs(top.head.i - top.i) < 15
        ):
            top = top.head
        start, end = sources.phrase(top)
        return " ".join(self.doc.text[start:end].split())

    def _keep(self, found: Description) -> Voice:
        made = identity("v", self.report, found.name, found.role, found.org, found.side, found.anonymous)
        if made not in self.voices:
            self.voices[made] = Voice(
                id=made,
                name=found.name,
                role=found.role,
                org=found.org,
                side=found.side,
                party=found.party,
                anonymous=found.anonymous,
                kind=found.kind,
            )
        return self.voices[made]


def _home(doc: Doc, places: Sequence[Place]) -> str | None:
    """The country whose places and people the report speaks of most."""
    counted: Counter[str] = Counter(place.country for place in places if place.country)
    for token in doc:
        if token.pos_ == "ADJ" and token.text[:1].isupper() and (code := countries.country(token.text)):
            counted[code] += 1
    precise = Counter(
        place.country
        for place in places
        if place.country and place.level in ("settlement", "site", "region", "district")
    )
    if precise:
        return precise.most_common(1)[0][0]
    return counted.most_common(1)[0][0] if counted else None


def _names(doc: Doc) -> list[tuple[int, str]]:
    """Personal names in the text with where they begin: two or more capitalised words that the model or a title beside them takes for a person."""
    found = []
    for match in NAME_RUN.finditer(doc.text):
        if " " not in match.group() or not (name := person_name(match.group())) or " " not in name:
            continue
        start = match.start() + match.group().find(name)
        span = doc.char_span(start, start + len(name), alignment_mode="expand")
        beside = doc.text[max(0, start - 40) : start] + " " + doc.text[start + len(name) : start + len(name) + 40]
        if span is not None and (
            any(t.ent_type_ == "PER" for t in span)
            or ROLE_WORD.search(beside)
            or re.search(r"\b(?:said|says|told|Mr|Mrs|Dr|Gen|Col|Maj|Lt|Sgt)\b", beside)
        ):
            found.append((start, name))
    return found
