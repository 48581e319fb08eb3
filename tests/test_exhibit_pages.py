"""Pages of exhibits: numbers close up, codes lead somewhere or are not there, nothing is stale."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import AnyHttpUrl, TypeAdapter

from archive.index.mentions import index_mentions
from archive.model.exhibit import Stop
from archive.model.media import Clip
from archive.model.orders import Derived
from archive.model.public import PublicView
from archive.model.site import Site
from archive.model.terms import Channel
from archive.render import crew
from archive.render.label_sheets import ON_A_SHEET, SHEETS
from archive.render.measures import format_ordinal
from archive.render.shell import SLOTS, parse_shell, token
from archive.render.site import Drawing, Shells, render_site
from tests.leaks.small import (
    AMEI,
    TOLD,
    WALK,
    consent,
    exhibit,
    interview,
    person,
    place,
    thing,
    view_of,
    word,
)
from tests.test_incremental import (
    first,
    from_nothing,
    make,
    replace,
    share_work,
    tree,
    write_village,
)

PAGE, LABELS = f"{WALK}/index.html", f"{WALK}/labels/index.html"
ADDRESS = "https://village.example/yi/"
PLAIN = "".join(token(slot) for slot in sorted(SLOTS))
"""A shell that is nothing but what fills it."""
WORDS = "井台上的话，讲给走路的人听。"


def stops_before(*records: Any) -> tuple[Stop, ...]:
    """A stop before each record, all but the first with a voice."""
    clips = [None, *(Clip(interview=TOLD, start=n, end=n + 4) for n in range(1, len(records)))]
    return tuple(
        Stop(record=record.id, wording=f"{n}：{WORDS}", clip=clip, label=f"展签{n}")
        for n, (record, clip) in enumerate(zip(records, clips, strict=False), 1)
    )


def village_of(*records: Any, channel: Channel = Channel.WEB, **fields: Any) -> PublicView:
    """A village with a walk by these records, whose narrator has allowed it all."""
    walk = exhibit(*stops_before(*records), **fields)
    paper = consent(AMEI, WALK, TOLD, *(record.id for record in records))
    everyone = {r.id: r for r in (person(), interview(), *records, walk, paper)}
    return view_of(*everyone.values(), channel=channel)


def pages_of(
    view: PublicView,
    *,
    address: str | None = None,
    language: str = "zh-Hans",
    shell: str = PLAIN,
    media: Mapping[str, Derived] | None = None,
) -> dict[str, str]:
    """Every page of the village, by its path."""
    url = TypeAdapter(AnyHttpUrl).validate_python(address) if address else None
    parsed = parse_shell(shell)
    drawing = Drawing(
        archive=view.archive,
        site=Site(title="村", languages=(language,), site_url=url),
        mentions=index_mentions(view.archive),
        media=media or {},
        shells={language: Shells(parsed, parsed)},
    )
    return {str(page.path): page.render() for page in render_site(drawing)}


def test_stops_are_numbered_by_what_is_left() -> None:
    """With a stop gone, the page is that of a walk in which it never was."""
    closed = thing(access="closed")
    full = village_of(place(), closed, word())
    walk = exhibit(*(s for s in stops_before(place(), closed, word()) if s.record != closed.id))
    bare = view_of(
        *(person(), interview(), place(), word(), walk, consent(AMEI, WALK, TOLD, "terms/longgu"))
    )
    assert pages_of(full)[PAGE] == pages_of(bare)[PAGE]
    found = re.findall(r'id="stop=(\d+)"', pages_of(full)[PAGE])
    assert found == ["1", "2"]
    assert "展签2" not in "".join(pages_of(full).values())


def test_the_page_says_what_it_is_to_machines() -> None:
    """Who tells, and each thing that is said, for search engines."""
    page = pages_of(village_of(place(), word()))[PAGE]
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert data["@type"] == "Collection"
    assert data["author"] == {"@type": "Person", "name": "沈阿美"}
    assert [part["text"] for part in data["hasPart"]] == [f"1：{WORDS}", f"2：{WORDS}"]


def test_a_listed_walk_is_a_title_on_every_page() -> None:
    """Its page, its list and its home can be drawn, and have no word of it."""
    pages = pages_of(village_of(place(), access="listed"))
    assert "走一圈" in pages[PAGE]
    assert LABELS not in pages
    assert WORDS not in "".join(pages.values())
    assert "home-walks" not in pages["index.html"]


def test_a_walk_without_stops_is_not_on_the_home_page() -> None:
    """It has a page, for whoever prepares it, and nothing to print."""
    pages = pages_of(village_of())
    assert PAGE in pages
    assert LABELS not in pages
    assert "home-walks" not in pages["index.html"]


# Labels


def test_codes_lead_to_what_is_labelled() -> None:
    """Each to the page of its record, in the language of the sheet, and never to a stop."""
    given = village_of(place(), thing())
    pages = pages_of(given, address=ADDRESS)
    wanted = [f"{ADDRESS}{place().id}/index.html", f"{ADDRESS}{thing().id}/index.html"]
    codes = re.findall(r'class="code"[^>]*aria-label="([^"]*)"', pages[LABELS])
    assert codes == [*wanted, *wanted]
    assert re.findall(r'aria-label="(https[^"]*)"', pages["objects/labels/index.html"]) == [
        f"{ADDRESS}{thing().id}/index.html"
    ]
    assert "sealed-note" not in pages[LABELS]


def test_without_an_address_the_sheet_says_so_and_has_no_code() -> None:
    """A code that leads nowhere is worse than none."""
    pages = pages_of(village_of(place(), thing()))
    for path in (LABELS, "objects/labels/index.html"):
        assert 'class="code"' not in pages[path]
        assert "site_url" in pages[path]
        assert "case-label no-code" in pages[path]


def test_a_museums_screen_has_nothing_to_print() -> None:
    """Neither the sheets nor a way to them."""
    pages = pages_of(village_of(place(), thing(), channel=Channel.KIOSK), address=ADDRESS)
    assert PAGE in pages
    assert not [path for path in pages if "labels" in path]
    assert "labels/index.html" not in "".join(pages.values())


def test_labels_of_many_objects_come_in_pages() -> None:
    """A page holds a few sheets; each object has one label, in the order of the numbers."""
    size = ON_A_SHEET * SHEETS
    objects = [thing(f"thing-{n}", accession=f"{n:03}", name=f"物{n}") for n in range(size + 2)]
    pages = pages_of(view_of(*objects))
    first_page, second = (
        pages["objects/labels/index.html"],
        pages["objects/labels/page/2/index.html"],
    )
    titles = re.findall(r"<article class=.*?<h2>(.*?)</h2>", first_page + second)
    assert titles == [record.name for record in objects]
    assert 'href="page/2/index.html"' in first_page
    assert 'href="../../index.html"' in second
    assert "objects/labels" not in pages["objects/index.html"]  # relative, as every link
    assert 'href="labels/index.html"' in pages["objects/index.html"]


def test_a_label_says_who_gave_it() -> None:
    """And its number; where nobody wrote words for the case, the record's own, shortened."""
    gift = thing(donor=AMEI, usage="车水" * 60)
    page = pages_of(view_of(person(), gift, consent(AMEI, gift.id)))["objects/labels/index.html"]
    assert "沈阿美 捐赠 · wheel" in page
    text = re.findall(r'class="case-text">(.*?)<', page)[0]
    assert len(text) < 70


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (120, "120")],
)
def test_stops_are_counted_in_the_languages_figures(number: int, said: str) -> None:
    """As one counts on a way, and by digits beyond a hundred."""
    assert format_ordinal(number, language="zh-Hans") == said
    assert format_ordinal(number, language="en") == str(number)


# Builds


WALK_MD = """---
title: 走一圈
narrator: {narrator}
introduction: 从头走到尾。
stops:
  - record: {place}
    wording: 先看这里。
    clip: {{interview: {told}, start: 1, end: 3}}
  - record: {term}
    wording: 再听这里。
    label: 一个词
access: 开放
---
"""


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """The small archive with a walk of two stops, and its narrator's paper for it."""
    write_village(tmp_path)
    told = first(tmp_path, "interviews/*").joinpath("index.md")
    narrator = re.findall(r'"person": "(people/[^"]*)"', told.read_text("utf-8"))[0]
    exhibits = tmp_path / "content/exhibits"
    exhibits.mkdir()
    (exhibits / "walk.md").write_text(
        WALK_MD.format(
            narrator=narrator,
            told=f"interviews/{told.parent.name}",
            place=f"places/{first(tmp_path, 'places/*.md').stem}",
            term=f"terms/{first(tmp_path, 'terms/*.md').stem}",
        ),
        "utf-8",
    )
    for paper in sorted(tmp_path.glob("content/consents/*.md")):
        text = paper.read_text("utf-8")
        if f'grantor: "{narrator}"' in text:
            paper.write_text(text.replace("covers: [", 'covers: ["exhibits/walk", '), "utf-8")
    return tmp_path


def test_a_walk_is_never_stale_and_alike_from_every_process(
    village: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After changes of all that it shows, a build gives the bytes of a build from nothing, whoever
    draws; and a stop that may no longer be seen is gone from its page and from its labels."""
    make(village)
    site = village / "site"
    assert len(re.findall('id="stop=', (site / PAGE).read_text("utf-8"))) == 2
    replace(first(village, "terms/*.md"), 'meaning: "', 'meaning: "就是')
    replace(village / "content/exhibits/walk.md", "先看这里", "先站这里")
    replace(village / "mkdocs.yml", "site_name:", f"site_url: {ADDRESS}\nsite_name:")
    make(village)
    assert tree(village) == from_nothing(village)
    assert "先站这里" in (site / LABELS).read_text("utf-8")
    replace(first(village, "places/*.md"), 'access: "开放"', 'access: "不开放"')
    shared = share_work(monkeypatch, batch=1)
    make(village, jobs=2)
    tasks = [item for work in shared for item in work if isinstance(item, crew.Task)]
    assert any(WALK in task.records for task in tasks)
    assert tree(village) == from_nothing(village)
    for page in (PAGE, LABELS):
        assert "先站这里" not in (site / page).read_text("utf-8")
