"""Typed and dictated texts: who says what, and nothing lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from archive.errors import has_errors
from archive.ingest.archive import read_archive
from archive.ingest.importers.plain_text import read_plain_text
from archive.ingest.incoming import Incoming, Unit
from archive.ingest.machine_words import written_times
from archive.ingest.scalars import format_seconds
from archive.ingest.transcripts import parse_untimed, parse_vtt
from archive.ingest.voices import format_voice
from archive.model.kinds import Kind
from archive.model.marks import EditorNote, format_marks
from archive.model.transcript import Segment
from tests.incoming import write_incoming

CASES: list[Mapping[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "spoken_texts.yml").read_text(encoding="utf-8")
)
DATA = Path(__file__).parent.parent.parent / "shared" / "data"
ALWAYS = {"import-fields-unknown"}


def read(text: str, *, name: str = "文稿.txt", encoding: str = "utf-8") -> Incoming:
    return read_plain_text(text.encode(encoding), path=PurePosixPath(name))


def segments_of(incoming: Incoming) -> tuple[Segment, ...]:
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    timed = "transcript.vtt" in draft.beside
    parse = parse_vtt if timed else parse_untimed
    name = "transcript.vtt" if timed else "transcript.md"
    reading = parse(draft.beside[name], path=PurePosixPath(name))
    return reading.transcript.segments


def as_line(segment: Segment) -> str:
    if not segment.speakers and segment.spans:
        (note,) = segment.spans
        assert isinstance(note, EditorNote)
        return f"- | {format_marks(note.inner)}"
    parts = [format_voice(segment.speakers, segment.certainty)]
    if segment.start is not None:
        parts.append(format_seconds(segment.start))
    parts.append(format_marks(segment.spans))
    if segment.mandarin:
        parts.append(format_marks(segment.mandarin))
    return " | ".join(parts).rstrip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_text_is_understood(case: Mapping[str, Any], tmp_path: Path) -> None:
    """Every passage under whoever says it; what cannot be known is told; nothing is lost."""
    incoming = read(case["text"])
    lines = [as_line(segment) for segment in segments_of(incoming)]
    if any(line.startswith("- | ") or "〔整理者注" in line for line in lines):
        lines = [line.replace("〔整理者注：", "").replace("〕", "") for line in lines]
    wanted = [line.rstrip() for line in case["said"]]
    if any(segment.start is not None for segment in segments_of(incoming)):
        wanted = notes_before_words(wanted)
    assert lines == wanted
    found = [f"{p.code} {p.line}" for p in incoming.problems if p.code not in ALWAYS]
    assert found == case.get("problems", [])
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    for key, value in case.get("fields", {}).items():
        assert draft.fields[key] == value
    for note in case.get("notes", ()):
        assert note in draft.beside["notes.md"]
    unknown = [p for p in incoming.problems if p.code == "import-fields-unknown"]
    if "unknown" in case:
        assert [p.facts["fields_zh"] for p in unknown] == [case["unknown"]]
    assert all(tally.is_whole for tally in incoming.tallies.values()), incoming.tallies
    write_incoming(incoming, tmp_path / "new")
    reading = read_archive(tmp_path / "new")
    assert not has_errors(reading.problems), reading.problems
    assert {record.access.value for record in reading.archive.records.values()} == {"closed"}


def notes_before_words(lines: list[str]) -> list[str]:
    """In a timed transcript a note of nobody stands before the words of the next."""
    kept, waiting = [], ""
    for line in lines:
        if line.startswith("- | "):
            waiting += line.removeprefix("- | ")
        else:
            who, when, words = line.split(" | ", 2)
            kept.append(f"{who} | {when} | {waiting}{words}")
            waiting = ""
    return kept


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_in_whatever_encoding(encoding: str) -> None:
    """As Windows' own editors save it, with and without a mark."""
    incoming = read("问：冷不冷？\r\n答：冷。12月了。\r\n", encoding=encoding)
    assert [as_line(s) for s in segments_of(incoming)] == ["问 | 冷不冷？", "答 | 冷。12月了。"]


def test_the_name_of_a_file_tells_who_and_when() -> None:
    """The day and the narrator stand in it where the text has no header."""
    incoming = read("问：几岁？\n答：八十。\n", name="2021年8月7日沈阿妹在光村讲述包产到户.txt")
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    assert draft.fields["recorded_on"] == "2021-08-07"
    assert draft.fields["recorded_at"] == "光村"
    assert draft.fields["title"] == "包产到户"
    assert [p.fields["name"] for p in incoming.of_kind(Kind.PERSON)] == ["沈阿妹"]


def test_numbers_in_names_and_titles_go_no_further(tmp_path: Path) -> None:
    """Neither a field nor the name of a file repeats a telephone number; the notes keep it."""
    text = "访谈13800138000\n\n口述者：沈阿妹13800138000\n\n问：几岁？\n13800138000：八十。\n"
    incoming = read(text, name="沈阿妹13800138000.txt")
    assert all(tally.is_whole for tally in incoming.tallies.values())
    assert "import-private-detail" in {problem.code for problem in incoming.problems}
    for draft in incoming.drafts:
        assert "13800138000" not in f"{draft.id} {draft.fields}"
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    assert "13800138000" in draft.beside["notes.md"]
    write_incoming(incoming, tmp_path / "new")
    assert not has_errors(read_archive(tmp_path / "new").problems)


def test_voices_that_a_program_numbered_are_people_without_a_name() -> None:
    """They are proposed as such, each for the recording alone."""
    incoming = read("说话人1 00:01\n好\n说话人2 00:05\n好的\n", name="茶馆.txt")
    people = [(p.fields["name"], p.fields["name_kind"]) for p in incoming.of_kind(Kind.PERSON)]
    assert people == [("说话人1（茶馆）", "匿名"), ("说话人2（茶馆）", "匿名")]


def test_a_text_in_which_nobody_speaks_is_a_paper(tmp_path: Path) -> None:
    """It is kept whole as a document, closed, and told of."""
    text = "---\ntitle: 东浜的水\nid: x:1\n---\n\n东浜的水从山里来。\n\n打电话13800138000问。\n"
    incoming = read(text, name="水.md")
    (draft,) = incoming.drafts
    assert draft.kind is Kind.DOCUMENT
    assert draft.fields["title"] == "东浜的水"
    assert "id: x:1" in str(draft.fields["note"])
    assert draft.body == "东浜的水从山里来。\n\n打电话【不公开：13800138000】问。"
    codes = [p.code for p in incoming.problems]
    assert codes == ["import-no-speakers", "import-front-matter", "import-private-detail"]
    assert all(tally.is_whole for tally in incoming.tallies.values())
    write_incoming(incoming, tmp_path / "new")
    assert not has_errors(read_archive(tmp_path / "new").problems)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xff\xfe", b"\x00\x01\x02", b"\x81"])
def test_what_is_no_text_is_told(data: bytes) -> None:
    """An empty file and noise give no telling."""
    incoming = read_plain_text(data, path=PurePosixPath("a.txt"))
    assert not incoming.of_kind(Kind.INTERVIEW)
    assert {problem.code for problem in incoming.problems} <= {
        "import-empty-file",
        "import-no-speakers",
        "file-unreadable",
        "file-control-character",
    }
    assert incoming.problems
    assert all(tally.is_whole for tally in incoming.tallies.values())


def test_some_times_are_told_of() -> None:
    """How many there are, so that a worker knows what is missing."""
    incoming = read("问：00:05 几岁？\n答：八十。\n问：00:09 好。\n")
    (problem,) = (p for p in incoming.problems if p.code == "import-times-few")
    assert (problem.facts["timed"], problem.facts["count"]) == ("2", "3")


def test_who_asks_under_a_shorter_name_is_called_as_at_the_head(tmp_path: Path) -> None:
    """Somebody who asks has no record in which another name could be explained."""
    asked = "王老师：几岁？\n小妹：八十。\n"
    incoming = read(f"口述者：蔡小妹\n采访者：社工王老师\n\n{asked}{asked}")
    (telling,) = incoming.of_kind(Kind.INTERVIEW)
    segments = parse_untimed(telling.beside["transcript.md"]).transcript.segments
    assert [one.speakers[0].label for one in segments] == ["社工王老师", "小妹"] * 2
    write_incoming(incoming, tmp_path / "new")
    assert not has_errors(read_archive(tmp_path / "new").problems)


def test_links_of_a_paper_lead_to_no_record(tmp_path: Path) -> None:
    """What stood beside the paper is not here; an address stays one."""
    incoming = read("见[阿大](people/a-da.md)和[网页](https://example.org/)。\n")
    (paper,) = incoming.of_kind(Kind.DOCUMENT)
    assert paper.body == "见[阿大] (people/a-da.md)和[网页](https://example.org/)。"
    write_incoming(incoming, tmp_path / "new")
    assert not has_errors(read_archive(tmp_path / "new").problems)


def test_some_times_are_kept_at_the_head_of_their_words() -> None:
    """Where `pintu align` finds them again as they were written."""
    incoming = read("问：00:05 几岁？\n答：八十。\n[00:12:34] 答：走了。\n")
    (telling,) = incoming.of_kind(Kind.INTERVIEW)
    segments = parse_untimed(telling.beside["transcript.md"]).transcript.segments
    assert written_times(segments) == (5.0, None, 754.0)


REAL = sorted([*DATA.glob("zh-toolkit-demo/**/*.txt"), *DATA.glob("zh-toolkit-demo/**/*.md")])
REAL += sorted([*DATA.glob("zh-lishui-village/**/*.md"), *DATA.glob("iiif-av-ramp/**/*.txt")])


@pytest.mark.parametrize("file", REAL, ids=lambda file: file.name)
def test_real_texts_come_in_whole(file: Path, tmp_path: Path) -> None:
    """Nothing of them is lost, and what comes of them is an archive without errors."""
    incoming = read_plain_text(file.read_bytes(), path=PurePosixPath(file.name))
    assert incoming.drafts
    assert all(tally.is_whole for tally in incoming.tallies.values()), incoming.tallies
    assert incoming.tally(Unit.CHARACTERS).seen
    write_incoming(incoming, tmp_path / "new")
    assert not has_errors(read_archive(tmp_path / "new").problems)
