"""Two ways of doing one thing, timed in turns."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from twosource.language import document

TURNS = 5


@dataclass(frozen=True)
class Ratio:
    """How many times the seconds of the second the first took, turn by turn."""

    turns: tuple[float, ...]

    def __str__(self) -> str:
        return f"{median(self.turns):.2f} × ({min(self.turns):.2f}–{max(self.turns):.2f})"


def ratio(one: Callable[[], object], other: Callable[[], object], turns: int = TURNS) -> Ratio:
    """Both in turns, in seconds of the processor, which other programs on the machine hardly change; no text is remembered from one to the next."""
    found = []
    for _ in range(turns):
        seconds = []
        for do in (one, other):
            document.forget()
            start = time.process_time()
            do()
            seconds.append(time.process_time() - start)
        found.append(seconds[0] / max(seconds[1], 1e-9))
    return Ratio(tuple(found))
