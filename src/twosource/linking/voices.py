"""All voices of all reports after linking, with who each reading's voice became and which anonymous pairs were judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from msgspec.structs import replace

from twosource.knowledge import outlets, parties
from twosource.linking import anonymous, people
from twosource.linking.credit import credited, unnamed_behind
from twosource.linking.organs import organ
from twosource.linking.rarity import telling_words
from twosource.records import Decision, Reading, Report, Voice, VoicePair, identity


class Voices:
    """The outcome: linked voices by id, the way to them, and the pairs that were compared with their reasons."""

    def __init__(self) -> None:
        self.voices: dict[str, Voice] = {}
        self.voice_of: dict[str, str] = {}
        self.pairs: list[VoicePair] = []
        self.between: dict[tuple[str, str], tuple[str, str]] = {}
        """Verdict and reason between two linked anonymous voices."""


def link(
    reports: Mapping[str, Report],
    readings: Mapping[str, Reading],
    story_of: Mapping[str, str],
    decisions: Sequence[Decision],
    one_text: Collection[tuple[str, str]] = (),
) -> Voices:
    """Join voices of all readings. `story_of` leads from a report to its story: anonymous voices are compared within one. `one_text` are
    pairs of reports of which one derives from the other.
    """
    out = Voices()
    rows = [(voice, reports[i].published) for i in sorted(readings) if i in reports for voice in readings[i].voices]
    keys = people.named(rows)
    _named(out, rows, keys)
    _anonymous(out, reports, readings, story_of, decisions, one_text)
    _decided(out, decisions)
    return out


def _named(out: Voices, rows: Sequence[tuple[Voice, object]], keys: Mapping[str, people.Key]) -> None:
    groups: dict[people.Key, list[Voice]] = defaultdict(list)
    for voice, _ in rows:
        if voice.id in keys:
            groups[keys[voice.id]].append(voice)
        elif not voice.anonymous:
            out.voices[voice.id] = voice
            out.voice_of[voice.id] = voice.id
    for key, group in groups.items():
        best = max(
            group,
            key=lambda v: (
                len((v.name or "").split()),
                bool(v.role),
                bool(v.org),
                bool(v.side),
                len(v.role or ""),
                v.id,
            ),
        )
        side = best.side or next((v.side for v in group if v.side), None)
        party = best.party or next((v.party for v in group if v.party), None)
        linked = replace(best, id=people.linked_id(key), side=side, party=party)
        out.voices[linked.id] = linked
        for voice in group:
            out.voice_of[voice.id] = linked.id


def _anonymous(
    out: Voices,
    reports: Mapping[str, Report],
    readings: Mapping[str, Reading],
    story_of: Mapping[str, str],
    decisions: Sequence[Decision],
    one_text: Collection[tuple[str, str]],
) -> None:
    said: dict[str, list[anonymous.Said]] = defaultdict(list)
    order: dict[str, tuple[str, str]] = {}
    for i in sorted(readings):
        if i not in reports:
            continue
        known = {voice.id: voice for voice in readings[i].voices}
        for statement in readings[i].statements:
            voice = known.get(statement.voice)
            if voice is None:
                continue
            via = tuple(known[j] for j in statement.via if j in known)
            if voice.anonymous:
                outlets = credited(reports[i], statement, via)
                said[story_of.get(i, i)].append(anonymous.Said(voice, statement, reports[i], outlets))
                order.setdefault(voice.id, (str(reports[i].published or "9999"), i))
            elif (behind := unnamed_behind(reports[i], statement, voice)) is not None:
                outlets = credited(reports[i], statement, (*via, voice))
                said[story_of.get(i, i)].append(anonymous.Said(behind, statement, reports[i], outlets, relayed=True))
        for voice in readings[i].voices:
            if voice.anonymous:
                order.setdefault(voice.id, (str(reports[i].published or "9999"), i))
                out.voices.setdefault(voice.id, voice)
    parent = {i: i for i in order}

    def root(i: str) -> str:
        while parent[i] != i:
            i = parent[i]
        return i

    judged: dict[tuple[str, str], tuple[int, str, str]] = {}
    apart = {frozenset((d.a, d.b)) for d in decisions if d.kind == "voices" and d.judgement == "different"}
    for rows in said.values():
        for a, b in combinations(_in_context(rows), 2):
            if a.report.id == b.report.id:
                if (
                    a.voice.id != b.voice.id
                    and not (a.relayed or b.relayed)
                    and anonymous.alike_described(a.voice, b.voice)
                ):
                    one, two = sorted((a.voice.id, b.voice.id))
                    judged[one, two] = (3, "same", f"One report calls both {anonymous.called(a.voice)}.")
                continue
            verdict = anonymous.compare(
                a, b, one_text=(min(a.report.id, b.report.id), max(a.report.id, b.report.id)) in one_text
            )
            if verdict.verdict == "same" or _touch(a, b):
                out.pairs.append(
                    VoicePair(a=a.statement.id, b=b.statement.id, verdict=verdict.verdict, why=verdict.why)
                )
            if a.relayed or b.relayed:
                continue
            pair = (min(a.voice.id, b.voice.id), max(a.voice.id, b.voice.id))
            rank = {"same": 2, "different": 1, "unassessable": 0}[verdict.verdict]
            if rank > judged.get(pair, (-1, "", ""))[0]:
                judged[pair] = (rank, verdict.verdict, " ".join(verdict.why))
    for (a_id, b_id), (_, word, _) in sorted(judged.items()):
        if word == "same" and frozenset((a_id, b_id)) not in apart:
            one, two = sorted((root(a_id), root(b_id)), key=lambda i: (order[i], i))
            parent[two] = one
    groups: dict[str, list[Voice]] = defaultdict(list)
    for i in order:
        out.voice_of[i] = root(i)
        groups[root(i)].append(out.voices.pop(i))
    for i, group in groups.items():
        out.voices[i] = replace(max(group, key=_telling), id=i)
    for (a_id, b_id), (_, word, why) in sorted(judged.items()):
        one, two = sorted((root(a_id), root(b_id)))
        if one != two and word != "same":
            out.between[one, two] = (word, why)


def _telling(voice: Voice) -> tuple[bool, bool, bool, str]:
    """How much a description of somebody unnamed tells: a US intelligence official more than a Western one."""
    of_a_state = voice.side is not None and voice.side != "INT"
    return of_a_state, voice.org is not None, voice.role is not None, voice.id


def _in_context(rows: Sequence[anonymous.Said]) -> list[anonymous.Said]:
    around: dict[str, frozenset[str]] = defaultdict(frozenset)
    for row in rows:
        around[row.report.id] |= row.credits
    return [row._replace(around=around[row.report.id]) for row in rows]


def _touch(a: anonymous.Said, b: anonymous.Said) -> bool:
    """Whether two statements have telling words in common, so that a person would compare them."""
    return bool(telling_words(a.statement.content) & telling_words(b.statement.content))


def _decided(out: Voices, decisions: Sequence[Decision]) -> None:
    """What people said of pairs of voices, the last word on each pair counting."""
    last: dict[frozenset[str], Decision] = {}
    for decision in decisions:
        if decision.kind == "voices":
            last[frozenset((decision.a, decision.b))] = decision
    for decision in last.values():
        a, b = out.voice_of.get(decision.a, decision.a), out.voice_of.get(decision.b, decision.b)
        if a not in out.voices or b not in out.voices or a == b:
            continue
        if decision.judgement == "same":
            for i, home in list(out.voice_of.items()):
                if home == b:
                    out.voice_of[i] = a
            out.voice_of[b] = a
            del out.voices[b]
        elif decision.judgement == "different":
            one, two = sorted((a, b))
            out.between[one, two] = (
                "different",
                f"{decision.by} judged them different: {decision.why or 'no reason given'}",
            )


def narrator(report: Report) -> Voice:
    """The outlet of a report as the voice of its own words; an unknown outlet is a voice of its own for each report."""
    name = report.outlet
    known = outlets.outlet(name) if name else None
    key: people.Key = ("outlet", known.name.lower() if known else name.lower()) if name else ("report", report.id)
    return Voice(
        id=people.linked_id(key) if name else identity("v", "linked", *key),
        name=None, role=None, org=known.name if known else name, side="MEDIA", party=known.owner if known else parties.party_of(name) if name and organ(report) else None, kind="outlet",
    )  # fmt: skip
