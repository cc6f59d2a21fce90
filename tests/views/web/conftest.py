"""A workplace over a small ledger: the invented story of Borova, linked as a ledger is linked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from starlette.testclient import TestClient

from tests import story
from twosource.engine import steps
from twosource.intake.fetch import Web
from twosource.ledger import Ledger
from twosource.reading import VERSION
from twosource.records import Holdings
from twosource.views.web import Desk, app

HOME = "http://127.0.0.1:8000"


class Open(Protocol):
    """Opens a workplace over reports and readings, with the web as it sees it."""

    def __call__(self, holdings: Holdings, web: Web | None = None) -> TestClient: ...


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Open]:
    """Opens a workplace over reports and readings."""
    opened: list[Ledger] = []

    def over(holdings: Holdings, web: Web | None = None) -> TestClient:
        ledger = Ledger.open(tmp_path / f"{len(opened)}.db", create=True)
        opened.append(ledger)
        ledger.add(list(zip(holdings.reports, holdings.readings, strict=True)), VERSION)
        steps.link(ledger)
        desk = Desk(ledger)
        desk.web = web or desk.web
        return TestClient(app(desk), base_url=HOME, raise_server_exceptions=True)

    yield over
    for ledger in opened:
        ledger.close()


@pytest.fixture
def client(workplace: Open) -> TestClient:
    """The workplace over the story of Borova."""
    return workplace(story.holdings())
