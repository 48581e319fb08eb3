"""The whole way, told once: read, check, project, derive, index, render, write.

A host (MkDocs, through its plugin) supplies the shells and the editorial pages; everything else
happens here. ``look`` sees whether anything has changed; ``prepare`` does all that can fail because
of what people wrote, before anything is written; ``publish`` writes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import field, replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from archive.derive import (
    Derivation,
    Executor,
    LocalExecutor,
    derive_all,
    digests_of,
    sweep_derived,
)
from archive.derive.beside import beside
from archive.derive.durations import measure_durations
from archive.derive.problems import PASSING, WANTED
from archive.drafts import sweep_drafts
from archive.errors import ContentError, Problem
from archive.index.mentions import Mentions, index_mentions
from archive.index.search.files import search_files
from archive.index.search.material import Material
from archive.index.search.readings import village_readings
from archive.ingest.archive import Reading, check_times, doubt_times, read_archive
from archive.ingest.clearances import check_cleared
from archive.ingest.consent_terms import check_consent_terms
from archive.ingest.originals import check_originals
from archive.ingest.words_cache import read_words
from archive.locks import in_turn
from archive.memory import gathered, settled
from archive.model.archive import Archive
from archive.model.interview import Interview
from archive.model.names import masker
from archive.model.page import Page
from archive.model.projection import public_view
from archive.model.public import PublicArchive, Withholding
from archive.model.site import Site
from archive.model.terms import Channel
from archive.publish.editorial import clean_editorial
from archive.publish.favicon import draw_favicon
from archive.publish.kept_rows import KeptRows, read_rows
from archive.publish.last_build import LastBuild, digest_files, read_last, survey, write_last
from archive.publish.site_folder import Data, SiteFolder, Written
from archive.render.crew import MANY, Crew
from archive.render.fingerprint import fingerprint
from archive.render.site import Drawing, Shells, asset_files, render_site
from archive.values import dataclass

Report = Callable[[str, int, int], None]
"""Told of progress: which step (its English name), how much is done, of how much."""

Seal = Callable[[Archive], Archive]
"""Registers originals that are not yet registered; the archive with them."""


@dataclass(frozen=True, slots=True)
class Village:
    """Where an archive lives on disk."""

    folder: Path

    @property
    def media(self) -> Path:
        """The originals."""
        return self.folder / "media"

    @property
    def state(self) -> Path:
        """Derivatives and caches; safe to delete."""
        return self.folder / ".pintu"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be built: for which channel, as of which day, with how many processes."""

    channel: Channel
    on: date
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """An archive as it was read, and what is wrong with it before anything is derived."""

    archive: Archive
    problems: tuple[Problem, ...]
    """Sorted by place, each once."""
    is_stopped: bool
    """Whether a record has errors, so that nothing may be built."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An archive of which nothing has changed since its site was built, as far as can be told
    before the host has supplied its part."""

    village: Village
    wish: Wish
    last: LastBuild


@dataclass(frozen=True, slots=True)
class Prepared:
    """An archive read, projected and derived: all that is needed to write its site."""

    village: Village
    public: PublicArchive
    mentions: Mentions
    derivation: Derivation
    withheld: tuple[Withholding, ...]
    problems: tuple[Problem, ...]
    executor: Executor
    protected: frozenset[str] = frozenset()
    """Names that may be in no text, the host's own pages included."""
    state: bytes | None = None
    """What it was made from; None when that cannot be told."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    written: Written
    derived: int
    records: int
    withheld: tuple[Withholding, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def _silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def look(
    village: Village, wish: Wish, *, site_dir: Path, report: Report = _silent
) -> Prepared | Unchanged:
    """What there is to publish: nothing new, when all is as it was when ``site_dir`` was written;
    else what `prepare` gives."""
    for kept in (village.state, village.state / "sites"):
        sweep_drafts(kept)
    state = survey(village.folder, channel=wish.channel, on=wish.on)
    last = read_last(SiteFolder(site_dir, state=village.state), state=state)
    if last is not None:
        return Unchanged(village, wish, last)
    return replace(prepare(village, wish, report=report), state=state)


def prepare(village: Village, wish: Wish, *, report: Report = _silent) -> Prepared:
    """Read, check, project, derive and index. Raises ContentError before anything is written.

    An original that is missing, changed or broken is a problem, but not one that stops the
    build: everything else can still be shown.
    """
    with _in_turn(village, report), gathered():
        return _prepared(village, wish, report)


def _in_turn(village: Village, report: Report) -> AbstractContextManager[None]:
    """Another build of the village is waited for: it would sweep what this one derives, or empty
    the site that this one writes."""
    waits = partial(report, "Waiting for another build", 0, 1)
    return in_turn(village.state / "building", waiting=waits)


def _prepared(village: Village, wish: Wish, report: Report) -> Prepared:
    executor = LocalExecutor(wish.jobs)
    found = find_out(village, on=wish.on, executor=executor, report=report)
    if found.is_stopped:
        raise ContentError(found.problems)
    words = read_words(village.state, channel=wish.channel.value)
    view = public_view(found.archive, channel=wish.channel, on=wish.on, memory=words)
    words.write()
    derivation = derive_all(
        view.orders,
        media_dir=village.media,
        cache_dir=village.state,
        executor=executor,
        on_progress=lambda done, total, _: report("Deriving sound and pictures", done, total),
    )
    sweep_derived(
        village.state,
        asked=derivation.asked,
        others=lambda: _asked_elsewhere(village, found.archive, wish, executor),
    )
    return Prepared(
        village=village,
        public=view.archive,
        mentions=index_mentions(view.archive),
        derivation=derivation,
        withheld=view.withheld,
        problems=(
            *found.problems,
            *check_cleared(found.archive, view.withheld),
            *_media_problems(derivation),
        ),
        executor=executor,
        protected=view.protected,
    )


def _asked_elsewhere(
    village: Village, archive: Archive, wish: Wish, executor: Executor
) -> Iterator[str]:
    """What the other channels that are built here ask of the media stage on this day."""
    for channel in Channel:
        if channel is not wish.channel and _index_of(village, channel).is_dir():
            words = read_words(village.state, channel=channel.value)
            view = public_view(archive, channel=channel, on=wish.on, memory=words)
            yield from digests_of(
                view.orders,
                media_dir=village.media,
                cache_dir=village.state,
                executor=executor,
            )


def find_out(
    village: Village,
    *,
    on: date,
    executor: Executor,
    report: Report = _silent,
    verify: bool = False,
    seal: Seal | None = None,
) -> Findings:
    """Read the archive and say all that is wrong with it: records, recordings, originals, terms.

    With ``verify`` everything is read again, not believed from its size and time. ``seal`` is
    asked for the archive with its new originals registered, before they are checked.
    """
    reading = read_archive(
        village.folder,
        cache_dir=village.state,
        verify=verify,
        workers=executor,
        on_progress=lambda done, total: report("Reading records", done, total),
    )
    beyond = check_lengths(village, reading, executor=executor, report=report)
    archive = doubt_times(reading, beyond)
    archive = seal(archive) if seal else archive
    originals = check_originals(
        archive,
        media_dir=village.media,
        cache_dir=None if verify else village.state,
        on_progress=lambda done, total: report("Checking originals", done, total),
    )
    terms = check_consent_terms(archive, on=on)
    return Findings(
        archive=archive,
        problems=tuple(sorted({*reading.problems, *beyond, *originals, *terms})),
        is_stopped=reading.has_errors,
    )


def check_lengths(
    village: Village, reading: Reading, *, executor: Executor, report: Report = _silent
) -> tuple[Problem, ...]:
    """Measure every recording, and say what reaches beyond its end."""
    recordings = {
        record.id: record.recording.file
        for record in reading.archive.records.values()
        if isinstance(record, Interview) and record.recording is not None
    }
    if not recordings:
        return ()
    measured = measure_durations(
        recordings.values(),
        media_dir=village.media,
        cache_dir=village.state,
        executor=executor,
        on_progress=lambda done, total: report("Measuring recordings", done, total),
    )
    lengths = {i: measured[file] for i, file in recordings.items() if file in measured}
    return check_times(reading, durations=lengths)


def publish(
    looked: Prepared | Unchanged,
    *,
    site: Site,
    site_dir: Path,
    shells: Mapping[str, Shells],
    editorial: Path,
    report: Report = _silent,
) -> Built:
    """Render every page and write what changed. ``editorial`` is where the host put its files.

    Raises ContentError as `prepare` does, where that was put off.
    """
    folder = SiteFolder(site_dir, state=looked.village.state)
    host = fingerprint(site.model_dump_json(), sorted(shells.items()), digest_files(editorial))
    if isinstance(looked, Unchanged):
        if looked.last.holds(folder, host=host):
            return _as_it_was(looked.last)
        again = prepare(looked.village, looked.wish, report=report)
        looked = replace(again, state=looked.last.state)
    with _in_turn(looked.village, report), settled():
        built = _published(looked, site, folder, shells, editorial, report)
        if looked.state is not None and not any(one.code in PASSING for one in built.problems):
            _remember(built, folder, state=looked.state, host=host)
    return built


def _as_it_was(last: LastBuild) -> Built:
    written = Written(unchanged=last.pages)
    return Built(written, 0, last.records, last.withheld, last.problems)


def _remember(built: Built, folder: SiteFolder, *, state: bytes, host: bytes) -> None:
    pages = built.written.pages + built.written.unchanged
    said = built.records, built.withheld, built.problems
    write_last(folder, LastBuild(state, host, folder.ledger_digest(), pages, *said))


def _published(
    prepared: Prepared,
    site: Site,
    folder: SiteFolder,
    shells: Mapping[str, Shells],
    editorial: Path,
    report: Report,
) -> Built:
    mask = masker(prepared.protected)
    own = clean_editorial(
        editorial,
        mask=mask,
        cache_dir=prepared.village.state / "pages",
        executor=prepared.executor,
    )
    folder.open()
    for place, content in own.files.items():
        folder.write_bytes(place, content)
    folder.write_bytes(PurePosixPath("favicon.ico"), draw_favicon())
    folder.write_files(asset_files())
    folder.write_files(prepared.derivation.files)
    kept = read_rows(prepared.village.state / f"rows-{prepared.public.channel.value}.cache")
    masked = {language: shell.masked(mask) for language, shell in shells.items()}
    _write_pages(_drawing(prepared, site, masked, kept), prepared, folder, report)
    folder.close()
    kept.write()
    return Built(
        written=folder.written,
        derived=prepared.derivation.made,
        records=len(prepared.public.records),
        withheld=prepared.withheld,
        problems=(*prepared.problems, *own.problems),
    )


def _drawing(
    prepared: Prepared, site: Site, shells: Mapping[str, Shells], kept: KeptRows
) -> Drawing:
    return Drawing(
        archive=prepared.public,
        site=site,
        mentions=prepared.mentions,
        media=dict(prepared.derivation.results),
        shells=shells,
        kept=kept,
    )


def _write_pages(drawing: Drawing, prepared: Prepared, folder: SiteFolder, report: Report) -> None:
    """Pages, and the search data beside them."""
    total = len(prepared.public.records) * len(drawing.site.languages)

    def search_data() -> Data:
        searched = _searched(prepared, drawing)
        return folder.put_data(search_files(searched, folder=_search_state(prepared)))

    # Of a large site that is new, the pages go to other processes; a third would cost memory.
    is_shared_out = folder.is_new and total >= MANY
    with beside(search_data, jobs=1 if is_shared_out else prepared.executor.jobs) as data:
        crew = Crew(
            executor=prepared.executor,
            put=folder.put,
            told=lambda done, of: report("Writing pages", done, of) if done % 50 == 0 else None,
            meanwhile=lambda: folder.note(data()),
        )
        folder.write_pages(
            _counted(render_site(drawing), total, report),
            draw=lambda pages: crew.draw(pages, drawing=drawing),
        )


def _counted(items: Iterable[Page], total: int, report: Report) -> Iterator[Page]:
    for number, item in enumerate(items, 1):
        if number % 50 == 0:
            report("Writing pages", min(number, total), total)
        yield item
    report("Writing pages", total, total)


def _search_state(prepared: Prepared) -> Path:
    """Where the index keeps what the next build need not do again."""
    return _index_of(prepared.village, prepared.public.channel)


def _index_of(village: Village, channel: Channel) -> Path:
    """What is left of the index of a channel that was built here."""
    return village.state / f"search-{channel.value}"


def _searched(prepared: Prepared, drawing: Drawing) -> Material:
    """What the index is made from, and what tells whether a record is as it was."""
    public = prepared.public
    readings = village_readings(public.readings)
    return Material(public, prepared.mentions, drawing.media, readings, drawing.digests.of)


CHECKED = frozenset({"media-missing", "media-changed", "media-outside"})
"""What the check of originals has already said of a file, in its own words."""


def _media_problems(derivation: Derivation) -> Iterator[Problem]:
    """What the media stage found inside originals."""
    for found in derivation.problems:
        if found.code in CHECKED:
            continue
        zh, en = WANTED.get(found.facts.get("wanted", ""), ("媒体文件", "media file"))
        facts = {**found.facts, "original": str(found.original), "wanted_zh": zh, "wanted_en": en}
        yield Problem(found.code, PurePosixPath("media") / found.original, None, facts)
