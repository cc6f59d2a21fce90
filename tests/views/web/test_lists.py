"""Every list can be taken away as it is shown."""

import csv
import io

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from tests import story
from tests.views.web.conftest import Open
from tests.views.web.pages import page


def sheet(client: TestClient, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_voices_are_taken_away_as_they_are_chosen(client: TestClient) -> None:
    assert len(sheet(client, "/voices.csv")) == client.get("/api/voices").json()["total"]
    assert {line["side"] for line in sheet(client, "/voices.csv?side=UA")} == {"UA"}


def test_private_names_of_voices_are_blacked_out_on_request(workplace: Open) -> None:
    held = story.holdings()
    named = replace(held.readings[2].voices[1], name="Ivan Koval", role="doctor")
    reading = replace(held.readings[2], voices=(held.readings[2].voices[0], named))
    client = workplace(replace(held, readings=(*held.readings[:2], reading)))
    assert "Koval" in client.get("/voices.csv").text
    blacked = client.get("/voices.csv?names=no").text
    assert "Koval" not in blacked
    assert "Russian Defence Ministry" in blacked


def test_places_are_taken_away_with_where_they_are(client: TestClient) -> None:
    found = {line["name"]: line for line in sheet(client, "/places.csv")}
    assert found["Borova"]["latitude"] == "49.38"
    assert [line["name"] for line in sheet(client, "/places.csv?q=kup")] == ["Kupiansk"]


def test_losses_are_taken_away_with_the_claims_behind_them(client: TestClient) -> None:
    (line,) = sheet(client, "/equipment.csv")
    assert (line["model"], line["state"], line["min"], line["max"]) == ("T-72", "abandoned", "4", "4")
    assert page(client, f"/claims/{line['claim_ids']}")


@pytest.mark.parametrize(
    "file",
    [
        "claims.csv",
        "sources.csv",
        "acled-like.csv",
        "claims.geojson",
        "claims.zip",
        "claimreview.jsonld",
        "claims.prov.json",
    ],
)
def test_a_selection_is_taken_away_in_every_format(client: TestClient, file: str) -> None:
    assert any(link.startswith(f"/{file}?type=withdraw") for link in page(client, "/claims?type=withdraw").links)
    answer = client.get(f"/{file}?type=withdraw")
    assert answer.status_code == 200
    assert f'filename="{file}"' in answer.headers["content-disposition"]
    assert answer.content
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_without_words_there_are_none(client: TestClient) -> None:
    assert all(not line["words"] for line in sheet(client, "/sources.csv?text=no"))
    assert any(line["words"] for line in sheet(client, "/sources.csv"))


def test_what_was_known_on_a_day_is_taken_away_as_it_was(client: TestClient) -> None:
    assert len(sheet(client, "/claims.csv?as_of=2022-10-04")) == 3


def test_what_needs_more_than_is_installed_says_so_and_is_not_offered(client: TestClient) -> None:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        assert not [link for link in page(client, "/claims").links if "parquet" in link]
        assert "pip install pyarrow" in page(client, "/claims.parquet", 501).text.lower()
