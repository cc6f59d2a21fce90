"""Chosen claims leave the house in formats that other programs read, each valid by that format's own measure."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from tests import story
from twosource.linking import link
from twosource.records import Holdings, Links, Place
from twosource.views.brief import selection as ranked
from twosource.views.export.formats import FILES, File
from twosource.views.export.selection import Options, Selection
from twosource.views.index import Index
from twosource.views.rows import row

WITHHELD = Options(text=False)
NAMELESS = Options(text=False, names=False)


def linked() -> Holdings:
    held = story.holdings()
    return replace(held, links=link(held.reports, held.readings))


def chosen(held: Holdings | None = None, options: Options = Options(), only: str = "") -> Selection:  # noqa: B008 - immutable
    index = Index(held or linked())
    rows = [row(index, claim) for claim in ranked.ranked(index) if only in claim.type]
    return Selection(index, rows, options)


def file(name: str) -> File:
    return next(f for f in FILES if f.name == name)


def written(name: str, selection: Selection | None = None) -> bytes:
    return b"".join(file(name).write(selection or chosen()))


def read(name: str, selection: Selection | None = None) -> Any:
    return json.loads(written(name, selection))


def lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


NAMES = [f.name for f in FILES if f.needs is None]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_claims_give_the_same_bytes(name: str) -> None:
    if not name.endswith(".zip"):
        assert written(name) == written(name)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_chosen_is_still_a_valid_file(name: str) -> None:
    empty = chosen(only="vote")
    data = written(name, empty)
    if name.endswith(".csv"):
        assert lines(data) == []
    elif name.endswith(("json", "jsonld")):
        json.loads(data)


def test_geojson_is_valid_and_a_region_is_an_area_not_a_dot() -> None:
    from geojson_pydantic import FeatureCollection

    held = story.holdings()
    oblast = Place(span=None, name="Kharkiv Oblast", country="UA", admin1="Kharkiv", level="region", lat=49.6, lon=36.5)
    readings = tuple(
        replace(r, events=tuple(replace(e, place=oblast) if e.id == "e2" else e for e in r.events))
        for r in held.readings
    )
    held = replace(held, readings=readings)
    held = replace(held, links=link(held.reports, held.readings))
    data = read("claims.geojson", chosen(held))
    FeatureCollection.model_validate(data)
    kinds = {f["properties"]["precision"]: f["geometry"]["type"] for f in data["features"]}
    assert kinds == {"region": "MultiPolygon", "settlement": "Point"}
    ring = next(f["geometry"]["coordinates"][0][0] for f in data["features"] if f["geometry"]["type"] == "MultiPolygon")
    assert ring[0] == ring[-1]
    assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0  # turns left
    assert all(f["properties"]["uncertain_km"] for f in data["features"] if f["geometry"]["type"] == "Point")


def test_a_place_that_is_not_known_has_no_geometry() -> None:
    from twosource.views.export.geojson import geometry

    assert geometry(None) is None
    assert geometry(Place(span=None, name="the front")) is None
    nowhere = Place(span=None, name="Atlantis", country="XX", level="country", lat=1.0, lon=1.0)
    assert geometry(nowhere) is None


def test_prov_is_read_by_the_library_of_the_standard_and_leads_from_claim_to_voice() -> None:
    from prov.model import ProvDocument

    held = ProvDocument.deserialize(
        content=written("claims.prov.json", chosen(only="withdraw")).decode(), format="json"
    )
    kinds = {type(r).__name__ for r in held.get_records()}
    assert {"ProvEntity", "ProvAgent", "ProvActivity", "ProvDerivation", "ProvAttribution", "ProvGeneration"} <= kinds
    data = read("claims.prov.json", chosen(only="withdraw"))
    derived = {(d["prov:generatedEntity"], d["prov:usedEntity"]) for d in data["wasDerivedFrom"].values()}
    assert ("ts:s1", "ts:wire") in derived
    claim = next(i for i in data["entity"] if data["entity"][i].get("ts:sources_min"))
    assert {(claim, f"ts:{e}") for e in ("e1", "e4", "e5")} <= derived
    said = {a["prov:entity"]: a["prov:agent"] for a in data["wasAttributedTo"].values()}
    assert data["agent"][said["ts:s4"]]["prov:label"] == "Russian Defence Ministry"
    for relation in (r for name, part in data.items() if name.startswith("was") for r in part.values()):
        for end in relation.values():
            if isinstance(end, str) and end.startswith("ts:"):
                assert any(end in data[part] for part in ("entity", "agent", "activity")), end


def test_claimreview_says_what_by_whom_where_and_how_sure() -> None:
    data = read("claimreview.jsonld", chosen(only="withdraw"))
    assert data["@context"] == "https://schema.org"
    (review,) = data["@graph"]
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"].startswith("Russian soldiers withdrew from Borova")
    assert {a["name"] for a in review["itemReviewed"]["author"]} >= {"Russian Defence Ministry"}
    assert len(review["itemReviewed"]["appearance"]) == 3
    rating = review["reviewRating"]
    assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
    assert rating["alternateName"] == "confirmed by independent sources"


def test_claimreview_is_linked_data_in_the_vocabulary_of_schema_org() -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD is not installed")

    def schema_org(url: str, _options: object) -> dict[str, object]:
        """The context of schema.org in short, for tests ask no other server: its words are its own."""
        assert url.rstrip("/") == "https://schema.org"
        dates = {
            name: {"@id": f"https://schema.org/{name}", "@type": "https://schema.org/Date"}
            for name in ("datePublished",)
        }
        context = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, **dates}
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": {"@context": context},
        }

    (review,) = jsonld.expand(read("claimreview.jsonld", chosen(only="withdraw")), {"documentLoader": schema_org})
    assert review["@type"] == ["https://schema.org/ClaimReview"]
    assert review["@id"].startswith("urn:twosource:c")
    (claim,) = review["https://schema.org/itemReviewed"]
    assert claim["@type"] == ["https://schema.org/Claim"]
    assert len(claim["https://schema.org/appearance"]) == 3


def test_what_cannot_be_judged_has_no_number_in_claimreview() -> None:
    held = linked()
    claims = tuple(replace(c, credibility=6) for c in held.links.claims)
    held = replace(held, links=replace(held.links, claims=claims))
    assert all("ratingValue" not in r["reviewRating"] for r in read("claimreview.jsonld", chosen(held))["@graph"])


def test_the_sheet_like_acleds_has_its_columns_and_leaves_out_what_it_has_no_type_for() -> None:
    found = lines(written("acled-like.csv"))
    assert [line["event_type"] for line in found] == ["Strategic developments"]
    (line,) = found
    assert line["event_date"] == "2022-10-03"
    assert (line["time_precision"], line["geo_precision"]) == ("1", "1")
    assert line["actor1"] == "Russia"
    assert line["country"] == "Ukraine"
    assert line["fatalities"] == "0"
    assert line["source"] == "Harbour Wire; Kontur; Lowland Post"


def test_the_archive_holds_the_contracts_files_for_just_what_was_chosen() -> None:
    archive = zipfile.ZipFile(io.BytesIO(written("claims.zip", chosen(only="withdraw"))))
    rows = {n: [json.loads(line) for line in archive.read(n).decode().splitlines()] for n in archive.namelist()}
    assert {"claims.jsonl", "events.jsonl", "statements.jsonl", "voices.jsonl", "reports.jsonl"} <= set(rows)
    assert [c["type"] for c in rows["claims.jsonl"]] == ["withdraw"]
    assert {e["id"] for e in rows["events.jsonl"]} == {"e1", "e4", "e5"}
    text = {r["id"]: r["text"] for r in rows["reports.jsonl"]}
    for event in rows["events.jsonl"]:
        span = event["trigger"]
        assert text[event["report"]][span["start"] : span["end"]] == span["text"]
    voices = {v["id"] for v in rows["voices.jsonl"]}
    assert all(s["voice"] in voices for s in rows["statements.jsonl"])


@pytest.mark.parametrize("name", NAMES)
def test_without_text_no_words_of_a_report_leave_the_house(name: str) -> None:
    data = written(name, chosen(options=WITHHELD))
    if name.endswith(".zip"):
        archive = zipfile.ZipFile(io.BytesIO(data))
        data = b"".join(archive.read(n) for n in archive.namelist())
    for words in (
        b"pulled out of Borova on Monday",
        b"abandoned four T-72 tanks",
        b"Regrouped, says Moscow",
        b"Tanks by the road",
    ):
        assert words not in data, words
    assert b"Borova" in data or name.endswith("acled-like.csv")


def victims() -> Holdings:
    """A report that names a victim, a resident and a minister."""
    text = ("Strike on Kupiansk\n\nOlena Petrenko, 42, and her son Taras were killed in Kupiansk on Monday, said a neighbour, Ivan Koval. "
            "Petrenko was a teacher. Volodymyr Zelensky and the Black Sea Fleet of the black sea were named by a fleet officer.")  # fmt: skip
    from tests.texts import reading, report

    made = report(text, outlet="Harbour Wire", id_="strike")
    found = replace(reading(text), report="strike")
    found = replace(
        found,
        events=tuple(replace(e, report="strike") for e in found.events),
        statements=tuple(replace(s, report="strike") for s in found.statements),
    )
    held = Holdings(reports=(made,), readings=(found,))
    return replace(held, links=link(held.reports, held.readings))


@pytest.mark.parametrize("name", NAMES)
def test_names_of_victims_and_private_persons_are_blacked_out_on_request(name: str) -> None:
    data = written(name, chosen(victims(), NAMELESS))
    if name.endswith(".zip"):
        archive = zipfile.ZipFile(io.BytesIO(data))
        data = b"".join(archive.read(n) for n in archive.namelist())
    for secret in ("Olena", "Petrenko", "Taras", "Koval"):
        assert secret.encode() not in data, secret


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Olena Petrenko, 42, died", "█████, 42, died"),
        ("Petrenko’s house", "█████ house"),
        ("Taras died in Kupiansk", "█████ died in Kupiansk"),
        ("Volodymyr Zelensky said so on Monday", "Volodymyr Zelensky said so on Monday"),
        ("Russian forces and Ukraine", "Russian forces and Ukraine"),
        ("the Black Sea Fleet", "the Black Sea Fleet"),
        ("said Ivan Koval in Kupiansk", "said █████ in Kupiansk"),
        ("2 T-72 in Kupiansk", "2 T-72 in Kupiansk"),
        ("", ""),
    ],
)
def test_public_names_stay_and_private_ones_go(words: str, shown: str) -> None:
    assert chosen(victims(), NAMELESS).shown(words) == shown


def test_an_export_that_keeps_names_shows_them() -> None:
    selection = chosen(victims())
    assert selection.shown("Olena Petrenko") == "Olena Petrenko"


def test_parquet_holds_what_the_sheet_holds_or_says_what_it_needs() -> None:
    try:
        import pyarrow.parquet as parquet  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        from twosource.errors import TwosourceError

        with pytest.raises(TwosourceError, match="pip install pyarrow"):
            written("claims.parquet")
        return
    table = parquet.read_table(io.BytesIO(written("claims.parquet"))).to_pylist()
    assert [row["id"] for row in table] == [line["id"] for line in lines(written("claims.csv"))]


def test_statements_of_follow_the_money_are_read_by_its_library_or_say_what_they_need() -> None:
    try:
        from followthemoney.statement import CSV, read_statements  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        from twosource.errors import TwosourceError

        with pytest.raises(TwosourceError, match="pip install followthemoney"):
            written("claims.ftm.csv")
        return
    statements = list(read_statements(io.BytesIO(written("claims.ftm.csv")), CSV))
    by_id: dict[str, list[Any]] = {}
    for each in statements:
        by_id.setdefault(each.entity_id, []).append(each)
    found = {i: {(s.prop, s.value) for s in several} for i, several in by_id.items()}
    kinds = {i: several[0].schema for i, several in by_id.items()}
    claims = lines(written("claims.csv"))
    events = [found[i] for i, kind in kinds.items() if kind == "Event"]
    assert sorted(dict(e)["recordId"] for e in events) == sorted(line["id"] for line in claims)
    assert sum(kind == "Article" for kind in kinds.values()) == len(chosen().reports)
    links = [dict(found[i]) for i, kind in kinds.items() if kind == "UnknownLink"]
    assert links
    assert all(
        kinds[link["subject"]] in ("Person", "Organization") and kinds[link["proof"]] == "Article" for link in links
    )
    withheld = list(read_statements(io.BytesIO(written("claims.ftm.csv", chosen(options=WITHHELD))), CSV))
    assert not [s for s in withheld if s.prop in ("bodyText", "title")]


def test_an_empty_ledger_can_be_exported() -> None:
    empty = Selection(Index(Holdings(links=Links())), [])
    for name in NAMES:
        assert b"".join(file(name).write(empty))
