"""The index on disk: passages in Whoosh, and a ledger of the records that are in it.

A change is one commit of Whoosh, and after it the ledger is replaced. Only an index whose ledger
names its generation is believed; any other is made anew.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from unicodedata import unidata_version

import whoosh
from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC, FileIndex
from whoosh.util.filelock import try_for

from archive.index.desk.engine import Files, Gathered, make_schema
from archive.index.desk.passages import Passage, analysed
from archive.index.desk.plain_pickles import only_plain_pickles
from archive.index.desk.shelf import Shelf
from archive.model.han import simplified_pairs
from archive.model.kinds import RecordId
from archive.values import dataclass

# Whoosh says the types of some of its functions only.
_FileIndex: Any = FileIndex
_RamStorage: Any = RamStorage
_TOC: Any = TOC

NAME = "desk"
LEDGER = "records.json"
PATIENCE = 120.0
"""Seconds to wait while another process brings the index up to date."""
MOST_DEAD = 0.25
"""Above this share of passages that were replaced, the index is made anew, smaller."""
_TRIES = 3

Report = Callable[[int, int], None]
PassagesOf = Callable[[RecordId], Iterable[Passage]]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What bringing the index up to date did: records read anew, records taken out."""

    indexed: int = 0
    removed: int = 0
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the index holds: digests by record, as of which commit, made by which program."""

    program: str
    generation: int
    records: Mapping[str, tuple[str, int]]
    """Of each record: digest, and how many characters its passages have."""
    sizes: Mapping[str, int]
    """Of the files of this generation: one cut short is seen."""

    def holds(self, wanted: Mapping[RecordId, str]) -> bool:
        """Whether just the records of ``wanted`` are in the index, as they are."""
        return self.records.keys() == wanted.keys() and all(
            self.records[record][0] == digest for record, digest in wanted.items()
        )


class DeskIndex:
    """An open index. ``storage`` is None for one that lives in memory."""

    def __init__(self, folder: Path | None, *, program: str, storage: Any = None) -> None:
        self._folder = folder
        self._program = program
        self._storage = storage or (_RamStorage() if folder is None else Files(folder))
        self._ram_ledger: Ledger | None = None

    # --- bringing up to date

    def refresh(
        self,
        wanted: Mapping[RecordId, bytes],
        passages_of: PassagesOf,
        *,
        report: Report = lambda done, total: None,
    ) -> Refreshed:
        """Make the index hold just the records of ``wanted``, each as of its digest.

        Raises OSError when the folder cannot be written to, TimeoutError when another process
        does not finish.
        """
        texts = {record: digest.hex() for record, digest in wanted.items()}
        ledger = self._believable()
        if ledger is not None and ledger.holds(texts):
            return Refreshed()
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
        lock = self._storage.lock(f"{NAME}_REFRESH")
        if not try_for(lock.acquire, timeout=PATIENCE, delay=0.2):
            raise TimeoutError(str(self._folder))
        try:
            with only_plain_pickles():
                return self._refresh(texts, passages_of, report)
        finally:
            lock.release()

    def _refresh(
        self, wanted: Mapping[RecordId, str], passages_of: PassagesOf, report: Report
    ) -> Refreshed:
        ledger = self._believable()  # another process may have been at it since
        if ledger is not None:
            try:
                return self._amend(ledger, wanted, passages_of, report)
            except OSError:
                raise
            except Exception:  # noqa: BLE001 - whatever is wrong with an index, a new one mends it
                self._let_go()
        return self._make(wanted, passages_of, report)

    def _amend(
        self,
        ledger: Ledger,
        wanted: Mapping[RecordId, str],
        passages_of: PassagesOf,
        report: Report,
    ) -> Refreshed:
        kept = {RecordId(one): facts for one, facts in ledger.records.items() if one in wanted}
        gone = [RecordId(one) for one in ledger.records if one not in kept]
        changed = [one for one in wanted if one not in kept or kept[one][0] != wanted[one]]
        if not gone and not changed:
            return Refreshed()
        index = _FileIndex(self._storage, schema=make_schema(), indexname=NAME)
        with index.reader() as reader:
            dead = reader.doc_count_all() - reader.doc_count()
            if dead > MOST_DEAD * reader.doc_count_all() or len(changed) > len(wanted) // 2:
                return self._make(wanted, passages_of, report)
        writer = self._writer(index)
        try:
            for record in (*gone, *changed):
                writer.delete_by_term("record", record)
            sizes = self._add(writer, changed, passages_of, report)
            writer.commit()
        except BaseException:
            _give_up(writer)
            raise
        new = {record: (wanted[record], size) for record, size in sizes.items()}
        self._write_ledger({**kept, **new})
        return Refreshed(len(changed), len(gone))

    def _make(
        self, wanted: Mapping[RecordId, str], passages_of: PassagesOf, report: Report
    ) -> Refreshed:
        self._clear()
        index = _FileIndex.create(self._storage, make_schema(), NAME)
        writer = self._writer(index)
        try:
            sizes = self._add(writer, list(wanted), passages_of, report)
            writer.commit()
        except BaseException:
            _give_up(writer)
            raise
        self._write_ledger({record: (wanted[record], size) for record, size in sizes.items()})
        return Refreshed(len(wanted), 0, is_new=True)

    def _writer(self, index: Any) -> Any:
        writer = index.writer(timeout=PATIENCE, delay=0.2)
        writer.pool = Gathered()
        return writer

    def _add(
        self, writer: Any, records: Sequence[RecordId], passages_of: PassagesOf, report: Report
    ) -> dict[RecordId, int]:
        """Index ``records``; how many characters each has."""
        sizes: dict[RecordId, int] = {}
        for number, record in enumerate(records):
            if number % 20 == 0:
                report(number, len(records))
            sizes[record] = 0
            for passage in passages_of(record):
                text = analysed(passage.text)
                sizes[record] += len(text)
                writer.add_document(**_document(passage, text))
        report(len(records), len(records))
        return sizes

    def _let_go(self) -> None:
        if isinstance(self._storage, Files):
            self._storage.let_go()

    def _clear(self) -> None:
        """Leave nothing of an index that is not believed."""
        for name in list(self._storage.list()):
            if not name.endswith("_REFRESH"):
                with suppress(OSError, NameError, KeyError):
                    self._storage.delete_file(name)
        if self._folder is not None:
            for left in self._folder.glob("*"):
                if left.is_dir() and not left.is_symlink():
                    shutil.rmtree(left, ignore_errors=True)

    # --- the ledger

    def _believable(self) -> Ledger | None:
        """The ledger, when this very program wrote it of the index that is there."""
        if self._folder is None:
            return self._ram_ledger
        try:
            raw = json.loads((self._folder / LEDGER).read_bytes())
            records = {name: (str(one), int(size)) for name, (one, size) in raw["records"].items()}
            ledger = Ledger(raw["program"], raw["generation"], records, raw["sizes"])
            whole = all(
                (self._folder / name).stat().st_size == size for name, size in ledger.sizes.items()
            )
            is_current = ledger.generation == _TOC._latest_generation(self._storage, NAME)
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None
        return ledger if whole and is_current and ledger.program == self._program else None

    def _write_ledger(self, records: Mapping[RecordId, tuple[str, int]]) -> None:
        generation: int = _TOC._latest_generation(self._storage, NAME)
        if self._folder is None:
            kept = {str(one): own for one, own in records.items()}
            self._ram_ledger = Ledger(self._program, generation, kept, {})
            return
        files = [self._folder / name for name in self._storage.list() if _is_data(name)]
        for file in files:
            _sync(file)
        content = {
            "program": self._program,
            "generation": generation,
            "sizes": {file.name: file.stat().st_size for file in sorted(files)},
            "records": dict(sorted(records.items())),
        }
        temporary = self._folder / f"{LEDGER}.tmp"
        with temporary.open("wb") as opened:
            opened.write(json.dumps(content, indent=0).encode())
            opened.flush()
            os.fsync(opened.fileno())
        temporary.replace(self._folder / LEDGER)

    # --- reading

    def open(self) -> Shelf:
        """The passages, to look through, as of the last `refresh`. Close it when done.

        Raises LookupError when there is no index that can be believed.
        """
        for _ in range(_TRIES):
            ledger = self._believable()
            if ledger is None:
                continue
            try:
                with only_plain_pickles():
                    index = _FileIndex(self._storage, schema=make_schema(), indexname=NAME)
                    reader = index.reader()
            except OSError:
                continue  # another process puts a new one in its place at this moment
            except BaseException:
                self._let_go()
                raise
            return Shelf(reader, characters=sum(size for _, size in ledger.records.values()))
        raise LookupError(str(self._folder))


def _document(passage: Passage, text: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "record": passage.record,
        "text": text,
        "key": passage.key.encode(),
        "words": text.encode(),
        "voices": "\n".join(passage.voices).encode("utf-8", "replace"),
    }
    called = list(filter(None, map(analysed, passage.names)))
    document["called"] = "\n".join(called).encode()
    if called:
        document["names"] = " ".join(called)
    return document


@cache
def desk_program() -> str:
    """A digest of all that an index depends on beside the records: this program and its tables."""
    import archive

    root = Path(archive.__file__).parent
    files = [*root.glob("model/*.py"), root / "index/search/analysis.py"]
    files += [
        root / "index/desk" / name for name in ("engine.py", "leaves.py", "passages.py", "store.py")
    ]
    digest = blake2b(digest_size=12)
    digest.update(repr((unidata_version, whoosh.__version__, simplified_pairs())).encode())
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _give_up(writer: Any) -> None:
    with suppress(Exception):
        writer.cancel()


_DATA = re.compile(rf"_?{NAME}_\w+\.(?:toc|seg)|{NAME}_\w+\.\w+", re.ASCII)


@lru_cache(maxsize=256)
def _is_data(name: str) -> bool:
    return bool(_DATA.fullmatch(name))


def _sync(file: Path) -> None:
    """Have the disk hold it before the ledger says so."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
