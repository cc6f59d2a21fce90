"""The vocabulary: what a report is, what it says, and what many reports amount to.

Every record is frozen and typed, carries where it came from, and encodes to the JSON lines of the
contract (`twosource export`). Nothing here computes but the checks that keep a record true.

    Report ── Passage                      what was taken in
    Reading ── Statement ── Voice          what one report says, and on whose authority
            ── Event ── Place, Period, Item, Toll, Count
            ── Toponym, TimeExpression
    Links ── Claim ── Support, Edge, Conflict      what all reports amount to
          ── Copy, Story, VoicePair
    Decision, Mark                         what a person said of a pair, and of one thing
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

import msgspec

from twosource.errors import InputError

PassageKind = Literal["title", "body", "aside"]
PublishedFrom = Literal["given", "url", "text", "feed", "page"]
StatementKind = Literal["direct", "indirect", "mixed"]
Hedge = Literal["none", "possible", "likely", "alleged", "unverified", "anecdotal"]
VoiceKind = Literal["person", "organisation", "outlet"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Stage = Literal["happened", "ongoing", "attempted", "planned", "threatened", "called-for", "denied"]
LossState = Literal["destroyed", "damaged", "abandoned", "captured"]
Fate = Literal["killed", "wounded", "missing", "detained", "released", "displaced"]
Who = Literal["civilians", "military", "mixed", "unknown"]
Level = Literal["country", "region", "district", "settlement", "site", "water"]
Basis = Literal["statement", "observation", "narration"]
PairVerdict = Literal["same", "different", "unassessable"]
CopyVerdict = Literal["copied", "rewritten", "shared-source", "independent"]
Judgement = Literal["same", "different"]
MarkKind = Literal["accept", "correct", "grade", "reliability", "note", "watch", "case", "in-case"]
EventType = Literal[
    "advance", "withdraw", "capture-territory", "repel", "clash",
    "shelling", "air-attack", "explosion", "shoot-down",
    "equipment-loss", "arms-transfer",
    "casualties", "detain", "release", "abuse", "displacement",
    "infrastructure-damage",
    "mobilise", "meet", "agree", "demand", "reject", "accuse", "threaten", "sanction", "support", "aid",
    "protest", "vote",
]  # fmt: skip


def identity(kind: str, *makes: Any) -> str:
    """An id made of what makes the thing that thing: a letter of its kind and 16 hex digits.

    The hash is SHA-256 over canonical JSON (sorted keys, UTF-8), so two people get the same id.
    """
    canonical = msgspec.json.encode(makes, order="deterministic")
    return f"{kind}{hashlib.sha256(canonical).hexdigest()[:16]}"


def id_of_bytes(sha256: str) -> str:
    """The id of a report that was handed in without one: the very same bytes are one report."""
    return identity("r", sha256)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: frozen, compared by value, made with named fields only."""


class Span(msgspec.Struct, frozen=True, order=True):
    """Words of a report: offsets in Unicode code points, `text[start:end]` is `text`, always."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise InputError(f"a span from {self.start} to {self.end} cannot hold {self.text!r}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The words of `text` from `start` to `end`."""
        return cls(start, end, text[start:end])


class Period(msgspec.Struct, frozen=True, order=True, array_like=True):
    """Civil days from `first` to `last`, both within it. Encodes as `[first, last]`."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise InputError(f"a period cannot run backwards from {self.first} to {self.last}")

    def meets(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def days(self) -> int:
        """Length in days; one day is 1."""
        return (self.last - self.first).days + 1


class Passage(Record, frozen=True, kw_only=True):
    """A stretch of a report's text; together passages cover all that is not white space, once."""

    start: int
    end: int
    kind: PassageKind


class Report(Record, frozen=True, kw_only=True):
    """One news text as it was taken in. `sha256` is of the bytes; `taken_from` is where they lay."""

    id: str
    text: str
    sha256: str
    passages: tuple[Passage, ...]
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    title: str | None = None
    published: date | None = None
    published_from: PublishedFrom | None = None
    language: str | None = None
    taken_from: tuple[str, ...] = ()


class TrackRecord(Record, frozen=True, kw_only=True):
    """What became of a voice's claims, as counts and never as a verdict."""

    claims: int = 0
    confirmed: int = 0
    contradicted: int = 0
    admitted: int = 0


class Voice(Record, frozen=True, kw_only=True):
    """Who stands behind a statement. `side` is as in the gold guide; `party` is an id of knowledge/parties."""

    id: str
    name: str | None = None
    role: str | None = None
    org: str | None = None
    side: str | None = None
    party: str | None = None
    anonymous: bool = False
    kind: VoiceKind = "person"
    reliability: Reliability = "F"
    record: TrackRecord = TrackRecord()


class Statement(Record, frozen=True, kw_only=True):
    """Content that a report puts into somebody's mouth or hand. `via` is outermost first (voice ids)."""

    id: str
    report: str
    kind: StatementKind
    content: tuple[Span, ...]
    voice: str
    source: Span | None = None
    cue: Span | None = None
    via: tuple[str, ...] = ()
    occasion: str | None = None
    hedge: Hedge = "none"
    denied: bool = False
    said_on: Period | None = None


class Place(Record, frozen=True, kw_only=True):
    """A place as the report words it and as the gazetteer knows it; unresolved fields are None."""

    span: Span | None
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    level: Level | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None


class TimeExpression(Record, frozen=True, kw_only=True):
    """Words of time with the days they mean and their TIMEX3 value (ISO-TimeML)."""

    span: Span
    date: Period | None = None
    value: str | None = None


class Item(Record, frozen=True, kw_only=True):
    """Equipment or munitions. `min` and `max` are bounds of the number, None where open."""

    span: Span
    model: str | None = None
    category: str | None = None
    min: int | None = None
    max: int | None = None


class Toll(Record, frozen=True, kw_only=True):
    """People, counted: `min` and `max` are bounds, None where open."""

    fate: Fate
    min: int | None = None
    max: int | None = None
    who: Who = "unknown"


class Count(Record, frozen=True, kw_only=True):
    """Any other number that belongs to an event, of what (`towns and villages`)."""

    min: int | None = None
    max: int | None = None
    of: str | None = None


class Plover(Record, frozen=True, kw_only=True):
    """The event in the terms of the PLOVER ontology, for exchange with other data."""

    event: str
    mode: str | None = None


class Event(Record, frozen=True, kw_only=True):
    """One happening as one report tells it, at one place. `statements` assert it; none: the outlet narrates."""

    id: str
    report: str
    type: EventType
    trigger: Span
    stage: Stage = "happened"
    state: LossState | None = None
    actor: Span | None = None
    target: Span | None = None
    actor_party: str | None = None
    target_party: str | None = None
    place: Place | None = None
    date: Period | None = None
    items: tuple[Item, ...] = ()
    people: tuple[Toll, ...] = ()
    count: Count | None = None
    statements: tuple[str, ...] = ()
    plover: Plover | None = None


class Reading(Record, frozen=True, kw_only=True):
    """All that is read from one report. `voices` are as this report describes them, before linking."""

    report: str
    statements: tuple[Statement, ...] = ()
    voices: tuple[Voice, ...] = ()
    events: tuple[Event, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[TimeExpression, ...] = ()


class Support(Record, frozen=True, kw_only=True):
    """One voice behind a claim, in which reports and statements, and how it knows."""

    voice: str
    reports: tuple[str, ...]
    statements: tuple[str, ...] = ()
    basis: Basis = "statement"


class Edge(Record, frozen=True, kw_only=True):
    """What stands between two voices of a claim, in one sentence."""

    a: str
    b: str
    verdict: PairVerdict
    why: str


class Conflict(Record, frozen=True, kw_only=True):
    """Another claim that cannot be true together with this one, and what differs."""

    claim: str
    why: str


class Sources(Record, frozen=True, kw_only=True):
    """Bounds of the number of independent sources, and whether opposed sides assert it."""

    sources_min: int
    sources_max: int
    opposed: bool = False


class Claim(Record, frozen=True, kw_only=True):
    """One proposition that events of one or more reports assert. Keeps the id of its founding event."""

    id: str
    type: EventType
    gist: str
    events: tuple[str, ...]
    voices: tuple[Support, ...]
    edges: tuple[Edge, ...]
    sources_min: int
    sources_max: int
    with_narrower: Sources
    credibility: int
    why: tuple[str, ...]
    narrower: tuple[str, ...] = ()
    opposed: bool = False
    sides: tuple[str, ...] = ()
    against_interest: bool = False
    conflicts: tuple[Conflict, ...] = ()
    aliases: tuple[str, ...] = ()


class SharedPassage(Record, frozen=True, kw_only=True):
    """The same words in two reports."""

    a: Span
    b: Span


class Copy(Record, frozen=True, kw_only=True):
    """What two compared reports have to do with each other. `origin` (`from` in JSON) is the earlier one."""

    a: str
    b: str
    verdict: CopyVerdict
    origin: str | None = msgspec.field(name="from", default=None)
    containment: float = 0.0
    passages: tuple[SharedPassage, ...] = ()
    why: str = ""


class Story(Record, frozen=True, kw_only=True):
    """Reports that tell of the same happenings; every report is in exactly one story."""

    id: str
    title: str
    reports: tuple[str, ...]


class VoicePair(Record, frozen=True, kw_only=True):
    """Two statements of anonymous voices in different reports that were compared."""

    a: str
    b: str
    verdict: PairVerdict
    why: tuple[str, ...]


class Links(Record, frozen=True, kw_only=True):
    """What linking made of all readings: a pure function of readings and decisions, so it can be made again.

    `voices` are those of all reports after linking; `voice_of` leads from a reading's voice id to one of them.
    """

    voices: tuple[Voice, ...] = ()
    voice_of: dict[str, str] = msgspec.field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    copies: tuple[Copy, ...] = ()
    stories: tuple[Story, ...] = ()
    voice_pairs: tuple[VoicePair, ...] = ()


class Decision(Record, frozen=True, kw_only=True):
    """What a person said of a pair of events or of voices; never deleted, only superseded by a later one.

    `a` and `b` are two event ids or two voice ids (of readings). `judgement` None takes an earlier word back.
    """

    id: str
    kind: Literal["events", "voices"]
    a: str
    b: str
    judgement: Judgement | None
    by: str
    at: str
    why: str = ""


class Mark(Record, frozen=True, kw_only=True):
    """A person's word on one thing; never deleted, only superseded by a later one of the same kind, thing and part.

    `about` is a thing by its sort and id (`event:…`, `voice:…`, `report:…`, `place:NAME`, `case:…`); a claim is meant by its founding event.
    `part` tells apart what can be said of a thing several times over: a note by its id, a thing in a case by the case. `value` is the word: the grade, the
    note, the title, a correction as JSON; None takes it back. `report` is that of the event, whose reading then stays.
    """

    id: str
    kind: MarkKind
    about: str
    value: str | None
    by: str
    at: str
    part: str = ""
    why: str = ""
    report: str | None = None


class Holdings(Record, frozen=True, kw_only=True):
    """All that a view or an export needs, as it stands in the ledger at one moment."""

    reports: tuple[Report, ...] = ()
    readings: tuple[Reading, ...] = ()
    links: Links = Links()
    decisions: tuple[Decision, ...] = ()
    pages: tuple[tuple[str, ...], ...] = ()
    """Reports that stood on one page one after the other, each page's in the order in which they were taken in."""
    marks: tuple[Mark, ...] = ()


def words(spans: Iterable[Span]) -> str:
    """The words of several spans, joined as a reader would quote them."""
    return " … ".join(span.text for span in spans)
