"""A workplace over a small ledger: the invented story of Borova, linked as a ledger is linked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests import story
from twosource.engine import steps
from twosource.ledger import Ledger
from twosource.reading import VERSION
from twosource.records import Holdings
from twosource.views.web import Desk, app

HOME = "http://127.0.0.1:8000"
Open = Callable[[Holdings], TestClient]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Open]:
    """Opens a workplace over reports and readings."""
    opened: list[Ledger] = []

    def over(holdings: Holdings) -> TestClient:
        ledger = Ledger.open(tmp_path / f"{len(opened)}.db", create=True)
        opened.append(ledger)
        ledger.add(list(zip(holdings.reports, holdings.readings, strict=True)), VERSION)
        steps.link(ledger)
        return TestClient(app(Desk(ledger)), base_url=HOME, raise_server_exceptions=True)

    yield over
    for ledger in opened:
        ledger.close()


@pytest.fixture
def client(workplace: Open) -> TestClient:
    """The workplace over the story of Borova."""
    return workplace(story.holdings())
