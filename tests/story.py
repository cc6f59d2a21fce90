"""A small ledger made by hand: three reports, one retreat, one disputed toll. The story is invented."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from twosource.intake.passages import divide
from twosource.records import (
    Claim,
    Conflict,
    Copy,
    Edge,
    Event,
    EventType,
    Holdings,
    Item,
    Links,
    Period,
    Place,
    Reading,
    Report,
    Sources,
    Span,
    Statement,
    Story,
    Support,
    Toll,
    Voice,
)

WIRE = "Troops quit Borova, official says\n\nRussian forces left Borova on Monday and abandoned four T-72 tanks, a senior US official said.\n\nThree people were killed in Kupiansk, the governor said."
POST = (
    "Tanks by the road\n\nRussian soldiers pulled out of Borova on Monday, a US official said, asking not to be named."
)
KONTUR = "Regrouped, says Moscow\n\nThe Defence Ministry confirmed that its troops had left Borova. Seven people died in Kupiansk, a doctor said."
MONDAY = Period(date(2022, 10, 3), date(2022, 10, 3))


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span.of(text, at, at + len(words))


def report(id_: str, outlet: str, day: int, text: str) -> Report:
    title = text.splitlines()[0]
    return Report(
        id=id_,
        text=text,
        sha256="0" * 64,
        passages=divide(text),
        outlet=outlet,
        title=title,
        published=date(2022, 10, day),
        published_from="given",
        taken_from=(f"{id_}.txt",),
    )


def place(text: str, words: str, lat: float, lon: float) -> Place:
    return Place(
        span=span(text, words), name=words, country="UA", admin1="Kharkiv", level="settlement", lat=lat, lon=lon
    )


def withdrawal(id_: str, report_id: str, text: str, trigger: str, actor: str, said: tuple[str, ...]) -> Event:
    return Event(
        id=id_,
        report=report_id,
        type="withdraw",
        trigger=span(text, trigger),
        actor=span(text, actor),
        actor_party="ru",
        place=place(text, "Borova", 49.38, 37.62),
        date=MONDAY,
        statements=said,
    )


def toll(id_: str, report_id: str, text: str, trigger: str, dead: int, said: str) -> Event:
    return Event(
        id=id_,
        report=report_id,
        type="casualties",
        trigger=span(text, trigger),
        place=place(text, "Kupiansk", 49.71, 37.61),
        date=MONDAY,
        people=(Toll(fate="killed", min=dead, max=dead),),
        statements=(said,),
    )


def statement(id_: str, report_id: str, text: str, source: str, cue: str, content: str, voice: str) -> Statement:
    return Statement(
        id=id_,
        report=report_id,
        kind="indirect",
        source=span(text, source),
        cue=span(text, cue),
        content=(span(text, content),),
        voice=voice,
    )


def claim(
    id_: str, type_: EventType, gist: str, events: tuple[str, ...], voices: tuple[Support, ...], sources: int
) -> Claim:
    """A claim whose number is certain; what else is to be said of it is put in by `structs.replace`."""
    return Claim(
        id=id_,
        type=type_,
        gist=gist,
        events=events,
        voices=voices,
        edges=(),
        sources_min=sources,
        sources_max=sources,
        with_narrower=Sources(sources_min=sources, sources_max=sources),
        credibility=3,
        why=(f"{gist} Why it is {sources}.",),
    )


def holdings() -> Holdings:
    """Three reports; the retreat has two sources (one official in two outlets, and the ministry)."""
    reports = (
        report("wire", "Harbour Wire", 4, WIRE),
        report("post", "Lowland Post", 5, POST),
        report("kontur", "Kontur", 5, KONTUR),
    )
    official = Voice(id="v-wire", role="senior US official", org="US", side="US", anonymous=True)
    same = Voice(id="v-post", role="US official", org="US", side="US", anonymous=True)
    ministry = Voice(id="v-mod", org="Russian Defence Ministry", side="RU", party="ru", kind="organisation")
    governor = Voice(id="v-gov", role="governor", side="UA", party="ua")
    doctor = Voice(id="v-doc", role="doctor", side="CIV")
    readings = (
        Reading(
            report="wire",
            voices=(official, governor),
            statements=(
                statement("s1", "wire", WIRE, "a senior US official", "said", "Russian forces left Borova on Monday and abandoned four T-72 tanks", "v-wire"),
                statement("s2", "wire", WIRE, "the governor", "said", "Three people were killed in Kupiansk", "v-gov"),
            ),
            events=(
                withdrawal("e1", "wire", WIRE, "left", "Russian forces", ("s1",)),
                Event(id="e2", report="wire", type="equipment-loss", state="abandoned", trigger=span(WIRE, "abandoned"), target=span(WIRE, "Russian forces"), target_party="ru",
                      place=place(WIRE, "Borova", 49.38, 37.62), date=MONDAY, items=(Item(span=span(WIRE, "T-72 tanks"), model="T-72", category="tank", min=4, max=4),), statements=("s1",)),
                toll("e3", "wire", WIRE, "killed", 3, "s2"),
            ),
        ),
        Reading(report="post", voices=(same,), statements=(statement("s3", "post", POST, "a US official", "said", "Russian soldiers pulled out of Borova on Monday", "v-post"),),
                events=(withdrawal("e4", "post", POST, "pulled out", "Russian soldiers", ("s3",)),)),
        Reading(report="kontur", voices=(ministry, doctor),
                statements=(statement("s4", "kontur", KONTUR, "The Defence Ministry", "confirmed", "its troops had left Borova", "v-mod"),
                            statement("s5", "kontur", KONTUR, "a doctor", "said", "Seven people died in Kupiansk", "v-doc")),
                events=(withdrawal("e5", "kontur", KONTUR, "left", "its troops", ("s4",)), toll("e6", "kontur", KONTUR, "died", 7, "s5"))),
    )  # fmt: skip
    retreat = replace(
        claim(
            "e1",
            "withdraw",
            "Russian forces withdrew from Borova.",
            ("e1", "e4", "e5"),
            (
                Support(voice="v-wire", reports=("wire",), statements=("s1",)),
                Support(voice="v-post", reports=("post",), statements=("s3",)),
                Support(voice="v-mod", reports=("kontur",), statements=("s4",)),
            ),
            2,
        ),
        edges=(Edge(a="v-wire", b="v-post", verdict="same", why="Both quote one unnamed US official."),),
        against_interest=True,
        sides=("RU", "US"),
        credibility=1,
    )
    official_said = (Support(voice="v-wire", reports=("wire",), statements=("s1",)),)
    left = claim("e2", "equipment-loss", "Russian forces abandoned T-72 tanks at Borova.", ("e2",), official_said, 1)
    governor_said = (Support(voice="v-gov", reports=("wire",), statements=("s2",)),)
    three = replace(
        claim("e3", "casualties", "Three people were killed in Kupiansk.", ("e3",), governor_said, 1),
        conflicts=(Conflict(claim="e6", why="3 killed here, 7 there."),),
    )
    doctor_said = (Support(voice="v-doc", reports=("kontur",), statements=("s5",)),)
    seven = replace(
        claim("e6", "casualties", "Seven people were killed in Kupiansk.", ("e6",), doctor_said, 1),
        conflicts=(Conflict(claim="e3", why="7 killed here, 3 there."),),
    )
    links = Links(
        voices=(official, same, ministry, governor, doctor),
        voice_of={v: v for v in ("v-wire", "v-post", "v-mod", "v-gov", "v-doc")},
        claims=(retreat, left, three, seven),
        copies=(
            Copy(
                a="post",
                b="wire",
                verdict="shared-source",
                origin="wire",
                containment=0.2,
                why="Both rest on one US official.",
            ),
        ),
        stories=(Story(id="story", title="Troops quit Borova, official says", reports=("kontur", "post", "wire")),),
    )
    return Holdings(reports=reports, readings=readings, links=links)
