"""From readings to claims: `link(reports, readings, decisions) -> Links`, pure, the same whatever order reports come in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from twosource.knowledge import gazetteer
from twosource.linking import claims, contradiction, copies, independence, kinship, opposition, stories, telling, voices
from twosource.linking.agreement import MOVES, Agreement
from twosource.linking.credibility import credibility
from twosource.linking.gist import gist
from twosource.linking.texts import Text, Texts
from twosource.linking.workings import Workings
from twosource.records import (
    Claim,
    Conflict,
    Copy,
    Decision,
    Event,
    Links,
    Reading,
    Report,
    Sources,
    Story,
    Support,
    TrackRecord,
    Voice,
    identity,
)


def link(
    reports: Sequence[Report], readings: Sequence[Reading], decisions: Sequence[Decision] = (), before: Workings | None = None
) -> Links:  # fmt: skip
    """Everything that the readings of all reports amount to, as people's decisions stand. `before` is what was worked out before, and keeps what is now."""
    before = before or Workings()
    by_report = {r.id: r for r in sorted(reports, key=lambda r: r.id)}
    read = {r.report: r for r in sorted(readings, key=lambda r: r.report) if r.report in by_report}
    standing = _standing(decisions)
    texts = Texts(by_report)
    wording = before.out("wording", [*by_report.values()], lambda: _wording(texts))
    near = wording.near
    heard = voices.link(by_report, read, near, standing, wording.derived)
    narrators = {i: voices.narrator(report) for i, report in by_report.items()}
    known = heard.voices | {v.id: heard.voices.get(v.id, v) for v in narrators.values()}
    found = copies.with_sources(wording.copies, texts, read, heard.voice_of, known)
    weighed = before.out("weighed", [wording, *read.values()], lambda: _weighed(by_report, read, texts, near))
    groups = claims.cluster(weighed, standing)
    made = _claims(groups, weighed.judged, by_report, read, known, heard, narrators, found, near)
    used = {s.voice for c in made for s in c.voices} | set(heard.voice_of.values())
    records = _records(made, known)
    return Links(
        voices=tuple(replace(known[i], record=records.get(i, TrackRecord())) for i in sorted(used) if i in known),
        voice_of=dict(sorted(heard.voice_of.items())), claims=made, copies=copies.resting(found, made, known), stories=wording.stories, voice_pairs=tuple(sorted(heard.pairs, key=lambda p: (p.a, p.b))),
    )  # fmt: skip


class Wording(NamedTuple):
    """What the words of the reports alone tell: who copies whom, which reports are of one story, and near which each lies."""

    copies: Mapping[tuple[str, str], Copy]
    derived: Collection[tuple[str, str]]
    """Pairs of which one derives from the other."""
    stories: tuple[Story, ...]
    near: Mapping[str, str]


def _wording(texts: Mapping[str, Text]) -> Wording:
    alike = copies.compare(texts)
    derived = {pair for pair, copy in alike.items() if copy.verdict in ("copied", "rewritten")}
    return Wording(alike, derived, *stories.stories(texts, derived))


def _weighed(
    reports: Mapping[str, Report], read: Mapping[str, Reading], texts: Mapping[str, Text], near: Mapping[str, str]
) -> claims.Weighed:
    events = [event for reading in read.values() for event in reading.events]
    return claims.weigh(events, reports, texts, near, telling.told(reports, read))


def _standing(decisions: Sequence[Decision]) -> list[Decision]:
    """The last word on each pair; one that was taken back is gone."""
    last: dict[tuple[str, frozenset[str]], Decision] = {}
    for decision in sorted(decisions, key=lambda d: (d.at, d.id)):
        last[decision.kind, frozenset((decision.a, decision.b))] = decision
    return [d for d in last.values() if d.judgement is not None]


def _claims(
    groups: Sequence[Sequence[Event]], judged: Mapping[tuple[str, str], Agreement], reports: Mapping[str, Report], read: Mapping[str, Reading], known: Mapping[str, Voice],
    heard: voices.Voices, narrators: Mapping[str, Voice], pairs: Mapping[tuple[str, str], Copy], story_of: Mapping[str, str],
) -> tuple[Claim, ...]:  # fmt: skip
    ids = [identity("c", group[0].id) for group in groups]
    origins: list[independence.Origins] = []
    for group in groups:
        supports = independence.supports(group, read, reports, heard.voice_of, narrators, pairs)
        edges = independence.edges(supports, known, heard.between, spoken=group[0].type in independence.SPOKEN)
        origins.append(independence.Origins(supports, edges))
    narrower = _narrower(groups, story_of)
    contested: dict[int, list[tuple[int, str]]] = {}
    for a, b, why in contradiction.contradictions(groups, reports, story_of):
        contested.setdefault(a, []).append((b, why))
        contested.setdefault(b, []).append((a, why))
    out = []
    for at, group in enumerate(groups):
        mine = origins[at]
        on = max((e.date.last for e in group if e.date), default=None) or reports[group[0].report].published
        spoken = group[0].type in independence.SPOKEN
        is_opposed = not spoken and opposition.opposed(mine.supports, known, on)
        admitted = opposition.against_interest(group, mine.supports, known)
        wider = _with_narrower(at, origins, narrower, known, heard, on, spoken=spoken)
        hedges = [s.hedge for e in group for s in read[e.report].statements if s.id in e.statements]
        rival = max((origins[b].sources_min for b, _ in contested.get(at, [])), default=0)
        grade, reason = credibility(
            mine.sources_min, mine.sources_max, opposed=is_opposed, admitted=admitted, hedges=hedges, contested_by=rival
        )
        out.append(
            Claim(
                id=ids[at], type=group[0].type, gist=gist(group), events=tuple(e.id for e in group), voices=mine.supports, edges=mine.edges, sources_min=mine.sources_min,
                sources_max=mine.sources_max, with_narrower=wider, credibility=grade, why=(*_why(group, judged, mine, known, pairs, is_opposed, admitted, reports), reason),
                narrower=tuple(ids[b] for b in narrower.get(at, [])), opposed=is_opposed, sides=opposition.sides(mine.supports, known), against_interest=admitted,
                conflicts=tuple(Conflict(claim=ids[b], why=why) for b, why in contested.get(at, [])),
            )
        )  # fmt: skip
    return tuple(out)


def _narrower(groups: Sequence[Sequence[Event]], story_of: Mapping[str, str]) -> dict[int, list[int]]:
    """For each claim those of its type that lie within it: a town in its region, within the same days, by the same party."""
    blocks: dict[tuple[str, str, str], list[int]] = {}
    for at, group in enumerate(groups):
        for key in sorted({(story_of.get(e.report, e.report), e.type, e.state or "") for e in group}):
            blocks.setdefault(key, []).append(at)
    found: dict[int, set[int]] = {}
    for members in blocks.values():
        for wide in members:
            for narrow in members:
                if wide != narrow and lies_within(groups[narrow], groups[wide]):
                    found.setdefault(wide, set()).add(narrow)
    return {wide: sorted(inner) for wide, inner in sorted(found.items())}


def lies_within(narrow: Sequence[Event], wide: Sequence[Event]) -> bool:
    """Whether what `narrow` tells lies within what `wide` tells: its place in the other's, on days that meet, by the same parties."""
    for a in narrow:
        for b in wide:
            if (
                a.stage == "denied"
                or b.stage == "denied"
                or a.place is None
                or b.place is None
                or not gazetteer.within(a.place, b.place)
            ):
                continue
            if a.date and b.date and not a.date.meets(b.date):
                continue
            if a.actor_party and b.actor_party and a.actor_party != b.actor_party:
                continue
            if a.type not in MOVES and a.target_party and b.target_party and a.target_party != b.target_party:
                continue
            return True
    return False


def _with_narrower(
    at: int,
    origins: Sequence[independence.Origins],
    narrower: Mapping[int, Sequence[int]],
    known: Mapping[str, Voice],
    heard: voices.Voices,
    on: object,
    *,
    spoken: bool,
) -> Sources:
    """The number with what the narrower claims add."""
    together: dict[tuple[str, str], Support] = {}
    for member in (at, *narrower.get(at, ())):
        for support in origins[member].supports:
            together.setdefault((support.voice, support.basis), support)
    supports = list(together.values())
    low, high = independence.bounds(supports, independence.edges(supports, known, heard.between, spoken=spoken))
    return Sources(
        sources_min=low,
        sources_max=high,
        opposed=not spoken and opposition.opposed(supports, known, on if isinstance(on, date) else None),
    )


def _why(
    group: Sequence[Event], judged: Mapping[tuple[str, str], Agreement], mine: independence.Origins, known: Mapping[str, Voice], pairs: Mapping[tuple[str, str], Copy],
    is_opposed: bool, admitted: bool, reports: Mapping[str, Report],
) -> tuple[str, ...]:  # fmt: skip
    """One sentence for each merge and each separation behind the number."""
    out = []
    low, high = mine.sources_min, mine.sources_max
    count = f"{low}" if low == high else f"{low} to {high}"
    telling = len({e.report for e in group})
    out.append(
        f"{telling} report{'s' * (telling != 1)} assert{'s' * (telling == 1)} it; {count} independent source{'s' * (count != '1')} stand{'s' * (count == '1')} behind it."
    )
    if len(group) > 1:
        first = group[0]
        for other in group[1:6]:
            agreed = judged.get((first.id, other.id)) or next(
                (judged[k] for k in ((e.id, other.id) for e in group) if k in judged), None
            )
            if agreed is not None and agreed.why:
                out.append(f"{_outlet(other, reports)} tells of the same: {', '.join(agreed.why)}.")
    for support in mine.supports:
        if len(support.reports) > 1:
            out.append(
                f"{kinship.called(known[support.voice])} is one source, though {len(support.reports)} reports have it."
            )
    ids = sorted({e.report for e in group})
    for i, a in enumerate(ids):
        for b in ids[i + 1 :]:
            copy = pairs.get((a, b))
            if copy is not None and copy.verdict in ("copied", "rewritten"):
                out.append(f"{_named(a, reports)} and {_named(b, reports)} are one text: {copy.why}")
    out += [edge.why for edge in mine.edges]
    if is_opposed:
        out.append("Parties on opposite sides of the war both assert it.")
    elif admitted:
        out.append("A side that it hurts admits it.")
    return tuple(dict.fromkeys(out))


def _outlet(event: Event, reports: Mapping[str, Report]) -> str:
    return _named(event.report, reports)


def _named(report: str, reports: Mapping[str, Report]) -> str:
    return reports[report].outlet or f"Report {report[:12]}"


def _records(made: Sequence[Claim], known: Mapping[str, Voice]) -> dict[str, TrackRecord]:
    """What became of each voice's claims: how many others confirm, how many are contradicted, how many it admits against its own side."""
    out: dict[str, list[int]] = {}
    for claim in made:
        for voice in sorted({s.voice for s in claim.voices}):
            row = out.setdefault(voice, [0, 0, 0, 0])
            row[0] += 1
            row[1] += claim.sources_min >= 2
            row[2] += bool(claim.conflicts)
            row[3] += claim.against_interest and known[voice].side is not None and len(claim.sides) == 1
    return {
        voice: TrackRecord(claims=a, confirmed=b, contradicted=c, admitted=d) for voice, (a, b, c, d) in out.items()
    }
