"""Where a ledger of a test may lie: in a file, or on a server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.ledger import server

NUMBER = count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Addresses of empty databases of a server of the tests' own; without one the test is left out and says so."""
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'twosource[postgres]')")
    given = os.environ.get(server.GIVEN)
    if given:
        yield lambda: _made(given.rstrip("/") + "/{}")
        return
    programs = server.programs()
    if programs is None:
        pytest.skip(f"no PostgreSQL server is installed (Debian: postgresql), and {server.GIVEN} names none")
    with server.running(programs) as address:
        yield lambda: _made(address)


def _made(address: str) -> str:
    import psycopg

    name = f"twosource_{os.getpid()}_{next(NUMBER)}"
    with psycopg.connect(address.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
    return address.format(name)


@pytest.fixture(params=["file", "server"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Places where no ledger is yet, a new one at each call; each test runs on both kinds."""
    if request.param == "file":
        numbers = count()
        return lambda: str(tmp_path / f"ledger{next(numbers)}.db")
    made: Callable[[], str] = request.getfixturevalue("postgres")
    return made
