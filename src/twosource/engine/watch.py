"""Following feeds for weeks: each is asked when it is due, what is new goes into the ledger, and a restart goes on where it was.

What is remembered of a feed lies in the ledger: by what it is told to have changed (RFC 9110: ETag, Last-Modified), which
entries were handled, and when it is due. It is kept only after the reports of the feed are in the ledger, so that being
killed costs asking once more and never an entry.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from twosource.addresses import open_part, shown
from twosource.engine import local, steps
from twosource.errors import InputError
from twosource.intake import feed, html
from twosource.intake.fetch import Answer, Web
from twosource.intake.robots import Robots
from twosource.ledger import Ledger
from twosource.parts import parts
from twosource.records import Record, Report

DAY = 86400.0
TOGETHER = 16
"""Feeds, and pages, that are fetched before what they gave is read; hosts are asked side by side, never one twice at once."""

WHOLE = 200
"""Words of an entry that carries its report; a shorter one is a teaser, and its page is fetched."""


class Memory(Record, frozen=True, kw_only=True):
    """What is remembered of a feed. `due` is in seconds since 1970; `gone`: its server said so for good."""

    etag: str = ""
    modified: str = ""
    seen: tuple[str, ...] = ()
    failures: int = 0
    due: float = 0.0
    gone: bool = False


class Round(Record, frozen=True, kw_only=True):
    """What one round over the feeds brought."""

    asked: int = 0
    unchanged: int = 0
    tally: steps.Tally = steps.Tally()


@dataclass
class Watch:
    """Feeds that are followed into a ledger. `every` is in seconds; `clock` gives seconds since 1970."""

    ledger: Ledger
    feeds: Sequence[str]
    web: Web
    every: float = 1800.0
    engine: local.Engine = steps.HERE
    clock: Callable[[], float] = time.time
    _robots: Robots = field(init=False)
    _robots_until: float = field(init=False, default=0.0)

    def rounds(self, once: bool = False) -> Iterator[Round]:
        """A round whenever a feed is due, without end; with `once` one over all feeds."""
        while True:
            due = [a for a in self.feeds if not self.memory(a).gone and (once or self._wait(a) <= 0)]
            if due:
                yield self._round(due)
            if once or all(self.memory(a).gone for a in self.feeds):
                return
            self.web.sleep(max(1.0, min((self._wait(a) for a in self.feeds if not self.memory(a).gone), default=1.0)))

    def memory(self, address: str) -> Memory:
        """What is remembered of a feed; nothing of a new one."""
        kept = self.ledger.note(_name(address))
        try:
            return msgspec.json.decode(kept, type=Memory) if kept else Memory()
        except msgspec.DecodeError:
            return Memory()

    def _wait(self, address: str) -> float:
        """Seconds until it is due. A clock that was put back does not silence a feed for longer than a day."""
        left = self.memory(address).due - self.clock()
        return left if left <= DAY else 0.0

    def _round(self, due: list[str]) -> Round:
        if self.clock() >= self._robots_until:
            self._robots, self._robots_until = Robots(self.web), self.clock() + DAY
        total = Round()
        with ThreadPoolExecutor(TOGETHER) as pool:
            for some in parts(due, TOGETHER):
                done = self._some(some, pool)
                total = Round(
                    asked=total.asked + done.asked,
                    unchanged=total.unchanged + done.unchanged,
                    tally=total.tally.plus(done.tally),
                )
        return total

    def _some(self, addresses: list[str], pool: ThreadPoolExecutor) -> Round:
        """Ask some feeds, take in what is new in them, then remember what was done."""
        after: dict[str, Memory] = {}
        faults: list[InputError] = []
        fresh: list[tuple[str, feed.Entry]] = []
        unchanged = 0
        answers = pool.map(self._ask, addresses, [self.memory(a) for a in addresses])
        for address, answer in zip(addresses, answers, strict=True):
            before = self.memory(address)
            after[address], entries, fault = self._heard(address, before, answer)
            faults += [fault] if fault else []
            unchanged += isinstance(answer, Answer) and answer.status == 304
            fresh += [(address, entry) for entry in entries]
        tally = steps.take_in(self.ledger, self._reports(fresh, pool, faults), self.engine)
        for address, memory in after.items():
            self.ledger.keep_note(_name(address), msgspec.json.encode(memory).decode())
        return Round(asked=len(addresses), unchanged=unchanged, tally=tally)

    def _ask(self, address: str, memory: Memory) -> Answer | InputError:
        heads = {"Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"}
        if memory.etag:
            heads["If-None-Match"] = memory.etag
        if memory.modified:
            heads["If-Modified-Since"] = memory.modified
        return _told(lambda: self.web.get(address, heads, feed.LARGEST))

    def _heard(
        self, address: str, before: Memory, answer: Answer | InputError
    ) -> tuple[Memory, list[feed.Entry], InputError | None]:
        """What to remember of a feed after its answer, its new entries, and what was wrong."""
        if isinstance(answer, Answer) and answer.status == 410:
            gone = InputError("is gone for good", where=shown(address), remedy="take it off your list")
            return replace(before, gone=True), [], gone
        if isinstance(answer, Answer) and answer.status == 304:
            return replace(before, failures=0, due=self._next(answer)), [], None
        fault: InputError
        if isinstance(answer, InputError):
            fault = answer
        elif answer.status != 200:
            fault = InputError(f"answers {answer.status}", where=shown(address), remedy="it is asked again later")
        else:
            try:
                entries = feed.entries(answer.data, shown(address))
            except InputError as wrong:
                fault = wrong
            else:
                seen = {key: entry for entry in entries if (key := _key(entry))}
                memory = Memory(
                    etag=answer.heads.get("etag", ""),
                    modified=answer.heads.get("last-modified", ""),
                    seen=tuple(seen),
                    due=self._next(answer),
                )
                return memory, [e for key, e in seen.items() if key not in set(before.seen)], None
        wait = self.every * 2 ** min(before.failures + 1, 10)
        asked = answer.wait if isinstance(answer, Answer) else 0.0
        due = self.clock() + min(max(wait, asked), DAY)
        return replace(before, failures=before.failures + 1, due=due), [], fault

    def _next(self, answer: Answer) -> float:
        """When to ask again: after `every`, later where the server says that its answer holds for longer."""
        held = 0.0
        for words in answer.heads.get("cache-control", "").split(","):
            name, _, value = words.strip().partition("=")
            if name == "max-age" and value.isdigit():
                held = float(value)
        return self.clock() + min(max(self.every, held), DAY)

    def _reports(
        self, fresh: list[tuple[str, feed.Entry]], pool: ThreadPoolExecutor, faults: list[InputError]
    ) -> Iterator[Report | InputError]:
        yield from faults
        for some in parts(_in_turn(fresh), TOGETHER):
            pages = pool.map(self._page, [entry for _, entry in some])
            for (address, entry), page in zip(some, pages, strict=True):
                yield _report(entry, page, shown(address))

    def _page(self, entry: feed.Entry) -> Answer | None:
        """The page that an entry leads to, None where the entry is whole, or the page is not to be had."""
        address = entry.known.url
        if address is None or sum(len(p.split()) for p in entry.paragraphs) >= WHOLE or not self._robots.allow(address):
            return None
        answer = _told(lambda: self.web.get(address, {"Accept": "text/html"}))
        if isinstance(answer, InputError) or answer.status != 200:
            return None
        return answer if "html" in answer.heads.get("content-type", "html") else None


def _report(entry: feed.Entry, page: Answer | None, where: str) -> Report | InputError:
    """The report of the page where it says more than the entry itself."""
    known = replace(entry.known, url=open_part(entry.known.url) if entry.known.url else None)
    entry = replace(entry, known=known)
    place = known.url or where
    best: Report | InputError
    try:
        best = entry.report(place)
    except InputError as fault:
        best = fault
    if page is not None:
        if urlsplit(page.address).hostname != urlsplit(known.url or "").hostname:
            known = replace(known, url=page.address)  # it was the address of a counter of readers
        try:
            found = html.report(page.data, known, "feed", place)
        except InputError as fault:
            return best if isinstance(best, Report) else fault
        if isinstance(best, InputError) or len(found.text) > len(best.text):
            return found
    return best


def _told(ask: Callable[[], Answer]) -> Answer | InputError:
    try:
        return ask()
    except InputError as fault:
        return fault


def _name(address: str) -> str:
    """Under which a feed is remembered; the address itself may hold a key and is not kept."""
    return "feed " + hashlib.sha256(address.encode()).hexdigest()[:32]


def _key(entry: feed.Entry) -> str:
    """What tells an entry, and a corrected one from what it was."""
    return hashlib.sha256(msgspec.json.encode(entry, order="deterministic")).hexdigest()[:16]


def _in_turn(fresh: list[tuple[str, feed.Entry]]) -> list[tuple[str, feed.Entry]]:
    """Entries so that those of one feed do not stand together, for hosts are asked one question at a time."""
    place: dict[str, int] = {}
    order = []
    for at, (address, _) in enumerate(fresh):
        place[address] = place.get(address, 0) + 1
        order.append((place[address], at))
    return [fresh[at] for _, at in sorted(order)]
