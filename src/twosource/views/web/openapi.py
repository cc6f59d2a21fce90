"""The programming interface told to programs: an OpenAPI 3.1 document, made from the records and filters themselves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from twosource import __version__
from twosource.linking.matching import Matched
from twosource.records import Claim, Copy, Event, Period, Place, Reading, Report, Statement, Voice
from twosource.views.web import choice
from twosource.views.web.desk import Desk

Schema = dict[str, Any]
REF = "#/components/schemas/{name}"
RECORDS = (Claim, Copy, Event, Matched, Period, Place, Reading, Report, Statement, Voice)
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
DAY: Schema = {"type": "string", "format": "date"}
FAULT: Schema = {
    "type": "object",
    "required": ["error", "remedy"],
    "properties": {"error": TEXT, "remedy": {"type": ["string", "null"]}},
}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _of(record: type) -> Schema:
    return {"$ref": REF.format(name=record.__name__)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _things(**properties: Schema) -> Schema:
    """An answer: these things, all of them, and the day as of which they are known."""
    found = {"as_of": _maybe(DAY), **properties}
    return {"type": "object", "required": list(found), "properties": found}


def _page(name: str, items: Schema, **more: Schema) -> Schema:
    return _things(total=WHOLE, page=WHOLE, pages=WHOLE, **{name: _list(items)}, **more)


def _asked(name: str, schema: Schema, what: str) -> Schema:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": what}


NUMBER: Schema = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
AS_OF = _asked("as_of", DAY, "the ledger as it was known on that day, by what had been published by then")
PAGING = [
    _asked("page", NUMBER, "which page"),
    _asked("size", NUMBER, f"how many on a page, {choice.LARGEST:,} at most"),
]
WORDS = _asked("q", TEXT, "words, of which all must occur")
CLAIM_ROW: Schema = {
    "allOf": [
        _of(Claim),
        {
            "type": "object",
            "required": ["place", "period", "stage", "outlets", "first_reported", "last_reported"],
            "properties": {
                "place": _maybe(_of(Place)), "period": {"type": ["array", "null"], "items": DAY, "minItems": 2, "maxItems": 2}, "stage": _maybe(TEXT), "outlets": _list(TEXT),
                "first_reported": _maybe(DAY), "last_reported": _maybe(DAY),
            },
        },
    ]
}  # fmt: skip


def _filters() -> list[Schema]:
    """What claims can be chosen by."""
    facets = [
        _asked(f.name, {"type": "array", "items": TEXT}, f"{f.title}; values are alternatives") for f in choice.FACETS
    ]
    days = [
        _asked(n, DAY, w)
        for n, w in (
            ("from", "happened on that day or later"),
            ("to", "happened by that day"),
            ("since", "first reported on that day or later"),
        )
    ]
    rest = [
        _asked(
            "box",
            {"type": "string"},
            "within that window of the map: west,south,east,north in degrees; a region or country by its middle",
        ),
        WORDS,
        _asked("case", TEXT, "in the case with this id"),
        _asked("reviewed", {"type": "string", "enum": ["yes", "no"]}, "accepted by a person as it stands"),
        _asked("sort", {"type": "string", "enum": list(choice.SORTS)}, "the order"),
    ]
    return [*facets, *days, *rest]


def _voice_filters() -> list[Schema]:
    return [_asked(f.name, {"type": "array", "items": TEXT}, f.title) for f in choice.VOICE_FACETS]


def _operation(
    id_: str,
    what: str,
    parameters: Sequence[Schema],
    answer: Schema,
    *,
    path: bool = False,
    media: str = "application/json",
) -> Schema:
    found = (
        [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}] if path else []
    )
    faults = ["400", *(["404"] if path else [])]
    return {
        "get": {
            "operationId": id_,
            "summary": what,
            "parameters": [*found, AS_OF, *parameters],
            "responses": {
                "200": {"description": what, "content": {media: {"schema": answer}}},
                **{
                    f: {
                        "description": "a fault in a sentence, with its remedy",
                        "content": {"application/json": {"schema": FAULT}},
                    }
                    for f in faults
                },
            },
        }
    }


@cache
def document() -> bytes:
    """The document as JSON."""
    _, components = msgspec.json.schema_components(RECORDS, ref_template=REF)
    counts: Schema = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": WHOLE}}
    spot = {
        "type": "object",
        "required": ["name", "place", "claims", "with_two_sources", "in_conflict"],
        "properties": {
            "name": TEXT,
            "place": _of(Place),
            "claims": WHOLE,
            "with_two_sources": WHOLE,
            "in_conflict": WHOLE,
        },
    }
    loss = {
        "type": "object",
        "properties": {
            "side": TEXT,
            "category": TEXT,
            "model": TEXT,
            "state": TEXT,
            "min": WHOLE,
            "max": {"type": ["integer", "null"]},
            "claims": _list(TEXT),
            "sources_min": WHOLE,
        },
    }
    risen = {"type": "object", "required": ["claim", "before"], "properties": {"claim": TEXT, "before": TEXT}}
    dispute = {"type": "object", "required": ["a", "b", "why"], "properties": {"a": TEXT, "b": TEXT, "why": TEXT}}
    hit = {
        "type": "object",
        "required": ["kind", "id", "title", "excerpt"],
        "properties": {"kind": {"enum": ["claim", "voice", "report"]}, "id": TEXT, "title": TEXT, "excerpt": TEXT},
    }
    feature = {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"const": "Feature"},
            "id": WHOLE,
            "geometry": {
                "type": "object",
                "required": ["type", "coordinates"],
                "properties": {"type": {"enum": ["Point", "MultiPolygon"]}, "coordinates": {"type": "array"}},
            },
            "properties": {"type": "object", "required": ["name", "claims", "with_two_sources", "in_conflict"]},
        },
    }
    places = _things(type={"const": "FeatureCollection"}, features=_list(feature))
    paths = {
        "/api/claims": _operation("claims", "A page of claims, and how many each value of each filter would leave", [*_filters(), *PAGING], _page("claims", CLAIM_ROW, facets=counts)),
        "/api/claims/{id}": _operation("claim", "One claim with its events and statements", [], _things(claim=CLAIM_ROW, events=_list(_of(Event)), statements=_list(_of(Statement))), path=True),
        "/api/voices": _operation("voices", "A page of voices", [WORDS, *_voice_filters(), _asked("sort", TEXT, "the order"), *PAGING], _page("voices", _of(Voice))),
        "/api/voices/{id}": _operation("voice", "One voice with its statements and the ids of its claims", [], _things(voice=_of(Voice), statements=_list(_of(Statement)), claims=_list(TEXT)), path=True),
        "/api/reports/{id}": _operation("report", "One report with its reading and what it shares with others", [], _things(report=_of(Report), reading=_maybe(_of(Reading)), copies=_list(_of(Copy))), path=True),
        "/api/places": _operation("places", "A page of places", [WORDS, *PAGING], _page("places", spot)),
        "/api/places/map": _operation("placeMap", "The places that have all words in their name, or the one of that name, as GeoJSON", [WORDS, _asked("name", TEXT, "the name of one place")], places, media="application/geo+json"),
        "/api/map": _operation("claimMap", "The places of the claims that are chosen, as GeoJSON", _filters(), places, media="application/geo+json"),
        "/api/equipment": _operation("equipment", "Losses of the claims that are chosen", _filters(), _things(losses=_list(loss))),
        "/api/today": _operation("today", "Ids of what is new since a day", [_asked("since", DAY, "since the reports of that day")], _things(since=_maybe(DAY), new=_list(TEXT), reached_two_sources=_list(risen), conflicts=_list(dispute))),
        "/api/search": _operation("search", "Claims, voices and reports that have all words", [WORDS], _things(hits=_list(hit))),
        "/api/check": _operation("check", "What is read in a text, and what the ledger has for it", [
            {"name": "text", "in": "query", "required": True, "schema": {"type": "string", "minLength": 1, "maxLength": 50_000}}, _asked("written", DAY, "the day on which it was written")],
            _things(found=_list(_of(Matched)), statements=_list(_of(Statement)), voices=_list(_of(Voice)))),
    }  # fmt: skip
    return msgspec.json.encode({
        "openapi": "3.1.0",
        "info": {"title": "twosource", "version": __version__, "description": "What a ledger holds, read only, with the same filters as the pages.", "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "paths": paths,
        "components": {"schemas": components},
    })  # fmt: skip


def described(_desk: Desk, _request: Request) -> Response:
    """The document."""
    return Response(document(), media_type="application/json")
