"""Oral-History.Digital: tables, subtitles, metadata and registry, and all marks inside words."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath

import pytest

from archive.errors import ConfigError, has_errors
from archive.ingest.archive import Reading, read_archive
from archive.ingest.importers.digital_marks import parse_digital
from archive.ingest.importers.digital_tables import parse_timecode
from archive.ingest.importers.oral_history_csv import is_coded_csv
from archive.ingest.importers.oral_history_digital import (
    is_digital,
    is_oral_history_digital,
    read_digital,
    read_oral_history_digital,
)
from archive.ingest.incoming import Draft, Incoming, Tally, Unit
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from archive.model.marks import format_marks, parse_marks, plain_text
from tests.incoming import write_incoming

REAL = Path(__file__).parent.parent.parent / "shared" / "data" / "oh.d-fixtures"
TRANSCRIPT = """tape_number\ttimecode\tspeaker_designation\ttranscript\ttranslation_en\t\
mainheading_de\tsubheading_de\tmainheading_en\tregistry_references\tannotation_de
1\t00:00:05.12\tINT\tWie war das Wasser?\tHow was the water?\tDie Flut\t\tThe flood\t7#Wehr\t
1\t00:00:09.00\tMS\t<s(lachend) Hoch>, bei <an Karl Fell> im Haus.\tHigh, at Karl Fell's.\t\t\t\t\
9\tSiehe Karte.#Zweite Stelle.
1\t00:00:20.00\t\tDas <res sag ich nur dir>.\t\t\tDas Haus\t\t\t
2\t00:00:01.00\tMS\tNeues <foo Band>, <?2> und <? Darn\t\t\t\t\t\t
"""
METADATA = """Interview-ID\tSprache\tInterview-Datum\tVorname\tNachname\tPseudonym Vorname\t\
Pseudonym Nachname\tPseudonym benutzen\tGeschlecht\tBiographie\tBiographie öffentlich\t\
Interviewführung\tTranskription\tKamera\tInterviewort\tLink\tBeschreibung (Interview)
ab1\tde\t2019-05-04\tMarta\tSehr\tIda\tBach\tja\tw\tAn der Mühle geboren\tja\tFell, Nora\t\
Rot, Eva#Blau, Uwe\tLicht, Kurt\tNiederhof\thttp://example.org/ab1\tVom Hochwasser.
ab2\tde\t\tUlf\tWehr\t\t\tnein\tm\tFischer\tja\t\t\t\t\t\t
ab2\tde\t\tUlf\tWehr\t\t\tnein\tm\tFischer und Wirt\tja\t\t\t\t\t\t
"""
REGISTRY = """parent_name\tparent_id\tname\tid\tdescription\tlatitude\tlongitude\tGND ID
Orte\t\tNiederhof\t7\tEin Dorf\t50.1\t8.2\t4711
Niederhof\t7\tWehr\t8\t\t\t\t
Personen\t\tAlter Müller\t9\tMahlte bis 1950\t\t\t
Wörter\t\tSchütz\t10\tBrett im Wehr\t\t\t
"""
SUBTITLES = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v INT>Und <i>dann</i>?

00:00:03.000 --> 00:00:09.000
<v UW>Dann <res war
der Vater> weg <p1> <n(1977)>.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small archive of each sort of file."""
    folder = tmp_path / "source"
    folder.mkdir()
    files = {
        "ab1_tr.csv": TRANSCRIPT,
        "ab2.vtt": SUBTITLES,
        "metadata.csv": METADATA,
        "registry.csv": REGISTRY,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def imported(source: Path, *, licence: str | None = "CC BY 4.0") -> tuple[Incoming, Reading]:
    plan = read_oral_history_digital(source, declared_consent=licence)
    folder = source.with_name("village")
    write_incoming(plan, folder)
    return plan, read_archive(folder)


def draft(plan: Incoming, name: str) -> Draft:
    (found,) = (one for one in plan.drafts if one.id == name)
    return found


def test_an_archive_comes_in_without_errors(source: Path) -> None:
    """Each tape its own interview, the registry as places, people and words; the sums are whole."""
    assert is_oral_history_digital(source)
    plan, reading = imported(source)
    assert not has_errors(reading.problems)
    assert sorted(one.id for one in plan.drafts if one.kind is not Kind.CONSENT) == [
        "interviews/ab1", "interviews/ab1-2", "interviews/ab2", "people/alter-muller",
        "people/ida-bach", "people/ulf-wehr", "places/niederhof", "places/wehr", "terms/schutz",
    ]  # fmt: skip
    assert all(tally.is_whole for tally in plan.tallies.values())
    assert plan.tally(Unit.ROWS) == Tally(11, kept=7, repaired=1, listed=3)
    assert plan.tally(Unit.LINKS) == Tally(3, kept=3)
    assert plan.tally(Unit.CUES).seen == 2
    assert [(p.code, p.path.name, p.line) for p in plan.problems if p.line] == [
        ("import-translation-withheld", "ab1_tr.csv", 3),
        ("import-mark-foreign", "ab1_tr.csv", 5),
        ("import-mark-open", "ab1_tr.csv", 5),
        ("import-file-elsewhere", "metadata.csv", 2),
        ("import-no-date", "metadata.csv", 3),
        ("import-id-again", "metadata.csv", 4),
    ]


def test_who_tells_under_a_pseudonym_is_never_called_by_the_real_name(source: Path) -> None:
    """The pseudonym is the public name everywhere, and a life told with the real one is private."""
    plan, _ = imported(source)
    person = draft(plan, "people/ida-bach")
    assert person.fields["name_kind"] == "化名"
    assert person.fields["real_name"] == "Marta Sehr"
    assert person.body == ""
    interview = draft(plan, "interviews/ab1")
    told = {key: value for key, value in interview.fields.items() if key != "note"}
    assert "Marta" not in str(told) + interview.beside["transcript.vtt"]
    assert "<v Ida Bach>" in interview.beside["transcript.vtt"]
    assert "An der Mühle geboren" in str(interview.fields["note"])
    assert draft(plan, "people/ulf-wehr").body == "Fischer"


def test_what_the_words_hide_the_translation_and_the_notes_hide_too(source: Path) -> None:
    """A translation without marks beside words with some is withheld whole."""
    _, reading = imported(source)
    transcript = reading.archive.transcripts[RecordId("interviews/ab1")].archival
    assert transcript is not None
    shown = "".join(plain_text((*s.spans, *s.mandarin)) for s in transcript.segments)
    assert "Karl" not in shown
    assert "nur dir" not in shown
    assert "某某 im Haus." in shown
    assert "How was the water?" in shown
    assert [segment.start for segment in transcript.segments] == [5.48, 9, 20]


def test_headings_are_contents_and_lead_to_the_registry(source: Path) -> None:
    """Main and sub headings in order, with what is referred to under each."""
    plan, reading = imported(source)
    interview = reading.archive.records[RecordId("interviews/ab1")]
    assert isinstance(interview, Interview)
    assert [(c.start, c.title, c.synopsis) for c in interview.contents] == [
        (5.48, "Die Flut", "The flood"),
        (20, "Das Haus", None),
    ]
    assert interview.mentions == ("places/niederhof", "places/wehr", "people/alter-muller")
    assert interview.contents[0].mentions == interview.mentions
    weir = draft(plan, "places/wehr").fields
    assert weir["related"] == ["places/niederhof"]
    place = draft(plan, "places/niederhof").fields
    assert "50.1" in str(place.pop("note") if isinstance(place, dict) else "")
    assert "50.1" not in str(place)


def test_references_that_lead_nowhere_are_told(source: Path) -> None:
    """Without the registry each stands in the note with its line."""
    (source / "registry.csv").unlink()
    plan, _ = imported(source)
    assert plan.tally(Unit.LINKS) == Tally(3, listed=3)
    told = [p.facts["seen"] for p in plan.problems if p.code == "import-reference-unknown"]
    assert sorted(told) == ["7", "9", "Wehr"]
    assert "登记表里没有：Wehr（第 2 行）" in str(draft(plan, "interviews/ab1").fields["note"])


def test_subtitles_keep_what_is_theirs(source: Path) -> None:
    """Marks over several lines become ours, tags of WebVTT stay tags."""
    plan, _ = imported(source)
    text = draft(plan, "interviews/ab2").beside["transcript.vtt"]
    assert "<v 问>Und dann?" in text
    assert "Dann 【不公开：war der Vater】 weg （停顿1） 〔整理者注：1977〕." in text


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Ich <res war <an Karl> dort> und", "Ich 【不公开：war 【化名：Karl|某某】 dort】 und"),
        ("<an Karl, der Müller, wohnte da>", "【不公开：Karl, der Müller, wohnte da】"),
        ("in Lonke <n(heute Łąkie)>", "in Lonke 〔整理者注：heute Łąkie〕"),
        ("<n(bei <an Karl>)>", "〔整理者注：bei 【化名：Karl|某某】〕"),
        ("<i> <i(Tür)> <i(Batterie)>", "（中断） （中断：Tür） 〔整理者注：中断：Batterie〕"),
        ("<p1> <p> <?2> <?> <[?]>", "（停顿1） （停顿） 【听不清】 【听不清】 【听不清】"),
        ("so <? Darn <p2>>", "so 【存疑：Darn （停顿2）】"),
        ("<s(lachend) ja> <s(genervt) nein>", "（笑）ja 〔整理者注：说话的样子：genervt〕nein"),
        ("<ld(Dialekt) moin>", "moin〔整理者注：方言〕"),
        ("<l(es) hola (du)>", "hola (du)〔整理者注：原话是西班牙语〕"),
        ("<g(nickt) ja> <m(ernst) so>", "〔整理者注：手势：nickt〕ja 〔整理者注：表情：ernst〕so"),
        ("<sim beide> wo<=>wo <***>", "（同时说）beide wo wo （录音到头）"),
        ("<res nie zu Ende", "【不公开：nie zu Ende】"),
        ("3 < 5 > 2 <foo bar>", "3 < 5 > 2 <foo bar>"),
        ("schon 【不公开：geheim】 da", "schon 【不公开：geheim】 da"),
        ("[x] 【egal】 <p1>", "[x] [egal] （停顿1）"),
    ],
)  # fmt: skip
def test_every_mark_becomes_ours(text: str, marked: str) -> None:
    """One inside another too; what our reader makes of it is the same again."""
    read = parse_digital(text)
    assert format_marks(read.spans) == marked
    assert parse_marks(marked) == ((parse_marks(format_marks(read.spans))[0]), ())


def test_marks_deeper_than_anybody_meant_hide_the_rest() -> None:
    """A hundred marks inside each other neither fail nor show what they withhold."""
    read = parse_digital("<sim " * 100 + "<res geheim>")
    assert "geheim" not in plain_text(read.spans)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:00:04.24", 4.96), ("00:00:04.240", 4.24), ("00:01:04.99", 64.99), ("[2] 00:00:04", 4),
        ("00:00:04,5", 4.5), ("1:04", 64), ("gleich", None), ("", None), ("01:99:00.12", None),
    ],
)  # fmt: skip
def test_time_codes(text: str, seconds: float | None) -> None:
    """Two figures behind the point are frames, where there can be so many."""
    assert parse_timecode(text) == seconds


def _ods(rows: list[list[str]]) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in rows
    )
    names = (
        "office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
    )
    names += " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
    names += " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    body = f"<office:body><office:spreadsheet><table:table table:name='A'>{cells}</table:table>"
    content = f"<{names}>{body}</office:spreadsheet></office:body></office:document-content>"
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return file.getvalue()


def test_a_spreadsheet_of_three_columns() -> None:
    """The simple form: IN, SPEAKER, TRANSCRIPT; initials are somebody of this transcript alone."""
    rows = [["IN", "SPEAKER", "TRANSCRIPT"], ["00:00:04.24", "INT", "Ja?"]]
    rows.append(["00:00:10.09", "KM", "Nein."])
    plan = read_digital(_ods(rows), path=PurePosixPath("tonband.ods"))
    assert plan.tally(Unit.ROWS) == Tally(2, kept=2)
    assert draft(plan, "people/km-tonband").fields["name"] == "KM（tonband）"
    assert "00:00:10.360 --> " in draft(plan, "interviews/tonband").beside["transcript.vtt"]


def test_files_that_are_none_of_these(tmp_path: Path) -> None:
    """Nothing is made of them, whatever they hold, and a folder of them says so."""
    deep = b"[" * 100_000
    for name, data in (
        ("a.json", deep),
        ("b.json", b"{}"),
        ("c.csv", b"x,y\n1,2"),
        ("d.ods", b"PK"),
    ):
        plan = read_digital(data, path=PurePosixPath(name))
        assert not plan.drafts
        (tmp_path / name).write_bytes(data)
    assert not is_oral_history_digital(tmp_path)
    with pytest.raises(ConfigError, match=r"Oral-History\.Digital"):
        read_oral_history_digital(tmp_path)


def test_an_answer_of_an_authority_file() -> None:
    """A place with all its names; where it lies stays private."""
    entry = {
        "Name": "Niederhof", "Alias": [{"Lang": "la", "Alias": ["Curia", "Inferior"]}],
        "Location": {"Latitude": "50.1", "Longitude": "8.2"},
        "Description": [{"Description": "Dorf"}],
    }  # fmt: skip
    answer = json.dumps({"response": {"items": [{"Entry": entry}, {"Entry": 7}, None]}}).encode()
    plan = read_digital(answer, path=PurePosixPath("a.json"))
    place = draft(plan, "places/niederhof")
    assert (place.fields["other_names"], place.body) == (["Curia", "Inferior"], "Dorf")
    assert "50.1" in str(place.fields["note"])


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
def test_real_files_lose_nothing(tmp_path: Path) -> None:
    """Every file of the fixtures is read or told of, and what comes of them has no fault."""
    plan = read_oral_history_digital(REAL)
    assert all(tally.is_whole for tally in plan.tallies.values())
    assert (plan.tally(Unit.ROWS).seen, plan.tally(Unit.CUES).seen) == (43, 14)
    write_incoming(plan, tmp_path / "new")
    assert read_archive(tmp_path / "new").problems == ()


@pytest.mark.parametrize(
    ("name", "data", "is_ours"),
    [
        ("a.csv", b"TIMECODE;SPEAKER;TRANSCRIPT\n", True),
        ("a.csv", b"\n\nTIMECODE\tSPEAKER\tTRANSCRIPT\n", True),
        ("a.csv", b"parent_name,name\n", True),
        ("a.csv", b"speaker,words,tags,timestamp\n", False),
        ("a.vtt", b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v A>ja <p1>\n", True),
        ("a.vtt", b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v A><i>ja</i>\n", False),
    ],
)
def test_files_are_known_by_what_they_begin_with(name: str, data: bytes, is_ours: bool) -> None:
    """Other tables and plain subtitles are for others to read."""
    assert is_digital(data, PurePosixPath(name)) is is_ours
    if not is_ours:
        assert is_coded_csv(data, PurePosixPath(name)) is name.endswith(".csv")
