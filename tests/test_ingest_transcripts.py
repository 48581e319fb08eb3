"""Transcripts: WebVTT as people's programs write it, untimed Markdown, and who speaks."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.transcripts import (
    format_untimed,
    format_vtt,
    parse_transcript,
    parse_untimed,
    parse_vtt,
    turn_headings,
)
from archive.ingest.voices import format_voice, naming_of, parse_voice
from archive.model.dates import parse_edtf
from archive.model.interview import Interview, Narrator
from archive.model.kinds import RecordId
from archive.model.marks import (
    Dialect,
    EditorNote,
    Manner,
    Stamp,
    Withheld,
    Words,
    parse_marks,
    plain_text,
)
from archive.model.person import Alias, Person
from archive.model.terms import Access, NameKind, TranscriptState
from archive.model.transcript import Certainty, Role, Segment, Speaker, Transcript

FOREIGN = """WEBVTT - 水车
Kind: captions

STYLE
::cue { color: red }

NOTE
两行的说明
00:00 不是时间

一
00:01,000 --> 00:02,000 align:start position:10%
<v.loud 甲><i>好</i> &amp; 吗
世界</v> <v 乙>is it
so
普通话：是
啊

00:00:02.000 --> 00:00:03.000
继续<00:00:02.500>说（笑）

01:00:03.000 --> 01:00:05.000
<v 丙>【方言：囡|女儿】【不公开：三】
"""


def speakers(*names: str) -> tuple[Speaker, ...]:
    return tuple(Speaker(name, Role.UNKNOWN) for name in names)


def test_webvtt_from_anywhere_is_understood() -> None:
    """Headers, notes, styles, settings, entities, tags, several voices and lines."""
    reading = parse_vtt(FOREIGN)
    assert [p.code for p in reading.problems] == ["cue-comma"]
    assert reading.transcript.segments == (
        Segment(1.0, 2.0, speakers("甲"), (Words("好 & 吗世界"),), line=13),
        Segment(1.0, 2.0, speakers("乙"), (Words("is it so"),), (Words("是啊"),), line=14),
        Segment(
            2.0,
            3.0,
            speakers("乙"),
            (Words("继续"), Stamp(2.5), Words("说"), Manner("笑")),
            line=20,
        ),
        Segment(
            3603.0,
            3605.0,
            speakers("丙"),
            (Dialect("囡", "女儿"), Withheld((Words("三"),))),
            line=23,
        ),
    )


def test_words_of_nobody_are_of_someone_unknown() -> None:
    """A passage without a voice must not count as said by nobody: nobody could refuse it."""
    reading = parse_vtt("WEBVTT\n\n00:01.000 --> 00:02.000\n好\n")
    assert [p.code for p in reading.problems] == ["speaker-none"]
    assert reading.transcript.segments[0].speakers == speakers("")


@pytest.mark.parametrize(
    ("label", "names", "certainty"),
    [
        ("沈阿妹", ("沈阿妹",), Certainty.SURE),
        ("沈阿妹、姚根宝", ("沈阿妹", "姚根宝"), Certainty.SURE),
        ("沈阿妹或姚根宝", ("沈阿妹", "姚根宝"), Certainty.EITHER),
        ("沈阿妹/姚根宝", ("沈阿妹", "姚根宝"), Certainty.EITHER),
        ("沈阿妹？", ("沈阿妹",), Certainty.UNSURE),
        ("众人", ("众人",), Certainty.SURE),
        ("观众（张三，某大学）", ("观众（张三，某大学）",), Certainty.SURE),
        ("", (), Certainty.SURE),
    ],
)
def test_labels_say_who_and_how_surely(
    label: str, names: tuple[str, ...], certainty: Certainty
) -> None:
    """Several, either, unsure and nobody."""
    assert parse_voice(label) == (names, certainty)


_NAME = st.sampled_from(["沈阿妹", "姚根宝", "问", "众人", "Ann Lee", "B<C>"])
_TEXT = (
    st.lists(
        st.sampled_from(
            [
                "好",
                "风一吹就灭",
                "a < b & c",
                "-->",
                "<",
                "&lt;",
                "（笑）",
                "【不公开：秘密】",
                "【听不清】",
                "【化名：真|假】",
                "【存疑：也许【不公开：甲】】",
                "【方言：囡|女儿】",
                "〔整理者注：补〕",
                "NOTE",
                *(
                    "<00:00:02.500>",
                    "1958",
                    " ",
                    "普通",
                    "【",
                    "】",
                    "WEBVTT",
                    "#",
                    ">",
                    "\\_",
                    "\\",
                ),
            ]
        ),
        min_size=1,
        max_size=8,
    )
    .map(lambda parts: "".join(parts).strip())
    .filter(lambda text: text and text[-1:] != "\\")
)


@st.composite
def segments(draw: st.DrawFn, *, timed: bool) -> tuple[Segment, ...]:
    found = []
    start = 0.0
    for _ in range(draw(st.integers(0, 6))):
        start += draw(st.integers(0, 20_000)) / 1000
        start = round(start, 3)
        names = draw(st.lists(_NAME, min_size=1, max_size=2, unique=True))
        some = [Certainty.SURE, Certainty.UNSURE] + [Certainty.EITHER] * (len(names) > 1)
        found.append(
            Segment(
                start if timed else None,
                round(start + 1.5, 3) if timed else None,
                speakers(*names),
                parse_marks(draw(_TEXT))[0],
                parse_marks(draw(_TEXT))[0] if draw(st.booleans()) else (),
                draw(st.sampled_from(some)),
            )
        )
    return tuple(found)


def without_lines(transcript: Transcript) -> list[tuple[object, ...]]:
    return [
        (s.start, s.end, s.speakers, s.spans, s.mandarin, s.certainty) for s in transcript.segments
    ]


@given(segments(timed=True))
def test_webvtt_round_trips(found: tuple[Segment, ...]) -> None:
    """What is written as WebVTT is read back: times, voices, marks and Mandarin."""
    transcript = Transcript(found)
    assert without_lines(parse_vtt(format_vtt(transcript)).transcript) == without_lines(transcript)


@given(segments(timed=False))
def test_untimed_transcripts_round_trip(found: tuple[Segment, ...]) -> None:
    """What is written as Markdown is read back: voices, marks and Mandarin."""
    transcript = Transcript(found)
    read = parse_untimed(format_untimed(transcript, title="水车")).transcript
    assert without_lines(read) == without_lines(transcript)


@given(st.text(max_size=300), st.sampled_from(["a.vtt", "a.md"]))
def test_no_text_breaks_the_reader(text: str, name: str) -> None:
    """Any text gives a transcript, whatever is wrong with it."""
    reading = parse_transcript(text, path=PurePosixPath(name))
    assert reading.transcript.segments or reading.problems


def test_an_untimed_transcript_keeps_turns_notes_and_paragraphs() -> None:
    """Every paragraph is a segment, an empty turn too, and a stage note is nobody's words."""
    text = (
        "# 题名\n\n> （开场）\n\n### 甲：\n第一段\n还是第一段\n\n第二段\\_\n\n### 乙:\n\n"
        "### 丙\n普通话：官话\n## 丁：\n好\n\n## 中场\n\n最后\n"
    )
    reading = parse_untimed(text)
    assert reading.problems == ()
    assert [(tuple(x.label for x in s.speakers), s.spans, s.line) for s in
            reading.transcript.segments] == [
        ((), (EditorNote((Manner("开场"),)),), 3),
        (("甲",), (Words("第一段还是第一段"),), 6),
        (("甲",), (Words("第二段_"),), 9),
        (("乙",), (), 11),
        (("丙",), (), 14),
        (("丁",), (Words("好"),), 16),
        ((), (EditorNote((Words("中场"),)),), 18),
        (("丁",), (Words("最后"),), 20),
    ]  # fmt: skip
    assert len(turn_headings(text)) == 4


def interview(**values: object) -> Interview:
    given_values = {
        "id": "interviews/i", "access": Access.OPEN, "accession": "K1", "title": "水车",
        "narrators": (Narrator(person=RecordId("people/a")),), "collectors": ("林采",),
        "institution": "馆", "recorded_on": parse_edtf("2024"), "recorded_at": "馆",
        "languages": ("吴语",), "summary": "讲。", "consents": ("consents/c",),
        "transcript_state": TranscriptState.PROOFREAD,
    } | values  # fmt: skip
    return Interview.model_validate(given_values)


def people() -> dict[RecordId, Person]:
    def one(slug: str, name: str, **values: object) -> Person:
        return Person.model_validate({
            "id": f"people/{slug}", "access": Access.OPEN, "accession": slug, "name": name,
            "name_kind": NameKind.REAL, **values,
        })  # fmt: skip

    found = [
        one("a", "李大姐", name_kind=NameKind.PSEUDONYM, real_name="陈秀英",
            aliases=(Alias(name="阿婆"),)),
        one("b", "沈阿乙", aliases=(Alias(name="阿乙"),)),
    ]  # fmt: skip
    return {person.id: person for person in found}


def test_names_lead_to_people() -> None:
    """Public names, other names and real names lead to the one person; asking words to nobody."""
    naming = naming_of(interview(present=("people/b",), speakers={"嫂子": "people/b"}), people())
    for label in ("李大姐", "陈秀英", "阿婆", "答"):
        assert naming.speaker(label) == Speaker(label, Role.NARRATOR, RecordId("people/a"))
    for label in ("沈阿乙", "阿乙", "嫂子"):
        assert naming.speaker(label) == Speaker(label, Role.OTHER, RecordId("people/b"))
    assert naming.speaker("林采").role is Role.INTERVIEWER
    assert naming.speaker("问").role is Role.INTERVIEWER
    assert naming.speaker("众人").role is Role.GROUP
    assert naming.speaker("路人").role is Role.UNKNOWN


def test_a_name_of_two_people_is_nobody_until_told() -> None:
    """Two narrators called alike are not guessed at."""
    both = tuple(Narrator(person=RecordId(p)) for p in ("people/a", "people/b"))
    shared = people()
    second = shared[RecordId("people/b")]
    shared[second.id] = second.model_copy(update={"aliases": (Alias(name="阿婆"),)})
    naming = naming_of(interview(narrators=both), shared)
    assert naming.ambiguous == {"阿婆": ("people/a", "people/b")}
    assert naming.speaker("阿婆").role is Role.UNKNOWN
    assert naming.speaker("答").role is Role.UNKNOWN


@given(st.lists(st.sampled_from(["甲", "乙", "丙"]), min_size=1, max_size=3, unique=True),
       st.sampled_from(Certainty))  # fmt: skip
def test_voice_labels_round_trip(names: list[str], certainty: Certainty) -> None:
    """What is written as a label is read back."""
    if certainty is Certainty.EITHER and len(names) == 1:
        certainty = Certainty.UNSURE
    assert parse_voice(format_voice(speakers(*names), certainty)) == (tuple(names), certainty)


@pytest.mark.parametrize("opener", ["【不公开：", "【存疑：", "〔整理者注：", "【不公"])
def test_marks_nested_beyond_reason_are_withheld(opener: str) -> None:
    """Thousands of open marks end the reading of nothing, and show nothing behind them."""
    spans, faults = parse_marks(opener * 3_000 + "秘密")
    assert faults
    assert "秘密" not in plain_text(spans)
