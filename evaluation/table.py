"""docs/quality.md: the floors as a table for readers."""

from __future__ import annotations

from evaluation.floors import ROUNDING, Floors

HEAD = f"""# How well it reads and links

Written by `make quality`; `make floors`, which the gate runs, refuses a figure that falls below this table (by more
than {ROUNDING:g} of a share, or {100 * ROUNDING:g} per cent: processors round differently, and a few tellings lie on a threshold). Each set is
named with the first digits of the SHA-256 of its texts and gold. Figures of `score.py` are shares of one; those of
`score_parts.py` and of the treebanks are per cent. What each means stands in the docstrings of the scorers and in
[how a number of sources is made](independence.md).

"seeds", "dev-…" and "composed-…" are news reports annotated by hand: statements, events, claims, numbers of sources.
They are for choosing and measuring; nothing was trained on them.
"""


def write(floors: Floors) -> str:
    """The page."""
    parts = [HEAD]
    for name, floor in floors.sets.items():
        parts.append(f"\n## {name}\n\nMeasured on `{floor.hash}`.\n\n| figure | value |\n|---|---|\n")
        parts.extend(f"| {figure} | {value:g} |\n" for figure, value in sorted(floor.figures.items()))
    if floors.volume:
        v = floors.volume
        parts.append(
            f"\n## A large run\n\nAll {v.reports:,} reports of {v.set} (`{v.hash}`), titles with leads of six outlets, in one process, "
            f"from the file to the brief: {v.seconds:.0f} seconds, {v.reports_a_second:.0f} reports a second, "
            f"{v.peak_mb:,} MB at the peak, {v.claims:,} claims. Times are of one run on two shared cores and move with the machine.\n"
        )
    return "".join(parts)
