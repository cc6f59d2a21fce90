"""The voices of one report: each source described, its short forms led back, each voice made once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from twosource.knowledge import bodies, countries
from twosource.reading.voices.description import REGIONS, ROLE_WORD, Description, describe, with_side
from twosource.reading.voices.names import Names
from twosource.reading.voices.referents import OWN, UNNAMED, Referents, Spoken
from twosource.reading.voices.whose import Whose
from twosource.records import Place, Voice, identity

LOCAL = re.compile(r"\b(?:officials?|authorit\w+|governor|mayor|police|rescue\w*|emergency|administration|soldiers?|army|military|ministry|minister|president|general staff|commander|prosecutor\w*|"
                   r"law enforcement|officers?|troops|forces|government|air force|intelligence|council|parliament|lawmakers?|security service\w*)\b", re.IGNORECASE)  # fmt: skip
"""Who speaks for some state or town."""


TOGETHER = re.compile(r",? (?:and|as well as) (?=(?:an?|two|another|one|several|some)\s[^,]*$)")
"""Between two who say the same."""
PART_OF_WORLD = re.compile(
    rf"\b(?:{'|'.join(REGIONS)}) (?:[a-z]+ )?(?:officials?|diplomats?|officers?|intelligence|leaders?|governments?|sources?)\b"
)
"""Officials of a part of the world, whose country is kept back."""
GOVERNOR = re.compile(
    r"\b(?:governor|(?:regional|oblast) (?:\w+ )?(?:administration|officials?|authorit\w+|prosecutor\w*))\b",
    re.IGNORECASE,
)


class Cast:
    """Voices of one report, each made once. `places` tell whose officials are meant where nothing else does."""

    def __init__(
        self, doc: Doc, report: str, published: date | None, places: Sequence[Place] = (), outlet: str | None = None
    ) -> None:
        self.doc = doc
        self.report = report
        self.published = published
        self.outlet = outlet
        self.voices: dict[str, Voice] = {}
        headline = doc.text.find("\n") if "\n" in doc.text.strip() else 0
        self.names = Names(doc, published, outlet)
        self.whose = Whose(doc, published, places, outlet, headline)
        self.referents = Referents(doc, self.names, outlet, headline)

    def nobody(self) -> Voice:
        """The voice of a statement that has no source."""
        return self._keep(Description(None, None, None, None, None, False, "person"))

    def through(self, start: int, end: int) -> Voice:
        """The voice to whom something was told, who does not speak by that."""
        return self._found(" ".join(self.doc.text[start:end].split()), start)

    def voice(self, start: int, end: int, content: str = "") -> Voice:
        """The voice that the source at characters `start` to `end` stands for; `content` is what it says."""
        words = " ".join(self.doc.text[start:end].split())
        fuller = self.referents.announced(words, start, content)
        words, *others = TOGETHER.split(words) if ROLE_WORD.search(words) else [words]
        for other in others:  # each of two who say the same may be taken up again
            self.referents.spoken.append(Spoken(other, self._described(other, start), start))
        fuller = self.referents.named(*(fuller or (words, start))) or fuller
        voice = self._described(*fuller) if fuller else self._found(words, start)
        self.referents.spoken.append(Spoken(words, voice, start))
        return voice

    def _found(self, words: str, at: int) -> Voice:
        if countries.country(words):
            return self._described(words, at)  # before pronouns, for `US` is no `us`
        if words.lower() in OWN and self.outlet and at:
            return self._described(self.outlet, at)
        led = self.referents.lead(words, at)
        if isinstance(led, Voice):
            return led
        if led is not None:
            return self._described(*led)
        return self.nobody() if words.lower() in UNNAMED else self._described(words, at)

    def _described(self, words: str, at: int) -> Voice:
        found = describe(words, self.published)
        if (found.name and len(found.name.split()) == 1) or (
            found.name is None and len(words.split()) == 1 and found.side is None
        ):
            fuller = self.names.fuller(found.name or words)
            if fuller:
                found = fuller
            elif found.name and not found.role and not self.names.person(at, words):
                found = describe(words.lower(), self.published)._replace(org=words, kind="organisation")
        elif found.name and not found.role and not found.side:
            found = self.names.fuller(found.name.split()[-1]) or found
        home = self.whose.home
        elsewhere = home and found.side and found.side != home and bodies.home(words) == found.side
        if home and elsewhere and (bodies.home(words, home) == home or found.side not in self.whose.named):
            # a town that has its name from elsewhere too: the report's own country is the likelier
            found = with_side(found._replace(side=None, org=None), words, home, self.published)
        if found.side is None and PART_OF_WORLD.search(words):
            return self._keep(found._replace(side="INT" if "diplomat" in words else None, party=None, org=None))
        local = found.side is None and found.kind != "outlet" and LOCAL.search(f"{words} {found.role or ''}")
        if local and (side := self.whose.of(words, at)):
            found = with_side(found, words, side, self.published)
        if (
            found.side
            and GOVERNOR.search(words)
            and (region := self.whose.region(found.side))
            and not bodies.home(words)
        ):
            found = found._replace(org=bodies.administration(region, found.side))
        return self._keep(found)

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
