"""Every place name of a text as a Place: words, usual name, country, region, level and coordinates."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from twosource.reading.places.names import AREA_WORDS, names
from twosource.reading.places.resolve import _is_area, full_name, resolve
from twosource.records import Place, Span

SITE_WORDS = {
    "airport",
    "airfield",
    "airbase",
    "base",
    "bridge",
    "plant",
    "station",
    "port",
    "dam",
    "camp",
    "depot",
    "refinery",
    "crossing",
    "hospital",
    "prison",
    "barracks",
    "steelworks",
}
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
        area = _is_area(doc, name)
        following = doc[name.end].lower_ if name.end < len(doc) else ""
        level, full = entry.level, full_name(entry, area)
        if (
            (following in AREA_WORDS and entry.level in ("region", "district"))
            or (following in SITE_WORDS and entry.level == "settlement")
            or (following in WATER_WORDS and entry.level in ("settlement", "water"))
        ):
            last = doc[name.end]
            span = Span.of(doc.text, span.start, last.idx + len(last))
            if following in SITE_WORDS:
                level, full = "site", f"{entry.name} {last.text}"
            elif following in WATER_WORDS:
                level, full = "water", f"{entry.name} {last.text}"
        out.append(
            Place(
                span=span, name=full, country=entry.country, admin1=entry.admin1, level=level,
                lat=round(entry.lat, 3), lon=round(entry.lon, 3), geonameid=entry.geonameid if level == entry.level else None,
            )
        )  # fmt: skip
    return tuple(out)
