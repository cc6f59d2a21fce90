"""Credibility of a claim by the Admiralty code (NATO AJP-2.1): 1 confirmed by other sources … 5 improbable, 6 cannot be judged."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.records import Hedge

SAID = {
    1: "confirmed by independent sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}


def credibility(
    sources_min: int, sources_max: int, *, opposed: bool, admitted: bool, hedges: Sequence[Hedge], contested_by: int
) -> tuple[int, str]:
    """Grade and the sentence that gives its reason. `contested_by` is the fewest sources of the best claim that contradicts it, 0 for none."""
    doubted = bool(hedges) and all(hedge in ("alleged", "unverified", "anecdotal") for hedge in hedges)
    if contested_by:
        if contested_by > sources_min:
            return (
                (5 if contested_by >= sources_min + 2 else 4),
                f"Grade {5 if contested_by >= sources_min + 2 else 4}: another claim with {contested_by} independent sources contradicts it.",
            )
        if contested_by == sources_min:
            return (
                3 if sources_min >= 2 else 4
            ), f"Grade {3 if sources_min >= 2 else 4}: a claim with as many sources contradicts it."
        return 3, f"Grade 3: a claim with fewer sources ({contested_by}) contradicts it."
    if doubted:
        return 4, "Grade 4: everyone who tells of it puts doubt on it."
    if sources_min >= 2:
        return (
            1,
            "Grade 1: parties on opposite sides both assert it."
            if opposed
            else "Grade 1: independent sources confirm it.",
        )
    if admitted:
        return 2, "Grade 2: the side that it hurts says so itself."
    if sources_max >= 2:
        return 3, "Grade 3: there may be more than one source; the texts do not tell them apart."
    return 6, "Grade 6: it rests on one source, so it cannot be judged."
