"""How many independent sources stand behind a claim, and why.

Origins are voices, and outlets that narrate. Between two of them stands same, different or unassessable. What is same is contracted; `sources_max` counts what
is left; `sources_min` is the chromatic number of the graph of *different*: the fewest groups in which no two different origins share a group.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from twosource.linking import kinship
from twosource.linking.observation import saw
from twosource.linking.organs import organ
from twosource.records import Basis, Copy, Edge, Event, PairVerdict, Reading, Report, Statement, Support, Voice

SPOKEN = {"accuse", "demand", "reject", "support", "threaten"}
"""Types of what is done by words alone: who speaks is who acts, and whoever reports it rests on those words."""

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
        for i in event.statements:
            said = statements.get(i)
            if said is None or _relays(said, [statements[j] for j in event.statements if j in statements]):
                continue
            _add(found, voice_of.get(said.voice, said.voice), "statement", event.report, i)
        if _derives(event.report, here, copies):
            continue
        if saw(reports[event.report], event):
            _add(found, narrators[event.report].id, "observation", event.report, None)
        elif event.report not in told:
            basis: Basis = "statement" if organ(reports[event.report]) else "narration"
            _add(found, narrators[event.report].id, basis, event.report, None)
    if not found:  # every telling derives from another: the earliest stands for all
        first = min(events, key=lambda e: (str(reports[e.report].published or "9999"), e.id))
        _add(found, narrators[first.report].id, "narration", first.report, None)
    return [
        Support(voice=voice, reports=tuple(sorted(set(r))), statements=tuple(dict.fromkeys(s)), basis=basis)
        for (voice, basis), (r, s) in sorted(found.items())
    ]


def _relays(said: Statement, others: Sequence[Statement]) -> bool:
    """Whether a statement only tells what another, told within it, says: who relays is no origin."""
    return any(
        other.source is not None and any(piece.start <= other.source.start < piece.end for piece in said.content)
        for other in others
        if other is not said and other.voice != said.voice
    )


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


def edges(
    found: Sequence[Support], voices: Mapping[str, Voice], between: Between, *, spoken: bool = False
) -> list[Edge]:
    """What stands between each two voices, in a sentence. `spoken` is whether the claim is of something done by words alone (`SPOKEN`)."""
    out = []
    for one, two in combinations(found, 2):
        if one.voice == two.voice:
            continue
        a, b = sorted((one, two), key=lambda s: s.voice)
        verdict, why = _words_of_one(a, b, voices) if spoken else _between(a, b, voices, between)
        out.append(Edge(a=a.voice, b=b.voice, verdict=verdict, why=why))
    return out


def _between(a: Support, b: Support, voices: Mapping[str, Voice], between: Between) -> tuple[PairVerdict, str]:
    judged = between.get((a.voice, b.voice))
    if judged is not None and judged[0] == "different":
        return "different", judged[1]
    verdict, why = kinship.between(a, b, voices[a.voice], voices[b.voice])
    return verdict, judged[1] if judged is not None and verdict == "unassessable" else why


def _words_of_one(a: Support, b: Support, voices: Mapping[str, Voice]) -> tuple[PairVerdict, str]:
    one, two = (kinship.called(voices[s.voice]) for s in (a, b))
    return "same", f"{one} and {two} tell of what somebody said: whoever said it is its one origin."


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
