"""Files and voices in the projection: which may leave, and what is taken out of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any, Protocol

from archive.model.about import project_about
from archive.model.archive import Archive
from archive.model.consent import Decision, Reason
from archive.model.document import Document
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.media import Clip, Outline, Picture
from archive.model.object import Object
from archive.model.orders import Mask, Order, PictureOrder, SoundOrder, VideoOrder
from archive.model.person import Person
from archive.model.photo import Depicted, Photo
from archive.model.place import Place
from archive.model.public import PublicNarrator, PublicPicture, PublicTelling
from archive.model.records import Record
from archive.model.scan import project_scan
from archive.model.sketch import Sketch
from archive.model.spoken import SpokenWords
from archive.model.telling import ProjectedWords
from archive.model.term import DialectTerm, Example
from archive.model.terms import Access, MediaType, Subject
from archive.values import dataclass

FACE_MARGIN = 0.25
"""How far beyond its outline a face is covered, as a share of the outline's own size."""


class Decide(Protocol):
    """May ``subject`` of ``person`` be shown from ``record``?"""

    def __call__(self, person: RecordId, record: RecordId, subject: Subject) -> Decision: ...


class Withhold(Protocol):
    """Notes for the worker that something is not published."""

    def __call__(
        self,
        record: RecordId,
        what: str,
        decision: Decision,
        *,
        person: RecordId | None = None,
        detail: str = "",
        part: str = "",
        codes: tuple[str, ...] = (),
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Sealing:
    """What the projection knows when files are decided."""

    decide: Decide
    withhold: Withhold
    spoken: SpokenWords
    listed: set[RecordId]
    mask_of: Callable[[RecordId], Callable[[str], str]]
    """What masks the names that may not be read in a record."""


@dataclass(slots=True)
class ProjectedFiles:
    """Records with what hung on withheld files removed, and the orders for the media stage."""

    records: dict[RecordId, Record] = field(default_factory=dict)
    tellings: dict[RecordId, PublicTelling] = field(default_factory=dict)
    pictures: dict[RecordId, tuple[PublicPicture, ...]] = field(default_factory=dict)
    order_list: list[Order] = field(default_factory=list)

    @property
    def orders(self) -> tuple[Order, ...]:
        """The orders, sorted by key."""
        return tuple(sorted(self.order_list, key=lambda order: order.key))


def project_files(
    archive: Archive, projected: Mapping[RecordId, Record], sealing: Sealing
) -> ProjectedFiles:
    """Decide every file of every record in ``projected``."""
    files = ProjectedFiles(records=dict(projected))
    for record_id in projected:
        if record_id in sealing.listed:
            continue
        match archive.records[record_id]:
            case Interview() as interview:
                _interview(archive, interview, sealing, files)
            case Person() as person:
                _portrait(archive, person, sealing, files)
            case Photo() as photo:
                _photo(archive, photo, sealing, files)
            case Document() as document:
                _document(archive, document, sealing, files)
            case Sketch() as sketch:
                _sketch(archive, sketch, sealing, files)
            case record:
                _pictures(archive, record, sealing, files)
    _drop_silent_clips(files)
    return files


# Voices


def _interview(
    archive: Archive, interview: Interview, sealing: Sealing, files: ProjectedFiles
) -> None:
    words = sealing.spoken.of(interview)
    for hiding in words.hidings:
        detail = "" if hiding.number is None else str(hiding.number)
        sealing.withhold(interview.id, "segment", Decision(hiding.reason), detail=detail)
    voice, film = _sound(interview, words, sealing)
    projected = files.records[interview.id]
    assert isinstance(projected, Interview)
    sealed = sealing.spoken.sealed(interview)
    files.records[interview.id], waiting = project_about(
        interview, projected, sealed=sealed, words=words
    )
    for one in waiting:
        sealing.withhold(
            interview.id,
            one.what,
            Decision(Reason.NOT_CLEARED),
            detail=one.title,
            part=one.part,
            codes=one.codes,
        )
    files.tellings[interview.id] = PublicTelling(
        narrators=tuple(_narrators(interview, sealing)),
        segments=words.segments,
        voice=voice,
        film=film,
        silences=words.silences,
        is_voice_sealed=interview.recording is not None and voice is None and film is None,
    )
    recording = interview.recording
    if recording is not None and film is not None:
        files.order_list.append(
            VideoOrder(
                film,
                recording.file,
                sha_of(archive, recording),
                silences=words.silences,
                blackouts=words.silences,
            )
        )
    if recording is not None and voice is not None:
        files.order_list.append(
            SoundOrder(voice, recording.file, sha_of(archive, recording), words.silences)
        )
    _pictures(archive, interview, sealing, files)


def _sound(
    interview: Interview, words: ProjectedWords, sealing: Sealing
) -> tuple[str | None, str | None]:
    """Keys of the sound and of the film that may be published."""
    recording = interview.recording
    if recording is None:
        return None, None
    told = {n.person for n in interview.narrators if n.person is not None}
    heard = told | set(interview.present) | set(interview.speakers.values())
    refusal = first_refusal(heard, interview.id, Subject.VOICE, sealing.decide)
    if refusal is None and any(n.person is None for n in interview.narrators):
        refusal = (None, Decision(Reason.NO_CONSENT))
    if refusal is None and not words.is_silencing_possible:
        refusal = (None, Decision(Reason.MARKED))
    if refusal is not None:
        sealing.withhold(interview.id, "sound", refusal[1], person=refusal[0])
        return None, None
    if recording.media_type is not MediaType.VIDEO:
        return f"{interview.id}/voice", None
    unseen = first_refusal(heard, interview.id, Subject.PORTRAIT, sealing.decide)
    if unseen is not None:
        sealing.withhold(interview.id, "film", unseen[1], person=unseen[0])
        return f"{interview.id}/voice", None
    return None, f"{interview.id}/film"


def first_refusal(
    people: Iterable[RecordId], record: RecordId, subject: Subject, decide: Decide
) -> tuple[RecordId | None, Decision] | None:
    """The first of ``people``, by id, whose ``subject`` may not be shown from ``record``."""
    for person in sorted(people):
        decision = decide(person, record, subject)
        if not decision.is_allowed:
            return person, decision
    return None


def _narrators(interview: Interview, sealing: Sealing) -> Sequence[PublicNarrator]:
    found = []
    for narrator in interview.narrators:
        named = sealing.spoken.is_named(narrator.person, interview.id)
        person = narrator.person if named else None
        name = sealing.spoken.name_of(person, interview.id) if person is not None else None
        found.append(PublicNarrator(name, person, narrator.witness))
        if not named:
            sealing.withhold(
                interview.id, "name", Decision(Reason.SUBJECT_REFUSED), person=narrator.person
            )
    return found


def _drop_silent_clips(files: ProjectedFiles) -> None:
    """Dialect words whose clip is silenced or has no sound lose it, and so do their examples."""
    for record_id, record in files.records.items():
        if not isinstance(record, DialectTerm):
            continue
        examples = tuple(_heard(example, files.tellings) for example in record.examples)
        kept = tuple(example for example in examples if example is not None)
        clip = record.clip if record.clip and _sounds(record.clip, files.tellings) else None
        files.records[record_id] = record.model_copy(update={"examples": kept, "clip": clip})


def _heard(example: Example, tellings: Mapping[RecordId, PublicTelling]) -> Example | None:
    clip = example.clip
    if clip is None:
        return example
    if clip.interview not in tellings or _is_silent(clip, tellings[clip.interview]):
        return None
    return example if _sounds(clip, tellings) else example.model_copy(update={"clip": None})


def _sounds(clip: Clip, tellings: Mapping[RecordId, PublicTelling]) -> bool:
    """Whether all of a clip may be heard."""
    telling = tellings.get(clip.interview)
    if telling is None or _is_silent(clip, telling):
        return False
    return telling.voice is not None or telling.film is not None


def _is_silent(clip: Clip, telling: PublicTelling) -> bool:
    return any(s.start < clip.end and s.end > clip.start for s in telling.silences)


# Pictures


def sha_of(archive: Archive, original: Any) -> str | None:
    """What is registered as the checksum of an original."""
    return original.sha256 or archive.manifest.get(original.file)


def _portrait(archive: Archive, person: Person, sealing: Sealing, files: ProjectedFiles) -> None:
    projected = files.records[person.id]
    assert isinstance(projected, Person)
    if person.portrait is None or projected.portrait is None:
        return
    decision = sealing.decide(person.id, person.id, Subject.PORTRAIT)
    if not decision.is_allowed:
        sealing.withhold(person.id, "picture", decision, person=person.id)
        files.records[person.id] = projected.model_copy(update={"portrait": None})
        return
    add_picture(archive, person.id, "portrait", person.portrait, projected.portrait, files)


def _pictures(archive: Archive, record: Record, sealing: Sealing, files: ProjectedFiles) -> None:
    """Pictures of objects, places, events and interviews."""
    originals: tuple[Picture, ...] = getattr(record, "pictures", ())
    projected = files.records[record.id]
    if isinstance(record, Interview):
        seen = {n.person for n in record.narrators if n.person} | set(record.present)
        refusal = first_refusal(seen, record.id, Subject.PORTRAIT, sealing.decide)
        if refusal is not None and originals:
            sealing.withhold(record.id, "picture", refusal[1], person=refusal[0])
            files.records[record.id] = projected.model_copy(update={"pictures": ()})
            return
    for number, original in enumerate(originals, 1):
        shown: Picture = getattr(projected, "pictures", ())[number - 1]
        zoom = isinstance(record, Object)
        add_picture(archive, record.id, f"picture-{number}", original, shown, files, zoom=zoom)


def add_picture(
    archive: Archive,
    record: RecordId,
    role: str,
    original: Picture,
    shown: Picture,
    files: ProjectedFiles,
    *,
    masks: tuple[Mask, ...] = (),
    zoom: bool = False,
) -> str:
    """Order a picture of ``record`` and list it among its pictures; the key of the file."""
    key = f"{record}/{role}"
    files.order_list.append(
        PictureOrder(key, original.file, sha_of(archive, original), masks, zoom=zoom)
    )
    picture = PublicPicture(key, shown.caption, covered=len(masks))
    files.pictures[record] = (*files.pictures.get(record, ()), picture)
    return key


def _photo(archive: Archive, photo: Photo, sealing: Sealing, files: ProjectedFiles) -> None:
    projected = files.records[photo.id]
    assert isinstance(projected, Photo)
    masks: list[Mask] = []
    people: list[Depicted] = []
    for depicted, shown in zip(photo.people, projected.people, strict=True):
        refusal = _refused_face(depicted, photo.id, sealing.decide)
        if refusal is None:
            if _is_unnamed(depicted, photo.id, sealing):
                sealing.withhold(
                    photo.id, "name", Decision(Reason.SUBJECT_REFUSED), person=depicted.person
                )
            else:
                people.append(shown)
            continue
        sealing.withhold(photo.id, "face", refusal[1], person=refusal[0])
        if depicted.outline is None:
            sealing.withhold(photo.id, "picture", refusal[1], person=refusal[0])
            files.records[photo.id] = projected.model_copy(update={"people": ()})
            return
        masks.append(face_mask(depicted.outline))
    files.records[photo.id] = projected.model_copy(update={"people": tuple(people)})
    add_picture(
        archive, photo.id, "picture", photo.picture, projected.picture, files,
        masks=tuple(masks), zoom=True,
    )  # fmt: skip


def is_picture_withheld(photo: Photo, decide: Decide) -> bool:
    """Whether somebody refused to be seen in it and nobody knows where to cover."""
    return any(
        depicted.outline is None and _refused_face(depicted, photo.id, decide) is not None
        for depicted in photo.people
    )


def _refused_face(
    depicted: Depicted, photo: RecordId, decide: Decide
) -> tuple[RecordId | None, Decision] | None:
    """Who may not be seen: the one depicted or, where nobody knows who it is, any suspect."""
    suspects = {g.person for g in depicted.guesses if g.person is not None}
    faces = {depicted.person} if depicted.person is not None else suspects
    return first_refusal(faces, photo, Subject.PORTRAIT, decide)


def _is_unnamed(depicted: Depicted, photo: RecordId, sealing: Sealing) -> bool:
    """Whether someone known must not be named: nobody is asked who it might be, either."""
    return depicted.person is not None and not sealing.spoken.is_named(depicted.person, photo)


def face_mask(outline: Outline) -> Mask:
    """What covers a face: its outline and a margin, within the picture."""
    dx, dy = outline.width * FACE_MARGIN, outline.height * FACE_MARGIN
    left, top = max(0.0, outline.x - dx), max(0.0, outline.y - dy)
    right = min(1.0, outline.x + outline.width + dx)
    bottom = min(1.0, outline.y + outline.height + dy)
    return Mask(left, top, right - left, bottom - top)


def _document(
    archive: Archive, document: Document, sealing: Sealing, files: ProjectedFiles
) -> None:
    projected = files.records[document.id]
    assert isinstance(projected, Document)
    if document.public_scope is not Access.OPEN:
        files.records[document.id] = projected.model_copy(update={"pages": ()})
        return
    mask = sealing.mask_of(document.id)
    kept = []
    for number, (page, shown) in enumerate(zip(document.pages, projected.pages, strict=True), 1):
        if page.access is not Access.OPEN:
            continue
        kept.append(shown)
        scan = project_scan(page.text, page.scan, shown=shown.text, mask=mask)
        if scan.is_hiding:
            what = "line" if scan.is_coverable else "picture"
            sealing.withhold(document.id, what, Decision(Reason.MARKED), detail=str(number))
        if not scan.is_coverable:
            continue
        key = f"{document.id}/page-{number}"
        digest = sha_of(archive, page)
        order = PictureOrder(key, page.file, digest, scan.masks, zoom=True, page=page.page)
        files.order_list.append(order)
        picture = PublicPicture(key, shown.label, page=len(kept), lines=scan.lines)
        files.pictures[document.id] = (*files.pictures.get(document.id, ()), picture)
    files.records[document.id] = projected.model_copy(update={"pages": tuple(kept)})


def _sketch(archive: Archive, sketch: Sketch, sealing: Sealing, files: ProjectedFiles) -> None:
    """The picture below a sketch. One that may have houses on it would show those that are kept
    back, and one with a patch over them would show where they are."""
    projected = files.records[sketch.id]
    assert isinstance(projected, Sketch)
    if sketch.picture is None or projected.picture is None:
        return
    if not sketch.is_land_alone and _is_place_kept_back(archive, files):
        sealing.withhold(sketch.id, "picture", Decision(Reason.PLACE_KEPT_BACK))
        files.records[sketch.id] = projected.model_copy(update={"picture": None})
        return
    add_picture(archive, sketch.id, "picture", sketch.picture, projected.picture, files)


def _is_place_kept_back(archive: Archive, files: ProjectedFiles) -> bool:
    for place in archive.of_kind(Kind.PLACE):
        if isinstance(place, Place) and place.position is not None:
            shown = files.records.get(place.id)
            if not isinstance(shown, Place) or shown.position is None:
                return True
    return False
