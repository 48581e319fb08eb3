"""OHMS XML: nothing of it is lost, whichever version and whatever dirt it has."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from archive.errors import ConfigError, has_errors
from archive.ingest.archive import Reading, read_archive
from archive.ingest.importers.cues import read_cues
from archive.ingest.importers.ohms import is_ohms, read_ohms, read_ohms_xml
from archive.ingest.incoming import Incoming, Tally, Unit
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.marks import Stamp, Withheld, full_text
from archive.model.transcript import Segment
from tests.incoming import write_incoming

SAMPLES = Path(__file__).parent.parent.parent / "shared" / "data" / "ohms-scihist"
PATH = PurePosixPath("mill.xml")
NUNN = ' xmlns="https://www.weareavp.com/nunncenter/ohms"'
OLDER = ' xmlns="https://www.avpreserve.com/nunncenter/ohms"'

TAPE = "[The tape begins in the middle of a sentence.]"
SHIFTS = "The mill ran two shifts until 1962. https://mill.example/shifts"
FLOUR = "We carried the flour upstairs sack by sack."
LINES = f"""{TAPE}

LEE: How was it at the mill in those years, Mrs Brook?

BROOK: It was loud, all day.[[footnote]]1[[/footnote]] And then the
water came up to the sill. {{00:03:30}} We carried the flour upstairs
sack by sack.

It took until morning.[[footnote]] 3 [[/footnote]]

LEE: And the winter after?

MR. REED: Nobody asked me.

[[footnotes]]
[[note]]The mill ran two shifts until 1962.
[[link]]https://mill.example/shifts[[/link]][[/note]]
[[note]]Never referred to.[[/note]]
[[/footnotes]]
"""
SYNC = "1:|5(6)|6(4)|6(4)|9(1)|2(5)|13(99)|99(1)|rubbish"
INDEX = """<index>
<point><time>65</time><title>The flood</title><title_alt>发大水</title_alt>
 <partial_transcript>BROOK: It was loud</partial_transcript><synopsis>Water at the sill.</synopsis>
 <keywords>flood;mill &lt;a href="https://mill.example/flood"&gt;race&lt;/a&gt;;flood;</keywords>
 <subjects>Brook, Ada, 1930-;</subjects>
 <gpspoints><gps>31.001, 121.002</gps><gps_zoom>12</gps_zoom><gps_text>GPSCANARY</gps_text>
 </gpspoints>
 <hyperlinks><hyperlink>https://mill.example/map</hyperlink><hyperlink_text>Map</hyperlink_text>
 </hyperlinks></point>
<point><time>3</time><title/><synopsis/><gps>30.5, 120.5</gps>
 <hyperlink>https://mill.example/old</hyperlink></point>
<point><time>soon</time><title>Lost</title><synopsis>Somewhere.</synopsis></point>
</index>"""


def record(
    inner: str, *, namespace: str = NUNN, attributes: str = 'id="0012" dt="2020-01-02"'
) -> bytes:
    text = f"<ROOT{namespace}><record {attributes}>{inner}</record></ROOT>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def described(**more: str) -> str:
    known = {
        "title": "The Mill",
        "accession": "OH0001",
        "interviewee": "Brook, Ada, 1930-",
        "interviewer": "Ann Lee; ",
    }
    return "".join(f"<{name}>{text}</{name}>" for name, text in (known | more).items())


def imported(
    tmp_path: Path, data: bytes, *, licence: str | None = None
) -> tuple[Incoming, Reading]:
    source = tmp_path / "source"
    source.mkdir()
    (source / "mill.xml").write_bytes(data)
    incoming = read_ohms(source, declared_consent=licence)
    write_incoming(incoming, tmp_path / "village")
    reading = read_archive(tmp_path / "village")
    assert not has_errors(reading.problems), [str(p.message("en")) for p in reading.problems]
    return incoming, reading


def interview_of(reading: Reading) -> Interview:
    [found] = reading.archive.of_kind(Kind.INTERVIEW)
    assert isinstance(found, Interview)
    return found


def segments_of(reading: Reading) -> tuple[Segment, ...]:
    [transcripts] = reading.archive.transcripts.values()
    assert transcripts.archival is not None
    return transcripts.archival.segments


def said(reading: Reading) -> list[tuple[str, str]]:
    return [(s.speakers[0].label, full_text(s.spans)) for s in segments_of(reading)]


def codes_of(incoming: Incoming) -> set[str]:
    return {problem.code for problem in incoming.problems}


def whole(incoming: Incoming) -> bool:
    return all(tally.is_whole for tally in incoming.tallies.values())


def notes_of(tmp_path: Path) -> str:
    [notes] = (tmp_path / "village" / "content" / "interviews").glob("*/notes.md")
    return notes.read_text(encoding="utf-8")


def test_lines_become_segments_with_times(tmp_path: Path) -> None:
    """Capitals are speakers in full, notes stand where their number stood, a paragraph goes on
    with its speaker, and each minute keeps its word."""
    data = record(described(sync=SYNC, transcript=LINES))
    incoming, reading = imported(tmp_path, data)
    assert said(reading) == [
        (
            "Ann Lee",
            f"{TAPE}How was it at the mill in those years, Mrs Brook?",
        ),
        (
            "Ada Brook",
            f"It was loud, all day.{SHIFTS} And then the water came up to the sill. {FLOUR}",
        ),
        ("Ada Brook", "It took until morning.原注 3，注文缺"),
        ("Ann Lee", "And the winter after?"),
        ("MR. REED", "Nobody asked me."),
    ]
    starts = [segment.start for segment in segments_of(reading)]
    assert starts == sorted(starts, key=lambda start: start or 0.0)
    assert starts[2] == 240.0
    stamps = [
        span.seconds for s in segments_of(reading) for span in s.spans if isinstance(span, Stamp)
    ]
    assert stamps == [60.0, 180.0, 210.0]
    assert {"import-sync-lost", "import-sync-mended"} <= codes_of(incoming)
    assert {"import-footnote-loose", "import-footnote-missing"} <= codes_of(incoming)
    assert "import-speaker-unlisted" in codes_of(incoming)
    assert whole(incoming)
    assert incoming.tally(Unit.TIMES) == Tally(9, kept=5, repaired=1, listed=3)
    assert "Never referred to." in notes_of(tmp_path)


def test_a_minute_named_twice_is_a_silence() -> None:
    """What stands before the place ends with the first of the two, what follows begins with the
    second."""
    text = "A: one two three\n\nB: four five"
    data = record(described(sync="1:|1(3)|3(1)|3(1)|", transcript=text))
    incoming = read_ohms_xml(data, path=PATH)
    [draft] = incoming.of_kind(Kind.INTERVIEW)
    vtt = draft.beside["transcript.vtt"]
    assert "--> 00:02:00.000\n" in vtt
    assert "00:03:00.000 -->" in vtt


def test_a_stub_of_times_gives_none(tmp_path: Path) -> None:
    """``1:|0(1)`` names no line: the transcript has no times, and that is said."""
    data = record(described(sync="1:|0(1)", transcript="BROOK: It was loud."))
    incoming, reading = imported(tmp_path, data)
    assert [segment.start for segment in segments_of(reading)] == [None]
    assert incoming.tally(Unit.TIMES) == Tally(1, listed=1)
    assert "import-sync-lost" in codes_of(incoming)


def test_no_transcript_is_none() -> None:
    """The words that say so are no transcript, and times for it have nothing to mark."""
    data = record(described(transcript="No transcript.", sync="1:|3(4)|9(2)"))
    incoming = read_ohms_xml(data, path=PATH)
    assert {"import-no-transcript", "import-sync-unused"} <= codes_of(incoming)
    assert incoming.tally(Unit.WORDS) == Tally(2, listed=2)
    assert whole(incoming)


def test_two_transcripts_are_both_kept() -> None:
    """The one with times is taken; the other stands in the notes."""
    data = record(described(transcript="BROOK: It was quiet.") + vtt(CUES))
    incoming = read_ohms_xml(data, path=PATH)
    [draft] = incoming.of_kind(Kind.INTERVIEW)
    assert "import-second-transcript" in codes_of(incoming)
    assert "It was quiet." in draft.beside["notes.md"]
    assert "Loud." in draft.beside["transcript.vtt"]


def test_what_was_not_to_be_recorded_is_withheld(tmp_path: Path) -> None:
    """And numbers that belong to somebody, in words and in fields: told, for a person to decide."""
    words = "BROOK: Please don't record this.\n\nBROOK: Call me on 13812345678."
    number = "13812345678"
    inner = described(transcript=words, description=f"Her number is {number}.", title=number)
    incoming, reading = imported(tmp_path, record(inner), licence="CC BY 4.0")
    assert all(isinstance(s.spans[0], Withheld) for s in segments_of(reading))
    assert "import-off-record" in codes_of(incoming)
    assert interview_of(reading).summary == f"Her number is 【不公开：{number}】."
    assert interview_of(reading).title == f"【不公开：{number}】"


def test_nobody_named_is_nobody(tmp_path: Path) -> None:
    """Words without a speaker are not put into anybody's mouth."""
    incoming, reading = imported(tmp_path, record(described(transcript="it was loud.\nvery loud")))
    assert said(reading) == [("不明", "it was loud. very loud")]
    assert "import-speaker-unknown" in codes_of(incoming)


@pytest.mark.parametrize("namespace", [NUNN, OLDER, ""])
def test_every_namespace_is_read(namespace: str, tmp_path: Path) -> None:
    """Files of both makers, and files that name none and have no number."""
    data = record(described(), namespace=namespace, attributes="")
    incoming, reading = imported(tmp_path, data)
    assert interview_of(reading).accession == "OH0001"
    assert whole(incoming)


def test_the_index_becomes_contents_and_places_stay_private(tmp_path: Path) -> None:
    """In the order of time; positions, links and the other language are for the worker alone."""
    incoming, reading = imported(tmp_path, record(described() + INDEX), licence="CC BY 4.0")
    contents = interview_of(reading).contents
    assert [(one.start, one.title) for one in contents] == [
        (3.0, "（没有小标题）"),
        (65.0, "The flood"),
    ]
    assert contents[1].keywords == ("flood", "mill race", "Brook, Ada, 1930-")
    assert contents[1].synopsis == "Water at the sill."
    assert incoming.tally(Unit.POINTS) == Tally(3, kept=0, repaired=2, listed=1)
    assert incoming.tally(Unit.LINKS) == Tally(2, kept=2)
    codes = {"import-point-untimed", "import-points-sorted", "import-point-untitled"}
    assert codes <= codes_of(incoming)
    notes = notes_of(tmp_path)
    for private in ("31.001", "GPSCANARY", "30.5", "mill.example/map", "mill.example/old"):
        assert private in notes
        shown = interview_of(reading).model_dump_json()
        assert private not in shown
    for kept in ("发大水", "Somewhere.", "https://mill.example/flood", "BROOK: It was loud"):
        assert kept in notes


CUES = """WEBVTT

NOTE
TRANSCRIPTION BEGIN

01:00:03.000 --> 01:00:18.000
<v LEE>  How was it <c.1>at the mill</c>?<br><br>And later?

01:00:18.000 --> 01:00:18.000
<v BROOK>Loud.

01:00:20.000 --> 00:00:00.000
All day & all <em>night</em>, 1 < 2.

soon --> later
Lost words.

A stray line.

NOTE TRANSCRIPTION END

NOTE ANNOTATIONS BEGIN

NOTE
<annotation ref="1" target_sub_id_text="Two [[link]]https://x.example[[/link]] shifts.">mill
</annotation>

NOTE ANNOTATIONS END
"""
MANDARIN = """WEBVTT

01:00:03.000 --> 01:00:18.000
磨坊那时怎么样？

01:00:18.000 --> 01:00:19.000
响。

01:00:20.000 --> 01:00:22.000
日日夜夜。
"""


def vtt(text: str, name: str = "vtt_transcript") -> str:
    return f"<{name}><![CDATA[{text}]]></{name}>"


def test_cues_are_mended_and_their_notes_stand_in_them(tmp_path: Path) -> None:
    """Ends are worked out, breaks and tags are no words, a clock that began at one hour is
    told."""
    incoming, reading = imported(tmp_path, record(described() + vtt(CUES)))
    assert said(reading) == [
        ("Ann Lee", "How was it at the millTwo https://x.example shifts.? And later?"),
        ("Ada Brook", "Loud."),
        ("Ada Brook", "All day & all night, 1 < 2."),
    ]
    times = [(segment.start, segment.end) for segment in segments_of(reading)]
    assert times[1] == (3618.0, pytest.approx(3618.357, abs=0.001))
    assert times[2][1] == pytest.approx(3621.9, abs=0.1)
    assert incoming.tally(Unit.CUES) == Tally(4, kept=0, repaired=3, listed=1)
    assert {"import-cue-end", "import-cue-lost", "import-clock-hour"} <= codes_of(incoming)
    assert "import-text-stray" in codes_of(incoming)
    assert "Lost words." in notes_of(tmp_path)
    assert "A stray line." in notes_of(tmp_path)


def test_a_clock_that_began_at_one_hour_is_set_back_where_the_length_says_so() -> None:
    """With the length of the recording known, whole hours are taken off."""
    data = record(described(duration="0:10:00") + vtt(CUES))
    [draft] = read_ohms_xml(data, path=PATH).of_kind(Kind.INTERVIEW)
    assert "00:00:03.000 --> 00:00:18.000" in draft.beside["transcript.vtt"]


def test_a_translation_into_mandarin_stands_below_the_words(tmp_path: Path) -> None:
    """Cue for cue; any other translation is kept for the worker, and told."""
    inner = described(transcript_alt_lang="中文") + vtt(CUES) + vtt(MANDARIN, "vtt_transcript_alt")
    incoming, reading = imported(tmp_path, record(inner))
    meanings = [full_text(segment.mandarin) for segment in segments_of(reading)]
    assert meanings == ["磨坊那时怎么样？", "响。", "日日夜夜。"]
    assert "import-other-language" not in codes_of(incoming)
    other = described(transcript_alt_lang="Spanish", transcript_alt="LEE: ¿Cómo era?")
    told = read_ohms_xml(record(other), path=PATH)
    assert "import-other-language" in codes_of(told)
    [draft] = told.of_kind(Kind.INTERVIEW)
    assert "¿Cómo era?" in draft.beside["notes.md"]


def test_what_has_no_field_stands_in_the_notes(tmp_path: Path) -> None:
    """Rights, grants and numbers of other systems; and elements that OHMS does not have."""
    inner = described(
        duration="0:0:0",
        rights="Ask the family.",
        funding="A grant.",
        user_notes="Noise.",
        novelty="Something new.",
        collection_link="https://mill.example/c",
    )
    incoming, _ = imported(tmp_path, record(inner))
    notes = notes_of(tmp_path)
    for text in ("Ask the family.", "A grant.", "Noise.", "Something new.", "0:0:0", "0012"):
        assert text in notes
    assert incoming.tally(Unit.FIELDS) == Tally(12, kept=11, listed=1)
    assert "import-field-unknown" in codes_of(incoming)


def test_files_of_version_four_say_more_of_the_narrator(tmp_path: Path) -> None:
    """Date in the text, occupation, year of birth; where somebody lives stays private."""
    inner = (
        "<title>The Mill</title><date>03/27/1974</date><intnum>7</intnum>"
        "<disp_name>Ada Brook</disp_name><occupation>miller;cook</occupation>"
        "<birthyear>1930</birthyear><residence>Mill Lane</residence><mp3>mill.mp3</mp3>"
        "<previous>6</previous><keywords>flour;</keywords>"
    )
    incoming, reading = imported(tmp_path, record(inner, namespace=""), licence="CC BY 4.0")
    person = reading.archive.records[RecordId("people/ada-brook")].model_dump()
    assert person["occupations"] == ("miller", "cook")
    assert person["born"]["edtf"] == "1930"
    assert person["note"] == "住处：Mill Lane"
    assert interview_of(reading).recorded_on.edtf == "1974-03-27"
    assert interview_of(reading).themes == ("flour",)
    assert "import-media-elsewhere" in codes_of(incoming)
    assert whole(incoming)


def test_a_recording_beside_comes_along(tmp_path: Path) -> None:
    """Found by its name in an address, whatever its case; nothing is fetched."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "Mill.MP3").write_bytes(b"ID3")
    address = "https://files.example/a/mill.mp3?token=1"
    data = record(described(media_url=address, duration="0:01:40"))
    (tmp_path / "source" / "mill.xml").write_bytes(data)
    incoming = read_ohms(tmp_path / "source")
    [original] = incoming.originals
    assert (str(original.source), str(original.place)) == ("Mill.MP3", "sound/Mill.MP3")
    [draft] = incoming.of_kind(Kind.INTERVIEW)
    recording = {"file": "sound/Mill.MP3", "media_type": "录音", "duration": 100.0}
    assert draft.fields["recording"] == recording
    assert "import-media-elsewhere" not in codes_of(incoming)


def test_what_is_restricted_stays_closed(tmp_path: Path) -> None:
    """A licence that was declared for all does not open what the source itself holds back."""
    data = record(described(userestrict="1", usage="Until 2040."))
    incoming, reading = imported(tmp_path, data, licence="CC BY 4.0")
    assert interview_of(reading).access.zh == "不开放"
    assert "import-restricted" in codes_of(incoming)
    assert "Until 2040." in notes_of(tmp_path)


def test_who_tells_is_taken_from_the_title_and_said_so() -> None:
    """Where no narrator is named; without a name in the title it is nobody known."""
    titled = record("<title>Oral history interview with Eli Reed</title>")
    told = read_ohms_xml(titled, path=PATH)
    assert "import-narrator-guessed" in codes_of(told)
    assert [draft.fields["name"] for draft in told.of_kind(Kind.PERSON)] == ["Eli Reed"]
    untitled = read_ohms_xml(record("<title>Tape 7</title>"), path=PATH)
    assert "import-no-narrator" in codes_of(untitled)
    [nobody] = untitled.of_kind(Kind.PERSON)
    assert nobody.fields["name_kind"] == "匿名"


def test_two_records_with_one_number_are_told_apart() -> None:
    """Both are kept, and the number that both have is told."""
    one = f"<record>{described()}</record>"
    data = f"<ROOT{NUNN}>{one}{one}</ROOT>".encode()
    incoming = read_ohms_xml(data, path=PATH)
    numbers = [draft.fields["accession"] for draft in incoming.of_kind(Kind.INTERVIEW)]
    assert numbers == ["OH0001", "OH0001-2"]
    assert "import-number-twice" in codes_of(incoming)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<ROOT><record>", "import-xml-refused"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><ROOT><record>&b;</record></ROOT>', "import-xml-refused"),
        (b"<html/>", "import-not-ohms"),
        (b"", "import-xml-refused"),
    ],
)
def test_what_is_no_ohms_file_is_refused_kindly(data: bytes, code: str) -> None:
    """Broken files, entities, other XML: a problem and nothing else."""
    incoming = read_ohms_xml(data, path=PATH)
    assert codes_of(incoming) == {code}
    assert not incoming.drafts


def test_old_encodings_are_read() -> None:
    """A file saved as GB18030 without saying so."""
    data = f"<ROOT><record>{described(title='磨坊')}</record></ROOT>".encode("gb18030")
    [draft] = read_ohms_xml(data, path=PATH).of_kind(Kind.INTERVIEW)
    assert draft.fields["title"] == "磨坊"


def test_a_folder_without_ohms_is_said_to_have_none(tmp_path: Path) -> None:
    """Other XML does not make it one."""
    (tmp_path / "other.xml").write_text("<html/>", encoding="utf-8")
    assert not is_ohms(tmp_path)
    with pytest.raises(ConfigError):
        read_ohms(tmp_path)


def test_cues_without_blank_lines_and_with_numbers_are_told_apart() -> None:
    """SRT as well, with its commas; the number before a cue is no words."""
    text = "1\n00:00:01,000 --> 00:00:02,000\none\n2\n00:00:02,000 --> 00:00:03,000\ntwo\n"
    cues = read_cues(text).cues
    assert [(cue.start, cue.words) for cue in cues] == [(1.0, "one"), (2.0, "two")]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_real_files_lose_nothing(tmp_path: Path) -> None:
    """Every sample adds up, unit by unit, and builds without a fault."""
    assert is_ohms(SAMPLES)
    incoming = read_ohms(SAMPLES)
    assert len(incoming.of_kind(Kind.INTERVIEW)) == 9
    assert whole(incoming)
    assert incoming.tally(Unit.WORDS).seen > 54_000
    assert incoming.tally(Unit.POINTS).kept == incoming.tally(Unit.POINTS).seen == 46
    write_incoming(incoming, tmp_path / "village")
    assert not has_errors(read_archive(tmp_path / "village").problems)
