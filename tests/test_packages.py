"""Zip containers: what is dangerous stays closed, and the worker hears why."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from contextlib import suppress
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.packages import Limits, PackageRefused, is_package, open_package
from archive.ingest.xml_trees import XmlRefused, parse_xml, walk_xml

SMALL = Limits(members=5, member=3_000_000, total=5_000_000)


def zipped(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, data in members.items():
            package.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def test_a_sound_container_is_read() -> None:
    """Its files by name, folders left out."""
    data = zipped({"a/": b"", "a/一.txt": "水".encode(), "b.txt": b""})
    assert is_package(data)
    with open_package(data) as package:
        assert list(package.members) == ["a/一.txt", "b.txt"]
        assert package.read("a/一.txt").decode() == "水"
        assert package.left_closed == ()
        assert "c.txt" not in package


def test_names_packed_on_a_chinese_windows_are_right() -> None:
    """They are GBK and do not say so."""
    data = zipped({"XXXX.txt": b"1"}).replace(b"XXXX", "录音".encode("gbk"))
    with open_package(data) as package:
        assert list(package.members) == ["录音.txt"]
        assert package.read("录音.txt") == b"1"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../out.txt", "外面"), ("/etc/passwd", "外面"), ("C:/x.txt", "外面"), ("a\\..\\b", "外面"),
        ("a/./b", "外面"), ("con.txt", "Windows"), ("a/NUL", "Windows"),
        ("照片\u202egpj.exe", "看不见"), ("a\x07b", "看不见"), ("x" * 500, "看不见"),
    ],
)  # fmt: skip
def test_odd_names_are_left_closed(name: str, reason: str) -> None:
    """The rest of the container is still there."""
    with open_package(zipped({name: b"1", "good.txt": b"2"})) as package:
        assert list(package.members) == ["good.txt"]
        (closed,) = package.left_closed
        assert reason in closed.zh
        problem = closed.problem(PurePosixPath("a.zip"))
        assert problem.code == "package-member-refused"
        assert "\u202e" not in problem.message("zh-Hans")


def test_of_two_names_that_are_one_the_second_is_left_closed() -> None:
    """Upper and lower case, and letters in parts, are one name on most computers."""
    data = zipped({"é.txt": b"1", "e\u0301.TXT": b"2", "B.txt": b"3", "b.txt": b"4"})
    with open_package(data) as package:
        assert [package.read(name) for name in package.members] == [b"1", b"3"]
        assert ["同名" in closed.zh for closed in package.left_closed] == [True, True]


def test_links_are_left_closed() -> None:
    """A link in a zip could lead to any file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        link = zipfile.ZipInfo("link")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, "/etc/passwd")
    with open_package(out.getvalue()) as opened:
        assert not opened.members
        assert "链接" in opened.left_closed[0].zh


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({str(n): b"" for n in range(6)}, "超过"),
        ({"a": bytes(2_900_000)}, "炸弹"),
        ({"a": b"0123456789abcdef" * 200_000}, "炸弹"),
        ({n: bytes(range(256)) * 7_500 for n in "abc"}, "解开有"),
    ],
)
def test_bombs_are_refused_before_anything_is_unpacked(
    members: dict[str, bytes], reason: str
) -> None:
    """Too many files, one too large, one pressed too hard, all too large together."""
    with pytest.raises(PackageRefused) as refused:
        open_package(zipped(members), limits=SMALL)
    assert reason in refused.value.zh
    assert refused.value.problem(PurePosixPath("a.zip")).code == "package-refused"


def test_a_long_directory_is_refused_by_its_length() -> None:
    """Before it is read: a directory of a million names costs a gigabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for n in range(200):
            package.writestr(f"{n:05}", b"")
    data = bytearray(out.getvalue())
    struct.pack_into("<H", data, len(data) - 12, 1)  # what it says of their number is a lie
    with pytest.raises(PackageRefused) as refused:
        open_package(bytes(data), limits=SMALL)
    assert "超过" in refused.value.zh


def test_passwords_and_strange_methods_are_told() -> None:
    """Neither can be opened here."""
    locked = bytearray(zipped({"a.txt": b"secret"}))
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    for data, reason in (
        (bytes(locked), "密码"),
        (zipped({"a.txt": b"1" * 100}, method=zipfile.ZIP_LZMA), "方法"),
    ):
        with pytest.raises(PackageRefused) as refused:
            open_package(data)
        assert reason in refused.value.zh


def test_a_member_that_lies_of_its_size_gains_nothing() -> None:
    """Reading stops where the directory said it ends, and says that it is damaged."""
    data = bytearray(zipped({"a.txt": b"x" * 5_000}))
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 10)
    with open_package(bytes(data)) as package, pytest.raises(PackageRefused, match="damaged"):
        package.read("a.txt")


WHOLE = zipped({"word/document.xml": b"<a>" + b"x" * 300 + b"</a>", "b.txt": b"y" * 50})


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6
    ),
    st.integers(0, len(WHOLE)),
)
def test_damaged_containers_are_refused_and_nothing_else(
    changes: list[tuple[int, int]], length: int
) -> None:
    """Any bytes open, or are refused."""
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    for candidate in (bytes(data), WHOLE[:length]):
        with suppress(PackageRefused), open_package(candidate) as package:
            for name in package.members:
                package.read(name)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<a><b></a>", "", "no xml", "<a>" * 300 + "</a>" * 300, "<a>&nbsp;</a>",
        "<?xml version='1.0' encoding='gbk'?><a/>", "<?xml version='1.0' encoding='x'?><a/>",
    ],
)  # fmt: skip
def test_dangerous_xml_is_refused(text: str) -> None:
    """Document types, entities, depth without end, and what is no XML."""
    with pytest.raises(XmlRefused) as refused:
        parse_xml(text.encode())
    assert refused.value.zh


def test_xml_is_walked_in_order() -> None:
    """Elements as they begin and end; the root comes out whole."""
    seen = [(is_start, element.tag) for is_start, element in walk_xml(b"<a><b>x</b><c/></a>")]
    assert seen == [(True, "a"), (True, "b"), (False, "b"), (True, "c"), (False, "c"), (False, "a")]
    assert parse_xml("<a><b>水</b></a>".encode()).findtext("b") == "水"
