"""From what a ledger holds to the page: `render(holdings) -> str`."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from twosource import __version__
from twosource.records import Claim, Holdings, Period, Record
from twosource.views import wording
from twosource.views.brief import chart, equipment, selection, timeline
from twosource.views.index import Index

NEW_ON_PAGE = 12


class Dispute(Record, frozen=True, kw_only=True):
    """Two claims that cannot both be true."""

    a: selection.Link
    b: selection.Link
    why: str


def render(holdings: Holdings, title: str = "What is claimed, and on whose word") -> str:
    """The whole page as HTML. It holds its style and drawings, asks no network, and runs no script."""
    index = Index(holdings)
    claims = selection.ranked(index)
    shown = selection.shown(claims)
    on_page = frozenset(c.id for c in shown)
    last, new = selection.newest(index, claims)
    placed = [(place, c) for c in claims if (place := selection.place_of(index.events_of(c)))]
    map_ = chart.draw(placed)
    times = timeline.draw([(c, selection.period_of(index.events_of(c))) for c in claims])
    published = sorted(r.published for r in holdings.reports if r.published)
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            title=title,
            style=resources.files("twosource.views.brief").joinpath("style.css").read_text(encoding="utf-8"),
            version=__version__,
            period=wording.days(Period(published[0], published[-1])) if published else "",
            reports=len(holdings.reports),
            outlets=len({r.outlet for r in holdings.reports if r.outlet}),
            copies=sum(1 for c in holdings.links.copies if c.verdict in ("copied", "rewritten")),
            claims=len(claims),
            multiple=sum(1 for c in claims if c.sources_min >= 2),
            opposed=sum(1 for c in claims if c.opposed or c.with_narrower.opposed),
            new_day=_day(last),
            new=[selection.link(index, c.id, on_page) for c in new[:NEW_ON_PAGE]],
            new_more=max(0, len(new) - NEW_ON_PAGE),
            views=[selection.view(index, c, on_page) for c in shown],
            left_out=len(claims) - len(shown),
            disputes=disputes(index, shown, on_page),
            map=map_,
            unplaced=len(claims) - len(placed) + (map_.outside if map_ else 0),
            times=times,
            months=timeline.by_month(times.days) if times else [],
            losses=equipment.table(index),
            states=equipment.STATES,
            bounds=wording.bounds,
            number=wording.number,
        )
    )


def disputes(index: Index, claims: list[Claim], on_page: frozenset[str]) -> list[Dispute]:
    """Each pair of claims in conflict once, in the order of the page."""
    seen: set[frozenset[str]] = set()
    out = []
    for claim in claims:
        for conflict in claim.conflicts:
            pair = frozenset((claim.id, conflict.claim))
            if conflict.claim in index.claims and pair not in seen:
                seen.add(pair)
                a, b = (selection.link(index, i, on_page) for i in (claim.id, conflict.claim))
                out.append(Dispute(a=a, b=b, why=conflict.why))
    return out


@cache
def environment() -> Environment:
    """Templates with autoescape: every word of a report is somebody else's."""
    return Environment(
        loader=PackageLoader("twosource.views.brief", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _day(day: date | None) -> str:
    return wording.days(Period(day, day)) if day else ""
