"""The whole index: every file below ``search/``, each with a fingerprint of what it is made from.

Texts stream through once: passages are written while their terms are gathered, so that an archive
need not fit into memory. What has not changed since the last build is neither read nor written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path, PurePosixPath
from secrets import token_hex
from tempfile import TemporaryDirectory

from archive.index.mentions import Mentions, index_mentions
from archive.index.search.answers import index_answers
from archive.index.search.documents import (
    Head,
    Passage,
    make_head,
    make_passages,
    names_besides,
    synonyms_of,
)
from archive.index.search.gathering import Gathering, carried_over
from archive.index.search.kept import (
    Kept,
    KeptUnit,
    clear,
    open_terms,
    read_kept,
    seal_of,
    write_kept,
)
from archive.index.search.names import MOST_ROWS, Row, name_files, name_row, split_names
from archive.index.search.numbering import CHUNK, Numbering, base_of, chunks_of, in_order
from archive.index.search.numbers import spell_numbers
from archive.index.search.payload import payload_file, program
from archive.index.search.postings import lay_out, posting_files, read_vocabulary
from archive.index.search.readings import Readings, village_readings
from archive.index.search.sounds import (
    character_files,
    index_characters,
    index_sounds,
    sound_files,
)
from archive.index.search.texts import (
    CHUNKS_A_FILE,
    HEADS_A_FILE,
    TextUnit,
    head_files,
    text_files,
)
from archive.model.han import simplified_pairs
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.orders import Derived
from archive.model.page import Page
from archive.model.public import PublicArchive

FORMAT = 2


@dataclass(frozen=True)
class Material:
    """All that an index is made from."""

    archive: PublicArchive
    mentions: Mentions
    media: Mapping[str, Derived]
    readings: Readings
    digest_of: Callable[[RecordId], bytes]
    """Changes with anything that is public of a record: its fields, its words, its files."""


def index_files(
    archive: PublicArchive,
    *,
    media: Mapping[str, Derived] | None = None,
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of an archive by themselves, from nothing and with nothing kept."""
    readings = village_readings(archive.readings)
    material = Material(archive, index_mentions(archive), media or {}, readings, lambda _: b"")
    with TemporaryDirectory(prefix="pintu-") as folder:
        for page in search_files(material, folder=Path(folder)):
            yield page.path, page.render().encode()


def search_files(material: Material, *, folder: Path) -> Iterator[Page]:
    """Every file of the index. ``folder`` keeps what the next build need not do again."""
    kept = read_kept(folder, program=program().hex())
    index = _Index(material, folder, kept)
    if kept is not None and kept.stamp == index.stamp:
        yield from index.as_before(kept)
        return
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for page in index.made():
        files[str(page.path)] = page.fingerprint
        yield page
    write_kept(folder, index.kept(files))


class _Index:
    """One index while it is made. ``before`` is the last one, by the same program."""

    def __init__(self, material: Material, folder: Path, before: Kept | None) -> None:
        self._material = material
        self._archive = material.archive
        self._folder = folder
        self._terms_file = folder / f"terms-{token_hex(8)}"
        self._units = in_order(self._archive.records)
        self._digests = {unit: self._digest(unit) for unit in self._units}
        self._before = before.units if before else {}
        self._before_files = before.files if before else {}
        self._old_terms = before and (folder / before.terms, before.seal)
        self._passages = lru_cache(maxsize=64)(self._make_passages)
        self._heads: dict[RecordId, Head] = {}
        self._counts: list[int] = []

    def _digest(self, unit: RecordId) -> str:
        """Changes with anything that is indexed of a unit."""
        others = [*names_besides(self._archive.records[unit], self._archive)]
        own = self._material.digest_of(unit)
        return blake2b(own + repr(others).encode(), digest_size=16).hexdigest()

    @property
    def stamp(self) -> str:
        """Changes with anything that is indexed."""
        village = [*self._material.readings.overrides.items()]
        return blake2b(repr((village, self._digests)).encode(), digest_size=16).hexdigest()

    def kept(self, files: Mapping[str, bytes]) -> Kept:
        """What the next build may build upon, once all ``files`` were made."""
        units = {
            unit: KeptUnit(self._digests[unit], self._heads[unit], count)
            for unit, count in zip(self._units, self._counts, strict=True)
        }
        terms = open_terms(self._terms_file)
        assert terms is not None
        name = self._terms_file.name
        return Kept(program().hex(), self.stamp, units, files, name, seal_of(terms))

    def as_before(self, kept: Kept) -> Iterator[Page]:
        """The files of the last build; when one is not there any more, the index is made again."""

        @cache
        def again() -> Mapping[str, Page]:
            return {str(page.path): page for page in self.made()}

        for path, mark in kept.files.items():
            place = PurePosixPath(path)
            yield Page(place, mark, _rendered(again, path))
        clear(self._folder, but=kept.terms)

    def made(self) -> Iterator[Page]:
        """Every file, the one that is read first last."""
        marks = blake2b(digest_size=8)
        for page in chain(self._text_files(), self._other_files()):
            marks.update(str(page.path).encode() + page.fingerprint)
            yield page
        yield payload_file("head", {**self._head, "version": marks.hexdigest()})

    # Texts and terms

    def _text_files(self) -> Iterator[Page]:
        """Passages as they come; on the way all terms are gathered."""
        old = open_terms(*self._old_terms) if self._old_terms else None
        gathering = Gathering(self._terms_file)
        self._heads, self._counts = {}, []
        units = self._stream(gathering, is_fresh=old is None)
        yield from text_files(units, self._passages, before=self._before_files)
        if old is None:
            gathering.finish()
            return
        before = Numbering([*self._before], [unit.passages for unit in self._before.values()])
        same = {unit for unit in self._units if self._known(unit)}
        gathering.finish(carried_over(old, old=before, new=self._numbering, same=same))

    def _stream(self, gathering: Gathering, *, is_fresh: bool) -> Iterator[TextUnit]:
        """The units in order. Of one that is as before, only what was kept is looked at."""
        base, first = base_of(len(self._units)), 0
        places = self._places_before()
        for number, unit in enumerate(self._units):
            known = self._known(unit)
            head = known.head if known else self._make_head(unit)
            self._heads[unit] = head
            if known is None or is_fresh:
                passages = self._passages(unit)
                texts = [head.indexed, *(passage.text for passage in passages)]
                begin = base + first
                gathering.add(texts, [number, *range(begin, begin + len(passages))])
                count = len(passages)
            else:
                count = known.passages
            self._counts.append(count)
            if count:
                is_same = known is not None and places[unit] == (number, first)
                yield TextUnit(number, head, first, count, is_same)
            first += chunks_of(count) * CHUNK

    def _places_before(self) -> dict[RecordId, tuple[int, int]]:
        """The number of each unit in the last index, and that of its first passage."""
        counts = [unit.passages for unit in self._before.values()]
        firsts = Numbering([*self._before], counts).firsts
        return {unit: (n, firsts[n]) for n, unit in enumerate(self._before)}

    def _known(self, unit: RecordId) -> KeptUnit | None:
        """What was kept of a unit, when nothing about it has changed."""
        known = self._before.get(unit)
        return known if known is not None and known.digest == self._digests[unit] else None

    def _make_head(self, unit: RecordId) -> Head:
        return make_head(self._archive.records[unit], self._archive, media=self._material.media)

    def _make_passages(self, unit: RecordId) -> tuple[Passage, ...]:
        record = self._archive.records[unit]
        return make_passages(record, self._archive, sound=self._heads[unit].sound)

    @property
    def _numbering(self) -> Numbering:
        return Numbering(self._units, self._counts)

    # Everything else

    def _other_files(self) -> Iterator[Page]:
        numbering = self._numbering
        terms = open_terms(self._terms_file)
        assert terms is not None
        words = read_vocabulary(terms)
        layout = lay_out(words)
        characters = index_characters(words, self._material.readings)
        sounds = index_sounds(words, characters)
        names = [*self._name_rows(numbering)]
        split = split_names(names) if len(names) > MOST_ROWS else {}
        yield from posting_files(words, layout, numbering)
        yield from head_files([*self._heads.values()])
        yield from name_files(split)
        yield from sound_files(sounds)
        yield from character_files(words, characters)
        yield payload_file("simplified", "".join(map("".join, simplified_pairs())))
        yield payload_file("facets", self._answers(numbering))
        self._head = {
            "format": FORMAT,
            "units": len(self._units),
            "base": numbering.base,
            "kinds": [*numbering.kinds()],
            "chunks": spell_numbers(_without_end(numbering.chunks)),
            "documents": numbering.documents,
            "bits": numbering.bits,
            "texts": CHUNKS_A_FILE,
            "heads": HEADS_A_FILE,
            "rare": layout.rare,
            "fans": _by_number(layout.fans),
            "sounds": sounds.files,
            "syllables": len(characters.syllables),
            "names": None if split else names,
            "letters": [*split],
            "synonyms": [*self._synonyms()],
        }

    def _name_rows(self, numbering: Numbering) -> Iterator[Row]:
        for number, (unit, head) in enumerate(self._heads.items()):
            yield name_row(
                number,
                unit,
                (head.title, *head.names),
                readings=self._material.readings,
                is_person=kind_of(unit) is Kind.PERSON,
            )

    def _answers(self, numbering: Numbering) -> dict[str, object]:
        return index_answers(
            self._archive,
            self._material.mentions,
            numbering.number_of,
            with_sound=[unit for unit, head in self._heads.items() if head.sound],
        )

    def _synonyms(self) -> Iterator[tuple[str, ...]]:
        for unit in self._units:
            row = synonyms_of(self._archive.records[unit])
            if row and unit not in self._archive.listed:
                yield row


def _without_end(chunks: list[int]) -> list[int]:
    """``chunks`` without the zeros at their end."""
    end = len(chunks)
    while end and not chunks[end - 1]:
        end -= 1
    return chunks[:end]


def _by_number(fans: Mapping[int, int]) -> dict[str, str]:
    """Characters by how many files they have."""
    found: dict[str, str] = {}
    for sign, fan in sorted(fans.items(), key=lambda item: (item[1], item[0])):
        found[str(fan)] = found.get(str(fan), "") + chr(sign)
    return found


def _rendered(pages: Callable[[], Mapping[str, Page]], path: str) -> Callable[[], str]:
    return lambda: pages()[path].render()
