"""What was not to be recorded is withheld with what is said around it, and nothing else is."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.off_record import (
    withhold_details,
    withhold_in_doubt,
    withhold_in_text,
    withhold_off_record,
)
from archive.ingest.private_numbers import locate_private_details
from archive.ingest.transcripts import format_untimed, format_vtt, parse_untimed, parse_vtt
from archive.ingest.unrecorded_words import allows_again, find_off_record
from archive.model.marks import EditorNote, Withheld, Words, parse_marks, plain_text
from archive.model.transcript import Role, Segment, Speaker, Transcript

PATH = PurePosixPath("telling.txt")
CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "off_record.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("text", CASES["asks"])
def test_who_asks_is_heard(text: str) -> None:
    """In Mandarin, Wu and English, in both scripts, as people say it."""
    assert find_off_record(f"{text}")
    assert find_off_record(f"后来呢，{text}，他是我阿哥。")


@pytest.mark.parametrize("text", CASES["leaves"])
def test_who_does_not_ask_is_left_alone(text: str) -> None:
    """Words with the same signs, and old times told of."""
    assert find_off_record(text) == ""


def said(*texts: str, seconds: float | None = None) -> tuple[Segment, ...]:
    """Segments of one voice, each of ``seconds``, untimed for None."""
    voice = (Speaker("阿婆", Role.UNKNOWN),)
    return tuple(
        Segment(
            None if seconds is None else number * seconds,
            None if seconds is None else (number + 1) * seconds,
            voice,
            parse_marks(text)[0],
            line=number + 1,
        )
        for number, text in enumerate(texts)
    )


def hidden(segments: tuple[Segment, ...]) -> list[int]:
    return [n for n, one in enumerate(segments) if not plain_text(one.spans)]


def test_half_a_minute_around_goes_with_it() -> None:
    """With times: all that reaches into the 30 seconds before and after, and no more."""
    segments = said(*"一二三四", "这个别录", *"六七八九", seconds=12.0)
    found = withhold_off_record(segments, path=PATH)
    assert hidden(found.segments) == [1, 2, 3, 4, 5, 6, 7]
    assert found.listed == {1, 2, 3, 4, 5, 6, 7}
    (problem,) = found.problems
    assert (problem.code, problem.line, problem.facts["seen"]) == (
        "import-off-record",
        5,
        "别录",
    )


def test_without_times_the_turns_around_go_with_it() -> None:
    """At least one turn on each side, and as much as is said in half a minute."""
    short = said(*["讲了一点。" * 8] * 10, "莫讲出去", *["讲了一点。" * 8] * 10)
    assert hidden(withhold_off_record(short, path=PATH).segments) == [*range(5, 16)]
    long = said(*["讲了很多。" * 100] * 3, "莫讲出去", *["讲了很多。" * 100] * 3)
    assert hidden(withhold_off_record(long, path=PATH).segments) == [2, 3, 4]


def test_all_is_withheld_up_to_the_words_that_allow_it_again() -> None:
    """A pause that somebody ends is off the record as a whole; one that nobody ends is not."""
    asked = ["前面的话", "关掉录音", *["秘密。" * 100] * 5, "好，可以录了", *["后面的话" * 50] * 3]
    untimed = withhold_off_record(said(*asked), path=PATH).segments
    assert hidden(untimed) == [0, 1, 2, 3, 4, 5, 6, 7]
    timed = withhold_off_record(said(*asked, seconds=60.0), path=PATH).segments
    assert hidden(timed) == [0, 1, 2, 3, 4, 5, 6, 7]
    unended = withhold_off_record(said(*asked[:7], *asked[8:]), path=PATH).segments
    assert hidden(unended) == [0, 1, 2]
    assert not allows_again("不可以录")


def test_what_is_withheld_reads_back_as_withheld() -> None:
    """The marks are written so that nothing typed inside them ends them early."""
    spans = (Words("前】后【不公开"), Words("：【化名："))
    voice = (Speaker("阿婆", Role.UNKNOWN),)
    segments = [Segment(1.0, 2.0, voice, spans), *said("别录", seconds=3.0)]
    found = withhold_off_record(segments, path=PATH).segments
    for text, parse in (
        (format_vtt(Transcript(found)), parse_vtt),
        (format_untimed(Transcript(found)), parse_untimed),
    ):
        read = parse(text).transcript.segments
        assert [plain_text(one.spans) for one in read] == ["", ""]
        assert all(isinstance(span, Withheld) for one in read for span in one.spans)


def test_a_note_of_nobody_stays_a_note() -> None:
    """A stage note in between is withheld as a note, and no voice is made up for it."""
    note = Segment(None, None, (), (EditorNote((Words("开门"),)),))
    found = withhold_off_record([note, *said("别录")], path=PATH).segments
    assert found[0].spans == (EditorNote((Withheld((Words("开门"),)),)),)
    (read, _) = parse_untimed(format_untimed(Transcript(found))).transcript.segments
    assert (read.speakers, plain_text(read.spans)) == ((), "")


def test_who_asked_in_words_that_are_withheld_already_is_not_told_of() -> None:
    """What somebody marked by hand was decided."""
    segments = said("前", "【不公开：他是我阿哥，这个别录】", "后")
    assert withhold_off_record(segments, path=PATH).segments == segments


@pytest.mark.parametrize(
    ("text", "what", "cut"),
    [
        ("打我电话13800138000。", "手机号码", "打我电话。"),
        ("身份证11010519491231002X啊", "身份证号码", "身份证啊"),
        ("卡号6228480402564890018", "银行卡号", "卡号"),
        ("车是浙A·B1234的", "车牌号", "车是的"),
        ("住在人民路12号", "带门牌号的住址", "住在人民路"),
        ("解放街三十二弄5号3幢501室住", "带门牌号的住址", "解放街住"),
        ("安置小区８号楼２单元３０１室", "带门牌号的住址", "安置小区"),
        ("在3幢501", "带门牌号的住址", "在"),
        ("我家沈村118号", "带门牌号的住址", "我家沈村"),
        ("门牌号是7号", "带门牌号的住址", "门牌号是"),
        ("at 12 Mill Lane then", "带门牌号的住址", "at  then"),
    ],
)
def test_private_details_are_withheld(text: str, what: str, cut: str) -> None:
    """Only what is private goes, and the report does not repeat it."""
    found = withhold_details(said(text), path=PATH)
    assert plain_text(found.segments[0].spans) == cut
    (problem,) = found.problems
    assert (problem.code, problem.facts["what_zh"]) == ("import-private-detail", what)
    assert problem.facts["seen"].endswith("***")
    assert len(problem.facts["seen"]) <= 6


@pytest.mark.parametrize("text", CASES["other_numbers"])
def test_days_and_numbers_of_other_things_are_left_alone(text: str) -> None:
    """A village counts its days with 号 too."""
    assert locate_private_details(text) == ()


def test_details_inside_other_marks_are_found() -> None:
    """Uncertain words, notes and Mandarin lines are words as well."""
    (segment,) = said("【存疑：13800138000】〔整理者注：浙A12345〕")
    mandarin = parse_marks("电话13800138000")[0]
    told = Segment(None, None, segment.speakers, segment.spans, mandarin)
    found = withhold_details([told], path=PATH)
    assert plain_text(found.segments[0].spans) == ""
    assert plain_text(found.segments[0].mandarin) == "电话"
    assert len(found.problems) == 2


@pytest.mark.parametrize(
    "text",
    [
        "打我电话138001380〔整理者注：00〕。",
        "打我电话1380013<00:00:01.000>8000。",
        "打我电话1380013【听不清】8000。",
    ],
)
def test_a_number_with_a_mark_in_its_middle_is_withheld(text: str) -> None:
    """Each part by itself is no number; for whoever reads them together they are one."""
    found = withhold_details(said(text), path=PATH)
    assert hidden(found.segments) == [0]
    assert [problem.facts["what_zh"] for problem in found.problems] == ["手机号码"]


def test_a_text_of_a_field_is_marked_too() -> None:
    """Texts without turns: numbers go, and all of it where it asks not to be told on."""
    text, problems = withhold_in_text("电话13800138000，勿打。", path=PATH, line=3)
    assert text == "电话【不公开：13800138000】，勿打。"
    assert [(p.code, p.line) for p in problems] == [("import-private-detail", 3)]
    assert withhold_in_text("他家的事，莫讲出去。", path=PATH)[0].startswith("【不公开：")
    assert withhold_in_text("没有什么。", path=PATH) == ("没有什么。", ())


PIECES = [
    "别录",
    "可以录了",
    "打13800138000，",
    "【",
    "】",
    "不公开：",
    "〔整理者注：",
    "〕",
    "水",
    "（笑）",
    "人民路12号",
]


@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(PIECES)), max_size=12),
    st.booleans(),
)
def test_whatever_is_said_nothing_withheld_is_written_open(
    texts: list[tuple[str, str]], is_timed: bool
) -> None:
    """After writing and reading again, no number and nothing beside 别录 can be seen."""
    segments = said(*map("".join, texts), seconds=10.0 if is_timed else None)
    found = withhold_in_doubt(segments, path=PATH)
    write, parse = (format_vtt, parse_vtt) if is_timed else (format_untimed, parse_untimed)
    read = parse(write(Transcript(found.segments))).transcript.segments
    shown = "".join(plain_text(one.spans) for one in read)
    assert "13800138000" not in shown
    assert "别录" not in shown
