"""The ledger as pages ask it: each state made once, kept until the ledger is linked anew, and on request as of a day."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from twosource.engine import moment, steps
from twosource.errors import NotFound
from twosource.intake.fetch import Web
from twosource.ledger import Hit, Ledger
from twosource.ledger.decisions import decision, standing
from twosource.ledger.marks import REREADS
from twosource.linking import Workings
from twosource.linking.matching import Matcher
from twosource.records import Claim, Copy, Decision, Holdings, Judgement, Mark, Reading, Statement, Story, Voice
from twosource.views.brief import selection
from twosource.views.index import Index
from twosource.views.marks import Marks
from twosource.views.rows import Row, row
from twosource.views.web import choice
from twosource.views.web.facets import Table
from twosource.views.web.spots import Spot, spots
from twosource.views.web.tray import Tray

KEPT = 6
"""States that are kept: the present one and the days that were asked for last."""
MADE = 64
"""Pictures and tables of selections that are kept for each state."""
OPENS, CLOSES = "\x02", "\x03"
"""Around words that were searched for: no report has them, for they are no characters of text."""


Made = TypeVar("Made")


class State:
    """What the ledger holds at one moment, with the ways between its parts. `as_of` None is now."""

    def __init__(self, holdings: Holdings, as_of: date | None = None, undated: int = 0) -> None:
        self.index = Index(holdings)
        self.as_of = as_of
        self.undated = undated
        self.marks = Marks()
        self.behind = False
        self._made: dict[Hashable, Any] = {}
        self.rows: tuple[Row, ...] = tuple(row(self.index, claim) for claim in selection.ranked(self.index))
        self.by_id: dict[str, Row] = {r.id: r for r in self.rows}
        self.table: Table[Row] = Table(self.rows, choice.FACETS)
        self.order = choice.orders(self.rows)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes of this state for a key; kept while it is among the last that were made, for many ask for the same."""
        with suppress(KeyError):  # another thread may let go of it meanwhile
            kept: Made = self._made[key]
            return kept
        found = make()
        for old in list(self._made)[: max(0, len(self._made) - MADE)]:
            self._made.pop(old, None)
        self._made[key] = found
        return found

    @cached_property
    def days(self) -> list[date]:
        """Days of publication, earliest first."""
        return sorted({r.published for r in self.index.holdings.reports if r.published})

    @cached_property
    def wider(self) -> dict[str, list[str]]:
        """For each claim those within which it lies."""
        out: dict[str, list[str]] = defaultdict(list)
        for claim in self.index.holdings.links.claims:
            for narrow in claim.narrower:
                out[narrow].append(claim.id)
        return out

    @cached_property
    def claims_of_voice(self) -> dict[str, list[Row]]:
        """The claims behind which each voice stands, by rank."""
        out: dict[str, list[Row]] = defaultdict(list)
        for each in self.rows:
            for voice in dict.fromkeys(s.voice for s in each.claim.voices):
                out[voice].append(each)
        return out

    @cached_property
    def said(self) -> dict[str, list[Statement]]:
        """The statements of each voice after linking, newest report first."""
        out: dict[str, list[Statement]] = defaultdict(list)
        voice_of = self.index.holdings.links.voice_of
        for statement in self.index.statements.values():
            out[voice_of.get(statement.voice, statement.voice)].append(statement)
        for several in out.values():
            several.sort(key=lambda s: (str(self.index.reports[s.report].published or ""), s.id), reverse=True)
        return out

    @cached_property
    def heard(self) -> dict[str, list[str]]:
        """The voices of readings that became each voice."""
        out: dict[str, list[str]] = defaultdict(list)
        for own, linked in self.index.holdings.links.voice_of.items():
            out[linked].append(own)
        return out

    @cached_property
    def copies_of(self) -> dict[str, list[Copy]]:
        """What each report shares with others, but for those that are independent; the most shared first."""
        out: dict[str, list[Copy]] = defaultdict(list)
        for copy in sorted(self.index.holdings.links.copies, key=lambda c: (-c.containment, c.a, c.b)):
            if copy.verdict != "independent":
                out[copy.a].append(copy)
                out[copy.b].append(copy)
        return out

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """What was read from each report."""
        return {reading.report: reading for reading in self.index.holdings.readings}

    @cached_property
    def voices(self) -> Table[Voice]:
        """All voices, to be chosen from."""
        return Table(self.index.holdings.links.voices, choice.VOICE_FACETS)

    @cached_property
    def story_of(self) -> dict[str, Story]:
        """The story of each report."""
        return {report: story for story in self.index.holdings.links.stories for report in story.reports}

    @cached_property
    def places(self) -> dict[str, Spot]:
        """Places by name with what is claimed of them."""
        return spots(self.rows)

    @cached_property
    def decided(self) -> list[Decision]:
        """What people decided, as it stands."""
        return standing(self.index.holdings.decisions)

    @cached_property
    def matcher(self) -> Matcher:
        """Finds the claims that a text tells of."""
        return Matcher(self.index.holdings)

    def claim(self, id_: str, present: State | None = None) -> Row:
        """The claim with this id, or the one that now has its events; with `present`, also by an id of the present state.

        Raises:
            NotFound: no claim of this state has it.
        """
        id_ = self.index.aliases.get(id_, id_)
        if id_ in self.by_id:
            return self.by_id[id_]
        known: Claim | None = present.by_id[id_].claim if present and id_ in present.by_id else None
        for event in known.events if known else ():
            if event in self.index.claim_of:
                return self.by_id[self.index.claim_of[event]]
        if known is not None:
            raise NotFound("nobody had claimed that by then", remedy="choose a later day")
        raise NotFound(f"no claim here has the id {id_}", remedy="search for its words")


class Desk:
    """One ledger, asked by many threads."""

    def __init__(self, ledger: Ledger, patience: float | None = None) -> None:
        """`patience` is how many seconds a person waits for linking; who said something sees the state before if it takes longer."""
        self.ledger = ledger
        self.patience = patience
        self._linking = ThreadPoolExecutor(1, "linking")
        self._before = Workings()
        self._last: Future[bool] | None = None
        self._asking = threading.Lock()
        self.tray = Tray()
        self.web = Web()
        self._marks = Marks()
        self._states: dict[tuple[str | None, date | None], State] = {}
        self._making = threading.RLock()

    def now(self) -> State:
        """The present state."""
        return self.on(None)

    def on(self, day: date | None) -> State:
        """The state as it was known on a day, by what had been published by then; now where none is given."""
        mark = self.ledger.linked_from()
        state = self._kept(mark, day) or self._made(mark, day)
        state.marks = self._said()
        state.behind = self._last is not None and not self._last.done()
        return state

    def search(self, words: str, limit: int) -> list[Hit]:
        """What has all these words, with OPENS and CLOSES around them."""
        return self.ledger.search(words, limit, (OPENS, CLOSES))

    def decide(self, a: str, b: str, judgement: Judgement | None, by: str, why: str) -> None:
        """Keep a person's word on two events or voices and link anew. Whoever asks meanwhile sees the state before.

        Raises:
            NotFound: they are not two of a kind in this ledger.
        """
        held = self.now().index.holdings
        self.ledger.decide(decision(held, a, b, judgement, by, why))
        self.link()

    def mark(self, mark: Mark) -> None:
        """Keep a person's word on one thing; where claims become others by it, link anew."""
        self.ledger.mark(mark)
        if mark.kind in REREADS:
            self.link()

    def link(self) -> None:
        """Link anew, and wait for it as long as patience lasts. What is said while it runs is worked in by one more run, however much it is."""
        with self._asking:
            last = self._last
            if last is None or last.running() or last.done():
                last = self._last = self._linking.submit(steps.link, self.ledger, self._before)
        with suppress(TimeoutError):
            last.result(self.patience)

    def _said(self) -> Marks:
        """What people said of single things, read anew when something was said."""
        count = self.ledger.marked()
        if count != len(self._marks.all):
            self._marks = Marks(self.ledger.marks())
        return self._marks

    def _kept(self, mark: str | None, day: date | None) -> State | None:
        return self._states.get((mark, day))

    def _made(self, mark: str | None, day: date | None) -> State:
        with self._making:
            state = self._kept(mark, day)
            if state is None:
                state = State(self.ledger.holdings()) if day is None else self._past(mark, day)
                kept = {key: s for key, s in self._states.items() if key[0] == mark}
                for old in [key for key in kept if key[1] is not None][: max(0, len(kept) - KEPT + 1)]:
                    del kept[old]
                self._states = {**kept, (mark, day): state}
            return state

    def _past(self, mark: str | None, day: date) -> State:
        present = (self._kept(mark, None) or self._made(mark, None)).index.holdings
        undated = sum(r.published is None for r in present.reports)
        if not undated and all(r.published is not None and r.published <= day for r in present.reports):
            return State(present, day)
        return State(moment.as_of(present, day), day, undated)
