"""Coded transcripts in CSV: every row is kept, repaired or listed, and the three add up."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from archive.errors import ConfigError, has_errors
from archive.ingest.archive import Reading, read_archive
from archive.ingest.importers.coded_rows import column_key, parse_coded_rows, parse_time
from archive.ingest.importers.oral_history_csv import read_oral_history_csv
from archive.ingest.incoming import Incoming, Tally, Unit
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.marks import full_text, plain_text
from archive.model.transcript import Certainty
from tests.incoming import write_incoming

OHD = Path(__file__).parent.parent.parent / "shared" / "data" / "ohd-demo"

METADATA = """objectid,title,interviewee,interviewer,date,location,subject,description,bio
mill,The Mill,Ada Brook; Tom Brook,Ann Lee,2014-03-27,Mill Lane,water; work,Two tell.,Born there.
weir,The Weir,Eli Reed,Ann Lee,spring,The weir,,,
"""
FILTERS = "tag,description\nflood,the year of the flood\nwork,work at the mill\nhighlight,-\n"
INDEX = "time,title,description\n0:40,The flood,The year the water came.\n0:00,Before,\n"
MILL = """\ufeffspeaker,words,tags,timestamp
,(A door closes.),,
Ann Lee:,How was it?,,[0:00]
AB:,"It was loud&#8212;all day, all night.",work;highlight,
,And then the water came up to the sill.,flood,0:40
TB or AB,Higher than that.,flood,0:50
,,,
Unknown Speaker,It was the dog.,,nine
TB:,"Please don't record this, it was my brother.",,0:30
AB:,We never spoke of it.,,[00:01:10:12],a stray cell
"""
WEIR = """Speaker,Timestamp,End Time,Spanish,Words,Tags
ER,0:01,0:05,El agua subió.,The water rose.,flood
ER,0:06,0:09,Y bajó.,And fell.,
"""
UNTIMED = "speaker,words,tags,timestamp\nNora Fell:,I was there.,,\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small archive with the spellings and the dirt that real ones have."""
    files = {
        "_data/metadata.csv": METADATA,
        "_data/filters.csv": FILTERS,
        "_data/indexes/mill.csv": INDEX,
        "_data/transcripts/mill.csv": MILL,
        "_data/transcripts/weir.csv": WEIR,
        "_data/transcripts/fell.csv": UNTIMED,
        "_data/transcripts/lost.csv": "who,what\nA,b\n",
    }
    for name, text in files.items():
        file = tmp_path / "source" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "source"


def imported(source: Path, *, licence: str | None = "CC BY 4.0") -> tuple[Incoming, Reading]:
    plan = read_oral_history_csv(source, declared_consent=licence)
    folder = source.with_name("village")
    write_incoming(plan, folder)
    return plan, read_archive(folder)


def words_of(reading: Reading, slug: str) -> list[tuple[tuple[str, ...], str]]:
    transcript = reading.archive.transcripts[RecordId(f"interviews/{slug}")].archival
    assert transcript is not None
    return [
        (tuple(s.label for s in segment.speakers), full_text(segment.spans))
        for segment in transcript.segments
    ]


def test_every_row_is_kept_repaired_or_listed(source: Path) -> None:
    """The three add up to the rows of all files, and what is listed is listed with its line."""
    plan, _ = imported(source)
    assert plan.tally(Unit.ROWS) == Tally(14, kept=5, repaired=2, listed=7)
    assert plan.tally(Unit.ROWS).is_whole
    assert all(tally.is_whole for tally in plan.tallies.values())
    assert [(p.code, p.path.name, p.line) for p in plan.problems] == [
        ("import-no-date", "fell.csv", None),
        ("import-no-metadata", "fell.csv", None),
        ("import-no-words", "lost.csv", None),
        ("import-row-empty", "mill.csv", 7),
        ("import-time-unread", "mill.csv", 8),
        ("import-off-record", "mill.csv", 9),
        ("import-time-order", "mill.csv", 9),
        ("import-row-overflow", "mill.csv", 10),
        ("import-no-date", "weir.csv", None),
    ]


def test_what_comes_of_it_is_an_archive_without_errors(source: Path) -> None:
    """Everybody has a full name, what goes on without a name is the last speaker's, and what
    nobody says is a note."""
    _, reading = imported(source)
    assert not has_errors(reading.problems)
    assert words_of(reading, "mill") == [
        (("Ann Lee",), "(A door closes.)How was it?"),
        (("Ada Brook",), "It was loud—all day, all night."),
        (("Ada Brook",), "And then the water came up to the sill."),
        (("Tom Brook", "Ada Brook"), "Higher than that."),
        (("不明",), "It was the dog.nine"),
        (("Tom Brook",), "Please don't record this, it was my brother."),
        (("Ada Brook",), "We never spoke of it.a stray cell"),
    ]
    assert words_of(reading, "fell") == [(("Nora Fell",), "I was there.")]
    people = {record.heading for record in reading.archive.of_kind(Kind.PERSON)}
    assert people == {"Ada Brook", "Tom Brook", "Eli Reed", "Nora Fell"}
    born = reading.archive.records[RecordId("people/ada-brook")]
    assert born.body.strip() == "Born there."


def test_who_asks_not_to_be_recorded_is_not_published(source: Path) -> None:
    """The words are kept in the archive under a mark that withholds them."""
    _, reading = imported(source)
    transcript = reading.archive.transcripts[RecordId("interviews/mill")].archival
    assert transcript is not None
    assert "brother" not in "".join(plain_text(segment.spans) for segment in transcript.segments)
    assert "Higher" not in "".join(plain_text(segment.spans) for segment in transcript.segments)
    assert transcript.segments[3].certainty is Certainty.EITHER


def test_times_are_spread_between_those_that_are_written(source: Path) -> None:
    """In order, without a gap, written ones as they are; brackets and frames are understood."""
    _, reading = imported(source)
    transcript = reading.archive.transcripts[RecordId("interviews/mill")].archival
    assert transcript is not None
    starts = [segment.start for segment in transcript.segments]
    assert (starts[0], starts[2], starts[3], starts[6]) == (0, 40, 50, 70)
    assert starts == sorted({start for start in starts if start is not None})


def test_codes_become_keywords_of_chapters(source: Path) -> None:
    """By what they stand for; of the index where there is one, of runs of a code where not."""
    _, reading = imported(source)
    mill = reading.archive.records[RecordId("interviews/mill")]
    assert isinstance(mill, Interview)
    assert [(c.start, c.title, c.keywords) for c in mill.contents] == [
        (0, "Before", ("work at the mill",)),
        (40, "The flood", ("the year of the flood",)),
    ]
    assert mill.contents[1].synopsis == "The year the water came."
    assert mill.themes == ("water", "work", "work at the mill", "the year of the flood")


def test_a_translation_stands_below_the_words_that_were_said(source: Path) -> None:
    """What was said comes first, whatever the column is called."""
    _, reading = imported(source)
    transcript = reading.archive.transcripts[RecordId("interviews/weir")].archival
    assert transcript is not None
    first = transcript.segments[0]
    assert (full_text(first.spans), full_text(first.mandarin)) == (
        "El agua subió.",
        "The water rose.",
    )


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("75", 75), ("1:15", 75), ("0:01:15", 75), ("[00:01:15]", 75), ("00:01:15:12", 75),
        ("00;01;15;12", 75), ("１：１５", 75), ("75:10", 4510), (":99:99", None), ("1:75", None),
        ("later", None), ("", None), ("1时02分03秒12帧", 3723), ("3分12秒", 192), ("12秒", 12),
        ("００：０１：１５：１２", 75), ("00 : 01 : 15", 75), ("125:10", 7510),
        ("[00;01;15;12]", 75),
        ("1:60", None), ("９９：９９", None), ("1:2:3:4:5", None),
    ],
)  # fmt: skip
def test_times_as_people_write_them(text: str, seconds: float | None) -> None:
    """Seconds, minutes and seconds, frames; nothing is guessed from what is no time."""
    assert parse_time(text) == seconds


@pytest.mark.parametrize(
    "header",
    [
        "speaker,words,tags,timestamp", "speaker,timestamp,words",
        "speaker,timestamp,words,End Time", "speaker,timestamp,End Time,words",
        "speaker,timestamp,spanish,words,tags", "speaker,Start Time,Endtime,words",
        "Speaker,Timestamp,Words,Tags", "SPEAKER,WORDS,TIMESTAMP", "speaker,text,codes,start_time",
        "说话人,时间码,方言原文,普通话,标签", "\ufeffspeaker, transcript ,tags,time stamp",
    ],
)  # fmt: skip
def test_headers_as_they_are_found(header: str) -> None:
    """Eleven of them: whatever the order and the spelling, nothing is put in a wrong place."""
    cells = {"words": "Water.", "text": "Water.", "transcript": "Water.", "普通话": "Water."}
    cells |= {"spanish": "Agua.", "方言原文": "Agua.", "speaker": "AB", "说话人": "AB"}
    cells |= {"endtime": "0:09", "tags": "flood", "codes": "flood", "标签": "flood"}
    keys = [column_key(name.lstrip("\ufeff")) for name in header.split(",")]
    row = ",".join(cells.get(key, "0:05") for key in keys)
    coded = parse_coded_rows(f"{header}\n{row}\n".lstrip("\ufeff"), path=PurePosixPath("a.csv"))
    assert coded is not None
    (found,) = coded.rows
    assert (found.speaker, found.words, found.start) == ("AB", "Water.", 5)
    assert found.original in ("", "Agua.")
    assert found.tags in ((), ("flood",))
    assert found.end in (None, 9)
    assert not coded.problems


def test_an_index_that_cannot_be_read(source: Path) -> None:
    """Each entry that has no place in the recording is told with its line, and the sum is whole."""
    index = source / "_data" / "indexes" / "mill.csv"
    index.write_text(f"{INDEX}later,The end,\n0:50,,\n", encoding="utf-8")
    plan, _ = imported(source)
    assert plan.tally(Unit.POINTS) == Tally(4, kept=2, listed=2)
    told = [(p.path.name, p.line) for p in plan.problems if p.code == "import-point-unread"]
    assert told == [("mill.csv", 4), ("mill.csv", 5)]


def test_one_wild_time_does_not_upset_the_others() -> None:
    """The fewest times are left out that put the rest in order."""
    text = "speaker,words,timestamp\nA,a,0:10\nA,b,9:00:00\nA,c,0:20\nA,d,0:15\nA,e,0:30\n"
    coded = parse_coded_rows(text, path=PurePosixPath("a.csv"))
    assert coded is not None
    assert [row.start for row in coded.rows] == [10, None, None, 15, 30]
    assert [(p.code, p.line) for p in coded.problems] == [
        ("import-time-order", 3),
        ("import-time-order", 4),
    ]


def test_a_folder_without_coded_transcripts(tmp_path: Path) -> None:
    """It says so, and nothing is written."""
    with pytest.raises(ConfigError, match="no coded transcripts"):
        read_oral_history_csv(tmp_path)


@pytest.mark.skipif(not OHD.is_dir(), reason="the archive of coded transcripts is not here")
def test_a_real_archive_loses_no_row(source: Path) -> None:
    """Five interviews of 1,801 rows, and 54 rows of three catalogues; every character is kept, and
    the passages off the record are withheld."""
    plan = read_oral_history_csv(OHD, declared_consent="InC-EDU")
    assert plan.tally(Unit.ROWS).seen == 1801 + 54
    assert all(tally.is_whole for tally in plan.tallies.values())
    write_incoming(plan, source.with_name("real"))
    reading = read_archive(source.with_name("real"))
    assert reading.problems == ()
    kept = 0
    for draft in plan.of_kind(Kind.INTERVIEW):
        transcript = reading.archive.transcripts.get(draft.id)
        if transcript is not None and transcript.archival is not None:
            words = (full_text(segment.spans) for segment in transcript.archival.segments)
            kept += sum(len("".join(text.split())) for text in words)
    assert kept >= plan.tally(Unit.CHARACTERS).seen
