"""Which of the places of one name is meant: what is well known, near to the others, and in a country the text speaks of.

One name has one meaning in a text (Leidner 2007); a name that is followed by a word for an area is the area.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import exp, log10

from spacy.tokens import Doc

from twosource.knowledge import countries, gazetteer
from twosource.knowledge.gazetteer import Entry
from twosource.reading.places.names import AREA_WORDS, Name

SUFFIX = {
    "UA": "Oblast", "RU": "Oblast", "SY": "Governorate", "IQ": "Governorate", "YE": "Governorate", "AF": "Province", "TR": "Province", "IR": "Province", "SD": "State",
    "EG": "Governorate", "LB": "Governorate",
}  # fmt: skip
"""The word that the name of a region takes where a town has the same name."""


def resolve(doc: Doc, names: Sequence[Name]) -> list[Entry | None]:
    """The place each name means, in their order; None where the gazetteer has none."""
    spoken = _countries(doc, names)
    chosen: dict[tuple[str, bool], Entry] = {}
    out: list[Entry | None] = []
    anchors = [entry for name in names if (entry := _sure(name))]
    for at, name in enumerate(names):
        if not name.entries:
            out.append(None)
            continue
        area = _is_area(doc, name)
        memory = (name.text.casefold(), area)
        if memory not in chosen:
            beside = _beside(doc, names, at)
            chosen[memory] = max(name.entries, key=lambda entry: _fit(entry, area, spoken, anchors, beside))
        out.append(chosen[memory])
    return out


def _sure(name: Name) -> Entry | None:
    """A place that its name leaves no doubt about."""
    best = max(name.entries, key=lambda e: e.people, default=None)
    if best is None or best.level == "country" or best.people < 50_000:
        return None
    others = sorted((e.people for e in name.entries if e.country != best.country), reverse=True)
    return best if not others or others[0] * 20 < best.people else None


def _is_area(doc: Doc, name: Name) -> bool:
    following = doc[name.end].lower_ if name.end < len(doc) else ""
    second = doc[name.end + 1].lower_ if name.end + 1 < len(doc) else ""
    if following in AREA_WORDS - {"state"} or (following in ("and", ",") and second in AREA_WORDS):
        return True
    if following == "state" and second not in ("media", "tv", "television", "news"):
        return True
    if (
        name.start > 1
        and doc[name.start - 1].lower_ == "of"
        and doc[name.start - 2].lower_ in AREA_WORDS - {"area", "areas", "state"}
    ):
        return True
    if doc[name.end - 1].lower_ in AREA_WORDS:
        return True
    # "Donetsk and Luhansk regions": each of a list before a plural is an area
    for token in doc[name.end : name.end + 8]:
        if token.lower_ in ("regions", "oblasts", "provinces", "districts", "governorates", "states"):
            return True
        if not (token.text[:1].isupper() or token.lower_ in (",", "and", "the")):
            break
    return False


def _countries(doc: Doc, names: Sequence[Name]) -> Counter[str]:
    spoken: Counter[str] = Counter()
    for token in doc:
        if token.text[:1].isupper() and (code := countries.country(token.text)):
            spoken[code] += 1
    for name in names:
        for entry in name.entries:
            if entry.level == "country" and entry.country:
                spoken[entry.country] += 1
        sure = _sure(name)
        if sure and sure.country:
            spoken[sure.country] += 1
    return spoken


def _beside(doc: Doc, names: Sequence[Name], at: int) -> set[str]:
    """Countries and regions that stand right after the name: `Paris, Texas`, `Tripoli, in Lebanon`."""
    end = names[at].end
    out: set[str] = set()
    if end < len(doc) and doc[end].text in (",", "(", "in") and at + 1 < len(names) and names[at + 1].start - end <= 3:
        for entry in names[at + 1].entries:
            if entry.level in ("country", "region"):
                out |= {entry.country or "", f"{entry.country}/{entry.admin1}"}
    return out


def _fit(entry: Entry, area: bool, spoken: Counter[str], anchors: Sequence[Entry], beside: set[str]) -> float:
    score = log10(entry.people + 100)
    total = sum(spoken.values())
    if entry.country and total:
        score += 3.5 * spoken[entry.country] / total + (0.7 if spoken[entry.country] else 0.0)
    if beside:
        score += 4 * (f"{entry.country}/{entry.admin1}" in beside and entry.admin1 is not None) + 2 * (
            entry.country in beside
        )
    near = 0.0
    for anchor in anchors:
        apart = gazetteer.distance_km(entry, anchor)
        if apart is not None and apart > 0.5:
            near += exp(-apart / 200)
    score += min(near, 2.0)
    if area:
        score += 6 if entry.level in ("region", "district") else -1
    elif entry.level == "region" and entry.admin1:
        score -= 1.2
    if entry.level == "country":
        score += 2
    if entry.level == "water":
        score -= 0.5
    return score


def full_name(entry: Entry, area: bool) -> str:
    """The usual name; a region with the word for its kind where the text means the region and a town shares the name."""
    if (
        entry.level == "region"
        and area
        and entry.country in SUFFIX
        and entry.admin1
        and entry.admin1 not in ("Crimea", "Sevastopol", "Chechnya", "Dagestan")
    ):
        return f"{entry.name} {SUFFIX[entry.country]}"
    return entry.name
