"""Which of the places of one name is meant: what is well known, near to the others, and in a country and region the text speaks of.

One name has one meaning in a text (Leidner 2007); a name that is followed by a word for an area is the area. Each candidate is weighed
by signs, first alone, then beside what the other names of the text may mean; the weights are fitted by `training/toponyms.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log1p, log10

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from twosource.knowledge import countries
from twosource.knowledge.gazetteer import EARTH_KM, Entry, fold
from twosource.reading.places.name import Name
from twosource.reading.places.weights import Table, Weights, shipped
from twosource.reading.places.words import AREA_WORDS

SUFFIX = {
    "UA": "Oblast", "RU": "Oblast", "SY": "Governorate", "IQ": "Governorate", "YE": "Governorate", "AF": "Province", "TR": "Province", "IR": "Province", "SD": "State",
    "EG": "Governorate", "LB": "Governorate",
}  # fmt: skip
"""The word that the name of a region takes where a town has the same name."""

PLURALS = {"regions", "oblasts", "provinces", "districts", "governorates", "states", "counties"}
TOWN_WORDS = {"city", "town", "village", "settlement", "suburb", "hamlet", "port", "capital"}
RADII = (30, 100, 400)
"""Kilometres within which names keep company."""

Signs = dict[str, float]
Numbers = NDArray[np.float64]


@dataclass
class Group:
    """A name as the text uses it, all its mentions together, with what stands around them."""

    text: str
    area: bool
    entries: tuple[Entry, ...]
    times: int = 0
    kinds: set[str] = field(default_factory=set)
    """Words for its kind that stand beside it."""
    beside: set[tuple[str, str | None]] = field(default_factory=set)
    """Countries, with their regions or None, that stand right after it: `Paris, Texas`."""


def resolve(doc: Doc, names: Sequence[Name], weights: Weights | None = None) -> list[Entry | None]:
    """The place each name means, in their order; None where the gazetteer has none. By the shipped weights unless others are given."""
    listed, at = groups(doc, names)
    judged = zip(listed, chances(doc, listed, weights or shipped()), strict=True)
    best = [group.entries[int(likely.argmax())] for group, likely in judged]
    return [best[i] if i is not None else None for i in at]


def groups(doc: Doc, names: Sequence[Name]) -> tuple[list[Group], list[int | None]]:
    """Names by what they may mean, and the group of each name; None for one that the gazetteer lacks."""
    found: dict[tuple[str, bool], int] = {}
    listed: list[Group] = []
    at: list[int | None] = []
    for place, name in enumerate(names):
        if not name.entries:
            at.append(None)
            continue
        area = is_area(doc, name)
        key = (name.text.casefold(), area)
        if key not in found:
            found[key] = len(listed)
            listed.append(Group(name.text, area, name.entries))
        group = listed[found[key]]
        group.times += 1
        group.beside |= _beside(doc, names, place)
        group.kinds |= _kinds(doc, name)
        at.append(found[key])
    return listed, at


def chances(doc: Doc, listed: Sequence[Group], weights: Weights) -> list[Numbers]:
    """Chances of each group's entries."""
    rows = signs(doc, listed, weights.first)
    return [weighed(candidates, weights.then) for candidates in rows]


def signs(doc: Doc, listed: Sequence[Group], first: Table | None) -> list[list[Signs]]:
    """What speaks for each entry of each group: alone, and, if `first` has the weights of that, beside the other groups."""
    spoken = _countries(doc)
    alone = [[signs_alone(entry, group, spoken) for entry in group.entries] for group in listed]
    if first is None:
        return alone
    together = signs_together(listed, [weighed(candidates, first) for candidates in alone])
    return [[a | b for a, b in zip(one, other, strict=True)] for one, other in zip(alone, together, strict=True)]


def weighed(rows: Sequence[Signs], table: Table) -> Numbers:
    scores = np.array([sum(table.get(name, 0.0) * value for name, value in row.items()) for row in rows])
    raised = np.exp(scores - scores.max())
    shares: Numbers = raised / raised.sum()
    return shares


def signs_alone(entry: Entry, group: Group, spoken: Counter[str]) -> Signs:
    """What speaks for one entry of a name, the other names apart."""
    most = max(e.people for e in group.entries)
    total = sum(spoken.values())
    signs = {
        "people": log10(entry.people + 100),
        "people, settlement": log10(entry.people + 100) * (entry.level == "settlement"),
        "most people": float(entry.people == most),
        f"a {entry.level}": 1.0,
        f"a {entry.level}, told as an area": float(group.area),
        "another spelling": float(fold(entry.name) != fold(group.text)),
        "of no country": float(entry.country is None),
        "of ours": float(entry.geonameid is None and entry.level == "settlement"),
        "country spoken of": float(bool(entry.country and spoken[entry.country])),
        "share of country": spoken[entry.country] / total if entry.country and total else 0.0,
    }
    if "town" in group.kinds:
        signs[f"a {entry.level}, told as a town"] = 1.0
    if "county" in group.kinds:
        signs[f"a {entry.level}, told as a county"] = 1.0
    if group.beside:
        here = (entry.country or "", entry.admin1)
        signs["in the region beside"] = float(here in group.beside and entry.level not in ("country", "region"))
        signs["in the country beside"] = float((here[0], None) in group.beside and entry.level != "country")
        signs["not in what is beside"] = float(not {here, (here[0], None)} & group.beside)
    return signs


def signs_together(listed: Sequence[Group], first: Sequence[Numbers]) -> list[list[Signs]]:
    """What the other names say of each entry: how many of them may lie near, or in the same region or country."""
    rows = [(i, entry) for i, group in enumerate(listed) for entry in group.entries]
    if not rows:
        return []
    owner = np.array([i for i, _ in rows])
    chance = np.concatenate(first)
    country = np.array([e.country or "" for _, e in rows])
    region = np.array([f"{e.country}/{e.admin1}" if e.admin1 else "" for _, e in rows])
    point = np.array([e.level not in ("country", "region", "water") for _, e in rows])
    apart = _distances(np.radians([(e.lat, e.lon) for _, e in rows]))
    other = owner[:, None] != owner[None, :]
    names = [fold(group.text) for group in listed]
    twin = np.array([[names[a] == names[b] for b in range(len(listed))] for a in range(len(listed))])
    other &= ~twin[np.ix_(owner, owner)]
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])

    def company(likeness: Numbers) -> Numbers:
        """Over the other groups, how likely is one of its entries that is like this one, summed up."""
        weighed = np.where(other, likeness * chance[None, :], 0.0)
        summed: Numbers = np.maximum.reduceat(weighed, starts, axis=1).sum(axis=1)
        return summed

    near = {radius: company(np.exp(-apart / radius) * point[None, :]) for radius in RADII}
    same_region = company(((region[:, None] == region[None, :]) & (region[:, None] != "")).astype(float))
    same_country = company(((country[:, None] == country[None, :]) & (country[:, None] != "")).astype(float))
    many = max(1, len(listed) - 1)
    out: list[list[Signs]] = [[] for _ in listed]
    for at, (group, entry) in enumerate(rows):
        settled = entry.level not in ("country", "region", "water")
        signs = {f"within {radius} km": log1p(float(near[radius][at])) for radius in RADII} if settled else {}
        kind = "" if settled else ", an area"
        signs[f"names of its region{kind}"] = log1p(float(same_region[at]))
        signs[f"share of its region{kind}"] = float(same_region[at]) / many
        signs[f"names of its country{kind}"] = log1p(float(same_country[at]))
        signs[f"share of its country{kind}"] = float(same_country[at]) / many
        out[group].append(signs)
    return out


def _distances(points: Numbers) -> Numbers:
    """Kilometres between all of some points (radians; haversine, Sinnott 1984)."""
    lat, lon = points[:, 0], points[:, 1]
    h = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    apart: Numbers = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return apart


def is_area(doc: Doc, name: Name) -> bool:
    """Whether words beside the name tell of an area and not of a town."""
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
        if token.lower_ in PLURALS:
            return True
        if not (token.text[:1].isupper() or token.lower_ in (",", "and", "the")):
            break
    return False


def _kinds(doc: Doc, name: Name) -> set[str]:
    before = {token.lower_ for token in doc[max(0, name.start - 2) : name.start]}
    after = {token.lower_ for token in doc[name.end : name.end + 1]}
    out = {"town"} if (before | after) & TOWN_WORDS else set()
    if "county" in before | after or "counties" in {token.lower_ for token in doc[name.end : name.end + 6]}:
        out.add("county")
    return out


def _countries(doc: Doc) -> Counter[str]:
    spoken: Counter[str] = Counter()
    for token in doc:
        if token.text[:1].isupper() and (code := countries.country(token.text)):
            spoken[code] += 1
    return spoken


def _beside(doc: Doc, names: Sequence[Name], at: int) -> set[tuple[str, str | None]]:
    """Countries and regions that stand right after the name: `Paris, Texas`, `Tripoli, in Lebanon`."""
    end = names[at].end
    if at + 1 == len(names) or end == len(doc) or not 0 <= names[at + 1].start - end <= 3:
        return set()
    between = doc[end : names[at + 1].start].text.strip()
    if between not in ("", ",", "(", ", in", "in", ", (", ", northern", ", southern", ", eastern", ", western"):
        return set()
    if not between and not names[at + 1].text.endswith("."):
        return set()
    out: set[tuple[str, str | None]] = set()
    for entry in names[at + 1].entries:
        if entry.level == "country" and entry.country:
            out.add((entry.country, None))
        elif entry.level == "region" and entry.country:
            out.add((entry.country, entry.admin1))
    return out


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
