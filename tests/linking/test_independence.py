"""The number of independent sources: what is same is contracted, and the fewest is a chromatic number."""

from itertools import combinations, product

import pytest

from twosource.linking import kinship
from twosource.linking.independence import bounds, chromatic, edges
from twosource.records import Edge, Support, Voice


def apart(*pairs: str) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in pairs}


@pytest.mark.parametrize(
    ("nodes", "different", "fewest"),
    [
        ("", [], 0),
        ("a", [], 1),
        ("abc", [], 1),
        ("abc", ["ab"], 2),
        ("abc", ["ab", "bc"], 2),
        ("abc", ["ab", "bc", "ac"], 3),
        ("abcde", ["ab", "bc", "cd", "de", "ea"], 3),  # an odd ring
        ("abcd", ["ab", "bc", "cd", "da"], 2),  # an even one
    ],
)
def test_the_fewest_groups(nodes: str, different: list[str], fewest: int) -> None:
    assert chromatic(list(nodes), apart(*different)) == fewest


def test_the_fewest_groups_agrees_with_trying_everything() -> None:
    nodes = list("abcde")
    pairs = list(combinations(nodes, 2))
    for mask in range(0, 1 << len(pairs), 7):
        chosen = [p for at, p in enumerate(pairs) if mask >> at & 1]
        tried = next(
            k
            for k in range(1, 6)
            if any(
                all(colours[nodes.index(a)] != colours[nodes.index(b)] for a, b in chosen)
                for colours in product(range(k), repeat=5)
            )
        )
        assert chromatic(nodes, {frozenset(p) for p in chosen}) == tried


def support(voice: str, basis: str = "statement") -> Support:
    return Support(voice=voice, reports=("r",), basis=basis)  # type: ignore[arg-type]


def edge(a: str, b: str, verdict: str) -> Edge:
    return Edge(a=a, b=b, verdict=verdict, why="")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdicts", "low", "high"),
    [
        (("same", "same", "same"), 1, 1),
        (("different", "different", "different"), 3, 3),
        (("unassessable", "unassessable", "unassessable"), 1, 3),
        (("same", "different", "different"), 2, 2),
        (("different", "unassessable", "unassessable"), 2, 3),
    ],
)
def test_bounds_follow_from_what_stands_between(verdicts: tuple[str, str, str], low: int, high: int) -> None:
    between = [edge(a, b, v) for (a, b), v in zip((("a", "b"), ("a", "c"), ("b", "c")), verdicts, strict=True)]
    assert bounds([support("a"), support("b"), support("c")], between) == (low, high)


MINISTRY = Voice(id="m", org="Ministry of Defence (Russia)", side="RU", kind="organisation")
ARMY = Voice(id="u", org="General Staff of Ukraine", side="UA", kind="organisation")
UNNAMED = Voice(id="o", role="official", side="US", anonymous=True)
PAPER = Voice(id="p", org="River Post", side="MEDIA", kind="outlet")


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (support("m"), support("u"), "different"),
        (support("o"), support("m"), "different"),
        (support("p", "narration"), support("m"), "unassessable"),
        (support("p", "observation"), support("m"), "different"),
    ],
)
def test_what_stands_between_two_voices(a: Support, b: Support, verdict: str) -> None:
    voices = {v.id: v for v in (MINISTRY, ARMY, UNNAMED, PAPER)}
    (found,) = edges([a, b], voices, {})
    assert found.verdict == verdict
    assert found.why.endswith(".")


def test_three_unnamed_officials_of_one_state_may_be_one() -> None:
    voices = {i: Voice(id=i, role="official", side="US", anonymous=True) for i in "abc"}
    found = edges([support(i) for i in "abc"], voices, {})
    assert bounds([support(i) for i in "abc"], found) == (1, 3)


DEFENCE = Voice(id="ministry", org="Arcadian Defence Ministry", side="AR", kind="organisation")


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        (
            Voice(id="a", name="Vida Orlan", role="councillor", org="Lisova council", side="UA"),
            Voice(id="b", name="Vida Orlan", role="official", org="occupation administration", side="RU"),
            "same",
        ),
        (Voice(id="a", name="Vida Orlan"), Voice(id="b", name="Tomas Orlan"), "different"),
        (Voice(id="a", name="Pavel Rudko", role="spokesman"), DEFENCE, "same"),
        (Voice(id="a", name="Pavel Rudko", role="driver"), DEFENCE, "different"),
        (
            Voice(id="a", name="Vida Orlan", role="Governor", org="Dubrava administration", side="UA"),
            Voice(id="b", role="regional governor", org="Dubrava administration", side="UA"),
            "same",
        ),
        (
            Voice(id="a", name="Vida Orlan", role="Governor", org="Dubrava administration", side="UA"),
            Voice(id="b", role="deputy governor", org="Dubrava administration", side="UA"),
            "different",
        ),
    ],
    ids=["one full name", "one surname", "spokesman of no body", "driver of no body", "one office", "the deputy"],
)
def test_one_person_or_body_under_two_descriptions(one: Voice, two: Voice, verdict: str) -> None:
    found, why = kinship.between(support(one.id), support(two.id), one, two)
    assert found == verdict
    assert why.endswith(".")


def test_what_is_done_by_words_has_one_origin_however_many_heard_it() -> None:
    voices = {v.id: v for v in (MINISTRY, ARMY)}
    found = [support("m"), support("u")]
    assert bounds(found, edges(found, voices, {})) == (2, 2)
    heard = edges(found, voices, {}, spoken=True)
    assert bounds(found, heard) == (1, 1)
    assert "whoever said it" in heard[0].why
