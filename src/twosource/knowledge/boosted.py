"""Boosted trees over named signs that `training/` grew, run by onnxruntime: for what hangs on signs in company, which a sum of weights cannot say."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import numpy as np

from twosource import threads
from twosource.errors import KnowledgeError

SIGNS = "signs"
"""Under which the names of the columns lie in the file's metadata."""


class Trees:
    """One file of this folder, loaded once a process."""

    def __init__(self, name: str) -> None:
        try:
            self._session = threads.session(resources.files("twosource.knowledge").joinpath(name).read_bytes())
            names: list[str] = json.loads(self._session.get_modelmeta().custom_metadata_map[SIGNS])
        except (OSError, KeyError, ValueError, RuntimeError) as fault:
            raise KnowledgeError(
                f"cannot be read: {fault}", where=f"knowledge/{name}", remedy="reinstall twosource"
            ) from fault
        self._column = {sign: number for number, sign in enumerate(names)}

    def chances(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """The probability of what the trees were grown for, by the signs of each row; a sign that is not there is 0."""
        if not rows:
            return []
        data = np.zeros((len(rows), len(self._column)), np.float32)
        for at, row in enumerate(rows):
            for sign, value in row.items():
                if sign in self._column:
                    data[at, self._column[sign]] = value
        (points,) = self._session.run(None, {"signs": data})
        found: list[float] = (1 / (1 + np.exp(-points[:, 0]))).tolist()
        return found


@cache
def trees(name: str) -> Trees:
    """The trees in a file of this folder.

    Raises:
        KnowledgeError: it is missing or no such file.
    """
    return Trees(name)
