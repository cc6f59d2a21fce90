"""Maps are drawn from outlines in the package, and they say what we say of Crimea."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.knowledge import borders


@pytest.mark.parametrize(
    ("country", "lon", "lat", "region"),
    [
        ("UA", 37.8, 48.0, "Donets'k"),
        ("UA", 34.1, 45.0, "Crimea"),
        ("UA", 33.55, 44.6, "Sevastopol"),
        ("SD", 32.5, 15.6, "Khartoum"),
        ("SY", 37.2, 36.2, "Aleppo"),
    ],
)
def test_a_point_lies_in_its_region(country: str, lon: float, lat: float, region: str) -> None:
    found = borders.region_at(country, lon, lat)
    assert found is not None
    assert found.name == region


def test_crimea_is_drawn_in_ukraine_only() -> None:
    assert borders.region_at("RU", 34.1, 45.0) is None


def test_a_point_at_sea_lies_in_no_region() -> None:
    assert borders.region_at("UA", 31.0, 43.0) is None


def test_an_unknown_country_has_no_outline() -> None:
    assert borders.outline("ZZ") is None


def test_inner_borders_are_no_part_of_a_countrys_border() -> None:
    shape = borders.outline("UA")
    assert shape is not None
    kharkiv = next(r for r in shape.regions if r.name == "Kharkiv")
    on_border = {point for line in shape.border for point in line}
    assert 0 < sum(point in on_border for point in kharkiv.rings[0]) < len(kharkiv.rings[0])


@given(
    st.lists(st.tuples(*[st.integers(-6, 6).map(float)] * 2), min_size=3, max_size=12),
    st.lists(st.tuples(*[st.integers(-7, 7).map(lambda n: n + 0.5)] * 2), min_size=1, max_size=20),
)
def test_many_points_at_once_are_held_as_one_by_one(
    ring: list[tuple[float, float]], points: list[tuple[float, float]]
) -> None:
    lons, lats = np.array(points).T
    assert borders.holding(np.array(ring), lons, lats).tolist() == [borders.holds(tuple(ring), *p) for p in points]
