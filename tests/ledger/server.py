"""A PostgreSQL server for the tests alone: made, started and thrown away by them, reached by nobody else."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

GIVEN = "TWOSOURCE_TEST_POSTGRES"
"""Names a server to use instead: postgresql://USER@HOST/, by a user who may make databases."""


def programs() -> Path | None:
    """Where PostgreSQL's own programs lie; None where it is not installed."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -int(p.parent.name.split(".")[0]))
    for place in (Path(shutil.which("initdb") or "/nowhere/initdb").resolve().parent, *places):
        if all((place / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            return place
    return None


@contextmanager
def running(bin_: Path) -> Iterator[str]:
    """The address of a server, up to the name of a database; it listens to a socket in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="twosource-pg-"))
    user = None
    if os.geteuid() == 0:  # it refuses to run as root
        user = "nobody"
        shutil.chown(folder, user)
    data = folder / "data"

    def run(*command: object) -> None:
        done = subprocess.run(
            [str(c) for c in command], user=user, cwd=folder, check=False, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    try:
        run(bin_ / "initdb", "-D", data, "-A", "trust", "-U", "desk", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        run(bin_ / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start")
        yield f"postgresql://desk@/{{}}?host={quote(str(folder), safe='')}"
    finally:
        if (data / "postmaster.pid").exists():
            run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
