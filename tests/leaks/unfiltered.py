"""The build with nothing held back: what a search must light when the projection does nothing.

It stands in for `public_view`, for the marking of fields that pages print, and for the media stage
(which then publishes the originals as they are, beside unsilenced and uncovered derivatives).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from pydantic import BaseModel

from archive import build
from archive.derive import Derivation, derive_all
from archive.model.archive import Archive
from archive.model.assembly import assemble
from archive.model.document import Document
from archive.model.exhibit import Exhibit, Stop
from archive.model.fields import FieldFacts, fields_of
from archive.model.interview import Interview
from archive.model.kinds import RecordId
from archive.model.marks import Span, Words, format_marks
from archive.model.orders import Order, PictureOrder, SoundOrder, VideoOrder
from archive.model.person import Person
from archive.model.photo import Photo
from archive.model.place import Place
from archive.model.public import (
    PublicArchive,
    PublicNarrator,
    PublicPicture,
    PublicScene,
    PublicSegment,
    PublicSpot,
    PublicTelling,
    PublicView,
)
from archive.model.puzzle import Piece, Puzzle
from archive.model.records import Record
from archive.model.scene import Scene, Spot
from archive.model.sketch import Sketch
from archive.model.terms import Channel, MediaType
from archive.model.transcript import Transcripts
from archive.render import facts


def switch_off(monkeypatch: pytest.MonkeyPatch, private_files: Sequence[Path]) -> None:
    """Hold nothing back until the test is over. ``private_files`` are read as if they were text."""
    notes = "\n\n".join(path.read_text(encoding="utf-8") for path in private_files)

    def show(archive: Archive, *, channel: Channel, on: date, **_: Any) -> PublicView:
        return show_everything(archive, channel=channel, on=on, notes=notes)

    def derive(orders: Sequence[Order], *, media_dir: Path, **options: Any) -> Derivation:
        derivation = derive_all(orders, media_dir=media_dir, **options)
        originals = {
            PurePosixPath("originals", path.relative_to(media_dir).as_posix()): path
            for path in sorted(media_dir.rglob("*"))
            if path.is_file()
        }
        return replace(derivation, files={**derivation.files, **originals})

    monkeypatch.setattr(build, "public_view", show)
    monkeypatch.setattr(build, "derive_all", derive)
    monkeypatch.setattr(facts, "_facts_of", every_field)
    monkeypatch.setattr(facts, "fields_of", every_field)


def every_field(model: type[BaseModel]) -> tuple[FieldFacts, ...]:
    """The fields of ``model``, each of them one that pages print."""
    return tuple(replace(known, is_shown=True, is_fact=True) for known in fields_of(model))


def show_everything(archive: Archive, *, channel: Channel, on: date, notes: str) -> PublicView:
    """Every record with every field, every word, every file, and nothing taken out of any."""
    records = {i: _telling_all(record, notes) for i, record in sorted(archive.records.items())}
    orders = [order for record in records.values() for order in _orders(record)]
    public = PublicArchive(
        channel=channel,
        on=on,
        records=records,
        tellings={i: _telling(archive, r) for i, r in records.items() if isinstance(r, Interview)},
        pictures={i: tuple(_pictures(record)) for i, record in records.items()},
        assemblies={
            i: assemble(record.slots, record.pieces, household_of=lambda _: None)
            for i, record in records.items()
            if isinstance(record, Puzzle)
        },
        scenes={
            i: PublicScene("", spots=tuple(map(PublicSpot, record.spots)))
            for i, record in records.items()
            if isinstance(record, Scene)
        },
        themes=archive.themes,
    )
    return PublicView(public, tuple(sorted(orders, key=lambda order: order.key)))


def _telling_all(record: Record, notes: str) -> Record:
    """HTML notes count as words here: pages would drop them by themselves."""
    body = record.body.replace("<!--", "").replace("-->", "").replace("](", "] (")
    update: dict[str, object] = {"body": f"{body}\n\n{notes}"}
    if isinstance(record, Place):  # where a household leads to a person, its own name is not read
        update["households"] = tuple(
            household.model_copy(update={"person": None}) for household in record.households
        )
    if isinstance(record, Puzzle):
        update["pieces"] = tuple(map(_telling_piece, record.pieces))
    if isinstance(record, Exhibit):
        update["stops"] = tuple(map(_telling_stop, record.stops))
    if isinstance(record, Scene):
        update["spots"] = tuple(map(_telling_spot, record.spots))
    return record.model_copy(update=update)


def _telling_stop(stop: Stop) -> Stop:
    """A stop that says all that is written of it."""
    said = (f"{value}" for value in vars(stop).values() if value)
    return stop.model_copy(update={"wording": " ".join(said)})


def _telling_spot(spot: Spot) -> Spot:
    """A spot that says all that is written of it, its files included."""
    said = (f"{value}" for value in vars(spot).values() if value)
    return spot.model_copy(update={"caption": " ".join(said)})


def _telling_piece(piece: Piece) -> Piece:
    """A piece that says all that is written of it, for pages do not print every field."""
    said = (f"{value}" for value in vars(piece).values() if value)
    return piece.model_copy(update={"wording": " ".join(said)})


def _telling(archive: Archive, interview: Interview) -> PublicTelling:
    transcripts = archive.transcripts.get(interview.id, Transcripts())
    told = [t for t in (transcripts.archival, transcripts.public) if t]
    segments = [segment for transcript in told for segment in transcript.segments]
    is_film = interview.recording and interview.recording.media_type is MediaType.VIDEO
    return PublicTelling(
        narrators=tuple(
            PublicNarrator(n.name or (n.person and archive.people[n.person].name), n.person, ())
            for n in interview.narrators
        ),
        segments=tuple(
            PublicSegment(
                number, s.start, s.end, s.speakers, s.certainty,
                _everything(s.spans), _everything(s.mandarin),
                is_withheld=False, is_silent=False,
            )
            for number, s in enumerate(segments, 1)
        ),
        voice=f"{interview.id}/voice" if interview.recording and not is_film else None,
        film=f"{interview.id}/film" if is_film else None,
    )  # fmt: skip


def _everything(spans: Iterable[Span]) -> tuple[Span, ...]:
    return (Words(format_marks(tuple(spans))),)


def _orders(record: Record) -> Iterator[Order]:
    if isinstance(record, Interview) and record.recording is not None:
        file = record.recording.file
        if record.recording.media_type is MediaType.VIDEO:
            yield VideoOrder(f"{record.id}/film", file)
        else:
            yield SoundOrder(f"{record.id}/voice", file)
    if isinstance(
        record, Photo | Document
    ):  # other pictures are published as they are, and that is enough
        for key, file in _picture_files(record):
            yield PictureOrder(key, file)


def _pictures(record: Record) -> Iterator[PublicPicture]:
    for number, (key, _) in enumerate(_picture_files(record), 1):
        page = number if isinstance(record, Document) else None
        yield PublicPicture(key, None, page)


def _picture_files(record: Record) -> Iterator[tuple[RecordId, PurePosixPath]]:
    found: list[PurePosixPath] = [picture.file for picture in getattr(record, "pictures", ())]
    if isinstance(record, Person) and record.portrait is not None:
        found.append(record.portrait.file)
    if isinstance(record, Photo):
        found.append(record.picture.file)
    if isinstance(record, Document):
        found += (page.file for page in record.pages)
    if isinstance(record, Sketch) and record.picture is not None:
        found.append(record.picture.file)
    for number, file in enumerate(found, 1):
        yield RecordId(f"{record.id}/picture-{number}"), file
