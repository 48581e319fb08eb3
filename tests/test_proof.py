"""The sheet for the narrator and what comes of it: nothing else in the files is touched, nothing
of the sheet is ever published, and words changed after the check are noticed."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath

import pypdfium2
import pytest

from archive.cli.program import run
from archive.ingest.archive import read_archive
from archive.ingest.lines import parse_lines
from archive.ingest.scaffold import write_new_archive
from archive.ingest.segment_marks import NotMarked, mark_segments, unmark_segments
from archive.ingest.transcripts import parse_transcript
from archive.model.checked_words import digest_words
from archive.model.interview import Interview
from archive.model.kinds import RecordId
from archive.model.projection import public_view
from archive.model.terms import Channel, TranscriptState

pytestmark = pytest.mark.usefixtures("chinese")

ROOT = Path(__file__).resolve().parent.parent
ON = date(2026, 3, 1)
NAME = "dian-deng"
DIAN_DENG = RecordId(f"interviews/{NAME}")
VTT = PurePosixPath("transcript.vtt")


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A new archive, to be written into."""
    folder = tmp_path / "village"
    write_new_archive(folder, title="试村", language="zh-Hans")
    return folder


def proof(village: Path, *options: object, who: str = NAME) -> int:
    """The command, on a fixed day."""
    arguments = ["proof", who, "--folder", village, *options]
    return run([str(one) for one in arguments], today=lambda: ON)


def record(village: Path, *options: object) -> int:
    """Recording a check."""
    return proof(village, "--checked", "2026-02-03", "--by", "周桂英", *options)


def files(village: Path) -> dict[str, bytes]:
    """Every file of the content."""
    found = (path for path in (village / "content").rglob("*") if path.is_file())
    return {path.relative_to(village).as_posix(): path.read_bytes() for path in found}


def read_interview(village: Path) -> Interview:
    """The interview as it is read."""
    found = read_archive(village).archive.records[DIAN_DENG]
    assert isinstance(found, Interview)
    return found


def codes(village: Path) -> set[str]:
    """What is wrong with the interview and its transcript."""
    problems = read_archive(village).problems
    return {one.code for one in problems if NAME in str(one.path)}


# --- the sheet -----------------------------------------------------------------------------------


def text_of(path: Path) -> list[str]:
    """The words of each page, without spaces."""
    document = pypdfium2.PdfDocument(path)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def test_the_sheet_holds_every_word_with_room_to_answer(tmp_path: Path) -> None:
    """Every segment with its number and boxes, what is withheld marked as such, the uses to
    answer, and on each page the number of the interview, the version and the page."""
    out = tmp_path / "sheet.pdf"
    assert proof(ROOT, "--out", out, who="lao-kuaiji-2023") == 0
    pages = text_of(out)
    whole = "".join(pages)
    transcript = ROOT / "content/interviews/lao-kuaiji-2023/transcript.vtt"
    words = parse_transcript(transcript.read_text("utf-8"), path=VTT).transcript
    for number, page in enumerate(pages, 1):
        assert "LL-KS-2023-003" in page
        assert f"{number}/{len(pages)}" in page
        assert digest_words(words)[:4].upper() in page
    asked = sum(segment.speakers[0].label == "问" for segment in words.segments)
    assert whole.count("不公开") > len(words.segments) - asked
    for said in ("有一户多量了半分宅基", "此处不公开", "馆内屏", "移交档案馆", "口述者签名"):
        assert said in whole


def test_the_sheet_is_the_same_bytes_and_stays_out_of_the_site(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Private: it is not written where it would be published."""
    for name in ("a", "b"):
        assert proof(village, "--out", village / f"{name}.pdf") == 0
    assert (village / "a.pdf").read_bytes() == (village / "b.pdf").read_bytes()
    for folder in ("site", "site-kiosk"):
        assert proof(village, "--out", village / folder / "deep" / "a.pdf") == 2
        assert "会公开" in capsys.readouterr().err
        assert not (village / folder).exists()


def unmarked(text: str) -> str:
    """The transcript without the mark on its fourth segment."""
    return text.replace("<v 周桂英>【不公开：", "<v 周桂英>", 1).replace("（笑）】", "（笑）", 1)


# --- the result ----------------------------------------------------------------------------------


def test_a_check_changes_nothing_but_what_it_says(village: Path) -> None:
    """The state and the record of the check, and marks around the words that stay private."""
    before = files(village)
    assert record(village, "--amended", "1-2,5", "--withheld", "4") == 0
    after = files(village)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    folder = f"content/interviews/{NAME}"
    assert changed == {f"{folder}/index.md", f"{folder}/transcript.vtt"}
    interview = read_interview(village)
    assert interview.transcript_state is TranscriptState.CHECKED
    assert interview.check is not None
    assert (interview.check.on, interview.check.by) == (date(2026, 2, 3), "周桂英")
    assert (interview.check.amended, interview.check.withheld) == ((1, 2, 5), (4,))
    old, new = (one[f"{folder}/transcript.vtt"].decode() for one in (before, after))
    assert unmarked(new) == old
    assert codes(village) == set()


def test_what_the_narrator_withholds_is_published_nowhere(village: Path) -> None:
    """From the moment it is recorded, in every channel, words and sound alike."""
    assert record(village, "--withheld", "4") == 0
    archive = read_archive(village).archive
    for channel in Channel:
        telling = public_view(archive, channel=channel, on=ON).archive.tellings.get(DIAN_DENG)
        if telling is not None:
            assert all(type(span).__name__ == "Withheld" for span in telling.segments[3].spans)
            assert telling.segments[3].is_silent


def test_a_check_is_no_part_of_what_is_published(village: Path) -> None:
    """Nobody reads who was asked, when, or what they took back."""
    assert record(village, "--withheld", "4") == 0
    view = public_view(read_archive(village).archive, channel=Channel.WEB, on=ON)
    shown = view.archive.records[DIAN_DENG]
    assert isinstance(shown, Interview)
    assert shown.check is None


@pytest.mark.parametrize(
    ("encoding", "ending"),
    [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("gb18030", "\r\n"), ("utf-16", "\r\n")],
)
def test_taking_it_back_restores_every_byte(village: Path, ending: str, encoding: str) -> None:
    """However the worker's computer saves files."""
    for name in ("index.md", "transcript.vtt"):
        path = village / "content" / "interviews" / NAME / name
        text = path.read_text("utf-8").replace("\n", ending)
        path.write_bytes(text.encode(encoding))
    before = files(village)
    assert record(village, "--withheld", "2、4", "--amended", "5") == 0
    assert files(village) != before
    assert proof(village, "--undo") == 0
    assert files(village) == before


def test_a_second_check_replaces_the_first_and_both_are_taken_back(village: Path) -> None:
    """The marks of the first stay private with the second."""
    before = files(village)
    assert record(village, "--withheld", "4") == 0
    assert record(village, "--withheld", "2") == 0
    check = read_interview(village).check
    assert check is not None
    assert check.withheld == (2, 4)
    assert proof(village, "--undo") == 0
    assert files(village) == before


def test_words_changed_after_the_check_are_noticed(village: Path) -> None:
    """A word, a speaker or a mark taken off; times, glosses and marks of puzzles are no words."""
    assert record(village, "--withheld", "4") == 0
    path = village / "content" / "interviews" / NAME / "transcript.vtt"
    checked = path.read_text("utf-8")
    assert codes(village) == set()
    path.write_text(unmarked(checked), "utf-8")
    assert codes(village) == {"check-words-changed"}
    path.write_text(checked.replace("点【方言", "照【方言", 1), "utf-8")
    assert codes(village) == {"check-words-changed"}


def digest(words: str) -> str:
    """Of one segment with these words."""
    text = f"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v 阿妹>{words}\n"
    return digest_words(parse_transcript(text, path=VTT).transcript)


@pytest.mark.parametrize(
    "same",
    [
        "我伲住东溇头",
        "我伲住【拼图：jing/name】东溇头",
        "我伲<00:00:02.000>住东溇头",
        "【方言：我伲|我们】住东溇头",
    ],
)
def test_the_same_words_have_one_digest(same: str) -> None:
    """Whatever is added to them that the narrator does not answer for."""
    assert digest(same) == digest("我伲住东溇头")


@pytest.mark.parametrize(
    "other",
    [
        "我伲住东楼头",
        "我伲住【不公开：东溇头】",
        "我伲住【存疑：东溇头】",
        "我伲住东溇头〔整理者注：东面〕",
    ],
)
def test_other_words_have_another(other: str) -> None:
    """What is withheld or doubted counts as well."""
    assert digest(other) != digest("我伲住东溇头")


# --- what cannot be done -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--checked", "2026-02-03"], "--by"),
        (["--by", "周桂英"], "--checked"),
        (["--undo"], "没有登记过"),
        (["--undo", "--checked", "2026-02-03", "--by", "周桂英"], "不能一起"),
        (["--checked", "2026-02-03", "--by", "周桂英", "--withheld", "三"], "不是段的号码"),
        (["--checked", "2026-02-03", "--by", "周桂英", "--withheld", "9999"], "9999"),
        (["--checked", "2026-02-03", "--by", "周桂英", "--sheet", "0000 0000"], "改过"),
    ],
)
def test_what_is_asked_wrongly_changes_nothing(
    village: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And is told in words that help."""
    before = files(village)
    assert proof(village, *options) == 2
    assert said in capsys.readouterr().err
    assert files(village) == before


def test_the_version_on_the_sheet_is_compared(village: Path) -> None:
    """With or without its space, in small letters as well."""
    text = (village / "content" / "interviews" / NAME / "transcript.vtt").read_text("utf-8")
    code = digest_words(parse_transcript(text, path=VTT).transcript)[:8]
    assert record(village, "--sheet", f"{code[:4]} {code[4:].upper()}") == 0


CUE = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (
            "<v 阿妹>一句\n两句\n普通话：三句\n",
            "<v 阿妹>【不公开：一句\n两句】\n普通话：【不公开：三句】\n",
        ),
        ("<v 阿妹>一句</v>\n", "<v 阿妹>【不公开：一句】</v>\n"),
        ("<v 阿妹>【不公开：半】句（笑）\n", "<v 阿妹>【不公开：【不公开：半】句（笑）】\n"),
    ],
)
def test_a_segment_is_marked_as_it_stands(text: str, marked: str) -> None:
    """Over several lines, with its Mandarin, with marks inside; and unmarked again."""
    lines = parse_lines(f"{CUE}{text}".encode())
    assert mark_segments(lines, [1], path=VTT) == (1,)
    assert lines.text == f"{CUE}{marked}"
    assert mark_segments(lines, [1], path=VTT) == ()
    unmark_segments(lines, [1], path=VTT)
    assert lines.text == f"{CUE}{text}"


def test_an_untimed_paragraph_is_marked_too() -> None:
    """Transcripts without times are Markdown."""
    text = "### 阿妹：\n一句\n两句\n\n### 根宝：\n三句\n"
    lines = parse_lines(text.encode())
    path = PurePosixPath("transcript.md")
    assert mark_segments(lines, [1], path=path) == (1,)
    assert lines.text == "### 阿妹：\n【不公开：一句\n两句】\n\n### 根宝：\n三句\n"
    unmark_segments(lines, [1], path=path)
    assert lines.text == text


@pytest.mark.parametrize(
    "text", [f"{CUE}<v 阿妹>一句<v 根宝>两句\n", f"{CUE}<v 阿妹>一句】两【不公开：句\n"]
)
def test_what_cannot_be_told_apart_is_left_to_the_worker(text: str) -> None:
    """Two voices on a line, brackets that do not pair."""
    with pytest.raises(NotMarked):
        mark_segments(parse_lines(text.encode()), [1], path=VTT)
