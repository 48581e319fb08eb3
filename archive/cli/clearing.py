"""``pintu clear``: texts about a telling, looked at beside what is withheld of it, and shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from archive.build import Village as Places
from archive.build import find_out
from archive.cli import fieldwork_sentences as said
from archive.cli import gift_sentences as say
from archive.cli.console import Console, paint, plain
from archive.cli.edits import Edits
from archive.cli.meant import find_meant
from archive.cli.paper import refused
from archive.cli.villages import command_line, find_village
from archive.cli.withheld_list import describe_withheld
from archive.derive import LocalExecutor
from archive.ingest.clearances import write_clearances
from archive.model.archive import Archive
from archive.model.clearing import words_by_code
from archive.model.consent import Reason
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.projection import public_view
from archive.model.public import Withholding
from archive.model.puzzle import Puzzle
from archive.model.terms import Channel
from archive.model.transcript import Transcripts
from archive.values import dataclass

DONE, WAITING = 0, 1


@dataclass(frozen=True, slots=True)
class Asked:
    """Which record, if it is one; whether all of its texts were looked at."""

    record: str | None
    on: date
    yes: bool = False
    undo: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that waits, in whichever channel: its withholding, with the codes of all of them."""

    withheld: Withholding
    codes: tuple[str, ...]


def run_clear(folder: Path | None, asked: Asked, console: Console) -> int:
    """Show what waits beside what is withheld, ask, write; the exit code: 0 when nothing waits."""
    places = Places(find_village(folder))
    edits = Edits(places.folder, places.state)
    if asked.undo:
        console.say(said.UNDONE, file=edits.undo())
        return DONE
    if asked.yes and asked.record is None:
        raise refused(say.CLEAR_NAME_ONE)
    archive = find_out(places, on=asked.on, executor=LocalExecutor()).archive
    meant = _meant(archive, asked.record) if asked.record else None
    texts = [one for one in waiting(archive, on=asked.on) if meant in (None, one.withheld.record)]
    if not texts:
        console.say(say.CLEAR_NOTHING)
        return DONE
    agreed: dict[RecordId, list[_Text]] = {}
    for text in texts:
        _print(text, archive, console)
        if asked.yes or _is_agreed(console):
            agreed.setdefault(text.withheld.record, []).append(text)
    for record, looked_at in agreed.items():
        _write(record, looked_at, archive, edits, console)
    left = len(texts) - sum(map(len, agreed.values()))
    if left:
        console.say(say.CLEAR_LEFT, count=left)
    return WAITING if left else DONE


def _meant(archive: Archive, typed: str) -> RecordId:
    is_puzzle = typed.removeprefix("content/").startswith(f"{Kind.PUZZLE.value}/")
    return find_meant(archive, typed, Kind.PUZZLE if is_puzzle else Kind.INTERVIEW)


def waiting(archive: Archive, *, on: date) -> Sequence[_Text]:
    """What waits to be looked at in any channel, by record and place. What one channel withholds
    and another does not is cleared for both."""
    found: dict[tuple[RecordId, str], tuple[Withholding, set[str]]] = {}
    for channel in Channel:
        for one in public_view(archive, channel=channel, on=on).withheld:
            if one.reason is Reason.NOT_CLEARED:
                found.setdefault((one.record, one.part), (one, set()))[1].update(one.codes)
    return [_Text(one, tuple(sorted(codes))) for _, (one, codes) in sorted(found.items())]


def _print(text: _Text, archive: Archive, console: Console) -> None:
    """The text, then what is withheld."""
    row = describe_withheld(text.withheld, archive, console)
    console.line(paint(f"{plain(row.title)} ({row.record})", "head"))
    console.line(f"  {row.what}")
    for line in _lines_of(text, archive):
        console.line(f"    {plain(line)}")
    console.line(paint(f"  {console.text(say.CLEAR_HELD)}", "weak"))
    for line in _held(text, archive, console):
        console.line(f"    {plain(line)}")


def _lines_of(text: _Text, archive: Archive) -> Iterator[str]:
    """What would be shown."""
    record = archive.records[text.withheld.record]
    number = int(text.withheld.part.partition(".")[2] or 0)
    if isinstance(record, Puzzle):
        yield record.pieces[number].wording
    elif isinstance(record, Interview) and text.withheld.part:
        chapter = record.contents[number]
        yield chapter.title
        yield from filter(None, (chapter.synopsis, "、".join(chapter.keywords)))
        yield from _names(chapter.mentions, archive)
    elif isinstance(record, Interview):
        yield record.summary
        if record.period is not None:
            yield record.period.spoken or record.period.edtf or ""
        yield from _names(record.mentions, archive)
        yield from filter(str.strip, record.body.splitlines())


def _names(mentions: Sequence[RecordId], archive: Archive) -> Iterator[str]:
    known = [archive.records[one].heading for one in mentions if one in archive.records]
    if known:
        yield "、".join(known)


def _held(text: _Text, archive: Archive, console: Console) -> Iterator[str]:
    """What is withheld, in the order of time."""
    record = archive.records[text.withheld.record]
    told: RecordId | None = record.id
    if isinstance(record, Puzzle):
        told = record.pieces[int(text.withheld.part.partition(".")[2])].interview
    transcripts = archive.transcripts.get(told, Transcripts()) if told else Transcripts()
    known = words_by_code(transcripts)
    found = [known[code] for code in text.codes if code in known]
    for start, words in sorted(found, key=lambda one: (one[0] or 0.0, one[1])):
        yield f"{_clock(start)} {words}".strip()
    if len(found) < len(text.codes):
        yield console.text(say.CLEAR_SEALED)


def _clock(seconds: float | None) -> str:
    return "" if seconds is None else f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _is_agreed(console: Console) -> bool:
    question = console.text(say.CLEAR_ASK)
    return console.can_ask and click.confirm(question, err=True)


def _write(
    record: RecordId, texts: Sequence[_Text], archive: Archive, edits: Edits, console: Console
) -> None:
    path = archive.sources[record].path
    codes: Mapping[str, tuple[str, ...]] = {one.withheld.part: one.codes for one in texts}
    data = (edits.village / path).read_bytes()
    edits.write(Path(path), write_clearances(data, codes, path=path))
    console.say(say.CLEARED, file=path, count=len(texts))
    command = command_line("clear", Path(), "--undo")
    console.line(paint(console.text(say.UNDO_WITH, command=command), "weak"))
