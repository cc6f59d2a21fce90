"""Libraries that are large and so are asked for by name: loaded where they are used, and missed with the remedy."""

from __future__ import annotations

import importlib
from typing import Any

from twosource.errors import TwosourceError


def extra(module: str, needs: str, remedy: str) -> Any:
    """A module of such a library; `needs` says what needs which.

    Raises:
        TwosourceError: it is not installed; `remedy` says how it is.
    """
    try:
        return importlib.import_module(module)
    except ImportError as fault:
        raise TwosourceError(f"{needs}, which is not installed", remedy=remedy) from fault
