"""What the page of a puzzle asks: its board, its slots, and the pieces in each."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from archive.model.assembly import FilledSlot
from archive.model.orders import DerivedPicture
from archive.model.puzzle import Piece, Puzzle
from archive.model.terms import SlotState
from archive.render.cards import Card
from archive.render.page_links import PageLinks
from archive.render.puzzle_pieces import Pages, PieceDrawer, ShownPiece, shorten, thread_pieces
from archive.render.qr_code import QrCode
from archive.render.tiles import TILE, Board, Tile, lay_board, wide_columns
from archive.values import dataclass

LEGEND = (
    SlotState.SEVERAL_VOICES,
    SlotState.EVIDENCE,
    SlotState.ONE_VOICE,
    SlotState.DISPUTED,
    SlotState.EMPTY,
)
"""The states as the legend names them."""
LONG_NAME = 8
"""A slot with more characters than this wants a broader tile on a phone."""
LOW_TILE = TILE * 3 // 4
TALL_TILE = TILE * 23 // 20
QUOTE = 46
"""Characters of a quotation that fit a tile of the print for the wall; two share that room."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A tile with the slot it stands for."""

    tile: Tile
    slot: "ShownSlot"


@dataclass(frozen=True, slots=True)
class DrawnBoard:
    """A board as one size of window shows it; ``name`` goes into its class and into ids."""

    name: str
    board: Board
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What some pieces agree on: threads of pieces, each to be read one after another."""

    label: str | None
    threads: tuple[tuple[ShownPiece, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownSlot:
    """A slot as the page says it."""

    key: str
    name: str
    question: str | None
    state: SlotState
    count: str
    """How many tell it."""
    versions: tuple[Version, ...]
    remark: str | None
    picture: DerivedPicture | None
    """What can be looked at, to be shown in its tile."""

    @property
    def pieces(self) -> Iterator[ShownPiece]:
        """All its pieces as they stand on the page."""
        for version in self.versions:
            for thread in version.threads:
                yield from thread

    @property
    def quotes(self) -> tuple[tuple[str, str], ...]:
        """What stands in its tile on the wall, and who says it: one voice, or one of each of two
        versions."""
        spoken = [piece for piece in self.pieces if piece.heard] or list(self.pieces)
        chosen = spoken[:1]
        if len(self.versions) > 1:
            chosen = [version.threads[0][0] for version in self.versions[:2]]
        limit = QUOTE * 3 // 5 if len(chosen) > 1 else QUOTE
        return tuple((shorten(piece.wording, limit=limit), piece.who) for piece in chosen)


class PuzzleView:
    """A puzzle that may be read: ``links`` is the page it is drawn on."""

    def __init__(
        self, links: PageLinks, puzzle: Puzzle, slots: Sequence[FilledSlot], pages: Pages
    ) -> None:
        self._links = links
        self._puzzle = puzzle
        self._filled = slots
        by_key = {filled.slot.key: filled.slot for filled in slots}
        self._drawer = PieceDrawer(links, puzzle, by_key, pages)

    # The board

    @cached_property
    def boards(self) -> tuple[DrawnBoard, ...]:
        """The board for each size of window, and for large type on a small one."""
        count = len(self._filled)
        narrow = self._narrow_columns()
        layouts = (
            ("wide", wide_columns(count), TILE),
            ("narrow", narrow, TALL_TILE if narrow > 2 else LOW_TILE),
            ("large", min(2, count), TILE),
        )
        drawn = []
        for name, columns, height in layouts:
            board = lay_board(count, columns=columns, tile_height=height)
            cells = tuple(Cell(*both) for both in zip(board.tiles, self.slots, strict=True))
            drawn.append(DrawnBoard(name, board, cells))
        return tuple(drawn)

    def _narrow_columns(self) -> int:
        """Three on a phone where words are short enough for it, else two."""
        is_short = all(len(filled.slot.name) <= LONG_NAME for filled in self._filled)
        most = 3 if is_short and self._links.language != "en" else 2
        return min(most, len(self._filled))

    @property
    def states(self) -> tuple[tuple[SlotState, int], ...]:
        """The states that occur, and how often, for the legend."""
        found = [filled.state for filled in self._filled]
        return tuple((state, found.count(state)) for state in LEGEND if state in found)

    @property
    def progress(self) -> str:
        """How far it is put together, in a sentence."""
        open_slots = sum(filled.state is SlotState.EMPTY for filled in self._filled)
        total = len(self._filled)
        if not open_slots:
            return self._links.t("{total} tiles, and something is told of each.", total=total)
        return self._links.t(
            "{told} of {total} tiles are told; {open} are still open.",
            told=total - open_slots,
            total=total,
            open=open_slots,
        )

    # The slots

    @cached_property
    def slots(self) -> tuple[ShownSlot, ...]:
        """The slots in their order."""
        slots: list[ShownSlot] = []
        for filled in self._filled:
            slots.append(self._slot(filled, taken=[slot.picture for slot in slots]))
        return tuple(slots)

    def _slot(self, filled: FilledSlot, *, taken: Sequence[DerivedPicture | None]) -> ShownSlot:
        """A slot; a picture that a tile before it has ``taken`` is not in its tile again."""
        versions = tuple(self._version(pieces, filled) for pieces in filled.versions)
        shown = [piece for version in versions for thread in version.threads for piece in thread]
        found = [p.evidence.picture for p in shown if p.evidence and p.evidence.picture]
        pictures = [picture for picture in found if picture not in taken]
        is_evidence = filled.state is SlotState.EVIDENCE
        return ShownSlot(
            key=filled.slot.key,
            name=filled.slot.name,
            question=filled.slot.question,
            state=filled.state,
            count=self._count(filled),
            versions=versions,
            remark=filled.slot.remark,
            picture=pictures[0] if pictures and is_evidence else None,
        )

    def _count(self, filled: FilledSlot) -> str:
        """Who tells it, counted: passages, the independent voices among them, things to see."""
        t = self._links.t
        told = sum(not piece.is_evidence for piece in filled.pieces)
        seen = len(filled.pieces) - told
        parts = []
        if told == 1:
            parts.append(t("one passage"))
        elif told and filled.voices < 2:
            parts.append(t("{told} passages, counted as one source", told=told))
        elif told:
            parts.append(
                t("{told} passages from {voices} sources", told=told, voices=filled.voices)
            )
        if seen:
            parts.append(
                t("one thing to see") if seen == 1 else t("{seen} things to see", seen=seen)
            )
        return (", " if self._links.language == "en" else "，").join(parts)

    def _version(self, pieces: Sequence[Piece], filled: FilledSlot) -> Version:
        label = None
        if len(filled.versions) > 1:
            label = next((piece.version for piece in pieces if piece.version), None)
        threads = (tuple(self._drawer.draw(p) for p in thread) for thread in thread_pieces(pieces))
        return Version(label, tuple(threads))

    # All of it, told

    @property
    def voices(self) -> tuple[ShownPiece, ...]:
        """The pieces that can be heard, in the order in which the whole is told."""
        pieces = (piece for slot in self.slots for piece in slot.pieces)
        return tuple(piece for piece in pieces if piece.heard and piece.heard.src)

    @property
    def seconds(self) -> float:
        """How long it takes to tell all of it."""
        return sum(piece.heard.seconds for piece in self.voices if piece.heard)

    @property
    def subject(self) -> Card | None:
        """What it is about, where there is a record of it."""
        subject = self._puzzle.subject
        return self._links.card(subject) if subject is not None else None

    @cached_property
    def qr_code(self) -> QrCode | None:
        """Where the page is found by a phone in front of the print."""
        return self._links.qr_code(self._links.path)
