"""The workplace as it was known on a day: by what had been published, and with links that stay on that day."""

from datetime import date

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from tests import story
from tests.views.web.conftest import Open
from tests.views.web.pages import claim_id, claims, page
from twosource.engine import moment
from twosource.linking import link


def test_claims_are_made_anew_from_what_was_published_by_then(client: TestClient) -> None:
    then = claims(client, "?as_of=2022-10-04")
    assert {c["type"] for c in then} == {"withdraw", "equipment-loss", "casualties"}
    assert all(c["sources_max"] == 1 for c in then)
    assert not any(c["conflicts"] for c in then)
    assert claims(client, "?as_of=2022-10-03") == []
    assert claims(client, "?as_of=2022-10-05") == claims(client)


@pytest.mark.parametrize(
    "path", ["/", "/claims", "/voices", "/places", "/equipment", "/search?q=Borova", "/reports/wire"]
)
def test_every_page_says_on_which_day_it_stands_and_stays_there(client: TestClient, path: str) -> None:
    found = page(client, f"{path}{'&' if '?' in path else '?'}as_of=2022-10-04")
    assert "As it was known on 4 Oct 2022" in found.text
    inner = [a for a in found.links if a.startswith(("/claims", "/reports", "/voices", "/places", "/equipment"))]
    assert [a for a in inner if "as_of=2022-10-04" in a]
    assert {a for a in inner if "as_of=2022-10-04" not in a} <= {path.split("?")[0]}  # the way back to now


def test_what_was_not_yet_published_is_not_there(client: TestClient) -> None:
    assert client.get("/reports/kontur?as_of=2022-10-04").status_code == 404
    assert client.get(f"/voices/{_ministry(client)}?as_of=2022-10-04").status_code == 404
    later = claim_id(client, "7 people")
    assert "nobody had claimed that by then" in page(client, f"/claims/{later}?as_of=2022-10-04", 404).text.lower()
    assert "Kontur" not in page(client, "/search?q=Borova&as_of=2022-10-04").text


def _ministry(client: TestClient) -> str:
    return str(client.get("/api/voices?side=RU").json()["voices"][0]["id"])


def test_nothing_is_decided_in_the_past(client: TestClient) -> None:
    found = page(client, f"/claims/{claim_id(client, 'withdrew')}?as_of=2022-10-04")
    assert not [given for tag, given in found.tags if tag == "form" and given.get("method") == "post"]


def test_reports_without_a_day_are_left_out_and_counted(workplace: Open) -> None:
    whole = story.holdings()
    undated = replace(whole.reports[1], published=None, published_from=None)
    client = workplace(replace(whole, reports=(whole.reports[0], undated, whole.reports[2])))
    assert "1 report without a date is left out" in page(client, "/claims?as_of=2022-10-09").text
    assert "Lowland Post" not in page(client, "/claims?as_of=2022-10-09").text


def test_the_number_before_a_day_is_that_of_the_reports_before_it() -> None:
    whole = story.holdings()
    links = link(whole.reports, whole.readings)
    reports = {r.id: r for r in whole.reports}
    statements = {s.id: s for reading in whole.readings for s in reading.statements}
    retreat = next(c for c in links.claims if c.type == "withdraw")
    numbers = [moment.sources_before(retreat, date(2022, 10, day), reports, statements) for day in (4, 5, 6)]
    assert numbers == [(0, 0), (1, 1), (2, 3)]
