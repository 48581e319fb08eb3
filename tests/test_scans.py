"""What a machine read on scans: its file, its place in a record, and what may be seen of it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from archive.ingest.archive import read_archive
from archive.ingest.scans import (
    ScannedPage,
    format_scans,
    match_lines,
    parse_scans,
    place_scans,
    put_page,
)
from archive.model.document import Document, Page
from archive.model.names import masker
from archive.model.scan import Corners, ScanLine, project_scan
from archive.model.terms import Access, PageText
from archive.recognise.pages import ScanTask, read_scan
from tests.fuzz.scans import bent_texts, try_text
from tests.leaks.small import document

PATH = PurePosixPath("content/documents/a.scan.txt")
FIRST, SECOND = PurePosixPath("documents/a-1.jpg"), PurePosixPath("documents/a-2.jpg")
WHERE: Corners = (0.1, 0.1, 0.5, 0.1, 0.5, 0.2, 0.1, 0.2)
THOUSANDTHS = st.integers(0, 1000)


def line(text: str, number: int | None = None, *, sure: float = 0.9) -> ScanLine:
    """A line in one stretch; each line of a page a little lower."""
    return ScanLine(text, (WHERE,), sure, number)


@st.composite
def stretches(draw: st.DrawFn) -> Corners:
    """Corners in thousandths: a rectangle, or four corners far from one."""
    left, top = draw(st.integers(0, 900)), draw(st.integers(0, 900))
    right, bottom = draw(st.integers(left + 1, 1000)), draw(st.integers(top + 1, 1000))
    corners = [left, top, right, top, right, bottom, left, bottom]
    if draw(st.booleans()):
        lifted = [0, 20, 0, 0, 0, 0, 0, 20]
        corners = [min(1000, one + by) for one, by in zip(corners, lifted, strict=True)]
    return cast("Corners", tuple(one / 1000 for one in corners))


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=0, max_size=12)
LINES = st.builds(
    ScanLine,
    WORDS,
    st.lists(stretches(), min_size=1, max_size=3).map(tuple),
    st.integers(0, 100).map(lambda percent: percent / 100),
)
PAGES = st.builds(
    ScannedPage,
    st.sampled_from([FIRST, SECOND, PurePosixPath("有 空格/三.tif")]),
    st.lists(LINES, max_size=4).map(tuple),
    st.booleans(),
    st.sampled_from([None, "ab" * 32]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PAGES, max_size=3))
def test_the_file_round_trips(pages: list[ScannedPage]) -> None:
    """What is written is read again: pages, lines, corners, confidence and words."""
    reading = parse_scans(format_scans(pages), path=PATH)
    assert reading.problems == ()
    bare = [(p.file, p.lines, p.is_checked, p.digest) for p in reading.pages]
    assert bare == [(p.file, p.lines, p.is_checked, p.digest) for p in pages]


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("页 []0123456789%％#未已核对字\n\t/.jpg"), max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Each line that is not blank or a remark is a page, a line of one, or a problem."""
    reading = parse_scans(text, path=PATH)
    rows = [row.strip() for row in text.split("\n")]
    wanted = sum(bool(row) and not row.startswith("#") for row in rows)
    pages = reading.pages
    assert len(pages) + sum(len(p.lines) for p in pages) + len(reading.problems) == wanted


def test_a_line_that_is_not_understood_names_its_place() -> None:
    """The line is told of, and the others are used."""
    text = "[1 1 2 2] 90% 无头\n页 documents/a-1.jpg 未核对\n[9 9 3 3] 90% 倒\n[1 1 2 2] 90% 好\n"
    reading = parse_scans(text, path=PATH)
    assert [(p.code, p.line) for p in reading.problems] == [("scan-line", 1), ("scan-line", 3)]
    assert [one.text for one in reading.pages[0].lines] == ["好"]


def paper(*pages: Page) -> Document:
    """A paper with these pages."""
    return document("a", pages=pages)


def placed(scans: str, *pages: Page) -> tuple[Document, list[str]]:
    """The paper with its scans, and the codes of what is wrong."""
    found, problems = place_scans(paper(*pages), parse_scans(scans, path=PATH), path=PATH)
    return found, [problem.code for problem in problems]


def test_a_page_without_text_gets_what_was_read() -> None:
    """Its words, marked as the machine's until somebody has checked them, and then as checked."""
    for state, origin in (("未核对", PageText.MACHINE), ("已核对", PageText.CHECKED)):
        scans = f"页 {FIRST} {state}\n[1 1 9 9] 60% 菱溇\n[1 20 9 30] 99% 沈氏\n"
        page = placed(scans, Page(file=FIRST))[0].pages[0]
        assert (page.text, page.text_from) == ("菱溇\n沈氏", origin)
        assert [one.line for one in page.scan] == [0, 1]
    assert page.scan[0].confidence == 1.0


def test_each_page_of_one_file_has_its_own_words() -> None:
    """Pages of a PDF are told apart by their number; none is covered by what another one says."""
    file = PurePosixPath("documents/deed.pdf")
    first, second = Page(file=file, page=1), Page(file=file, page=2)
    scans = f"页 {file}#2 未核对\n[1 1 9 9] 90% 乙\n页 {file}#1 未核对\n[1 1 9 9] 90% 甲\n"
    found, codes = placed(scans, first, second)
    assert ([page.text for page in found.pages], codes) == (["甲", "乙"], [])
    assert placed(f"页 {file} 未核对\n[1 1 9 9] 90% 甲\n", first)[1] == ["scan-page"]


def test_typed_text_stays_and_is_found_on_the_scan() -> None:
    """A paragraph typed as one line stands on several lines of the scan; what was not typed
    belongs nowhere."""
    typed = "来信收到。菱干一路上发了点潮，晒在窗台。\n姐 阿珍"
    read = [line("来信收到菱干一路上"), line("发了點潮晒在窗台"), line("姐阿珍"), line("邮戳杭州")]
    assert [one.line for one in match_lines(typed, read)] == [0, 0, 1, None]


@pytest.mark.parametrize(
    ("scans", "pages", "codes"),
    [
        (f"页 {SECOND} 未核对\n", [Page(file=FIRST)], ["scan-page"]),
        (f"页 {FIRST} 未核对\n页 {FIRST} 未核对\n", [Page(file=FIRST)], ["scan-page"]),
        (
            f"页 {FIRST} 未核对\n[1 1 9 9] 90% 电话13800138000\n",
            [Page(file=FIRST)],
            ["scan-private-number"],
        ),
        (
            f"页 {FIRST} 未核对\n[1 1 9 9] 90% 【不公开：电话13800138000】\n",
            [Page(file=FIRST)],
            [],
        ),
        (
            f"页 {FIRST} 未核对\n[1 1 9 9] 90% 电话13800138000\n",
            [Page(file=FIRST, access=Access.CLOSED)],
            [],
        ),
    ],
    ids=["another page", "page twice", "number seen", "number covered", "number on a closed page"],
)
def test_what_is_wrong_with_scans(scans: str, pages: list[Page], codes: list[str]) -> None:
    """Pages that are not there, and numbers that everybody would see on the scan."""
    assert placed(scans, *pages)[1] == codes


def test_a_page_is_put_where_the_record_has_it() -> None:
    """Reading in any order gives the file in order, and leaves remarks and other lines alone."""
    order = [FIRST, SECOND]
    two = ScannedPage(SECOND, (line("二"),))
    text = put_page("", two, order=order) + "# 阿妹说：这页要再看\n看不懂的一行\n"
    text = put_page(text, ScannedPage(FIRST, (line("一"),)), order=order)
    assert [page.file for page in parse_scans(text, path=PATH).pages] == [FIRST, SECOND]
    again = put_page(text, ScannedPage(SECOND, (line("两"),)), order=order)
    assert [page.lines[0].text for page in parse_scans(again, path=PATH).pages] == ["一", "两"]
    assert "# 阿妹说：这页要再看" in again


# What may be seen

MASK = masker({"沈阿妹"})


def covered(text: str | None, *lines: ScanLine) -> tuple[int, bool, list[int]]:
    """How many stretches are covered, whether that suffices, and the lines to be found."""
    scan = project_scan(text, lines, shown=text, mask=MASK)
    return len(scan.masks), scan.is_coverable, [one.line for one in scan.lines]


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("甲\n乙", [line("甲", 0), line("乙", 1)], (0, True, [0, 1])),
        ("甲\n【不公开：乙】", [line("甲", 0), line("乙", 1)], (1, True, [0])),
        ("甲\n【不公开：乙】", [line("甲", 0)], (0, False, [0])),
        (
            "甲【不公开：乙\n丙】\n丁",
            [line("甲乙", 0), line("丙", 1), line("丁", 2)],
            (2, True, [2]),
        ),
        ("【化名：陆根|老陆】", [line("陆根", 0)], (1, True, [])),
        ("沈阿妹记", [line("沈阿妹记", 0)], (1, True, [])),
        ("沈阿妹记", [], (0, False, [])),
        ("甲", [line("甲", 0), line("沈阿妹", None)], (1, True, [0])),
        ("沈\n阿妹\n乙", [line("沈", 0), line("阿妹", 1), line("乙", 2)], (2, True, [2])),
        ("甲", [line("沈"), line("阿"), line("妹"), line("甲", 0)], (3, True, [0])),
        ("【方言：囡|小孩】", [line("囡", 0)], (0, True, [0])),
        ("甲", [line("【不公开：乙】", None), line("甲", 0)], (1, True, [0])),
        (None, [], (0, True, [])),
    ],
)
def test_what_is_withheld_is_covered_on_the_scan(
    text: str | None, lines: list[ScanLine], expected: tuple[int, bool, list[int]]
) -> None:
    """Withheld lines and protected names, also broken over lines and also where nobody typed
    them; where nobody knows the place, the scan is not shown."""
    assert covered(text, *lines) == expected


def test_the_cover_reaches_beyond_the_writing() -> None:
    """A hand-set or guessed box is never exact."""
    mask = project_scan("沈阿妹", [line("沈阿妹", 0)], shown="某某", mask=MASK).masks[0]
    assert mask.x < 0.1
    assert mask.y < 0.1
    assert mask.x + mask.width > 0.5
    assert mask.y + mask.height > 0.2


def test_a_scan_file_of_no_paper_is_told_of(tmp_path: Path) -> None:
    """It belongs beside a record of its name."""
    folder = tmp_path / "content/documents"
    folder.mkdir(parents=True)
    (folder / "lost.scan.txt").write_text("页 a.jpg 未核对\n", encoding="utf-8")
    problems = read_archive(tmp_path).problems
    assert [(p.code, str(p.path)) for p in problems] == [
        ("file-stray", "content/documents/lost.scan.txt")
    ]


def test_bent_files_of_scans_do_no_harm() -> None:
    """A few of what ``python -m tests.fuzz.scans`` tries."""
    for text in bent_texts(60, seed=9):
        try_text(text)


@pytest.mark.slow
def test_a_machine_reads_a_page(tmp_path: Path, project_root: Path) -> None:
    """The recogniser that the extra brings, over a page of columns that lies askew: in order, and
    each line where it stands."""
    font = ImageFont.truetype(str(project_root / "archive/render/press/fonts/LXGWWenKai.ttf"), 44)
    page = Image.new("RGB", (520, 700), (240, 232, 214))
    draw = ImageDraw.Draw(page)
    columns = ["立賣田契人陸阿和", "今將南蕩邊水田", "情願賣與本村"]
    for number, words in enumerate(columns):
        for place, letter in enumerate(words):
            draw.text((400 - number * 90, 90 + place * 50), letter, font=font, fill=(40, 36, 34))
    page.rotate(-2, fillcolor=(240, 232, 214)).save(tmp_path / "page.jpg", quality=90)
    lines = read_scan(ScanTask("page", tmp_path / "page.jpg"))
    assert [one.text for one in lines] == columns
    lefts = [min(one.stretches[0][0::2]) for one in lines]
    assert lefts == sorted(lefts, reverse=True)
    assert all(one.confidence > 0.8 for one in lines)
