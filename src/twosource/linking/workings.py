"""What linking worked out the last time: it stands as long as what it was made of does.

A person's word on two events or voices changes no text and no reading. A program that goes on running, as the workplace does, hands the same workings to
each linking, and only what the word changes is worked out anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Made = TypeVar("Made")


class Workings:
    """Results by name, each with the things that it was made of."""

    def __init__(self) -> None:
        self._stands: dict[str, tuple[tuple[object, ...], Any]] = {}

    def out(self, name: str, of: Sequence[object], make: Callable[[], Made]) -> Made:
        """What was made under this name of these very things; where they are others, what `make` makes of them now."""
        known = self._stands.get(name)
        if (
            known is None
            or len(known[0]) != len(of)
            or not all(a is b or a == b for a, b in zip(known[0], of, strict=True))
        ):
            known = self._stands[name] = (tuple(of), make())
        made: Made = known[1]
        return made
