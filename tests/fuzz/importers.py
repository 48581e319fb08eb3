"""Tables and transcripts of other archives, bent by chance, and what must hold of each of them.

``python -m tests.fuzz.importers 10000`` tries so many of each kind, seeded; the tests try a few.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from random import Random

from archive.errors import ConfigError, has_errors
from archive.ingest.archive import read_archive
from archive.ingest.importers.collection_builder import read_collection_builder
from archive.ingest.importers.oral_history_csv import read_coded_csv, read_oral_history_csv
from archive.ingest.importers.oral_history_digital import (
    read_digital,
    read_oral_history_digital,
)
from archive.ingest.incoming import Incoming, format_draft
from archive.ingest.originals import is_inside
from tests.incoming import write_incoming

SLOWEST = 2.0
"""Seconds that one small source may take."""
_ODDITIES = (
    *(",", ",,,", "\n", "\n\n", '"', '""', ";", "\t", "\ufeff", "\u3000", "，", "：", "0", "-1"),
    *("99:99:99", "00:00:00", "../", "/etc/passwd", "https://a.b/c", "<", ">", "-->", "<res "),
    *(
        "<an ",
        "<n(",
        "<? ",
        "<v ",
        "</v>",
        "<00:00:01.000>",
        "【",
        "】",
        "【不公开：",
        "【化名：a|",
    ),
    *("〔整理者注：", "（笑）", "&lt;", "&#0;", "不要录", "13912345678", "A or B", "、", "？", "#"),
    *("# ", "### 甲：", "> ", "---", "null", "true", "[a](people/b)", "x" * 600, "\u202e", "\x00"),
    *("𠀀", "é", "\\", "'", "2024-02-30", "1958~", "objectid", "parentid", "a\r\nb", "\x85", "1e9"),
    "\u2028",
)
CODED = """speaker,timestamp,spanish,words,tags,End Time
Ann:,[0:01],El agua,The water,a;b,0:05
,0;00;09,Si,Yes,,
B or Ann,nine,,"It rose, ""up"" to the sill",a,
Unknown Speaker,0:40,,Do not record this,,,stray
"""
METADATA = """objectid,title,interviewee,interviewer,date,bio,restrictions
t,The weir,Ann Fell; Bo Reed,Cy Lee,2014-03-27,Born there,
"""
ITEMS = """objectid,parentid,title,creator,date,description,subject,type,format,display_template,\
object_location,object_transcript,restrictions,identifier
a,,The mill,A. Fell,ca. 1912,By the weir,mills; water,Image,image/jpeg,image,/objects/a.jpg,,,1
b,,Chest,,1890s,Oak,,,,compound_object,,,,2
c,b,The lid,,,,,,image/jpeg,image,objects/c.jpg,,,
d,,Song,Nora,9/8/1961,She sings,,,audio/mp3,audio,objects/d.mp3,objects/d.txt,,1
e,b,Ledger,,n.d.,,,,application/pdf,pdf,https://e.org/e.pdf,Paid for rope,sealed,
"""
TAPES = """tape_number\ttimecode\tspeaker_designation\ttranscript\ttranslation_en\tmainheading_de\t\
subheading_de\tregistry_references\tannotation_de
1\t00:00:05.12\tINT\tWie <n(1977)> war <p1> das?\tHow was it?\tFlut\t\t7#Wehr\tA#B
1\t00:00:09.00\tMS\t<s(lachend) Hoch>, bei <an Karl>.\tHigh.\t\tHaus\t9\t
2\t00:00:01.00\t\t<res nur <? dir>>\t\t\t\t\t
"""
VTT = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v INT>Und <i>dann</i>?

00:00:03.000 --> 00:00:09.000
<v MS>Dann <res war
er> weg <n(1977)>.
"""
PEOPLE = """Interview-ID\tSprache\tInterview-Datum\tVorname\tNachname\tPseudonym Vorname\t\
Pseudonym Nachname\tPseudonym benutzen\tGeschlecht\tGeburtsdatum\tBiographie\tBiographie öffentlich
t\tde\t2019-05-04\tMarta\tSehr\tIda\tBach\tja\tw\t1931\tAn der Mühle\tja
"""
REGISTRY = """parent_name\tparent_id\tname\tid\tdescription\tlatitude\tlongitude
Orte\t\tHof\t7\tEin Dorf\t50.1\t8.2
Hof\t7\tWehr\t8\t\t\t
Personen\t\tIda Bach\t9\tMüllerin\t\t
"""
ANSWER = '{"response": {"items": [{"Entry": {"Name": "Hof", "Location": {"Latitude": "1"}}}]}}'


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """A reader, and small whole sources of its format: files by their path."""

    seeds: Mapping[str, str]
    read: Callable[[Path], Incoming]


def _alone(read: Callable[..., Incoming], name: str) -> Callable[[Path], Incoming]:
    return lambda folder: read((folder / name).read_bytes(), path=PurePosixPath(name))


PARSERS: Mapping[str, Fuzzed] = {
    "coded": Fuzzed({"t.csv": CODED}, _alone(read_coded_csv, "t.csv")),
    "oral-history-as-data": Fuzzed(
        {
            "_data/transcripts/t.csv": CODED,
            "_data/metadata.csv": METADATA,
            "_data/filters.csv": "tag,description\na,water\n",
            "_data/indexes/t.csv": "time,title,description\n0:01,Before,\n",
        },
        read_oral_history_csv,
    ),
    "collection-builder": Fuzzed(
        {
            "_data/items.csv": ITEMS,
            "_data/config-metadata.csv": "field,display_name\ntype,Kind\n",
            "objects/a.jpg": "a",
            "objects/c.jpg": "c",
            "objects/d.txt": "One.\n\nTwo.\n",
        },
        read_collection_builder,
    ),
    "digital-table": Fuzzed({"t.csv": TAPES}, _alone(read_digital, "t.csv")),
    "digital-vtt": Fuzzed({"t.vtt": VTT}, _alone(read_digital, "t.vtt")),
    "digital-answer": Fuzzed({"t.json": ANSWER}, _alone(read_digital, "t.json")),
    "oral-history-digital": Fuzzed(
        {"t.csv": TAPES, "p.csv": PEOPLE, "r.csv": REGISTRY, "t.vtt": VTT},
        read_oral_history_digital,
    ),
}


def bend(text: str, chance: Random) -> bytes:
    """The text, changed in a few places, in one of the encodings that people have."""
    for _ in range(chance.randint(0, 6)):
        at, to = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        match chance.randrange(5):
            case 0:
                text = text[:at] + chance.choice(_ODDITIES) + text[at:]
            case 1:
                text = text[:at] + chance.choice(_ODDITIES) + text[at + 1 :]
            case 2:
                text = text[:at] + text[min(to, at + 40) :]
            case 3:
                text = text[:to] + text[at:to][:400] + text[to:]
            case _:
                cells = text.split("\n")
                chance.shuffle(cells)
                text = "\n".join(cells)
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"))
    data = bytearray(text.encode(encoding, errors="replace"))
    if chance.random() < 0.1 and data:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


_opened: list[str] = []
_is_watching = False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _is_watching and event == "open" and isinstance(arguments[0], str):
        _opened.append(arguments[0])


sys.addaudithook(_watch)


def try_one(fuzzed: Fuzzed, folder: Path, chance: Random, *, is_read: bool) -> None:
    """One bent source in the empty ``folder``. Raises AssertionError where it is not understood or
    told in time, where something is lost, or where another file is opened. With ``is_read`` what
    comes of it must be an archive without errors."""
    for name, text in fuzzed.seeds.items():
        file = folder / "source" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bend(text, chance))
    check_one(fuzzed, folder, is_read=is_read)


def check_one(fuzzed: Fuzzed, folder: Path, *, is_read: bool) -> None:
    """As `try_one`, of what was written to the ``source`` in ``folder``."""
    incoming = _read(fuzzed, folder / "source")
    if incoming is None:
        return
    assert all(tally.is_whole for tally in incoming.tallies.values()), incoming.tallies
    assert len({draft.id for draft in incoming.drafts}) == len(incoming.drafts)
    for draft in incoming.drafts:
        for path in format_draft(draft):
            assert is_inside(path)
            assert path.parts[0] == "content"
    for original in incoming.originals:
        assert is_inside(original.place)
        assert is_inside(original.source)
        _, _, member = str(original.source).partition("!")
        assert (folder / "source" / (member or original.source)).is_file()
    if is_read and incoming.drafts:
        write_incoming(incoming, folder / "new")
        reading = read_archive(folder / "new")
        assert not has_errors(reading.problems), [p.to_json() for p in reading.problems]


def _read(fuzzed: Fuzzed, source: Path) -> Incoming | None:
    global _is_watching
    before = sorted(source.rglob("*"))
    started = time.perf_counter()
    _opened.clear()
    _is_watching = True
    try:
        incoming = fuzzed.read(source)
    except ConfigError:
        incoming = None
    finally:
        _is_watching = False
    assert time.perf_counter() - started < SLOWEST
    assert sorted(source.rglob("*")) == before
    known = (str(source), sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]))
    assert [path for path in _opened if not path.startswith(known)] == []
    return incoming


def tries(name: str, count: int, *, seed: int = 7) -> Iterator[tuple[int, Random]]:
    """``count`` numbers, each with its own chance: one can be tried again by itself."""
    for number in range(count):
        yield number, Random(f"{name} {seed} {number}")


def run(parsers: Mapping[str, Fuzzed]) -> None:
    """Try so many of each, or of those that are named, as the command line says."""
    count = int(sys.argv[1])
    for name in sys.argv[2:] or parsers:
        started = time.perf_counter()
        for number, chance in tries(name, count):
            with tempfile.TemporaryDirectory() as folder:
                try:
                    try_one(parsers[name], Path(folder), chance, is_read=number % 10 == 0)
                except Exception as error:
                    error.add_note(f"{name}, number {number}")
                    raise
        print(f"{name}: {count} in {time.perf_counter() - started:.0f} s", flush=True)  # noqa: T201


if __name__ == "__main__":
    run(PARSERS)
