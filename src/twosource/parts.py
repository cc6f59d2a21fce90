"""A row of things, some at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def parts(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in their order, `size` of them at a time; the last part may be shorter."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
