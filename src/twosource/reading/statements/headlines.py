"""Attributions by punctuation alone: `General Staff: …`, `… - General Staff`, `…, says governor`."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from twosource.knowledge import bodies, countries, outlets, people
from twosource.reading.statements.attribution import Attribution
from twosource.reading.voices.description import ROLE_WORD

BEFORE = re.compile(r"^(?P<source>[A-Z\"“'‘][^:.!?]{1,70}?)\s?: (?P<content>\S.{11,})$", re.DOTALL)
AFTER = re.compile(
    r"^(?P<content>.{15,}?)(?:\s[-–—]\s|,\s(?=according)|\s\|\s)(?P<source>[A-Za-z\"“'‘][^-–—:|,.]{1,60})\.?$",
    re.DOTALL,
)
SPEAKERS = re.compile(
    r"\b(?:staff|ministry|minister|official|officials|president|governor|mayor|spokes\w+|intelligence|command|media|report|sources?|police|army|military|administration|"
    r"authorities|adviser|ambassador|council|embassy|service|agency|expert|analyst|survey|poll|RMA|OVA|MP|lawmaker|commander|leader|envoy|secretary|chief|head|ombudsman|study)\b",
    re.IGNORECASE,
)  # fmt: skip
NO_SPEAKER = re.compile(
    r"^(?:live|updates?|watch|video|in pictures|explainer|analysis|opinion|exclusive|breaking|photos?|map|timeline|key|what|why|how|who|where|when|note|editor|advertisement|"
    r"read more|related|summary|ukraine war|russia-ukraine|day \d+|war in)\b",
    re.IGNORECASE,
)  # fmt: skip


def headline(doc: Doc, sent: Span) -> Attribution | None:
    """The attribution that a short line without a verb of saying makes by a colon or a dash."""
    words = sent.text.strip()
    start = sent.start_char + len(sent.text) - len(sent.text.lstrip())
    for pattern in (BEFORE, AFTER):
        match = pattern.match(words)
        if match and speaks(match["source"]):
            source = (start + match.start("source"), start + match.end("source"))
            content = _bare(doc.text, start + match.start("content"), start + match.end("content"))
            named = doc.char_span(*source, alignment_mode="expand")
            if named is not None and content[1] - content[0] > 8:
                return Attribution(content=(content,), source=source, head=named.root, kind="headline")
    return None


def speaks(words: str) -> bool:
    """Whether a few words can be somebody who says something."""
    if NO_SPEAKER.match(words) or len(words.split()) > 8:
        return False
    if people.person_in(words) or bodies.listed_in(words) or outlets.outlet(words) or countries.country(words):
        return True
    if SPEAKERS.search(words) or ROLE_WORD.search(words):
        return not re.search(r"\b(?:is|are|was|were|has|have|will|to)\b", words)
    return len(words.split()) <= 2 and words[:1].isupper() and bodies.body(words) is not None


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    marks = ' \n\t“”"«»'
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks + ".":
        end -= 1
    return start, end
