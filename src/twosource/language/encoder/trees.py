"""From scores of arcs to one tree: greedy where that is a tree, else the best tree (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]


def tree(scores: Floats) -> list[int]:
    """The head of each word of a sentence; a word that heads itself is the root, and there is one.

    Args:
        scores: words × words; row is the dependent, column the head, the diagonal the score as root.
    """
    count = len(scores)
    if count == 1:
        return [0]
    heads = scores.argmax(1)
    roots = np.flatnonzero(heads == np.arange(count))
    if len(roots) == 1 and _reaches(heads, int(roots[0])):
        return [int(h) for h in heads]
    root = int(np.argmax(np.diag(scores)))
    rest = scores.astype(np.float64).copy()
    np.fill_diagonal(rest, -np.inf)
    found = _best(rest, root)
    found[root] = root
    return found


def _reaches(heads: NDArray[np.intp], root: int) -> bool:
    """Whether every word leads up to the root."""
    good = {root}
    for at in range(len(heads)):
        way: list[int] = []
        while at not in good:
            if at in way:
                return False
            way.append(at)
            at = int(heads[at])
        good.update(way)
    return True


def _best(scores: Floats, root: int) -> list[int]:
    """The heaviest tree from `root`; each circle of the greedy choice is contracted and the smaller problem solved."""
    count = len(scores)
    heads = scores.argmax(1)
    heads[root] = root
    circle = _circle(heads, root)
    if not circle:
        return [int(h) for h in heads]
    inside = np.zeros(count, dtype=bool)
    inside[circle] = True
    kept = [i for i in range(count) if not inside[i]]
    place = {old: new for new, old in enumerate(kept)}
    joint = len(kept)
    small = np.full((joint + 1, joint + 1), -np.inf)
    small[:joint, :joint] = scores[np.ix_(kept, kept)]
    within = scores[circle, heads[circle]]
    leaves = scores[np.ix_(kept, circle)]  # a word outside, its head inside
    small[:joint, joint] = leaves.max(1)
    enters = scores[np.ix_(circle, kept)] - within[:, None]  # a word inside, its head outside
    small[joint, :joint] = enters.max(0)
    np.fill_diagonal(small, -np.inf)
    solved = _best(small, place[root])
    out = [int(h) for h in heads]
    for old, new in place.items():
        if old != root:
            out[old] = circle[int(leaves[new].argmax())] if solved[new] == joint else kept[solved[new]]
    above = solved[joint]
    breaks = circle[int(enters[:, above].argmax())]
    out[breaks] = kept[above]
    return out


def _circle(heads: NDArray[np.intp], root: int) -> list[int]:
    seen: set[int] = {root}
    for start in range(len(heads)):
        way: list[int] = []
        at = start
        while at not in seen:
            seen.add(at)
            way.append(at)
            at = int(heads[at])
        if at in way:
            return way[way.index(at) :]
    return []
