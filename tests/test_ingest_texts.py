"""Text files and front matter: read as saved, kept as typed, line by line."""

from pathlib import PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.front_matter import parse_front_matter
from archive.ingest.slugs import is_file_slug, slug_for
from archive.ingest.texts import LARGEST, parse_text

PATH = PurePosixPath("content/people/a.md")


@pytest.mark.parametrize(
    ("data", "text", "codes"),
    [
        ("沈阿妹\r\n二\r三\n".encode(), "沈阿妹\n二\n三\n", []),
        (b"\xef\xbb\xbf" + "沈".encode(), "沈", []),
        ("沈阿妹".encode("gb18030"), "沈阿妹", ["file-encoding"]),
        (b"\xff\xfe" + "沈阿妹".encode("utf-16-le"), "沈阿妹", ["file-encoding"]),
        (b"\xfe\xff" + "沈阿妹".encode("utf-16-be"), "沈阿妹", ["file-encoding"]),
        (b"a\x00b", None, ["file-control-character"]),
        ("a\u202eb".encode(), None, ["file-control-character"]),
        (b"\xff\xff\xff\x80", None, ["file-unreadable"]),
        (b"", "", []),
    ],
)
def test_text_is_read_however_it_was_saved(data: bytes, text: str | None, codes: list[str]) -> None:
    """UTF-8, UTF-16 and GB18030 give the same words; what is odd is told."""
    read = parse_text(data, path=PATH)
    assert read.text == text
    assert [problem.code for problem in read.problems] == codes


def test_a_text_too_large_is_not_read() -> None:
    """A recording dropped among the texts is told of, not decoded."""
    read = parse_text(b"a" * (LARGEST + 1), path=PATH)
    assert read.text is None
    assert [problem.code for problem in read.problems] == ["file-too-large"]


def test_scalars_stay_as_typed() -> None:
    """YAML's own ideas of dates, times and truth never reach a field."""
    front = parse_front_matter(
        "---\na: 1958\nb: 2024-03-09\nc: 03:12\nd: yes\ne: 1e3\nf: 0x10\ng: ~\nh:\ni: ''\n"
        "j: |\n  一\n  二：三\nk: [1, 2.50]\n---\n正文\n",
        path=PATH,
    )
    assert front.data == {
        "a": "1958", "b": "2024-03-09", "c": "03:12", "d": "yes", "e": "1e3", "f": "0x10",
        "g": None, "h": None, "i": "", "j": "一\n二：三\n", "k": ["1", "2.50"],
    }  # fmt: skip
    assert (front.body, front.body_line) == ("正文\n", 16)


def test_every_key_knows_its_line() -> None:
    """Lines are those of the file, with inner keys written out."""
    front = parse_front_matter(
        "\n---\n# note\ncontents:\n  - title: 一\n    start: 0\n\n  - title: 二\nx: {y: 1}\n---\n",
        path=PATH,
    )
    assert front.lines == {
        "contents": 4, "contents.0": 5, "contents.0.title": 5, "contents.0.start": 6,
        "contents.1": 8, "contents.1.title": 8, "x": 9, "x.y": 9,
    }  # fmt: skip


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]))
_VALUES = st.recursive(
    _WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), _VALUES, min_size=1))
def test_what_yaml_writes_is_read_back(data: dict[str, object]) -> None:
    """Any values written as YAML come back as they were."""
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"')
    front = parse_front_matter(f"---\n{text}---\n", path=PATH)
    assert front.problems == ()
    assert front.data == data


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands between the fences, there are values or there are problems."""
    front = parse_front_matter(f"---\n{text}\n---\n", path=PATH)
    assert (front.data is None) == bool(front.problems)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """Whatever the bytes, there is text or a problem."""
    read = parse_text(data, path=PATH)
    assert read.text is not None or read.problems


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("沈阿妹", "shen-a-mei"),
        ("Yahoo TV 路怡珍", "yahoo-tv-lu-yi-zhen"),
        ("Café", "cafe"),
        ("……", "record"),
        ("con", "con-1"),
        ("index", "index-1"),
    ],
)
def test_any_words_give_a_file_name(text: str, slug: str) -> None:
    """Chinese by its pinyin, and never a name that a computer or the site keeps for itself."""
    assert slug_for(text) == slug


@given(st.text(max_size=100))
def test_a_slug_can_always_name_a_file(text: str) -> None:
    """Whatever the words, the slug is one."""
    assert is_file_slug(slug_for(text))
