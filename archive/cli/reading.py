"""``pintu read``: the writing on the scans of village papers, into files beside their records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from archive.build import Village
from archive.cli import machine_sentences as say
from archive.cli.console import Console, paint, plain
from archive.cli.meant import find_meant
from archive.cli.paper import refused
from archive.cli.progress import shown_progress
from archive.cli.villages import find_village
from archive.derive import Derivation, Executor, LocalExecutor, derive_all
from archive.drafts import write_whole
from archive.ingest.archive import read_archive
from archive.ingest.folders import SCANS
from archive.ingest.scans import ScannedPage, ScansReading, match_lines, parse_scans, put_page
from archive.ingest.texts import read_text
from archive.model.archive import Archive
from archive.model.document import Document, Page
from archive.model.kinds import Kind
from archive.model.orders import DerivedPicture, PictureOrder
from archive.model.scan import UNSURE, ScanLine
from archive.recognise.pages import ScanTask, is_page_reader_there, read_scan
from archive.recognise.reading_order import SPACE
from archive.values import dataclass

_SHOWN_DIFFERENCES = 8
_WORTH_SHOWING = 3
"""Characters of a line that the typed text lacks, from which it is worth a look."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which papers, and whether pages are read again."""

    documents: tuple[str, ...] = ()
    again: bool = False
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A page that is to be read."""

    document: Document
    number: int
    """From 1."""
    page: Page
    path: Path
    """The file its words go to."""

    @property
    def key(self) -> str:
        return f"{self.document.id}/page-{self.number}"


@dataclass(slots=True)
class _Count:
    pages: int = 0
    lines: int = 0
    unsure: int = 0
    failed: int = 0


def run_read(folder: Path | None, asked: Asked, console: Console) -> int:
    """Read the pages that were not read yet, and say what came of it; the exit code."""
    if not is_page_reader_there():
        raise refused(say.NO_PAGE_READER)
    village = Village(find_village(folder))
    archive = read_archive(village.folder, cache_dir=village.state).archive
    wanted = [
        one
        for document in _documents(archive, asked.documents)
        for one in _wanted(document, archive, village, asked)
    ]
    if not wanted:
        console.say(say.NOTHING_TO_READ)
        return 0
    count = _Count()
    with shown_progress(console) as report:
        executor = LocalExecutor(asked.jobs)
        derivation = _prepare(
            wanted, archive, village, executor, lambda d, t: report(say.STEP_SCANS.en, d, t)
        )
        done = _read(wanted, derivation, executor)
        for number, (one, lines, failure) in enumerate(done, 1):
            report(say.STEP_READING_SCANS.en, number, len(wanted))
            if lines is None:
                count.failed += 1
                facts = {"file": one.page.scan_name, "reason": plain(failure or "")}
                console.note_line(paint(console.text(say.READ_PAGE_FAILED, **facts), "warning"))
                continue
            _keep(one, lines, archive)
            _count(count, lines)
            _tell_difference(one, lines, console)
    _tell(count, wanted, village, console)
    return 1 if count.failed else 0


def _documents(archive: Archive, named: Sequence[str]) -> Iterator[Document]:
    names = [find_meant(archive, one, Kind.DOCUMENT) for one in named]
    for record in archive.of_kind(Kind.DOCUMENT):
        if isinstance(record, Document) and (record.id in names or not named):
            yield record


def _wanted(
    document: Document, archive: Archive, village: Village, asked: Asked
) -> Iterator[_Wanted]:
    """The pages of ``document`` that are not read, or not checked and to be read again."""
    record = village.folder / archive.sources[document.id].path
    path = record.with_name(record.stem + SCANS)
    there = {page.file: page for page in _scans(path).pages}
    for number, page in enumerate(document.pages, 1):
        before = there.get(page.scan_name)
        is_stale = before is not None and before.digest != _digest(page, archive)
        if before is None or (not before.is_checked and (asked.again or is_stale)):
            yield _Wanted(document, number, page, path)


def _digest(page: Page, archive: Archive) -> str | None:
    return page.sha256 or archive.manifest.get(page.file)


def _scans(path: Path) -> ScansReading:
    text = _text(path)
    return parse_scans(text, path=PurePosixPath(path.name))


def _text(path: Path) -> str:
    """What is in the file. Raises ConfigError for one that cannot be read: it may not be lost."""
    found = read_text(path, path=PurePosixPath(path.name))
    if found is None:
        return ""
    if found.text is None:
        raise refused(say.SCANS_UNREADABLE, path=path)
    return found.text


def _prepare(
    wanted: Sequence[_Wanted],
    archive: Archive,
    village: Village,
    executor: Executor,
    report: Callable[[int, int], None],
) -> Derivation:
    """Upright JPEGs of the scans: what reads them never opens an original."""
    orders = [_order(one, archive) for one in wanted]
    return derive_all(
        orders,
        media_dir=village.media,
        cache_dir=village.state,
        executor=executor,
        on_progress=lambda done, total, _: report(done, total),
    )


def _order(one: _Wanted, archive: Archive) -> PictureOrder:
    page = one.page
    return PictureOrder(one.key, page.file, _digest(page, archive), zoom=True, page=page.page)


def _read(
    wanted: Sequence[_Wanted], derivation: Derivation, executor: Executor
) -> Iterator[tuple[_Wanted, tuple[ScanLine, ...] | None, str | None]]:
    """Each page with its lines, or with why it has none, as they are finished."""
    by_key = {one.key: one for one in wanted}
    faults: Mapping[PurePosixPath, str] = {p.original: p.code for p in derivation.problems}
    tasks = []
    for key, one in by_key.items():
        result = derivation.results.get(key)
        if isinstance(result, DerivedPicture):
            tasks.append(ScanTask(key, derivation.files[(result.zoom or result.page).path]))
        else:
            yield one, None, faults.get(one.page.file, "")
    for finished in executor.map_unordered(read_scan, tasks):
        yield by_key[finished.item.key], finished.value, finished.failure


def _keep(one: _Wanted, lines: tuple[ScanLine, ...], archive: Archive) -> None:
    """Write the page into its file at once, so that what is read stays read."""
    scanned = ScannedPage(one.page.scan_name, lines, digest=_digest(one.page, archive))
    order = [page.scan_name for page in one.document.pages]
    write_whole(one.path, put_page(_text(one.path), scanned, order=order).encode())


def _count(count: _Count, lines: Sequence[ScanLine]) -> None:
    count.pages += 1
    count.lines += len(lines)
    count.unsure += sum(line.confidence < UNSURE for line in lines)


def _tell_difference(one: _Wanted, lines: Sequence[ScanLine], console: Console) -> None:
    """What stands on the scan and is not in the text that somebody typed."""
    if one.page.text is None or one.page.text_from.is_unchecked or one.page.scan:
        return
    placed = match_lines(one.page.text, lines)
    missing = [
        line.text for line in placed if line.line is None and len(line.text) >= _WORTH_SHOWING
    ]
    if not missing:
        return
    page = one.page.label or console.text(say.PAGE_NUMBER, number=one.number)
    console.say(say.READ_DIFFERS, title=one.document.title, page=page)
    for text in missing[:_SHOWN_DIFFERENCES]:
        console.line(f"  {plain(text.replace(SPACE, '  '))}")
    if len(missing) > _SHOWN_DIFFERENCES:
        console.say(say.READ_MORE, count=len(missing) - _SHOWN_DIFFERENCES)


def _tell(count: _Count, wanted: Sequence[_Wanted], village: Village, console: Console) -> None:
    facts = {"pages": count.pages, "lines": count.lines, "unsure": count.unsure}
    console.line(paint(console.text(say.READ_DONE, **facts), "good"))
    for path in dict.fromkeys(one.path for one in wanted):
        if path.exists():
            shown = path.relative_to(village.folder) if village.folder != Path() else path
            console.line(f"  {console.text(say.READ_FILE, path=shown)}")
    if count.pages:
        console.say(say.READ_NEXT)
