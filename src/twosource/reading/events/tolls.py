"""People counted in an event: how many, what became of them, and who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from twosource.reading.events.arguments import Arguments
from twosource.reading.quantities import NUMBER, Range, bounds, counted
from twosource.records import Count, Fate, Toll, Who

FATES: tuple[tuple[str, Fate], ...] = (
    (
        "kill die death dead perish execute murder massacre fatality body slay shoot behead assassinate lose claim drown fall victim murdered burn",
        "killed",
    ),
    ("wound injure hurt maim injury injured wounded hospitalise hospitalize", "wounded"),
    ("missing disappear unaccounted vanish", "missing"),
    (
        "detain arrest capture abduct kidnap seize imprison jail hold intern captive hostage prisoner detention surrender captivity apprehend take custody round",
        "detained",
    ),
    ("release free exchange swap return liberate repatriate rescue", "released"),
    (
        "flee evacuate displace leave relocate displaced evacuation refugee cross resettle enter exodus move displacement arrive uproot",
        "displaced",
    ),
)
TYPES: dict[str, Fate] = {
    "casualties": "killed",
    "detain": "detained",
    "release": "released",
    "displacement": "displaced",
}
CIVIL = re.compile(r"\b(?:civilians?|child(?:ren)?|women|woman|residents?|people|villagers?|passengers?|students?|patients?|worshippers?|families|family|journalists?|bystanders?|boys?|girls?|"
                   r"refugees?|elderly|teachers?|doctors?|workers?|locals|shoppers?|pilgrims?|mothers?|babies|citizens?|inhabitants)\b", re.IGNORECASE)  # fmt: skip
ARMED = re.compile(r"\b(?:soldiers?|troops|fighters?|militants?|servicem[ae]n|officers?|commanders?|rebels?|insurgents?|terrorists?|police(?:men|man)?|pilots?|marines?|generals?|guards?|mercenar\w+|"
                   r"occupiers?|invaders?|combatants?|military|gunmen|gunman|personnel|paramilitar\w+|guerrillas?|paratroopers?|conscripts?|sergeants?|lieutenants?|colonels?|crew|POWs?|prisoners of war|occupants)\b", re.IGNORECASE)  # fmt: skip
JOINT = re.compile(
    r"\b(?:killed|dead|deaths?) (?:and|or) (?:wounded|injured|injuries)\b|\bcasualties\b|\b(?:losses)\b", re.IGNORECASE
)
HUMAN = re.compile(r"\b(?:people|person|persons|man|men|others?|victims?|bodies|body|hostages?|prisoners?|captives?|detainees?|pows?|refugees?|evacuees?|captive|friend|daughter|son|father|mother|brother|sister|"
                   r"wife|husband|driver|politician|activist|priest|couple|nurse|toddler|infant|teenager|member|leader|chief|mayor|minister|americans?|ukrainians?|russians?|palestinians?|israelis?)\b", re.IGNORECASE)  # fmt: skip


def fate_of(trigger: Token, kind: str) -> Fate | None:
    """What became of the people of an event, by its word, else by its type."""
    lemma = trigger.lemma_.lower()
    for words, fate in FATES:
        if lemma in words.split() or trigger.lower_ in words.split():
            if kind == "casualties" and fate not in ("killed", "wounded", "missing"):
                continue
            return fate
    return TYPES.get(kind)


UNCOUNTED = Range(2, None)
"""A bare plural: nobody counted."""


def tolls(trigger: Token, kind: str, own: Arguments, found: Arguments) -> tuple[tuple[Toll, ...], Count | None]:
    """Tolls of a casualty, detention, release or displacement; a figure for killed and wounded together is a count.

    `own` are the arguments that hang on the word itself: `wounding five` counts its own five, whoever fills the event's slots (`found`).
    """
    if kind not in TYPES:
        return (), None
    fate = fate_of(trigger, kind)
    if fate is None:
        return (), None
    doc = trigger.doc
    out: list[Toll] = []
    sentence = trigger.sent.text
    for head in _victims(trigger, own, found):
        number = _number(head, trigger)
        words = doc[max(trigger.sent.start, head.left_edge.i) : head.i + 1].text
        if (
            number in (None, UNCOUNTED)
            and head.pos_ == "PROPN"
            and kind == "casualties"
            and head.tag_ == "NNP"
            and head.ent_type_ == "PER"
        ):
            number = Range(1, 1)
        if number is None or number == UNCOUNTED:
            continue
        around = doc.text[max(trigger.sent.start_char, head.idx - 30) : head.idx + 60]
        if (
            JOINT.search(around)
            and trigger.lemma_.lower() in ("kill", "dead", "death", "casualty", "wound", "loss", "injure")
            and not re.search(r"\d\D+\band\b\D+\d", around)
        ):
            return (), Count(
                min=number.min,
                max=number.max,
                of="killed and wounded" if "casualt" not in around.lower() else "casualties",
            )
        out.append(Toll(fate=fate, min=number.min, max=number.max, who=who(words, sentence)))
        break
    return tuple(out), None


def _victims(trigger: Token, own: Arguments, found: Arguments) -> Iterator[Token]:
    if own.target_head is not None and not _relative(own.target_head):
        yield from _people(own.target_head)
    if trigger.pos_ in ("NOUN", "ADJ", "PROPN"):
        yield trigger
        if trigger.dep_ in ("nsubj", "obj", "root", "ROOT"):
            for child in trigger.children:
                if child.dep_ in ("nmod", "nummod"):
                    yield child
        for child in trigger.head.children if trigger.lower_ in ("toll", "death") else ():
            if child.pos_ == "NUM":
                yield child
    for child in trigger.children:
        if (
            child.pos_ == "NUM"
            or HUMAN.fullmatch(child.text)
            or CIVIL.fullmatch(child.text)
            or ARMED.fullmatch(child.text)
        ):
            yield child
    if found.target_head is not None and not _relative(found.target_head):
        yield from _people(found.target_head)


def _people(head: Token) -> Iterator[Token]:
    """Those meant: the twelve of `the lives of twelve people`."""
    if head.lemma_.lower() in ("life", "body"):
        yield from (child for child in head.children if child.dep_ == "nmod")
    yield head


def _relative(token: Token) -> bool:
    return token.lower_ in ("who", "which", "that", "them", "it", "they")


def _number(head: Token, trigger: Token) -> Range | None:
    if head.pos_ == "NUM" or head.tag_ == "CD":
        doc = head.doc
        lead = doc[max(head.sent.start, head.i - 4) : head.i + 1].text
        match = re.search(
            r"(?:at least|more than|up to|as many as|nearly|almost|over|about|around|fewer than|less than|another|some|between [\w,]+ and)?\s*[\w,.-]+$",
            lead,
            re.IGNORECASE,
        )
        return bounds(match.group() if match else head.text)
    if head.i == trigger.i and head.lower_ in ("dead", "toll"):
        for token in head.doc[max(head.sent.start, head.i - 3) : min(head.sent.end, head.i + 7)]:
            if token.tag_ == "CD" and token.i != head.i:
                return _number(token, trigger)
        return None
    found = counted(head)
    if found == Range(1, 1) and head.tag_ in ("NN", "NNP") and trigger.i == head.i:
        return None
    return found


def who(words: str, sentence: str) -> Who:
    """Civilians or military, by the words for them, else by those of the sentence."""
    civil, armed = bool(CIVIL.search(words)), bool(ARMED.search(words))
    if civil and armed:
        return "mixed"
    if armed:
        return "military"
    if re.search(
        r"\bcivilian|child|woman|women|resident|villager|passenger|family|families|worker|journalist|patient|student\b",
        words,
        re.IGNORECASE,
    ):
        return "civilians"
    return (
        "civilians"
        if re.search(r"\bcivilian", sentence, re.IGNORECASE) and not re.search(ARMED, sentence)
        else "unknown"
    )


def count_of(trigger: Token, found: Arguments, kind: str) -> Count | None:
    """Any other number that belongs to the event: of its object (`three villages`) or of the word itself (`12 attacks`)."""
    for head in (found.target_head, trigger if trigger.pos_ == "NOUN" else None):
        if head is None or kind in TYPES:
            continue
        if any(c.dep_ == "nummod" or NUMBER.fullmatch(c.text) for c in head.children) or any(
            c.lower_ in ("dozens", "several", "hundreds", "scores", "thousands") for c in head.children
        ):
            number = counted(head)
            if number and head.pos_ == "NOUN":
                return Count(min=number.min, max=number.max, of=head.text.lower())
    return None
