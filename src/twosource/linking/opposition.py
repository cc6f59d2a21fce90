"""Who stands behind a claim by side: whether enemies both assert it, and whether a side admits what hurts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from twosource.knowledge import conflicts
from twosource.records import Event, Support, Voice

HURTS_ACTOR = {"withdraw", "abuse"}
HURTS_TARGET = {"equipment-loss", "casualties", "capture-territory", "shoot-down", "repel", "detain"}


def party(voice: Voice) -> str | None:
    """The party a voice speaks for; state media speak for their owner."""
    return voice.party or (voice.side.lower() if voice.side and len(voice.side) == 2 else None)


def sides(found: Iterable[Support], voices: Mapping[str, Voice]) -> tuple[str, ...]:
    """Distinct sides behind a claim; three bodies of one government are one."""
    out = set()
    for support in found:
        voice = voices[support.voice]
        if support.basis == "narration" and voice.party is None:
            continue
        if voice.kind == "outlet" and voice.party:
            out.add(voice.party.split("-")[0].upper())
        elif voice.side:
            out.add(voice.side)
    return tuple(sorted(out))


def opposed(found: Sequence[Support], voices: Mapping[str, Voice], on: date | None) -> bool:
    """Whether two parties that fight each other on that day both assert it."""
    speakers = sorted({p for s in found if s.basis != "narration" and (p := party(voices[s.voice]))})
    return any(conflicts.opposed(a, b, on, backing=True) for i, a in enumerate(speakers) for b in speakers[i + 1 :])


def against_interest(events: Sequence[Event], found: Sequence[Support], voices: Mapping[str, Voice]) -> bool:
    """Whether somebody who speaks for the side that the happening hurts says that it happened."""
    hurt: set[str] = set()
    for event in events:
        if event.stage in ("denied", "planned", "threatened", "called-for"):
            continue
        loser = (
            event.actor_party
            if event.type in HURTS_ACTOR
            else event.target_party
            if event.type in HURTS_TARGET
            else None
        )
        if loser:
            hurt.add(loser.split("-")[0] if loser.startswith("ru") else loser)
    for support in found:
        speaks = party(voices[support.voice]) if support.basis == "statement" else None
        if speaks and (speaks in hurt or (speaks.split("-")[0] in hurt and speaks.startswith("ru"))):
            return True
    return False
