"""The pieces of a puzzle as its page says them: who says what, how they know, and what ties it
to others."""

from collections.abc import Iterator, Mapping, Sequence

from archive.model.kinds import RecordId, kind_of
from archive.model.orders import DerivedPicture
from archive.model.puzzle import Piece, Puzzle, Slot
from archive.model.terms import Tie
from archive.render.cards import say_when
from archive.render.media_keys import Leaf
from archive.render.page_links import PageLinks
from archive.render.surroundings import kind_name
from archive.values import dataclass

TIES: Mapping[Tie, tuple[str, str]] = {
    Tie.CONFIRMS: ("says the same as {who}", "{who} says the same"),
    Tie.ADDS: ("adds to what {who} told", "{who} adds to this"),
    Tie.CONTRADICTS: ("tells it differently from {who}", "{who} tells it differently"),
    Tie.RETELLS: ("has it from {who}", "{who} has it from here"),
    Tie.SAME_THING: ("speaks of the same thing as {who}", "{who} speaks of the same thing"),
    Tie.CONTINUES: ("goes on where {who} ends", "{who} goes on from here"),
}
"""English sentences for a tie, as said of the piece that names it and of the one it names."""

SPOKEN_NAME = 24
"""Characters of a quotation that name the button which plays it."""

Pages = Mapping[Leaf, DerivedPicture]
"""Pictures of pages of papers."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch of a telling; ``src`` is None where it may be read and not heard, and ``end`` 0
    where nobody knows at which second it is said."""

    interview: RecordId
    title: str
    src: str | None
    start: float = 0.0
    end: float = 0.0

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something to look at: a photograph, an object, a page of a paper."""

    id: RecordId
    href: str
    kind: str
    title: str
    page: int | None
    picture: DerivedPicture | None
    alt: str


@dataclass(frozen=True, slots=True)
class Link:
    """How a piece stands to another one: the word, the sentence, and where the other is."""

    word: str
    sentence: str
    target: str


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece as the page says it."""

    key: str
    wording: str
    who: str
    href: str | None
    """The page of whoever says it."""
    manner: tuple[str, ...]
    """How they know, how old they were, how sure they were."""
    when: str
    heard: Heard | None
    evidence: Evidence | None
    links: tuple[Link, ...]

    @property
    def short(self) -> str:
        """Its words as a button names them."""
        return shorten(self.wording, limit=SPOKEN_NAME)


class PieceDrawer:
    """Draws the pieces of one puzzle: ``links`` is the page, ``slots`` are the puzzle's by key."""

    def __init__(
        self, links: PageLinks, puzzle: Puzzle, slots: Mapping[str, Slot], pages: Pages
    ) -> None:
        self._links = links
        self._puzzle = puzzle
        self._slots = slots
        self._pages = pages
        self._pieces = {piece.key: piece for piece in puzzle.pieces}

    def draw(self, piece: Piece) -> ShownPiece:
        """A piece as the page says it."""
        return ShownPiece(
            key=piece.key,
            wording=piece.wording,
            who=self._who(piece),
            href=self._links.url_if_shown(piece.narrator) if piece.narrator else None,
            manner=tuple(self._manner(piece)),
            when=say_when(piece.when, language=self._links.language),
            heard=self._heard(piece),
            evidence=self._evidence(piece),
            links=tuple(self._links_of(piece)),
        )

    def _who(self, piece: Piece) -> str:
        if piece.narrator is not None:
            return self._links.card(piece.narrator).title
        source = _evidence_of(piece)
        if source is not None:
            return self._links.card(source).title
        return self._links.t("a villager")

    def _manner(self, piece: Piece) -> Iterator[str]:
        t = self._links.t
        if piece.basis is not None and piece.heard_from is None:
            yield piece.basis.name_in(self._links.language)
        if piece.heard_from is not None:
            yield t("heard from {name}", name=self._links.card(piece.heard_from).title)
        if piece.age_said:
            yield t("at the time: {age}", age=piece.age_said)
        if piece.certainty:
            yield t("how sure: “{words}”", words=piece.certainty)

    def _heard(self, piece: Piece) -> Heard | None:
        if piece.told_in is None:
            return None
        card = self._links.card(piece.told_in)
        if piece.clip is None:
            return Heard(card.id, card.title, None)
        return Heard(card.id, card.title, card.sound, piece.clip.start, piece.clip.end)

    def _evidence(self, piece: Piece) -> Evidence | None:
        source = _evidence_of(piece)
        if source is None:
            return None
        card = self._links.card(source)
        href, picture = self._links.url(source), card.picture
        if piece.page is not None and source == piece.document:
            href = f"{href}#page-{piece.page}"
            picture = self._pages.get((source, piece.page))
        kind = kind_name(kind_of(source), language=self._links.language)
        return Evidence(source, href, kind, card.title, piece.page, picture, card.alt)

    # How pieces stand to each other

    def _links_of(self, piece: Piece) -> Iterator[Link]:
        own = [(r.tie, r.piece) for r in piece.relations if r.piece in self._pieces]
        for tie, key in own:
            yield self._link(tie, TIES[tie][0], piece, self._pieces[key])
        for other in self._puzzle.pieces:
            for tie in (r.tie for r in other.relations if r.piece == piece.key):
                stands_below = tie is Tie.CONTINUES and other.slot == piece.slot
                if (tie, other.key) not in own and not stands_below:
                    yield self._link(tie, TIES[tie][1], piece, other)

    def _link(self, tie: Tie, sentence: str, piece: Piece, other: Piece) -> Link:
        who = self._who(other)
        if other.is_evidence and self._links.language != "en":
            who = f"《{who}》"
        slot = self._slots.get(other.slot)
        if slot is not None and other.slot != piece.slot:
            who = self._links.t("{who}, at “{slot}”", who=who, slot=slot.name)
        said = self._links.t(sentence, who=who)
        return Link(tie.name_in(self._links.language), said, f"piece-{other.key}")


def thread_pieces(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Pieces in threads: one that goes on where another ends stands behind it.

    Threads come in the order of their first pieces; a ring of pieces is read from the first one.
    """
    keys = {piece.key for piece in pieces}
    following: dict[str, list[Piece]] = {}
    begins = []
    for piece in pieces:
        before = [r.piece for r in piece.relations if r.tie is Tie.CONTINUES and r.piece in keys]
        if before and before[0] != piece.key:
            following.setdefault(before[0], []).append(piece)
        else:
            begins.append(piece)
    seen: set[str] = set()

    def follow(piece: Piece) -> Iterator[Piece]:
        waiting = [piece]
        while waiting:
            now = waiting.pop()
            if now.key in seen:
                continue
            seen.add(now.key)
            yield now
            waiting.extend(reversed(following.get(now.key, ())))

    threads = [tuple(follow(piece)) for piece in begins]
    rings = (tuple(follow(piece)) for piece in pieces if piece.key not in seen)
    return (*threads, *(ring for ring in rings if ring))


def shorten(text: str, *, limit: int) -> str:
    """A quotation of about ``limit`` characters, cut at the end of a phrase where one is near."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    cut = max(flat.rfind(mark, limit // 2, limit) for mark in "。！？；，、")
    return f"{flat[: cut if cut > 0 else limit - 1].rstrip('。！？；，、')}……"


def _evidence_of(piece: Piece) -> RecordId | None:
    return piece.photo or piece.object or piece.document
