"""Figures with bounds, of people, equipment or anything else that is counted: whether two can both be true, and how a sentence gives one."""

from __future__ import annotations

from twosource.records import Count, Item, Toll

Figure = Item | Toll | Count
"""What has a `min` and a `max`, either None where it is open."""


def meet(a: Figure, b: Figure) -> bool:
    """Whether one number can be what both say; if not, they exclude each other."""
    return (a.min is None or b.max is None or a.min <= b.max) and (b.min is None or a.max is None or b.min <= a.max)


def given(figure: Figure) -> str:
    """As a sentence gives it."""
    if figure.min is not None and figure.min == figure.max:
        return str(figure.min)
    if figure.min is None:
        return f"at most {figure.max}"
    return f"at least {figure.min}" if figure.max is None else f"{figure.min} to {figure.max}"
