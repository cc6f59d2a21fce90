"""How many threads a library below us may start: numpy, and onnxruntime, whose models are opened here."""

from __future__ import annotations

import os
from typing import Any

SETTINGS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one() -> None:
    """Have numpy calculate in the thread that asks, where this is called before numpy is first used; a setting of the user's stands.

    The matrices of a paragraph are small: a second thread waits longer than it works, and takes the core of another process.
    """
    for name in SETTINGS:
        os.environ.setdefault(name, "1")


def session(model: str | bytes) -> Any:
    """A model of onnxruntime's, by its path or its bytes, that runs in the thread that asks, on the plain processor, and says nothing but errors.

    Raises:
        ValueError: it is no model; onnxruntime's own errors have nothing else in common.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as fault:
        raise ValueError(str(fault)) from fault
