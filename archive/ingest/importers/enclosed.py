"""Pictures that lie inside a document and become originals of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.plain_texts import LONGEST_LINE, clean_line
from archive.ingest.incoming import Draft, Original, Whence
from archive.ingest.off_record import withhold_in_text
from archive.ingest.slugs import slug_for
from archive.model.kinds import Kind, RecordId, record_id
from archive.values import dataclass

_HEADS = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
)
"""Pictures that offices put into documents. Here a name is given to what is taken; what a picture
really is, and whether it can be drawn, is seen where originals are opened."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A picture that is taken out of a document."""

    original: Original
    number: int
    """Counted from 1, as the text calls it."""
    line: int
    """Where in the text it first stands."""
    caption: str = ""
    """What the document says below it, or of it."""


def picture_ending(head: bytes) -> str:
    """The ending for a picture that begins so; empty for what is none."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return next((ending for magic, ending in _HEADS if head.startswith(magic)), "")


def pictures_of(
    enclosed: Sequence[Enclosed], problems: list[Problem], *, path: PurePosixPath
) -> list[dict[str, object]]:
    """The pictures as the field of a record has them, with what is private in their captions
    withheld and told of."""
    return [_picture(one, problems, path) for one in enclosed]


def _picture(one: Enclosed, problems: list[Problem], path: PurePosixPath) -> dict[str, object]:
    # Marks that withhold stay marks; one that is cut off hides all behind it.
    written = " ".join(one.caption.split())[:LONGEST_LINE]
    caption, told = withhold_in_text(written, path=path, line=one.line)
    problems += told
    fields: dict[str, object] = {"file": str(one.original.place)}
    return {**fields, "caption": caption} if caption else fields


def photos_of(
    enclosed: Sequence[Enclosed],
    problems: list[Problem],
    *,
    path: PurePosixPath,
    document: RecordId,
    title: str,
) -> Iterator[Draft]:
    """A photograph for each picture of a paper, which has no pictures itself: closed, and with the
    paper it was taken from."""
    for one in enclosed:
        picture = _picture(one, problems, path)
        name = f"《{title}》里的图片 {one.number}"[:LONGEST_LINE]
        fields: dict[str, object] = {
            "accession": f"Z{one.number:04}",
            "title": name,
            "when": {"spoken": "不详"},
            "location": "不详",
            "photographer": "不详",
            "provided_by": f"不详（取自文稿“{clean_line(path.name)[:200]}”）",
            "description": picture.get("caption") or f"{name}（还没有写文字说明）",
            "picture": picture,
            "see_also": [str(document)],
            "access": "不开放",
        }
        slug = slug_for(f"{document.partition('/')[2]}-{one.number}", otherwise="photo")
        yield Draft(record_id(Kind.PHOTO, slug), fields, Whence(path, row=one.line))
