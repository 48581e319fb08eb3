"""Pictures of a IIIF manifest where nothing is heard: as photographs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from archive.ingest.importers.plain_texts import clean_line
from archive.ingest.importers.records import Names
from archive.ingest.incoming import Draft, Whence
from archive.ingest.slugs import slug_for
from archive.model.kinds import Kind, record_id
from archive.values import dataclass

_UNKNOWN = "不详"


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture that lies beside a manifest, and what the manifest says of it."""

    path: PurePosixPath
    """The manifest, relative to what was given."""
    place: PurePosixPath
    """Where the picture would like to be, below ``media/``."""
    title: str
    summary: str = ""
    note: str = ""


def photo_drafts(pictures: Sequence[Pictured], *, licence: str | None) -> tuple[Draft, ...]:
    """A photograph for each of them; nobody in it is known, and nobody was asked."""
    names = Names()
    drafts = []
    for number, one in enumerate(pictures, 1):
        title = clean_line(one.title) or one.place.stem
        slug = names.give(slug_for(title, otherwise=f"photo-{number:04}"))
        fields: dict[str, object] = {
            "accession": f"Z{number:04}",
            "title": title,
            "access": "开放" if licence else "不开放",
            "when": {"spoken": _UNKNOWN},
            "location": _UNKNOWN,
            "photographer": _UNKNOWN,
            "provided_by": f"{_UNKNOWN}（由 IIIF 清单导入）",
            "description": one.summary or f"《{title}》，由 IIIF 清单导入，没有文字说明。",
            "picture": {"file": one.place.as_posix()},
        }
        if one.note:
            fields["note"] = one.note
        drafts.append(Draft(record_id(Kind.PHOTO, slug), fields, Whence(one.path)))
    return tuple(drafts)
