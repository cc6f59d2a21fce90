"""Whether an outlet saw for itself: its correspondent, reporter or crew is the one who sees, in the sentence that tells the event."""

from __future__ import annotations

import re

from twosource.knowledge import outlets
from twosource.records import Event, Report

WHO = r"(?:correspondents?|reporters?|journalists?|photographers?|cameram[ae]n|(?:camera|television|news|film) (?:crew|team)s?)"
SAW = r"(?:saw|sees|seen|watched|witnessed|observed|counted|heard|visited|filmed|photographed|came across|walked)"
BY = re.compile(rf"\b{SAW}\b[^.;]{{0,40}}\bby\b[^.;]{{0,30}}\b{WHO}", re.IGNORECASE)
WENT = re.compile(rf"\b(?P<whose>[^.;,]{{0,60}}?)\b{WHO}\b[^.;]{{0,50}}?\b{SAW}\b", re.IGNORECASE)
OURS = re.compile(r"\b(?:our|its own|this|an?|two|three|several)\s*(?:\w+\s){0,2}$", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?][”\"’]?\s|\n")


def saw(report: Report, event: Event) -> bool:
    """Whether the sentence of the event says that somebody of this very outlet was there and saw."""
    start = max((m.end() for m in SENTENCE.finditer(report.text, 0, event.trigger.start)), default=0)
    ended = SENTENCE.search(report.text, event.trigger.end)
    sentence = report.text[start : ended.start() + 1 if ended else len(report.text)]
    outlet = (report.outlet or "").removeprefix("The ")
    if outlet and re.search(rf"\b(?:seen|witnessed|heard|counted|filmed) by (?:the )?{re.escape(outlet)}\b", sentence):
        return True
    if BY.search(sentence) and not _others(sentence, outlet):
        return True
    match = WENT.search(sentence)
    if match is None:
        return False
    whose = match["whose"].strip()
    named = bool(outlet) and outlet.casefold() in whose.casefold()
    return named or (bool(OURS.search(whose + " ")) and not _others(sentence, outlet))


def _others(sentence: str, outlet: str) -> bool:
    """Whether the sentence credits the seeing to another outlet, whose word it then is."""
    other = outlets.outlet_in(sentence)
    return (
        other is not None
        and other.name.casefold() not in outlet.casefold()
        and outlet.casefold() not in other.name.casefold()
    )
