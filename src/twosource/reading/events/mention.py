"""An event as one place of the text tells it, before the report's tellings are laid together."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from twosource.records import Count, EventType, Item, LossState, Period, Place, Span, Stage, Toll


@dataclass(frozen=True)
class Mention:
    """A word that may carry an event, with the slots that its sentence fills."""

    token: Token
    kind: EventType
    state: LossState | None
    chance: float
    """How likely the word carries an event of this type, seen by itself."""
    paragraph: int
    """0 is the title where the report has one, else the first paragraph."""
    titled: bool
    """Whether it stands in the title."""
    stage: Stage
    actor: Span | None
    target: Span | None
    actor_party: str | None
    target_party: str | None
    place: Place | None
    date: Period | None
    items: tuple[Item, ...]
    people: tuple[Toll, ...]
    count: Count | None
    statements: tuple[str, ...]
    quoted: bool = False
    """Whether the words are a speaker's own."""
    others: tuple[tuple[float, str], ...] = ()
    """What else the word may carry, with the chance of each."""
