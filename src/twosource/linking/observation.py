"""Whether an outlet saw for itself: its people are the ones who see, or check pictures, where the event is told."""

from __future__ import annotations

import re

from twosource.knowledge import outlets
from twosource.reading.statements.quotations import quotations
from twosource.records import Event, Report

WHO = r"(?:correspondents?|reporters?|journalists?|photographers?|cameram[ae]n|(?:camera|television|news|film) (?:crew|team)s?)"
PEOPLE = re.compile(rf"\b{WHO}", re.IGNORECASE)
SAW = r"(?:saw|sees|seen|watched|witnessed|observed|counted|heard|visited|filmed|photographed|came across|walked)"
BY = re.compile(rf"\b{SAW}\b[^.;]{{0,40}}\bby\b[^.;]{{0,30}}\b{WHO}", re.IGNORECASE)
WENT = re.compile(
    rf"\b(?P<whose>[^.;,]{{0,60}}?)\b{WHO}\b[^.;]{{0,50}}?\b(?:{SAW}|reports? from the (?:scene|spot|site|town|village))\b",
    re.IGNORECASE,
)
OURS = re.compile(r"\b(?:our|its own|this|an?|two|three|several)\s*(?:\w+\s){0,2}$", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?][”\"’']?\s|\n")
THERE = re.compile(
    r"\b(?:we|I) (?:\w+ly )?(?:saw|watched|witnessed|counted|reached|walked|visited|arrived|drove|passed|stood|entered|came (?:to|across|upon)|were there)\b"
    r"|\bour (?:staff|teams?|people|engineers|doctors) (?:saw|heard|counted|watched|recorded|found|treated|reached)\b",
    re.IGNORECASE,
)
CHECKED = r"(?:has |have |had )?(?:\w+ly )?(?:verified|geolocated|authenticated|confirmed the location of)\b"
PICTURES = re.compile(r"\b(?:videos?|footage|photo\w*|pictures?|images?|imagery|clips?)\b", re.IGNORECASE)


def saw(report: Report, event: Event) -> bool:
    """Whether somebody of this very outlet was there and saw, or checked the pictures: by the sentence of the event, or the outlet's own words in its paragraph."""
    text, at = report.text, event.trigger
    line = text.rfind("\n", 0, at.start) + 1
    start = max((m.end() for m in SENTENCE.finditer(text, line, at.start)), default=line)
    ended = SENTENCE.search(text, at.end)
    sentence = text[start : ended.start() + 1 if ended else len(text)]
    outlet = (report.outlet or "").removeprefix("The ")
    return _sentence(sentence, outlet) or _paragraph(report, event, outlet)


def _sentence(sentence: str, outlet: str) -> bool:
    if outlet and re.search(rf"\b(?:seen|witnessed|heard|counted|filmed) by (?:the )?{re.escape(outlet)}\b", sentence):
        return True
    if not PEOPLE.search(sentence):
        return False
    if BY.search(sentence) and not _others(sentence, outlet):
        return True
    match = WENT.search(sentence)
    if match is None:
        return False
    whose = match["whose"].strip()
    named = bool(outlet) and outlet.casefold() in whose.casefold()
    return named or (bool(OURS.search(whose + " ")) and not _others(sentence, outlet))


def _paragraph(report: Report, event: Event, outlet: str) -> bool:
    """Whether the outlet speaks of its own eyes in the event's paragraph, outside quotation marks: the paragraph then tells what it saw."""
    text = report.text
    start = text.rfind("\n", 0, event.trigger.start) + 1
    end = text.find("\n", event.trigger.end)
    end = len(text) if end < 0 else end
    found = list(THERE.finditer(text, start, end))
    if outlet and PICTURES.search(text, start, end):
        whose = rf"\b(?:[Ww]e|{re.escape(outlet)}|{re.escape(outlet.split()[0])}) {CHECKED}"
        found += re.compile(whose).finditer(text, start, end)
    if not found:
        return False
    quoted = quotations(text)
    if any(a <= event.trigger.start < b for a, b in quoted):
        return False
    return any(not any(a <= m.start() < b for a, b in quoted) for m in found)


def _others(sentence: str, outlet: str) -> bool:
    """Whether the sentence credits the seeing to another outlet, whose word it then is."""
    other = outlets.outlet_in(sentence)
    return (
        other is not None
        and other.name.casefold() not in outlet.casefold()
        and outlet.casefold() not in other.name.casefold()
    )
