"""Drafts for what has no words of its own: a recording, a photograph, a scan.

What its name and its folders tell is all that is known; everything else says that it is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from archive.adding.gift import Found
from archive.derive.identify import MediaKind
from archive.derive.inspecting import Inspected
from archive.ingest.file_names import Told, parse_names
from archive.ingest.importers.records import consent_fields
from archive.ingest.incoming import Draft, Whence
from archive.ingest.slugs import slug_for
from archive.model.dates import parse_edtf
from archive.model.kinds import Kind, RecordId, record_id
from archive.model.terms import DocumentType, MediaType, Secrecy, TranscriptState

UNKNOWN = "不详"
_NOT_SAID = "不详（由文件导入）"
_CLOSED = "不开放"
_FOLDERS_ASKED = 2
"""Folders around a file whose names are asked."""
_LONGEST_TITLE = 200
_MOST_PAGES = 2000
"""Pages of one file that become pages of a document."""
_ANY_TRANSCRIPT = re.compile(
    r"(?:文字|口述|录音|整理|访谈|采访|转写|逐字|记录|讲述)*(?:稿|记录|整理|文字|全文|实录)"
    r"(?:[（(]?(?:初稿|定稿|终稿|\d+)[）)]?)?|transcript|text|interview|字幕|subtitles?|audio",
    re.IGNORECASE,
)
"""Names of transcripts that say only that they are one."""


def told_of(path: PurePosixPath) -> Told:
    """What the name of a file and of the folders around it tell."""
    return parse_names([path.stem, *_around(path)])


def _around(path: PurePosixPath) -> list[str]:
    return [folder.name for folder in path.parents if folder.name][:_FOLDERS_ASKED]


def called_by_folder(draft: Draft) -> Draft:
    """A telling whose transcript is called no more than that, by the name of its folder."""
    told = parse_names(_around(draft.whence.file))
    title = draft.fields.get("title")
    if draft.kind is not Kind.INTERVIEW or not (told.topic or told.narrators):
        return draft
    if not isinstance(title, str) or not _ANY_TRANSCRIPT.fullmatch(title.strip()):
        return draft
    found = _title(told, otherwise=title)
    fields = {**draft.fields, "title": found}
    if isinstance(summary := fields.get("summary"), str):
        fields["summary"] = summary.replace(f"《{title}》", f"《{found}》")
    return replace(draft, id=_telling_id(told, found, otherwise="telling"), fields=fields)


def recording_fields(
    found: Found, place: PurePosixPath, said: Inspected | None
) -> dict[str, object]:
    """A recording; how it is coded and what its file says stand in private fields."""
    medium = MediaType.VIDEO if found.nature is MediaKind.VIDEO else MediaType.AUDIO
    fields: dict[str, object] = {"file": str(place), "media_type": medium.zh}
    if said is not None and said.coding:
        fields["technical"] = said.coding
    if said is not None and said.saying:
        fields["file_says"] = said.saying
    return fields


def picture_fields(place: PurePosixPath, said: Inspected | None) -> dict[str, object]:
    """A picture, with what its file says in a private field."""
    fields: dict[str, object] = {"file": str(place)}
    if said is not None and said.saying:
        fields["file_says"] = said.saying
    return fields


def page_fields(place: PurePosixPath, said: Inspected | None) -> list[dict[str, object]]:
    """The pages of a scan: of a PDF or TIFF with several, each by its number."""
    page = picture_fields(place, said)
    if said is None or said.pages < 2:
        return [page]
    return [{**page, "page": number} for number in range(1, min(said.pages, _MOST_PAGES) + 1)]


def propose_telling(
    found: Found, place: PurePosixPath, number: int, said: Inspected | None = None
) -> Iterator[Draft]:
    """An interview for a recording, with its narrators and their consents."""
    told = told_of(found.path)
    is_film = found.nature is MediaKind.VIDEO
    medium = MediaType.VIDEO if is_film else MediaType.AUDIO
    names = told.narrators or (f"口述者待补（{found.path.stem[:40]}）",)
    title = _title(told, otherwise=f"{medium.zh} {found.path.stem}")
    own = _telling_id(told, title, otherwise=f"telling-{number:04}")
    people = [slug_for(name, otherwise=f"person-{number:04}") for name in names]
    fields: dict[str, object] = {
        "accession": f"K{number:04}",
        "title": title,
        "access": _CLOSED,
        "narrators": [f"people/{slug}" for slug in people],
        "collectors": [UNKNOWN],
        "institution": _NOT_SAID,
        "recorded_on": told.when or {"spoken": UNKNOWN},
        "recorded_at": told.place or UNKNOWN,
        "languages": [UNKNOWN],
        "language_tag": "und",
        "recording": recording_fields(found, place, said),
        "summary": f"《{title}》的{medium.zh}，还没有文字稿。",
        "consents": [f"consents/{slug}" for slug in people],
        "transcript_state": TranscriptState.MACHINE.zh,
    }
    whence = Whence(found.path)
    yield Draft(own, fields, whence)
    is_named = bool(told.narrators)
    for name, slug in zip(names, people, strict=True):
        yield _person(name, slug, number, whence, is_named=is_named)
        yield _consent(slug, number, [str(own)], told, whence)


def _telling_id(told: Told, title: str, *, otherwise: str) -> RecordId:
    slug = slug_for(title, otherwise=otherwise)
    return record_id(Kind.INTERVIEW, f"{told.when}-{slug}" if told.when else slug)


def _title(told: Told, *, otherwise: str) -> str:
    who = "、".join(told.narrators)
    if told.topic:
        title = f"{who}讲{told.topic}" if who else told.topic
    else:
        title = f"{who}的讲述" if who else otherwise
    return title[:_LONGEST_TITLE]


def _person(name: str, slug: str, number: int, whence: Whence, *, is_named: bool) -> Draft:
    fields: dict[str, object] = {
        "accession": f"P{number:04}",
        "name": name,
        "name_kind": "真名" if is_named else "匿名",
        "access": _CLOSED,
    }
    return Draft(record_id(Kind.PERSON, slug), fields, whence)


def _consent(slug: str, number: int, covers: Sequence[str], told: Told, whence: Whence) -> Draft:
    day = parse_edtf(told.when).earliest if told.when else None
    fields = consent_fields(number, slug, covers=covers, days=[day] if day else [], licence=None)
    return Draft(record_id(Kind.CONSENT, slug), fields, whence)


def propose_photo(
    found: Found, place: PurePosixPath, number: int, said: Inspected | None = None
) -> Draft:
    """A record for a picture that belongs to nothing else."""
    told = told_of(found.path)
    title = (told.topic or f"照片 {found.path.stem}")[:_LONGEST_TITLE]
    fields: dict[str, object] = {
        "accession": f"Z{number:04}",
        "title": title,
        "when": told.when or {"spoken": UNKNOWN},
        "location": told.place or UNKNOWN,
        "photographer": UNKNOWN,
        "provided_by": _NOT_SAID,
        "description": f"{title}（还没有写文字说明）",
        "picture": picture_fields(place, said),
        "access": _CLOSED,
    }
    slug = slug_for(title, otherwise=f"photo-{number:04}")
    return Draft(record_id(Kind.PHOTO, slug), fields, Whence(found.path))


def propose_document(
    found: Found, place: PurePosixPath, number: int, said: Inspected | None = None
) -> Draft:
    """A record for a scan that belongs to nothing else."""
    told = told_of(found.path)
    title = (told.topic or f"文献 {found.path.stem}")[:_LONGEST_TITLE]
    fields: dict[str, object] = {
        "accession": f"W{number:04}",
        "title": title,
        "document_type": DocumentType.OTHER.zh,
        "when": told.when or {"spoken": UNKNOWN},
        "secrecy": Secrecy.INTERNAL.zh,
        "personal_information": ["待查"],
        "public_scope": _CLOSED,
        "pages": page_fields(place, said),
        "access": _CLOSED,
    }
    slug = slug_for(title, otherwise=f"document-{number:04}")
    return Draft(record_id(Kind.DOCUMENT, slug), fields, Whence(found.path))
