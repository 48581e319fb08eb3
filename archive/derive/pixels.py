"""Decoding pictures, in a process that may be lost: run by `tools.run_python`, never imported.

Pillow, libheif and their kin parse hostile bytes here, under limits and without a network.
"""

from __future__ import annotations

import io
import json
import math
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageDraw, ImageFile, ImageOps

from archive.derive import cage, scan_pages, tearing

_SRGB = ImageCms.createProfile("sRGB")
_ICC_SPACES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab "}


class _Refused(Exception):
    """Carries the code and the facts of a problem."""


def main(job: Mapping[str, Any]) -> None:
    """Do one job of `pictures.derive_sizes` and print the answer as JSON."""
    cage.confine(job["limits"])
    try:
        answer = _derive(job)
    except _Refused as refused:
        answer = {"fault": refused.args[0], **refused.args[1]}
    except scan_pages.NoPage as missing:
        answer = {"fault": "media-no-page", "page": str(job["page"]), "count": str(missing)}
    except scan_pages.Locked:
        answer = {"fault": "media-locked"}
    except MemoryError:
        answer = {"fault": "media-bomb", "size": "?", "limit": f"{job['max_pixels']} px"}
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        answer = _fault_of(error)
    json.dump(answer, sys.stdout)


def _fault_of(error: Exception) -> dict[str, str]:
    if isinstance(error, OSError) and error.errno == 28:
        return {"fault": "media-no-space"}
    if _is_cut_short(error):
        return {"fault": "media-truncated"}
    return {"fault": "media-failed", "reason": type(error).__name__}


def _is_cut_short(error: Exception) -> bool:
    words = ("truncated", "unexpected end", "end of file", "premature")
    return isinstance(error, EOFError) or any(word in str(error).lower() for word in words)


def _derive(job: Mapping[str, Any]) -> dict[str, Any]:
    picture, told = _read(job)
    picture = ImageOps.exif_transpose(picture)
    picture = _flatten(picture, paper=tuple(job["paper"]))
    # From here on the picture is pixels only: whatever was known beside them is left behind.
    picture.info = {}
    for mask in job["masks"]:
        _paint(picture, mask, paper=tuple(job["paper"]))
    return _write(picture, job) | told


def _read(job: Mapping[str, Any]) -> tuple[Image.Image, dict[str, Any]]:
    """The page that is wanted, decoded, and what is to be said of it: how many `pages` there are,
    and of a torn picture how much is left."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit, below, refuses where Pillow's would only warn
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    warnings.simplefilter("ignore")
    if job["format"] == "PDF":
        page, longest = job["page"] or 1, _largest(job)
        picture, count = scan_pages.draw_pdf_page(Path(job["source"]), page=page, longest=longest)
        return picture, {"pages": count}
    picture, count = _open(job)
    try:
        picture.load()
    except (OSError, EOFError, SyntaxError, ValueError) as error:
        # Where something is to be covered, nobody could say whether it still is where it was.
        if job["masks"] or not _is_cut_short(error):
            raise
        picture, share = tearing.save_torn(
            Path(job["source"]), lambda: _open(job)[0], paper=tuple(job["paper"])
        )
        return picture, {"pages": count, "torn": share}
    return picture, {"pages": count}


def _largest(job: Mapping[str, Any]) -> int:
    return max(int(max(size["width"], size["height"])) for size in job["sizes"])


def _open(job: Mapping[str, Any]) -> tuple[Image.Image, int]:
    """The page that is wanted, not yet decoded, and how many there are. Raises _Refused for one
    too large."""
    if job["format"] == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    picture = Image.open(Path(job["source"]), formats=(job["format"],))
    count = scan_pages.turn_to_page(picture, page=job["page"] or 1)
    width, height = picture.size
    if width * height > job["max_pixels"]:
        limit = f"{job['max_pixels'] // 1_000_000} MP"
        raise _Refused("media-bomb", {"size": f"{width} x {height} px", "limit": limit})
    # JPEG can be decoded at a half, a quarter or an eighth; twice the size keeps it sharp.
    picture.draft(None, (2 * _largest(job), 2 * _largest(job)))
    return picture, count


def _flatten(picture: Image.Image, *, paper: tuple[int, ...]) -> Image.Image:
    """Eight-bit sRGB without transparency."""
    profile = picture.info.get("icc_profile")
    alpha = _alpha_of(picture)
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = _to_eight_bits(picture)
    if picture.mode in ("1", "LA", "La"):
        picture = picture.convert("L")
    elif picture.mode not in ("L", "RGB", "CMYK", "LAB"):
        picture = picture.convert("RGB")
    picture = _to_srgb(picture, profile)
    if alpha is None:
        return picture
    ground = Image.new("RGB", picture.size, paper)
    ground.paste(picture, mask=alpha)
    return ground


def _alpha_of(picture: Image.Image) -> Image.Image | None:
    """The opacity, if any; a palette may hold one too. Colour is taken without it."""
    if not picture.has_transparency_data:
        return None
    return picture.convert("RGBA").getchannel("A")


def _to_eight_bits(picture: Image.Image) -> Image.Image:
    """16-bit and floating point grey; Pillow's own conversion would clip it at 255."""
    low, high = (float(value) for value in picture.getextrema())  # type: ignore[arg-type]
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ValueError("grey values that are no numbers")
    if picture.mode.startswith("I") and low >= 0 and high <= 65_535:
        low, high = 0.0, 65_535.0
    scale = 255 / (high - low) if high > low else 0.0
    plain = picture.convert("I") if picture.mode.startswith("I;") else picture
    return plain.point(lambda value: value * scale + (0.5 - low * scale)).convert("L")


def _to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """By the profile that the picture carries, if it fits the pixels, else as if it were sRGB."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if source.profile.xcolor_space == _ICC_SPACES.get(picture.mode):
                return _convert(picture, source)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a damaged profile: the colours are guessed, the picture is kept
    return picture.convert("RGB")


def _convert(picture: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    converted = ImageCms.profileToProfile(
        picture,
        source,
        _SRGB,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if converted is None:
        raise ValueError("no conversion")
    return converted


def _paint(picture: Image.Image, mask: Mapping[str, Any], *, paper: tuple[int, ...]) -> None:
    """Cover a part; outwards to whole pixels and one more, so that no edge shines through."""
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    if mask["polygon"]:
        corners = [(x * width, y * height) for x, y in mask["polygon"]]
        draw.polygon(corners, fill=paper, outline=paper, width=3)
        return
    left, top = math.floor(mask["x"] * width) - 1, math.floor(mask["y"] * height) - 1
    right = math.ceil((mask["x"] + mask["width"]) * width) + 1
    bottom = math.ceil((mask["y"] + mask["height"]) * height) + 1
    draw.rectangle((left, top, right, bottom), fill=paper)


def _write(picture: Image.Image, job: Mapping[str, Any]) -> dict[str, Any]:
    files: dict[tuple[int, int], dict[str, Any]] = {}
    roles = {}
    for size in sorted(job["sizes"], key=lambda size: -size["width"]):
        picture = _fit(picture, width=size["width"], height=size["height"])
        role = size["role"]
        same = files.get(picture.size)
        if same is not None:
            roles[role] = same["role"]
            continue
        name = f"{role}.jpg"
        files[picture.size] = {
            "role": role,
            "name": name,
            "width": picture.width,
            "height": picture.height,
        }
        _save(picture, Path(job["out"]) / name, quality=size["quality"])
    red, green, blue = picture.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    placeholder = f"#{red:02x}{green:02x}{blue:02x}"
    return {"files": list(files.values()), "roles": roles, "placeholder": placeholder}


def _fit(picture: Image.Image, *, width: int, height: int) -> Image.Image:
    scale = min(1.0, width / picture.width, height / picture.height)
    if scale == 1.0:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _save(picture: Image.Image, path: Path, *, quality: int) -> None:
    picture.save(
        path,
        "JPEG",
        quality=quality,
        progressive=True,
        optimize=True,
        subsampling="4:2:0",
        icc_profile=None,
        exif=b"",
    )
