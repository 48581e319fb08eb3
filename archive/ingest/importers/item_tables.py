"""Tables of metadata, a row a thing: what CollectionBuilder and its relatives keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path, PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.coded_rows import column_key
from archive.ingest.importers.delimited import Table, parse_table
from archive.ingest.incoming import Tally, Whence
from archive.ingest.off_record import withhold_in_text
from archive.ingest.texts import parse_text, read_text
from archive.values import dataclass

LONGEST_LINE = 400
"""Characters of a field of one line."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row: its id, that of the thing it is a part of, and all its cells."""

    whence: Whence
    id: str
    parent: str
    cells: Mapping[str, str]
    """What stands in each column, by its `column_key`; empty cells are left out."""
    labels: Mapping[str, str]
    """How the archive calls each column."""
    stray: str = ""
    """What stands in cells that have no column."""
    again: tuple[Item, ...] = ()
    """Later rows of the same id."""

    @property
    def line(self) -> int:
        """The line of the row."""
        return self.whence.row or 0


@dataclass(frozen=True, slots=True)
class ItemTables:
    """The rows of all tables of an archive, each id once."""

    items: tuple[Item, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: Tally = field(default_factory=Tally)
    """Of rows that hold nothing or repeat an id; what became of ``items`` is not in it but in its
    ``seen``."""
    files: tuple[PurePosixPath, ...] = ()
    """The tables that were read."""


def read_items(folder: Path, *, base: Path, labels: Mapping[str, str]) -> ItemTables:
    """The rows of every table in ``folder`` that has a column objectid. Paths are relative to
    ``base``; ``labels`` are the names of columns for people."""
    found: list[Item] = []
    problems: list[Problem] = []
    files = []
    seen = empty = 0
    for file in _in_turn(folder):
        path = PurePosixPath(file.relative_to(base).as_posix())
        table = _read_table(file, path, problems)
        if table is None:
            continue
        files.append(path)
        seen += table.counted
        empty += sum(row.is_empty for row in table.rows)
        found += items_of(table, path, labels=labels, problems=problems)
    items = each_once(found, problems=problems)
    tally = Tally(seen, listed=empty + len(found) - len(items))
    return ItemTables(items, tuple(problems), tally, tuple(files))


def each_once(items: Sequence[Item], *, problems: list[Problem]) -> tuple[Item, ...]:
    """``items`` with each id once; later ones of an id stand in the first, and are told."""
    first: dict[str, Item] = {}
    again: dict[str, list[Item]] = {}
    for item in items:
        kept = first.setdefault(item.id, item)
        if kept is not item:
            again.setdefault(item.id, []).append(item)
            facts = {"seen": item.id[:60], "file": kept.whence.file.name}
            problems.append(Problem("import-id-again", item.whence.file, item.line, facts))
    return tuple(
        replace(item, again=tuple(again[item.id])) if item.id in again else item
        for item in first.values()
    )


def _in_turn(folder: Path) -> list[Path]:
    """The tables of an archive, first the one that its site is made of."""
    settings = folder.parent / "_config.yml"
    text = read_text(settings, path=PurePosixPath(settings.name))
    named = re.search(r"^metadata:[ \t]*([\w.-]+)", (text and text.text) or "", re.MULTILINE)
    first = named[1].removesuffix(".csv") if named else ""
    return sorted(folder.glob("*.csv"), key=lambda file: (file.stem != first, file.name))


def is_item_table(file: Path) -> bool:
    """Whether a file begins as a table with a column objectid."""
    try:
        with file.open("rb") as opened:
            head = opened.read(1 << 16)
    except OSError:
        return False
    text = head.decode("utf-8-sig", errors="replace").replace("\r", "\n")
    return "objectid" in map(column_key, parse_table(text.strip("\n").partition("\n")[0]).header)


def _read_table(file: Path, path: PurePosixPath, problems: list[Problem]) -> Table | None:
    text = read_text(file, path=path)
    if text is None:
        return None
    table = parse_table(text.text or "")
    if text.text is None or "objectid" in map(column_key, table.header):
        problems += text.problems
    if "objectid" not in map(column_key, table.header):
        return None
    problems += (Problem("import-quote-unclosed", path, line) for line in table.unclosed)
    return table


def items_of(
    table: Table,
    path: PurePosixPath,
    *,
    labels: Mapping[str, str],
    problems: list[Problem],
    key: str = "objectid",
    otherwise: str = "",
) -> Iterator[Item]:
    """The rows of a table that hold something; ``key`` is the column that names them, and
    ``otherwise`` one that does where that is empty."""
    keys = _keys(table.header)
    names = {
        one: labels.get(column_key(name), name)
        for one, name in zip(keys, table.header, strict=True)
    }
    for row in table.rows:
        if row.is_empty:
            problems.append(Problem("import-row-empty", path, row.line))
            continue
        pairs = zip(keys, row.cells, strict=False)
        cells = {one: text for one, cell in pairs if (text := cell.strip())}
        stray = " ".join(" ".join(row.cells[len(keys) :]).split())
        if stray:
            problems.append(Problem("import-row-stray", path, row.line, {"seen": stray[:60]}))
        name = cells.pop(key, "") or cells.get(otherwise, "")
        if not name:
            name = f"{path.stem}-{row.line}"
            problems.append(Problem("import-row-no-id", path, row.line, {"seen": name[:60]}))
        parent = cells.pop("parentid", "")
        yield Item(Whence(path, row=row.line), name, parent, cells, names, stray)


def _keys(header: Sequence[str]) -> tuple[str, ...]:
    """The key of each column; a name that stands twice gets a number."""
    found: dict[str, int] = {}
    keys = []
    for name in header:
        key = column_key(name)
        found[key] = found.get(key, 0) + 1
        keys.append(key if found[key] == 1 else f"{key} {found[key]}")
    return tuple(keys)


def read_labels(file: Path) -> Mapping[str, str]:
    """What columns are called, of ``config-metadata.csv``: by their `column_key`."""
    if not file.is_file() or file.is_symlink():
        return {}
    text = parse_text(file.read_bytes(), path=PurePosixPath(file.name)).text or ""
    table = parse_table(text)
    keys = [column_key(name) for name in table.header]
    if not {"field", "displayname"} <= set(keys):
        return {}
    field_at, name_at = keys.index("field"), keys.index("displayname")
    pairs = [
        (row.cells[field_at].strip(), row.cells[name_at].strip())
        for row in table.rows
        if len(row.cells) > max(field_at, name_at)
    ]
    return {column_key(column): f"{name}（{column}）" for column, name in pairs if column and name}


class Taking:
    """The cells of an item, taken one by one. What nobody takes goes into its private note, and so
    does what had to be cut. What asks not to be told, and private numbers, are withheld."""

    def __init__(self, item: Item, problems: list[Problem]) -> None:
        self.item = item
        self._problems = problems
        self._left = dict(item.cells)
        self.kept: list[str] = []
        """What is written into the note beside that."""

    def has(self, *keys: str) -> bool:
        """Whether one of these columns holds anything that is not taken yet."""
        return any(key in self._left for key in keys)

    def raw(self, *keys: str) -> str:
        """The first of these cells that holds anything, as it stands; never for a field."""
        for key in keys:
            if key in self._left:
                return self._left.pop(key)
        return ""

    def line(self, *keys: str) -> str:
        """As `raw`, for a field of one line."""
        return self._one_line(self.raw(*keys))

    def prose(self, *keys: str) -> str:
        """As `raw`, for a longer text."""
        return self._guarded(self.raw(*keys))

    def several(self, *keys: str) -> list[str]:
        """As `raw`, for a list that semicolons divide."""
        parts = (part.strip() for part in self.raw(*keys).replace("；", ";").split(";"))
        return [self._one_line(part) for part in dict.fromkeys(parts) if part]

    def keep(self, label: str, text: str) -> None:
        """Write something into the note."""
        if text:
            self.kept.append(f"{label}：{text}")

    def note(self) -> str:
        """The private note: where the row stands, and all that was not taken."""
        row = f" 第 {self.item.line} 行" if self.item.line else ""
        where = f"{self.item.whence.file}{row}，编号 {self.item.id}"
        left = (f"{self.item.labels.get(key, key)}：{cell}" for key, cell in self._left.items())
        stray = (f"没有栏名的格子：{self.item.stray}",) if self.item.stray else ()
        again = (line for other in self.item.again for line in self._differing(other))
        return "\n".join((f"来自 {where}", *self.kept, *left, *stray, *again))

    def _differing(self, other: Item) -> Iterator[str]:
        """What a later row of the same id says otherwise."""
        for key, cell in other.cells.items():
            if self.item.cells.get(key) != cell:
                where = f"{other.whence.file} 第 {other.line} 行"
                yield f"{where}，{other.labels.get(key, key)}：{cell}"

    def _one_line(self, text: str) -> str:
        plain = " ".join(text.split())
        if len(plain) > LONGEST_LINE // 2:
            self.kept.append(plain)
            plain = plain[: LONGEST_LINE // 2 - 1] + "…"
        return self._guarded(plain)

    def _guarded(self, text: str) -> str:
        whence = self.item.whence
        safe, problems = withhold_in_text(text, path=whence.file, line=whence.row)
        self._problems += problems
        return safe


def children_of(items: Iterable[Item]) -> Mapping[str, tuple[Item, ...]]:
    """The parts of each item that has any. A part of a part is a thing of its own."""
    by_id = {item.id: item for item in items}
    found: dict[str, list[Item]] = {}
    for item in by_id.values():
        above = by_id.get(item.parent)
        if above is not None and above is not item and above.parent not in by_id:
            found.setdefault(above.id, []).append(item)
    return {name: tuple(parts) for name, parts in found.items()}
