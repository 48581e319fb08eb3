"""Protected names in the archive: which files still hold one, in words or in their own name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.errors import Problem
from archive.ingest.cache import Cached, load_transcripts
from archive.ingest.entries import Entry
from archive.ingest.real_names import ProtectedNames, protected_names, spellings_of, spells
from archive.ingest.resolve import Together
from archive.ingest.rules import describe_passage, line_of
from archive.ingest.shapes import leaves_of
from archive.ingest.shown_words import passages_of, passages_of_transcript
from archive.ingest.whereabouts import Where
from archive.model.fields import Part
from archive.model.kinds import RecordId, kind_of, slug_of
from archive.model.puzzle import Puzzle
from archive.model.records import Record
from archive.model.scene import Scene
from archive.values import dataclass


@dataclass(frozen=True)
class NameFindings:
    """What was found, and what to remember so that unchanged records need no second look."""

    digest: bytes
    by_record: dict[RecordId, tuple[Problem, ...]]
    """Words that hold a protected name, by record."""
    slugs: tuple[Problem, ...]
    spellings: dict[str, frozenset[str]]

    @property
    def problems(self) -> Iterator[Problem]:
        """All of them."""
        for found in self.by_record.values():
            yield from found
        yield from self.slugs


def check_names(together: Together, cached: Cached) -> NameFindings:
    """Look for protected names in every record, or only in those that changed."""
    protected = protected_names(together.people.values())
    is_same = protected.digest == cached.names_digest
    by_record: dict[RecordId, tuple[Problem, ...]] = {}
    for name, entry in together.entries.items():
        if is_same and cached.entries.get(name) is entry:
            found = cached.name_problems.get(name, ())
        elif protected.names:
            found = tuple(_check_words(name, entry, protected, together))
        else:
            found = ()
        if found:
            by_record[name] = found
    spellings = {name: cached.spellings.get(name) or spellings_of(name) for name in protected.real}
    slugs = tuple(_check_slugs(together, protected, spellings))
    return NameFindings(protected.digest, by_record, slugs, spellings)


def _check_words(
    name: RecordId, entry: Entry, protected: ProtectedNames, together: Together
) -> Iterator[Problem]:
    if entry.record is None:
        return
    where: Where | None = None
    for passage in passages_of(entry.record, leaves_of(entry.record)):
        for person in protected.found_in(passage.text):
            where = where or together.where(name)
            line = line_of(passage, where)
            facts = {**describe_passage(passage), "person": person}
            yield Problem("privacy-real-name", where.path, line, facts)
    if entry.transcripts is None:
        return
    shown = load_transcripts(entry.transcripts).shown
    path = together.found[name].path.with_name(entry.stamp[-1][0])
    for passage in passages_of_transcript(shown) if shown else ():
        for person in protected.found_in(passage.text):
            facts = {**describe_passage(passage), "person": person}
            yield Problem("privacy-real-name", path, passage.line, facts)


def _check_slugs(
    together: Together, protected: ProtectedNames, spellings: dict[str, frozenset[str]]
) -> Iterator[Problem]:
    """Ids that spell a real name: they become addresses, and addresses travel."""
    everyone = frozenset().union(*spellings.values()) if spellings else frozenset()
    if not everyone:
        return
    for name, found in together.found.items():
        if not spells(slug_of(name), everyone) or not kind_of(name).is_publishable:
            continue
        folder = kind_of(name).value
        number = sorted(i for i in together.found if i.startswith(f"{folder}/")).index(name) + 1
        facts = {
            "where_zh": f"编号“{name}”",
            "where_en": f"The id “{name}”",
            "expected": f"{folder}/{_NEUTRAL.get(folder, 'record')}-{number:03}",
        }
        yield Problem("slug-real-name", found.path, None, facts)
    for name, record in together.records.items():
        if keyed := _keyed_parts(record):
            yield from _check_keys(keyed, together.where(name), everyone)


def _keyed_parts(record: Record) -> Mapping[str, Sequence[Part]]:
    """The parts of a record that addresses lead to, by field."""
    match record:
        case Puzzle():
            return {"slots": record.slots, "pieces": record.pieces}
        case Scene():
            return {"spots": record.spots}
        case _:
            return {}


def _check_keys(
    keyed: Mapping[str, Sequence[Part]], where: Where, spellings: frozenset[str]
) -> Iterator[Problem]:
    """Short names of parts that spell a real name: addresses lead to them, too."""
    for field, parts in keyed.items():
        for number, part in enumerate(parts):
            key = vars(part)["key"]
            if spells(key, spellings):
                facts = {
                    "where_zh": f"短名“{key}”",
                    "where_en": f"The key “{key}”",
                    "expected": f"{field.removesuffix('s')}-{number + 1}",
                }
                yield where.problem("slug-real-name", f"{field}.{number}.key", **facts)


_NEUTRAL = {"people": "person", "interviews": "interview", "photos": "photo", "places": "place"}
