"""``pintu find``: what it prints and gives to programs, how it ends, and where it never goes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.cli.program import run
from archive.ingest.scaffold import write_new_archive

pytestmark = pytest.mark.usefixtures("chinese")

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 1, 31)
SECRET = "灶间第三块砖底下"


@pytest.fixture(scope="module")
def sample(made_once: Callable[..., Path]) -> Path:
    """The sample village without its media."""
    return made_once(
        "find-village", lambda folder: shutil.copytree(ROOT / "content", folder / "content")
    )


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A new archive with a secret in every place that only the worker sees."""
    folder = tmp_path / "试 村"
    write_new_archive(folder, title="试村", language="zh-Hans")
    person = folder / "content" / "people" / "zhou-guiying.md"
    text = person.read_text(encoding="utf-8")
    text = re.sub(r"^note:.*\n", "", text, flags=re.MULTILINE)
    person.write_text(text.replace("---\n", f"---\nnote: {SECRET}一。\n", 1), encoding="utf-8")
    notes = folder / "content" / "interviews" / "dian-deng" / "notes.md"
    notes.write_text(f"{SECRET}二。\n", encoding="utf-8")
    return folder


def pintu(*arguments: object) -> int:
    """The program, on a fixed day."""
    return run([str(one) for one in arguments], today=lambda: TODAY)


def found(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    """What it gives to other programs."""
    pintu("find", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


def test_results_say_where_to_go(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File and line of each passage, the second it is said, who says it; the line holds it."""
    assert pintu("find", "踏水车", "--folder", sample) == 0
    out = capsys.readouterr().out
    assert "三只水牛都叫阿黑" in out
    assert "01:42  陆水生：我小辰光最羡慕踏水车的人" in out
    spots = re.findall(r"(\S+\.(?:md|vtt)):(\d+)", out)
    assert len(spots) > 2
    for path, line in spots:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        assert "水车" in "".join(lines[int(line) - 1 : int(line) + 2])


def test_every_spot_is_where_the_text_stands(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In fields, in bodies, in chapters, in transcripts and in notes alike."""
    seen = set()
    for query in ("桥", "不再走访", "桑"):
        answer = found(capsys, query, "--folder", sample, "--limit", 200, "--passages", 20)
        for passage in (one for result in answer["results"] for one in result["passages"]):
            lines = (sample / passage["file"]).read_text(encoding="utf-8").splitlines()
            assert passage["line"] is not None, passage
            here = "".join(lines[passage["line"] - 1 : passage["line"] + 60])
            first = re.split(r"[\n|（]", passage["texts"][0]["text"])[0][:6]
            assert first in here, passage
            seen.add(passage["place"])
    assert {"record", "text", "chapter", "archival", "notes", "page"} <= seen


def test_private_things_are_marked_with_the_reason(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In words, in both languages; and a consent by its number."""
    pintu("find", "陆三囡", "--folder", sample)
    assert "不公开：这一项只供内部" in capsys.readouterr().out
    pintu("find", "陆三囡", "--folder", sample, "--lang", "en")
    assert "private: this field is private" in capsys.readouterr().out
    answer = found(capsys, "公开:不公开 类别:老照片", "--folder", sample)
    assert answer["results"]
    for result in answer["results"]:
        assert result["held"] or all(one["held"] for one in result["passages"])


def test_the_day_and_the_channel_decide(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is private today may be public on another day or on another screen."""
    day = ["kind:interview", "--folder", sample, "--limit", 100]
    held = {
        (channel, on): frozenset(
            result["record"]
            for result in found(capsys, *day, "--channel", channel, "--date", on)["results"]
            if result["held"]
        )
        for channel in ("web", "kiosk")
        for on in ("2001-01-01", "2026-01-31")
    }
    assert held["web", "2026-01-31"] < held["web", "2001-01-01"]
    assert held["web", "2026-01-31"] != held["kiosk", "2026-01-31"]


def test_marks_are_what_was_found(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the JSON as places in the text; on a terminal as colour, and only there."""
    for result in found(capsys, "水車", "--folder", sample)["results"]:
        for passage in result["passages"]:
            for text in passage["texts"]:
                for start, end in text["marks"]:
                    assert text["text"][start:end] == "水车"


def test_json_has_everything(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, facets with labels, results: and the same again the next time."""
    answer = found(capsys, "水", "--folder", sample, "--limit", 3)
    assert answer == found(capsys, "水", "--folder", sample, "--limit", 3)
    assert len(answer["results"]) == 3
    assert answer["records"] > 3
    kinds = {one["value"]: one for one in answer["facets"]["kind"]}
    assert kinds["interviews"]["label"] == "口述"
    assert {"record", "title", "number", "held", "passages", "count"} <= set(answer["results"][0])


def test_pages(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers run on, and the way to the next page is told."""
    pintu("find", "水", "--folder", sample, "--limit", 2)
    first = capsys.readouterr().out
    assert "加 --page 2" in first
    pintu("find", "水", "--folder", sample, "--limit", 2, "--page", 2)
    second = capsys.readouterr().out
    assert "\n3. " in second
    assert "\n1. " not in second
    pintu("find", "水", "--folder", sample, "--page", 5000)
    assert "没有第 5000 页。" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["水车"], 0, "找到"),
        (["火箭炮弹"], 1, "没有找到。"),
        (["沈阿美妹"], 1, "是不是找：沈阿妹"),
        ([], 2, "要找什么？"),
        (["时间:随便哪年"], 2, "看不懂时间“随便哪年”"),
        (["类别:飞机"], 2, "没有“飞机”这一类，有 口述、人物"),
        (["公开:也许"], 2, "“也许”不行"),
        (["--like", "objects/none"], 2, "没有“objects/none”这条记录"),
        (["水", "--kind", "ships"], 2, "--kind 不能是“ships”"),
        (["水", "--limit", "0"], 2, "1 到 1000"),
    ],
)
def test_exit_codes(
    sample: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    says: str,
) -> None:
    """0 found, 1 nothing found, 2 wrong use; each with a sentence."""
    assert pintu("find", *words, "--folder", sample) == code
    captured = capsys.readouterr()
    assert says in captured.out + captured.err


def test_times_may_be_told_by_what_happened(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """发大水那年 is an event of the archive, and so a time; 五八年 is read as anywhere else."""
    answer = found(capsys, "时间:发大水那年 类别:老照片", "--folder", sample)
    assert [one["record"] for one in answer["results"]] == ["photos/dashui-1954-qiaotou"]
    assert found(capsys, "时间:五八年", "--folder", sample)["records"] > 1


def test_what_is_like_a_record(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its id or its file; never itself; of one kind, if that is wanted."""
    for name in ("objects/tatou", "content/objects/tatou.md"):
        rows = found(capsys, "--like", name, "--folder", sample)["passages"]
        assert rows[0]["record"] == "interviews/lu-shuisheng-2024"
        assert all(row["record"] != "objects/tatou" for row in rows)
    rows = found(capsys, "--like", "objects/tatou", "--kind", "objects", "--folder", sample)
    assert {row["record"].partition("/")[0] for row in rows["passages"]} == {"objects"}
    assert pintu("find", "--like", "objects/tatou", "--folder", sample) == 0
    assert "和“民国脚踏水车踏头”最像的：" in capsys.readouterr().out


def test_the_first_time_shows_how_far_it_is(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Progress goes to standard error and only when there is something to do."""
    pintu("find", SECRET, "--folder", village)
    assert "整理索引" in capsys.readouterr().err
    pintu("find", SECRET, "--folder", village)
    assert capsys.readouterr().err == ""


def test_changes_are_found_at_once(village: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is saved is found, and what is deleted is not."""
    assert found(capsys, SECRET, "--folder", village)["records"] == 2
    (village / "content" / "interviews" / "dian-deng" / "notes.md").unlink()
    assert found(capsys, SECRET, "--folder", village)["records"] == 1


def test_hostile_text_moves_no_cursor(village: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control and direction signs in people's words are shown as what they are."""
    notes = village / "content" / "interviews" / "dian-deng" / "notes.md"
    notes.write_text("暗号\u202e\u2066灯\u00ad亮 <b>黑</b>\n", encoding="utf-8")
    pintu("find", "暗号", "--folder", village)
    out = capsys.readouterr().out
    assert all(sign.isprintable() or sign == "\n" for sign in out)


def test_a_folder_that_cannot_be_written_to(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The index is then kept in memory: it is said, and the answer is the same."""
    (village / ".pintu").mkdir(exist_ok=True)
    (village / ".pintu" / "desk").write_text("not a folder", encoding="utf-8")
    assert pintu("find", SECRET, "--folder", village) == 0
    captured = capsys.readouterr()
    assert "只放在内存里" in captured.err
    assert SECRET in captured.out


def test_two_at_once_make_one_index(village: Path) -> None:
    """Each waits for the other, and both answer."""
    command = [sys.executable, "-m", "archive", "find", SECRET, "--folder", str(village), "--json"]
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, env=settings, cwd=village)
        for _ in range(2)
    ]
    answers = [json.loads(one.communicate(timeout=120)[0]) for one in running]
    assert [one.returncode for one in running] == [0, 0]
    assert answers[0] == answers[1]
    assert answers[0]["records"] == 2


def test_nothing_of_the_index_is_ever_in_a_site(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both channels built after a search: no file of the index below them, nor a word of it."""
    assert found(capsys, SECRET, "--folder", village)["records"] == 2
    desk = village / ".pintu" / "desk"
    ours = {file.name for file in desk.iterdir()}
    kept = {file.read_bytes() for file in desk.iterdir() if file.stat().st_size}
    assert any(SECRET.encode() in content for content in kept)
    for channel in ("web", "kiosk"):
        assert pintu("build", village, "--channel", channel) < 2
        site = village / ("site" if channel == "web" else f"site-{channel}")
        files = [file for file in site.rglob("*") if file.is_file()]
        assert len(files) > 20
        for file in files:
            content = file.read_bytes()
            assert file.name not in ours
            assert content not in kept
            assert SECRET.encode() not in content


def test_help_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """In both languages: how to write a question, the options, the exit codes."""
    assert pintu("find", "--help") == 0
    assert "人物:沈阿妹" in capsys.readouterr().out
    assert pintu("find", "--help", "--lang", "en") == 0
    out = capsys.readouterr().out
    assert "person:" in out
    assert not re.search(r"(?:退出码|用法)", out)
