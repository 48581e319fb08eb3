"""Which files of the media stage a record's pages show."""

from collections.abc import Mapping

from archive.model.kinds import RecordId
from archive.model.public import PublicArchive
from archive.model.puzzle import Puzzle

Leaf = tuple[RecordId, int]
"""A paper, and a page of it counted from 1."""


def media_keys(archive: PublicArchive, record: RecordId) -> tuple[str, ...]:
    """The keys of the pictures, the sound and the film of a record, and of what it cites."""
    keys = [picture.key for picture in archive.pictures.get(record, ())]
    telling = archive.tellings.get(record)
    keys += [key for key in (telling.voice, telling.film) if key] if telling else []
    keys += cited_pages(archive, record).values()
    scene = archive.scenes.get(record)
    keys += [spot.sound for spot in scene.spots if spot.sound] if scene else []
    return tuple(keys)


def cited_pages(archive: PublicArchive, record: RecordId) -> Mapping[Leaf, str]:
    """For a puzzle: the key of the picture of each page of a paper that its pieces cite."""
    found: dict[Leaf, str] = {}
    puzzle = archive.records.get(record)
    for piece in puzzle.pieces if isinstance(puzzle, Puzzle) else ():
        if piece.document is None or piece.page is None:
            continue
        for picture in archive.pictures.get(piece.document, ()):
            if picture.page == piece.page:
                found.setdefault((piece.document, piece.page), picture.key)
    return found
