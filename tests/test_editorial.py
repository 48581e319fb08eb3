"""The village's own pages leave without names that were not given and without what cameras add."""

import io
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image

from archive.derive import InlineExecutor
from archive.model.names import masker
from archive.publish.editorial import Editorial, clean_editorial
from archive.render.shell import mask_shell, parse_shell


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """An empty folder of pages, as a host leaves it."""
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


def clean(pages: Path, *names: str) -> Editorial:
    """The pages as they leave, with ``names`` protected."""
    return clean_editorial(
        pages,
        mask=masker(names),
        cache_dir=pages.parent / "cache",
        executor=InlineExecutor(),
    )


def test_a_picture_is_written_anew_without_metadata(pages: Path) -> None:
    """Position, device and comment are gone; the picture stays what it was."""
    exif = Image.Exif()
    exif[0x010F] = "SECRET-MAKER"
    exif[0x8825] = {1: "N", 2: (30.0, 1.0, 2.0)}
    Image.new("RGB", (80, 60), (200, 30, 30)).save(pages / "a.jpg", exif=exif, comment=b"SECRET")
    done = clean(pages)
    content = done.files[PurePosixPath("a.jpg")]
    assert b"SECRET" not in content
    assert b"Exif" not in content
    assert Image.open(io.BytesIO(content)).size == (80, 60)
    assert done.problems == ()


def test_a_name_that_was_not_given_is_masked_and_told(pages: Path) -> None:
    """In a page, and in the words around the home page; what else is there stays."""
    (pages / "about.html").write_text("<p>问沈阿三家里，再问别人。</p>", "utf-8")
    done = clean(pages, "沈阿三")
    assert done.files[PurePosixPath("about.html")].decode() == "<p>问某某家里，再问别人。</p>"
    assert [(p.code, str(p.path)) for p in done.problems] == [
        ("page-name-masked", "content/pages/about.html")
    ]
    shell = parse_shell("<p>沈阿三</p>@@pintu:content@@<p>村</p>")
    masked = mask_shell(shell, masker(["沈阿三"]))
    assert masked.fill({"content": "沈阿三"}) == "<p>某某</p>沈阿三<p>村</p>"
    assert masked.digest != shell.digest
    assert mask_shell(shell, masker(["别人"])) is shell


def test_recordings_and_papers_stay_behind(pages: Path) -> None:
    """Beside pages nobody is asked for consent, so they belong to a record."""
    (pages / "voice.mp3").write_bytes(b"ID3")
    (pages / "list.pdf").write_bytes(b"%PDF")
    done = clean(pages)
    assert done.files == {}
    assert {p.code for p in done.problems} == {"page-file-left-out"}


def test_a_picture_that_cannot_be_opened_is_told(pages: Path) -> None:
    """It is not passed on unread."""
    (pages / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    done = clean(pages)
    assert done.files == {}
    assert {p.code for p in done.problems} == {"page-picture-broken"}
