"""Where the texts and scorers to measure on lie, and what exactly they were."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
DATA = SHARED / "data"


def hashed(*paths: Path) -> str:
    """First 12 hex digits of the SHA-256 over the bytes of files, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def scorer(name: str) -> ModuleType:
    """A scorer of ../shared/eval as a module, made anew for each set: it keeps what it found in a text under the text's address, which another text may get.

    Raises:
        FileNotFoundError: it is not there.
    """
    path = SHARED / "eval" / f"{name}.py"
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there: quality is measured with ../shared beside the checkout")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
