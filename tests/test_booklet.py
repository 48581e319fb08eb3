"""The life-story book: what is in it and what never is, how it is set, and that it can be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from archive.cli.program import run
from archive.index.life import Life, gather_life
from archive.index.mentions import index_mentions
from archive.ingest.archive import read_archive
from archive.model.archive import Archive
from archive.model.kinds import RecordId
from archive.model.marks import Dialect, Withheld, Words, plain_text
from archive.model.projection import public_view
from archive.model.public import PublicSegment, PublicView
from archive.model.terms import Channel
from archive.model.transcript import Certainty, Role, Speaker
from archive.render.press.fonts import missing_characters
from archive.render.press.runs import public_runs
from archive.render.press.speech import Glossary, Listener, paragraphs
from archive.render.press.typesetter import (
    CharactersMissing,
    check_characters,
    print_pdf,
    sides_of,
)

pytestmark = pytest.mark.usefixtures("chinese")

ROOT = Path(__file__).resolve().parent.parent
ON = date(2026, 3, 1)
AMEI = RecordId("people/shen-amei")


@pytest.fixture(scope="module")
def sample() -> Archive:
    """The sample village."""
    return read_archive(ROOT).archive


@pytest.fixture(scope="module")
def in_print(sample: Archive) -> PublicView:
    """What of it may be printed."""
    return public_view(sample, channel=Channel.PRINT, on=ON)


@pytest.fixture(scope="module")
def amei(in_print: PublicView) -> Life:
    """The life of the one who told the most."""
    return gather_life(in_print.archive, index_mentions(in_print.archive), person=AMEI)


# --- the life ------------------------------------------------------------------------------------


def test_words_stand_in_the_order_of_the_years_told(amei: Life) -> None:
    """From her name to the day of leaving; what has no year stays behind what was told before."""
    titles = [passage.title for passage in amei.told]
    assert titles[:4] == ["阿妹这个名字", "溇里的早晨", "发大水那年", "大车盘"]
    assert titles[-1] == "拆屋那年"


def test_who_tells_little_of_a_chapter_gets_the_exchange_alone(in_print: PublicView) -> None:
    """Her husband's book holds his sentences with what they answer, not her whole telling."""
    life = gather_life(
        in_print.archive, index_mentions(in_print.archive), person=RecordId("people/yao-genbao")
    )
    hers = [p for p in life.told if p.interview.id == "interviews/shen-amei-2024"]
    assert hers
    assert all(len(passage.segments) < 15 for passage in hers)
    said = {s.person for p in hers for segment in p.segments for s in segment.speakers}
    assert RecordId("people/yao-genbao") in said


def test_others_are_quoted_where_they_name_somebody(amei: Life) -> None:
    """By any of their names, and read on a little; never the person's own words."""
    assert amei.told_of
    for passage in amei.told_of:
        words = "".join(plain_text(segment.spans) for segment in passage.segments)
        assert "阿妹" in words
        assert all(s.person != AMEI for one in passage.segments for s in one.speakers)


def test_the_years_are_theirs_and_each_told_once(amei: Life) -> None:
    """Pieces with a date, lived or seen, in order; two of the same seconds are one."""
    places = [
        (m.piece.clip and m.piece.clip.interview, m.piece.clip and m.piece.clip.start)
        for m in amei.moments
    ]
    assert len(places) == len(set(places)) > 10
    ends = [moment.when.latest for moment in amei.moments]
    assert ends == sorted(ends, key=lambda day: day or date.max)
    assert {moment.piece.narrator for moment in amei.moments} == {AMEI}


def test_a_withheld_record_is_no_part_of_a_life(sample: Archive) -> None:
    """On a day after her consent ended there is nobody to gather a life of."""
    view = public_view(sample, channel=Channel.PRINT, on=date(2100, 1, 1))
    assert AMEI not in view.archive.records


# --- words on paper ------------------------------------------------------------------------------


def said(*spans: object, by: str = "阿妹", role: Role = Role.NARRATOR) -> PublicSegment:
    """A segment of somebody's."""
    who = RecordId(f"people/{by}") if role is Role.NARRATOR else None
    return PublicSegment(
        1,
        0.0,
        1.0,
        (Speaker(by, role, who),),
        Certainty.SURE,
        tuple(spans),
        (),
        False,
        False,  # type: ignore[arg-type]
    )


def test_one_voice_is_joined_and_a_change_of_voice_named() -> None:
    """Her own words need no name until another has spoken; an answer to a question needs none."""
    listener = Listener(RecordId("people/阿妹"), "zh-Hans")
    made = paragraphs(
        [
            said(Words("问一句？"), by="问", role=Role.INTERVIEWER),
            said(Words("头一句。")),
            said(Words("再一句。")),
            said(Words("插一句。"), by="根宝"),
            said(Words("答一句。")),
        ],
        listener,
    )
    assert [(one["role"], one["who"]) for one in made] == [
        ("ask", "问"), ("tell", ""), ("tell", "根宝"), ("tell", "阿妹"),
    ]  # fmt: skip
    assert made[1]["runs"] == [["text", "头一句。"], ["text", "再一句。"]]


def test_a_word_is_explained_once() -> None:
    """The first time it is said in a book, in plain words as in a mark."""
    gloss = Glossary({"姆妈": "妈妈", "小囡": "孩子"})
    assert [*gloss("我姆妈讲，小囡")] == [
        ["text", "我"], ["dialect", "姆妈", "妈妈"], ["text", "讲，"], ["dialect", "小囡", "孩子"],
    ]  # fmt: skip
    assert [*gloss("姆妈")] == [["text", "姆妈"]]
    assert public_runs([Dialect("溇", "小河")]) == [["dialect", "溇", "小河"]]


def test_what_is_withheld_leaves_a_mark_and_no_words() -> None:
    """The mark is the same for a word and for a whole segment, however long it was."""
    assert public_runs([Words("他"), Withheld()]) == [["text", "他"], ["aside", "〔……〕"]]


# --- the typesetter ------------------------------------------------------------------------------


def test_rare_characters_are_found_before_printing() -> None:
    """Those of the dialect that one typeface lacks are in the other; those of neither are told
    with the words around them."""
    assert missing_characters(["覅㑚㧱敨朆戤𠲎𣍐溇 龘 A1—…①〔〕"]) == ()
    assert missing_characters(["掐𢬿", "𢬿𠔻"]) == ("𠔻", "𢬿")
    with pytest.raises(CharactersMissing) as caught:
        check_characters({"a": ["平常的话", {"b": "前面\U0002fa1f后面"}]})
    assert caught.value.found == {"\U0002fa1f": "前面\U0002fa1f后面"}


def text_of(pdf: bytes) -> str:
    """All that can be read and copied."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return "".join("\n".join(pages).split())


MINIMAL = {
    "language": "zh-Hans",
    "labels": dict.fromkeys(
        "kind told contents others years photos objects about hear reading scanning".split(), "标"
    ),
    "name": "沈阿妹", "village": "菱溇", "portrait": None, "quote": "", "summary": "",
    "chapters": [], "told_of": [], "years": [], "photos": [], "objects": [],
    "colophon": [], "notice": "",
}  # fmt: skip


def test_words_are_data_and_never_instructions() -> None:
    """Whatever the typesetter's own signs are, they are printed as they were written."""
    words = '#panic("x") #image("/etc/passwd") $x$ *粗* @ref <tag> \\ `raw` //注 “引”'
    chapter = {
        "title": words, "parts": [[{"role": "tell", "who": words, "runs": [["text", words]]}]],
        "source": "", "qr": None, "plates": [],
    }  # fmt: skip
    pdf = print_pdf("booklet.typ", {**MINIMAL, "chapters": [chapter]}, pictures={}, on=ON).data
    assert "".join(words.split()) in text_of(pdf)


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (1, [(0, 1), (0, 0)]),
        (4, [(4, 1), (2, 3)]),
        (6, [(0, 1), (2, 0), (6, 3), (4, 5)]),
    ],
)
def test_a_folded_book_reads_in_order(pages: int, sides: list[tuple[int, int]]) -> None:
    """Each page stands once, odd ones to the right, and what is missing to a sheet is blank."""
    assert sides_of(pages) == sides


@pytest.mark.parametrize("pages", range(1, 40))
def test_every_page_is_on_one_side(pages: int) -> None:
    """However many there are."""
    placed = [page for side in sides_of(pages) for page in side if page]
    assert sorted(placed) == [*range(1, pages + 1)]
    assert all(not left or left % 2 == 0 for left, _ in sides_of(pages))


# --- the book ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(made_once: Callable[..., Path]) -> Path:
    """The book of the sample's first narrator, as the command prints it."""

    def make(folder: Path) -> None:
        (folder / "village").mkdir()
        for name in ("content", "media"):
            (folder / "village" / name).symlink_to(ROOT / name)
        settings = (ROOT / "mkdocs.yml").read_text("utf-8")
        (folder / "village" / "mkdocs.yml").write_text(
            f"site_url: https://example.org/linglou/\n{settings}", "utf-8"
        )
        for name in ("one", "two"):
            assert booklet(folder / "village", folder / f"{name}.pdf") == 0

    return made_once("booklet", make)


def booklet(village: Path, out: Path, who: str = "阿妹", *options: str) -> int:
    """The command, on a fixed day."""
    arguments = ["booklet", who, "--folder", village, "--out", out, *options]
    return run([str(one) for one in arguments], today=lambda: ON)


def test_the_book_can_be_read_and_nothing_withheld_is_in_it(printed: Path, sample: Archive) -> None:
    """Her words, the years, the voices of others, who made it, and that it is fiction; and no
    phrase that is marked as withheld, in the text as in the bytes."""
    pdf = (printed / "one.pdf").read_bytes()
    text = text_of(pdf)
    for words in (
        "没有啥大道理",
        "发大水那年",
        "别人讲起沈阿妹",
        "开过四趟",
        "虚构的示例村",
        "LL-KS-2024-003",
    ):
        assert words in text
    secrets = [
        "".join(plain_text(span.inner).split())
        for transcripts in sample.transcripts.values()
        for transcript in (transcripts.archival, transcripts.public)
        for segment in (transcript.segments if transcript else ())
        for span in segment.spans
        if isinstance(span, Withheld)
    ]
    assert len(secrets) > 3
    assert [secret for secret in secrets if secret in text] == []


def test_the_same_book_is_the_same_bytes(printed: Path) -> None:
    """No clock and no chance: the day is an argument."""
    assert (printed / "one.pdf").read_bytes() == (printed / "two.pdf").read_bytes()


def test_every_typeface_is_in_the_file(printed: Path) -> None:
    """Nothing is asked of the printer's computer: PDF/A, with the program of each font inside."""
    pdf = (printed / "one.pdf").read_bytes()
    document = pypdfium2.PdfDocument(pdf)
    try:
        fonts = {
            piece.get_font().get_base_name(): piece.get_font().is_embedded
            for page in document
            for piece in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        }
    finally:
        document.close()
    assert len(fonts) >= 3
    assert all(fonts.values()), fonts


def test_no_page_is_left_with_a_line_or_a_heading_alone(printed: Path) -> None:
    """A book designer's eye: each page behind the cover has more than a heading on it."""
    document = pypdfium2.PdfDocument((printed / "one.pdf").read_bytes())
    try:
        bare = []
        for number, page in enumerate(document, 1):
            words = "".join(page.get_textpage().get_text_range().split())
            has_picture = any(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
            if len(words) < 40 and not has_picture:
                bare.append((number, words))
    finally:
        document.close()
    assert bare == []


def test_it_can_be_folded(printed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Half as many A4 sides as there are pages, the same words on them, and how to print them."""
    assert booklet(printed / "village", printed / "fold.pdf", "阿妹", "--fold") == 0
    assert "短边翻转" in capsys.readouterr().out
    document = pypdfium2.PdfDocument((printed / "one.pdf").read_bytes())
    pages = len(document)
    document.close()
    folded = pypdfium2.PdfDocument((printed / "fold.pdf").read_bytes())
    try:
        assert len(folded) == 2 * -(-pages // 4)
        assert round(folded[0].get_width() / 72 * 25.4) == 297
        words = "".join(folded[1].get_textpage().get_text_range().split())
    finally:
        folded.close()
    assert "照原话印" in words


# --- the command ---------------------------------------------------------------------------------


def test_a_book_is_not_written_where_it_would_be_published(
    printed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither into the site of any channel nor under another ending."""
    for out in ("site/a.pdf", "site-kiosk/b/c.pdf", "a.html"):
        assert booklet(printed / "village", printed / "village" / out) == 2
        assert out.partition("/")[0] in capsys.readouterr().err
        assert not (printed / "village" / out).exists()


@pytest.mark.parametrize(("who", "wanted"), [("没有这个人", "没有叫"), ("姚", "姚根宝")])
def test_whoever_is_not_clear_is_asked_back(
    printed: Path, who: str, wanted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody of that name, or several, who are then named."""
    assert booklet(printed / "village", printed / "x.pdf", who) == 2
    assert wanted in capsys.readouterr().err


def test_without_consent_there_is_no_book(
    printed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the worker is told why."""
    assert booklet(printed / "village", printed / "x.pdf", "何敏") == 2
    assert "授权已撤回" in capsys.readouterr().err
    assert not (printed / "x.pdf").exists()
