"""All statements of a report: attributions found in its sentences, joined where one goes on, with the voices behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from twosource.reading import body
from twosource.reading.hedges import hedge
from twosource.reading.statements import chain, contents, sources
from twosource.reading.statements.according import hearsay
from twosource.reading.statements.attributed import attributed
from twosource.reading.statements.attribution import Attribution
from twosource.reading.statements.cues import ONLY_CLAUSE, THINKING, words
from twosource.reading.statements.headlines import headline
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


def _attributions(
    doc: Doc, sent: Sentence, quotes: contents.Ranges, marked: Sequence[Attribution]
) -> Iterator[Attribution]:
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


def _by_verb(verb: Token, quotes: contents.Ranges) -> Attribution | None:
    head = sources.subject(verb)
    if head is not None and head.lower_ in ("it", "there") and verb.tag_ == "VBN":
        head = None
    if head is not None and head.lower_ in ("who", "which", "that", "what", "one") and head.dep_ in ("nsubj", "obj"):
        return None
    lemma = verb.lemma_.lower()
    if any(a <= verb.idx < b for a, b in quotes) and head is not None and head.lower_ in ("i", "we", "you"):
        return None  # a speaker's own "we say" is what is said, not who says it
    passive = any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children)
    source = sources.phrase(head, verb) if head is not None else None
    if source is None and not (passive and lemma in words().say and contents.clause(verb) is not None):
        return None
    opens = contents.clause(verb)
    near = [q for q in quotes if q[0] < verb.sent.end_char and q[1] >= verb.sent.start_char - 3]
    if contents.trails(verb, source, near):
        pieces = contents.left(verb, source, near)
        after = [
            q
            for q in near
            if q[0] > max(verb.idx, source[1] if source else 0) and len(verb.doc.text[q[0] : q[1]].split()) >= SHORT
        ]
        if pieces and after and any(q[1] <= pieces[0][1] + 2 for q in near):
            pieces += [(q[0], min(q[1], verb.sent.end_char)) for q in after]
    else:
        direct = any(
            verb.sent.end_char > q[0] > verb.idx and len(verb.doc.text[q[0] : q[1]].split()) >= SHORT for q in near
        )
        if lemma in ONLY_CLAUSE and opens is None and not direct:
            return None
        if lemma in THINKING and not direct and head is not None and head.pos_ == "PRON":
            return None
        if (
            lemma in words().say
            and opens is None
            and not direct
            and not any(c.dep_ in ("obj", "nsubj:pass", "obl") and c.i > verb.i for c in verb.children)
        ):
            return None
        pieces = contents.right(verb, source, near)
    if not pieces or pieces[0][1] - pieces[0][0] < 6:
        return None
    return Attribution(
        content=tuple(_clean(verb.doc.text, pieces)),
        source=source,
        cue=contents.cue_range(verb),
        head=head,
        verb=verb,
        lemma=lemma,
    )


def _clean(text: str, pieces: contents.Ranges) -> contents.Ranges:
    out = []
    for start, end in pieces:
        while end > start and text[end - 1] in " ,\n\t":
            end -= 1
        if end > start:
            out.append((start, end))
    return out


def _carry_on(doc: Doc, sent: Sentence, quotes: contents.Ranges, made: list[Statement]) -> None:
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
    quotes: contents.Ranges,
    cast: Cast,
    dates: Sequence[TimeExpression],
) -> Statement:
    content = tuple(Span.of(doc.text, a, b) for a, b in found.content)
    source = Span.of(doc.text, *found.source) if found.source else None
    cue = Span.of(doc.text, *found.cue) if found.cue else None
    voice = cast.voice(source.start, source.end) if source else cast.nobody()
    via: list[str] = []
    told = chain.told_outlet(found.verb)
    if told:
        through = cast.voice(*told)
        if through.kind == "outlet":
            via.append(through.id)
        cast.spoken.pop()
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


def _kind(content: Sequence[Span], quotes: contents.Ranges) -> StatementKind:
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
