"""Originals: how a picture is stored, as a phone, a scanner or an editor leaves it."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from PIL import ExifTags, Image

__all__ = ["suffix_of", "write_original"]

_SUFFIXES = {"objects/tatou": ".png", "objects/tonglu": ".webp", "documents/gongfen-1972-3": ".tif"}
_TAKEN = {
    "photos/chaiwu-2009": "2009:08:16 15:20:07",
    "photos/chaguan-2009": "2009:09:30 19:42:31",
    "photos/nianfan-2009": "2009:01:25 16:58:12",
    "portraits/lu-jianguo": "2024:05:11 10:03:45",
}
_TURNED = "photos/nianfan-2009"


def suffix_of(path: str) -> str:
    """The extension under which the picture at `path` is stored."""
    return _SUFFIXES.get(path, ".jpg")


@cache
def _tables(quality: int) -> tuple[list[int], list[int]]:
    """Quantisation tables for `quality`; colour is kept finer, or the paper's tint would jump."""
    found: list[list[int]] = []
    for index, worth in enumerate((quality, max(quality, 66))):
        probe = io.BytesIO()
        Image.new("RGB", (16, 16)).save(probe, "JPEG", quality=worth)
        probe.seek(0)
        with Image.open(probe) as small:
            found.append(list(small.quantization[index]))  # type: ignore[attr-defined]
    found[1][:3] = [2, 6, 6]
    return found[0], found[1]


def _jpeg(image: Image.Image, quality: int, exif: bytes) -> bytes:
    out = io.BytesIO()
    image.save(
        out,
        "JPEG",
        qtables=list(_tables(quality)),
        optimize=True,
        progressive=True,
        subsampling="4:2:0",
        exif=exif,
    )
    return out.getvalue()


def _fitted(image: Image.Image, limit: int, exif: bytes) -> bytes:
    """The best JPEG of at most `limit` bytes, quality 18 to 86."""
    low, high = 18, 86
    best = _jpeg(image, low, exif)
    while low < high:
        middle = (low + high + 1) // 2
        tried = _jpeg(image, middle, exif)
        if len(tried) <= limit:
            low, best = middle, tried
        else:
            high = middle - 1
    return best


def _exif(path: str) -> bytes:
    """What a phone writes; the place is invented and lies in the open sea."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Sample"
    exif[ExifTags.Base.Model] = "Sample Phone"
    exif[ExifTags.Base.Software] = "Sample Camera 1.0"
    exif[ExifTags.Base.DateTime] = _TAKEN[path]
    if path == _TURNED:
        exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = _TAKEN[path]
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (28.0, 30.0, 0.0)
    place[ExifTags.GPS.GPSLongitudeRef] = "E"
    place[ExifTags.GPS.GPSLongitude] = (126.0, 30.0, 0.0)
    return exif.tobytes()


def _few_colours(image: Image.Image) -> Image.Image:
    """A smaller copy in sixteen steps from ink over wood to paper: what suits PNG."""
    small = image.resize((image.width * 5 // 8, image.height * 5 // 8), Image.Resampling.LANCZOS)
    steps = small.convert("L").point([min(15, (level + 9) // 17) for level in range(256)])
    palette: list[int] = []
    for step in range(16):
        part = step / 15
        low, high = (
            ((32, 38, 43), (158, 146, 126)) if part < 0.5 else ((158, 146, 126), (249, 248, 244))
        )
        along = part * 2 if part < 0.5 else part * 2 - 1
        palette += [round(a + (b - a) * along) for a, b in zip(low, high, strict=True)]
    few = Image.frombytes("P", steps.size, steps.tobytes())
    few.putpalette(palette)
    return few


def write_original(image: Image.Image, media: Path, path: str, *, limit: int) -> int:
    """Store `image` below `media` in at most about `limit` bytes; answers its size in bytes."""
    target = media / f"{path}{suffix_of(path)}"
    target.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    match target.suffix:
        case ".png":
            _few_colours(image).save(out, "PNG", optimize=True)
        case ".webp":
            image.save(out, "WEBP", quality=64, method=6)
        case ".tif":
            grey = image.convert("L").resize(
                (image.width * 3 // 4, image.height * 3 // 4), Image.Resampling.LANCZOS
            )
            grey.point(lambda level: min(240, (level + 24) // 48 * 48)).save(
                out, "TIFF", compression="tiff_lzw", dpi=(150, 150)
            )
        case _:
            exif = _exif(path) if path in _TAKEN else b""
            turned = image.transpose(Image.Transpose.ROTATE_90) if path == _TURNED else image
            out.write(_fitted(turned, limit, exif))
    data = out.getvalue()
    if not target.exists() or target.read_bytes() != data:
        target.write_bytes(data)
    return len(data)
