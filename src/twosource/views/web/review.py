"""Review: the claims that most need a person's eye, one after the other, each with what can be said of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from heapq import merge
from itertools import islice
from weakref import WeakKeyDictionary

from starlette.requests import Request
from starlette.responses import Response

from twosource.records import Decision, Mark, Record
from twosource.views.marks import Marks
from twosource.views.rows import Row
from twosource.views.web import choice, correct, guard
from twosource.views.web.claim import MARKS, pairs, reasons, sentences
from twosource.views.web.desk import Desk, State
from twosource.views.web.forms import login
from twosource.views.web.frame import page
from twosource.views.web.things import told

NEXT = 12
"""Claims of the queue that are named beside the one at hand."""
LIKE = 6
"""Claims that are offered as the same."""
NEAR_DAYS = 4


class Waiting(Record, frozen=True, kw_only=True):
    """A claim that waits for a person, how urgently, and why."""

    row: Row
    points: float
    why: tuple[str, ...]


class Last(Record, frozen=True, kw_only=True):
    """What a person did last: in words, and the mark or decision that is taken back by undoing it."""

    words: str
    mark: Mark | None = None
    decision: Decision | None = None


def queue(state: State) -> list[Waiting]:
    """Claims that nobody has accepted as they stand, the most urgent first."""
    made = _QUEUES.get(state)
    if made is None:
        everything = sorted((_waiting(row) for row in state.rows), key=_urgency)
        made = _QUEUES[state] = _Queue(everything)
    if made.marks is not state.marks:
        made.marks, made.waiting = state.marks, _unseen(state, made.everything)
    return made.waiting


def _unseen(state: State, everything: Sequence[Waiting]) -> list[Waiting]:
    """Those that are not accepted; of those that were, what came since is told."""
    events = (m.about.removeprefix("event:") for m in state.marks.standing if m.kind == "accept")
    accepted = {state.index.claim_of.get(event) for event in events}
    rest = [w for w in everything if w.row.id not in accepted]
    again = [
        _waiting(w.row, state.marks.since(w.row.claim))
        for w in everything
        if w.row.id in accepted and not state.marks.reviewed(w.row.claim)
    ]
    return list(merge(rest, sorted(again, key=_urgency), key=_urgency)) if again else rest


def _urgency(waiting: Waiting) -> tuple[float, str]:
    return -waiting.points, waiting.row.id


class _Queue:
    """The claims of a state by urgency, and those of them that wait by what people have said."""

    def __init__(self, everything: list[Waiting]) -> None:
        self.everything = everything
        self.marks: Marks | None = None
        self.waiting: list[Waiting] = []


_QUEUES: WeakKeyDictionary[State, _Queue] = WeakKeyDictionary()


def _waiting(row: Row, new: int = 0) -> Waiting:
    """A claim is urgent near the line of two sources, in conflict, where reading left something open, and the more reports carry it."""
    claim = row.claim
    signs: list[tuple[float, str]] = []
    if claim.sources_min < 2 <= claim.sources_max:
        signs.append((4.0, "it may have two sources: a person can tell"))
    elif claim.sources_min == 2:
        signs.append((2.0, "it has just two sources"))
    if claim.conflicts:
        signs.append((4.0, "another claim cannot be true together with it"))
    if new:
        signs.append((3.0, f"{new} telling{'' if new == 1 else 's'} came since it was accepted"))
    if claim.opposed:
        signs.append((1.0, "both sides are said to assert it"))
    if row.place is None or row.place.lat is None:
        signs.append((0.5, "its place is not known"))
    if row.period is None:
        signs.append((0.5, "its day is not known"))
    points = sum(p for p, _ in signs) + 0.5 * math.log2(max(1, row.reports))
    return Waiting(row=row, points=points, why=tuple(words for _, words in signs))


def review(desk: Desk, request: Request) -> Response:
    """The page, with the claim at the asked place of the queue."""
    state = desk.now()
    waiting = queue(state)
    at = min(choice.number(request.query_params, "at", 1), max(1, len(waiting)))
    now = waiting[at - 1] if waiting else None
    answer = page(
        request,
        "review.html.j2",
        state,
        waiting=waiting,
        now=now,
        at=at,
        next=waiting[at : at + NEXT],
        back=f"/review?at={at}",
        sentences=sentences(state, now.row.claim) if now else [],
        pairs=pairs(state, now.row.claim) if now else [],
        reasons=reasons(now.row.claim) if now else [],
        like=list(islice(like(state, now.row), LIKE)) if now else [],
        last=last(state, login(request)),
        done=len(state.rows) - len(waiting),
        marks=MARKS,
        correct=correct,
        login=login(request),
    )
    # A key does what its button does. Nothing of a report is served as a script, for all else says what it is.
    answer.headers["Content-Security-Policy"] = guard.KEYS
    return answer


def like(state: State, row: Row) -> Sequence[Row]:
    """Claims that may be the same: of the type, about the place or one not known, and about days near by; those in conflict first."""
    against = {c.claim for c in row.claim.conflicts}
    found = []
    for other in state.rows:
        if other.id == row.id or other.claim.type != row.claim.type:
            continue
        near = other.id in against
        if row.period and other.period:
            gap = max((row.period.first - other.period.last).days, (other.period.first - row.period.last).days)
            if gap > NEAR_DAYS:
                continue
            near = near or other.where == row.where
        if near or (other.where == row.where and row.where and _reported_near(row, other)):
            found.append(other)
    return sorted(found, key=lambda r: (r.id not in against, -r.reports, r.id))


def _reported_near(a: Row, b: Row) -> bool:
    return a.first is not None and b.first is not None and abs((a.first - b.first).days) <= NEAR_DAYS


def last(state: State, by: str) -> Last | None:
    """What a person did last and can take back."""
    mark = next((m for m in state.marks.standing if m.by == by), None)
    decision = next((d for d in state.decided if d.by == by), None)
    if mark is not None and (decision is None or mark.at >= decision.at):
        return Last(words=told(state, mark), mark=mark)
    if decision is not None:
        return Last(words=f"{decision.kind} {decision.judgement}", decision=decision)
    return None
