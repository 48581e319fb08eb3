"""Pictures: upright, in true colours, covered where they must be, and nothing but pixels."""

from __future__ import annotations

import io
import struct
from pathlib import Path, PurePosixPath

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from archive.derive import Derivation
from archive.derive.pictures import PAPER, is_bare_jpeg
from archive.model.orders import DerivedPicture, Mask, PictureOrder
from tests.test_derive_detectors import (
    CORNERS,
    are_near,
    derive_fine,
    make_corners,
    open_derived,
    read_corners,
)

KEY = "photos/bridge/picture"


def derive_picture(
    village: Path, name: str, *, masks: tuple[Mask, ...] = (), zoom: bool = False
) -> tuple[DerivedPicture, Derivation]:
    order = PictureOrder(KEY, PurePosixPath(name), masks=masks, zoom=zoom)
    derivation = derive_fine(village, order)
    result = derivation.results[KEY]
    assert isinstance(result, DerivedPicture)
    return result, derivation


def see(village: Path, name: str, *, masks: tuple[Mask, ...] = ()) -> Image.Image:
    """The page size of one original."""
    result, derivation = derive_picture(village, name, masks=masks)
    return open_derived(derivation, result.page.path)


@pytest.fixture
def media(tmp_path: Path) -> Path:
    """The folder of originals of the village `tmp_path`."""
    (tmp_path / "media").mkdir()
    return tmp_path / "media"


# EXIF orientation -> how an upright picture must be turned to be stored under it.
STORED_AS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def store_turned(orientation: int) -> tuple[Image.Image, Image.Exif]:
    """An upright picture as a camera held otherwise would store it."""
    turn = STORED_AS[orientation]
    picture = make_corners() if turn is None else make_corners().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    return picture, exif


@pytest.mark.parametrize(
    ("extension", "orientation"),
    [
        *(("jpg", orientation) for orientation in STORED_AS),
        *(("heic", orientation) for orientation in (1, 3, 6, 8)),
        ("png", 6),
        ("tif", 6),
        ("webp", 6),
    ],
)
def test_every_picture_is_upright(media: Path, extension: str, orientation: int) -> None:
    """However the camera was held, and whichever format it writes, up is up."""
    picture, exif = store_turned(orientation)
    path = media / f"a.{extension}"
    if extension == "heic":
        heif = pillow_heif.from_pillow(picture)
        heif.save(path, quality=95, exif=exif.tobytes())
    elif extension == "tif":
        picture.save(path, tiffinfo={0x0112: orientation})
    else:
        picture.save(path, exif=exif, quality=95)
    seen = see(media.parent, path.name)
    assert seen.size == (64, 48)
    assert are_near(read_corners(seen), CORNERS, by=20)


def make_profile(primaries: tuple[tuple[float, float, float], ...]) -> bytes:
    """A small ICC profile (version 2, matrix and gamma 2.2) with these D50 primaries."""

    def number(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def point(values: tuple[float, float, float]) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(number(value) for value in values)

    white = (0.9642, 1.0, 0.8249)
    curve = b"curv\0\0\0\0\0\0\0\1" + struct.pack(">H", round(2.2 * 256)) + b"\0\0"
    text = b"desc\0\0\0\0\0\0\0\5test\0".ljust(92, b"\0")
    bodies = [(b"desc", text), (b"wtpt", point(white)), (b"cprt", b"text\0\0\0\0none")]
    bodies += list(zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(point, primaries), strict=True))
    bodies += [(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")]
    at, table, data = 128 + 4 + 12 * len(bodies), b"", b""
    for name, body in bodies:
        body = body.ljust(-len(body) % 4 + len(body), b"\0")
        table += struct.pack(">4sII", name, at + len(data), len(body))
        data += body
    size = at + len(data)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + b"".join(map(number, white))
    return head.ljust(128, b"\0") + struct.pack(">I", len(bodies)) + table + data


DISPLAY_P3 = (
    (0.51512, 0.24120, -0.00105),
    (0.29198, 0.69225, 0.04189),
    (0.15710, 0.06657, 0.78407),
)
SRGB_TO_XYZ = np.array(
    [[0.4361, 0.3851, 0.1431], [0.2225, 0.7169, 0.0606], [0.0139, 0.0971, 0.7141]]
)


def p3_to_srgb(colour: tuple[int, int, int]) -> list[int]:
    """What a Display P3 colour is in sRGB, by the definition of both."""
    linear = np.linalg.solve(SRGB_TO_XYZ, np.array(DISPLAY_P3).T @ (np.array(colour) / 255) ** 2.2)
    linear = np.clip(linear, 0, 1)
    curved = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return [round(value) for value in curved * 255]


@pytest.mark.parametrize("extension", ["jpg", "png", "tif", "webp", "heic"])
def test_wide_colours_of_phones_are_converted(media: Path, extension: str) -> None:
    """A Display P3 picture looks the same in sRGB: its numbers change as colour science says."""
    colour = (190, 110, 90)
    profile = make_profile(DISPLAY_P3)
    picture = Image.new("RGB", (64, 64), colour)
    path = media / f"a.{extension}"
    if extension == "heic":
        pillow_heif.register_heif_opener()
        picture.save(path, quality=98, icc_profile=profile)
    else:
        picture.save(path, quality=98, icc_profile=profile)
    wanted = p3_to_srgb(colour)
    assert not are_near([wanted], [colour], by=9)
    assert are_near(read_corners(see(media.parent, path.name)), [wanted] * 4, by=5)


def test_damaged_profile_costs_only_the_profile(media: Path) -> None:
    """A picture with a broken ICC profile is shown with its numbers as they are."""
    Image.new("RGB", (64, 64), (200, 100, 50)).save(media / "a.png", icc_profile=b"broken" * 40)
    assert are_near(read_corners(see(media.parent, "a.png")), [(200, 100, 50)] * 4, by=5)


def make_odd(kind: str) -> tuple[Image.Image, tuple[int, int, int]]:
    """A picture in an unusual mode, and the colour it must show."""
    half = Image.new("L", (64, 64), 255)
    match kind:
        case "grey":
            return Image.new("L", (64, 64), 90), (90, 90, 90)
        case "black-white":
            return Image.new("1", (64, 64), 1), (255, 255, 255)
        case "16-bit grey":
            return Image.fromarray(np.full((64, 64), 32_896, np.uint16)), (128, 128, 128)
        case "palette":
            return Image.new("RGB", (64, 64), (200, 30, 60)).quantize(4), (200, 30, 60)
        case "transparent":
            half.paste(0, (0, 0, 64, 64))
            return Image.merge("RGBA", (*Image.new("RGB", (64, 64)).split(), half)), PAPER
        case "half transparent":
            picture = Image.new("RGBA", (64, 64), (0, 0, 0, 128))
            red, green, blue = (round(value * 127 / 255) for value in PAPER)
            return picture, (red, green, blue)
        case "grey with alpha":
            return Image.new("LA", (64, 64), (40, 255)), (40, 40, 40)
        case _:
            palette = Image.new("P", (64, 64), 1)
            palette.putpalette([9, 9, 9, 250, 0, 0])
            palette.info["transparency"] = 1
            return palette, PAPER


@pytest.mark.parametrize(
    "kind",
    [
        "grey",
        "black-white",
        "16-bit grey",
        "palette",
        "transparent",
        "half transparent",
        "grey with alpha",
        "palette with a hole",
    ],
)
def test_unusual_pictures_show_their_colour(media: Path, kind: str) -> None:
    """Depth, palette and transparency come out as a person expects; paper shows through holes."""
    picture, colour = make_odd(kind)
    hole = 1 if kind == "palette with a hole" else None
    picture.save(media / "a.png", transparency=hole)
    assert are_near(read_corners(see(media.parent, "a.png")), [colour] * 4, by=3)


def test_deep_scans_keep_their_range(media: Path) -> None:
    """A 16-bit grey ramp from black to white is a ramp, not white from a 256th on."""
    ramp = np.tile(np.linspace(0, 65_535, 256).astype(np.uint16), (16, 1))
    Image.fromarray(ramp).save(media / "a.tif")
    seen = np.asarray(see(media.parent, "a.tif"))[8, :, 0].astype(int)
    assert np.abs(seen - np.arange(256)).max() <= 4


def test_cmyk_of_a_print_shop_is_readable(media: Path) -> None:
    """A CMYK JPEG is neither inverted nor refused."""
    Image.new("CMYK", (64, 64), (0, 255, 255, 0)).save(media / "a.jpg")
    red, green, blue = read_corners(see(media.parent, "a.jpg"))[0]
    assert red > 180
    assert green < 80
    assert blue < 80


def test_sizes_are_those_promised(media: Path) -> None:
    """160, 280, 480, 800 and 1280 wide, 4096 on the long side, in proportion, progressive."""
    Image.effect_noise((5000, 3000), 30).convert("RGB").save(media / "a.jpg", quality=60)
    result, derivation = derive_picture(media.parent, "a.jpg", zoom=True)
    assert result.zoom is not None
    files = (*result.widths, result.zoom)
    assert result.widths == (
        result.thumb, result.tile, result.phone, result.middle, result.page
    )  # fmt: skip
    sizes = [(file.width, file.height) for file in files]
    assert sizes == [(160, 96), (280, 168), (480, 288), (800, 480), (1280, 768), (4096, 2458)]
    for file in files:
        with Image.open(derivation.files[file.path]) as picture:
            assert picture.size == (file.width, file.height)
            assert "progressive" in picture.info
            assert derivation.files[file.path].stat().st_size == file.bytes


def test_small_pictures_are_not_blown_up(media: Path) -> None:
    """A picture smaller than most sizes is published once, as it is, and in those it exceeds;
    pages are offered each file once."""
    make_corners(300, 200).save(media / "a.png")
    result, derivation = derive_picture(media.parent, "a.png", zoom=True)
    assert result.phone == result.middle == result.page == result.zoom
    assert (result.phone.width, result.phone.height) == (300, 200)
    assert (result.thumb.width, result.thumb.height) == (160, 107)
    assert result.widths == (result.thumb, result.tile, result.phone)
    assert len(derivation.files) == 3


def test_a_tall_picture_keeps_its_widths_in_order(media: Path) -> None:
    """A scroll, limited by its height, is in every size no narrower than in the one before."""
    make_corners(600, 6000).save(media / "a.png")
    result, _ = derive_picture(media.parent, "a.png")
    widths = [file.width or 0 for file in result.widths]
    assert widths == sorted(set(widths))
    assert all((file.height or 0) <= 3 * 1280 for file in result.widths)


def test_zoom_is_made_only_when_ordered(media: Path) -> None:
    """Without an order for it, no large size exists anywhere."""
    Image.new("RGB", (2000, 1500)).save(media / "a.png")
    result, derivation = derive_picture(media.parent, "a.png")
    assert result.zoom is None
    assert {path.name for path in (media.parent / ".pintu/derived").rglob("*.jpg")} == {
        "thumb.jpg",
        "tile.jpg",
        "phone.jpg",
        "middle.jpg",
        "page.jpg",
    }
    assert len(derivation.files) == 5


def test_placeholder_is_the_mean_colour(media: Path) -> None:
    """Half black and half white is grey."""
    picture = Image.new("RGB", (100, 100))
    picture.paste((255, 255, 255), (0, 0, 50, 100))
    picture.save(media / "a.png")
    result, _ = derive_picture(media.parent, "a.png")
    red, green, blue = bytes.fromhex(result.placeholder[1:])
    assert red == green == blue
    assert red == pytest.approx(127, abs=2)


FACE = Mask(0.25, 0.5, 0.25, 0.25)


@pytest.mark.parametrize("orientation", [1, 6])
def test_covered_part_is_paper_in_every_size(media: Path, orientation: int) -> None:
    """A mask is counted on the upright picture; all of it is flat paper, and the rest stays."""
    picture = Image.new("RGB", (1600, 1200), (60, 90, 140))
    checks = np.indices((300, 400)).sum(axis=0) // 20 % 2 * 255
    picture.paste(Image.fromarray(checks.astype(np.uint8)), (400, 600))
    exif = Image.Exif()
    exif[0x0112] = orientation
    turn = STORED_AS[orientation]
    stored = picture if turn is None else picture.transpose(turn)
    stored.save(media / "a.jpg", exif=exif, quality=95)
    result, derivation = derive_picture(media.parent, "a.jpg", masks=(FACE,), zoom=True)
    assert result.zoom is not None
    for file in (result.phone, result.middle, result.page, result.zoom):
        seen = np.asarray(open_derived(derivation, file.path)).astype(int)
        height, width = seen.shape[:2]
        covered = seen[height // 2 : height * 3 // 4, width // 4 : width // 2]
        inner = covered[2:-2, 2:-2]
        # At its rim JPEG lets a little of what is outside, and public, run in.
        assert np.abs(inner - PAPER).max() <= 24
        assert np.ptp(inner[20:-20, 20:-20].reshape(-1, 3), axis=0).max() <= 3
        assert np.abs(seen[: height // 3] - (60, 90, 140)).max() <= 6


@pytest.mark.parametrize(
    "mask", [FACE, Mask(0, 0, 0, 0, polygon=((0.25, 0.5), (0.5, 0.5), (0.5, 0.75), (0.25, 0.75)))]
)
def test_nothing_covered_changes_a_byte_of_what_is_published(media: Path, mask: Mask) -> None:
    """Two pictures that differ only under the mask give the same files and placeholder."""
    plain = make_corners(400, 400)
    secret = plain.copy()
    secret.paste((0, 0, 0), (100, 200, 200, 300))
    plain.save(media / "plain.png")
    secret.save(media / "secret.png")
    one, _ = derive_picture(media.parent, "plain.png", masks=(mask,))
    other, _ = derive_picture(media.parent, "secret.png", masks=(mask,))
    assert one == other
    assert one != derive_picture(media.parent, "plain.png")[0]


@pytest.mark.parametrize("mask", [(1.0, 0, 0.1, 0.1), (0, 0, 0, 0.5), (float("nan"), 0, 1, 1)])
def test_mask_that_would_cover_nothing_is_refused(mask: tuple[float, float, float, float]) -> None:
    """A wrong mask is an error at once, not a picture that shows what it should not."""
    with pytest.raises(ValueError, match="mask"):
        Mask(*mask)


PLANTED = (b"PLANTED-artist", b"PLANTED-place", b"PLANTED-xmp", b"PLANTED-comment")


def make_talkative(extension: str) -> bytes:
    """A picture with an author, a position, a thumbnail, XMP and a comment."""
    exif = Image.Exif()
    exif[0x013B] = "PLANTED-artist"
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 1.0, 2.0), 27: b"PLANTED-place"})
    packet = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>PLANTED-xmp</x:xmpmeta>"
    into = io.BytesIO()
    match extension:
        case "jpg":
            picture = make_corners(200, 200)
            picture.save(into, "JPEG", exif=exif, xmp=packet, comment=b"PLANTED-comment")
            return into.getvalue() + b"PLANTED-after-the-end"
        case "heic":
            heif = pillow_heif.from_pillow(make_corners(200, 200))
            heif.save(into, exif=exif.tobytes(), xmp=packet)
        case _:
            make_corners(200, 200).save(into, "WEBP", exif=exif.tobytes(), xmp=packet)
    return into.getvalue()


@pytest.mark.parametrize("extension", ["jpg", "heic", "webp"])
def test_nothing_but_pixels_is_published(media: Path, extension: str) -> None:
    """No author, position, thumbnail, XMP, profile or comment is in any size; the same search
    finds them all in the original."""
    original = make_talkative(extension)
    (media / f"a.{extension}").write_bytes(original)
    expected = PLANTED if extension == "jpg" else PLANTED[:3]
    assert all(word in original for word in expected)
    result, derivation = derive_picture(media.parent, f"a.{extension}", zoom=True)
    for path in derivation.files.values():
        data = path.read_bytes()
        assert is_bare_jpeg(data)
        for trace in (b"PLANTED", b"Exif", b"adobe", b"ICC_PROFILE", b"Photoshop"):
            assert trace not in data
        with Image.open(path) as picture:
            assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
                "progressive",
                "progression",
            }
            assert not picture.getexif()
    assert "PLANTED" not in str(result)


def test_bareness_check_sees_every_extra() -> None:
    """Each kind of extra makes a JPEG not bare; without any it is bare."""
    bare = io.BytesIO()
    make_corners().save(bare, "JPEG")
    assert is_bare_jpeg(bare.getvalue())
    assert not is_bare_jpeg(bare.getvalue() + b"more")
    assert not is_bare_jpeg(bare.getvalue()[:-2])
    for extra in ({"comment": b"x"}, {"exif": Image.Exif()}, {"icc_profile": b"x"}, {"xmp": b"x"}):
        data = io.BytesIO()
        if isinstance(exif := extra.get("exif"), Image.Exif):
            exif[0x013B] = "x"
        make_corners().save(data, "JPEG", **extra)
        assert not is_bare_jpeg(data.getvalue())


def test_same_picture_gives_same_bytes(tmp_path: Path) -> None:
    """Deriving twice from nothing gives the same files under the same public names."""
    results = []
    for village in (tmp_path / "one", tmp_path / "two"):
        (village / "media").mkdir(parents=True)
        make_corners(900, 700).save(village / "media/a.png")
        result, derivation = derive_picture(village, "a.png", zoom=True)
        results.append((result, [path.read_bytes() for path in derivation.files.values()]))
    assert results[0] == results[1]
