"""Items of a catalogue into drafts: photographs, papers, objects, recordings, and their parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.catalogue_words import read_words
from archive.ingest.importers.item_tables import Item, Taking, children_of
from archive.ingest.importers.records import Names
from archive.ingest.importers.source_files import find_file, is_address
from archive.ingest.importers.tellings import Someone, Telling
from archive.ingest.importers.western_dates import NO_DATE, DateRead, parse_date
from archive.ingest.incoming import Draft, Original, Outcome
from archive.ingest.scalars import parse_yes_no
from archive.ingest.slugs import slug_for
from archive.model.kinds import Kind, RecordId, kind_of, record_id

TEMPLATES: Mapping[str, Kind] = {
    "image": Kind.PHOTO,
    "panorama": Kind.PHOTO,
    "photo": Kind.PHOTO,
    "pdf": Kind.DOCUMENT,
    "document": Kind.DOCUMENT,
    "text": Kind.DOCUMENT,
    "audio": Kind.INTERVIEW,
    "video": Kind.INTERVIEW,
    "transcript": Kind.INTERVIEW,
    "item": Kind.OBJECT,
    "object": Kind.OBJECT,
    "compound_object": Kind.OBJECT,
    "multiple": Kind.OBJECT,
}
"""What a display template shows. Any other, such as ``record``, says nothing of it."""
_FORMATS = (
    (Kind.PHOTO, re.compile(r"image/|stillimage|\.(?:jpe?g|png|gif|tiff?|webp|heic)$")),
    (Kind.INTERVIEW, re.compile(r"audio|sound|video|movingimage|\.(?:mp3|m4a|wav|mp4|mov)$")),
    (Kind.DOCUMENT, re.compile(r"pdf|text|\.(?:docx?|txt)$")),
)
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".gif"})
_FILMS = frozenset({".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm"})
_SOUNDS = frozenset({".mp3", ".m4a", ".wav", ".flac", ".ogg", ".aac", ".amr", ".aif", ".aiff"})
_TAGS = {"eng": "en", "spa": "es", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "zho": "zh",
         "chi": "zh", "pol": "pl", "rus": "ru", "ita": "it", "por": "pt", "jpn": "ja"}  # fmt: skip
NOT_SAID = "不详（由目录表导入）"
"""What stands in a field that must hold something, where the table says nothing."""
_UNKNOWN = "不详"


@dataclass(slots=True)
class Catalogue:
    """What items became. Lists grow as `read_catalogue` goes on."""

    drafts: list[Draft] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    someones: list[Someone] = field(default_factory=list)
    originals: list[Original] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    """By the id of the item."""
    pictures: dict[str, list[Mapping[str, str]]] = field(default_factory=dict)
    """Pictures that belong to an item which is a record already, by its id."""
    recordings: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """The recording of such a record."""
    notes: dict[str, list[str]] = field(default_factory=dict)
    """What is to be noted with such a record."""
    used: set[PurePosixPath] = field(default_factory=set)
    """Files that were taken."""


def read_catalogue(
    items: Sequence[Item],
    *,
    source: Path,
    licence: str | None,
    told: Mapping[str, RecordId] | None = None,
    names: Names | None = None,
) -> Catalogue:
    """What each of ``items`` is, with the files below ``source`` that belong to it.

    ``told`` are items that are records already, whose pictures are gathered here; ``names`` are
    slugs of interviews that are given out. Parts go into what they are a part of where they are
    pictures and say nothing of their own; others become records beside it.
    """
    reading = _Reading(items, source, licence, told or {}, names or Names())
    for item in items:
        reading.read(item)
    reading.tell_missing()
    return reading.made


class _Reading:
    """Everything about the items of one catalogue that one of them needs of another."""

    def __init__(
        self,
        items: Sequence[Item],
        source: Path,
        licence: str | None,
        told: Mapping[str, RecordId],
        interviews: Names,
    ) -> None:
        self.made = Catalogue()
        self._source = source
        self._licence = licence
        self._told = told
        self._items = {item.id: item for item in items}
        self._children = children_of(items)
        self._accessions: set[str] = set()
        self._missing: dict[tuple[PurePosixPath, str], list[int]] = {}
        self._inner = {
            part.id: above
            for above, parts in self._children.items()
            if above in told or _holds_pictures(self._items[above])
            for part in parts
            if part.id not in told and _says_nothing(part)
        }
        given = {kind: Names() for kind in Kind} | {Kind.INTERVIEW: interviews}
        self._ids: dict[str, RecordId] = dict(told)
        for item in items:
            if item.id not in told and item.id not in self._inner:
                kind = self._kind(item)
                slug = given[kind].give(slug_for(item.id, otherwise="item"))
                self._ids[item.id] = record_id(kind, slug)

    def read(self, item: Item) -> None:
        """Make of an item what it is. A part is read with what it belongs to."""
        if item.id in self._inner:
            return
        if item.parent and item.parent not in self._items:
            self._tell("import-parent-missing", item, seen=item.parent[:60])
        if item.id in self._told:
            self._told_already(item)
            return
        self._worsen(item, Outcome.LISTED if item.stray else Outcome.KEPT)
        taking = Taking(item, self.made.problems)
        kind = kind_of(self._ids[item.id])
        if kind is Kind.INTERVIEW:
            self._interview(item, taking)
            return
        make = {Kind.PHOTO: self._photo, Kind.OBJECT: self._object}.get(kind, self._document)
        fields = {**make(item, taking), **self._common(item, taking)}
        body = taking.prose("objecttranscript") if kind is Kind.DOCUMENT else ""
        fields["note"] = taking.note()
        said = {key: value for key, value in fields.items() if value}
        self.made.drafts.append(Draft(self._ids[item.id], said, item.whence, body))

    def _told_already(self, item: Item) -> None:
        """Gather what belongs to a record that is made elsewhere."""
        self._worsen(item, Outcome.LISTED if item.stray else Outcome.KEPT)
        file = self._file(item, Taking(item, self.made.problems))
        if file is not None and file.suffix.lower() not in _PICTURES:
            self.made.recordings[item.id] = _recording(file)
        taking = Taking(item, self.made.problems)
        self.made.pictures[item.id] = self._pictures_of_parts(item, taking)
        self.made.notes[item.id] = taking.kept

    def tell_missing(self) -> None:
        """One problem for each field that a table lacks, with how many rows are concerned."""
        for (path, name), lines in self._missing.items():
            facts = {"seen": name, "count": str(len(lines))}
            self.made.problems.append(Problem("import-fields-missing", path, min(lines), facts))

    # --- what an item is

    def _kind(self, item: Item) -> Kind:
        """What the item becomes: for what must have a picture, only where the picture is here."""
        kind = _meant(item)
        has_picture = self._has_picture(item)
        if kind is Kind.PHOTO and not has_picture:
            return Kind.DOCUMENT
        if kind is Kind.OBJECT:
            inner = any(
                self._has_picture(part)
                for part in self._children.get(item.id, ())
                if part.id in self._inner
            )
            return Kind.OBJECT if has_picture or inner else Kind.DOCUMENT
        return kind

    def _has_picture(self, item: Item) -> bool:
        path = find_file(self._source, item.cells.get("objectlocation", ""))
        return path is not None and path.suffix.lower() in _PICTURES

    # --- the kinds

    def _photo(self, item: Item, taking: Taking) -> dict[str, object]:
        picture = self._picture(item, taking)
        title = taking.line("title") or self._lacking(item, "题名", item.id)
        described = taking.prose("description") or taking.raw("imagealttext")
        return {
            "title": title,
            "when": self._date(item, taking).value,
            "location": taking.line("location") or self._lacking(item, "地点"),
            "photographer": taking.line("creator") or self._lacking(item, "摄影者"),
            "kept_at": taking.line("source") or None,
            "description": described or self._lacking(item, "文字说明", title),
            "picture": picture,
        }

    def _object(self, item: Item, taking: Taking) -> dict[str, object]:
        own = self._picture(item, taking)
        pictures = [*([own] if own else []), *self._pictures_of_parts(item, taking)]
        for name in ("质地", "完残程度", "权属"):
            self._lacking(item, name)
        return {
            "name": taking.line("title") or self._lacking(item, "名称", item.id),
            "category": taking.line("type") or self._lacking(item, "类别"),
            "age": self._date(item, taking).value,
            "material": NOT_SAID,
            "completeness": _UNKNOWN,
            "acquisition": "其他",
            "ownership": _UNKNOWN,
            "holder": taking.line("source") or self._lacking(item, "收藏单位"),
            "usage": taking.prose("description") or self._lacking(item, "用法"),
            "pictures": pictures,
        }

    def _document(self, item: Item, taking: Taking) -> dict[str, object]:
        own = self._picture(item, taking)
        parts = self._pictures_of_parts(item, taking)
        pages = [
            {"file": one["file"], **({"label": one["caption"]} if one.get("caption") else {})}
            for one in [*([own] if own else []), *parts]
        ]
        is_public = self._licence is not None and not _is_restricted(item)
        return {
            "title": taking.line("title") or self._lacking(item, "题名", item.id),
            "document_type": "其他",
            "responsible": taking.several("creator"),
            "when": self._date(item, taking).value,
            "secrecy": "公开" if is_public else "内部",
            "personal_information": ["没有查过"],
            "public_scope": "开放" if is_public else "不开放",
            "summary": taking.prose("description") or None,
            "pages": pages,
        }

    def _interview(self, item: Item, taking: Taking) -> None:
        file = self._file(item, taking)
        read = self._date(item, taking, name="采集日期")
        title = taking.line("title") or self._lacking(item, "题名", item.id)
        narrators = self._narrators(item, taking)
        said = read_words(taking, source=self._source)
        self.made.problems += said.problems
        self.made.used |= said.used
        if said.is_listed:
            self._worsen(item, Outcome.LISTED)
        language = taking.line("language")
        fields: dict[str, object] = {
            "title": title,
            "collectors": taking.several("interviewer") or [self._lacking(item, "采集者")],
            "institution": taking.line("source") or self._lacking(item, "采集单位"),
            "recorded_on": read.value,
            "recorded_at": taking.line("location") or self._lacking(item, "采集地点"),
            "languages": [language or self._lacking(item, "语言或方言")],
            "language_tag": tag_of(language),
            "summary": taking.prose("description") or self._lacking(item, "摘要", f"《{title}》"),
            "transcript_state": "校对",
            "transcription_style": "由目录表导入。",
        }
        if file is not None and file.suffix.lower() not in _PICTURES:
            fields["recording"] = _recording(file)
        fields |= self._common(item, taking)
        fields["note"] = taking.note()
        self.made.tellings.append(
            Telling(
                id=self._ids[item.id],
                whence=item.whence,
                fields=fields,
                narrators=narrators,
                segments=said.segments,
                present=[name for name in said.names if name not in narrators],
                labels={name: name for name in said.names},
                day=read.day,
                is_closed=_is_restricted(item),
            )
        )

    def _narrators(self, item: Item, taking: Taking) -> list[str]:
        told = taking.several("interviewee", "narrator", "personname")
        if not told and taking.has("lastname"):
            told = [f"{taking.line('firstname')} {taking.line('lastname')}".strip()]
        if not told and (told := taking.several("creator")):
            self._tell("import-maker-tells", item, seen="；".join(told)[:60])
        if not told:
            told = [f"讲述人不详（{item.id[:40]}）"]
            self._lacking(item, "口述者")
            self.made.someones.append(Someone(told[0], {"name_kind": "匿名"}))
        elif len(told) == 1 and (life := taking.prose("bio")):
            self.made.someones.append(Someone(told[0], body=life))
        return told

    def _common(self, item: Item, taking: Taking) -> dict[str, object]:
        """What every kind has."""
        number = taking.line("identifier")
        if not number or number in self._accessions:
            taking.keep("identifier", number)
            number = item.id
        self._accessions.add(number)
        if _is_restricted(item):
            self._tell("import-row-restricted", item, seen=item.cells["restrictions"][:60])
        is_open = self._licence is not None and not _is_restricted(item)
        common: dict[str, object] = {
            "accession": number[:200],
            "themes": taking.several("subject"),
            "access": "开放" if is_open else "不开放",
        }
        above = self._ids.get(item.parent)
        below = [
            self._ids[part.id] for part in self._children.get(item.id, ()) if part.id in self._ids
        ]
        related = [*([above] if above and item.parent != item.id else []), *below]
        return common | ({"related": related} if related else {})

    # --- values

    def _date(self, item: Item, taking: Taking, *, name: str = "时间") -> DateRead:
        written = taking.raw("date")
        about = taking.raw("dateisapproximate")
        read = parse_date(written, is_about=bool(about) and _is_yes(about))
        if not read.is_known:
            if read is not NO_DATE:
                self._tell("import-no-date", item, seen=written[:60])
            else:
                self._lacking(item, name)
        return read

    def _file(self, item: Item, taking: Taking) -> PurePosixPath | None:
        """The item's own file, if it is here; what is not here is told and noted."""
        location = taking.raw("objectlocation", "filename")
        if not location:
            return None
        path = find_file(self._source, location)
        if path is not None and path.suffix.lower() in _PICTURES | _FILMS | _SOUNDS:
            self.made.originals.append(Original(path, place_of(path)))
            self.made.used.add(path)
            return path
        taking.keep("object_location", location)
        code = "import-file-absent" if path is None else "import-file-kept-out"
        code = "import-file-elsewhere" if is_address(location) else code
        self._tell(code, item, seen=location[:120])
        return None

    def _picture(self, item: Item, taking: Taking) -> dict[str, str] | None:
        path = self._file(item, taking)
        if path is None or path.suffix.lower() not in _PICTURES:
            return None
        caption = taking.line("imagealttext")
        return {"file": str(place_of(path)), **({"caption": caption} if caption else {})}

    def _pictures_of_parts(self, item: Item, taking: Taking) -> list[Mapping[str, str]]:
        """The pictures of all parts that have no record of their own; the rest goes in the note."""
        found: list[Mapping[str, str]] = []
        for part in self._children.get(item.id, ()):
            if part.id not in self._inner:
                continue
            self._worsen(part, Outcome.LISTED if part.stray else Outcome.KEPT)
            inner = Taking(part, self.made.problems)
            picture = self._picture(part, inner)
            title = inner.line("title")
            if picture is not None:
                found.append(picture | ({"caption": title} if title else {}))
            else:
                taking.keep("部分", title or part.id)
            taking.keep("部分", inner.note())
        return found

    def _lacking(self, item: Item, name: str, instead: str = NOT_SAID) -> str:
        """``instead``, for a field that must hold something, and told."""
        self._missing.setdefault((item.whence.file, name), []).append(item.line)
        self._worsen(item, Outcome.REPAIRED)
        return instead

    def _tell(self, code: str, item: Item, **facts: str) -> None:
        self.made.problems.append(Problem(code, item.whence.file, item.line, facts))
        self._worsen(item, Outcome.LISTED)

    def _worsen(self, item: Item, outcome: Outcome) -> None:
        order = (Outcome.KEPT, Outcome.REPAIRED, Outcome.LISTED)
        before = self.made.outcomes.get(item.id, Outcome.KEPT)
        self.made.outcomes[item.id] = max(before, outcome, key=order.index)


def _recording(file: PurePosixPath) -> Mapping[str, str]:
    kind = "录像" if file.suffix.lower() in _FILMS else "录音"
    return {"file": str(place_of(file)), "media_type": kind}


def place_of(path: PurePosixPath) -> PurePosixPath:
    """Where a file of a catalogue would like to be below ``media/``."""
    parts = path.parts[1:] if path.parts[0] == "objects" and len(path.parts) > 1 else path.parts
    return PurePosixPath("collection", *parts)


def tag_of(language: str) -> str:
    """The BCP 47 tag of a language as catalogues call it; ``und`` where that says nothing."""
    code = language.strip().lower()
    if code in _TAGS:
        return _TAGS[code]
    return code if re.fullmatch(r"[a-z]{2}(?:-[a-z0-9]{2,8})?", code) else "und"


def _meant(item: Item) -> Kind:
    """What an item is by what its table says."""
    kind = TEMPLATES.get(item.cells.get("displaytemplate", "").strip().lower().replace(" ", "_"))
    if kind is not None:
        return kind
    for key in ("format", "type", "objectlocation"):
        cell = item.cells.get(key, "").lower()
        for kind, pattern in _FORMATS:
            if pattern.search(cell):
                return kind
    return Kind.OBJECT


def _holds_pictures(item: Item) -> bool:
    return _meant(item) in (Kind.OBJECT, Kind.DOCUMENT)


def _says_nothing(part: Item) -> bool:
    """Whether a part is a picture and nothing more."""
    own = ("description", "creator", "objecttranscript", "interviewee", "identifier")
    return _meant(part) is Kind.PHOTO and not any(part.cells.get(key) for key in own)


def _is_restricted(item: Item) -> bool:
    """Whether the table itself says that something is not for everybody."""
    said = item.cells.get("restrictions", "").strip().lower()
    return said not in ("", "none", "no", "n/a", "无", "没有")


def _is_yes(text: str) -> bool:
    try:
        return parse_yes_no(text)
    except ValueError:
        return True  # something is written where one says that a date is approximate
