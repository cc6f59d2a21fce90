"""Records to bytes and back: canonical JSON, deflated. What is stored can be read without this program."""

from __future__ import annotations

import zlib
from functools import cache
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def pack(record: Any) -> bytes:
    """The record as deflated JSON."""
    return zlib.compress(msgspec.json.encode(record), 1)


def unpack(data: bytes, kind: type[T]) -> T:
    """The record of that kind again; it is validated on the way."""
    return _decoder(kind).decode(zlib.decompress(data))


@cache
def _decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    return msgspec.json.Decoder(kind)
