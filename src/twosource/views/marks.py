"""What people said of single things, as pages ask for it: by thing, by claim, by case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from twosource.ledger.marks import standing
from twosource.records import Claim, Mark, MarkKind


class Marks:
    """Marks as they stand, newest first."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self.all = marks
        self.standing = standing(marks)
        self.by_id = {m.id: m for m in marks}
        self._of: dict[tuple[str, str], list[Mark]] = defaultdict(list)
        for each in self.standing:
            self._of[each.kind, each.about].append(each)
        self._kinds = {kind for kind, _ in self._of}
        self._corrected = {m.about.removeprefix("event:"): m for m in self.standing if m.kind == "correct"}

    def of(self, kind: MarkKind, *about: str) -> list[Mark]:
        """All marks of a kind on any of these things, newest first."""
        if kind not in self._kinds:
            return []
        found = [m for thing in about for m in self._of.get((kind, thing), ())]
        return sorted(found, key=lambda m: (m.at, m.id), reverse=True) if len(about) > 1 else found

    def last(self, kind: MarkKind, *about: str) -> Mark | None:
        """The newest of them."""
        return next(iter(self.of(kind, *about)), None)

    def on(self, kind: MarkKind, claim: Claim) -> list[Mark]:
        """All marks of a kind on a claim: those on its events."""
        return self.of(kind, *events(claim)) if kind in self._kinds else []

    def accepted(self, claim: Claim) -> Mark | None:
        """That a person accepted the claim, if one did."""
        return next(iter(self.on("accept", claim)), None)

    def since(self, claim: Claim) -> int:
        """How many tellings have come to a claim since it was accepted."""
        mark = self.accepted(claim)
        return (
            0 if mark is None else len(set(claim.events) - set(msgspec.json.decode(mark.value or "[]", type=list[str])))
        )

    def reviewed(self, claim: Claim) -> bool:
        """Whether the claim was accepted as it stands."""
        return self.accepted(claim) is not None and not self.since(claim)

    def corrected(self, event: str) -> Mark | None:
        """The correction of an event."""
        return self._corrected.get(event)

    @property
    def cases(self) -> list[Mark]:
        """All cases, newest first."""
        return [m for m in self.standing if m.kind == "case"]

    @property
    def watched(self) -> list[Mark]:
        """All that is watched, newest first."""
        return [m for m in self.standing if m.kind == "watch"]

    def inside(self, case: str) -> list[Mark]:
        """The things in a case, in the order in which they were put there."""
        return [m for m in reversed(self.standing) if m.kind == "in-case" and m.part == case]


def events(claim: Claim) -> tuple[str, ...]:
    """The events of a claim, as marks name them."""
    return tuple(f"event:{e}" for e in claim.events)
