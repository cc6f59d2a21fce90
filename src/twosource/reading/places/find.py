"""Every place name of a text as a Place: words, usual name, country, region, level and coordinates."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc, Token

from twosource.reading.places.names import names
from twosource.reading.places.resolve import full_name, is_area, resolve
from twosource.reading.places.words import AREA_WORDS
from twosource.records import Level, Place, Span

SITE_WORDS = set(
    """airport airfield airbase base bridge plant station port dam camp depot refinery crossing hospital prison barracks steelworks terminal factory
    mine facility checkpoint embassy consulate university theatre theater mall market square jail stadium warehouse colony penitentiary""".split()
)
SITE_KINDS = set(
    """nuclear thermal power hydroelectric air naval military international railway train steel chemical oil gas fuel ammunition arms border bus metro
    regional drama shopping training penal refugee road rail""".split()
)
"""Words that may stand between a name and the word for its site: `Zaporizhzhia nuclear power plant`."""

COMPASS = {"north", "south", "east", "west"} | {
    f"{first}{hyphen}{second}" for first in ("north", "south") for second in ("east", "west") for hyphen in ("", "-")
}
SIDES = {f"{point}ern" for point in COMPASS} | {"central"}
WATER_WORDS = {"river", "sea", "strait", "lake", "reservoir", "canal", "gulf", "bay"}


def find(doc: Doc, published: date | None = None) -> tuple[Place, ...]:
    """All place names of `doc` in order; one that the gazetteer lacks has its words alone. `published` is not used yet."""
    del published
    found = list(names(doc))
    out = []
    for name, entry in zip(found, resolve(doc, found), strict=True):
        span = Span.of(doc.text, doc[name.start].idx, doc[name.end - 1].idx + len(doc[name.end - 1]))
        if entry is None:
            out.append(Place(span=span, name=name.text))
            continue
        level, full = entry.level, full_name(entry, is_area(doc, name))
        if last := _kind(doc, name.end, entry.level):
            span = Span.of(doc.text, span.start, last.idx + len(last))
            kind = doc[name.end : last.i + 1].text
            if last.lower_ in SITE_WORDS:
                level, full = "site", f"{entry.name} {kind}"
            elif last.lower_ in WATER_WORDS:
                level, full = "water", f"{entry.name} {kind}"
        if entry.level == "country" and (start := _part(doc, name.start)) < name.start:
            level, full = "region", f"{doc[start : name.start].text} {full}"
            span = Span.of(doc.text, doc[start].idx, span.end)
        out.append(
            Place(
                span=span, name=full, country=entry.country, admin1=entry.admin1, level=level,
                lat=round(entry.lat, 3), lon=round(entry.lon, 3), geonameid=entry.geonameid if level == entry.level else None,
            )
        )  # fmt: skip
    return tuple(out)


def _kind(doc: Doc, at: int, level: Level) -> Token | None:
    """The word behind a name that tells what else it names: the area around a town, a site, a water."""
    if at == len(doc):
        return None
    following = doc[at].lower_
    if (following in AREA_WORDS and level in ("region", "district")) or (
        following in WATER_WORDS and level in ("settlement", "water")
    ):
        return doc[at]
    if level in ("settlement", "region"):
        end = at
        while end < len(doc) and end < at + 3 and doc[end].lower_ in SITE_KINDS:
            end += 1
        if end < len(doc) and doc[end].lower_ in SITE_WORDS and (level == "settlement" or end > at):
            return doc[end]
    return None


def _part(doc: Doc, at: int) -> int:
    """Where the words for a part of a country begin that ends at token `at`: `southern and eastern`, `the east of`; `at` if there are none."""
    if at > 1 and doc[at - 1].lower_ == "of" and doc[at - 2].lower_ in COMPASS:
        return at - 2
    start = at
    while start > 0:
        word = doc[start - 1].lower_
        if word in SIDES or (word in ("and", "-", *COMPASS) and start < at):
            start -= 1
        else:
            break
    while start < at and doc[start].lower_ in ("and", "-"):
        start += 1
    return start
