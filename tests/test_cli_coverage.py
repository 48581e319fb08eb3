"""``pintu coverage``: what it counts, how it is written, and whom it never tells of."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.cli.program import run
from archive.index.fieldwork.suppressing import FEWEST
from tests.conftest import MadeOnce

pytestmark = pytest.mark.usefixtures("chinese")

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 1, 31)


@pytest.fixture(scope="module")
def sample(made_once: MadeOnce) -> Path:
    """The records of the sample village, and one who went with a name like a formula."""

    def make(folder: Path) -> None:
        shutil.copytree(ROOT / "content", folder / "content")
        visit = folder / "content/visits/2025-05-10-yu-xiubao.md"
        text = visit.read_text(encoding="utf-8")
        visit.write_text(text.replace("went: [周宁]", 'went: ["=1+1"]'), encoding="utf-8")

    return made_once("covered-village", make)


def pintu(*arguments: object) -> int:
    """The program, on a fixed day."""
    return run([str(one) for one in arguments], today=lambda: TODAY)


def numbers_in(value: Any) -> list[int]:
    """Every count of people in what is given to other programs."""
    if isinstance(value, dict):
        return [n for key, one in value.items() if key != "name" for n in numbers_in(one)]
    if isinstance(value, list):
        return [n for one in value for n in numbers_in(one)]
    return [value] if isinstance(value, int) else []


def test_tables_are_said(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By group, decade, sex, household and theme; slots; consents; visits."""
    assert pintu("coverage", sample) == 0
    out = capsys.readouterr().out
    for head in ("村组", "出生年代", "性别", "户", "主题", "拼块", "授权：网站", "授权：馆内屏"):
        assert f"\n{head}\n" in out
    assert "有两个独立出处" in out
    assert "20.5 工时" in out
    assert "姚金海" not in out


def test_nobody_can_be_told_from_a_number(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No count of people is one to four."""
    pintu("coverage", sample, "--json")
    answer: Any = json.loads(capsys.readouterr().out)
    parts = [answer["people"], answer["households"], [one["people"] for one in answer["themes"]]]
    found = numbers_in(parts)
    assert len(found) > 10
    assert all(number == 0 or number >= FEWEST for number in found)


def test_a_workbook_for_funders(sample: Path, tmp_path: Path) -> None:
    """Three sheets of the same tables; no name of anybody, and the same bytes again."""
    files = [tmp_path / "一.xlsx", tmp_path / "二.xlsx"]
    for file in files:
        assert pintu("coverage", sample, "--xlsx", file) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    with zipfile.ZipFile(files[0]) as packed:
        parts = {name: packed.read(name).decode("utf-8") for name in packed.namelist()}
    assert re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"]) == ["人", "拼图", "授权"]
    words = re.findall(r"<t[^>]*>([^<]*)</t>", parts["xl/sharedStrings.xml"])
    assert {"村组", "讲过", "没讲过", "合计", "·"} <= set(words)
    text = "".join(parts.values())
    texts = [file.read_text("utf-8") for file in (sample / "content/people").glob("*.md")]
    names = [name for one in texts for name in re.findall(r"^name: (.+)$", one, re.MULTILINE)]
    assert len(names) > 20
    assert [name for name in names if name in text] == []
    assert "<f>" not in text


def test_hours_for_a_time_bank(sample: Path, tmp_path: Path) -> None:
    """A line for each visit and each who went, oldest first; no cell is a formula."""
    file = tmp_path / "工时.csv"
    assert pintu("coverage", sample, "--hours", file) == 0
    rows = [*csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""))]
    assert rows[0] == ["日期", "姓名", "工时", "地点", "走访编号"]
    assert rows[1] == ["2023-10-14", "周宁", "3", "本人家中", "LL-ZF-2023-001"]
    assert len(rows) == 9
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    assert "'=1+1" in [row[1] for row in rows]


def test_those_not_heard_are_named_for_the_worker_alone(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On screen and only when asked for; the dead are not among them."""
    assert pintu("coverage", sample, "--names") == 0
    tail = capsys.readouterr().out.partition("还没有讲过的")[2]
    assert "姚金海" in tail
    assert "陆阿福" not in tail


@pytest.mark.parametrize("option", ["--xlsx", "--hours"])
def test_nothing_is_written_into_a_site(
    sample: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    """Nor under another ending."""
    ending = {"--xlsx": "xlsx", "--hours": "csv"}[option]
    assert pintu("coverage", sample, option, sample / "site" / f"a.{ending}") == 2
    assert pintu("coverage", sample, option, sample / "a.txt") == 2
    assert not (sample / "site").exists()
    assert ending in capsys.readouterr().err
