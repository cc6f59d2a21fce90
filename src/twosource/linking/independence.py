"""How many independent sources stand behind a claim, and why.

Origins are voices, and outlets that narrate. Between two of them stands same, different or unassessable. What is same is contracted; `sources_max` counts what
is left; `sources_min` is the chromatic number of the graph of *different*: the fewest groups in which no two different origins share a group.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from twosource.knowledge import countries
from twosource.linking import anonymous
from twosource.linking.observation import saw
from twosource.linking.organs import organ
from twosource.records import Basis, Copy, Edge, Event, PairVerdict, Reading, Report, Support, Voice

Between = Mapping[tuple[str, str], tuple[str, str]]


class Origins:
    """The supports of a claim with what stands between their voices."""

    def __init__(self, supports: Sequence[Support], edges: Sequence[Edge]) -> None:
        self.supports = tuple(supports)
        self.edges = tuple(edges)
        self.sources_min, self.sources_max = bounds(supports, edges)


def supports(
    events: Sequence[Event],
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
    voice_of: Mapping[str, str],
    narrators: Mapping[str, Voice],
    copies: Mapping[tuple[str, str], Copy],
) -> list[Support]:
    """One support for each voice behind the events: of statements, or the outlet where it narrates and does not only repeat.

    Narration in a report that derives from another of these reports, or that has a statement for the same claim beside it, adds no origin of its own.
    """
    found: dict[tuple[str, Basis], tuple[list[str], list[str]]] = {}
    told = {e.report for e in events if e.statements}
    here = {e.report for e in events}
    for event in events:
        statements = {s.id: s for s in readings[event.report].statements}
        if event.statements:
            for i in event.statements:
                said = statements.get(i)
                if said is None:
                    continue
                _add(found, voice_of.get(said.voice, said.voice), "statement", event.report, i)
        elif saw(reports[event.report], event) and not _derives(event.report, here, copies):
            _add(found, narrators[event.report].id, "observation", event.report, None)
        elif event.report not in told and not _derives(event.report, here, copies):
            basis: Basis = "statement" if organ(reports[event.report].outlet) else "narration"
            _add(found, narrators[event.report].id, basis, event.report, None)
    if not found:  # every telling derives from another: the earliest stands for all
        first = min(events, key=lambda e: (str(reports[e.report].published or "9999"), e.id))
        _add(found, narrators[first.report].id, "narration", first.report, None)
    return [
        Support(voice=voice, reports=tuple(sorted(set(r))), statements=tuple(dict.fromkeys(s)), basis=basis)
        for (voice, basis), (r, s) in sorted(found.items())
    ]


def _add(
    found: dict[tuple[str, Basis], tuple[list[str], list[str]]],
    voice: str,
    basis: Basis,
    report: str,
    statement: str | None,
) -> None:
    reports, statements = found.setdefault((voice, basis), ([], []))
    reports.append(report)
    if statement:
        statements.append(statement)


def _derives(report: str, among: set[str], copies: Mapping[tuple[str, str], Copy]) -> bool:
    for other in among:
        copy = copies.get((min(report, other), max(report, other)))
        if other != report and copy is not None and copy.verdict in ("copied", "rewritten"):
            origin = copy.origin or min(report, other)
            if origin == other:
                return True
    return False


def edges(found: Sequence[Support], voices: Mapping[str, Voice], between: Between) -> list[Edge]:
    """What stands between each two voices, in a sentence."""
    out = []
    for one, two in combinations(found, 2):
        if one.voice == two.voice:
            continue
        a, b = sorted((one, two), key=lambda s: s.voice)
        verdict, why = _between(a, b, voices, between)
        out.append(Edge(a=a.voice, b=b.voice, verdict=verdict, why=why))
    return out


def _between(a: Support, b: Support, voices: Mapping[str, Voice], between: Between) -> tuple[PairVerdict, str]:
    one, two = voices[a.voice], voices[b.voice]
    known = between.get((a.voice, b.voice))
    if known is not None:
        return ("different" if known[0] == "different" else "unassessable"), known[1]
    if "narration" in (a.basis, b.basis):
        who = one if a.basis == "narration" else two
        return "unassessable", f"{called(who)} names no source: it may rest on any of the others."
    if not known_voice(one) or not known_voice(two):
        return "unassessable", "One of the two is not named at all."
    if one.anonymous or two.anonymous:
        excluded = anonymous.excludes(one, two)
        if excluded:
            return "different", excluded
        if one.anonymous != two.anonymous and one.side and one.side == two.side and not _officials(one, two):
            return "different", f"{called(one)} and {called(two)} are different people of one side."
        return "unassessable", f"{called(one)} and {called(two)} may be one: nothing in the texts tells them apart."
    if _speaks_for(one, two) or _speaks_for(two, one):
        return "same", f"{called(one)} and {called(two)} speak for one body."
    if one.side and one.side == two.side and (_state(one) or _state(two)):
        return "same", f"{called(one)} and {called(two)} are one government's word."
    if one.side and one.side == two.side and (_head(one) or _head(two)):
        return (
            "unassessable",
            f"{called(one)} and {called(two)} are of one government: the one may repeat the other.",
        )
    return (
        "different",
        f"{called(one)} and {called(two)} are different {'people' if one.name and two.name else 'voices'}{_sides(one, two)}.",
    )


def known_voice(voice: Voice) -> bool:
    """Whether the text tells anything of who it is."""
    return bool(voice.name or voice.role or voice.org)


def _officials(a: Voice, b: Voice) -> bool:
    return anonymous.kind(a) in ("official", "soldier", "diplomat", None) and anonymous.kind(b) in (
        "official",
        "soldier",
        "diplomat",
        None,
    )


def _speaks_for(a: Voice, b: Voice) -> bool:
    """Whether `a` is a body and `b` its spokesman, or somebody without a name who speaks for it."""
    if a.kind == "outlet" or b.kind == "outlet":
        return False
    same = bool(a.org and b.org and a.org.lower() == b.org.lower() and (not a.side or not b.side or a.side == b.side))
    return (
        (same and a.name is None and a.role is None)
        or (same and a.name is None and b.name is None)
        or (same and any("spokes" in (v.role or "").lower() for v in (a, b)) and (a.name is None or b.name is None))
    )


def _state(v: Voice) -> bool:
    """Whether a voice is a state or its government as a whole, and nobody in particular."""
    if v.name or v.role or not v.org or not v.side or len(v.side) != 2:
        return False
    return (
        countries.country(v.org) is not None
        or v.org.startswith("Government of ")
        or v.org.lower().endswith(" government")
    )


def _head(v: Voice) -> bool:
    """Whether a voice speaks for the head of a state: a presidency, a cabinet, who holds the office."""
    return bool(
        re.search(r"\b(?:Kremlin|Presidency|White House|Downing Street|Élysée|Chancellery|Cabinet)\b", v.org or "")
        or re.match(r"(?:president|prime minister|premier|chancellor)\b", v.role or "", re.IGNORECASE)
    )


def _sides(a: Voice, b: Voice) -> str:
    return f" of different sides ({a.side}, {b.side})" if a.side and b.side and a.side != b.side else ""


def called(voice: Voice) -> str:
    """A voice as a sentence names it."""
    if voice.kind == "outlet":
        return voice.org or voice.name or "the report's own words"
    if voice.name:
        return voice.name
    if voice.role:
        whose = f" ({voice.org or voice.side})" if voice.org or voice.side else ""
        return f"{'an unnamed ' if voice.anonymous else 'the '}{voice.role}{whose}"
    return voice.org or "somebody not named"


def bounds(found: Sequence[Support], between: Sequence[Edge]) -> tuple[int, int]:
    """`sources_min` and `sources_max`. Narration adds to the most and not to the fewest, unless it stands alone."""
    voices = sorted({s.voice for s in found})
    group = {v: v for v in voices}

    def root(v: str) -> str:
        while group[v] != v:
            v = group[v]
        return v

    for edge in between:
        if edge.verdict == "same":
            one, two = sorted((root(edge.a), root(edge.b)))
            group[two] = one
    nodes = sorted({root(v) for v in voices})
    apart = {frozenset((root(e.a), root(e.b))) for e in between if e.verdict == "different" and root(e.a) != root(e.b)}
    return max(1, chromatic(nodes, apart)) if nodes else 0, len(nodes)


def chromatic(nodes: Sequence[str], apart: set[frozenset[str]]) -> int:
    """The fewest colours so that no edge joins two nodes of one; exact, by trying k = 1, 2, … with backtracking.

    Nodes are taken by degree, the largest first (Brélaz 1979 without saturation); graphs of a claim's voices are small. Above 40 nodes a greedy
    colouring is returned, which is never too small.
    """
    order = sorted(nodes, key=lambda n: (-sum(n in edge for edge in apart), n))
    near = {n: {m for edge in apart if n in edge for m in edge if m != n} for n in order}

    def fits(k: int) -> bool:
        colour: dict[str, int] = {}

        def place(at: int) -> bool:
            if at == len(order):
                return True
            node = order[at]
            used = {colour[m] for m in near[node] if m in colour}
            fresh = max(colour.values(), default=-1) + 1
            for c in range(min(k, fresh + 1)):
                if c not in used:
                    colour[node] = c
                    if place(at + 1):
                        return True
                    del colour[node]
            return False

        return place(0)

    if len(order) > 40:
        colour: dict[str, int] = {}
        for node in order:
            used = {colour[m] for m in near[node] if m in colour}
            colour[node] = next(c for c in range(len(order)) if c not in used)
        return max(colour.values(), default=-1) + 1
    return next(k for k in range(0 if not order else 1, len(order) + 1) if fits(k))
