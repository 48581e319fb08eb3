"""词卡: cards of dialect words to print and cut, each with a code that leads to the voice."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from archive.index.occurrences import public_terms
from archive.model.page import Page
from archive.model.term import DialectTerm
from archive.model.terms import Channel
from archive.render.addresses import record_page, word_cards_page
from archive.render.fingerprint import fingerprint
from archive.render.metadata import render_list_head
from archive.render.paged_links import PagedLinks
from archive.render.puzzle_pieces import shorten
from archive.render.qr_code import QrCode
from archive.render.surroundings import Surroundings
from archive.values import dataclass

PER_SHEET = 8
"""Cards on a sheet of A4: two beside each other, four below each other."""
PER_PAGE = 6 * PER_SHEET
EXAMPLE = 38
"""Characters of an example that a card has room for."""


@dataclass(frozen=True, slots=True)
class WordCard:
    """What stands on a card."""

    term: DialectTerm
    example: str
    who: str
    qr_code: QrCode | None


def word_card_pages(around: Surroundings) -> Iterator[Page]:
    """The sheets of cards; none for a museum's screen, which prints nothing."""
    terms = public_terms(around.archive)
    if around.archive.channel is Channel.KIOSK:
        return
    total = -(-len(terms) // PER_PAGE)
    for number in range(1, total + 1):
        shown = terms[(number - 1) * PER_PAGE : number * PER_PAGE]
        context = WordCardsContext(around, shown, number, total)
        speakers = [around.card_digest(i) for i in context.speakers]
        print_ = fingerprint(around.digest, shown, (number, total), speakers)
        yield Page(around.place(word_cards_page(number)), print_, context.render)


class WordCardsContext(PagedLinks):
    """What the template of the cards may ask."""

    def __init__(
        self, around: Surroundings, terms: Sequence[DialectTerm], number: int, total: int
    ) -> None:
        named = (example.speaker for term in terms for example in term.examples[:1])
        self.speakers = tuple(
            dict.fromkeys(i for i in named if i is not None and i in around.archive.records)
        )
        inner = word_cards_page(number)
        super().__init__(around, inner, within=(*(term.id for term in terms), *self.speakers))
        self._terms = terms
        self.page = number
        self.pages = total

    def render(self) -> str:
        """The whole page."""
        content = self._around.environment.get_template("word_cards.html").render(p=self)
        head = render_list_head(
            self.title, site=self.site, kind="CollectionPage", address=str(self.path)
        )
        slots = self.slots(
            title=self.title,
            head=head,
            content=content,
            back=self.browse_of("terms"),
            page="page-word-cards",
        )
        return self._around.shell.fill(slots)

    @property
    def title(self) -> str:
        """What the page is called."""
        return self.t("Word cards")

    @cached_property
    def sheets(self) -> tuple[tuple[WordCard, ...], ...]:
        """The cards, sheet by sheet."""
        cards = [self._card(term) for term in self._terms]
        starts = range(0, len(cards), PER_SHEET)
        return tuple(tuple(cards[start : start + PER_SHEET]) for start in starts)

    def _card(self, term: DialectTerm) -> WordCard:
        example = term.examples[0] if term.examples else None
        speaker = example.speaker if example is not None else None
        return WordCard(
            term,
            shorten(example.text, limit=EXAMPLE) if example is not None else "",
            self.card(speaker).title if speaker in self.speakers and speaker else "",
            self.qr_code(self._around.place(record_page(term.id))),
        )

    def place_of(self, number: int) -> PurePosixPath:
        """The page with this number."""
        return word_cards_page(number)
