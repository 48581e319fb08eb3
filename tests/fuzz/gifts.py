"""Anything that may be brought, bent by chance: names, forms, zips, and every document there is a
reader for.

``python -m tests.fuzz.gifts 10000`` tries so many of each kind, seeded; the tests try a few. Each
reader that `archive.adding.readers` lists is tried with documents of its own forms, so that none
is forgotten.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from random import Random

import docx
import xlsxwriter

from archive.adding.look import look_at
from archive.adding.readers import DOCUMENTS
from archive.ingest.file_names import parse_name
from archive.ingest.forms import HEAD_BYTES, Form, form_of
from archive.ingest.incoming import Incoming, format_draft
from archive.ingest.originals import is_inside
from archive.model.kinds import parse_record_id
from tests.fuzz.media import bend

SLOWEST = 5.0
"""Seconds that one small document may take, on a machine with other work."""
_ODD = (
    *(
        "问：",
        "答：",
        "【不公开：",
        "】",
        "[00:12:34]",
        "-->",
        "\n\n",
        "\u202e",
        "１９５８",
        "别录",
        "\t",
    ),
    *(
        "13912345678",
        "=cmd|'/c'!A1",
        "<v 张阿婆>",
        "&#0;",
        "../../etc/passwd",
        "\x00",
        "𠀀",
        ",",
        '"',
    ),
)
_NAMES = (
    "2021年8月7日张三在光村讲述1983年包产到户",
    "录音_20240811_143000",
    "mmexport1700000000000",
)
_TEXT = (
    "# 摇船\n\n问：您哪年来的？\n答：五八年发大水。[00:01:02] 别录这个。\n\n"
    "口述者：沈阿妹\n\n她讲。\n"
)
_VTT = (
    "WEBVTT\n\n00:01.000 --> 00:04.000\n<v 沈阿妹>摇第一橹。\n\n"
    "00:04.000 --> 00:09.500\n船就动了。\n"
)
_CSV = "编号,名称,年代,质地\n001,木橹,1958,木\n002,菱桶,民国,杉木\n"
_WHISPER = {
    "text": "摇船",
    "segments": [
        {"start": 0.0, "end": 2.5, "text": "摇船"},
        {"start": 2.5, "end": 4, "text": "水"},
    ],
}
_OHMS = (
    '<?xml version="1.0"?><ROOT xmlns="https://www.weareavp.com/nunncenter/ohms"><record id="1">'
    "<title>T</title><interviewee>A B</interviewee><sync>1:|1(2)|2(1)</sync>"
    "<transcript>A: One two three.\nB: Four.\nA: Five.</transcript></record></ROOT>"
)
_IIIF = {
    "@context": "http://iiif.io/api/presentation/3/context.json",
    "id": "https://example.org/manifest.json",
    "type": "Manifest",
    "label": {"en": ["Song"]},
    "items": [{"id": "https://example.org/c", "type": "Canvas", "duration": 9.5, "items": []}],
}


@cache
def seeds() -> Mapping[Form, bytes]:
    """A small whole document of each form that has a reader."""
    document, book = io.BytesIO(), io.BytesIO()
    written = docx.Document()
    for line in _TEXT.split("\n"):
        written.add_paragraph(line)
    written.save(document)
    with xlsxwriter.Workbook(book, {"in_memory": True}) as made:
        sheet = made.add_worksheet("登记")
        for number, row in enumerate(_CSV.strip().split("\n")):
            sheet.write_row(number, 0, row.split(","))
    return {
        Form.WORD: document.getvalue(),
        Form.WORKBOOK: book.getvalue(),
        Form.TABLE: _CSV.encode("gb18030"),
        Form.TEXT: _TEXT.encode(),
        Form.MARKDOWN: _TEXT.encode("utf-8-sig"),
        Form.SUBTITLES: _VTT.encode(),
        Form.WHISPER: json.dumps(_WHISPER).encode(),
        Form.OHMS: _OHMS.encode(),
        Form.IIIF: json.dumps(_IIIF).encode(),
        Form.OLD_WORD: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        Form.OLD_WORKBOOK: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
        Form.OPEN_WORKBOOK: b"PK\x03\x04" + bytes(26) + b"mimetype",
    }


def try_readers(chance: Random) -> None:
    """One bent document, to every reader of its form."""
    form = chance.choice(list(seeds()))
    data = _bent(seeds()[form], chance)
    path = PurePosixPath(f"{chance.choice(_NAMES)}.{form.value}")
    found = form_of(data[:HEAD_BYTES], data[HEAD_BYTES:][-HEAD_BYTES:], path=path)
    assert found is None or isinstance(found, Form)
    for reader in DOCUMENTS:
        if form in reader.forms:
            with _nothing_else_read():
                incoming = reader.read(data, path=path)
            _check(incoming, reader.name)


def try_names(chance: Random) -> None:
    """One bent name."""
    name = _bent(chance.choice(_NAMES).encode(), chance).decode("utf-8", "replace")
    told = parse_name(name * chance.choice((1, 1, 1, 40)))
    assert all(told.narrators)


def try_zips(chance: Random) -> None:
    """One bent zip with a recording and a way out in it, looked at on the disk."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr(
            chance.choice(("a.txt", "../a.txt", "/a.txt", "c:/a.txt", "con.txt")), _TEXT
        )
        written.writestr("录音/一.vtt", _VTT)
    with tempfile.TemporaryDirectory() as folder:
        source, scratch = Path(folder, "g"), Path(folder, "scratch")
        source.mkdir()
        scratch.mkdir()
        (source / "a.zip").write_bytes(bend(packed.getvalue(), chance))
        brought = look_at([source], scratch=scratch, village=Path(folder, "v"))
        assert {path.name for path in Path(folder).iterdir()} == {"g", "scratch"}
        assert all(found.file.resolve().is_relative_to(folder) for found in brought.files)


TRIES: Mapping[str, Callable[[Random], None]] = {
    "readers": try_readers,
    "names": try_names,
    "zips": try_zips,
}


def _bent(data: bytes, chance: Random) -> bytes:
    if chance.random() < 0.5:
        return bend(data, chance)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(_ODD).encode() + data[at:]
    return data


def _check(incoming: Incoming, name: str) -> None:
    assert all(tally.is_whole for tally in incoming.tallies.values()), (name, incoming.tallies)
    assert all(is_inside(original.place) for original in incoming.originals), name
    for draft in incoming.drafts:
        parse_record_id(draft.id)
        for path in format_draft(draft):
            assert path.parts[0] == "content", (name, path)
            assert ".." not in path.parts, (name, path)


# --- nothing else is read ------------------------------------------------------------------------

_opened: list[str] | None = None
_OWN = tuple({sys.prefix, sys.base_prefix, str(Path(__file__).resolve().parents[2] / "archive")})


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _opened is not None and isinstance(arguments[0], (str, bytes)):
        _opened.append(str(arguments[0]))


@contextmanager
def _nothing_else_read() -> Iterator[None]:
    """AssertionError when any file but those of the program is opened; and when it takes long."""
    global _opened
    _opened = []
    started = time.perf_counter()
    try:
        yield
    finally:
        opened, _opened = _opened, None
    strange = [path for path in opened if not path.startswith(_OWN)]
    assert not strange, strange
    assert time.perf_counter() - started < SLOWEST


sys.addaudithook(_listen)


def main(count: int) -> None:
    """``count`` of each kind."""
    for name, attempt in TRIES.items():
        for number in range(count):
            try:
                attempt(Random(f"{name} {number}"))
            except Exception as error:
                error.add_note(f"{name}, number {number}")
                raise
        sys.stdout.write(f"{name}: {count}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
