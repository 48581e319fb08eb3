"""Spreadsheets bent by chance: their bytes, and the XML within them.

``python -m tests.fuzz.spreadsheets 10000`` tries so many of each format, seeded; the tests try a
few.
"""

from __future__ import annotations

import io
import struct
import sys
import time
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import PurePosixPath
from random import Random

from archive.errors import has_errors
from archive.ingest.front_matter import parse_front_matter
from archive.ingest.incoming import format_draft
from archive.ingest.records import read_record
from archive.ingest.sheets.cells import SheetRefused
from archive.ingest.sheets.comparing import compare_book
from archive.ingest.sheets.reading import read_workbook
from archive.ingest.sheets.registers import read_register
from tests.fuzz.importers import bend, tries
from tests.spreadsheets import (
    MUSEUM,
    make_ods,
    make_xls,
    make_xlsx,
    museum_row,
    xls_record,
    xls_remark,
)

SLOWEST = 2.0
"""Seconds of work that one small workbook may take."""
PATH = PurePosixPath("登记.xlsx")
_ROWS = [
    MUSEUM,
    museum_row(
        "LL-1", "菱桶", 年代="民国", 具体年代=1935, 通长=28, 尺寸单位="cm", 具体来源="姚根宝"
    ),
    museum_row("LL-2", "铜铃", 完残程度="完整", 入藏日期=45_000, 备注="门口；=1+1"),
]
_EXTRA = xls_remark(1, 1, "有两只", "，一只在箱底") + xls_record(
    0xE5, struct.pack("<5H", 1, 1, 2, 0, 0)
)
_PEOPLE = [["记录", "导出时", "公开称呼", "出生年"], ["people/a", "name=00", "阿妹", 1936]]
_TEXT = '总登记号,名称,年代,尺寸\nLL-1,菱桶,1958,通长：28\n,,合计,\nLL-2,"铜""铃",发大水那年,\n'
SEEDS: Mapping[str, bytes] = {
    "xlsx": make_xlsx({"老物件": _ROWS, "人物": _PEOPLE}),
    "xls": make_xls(_ROWS, extra=_EXTRA),
    "ods": make_ods(_ROWS),
    "csv": b"",
}
"""A small whole workbook of each format."""
_SCRAPS = (
    *(
        b"<",
        b">",
        b"/>",
        b'"',
        b"&",
        b"&#0;",
        b"]]>",
        b"<!DOCTYPE a>",
        b'r="XFD1048576"',
        b"99999999",
    ),
    *(b'number-rows-repeated="1048576"', b"_x0000_", b"-1", b"1e999", b"\x00", b"\xff", b"</c>"),
    *(b'hidden="1"', b"<mergeCell ref='A1:XFD1048576'/>", b't="s"', b"NaN", b"=1+1", b"\xf0\x9f"),
)


def bend_bytes(data: bytes, chance: Random) -> bytes:
    """The bytes with a few of them other, gone, doubled or added."""
    bent = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(bent) + 1)
        match chance.randrange(5):
            case 0:
                bent[at:at] = chance.choice(_SCRAPS)
            case 1:
                del bent[at : at + chance.randint(1, 60)]
            case 2:
                bent[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                bent[at:at] = bent[at : at + chance.randint(1, 200)]
            case _:
                bent[at : at + 4] = struct.pack(
                    "<I", chance.choice((0, 1, 255, 0xFFFF, 0xFFFFFFFF))
                )
    return bytes(bent)


def bend_package(data: bytes, chance: Random) -> bytes:
    """A container whose parts are bent, packed again as if nothing were."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(packed, "w") as opened:
        names = whole.namelist()
        chosen = set(chance.sample(names, min(len(names), chance.randint(1, 3))))
        for name in names:
            part = whole.read(name)
            opened.writestr(name, bend_bytes(part, chance) if name in chosen else part)
    return packed.getvalue()


def bent(form: str, chance: Random) -> bytes:
    """A workbook of ``form``, bent."""
    if form == "csv":
        return bend(_TEXT, chance)
    is_inside = form in ("xlsx", "ods") and chance.random() < 0.8
    return (bend_package if is_inside else bend_bytes)(SEEDS[form], chance)


def try_one(form: str, chance: Random) -> None:
    """Read one bent workbook. Raises AssertionError where it is not understood or told in time,
    or where something is lost; whatever else it raises is a fault too."""
    data = bent(form, chance)
    began = time.process_time()  # a machine at work with other things is no fault
    incoming = read_register(data, path=PATH)
    assert time.process_time() - began < SLOWEST
    assert all(tally.is_whole for tally in incoming.tallies.values()), incoming.tallies
    assert len({draft.id for draft in incoming.drafts}) == len(incoming.drafts)
    for draft in incoming.drafts:
        text = format_draft(draft)[draft.path]
        front = parse_front_matter(text, path=draft.path)
        assert not has_errors(read_record(front, name=draft.id, path=draft.path).problems), text
    for problem in incoming.problems:
        assert problem.message("zh")
        assert "?" not in (problem.message("en").split("“")[0], problem.message("zh").split("“")[0])
    with suppress(SheetRefused):
        found = compare_book(read_workbook(data), {}, names={}, path=PATH)
        assert found is None or found.rows.is_whole


def main() -> None:
    """Try so many of each, or of those that are named."""
    count = int(sys.argv[1])
    for form in sys.argv[2:] or SEEDS:
        started = time.perf_counter()
        for number, chance in tries(form, count):
            try:
                try_one(form, chance)
            except BaseException as error:
                error.add_note(f"{form}, number {number}")
                raise
        print(f"{form}: {count} in {time.perf_counter() - started:.0f} s", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
