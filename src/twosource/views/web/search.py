"""Search over reports, claims and voices by words, with what matched highlighted."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from twosource.ledger import Hit
from twosource.records import Record
from twosource.views import wording
from twosource.views.rows import Row
from twosource.views.web.desk import Desk, State
from twosource.views.web.frame import page, state_of

MOST = 200
"""Hits that are looked at; who finds more should add a word."""
KINDS = ("claim", "voice", "report")


class Found(Record, frozen=True, kw_only=True):
    """A hit: where it leads, its words with what matched marked, and what stands beside it."""

    kind: str
    path: str
    title: str
    marked: str
    beside: str
    row: Row | None = None


def search(desk: Desk, request: Request) -> Response:
    """The page."""
    state = state_of(desk, request)
    words = (request.query_params.get("q") or "").strip()
    found = list(hits(desk, state, words)) if words else []
    folded = words.casefold()
    places = [s for name, s in state.places.items() if folded in name.casefold()][:8] if words else []
    return page(
        request,
        "search.html.j2",
        state,
        words=words,
        groups=[(kind, [f for f in found if f.kind == kind]) for kind in KINDS],
        spots=places,
        full=len(found) >= MOST,
    )


def hits(desk: Desk, state: State, words: str) -> Iterator[Found]:
    """What of this state has the words, best first."""
    for hit in desk.search(words, MOST):
        found = _found(state, hit)
        if found is not None:
            yield found


def _found(state: State, hit: Hit) -> Found | None:
    if hit.kind == "claim":
        row = state.by_id.get(hit.id)
        if row is not None:
            marked = hit.excerpt if _plain(hit.excerpt) == " ".join(row.claim.gist.split()) else row.claim.gist
            return Found(kind="claim", path=f"/claims/{row.id}", title=row.claim.gist, marked=marked, beside=row.number, row=row)  # fmt: skip
    elif hit.kind == "voice":
        voice = state.index.voices.get(hit.id)
        if voice is not None:
            return Found(kind="voice", path=f"/voices/{voice.id}", title=wording.voice(voice), marked=hit.excerpt, beside=voice.side or "")  # fmt: skip
    elif hit.id in state.index.reports:
        report = state.index.reports[hit.id]
        when = wording.days(None) if report.published is None else f"{report.published.day} {report.published:%b %Y}"
        beside = ", ".join(w for w in (state.index.outlet(hit.id), when) if w)
        return Found(kind="report", path=f"/reports/{hit.id}", title=report.title or "without a title", marked=hit.excerpt, beside=beside)  # fmt: skip
    return None


def _plain(marked: str) -> str:
    return marked.replace("\x02", "").replace("\x03", "")
