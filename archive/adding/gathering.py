"""Bringing what many readers made into one set of drafts: one person once, and a recording, its
transcript and its pictures as one interview."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from archive.adding.completing import complete
from archive.adding.gift import Found, Gift
from archive.adding.proposing import (
    called_by_folder,
    page_fields,
    picture_fields,
    propose_document,
    propose_photo,
    propose_telling,
    recording_fields,
    told_of,
)
from archive.adding.renaming import renamed
from archive.adding.understand import Part, Understood
from archive.derive.identify import MediaKind
from archive.derive.inspecting import Inspected
from archive.derive.problems import WANTED
from archive.errors import Problem
from archive.ingest.file_names import parse_name, plain_name
from archive.ingest.incoming import Draft, Whence
from archive.ingest.slugs import RESERVED_BY_WINDOWS
from archive.model.kinds import Kind, RecordId
from archive.model.object import Object
from archive.values import dataclass

_NOTHING: Mapping[PurePosixPath, Inspected] = MappingProxyType({})
_NO_OBJECTS: Mapping[str, Object] = MappingProxyType({})
SOURCES = PurePosixPath("sources")
"""Where documents are kept that were read, below ``media/``."""
_PLACES = {MediaKind.SOUND: "sound", MediaKind.VIDEO: "video", MediaKind.PICTURE: "photos"}
_SCAN = "PDF"
"""A format of pictures that holds pages of paper."""
_NUMBERED = re.compile(r"[\s_\-.(（【]+\d*[\s)）】]*|\d*")
_BEHIND_NUMBER = re.compile(r"(?:[\s_\-.(（【].*)?")
"""What may stand behind the number of an object in the name of its picture: LL-7 侧面."""
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Gathered:
    """All drafts of a gift, each with an id of its own, and the places its originals would like."""

    drafts: tuple[Draft, ...]
    places: Mapping[PurePosixPath, PurePosixPath]
    """Below ``media/``, by what the gift calls the file; a member of a document behind ``!``."""
    problems: tuple[Problem, ...] = ()
    seconds: Mapping[PurePosixPath, float] = field(default_factory=dict)
    """The lengths that recordings announce, by those places; a damaged one has none."""


def gather(
    gift: Gift,
    understood: Understood,
    inspected: Mapping[PurePosixPath, Inspected] = _NOTHING,
    *,
    numbered: Mapping[str, Object] = _NO_OBJECTS,
) -> Gathered:
    """The drafts of all parts and of the media that no part claims, brought together.

    ``inspected`` is what files say of themselves; it goes into private fields alone. ``numbered``
    are the objects that the archive has, by their number: a picture that is called so is theirs.
    """
    gathering = _Gathering(gift, understood.inside, inspected, numbered)
    for part in understood.parts:
        gathering.take(part)
    claimed = set(gathering.places)
    first: dict[str, Found] = {}
    for found in understood.media:
        first.setdefault(found.sha256, found)
    loose = [f for f in first.values() if f.path not in claimed]
    gathering.attach(loose)
    gathering.problems += _damages((*understood.media, *understood.inside), inspected)
    drafts, problems = gathering.drafts.values(), sorted(set(gathering.problems))
    seconds = {
        gathering.places[path]: seen.seconds
        for path, seen in inspected.items()
        if path in gathering.places and seen.seconds is not None and seen.fault is None
    }
    return Gathered(tuple(drafts), gathering.places, tuple(problems), seconds)


def _damages(
    media: Iterable[Found], inspected: Mapping[PurePosixPath, Inspected]
) -> Iterator[Problem]:
    """What is cut, locked or broken; it is taken all the same."""
    for found in media:
        said = inspected.get(found.path)
        if said is not None and said.fault is not None:
            yield damage_of(found, said)


def damage_of(found: Found, seen: Inspected) -> Problem:
    """What is wrong with a recording or a picture that was looked at and has a fault."""
    assert seen.fault is not None
    zh, en = WANTED[seen.kind.value] if seen.kind else ("媒体文件", "media file")
    facts = {"original": found.path.name, "wanted_zh": zh, "wanted_en": en}
    return Problem(seen.fault.code, found.path, None, {**seen.fault.facts, **facts})


@dataclass
class _Gathering:
    gift: Gift
    inside: Sequence[Found]
    inspected: Mapping[PurePosixPath, Inspected]
    numbered: Mapping[str, Object]
    drafts: dict[RecordId, Draft] = field(default_factory=dict)
    places: dict[PurePosixPath, PurePosixPath] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _people: dict[str, RecordId] = field(default_factory=dict)
    _taken: dict[str, int] = field(default_factory=dict)

    # --- what the readers made

    def take(self, part: Part) -> None:
        """The drafts of one part, under ids that no other part has."""
        names: dict[str, str] = {}
        there = {*self.gift.by_path, *(found.path for found in self.inside)}
        for original in part.incoming.originals:
            if original.source not in there:
                continue
            place = self._place(original.source, original.place)
            names[str(original.place)] = str(place)
        for path in part.files:
            if path not in self.places:
                self._place(path, SOURCES / path)
        drafts = part.incoming.drafts
        self.add(complete(drafts) if len(part.files) == 1 else drafts, names)

    def add(self, drafts: Iterable[Draft], names: Mapping[str, str]) -> tuple[RecordId, ...]:
        """Drafts that name each other, under ids of their own; ``names`` are those of originals.
        Whoever has the name of somebody who is here is the same."""
        drafts = list(drafts)
        ids: dict[str, str] = dict(names)
        for number, draft in enumerate(drafts):
            name = draft.fields.get("name") if draft.kind is Kind.PERSON else None
            known = self._people.get(name) if isinstance(name, str) else None
            called = called_by_folder(draft)
            own = known or self._free(called.id)
            ids[draft.id] = own
            drafts[number] = replace(called, id=draft.id)
            if isinstance(name, str):
                self._people.setdefault(name, own)
        made = [renamed(draft, names=ids) for draft in drafts]
        for draft in made:
            self._keep(draft)
        return tuple(draft.id for draft in made)

    def _free(self, wanted: RecordId) -> RecordId:
        """``wanted``, or the same with the next number."""
        number = self._taken.get(wanted, 0) + 1
        own = wanted
        while own in self._taken:
            number += 1
            own = RecordId(f"{wanted}-{number}")
        self._taken[wanted] = number
        self._taken.setdefault(own, 1)
        return own

    def _keep(self, draft: Draft) -> None:
        there = self.drafts.get(draft.id)
        if there is None:
            self.drafts[draft.id] = draft
            return
        fields = {**draft.fields, **there.fields}
        body = there.body or draft.body
        self.drafts[draft.id] = replace(there, fields=fields, body=body)

    # --- places of originals

    def _place(self, path: PurePosixPath, wanted: PurePosixPath) -> PurePosixPath:
        """The place of a file below ``media/``: the name it has, made fit for every computer."""
        if path not in self.places:
            self.places[path] = PurePosixPath(*map(_safe_name, wanted.parts))
        return self.places[path]

    def _place_of(self, found: Found) -> PurePosixPath:
        nature = found.nature
        folder = "documents"
        if isinstance(nature, MediaKind) and found.format != _SCAN:
            folder = _PLACES[nature]
        return self._place(found.path, PurePosixPath(folder, found.path.name))

    # --- sound and pictures

    def attach(self, loose: Sequence[Found]) -> None:
        """Each of ``loose`` to the record it belongs to, or to a new one of its own."""
        owners = _Owners(self.drafts.values())
        recordings = [f for f in loose if f.nature in (MediaKind.SOUND, MediaKind.VIDEO)]
        for found in recordings:
            place = self._place_of(found)
            own = owners.of_recording(found, recordings)
            if own is None:
                said = self.inspected.get(found.path)
                proposed = propose_telling(found, place, len(self.drafts) + 1, said)
                own = self.add(proposed, {})[0]
                owners.add(self.drafts[own])
            else:
                self._set_recording(own, found, place)
            owners.recorded.add(own)
        for found in loose:
            if found.nature is MediaKind.PICTURE:
                self._attach_picture(found, owners)
            elif not isinstance(found.nature, MediaKind):
                place = self._place_of(found)
                self.add([propose_document(found, place, len(self.drafts) + 1)], {})

    def _set_recording(self, own: RecordId, found: Found, place: PurePosixPath) -> None:
        draft = self.drafts[own]
        told = told_of(found.path)
        recording = recording_fields(found, place, self.inspected.get(found.path))
        fields = {**draft.fields, "recording": recording}
        if told.when and fields.get("recorded_on") in (None, "", {"spoken": "不详"}):
            fields["recorded_on"] = told.when
        if told.place and fields.get("recorded_at") in (None, "", "不详"):
            fields["recorded_at"] = told.place
        self.drafts[own] = replace(draft, fields=fields)

    def _known_object(self, found: Found, owners: _Owners) -> RecordId | None:
        """A draft of the object that the archive has under the number in a picture's name, to
        which nothing is said but this picture."""
        stem = plain_name(found.path.stem)
        for end in range(len(stem), 0, -1):
            there = self.numbered.get(stem[:end])
            if there is not None and _BEHIND_NUMBER.fullmatch(stem[end:]):
                fields = {"accession": there.number, "name": there.name}
                [own] = self.add([Draft(there.id, fields, Whence(found.path))], {})
                owners.add(self.drafts[own])
                return own
        return None

    def _attach_picture(self, found: Found, owners: _Owners) -> None:
        place = self._place_of(found)
        said = self.inspected.get(found.path)
        own = owners.of_picture(found) or self._known_object(found, owners)
        if own is None:
            own = owners.of_telling(found)
        if own is None:
            propose = propose_document if found.format == _SCAN else propose_photo
            self.add([propose(found, place, len(self.drafts) + 1, said)], {})
            return
        draft = self.drafts[own]
        picture = picture_fields(place, said)
        if draft.kind is Kind.PHOTO:
            fields = {**draft.fields, "picture": picture}
        else:
            is_paper = draft.kind is Kind.DOCUMENT
            items = page_fields(place, said) if is_paper else [picture]
            key = "pages" if is_paper else "pictures"
            there = draft.fields.get(key)
            fields = {**draft.fields, key: [*(there if isinstance(there, list) else ()), *items]}
        self.drafts[own] = replace(draft, fields=fields)


class _Owners:
    """Which draft a recording or a picture belongs to."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.recorded: set[RecordId] = set()
        self._tellings: dict[PurePosixPath, list[Draft]] = {}
        self._numbered: dict[str, RecordId] = {}
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Let a draft have what belongs to it."""
        if draft.kind is Kind.INTERVIEW:
            self._tellings.setdefault(draft.whence.file.parent, []).append(draft)
            if "recording" in draft.fields:
                self.recorded.add(draft.id)
        elif draft.kind in (Kind.OBJECT, Kind.PHOTO, Kind.DOCUMENT):
            for key in ("accession", "name", "title"):
                name = draft.fields.get(key)
                if isinstance(name, str) and name.strip():
                    self._numbered.setdefault(plain_name(name), draft.id)

    def of_recording(self, found: Found, all_found: Sequence[Found]) -> RecordId | None:
        """The interview whose transcript has the same name, or is the only one beside the only
        recording."""
        beside = [d for d in self._tellings.get(found.path.parent, ()) if d.id not in self.recorded]
        same = [d for d in beside if plain_name(d.whence.file.stem) == plain_name(found.path.stem)]
        if len(same) == 1:
            return same[0].id
        others = [f for f in all_found if f.path.parent == found.path.parent]
        return beside[0].id if len(beside) == len(others) == 1 else None

    def of_picture(self, found: Found) -> RecordId | None:
        """The thing whose number or name the picture has."""
        stem = plain_name(found.path.stem)
        for end in range(len(stem), 0, -1):
            own = self._numbered.get(stem[:end])
            if own is not None and _NUMBERED.fullmatch(stem[end:]):
                return own
        return None

    def of_telling(self, found: Found) -> RecordId | None:
        """The interview that a picture was taken at."""
        stem = plain_name(found.path.stem)
        for draft in self._tellings.get(found.path.parent, ()):
            if plain_name(draft.whence.file.stem) == stem:
                return draft.id
        return self._of_folder(found.path)

    def _of_folder(self, path: PurePosixPath) -> RecordId | None:
        """The one interview of a folder that says of itself who tells in it."""
        for folder in list(path.parents)[:2]:
            tellings = self._tellings.get(folder, ())
            if len(tellings) == 1 and parse_name(folder.name).narrators:
                return tellings[0].id
        return None


def _safe_name(name: str) -> str:
    """``name`` as every computer takes it for a file."""
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip().rstrip(".") or "_"
    stem, dot, ending = plain.rpartition(".")
    stem, ending = (stem, dot + ending) if dot and len(ending) < 12 else (plain, "")
    if stem.split(".")[0].lower() in RESERVED_BY_WINDOWS:
        stem = f"_{stem}"
    room = 200 - len(ending.encode())
    while len(stem.encode()) > room:
        stem = stem[:-1]
    return f"{stem}{ending}"
