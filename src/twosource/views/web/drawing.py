"""How a claim came to be known, as a drawing: outlets on the left, statements in the middle, voices on the right.

Ten reports whose lines run into one voice are one source, and one sees it. A table beside the drawing says the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from twosource.records import Claim, Event, Record, words
from twosource.views import wording
from twosource.views.index import Index

MOST = 40
"""Tellings that are drawn; the table has all."""
STEP, TOP = 38.0, 34.0
OUTLETS, STATEMENTS, VOICES, WIDTH = (0.0, 236.0), (318.0, 634.0), (716.0, 960.0), 960.0
COLOURS = 8
VOICE_HEIGHT, APART, TOGETHER = 46.0, 20.0, 8.0
NARROW = frozenset("fijlrtI.,’' ()-")
"""Letters that take about half the room of others."""


class Telling(Record, frozen=True, kw_only=True):
    """One report tells it once: by which statement, on whose word, and as which source that counts.

    `source` numbers the sources from 0; None where the telling adds none, because the text is a copy.
    """

    report: str
    outlet: str
    day: str
    title: str
    words: str
    how: str
    voice: str | None
    source: int | None


class Box(Record, frozen=True, kw_only=True):
    """A thing drawn: its upper edge, words and where it leads; `source` gives its colour, `loose` says that it may rest on others."""

    y: float
    lines: tuple[str, ...]
    full: str
    path: str
    source: int | None
    loose: bool = False


class Line(Record, frozen=True, kw_only=True):
    """A line between two columns."""

    path: str
    source: int | None
    loose: bool = False


class Frame(Record, frozen=True, kw_only=True):
    """Around voices that are one source."""

    y: float
    height: float


class Drawing(Record, frozen=True, kw_only=True):
    """All that the template draws, and the same as tellings. `left_out` counts tellings that are in the table alone."""

    width: float
    height: float
    outlets: tuple[Box, ...]
    statements: tuple[Box, ...]
    voices: tuple[Box, ...]
    frames: tuple[Frame, ...]
    lines: tuple[Line, ...]
    tellings: tuple[Telling, ...]
    sources: int
    left_out: int


def draw(index: Index, claim: Claim) -> Drawing:
    """The drawing of a claim."""
    loose = loosely(claim)
    tellings, source_of = _numbered(told(index, claim, sources(claim)))
    shown = tellings[:MOST]
    middles = [TOP + STEP * (n + 0.5) for n in range(len(shown))]
    at: dict[str, list[float]] = defaultdict(list)
    for telling, y in zip(shown, middles, strict=True):
        if telling.voice:
            at[telling.voice].append(y)
    order = _ordered(at, source_of)
    voice_y = _spread(order, at, source_of)
    bottom = max([TOP + STEP * len(shown), *(y + VOICE_HEIGHT / 2 + 10 for y in voice_y.values())])
    outlets, outlet_y = _outlets(shown, middles)
    lines = [Line(path=_curve(OUTLETS[1], outlet_y[t.report], STATEMENTS[0], y), source=t.source) for t, y in zip(shown, middles, strict=True)]  # fmt: skip
    lines += [Line(path=_curve(STATEMENTS[1], y, VOICES[0], voice_y[t.voice]), source=t.source, loose=t.voice in loose) for t, y in zip(shown, middles, strict=True) if t.voice]  # fmt: skip
    return Drawing(
        width=WIDTH,
        height=bottom + 6,
        outlets=outlets,
        statements=tuple(
            Box(y=y - 15, lines=(_cut(t.words or t.how, 34.5),), full=t.words or t.how, path=f"/reports/{t.report}", source=t.source, loose=not t.words)
            for t, y in zip(shown, middles, strict=True)
        ),
        voices=tuple(_voice(index, claim, v, voice_y[v], source_of[v], v in loose) for v in order),
        frames=_frames(order, voice_y, source_of),
        lines=tuple(lines),
        tellings=tuple(tellings),
        sources=len(set(source_of.values())),
        left_out=len(tellings) - len(shown),
    )  # fmt: skip


def sources(claim: Claim) -> dict[str, int]:
    """For each voice of a claim the number of the source that it counts as; voices that are the same share one."""
    group = {s.voice: s.voice for s in claim.voices}

    def root(voice: str) -> str:
        while group[voice] != voice:
            voice = group[voice]
        return voice

    for edge in claim.edges:
        if edge.verdict == "same" and edge.a in group and edge.b in group:
            one, two = sorted((root(edge.a), root(edge.b)))
            group[two] = one
    numbers: dict[str, int] = {}
    return {v: numbers.setdefault(root(v), len(numbers)) for v in group}


def loosely(claim: Claim) -> set[str]:
    """Voices that may rest on another of the claim's, for none is known to be different from them: they raise the most and not the fewest."""
    apart = {v for edge in claim.edges if edge.verdict == "different" for v in (edge.a, edge.b)}
    return {s.voice for s in claim.voices} - apart if len(claim.voices) > 1 else set()


def _numbered(tellings: Sequence[Telling]) -> tuple[list[Telling], dict[str, int]]:
    """The tellings with their sources numbered in the order in which they come, and the source of each voice that is heard."""
    numbers: dict[int, int] = {}
    for telling in tellings:
        if telling.source is not None:
            numbers.setdefault(telling.source, len(numbers))
    renamed = [replace(t, source=None if t.source is None else numbers[t.source]) for t in tellings]
    return renamed, {t.voice: t.source for t in renamed if t.voice and t.source is not None}


def told(index: Index, claim: Claim, source_of: dict[str, int]) -> list[Telling]:
    """Every telling of a claim, earliest report first."""
    narrates = {(r, s.voice): s.basis for s in claim.voices if not s.statements for r in s.reports}
    out: list[Telling] = []
    for event in index.events_of(claim):
        said = [index.statements[i] for i in event.statements if i in index.statements]
        for statement in said:
            voice = index.voice_of(statement)
            known = voice.id if voice and voice.id in source_of else None
            out.append(_telling(index, event, words(statement.content), "says so", known, source_of))
        if not said:
            narrator = next(((v, b) for (r, v), b in narrates.items() if r == event.report), None)
            if narrator:
                how = "saw it itself" if narrator[1] == "observation" else "names no source"
                out.append(_telling(index, event, "", how, narrator[0], source_of))
            else:
                out.append(_telling(index, event, "", "a copy: adds no source", None, source_of))
    return list({(t.report, t.words, t.voice): t for t in out}.values())


def _telling(index: Index, event: Event, said: str, how: str, voice: str | None, source_of: dict[str, int]) -> Telling:
    report = index.reports[event.report]
    day = f"{report.published.day} {report.published:%b}" if report.published else "no date"
    return Telling(
        report=report.id, outlet=index.outlet(report.id), day=day, title=report.title or "", words=" ".join(said.split()), how=how, voice=voice, source=source_of[voice] if voice else None
    )  # fmt: skip


def _outlets(shown: Sequence[Telling], middles: Sequence[float]) -> tuple[tuple[Box, ...], dict[str, float]]:
    """A box for each report, in the middle of its tellings."""
    rows: dict[str, list[tuple[Telling, float]]] = defaultdict(list)
    for telling, y in zip(shown, middles, strict=True):
        rows[telling.report].append((telling, y))
    where = {report: sum(y for _, y in several) / len(several) for report, several in rows.items()}
    boxes = []
    for report, several in rows.items():
        one = several[0][0]
        boxes.append(
            Box(y=where[report] - 15, lines=(f"{_cut(one.outlet, 19)} · {one.day}",), full=f"{one.outlet}, {one.day}: {one.title}", path=f"/reports/{report}", source=one.source)
        )  # fmt: skip
    return tuple(boxes), where


def _ordered(at: dict[str, list[float]], source_of: dict[str, int]) -> list[str]:
    """Voices from top to bottom by where their statements stand; those of one source together."""
    means = {v: sum(ys) / len(ys) for v, ys in at.items()}
    groups: dict[int, list[float]] = defaultdict(list)
    for v, y in means.items():
        groups[source_of[v]].append(y)
    centre = {g: sum(ys) / len(ys) for g, ys in groups.items()}
    return sorted(means, key=lambda v: (centre[source_of[v]], source_of[v], means[v], v))


def _spread(order: Sequence[str], at: dict[str, list[float]], source_of: dict[str, int]) -> dict[str, float]:
    """Middles of the voices, as near to their statements as they fit."""
    out: dict[str, float] = {}
    room = sum(VOICE_HEIGHT + APART for _ in order)
    middle = sum(sum(ys) for ys in at.values()) / max(1, sum(len(ys) for ys in at.values()))
    edge = max(TOP, min((ys[0] for ys in at.values()), default=TOP) - VOICE_HEIGHT / 2, middle - room / 2)
    before: int | None = None
    for voice in order:
        gap = 0.0 if before is None else TOGETHER if source_of[voice] == before else APART
        out[voice] = edge + gap + VOICE_HEIGHT / 2
        edge = out[voice] + VOICE_HEIGHT / 2
        before = source_of[voice]
    return out


def _voice(index: Index, claim: Claim, voice: str, y: float, source: int, loose: bool) -> Box:
    who = index.voices.get(voice)
    reports = {r for s in claim.voices if s.voice == voice for r in s.reports}
    label = wording.voice(who)
    side = f"{who.side} · " if who and who.side else ""
    count = f"{side}{len(reports)} report{'' if len(reports) == 1 else 's'}"
    return Box(y=y - VOICE_HEIGHT / 2, lines=(_cut(label, 22), count), full=f"{label}: {count}", path=f"/voices/{voice}", source=source, loose=loose)  # fmt: skip


def _frames(order: Sequence[str], y: dict[str, float], source_of: dict[str, int]) -> tuple[Frame, ...]:
    groups: dict[int, list[float]] = defaultdict(list)
    for voice in order:
        groups[source_of[voice]].append(y[voice])
    return tuple(
        Frame(y=min(ys) - VOICE_HEIGHT / 2 - 5, height=max(ys) - min(ys) + VOICE_HEIGHT + 10)
        for ys in groups.values()
        if len(ys) > 1
    )


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    middle = (x1 + x2) / 2
    return f"M{x1:.0f} {y1:.1f}C{middle:.0f} {y1:.1f} {middle:.0f} {y2:.1f} {x2:.0f} {y2:.1f}"


def _cut(text: str, most: float) -> str:
    """As many letters as fit into the room of `most` of middling width."""
    room = 0.0
    for at, letter in enumerate(text):
        room += 0.55 if letter in NARROW else 1.45 if letter in "mwMW" else 1.2 if letter.isupper() else 1.0
        if room > most:
            return f"{text[: max(1, at - 1)].rstrip()}…"
    return text
