"""What stood when: certain, in doubt, not yet there, or gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.dates import When, parse_edtf
from archive.model.sketch import Feature, format_course, parse_course
from archive.model.standing import Standing, Years, years_of

ORDER = (Standing.NOT_YET, Standing.PERHAPS, Standing.STANDS, Standing.PERHAPS, Standing.GONE)


def when(edtf: str) -> When | None:
    return parse_edtf(edtf) if edtf else None


@pytest.mark.parametrize(
    ("since", "until", "is_gone", "seen"),
    [
        ("1950", "2009", True, {1949: "not-yet", 1950: "stands", 2009: "stands", 2010: "gone"}),
        ("1955/1958", "1971/1979", True, {1954: "not-yet", 1955: "perhaps", 1957: "perhaps",
          1958: "stands", 1971: "stands", 1972: "perhaps", 1979: "perhaps", 1980: "gone"}),
        ("193X", "198X", True, {1929: "not-yet", 1930: "perhaps", 1939: "stands", 1980: "stands",
          1985: "perhaps", 1990: "gone"}),
        ("1965~", "1983", True, {1962: "not-yet", 1963: "perhaps", 1966: "perhaps",
          1967: "stands"}),
        ("1949?", "", False, {1946: "not-yet", 1947: "perhaps", 1951: "stands", 2020: "stands"}),
        ("../1893", "2009", True, {1800: "perhaps", 1892: "perhaps", 1893: "stands"}),
        ("1950/..", "2009", True, {1949: "not-yet", 1950: "perhaps", 2000: "perhaps",
          2010: "gone"}),
        ("1950", "", True, {1949: "not-yet", 1950: "perhaps", 2020: "perhaps"}),
        ("1950", "", False, {1950: "stands", 2020: "stands"}),
        ("1900", "2009/..", True, {2009: "stands", 2010: "perhaps", 2050: "perhaps"}),
        ("", "1990", True, {1900: "perhaps", 1990: "perhaps", 1991: "gone"}),
        ("", "", False, {1900: "perhaps", 2000: "perhaps"}),
    ],
)  # fmt: skip
def test_how_a_place_stands_in_a_year(
    since: str, until: str, is_gone: bool, seen: dict[int, str]
) -> None:
    """In the first and the last year it is there; between the bounds of a date it is in doubt, and
    two years each way where somebody said "about"; what nobody knows is in doubt for good."""
    years = years_of(when(since), when(until), is_gone=is_gone, is_old=False)
    assert {year: years.standing(year).value for year in seen} == seen


def test_land_without_a_beginning_was_always_there() -> None:
    """Water and lanes need no date; a road that came later does."""
    assert years_of(None, None, is_gone=False, is_old=True).standing(1) is Standing.STANDS
    road = years_of(parse_edtf("1994"), None, is_gone=False, is_old=True)
    assert [road.standing(year).value for year in (1993, 1994)] == ["not-yet", "stands"]


@given(st.lists(st.integers(0, 3000), min_size=4, max_size=4))
def test_a_place_never_comes_back(bounds: list[int]) -> None:
    """Year after year it goes on from not yet to perhaps, standing, perhaps and gone."""
    years = Years(*sorted(bounds))
    stage = 0
    for year in range(0, 3002, 7):
        standing = years.standing(year)
        while ORDER[stage] is not standing:
            stage += 1


@given(
    st.lists(
        st.tuples(*[st.integers(0, 10_000).map(lambda n: n / 10_000)] * 2), min_size=2, max_size=9
    )
)
def test_points_are_written_as_they_are_read(points: list[tuple[float, float]]) -> None:
    """Points come back from their text, and the model takes the text."""
    text = format_course(tuple(points))
    feature = Feature.model_validate({"land_type": "lane", "course": text})
    assert parse_course(feature.course) == tuple(points)
