"""A new archive: a commented example of each kind, a guide, and media made on the spot."""

from __future__ import annotations

import hashlib
import io
import json
import math
import struct
import wave
from collections.abc import Callable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from string import Template

from PIL import Image, ImageDraw

from archive.errors import ConfigError
from archive.ingest.front_matter import FrontMatter, parse_front_matter
from archive.ingest.originals import MANIFEST, MEDIA
from archive.model.kinds import Kind

_TEMPLATES = "new_archive"
_RENAMED = {"gitignore": ".gitignore"}
_FILLED = frozenset({"mkdocs.yml", "index.md", "about.md"})
"""Files with ``$words`` to fill in, by their last name."""
_RATE = 22_050
_PAPER, _INK, _INDIGO, _VERMILION = "#f4f1ea", "#2f3236", "#2f4a6d", "#a83a2c"


def write_new_archive(folder: Path, *, title: str, language: str) -> tuple[Path, ...]:
    """Write an archive that builds at once; gives the files written, sorted.

    ``language`` is that of the interface and the pages, Chinese for any ``zh…``, else English; the
    explanations in the examples are Chinese. ConfigError when the folder holds anything.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(
            f"{folder} 不是空文件夹，没有写任何东西。请换一个名字。",
            f"{folder} is not an empty folder; nothing was written. Choose another name.",
        )
    words = _words(title, language)
    written = []
    for path, data in sorted(_files(words, is_chinese=language.lower().startswith("zh"))):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        written.append(file)
    return tuple(written)


def example_of(kind: Kind) -> FrontMatter | None:
    """The head of the first example of a kind that a new archive has; None where it has none."""
    folder = resources.files("archive.ingest").joinpath(_TEMPLATES, "content", kind.value)
    if not folder.is_dir():
        return None
    for path, entry in _templates(folder, PurePosixPath()):
        if path.suffix == ".md" and path.name != "notes.md":
            return parse_front_matter(entry.read_text(encoding="utf-8"), path=path)
    return None


def _words(title: str, language: str) -> dict[str, str]:
    """What is filled into the templates, quoted so that any title is safe in YAML."""
    if language.lower().startswith("zh"):
        interface = (
            "zh-Hant" if language.lower().startswith(("zh-hant", "zh-tw", "zh-hk")) else ("zh-Hans")
        )
        texts = {
            "tagline": "村里人讲的村里事",
            "notice": "这是刚建好的档案，里面的人物和事情都是示例，是编写的。",
            "institution": "示例村史馆",
            "contact": "村史馆值班的社工。",
        }
    else:
        interface = "en"
        texts = {
            "tagline": "The village, told by its people",
            "notice": "This archive is new; its people and stories are invented examples.",
            "institution": "Village history room (example)",
            "contact": "the social worker at the history room.",
        }
    quoted = {key: json.dumps(text, ensure_ascii=False) for key, text in texts.items()}
    return (
        {"title": json.dumps(title, ensure_ascii=False), "languages": interface}
        | quoted
        | {"contact_plain": texts["contact"].rstrip("。.")}
    )


def _files(words: dict[str, str], *, is_chinese: bool) -> Iterator[tuple[PurePosixPath, bytes]]:
    root = resources.files("archive.ingest").joinpath(_TEMPLATES)
    for path, template in _templates(root, PurePosixPath()):
        if (path.suffixes[:1] == [".en"]) is is_chinese and _has_other(root, path):
            continue
        target = path.with_name(path.name.replace(".en.md", ".md"))
        text = template.read_text(encoding="utf-8")
        if target.name in _FILLED and target.parent.name in ("", "pages"):
            contact = words["contact_plain"] if target.name == "about.md" else words["contact"]
            text = Template(text).substitute(words | {"contact": contact})
        yield target.with_name(_RENAMED.get(target.name, target.name)), text.encode()
    manifest = ""
    for name, make in _MEDIA.items():
        data = make()
        manifest += f"{hashlib.sha256(data).hexdigest()}  {name}\n"
        yield PurePosixPath(MEDIA, name), data
    yield PurePosixPath(MEDIA, MANIFEST), manifest.encode()


def _has_other(root: Traversable, path: PurePosixPath) -> bool:
    """Whether a page comes in both languages, so that one of them is left out."""
    name = path.name
    other = name.replace(".en.md", ".md") if ".en." in name else name.replace(".md", ".en.md")
    return other != name and root.joinpath(str(path.with_name(other))).is_file()


def _templates(
    folder: Traversable, path: PurePosixPath
) -> Iterator[tuple[PurePosixPath, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _templates(entry, path / entry.name)
        else:
            yield path / entry.name, entry


# --- media made on the spot -----------------------------------------------------------------------


def _melody() -> bytes:
    """Twenty-four seconds of a slow pentatonic tune, as WAV: a stand-in for a voice."""
    notes = (392.0, 440.0, 523.25, 587.33, 523.25, 440.0, 392.0, 329.63)
    samples = bytearray()
    for number in range(24 * _RATE):
        second = number / _RATE
        note = notes[int(second / 1.5) % len(notes)]
        within = second % 1.5
        loudness = 0.35 * math.exp(-1.8 * within) * min(1.0, within * 40)
        tone = math.sin(2 * math.pi * note * second) + 0.3 * math.sin(4 * math.pi * note * second)
        samples += struct.pack("<h", int(32767 * loudness * tone / 1.3))
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(_RATE)
        written.writeframes(bytes(samples))
    return file.getvalue()


def _sheet(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (width, height), _PAPER)
    return picture, ImageDraw.Draw(picture)


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88)
    return file.getvalue()


def _lamp() -> bytes:
    """An oil lamp: foot, belly, burner, glass and flame."""
    picture, draw = _sheet(1200, 1600)
    draw.ellipse((300, 1330, 900, 1450), fill="#ddd7ca")
    draw.polygon([(430, 1390), (770, 1390), (690, 1290), (510, 1290)], fill=_INK)
    draw.rectangle((560, 1150, 640, 1300), fill=_INK)
    draw.ellipse((400, 900, 800, 1200), fill=_INDIGO)
    draw.rectangle((520, 850, 680, 930), fill=_INK)
    outline = [(530, 850), (450, 640), (540, 470), (545, 260), (655, 260), (660, 470), (750, 640)]
    draw.polygon([*outline, (670, 850)], fill="#e6ecef", outline=_INK, width=8)
    draw.ellipse((560, 600, 640, 800), fill="#e9b44c")
    draw.ellipse((580, 680, 620, 790), fill=_VERMILION)
    return _jpeg(picture)


def _well() -> bytes:
    """Two people at a well below a tree, as a brown print."""
    picture, draw = _sheet(1600, 1200)
    draw.rectangle((0, 860, 1600, 1200), fill="#d8d0bf")
    draw.rectangle((1240, 300, 1300, 880), fill="#5b5347")
    for x, y, r in ((1270, 260, 190), (1130, 340, 130), (1420, 330, 140)):
        draw.ellipse((x - r, y - r, x + r, y + r), fill="#8b8672")
    draw.rectangle((620, 820, 980, 980), fill="#9b9484")
    draw.ellipse((620, 770, 980, 870), fill="#b7b0a0", outline="#5b5347", width=6)
    draw.ellipse((680, 792, 920, 850), fill="#3c3a35")
    for x in (560, 1040):
        draw.ellipse((x - 60, 520, x + 60, 660), fill="#6f675a")
        draw.polygon([(x - 110, 960), (x + 110, 960), (x + 70, 670), (x - 70, 670)], fill="#5b5347")
    return _jpeg(picture)


def _page() -> bytes:
    """A page of an account book: ruled columns and a seal, no lettering."""
    picture, draw = _sheet(1200, 1600)
    draw.rectangle((100, 120, 1100, 1480), outline=_VERMILION, width=6)
    for column in range(1, 8):
        x = 100 + column * 125
        draw.line((x, 120, x, 1480), fill="#c98b80", width=3)
        for row in range(9):
            y = 190 + row * 130
            if (column * 5 + row * 3) % 7 < 5:
                draw.rounded_rectangle((x - 92, y, x - 33, y + 70), 14, fill=_INK)
    draw.rectangle((870, 1290, 1060, 1450), outline=_VERMILION, width=14)
    return _jpeg(picture)


_MEDIA: dict[str, Callable[[], bytes]] = {
    "documents/example-page-1.jpg": _page,
    "objects/example-lamp.jpg": _lamp,
    "photos/example-well.jpg": _well,
    "sound/example.wav": _melody,
}
