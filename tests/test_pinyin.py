"""The village's own readings: what is understood, what is a problem, and how far they go."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from archive.index.search.files import index_files
from archive.ingest.archive import read_archive
from archive.ingest.pinyin import parse_pinyin
from archive.model.projection import public_view
from archive.model.terms import Channel
from tests.leaks.small import AMEI, ON, archive_of, consent, person, place
from tests.search_reader import read_search

SAMPLE = Path(__file__).parent / "samples" / "pinyin-lines"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("长云村: zhang yun cun", {"长云村": ("zhang", "yun", "cun")}),
        ("长云村：Zhǎng yún cūn", {"长云村": ("zhang", "yun", "cun")}),
        ("'单': \"shan4\"  # 姓", {"单": ("shan",)}),
        ("绿: lǜ", {"绿": ("lv",)}),
        ("绿: lu:4", {"绿": ("lv",)}),
        ("  女 : nü ", {"女": ("nv",)}),
        ("# 只是一句话", {}),
        ("---", {}),
        ("", {}),
    ],
)
def test_a_line_is_a_word_and_its_syllables(line: str, wanted: dict[str, tuple[str, ...]]) -> None:
    """Tones, wide colons, quotes and remarks are all the same to it."""
    assert parse_pinyin(line) == (wanted, [])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("长云村", "pinyin-malformed"),
        ("长云村:", "pinyin-malformed"),
        (": zhang", "pinyin-malformed"),
        ("长: 张", "pinyin-malformed"),
        ("长: zhang/chang", "pinyin-malformed"),
        ("长云村: zhang", "pinyin-count"),
        ("长: zhang yun", "pinyin-count"),
    ],
)
def test_a_line_that_is_none_is_told(line: str, code: str) -> None:
    """With its number; the lines beside it are used."""
    words, problems = parse_pinyin(f"单: shan\n{line}\n曾: zeng")
    assert [(problem.code, problem.line) for problem in problems] == [(code, 2)]
    assert words == {"单": ("shan",), "曾": ("zeng",)}


def test_the_table_is_read_with_the_archive() -> None:
    """What an archive's folder says of readings is in the archive; bad lines are not."""
    readings = read_archive(SAMPLE).archive.readings
    assert dict(readings) == {
        "长云村": ("zhang", "yun", "cun"),
        "单": ("shan",),
        "南荡": ("nan", "dang"),
    }


def test_no_table_is_no_problem(tmp_path: Path) -> None:
    """Most villages need none, and one that cannot be read stops nothing."""
    folder = tmp_path / "village"
    shutil.copytree(SAMPLE, folder)
    table = folder / "content" / "vocabularies" / "pinyin.yml"
    table.write_bytes(b"\xff\x00\xff")
    read = read_archive(folder)
    assert not read.archive.readings
    assert [problem.path.name for problem in read.problems] == ["pinyin.yml"]
    table.unlink()
    assert not read_archive(folder).problems


def test_reading_of_a_protected_name_goes_nowhere() -> None:
    """A name that nobody may read is not in the public view by way of how it sounds."""
    hidden = person("jinbao", "陆金宝", access="closed")
    archive = replace(
        archive_of(person(), hidden, consent(AMEI)),
        readings={
            "陆金宝": ("liu", "jin", "bao"),
            "陆金宝家": ("a", "b", "c", "d"),
            "荡": ("dong",),
        },
    )
    view = public_view(archive, channel=Channel.WEB, on=ON)
    assert dict(view.archive.readings) == {"荡": ("dong",)}


def test_name_is_found_as_the_village_says_it() -> None:
    """The village's reading comes before the dictionary's, which count as well."""
    archive = replace(
        archive_of(place(name="长云溇")), readings={"长云": ("zang", "yun"), "溇": ("lei",)}
    )
    view = public_view(archive, channel=Channel.WEB, on=ON)
    [row] = read_search(index_files(view.archive)).names
    assert row[3] == "zang|zhang|chang yun lei|lou"
