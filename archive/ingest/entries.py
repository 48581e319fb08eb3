"""One record with all its files, read as far as it can be read without the other records."""

from __future__ import annotations

import hashlib
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from archive.errors import Problem, with_field
from archive.ingest.field_names import KIND_NAMES
from archive.ingest.folders import SCANS, FoundRecord
from archive.ingest.front_matter import parse_front_matter
from archive.ingest.narrator_checks import check_narrator_check
from archive.ingest.records import read_record
from archive.ingest.rules import check_cues, check_record, check_transcript_words
from archive.ingest.scans import parse_scans, place_scans
from archive.ingest.shapes import Form, Leaf, leaves_of
from archive.ingest.spoken_dates import Anchor
from archive.ingest.texts import parse_text
from archive.ingest.transcripts import parse_transcript
from archive.ingest.voices import labels_of
from archive.ingest.whereabouts import Where
from archive.model.consent import Consent, SealedSpan
from archive.model.document import Document
from archive.model.event import Event
from archive.model.exhibit import Exhibit, Stop
from archive.model.fields import Part
from archive.model.interview import Interview, Narrator
from archive.model.kinds import PUBLISHABLE, Kind, kind_of
from archive.model.marks import piece_marks, plain_text
from archive.model.media import Clip, Sound
from archive.model.object import Object
from archive.model.person import Person
from archive.model.photo import Depicted, Guess, Photo
from archive.model.place import Household
from archive.model.puzzle import Piece, Puzzle, Slot
from archive.model.records import Record
from archive.model.scene import Scene, Spot
from archive.model.sketch import Sketch
from archive.model.term import DialectTerm, Example
from archive.model.transcript import Certainty, Transcript, Transcripts
from archive.model.visit import Asked, Avoid, MissingConsent, Next, Visit

_PERSON = (Kind.PERSON,)
_IN_SIGHT = tuple(kind for kind in PUBLISHABLE if kind is not Kind.EXHIBIT)
"""What a walk can stop before."""
REFERENCE_KINDS: Mapping[tuple[type[Part], str], tuple[Kind, ...]] = MappingProxyType(
    {
        (Record, "related"): PUBLISHABLE,
        (Record, "former_ids"): PUBLISHABLE,
        (Narrator, "person"): _PERSON,
        (Interview, "present"): _PERSON,
        (Interview, "speakers"): _PERSON,
        (Interview, "mentions"): PUBLISHABLE,
        (Interview, "consents"): (Kind.CONSENT,),
        (Person, "household"): (Kind.PLACE,),
        (Household, "person"): _PERSON,
        (Event, "places"): (Kind.PLACE,),
        (Event, "participants"): _PERSON,
        (Object, "donor"): _PERSON,
        (Object, "used_by"): _PERSON,
        (Object, "told_in"): (Kind.INTERVIEW,),
        (Photo, "place"): (Kind.PLACE,),
        (Photo, "provider"): _PERSON,
        (Photo, "see_also"): PUBLISHABLE,
        (Depicted, "person"): _PERSON,
        (Guess, "by"): _PERSON,
        (Guess, "person"): _PERSON,
        (Document, "provider"): _PERSON,
        (Document, "people"): _PERSON,
        (DialectTerm, "speakers"): _PERSON,
        (Example, "speaker"): _PERSON,
        (Clip, "interview"): (Kind.INTERVIEW,),
        (Puzzle, "subject"): (Kind.PLACE, Kind.OBJECT, Kind.EVENT, Kind.PERSON),
        (Slot, "may_know"): _PERSON,
        (Piece, "interview"): (Kind.INTERVIEW,),
        (Piece, "photo"): (Kind.PHOTO,),
        (Piece, "object"): (Kind.OBJECT,),
        (Piece, "document"): (Kind.DOCUMENT,),
        (Piece, "narrator"): _PERSON,
        (Piece, "heard_from"): _PERSON,
        (Exhibit, "narrator"): _PERSON,
        (Stop, "record"): _IN_SIGHT,
        (Scene, "place"): (Kind.PLACE,),
        (Scene, "photo"): (Kind.PHOTO,),
        (Spot, "narrator"): _PERSON,
        (Spot, "object"): (Kind.OBJECT,),
        (Spot, "person"): _PERSON,
        (Spot, "place"): (Kind.PLACE,),
        (Spot, "photo"): (Kind.PHOTO,),
        (Sound, "heard"): _PERSON,
        (Sketch, "events"): (Kind.EVENT,),
        (Consent, "grantor"): _PERSON,
        (Consent, "on_behalf_of"): _PERSON,
        (Consent, "covers"): PUBLISHABLE,
        (SealedSpan, "interview"): (Kind.INTERVIEW,),
        (Visit, "met"): _PERSON,
        (Asked, "person"): _PERSON,
        (Next, "person"): _PERSON,
        (Avoid, "person"): _PERSON,
        (MissingConsent, "person"): _PERSON,
        (MissingConsent, "record"): PUBLISHABLE,
    }
)
"""Which kinds a field may name; fields that are not here may name any that has pages."""

_LINK = re.compile(r"\]\(\s*<?(?:\.{1,2}/)*([a-z]+)/([^)\s#?>]+)")


class MarkedPiece(NamedTuple):
    """A segment that is marked as a piece of a puzzle."""

    puzzle: str
    slot: str
    file: str
    line: int
    is_shown: bool
    """Whether it stands in the transcript that is published."""
    number: int
    """Of the segment in its transcript, counted from 1."""
    start: float | None
    end: float | None
    words: str
    """The words of the segment that a reader may see."""
    labels: tuple[str, ...]
    """Names of those who speak."""
    certainty: Certainty


class Entry(NamedTuple):
    """What one record's files gave. Depends on those files and on ``anchors`` alone."""

    stamp: tuple[tuple[str, int, int], ...]
    anchors: bytes
    """Digest of the anchor events its dates were read with; empty when none was told in words."""
    record: Record | None
    lines: str
    """`pack_lines` of the lines of its keys."""
    body_line: int
    digest: bytes
    problems: tuple[Problem, ...]
    targets: tuple[str, ...]
    """Ids it names, each once."""
    links: tuple[tuple[int, str], ...]
    """Ids that the text below links to, with the line in the file."""
    labels: tuple[tuple[str, int, str], ...]
    """Names of speakers: label, line, file."""
    transcripts: bytes | None
    """Pickled `Transcripts`, speakers not yet resolved."""
    pieces: tuple[MarkedPiece, ...] = ()
    """Pieces of puzzles that are marked in the transcripts."""


def read_entry(
    folder: Path,
    found: FoundRecord,
    *,
    anchors: Sequence[Anchor] = (),
    anchors_digest: bytes = b"",
) -> Entry:
    """Read all files of one record. Never raises for what is in them."""
    problems: list[Problem] = []
    texts, digest = _read_texts(folder, found, problems)
    own = found.path
    main = own.name
    record, where, used_words = None, Where(own, {}), False
    targets: tuple[str, ...] = ()
    if main in texts:
        front = parse_front_matter(texts[main], path=own)
        reading = read_record(front, name=found.id, path=own, anchors=anchors)
        record, used_words = reading.record, reading.used_words
        problems += reading.problems
        skipped = len(front.body) - len(front.body.lstrip("\n"))
        where = Where(own, reading.lines, front.body_line + skipped)
    if record is not None:
        leaves = leaves_of(record)
        problems += check_record(record, leaves, where)
        problems += _check_kinds(leaves, where)
        targets = tuple(dict.fromkeys(leaf.value for leaf in references_among(leaves)))
    if isinstance(record, Document):
        record = _with_scans(record, own, texts, problems)
    transcripts, labels, pieces = _read_transcripts(found, texts, record, where, problems)
    return Entry(
        stamp=found.stamp,
        anchors=anchors_digest if used_words else b"",
        record=record,
        lines=pack_lines(where.lines),
        body_line=where.body_line,
        digest=digest,
        problems=tuple(problems),
        targets=targets,
        links=tuple(_links(record, where)) if record else (),
        labels=labels,
        transcripts=None if transcripts is None else pickle.dumps(transcripts, protocol=5),
        pieces=pieces,
    )


def _read_texts(
    folder: Path, found: FoundRecord, problems: list[Problem]
) -> tuple[dict[str, str], bytes]:
    """The text of each file of a record that can be read, by its name, and a digest of all."""
    digest = hashlib.blake2b(digest_size=16)
    texts: dict[str, str] = {}
    own = found.path
    for name, _, _ in found.stamp:
        path = own if name == own.name else own.with_name(name)
        data = _read_bytes(folder, path, problems)
        digest.update(f"{name} {len(data)}\n".encode() + data)
        text = parse_text(data, path=path) if data or not problems else None
        if text is not None:
            problems += text.problems
            if text.text is not None:
                texts[name] = text.text
    return texts, digest.digest()


def references_among(leaves: Iterable[Leaf]) -> Iterator[Leaf]:
    """Those values that name another record; a record's own former ids do not."""
    for leaf in leaves:
        if leaf.shape.form is Form.REFERENCE and leaf.field.key != "former_ids":
            yield leaf


@cache
def allowed_kinds(model: type[Part], key: str) -> tuple[Kind, ...]:
    """The kinds that field ``key`` of ``model`` may name."""
    for owner in model.__mro__:
        kinds = REFERENCE_KINDS.get((owner, key))
        if kinds is not None:
            return kinds
    return PUBLISHABLE


def pack_lines(lines: Mapping[str, int]) -> str:
    """The lines of a file's keys as one text: small and quick to store."""
    return "\n".join(f"{key}\t{line}" for key, line in lines.items())


def unpack_lines(packed: str) -> dict[str, int]:
    """What `pack_lines` packed."""
    pairs = (row.rpartition("\t") for row in packed.split("\n") if row)
    return {key: int(line) for key, _, line in pairs}


def _read_bytes(folder: Path, path: PurePosixPath, problems: list[Problem]) -> bytes:
    try:
        # Tens of thousands of small files: path objects and buffers cost more than the reading.
        with open(f"{folder}/{path}", "rb", buffering=0) as file:  # noqa: PTH123
            return file.read()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.append(Problem("file-unreadable", path, None, {"reason": reason}))
        return b""


def _read_transcripts(
    found: FoundRecord,
    texts: Mapping[str, str],
    record: Record | None,
    where: Where,
    problems: list[Problem],
) -> tuple[Transcripts | None, tuple[tuple[str, int, str], ...], tuple[MarkedPiece, ...]]:
    """Both transcripts of an interview, the names of those who speak in them, and their pieces."""
    if len(found.stamp) == 1 or kind_of(found.id) is not Kind.INTERVIEW:
        return None, (), ()
    read: dict[str, Transcript] = {}
    labels: list[tuple[str, int, str]] = []
    pieces: list[MarkedPiece] = []
    for name, text in texts.items():
        if name == found.path.name:
            continue
        path = found.path.with_name(name)
        reading = parse_transcript(text, path=path)
        problems += reading.problems
        read["public" if ".public." in name else "archival"] = reading.transcript
        found_labels = labels_of(reading.transcript.segments)
        labels += [(label, line, name) for label, line in found_labels.items() if label]
        pieces += _marked_pieces(reading.transcript, name)
        problems += _check_duration(reading.transcript, path, record)
    transcripts = Transcripts(read.get("archival"), read.get("public"))
    if isinstance(record, Interview):
        problems += check_narrator_check(record, transcripts, where)
    shown = transcripts.shown
    if shown is not None:
        name = [name for name in texts if name != found.path.name][-1]  # the public one comes last
        problems += check_transcript_words(shown, found.path.with_name(name))
        pieces = [piece._replace(is_shown=piece.file == name) for piece in pieces]
    return transcripts, tuple(labels), tuple(pieces)


def _with_scans(
    document: Document, own: PurePosixPath, texts: Mapping[str, str], problems: list[Problem]
) -> Document:
    """The document with what was read on its scans, where that stands in a file beside it."""
    path = own.with_name(own.stem + SCANS)
    if path.name not in texts:
        return document
    reading = parse_scans(texts[path.name], path=path)
    placed, found = place_scans(document, reading, path=path)
    problems += [*reading.problems, *found]
    return placed


def _marked_pieces(transcript: Transcript, file: str) -> Iterator[MarkedPiece]:
    for number, segment in enumerate(transcript.segments, 1):
        for mark in piece_marks((*segment.spans, *segment.mandarin)):
            yield MarkedPiece(
                mark.puzzle,
                mark.slot,
                file=file,
                line=segment.line,
                is_shown=False,
                number=number,
                start=segment.start,
                end=segment.end,
                words=plain_text(segment.spans).strip(),
                labels=tuple(speaker.label for speaker in segment.speakers),
                certainty=segment.certainty,
            )


def _check_duration(
    transcript: Transcript, path: PurePosixPath, record: Record | None
) -> Iterator[Problem]:
    recording = record.recording if isinstance(record, Interview) else None
    if recording is not None and recording.duration is not None:
        yield from check_cues(transcript, path, duration=recording.duration)


def _check_kinds(leaves: Iterable[Leaf], where: Where) -> Iterator[Problem]:
    """Ids that name a record of a kind that has no place there."""
    for leaf in leaves:
        if leaf.shape.form is not Form.REFERENCE:
            continue
        field, allowed = leaf.field, allowed_kinds(leaf.model, leaf.field.key)
        folder = leaf.value.partition("/")[0]
        if folder in {kind.value for kind in allowed}:
            continue
        facts = with_field(field.label_zh, field.label, field.key, seen=leaf.value)
        names = [KIND_NAMES[kind.value] for kind in allowed]
        facts |= {
            "kind_zh": KIND_NAMES[folder][0],
            "kind_en": folder,
            "expected_zh": "、".join(zh for zh, _ in names),
            "expected_en": ", ".join(en for _, en in names),
            "example": f"{allowed[0].value}/…",
        }
        yield where.problem("reference-kind", leaf.key, **facts)


def _links(record: Record, where: Where) -> Iterator[tuple[int, str]]:
    if "](" not in record.body:
        return
    for number, line in enumerate(record.body.split("\n")):
        for folder, rest in _LINK.findall(line):
            if folder in KIND_NAMES:
                slug = rest.removesuffix(".md").removesuffix(".html").removesuffix("/index")
                yield where.body_line + number, f"{folder}/{slug.rstrip('/')}"
