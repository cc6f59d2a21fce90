"""What is shipped: it is whole, its origin is told, and it installs from the built files as from the source."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

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


def test_the_lock_file_of_the_scripts_names_no_registry_and_pins_by_content() -> None:
    lock = json.loads((ROOT / "browser/package-lock.json").read_text())
    packages = {name: held for name, held in lock["packages"].items() if name}
    assert "node_modules/maplibre-gl" in packages
    assert all("resolved" not in held and held["integrity"].startswith("sha512-") for held in packages.values())
    wanted = json.loads((ROOT / "browser/package.json").read_text())["dependencies"]
    assert wanted == {"maplibre-gl": packages["node_modules/maplibre-gl"]["version"]}


@pytest.fixture
def hook(tmp_path: Path) -> tuple[ModuleType, Path]:
    """The build hook, and a checkout that has nothing of what it fetches."""
    shutil.copytree(ROOT / "browser", tmp_path / "browser")
    found = spec_from_file_location("hook", ROOT / "browser/hook.py")
    assert found is not None
    assert found.loader is not None
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return module, tmp_path


def test_a_build_where_nothing_can_be_fetched_goes_on_and_says_so(
    hook: tuple[ModuleType, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module, root = hook
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda _: None)
    build = module.Hook(str(root), {}, None, None, "", "wheel")
    assert build.dependencies() == [module.NODE]
    build.initialize("standard", {})
    assert "the maps of the workplace will stand still: there is no npm" in capsys.readouterr().err
    assert not module.there(root)


def test_a_build_that_has_the_scripts_fetches_nothing(
    hook: tuple[ModuleType, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    module, root = hook
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    (root / module.PLACE).mkdir(parents=True)
    (root / module.PLACE / "mark").write_text(module.mark(root))
    build = module.Hook(str(root), {}, None, None, "", "wheel")
    assert build.dependencies() == []
    build.initialize("standard", {})
    (root / "browser/package-lock.json").write_text("{}")
    assert build.dependencies() == [module.NODE]


@pytest.mark.skipif(atlas.mark() is None, reason="the package was built without MapLibre GL")
def test_the_licences_of_all_that_is_bundled_are_in_the_package() -> None:
    told = (SOURCE / "views/web/maplibre/LICENSES.txt").read_text()
    lock = json.loads((ROOT / "browser/package-lock.json").read_text())["packages"]
    assert told.startswith("maplibre-gl ")
    for name, held in lock.items():
        if name:
            assert f"{name.removeprefix('node_modules/')} {held['version']}\n" in told


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
