"""``pintu booklet``: the life-story book of one person, and what was left out of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from archive.build import Village, find_out
from archive.cli import gift_sentences as say
from archive.cli.console import Console, paint
from archive.cli.hosts import Host
from archive.cli.meant import find_meant
from archive.cli.paper import paper_path, tell_missing
from archive.cli.private_page import write_private
from archive.cli.problem_list import FAILED, print_problems, print_summary
from archive.cli.progress import shown_progress
from archive.cli.villages import find_village
from archive.cli.withheld_list import REASONS, describe_withheld, print_withheld
from archive.derive import Derivation, LocalExecutor, derive_all
from archive.errors import ConfigError
from archive.index.life import Life, gather_life
from archive.index.mentions import index_mentions, references
from archive.ingest.words_cache import read_words
from archive.model.archive import Archive
from archive.model.kinds import Kind, RecordId, slug_of
from archive.model.orders import PictureOrder
from archive.model.projection import public_view
from archive.model.public import PublicView, Withholding
from archive.model.records import Record
from archive.model.terms import Channel
from archive.render.measures import format_megabytes
from archive.render.press.booklet import Booklet
from archive.render.press.typesetter import CharactersMissing, Content, fold_pages, print_pdf
from archive.values import dataclass

MOST_PAGES = 60
"""What two staples hold: fifteen sheets."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose book, as of which day, and where it goes."""

    person: str
    on: date
    out: Path | None = None
    fold: bool = False
    """Laid out on sheets to be folded, and not page by page."""


def run_booklet(folder: Path | None, asked: Asked, console: Console, *, host: Host) -> int:
    """Print the book and say what is in it and what is not; the exit code."""
    village = Village(find_village(folder))
    with shown_progress(console) as report:
        found = find_out(village, on=asked.on, executor=LocalExecutor(), report=report)
    if found.is_stopped:
        print_problems(found.problems, console, folder=village.folder)
        print_summary(found.problems, console)
        return FAILED
    archive = found.archive
    person = archive.records[find_meant(archive, asked.person, Kind.PERSON)]
    path = paper_path(village.folder, asked.out, name=f"booklet-{slug_of(person.id)}")
    view = _view(village, archive, Channel.PRINT, asked)
    if person.id not in view.archive.records or person.id in view.archive.listed:
        raise _not_in_print(person, view, console)
    life = gather_life(view.archive, index_mentions(view.archive), person=person.id)
    derivation = _derive_pictures(view, life, village, console)
    booklet = Booklet(
        life,
        view.archive,
        host.read_site(village.folder),
        derivation.results,
        heard=_heard(_view(village, archive, Channel.WEB, asked)),
        on=asked.on,
    )
    content = booklet.content()
    pictures = {name: derivation.files[file] for name, file in booklet.pictures.items()}
    try:
        printed = print_pdf("booklet.typ", content, pictures=pictures, on=asked.on)
    except CharactersMissing as error:
        tell_missing(error, console)
        return FAILED
    data = fold_pages(printed, on=asked.on).data if asked.fold else printed.data
    write_private(path, data)
    _tell(booklet, content, console)
    _tell_pages(printed.pages, asked, console)
    _tell_left_out(view, archive, person.id, console)
    console.line(
        paint(console.text(say.PRINTED, path=path, size=format_megabytes(len(data))), "good")
    )
    return 0


def _view(village: Village, archive: Archive, channel: Channel, asked: Asked) -> PublicView:
    words = read_words(village.state, channel=channel.value)
    view = public_view(archive, channel=channel, on=asked.on, memory=words)
    words.write()
    return view


def _not_in_print(person: Record, view: PublicView, console: Console) -> ConfigError:
    reasons = [one.reason for one in view.withheld if one.record == person.id]
    sentence = REASONS[reasons[0]]
    facts = {language: sentence.text(language) for language in ("zh", "en")}
    return ConfigError(
        say.NOT_IN_PRINT.text("zh", name=person.heading, reason=facts["zh"]),
        say.NOT_IN_PRINT.text("en", name=person.heading, reason=facts["en"]),
    )


def _heard(view: PublicView) -> frozenset[RecordId]:
    """Interviews that the website lets people hear."""
    tellings = view.archive.tellings.items()
    return frozenset(name for name, telling in tellings if telling.voice or telling.film)


def _derive_pictures(
    view: PublicView, life: Life, village: Village, console: Console
) -> Derivation:
    """The pictures a book of this life may hold, and no others."""
    wanted = {life.person.id, *(one.id for one in (*life.photos, *life.objects))}
    wanted |= {name for passage in life.told for name in passage.mentions}
    keys = {picture.key for name in wanted for picture in view.archive.pictures.get(name, ())}
    orders = [o for o in view.orders if isinstance(o, PictureOrder) and o.key in keys]
    with shown_progress(console) as report:
        return derive_all(
            orders,
            media_dir=village.media,
            cache_dir=village.state,
            executor=LocalExecutor(),
            on_progress=lambda done, of, _: report("Deriving sound and pictures", done, of),
        )


def _tell(booklet: Booklet, content: Content, console: Console) -> None:
    """What the book holds."""
    if not booklet.life.told:
        console.say(say.NO_WORDS)
    elif booklet.site.site_url is None:
        console.say(say.NO_ADDRESS)
    console.say(
        say.BOOK_HOLDS,
        chapters=len(content["chapters"]),
        others=len(content["told_of"]),
        pictures=len(booklet.pictures),
        codes=sum(chapter["qr"] is not None for chapter in content["chapters"]),
    )


def _tell_pages(pages: int, asked: Asked, console: Console) -> None:
    """How thick it is, and how it is printed."""
    console.say(say.PAGES, pages=pages, sheets=-(-pages // 4))
    if asked.fold:
        console.say(say.FOLD_IT)
    if pages > MOST_PAGES:
        console.say(say.TOO_THICK, most=MOST_PAGES)


def _tell_left_out(view: PublicView, archive: Archive, person: RecordId, console: Console) -> None:
    """What speaks of this person and may not be printed, and why."""
    rows = [describe_withheld(one, archive, console) for one in _left_out(view, archive, person)]
    if rows:
        console.say(say.LEFT_OUT, count=len(rows))
        print_withheld(sorted(rows, key=lambda row: row.record), console)


def _left_out(view: PublicView, archive: Archive, person: RecordId) -> Iterator[Withholding]:
    for one in view.withheld:
        if one.what in ("sound", "film"):  # a book has none
            continue
        names = {target for _, target in references(archive.records[one.record])}
        is_theirs = one.person == person or one.record == person
        if is_theirs or (one.what != "piece" and person in names):
            yield one
