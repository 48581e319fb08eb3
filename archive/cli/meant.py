"""Which record is meant by what somebody typed: a name, part of it, how it sounds, or an id."""

from __future__ import annotations

from archive.cli import fieldwork_sentences as say
from archive.errors import ConfigError
from archive.index.desk.attributes import Names, names_of
from archive.index.desk.passages import analysed
from archive.index.search.readings import village_readings
from archive.model.archive import Archive
from archive.model.kinds import Kind, RecordId, kind_of


def find_meant(archive: Archive, typed: str, kind: Kind) -> RecordId:
    """The one record of ``kind`` that ``typed`` names; ConfigError when there is none, or when
    several are called so."""
    seen = typed.strip()
    plain = seen.removeprefix("content/").removesuffix(".md").removesuffix("/index")
    for name in (plain, f"{kind.value}/{plain}"):
        if name in archive.records and kind_of(RecordId(name)) is kind:
            return RecordId(name)
    by_number = [r.id for r in archive.of_kind(kind) if r.number and r.number == seen]
    whole = [r.id for r in archive.of_kind(kind) if _is_called(archive, r.id, seen)]
    names = Names(archive, village_readings(archive.readings))
    found = by_number or whole or sorted(names.meant(seen, kind))
    if len(found) == 1:
        return found[0]
    if not found:
        raise ConfigError(
            say.NONE_MEANT.text("zh", seen=seen), say.NONE_MEANT.text("en", seen=seen)
        )
    listed = {
        language: separator.join(
            say.ONE_OF_THEM.text(language, name=archive.records[one].heading, id=one)
            for one in found
        )
        for language, separator in (("zh", "、"), ("en", ", "))
    }
    raise ConfigError(
        say.SEVERAL_MEANT.text("zh", seen=seen, names=listed["zh"]),
        say.SEVERAL_MEANT.text("en", seen=seen, names=listed["en"]),
    )


def _is_called(archive: Archive, record: RecordId, seen: str) -> bool:
    """Whether ``seen`` is one of its names, and not only part of one."""
    wanted = analysed(seen)
    return bool(wanted) and wanted in {analysed(name) for name in names_of(archive.records[record])}
