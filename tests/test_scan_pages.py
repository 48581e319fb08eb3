"""Scans with several pages, PDF and TIFF: each page a picture, and only what is to be seen."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from PIL import Image

from archive.derive import Derivation
from archive.errors import Problem
from archive.ingest.archive import read_archive
from archive.ingest.scaffold import write_new_archive
from archive.model.document import Document
from archive.model.kinds import RecordId
from archive.model.orders import DerivedPicture, PictureOrder
from tests.leaks.canaries import Ledger
from tests.leaks.media import write_pdf
from tests.test_derive_detectors import (
    CORNERS,
    are_near,
    derive,
    make_corners,
    open_derived,
    read_corners,
)
from tests.test_inspecting import lock_pdf, make_pdf

BLACK = (0, 0, 0)


@pytest.fixture
def media(tmp_path: Path) -> Path:
    """`book.pdf` and `book.tif`: black, then the four colours, then white."""
    (tmp_path / "media").mkdir()
    pages = [Image.new("RGB", (64, 48), BLACK), make_corners(), Image.new("RGB", (64, 48), "white")]
    pages[0].save(tmp_path / "media/book.tif", save_all=True, append_images=pages[1:])
    write_pdf(tmp_path / "media/book.pdf", pages, Ledger(), "book")
    return tmp_path / "media"


def page_of(media: Path, name: str, page: int | None) -> Derivation:
    return derive(media.parent, PictureOrder("d/d/p", PurePosixPath(name), zoom=True, page=page))


def result_of(derivation: Derivation) -> DerivedPicture:
    result = derivation.results["d/d/p"]
    assert isinstance(result, DerivedPicture)
    return result


@pytest.mark.parametrize("name", ["book.pdf", "book.tif"])
def test_the_page_that_is_asked_for_is_shown(media: Path, name: str) -> None:
    """The second of three, and no word about the others."""
    derivation = page_of(media, name, 2)
    assert derivation.problems == ()
    seen = open_derived(derivation, result_of(derivation).page.path)
    assert are_near(read_corners(seen), CORNERS)


@pytest.mark.parametrize("name", ["book.pdf", "book.tif"])
def test_the_first_page_is_shown_when_none_is_named(media: Path, name: str) -> None:
    """And the worker is told how many more there are."""
    derivation = page_of(media, name, None)
    seen = open_derived(derivation, result_of(derivation).page.path)
    assert are_near(read_corners(seen), [BLACK] * 4)
    (problem,) = derivation.problems
    assert (problem.code, problem.facts, problem.is_warning) == (
        "media-pages-left",
        {"count": "3"},
        True,
    )


@pytest.mark.parametrize(("name", "count"), [("book.pdf", "3"), ("book.tif", "3")])
def test_a_page_that_is_not_there_is_told(media: Path, name: str, count: str) -> None:
    """With how many there are."""
    derivation = page_of(media, name, 4)
    assert not derivation.results
    (problem,) = derivation.problems
    assert (problem.code, problem.facts) == ("media-no-page", {"page": "4", "count": count})


def test_a_picture_has_one_page(media: Path) -> None:
    """A number for a photograph is a mistake."""
    make_corners().save(media / "a.jpg")
    assert page_of(media, "a.jpg", 1).problems == ()
    assert [problem.code for problem in page_of(media, "a.jpg", 2).problems] == ["media-no-page"]


def test_paper_is_drawn_as_fine_as_it_was_scanned(media: Path) -> None:
    """A sheet of A4 with 300 dots an inch; a poster no larger than what is looked at closely."""
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.new_page(20_000, 200)
    document.save(media / "sizes.pdf")
    sheet = result_of(page_of(media, "sizes.pdf", 1))
    assert sheet.zoom is not None
    assert (sheet.zoom.width, sheet.zoom.height) == (2480, 3509)
    poster = result_of(page_of(media, "sizes.pdf", 2))
    assert poster.zoom is not None
    assert poster.zoom.width == 4096


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lock_pdf(make_pdf(pages=1)), "media-locked"),
        (b"%PDF-1.7\n" + bytes(300), "media-failed"),
        (make_pdf(pages=2)[:150], "media-failed"),
    ],
)
def test_a_pdf_that_does_not_open_is_a_problem(media: Path, content: bytes, code: str) -> None:
    """Locked, broken and cut ones."""
    (media / "a.pdf").write_bytes(content)
    derivation = page_of(media, "a.pdf", 1)
    assert not derivation.results
    (problem,) = derivation.problems
    assert problem.code == code
    facts = {**problem.facts, "original": "a.pdf"}
    assert "?" not in Problem(problem.code, PurePosixPath("a"), None, facts).message("zh")


def test_pages_of_one_file_are_written_down_one_by_one(tmp_path: Path) -> None:
    """`file` and `page` in a record; the number below one is refused with its line."""
    write_new_archive(tmp_path / "village", title="试村", language="zh-Hans")
    path = tmp_path / "village/content/documents/deed.md"
    path.write_text(
        "---\naccession: A-1\ntitle: 契约\ndocument_type: 契约\nwhen: 1953\nsecrecy: 公开\n"
        "personal_information: []\npublic_scope: 开放\npages:\n"
        "  - {file: deed.pdf, page: 1}\n  - {file: deed.pdf, page: 2}\naccess: 开放\n---\n",
        encoding="utf-8",
    )
    reading = read_archive(tmp_path / "village")
    record = reading.archive.records[RecordId("documents/deed")]
    assert isinstance(record, Document)
    assert [(str(page.file), page.page) for page in record.pages] == [
        ("deed.pdf", 1),
        ("deed.pdf", 2),
    ]
    path.write_text(path.read_text("utf-8").replace("page: 2", "page: 0"), encoding="utf-8")
    (problem,) = (p for p in read_archive(tmp_path / "village").problems if p.path.stem == "deed")
    assert problem.line == 11
