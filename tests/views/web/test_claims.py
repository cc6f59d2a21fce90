"""The list of claims: what is chosen lives in the address, counts are those of what is left, and it goes out as it is shown."""

import csv
import io

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from tests import story
from tests.views.web.conftest import Open
from tests.views.web.pages import claims, page


def gists(client: TestClient, asked: str) -> list[str]:
    return [str(c["gist"]).split(" ")[0] + " " + str(c["type"]) for c in claims(client, asked)]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("?type=casualties", ["3 casualties", "7 casualties"]),
        ("?type=casualties&type=withdraw", ["Russian withdraw", "3 casualties", "7 casualties"]),
        ("?sources=2", ["Russian withdraw"]),
        ("?conflict=yes&outlet=Kontur", ["7 casualties"]),
        ("?place=Borova, Kharkiv, UA", ["Russian withdraw", "Russian equipment-loss"]),
        ("?place=Kharkiv (region), UA&kind=people", ["3 casualties", "7 casualties"]),
        ("?state=abandoned", ["Russian equipment-loss"]),
        ("?from=2022-10-04", []),
        ("?to=2022-10-03&q=kupiansk 7", ["7 casualties"]),
        ("?since=2022-10-05", ["7 casualties"]),
        ("?sort=gist&conflict=yes", ["3 casualties", "7 casualties"]),
        ("?type=nonsense", []),
        ("?nonsense=type&conflict=no&sort=reports", ["Russian withdraw", "Russian equipment-loss"]),
    ],
)
def test_a_selection_leaves_what_it_says(client: TestClient, asked: str, left: list[str]) -> None:
    assert sorted(gists(client, asked)) == sorted(left)


def test_options_are_counted_over_what_the_other_facets_leave(client: TestClient) -> None:
    facets = client.get("/api/claims?type=casualties").json()["facets"]
    assert facets["type"] == {"casualties": 2, "equipment-loss": 1, "withdraw": 1}
    assert facets["outlet"] == {"Harbour Wire": 1, "Kontur": 1}


def test_a_link_of_a_facet_adds_to_the_address_and_takes_away_again(client: TestClient) -> None:
    links = page(client, "/claims?type=casualties&to=2022-10-03").links
    assert "/claims?type=casualties&to=2022-10-03&type=withdraw" in links
    assert "/claims?to=2022-10-03" in links


def test_map_and_timeline_lead_to_the_same_selection_narrowed(client: TestClient) -> None:
    links = page(client, "/claims?outlet=Harbour+Wire").links
    assert "/claims?outlet=Harbour+Wire&place=Borova%2C+Kharkiv%2C+UA" in links
    assert "/claims?outlet=Harbour+Wire&kind=people&from=2022-10-03&to=2022-10-03" in links


def test_pages_together_hold_every_claim_once(client: TestClient) -> None:
    asked = [claims(client, f"?size=1&page={n}")[0]["id"] for n in (1, 2, 3, 4)]
    assert len(set(asked)) == 4
    assert client.get("/api/claims?size=1").json()["pages"] == 4
    assert claims(client, "?size=1&page=5") == []
    assert "Page 2 of 4" in page(client, "/claims?size=1&page=2").text


def test_a_sheet_holds_all_of_the_selection(client: TestClient) -> None:
    answer = client.get("/claims.csv?conflict=yes&size=1")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert sorted(r["claim"].split()[0] for r in rows) == ["3", "7"]
    assert {r["place"] for r in rows} == {"Kupiansk, Kharkiv, UA"}


def test_a_sheet_of_sources_has_a_line_for_each_source_and_report(client: TestClient) -> None:
    text = client.get("/sources.csv?sources=2").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {(r["outlet"], r["unnamed"]) for r in rows} == {
        ("Harbour Wire", "yes"),
        ("Lowland Post", "yes"),
        ("Kontur", "no"),
    }
    assert "its troops had left Borova" in {r["words"] for r in rows}


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_cell_of_a_sheet_is_a_formula(workplace: Open, start: str) -> None:
    whole = story.holdings()
    evil = replace(whole.reports[0], outlet=f'{start}cmd|" /C calc"!A0', title=f"{start}HYPERLINK(0)", url="=1")
    client = workplace(replace(whole, reports=(evil, *whole.reports[1:])))
    for path in ("/claims.csv", "/sources.csv"):
        for row in csv.reader(io.StringIO(client.get(path).text.removeprefix("\ufeff"), newline="")):
            assert not [cell for cell in row if cell[:1] in tuple("=+-@\t\r＝")]


def test_a_place_south_and_west_keeps_its_minus(workplace: Open) -> None:
    whole = story.holdings()
    reading = whole.readings[2]
    moved = [replace(e, place=replace(e.place, lat=-33.5, lon=-70.25) if e.place else None) for e in reading.events]
    client = workplace(
        replace(whole, reports=whole.reports[2:], readings=(replace(reading, events=tuple(moved)),), links=whole.links)
    )
    rows = csv.DictReader(io.StringIO(client.get("/claims.csv").text.removeprefix("\ufeff")))
    assert {r["latitude"] for r in rows} == {"-33.5"}
