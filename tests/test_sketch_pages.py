"""The page of the village sketch: what is drawn, who is found, and what may not show."""

from __future__ import annotations

import re
from datetime import date

import pytest

from archive.index.mentions import index_mentions
from archive.model.dates import When, parse_edtf
from archive.model.interview import Chapter
from archive.model.media import Outline
from archive.model.place import Household, Place
from archive.model.public import PublicArchive
from archive.model.records import Record
from archive.model.site import Site
from archive.model.sketch import Feature
from archive.model.terms import Channel, LandType, PlaceType
from archive.render.shell import SLOTS, parse_shell, token
from archive.render.site import Drawing, Shells, render_site
from archive.render.sketch_shapes import Box, draw_land, draw_place, name_point
from tests.leaks.small import AMEI, consent, event, interview, person, place, sketch, view_of

PAGE = "sketches/village/index.html"
SPOT = Outline(x=0.1, y=0.2, width=0.05, height=0.05)
LANE = Feature(land_type=LandType.LANE, name="井弄", course="0.1 0.1, 0.2 0.2")


def pages_of(archive: PublicArchive) -> dict[str, str]:
    """Every page of a site with nothing around it."""
    shell = parse_shell("".join(token(slot) for slot in sorted(SLOTS)))
    drawing = Drawing(
        archive=archive,
        site=Site(title="村", languages=("zh-Hans",)),
        mentions=index_mentions(archive),
        media={},
        shells={"zh-Hans": Shells(shell, shell)},
    )
    return {str(page.path): page.render() for page in render_site(drawing)}


def print_of(*records: Record) -> bytes:
    """What tells whether the page is as it was."""
    archive = view_of(*records).archive
    shell = parse_shell("".join(token(slot) for slot in sorted(SLOTS)))
    drawing = Drawing(
        archive=archive,
        site=Site(title="村", languages=("zh-Hans",)),
        mentions=index_mentions(archive),
        media={},
        shells={"zh-Hans": Shells(shell, shell)},
    )
    return next(page.fingerprint for page in render_site(drawing) if str(page.path) == PAGE)


def page_of(*records: Record) -> str:
    return pages_of(view_of(*records).archive)[PAGE]


def house(slug: str, name: str, *households: Household, x: float = 0.1, **fields: object) -> Place:
    given = {
        "place_type": "house",
        "position": SPOT.model_copy(update={"x": x}),
        "households": households,
        "group": "第一队",
        **fields,
    }
    return place(slug, name=name, **given)


def test_each_place_with_a_position_is_a_link_to_what_is_told_of_it() -> None:
    """The drawing's links lead to entries of the same page, each entry to the place's own; a place
    without a position is neither."""
    page = page_of(sketch(), house("a", "沈家"), house("b", "陆家", x=0.3), place("c"))
    assert re.findall(r'data-plot="(\w+)"', page) == ["a", "b"]
    for slug in "ab":
        assert f'href="#place={slug}"' in page
        assert f'id="place={slug}"' in page
        assert f'href="../../places/{slug}/index.html"' in page
    assert "place=c" not in page


def test_it_is_said_that_it_is_no_survey() -> None:
    """示意图，非测绘地图 stands on every sketch."""
    assert "示意图，非测绘地图" in page_of(sketch())


def test_households_are_found_by_group_and_by_how_they_sound() -> None:
    """The finder has every household once, with its group and its pinyin, surnames as surnames."""
    page = page_of(
        sketch(),
        house("a", "老屋", Household(name="单家"), Household(name="曾家")),
        house("b", "新屋", Household(name="陆家"), group=None),
    )
    groups = re.findall(r'data-group="\d"[^>]*>([^<]+)<', page)
    homes = re.findall(r'data-home="(\w)" data-of="(\d)".*?data-sound="([^"]*)"', page)
    assert groups == ["第一队", "村里别处"]
    assert homes == [("a", "1", "shan jia"), ("a", "1", "zeng jia"), ("b", "2", "lu jia")]


def test_voices_of_a_plot_are_those_that_tell_of_it_and_those_of_the_house() -> None:
    """First the chapters about the place, then what somebody of the house tells, once each."""
    chapter = Chapter(start=2.0, end=3.0, title="老屋", mentions=(place("a").id,))
    told = interview(contents=(chapter,))
    records = (person(), told, consent(AMEI, told.id))
    page = page_of(sketch(), house("a", "老屋"), *records)
    assert 'interviews/told/index.html#t=2,3">老屋</a>' in page
    assert "这家的人" not in page
    own = page_of(sketch(), house("b", "新屋", Household(name="沈家", person=AMEI)), *records)
    assert own.count("这家的人") == 1


def test_years_with_a_name_are_in_order_and_within_the_years_shown() -> None:
    """An event before the first year, one without a year and one withheld are not marked."""
    events = (
        event("late", name="动迁", when=parse_edtf("2009-03")),
        event("early", name="大水", when=parse_edtf("1954")),
        event("old", name="修井", when=parse_edtf("1893")),
        event("never", name="不详", when=When("不晓得", None, None, None)),
        event("secret", name="秘密", when=parse_edtf("1960"), access="closed"),
    )
    page = page_of(sketch(events=tuple(one.id for one in events)), *events)
    assert re.findall(r'data-year="(\d+)"', page) == ["1954", "2009"]
    assert "秘密" not in page


def test_it_opens_with_the_last_year_in_which_most_stood() -> None:
    """1975: both stand; afterwards one is gone."""
    page = page_of(
        sketch(),
        house("a", "甲", existed_from=parse_edtf("1950"), existed_until=parse_edtf("1975")),
        house("b", "乙", existed_from=parse_edtf("1960"), x=0.3),
    )
    assert 'data-opening="1975"' in page
    assert 'data-years="1950 1950 1975 1975"' in page


def test_land_that_was_there_from_the_first_is_drawn_and_named() -> None:
    """Without a picture below everything is drawn; what came later says when."""
    road = Feature(
        land_type=LandType.ROAD, name="公路", course="0 0, 1 1", existed_from=parse_edtf("1994")
    )
    page = page_of(sketch(features=(LANE, road)))
    assert 'class="land land-lane is-stands" d="M100 66.7L200 133.3"' in page
    assert 'data-years="1994 1994 9999 9999"' in page
    assert page.count(">井弄</text>") == 1


def test_a_place_shows_its_own_spot_and_leads_to_it() -> None:
    """Its page has the land with this one plot; a place without a position has nothing of it."""
    pages = pages_of(view_of(sketch(features=(LANE,)), house("a", "沈家"), place("b")).archive)
    own = pages["places/a/index.html"]
    assert 'href="../../sketches/village/index.html#place=a"' in own
    assert own.count("plot-shape") == 1
    assert "sketches/" not in pages["places/b/index.html"]


def test_home_shows_the_village_with_every_house() -> None:
    """One tap leads from the whole village to 我家老宅; a plot withheld is not on it."""
    houses = house("a", "沈家"), house("b", "陆家", access="closed", x=0.3)
    home = pages_of(view_of(sketch(), *houses).archive)["index.html"]
    assert home.count("plot-shape") == 1
    assert "我家老宅" in home
    assert "home-sketch" not in pages_of(view_of(sketch()).archive)["index.html"]


def test_home_leads_straight_to_the_only_sketch() -> None:
    """With one sketch a list would be one tap more; with two there is the list."""
    one = pages_of(view_of(sketch()).archive)["index.html"]
    assert 'href="sketches/village/index.html"' in one
    two = pages_of(view_of(sketch(), sketch("other")).archive)["index.html"]
    assert 'href="sketches/index.html"' in two


def test_a_listed_sketch_shows_its_title_alone() -> None:
    """No drawing, no household, no plot."""
    page = page_of(sketch(access="listed"), house("a", "沈家"))
    assert "示意图" in page
    assert "data-sketch" not in page
    assert "沈家" not in page


def test_the_page_is_drawn_again_when_a_voice_or_a_plot_changes_and_not_otherwise() -> None:
    """Its fingerprint covers the places drawn and the interviews heard, and nothing else."""
    records = [sketch(), house("a", "沈家")]
    before = print_of(*records)
    assert print_of(*records, place("elsewhere")) == before
    assert print_of(sketch(), house("a", "沈家", x=0.2)) != before
    assert print_of(sketch(), house("a", "沈家", state="gone")) != before


def test_nothing_of_the_kiosk_asks_for_typing() -> None:
    """A museum's screen has no keyboard: groups and households are buttons."""
    records = sketch(), house("a", "沈家", Household(name="沈家"))
    assert 'data-role="type"' in page_of(*records)
    kiosk = pages_of(view_of(*records, channel=Channel.KIOSK).archive)[PAGE]
    assert 'data-role="type"' not in kiosk
    assert 'data-home="a"' in kiosk


@pytest.mark.parametrize("place_type", PlaceType)
def test_every_sort_of_place_has_its_drawing(place_type: PlaceType) -> None:
    """Path data alone, closed, beginning within its box."""
    shape = draw_place(place_type, Box(100, 50, 40, 30))
    assert re.fullmatch(r"[MLAHVahvZ0-9 .-]+Z", shape.outline)
    x, y = map(float, re.findall(r"[\d.]+", shape.outline)[:2])
    assert 100 <= x <= 140
    assert 50 <= y <= 80


def test_surfaces_are_closed_and_lines_are_not() -> None:
    """And a name stands in the middle of either."""
    pond = Feature(land_type=LandType.PADDY, course="0 0, 0.4 0, 0.4 0.4, 0 0.4")
    assert draw_land(pond, height=500).endswith("Z")
    assert name_point(pond, height=500) == (200, 100)
    assert not draw_land(LANE, height=500).endswith("Z")
    assert name_point(LANE, height=500) == pytest.approx((150, 75))


def test_a_date_in_doubt_is_written_as_bounds() -> None:
    """The script gets the four years that the model worked out."""
    early = When("民国里", "192X", date(1920, 1, 1), date(1929, 12, 31))
    page = page_of(sketch(), house("a", "沈家", existed_from=early, state="gone"))
    assert 'data-years="1920 1929 0 9999"' in page
