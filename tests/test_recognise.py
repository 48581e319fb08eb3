"""What a machine hears: where somebody speaks, drafts that are not believed blindly, and times."""

from __future__ import annotations

import random
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from archive.cli.console import Console
from archive.cli.timing import Asked, open_transcriber, run_align, run_listen
from archive.errors import ConfigError
from archive.ingest.archive import read_archive
from archive.ingest.machine_words import (
    DraftLine,
    may_draft,
    open_words,
    write_draft,
    write_times,
    written_times,
)
from archive.ingest.transcripts import parse_vtt
from archive.model.interview import Interview
from archive.model.marks import Stamp, full_text
from archive.model.terms import TimesState, TranscriptState
from archive.recognise.alignment import LineToPlace, align_lines
from archive.recognise.engines import lines_of_tokens
from archive.recognise.listening import Journal, listen
from archive.recognise.loops import Doubt, find_doubtful, is_loop
from archive.recognise.loudness import FRAME, Voiced, find_speech
from archive.recognise.models import Family, NoModel, tell_model
from archive.recognise.transcriber import RATE, HeardLine, HeardWord
from archive.recognise.windows import LONGEST, Window, cut_windows
from tests import speech_models

SPEED = 5.0
"""Characters a second of the made-up voice."""


@dataclass(frozen=True)
class Samples:
    """A sound in memory."""

    samples: NDArray[np.float32]
    rate: int = 1000

    def open_samples(self) -> NDArray[np.float32]:
        return self.samples


def tell(*parts: float, noise: float = 0.001, rate: int = 1000) -> Samples:
    """Seconds of voice and of silence in turn, beginning with silence."""
    chance = np.random.default_rng(1)
    pieces = []
    for number, seconds in enumerate(parts):
        loud = 0.3 if number % 2 else 0.0
        pieces.append(chance.normal(0, max(loud, noise), round(seconds * rate)))
    return Samples(np.concatenate(pieces).astype(np.float32), rate)


def voiced(*parts: float) -> Voiced:
    """The same as found, without the sound."""
    flags = [np.full(round(s / FRAME), bool(n % 2)) for n, s in enumerate(parts)]
    return Voiced(np.concatenate(flags))


# Where somebody speaks


def test_speech_and_pauses_are_found() -> None:
    """Within a frame or three, also in a humming room."""
    for noise in (0.001, 0.05):
        found = find_speech(tell(1, 2, 0.5, 3, 1, noise=noise)).pauses()
        assert [(round(p.start, 1), round(p.end, 1)) for p in found] == [
            pytest.approx((0, 1), abs=0.11),
            pytest.approx((3, 3.5), abs=0.11),
            pytest.approx((6.5, 7.5), abs=0.11),
        ]


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(5000), np.full(5000, 0.2)])
def test_sounds_without_speech_do_no_harm(samples: NDArray[np.float64]) -> None:
    """Nothing, silence, one tone."""
    sound = Samples(samples.astype(np.float32))
    found = find_speech(sound)
    assert found.seconds == pytest.approx(len(samples) / 1000, abs=FRAME)
    lines = [LineToPlace("一二三"), LineToPlace("四五")]
    times = align_lines(lines, found)
    assert len(times) == 2
    assert all(one.start <= one.end for one in times)


def test_windows_are_cut_in_pauses_and_leave_no_gap() -> None:
    """Each ends in the longest pause it has room for; a speaker without pauses is cut all the
    same."""
    breathing = voiced(1, *[9, 0.4, 8, 1.2] * 8)
    windows = cut_windows(breathing)
    assert windows[0].start == 0
    assert windows[-1].end == breathing.seconds
    assert all(a.end == b.start for a, b in pairwise(windows))
    assert all(window.end - window.start <= LONGEST for window in windows)
    long_pauses = [pause for pause in breathing.pauses() if pause.seconds > 1]
    assert all(any(p.start < w.end < p.end for p in long_pauses) for w in windows[:-1])
    assert [w.end for w in cut_windows(voiced(0, 60))] == [LONGEST, 2 * LONGEST, 60]


# What is not believed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("谢谢观看谢谢观看谢谢观看谢谢观看", True),
        ("好好好好", False),
        ("呃呃呃呃呃呃呃呃呃呃", True),
        ("我们那时候，那时候，那时候苦", False),
        ("他说完了。请订阅，请订阅，请订阅，请订阅", True),
        ("", False),
    ],
)
def test_going_round_in_circles(words: str, expected: bool) -> None:
    """The same again and again in a row is a loop; people repeat themselves, but not so."""
    assert is_loop(words) is expected


def test_words_over_silence_and_too_fast_are_told() -> None:
    """Three lines alike, words where nobody speaks, and more than anybody can say."""
    sound = voiced(0, 10, 10, 10)
    lines = [
        HeardLine(0, 3, "车水要八个人"),
        HeardLine(12, 18, "字幕由志愿者提供"),
        HeardLine(20, 21, "这一句话在一秒钟里说了三十多个字谁也说不了这么快除非是机器编出来的"),
        *(HeardLine(22 + n, 23 + n, "请不吝点赞") for n in range(3)),
    ]
    assert [(one.number, one.doubt) for one in find_doubtful(lines, sound)] == [
        (1, Doubt.SILENCE),
        (2, Doubt.TOO_FAST),
        (3, Doubt.LOOP),
        (4, Doubt.LOOP),
        (5, Doubt.LOOP),
    ]


# Listening


@dataclass
class Parrot:
    """Says how long what it heard was; dies after so many windows."""

    dies_after: int = 1000
    heard: list[int] = field(default_factory=list)
    name: str = "parrot"

    def transcribe(self, samples: NDArray[np.float32]) -> tuple[HeardLine, ...]:
        if len(self.heard) >= self.dies_after:
            raise KeyboardInterrupt
        self.heard.append(len(samples))
        seconds = len(samples) / RATE
        text = "菱溇的桥是青石的"
        words = (HeardWord(0.5, 1.0, "菱溇"),)
        return (HeardLine(0.5, seconds + 5, text, words),)


def test_listening_goes_on_where_it_was_cut(tmp_path: Path) -> None:
    """A cut costs the window it fell in; half a line in the journal is not believed."""
    sound = tell(1, 20, 2, 20, 2, 20, 2, rate=RATE)
    journal = tmp_path / "listening" / "a.jsonl"
    first = Parrot(dies_after=2)
    with pytest.raises(KeyboardInterrupt):
        listen(sound, first, journal=Journal(journal))
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"start": 44.1, "end"')
    second = Parrot()
    found = listen(sound, second, journal=Journal(journal))
    assert (len(first.heard), len(second.heard)) == (2, 1)
    assert journal.read_bytes().startswith(whole)
    assert [line.start < line.end <= found.voiced.seconds for line in found.lines] == [True] * 3
    assert found.lines == listen(sound, Parrot(dies_after=0), journal=Journal(journal)).lines


def test_silence_is_not_listened_to(tmp_path: Path) -> None:
    """Recognisers dream where nobody speaks."""
    parrot = Parrot()
    found = listen(tell(1, 5, 40, rate=RATE), parrot, journal=Journal(tmp_path / "j"))
    assert len(parrot.heard) == 1
    assert len(found.lines) == 1


def test_tokens_become_sentences() -> None:
    """A line a sentence, in its own time; tags of a model are no words; without times one line."""
    tokens = ["<|zh|>", "车", "水", "。", "八", "个", "人"]
    lines = lines_of_tokens("<|zh|>车水。八个人", tokens, [0, 1, 1.2, 1.4, 3, 3.2, 3.4], seconds=5)
    assert [(line.text, line.start, line.end) for line in lines] == [
        ("车水。", 1, 3),
        ("八个人", 3, 5),
    ]
    assert [line.text for line in lines_of_tokens("车水", [], [], seconds=2)] == ["车水"]
    assert lines_of_tokens("<|nospeech|>", [], [], seconds=2) == ()


# Model folders


@pytest.mark.parametrize(
    ("files", "family"),
    [
        (["model.bin", "config.json", "tokenizer.json"], Family.FASTER_WHISPER),
        (["base-encoder.onnx", "base-decoder.onnx", "base-tokens.txt"], Family.WHISPER),
        (["encoder-a.onnx", "decoder-a.onnx", "joiner-a.onnx", "tokens.txt"], Family.ZIPFORMER),
        (["model.onnx=xx sense_voice_ctc xx", "tokens.txt"], Family.SENSE_VOICE),
        (["model.int8.onnx=paraformer", "tokens.txt"], Family.PARAFORMER),
    ],
)
def test_a_model_is_told_by_its_files(tmp_path: Path, files: list[str], family: Family) -> None:
    """The names, and for two families what the file says of itself."""
    for name, _, content in (file.partition("=") for file in files):
        (tmp_path / name).write_text(content)
    assert tell_model(tmp_path).family is family


def test_a_wrong_folder_is_refused_with_what_is_needed(tmp_path: Path) -> None:
    """Nothing known, a file that says nothing, a model that is none: told apart, and never a
    crash."""
    with pytest.raises(NoModel):
        tell_model(tmp_path)
    (tmp_path / "照片.jpg").write_bytes(b"x")
    with pytest.raises(ConfigError, match=r"model\.bin"):
        open_transcriber(tmp_path, 1)
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(ConfigError, match=r"pintu\[speech\]|faster-whisper"):
        open_transcriber(tmp_path, 1)


# Times


def told(lines: Sequence[str], *, pauses: Sequence[float]) -> tuple[Voiced, list[float]]:
    """Lines said at one speed with pauses between, and when each begins."""
    parts, starts, at = [1.0], [], 1.0
    for line, pause in zip(lines, pauses, strict=True):
        starts.append(at)
        parts += [len(line) / SPEED, pause]
        at += len(line) / SPEED + pause
    return voiced(*parts), starts


LINES = ["那年发大水", "桥上站满了人都在看", "谁家的鸭子漂过来了", "没有人去捞", "后来就搬了"]


def test_lines_begin_behind_pauses() -> None:
    """With a pause after each line the times are right to a tenth of a second."""
    sound, starts = told(LINES, pauses=[0.8, 0.6, 1.0, 0.7, 1.0])
    times = align_lines([LineToPlace(line) for line in LINES], sound)
    assert [one.start for one in times] == pytest.approx(starts, abs=0.1)
    assert all(a.end <= b.start for a, b in pairwise(times))


def test_lines_without_a_pause_are_placed_by_their_length() -> None:
    """Somebody who does not draw breath is followed to about a second."""
    sound, starts = told(LINES, pauses=[0, 0, 0.9, 0, 1.0])
    times = align_lines([LineToPlace(line) for line in LINES], sound)
    assert [one.start for one in times] == pytest.approx(starts, abs=1.0)


def test_words_that_were_heard_hold_the_lines() -> None:
    """Half of the recording is a song that nobody wrote down: characters alone would go astray.
    Heard in traditional characters they hold as well."""
    sound, starts = told([*LINES, "啊" * 60], pauses=[0.3, 0.3, 0.3, 0.3, 1, 1])
    heard = [
        HeardWord(start + n / SPEED, start + (n + 1) / SPEED, character)
        for line, start in zip(LINES, starts, strict=False)
        for n, character in enumerate(line)
    ]
    lines = [LineToPlace(line) for line in LINES]
    held = align_lines(lines, sound, heard=heard)
    assert [one.start for one in held] == pytest.approx(starts[:5], abs=0.4)
    traditional = {"发": "發", "桥": "橋", "满": "滿", "没": "沒", "后": "後", "来": "來"}
    other = [replace(word, text=traditional.get(word.text, word.text)) for word in heard]
    assert align_lines(lines, sound, heard=other) == held


def test_times_that_somebody_wrote_hold_the_lines() -> None:
    """As with the song: two lines with a time, right to the second, bring the three between them
    to their places. One beyond the end of the recording holds nothing."""
    sound, starts = told([*LINES, "啊" * 60], pauses=[0.3, 0.3, 0.3, 0.3, 1, 1])
    written = {0: float(int(starts[0])), 4: float(int(starts[4]))}
    lines = [LineToPlace(line, told=written.get(number)) for number, line in enumerate(LINES)]
    held = align_lines(lines, sound)
    assert [one.start for one in held] == pytest.approx(starts[:5], abs=0.5)
    astray = align_lines([LineToPlace(line) for line in LINES], sound)
    assert abs(astray[4].start - starts[4]) > 2
    assert (
        align_lines([*map(LineToPlace, LINES[:4]), LineToPlace(LINES[4], told=1e6)], sound)
        == astray
    )


def test_any_lines_have_times_in_any_recording() -> None:
    """More lines than pauses, empty lines, hardly any sound: each has its time, in order."""
    chance = random.Random(2)
    for _ in range(40):
        sound = voiced(*(chance.random() * 3 for _ in range(chance.randint(1, 12))))
        lines = [LineToPlace("字" * chance.randint(0, 20)) for _ in range(chance.randint(0, 30))]
        times = align_lines(lines, sound)
        starts = [one.start for one in times]
        assert len(times) == len(lines)
        assert starts == sorted(starts)
        assert all(one.end > one.start for one in times)


# What is written


RECORD = """---
accession: K1   # 第一号
title: 发大水
narrators: [people/a]
collectors: [周晓岚]
institution: 社工站
recorded_on: 2024-03-09
recorded_at: 村委会
languages: [吴语]
recording: {file: a.wav, media_type: 录音}
summary: 讲发大水。
consents: [consents/c]
transcript_state: 校对
access: 开放
---
"""
PERSON = "---\naccession: P1\nname: 沈阿甲\nname_kind: 真名\naccess: 开放\n---\n"
WORDS = "### 沈阿甲：\n那年发大水，桥上站满了人。\n\n> 有人敲门\n\n谁家的鸭子漂过来了。\n"


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """An interview with a recording and words without times."""
    folder = tmp_path / "content/interviews/i"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(RECORD, encoding="utf-8")
    (folder / "transcript.md").write_text(WORDS, encoding="utf-8")
    people = tmp_path / "content/people"
    people.mkdir()
    (people / "a.md").write_text(PERSON, encoding="utf-8")
    media = tmp_path / "media"
    media.mkdir()
    sound = tell(1, 2.6, 0.8, 2, 1, rate=RATE).samples
    with wave.open(str(media / "a.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return tmp_path


def interview_of(village: Path) -> Interview:
    """The interview as it is read."""
    found = read_archive(village).archive.records["interviews/i"]
    assert isinstance(found, Interview)
    return found


def test_words_get_times_and_the_record_says_so(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The transcript as it was is kept, every word is in the new one, and the comment in the
    record too; a second run leaves what a person has set alone."""
    folder = village / "content/interviews/i"
    assert run_align(village, Asked(()), Console("zh")) == 0
    assert (folder / "transcript.untimed.md").read_text("utf-8") == WORDS
    assert not (folder / "transcript.md").exists()
    timed = parse_vtt((folder / "transcript.vtt").read_text("utf-8")).transcript.segments
    assert [full_text(segment.spans) for segment in timed] == [
        "那年发大水，桥上站满了人。有人敲门",
        "谁家的鸭子漂过来了。",
    ]
    assert [segment.start for segment in timed] == pytest.approx([1.0, 4.4], abs=0.15)
    assert "accession: K1   # 第一号" in (folder / "index.md").read_text("utf-8")
    assert interview_of(village).times is TimesState.SUGGESTED
    record = (folder / "index.md").read_text("utf-8").replace("时间待核", "已定")
    (folder / "index.md").write_text(record, encoding="utf-8")
    before = (folder / "transcript.vtt").read_bytes()
    run_align(village, Asked(("i",)), Console("zh"))
    assert (folder / "transcript.vtt").read_bytes() == before
    assert "没有要配时间的文字稿" in capsys.readouterr().err


def test_written_times_are_anchors_and_stay(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At the head of their words, so that they are there the next time too; a time that runs
    backwards is no anchor, and where something is withheld no time stays that could cut the
    silence short."""
    folder = village / "content/interviews/i"
    words = (
        "### 沈阿甲：\n<00:00:01.000>那年发大水。\n\n桥上站满了人。\n\n"
        "<00:09:00.000>谁家的鸭子漂过来了。\n\n<00:00:04.000>【不公开：没有人去捞】。\n"
    )
    (folder / "transcript.md").write_text(words, encoding="utf-8")
    spoken = open_words(folder / "index.md", state=TimesState.SET)
    assert written_times(spoken.segments) == (1.0, None, None, 4.0)
    assert run_align(village, Asked(()), Console("zh")) == 0
    assert "2 句原来就写着时间" in capsys.readouterr().err
    timed = parse_vtt((folder / "transcript.vtt").read_text("utf-8")).transcript.segments
    assert [segment.start for segment in timed][::3] == pytest.approx([1.0, 4.4], abs=0.6)
    heads = [isinstance(segment.spans[0], Stamp) for segment in timed]
    assert heads == [True, False, True, False]
    assert (folder / "transcript.untimed.md").read_text("utf-8") == words


def test_a_draft_is_marked_and_never_replaces_a_person(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a transcript nothing is written; without one the draft says what it is."""
    folder = village / "content/interviews/i"
    asked = Asked(("i",), models=village)
    assert run_listen(village, asked, Console("zh"), load=lambda *_: Parrot()) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["index.md", "transcript.md"]
    (folder / "transcript.md").unlink()
    assert run_listen(village, asked, Console("zh"), load=lambda *_: Parrot()) == 0
    draft = (folder / "transcript.vtt").read_text("utf-8")
    assert "NOTE 机器初稿" in draft
    assert "parrot" in draft
    assert parse_vtt(draft).transcript.segments[0].speakers[0].label == "讲者待定"
    found = interview_of(village)
    assert (found.transcript_state, found.times) == (TranscriptState.MACHINE, TimesState.SUGGESTED)
    assert not list((village / ".pintu").rglob("*.jsonl"))
    assert "已有文字稿" in capsys.readouterr().err


def test_a_real_recogniser_writes_a_draft(village: Path) -> None:
    """From the recording to the transcript; whatever was heard has words, and times within it."""
    folder = village / "content/interviews/i"
    (folder / "transcript.md").unlink()
    models = village / "models"
    models.mkdir()
    speech_models.write_faster_whisper(models)
    assert run_listen(village, Asked(("i",), models=models, jobs=1), Console("zh")) == 0
    draft = (folder / "transcript.vtt").read_text("utf-8")
    assert "NOTE 机器初稿，没有核对：faster-whisper models" in draft
    segments = parse_vtt(draft).transcript.segments
    assert segments
    assert all(full_text(segment.spans) for segment in segments)
    assert all(0 <= segment.start < segment.end <= 7.5 for segment in segments)
    assert interview_of(village).transcript_state is TranscriptState.MACHINE


def test_drafts_keep_what_is_doubtful(village: Path) -> None:
    """Words that were probably made up are marked and not thrown away; times are in order."""
    record = village / "content/interviews/i/index.md"
    lines = [DraftLine(3, 2, "好【不公开"), DraftLine(1, 1, "请订阅\n--> 请订阅", True)]
    path = write_draft(record, lines, by="whisper\nbase")
    segments = parse_vtt(path.read_text("utf-8")).transcript.segments
    assert full_text(segments[1].spans) == "请订阅 --> 请订阅"
    starts = [segment.start for segment in segments]
    assert starts == [3, 3]
    assert not may_draft(record, TranscriptState.MACHINE, again=True)  # transcript.md is there
    (record.parent / "transcript.md").unlink()
    assert may_draft(record, TranscriptState.MACHINE, again=True)
    assert not may_draft(record, TranscriptState.PROOFREAD, again=True)


def test_suggested_times_can_be_suggested_again(village: Path) -> None:
    """From the file that has them, and the first words stay where they are kept."""
    record = village / "content/interviews/i/index.md"
    for at in (1.0, 2.0):
        spoken = open_words(record, state=interview_of(village).times)
        write_times(record, spoken, [(at, at + 1), (at + 1, at + 2)])
    vtt = (record.parent / "transcript.vtt").read_text("utf-8")
    assert "00:00:02.000 --> 00:00:03.000" in vtt
    assert (record.parent / "transcript.untimed.md").read_text("utf-8") == WORDS


def test_several_recordings_are_heard_side_by_side(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each by a recogniser of its own: the same sound gives the same draft. One that cannot be
    heard does not keep the others from it."""
    first = village / "content/interviews/i"
    (first / "transcript.md").unlink()
    sound = (village / "media/a.wav").read_bytes()
    for name, content in (("j", sound), ("k", b"no sound at all")):
        (village / f"media/{name}.wav").write_bytes(content)
        first.with_name(name).mkdir()
        record = RECORD.replace("a.wav", f"{name}.wav").replace("K1", f"K{name}")
        (first.with_name(name) / "index.md").write_text(record, encoding="utf-8")
    models = village / "models"
    models.mkdir()
    speech_models.write_faster_whisper(models)
    assert run_listen(village, Asked((), models=models, jobs=2), Console("zh")) == 1
    assert "k.wav 听不了" in capsys.readouterr().err
    drafts = [(first.with_name(name) / "transcript.vtt").read_text("utf-8") for name in "ij"]
    assert drafts[0] == drafts[1]
    assert "-->" in drafts[0]
    assert not (first.with_name("k") / "transcript.vtt").exists()


def test_a_journal_tells_how_far_it_is(tmp_path: Path) -> None:
    """Also while its last line is being written, and when there is nothing yet."""
    journal = Journal(tmp_path / "heard.jsonl")
    assert journal.noted_until() == 0.0
    journal.add(Window(0.0, 12.5), ())
    journal.add(Window(12.5, 20.0), ())
    assert journal.noted_until() == 20.0
    with journal.path.open("ab") as file:
        file.write(b'{"start": 20.0, "e')
    assert journal.noted_until() == 20.0
