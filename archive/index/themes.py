"""What is told about, and for how long: the themes of every stretch of every interview.

All of it is worked out from the public view alone. What is silent is not counted as told, and a
theme of which nothing may be heard or read is not there at all, not even in the order of others.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from archive.model.interview import Chapter, Interview
from archive.model.kinds import Kind, RecordId
from archive.model.orders import Span
from archive.model.public import PublicArchive, PublicTelling
from archive.model.records import Record
from archive.model.spoken import chapter_ends
from archive.values import dataclass

MOST = 60
"""Themes that are offered; where nobody wrote a table, keywords can be thousands."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A chapter of an interview, or all of one that has no chapters, and what is told there."""

    interview: RecordId
    chapter: int
    """Counted from 1 among those that may be seen; 0 for all of an interview."""
    title: str
    start: float | None
    """Seconds; None where the words have no times."""
    end: float | None
    seconds: float
    """How long it is told of, without what is silent; 0 where the words have no times."""
    themes: tuple[str, ...]
    keywords: tuple[str, ...]
    """The words of the worker that put it there."""


@dataclass(frozen=True, slots=True)
class ToldTheme:
    """A theme, and all that is told of it."""

    name: str
    cloth: int
    """Which of the cloths it is drawn in, counted from 0."""
    seconds: float
    stretches: tuple[Stretch, ...]
    keywords: tuple[str, ...]
    """The words that put its stretches there, the most used first."""

    @property
    def interviews(self) -> tuple[RecordId, ...]:
        """Where it is told, in the order of ids."""
        return tuple(dict.fromkeys(stretch.interview for stretch in self.stretches))


@dataclass(frozen=True, slots=True)
class ThemeIndex:
    """The themes of an archive, the most told first, and the stretches of each interview."""

    themes: tuple[ToldTheme, ...] = ()
    by_interview: Mapping[RecordId, tuple[Stretch, ...]] = field(default_factory=dict)
    cloths: Mapping[str, int] = field(default_factory=dict)
    """The cloth of each theme."""

    def of(self, interview: RecordId) -> tuple[tuple[Stretch, tuple[int, ...]], ...]:
        """The stretches of an interview, each with the cloths of its themes."""
        stretches = self.by_interview.get(interview, ())
        return tuple((s, tuple(self.cloths[name] for name in s.themes)) for s in stretches)

    def part(self, interviews: Iterable[RecordId]) -> "ThemeIndex":
        """What the pages of some interviews need of it."""
        kept = {i: self.by_interview[i] for i in interviews if i in self.by_interview}
        return ThemeIndex((), kept, self.cloths)


def sort_keywords(archive: PublicArchive, words: Iterable[str]) -> tuple[str, ...]:
    """The themes of some keywords, each once: by the village's table, or, without, as they are."""
    table = archive.theme_names
    if not table:
        return tuple(dict.fromkeys(words))
    return tuple(dict.fromkeys(name for word in words for name in table.get(word, ())))


def themes_of(record: Record, archive: PublicArchive) -> tuple[str, ...]:
    """The themes of a record; those of an interview's chapters are its own."""
    words = [*record.themes]
    if isinstance(record, Interview):
        words += [word for chapter in record.contents for word in chapter.keywords]
    return sort_keywords(archive, words)


def index_themes(archive: PublicArchive, *, lengths: Mapping[RecordId, float]) -> ThemeIndex:
    """What is told about in ``archive``; ``lengths`` are the seconds of interviews with sound."""
    found: list[Stretch] = []
    for record in archive.of_kind(Kind.INTERVIEW):
        telling = archive.tellings.get(record.id)
        if telling is not None and isinstance(record, Interview):
            length = lengths.get(record.id) or telling.last_second
            found += _stretches(record, telling, length, archive)
    themes = _told_themes(found, archive)
    offered = {theme.name for theme in themes}
    by_interview: dict[RecordId, list[Stretch]] = {}
    for stretch in found:
        kept = tuple(name for name in stretch.themes if name in offered)
        by_interview.setdefault(stretch.interview, []).append(replace(stretch, themes=kept))
    return ThemeIndex(
        themes,
        {interview: tuple(those) for interview, those in by_interview.items()},
        {theme.name: theme.cloth for theme in themes},
    )


def _stretches(
    interview: Interview, telling: PublicTelling, length: float | None, archive: PublicArchive
) -> Iterator[Stretch]:
    """The chapters of an interview; all of it where it has none and themes of its own."""

    def stretch(
        chapter: int, title: str, words: Sequence[str], start: float, end: float | None
    ) -> Stretch:
        times = _heard(start if length is not None else None, end, telling.silences)
        known = tuple(word for word in dict.fromkeys(words) if sort_keywords(archive, (word,)))
        themes = sort_keywords(archive, known)
        return Stretch(interview.id, chapter, title, *times, themes, known)

    if not interview.contents and sort_keywords(archive, interview.themes):
        yield stretch(0, interview.heading, interview.themes, 0.0, length)
    for number, (chapter, end) in enumerate(chapter_ends(interview.contents), 1):
        words = _words_of(chapter, archive)
        yield stretch(number, chapter.title, words, chapter.start, length if end is None else end)


def _words_of(chapter: Chapter, archive: PublicArchive) -> Sequence[str]:
    """The keywords of a chapter, or else those of what it speaks of."""
    if chapter.keywords:
        return chapter.keywords
    named = (archive.records[i] for i in chapter.mentions if i in archive.records)
    return [word for record in named if record.id not in archive.listed for word in record.themes]


def _heard(
    start: float | None, end: float | None, silences: Sequence[Span]
) -> tuple[float | None, float | None, float]:
    """A stretch without the silence it ends in, and how many seconds of it are not silent."""
    if start is None or end is None or end <= start:
        return start, None, 0.0
    cuts = [(max(s.start, start), min(s.end, end)) for s in silences]
    cuts = [(a, b) for a, b in cuts if a < b]
    ending = max(cuts, default=None)
    last = ending[0] if ending is not None and ending[1] >= end else end
    return start, last, end - start - sum(b - a for a, b in cuts)


def _told_themes(told: Sequence[Stretch], archive: PublicArchive) -> tuple[ToldTheme, ...]:
    """The themes that are told of. Their cloths go by the village's table, or by how much."""
    found: dict[str, list[Stretch]] = {}
    for stretch in told:
        for name in stretch.themes:
            found.setdefault(name, []).append(stretch)
    ranked = sorted(found, key=lambda name: (-_seconds(found[name]), -len(found[name]), name))
    ranked = ranked[:MOST]
    written = [theme.name for theme in archive.themes if theme.name in ranked]
    return tuple(
        ToldTheme(
            name,
            (written or ranked).index(name),
            _seconds(found[name]),
            tuple(found[name]),
            _most_used(
                word
                for stretch in found[name]
                for word in stretch.keywords
                if name in sort_keywords(archive, (word,))
            ),
        )
        for name in ranked
    )


def _seconds(stretches: Iterable[Stretch]) -> float:
    return sum(stretch.seconds for stretch in stretches)


def _most_used(words: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(words)
    return tuple(sorted(counted, key=lambda word: (-counted[word], word)))
