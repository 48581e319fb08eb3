"""Which record is meant by what somebody typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archive.cli import gift_sentences as say
from archive.errors import ConfigError
from archive.model.archive import Archive
from archive.model.kinds import Kind, slug_of
from archive.model.person import Person
from archive.model.records import Record


def find_record(archive: Archive, kind: Kind, *, seen: str) -> Record:
    """The one record of ``kind`` that ``seen`` means: an id, a number, a name or a part of one.

    Raises ConfigError when there is none, or when there are several, which it then names.
    """
    records = archive.of_kind(kind)
    wanted = seen.strip().removesuffix(".md").removeprefix("content/").removesuffix("/index")
    for found in (_exactly(records, wanted), _partly(records, wanted)):
        if len(found) == 1:
            return found[0]
        if found:
            names = "、".join(f"{one.heading}（{one.id}）" for one in found[:8])
            raise _refused(say.SEVERAL_MEANT, seen=seen, names=names)
    raise _refused(say.NOBODY_MEANT, seen=seen, folder=kind.value)


def _exactly(records: Iterable[Record], wanted: str) -> Sequence[Record]:
    return [one for one in records if wanted in (one.id, slug_of(one.id), *_names(one))]


def _partly(records: Iterable[Record], wanted: str) -> Sequence[Record]:
    return [one for one in records if wanted and any(wanted in name for name in _names(one))]


def _names(record: Record) -> Iterator[str]:
    yield record.heading
    if record.number:
        yield record.number
    if isinstance(record, Person):
        yield from (alias.name for alias in record.aliases)
        if record.real_name:
            yield record.real_name


def _refused(sentence: say.Sentence, **facts: object) -> ConfigError:
    return ConfigError(sentence.text("zh", **facts), sentence.text("en", **facts))
