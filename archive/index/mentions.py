"""Who speaks of what: references followed backwards."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from archive.model.fields import Part
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.public import PublicArchive
from archive.model.records import Record
from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """``source`` speaks of something, in its field ``role``; for a chapter, which and when.

    Fields of parts stand behind those they are in: ``people.guesses.by``.
    """

    source: RecordId
    role: str
    start: float | None = None
    end: float | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """Both directions of every reference between public records."""

    by_target: Mapping[RecordId, tuple[Mention, ...]]
    by_source: Mapping[RecordId, tuple[RecordId, ...]]

    def of(self, record: RecordId) -> tuple[Mention, ...]:
        """Who speaks of ``record``, by source and time."""
        return self.by_target.get(record, ())

    def sources(self, record: RecordId, kind: Kind) -> tuple[RecordId, ...]:
        """Records of ``kind`` that speak of ``record``, each once, in order."""
        found = {m.source: None for m in self.of(record) if kind_of(m.source) is kind}
        return tuple(found)


def index_mentions(archive: PublicArchive) -> Mentions:
    """The references of every record, and the same backwards."""
    backwards: dict[RecordId, list[Mention]] = {}
    forwards: dict[RecordId, tuple[RecordId, ...]] = {}
    for record_id in sorted(archive.records):
        record = archive.records[record_id]
        targets: dict[RecordId, None] = {}
        for role, target in references(record):
            if target in archive.records and target != record_id:
                targets[target] = None
                backwards.setdefault(target, []).append(Mention(record_id, role))
        forwards[record_id] = tuple(targets)
        if isinstance(record, Interview):
            _index_chapters(record, backwards)
    return Mentions({t: tuple(sorted(set(m), key=_order)) for t, m in backwards.items()}, forwards)


def _order(mention: Mention) -> tuple[str, float, str, str]:
    return mention.source, mention.start or 0.0, mention.role, mention.title or ""


def _index_chapters(interview: Interview, backwards: dict[RecordId, list[Mention]]) -> None:
    chapters = interview.contents
    for number, chapter in enumerate(chapters):
        following = chapters[number + 1].start if number + 1 < len(chapters) else None
        end = chapter.end if chapter.end is not None else following
        for target in chapter.mentions:
            mention = Mention(interview.id, "chapter", chapter.start, end, chapter.title)
            backwards.setdefault(target, []).append(mention)


def references(record: Record) -> Iterator[tuple[str, RecordId]]:
    """Every reference in ``record`` with the field it stands in, as a `Mention` names it."""
    for name in _reference_fields(type(record)):
        yield from _inside(getattr(record, name), name)


def _inside(value: Any, role: str) -> Iterator[tuple[str, RecordId]]:
    if isinstance(value, tuple):
        for item in value:
            yield from _inside(item, role)
    elif isinstance(value, Part):
        for name in _reference_fields(type(value)):
            yield from _inside(getattr(value, name), f"{role}.{name}")
    elif isinstance(value, str) and value:
        yield role, RecordId(value)


@cache
def _reference_fields(model: type[Part]) -> tuple[str, ...]:
    """Fields of ``model`` that hold references, or parts that do; former ids point nowhere."""
    return tuple(
        name
        for name, info in model.model_fields.items()
        if name not in ("id", "former_ids") and _holds_references(info.annotation)
    )


def _holds_references(annotation: Any) -> bool:
    arguments = get_args(annotation)
    if not arguments:
        if isinstance(annotation, type) and issubclass(annotation, Part):
            return bool(_reference_fields(annotation))
        return annotation is RecordId
    return any(_holds_references(argument) for argument in arguments)
