"""Originals that carry a canary wherever a file of their sort can carry anything."""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from tests.leaks.canaries import Ledger
from tests.test_derive_detectors import RATE, Samples, make_tone, put, run_ffmpeg, write_wav

Box = tuple[float, float, float, float]
"""Left, top, width and height, as fractions of the picture."""
MIDDLE: Box = (0.3, 0.25, 0.4, 0.5)
SIDE = 6
"""Blocks along one side of a pattern."""


def draw_picture(patterns: Mapping[int, Box], *, size: tuple[int, int] = (320, 240)) -> Image.Image:
    """A grey picture with patterns of blocks."""
    picture = Image.new("RGB", size, (120, 130, 120))
    draw = ImageDraw.Draw(picture)
    for number, box in patterns.items():
        for place, is_dark in zip(_block_places(box), bits_of(number), strict=True):
            corners = [value * size[axis % 2] for axis, value in enumerate(place)]
            draw.rectangle(corners, fill=(0, 0, 0) if is_dark else (255, 255, 255))
    return picture


@cache
def bits_of(number: int) -> tuple[bool, ...]:
    """The blocks of a pattern, row by row: True is dark."""
    digest = hashlib.blake2b(str(number).encode(), digest_size=8).digest()
    bits = int.from_bytes(digest)
    return tuple(bool(bits >> place & 1) for place in range(SIDE * SIDE))


def _block_places(box: Box) -> list[tuple[float, float, float, float]]:
    left, top, width, height = box
    step_x, step_y = width / SIDE, height / SIDE
    return [
        (left + x * step_x, top + y * step_y, left + (x + 1) * step_x, top + (y + 1) * step_y)
        for y in range(SIDE)
        for x in range(SIDE)
    ]


def read_blocks(picture: Image.Image, box: Box) -> tuple[bool, ...] | None:
    """The blocks at a place, row by row, True for dark; None where nothing stands out."""
    grey = np.asarray(picture.convert("L"), dtype=np.float32)
    height, width = grey.shape
    if height < 4 * SIDE or width < 4 * SIDE:
        return None
    places = np.array(_block_places(box))
    across = ((places[:, 0] + places[:, 2]) / 2 * width).astype(int)
    down = ((places[:, 1] + places[:, 3]) / 2 * height).astype(int)
    rows = [np.clip(down + step, 0, height - 1) for step in (-1, 0, 1)]
    columns = [np.clip(across + step, 0, width - 1) for step in (-1, 0, 1)]
    around = [grey[y, x] for y in rows for x in columns]
    levels = np.mean(around, axis=0)
    if levels.max() - levels.min() < 60:
        return None
    middle = (levels.max() + levels.min()) / 2
    return tuple(bool(level < middle) for level in levels)


def reads_blocks(blocks: Sequence[bool], number: int) -> bool:
    """Whether these are the blocks of a pattern: two of 36 may be wrong."""
    return sum(one is not bit for one, bit in zip(blocks, bits_of(number), strict=True)) <= 2


def write_jpeg(path: Path, picture: Image.Image, ledger: Ledger, place: str) -> None:
    """EXIF with position and thumbnail, XMP, IPTC, a comment, and something after the end."""

    def plant(what: str) -> str:
        return ledger.phrase(f"{place} [{what}]")

    plain = io.BytesIO()
    picture.save(plain, "JPEG", quality=92)
    data = plain.getvalue()
    small = io.BytesIO()
    picture.resize((160, 120)).save(small, "JPEG")
    comment = plant("comment of the EXIF thumbnail").encode()
    thumbnail = data[:2] + _segment(0xFE, comment) + small.getvalue()[2:]
    exif = b"Exif\0\0" + _tiff(
        {
            0x010E: plant("EXIF description"),
            0x013B: plant("EXIF artist"),
            0x0131: plant("EXIF software"),
            0x8298: plant("EXIF copyright"),
        },
        gps=plant("EXIF position"),
        thumbnail=thumbnail,
    )
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{plant('XMP')}</x:xmpmeta>"
    caption = plant("IPTC").encode()
    iptc = b"\x1c\x02\x78" + struct.pack(">H", len(caption)) + caption
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
    segments = (
        _segment(0xE1, exif),
        _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp.encode()),
        _segment(0xED, b"Photoshop 3.0\0" + resource),
        _segment(0xFE, plant("JPEG comment").encode("gb18030")),
    )
    path.write_bytes(data[:2] + b"".join(segments) + data[2:] + plant("after the end").encode())


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload


def _tiff(texts: Mapping[int, str], *, gps: str, thumbnail: bytes) -> bytes:
    """A little-endian TIFF block: texts and a position in its first directory, a thumbnail in the
    second."""
    count = len(texts) + 1
    first_end = 8 + 2 + 12 * count + 4
    entries, heap = [], b""
    for tag, text in sorted(texts.items()):
        encoded = text.encode() + b"\0"
        entries.append(struct.pack("<HHII", tag, 2, len(encoded), first_end + len(heap)))
        heap += encoded + b"\0" * (len(encoded) % 2)
    position = b"ASCII\0\0\0" + gps.encode()
    gps_at = first_end + len(heap)
    gps_directory = struct.pack("<H", 1)
    gps_directory += struct.pack("<HHII", 27, 7, len(position), gps_at + 18)
    heap += gps_directory + b"\0" * 4 + position + b"\0" * (len(position) % 2)
    entries.append(struct.pack("<HHII", 0x8825, 4, 1, gps_at))
    second = first_end + len(heap)
    first = struct.pack("<H", count) + b"".join(entries) + struct.pack("<I", second)
    behind = second + 2 + 12 * 3 + 4
    thumbs = struct.pack("<HHII", 0x0103, 3, 1, 6)
    thumbs += struct.pack("<HHII", 0x0201, 4, 1, behind)
    thumbs += struct.pack("<HHII", 0x0202, 4, 1, len(thumbnail))
    header = b"II*\0" + struct.pack("<I", 8)
    return header + first + heap + struct.pack("<H", 3) + thumbs + b"\0" * 4 + thumbnail


def write_png(path: Path, picture: Image.Image, ledger: Ledger, place: str) -> None:
    """Texts in plain, compressed and international chunks."""
    info = PngInfo()
    info.add_text("Comment", ledger.word(f"{place} [tEXt]"))
    info.add_text("Author", ledger.word(f"{place} [zTXt]"), zip=True)
    info.add_itxt("Title", ledger.phrase(f"{place} [iTXt]"), zip=True)
    picture.save(path, "PNG", pnginfo=info)


def write_pdf(path: Path, pages: Sequence[Image.Image], ledger: Ledger, place: str) -> None:
    """A scan a page, and all that a PDF can carry besides: a layer of text below each page, notes,
    a file attached, a bookmark, and who made it."""
    objects: list[bytes] = []

    def add(body: str | bytes, stream: bytes | None = None) -> int:
        text = body.encode() if isinstance(body, str) else body
        if stream is not None:
            head = text[:-2] + f"/Length {len(stream)}>>".encode()
            text = head + b"\nstream\n" + stream + b"\nendstream"
        objects.append(text)
        return len(objects)

    def plant(what: str) -> str:
        return f"(\ufeff{ledger.phrase(f'{place} [PDF {what}]')})"

    catalog, tree = add(""), add("")
    font = add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    kids = [_pdf_page(add, plant, picture, tree, font, ledger, place) for picture in pages]
    attached = add("<</Type/EmbeddedFile>>", ledger.word(f"{place} [PDF attachment]").encode())
    spec = add(f"<</Type/Filespec/F{plant('attached name')}/EF<</F {attached} 0 R>>>>")
    outlines = add("")
    mark = add(f"<</Title{plant('bookmark')}/Parent {outlines} 0 R/Dest[{kids[0]} 0 R/Fit]>>")
    objects[outlines - 1] = f"<</First {mark} 0 R/Last {mark} 0 R/Count 1>>".encode()
    names = f"<</EmbeddedFiles<</Names[{plant('key of attachment')} {spec} 0 R]>>>>"
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{ledger.phrase(f'{place} [PDF XMP]')}</x:xmpmeta>"
    meta = add("<</Type/Metadata/Subtype/XML>>", xmp.encode())
    objects[catalog - 1] = (
        f"<</Type/Catalog/Pages {tree} 0 R/Names{names}/Outlines {outlines} 0 R"
        f"/Metadata {meta} 0 R>>"
    ).encode()
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[tree - 1] = f"<</Type/Pages/Count {len(kids)}/Kids[{listed}]>>".encode()
    told = "".join(f"/{key}{plant(key)}" for key in ("Author", "Title", "Subject", "Producer"))
    info = add(f"<<{told}>>")
    path.write_bytes(_pdf_file(objects, catalog=catalog, info=info))


def _pdf_page(
    add: Callable[..., int], plant: Callable[[str], str], picture: Image.Image,
    tree: int, font: int, ledger: Ledger, place: str,
) -> int:  # fmt: skip
    width, height = picture.size
    scanned = io.BytesIO()
    picture.save(scanned, "JPEG", quality=92)
    image = add(
        f"<</Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8"
        "/ColorSpace/DeviceRGB/Filter/DCTDecode>>",
        scanned.getvalue(),
    )
    below = ledger.word(f"{place} [PDF text layer]")
    drawn = f"q {width} 0 0 {height} 0 0 cm /I Do Q BT 3 Tr /F 9 Tf 9 9 Td ({below}) Tj ET"
    content = add("<<>>", drawn.encode())
    note = add(f"<</Type/Annot/Subtype/Popup/Rect[1 1 2 2]/Contents{plant('note')}>>")
    return add(
        f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {width} {height}]/Contents {content} 0 R"
        f"/Annots[{note} 0 R]/Resources<</XObject<</I {image} 0 R>>/Font<</F {font} 0 R>>>>>>"
    )


def _pdf_file(objects: Sequence[bytes], *, catalog: int, info: int) -> bytes:
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    table += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    root = f"trailer\n<</Size {len(objects) + 1}/Root {catalog} 0 R/Info {info} 0 R>>\n"
    return data + table + f"{root}startxref\n{len(data)}\n%%EOF\n".encode()


Tones = Sequence[tuple[float, float, float]]
"""Frequency, and from which to which second it sounds."""


def make_speech(tones: Tones, *, seconds: float) -> Samples:
    """A low hum, and a tone wherever something of its own is said."""
    samples = make_tone(220, seconds=seconds, level=-30)
    for frequency, start, end in tones:
        samples = put(samples, make_tone(frequency, seconds=end - start, level=-18), at=start)
    return samples


def write_sound(
    path: Path, tones: Tones, ledger: Ledger, place: str, *, seconds: float, scratch: Path
) -> None:
    """MP3 with ID3 tags and cover art, or a plain WAV, by the name's ending."""
    samples = make_speech(tones, seconds=seconds)
    if path.suffix == ".wav":
        write_wav(path, samples)
        return
    wav = write_wav(scratch / "speech.wav", samples)
    cover = scratch / "cover.jpg"
    write_jpeg(cover, draw_picture({}), ledger, f"{place} [cover]")
    run_ffmpeg(
        "-i", wav, "-i", cover, "-map", "0:a", "-map", "1:v", "-c:v", "copy",
        "-id3v2_version", "3", *_tags(ledger, place), path,
    )  # fmt: skip


def write_film(
    path: Path, tones: Tones, pattern: int, hidden: tuple[float, float], *,
    ledger: Ledger, place: str, seconds: float, scratch: Path,
) -> None:  # fmt: skip
    """MP4 with tags, and a pattern of blocks that is to be seen only in one stretch."""
    wav = write_wav(scratch / "film.wav", make_speech(tones, seconds=seconds), rate=RATE)
    plain, marked = scratch / "plain.png", scratch / "marked.png"
    draw_picture({}).save(plain)
    draw_picture({pattern: MIDDLE}).save(marked)
    seen = f"[0:v][1:v]overlay=enable='between(t,{hidden[0]},{hidden[1]})'[v]"
    run_ffmpeg(
        "-loop", "1", "-r", "10", "-t", str(seconds), "-i", plain,
        "-loop", "1", "-r", "10", "-t", str(seconds), "-i", marked, "-i", wav,
        "-filter_complex", seen, "-map", "[v]", "-map", "2:a", "-pix_fmt", "yuv420p",
        "-preset", "ultrafast", *_tags(ledger, place), path,
    )  # fmt: skip


def _tags(ledger: Ledger, place: str) -> list[str]:
    tags = [
        f"{tag}={ledger.phrase(f'{place} [tag {tag}]')}"
        for tag in ("title", "artist", "comment", "album")
    ]
    return [part for tag in tags for part in ("-metadata", tag)]
