"""One index while it is made: from nothing, or from the last one and what has changed since."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from operator import attrgetter
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from archive.index.search.answers import index_answers
from archive.index.search.documents import Passage, make_passages
from archive.index.search.entries import Entries, Entry, make_entry, parse_entry
from archive.index.search.gathering import Gathering, Later, edit, joined, renumbered
from archive.index.search.kept import Kept, write_entries
from archive.index.search.material import Material
from archive.index.search.names import MOST_ROWS, name_files, name_row, split_names
from archive.index.search.numbering import CHUNK, Numbering, base_of, chunks_of, moves
from archive.index.search.numbers import spell_numbers
from archive.index.search.payload import FOLDER, path_of, payload_file, program
from archive.index.search.postings import Layout, block_names, lay_out, posting_files
from archive.index.search.sounds import (
    Characters,
    character_files,
    characters_of,
    commonness,
    index_characters,
    index_sounds,
    sound_files,
    steps_of,
)
from archive.index.search.texts import (
    CHUNKS_A_FILE,
    HEADS_A_FILE,
    TextUnit,
    files_of,
    head_files,
    text_files,
)
from archive.index.search.vocabulary import Vocabulary, open_vocabulary, write_vocabulary
from archive.model.han import simplified_pairs
from archive.model.kinds import RecordId
from archive.model.page import Page
from archive.values import dataclass

if TYPE_CHECKING:
    from archive.index.search.vocabulary import Numbers

FORMAT = 2
MOST_CHANGED = 8
"""When more than one unit in so many has changed, the index is made from nothing."""
_FEW = 10
"""So many changed units are few in any archive."""


@dataclass(frozen=True)
class Last:
    """The last index, opened, and the numbers of the units that have changed since."""

    kept: Kept
    words: Vocabulary
    lines: Sequence[bytes]
    numbers: Mapping[RecordId, int]
    changed: Sequence[int]


@dataclass(frozen=True)
class Reach:
    """What a change can reach where every document has the number it had: of all else the files
    are as they were."""

    last: Last
    words: Numbers
    """The terms that other documents have."""
    entries: Sequence[tuple[Entry, Entry]]
    """What was said of the changed units, and what is now."""

    def is_same(self, *fields: str) -> bool:
        """Whether these fields of the entries say what they said."""
        say = attrgetter(*fields)
        return all(say(old) == say(new) for old, new in self.entries)

    @property
    def is_same_sound(self) -> bool:
        """Whether the same units can be heard."""
        return all(bool(old.head.sound) == bool(new.head.sound) for old, new in self.entries)


def open_last(kept: Kept | None, material: Material, *, folder: Path) -> Last | None:
    """The last index, when there is enough of it to build upon."""
    if kept is None or kept.common != material.common:
        return None
    numbers = {unit: number for number, unit in enumerate(kept.units)}
    digests = dict(zip(kept.units, kept.digests, strict=True))
    changed = [
        number
        for number, unit in enumerate(material.units)
        if digests.get(unit) != material.digests[number]
    ]
    if len(changed) > max(_FEW, len(numbers) // MOST_CHANGED):
        return None
    words, lines = kept.open_terms(folder), kept.read_entries(folder)
    if words is None or lines is None or len(lines) != len(numbers):
        return None
    return Last(kept, words, lines, numbers, changed)


class Making:
    """The files of one index, and what the next build may build upon."""

    def __init__(self, material: Material, folder: Path) -> None:
        self._material = material
        self._archive = material.archive
        self._units = material.units
        self._folder = folder
        self._token = token_hex(8)
        self._terms = ("", "")
        self._words: Vocabulary
        self._found: list[Entry | bytes] = []
        self._counts: list[int] = []
        self._passages = lru_cache(maxsize=64)(self._make_passages)
        self._characters: Characters
        self._head: Mapping[str, Any] = {}
        self.redone: list[str] = []
        """How paths begin at which nothing is left of the last index but what is made again."""

    def files(self, last: Last | None) -> Iterator[Page]:
        """Every file that may not be as it was in the ``last`` index, but for the head."""
        if last is None:
            yield from self._from_nothing()
            reach = None
        else:
            reach = yield from self._renewed(last)
        if reach is None:
            self.redone.append(f"{FOLDER}/")
        yield from self._others(reach)

    def head(self, version: str) -> Page:
        """The file that is read first."""
        return payload_file("head", {**self._head, "version": version})

    def kept(self, files: Mapping[str, str]) -> Kept:
        """What the next build may build upon, once all ``files`` were made."""
        name = f"entries-{self._token}"
        seal = write_entries(self._folder / name, Entries(self._found).lines())
        return Kept(
            program=program().hex(),
            common=self._material.common,
            stamp=self._material.stamp,
            units=self._units,
            digests=self._material.digests,
            passages=self._counts,
            files=files,
            head=self._head,
            characters=self._characters.spelt(),
            terms=self._terms,
            entries=(name, seal),
        )

    # Units, their texts and terms

    def _make_entry(self, unit: RecordId) -> Entry:
        material = self._material
        return make_entry(
            self._archive.records[unit],
            self._archive,
            media=material.media,
            mentions=material.mentions,
            readings=material.readings,
        )

    def _make_passages(self, unit: RecordId) -> tuple[Passage, ...]:
        record = self._archive.records[unit]
        return make_passages(record, self._archive, media=self._material.media)

    @property
    def _waiting(self) -> Path:
        return self._folder / f"waiting-{self._token}"

    def _from_nothing(self) -> Iterator[Page]:
        """The files of passages as they come; on the way all terms are gathered."""
        gathering = Gathering(self._waiting)
        yield from text_files(self._stream(gathering), self._passages, before={})
        self._join(gathering.finish())

    def _stream(self, gathering: Gathering) -> Iterator[TextUnit]:
        base, first = base_of(len(self._units)), 0
        for number, unit in enumerate(self._units):
            entry = self._make_entry(unit)
            passages = self._passages(unit)
            texts = [passage.text for passage in passages]
            gathering.add(entry.head.indexed, texts, number=number, begin=base + first)
            self._found.append(entry)
            self._counts.append(len(texts))
            if texts:
                yield TextUnit(number, entry.head, first, len(texts), is_same=False)
            first += chunks_of(len(texts)) * CHUNK

    def _renewed(self, last: Last) -> Generator[Page, None, Reach | None]:
        """What has changed is brought in; then the files of passages that may not be as before.

        Gives the `Reach` of the change, or None where documents have other numbers.
        """
        texts = self._bring_in(last)
        old, new = Numbering(last.kept.units, last.kept.passages), self._numbering
        gathering = Gathering(self._waiting)
        for number, (head, passages) in texts.items():
            gathering.add(head, passages, number=number, begin=new.base + new.firsts[number])
        added = gathering.finish()
        if (new.units, new.chunks) != (old.units, old.chunks):
            self._found = [*Entries(self._found)]
            carried = partial(renumbered, last.words, moves(old, new, but=texts))
            self._join([carried, *added], mixed=added)
            yield from self._moved_text_files(last, old, texts)
            return None
        touched = self._edit(last, [old.documents_of(number) for number in texts], added)
        files = {file for n in texts for file in files_of(new.firsts[n], self._counts[n])}
        units = (
            self._text_unit(n)
            for n, (first, count) in enumerate(zip(new.firsts, self._counts, strict=True))
            if not files.isdisjoint(files_of(first, count))
        )
        for page in text_files(units, self._passages, before={}):
            if int(page.path.stem) in files:
                yield page
        entries = [(parse_entry(last.lines[n]), Entries(self._found)[n]) for n in texts]
        return Reach(last, touched, entries)

    def _bring_in(self, last: Last) -> dict[int, tuple[str, list[str]]]:
        """Everything about the units, and the texts of those that have changed."""
        texts = {}
        changed = {*last.changed}
        for number, unit in enumerate(self._units):
            if number in changed:
                entry = self._make_entry(unit)
                passages = self._passages(unit)
                texts[number] = entry.head.indexed, [passage.text for passage in passages]
                self._found.append(entry)
                self._counts.append(len(passages))
            else:
                before = last.numbers[unit]
                self._found.append(last.lines[before])
                self._counts.append(last.kept.passages[before])
        return texts

    def _moved_text_files(
        self, last: Last, old: Numbering, changed: Collection[int]
    ) -> Iterator[Page]:
        """The files of passages, some of which have other numbers than before."""
        new = self._numbering
        stays = {
            unit
            for number, unit in enumerate(self._units)
            if number not in changed
            and last.numbers[unit] == number
            and old.firsts[number] == new.firsts[number]
        }
        other = {
            file
            for number, unit in enumerate(old.units)
            if unit not in stays
            for file in files_of(old.firsts[number], old.passages[number])
        }
        marks = last.kept.files
        paths = {path_of(f"t/{file}") for file in other}
        before = {p: bytes.fromhex(marks[p]) for p in marks if p not in paths}
        units = (
            self._text_unit(number, is_same=unit in stays)
            for number, unit in enumerate(self._units)
            if self._counts[number]
        )
        yield from text_files(units, self._passages, before=before)

    def _text_unit(self, number: int, *, is_same: bool = False) -> TextUnit:
        head = Entries(self._found)[number].head
        return TextUnit(number, head, self._numbering.firsts[number], self._counts[number], is_same)

    def _join(self, batches: Sequence[Later], *, mixed: Sequence[Later] = ()) -> None:
        """All terms as one vocabulary."""
        name = f"terms-{self._token}"
        self._open((name, joined(batches, self._folder / name, mixed=mixed)))

    def _edit(self, last: Last, changed: Sequence[Numbers], added: Sequence[Later]) -> Numbers:
        """The terms of the last index with those of the changed documents; which are touched."""
        found = edit(last.words, changed=changed, added=added)
        if len(found.touched):
            name = f"terms-{self._token}"
            documents = found.documents(last.words.documents)
            seal = write_vocabulary(self._folder / name, found.keys, found.counts, documents)
            self._open((name, seal))
        else:
            self._terms, self._words = last.kept.terms, last.words
        return found.touched

    def _open(self, terms: tuple[str, str]) -> None:
        words = open_vocabulary(self._folder / terms[0], terms[1])
        assert words is not None
        self._terms, self._words = terms, words

    @cached_property
    def _numbering(self) -> Numbering:
        """Known once all counts are."""
        return Numbering(self._units, self._counts)

    # Everything else

    def _others(self, reach: Reach | None) -> Iterator[Page]:
        numbering = self._numbering
        head = {
            **(dict(reach.last.kept.head) if reach else {}),
            "format": FORMAT,
            "units": len(self._units),
            "base": numbering.base,
            "kinds": [*numbering.kinds()],
            "chunks": spell_numbers(_without_end(numbering.chunks)),
            "documents": numbering.documents,
            "bits": numbering.bits,
            "texts": CHUNKS_A_FILE,
            "heads": HEADS_A_FILE,
        }
        self._head = head
        head |= yield from self._posting_files(reach)
        head |= yield from self._entry_files(reach)
        head |= yield from self._sound_files(reach)
        if reach is None:
            yield payload_file("simplified", "".join(map("".join, simplified_pairs())))

    def _posting_files(self, reach: Reach | None) -> Generator[Page, None, dict[str, object]]:
        layout = lay_out(self._words)
        touched = None
        if reach and _layout_of(reach.last.kept.head) == layout:
            touched = reach.words
            gone = block_names(reach.last.words, touched)
            self.redone.extend(path_of(name) for name in gone)
        else:
            self.redone.extend(f"{FOLDER}/{kind}/" for kind in "psb")
        yield from posting_files(self._words, layout, self._numbering, touched=touched)
        return {"rare": layout.rare, "fans": _by_number(layout.fans)}

    def _entry_files(self, reach: Reach | None) -> Generator[Page, None, dict[str, object]]:
        entries = Entries(self._found)
        numbers = None if reach is None else reach.last.changed
        yield from head_files(entries, numbers)
        said: dict[str, object] = {}
        if reach and reach.is_same("spelt", "synonyms", "answers") and reach.is_same_sound:
            return said
        every = [*entries]
        if not (reach and reach.is_same("spelt")):
            rows = [name_row(n, e.head.id, e.spelt) for n, e in enumerate(every)]
            is_split = len(rows) > MOST_ROWS
            split = split_names(rows if is_split else ())
            self.redone.append(f"{FOLDER}/n/")
            yield from name_files(split)
            said["names"] = None if is_split else rows
            said |= {"letters": [*split.letters], "initials": split.seconds}
        if not (reach and reach.is_same("answers") and reach.is_same_sound):
            sounding = [n for n, entry in enumerate(every) if entry.head.sound]
            answers = (entry.answers for entry in every)
            number_of = self._numbering.number_of
            yield payload_file("facets", index_answers(answers, number_of, with_sound=sounding))
        said["synonyms"] = [entry.synonyms for entry in every if entry.synonyms]
        return said

    def _sound_files(self, reach: Reach | None) -> Generator[Page, None, dict[str, object]]:
        words, last = self._words, reach.last if reach else None
        common = commonness(words)
        before = commonness(last.words) if last else {}
        if last and common.keys() == before.keys():
            characters = characters_of(last.kept.characters, occurring=common)
        else:
            characters = index_characters(words, self._material.readings)
        if common != before or characters.spelt() != (last and last.kept.characters):
            self.redone.append(f"{FOLDER}/c/")
            yield from character_files(common, characters)
        self._characters = characters
        if reach is None or characters.spelt() != reach.last.kept.characters:
            sounds = index_sounds(words, characters)
        else:
            were, are = (own.counts_of(reach.words) for own in (reach.last.words, words))
            touched = reach.words[steps_of(were) != steps_of(are)]
            files = reach.last.kept.head["sounds"]
            sounds = index_sounds(words, characters, touched=touched, files=files)
        if len(sounds.wanted) == sounds.files:
            self.redone.append(f"{FOLDER}/y/")
        yield from sound_files(sounds)
        return {"sounds": sounds.files, "syllables": len(characters.syllables)}


def _layout_of(head: Mapping[str, Any]) -> Layout:
    """The layout that a head says."""
    fans = {ord(sign): int(fan) for fan, signs in head["fans"].items() for sign in signs}
    return Layout(head["rare"], fans)


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
