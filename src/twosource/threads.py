"""How many threads a library below us may start."""

from __future__ import annotations

import os

SETTINGS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one() -> None:
    """Have numpy calculate in the thread that asks, where this is called before numpy is first used; a setting of the user's stands.

    The matrices of a paragraph are small: a second thread waits longer than it works, and takes the core of another process.
    """
    for name in SETTINGS:
        os.environ.setdefault(name, "1")
