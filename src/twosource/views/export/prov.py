"""Where each claim comes from, as W3C PROV in its JSON form (PROV-JSON, W3C member submission 2013).

Claims derive from events, events from reports by the activity of reading; statements are quotations from reports and attributed to their voices; copies
are revisions of what they copy; linking is informed by what people decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from twosource import __version__
from twosource.records import words
from twosource.views import safe
from twosource.views.export.selection import Selection

PREFIX = {"ts": "urn:twosource:", "schema": "https://schema.org/"}
SOFTWARE, READING, LINKING = f"ts:twosource-{__version__}", "ts:reading", "ts:linking"
Relations = dict[str, dict[str, Any]]


class _Document:
    """A document in the making; each relation once."""

    def __init__(self) -> None:
        self.parts: dict[str, dict[str, Any]] = {}

    def add(self, kind: str, id_: str, **given: Any) -> str:
        """A thing or a relation, and its id."""
        self.parts.setdefault(kind, {}).setdefault(
            id_, given and {k: v for k, v in given.items() if v not in (None, "")}
        )
        return id_

    def relate(self, kind: str, one: tuple[str, str], two: tuple[str, str], **more: Any) -> None:
        """That one thing stands to another in some way."""
        self.add(
            kind,
            f"_:{kind}-{len(self.parts.get(kind, ()))}",
            **{f"prov:{one[0]}": one[1], f"prov:{two[0]}": two[1]},
            **more,
        )


def write(selection: Selection) -> Iterator[bytes]:
    """The document."""
    made = document(selection)
    yield msgspec.json.format(msgspec.json.encode({"prefix": PREFIX, **made}), indent=1)


def document(selection: Selection) -> dict[str, dict[str, Any]]:
    """Entities, agents, activities and what stands between them."""
    out, index = _Document(), selection.index
    out.add(
        "agent",
        SOFTWARE,
        **{
            "prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"},
            "prov:label": f"twosource {__version__}",
        },
    )
    for activity in (READING, LINKING):
        out.add("activity", activity)
        out.relate("wasAssociatedWith", ("activity", activity), ("agent", SOFTWARE))
    for report in selection.reports:
        _report(out, selection, report.id)
    for row in selection.rows:
        claim = row.claim
        me = out.add(
            "entity",
            _id(claim.id),
            **{
                "prov:label": selection.shown(claim.gist),
                "ts:sources_min": claim.sources_min,
                "ts:sources_max": claim.sources_max,
                "ts:credibility": claim.credibility,
            },
        )
        out.relate("wasGeneratedBy", ("entity", me), ("activity", LINKING))
        for support, voice in index.supports(claim):
            if voice is not None:
                _agent(out, selection, support.voice)
                out.relate("wasAttributedTo", ("entity", me), ("agent", _id(support.voice)))
        for event in selection.events(claim):
            told = out.add(
                "entity",
                _id(event.id),
                **{"prov:label": selection.quoted(event.trigger.text) or event.type, "ts:type": event.type},
            )
            out.relate("wasDerivedFrom", ("generatedEntity", me), ("usedEntity", told), **{"prov:activity": LINKING})
            out.relate(
                "wasDerivedFrom",
                ("generatedEntity", told),
                ("usedEntity", _id(event.report)),
                **{"prov:activity": READING},
            )
            for id_ in event.statements:
                _statement(out, selection, id_, told)
    ids = {r.id for r in selection.reports}
    for copy in index.holdings.links.copies:
        if copy.origin and copy.verdict in ("copied", "rewritten") and {copy.a, copy.b} <= ids:
            later = copy.b if copy.origin == copy.a else copy.a
            out.relate(
                "wasDerivedFrom", ("generatedEntity", _id(later)), ("usedEntity", _id(copy.origin)), **_type("Revision")
            )
    for decision in index.holdings.decisions:
        me = out.add(
            "activity",
            _id(decision.id),
            **{"prov:startTime": decision.at, "prov:label": f"{decision.kind} {decision.judgement or 'taken back'}"},
        )
        out.add("agent", _id(f"person-{decision.by or 'unnamed'}"), **{"prov:label": decision.by or "somebody"})
        out.relate("wasAssociatedWith", ("activity", me), ("agent", _id(f"person-{decision.by or 'unnamed'}")))
        out.relate("wasInformedBy", ("informed", LINKING), ("informant", me))
    return out.parts


def _report(out: _Document, selection: Selection, id_: str) -> None:
    report = selection.index.reports[id_]
    published = f"{report.published}T00:00:00" if report.published else None
    me = out.add(
        "entity",
        _id(id_),
        **{
            "prov:label": selection.quoted(report.title),
            "schema:url": safe.address(report.url),
            "schema:datePublished": published,
            "ts:sha256": report.sha256,
        },
    )
    out.relate("used", ("activity", READING), ("entity", me))
    if report.outlet:
        outlet = out.add(
            "agent", _id(f"outlet-{report.outlet}"), **{"prov:label": report.outlet, **_type("Organization")}
        )
        out.relate("wasAttributedTo", ("entity", me), ("agent", outlet))


def _statement(out: _Document, selection: Selection, id_: str, told: str) -> None:
    said = selection.index.statements.get(id_)
    if said is None:
        return
    new = _id(id_) not in out.parts.get("entity", {})
    me = out.add("entity", _id(id_), **{"prov:label": selection.quoted(words(said.content)), "ts:kind": said.kind})
    out.relate("wasDerivedFrom", ("generatedEntity", told), ("usedEntity", me), **{"prov:activity": READING})
    if not new:
        return
    out.relate("wasDerivedFrom", ("generatedEntity", me), ("usedEntity", _id(said.report)), **_type("Quotation"))
    voice = selection.index.voice_of(said)
    if voice is not None:
        _agent(out, selection, voice.id)
        out.relate("wasAttributedTo", ("entity", me), ("agent", _id(voice.id)))


def _agent(out: _Document, selection: Selection, id_: str) -> None:
    voice = selection.index.voices[id_]
    out.add(
        "agent",
        _id(id_),
        **{
            "prov:label": selection.voice(voice),
            **_type("Person" if voice.kind == "person" else "Organization"),
            "ts:side": voice.side,
        },
    )


def _type(name: str) -> dict[str, Any]:
    return {"prov:type": {"$": f"prov:{name}", "type": "prov:QUALIFIED_NAME"}}


def _id(id_: str) -> str:
    """A qualified name of ours; what such a name may not hold is percent-encoded."""
    return f"ts:{quote(id_, safe='')}"
