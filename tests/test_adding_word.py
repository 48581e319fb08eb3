"""Word documents through ``pintu add``: their pictures become originals, and what somebody changed
in them is decided in the plan's workbook."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zlib
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from archive.cli.program import run
from archive.errors import has_errors
from archive.ingest.archive import read_archive
from archive.ingest.originals import check_originals
from archive.model.interview import Interview
from archive.model.kinds import Kind
from tests.plan_books import Sheets, corrected


def picture(height: int = 300) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((400, height)).save(out, "PNG")
    return out.getvalue()


def bomb() -> bytes:
    """A few bytes that say they are 3,600 megapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A telling with a picture and its caption, one word put in and one taken out."""
    made = docx.Document()
    made.add_paragraph("口述者：蔡小妹")
    made.add_paragraph("问：这是谁的船？")
    answer = made.add_paragraph("答：是我")
    answer._p.append(_change("w:ins", "阿哥", "w:t"))
    answer._p.append(_change("w:del", "大伯", "w:delText"))
    answer.add_run("的。")
    made.add_picture(io.BytesIO(picture()))
    made.add_paragraph("图1 停在桥边的船", style="Caption")
    file = tmp_path / "摇船.docx"
    made.save(str(file))
    return file


def _change(tag: str, text: str, words: str):  # type: ignore[no-untyped-def]
    change = docx.oxml.OxmlElement(tag)
    change.set(qn("w:author"), "小李")
    change.set(qn("w:date"), "2024-03-05T10:00:00Z")
    run_, inner = docx.oxml.OxmlElement("w:r"), docx.oxml.OxmlElement(words)
    inner.text = text
    run_.append(inner)
    change.append(run_)
    return change


def add(village: Path, *arguments: str) -> int:
    return run(["add", *arguments, "--folder", str(village), "--lang", "zh"])


def telling(village: Path) -> Interview:
    reading = read_archive(village)
    problems = (*reading.problems, *check_originals(reading.archive, media_dir=village / "media"))
    assert not has_errors(problems), problems
    (interview,) = reading.archive.of_kind(Kind.INTERVIEW)
    assert isinstance(interview, Interview)
    return interview


def words(village: Path) -> str:
    (file,) = village.rglob("transcript.md")
    return file.read_text()


def test_a_picture_comes_out_is_registered_and_goes_when_it_is_taken_back(
    document: Path, tmp_path: Path
) -> None:
    """Byte by byte as Word kept it, with its caption, in the telling; added again it is nothing
    new."""
    village = tmp_path / "village"
    add(village, str(document), "--yes")
    (one,) = telling(village).pictures
    assert (str(one.file), one.caption) == ("photos/摇船-1.png", "图1 停在桥边的船")
    data = (village / "media" / one.file).read_bytes()
    assert data == picture()
    assert read_archive(village).archive.manifest[one.file] == hashlib.sha256(data).hexdigest()
    assert "图片 1：图1 停在桥边的船" in words(village)
    before = {path: path.read_bytes() for path in (village / "content").rglob("*.md")}
    add(village, str(document), "--yes")
    assert {path: path.read_bytes() for path in (village / "content").rglob("*.md")} == before
    run(["add", "--undo", "--yes", "--folder", str(village), "--lang", "zh"])
    assert not (village / "media" / one.file).exists()
    assert not [*(village / "content").glob("interviews/*")]


def test_a_picture_that_is_here_is_not_kept_twice(document: Path, tmp_path: Path) -> None:
    """The same photograph beside the document: the telling names the one that is here."""
    village, gift = tmp_path / "village", tmp_path / "给你"
    gift.mkdir()
    (gift / "船.png").write_bytes(picture())
    document.rename(gift / document.name)
    add(village, str(gift), "--yes")
    (one,) = telling(village).pictures
    pictures = [*(village / "media" / "photos").iterdir()]
    assert [village / "media" / one.file] == pictures


def test_a_hostile_picture_stays_where_it_is(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told by the name that the document has for it, the others come out, and the pictures
    are all accounted for."""
    made = docx.Document(str(document))
    made.add_picture(io.BytesIO(picture(50)))
    for part in made.part.package.iter_parts():
        if str(part.partname).endswith("image1.png"):
            part._blob = bomb()
    made.save(str(document))
    add(tmp_path / "village", str(document), "--json")
    plan = json.loads(capsys.readouterr().out)
    told = [p["path"] for p in plan["problems"] if p["code"] == "media-bomb"]
    assert told == ["摇船.docx!word/media/image1.png"], plan["problems"]
    assert plan["tallies"]["pictures"] == {"seen": 2, "kept": 1, "repaired": 0, "listed": 1}
    taken = [p["file"] for one in plan["records"] for p in one["fields"].get("pictures", ())]
    assert taken == [one["place"] for one in plan["files"] if "!" in one["path"]]
    assert len(taken) == 1


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("采纳", "是我阿哥的。"),
        ("note aside", "是我〔整理者注：小李加：阿哥〕大伯〔整理者注：小李认为该删：大伯〕的。"),
        ("", "是我大伯的。"),
    ],
)
def test_changes_are_decided_in_the_workbook(
    said: str, line: str, document: Path, tmp_path: Path
) -> None:
    """Each in a row, with who wrote it and when; undecided the words before the change stand, and
    the plan goes on telling of it."""
    village, file = tmp_path / "village", tmp_path / "计划.xlsx"
    add(village, str(document), "--save", str(file))

    def decide(sheets: Sheets) -> None:
        head, *rows = sheets["修订"]
        assert [row[1:5] for row in rows] == [
            ["修订加的字", "阿哥", "小李", "2024-03-05 10:00:00"],
            ["修订要删的字", "大伯", "小李", "2024-03-05 10:00:00"],
        ]
        assert head[0] == "怎么办"
        for row in rows:
            row[0] = said

    corrected(file, decide)
    add(village, "--plan", str(file), "--yes")
    assert line in words(village)
    (report,) = (village / "print").glob("add-*.txt")
    told = report.read_text("utf-8-sig")
    assert ("word-inserted" in told) is (not said)
    assert ("word-deleted" in told) is (not said)


def test_a_decision_that_is_none_is_named_with_its_row(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rather than taken for undecided."""
    file = tmp_path / "计划.xlsx"
    add(tmp_path / "village", str(document), "--save", str(file))

    def decide(sheets: Sheets) -> None:
        sheets["修订"][2][0] = "随便"

    corrected(file, decide)
    assert add(tmp_path / "village", "--plan", str(file), "--yes") == 2
    assert "第 3 行" in capsys.readouterr().err
