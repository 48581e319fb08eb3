"""The index of a site: every term of every public text is found where it is, and no other."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha1
from pathlib import Path, PurePosixPath
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.index.mentions import index_mentions
from archive.index.search import analysis, making, names, postings, sounds, texts
from archive.index.search.analysis import code_points, packed_terms, runs, terms
from archive.index.search.bits import counts, lists, write_bits
from archive.index.search.files import index_files, search_files
from archive.index.search.material import Material
from archive.index.search.numbers import read_numbers, spell_numbers
from archive.index.search.readings import Readings, fold, format_reading, village_readings
from archive.index.search.vocabulary import open_vocabulary
from archive.model.han import simplified_pairs
from archive.model.interview import Chapter
from archive.model.kinds import RecordId
from archive.model.orders import DerivedFile, DerivedSound
from archive.model.page import AsBefore, Page
from archive.model.public import KeptSegments, PublicArchive, PublicSegment
from archive.model.records import Record
from archive.model.transcript import Role, Segment, Speaker, Transcripts
from archive.publish.site_folder import SiteFolder
from archive.render.fingerprint import fingerprint
from tests.leaks.small import (
    AMEI,
    TOLD,
    consent,
    document,
    event,
    interview,
    person,
    photo,
    place,
    said,
    thing,
    transcripts,
    view_of,
    word,
)
from tests.search_reader import Bits, SearchData, hash_of, numbers_of, read_search

ASK = Speaker("", Role.INTERVIEWER)
FIRST = RecordId("interviews/aaa")
GIVEN = consent(AMEI, TOLD, FIRST, "photos/square")


def public(*records: Record, words: Transcripts | None = None) -> PublicArchive:
    """The public view of these records and of Amei, who allowed everything."""
    return view_of(person(), GIVEN, *records, words=words).archive


def index(*records: Record, words: Transcripts | None = None) -> SearchData:
    """The search data of these records."""
    return read_search(index_files(public(*records, words=words)))


def passages(data: SearchData) -> list[str]:
    return [row[5] for _, row in data.passages()]


# Numbers and analysis


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_come_back(values: list[int]) -> None:
    """A list is read as it was written, by this program and by the words of the format's page."""
    text = spell_numbers(values)
    assert read_numbers(text) == numbers_of(text) == values
    assert json.dumps(text) == f'"{text}"'


@given(
    st.lists(st.integers(1, 2**40)),
    st.lists(st.lists(st.integers(0, 2**22 - 1), unique=True, min_size=1).map(sorted)),
)
def test_bits_come_back(values: list[int], documents: list[list[int]]) -> None:
    """Numbers and lists of documents are read as they were written, by the words of the page."""
    lengths = [len(own) for own in documents]
    ascending = np.array([one for own in documents for one in own], dtype=np.int64)
    own = lists(ascending, np.array(lengths, dtype=np.int64), bits=22)
    text = write_bits([counts(np.array(values, dtype=np.int64)), *own])
    bits = Bits(text)
    assert bits.counts(len(values)) == values
    assert bits.lists(lengths, 22) == documents
    bits.end()


def test_bits_of_dense_and_of_distant_numbers_are_few() -> None:
    """A list takes about what chance allows: a bit a document where every one is in it."""
    every = np.arange(4096, dtype=np.int64)
    assert len(write_bits(lists(every, np.array([4096]), bits=22))) < 4096 / 6 + 3
    far = np.array([2**21], dtype=np.int64)
    assert len(write_bits(lists(far, np.array([1]), bits=22))) <= 4


def test_number_cut_short_is_refused() -> None:
    """A sign that promises more is no number by itself."""
    with pytest.raises(ValueError, match="without an end"):
        read_numbers("~")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("水车，水", ["水车", "水"]),
        ("Ａｂ１２", ["ab12"]),
        ("長雲邨·龍骨", ["长云邨", "龙骨"]),
        ("ΑΣ ΑΣΑ", ["ασ", "ασα"]),
        ("ｶﾞ㎏ﷺ", ["ガkg" + "صلى", "الله", "عليه", "وسلم"]),
        ("\ud83d車\ue000", ["车"]),
        ("𠮷野家", ["𠮷野家"]),
        ("don't_stop", ["don", "t", "stop"]),
        ("", []),
        ("。、！", []),
    ],
)
def test_runs_are_what_can_be_looked_for(text: str, wanted: list[str]) -> None:
    """Wide and narrow, large and small, traditional and simplified are one; punctuation, signs
    and halves of characters divide."""
    assert [*runs(text)] == wanted


def test_terms_are_pairs_and_the_end() -> None:
    """Any two neighbours are a term, and so is the last with a space."""
    assert [*terms("龙骨水，车")] == ["龙骨", "骨水", "水 ", "车 "]


def test_simplified_form_is_its_own() -> None:
    """What a table makes of a character it leaves alone, so that analysis ends."""
    simple = {simple for _, simple in simplified_pairs()}
    assert len(simplified_pairs()) > 2_900
    assert not simple & {sign for sign, _ in simplified_pairs()}


TEXTS = st.lists(
    st.text(st.sampled_from("水车長云ＡbΣ，。 \n\x1e１ß㎏龍\ud800𠮷ガﾞ") | st.characters())
)


def test_looking_up_signs_gives_what_changing_texts_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every code point alone, and before a mark that combines."""
    texts = [chr(sign) for sign in range(0x110000) if sign != 0x1E]
    texts += [f"{chr(sign)}\u0301\u3099" for sign in range(0x3100)]
    looked_up = code_points(texts)
    monkeypatch.setattr(analysis, "MANY", 1 << 30)
    for fast, plain in zip(looked_up, code_points(texts), strict=True):
        assert np.array_equal(fast, plain)


def test_nothing_that_is_looked_up_joins_what_is_before_it() -> None:
    """No such sign, nor what becomes of it, is the second of two that are written as one."""
    seconds = {
        parts[1]
        for sign in range(0x110000)
        if len(parts := unicodedata.decomposition(chr(sign)).split()) == 2 and parts[0][0] != "<"
    }
    seconds |= {f"{sign:04X}" for sign in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    looked_up = [
        chr(sign)
        for first, last in analysis.ALONE
        for sign in range(first, last + 1)
        if not unicodedata.combining(chr(sign))
    ]
    changed = {unicodedata.normalize("NFKD", sign)[0] for sign in looked_up}
    assert {f"{ord(sign):04X}" for sign in changed}.isdisjoint(seconds)


@pytest.mark.parametrize("many", [0, 1 << 30])
@given(texts=TEXTS)
def test_many_texts_at_once_give_the_terms_of_each(many: int, texts: list[str]) -> None:
    """The fast ways and the plain one agree, whatever stands beside what."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analysis, "MANY", many)
        packed = [int(term) for term in packed_terms(texts)]
    fast = {(chr(p >> 43) + chr(p >> 22 & (1 << 21) - 1), p & (1 << 22) - 1) for p in packed}
    plain = {(term, number) for number, text in enumerate(texts) for term in terms(text)}
    assert packed == sorted(set(packed))
    assert fast == plain


# Every term of every text

LONG = "".join(f"第{n}句讲水车怎么修。" for n in range(200))
TELLING = interview(
    contents=(
        Chapter(start=0.0, title="大水", synopsis="讲一九五四年。", keywords=("洪水",)),
        Chapter(start=40.0, title="修车", access="closed"),
    ),
    body="# 背景\n\n[古井](../places/well.md)边上*谈*的。\n\n- 一\n- 二",
)
VILLAGE = (
    TELLING,
    place(dialect_name="老井头", other_names=("甜井",), body=LONG),
    event(called=("发大水那年",)),
    thing(dialect_name="龙骨", usage="两个人踏。\n\n" + LONG),
    photo(people=({"person": AMEI},), description="晒场上晒谷。"),
    document(pages=({"file": "a.jpg", "text": "立契人"}, {"file": "b.jpg", "text": "某年某月"})),
    word(spellings=("龙古",), meaning="水车；（旧时）提水的车、会讲很长很长的一句解释的话"),
)
SEGMENTS = (
    said("侬好，【方言：龙骨|水车】坏了。", at=(0, 4), mandarin="你好，水车坏了。"),
    said("后来呢？", ASK, at=(4, 6)),
    said("前头【不公开：秘密】后头", at=(6, 9)),
    said("这段【听不清】也讲大（笑着）水。", at=(9, 12)),
    said("不给人听的", at=(41, 43)),
)
SAID = transcripts(*SEGMENTS)


@pytest.fixture(scope="module")
def village() -> SearchData:
    """The search data of a village with something of each kind. Somebody has looked at what is
    written about the telling, and not at its chapter."""
    withheld = view_of(person(), GIVEN, TELLING, words=SAID).withheld
    [codes] = [one.codes for one in withheld if one.what == "about"]
    looked_at = TELLING.model_copy(update={"cleared": codes})
    return index(looked_at, *VILLAGE[1:], words=SAID)


def test_every_term_is_found_where_it_is_and_nowhere_else(village: SearchData) -> None:
    """The postings are what a plain reading of the texts gives: recall and precision 1."""
    plain: dict[str, list[int]] = {}
    for number, text in sorted(village.texts.items()):
        for term in set(terms(text)):
            plain.setdefault(term, []).append(number)
    assert len(plain) > 200
    assert village.terms == set(plain)
    assert {term: village.documents(term) for term in plain} == plain
    assert village.head["documents"] == len(village.texts)


def test_documents_are_numbered_as_the_format_says(village: SearchData) -> None:
    """Heads first, then each unit's passages from a whole chunk on."""
    head = village.head
    assert head["base"] % 1024 == 0
    assert head["base"] >= head["units"] == len(village.units)
    kinds = [(folder, first, count) for folder, first, count in head["kinds"]]
    assert kinds[:3] == [("interviews", 0, 1), ("people", 1, 1), ("places", 2, 1)]
    for folder, first, count in kinds:
        assert {row[0].partition("/")[0] for row in village.units[first : first + count]} == {
            folder
        }
    chunks = numbers_of(head["chunks"])
    begin = head["base"]
    for unit, count in enumerate(chunks):
        own = [row[0] for parent, row in village.passages() if parent[0] == unit]
        assert own == [*range(begin, begin + len(own))]
        assert -(-len(own) // 16) == count
        begin += 16 * count


def test_passages_say_where_and_who(village: SearchData) -> None:
    """A segment has its seconds and its voice; what is withheld is not there, the words
    beside it do not touch, those beside a laugh do, which is found as
    well, and its chapter, which nobody has cleared, says nothing."""
    told = [(unit, row) for unit, row in village.passages() if unit[1] == TOLD]
    said_by = [(row[1], row[2], row[3], unit[4][row[4]], row[5]) for unit, row in told[:4]]
    assert said_by == [
        ("s1", 0, 4, "沈阿美", "侬好，龙骨坏了。\n你好，水车坏了。\n龙骨：水车"),
        ("s2", 4, 6, "", "后来呢？"),
        ("s3", 6, 9, "沈阿美", "前头〔…〕后头"),
        ("s4", 9, 12, "沈阿美", "这段……也讲大水。\n（笑着）"),
    ]
    assert [(row[1], row[4], row[5]) for _, row in told[4:]] == [
        ("", -1, "背景\n古井边上谈的。\n一\n二"),
    ]
    assert not {"密后", "头后", "头秘", "不给"} & village.terms


def test_sound_makes_addresses_of_seconds() -> None:
    """Where something can be played, the seconds lead there and no anchor does."""
    archive = public(*VILLAGE, words=SAID)
    file = DerivedFile(PurePosixPath("interviews/told/voice-1.mp3"), "audio/mpeg", 1)
    voice = DerivedSound(f"{TOLD}/voice", file, 60.0, (), "")
    data = read_search(index_files(archive, media={voice.key: voice}))
    told = [(unit, row) for unit, row in data.passages() if unit[1] == TOLD]
    assert {unit[3] for unit, _ in told} == {"interviews/told/voice-1.mp3"}
    assert {row[1] for _, row in told if row[2] is not None} == {""}
    assert numbers_of(data.files["facets"]["sound"]) == [0]


def test_pages_of_a_document_are_found_by_page(village: SearchData) -> None:
    """Each page is a passage with the anchor that its page has."""
    own = [row[1:2] + row[5:] for unit, row in village.passages() if unit[1] == "documents/deed"]
    assert own == [["page-1", "立契人"], ["page-2", "某年某月"]]


def test_long_text_is_divided_where_a_sentence_ends(village: SearchData) -> None:
    """No passage is longer than four hundred characters, and together they say it all."""
    own = [row[5] for unit, row in village.passages() if unit[1] == "places/well"]
    assert len(own) > 4
    assert all(len(text) <= 400 and text.endswith("。") for text in own)
    assert "".join(own) == LONG


def test_text_without_an_end_is_divided_all_the_same() -> None:
    """Ten thousand characters without a full stop are passages, and none of them is lost."""
    for text in ("水" * 10_000, "水，" * 5_000):
        own = passages(index(place(body=text)))
        assert all(len(part) <= 400 for part in own)
        assert "".join(own).replace("\n", "") == text


CHAPTER = Chapter(start=3.0, title="龙骨水车", synopsis="怎么修。", keywords=("洪水", "修理"))


def test_interview_without_words_is_found_by_its_chapters() -> None:
    """An index of segments is all there is, and it is enough."""
    data = index(interview(contents=(CHAPTER,)))
    [(unit, row)] = data.passages()
    assert (unit[1], row[1:4], row[5]) == (TOLD, ["c1", 3, None], "龙骨水车\n怎么修。\n洪水、修理")
    assert data.documents("骨水") == [row[0]]


def test_words_without_seconds_are_found_by_number() -> None:
    """An untimed segment has its anchor, and no seconds."""
    data = index(interview(), words=transcripts(said("水车坏了", at=None)))
    [(_, row)] = data.passages()
    assert row[1:4] == ["s1", None, None]


def test_head_says_names_number_and_who(village: SearchData) -> None:
    """A head is found by all names, the number, the narrator and the summary."""
    rows = {row[0]: row for row in village.units}
    assert rows[TOLD][1:3] == ["口述", "沈阿美"]
    assert {"1", "沈阿美", "讲水车。", "周宁"} <= {*rows[TOLD][4].split("\n")}
    assert {"老井头", "甜井", "well", "井"} <= {*rows["places/well"][4].split("\n")}
    assert "沈阿美" in rows["photos/square"][4].split("\n")


# What is not public


def test_what_is_only_listed_has_title_and_number() -> None:
    """Nothing else of it is in any file: no passage, no name, no answer."""
    closed = thing(
        access="listed", dialect_name="龙骨", themes=("秘事",), usage="私下里踏", accession="甲一"
    )
    data = index(closed)
    number = next(n for n, row in enumerate(data.units) if row[0] == closed.id)
    assert data.units[number] == [closed.id, "水车", "", "", "甲一"]
    assert [row for row in data.names if row[1] == closed.id] == [
        [number, closed.id, "水车", "shui che|ju"]
    ]
    assert not [row for unit, row in data.passages() if unit[0] == number]
    assert not {"龙骨", "秘事", "私下"} & data.terms
    assert str(number) not in json.dumps(data.files["facets"]["decade"])


def test_record_that_is_closed_leaves_nothing() -> None:
    """The data with a closed record is the data without it, to the byte."""
    closed = place("secret", name="密室", access="closed", body="谁也不知道")
    assert dict(index_files(public(*VILLAGE, closed, words=SAID))) == dict(
        index_files(public(*VILLAGE, words=SAID))
    )


def test_reading_of_a_word_that_is_not_published_leaves_nothing() -> None:
    """A village's reading of a name that is in no public record is in no file; one that holds a
    protected name does not even reach the public view."""
    archive = public(*VILLAGE)
    told = replace(archive, readings={"秘密湾": ("xyz", "xyz", "xyz")})
    assert dict(index_files(told)) == dict(index_files(archive))


# Names and sounds


def test_names_have_all_readings_and_the_villages_own_first() -> None:
    """All readings count; a surname is read as one; the village knows best."""
    readings = village_readings({"長雲村": ("zhang", "yun", "cun"), "溇": ("lei",)})
    said_as = {
        ("长云村", False): "zhang|chang yun cun",
        ("单阿大", True): "shan|dan|chan a|e da|dai|tai",
        ("单阿大", False): "dan|shan|chan a|e da|dai|tai",
        ("尉迟恭", True): "yu|wei|yun chi gong",
        ("溇口", False): "lei|lou kou",
        ("绿TV 12号", False): "lv|lu tv 12 hao|xiao",
    }
    for (name, is_person), wanted in said_as.items():
        got = format_reading(readings.of_name(name, is_person=is_person))
        assert [set(s.split("|")) for s in got.split()] >= [
            set(s.split("|")) for s in wanted.split()
        ], name
        assert [s.split("|")[0] for s in got.split()] == [s.split("|")[0] for s in wanted.split()]


@pytest.mark.parametrize(
    ("surname", "wanted"),
    [*zip("曾仇解查朴区盖任", "zeng qiu xie zha piao ou ge ren".split(), strict=True)],
)
def test_surnames_sound_as_surnames(surname: str, wanted: str) -> None:
    """Those whose character mostly sounds otherwise."""
    assert Readings().of_name(f"{surname}小妹", is_person=True)[0][0] == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zhang", "zang"), ("cheng", "cen"), ("shui", "sui"), ("nan", "lan"), ("ning", "lin"),
        ("ren", "len"), ("huang", "fang"), ("hui", "fi"), ("jing", "jin"), ("nv", "lv"),
    ],
)  # fmt: skip
def test_sounds_that_are_confused_fold_alike(one: str, other: str) -> None:
    """What dialect speakers and voice input mix up is one when folded."""
    assert fold(one) == fold(other)


def test_pairs_stand_under_every_reading(village: SearchData) -> None:
    """Every pair of characters is found by sound, in the file that its folded sound names, and
    under no sound that is not its own."""
    readings = Readings()
    pairs = [term for term in village.terms if all(readings.of(sign) for sign in term)]
    assert len(pairs) > 60
    for pair in pairs:
        for one in readings.of(pair[0]):
            for other in readings.of(pair[1]):
                found = village.sounding(f"{fold(one)} {fold(other)}")[f"{one} {other}"]
                assert found[pair] == len(village.documents(pair)).bit_length()
    for name in village.files:
        if name.startswith("y/"):
            sounds = village.sounds(name)
            assert name == f"y/{_file_of(village, sounds)}" or not sounds
            assert {pair for own in sounds.values() for pair in own} <= village.terms


def _file_of(data: SearchData, sounds: Mapping[str, str]) -> int:
    places = set()
    for sound in sounds:
        folded = " ".join(map(fold, sound.split(" ")))
        places.add(hash_of(folded) * data.head["sounds"] // 65536)
    return places.pop() if len(places) == 1 else -1


def test_characters_have_readings_those_that_occur_first(village: SearchData) -> None:
    """A browser that hears a character in a query knows whom it may have meant; the characters of
    one letter are a file of their own."""
    characters = village.files["chars"]
    assert characters["shui"][1][0] == "水"
    assert "蟀" in characters["shuai"][2]
    assert characters["shuai"][1] == ""
    parts = {name: own for name, own in village.files.items() if name.startswith("c/")}
    assert {syllable: row for own in parts.values() for syllable, row in own.items()} == characters
    assert characters["zhang"] == parts["c/z"]["zhang"]
    assert characters["huang"] == parts["c/f"]["huang"]
    pairs = village.files["simplified"]
    assert dict(zip(pairs[::2], pairs[1::2], strict=True))["車"] == "车"


def test_long_table_of_names_is_divided_by_letters() -> None:
    """Every row is found under the first letters of each of its names, and only there."""
    readings = Readings()
    signs = "水车长云单曾龙骨阿"
    given = [a + b + c for a in signs for b in signs for c in signs]
    rows = [
        names.name_row(
            n,
            f"places/p{n}",
            names.spell_names((name, "Ab 1", "孙骨"), readings=readings, is_person=False),
        )
        for n, name in enumerate(given)
    ]
    split = names.split_names(rows)
    parts = {**split.letters, **split.initials}
    assert [*split.letters] == sorted(split.letters)
    assert any(len(key) == 2 for key in split.letters)
    assert all(len(key) == 2 or len(own) <= names.ROWS_OF_A_LETTER for key, own in parts.items())
    assert {row[0] for own in split.letters.values() for row in own} == {*range(len(given))}
    assert not {*split.letters} & {*split.initials}
    assert {*split.initials} == {a + b for a, seconds in split.seconds.items() for b in seconds}
    keys = {row[0]: {key for key, own in parts.items() if row in own} for row in rows}
    assert keys[given.index("长水车")] >= {"c", "z", "ab"}
    assert keys[given.index("阿水车")] >= {"as", "e"}
    assert keys[given.index("水车长")] >= {"sh", "sc"}
    assert "sc" in split.initials
    for row in rows:
        letters = {r.replace(" ", "")[:2] for r in _spelt(str(row[3]))} | {"ab", "su", "sg"}
        letters |= {"".join(one[0] for one in r.split(" ")) for r in _spelt(str(row[3]))}
        assert all(any(letter.startswith(key) for letter in letters) for key in keys[row[0]])


def _spelt(reading: str) -> Iterator[str]:
    first, second, *_ = [syllable.split("|") for syllable in reading.split(" ")]
    yield from (f"{one} {other}" for one in first for other in second)


def test_synonyms_are_words_not_explanations(village: SearchData) -> None:
    """Spellings and short meanings stand for each other; brackets and sentences do not."""
    assert village.head["synonyms"] == [["龙骨", "龙古", "水车", "提水的车"]]


def test_people_and_places_of_a_record_answer_for_it(village: SearchData) -> None:
    """Who is named in a record, what time and theme it has: each answer has its units."""
    rows = [row[0] for row in village.units]
    facets = village.files["facets"]
    (data, number) = next(row[1:] for row in facets["person"] if row[0] == AMEI)
    assert rows[number] == AMEI
    of_amei = [rows[n] for n in ascending_of(data)]
    assert {TOLD, AMEI, "photos/square"} <= {*of_amei}
    assert {rows[n] for n in ascending_of(dict(facets["decade"])["1950"])} >= {"events/flood"}


def ascending_of(text: str) -> list[int]:
    found, at = [], 0
    for gap in numbers_of(text):
        at += gap
        found.append(at)
    return found


# Much text


@pytest.fixture(scope="module")
def long_village() -> SearchData:
    """Two interviews with so many lines that lists are divided."""
    lines = [
        said(f"风车第{n}回坏了，{chr(0x4E00 + n % 3000)}水", at=(n, n + 1)) for n in range(9_000)
    ]
    return index(interview(), words=transcripts(*lines))


def test_long_lists_are_divided_and_whole(long_village: SearchData) -> None:
    """A term of nine thousand documents stands in blocks, and none is lost."""
    texts = long_village.texts
    for term in ("风车", "坏了", "了 ", "水 ", "一水"):
        wanted = sorted(n for n, text in texts.items() if term in set(terms(text)))
        assert long_village.documents(term) == wanted
    assert len(long_village.documents("风车")) == 9_000
    assert any(name.startswith("b/98ce-8f66-") for name in long_village.files)


def test_character_with_many_files_has_a_list_of_its_own(long_village: SearchData) -> None:
    """It says how many documents have the character, and some, among them one of each unit."""
    fans = {sign: int(f) for f, signs in long_village.head["fans"].items() for sign in signs}
    assert fans
    wanted = {f"{ord(sign):x}" for sign, fan in fans.items() if fan > 4}
    assert wanted == {name[2:] for name in long_village.files if name.startswith("s/")}
    for name in wanted:
        sign = chr(int(name, 16))
        having = {n for n, text in long_village.texts.items() if any(sign in r for r in runs(text))}
        count, data = long_village.files[f"s/{name}"]
        listed = long_village.alone(data, min(count, 4096))
        assert count == len(having)
        assert listed == sorted(set(listed))
        assert set(listed) <= having
        assert len(listed) == min(count, 4096)
        assert min(having) in listed


# From build to build


class Village:
    """An archive that changes, and an index that is kept from build to build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: dict[str, bytes] = {}
        self.marks: dict[str, str] = {}

    def build(self, archive: PublicArchive) -> set[str]:
        """As a site is built: a file is made when its fingerprint is new. Gives those made."""
        made, seen = set(), set()
        for page in self.pages(archive):
            if isinstance(page, AsBefore):
                seen |= {*page.marks}
                lost = {p for p, mark in page.marks.items() if self.marks.get(p) != mark}
                for again in page.again(lost) if lost else ():
                    assert again.fingerprint.hex() == page.marks[str(again.path)]
                    made |= self.put(again)
                continue
            path = str(page.path)
            seen.add(path)
            if self.marks.get(path) != page.fingerprint.hex():
                made |= self.put(page)
        for path in set(self.marks) - seen:
            del self.marks[path], self.written[path]
        return made

    def put(self, page: Page) -> set[str]:
        path = str(page.path)
        self.written[path] = page.render().encode()
        self.marks[path] = page.fingerprint.hex()
        return {path}

    def pages(self, archive: PublicArchive) -> Iterator[Page | AsBefore]:
        def digest_of(record: RecordId) -> bytes:
            facts = archive.records[record], record in archive.listed, archive.tellings.get(record)
            return fingerprint(*facts)

        material = Material(
            archive, index_mentions(archive), {}, village_readings(archive.readings), digest_of
        )
        return search_files(material, folder=self.folder)


def from_nothing(archive: PublicArchive) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        village = Village(Path(folder))
        village.build(archive)
    return village.written


MORE = [f"又讲了第{n}件事，南荡的船。" for n in range(40)]
CHANGES: Mapping[str, PublicArchive] = {
    "a line changed": public(
        *VILLAGE, words=transcripts(said("侬好，渡船坏了。", at=(0, 4)), *SEGMENTS[1:])
    ),
    "forty lines more": public(
        *VILLAGE, words=transcripts(*SEGMENTS[:4], *map(said, MORE))
    ),
    "a record before all others": public(interview(id=FIRST, accession="2"), *VILLAGE, words=SAID),
    "a record in the middle": public(*VILLAGE, place("mill", name="磨坊"), words=SAID),
    "a record gone": public(*VILLAGE[:1], *VILLAGE[2:], words=SAID),
    "words gone": public(*VILLAGE),
    "another name": public(*VILLAGE[:2], event(called=("涨水那年",)), *VILLAGE[3:], words=SAID),
    "everything gone": public(),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_index_after_a_change_is_the_one_from_nothing(tmp_path: Path, change: str) -> None:
    """Whatever has changed, the files are byte for byte those of a first build; and so they are
    when it is changed back."""
    before, after = public(*VILLAGE, words=SAID), CHANGES[change]
    village = Village(tmp_path)
    village.build(before)
    assert village.build(after) >= {"search/head.js"}
    assert village.written == from_nothing(after)
    village.build(before)
    assert village.written == from_nothing(before)


class Changing:
    """A village in which somebody changes a little, again and again."""

    SIGNS = "水车长云单曾龙骨阿𠮷é龘 ，。"
    SELDOM = "井桥塘村墙草堤岸田埂渡船灯笼"

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.records: dict[str, Record] = {}
        self.lines: list[Segment] = []
        self.readings: dict[str, tuple[str, ...]] = {}
        for _ in range(12):
            self.change()

    def text(self, most: int) -> str:
        seldom = self.random.choice(self.SELDOM)
        return "".join(self.random.choices(self.SIGNS, k=self.random.randint(1, most))) + seldom

    def change(self) -> None:
        slug = f"p{self.random.randrange(9)}"
        match self.random.randrange(9):
            case 0 | 1:
                self.records[slug] = place(slug, name=self.text(4), body=self.text(900))
            case 2:
                self.records[slug] = place(slug, name="井", access="listed", body=self.text(9))
            case 3:
                self.records.pop(slug, None)
            case 4:
                self.records["word"] = word(spellings=(self.text(3),), meaning=self.text(5))
            case 5:
                self.readings = {"云": (self.random.choice(("yun", "yong")),)}
            case 6 if self.lines:
                self.lines[self.random.randrange(len(self.lines))] = said(self.text(30))
            case 7 if self.lines:
                del self.lines[self.random.randrange(len(self.lines)) :]
            case _:
                self.lines += [said(self.text(30)) for _ in range(self.random.randint(1, 20))]

    def archive(self) -> PublicArchive:
        told = interview(contents=(CHAPTER,)), *self.records.values()
        found = public(*told, words=transcripts(*self.lines) if self.lines else None)
        return replace(found, readings=self.readings)


@pytest.fixture
def many_small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A village of a few records has files of every kind, and lists that are divided."""
    for module, name, value in (
        (postings, "LONGEST_LIST", 8),
        (postings, "BLOCK", 4),
        (postings, "FILE_WEIGHT", 60),
        (postings, "FEW_FILES", 2),
        (postings, "SINGLE", 6),
        (sounds, "PAIRS_A_FILE", 8),
        (names, "MOST_ROWS", 4),
        (making, "HEADS_A_FILE", 2),
        (texts, "HEADS_A_FILE", 2),
    ):
        monkeypatch.setattr(module, name, value)


@pytest.mark.parametrize(("seed", "chunks"), [(0, 1), (1, 3), (2, 1)])
@pytest.mark.usefixtures("many_small_files")
def test_any_changes_give_the_index_from_nothing(
    tmp_path: Path, seed: int, chunks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts, names, readings and records come, change and go: whatever way an index has come
    about, its files and their fingerprints are those of a first build."""
    monkeypatch.setattr(texts, "CHUNKS_A_FILE", chunks)
    changing, village = Changing(seed), Village(tmp_path)
    for _ in range(8):
        village.build(changing.archive())
        with TemporaryDirectory() as folder:
            first = Village(Path(folder))
            first.build(changing.archive())
        assert village.written == first.written
        assert village.marks == first.marks
        for _ in range(changing.random.randint(1, 2)):
            changing.change()


def test_last_words_leave_no_file(tmp_path: Path) -> None:
    """The text of the last unit is withdrawn and every number stays; its file goes all the same."""
    village = Village(tmp_path)
    village.build(public(place(body="最后的话")))
    assert "search/t/0.js" in village.written
    after = public(place())
    village.build(after)
    assert "search/t/0.js" not in village.written
    assert village.written == from_nothing(after)


def test_what_is_withdrawn_is_not_kept(tmp_path: Path) -> None:
    """Neither its words nor their terms are in what the next build is given."""
    village = Village(tmp_path)
    told = place(dialect_name="秘密湾", body="谁也不知道")
    village.build(public(*VILLAGE[:1], told, *VILLAGE[2:], words=SAID))
    assert _kept(tmp_path) >= {"秘密", "密湾", "谁也", "知道"}
    village.build(public(*VILLAGE[:1], place(body="谁都知道"), *VILLAGE[2:], words=SAID))
    assert _kept(tmp_path).isdisjoint({"秘密", "密湾", "谁也"})
    assert len([*tmp_path.iterdir()]) == 3
    for path in tmp_path.iterdir():
        assert json.dumps("秘密湾").strip('"').encode() not in path.read_bytes()


@pytest.mark.usefixtures("many_small_files")
@pytest.mark.parametrize("word", ["磕磕绊绊", "秘密湾", "墙头草"])
def test_characters_that_are_no_longer_there_leave_the_files_of_sounds(
    tmp_path: Path, word: str
) -> None:
    """When the last place is gone where a character stood, so are the pairs it stood in."""
    village = Village(tmp_path)
    village.build(public(*VILLAGE[:1], place(body=f"谁都知道{word}"), *VILLAGE[2:], words=SAID))
    after = public(*VILLAGE[:1], place(body="谁都知道"), *VILLAGE[2:], words=SAID)
    village.build(after)
    assert village.written == from_nothing(after)


def _kept(folder: Path) -> set[str]:
    """The terms that are kept."""
    [path] = folder.glob("terms-*")
    words = open_vocabulary(path, sha1(path.read_bytes()).hexdigest())
    assert words is not None
    return {chr(key >> 21) + chr(key & (1 << 21) - 1) for key in words.keys.tolist()}


def test_a_line_changes_few_files(tmp_path: Path) -> None:
    """Files that hold no term of a line that changed are left alone."""
    village = Village(tmp_path)
    words = [said(f"第{n}回，{chr(0x4E00 + 37 * n)}", at=(n, n + 1)) for n in range(500)]
    village.build(public(interview(), words=transcripts(*words)))
    words[7] = said("换了一句", at=(7, 8))
    made = village.build(public(interview(), words=transcripts(*words)))
    assert {path for path in made if path.startswith("search/t/")} == {"search/t/0.js"}
    assert len(made) < len(village.written) / 2


def test_nothing_is_read_when_nothing_has_changed(tmp_path: Path) -> None:
    """The second build looks at no word: what would bring the segments back is not called."""
    archive = public(*VILLAGE, words=SAID)
    telling = archive.tellings[TOLD]
    calls = []

    def unpack(_: bytes) -> tuple[PublicSegment, ...]:
        calls.append(1)
        return tuple(telling.segments)

    kept = KeptSegments(b"", unpack, count=5, is_timed=True, last_second=9.0, digest=b"1")
    packed = replace(archive, tellings={TOLD: replace(telling, segments=kept)})
    village = Village(tmp_path)
    assert village.build(packed) == set(village.written)
    assert calls
    calls.clear()
    assert village.build(packed) == set()
    assert calls == []


def test_lost_files_are_made_again(tmp_path: Path) -> None:
    """A site folder that was emptied gets the same files, though nothing has changed."""
    archive = public(*VILLAGE, words=SAID)
    village = Village(tmp_path)
    village.build(archive)
    before = dict(village.written)
    village.marks, village.written = {}, {}
    assert village.build(archive) == set(before)
    assert village.written == before
    assert len([*tmp_path.iterdir()]) == 3


def test_site_keeps_what_it_has_and_gets_what_it_lacks(tmp_path: Path) -> None:
    """What is as before is left alone by a site folder that knows it in just this form, stays in
    its ledger, and is made again in one that does not."""
    site = tmp_path / "site"

    def write(marks: Mapping[str, str]) -> SiteFolder:
        folder = SiteFolder(site, state=tmp_path / "state")
        folder.open()
        folder.write_bytes(PurePosixPath("index.html"), b"")
        pages = [Page(PurePosixPath(path), bytes.fromhex(marks[path]), str) for path in marks]
        same = AsBefore(marks, lambda lost: [page for page in pages if str(page.path) in lost])
        folder.note(folder.put_data([same]))
        folder.close()
        return folder

    write({"a.js": "00", "b.js": "01"})
    (site / "a.js").write_text("as it was")
    assert write({"a.js": "00", "b.js": "02", "c.js": "03"}).written.files == 2
    assert (site / "a.js").read_text() == "as it was"
    assert write({"b.js": "02"}).written.removed == 2
    assert {path.name for path in site.iterdir()} == {"index.html", "b.js"}


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


HARM: Mapping[str, Callable[[Path], None]] = {
    "terms cut": lambda folder: _cut(next(folder.glob("terms-*"))),
    "terms flipped": lambda folder: _flip(next(folder.glob("terms-*"))),
    "terms gone": lambda folder: next(folder.glob("terms-*")).unlink(),
    "entries cut": lambda folder: _cut(next(folder.glob("entries-*"))),
    "entries flipped": lambda folder: _flip(next(folder.glob("entries-*"))),
    "entries gone": lambda folder: next(folder.glob("entries-*")).unlink(),
    "state cut": lambda folder: _cut(folder / "state.json"),
    "state of nonsense": lambda folder: _nonsense(folder / "state.json"),
    "all gone": shutil.rmtree,
}


def _nonsense(path: Path) -> None:
    state = json.loads(path.read_bytes().partition(b"\n")[2])
    text = json.dumps({**state, "units": 1, "files": []}).encode()
    path.write_bytes(sha1(text).hexdigest().encode() + b"\n" + text)


@pytest.mark.parametrize("harm", HARM)
def test_damaged_state_is_not_believed(tmp_path: Path, harm: str) -> None:
    """Whatever became of what was kept, the next index is right."""
    village = Village(tmp_path / "kept")
    village.build(public(*VILLAGE, words=SAID))
    HARM[harm](village.folder)
    after = CHANGES["a line changed"]
    village.build(after)
    assert village.written == from_nothing(after)


# Hostile words

HOSTILE = "</script><!--\u2028\u2029__proto__ constructor \x00\x01\\\"'`${1}&lt; \U000e0001"


def test_hostile_words_stay_words() -> None:
    """Nothing ends the script or its line, and a reader gets the words as they were."""
    torn = f"{HOSTILE}\ud800"
    data = index(
        place(name=HOSTILE.replace("<!--", ""), body="x"),
        interview(),
        words=transcripts(said(torn)),
    )
    assert HOSTILE.replace("<!--", "") in [row[1] for row in data.units]
    assert torn in passages(data)
    assert data.documents("pr") == sorted(n for n, t in data.texts.items() if "pr" in set(terms(t)))


def test_archive_of_nothing_has_an_index() -> None:
    """No record at all: files that say so."""
    data = read_search(index_files(view_of().archive))
    assert (data.head["units"], data.head["documents"], data.head["names"]) == (0, 0, [])
    assert data.documents("水车") == []


def test_tables_are_loaded_only_when_they_are_needed() -> None:
    """A command that makes no index does not wait for numpy, pinyin and the rest."""
    code = "import sys, archive.build; print({'numpy', 'opencc', 'pypinyin'} & {*sys.modules})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"
