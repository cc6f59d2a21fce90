"""What is shipped: it is whole, its origin is told, and it installs from the built files as from the source."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from twosource.views.web import atlas

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "twosource"
DATA = sorted(
    str(p.relative_to(SOURCE))
    for p in SOURCE.rglob("*")
    if p.is_file() and p.suffix not in (".py", ".pyc", ".typed") and "node_modules" not in p.parts
)


@pytest.mark.parametrize("name", DATA)
def test_the_origin_of_every_data_file_is_told(name: str) -> None:
    notice = (ROOT / "NOTICE").read_text()
    listed = set(re.findall(r"^([a-z][\w./-]*[./][\w./-]*)(?:\s|$)", notice, re.MULTILINE))
    assert name in listed or any(place.endswith("/") and name.startswith(place) for place in listed)


def test_no_file_is_told_of_that_is_not_there() -> None:
    notice = (ROOT / "NOTICE").read_text()
    for place in re.findall(r"^((?:knowledge|language|views)/[\w./-]+)", notice, re.MULTILINE):
        if place == "views/web/maplibre/" and atlas.mark() is None:
            continue  # the package was built where npm could not fetch it
        assert (SOURCE / place).exists(), place


def test_all_that_is_needed_is_pinned_and_every_pin_is_of_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = [
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "requirements.txt").read_text().splitlines()
        if "==" in line
    ]
    needed = [*project["dependencies"], *(n for extra in project["optional-dependencies"].values() for n in extra)]
    for requirement in needed:
        name = re.split(r"[<>=\[;! ]", requirement)[0].lower().replace("_", "-")
        assert pins.count(name) == 1, name


OFFERED = {
    "bash": {"COMP_WORDS": "twosource se", "COMP_CWORD": "1"},
    "zsh": {"_TYPER_COMPLETE_ARGS": "twosource se"},
    "fish": {"_TYPER_COMPLETE_ARGS": "twosource se", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
}


@pytest.mark.parametrize("shell", OFFERED)
def test_shells_complete_commands(shell: str) -> None:
    assert "_TWOSOURCE_COMPLETE" in _asked(f"source_{shell}", {})
    assert "search" in _asked(f"complete_{shell}", OFFERED[shell])


def _asked(question: str, words: dict[str, str]) -> str:
    """What the installed command answers to a shell."""
    program = "import sys; sys.argv = ['twosource']; from twosource.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "_TWOSOURCE_COMPLETE": question, **words},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    ).stdout
