"""A new archive: complete, commented, and without a problem from its first moment."""

import io
import wave
from importlib import resources
from pathlib import Path

import pytest
import yaml
from PIL import Image

from archive.errors import ConfigError
from archive.ingest.archive import read_archive
from archive.ingest.folders import CONTENT
from archive.ingest.originals import check_originals
from archive.ingest.scaffold import write_new_archive
from archive.ingest.shapes import MODELS, PAIRS, Form, shapes_of
from archive.model.fields import Part
from archive.model.kinds import Kind


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "zh_CN", "en"])
def test_a_new_archive_has_no_problems(tmp_path: Path, language: str) -> None:
    """One record of each kind, all references right, all originals registered."""
    written = write_new_archive(tmp_path / "new", title='沈家浜: "记忆" #1', language=language)
    assert sorted(f for f in (tmp_path / "new").rglob("*") if f.is_file()) == sorted(written)
    reading = read_archive(tmp_path / "new")
    assert reading.problems == ()
    assert {name.split("/")[0] for name in reading.archive.records} == {k.value for k in Kind}
    assert check_originals(reading.archive, media_dir=tmp_path / "new" / "media") == ()


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_title_and_language_are_filled_in(tmp_path: Path, language: str) -> None:
    """Any title is safe, no blank is left, and each page comes once."""
    title = '沈家浜: "记忆" #1'
    write_new_archive(tmp_path / "new", title=title, language=language)
    settings = yaml.safe_load((tmp_path / "new/mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == title
    assert settings["plugins"][0]["pintu"]["languages"] == [language]
    pages = sorted((tmp_path / "new" / CONTENT / "pages").iterdir())
    assert [page.name for page in pages] == ["about.md", "guide.md", "index.md"]
    for file in (tmp_path / "new").rglob("*.md"):
        assert "$" not in file.read_text(encoding="utf-8")
    about = (tmp_path / "new" / CONTENT / "pages/about.md").read_text(encoding="utf-8")
    assert ("关于" in about) is language.startswith("zh")


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    """Not a byte is written among other files; an empty folder will do."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigError, match="not an empty folder"):
        write_new_archive(tmp_path, title="x", language="zh")
    assert [f.name for f in tmp_path.iterdir()] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    assert write_new_archive(tmp_path / "empty", title="x", language="zh")


def test_two_new_archives_are_alike(tmp_path: Path) -> None:
    """Same input, same bytes: media made in code too."""
    for name in ("a", "b"):
        write_new_archive(tmp_path / name, title="x", language="zh")
    for file in (tmp_path / "a").rglob("*"):
        if file.is_file():
            other = tmp_path / "b" / file.relative_to(tmp_path / "a")
            assert file.read_bytes() == other.read_bytes()


def test_the_media_are_what_they_seem(tmp_path: Path) -> None:
    """A sound as long as its transcript, and pictures that open."""
    write_new_archive(tmp_path, title="x", language="zh")
    with wave.open(str(tmp_path / "media/sound/example.wav")) as sound:
        assert sound.getnframes() / sound.getframerate() == 24
    for file in (tmp_path / "media").rglob("*.jpg"):
        with Image.open(io.BytesIO(file.read_bytes())) as picture:
            picture.load()
            assert min(picture.size) >= 1000


def _keys(model: type[Part]) -> set[str]:
    """Every key that may be written for ``model``, inner ones too; pairs need not name theirs."""
    found: set[str] = set()
    for key, field in shapes_of(model).items():
        if key == PAIRS.get(model, ("", ""))[0]:
            continue
        found.add(key)
        shape = field.shape.inner or field.shape
        if shape.form is Form.PART and shape.model is not None:
            found |= _keys(shape.model)
    return found


@pytest.mark.parametrize("kind", sorted(Kind))
def test_an_example_shows_every_field(kind: Kind) -> None:
    """Written or commented out, each key of a kind stands in its example."""
    folder = resources.files("archive.ingest").joinpath("new_archive", "content", kind.value)
    files = list(folder.iterdir())
    if kind is Kind.INTERVIEW:
        files = [files[0].joinpath("index.md")]
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    missing = {key for key in _keys(MODELS[kind]) if f"{key}:" not in text}
    assert missing == set()
