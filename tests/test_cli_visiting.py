"""``pintu gaps`` and ``pintu visit``: what they print and write, and where they never write."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.cli.program import run
from tests.conftest import MadeOnce

pytestmark = pytest.mark.usefixtures("chinese")

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 1, 31)
PHOTO = "photos/chepan-1959.jpg"


@pytest.fixture(scope="module")
def sample(made_once: MadeOnce) -> Path:
    """The sample village with one of its photographs, and no other originals."""

    def make(folder: Path) -> None:
        shutil.copytree(ROOT / "content", folder / "content")
        (folder / "media" / PHOTO).parent.mkdir(parents=True)
        shutil.copy(ROOT / "media" / PHOTO, folder / "media" / PHOTO)

    return made_once("visiting-village", make)


def pintu(*arguments: object) -> int:
    """The program, on a fixed day."""
    return run([str(one) for one in arguments], today=lambda: TODAY)


def data(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    """What it gives to other programs."""
    pintu(*arguments, "--json")
    return json.loads(capsys.readouterr().out)


def test_gaps_name_whom_to_ask_and_why(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The question, who with age and reasons, and what was asked already."""
    assert pintu("gaps", sample, "--limit", 3) == 0
    out = capsys.readouterr().out
    assert "三阿姐阿宝后来到哪里去了？" in out
    assert "去问 沈阿妹（90 岁）：2024-08-11 走访时说好再问" in out
    assert "2025-09-20 问过顾招娣" in out
    assert re.search(r"还有 \d+ 条：加 --limit \d+", out)


def test_gaps_speak_english(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All but what people wrote."""
    assert pintu("gaps", sample, "--limit", 2, "--lang", "en") == 0
    assert "ask 沈阿妹 (90): agreed on 2024-08-11" in capsys.readouterr().out


def test_gaps_for_other_programs(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In order of urgency, with ids; the same again the next time."""
    answer = data(capsys, "gaps", sample, "--limit", 500)
    assert answer == data(capsys, "gaps", sample, "--limit", 500)
    values = [one["urgency"] for one in answer["gaps"]]
    assert values == sorted(values, reverse=True)
    assert answer["open"] == len(answer["gaps"]) > 50
    assert {one["state"] for one in answer["gaps"]} == {"empty", "one_voice", "disputed"}
    assert all(one["why"] for gap in answer["gaps"] for one in gap["people"])


def test_the_sheet_of_gaps_is_one_file(sample: Path, tmp_path: Path) -> None:
    """It asks nothing of any other place, and says that it is private."""
    page = tmp_path / "要问的.html"
    assert pintu("gaps", sample, "--page", page) == 0
    html = page.read_text(encoding="utf-8")
    assert html.count("<article") == 20
    assert "只给做事的人看" in html
    assert not re.search(r"(?:src|href)=\"(?!data:)", html)


@pytest.mark.parametrize("name", ["阿妹", "沈阿妹", "shen-amei", "people/shen-amei", "LL-RW-001"])
def test_a_person_by_any_name(sample: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Name, nickname, id or number; a nickname that is also part of another name is the whole."""
    assert data(capsys, "visit", name, "--folder", sample)["person"] == "people/shen-amei"


def test_a_person_by_pinyin(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Letters will do."""
    answer = data(capsys, "visit", "guzhaodi", "--folder", sample)
    assert answer["person"] == "people/gu-zhaodi"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["沈"], "“沈”可能是：沈阿妹（people/shen-amei）、沈惠珍（people/shen-huizhen）"),
        (["火车司机"], "没有叫“火车司机”的。"),
        (["俞阿大"], "俞阿大 已经过世了"),
        (["林婆"], "林婆 的记录不开放"),
        ([], "去看谁？"),
        (["阿妹", "--photo", "大车盘下"], "只写一样"),
        (["--photo", "没有的照片"], "没有叫“没有的照片”的。"),
    ],
)
def test_whom_is_said_when_it_is_not_clear(
    sample: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    """Several, nobody, the dead, the closed, neither, both: each with a sentence, exit code 2."""
    assert pintu("visit", *words, "--folder", sample) == 2
    assert says in capsys.readouterr().err


def test_a_visit_on_the_screen(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Questions, things, words, consents, and what to mind."""
    assert pintu("visit", "顾招娣", "--folder", sample) == 0
    out = capsys.readouterr().out
    heads = ["要问的", "带去看的", "念给他听", "还缺的授权", "上次 2025-09-20", "要留意"]
    places = [out.index(head) for head in heads]
    assert places == sorted(places)


def test_the_sheet_keeps_apart_what_is_for_those_who_go(sample: Path, tmp_path: Path) -> None:
    """What hurts, why each question, and the last answers stand on the last leaf alone; no more
    than eight questions."""
    page = tmp_path / "阿妹.html"
    assert pintu("visit", "阿妹", "--folder", sample, "--page", page) == 0
    leaves = page.read_text(encoding="utf-8").split('class="leaf')[1:]
    private = [n for n, leaf in enumerate(leaves) if "不要主动问" in leaf or "为什么问这些" in leaf]
    assert private == [len(leaves) - 1]
    assert 1 <= leaves[0].count("<li>") <= 8
    assert all("一个讲五五年" not in leaf for leaf in leaves[:-1])


def test_the_sheet_of_a_photograph(sample: Path, tmp_path: Path) -> None:
    """Its picture within the file, an outline for each face, a line for the one nobody knows, and
    no guess: nobody is to be led."""
    page = tmp_path / "认人.html"
    words = ["--photo", "大车盘下", "--folder", sample, "--page", page]
    assert pintu("visit", *words) == 0
    html = page.read_text(encoding="utf-8")
    assert html.count('<rect class="known"') == 5
    assert html.count('<rect class="open"') == 1
    assert "data:image/jpeg;base64," in html
    assert "姚福林" in html
    assert "技术员" not in html
    assert "钟根泉" not in html


def test_a_photograph_on_the_screen(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers and names; exit code 1 where there is nobody to recognise."""
    assert pintu("visit", "--photo", "大车盘下", "--folder", sample) == 0
    assert "6. 待认" in capsys.readouterr().out
    assert pintu("visit", "--photo", "渡船", "--folder", sample) == 1


@pytest.mark.parametrize("place", ["site/a.html", "site-kiosk/b.html", "content/pages/c.html",
                                   "media/d.html", "site/../site/e.html"])  # fmt: skip
@pytest.mark.parametrize("command", [["gaps"], ["visit", "阿妹"]])
def test_nothing_private_is_written_where_it_is_published(
    sample: Path, capsys: pytest.CaptureFixture[str], place: str, command: list[str]
) -> None:
    """Not into a site, not among editorial pages, records or originals; not a byte."""
    page = sample / place
    where = [sample] if command == ["gaps"] else ["--folder", sample]
    assert pintu(*command, *where, "--page", page) == 2
    assert "会公开" in capsys.readouterr().err
    assert not page.exists()


def test_help_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """In both languages."""
    assert pintu("visit", "--help") == 0
    assert "pintu visit 阿妹" in capsys.readouterr().out
    assert pintu("gaps", "--help", "--lang", "en") == 0
    assert "most urgent first" in capsys.readouterr().out
