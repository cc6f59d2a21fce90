"""Whom short forms stand for: `he`, `the official`, `the ministry`, `the same source`, and a headline's `governor`.

A short form leads back to somebody who spoke, or to a longer phrase elsewhere in the report that names whom it means. The
nearest that agrees in number, sex and kind is taken, subjects before others, as in centering (Grosz, Joshi and Weinstein 1995):
who is spoken of within another's words is no candidate.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

from twosource.knowledge import parties
from twosource.language.signals import attributions
from twosource.reading.statements import sources
from twosource.reading.voices.description import CLAUSE, ROLE_WORD, describe, person_name
from twosource.reading.voices.names import Names, woman
from twosource.records import Voice

PERSONS = {"he", "she", "him", "her"}
GROUPS = {"they", "them", "both"}
THINGS = {"it"}
OWN = {"i", "we", "us", "our"}
UNNAMED = (
    PERSONS
    | GROUPS
    | THINGS
    | OWN
    | {"that", "this", "one", "others", "many", "some", "those", "all", "you", "which", "who"}
)
SAME = re.compile(r"^(?:the (?:same|two|three|other)\b.*|(?:one|two|three|both|\d+) of (?:them|the \w+)|the (?:former|latter|one))$", re.IGNORECASE)  # fmt: skip
DEFINITE = re.compile(
    r"^(?:the|this|that|these|those|both|his|her|its|their) (?:same |two |three |senior |military |British |[\w]+-based )?(?P<head>[\w-]+)$",
    re.IGNORECASE,
)
OWNED = re.compile(
    r"^(?P<owner>(?:its|their|(?:the |an? )?(?:[\w-]+ ){0,3}[\w-]+(?:['’]s|s['’])))\s(?:[a-z]+ ){0,2}(?:reports?|statements?|bulletin|footage|data|website|press (?:service|office)|account|channel|update|video|figures|summary|post|"
    r"communiqu[eé]|mission|media office|release)(?:\s.*)?$",
    re.IGNORECASE,
)
"""What somebody wrote or showed speaks for them: `the ministry's report`, `its footage`."""
GIVEN = re.compile(
    r"^(?:the |an? )?(?:latest |new |official |preliminary )*(?:information|data|figures|reports?|findings) (?:of|from|by|(?:provided|given|published|released|compiled) by) (?P<who>.+)$",
    re.IGNORECASE,
)
"""What somebody made known speaks for them: `the official information of prosecutors`, `data provided by the office`."""
DOCUMENTS = {"statement", "report", "document", "update", "bulletin", "post", "message", "release", "communique", "communiqué", "letter", "text", "summary", "note", "notice", "announcement"}  # fmt: skip
OUTLETS = {"outlet", "newspaper", "paper", "magazine", "broadcaster", "site", "channel", "website", "daily", "journal", "tabloid", "television"}  # fmt: skip
BODIES = re.compile(
    r"^(?:ministry|ministries|army|military|government|police|company|agency|group|department|administration|command|embassy|mission|alliance|council|committee|organi[sz]ation|party|union|service|"
    r"institute|centre|center|watchdog|monitor|body|authority|office|coalition|bank|court|panel|charity|operator|network|movement|regulator|bloc|force|forces|hospital|observatory)$",
    re.IGNORECASE,
)
STATELESS = {"group", "agency", "organization", "organisation", "watchdog", "monitor", "body", "charity", "company", "alliance", "institute", "operator", "network", "bloc", "movement"}  # fmt: skip
"""Words for a body by which one is taken up again that was introduced by its name only."""

KINDS: dict[str, re.Pattern[str]] = {
    word: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    for words, pattern in (
        ("official", r"head|governor|mayor|deputy|advis[eo]r|minister|chief|secretary|spokes\w+|administrator|ombudsman|commissioner|director|official"),
        ("officer", r"officer|colonel|sergeant|captain|lieutenant|major|general|commander|commandant"),
        ("general", r"general|gen|brig"),
        ("soldier serviceman fighter", r"soldier|sergeant|private|corporal|marine|gunner|operator|serviceman|fighter|conscript|lieutenant|captain"),
        ("diplomat", r"ambassador|envoy|diplomat|foreign minist\w+|foreign ministry"),
        ("leader", r"president|premier|minister|leader|chancellor|king|head"),
        ("governor", r"governor|head of the \w+ (?:regional |oblast )?(?:state |military )?administration"),
        ("witness resident local woman man villager", r"resident|witness|farmer|teacher|fisherman|driver|shopkeeper|woman|man|pensioner|villager|mother|father|wife|husband|local"),
        ("spokesman spokeswoman spokesperson", r"spokes\w+|representative"),
        ("analyst expert researcher", r"analyst|expert|researcher|fellow|professor"),
    )
    for word in words.split()
}  # fmt: skip
"""What else somebody may be called who is taken up by that word: `the official` is a governor, `the officer` a colonel."""

COMMON = set(
    "that this with from have been were will their they there what when which would could after into over more than said says".split()
)


def _stems(words: str) -> set[str]:
    return {w[:5].lower() for w in re.findall(r"[A-Za-z]{4,}|\d+", words) if w.lower() not in COMMON}


FAR = 1500
"""Characters; who was last spoken of longer ago is no pronoun's."""


class Spoken(NamedTuple):
    """Who spoke, by which words, at which character."""

    words: str
    voice: Voice
    at: int


class Told(NamedTuple):
    """Who says what in a report's opening, by the words of its source, and where they begin."""

    words: str
    at: int
    content: str


OPENING = 1200
"""Characters of a report in which whom its headline quotes is named in full."""

ALIKE = 0.3
"""Share of a headline's words that come again where the same is told."""

TOUCHING = 0.2
"""The same where a state is named, for which few speak in one opening."""

Phrase = tuple[str, int]
"""Words and the character at which they begin."""


class Referents:
    """Short forms of one report led back. `outlet` is the report's own, which no `it` means; its headline ends at `headline`."""

    def __init__(self, doc: Doc, names: Names, outlet: str | None, headline: int) -> None:
        self.doc = doc
        self.names = names
        self.outlet = outlet
        self.headline = headline
        self.spoken: list[Spoken] = []
        said = list(attributions(doc))
        self._told = [(doc[a].idx, doc[b - 1].idx) for one in said for a, b in one.content]
        self._opening = [
            Told(
                " ".join(doc[slice(*one.source)].text.split()),
                doc[one.source[0]].idx,
                " ".join(doc[a:b].text for a, b in one.content),
            )
            for one in said
            if one.source and headline <= doc[one.source[0]].idx <= headline + OPENING
        ]
        self._sources = {i for one in said if one.source for i in range(*one.source)}
        self._holder = self._named_next()

    def lead(self, words: str, at: int) -> Voice | Phrase | None:
        """Whom short words at character `at` stand for; None where they stand for themselves or for nobody."""
        lowered = words.lower()
        if lowered in PERSONS:
            return self._person(lowered, at)
        if lowered in THINGS:
            return self._thing(at)
        if lowered in GROUPS:
            return self._group()
        bare = CLAUSE.sub("", words).strip(" ,")
        if SAME.match(bare) and (again := self._again(bare)):
            return again
        if owned := OWNED.match(bare):
            owner = owned["owner"]
            if owner.lower() in ("its", "their"):
                return self._thing(at)
            return self.lead(re.sub(r"['’]s?$", "", owner), at) or (re.sub(r"['’]s?$", "", owner), at)
        if (given := GIVEN.match(bare)) is not None:
            who = given["who"], at + words.find(given["who"])
            return self.lead(*who) or who
        if match := DEFINITE.match(bare):
            return self._definite(match["head"].lower(), at)
        return None

    def announced(self, words: str, at: int, content: str) -> Phrase | None:
        """The phrase by which the report's opening names whom its headline names in short: `official says`, then `a senior US official said`.

        It says the same, by a word of the headline's own, by an office that such a word may mean, or for the same state.
        """
        bare = CLAUSE.sub("", words).strip(" ,")
        if at >= self.headline or len(bare.split()) > 4 or person_name(bare):
            return None
        head = re.sub(r"\s(?:of|in|from)\s.*", "", bare).split()[-1].lower()
        side = parties.side_of(bare)[0]
        wanted = _stems(content)
        best: tuple[float, Phrase] | None = None
        for one in self._opening:
            fuller, start = one.words, one.at
            told = {w.lower().strip(",") for w in fuller.split()}
            alike = len(wanted & _stems(one.content)) / max(1, len(wanted))
            named = head in told and {w.lower() for w in bare.split()[:-1]} <= told and len(told) > len(bare.split())
            meant = head in KINDS and KINDS[head].search(fuller) is not None
            state = (
                side is not None and not meant and len(told) > 1 and head not in KINDS and self._states(fuller, side)
            )
            if (named or (meant and alike >= ALIKE) or (state and alike >= TOUCHING)) and (
                best is None or alike + named > best[0]
            ):
                best = alike + named, (fuller, start)
        return best[1] if best else None

    def named(self, words: str, at: int) -> Phrase | None:
        """Name and office of whom the opening names only in the paragraph after the one that quotes the office, by either of them."""
        if self._holder is None:
            return None
        office, name = self._holder
        return (f"{name.words}, {office.words}", name.at) if (words, at) == office[:2] or words == name.words else None

    def _named_next(self) -> tuple[Told, Told] | None:
        """Who speaks first, by an office that one person holds, and next, at a paragraph's head, by a bare name that nothing is said of: agencies tell of
        one and the same so (`the regional governor said.`, then `Roman Tkalych wrote …`)."""
        speakers = sorted(self._opening, key=lambda told: told.at)
        office = next((told for told in speakers if told.at >= self.headline), None)
        after = self.doc.text.find("\n", office.at) if office else -1
        name = next((told for told in speakers if office and told.at > office.at and told.at > after >= 0), None)
        if office is None or name is None or self.doc.text[after : name.at].strip() or len(name.words.split()) < 2:
            return None
        found = describe(office.words)
        known = describe(name.words)
        alone = person_name(name.words) == name.words and not known.role and not known.side
        first = self.doc.text.find(name.words) == name.at
        unnamed = found.name is None and found.role is not None and not found.anonymous and found.kind == "person"
        return (office, name) if unnamed and alone and first else None

    def _states(self, fuller: str, side: str) -> bool:
        """Whether a phrase names a body or somebody, named or not, who speaks for that side."""
        return describe(fuller).side == side

    def _again(self, words: str) -> Voice | None:
        head = words.split()[-1].lower().rstrip("s")
        for one in reversed(self.spoken):
            if one.voice.anonymous and (head not in KINDS or self._called(one, head)):
                return one.voice
        return None

    def _definite(self, head: str, at: int) -> Voice | Phrase | None:
        if head in DOCUMENTS:
            said = [s.voice for s in reversed(self.spoken) if s.voice.kind != "outlet"]
            return next((v for v in said if v.kind == "organisation"), said[0] if said else None)
        if head in OUTLETS:
            return next((s.voice for s in reversed(self.spoken) if s.voice.kind == "outlet"), None)
        body = BODIES.search(head)
        if body and (earlier := self._introduced(head, at)):
            return self._speaker(earlier[1]) or earlier
        role = ROLE_WORD.fullmatch(head)
        exact = self._last(head.rstrip("s"), body is not None)
        if exact is not None:
            return exact
        if role and (known := self.names.beside(head, at)) and known[1] < at:
            return known
        if body and head in STATELESS:
            for one in reversed(self.spoken):
                if (
                    one.voice.kind == "organisation"
                    and (one.voice.side is None or len(one.voice.side) != 2)
                    and self._foreign(one)
                ):
                    return one.voice
        if head.rstrip("s") in KINDS:
            for one in reversed(self.spoken):
                if one.voice.kind == "person" and self._called(one, head.rstrip("s")):
                    return one.voice
        if role and (known := self.names.beside(head, at)):
            return known
        return self._introduced(head, at)

    def _speaker(self, at: int) -> Voice | None:
        """The voice of the source that a character lies in: who spoke by these words is known already."""
        return next((one.voice for one in self.spoken if one.at <= at < one.at + len(one.words)), None)

    def _last(self, word: str, body: bool) -> Voice | None:
        """Who spoke last and was called so."""
        for said, voice, _ in reversed(self.spoken):
            described = " ".join(filter(None, (said, voice.role, voice.org))).lower()
            if body and (voice.role or voice.name):
                continue
            if re.search(rf"\b{re.escape(word)}", described) and (voice.name or len(said.split()) > 2 or voice.org):
                return voice
        return None

    def _called(self, one: Spoken, kind: str) -> bool:
        return bool(KINDS[kind].search(f"{one.words} {one.voice.role or ''}"))

    def _foreign(self, one: Spoken) -> bool:
        """Whether a voice is not the report's own outlet."""
        return not self.outlet or (one.voice.org or one.voice.name or "").lower() not in self.outlet.lower()

    def _person(self, word: str, at: int) -> Voice | Phrase | None:
        she = word in ("she", "her")
        found: list[tuple[int, Voice | Phrase, str]] = []
        for said, voice, when in self.spoken:
            plural = bool(re.search(r"(?:s|men|women|people|police)$", said.split()[-1])) and voice.name is None
            if voice.kind == "person" and not plural and voice.side != "MEDIA" and (voice.name or voice.role):
                found.append((when, voice, f"{voice.role or ''} {said}|{voice.name or ''}"))
        for start, name in self.names.found:
            if at - FAR < start < at and self._subject(start, len(name)):
                around = self.names.around(start, name)
                found.append((start, (around if name in around else name, start), f"{around}|{name}"))
        for start, phrase in self._roles(at):
            found.append((start, (phrase, start), f"{phrase}|"))
        for _, who, told in sorted(found, key=lambda row: -row[0]):
            words, _, name = told.rpartition("|")
            if woman(words, name) in (None, she):
                return who
        return None

    def _thing(self, at: int) -> Voice | Phrase | None:
        found: list[tuple[int, Voice | Phrase]] = [
            (one.at, one.voice)
            for one in self.spoken
            if one.voice.kind != "person" and (one.voice.org or one.voice.name) and self._foreign(one)
        ]
        for token in self._subjects(at):
            if token.ent_type_ in ("ORG", "LOC") and token.i not in self._sources:
                start, end = sources.phrase(token)
                words = " ".join(self.doc.text[start:end].split())
                if not self.outlet or words.removeprefix("The ").lower() not in self.outlet.lower():
                    found.append((token.idx, (words, start)))
        return max(found, key=lambda row: row[0])[1] if found else None

    def _group(self) -> Voice | None:
        for said, voice, _ in reversed(self.spoken):
            plural = bool(re.search(r"(?:s|men|women|people|police)$", said.split()[-1])) and voice.name is None
            if plural or voice.kind == "organisation":
                return voice
        return None

    def _subject(self, start: int, length: int) -> bool:
        """Whether a name is what its sentence is about, outside anybody's words."""
        if any(a <= start <= b for a, b in self._told):
            return False
        span = self.doc.char_span(start, start + length, alignment_mode="expand")
        root = span.root if span is not None else None
        while root is not None and root.dep_ in ("appos", "flat", "compound") and root.head.i != root.i:
            root = root.head
        return root is not None and (root.dep_.startswith("nsubj") or root.dep_ in ("ROOT", "obl:agent"))

    def _subjects(self, at: int) -> list[Token]:
        """Subjects, outside anybody's words, of the sentence at a character and of the one before it."""
        span = self.doc.char_span(at, at + 1, alignment_mode="expand")
        if span is None:
            return []
        here = span[0].sent
        first = self.doc[here.start - 1].sent.start if here.start else 0
        return [
            t
            for t in self.doc[first : span[0].i]
            if t.dep_.startswith("nsubj") and not any(a <= t.idx <= b for a, b in self._told)
        ]

    def _roles(self, at: int) -> list[tuple[int, str]]:
        """Offices and persons without a name that are subjects near a character: `the president arrived`."""
        out: list[tuple[int, str]] = []
        for token in self._subjects(at):
            if (
                token.pos_ == "NOUN"
                and ROLE_WORD.fullmatch(token.text)
                and token.tag_ == "NN"
                and token.i not in self._sources
            ):
                start, end = sources.phrase(token)
                out.append((start, " ".join(self.doc.text[start:end].split())))
        return out

    def _introduced(self, head: str, at: int) -> Phrase | None:
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
        return " ".join(self.doc.text[start:end].split()), start
