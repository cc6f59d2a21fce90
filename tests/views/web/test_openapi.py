"""The programming interface is what its document says it is, whatever is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from tests import story
from twosource.engine import steps
from twosource.ledger import Ledger
from twosource.reading import VERSION
from twosource.views.web import Desk, app
from twosource.views.web.app import PAGES

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)


@pytest.fixture(scope="module")
def interface(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The document of a workplace over the story of Borova, and the workplace behind it."""
    with Ledger.open(tmp_path_factory.mktemp("openapi") / "war.db", create=True) as ledger:
        held = story.holdings()
        ledger.add(list(zip(held.reports, held.readings, strict=True)), VERSION)
        steps.link(ledger)
        yield schemathesis.openapi.from_asgi("/api/openapi.json", app(Desk(ledger), ("testserver",)))


PATHS = sorted({path.replace(":path", "") for path, _ in PAGES if path.startswith("/api/")} - {"/api/openapi.json"})


@pytest.mark.parametrize("path", PATHS)
def test_the_interface_answers_as_it_says(interface: Any, path: str) -> None:
    """No fault of ours, no status, no kind of answer and no field that the document does not know."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
    @given(case=interface[path]["GET"].as_strategy())
    def asked(case: Any) -> None:
        case.call_and_validate(
            checks=[not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
        )

    asked()


def test_every_address_of_the_interface_is_in_the_document_and_no_other(client: TestClient) -> None:
    assert sorted(client.get("/api/openapi.json").json()["paths"]) == PATHS


def test_every_filter_of_the_pages_is_a_filter_of_the_interface(client: TestClient) -> None:
    from twosource.views.web import choice

    asked = {p["name"] for p in client.get("/api/openapi.json").json()["paths"]["/api/claims"]["get"]["parameters"]}
    assert {
        *choice.NAMES,
        "box",
        "from",
        "to",
        "since",
        "q",
        "sort",
        "page",
        "size",
        "case",
        "reviewed",
        "as_of",
    } == asked
