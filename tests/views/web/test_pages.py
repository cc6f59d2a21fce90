"""Each page shows what an editor comes for, without a script, and every link of it leads somewhere."""

import re
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from tests import story
from tests.views.web.conftest import Open
from tests.views.web.pages import Page, claim_id, claims, page
from twosource.records import Holdings, Passage

PATHS = (
    "/",
    "/claims",
    "/voices",
    "/places",
    "/equipment",
    "/search?q=Borova",
    "/decisions",
    "/check",
    "/reports/kontur",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_link_of_a_page_leads_somewhere(client: TestClient, path: str) -> None:
    for target in set(page(client, path).links):
        if target.startswith("/"):
            assert client.get(target).status_code == 200, target


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asks_only_this_server_and_runs_nothing_but_its_map(client: TestClient, path: str) -> None:
    found = page(client, path)
    assert not {"style", "iframe", "object", "embed"} & {tag for tag, _ in found.tags}
    assert [given["src"].partition("?")[0] for tag, given in found.tags if tag == "script"] in ([], ["/map.js"])
    assert not [name for _, given in found.tags for name in given if name == "style" or name.startswith("on")]
    assert all(urlsplit(a).netloc == "" and a.startswith("/") for a in found.asked)


@pytest.mark.parametrize("path", PATHS)
def test_ids_of_a_page_are_unique_and_fields_are_labelled(client: TestClient, path: str) -> None:
    markup = client.get(path).text
    ids = re.findall(r'\sid="([^"]+)"', markup)
    assert len(ids) == len(set(ids))
    assert markup.count("<h1") == 1
    for field in re.findall(r"<(?:input|select)[^>]*>", markup):
        if 'type="hidden"' not in field and "aria-label=" not in field and 'class="hide"' not in field:
            before = markup[: markup.index(field)]
            assert before.rfind("<label") > before.rfind("</label>"), field


def test_today_tells_what_is_new_since_a_day(client: TestClient) -> None:
    news = page(client, "/?since=2022-10-05").text
    assert "Reached two sources 1 " in news
    assert "before: 1" in news
    assert "7 people killed in Kupiansk" in news
    assert "number killed: 3 against 7" in news
    found = client.get("/api/today?since=2022-10-05").json()
    assert len(found["new"]) == 1
    assert [r["before"] for r in found["reached_two_sources"]] == ["1"]


def test_a_claim_shows_its_number_its_reasons_and_the_very_words(client: TestClient) -> None:
    found = page(client, f"/claims/{claim_id(client, 'withdrew')}")
    assert "2–3 sources" in found.text
    assert "3 reports assert it; 2 to 3 independent sources stand behind it." in found.text
    marked = [given["class"] for tag, given in found.tags if tag == "span" and "m-trigger" in given.get("class", "")]
    assert len(marked) == 3 + 1  # three sentences and the legend
    for words in ("senior US official", "Russian Defence Ministry", "Harbour Wire", "Lowland Post", "Kontur"):
        assert words in found.text


def test_conflicting_claims_stand_side_by_side(client: TestClient) -> None:
    found = page(client, f"/claims/{claim_id(client, '3 people killed')}").text
    assert "Cannot be true together with" in found
    assert "7 people killed in Kupiansk" in found


def test_a_report_marks_voices_events_and_places_and_links_them(client: TestClient) -> None:
    found = page(client, "/reports/wire")
    left = claim_id(client, "withdrew")
    looks = [(given.get("class", ""), given["href"]) for tag, given in found.tags if tag == "a"]
    assert any("m-trigger" in look and href == f"/claims/{left}" for look, href in looks)
    assert any("m-place" in look and href.startswith("/places/Borova") for look, href in looks)
    assert {"v0", "v1"} <= {look for _, given in found.tags for look in given.get("class", "").split()}


def test_an_aside_is_greyed(workplace: Open) -> None:
    whole = story.holdings()
    first = whole.reports[0]
    middle, end = first.text.index("Three people"), len(first.text)
    asides = [p for p in first.passages if p.end <= middle] + [Passage(start=middle, end=end, kind="aside")]
    client = workplace(replace(whole, reports=(replace(first, passages=tuple(asides)), *whole.reports[1:])))
    assert re.search(r'<p class="passage aside">.*Three people', client.get("/reports/wire").text)


def test_a_voice_shows_what_it_said_and_how_it_fared(client: TestClient) -> None:
    found = page(client, "/voices/v-wire").text
    assert "abandoned four T-72 tanks" in found
    assert "Russian soldiers withdrew from Borova" in found
    assert "side US" in found
    assert "2 claims" in found


def test_voices_are_chosen_by_side_and_by_words(client: TestClient) -> None:
    assert "governor" in page(client, "/voices?side=UA").text
    assert "doctor" not in page(client, "/voices?side=UA").text
    assert client.get("/api/voices?q=official").json()["total"] == 2


def test_every_number_of_the_equipment_table_opens_its_claims(client: TestClient) -> None:
    found = page(client, "/equipment")
    assert "T-72 4 1 claim, 1 source" in found.text
    target = next(a for a in found.links if "item=T-72" in a)
    assert [c["gist"] for c in claims(client, target.replace("/claims", ""))] == [
        "Russian forces abandoned 4 T-72 in Borova on 3 October 2022."
    ]


def test_a_place_shows_who_came_and_went_and_by_whose_word(client: TestClient) -> None:
    found = page(client, "/places/Borova, Kharkiv, UA").text
    assert "Russian soldiers withdrew from Borova" in found
    assert "Russian Defence Ministry" in found


def test_search_highlights_what_it_found(client: TestClient) -> None:
    found = client.get("/search?q=tanks").text
    assert "<mark>Tanks</mark> by the road" in found
    assert "<mark>Borova</mark>" in client.get("/search?q=Borova").text
    assert "Nothing has all these words" in client.get("/search?q=zeppelin").text


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/claims/c000", 404, "no claim here has the id c000"),
        ("/reports/none", 404, "no such report"),
        ("/voices/none", 404, "Nobody here has that id"),
        ("/places/Atlantis", 404, "Nothing is claimed of that place"),
        ("/nowhere", 404, "There is no such page"),
        ("/claims?from=yesterday", 400, "from=yesterday is no day"),
        ("/claims?page=0", 400, "page=0 is no number"),
        ("/claims?page=²", 400, "is no number"),
        ("/claims?sort=colour", 400, "cannot be put in order"),
        ("/?as_of=2022-13-40", 400, "is no day"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(client: TestClient, path: str, status: int, says: str) -> None:
    assert says.lower() in page(client, path, status).text.lower()
    error = client.get("/api/claims/c000")
    assert error.status_code == 404
    assert error.json()["error"] == "no claim here has the id c000"


def test_an_empty_ledger_says_what_to_do(workplace: Open) -> None:
    empty = workplace(Holdings())
    assert "holds no claim yet" in page(empty, "/").text
    for path in ("/claims", "/voices", "/places", "/equipment", "/search?q=x"):
        assert isinstance(page(empty, path), Page)
