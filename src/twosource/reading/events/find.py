"""All events of a report: words that carry them, their slots, and one event for what the report tells several times."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import cast

from spacy.tokens import Doc, Token

from twosource.knowledge import lexicon
from twosource.knowledge.tables import toml
from twosource.language.encoder.model import SLOTS
from twosource.language.signals import Chance, carriers
from twosource.reading import body, items
from twosource.reading.dates import happened as dates_happened
from twosource.reading.events import referents, stage
from twosource.reading.events.arguments import OWN_LOSS, Arguments, arguments
from twosource.reading.events.certain import certain
from twosource.reading.events.context import completed
from twosource.reading.events.features import features
from twosource.reading.events.judge import ranked
from twosource.reading.events.merge import Mention, merged
from twosource.reading.events.tolls import count_of, tolls
from twosource.reading.places.happened import happened_all
from twosource.reading.tree import bare, phrase
from twosource.records import (
    Event,
    EventType,
    Item,
    LossState,
    Place,
    Plover,
    Report,
    Span,
    Stage,
    Statement,
    TimeExpression,
    Voice,
    identity,
)

ENOUGH = 0.22
"""Probability from which a word is taken to carry an event; chosen on the dev files."""

ENCODER = 0.3
"""Weight of the encoder's word beside the judge's."""

WITH_ITEMS = {
    "equipment-loss",
    "arms-transfer",
    "shelling",
    "air-attack",
    "shoot-down",
    "explosion",
    "clash",
    "advance",
    "mobilise",
    "casualties",
    "infrastructure-damage",
}
WITHOUT_PLACE = {"sanction", "support", "accuse", "demand", "reject", "threaten", "agree"}


@dataclass
class _Page:
    """What the other readers found in the report."""

    doc: Doc
    report: Report
    statements: Sequence[Statement]
    places: Sequence[Place]
    dates: Sequence[TimeExpression]
    voices: Mapping[str, Voice]
    published: date | None
    carriers: Mapping[int, Chance]


def find(
    doc: Doc,
    report: Report,
    statements: Sequence[Statement],
    voices: Sequence[Voice],
    places: Sequence[Place],
    dates: Sequence[TimeExpression],
) -> tuple[Event, ...]:
    """Events of title and body in order of their words; never anything of an aside."""
    page = _Page(doc, report, statements, places, dates, {v.id: v for v in voices}, report.published, carriers(doc))
    mentions: list[Mention] = []
    others: list[tuple[Token, Sequence[tuple[Token, Item]]]] = []
    for sent in body.sentences(doc, report):
        told = items.find(doc, sent.start, sent.end)
        for token in sent:
            chance, kind = _kind(token, told, page.carriers.get(token.i))
            if kind == "none":
                if lexicon.types_for(token.lemma_.lower(), token.pos_):
                    others.append((token, told))
                continue
            mentions += _mentions(page, token, kind, chance, told)
    mentions += _passing(page, mentions, others)
    return tuple(_event(page, mention) for mention in completed(merged(doc, mentions), places))


def _passing(
    page: _Page, mentions: Sequence[Mention], others: Sequence[tuple[Token, Sequence[tuple[Token, Item]]]]
) -> list[Mention]:
    """Words told in passing (`the withdrawing troops`) of a type that the report tells elsewhere, and that mean nothing else."""
    kinds = {m.kind: m.state for m in mentions}
    lemmas = {(m.token.lemma_.lower(), m.kind) for m in mentions}
    out = []
    for token, told in others:
        types = lexicon.types_for(token.lemma_.lower(), token.pos_)
        kind = next((t for t in types if t in kinds and (len(types) == 1 or (token.lemma_.lower(), t) in lemmas)), None)
        if kind is not None and kind not in ("casualties", "equipment-loss"):
            out += [replace(mention, passing=True) for mention in _mentions(page, token, kind, 0.0, told)]
    return out


def _kind(token: Token, told: Sequence[tuple[Token, Item]], carrier: Chance | None) -> tuple[float, str]:
    """What the word carries: what its object makes sure, else what encoder and judge together find likely; `none` where nothing is.

    The encoder has seen the sentence and the judge the word's place in the tree; their mean errs less than either.
    """
    sure = certain(token, told)
    if sure is not None:
        return 1.0, sure
    chances: dict[str, float] = {}
    for chance, kind in carrier.kinds if carrier is not None else ((1.0, "none"),):
        chances[kind] = chance * ENCODER
    if lexicon.types_for(token.lemma_.lower(), token.pos_):
        for chance, kind in ranked("type", features(token)):
            chances[kind] = chances.get(kind, 0.0) + chance * (1 - ENCODER)
    else:
        chances["none"] = chances.get("none", 0.0) + (1 - ENCODER)
    best, likeliest = max((c, k) for k, c in chances.items() if k != "none") if len(chances) > 1 else (0.0, "none")
    return (best, likeliest) if best >= ENOUGH else (best, "none")


def _mentions(page: _Page, token: Token, kind: str, chance: float, told: Sequence[tuple[Token, Item]]) -> list[Mention]:
    name, _, state = kind.partition(":")
    doc = page.doc
    asserting = _asserting(token, page.statements)
    found = _filled(token, arguments(token, name), page)
    found = _without_speaker(token, found, [s for s in page.statements if s.id in asserting])
    if name == "displacement" and _armed(doc, found):
        name = "withdraw"  # soldiers who flee retreat
    carried = _items(token, name, found, told)
    people, joint = tolls(token, name, found)
    count = joint or (count_of(token, found, name) if not carried else None)
    sides = [_chars(doc, span) for span in (found.actor, found.target) if span]
    where: Sequence[Place | None] = ()
    if name not in WITHOUT_PLACE:
        carrier = page.carriers.get(token.i)
        told_at = marked(token, carrier, SLOTS.index("place")) if carrier else None
        where = happened_all(token, page.places, sides, carrier, told_at)
    when = dates_happened(token, page.dates)
    actor, target = _span(doc, found.actor), _span(doc, found.target)
    return [
        Mention(
            token=token, kind=cast(EventType, name), state=cast(LossState, state) if state else None, chance=chance, stage=_stage(token, page, asserting), actor=actor, target=target,
            actor_party=_party(page, actor, asserting), target_party=_party(page, target, asserting), place=place, date=when.date if when else None, items=carried, people=people, count=count,
            statements=asserting,
        )
        for place in (where or (None,))
    ]  # fmt: skip


def _filled(token: Token, ruled: Arguments, page: _Page) -> Arguments:
    """Actor and target as the encoder marks them; where it is not asked or marks none, as the tree has them."""
    carrier = page.carriers.get(token.i)
    if carrier is None:
        return ruled
    if token.lemma_.lower() in OWN_LOSS and ruled.target is not None and ruled.actor is None:
        return ruled  # who abandons or loses something is the one that it hurts: no doubt there
    actor, target = marked(token, carrier, 0), marked(token, carrier, 1)
    return Arguments(
        actor,
        page.doc[actor[0] : actor[1]].root if actor else None,
        target,
        page.doc[target[0] : target[1]].root if target else None,
    )


SURE = 0.5
"""Chance from which a word opens a slot's phrase; half of it carries the phrase on."""


FORCES = re.compile(
    r"\b(?:soldiers?|troops|forces|units?|army|military|fighters|brigade|battalion|garrison|militants)\b", re.IGNORECASE
)


def _armed(doc: Doc, found: Arguments) -> bool:
    """Whether those who leave bear arms."""
    spans = [span for span in (found.actor, found.target) if span]
    return any(FORCES.search(doc[a:b].text) for a, b in spans) and not any(
        "civilian" in doc[a:b].text for a, b in spans
    )


ELSEWHERE = 0.6
"""What a word of another sentence counts beside one of the event's own."""


def marked(token: Token, carrier: Chance, slot: int) -> tuple[int, int] | None:
    """The phrase that fills a slot, around its likeliest word."""
    doc, sent = token.doc, token.sent
    row = carrier.carrier.slots[slot].copy()
    row[: max(0, sent.start - carrier.base)] *= ELSEWHERE
    row[sent.end - carrier.base :] *= ELSEWHERE
    best = int(row.argmax())
    if row[best] < SURE:
        return None
    first = last = best
    while first > 0 and row[first - 1] >= SURE / 2:
        first -= 1
    while last + 1 < len(row) and row[last + 1] >= SURE / 2:
        last += 1
    start, end = bare(doc, carrier.base + first, carrier.base + last + 1)
    return (start, end) if start < end else None


def _stage(token: Token, page: _Page, asserting: Sequence[str]) -> Stage:
    """How far it has come; what lies in the content that a speaker denies is denied."""
    for statement in page.statements:
        if (
            statement.denied
            and statement.id in asserting
            and any(c.start <= token.idx < c.end for c in statement.content)
        ):
            return "denied"
    carrier = page.carriers.get(token.i)
    return cast(Stage, carrier.stages[0][1]) if carrier else stage.stage(token)


def _without_speaker(token: Token, found: Arguments, asserting: Sequence[Statement]) -> Arguments:
    """Whoever says it did not do it, where the parser hung the event's word on the verb of saying: the subject of what is said did."""
    if found.actor is None and found.target is None:
        return found
    doc = token.doc
    for statement in asserting:
        source = statement.source
        if source is None:
            continue
        for slot in ("actor", "target"):
            span = getattr(found, slot)
            if span is None or not (source.start <= _chars(doc, span)[0] < source.end):
                continue
            subject = next(
                (
                    t
                    for t in reversed(doc[token.sent.start : token.i])
                    if t.dep_ in ("nsubj", "nsubj:pass") and not source.start <= t.idx < source.end
                ),
                None,
            )
            range_ = bare(doc, *phrase(subject)) if subject is not None else None
            found = (
                found._replace(actor=range_, actor_head=subject)
                if slot == "actor"
                else found._replace(target=range_, target_head=subject)
            )
    return found


def _chars(doc: Doc, span: tuple[int, int]) -> tuple[int, int]:
    return doc[span[0]].idx, doc[span[1] - 1].idx + len(doc[span[1] - 1])


def _span(doc: Doc, span: tuple[int, int] | None) -> Span | None:
    return Span.of(doc.text, *_chars(doc, span)) if span else None


def _party(page: _Page, span: Span | None, asserting: Sequence[str]) -> str | None:
    said = [s for s in page.statements if s.id in asserting]
    return referents.party(page.doc, span, said, page.voices, page.published)


def _items(token: Token, name: str, found: Arguments, told: Sequence[tuple[Token, Item]]) -> tuple[Item, ...]:
    """Equipment that hangs on the event's word, or, where the event is a loss, strike or transfer, on its arguments and their lists."""
    if name not in WITH_ITEMS:
        return ()
    out = []
    for head, item in told:
        climbing, steps = head, 0
        if token.dep_ in ("amod", "acl", "acl:relcl") and token.head.i == head.i:
            climbing = token  # "an abandoned MT-LB"
        while climbing.i != token.i and climbing.head.i != climbing.i and steps < 5:
            if climbing.dep_ in ("acl:relcl", "ccomp", "advcl", "parataxis", "nsubj") and not (
                climbing.dep_ == "nsubj" and climbing.head.i == token.i
            ):
                break
            climbing, steps = climbing.head, steps + 1
        if climbing.i != token.i:
            continue
        if name == "casualties" and head.dep_ not in ("obl", "obl:agent", "nsubj"):
            continue
        if (
            item.model is None
            and head.lemma_.lower() in items.NOT_ITEMS
            and name not in ("equipment-loss", "arms-transfer")
        ):
            continue
        if head.i == token.i and item.model is None and name not in ("equipment-loss",):
            continue
        out.append(item)
    del found
    return tuple(out)


def _asserting(token: Token, statements: Sequence[Statement]) -> tuple[str, ...]:
    """The statement in whose content the event's word lies; the innermost where one lies within another."""
    around = [
        (sum(p.end - p.start for p in s.content), s.id)
        for s in statements
        if any(p.start <= token.idx < p.end for p in s.content)
    ]
    if around:
        return (min(around)[1],)
    said = [s.id for s in statements if s.cue is not None and s.cue.start <= token.idx < s.cue.end]
    return tuple(said[:1])


@cache
def _plover_table() -> dict[str, Plover]:
    return {name: Plover(event=row[0], mode=row[1] or None) for name, row in toml("plover.toml")["plover"].items()}


def _event(page: _Page, mention: Mention) -> Event:
    trigger = Span.of(page.doc.text, mention.token.idx, mention.token.idx + len(mention.token))
    where = mention.place.span if mention.place else None
    return Event(
        id=identity("e", page.report.id, mention.kind, mention.state, (trigger.start, trigger.end), (where.start, where.end) if where else None),
        report=page.report.id, type=mention.kind, state=mention.state, trigger=trigger, stage=mention.stage, actor=mention.actor, target=mention.target,
        actor_party=mention.actor_party, target_party=mention.target_party, place=mention.place, date=mention.date, items=mention.items,
        people=mention.people, count=mention.count, statements=mention.statements, plover=_plover_table().get(mention.kind),
    )  # fmt: skip
