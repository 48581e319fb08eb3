"""Subtitles and what a program heard: every cue kept, repaired or told of."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from archive.errors import has_errors
from archive.ingest.archive import read_archive
from archive.ingest.importers.running_times import fitting_times, spread_starts
from archive.ingest.importers.subtitles import read_subtitles
from archive.ingest.importers.whisper import loops, read_whisper
from archive.ingest.incoming import Incoming, Unit
from archive.ingest.transcripts import parse_vtt
from archive.ingest.voices import format_voice
from archive.model.kinds import Kind
from archive.model.marks import format_marks
from archive.model.transcript import Segment
from tests.incoming import write_incoming

HERE = Path(__file__).parent
CASES: list[Mapping[str, Any]] = yaml.safe_load(
    (HERE / "cases" / "subtitles.yml").read_text(encoding="utf-8")
)
DATA = HERE.parent.parent / "shared" / "data"
VILLAGE = sorted((HERE.parent / "content" / "interviews").glob("*/transcript.vtt"))
ALWAYS = {"import-fields-unknown"}


def segments_of(incoming: Incoming) -> tuple[Segment, ...]:
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    return parse_vtt(draft.beside["transcript.vtt"]).transcript.segments


def as_line(segment: Segment) -> str:
    who = format_voice(segment.speakers, segment.certainty)
    parts = [who, str(segment.start), str(segment.end), format_marks(segment.spans)]
    if segment.mandarin:
        parts.append(format_marks(segment.mandarin))
    return " | ".join(parts)


def told(incoming: Incoming) -> list[str]:
    return [f"{p.code} {p.line}" for p in incoming.problems if p.code not in ALWAYS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_subtitles_are_understood(case: Mapping[str, Any], tmp_path: Path) -> None:
    """Every cue in the order of time under whoever says it; nothing is lost."""
    incoming = read_subtitles(case["text"].encode(), path=PurePosixPath("船.srt"))
    assert [as_line(segment) for segment in segments_of(incoming)] == case["said"]
    assert told(incoming) == case.get("problems", [])
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    for note in case.get("notes", ()):
        assert note in draft.beside["notes.md"]
    assert all(tally.is_whole for tally in incoming.tallies.values()), incoming.tallies
    write_incoming(incoming, tmp_path / "new")
    assert not has_errors(read_archive(tmp_path / "new").problems)


@pytest.mark.parametrize("file", VILLAGE, ids=lambda file: file.parent.name)
def test_our_own_transcripts_come_back_as_they_are(file: Path) -> None:
    """Voices, marks, Mandarin and times."""
    text = file.read_text(encoding="utf-8")
    incoming = read_subtitles(text.encode(), path=PurePosixPath(file.name))
    own = parse_vtt(text).transcript.segments

    def plain(segments: tuple[Segment, ...]) -> list[Segment]:
        return [dataclasses.replace(segment, line=0) for segment in segments]

    assert plain(segments_of(incoming)) == plain(own)


REAL = [*sorted(DATA.rglob("*.vtt")), *sorted(DATA.rglob("*.srt"))]


@pytest.mark.parametrize("file", REAL, ids=lambda file: file.name)
def test_real_subtitles_come_in_whole(file: Path) -> None:
    """Nothing of them is lost."""
    incoming = read_subtitles(file.read_bytes(), path=PurePosixPath(file.name))
    assert incoming.tally(Unit.CUES).seen
    assert all(tally.is_whole for tally in incoming.tallies.values()), incoming.tallies
    assert told(incoming) == []


@pytest.mark.parametrize("data", [b"", b"WEBVTT\n", b"\x00\x01", "没有时间".encode()])
def test_what_is_no_subtitles_is_told(data: bytes) -> None:
    """It gives nothing, and says so."""
    incoming = read_subtitles(data, path=PurePosixPath("a.srt"))
    assert not incoming.drafts
    assert {p.code for p in incoming.problems} <= {
        "import-not-this-form",
        "file-control-character",
        "file-unreadable",
    }
    assert incoming.problems


def segment(start: object, end: object, text: object, **more: object) -> dict[str, object]:
    return {"start": start, "end": end, "text": text, **more}


OPENAI = {
    "text": "…",
    "language": "zh",
    "segments": [
        segment(0.0, 2.5, " 天不亮就起来", words=[{"word": "天", "start": 0.0}]),
        segment(2.5, 4, "字幕由志愿者提供"),
        segment("x", None, "没有时间"),
        segment(9, 12, ""),
        segment(12.0, 13.0, "水", no_speech_prob=0.9, avg_logprob=-2.0),
        segment(14, 15, "好的"),
        segment(15, 16, "好的"),
        segment(16, 17, "好的"),
    ],
}
CPP = {
    "result": {"language": "zh"},
    "transcription": [
        {"timestamps": {"from": "00:00:01,000", "to": "00:00:02,000"}, "text": "一"},
        {"offsets": {"from": 2500, "to": 4000}, "text": "二"},
    ],
}
WHISPERX = {"segments": [segment(1, 2, "冷不冷", speaker="SPEAKER_00"), segment(2, 3, "冷")]}


def heard(found: object) -> Incoming:
    return read_whisper(json.dumps(found).encode(), path=PurePosixPath("船.json"))


def test_what_a_program_heard_is_a_draft(tmp_path: Path) -> None:
    """It is marked as a machine's; what it may have made up is uncertain, and told of."""
    incoming = heard(OPENAI)
    lines = [as_line(one) for one in segments_of(incoming)]
    assert lines == [
        "不明 | 0.0 | 2.5 | 天不亮就起来",
        "不明 | 2.5 | 4.0 | 【存疑：字幕由志愿者提供】",
        "不明 | 2.5 | 3.5 | 没有时间",
        "不明 | 12.0 | 13.0 | 【存疑：水】",
        "不明 | 14.0 | 15.0 | 【存疑：好的】",
        "不明 | 15.0 | 16.0 | 【存疑：好的】",
        "不明 | 16.0 | 17.0 | 【存疑：好的】",
    ]
    assert told(incoming) == [
        "import-machine-loop 2",
        "import-cue-time 3",
        "import-cue-empty 4",
        *(f"import-machine-loop {line}" for line in (5, 6, 7, 8)),
    ]
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    assert draft.fields["transcript_state"] == "机器初稿"
    assert draft.fields["languages"] == ["zh"]
    assert all(tally.is_whole for tally in incoming.tallies.values())
    write_incoming(incoming, tmp_path / "new")
    assert not has_errors(read_archive(tmp_path / "new").problems)


def test_other_builds_of_it_are_read_too() -> None:
    """whisper.cpp counts thousandths, WhisperX tells voices apart."""
    assert [as_line(one) for one in segments_of(heard(CPP))] == [
        "不明 | 1.0 | 2.0 | 一",
        "不明 | 2.5 | 4.0 | 二",
    ]
    incoming = heard(WHISPERX)
    assert as_line(segments_of(incoming)[0]) == "SPEAKER_00 | 1.0 | 2.0 | 冷不冷"
    names = [person.fields["name"] for person in incoming.of_kind(Kind.PERSON)]
    assert names == ["SPEAKER_00（船）"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"segments": []}', '{"segments": [1]}', "[" * 100_000, '"a"', "NaN"],
)
def test_other_json_is_refused(text: str) -> None:
    """And told of, whatever it is."""
    incoming = read_whisper(text.encode(), path=PurePosixPath("a.json"))
    assert not incoming.drafts
    assert [p.code for p in incoming.problems] == ["import-not-this-form"]


def test_loops_are_three_in_a_row_or_one_again_and_again() -> None:
    """Two 好的 are a conversation."""
    assert loops(["好的", "好的", "水"]) == frozenset()
    assert loops(["水", "好的", "好的", "好的", "好的", "水"]) == {1, 2, 3, 4}
    assert loops(["谢谢谢谢谢谢谢谢谢谢谢谢", "请不吝点赞 订阅 转发"]) == {0, 1}


def test_one_wrong_time_does_not_cost_the_others() -> None:
    """The most that run forward are kept, and the rest lies between them."""
    assert fitting_times([1, 2, 90, 3, 4]) == (True, True, False, True, True)
    assert spread_starts([1.0, None, 3.0], [4, 4, 4]) == (1.0, 2.0, 3.0)
    assert spread_starts([None, 1.0, 1.0], [4, 4, 4]) == (0.0, 1.0, 1.2)
    assert spread_starts([None, None], [4, 4]) == (0.0, 1.0)


def test_each_fault_of_subtitles_has_its_own_sentence() -> None:
    """The cases show all that can be wrong with a cue, and a program's draft the rest."""
    texts = [read_subtitles(one["text"].encode(), path=PurePosixPath("a")) for one in CASES]
    found = {p.code for incoming in (*texts, heard(OPENAI)) for p in incoming.problems}
    assert found - ALWAYS == {
        "import-cue-empty",
        "import-cue-order",
        "import-cue-stray",
        "import-cue-time",
        "import-machine-loop",
    }


def test_a_name_longer_than_a_record_may_have_is_shortened() -> None:
    """The whole of it stands in the private notes."""
    name = "周" * 600
    subtitles = (
        "[Events]\nFormat: Layer, Start, End, Style, Name, Text\n"
        f"Dialogue: 0,0:00:01.00,0:00:02.00,Default,{name},天不亮。\n"
    )
    incoming = read_subtitles(subtitles.encode(), path=PurePosixPath("a.ass"))
    (person,) = incoming.of_kind(Kind.PERSON)
    (telling,) = incoming.of_kind(Kind.INTERVIEW)
    assert len(str(person.fields["name"])) < 200
    assert name in telling.beside["notes.md"]


def test_a_language_of_hundreds_of_letters_is_shortened() -> None:
    """Whisper names languages by two letters."""
    heard = {"language": "z" * 600, "segments": [{"start": 0, "end": 1, "text": "好"}]}
    incoming = read_whisper(json.dumps(heard).encode(), path=PurePosixPath("a.json"))
    (telling,) = incoming.of_kind(Kind.INTERVIEW)
    assert telling.fields["languages"] == ["z" * 40]


def test_no_words_of_a_bent_table_of_dialogues_are_lost() -> None:
    """The text is the last column, whatever its name became; a line that is no dialogue is told."""
    subtitles = (
        "[Events]\nFormat: Layer, Start, End, Style, Name, Text、\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,周阿大,天不亮，\\N就起来\nDialogue\n"
    )
    incoming = read_subtitles(subtitles.encode(), path=PurePosixPath("a.ass"))
    (segment,) = segments_of(incoming)
    assert as_line(segment).endswith("天不亮，就起来")
    assert told(incoming) == ["import-cue-stray 4"]
    assert all(tally.is_whole for tally in incoming.tallies.values())
