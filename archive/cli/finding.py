"""``pintu find``: looks through everything the archive holds, private records included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from archive.build import Village
from archive.cli import sentences as say
from archive.cli.checking import KINDS
from archive.cli.console import Console, paint
from archive.cli.found_list import Finding, answer_to_json, print_alike, print_answer
from archive.cli.progress import shown_progress
from archive.cli.villages import find_village
from archive.errors import ConfigError, has_errors
from archive.index.desk.desk import Answer, Desk, record_digests, record_passages
from archive.index.desk.passages import Passage
from archive.index.desk.question import Field, NotAsked, Question, parse_question
from archive.index.desk.shelf import Shelf
from archive.index.desk.store import NAME, DeskIndex, Report, desk_program
from archive.index.search.readings import village_readings
from archive.ingest.archive import Reading, anchors_among, read_archive
from archive.ingest.notes import read_notes
from archive.ingest.spoken_dates import parse_spoken
from archive.ingest.words_cache import read_words
from archive.model.archive import Archive
from archive.model.dates import When
from archive.model.kinds import Kind, RecordId
from archive.model.projection import public_view
from archive.model.terms import Channel
from archive.values import dataclass

FOUND, NOTHING = 0, 1
"""Exit codes; 2 is for what cannot be asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person wants to find, and how much of it."""

    query: str
    channel: str
    on: date
    kinds: tuple[str, ...] = ()
    like: str | None = None
    limit: int = 10
    page: int = 1
    passages: int = 3
    as_json: bool = False


def run_find(folder: Path | None, asked: Asked, console: Console) -> int:
    """Find and say what was found; the exit code."""
    village = Village(find_village(folder))
    with shown_progress(console) as report:
        reading = read_archive(
            village.folder,
            cache_dir=village.state,
            on_progress=lambda done, total: (
                report(say.STEP_READING.en, done, total) if done < total else None
            ),
        )
        question = _question(asked, reading.archive)
        if question.is_empty and asked.like is None:
            raise ConfigError(say.FIND_NOTHING_ASKED.zh, say.FIND_NOTHING_ASKED.en)
        with opened_desk(
            village,
            reading,
            asked,
            console,
            report=lambda done, total: report(say.STEP_INDEXING.en, done, total),
        ) as desk:
            finding = Finding(village.folder, desk, asked.channel, asked.on)
            if asked.like is not None:
                return _show_alike(finding, asked, console)
            answer = desk.find(
                question, limit=asked.limit, page=asked.page, passages=asked.passages
            )
            return _show(answer, finding, asked, console, is_unsure=has_errors(reading.problems))


@contextmanager
def opened_desk(
    village: Village, reading: Reading, asked: Asked, console: Console, *, report: Report
) -> Iterator[Desk]:
    """The desk with its index up to date, closed at the end."""
    archive = reading.archive
    notes = read_notes(village.folder, archive)
    with _open_shelf(village.state / NAME, archive, notes, console, report) as shelf:
        words = read_words(village.state, channel=asked.channel)
        channel = Channel.parse(asked.channel)
        view = public_view(archive, channel=channel, on=asked.on, memory=words)
        words.write()
        yield Desk(archive, view, shelf, notes, village_readings(archive.readings))


def _open_shelf(
    folder: Path,
    archive: Archive,
    notes: Mapping[RecordId, str],
    console: Console,
    report: Report,
) -> Shelf:
    """The passages; where the folder cannot be written to, out of memory for this once."""
    wanted = record_digests(archive, notes)

    def passages_of(record: RecordId) -> Iterable[Passage]:
        return record_passages(archive, notes, record)

    index = DeskIndex(folder, program=desk_program())
    try:
        index.refresh(wanted, passages_of, report=report)
        return index.open()
    except (OSError, LookupError):
        console.note(say.FIND_IN_MEMORY, folder=folder)
    index = DeskIndex(None, program=desk_program())
    index.refresh(wanted, passages_of, report=report)
    return index.open()


def _question(asked: Asked, archive: Archive) -> Question:
    """What is asked, or a sentence about what cannot be."""
    query = " ".join([asked.query, *(f"kind:{kind}" for kind in asked.kinds)])
    anchors = [*anchors_among(archive.of_kind(Kind.EVENT))]

    def read_date(text: str) -> When:
        return parse_spoken(text, anchors=anchors, said_on=asked.on)

    try:
        return parse_question(query, read_date=read_date)
    except NotAsked as error:
        sentence = _REFUSALS[error.field]
        known = error.known
        if error.field is Field.KIND:
            known = tuple(name.zh for name in KINDS.values())
        values = "、".join(known), ", ".join(error.known)
        raise ConfigError(
            sentence.text("zh", seen=error.seen, values=values[0]),
            sentence.text("en", seen=error.seen, values=values[1]),
        ) from error


_REFUSALS: Mapping[Field, say.Sentence] = {
    Field.KIND: say.FIND_NO_KIND,
    Field.WHEN: say.FIND_NO_TIME,
    Field.RECORDED: say.FIND_NO_TIME,
    Field.ACCESS: say.FIND_NO_ANSWER,
    Field.SOUND: say.FIND_NO_ANSWER,
}


def _show(
    answer: Answer, finding: Finding, asked: Asked, console: Console, *, is_unsure: bool
) -> int:
    if asked.as_json:
        console.data(answer_to_json(answer, finding, console, query=asked.query, page=asked.page))
    else:
        print_answer(answer, finding, console, page=asked.page, limit=asked.limit)
        if is_unsure and answer.groups:
            console.line(paint(console.text(say.WITHHELD_UNSURE), "weak"))
    return FOUND if answer.records else NOTHING


def _show_alike(finding: Finding, asked: Asked, console: Console) -> int:
    """What is most like a record: for somebody who looks for what belongs with it."""
    desk = finding.desk
    name = RecordId((asked.like or "").strip().removesuffix(".md").removeprefix("content/"))
    if name not in desk.archive.records:
        raise ConfigError(
            say.FIND_NO_RECORD.text("zh", seen=name), say.FIND_NO_RECORD.text("en", seen=name)
        )
    kinds = [Kind(kind) for kind in asked.kinds]
    hits = desk.alike(desk.text_of(name), limit=asked.limit, kinds=kinds, without=[name])
    print_alike(hits, name, finding, console, as_json=asked.as_json)
    return FOUND if hits else NOTHING
