"""The ledger as it was known on a day: by what had been published by then, and nothing later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from twosource.linking import independence, link
from twosource.records import Claim, Holdings, Report, Statement


def as_of(holdings: Holdings, day: date) -> Holdings:
    """The holdings with the reports published by `day`, linked from these alone; reports without a date are not among them.

    People's decisions stand, whenever they were made: what is undone is publication, not judgement.
    """
    reports = tuple(r for r in holdings.reports if r.published is not None and r.published <= day)
    known = {r.id for r in reports}
    readings = tuple(r for r in holdings.readings if r.report in known)
    links = link(reports, readings, holdings.decisions)
    pages = tuple(tuple(r for r in page if r in known) for page in holdings.pages)
    return Holdings(reports=reports, readings=readings, links=links, decisions=holdings.decisions, pages=pages)


def sources_before(
    claim: Claim, day: date, reports: Mapping[str, Report], statements: Mapping[str, Statement]
) -> tuple[int, int]:
    """Bounds of the number of sources that stood behind a claim before `day`, by today's view of which voices are one.

    It is (0, 0) where no report had it. This is quick, because nothing is linked anew: compare `as_of`.
    """

    def early(report: str) -> bool:
        published = reports[report].published if report in reports else None
        return published is not None and published < day

    supports = [
        replace(
            support,
            reports=tuple(r for r in support.reports if early(r)),
            statements=tuple(s for s in support.statements if s in statements and early(statements[s].report)),
        )
        for support in claim.voices
        if any(early(r) for r in support.reports)
    ]
    here = {support.voice for support in supports}
    edges = [edge for edge in claim.edges if edge.a in here and edge.b in here]
    return independence.bounds(supports, edges)
