"""Claims as schema.org ClaimReview in JSON-LD: what is claimed, by whom, where it appeared, and the grade with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from twosource.records import Voice
from twosource.views import safe, wording
from twosource.views.export.selection import Selection
from twosource.views.rows import Row

BEST, WORST = 5, 1
"""The Admiralty code's 1 (confirmed) to 5 (improbable) turned round, for ClaimReview's best is its highest; 6 (cannot be judged) has no number."""
KIND = {"person": "Person", "organisation": "Organization", "outlet": "NewsMediaOrganization"}


def write(selection: Selection) -> Iterator[bytes]:
    """One document with all claims."""
    yield b'{"@context":"https://schema.org","@graph":['
    for at, row in enumerate(selection.rows):
        yield (b",\n" if at else b"\n") + msgspec.json.encode(review(selection, row))
    yield b"\n]}\n"


def review(selection: Selection, row: Row) -> dict[str, Any]:
    """One claim."""
    claim = row.claim
    mark = next(iter(selection.marks.on("grade", claim)), None)
    given = int(mark.value or 6) if mark else claim.credibility
    by_rule = {
        "@type": "Organization",
        "name": "twosource",
        "description": "graded by rule, from the number of independent sources",
    }
    grade: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": wording.CREDIBILITY[given],
        "ratingExplanation": selection.shown(" ".join(claim.why)),
    }
    if given <= BEST:
        grade |= {"ratingValue": BEST + 1 - given, "bestRating": BEST, "worstRating": WORST}
    return {
        "@type": "ClaimReview",
        "@id": f"urn:twosource:{claim.id}",
        "claimReviewed": selection.shown(claim.gist),
        "datePublished": row.last,
        "author": {"@type": "Person", "name": mark.by or "somebody"} if mark else by_rule,
        "reviewRating": grade,
        "itemReviewed": {
            "@type": "Claim",
            "author": [_who(selection, v) for _, v in selection.index.supports(claim) if v is not None],
            "datePublished": row.first,
            "appearance": [_work(selection, r.id) for r in selection.index.reports_of(claim)],
        },
    }  # fmt: skip


def _who(selection: Selection, voice: Voice) -> dict[str, Any]:
    who: dict[str, Any] = {"@type": KIND[voice.kind], "name": selection.voice(voice)}
    if voice.kind == "person" and voice.org:
        who["affiliation"] = {"@type": "Organization", "name": voice.org}
    return who


def _work(selection: Selection, id_: str) -> dict[str, Any]:
    report = selection.index.reports[id_]
    work: dict[str, Any] = {
        "@type": "NewsArticle",
        "identifier": id_,
        "publisher": {"@type": "Organization", "name": selection.index.outlet(id_)},
    }
    if report.published:
        work["datePublished"] = report.published
    if url := safe.address(report.url):
        work["url"] = url
    if title := selection.quoted(report.title):
        work["headline"] = title
    return work
