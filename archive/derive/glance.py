"""A look at many pictures, in a process that may be lost: run by `tools.run_python`, never
imported. What each says of itself, and a hash of how it looks."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageFile, ImageOps

from archive.derive import cage
from archive.derive.scan_pages import Locked, open_pdf, turn_to_page

HASH_SIZE = 16
"""Bits along one side of a hash."""
_SIDE = 4 * HASH_SIZE
_MAKE, _MODEL, _CHANGED = 0x010F, 0x0110, 0x0132
_CAMERA, _POSITION = 0x8769, 0x8825
_TAKEN, _DIGITISED = 0x9003, 0x9004


def main(job: Mapping[str, Any]) -> None:
    """Print, as a JSON list, what is found in each of the files of `inspecting`."""
    cage.confine(job["limits"])
    Image.MAX_IMAGE_PIXELS = None  # our own limit, below
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    warnings.simplefilter("ignore")
    json.dump([_look(Path(file), job) for file in job["files"]], sys.stdout)


def _look(folder: Path, job: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of the one file in `folder`, whose name is its format's reader."""
    (path,) = folder.iterdir()
    try:
        return _document(path) if path.name == "PDF" else _picture(path, job)
    except MemoryError:
        return {"fault": "media-bomb", "size": "?", "limit": _limit(job)}
    except Exception as error:  # noqa: BLE001 - libraries raise anything over hostile bytes
        return {"fault": "media-failed", "reason": type(error).__name__}


def _limit(job: Mapping[str, Any]) -> str:
    return f"{job['max_pixels'] // 1_000_000} MP"


def _picture(path: Path, job: Mapping[str, Any]) -> dict[str, Any]:
    if path.name == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    with Image.open(path, formats=(path.name,)) as picture:
        width, height = picture.size
        if width * height > job["max_pixels"]:
            size = f"{width} x {height} px"
            return {"fault": "media-bomb", "size": size, "limit": _limit(job)}
        exif = picture.getexif()
        facts = _facts_of(exif) | {"pages": turn_to_page(picture, page=1)}
        picture.draft("L", (4 * _SIDE, 4 * _SIDE))
        turned = ImageOps.exif_transpose(picture)
        # Some readers turn the picture themselves, so what came of it is asked, not the tag.
        if (turned.width > turned.height) is not (width > height):
            width, height = height, width
        return facts | {"width": width, "height": height, "likeness": _hashes(turned)}


def _facts_of(exif: Image.Exif) -> dict[str, Any]:
    camera = exif.get_ifd(_CAMERA)
    moments = (camera.get(_TAKEN), camera.get(_DIGITISED), exif.get(_CHANGED))
    return {
        "recorded": next((str(moment) for moment in moments if moment), ""),
        "device": " ".join(str(exif[tag]) for tag in (_MAKE, _MODEL) if exif.get(tag)),
        "has_position": bool(exif.get_ifd(_POSITION)),
    }


def _hashes(picture: Image.Image) -> list[str]:
    """Perceptual hashes as hex, of the picture as it is and turned by 90, 180 and 270 degrees."""
    import imagehash

    if picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    if picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        picture = ground
    small = picture.convert("L").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    if small.getextrema()[0] == small.getextrema()[1]:
        return []  # a blank sheet is like any other
    turns = (
        None,
        Image.Transpose.ROTATE_90,
        Image.Transpose.ROTATE_180,
        Image.Transpose.ROTATE_270,
    )
    turned = (small if turn is None else small.transpose(turn) for turn in turns)
    return [str(imagehash.phash(one, hash_size=HASH_SIZE)) for one in turned]


def _document(path: Path) -> dict[str, Any]:
    """Pages and day of a PDF, and what made it."""
    try:
        pdf = open_pdf(path)
    except Locked:
        return {"fault": "media-locked"}
    told = pdf.get_metadata_dict()
    return {
        "pages": len(pdf),
        "recorded": told.get("CreationDate", ""),
        "device": told.get("Creator", "") or told.get("Producer", ""),
    }
