"""What must never be published by accident: private numbers, and names behind pseudonyms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.private_numbers import find_private_numbers
from archive.ingest.real_names import protected_names, spellings_of, spells
from archive.ingest.shown_words import visible_text
from archive.model.names import masker
from archive.model.names import protected_names as masked_names
from archive.model.person import Alias, Person
from archive.model.terms import Access, NameKind


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("11010519491231002X", "身份证号码"),
        ("身份证 110105 19491231 002x 的", "身份证号码"),
        ("110105194912310021", "身份证号码"),  # one slip of the pen: the check digit is wrong
        ("110105491231002", "身份证号码"),
        ("13800138000", "手机号码"),
        ("138-0013-8000", "手机号码"),
        ("+86 138 0013 8000", "手机号码"),
        ("１３８００１３８０００", "手机号码"),
        ("一三八零零一三八零零零", "手机号码"),
        ("幺三八〇〇幺三八〇〇〇", "手机号码"),
        ("电话0571-87654321", "电话号码"),
        ("010 62345678", "电话号码"),
        ("6228480402564890018", "银行卡号"),
        ("6228 4804 0256 4890 018", "银行卡号"),
    ],
)
def test_private_numbers_are_found(text: str, what: str) -> None:
    """However they are spaced, widened or read out."""
    (found,) = find_private_numbers(text)
    assert found.what_zh == what
    assert found.seen.endswith("***")
    assert len(found.seen) == 6


@pytest.mark.parametrize(
    "text",
    [
        "LL-KS-2024-0001", "1958-1962", "录音_20240811_143000", "mmexport1700000000000.jpg",
        "一九五八年", "三点一四一五九二六", "6228480402564890019", "20240811143000",
        "123456789012345678", "0.13800138000", "99999999999999999", "2024-08-11 14:30",
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text: str) -> None:
    """File names, dates and numbers of the archive are no private numbers."""
    assert find_private_numbers(text) == ()


@given(st.text(alphabet="0123456789 -+xX零一二三年幺", max_size=60))
def test_no_digits_break_the_search(text: str) -> None:
    """Any digits give a list, and what it tells is three digits at most."""
    for found in find_private_numbers(text):
        assert sum(letter.isdigit() for letter in found.seen) <= 3


@pytest.mark.parametrize(
    ("name", "slug", "is_spelt"),
    [
        ("陈秀英", "chen-xiuying", True),
        ("陈秀英", "chenxiuying-2024", True),
        ("陈秀英", "interview-chen-xiu-ying", True),
        ("曾阿大", "zeng-ada", True),
        ("吕布", "lyu-bu", True),
        ("吕布", "lv-bu", True),
        ("李安", "lianhua", False),
        ("陈秀英", "chen-xiumei", False),
    ],
)
def test_an_address_may_spell_a_name(name: str, slug: str, is_spelt: bool) -> None:
    """Pinyin in whole words, with or without hyphens, in every reading."""
    assert spells(slug, spellings_of(name)) is is_spelt


def person(slug: str, name: str, kind: NameKind, **values: object) -> Person:
    return Person.model_validate({
        "id": f"people/{slug}", "access": Access.OPEN, "accession": slug, "name": name,
        "name_kind": kind, **values,
    })  # fmt: skip


def test_protected_are_the_names_behind_pseudonyms() -> None:
    """Real and other names, but none by which somebody is openly known, and no single letter."""
    found = protected_names([
        person("a", "李大姐", NameKind.PSEUDONYM, real_name="陈秀英",
               aliases=(Alias(name="英子"), Alias(name="英"), Alias(name="沈阿乙"))),
        person("b", "沈阿乙", NameKind.REAL, aliases=(Alias(name="阿乙"),)),
        person("c", "一位老人", NameKind.ANONYMOUS, real_name="周大"),
    ])  # fmt: skip
    assert dict(found.names) == {
        "陈秀英": "people/a", "英子": "people/a", "周大": "people/c",
    }  # fmt: skip
    assert found.found_in("英子和周大、阿乙") == ("people/a", "people/c")
    assert set(found.real) == {"陈秀英", "周大"}
    assert protected_names([]).found_in("谁都行") == ()


def test_withheld_words_are_not_looked_at() -> None:
    """A mark that withholds is enough, and lines stay where they are."""
    text = "一【不公开：二\n三】四【化名：真|假】【方言：囡|女儿】\n五"
    assert visible_text(text) == "一\n四假囡（女儿）\n五"


@pytest.mark.parametrize("written", ["钟秀英", "鍾秀英", "鐘 秀英", "钟\u200b秀\n英"])
def test_a_name_is_found_however_it_is_written(written: str) -> None:
    """In traditional characters, and with something between them that nobody sees."""
    found = protected_names([person("a", "李大姐", NameKind.PSEUDONYM, real_name="钟秀英")])
    assert found.found_in(f"就是{written}讲的") == ("people/a",)
    assert masker(["钟秀英"])(f"就是{written}讲的") == "就是某某讲的"


def test_a_name_somebody_is_known_by_is_not_protected_in_other_characters() -> None:
    """Who is openly 鍾秀英 is not blotted out because somebody else was once called 钟秀英."""
    hidden = person("a", "李大姐", NameKind.PSEUDONYM, real_name="钟秀英")
    known = person("b", "鍾秀英", NameKind.REAL)
    assert not protected_names([hidden, known]).names
    visible = {hidden.id, known.id}
    assert masked_names([hidden, known], visible=visible) == frozenset()
