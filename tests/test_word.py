"""Word documents: the words as they are before any change, and everything else told of."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import docx
import pytest

from archive.errors import has_errors
from archive.ingest.archive import read_archive
from archive.ingest.importers.word import read_word
from archive.ingest.incoming import Incoming, Original, Unit, Verdict
from archive.ingest.transcripts import parse_untimed
from archive.ingest.voices import format_voice
from archive.model.kinds import Kind
from archive.model.marks import EditorNote, format_marks, plain_text
from tests.incoming import write_incoming

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
PATH = PurePosixPath("摇船.docx")
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)

PARTS = {
    "comments": "word/comments.xml",
    "footnotes": "word/footnotes.xml",
    "header": "word/header1.xml",
    "relations": "word/_rels/document.xml.rels",
    "picture": "word/media/image1.png",
    "drawing": "word/media/image2.emf",
    "unused": "word/media/image3.png",
}
PNG = "\x89PNG\r\n\x1a\n".encode("latin-1")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*inner: str) -> str:
    return f"<w:p>{''.join(part if part.startswith('<') else run(part) for part in inner)}</w:p>"


def document(*paragraphs: str, **parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        body = f"<w:document {SPACES}><w:body>{''.join(paragraphs)}</w:body></w:document>"
        package.writestr("word/document.xml", body)
        for name, text in parts.items():
            package.writestr(PARTS[name], text)
    return out.getvalue()


def read(data: bytes, verdicts: Mapping[str, Verdict] | None = None) -> Incoming:
    incoming = read_word(data, path=PATH, verdicts=verdicts or {})
    assert all(tally.is_whole for tally in incoming.tallies.values()), incoming.tallies
    return incoming


def said(incoming: Incoming) -> list[str]:
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    segments = parse_untimed(draft.beside["transcript.md"]).transcript.segments
    return [f"{format_voice(s.speakers, s.certainty)} | {format_marks(s.spans)}" for s in segments]


def told(incoming: Incoming) -> list[str]:
    codes = (problem.code for problem in incoming.problems)
    return [code for code in codes if code != "import-fields-unknown"]


def notes(incoming: Incoming) -> str:
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    return draft.beside.get("notes.md", "")


def test_a_document_of_word_itself(tmp_path: Path) -> None:
    """Headings, soft line ends and a form at its head, written by Word's own library."""
    made = docx.Document()
    made.add_heading("摇船的人", 0)
    form = made.add_table(rows=2, cols=4)
    cells = ["口述者", "蔡小妹", "性别", "女", "采访者", "王老师", "采访时间", "2023年8月7日"]
    for cell, text in zip(form._cells, cells, strict=True):
        cell.text = text
    made.add_paragraph("问：您摇了几年船？\n答：三十年。")
    made.add_heading("雾", 1)
    made.add_paragraph("答：雾里就听。")
    file = tmp_path / "a.docx"
    made.save(str(file))
    incoming = read(file.read_bytes())
    assert said(incoming) == [
        "问 | 您摇了几年船？",
        "答 | 三十年。",
        " | 〔整理者注：雾〕",
        "答 | 雾里就听。",
    ]
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    assert draft.fields["title"] == "摇船的人"
    assert draft.fields["recorded_on"] == "2023-08-07"
    assert draft.fields["collectors"] == ["王老师"]
    assert [p.fields["name"] for p in incoming.of_kind(Kind.PERSON)] == ["蔡小妹"]
    assert "性别：女" in notes(incoming)
    assert told(incoming) == ["word-tables", "import-heading"]
    write_incoming(incoming, tmp_path / "new")
    assert not has_errors(read_archive(tmp_path / "new").problems)


def test_tables_of_talk() -> None:
    """Who speaks beside what is said, with and without times."""

    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{par(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    table = f"<w:tbl>{row('王老师', '几月？')}{row('周阿大', '腊月。')}</w:tbl>"
    timed = f"<w:tbl>{row('00:05', '王老师', '冷不冷？')}{row('一', '二', '三', '四')}</w:tbl>"
    incoming = read(document(table, timed))
    assert said(incoming) == [
        "王老师 | 几月？",
        "周阿大 | 腊月。",
        "王老师 | <00:00:05.000>冷不冷？一；二；三；四",
    ]


def test_no_change_is_accepted() -> None:
    """What was put in is not there, what was taken out still is, and both are told of."""
    incoming = read(
        document(
            par("问：谁？"),
            par(
                "答：我",
                f'<w:ins w:author="小李">{run("阿哥")}</w:ins>',
                '<w:del w:author="小李"><w:r><w:delText>大伯</w:delText></w:r></w:del>',
                "讲的。",
            ),
            par(f'<w:ins w:author="小李">{run("答：全是新的。")}</w:ins>'),
        )
    )
    assert said(incoming) == ["问 | 谁？", "答 | 我大伯讲的。"]
    assert told(incoming) == ["word-deleted", "word-inserted", "word-inserted"]
    assert "小李" in incoming.problems[1].message("zh-Hans")
    assert "修订加的字（小李）：阿哥" in notes(incoming)


def test_remarks_footnotes_and_the_edge() -> None:
    """Comments, headers and hidden words are in the notes, footnotes where they belong."""
    remark = f"<w:comments {SPACES}><w:comment w:id='1' w:author='小李'>{par('问他儿子')}"
    footnotes = f"<w:footnotes {SPACES}><w:footnote w:id='2'>{par('杉木')}</w:footnote>"
    incoming = read(
        document(
            par("问：谁？"),
            par("答：我的木桶", "<w:r><w:footnoteReference w:id='2'/></w:r>", "。"),
            par("答：", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>欠钱</w:t></w:r>", "没有。"),
            par("答：好", "<w:r><w:commentReference w:id='1'/></w:r>"),
            comments=remark + "</w:comment></w:comments>",
            footnotes=footnotes
            + f"<w:footnote w:id='9'>{par('没有人')}</w:footnote></w:footnotes>",
            header=f"<w:hdr {SPACES}>{par('内部资料')}</w:hdr>",
        )
    )
    assert said(incoming) == [
        "问 | 谁？",
        "答 | 我的木桶〔整理者注：杉木〕。",
        "答 | 没有。",
        "答 | 好",
    ]
    assert sorted(told(incoming)) == ["word-comment", "word-hidden", "word-margin", "word-margin"]
    for note in ("批注（小李）：问他儿子", "欠钱", "页眉页脚：内部资料", "没有引用的脚注：没有人"):
        assert note in notes(incoming)


def test_boxes_pictures_and_links() -> None:
    """A text box is read once, a picture leaves its place, an address is noted."""
    box = f"<w:txbxContent>{par('老照片')}</w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    incoming = read(
        document(
            par("问：谁？"),
            par("答：看", f"<w:r>{twice}</mc:AlternateContent></w:r>", "这里。"),
            par("答：", "<w:r><a:blip r:embed='rId5'/></w:r>", "是他。"),
            par("答：", f"<w:hyperlink r:id='rId6'>{run('船')}</w:hyperlink>"),
            relations="<a><Relationship Id='rId5' Target='media/image1.png'/>"
            "<Relationship Id='rId6' Target='https://example.org/'/></a>",
            picture=PNG,
        )
    )
    assert said(incoming) == [
        "问 | 谁？",
        "答 | 看这里。",
        "答 | 〔整理者注：文本框：老照片〕",
        "答 | 〔整理者注：图片 1〕是他。",
        "答 | 船",
    ]
    assert told(incoming) == ["word-text-box"]
    assert "https://example.org/" in notes(incoming)


def blip(name: str, described: str = "") -> str:
    drawing = f"<w:drawing><w:docPr descr='{described}'/><a:blip {name}/></w:drawing>"
    return f"<w:r>{drawing}</w:r>"


PICTURED = (
    "<a><Relationship Id='r1' Target='media/image1.png'/>"
    "<Relationship Id='r2' Target='/word/media/image2.emf'/>"
    "<Relationship Id='r4' Target='file:///C:/a.png' TargetMode='External'/>"
    "<Relationship Id='r5' Target='../../secret.png'/></a>"
)


def test_pictures_are_taken_out_with_what_is_written_below_them() -> None:
    """Each once, into the telling; what is no picture, is elsewhere or is not there is told with a
    reason, and all of them are counted."""
    incoming = read(
        document(
            par("问：谁？"),
            par("答：看。"),
            par(blip("r:embed='r1'", "照片")),
            par("图1 一九六四年的船，电话13800138000"),
            par(
                "答：还有", blip("r:embed='r1'"), blip("r:embed='r2'", "图片包含 人 描述已自动生成")
            ),
            par("答：", blip("r:link='r4'"), blip("r:embed='r5'"), blip("r:embed='r9'")),
            relations=PICTURED,
            picture=PNG,
            drawing="EMF",
            unused=PNG,
        )
    )
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    caption = "图1 一九六四年的船，电话【不公开：13800138000】"
    assert draft.fields["pictures"] == [{"file": "photos/摇船-1.png", "caption": caption}]
    assert incoming.originals == (
        Original(
            PurePosixPath("摇船.docx!word/media/image1.png"), PurePosixPath("photos/摇船-1.png")
        ),
    )
    assert said(incoming)[1:4] == [
        "答 | 看。",
        f"答 | 〔整理者注：图片 1：{caption}〕",
        "答 | 还有〔整理者注：图片 1〕〔整理者注：图片 image2.emf〕",
    ]
    tally = incoming.tally(Unit.PICTURES)
    assert (tally.seen, tally.kept, tally.listed) == (6, 1, 5)
    left = {
        p.facts["seen"]: p.facts["reason_zh"] for p in incoming.problems if "reason_zh" in p.facts
    }
    assert left == {
        "a.png": "它不在文稿里，只是一个链接",
        "image2.emf": "不是认得的图片格式",
        "image3.png": "正文里没有用到它",
        "r9": "文稿里没有这个文件",
        "secret.png": "文稿里没有这个文件",
    }


def test_a_picture_that_somebody_put_in_is_not_accepted_silently() -> None:
    """It stays where it is, as the words do that came with it."""
    incoming = read(
        document(
            par("问：谁？"),
            par("答：看。", f"<w:ins w:author='李'>{blip('r:embed=' + repr('r1'))}</w:ins>"),
            relations=PICTURED,
            picture=PNG,
        )
    )
    assert not incoming.originals
    assert told(incoming) == ["word-picture"]


def test_pictures_of_a_paper_are_photographs_that_name_it(tmp_path: Path) -> None:
    """A paper has no pictures of its own: each becomes a photograph, closed."""
    incoming = read(
        document(
            par("菱溇村志稿"),
            par(blip("r:embed='r1'", "村口的桥")),
            par("桥是一九五八年造的。"),
            relations=PICTURED,
            picture=PNG,
        )
    )
    (paper,), (photo,) = incoming.of_kind(Kind.DOCUMENT), incoming.of_kind(Kind.PHOTO)
    assert photo.fields["see_also"] == [paper.id]
    assert photo.fields["picture"] == {"file": "photos/摇船-1.png", "caption": "村口的桥"}
    assert photo.fields["access"] == "不开放"
    assert "图片 1：村口的桥" in paper.body
    write_incoming(incoming, tmp_path / "new")
    assert not has_errors(read_archive(tmp_path / "new").problems)


CHANGED = document(
    par("问：谁？"),
    par(
        "答：我",
        f'<w:ins w:author="小李" w:date="2024-01-02T03:04:00Z">{run("阿哥")}</w:ins>',
        '<w:del w:author="小李"><w:r><w:delText>大伯</w:delText></w:r></w:del>',
        "讲的。",
        "<w:r><w:commentReference w:id='1'/></w:r>",
    ),
    comments=f"<w:comments {SPACES}><w:comment w:id='1' w:author='小王'>{par('问他儿子')}"
    "</w:comment></w:comments>",
)


def test_changes_are_asked_and_nothing_is_accepted_before_somebody_decides() -> None:
    """Each with what it says, who wrote it and when."""
    incoming = read(CHANGED)
    asked = [(q.matter.value, q.words, q.by, q.when[:10], q.verdict) for q in incoming.questions]
    assert asked == [
        ("inserted", "阿哥", "小李", "2024-01-02", None),
        ("deleted", "大伯", "小李", "", None),
        ("comment", "问他儿子", "小王", "", None),
    ]
    assert said(incoming)[1] == "答 | 我大伯讲的。"
    assert told(incoming) == ["word-comment", "word-deleted", "word-inserted"]
    assert [q.key for q in incoming.questions] == [q.key for q in read(CHANGED).questions]


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict.TAKE, "我阿哥讲的。〔整理者注：小王批注：问他儿子〕"),
        (Verdict.LEAVE, "我大伯讲的。"),
        (
            Verdict.ASIDE,
            "我〔整理者注：小李加：阿哥〕大伯〔整理者注：小李认为该删：大伯〕讲的。〔整理者注：小王批注：问他儿子〕",
        ),
    ],
)
def test_what_was_decided_is_done(verdict: Verdict, words: str) -> None:
    """No problem is left, and the private notes keep every change, whatever became of it."""
    keys = [one.key for one in read(CHANGED).questions]
    incoming = read(CHANGED, dict.fromkeys(keys, verdict))
    assert said(incoming)[1] == f"答 | {words}"
    assert told(incoming) == []
    assert all(one in notes(incoming) for one in ("阿哥", "大伯", "问他儿子"))
    tally = incoming.tally(Unit.CHANGES)
    assert (tally.seen, tally.repaired, tally.listed) == (3, 3, 0)


def test_what_was_put_into_a_footnote_is_not_accepted_either() -> None:
    """Notes are changed like the text they hang on."""
    note = par("杉木", f'<w:ins w:author="李">{run("不是")}</w:ins>')
    incoming = read(
        document(
            par("问：谁？"),
            par("答：桶", "<w:r><w:footnoteReference w:id='2'/></w:r>"),
            footnotes=f"<w:f {SPACES}><w:footnote w:id='2'>{note}</w:footnote></w:f>",
        )
    )
    assert said(incoming)[1] == "答 | 桶〔整理者注：杉木〕"
    assert told(incoming) == ["word-inserted"]


def test_what_is_withheld_in_a_footnote_or_a_caption_stays_withheld() -> None:
    """The brackets of a mark cannot stand in a note, so the whole note is withheld."""
    incoming = read(
        document(
            par("问：谁？"),
            par("答：桶", "<w:r><w:footnoteReference w:id='2'/></w:r>"),
            par(blip("r:embed='r1'", "C:/张三/IMG_1.JPG")),
            par("图1 【不公开：阿大】的船"),
            footnotes=f"<w:f {SPACES}><w:footnote w:id='2'>{par('【不公开：阿大】做的')}"
            "</w:footnote></w:f>",
            relations=PICTURED,
            picture=PNG,
        )
    )
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    segments = parse_untimed(draft.beside["transcript.md"]).transcript.segments
    notes = [note for one in segments for note in one.spans if isinstance(note, EditorNote)]
    assert len(notes) == 2
    assert not any("阿大" in plain_text(note.inner) for note in notes)
    assert [p["caption"] for p in draft.fields["pictures"]] == ["图1 【不公开：阿大】的船"]  # type: ignore[attr-defined]


def test_a_file_name_is_no_caption() -> None:
    """Word writes one where nobody described a picture, with the folder and whoever owns it."""
    picture = par(blip("r:embed='r1'", "C:/张三/IMG_1.JPG"))
    incoming = read(document(par("问：谁？"), picture, relations=PICTURED, picture=PNG))
    (draft,) = incoming.of_kind(Kind.INTERVIEW)
    assert draft.fields["pictures"] == [{"file": "photos/摇船-1.png"}]


def test_everything_under_tracking_is_told() -> None:
    """A document of nothing but insertions has no words yet."""
    incoming = read(document(par(f'<w:ins w:author="李">{run("问：谁？")}</w:ins>')))
    assert not incoming.drafts
    assert told(incoming) == ["import-empty-file", "word-inserted"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "word-old"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "word-locked",
        ),
        (b"PK\x03\x04", "package-refused"),
        (b"", "package-refused"),
        (document("<w:p>"), "package-refused"),
        (document(par("&xxe;")), "package-refused"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, code: str) -> None:
    """With what to do instead."""
    incoming = read(data)
    assert (told(incoming), incoming.drafts) == ([code], ())


def test_a_container_of_something_else_is_told() -> None:
    """A zip is no document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "x")
    assert told(read(out.getvalue())) == ["import-not-this-form"]


REAL = sorted(DATA.rglob("*.docx"))


@pytest.mark.parametrize("file", REAL, ids=lambda file: file.name)
def test_real_documents_come_in_whole(file: Path, tmp_path: Path) -> None:
    """Nothing of them is lost, and an archive without errors comes of them."""
    incoming = read(file.read_bytes())
    assert incoming.tally(Unit.CHARACTERS).seen
    write_incoming(incoming, tmp_path / "new")
    assert not has_errors(read_archive(tmp_path / "new").problems)
