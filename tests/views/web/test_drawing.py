"""The drawing of a claim: ten reports that rest on one person run into one voice, and the table says the same."""

from itertools import pairwise

from msgspec.structs import replace

from tests import story
from twosource.linking import link
from twosource.records import Claim, Copy, Edge
from twosource.views.index import Index
from twosource.views.web import drawing


def made() -> tuple[Index, Claim]:
    whole = story.holdings()
    return Index(whole), whole.links.claims[0]


def test_voices_that_are_the_same_share_a_number_and_a_frame() -> None:
    drawn = drawing.draw(*made())
    assert [(t.outlet, t.source) for t in drawn.tellings] == [("Harbour Wire", 0), ("Kontur", 1), ("Lowland Post", 0)]
    assert drawn.sources == 2
    assert len(drawn.frames) == 1
    assert len(drawn.voices) == 3


def test_nothing_overlaps_and_all_is_inside() -> None:
    drawn = drawing.draw(*made())
    for boxes, high in ((drawn.outlets, 30), (drawn.statements, 30), (drawn.voices, drawing.VOICE_HEIGHT)):
        tops = sorted(box.y for box in boxes)
        assert all(b - a >= high for a, b in pairwise(tops))
        assert tops[0] >= 0
        assert tops[-1] + high <= drawn.height


def test_a_voice_that_may_rest_on_others_is_drawn_loosely() -> None:
    index, claim = made()
    edges = (
        Edge(a="v-mod", b="v-wire", verdict="different", why=""),
        Edge(a="v-mod", b="v-post", verdict="unassessable", why=""),
    )
    drawn = drawing.draw(index, replace(claim, edges=edges))
    assert [box.loose for box in drawn.voices if box.path == "/voices/v-post"] == [True]
    assert [box.loose for box in drawn.voices if box.path == "/voices/v-mod"] == [False]


def test_a_copy_adds_a_line_that_ends() -> None:
    whole = story.holdings()
    silent = replace(
        whole.readings[1], statements=(), events=tuple(replace(e, statements=()) for e in whole.readings[1].events)
    )
    readings = (whole.readings[0], silent, whole.readings[2])
    copy = Copy(a="post", b="wire", verdict="copied", origin="wire", containment=0.9)
    claim = replace(
        whole.links.claims[0], voices=tuple(s for s in whole.links.claims[0].voices if s.voice != "v-post"), edges=()
    )
    index = Index(replace(whole, readings=readings, links=replace(whole.links, copies=(copy,))))
    told = {t.report: t for t in drawing.draw(index, claim).tellings}
    assert told["post"].source is None
    assert told["post"].how == "a copy: adds no source"


def test_a_crowd_of_reports_is_drawn_to_a_limit_and_told_in_full() -> None:
    whole = story.holdings()
    texts = [replace(whole.reports[0], id=f"wire{n}", outlet=f"Outlet {n}") for n in range(60)]
    readings = [
        replace(
            whole.readings[0],
            report=f"wire{n}",
            statements=tuple(replace(s, id=f"{s.id}-{n}", report=f"wire{n}", voice=f"{s.voice}-{n}") for s in whole.readings[0].statements),
            voices=tuple(replace(v, id=f"{v.id}-{n}") for v in whole.readings[0].voices),
            events=tuple(replace(e, id=f"{e.id}-{n}", report=f"wire{n}", statements=tuple(f"{s}-{n}" for s in e.statements)) for e in whole.readings[0].events),
        )
        for n in range(60)
    ]  # fmt: skip
    links = link(texts, readings)
    index = Index(replace(whole, reports=tuple(texts), readings=tuple(readings), links=links))
    claim = next(c for c in links.claims if c.type == "withdraw")
    drawn = drawing.draw(index, claim)
    assert len(drawn.tellings) == len(claim.events)
    assert len(drawn.statements) == min(drawing.MOST, len(drawn.tellings))
    assert drawn.left_out == max(0, len(drawn.tellings) - drawing.MOST)
