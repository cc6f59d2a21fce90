"""What a ledger holds, in the terminal: the claims, and a claim, voice, event, statement, report or story with its words and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from twosource.records import Claim, Event, Period, Report, Statement, Story, Support, Voice, words
from twosource.views import excerpts, wording
from twosource.views.brief import selection
from twosource.views.index import Index

STYLES = {"trigger": "bold reverse", "source": "bold cyan", "cue": "cyan", "item": "magenta", "place": "green"}
"""How marked words look; a terminal without colour shows the words alone."""


def ledger(index: Index, most: int) -> Iterator[Text]:
    """The ledger at a glance: what it holds, and its claims with the most independent sources."""
    ranked = selection.ranked(index)
    yield Text(
        f"{_count(len(index.reports), 'report')}, {_count(len(index.stories), 'story', 'stories')},"
        f" {_count(len(ranked), 'claim')}, of them {sum(c.sources_min >= 2 for c in ranked)} with two or more independent sources"
    )
    for claim in ranked[:most]:
        yield _line(claim)
    if len(ranked) > most:
        yield Text(f"… and {len(ranked) - most} more; see: twosource brief, twosource search", style="dim")


def show(index: Index, id_: str) -> Iterator[Text]:
    """What has this id, with the sentences and the reasons.

    Raises:
        NotFound: see `Index.find`.
    """
    match index.find(id_):
        case Claim() as claim:
            yield from _claim(index, claim)
        case Voice() as voice:
            yield from _voice(index, voice)
        case Event() as event:
            yield from _event(index, event)
        case Statement() as statement:
            yield from _statement(index, statement)
        case Report() as report:
            yield from _report(index, report)
        case Story() as story:
            yield from _story(index, story)


def _claim(index: Index, claim: Claim) -> Iterator[Text]:
    yield _head("claim", claim.id, claim.gist)
    notes = [wording.sources(claim)]
    notes += ["asserted by both sides"] if claim.opposed else []
    notes += ["admitted against interest"] if claim.against_interest else []
    notes.append(f"credibility {claim.credibility}: {wording.CREDIBILITY[claim.credibility]}")
    yield Text("; ".join(notes), style="bold")
    wider = claim.with_narrower
    if claim.narrower:
        with_them = wording.number(wider.sources_min, wider.sources_max)
        yield Text(f"with its narrower claims: {with_them}{', asserted by both sides' if wider.opposed else ''}")
    yield _title("On whose word")
    for support in claim.voices:
        yield Text("  ") + _support(index, support)
    yield _title("In which words")
    for event in index.events_of(claim):
        yield from _excerpt(index, event)
    yield _title("Why this number")
    yield from (Text(f"  {line}") for line in claim.why)
    if claim.narrower:
        yield _title("Narrower claims, which lie within it")
        yield from (Text("  ") + _line(index.claims[i]) for i in claim.narrower)
    if claim.conflicts:
        yield _title("Cannot be true together with")
        for conflict in claim.conflicts:
            yield Text("  ") + _line(index.claims[conflict.claim])
            yield Text(f"      {conflict.why}")


def _voice(index: Index, voice: Voice) -> Iterator[Text]:
    yield _head("voice", voice.id, wording.voice(voice))
    told = [voice.kind, f"side {voice.side or 'unknown'}", f"reliability {voice.reliability} ({'not judged' if voice.reliability == 'F' else 'as judged'})"]  # fmt: skip
    yield Text("; ".join(told))
    kept = voice.record
    yield Text(
        f"{_count(kept.claims, 'claim')}: {kept.confirmed} confirmed by others, {kept.contradicted} contradicted, {kept.admitted} against the interest of its side"
    )
    said = [s for s in index.statements.values() if (who := index.voice_of(s)) and who.id == voice.id]
    yield _title("What it said")
    for statement in said:
        yield Text(f"  {statement.id}  {index.outlet(statement.report)}: ", style="dim") + Text(
            words(statement.content), style=""
        )
    yield _title("The claims it stands behind")
    for claim in selection.ranked(index):
        if any(s.voice == voice.id for s in claim.voices):
            yield Text("  ") + _line(claim)


def _event(index: Index, event: Event) -> Iterator[Text]:
    kind = " ".join(w for w in (event.type, event.state) if w)
    yield _head("event", event.id, f"{kind} ({event.stage})")
    slots: Iterable[tuple[str, str]] = (
        ("actor", event.actor.text if event.actor else ""),
        ("target", event.target.text if event.target else ""),
        ("place", wording.place(event.place)),
        ("when", wording.days(event.date)),
        ("items", "; ".join(f"{i.model or i.span.text}: {wording.bounds(i.min, i.max)}" for i in event.items)),
        ("people", "; ".join(f"{t.who} {t.fate}: {wording.bounds(t.min, t.max)}" for t in event.people)),
        ("count", f"{wording.bounds(event.count.min, event.count.max)} {event.count.of or ''}" if event.count else ""),
    )
    yield from (Text(f"  {name:<7}{value}") for name, value in slots if value)
    yield from _excerpt(index, event)
    for id_ in event.statements:
        yield from _statement(index, index.statements[id_])
    if event.id in index.claim_of:
        yield _title("Its claim")
        yield Text("  ") + _line(index.claims[index.claim_of[event.id]])


def _statement(index: Index, statement: Statement) -> Iterator[Text]:
    yield _head("statement", statement.id, wording.voice(index.voice_of(statement)))
    notes: list[str] = [statement.kind, *([] if statement.hedge == "none" else [statement.hedge])]
    notes += ["denied"] if statement.denied else []
    notes += [f"in {index.outlet(statement.report)}"]
    yield Text("; ".join(notes))
    yield Text(f"  “{words(statement.content)}”")


def _report(index: Index, report: Report) -> Iterator[Text]:
    yield _head("report", report.id, report.title or "without a title")
    day = wording.days(Period(report.published, report.published)) if report.published else "no date"
    origin = f" (from its {report.published_from})" if report.published_from not in (None, "given") else ""
    yield Text(f"{index.outlet(report.id)}, {day}{origin}{', ' + report.url if report.url else ''}")
    yield from (Text(f"  lay at {path}", style="dim") for path in report.taken_from)
    if report.id in index.later:
        yield Text(f"  a later version: {index.later[report.id]}")
    yield from (Text(f"  an earlier version: {old}") for old, new in index.later.items() if new == report.id)
    for copy in index.holdings.links.copies:
        if report.id in (copy.a, copy.b) and copy.verdict != "independent":
            other = copy.b if copy.a == report.id else copy.a
            yield Text(f"  {copy.verdict}: {index.outlet(other)} {other}. {copy.why}")
    yield _title("Its text")
    for passage in report.passages:
        body = " ".join(report.text[passage.start : passage.end].split())
        yield Text(f"  {body}", style="dim strike" if passage.kind == "aside" else "bold" if passage.kind == "title" else "")  # fmt: skip
    yield _title("Its claims")
    for claim in selection.ranked(index):
        if any(index.events[e].report == report.id for e in claim.events):
            yield Text("  ") + _line(claim)


def _story(index: Index, story: Story) -> Iterator[Text]:
    yield _head("story", story.id, story.title)
    for id_ in story.reports:
        report = index.reports[id_]
        yield Text(f"  {id_}  {index.outlet(id_)}: {report.title or ''}")


def _support(index: Index, support: Support) -> Text:
    voice = index.voices.get(support.voice)
    outlets = ", ".join(dict.fromkeys(index.outlet(r) for r in support.reports))
    side = f" [{voice.side}]" if voice and voice.side else ""
    where = "" if voice and voice.kind == "outlet" and outlets == voice.name else f", in {outlets}"
    return Text(f"{wording.voice(voice)}{side} {wording.BASIS[support.basis]}{where}  ") + Text(
        support.voice, style="dim"
    )


def _excerpt(index: Index, event: Event) -> Iterator[Text]:
    report = index.reports[event.report]
    statements = [index.statements[i] for i in event.statements if i in index.statements]
    out = Text("  ") + Text(f"{index.outlet(report.id)}: ", style="dim")
    for stretch in excerpts.of_event(report, event, statements).stretches:
        style = next((STYLES[mark] for mark in STYLES if mark in stretch.marks), "")
        out += Text(" ".join(stretch.text.split("\n")), style=style)
    if index.withdrawn(event):
        out += Text(f"  {wording.WITHDRAWN}", style="italic")
    yield out + Text(f"  {event.id}", style="dim")


def _line(claim: Claim) -> Text:
    number = wording.number(claim.sources_min, claim.sources_max)
    marks = " ⇄" if claim.opposed or claim.with_narrower.opposed else ""
    return Text(f"{number + marks:>6}  ", style="bold") + Text(claim.gist) + Text(f"  {claim.id}", style="dim")


def _head(kind: str, id_: str, title: str) -> Text:
    return Text(f"{kind} {id_}  ", style="dim") + Text(title, style="bold")


def _title(words_: str) -> Text:
    return Text(f"\n{words_}", style="underline")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
