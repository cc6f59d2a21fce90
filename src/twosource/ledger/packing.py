"""Records to bytes and back: canonical JSON, deflated. What is stored can be read without this program."""

from __future__ import annotations

import zlib
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")


def pack(record: Any) -> bytes:
    """The record as deflated JSON."""
    return zlib.compress(msgspec.json.encode(record), 1)


def unpack(data: bytes, kind: type[T]) -> T:
    """The record of that kind again; it is validated on the way."""
    decoder: msgspec.json.Decoder[T] = _decoder(cast(Any, kind))
    return decoder.decode(zlib.decompress(data))


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)
