"""All statements of a report: attributions found in its sentences, joined where one goes on, with the voices behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Sentence

from twosource.reading import body
from twosource.reading.hedges import hedge
from twosource.reading.statements import chain
from twosource.reading.statements.attributed import attributed
from twosource.reading.statements.attribution import Attribution
from twosource.reading.statements.cues import words
from twosource.reading.statements.headlines import headline
from twosource.reading.statements.hearsay import Ranges, hearsay
from twosource.reading.statements.quotations import quotations, quoted
from twosource.reading.voices.cast import Cast
from twosource.records import Period, Place, Report, Span, Statement, StatementKind, TimeExpression, Voice, identity

SHORT = 3
"""Words; less than that between quotation marks is a turn of phrase and no quotation."""


def find(
    doc: Doc, report: Report, places: Sequence[Place] = (), dates: Sequence[TimeExpression] = ()
) -> tuple[tuple[Statement, ...], tuple[Voice, ...]]:
    """Statements of the report's title and body in order, and the voices behind them as this report describes them."""
    quotes = quotations(doc.text)
    cast = Cast(doc, report.id, report.published, places, report.outlet)
    made: list[Statement] = []
    kept = body.sentences(doc, report)
    marked = list(attributed(doc, quotes))
    for sent in kept:
        here = list(_attributions(doc, sent, quotes, marked))
        if not here:
            _carry_on(doc, sent, quotes, made)
        for found in here:
            first = found.content[0][0]
            while made and made[-1].cue is None and made[-1].source is None and first <= made[-1].content[0].start:
                made.pop()  # a sentence of this very quotation, taken for the last speaker's before its own was read
            made.append(_statement(doc, sent, report, found, quotes, cast, dates))
    used = {i for s in made for i in (s.voice, *s.via)}
    unique = {s.id: s for s in made}
    return tuple(unique.values()), tuple(v for v in cast.voices.values() if v.id in used)


def _attributions(doc: Doc, sent: Sentence, quotes: Ranges, marked: Sequence[Attribution]) -> Iterator[Attribution]:
    """The encoder's attributions whose cue lies in the sentence; where it has none, those that punctuation makes."""
    found = [a for a in marked if sent.start_char <= _place(a) < sent.end_char]
    if not found:
        found += hearsay(doc, sent, quotes)
    if not found and len(sent) <= 40 and (line := headline(doc, sent)):
        found.append(line)
    yield from _distinct(found)


def _place(found: Attribution) -> int:
    """Where an attribution stands: its cue, else its source."""
    return (found.cue or found.source or found.content[0])[0]


def _distinct(found: list[Attribution]) -> Iterator[Attribution]:
    """Of attributions that put the same words into a mouth, the one that names somebody, else the first."""
    found.sort(key=lambda a: (a.content[0][0], -(a.content[-1][1] - a.content[0][0]), a.source is None))
    taken: list[Attribution] = []
    for one in found:
        same = next((t for t in taken if _overlap(t.content, one.content) > 0.8), None)
        if same is None:
            taken.append(one)
    yield from taken


def _overlap(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> float:
    first = {i for s, e in a for i in range(s, e)}
    second = {i for s, e in b for i in range(s, e)}
    return len(first & second) / max(1, len(first | second))


def _carry_on(doc: Doc, sent: Sentence, quotes: Ranges, made: list[Statement]) -> None:
    """A sentence of quotation without a cue goes on what was said before it in the same paragraph, or stands as the last speaker's."""
    words_in = sent.text.strip()
    if quoted(quotes, sent.start_char, sent.start_char + len(words_in)) < 0.85 or len(words_in.split()) < SHORT:
        return
    start, end = sent.start_char, sent.start_char + len(sent.text.rstrip())
    while start < end and doc.text[start] in ' \n\t“”"«»':
        start += 1
    while end > start and doc.text[end - 1] in ' \n\t“”"«»':
        end -= 1
    if end - start < 6 or not made:
        return
    last = made[-1]
    between = doc.text[last.content[-1].end : start]
    said_before = max(p.end for p in (*last.content, *filter(None, (last.source, last.cue))))
    if "\n" not in doc.text[said_before:start] and "\n" not in between and start - said_before < 12:
        pieces = (*last.content, Span.of(doc.text, start, end))
        kind: StatementKind = "direct" if last.kind == "direct" else "mixed"
        made[-1] = _identified(last, pieces, kind)
    elif start - said_before < 400:
        voice = last.voice
        piece = (Span.of(doc.text, start, end),)
        made.append(
            Statement(
                id=identity("s", last.report, None, None, [(p.start, p.end) for p in piece]), report=last.report, kind="direct", content=piece, voice=voice,
                hedge=hedge(piece[0].text),
            )
        )  # fmt: skip


def _identified(statement: Statement, pieces: tuple[Span, ...], kind: StatementKind) -> Statement:
    from msgspec.structs import replace

    made = identity(
        "s", statement.report, _offsets(statement.source), _offsets(statement.cue), [(p.start, p.end) for p in pieces]
    )
    return replace(statement, id=made, content=pieces, kind=kind)


def _offsets(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def _statement(
    doc: Doc,
    sent: Sentence,
    report: Report,
    found: Attribution,
    quotes: Ranges,
    cast: Cast,
    dates: Sequence[TimeExpression],
) -> Statement:
    content = tuple(Span.of(doc.text, a, b) for a, b in found.content)
    source = Span.of(doc.text, *found.source) if found.source else None
    cue = Span.of(doc.text, *found.cue) if found.cue else None
    voice = cast.voice(source.start, source.end, content[0].text) if source else cast.nobody()
    via: list[str] = []
    told = chain.told_outlet(found.verb)
    if told:
        through = cast.through(*told)
        if through.kind == "outlet":
            via.append(through.id)
    first = min(p.start for p in content)
    around = doc.text[sent.start_char : first] + " " + doc.text[content[-1].end : sent.end_char]
    denied = (found.lemma in words().denying and found.lemma not in ("reject", "dismiss")) or (
        found.lemma in ("reject", "dismiss")
        and bool(re.search(r"\b(?:claim|accusation|allegation|report|lie|false|fake)", around + content[0].text[:60]))
    )
    return Statement(
        id=identity("s", report.id, _offsets(source), _offsets(cue), [(p.start, p.end) for p in content]),
        report=report.id, kind=_kind(content, quotes), source=source, cue=cue, content=content, voice=voice.id, via=tuple(via),
        occasion=chain.occasion(doc, found.verb, *( (sent.start_char, sent.end_char) )), hedge="alleged" if found.lemma in words().alleging else hedge(content[0].text, around),
        denied=denied, said_on=_said_on(found, dates, content),
    )  # fmt: skip


def _kind(content: Sequence[Span], quotes: Ranges) -> StatementKind:
    total = sum(p.end - p.start for p in content)
    inside = sum(quoted(quotes, p.start, p.end) * (p.end - p.start) for p in content)
    share = inside / max(1, total)
    return "direct" if share > 0.9 else "indirect" if share < 0.05 else "mixed"


def _said_on(found: Attribution, dates: Sequence[TimeExpression], content: Sequence[Span]) -> Period | None:
    """The day that a time expression beside the cue gives for the saying."""
    if found.verb is None:
        return None
    for child in found.verb.children:
        for time in dates:
            if (
                time.date
                and time.span.start <= child.idx < time.span.end
                and not any(p.start <= child.idx < p.end for p in content)
            ):
                return time.date
    return None
