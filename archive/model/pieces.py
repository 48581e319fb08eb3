"""Pieces of puzzles in the projection: which may be seen, and what they come to.

A piece is there only where its source may be seen and whoever states it has consented to the
words; all that hangs on a piece that is not there is gone with it, and what the slots come to is
worked out from the pieces that are left, and from nothing else.
"""

from collections.abc import Mapping
from typing import Protocol

from archive.model.about import codes_of_telling, may_be_read
from archive.model.archive import Archive
from archive.model.assembly import FilledSlot, assemble
from archive.model.clearing import missing_codes
from archive.model.consent import Decision, Reason
from archive.model.document import Document
from archive.model.households import households_of
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.marks import parse_marks, plain_text
from archive.model.puzzle import Piece, Puzzle, Slot
from archive.model.quoting import (
    ALLOWED,
    NOT_SHOWN,
    Secrets,
    decide_clip,
    decide_telling,
    quoted_in,
    secrets_of,
)
from archive.model.sealing import ProjectedFiles, Sealing
from archive.model.terms import Access, Subject
from archive.values import dataclass


class ProjectPiece(Protocol):
    """A piece of a puzzle, with its texts masked and its references resolved."""

    def __call__(
        self, part: Piece, record: RecordId, sources: tuple[RecordId, ...], told: Secrets
    ) -> Piece: ...


def project_puzzles(
    archive: Archive, files: ProjectedFiles, sealing: Sealing, project: ProjectPiece
) -> Mapping[RecordId, tuple[FilledSlot, ...]]:
    """Put into the projected puzzles the pieces that may be seen; their slots, filled with them."""
    households = households_of(archive)
    assemblies: dict[RecordId, tuple[FilledSlot, ...]] = {}
    for record_id, shown in files.records.items():
        puzzle = archive.records[record_id]
        if not isinstance(puzzle, Puzzle) or record_id in sealing.listed:
            continue
        assert isinstance(shown, Puzzle)
        pieces = _Pieces(archive, files, sealing, puzzle, project).project()
        slots = tuple(_slot(slot, puzzle, pieces) for slot in shown.slots)
        files.records[record_id] = shown.model_copy(update={"slots": slots, "pieces": pieces})
        assemblies[record_id] = assemble(slots, pieces, household_of=households.get)
    return assemblies


def _slot(slot: Slot, puzzle: Puzzle, pieces: tuple[Piece, ...]) -> Slot:
    """A slot without the remark on its versions where some of them are not to be seen."""
    there = sum(piece.slot == slot.key for piece in pieces)
    written = sum(piece.slot == slot.key for piece in puzzle.pieces)
    return slot if there == written else slot.model_copy(update={"remark": None})


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The pieces of one puzzle."""

    archive: Archive
    files: ProjectedFiles
    sealing: Sealing
    puzzle: Puzzle
    project_piece: ProjectPiece

    def project(self) -> tuple[Piece, ...]:
        """Those that may be seen, as they may be seen."""
        told = secrets_of(quoted_in(self.puzzle), self.archive, self.sealing.spoken)
        found = (self._projected(piece, told) for piece in self.puzzle.pieces)
        pieces = [piece for piece in found if piece is not None]
        keys = {piece.key for piece in pieces}
        return tuple(
            piece.model_copy(
                update={"relations": tuple(r for r in piece.relations if r.piece in keys)}
            )
            for piece in pieces
        )

    def _projected(self, piece: Piece, told: Secrets) -> Piece | None:
        named = (piece.told_in, piece.photo, piece.object, piece.document)
        sources = [source for source in named if source is not None]
        decision = self._decide(piece, sources)
        if not decision.is_allowed:
            self._withhold(piece, decision)
            return None
        [source] = sources
        shown = self.project_piece(piece, self.puzzle.id, (source,), told)
        if not shown.wording:
            self._withhold(piece, Decision(Reason.MARKED))
            return None
        if codes := self._uncleared(piece, shown):
            number = self.puzzle.pieces.index(piece)
            self._withhold(piece, Decision(Reason.NOT_CLEARED), f"pieces.{number}", codes)
            return None
        is_named = self._is_named(piece, source)
        return shown.model_copy(
            update={"page": self._page(piece), "narrator": shown.narrator if is_named else None}
        )

    def _withhold(
        self, piece: Piece, decision: Decision, part: str = "", codes: tuple[str, ...] = ()
    ) -> None:
        self.sealing.withhold(
            self.puzzle.id,
            "piece",
            decision,
            person=piece.narrator,
            detail=piece.key,
            part=part,
            codes=codes,
        )

    def _uncleared(self, piece: Piece, shown: Piece) -> tuple[str, ...]:
        """What a piece told at no known second may tell in other words, and nobody has looked."""
        told = self.archive.records.get(piece.interview) if piece.interview else None
        if piece.clip is not None or not isinstance(told, Interview):
            return ()
        words = self.sealing.spoken.of(told)
        codes = missing_codes(codes_of_telling(words), piece.cleared)
        said = plain_text(parse_marks(shown.wording)[0]).strip()
        return () if codes and may_be_read(said, words) else codes

    # Whether it is there

    def _decide(self, piece: Piece, sources: list[RecordId]) -> Decision:
        if len(sources) != 1 or not self._is_shown(sources[0]):
            return NOT_SHOWN
        [source] = sources
        if piece.clip is not None:
            decision = decide_clip(piece.clip, self.archive, self.sealing.spoken)
        elif piece.interview is not None:
            decision = decide_telling(piece.interview, self.archive, self.sealing.spoken)
        elif piece.document is not None:
            decision = ALLOWED if self._is_page_shown(piece) else NOT_SHOWN
        else:
            has_picture = piece.photo is None or bool(self.files.pictures.get(piece.photo))
            decision = ALLOWED if has_picture else NOT_SHOWN
        if not decision.is_allowed or piece.narrator is None:
            return decision
        return self._asked(piece.narrator, source, Subject.TEXT)

    def _is_shown(self, record: RecordId) -> bool:
        return record in self.files.records and record not in self.sealing.listed

    def _asked(self, person: RecordId, source: RecordId, subject: Subject) -> Decision:
        """The consent for an interview's own words; for what is said of another thing, that for
        the thing or for the puzzle, and a refusal of either counts."""
        decision = self.sealing.decide(person, source, subject)
        if kind_of(source) is Kind.INTERVIEW:
            return decision
        other = self.sealing.decide(person, self.puzzle.id, subject)
        covering = [d for d in (decision, other) if d.reason is not Reason.NO_CONSENT]
        refused = (d for d in covering if not d.is_allowed)
        return next(refused, covering[0] if covering else decision)

    def _is_named(self, piece: Piece, source: RecordId) -> bool:
        if piece.narrator is None or piece.narrator not in self.files.records:
            return False
        return self._asked(piece.narrator, source, Subject.NAME).is_allowed

    # Pages

    def _is_page_shown(self, piece: Piece) -> bool:
        document = self.archive.records.get(piece.document) if piece.document else None
        if not isinstance(document, Document) or document.public_scope is not Access.OPEN:
            return False
        pages = document.pages
        if piece.page is not None and piece.page <= len(pages):
            return pages[piece.page - 1].access is Access.OPEN
        return all(page.access is Access.OPEN for page in pages)

    def _page(self, piece: Piece) -> int | None:
        """The number of the page among those that are published."""
        document = self.archive.records.get(piece.document) if piece.document else None
        if piece.page is None or not isinstance(document, Document):
            return None
        before = document.pages[: piece.page]
        if len(before) < piece.page:
            return None if document.pages else piece.page
        return sum(page.access is Access.OPEN for page in before)
