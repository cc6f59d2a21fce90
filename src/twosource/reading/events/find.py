"""All events of a report: words that carry them, their slots, and one event for what the report tells several times."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
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
from twosource.reading.events.arguments import LOSERS, OWN_LOSS, Arguments, arguments
from twosource.reading.events.assertion import Hearing, asserting
from twosource.reading.events.certain import certain
from twosource.reading.events.context import completed
from twosource.reading.events.features import features
from twosource.reading.events.happenings import happenings
from twosource.reading.events.judge import ranked
from twosource.reading.events.mention import Mention
from twosource.reading.events.merge import joined
from twosource.reading.events.tolls import count_of, tolls
from twosource.reading.places.happened import happened_all
from twosource.reading.places.scene import Scene
from twosource.reading.tree import bare, phrase, prepositions
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

PROPOSED = 0.08
"""Chance from which a word is weighed as carrying an event."""

CERTAIN = 0.8
"""Chance of what verb and object leave no doubt of: its type is sure, and yet it may be told for the second time."""

ENCODER = 0.65
"""Weight of the encoder's word beside the judge's."""

UNSEEN = 0.02
"""Chance that the encoder leaves to what it does not name."""

ALONE = 0.3
"""What the encoder's word counts of a word that the judge does not weigh."""

Opinion = Callable[[Token, Chance | None], Mapping[str, float]]
"""What a word may carry, by the chance of each class of the judge."""

WITH_ITEMS = {
    "equipment-loss",
    "arms-transfer",
    "shelling",
    "air-attack",
    "shoot-down",
    "explosion",
    "mobilise",
}
"""Types whose means or goods the gold guide counts as equipment."""

WITHOUT_PLACE = {"sanction", "support", "accuse", "demand", "reject", "threaten", "agree"}


@dataclass
class Page:
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
    page = Page(doc, report, statements, places, dates, {v.id: v for v in voices}, report.published, carriers(doc))
    hearing = heard(page)
    return tuple(event(page, replace(mention, statements=asserting(hearing, mention))) for mention in hearing.told)


def heard(page: Page) -> Hearing:
    """The report's events, each with what its own tellings say, beside all that is said in the report."""
    proposed = proposals(page)
    told = [joined(tellings) for tellings in happenings(proposed)]
    placed = completed(told, Scene(page.doc, page.report, page.places))
    return Hearing(page.doc, page.statements, page.voices, page.places, page.carriers, proposed, placed)


def proposals(page: Page, opinion: Opinion | None = None) -> list[Mention]:
    """Words that may carry an event, with the slots that their sentences fill; `opinion` stands for that of encoder and judge together."""
    out: list[Mention] = []
    paragraph, last = -1, 0
    for sent in body.sentences(page.doc, page.report):
        if paragraph < 0 or "\n" in page.doc.text[last : sent.start_char]:
            paragraph += 1
        last = sent.start_char
        told = items.find(page.doc, sent.start, sent.end)
        for token in sent:
            sure = certain(token, told)
            chances = {sure: CERTAIN} if sure else (opinion or likely)(token, page.carriers.get(token.i))
            kinds = sorted(((c, k) for k, c in chances.items() if k != "none" and c >= PROPOSED), reverse=True)
            if kinds:
                out += _mentions(page, token, kinds, told, paragraph)
    return out


def likely(token: Token, carrier: Chance | None) -> Mapping[str, float]:
    """What encoder, which has seen the sentence, and judge, which has seen the word's place in the tree, hold likely together: it errs less than either.

    Their chances are pooled as logarithms (Genest and Zidek 1986), so that what one of them excludes is unlikely.
    """
    seen = {kind: chance for chance, kind in carrier.kinds} if carrier is not None else {}
    if not lexicon.types_for(token.lemma_.lower(), token.pos_):
        return {kind: ALONE * chance for kind, chance in seen.items()}
    pooled = {
        kind: chance ** (1 - ENCODER) * max(seen.get(kind, 0.0), UNSEEN) ** ENCODER
        for chance, kind in ranked("type", features(token))
    }
    total = sum(pooled.values())
    return {kind: value / total for kind, value in pooled.items()}


def _mentions(
    page: Page, token: Token, kinds: Sequence[tuple[float, str]], told: Sequence[tuple[Token, Item]], paragraph: int
) -> list[Mention]:
    """One for each place at which it is told to have happened."""
    chance, kind = kinds[0]
    name, _, state = kind.partition(":")
    doc = page.doc
    asserting = _asserting(token, page.statements)
    own = arguments(token, name)
    found = _filled(token, name, own, page)
    found = _without_speaker(token, found, [s for s in page.statements if s.id in asserting])
    if name == "displacement" and _armed(doc, found):
        name = "withdraw"  # soldiers who flee retreat
    carried = _items(token, name, found, told)
    people, joint = tolls(token, name, own, found)
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
            token=token, kind=cast(EventType, name), state=cast(LossState, state) if state else None, chance=chance, others=tuple(kinds[1:]),
            paragraph=paragraph, titled=_titled(page, token), quoted=_quoted(page, token, asserting), stage=_stage(token, page, asserting), actor=actor, target=target,
            actor_party=_party(page, actor, asserting), target_party=_party(page, target, asserting), place=place, date=when.date if when else None, items=carried, people=people, count=count,
            statements=asserting,
        )
        for place in (where or (None,))
    ]  # fmt: skip


def _titled(page: Page, token: Token) -> bool:
    return any(p.kind == "title" and p.start <= token.idx < p.end for p in page.report.passages)


def _quoted(page: Page, token: Token, asserting: Sequence[str]) -> bool:
    """Whether the word lies in a speaker's own words: an odd number of quotation marks stands before it in its paragraph."""
    if not any(s.id in asserting and s.kind != "indirect" for s in page.statements):
        return False
    text = page.doc.text
    before = text[text.rfind("\n", 0, token.idx) + 1 : token.idx]
    return sum(before.count(mark) for mark in '“”"') % 2 == 1


def _filled(token: Token, name: str, ruled: Arguments, page: Page) -> Arguments:
    """Actor and target as the encoder marks them; where it is not asked or marks none, as the tree has them."""
    carrier = page.carriers.get(token.i)
    if carrier is None:
        return ruled
    if token.lemma_.lower() in OWN_LOSS and ruled.target is not None and ruled.actor is None:
        return ruled  # who abandons or loses something is the one that it hurts: no doubt there
    actor, target = marked(token, carrier, 0), marked(token, carrier, 1)
    if actor and target and name not in MOVED and actor[0] < target[1] and target[0] < actor[1]:
        actor, target = _either(token, carrier, name, actor, target)
    doer = page.doc[actor[0] : actor[1]].root if actor else None
    done_to = page.doc[target[0] : target[1]].root if target else None
    if name == "equipment-loss" and done_to is not None and _stands_at(done_to):
        target = done_to = None  # "abandoned tanks beside the road": the road has lost nothing
    return Arguments(actor, doer, target, done_to)


MOVED = {"withdraw", "advance", "mobilise"}
"""Types in which who does it may be whom it is done to; of all others a phrase fills one slot."""


def _either(
    token: Token, carrier: Chance, name: str, actor: tuple[int, int], target: tuple[int, int]
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Of a phrase that is marked as both, that which it is: who is lost is lost, who bears arms does it (`the crimes of the occupiers`), of others what is surer."""
    if name not in LOSERS:
        done, suffered = (carrier.carrier.slots[slot, a - carrier.base : b - carrier.base].max() for slot, (a, b) in enumerate((actor, target)))  # fmt: skip
        if done >= suffered or ARMED.search(token.doc[target[0] : target[1]].text):
            return actor, None
    return None, target


def _stands_at(noun: Token) -> bool:
    """Whether a noun tells where something stands (the tree tells those by whom from those by which)."""
    return noun.dep_ in ("obl", "nmod") and not {"of", "from"}.intersection(prepositions(noun))


SURE = 0.5
"""Chance from which a word opens a slot's phrase; half of it carries the phrase on."""


FORCES = re.compile(
    r"\b(?:soldiers?|troops|forces|units?|army|military|fighters|brigade|battalion|garrison|militants)\b",
    re.IGNORECASE,
)
ARMED = re.compile(
    rf"{FORCES.pattern}|\b(?:brigades|battalions|occupiers|occupants|invaders|servicemen|gunmen|rebels|insurgents)\b",
    re.IGNORECASE,
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


def _stage(token: Token, page: Page, asserting: Sequence[str]) -> Stage:
    """How far it has come; what lies in the content that a speaker denies is denied."""
    for statement in page.statements:
        if (
            statement.denied
            and statement.id in asserting
            and any(c.start <= token.idx < c.end for c in statement.content)
        ):
            return "denied"
    carrier = page.carriers.get(token.i)
    return stage.stage(token, carrier.stages if carrier else ())


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


def _party(page: Page, span: Span | None, asserting: Sequence[str]) -> str | None:
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


def event(page: Page, mention: Mention) -> Event:
    trigger = Span.of(page.doc.text, mention.token.idx, mention.token.idx + len(mention.token))
    where = mention.place.span if mention.place else None
    return Event(
        id=identity("e", page.report.id, mention.kind, mention.state, (trigger.start, trigger.end), (where.start, where.end) if where else None),
        report=page.report.id, type=mention.kind, state=mention.state, trigger=trigger, stage=mention.stage, actor=mention.actor, target=mention.target,
        actor_party=mention.actor_party, target_party=mention.target_party, place=mention.place, date=mention.date, items=mention.items,
        people=mention.people, count=mention.count, statements=mention.statements, plover=_plover_table().get(mention.kind),
    )  # fmt: skip
