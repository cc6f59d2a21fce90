"""The map that moves: exactly the selection that is shown, on ground that is this package's; and without it, the map that is drawn."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from typing import Any

import pytest
from geojson_pydantic import FeatureCollection
from msgspec.structs import replace
from starlette.testclient import TestClient

from tests import story
from tests.views.web.conftest import Open
from tests.views.web.pages import page
from tests.views.web.test_guard import TURNED
from twosource.knowledge import borders
from twosource.records import Holdings, Place
from twosource.views.web import atlas
from twosource.views.web.app import warnings

moving = pytest.mark.skipif(atlas.mark() is None, reason="the package was built without MapLibre GL")
REGION = Place(span=None, name="Kharkiv Oblast", country="UA", admin1="Kharkiv", level="region", lat=49.6, lon=36.5)
CRIMEA = {"Simferopol": (34.10, 44.95), "Sevastopol": (33.53, 44.58), "Kerch": (36.43, 45.36)}


def spread(region: Place = REGION) -> Holdings:
    """The story, with its losses of equipment somewhere in the region."""
    whole = story.holdings()
    readings = [
        replace(r, events=tuple(replace(e, place=region) if e.type == "equipment-loss" else e for e in r.events))
        for r in whole.readings
    ]
    return replace(whole, readings=tuple(readings))


@pytest.fixture
def client(workplace: Open) -> TestClient:
    return workplace(spread())


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that was built where npm could not fetch."""
    monkeypatch.setattr(atlas, "mark", lambda: None)


def places(client: TestClient, asked: str = "/api/map") -> dict[str, dict[str, Any]]:
    answer = client.get(asked)
    assert answer.headers["content-type"] == "application/geo+json"
    FeatureCollection.model_validate_json(answer.content)
    return {f["properties"]["name"]: f for f in answer.json()["features"]}


@pytest.mark.parametrize("asked", ["", "?type=withdraw", "?kind=people&conflict=yes", "?box=37,49.2,38,49.5", "?q=nothing+of+the+kind"])  # fmt: skip
def test_the_map_holds_exactly_the_selection(client: TestClient, asked: str) -> None:
    listed = [c for c in client.get(f"/api/claims{asked}").json()["claims"] if c["place"]]
    found = places(client, f"/api/map{asked}")
    assert sum(f["properties"]["claims"] for f in found.values()) == len(listed)
    assert {b["id"] for f in found.values() for b in f["properties"]["best"]} == {c["id"] for c in listed}


def test_a_town_is_a_point_that_may_be_off_and_a_region_its_area(client: TestClient) -> None:
    found = places(client)
    town, region = found["Borova, Kharkiv, UA"], found["Kharkiv Oblast, UA"]
    assert (town["geometry"]["type"], town["properties"]["uncertain_km"]) == ("Point", 5)
    assert (region["geometry"]["type"], region["properties"]["uncertain_km"]) == ("MultiPolygon", None)


def test_a_mark_leads_to_the_selection_narrowed_to_its_place(client: TestClient) -> None:
    found = places(client, "/api/map?outlet=Harbour+Wire&as_of=2022-10-04")
    target = found["Borova, Kharkiv, UA"]["properties"]["href"]
    assert target == "/claims?outlet=Harbour+Wire&place=Borova%2C+Kharkiv%2C+UA&as_of=2022-10-04"
    assert client.get(target).status_code == 200
    of_places = places(client, "/api/places/map?q=borova")
    assert [f["properties"]["href"] for f in of_places.values()] == ["/places/Borova%2C%20Kharkiv%2C%20UA"]
    assert list(places(client, "/api/places/map?name=Borova, Kharkiv, UA")) == ["Borova, Kharkiv, UA"]


def test_what_has_no_outline_has_an_extent_and_never_that_of_a_region_it_lies_in() -> None:
    east = replace(REGION, name="eastern Ukraine", admin1=None)
    assert atlas.area(east) is None
    assert atlas.area(REGION) is not None


def test_a_region_within_a_region_is_a_hole_in_it() -> None:
    around = atlas.area(replace(REGION, name="Kyiv Oblast", admin1="Kyiv", lat=50.2, lon=30.7))
    assert around is not None
    assert [len(part) for part in around["coordinates"]] == [2]


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "3,0,1,2", "0,0,400,2", "nan,0,1,2", "0,0,0,0", "1e1,0,20,2"])
def test_a_window_that_is_none_is_told(client: TestClient, box: str) -> None:
    assert client.get("/claims", params={"box": box}).status_code == 400


def test_a_window_of_the_map_stands_in_the_address_and_can_be_taken_away(client: TestClient) -> None:
    found = page(client, "/claims?type=withdraw&box=37.5,49.25,38,49.5")
    assert "on the map: 49.25 to 49.5° north, 37.5 to 38° east" in found.text
    assert "/claims?type=withdraw" in found.links
    kept = [link for link in found.links if "sort=newest" in link]
    assert kept
    assert all("box=37.5%2C49.25%2C38%2C49.5" in link for link in kept)


def ground(client: TestClient, asked: str) -> list[dict[str, Any]]:
    answer = client.get(f"/ground.json{asked}")
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    features: list[dict[str, Any]] = answer.json()["features"]
    return features


@pytest.mark.parametrize("asked", ["", "?window=30,44,37,46", "?window=-75,40,-70,45"])
@pytest.mark.parametrize("town", CRIMEA)
def test_crimea_is_in_ukraine_in_every_ground(client: TestClient, asked: str, town: str) -> None:
    holding = {
        feature["properties"]["country"]
        for feature in ground(client, asked)
        if "country" in feature["properties"]
        for part in feature["geometry"]["coordinates"]
        if borders.holds(tuple(tuple(p) for p in part[0]), *CRIMEA[town])
    }
    assert holding == {"UA"}


def test_no_line_of_the_ground_runs_around_the_world(client: TestClient) -> None:
    for feature in ground(client, "?window=-180,-90,180,90"):
        for part in feature["geometry"]["coordinates"]:
            line = part[0] if "country" in feature["properties"] else part
            assert all(abs(a[0] - b[0]) < 60 for a, b in pairwise(line)), feature["properties"]


@pytest.mark.parametrize("window", ["1,2,3", "a,b,c,d", "1.5,2,3,4"])
def test_a_ground_that_is_none_is_told(client: TestClient, window: str) -> None:
    assert client.get("/ground.json", params={"window": window}).status_code == 400


@moving
def test_a_page_with_a_map_may_run_scripts_of_this_server_alone(client: TestClient) -> None:
    for path in ("/claims", "/places", "/places/Borova, Kharkiv, UA"):
        policy = client.get(path).headers["content-security-policy"].split("; ")
        assert [rule for rule in policy if "script" in rule or "worker" in rule or "connect" in rule] == [
            "script-src 'self'", "worker-src 'self'", "connect-src 'self'"
        ]  # fmt: skip
        scripts = [given for tag, given in page(client, path).tags if tag == "script"]
        assert [given["src"].partition("?")[0] for given in scripts] == ["/map.js"]
    assert "script-src" not in client.get("/claims?page=2").headers["content-security-policy"]


@moving
def test_the_library_comes_from_this_server_with_its_licence(client: TestClient) -> None:
    figure = next(given for tag, given in page(client, "/claims").tags if tag == "figure")
    for name, media in atlas.MEDIA.items():
        answer = client.get(f"{figure['data-library']}/{name}")
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media.partition(";")[0])
        assert "script-src" not in answer.headers["content-security-policy"]
    assert "MapLibre contributors" in client.get(f"{figure['data-library']}/LICENSES.txt").text
    plain = client.get(f"{figure['data-library']}/maplibre-gl.css", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    for wrong in ("/maplibre/other/maplibre-gl.mjs", f"{figure['data-library']}/mark", f"{figure['data-library']}/nothing.js"):  # fmt: skip
        assert client.get(wrong).status_code == 404


@pytest.mark.usefixtures("still")
def test_without_the_library_the_map_is_drawn_and_nothing_runs(client: TestClient) -> None:
    for path in ("/claims", "/places", "/places/Borova, Kharkiv, UA"):
        found = page(client, path)
        assert not [tag for tag, _ in found.tags if tag == "script"]
        assert [given for tag, given in found.tags if tag == "figure"] == [{"class": "map"}]
        assert [tag for tag, given in found.tags if tag == "svg" and given.get("aria-label") == "Map of the claims"]
        assert "script-src" not in client.get(path).headers["content-security-policy"]
    assert client.get("/maplibre/none/maplibre-gl.mjs").status_code == 404


def test_the_drawn_map_stands_in_the_page_with_its_links(client: TestClient) -> None:
    """For who has no script: the map is drawn into the page, its marks are links."""
    assert "/claims?place=Borova%2C+Kharkiv%2C+UA" in page(client, "/claims").links


def test_words_of_reports_reach_the_map_without_controls_of_direction(workplace: Open) -> None:
    client = workplace(spread(replace(REGION, name=f"Kharkiv{TURNED}")))
    assert TURNED in client.get("/api/claims").text
    for path in ("/api/map", "/api/places/map"):
        names = [(f["properties"]["name"], f["properties"]["label"]) for f in client.get(path).json()["features"]]
        assert ("Kharkiv⟨U+202E⟩gnp.exe⟨U+2066⟩⟨U+200F⟩, UA", "Kharkiv⟨U+202E⟩gnp.exe⟨U+2066⟩⟨U+200F⟩") in names


def test_what_is_packed_is_what_is_sent() -> None:
    packed = atlas.Packed.of(json.dumps(["Борова"] * 9).encode())
    assert gzip.decompress(packed.gz) == packed.plain


@pytest.mark.usefixtures("still")
def test_who_serves_without_the_library_is_told() -> None:
    assert any("maps stand still" in words for words in warnings("127.0.0.1", None))
