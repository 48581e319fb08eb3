"""Records: what people may write for a value, and what each fault says."""

import datetime
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.entries import REFERENCE_KINDS
from archive.ingest.front_matter import parse_front_matter
from archive.ingest.records import RecordReading, _Reader, read_record
from archive.ingest.scalars import format_seconds, parse_day, parse_seconds, parse_yes_no
from archive.ingest.shapes import MODELS, Form, Shape, shapes_of
from archive.ingest.spoken_dates import Anchor
from archive.model.consent import Consent
from archive.model.dates import parse_edtf
from archive.model.event import Event
from archive.model.fields import Part
from archive.model.interview import Interview
from archive.model.kinds import RecordId
from archive.model.media import Picture
from archive.model.person import Alias, Person
from archive.model.place import Place
from archive.model.records import Record
from archive.model.terms import AliasKind, Answer, Gender, Subject, Term, Use, Witness

PATH = PurePosixPath("content/x.md")
PERSON = "accession: A1\nname: 沈阿甲\nname_kind: 真名\naccess: 开放\n"
CONSENT = (
    "accession: C1\ngrantor: people/a\ncapacity: 本人\ncovers: people/a\nattribution: 真名\n"
    "signed_on: 2024-03-09\n"
)
INTERVIEW = (
    "accession: K1\ntitle: 水车\naccess: open\ncollectors: 林采\ninstitution: 村史馆\n"
    "recorded_on: 2024-03-09\nrecorded_at: 村史馆\nlanguages: 吴语\nsummary: 讲水车。\n"
    "consents: consents/c\ntranscript_state: 校对\n"
)


def read(text: str, name: str = "people/a", anchors: tuple[Anchor, ...] = ()) -> RecordReading:
    front = parse_front_matter(f"---\n{text}---\n", path=PATH)
    return read_record(front, name=RecordId(name), path=PATH, anchors=anchors)


def person(extra: str) -> Person:
    reading = read(PERSON + extra)
    assert reading.problems == ()
    assert isinstance(reading.record, Person)
    return reading.record


def test_terms_in_either_language_mean_the_same() -> None:
    """女, female and the English name are one term."""
    assert person("gender: 女\n").gender is Gender.FEMALE
    assert person("gender: female\n").gender is Gender.FEMALE


def test_one_value_serves_where_a_list_is_wanted() -> None:
    """A list of one need not be written as a list, nor an alias as a part."""
    assert person("occupations: 种田\n").occupations == ("种田",)
    assert person("aliases: [毛头, {name: 阿甲, kind: 小名}]\n").aliases == (
        Alias(name="毛头"),
        Alias(name="阿甲", kind=AliasKind.MILK),
    )
    assert person("portrait: a/b.jpg\n").portrait == Picture(file=PurePosixPath("a/b.jpg"))
    assert person("gender: [女]\n").gender is Gender.FEMALE


def test_empty_values_are_as_if_not_written() -> None:
    """An empty field of a form that was copied is no fault."""
    record = person("gender:\naliases: []\nthemes: [, ]\nborn: ~\n".replace("[, ]", "[]"))
    assert (record.gender, record.aliases, record.themes, record.born) == (None, (), (), None)


@pytest.mark.parametrize(
    ("text", "spoken", "edtf"),
    [
        ("1943", None, "1943"),
        ("194X", None, "194X"),
        ("一九四三年", "一九四三年", "1943"),
        ("{spoken: 属羊的, edtf: 1943}", "属羊的", "1943"),
        ("{edtf: 1943~}", None, "1943~"),
        ("不详", "不详", None),
        ("{spoken: 记不清了, edtf: }", "记不清了", None),
        ("{spoken: 记不清了, edtf: 不详}", "记不清了", None),
        ("发大水那年", "发大水那年", "1954"),
    ],
)
def test_a_time_is_given_in_words_or_in_edtf(
    text: str, spoken: str | None, edtf: str | None
) -> None:
    """The words are kept as said, with the interval beside them."""
    anchors = (Anchor(("发大水那年",), parse_edtf("1954")),)
    record = read(PERSON + f"born: {text}\n", anchors=anchors).record
    assert isinstance(record, Person)
    assert record.born is not None
    assert (record.born.spoken, record.born.edtf) == (spoken, edtf)


def test_what_was_said_depends_on_when_it_was_said() -> None:
    """去年 counts from the day of the interview."""
    reading = read(INTERVIEW + "narrators: people/a\nperiod: 去年\n", "interviews/i")
    assert isinstance(reading.record, Interview)
    assert reading.record.period is not None
    assert reading.record.period.edtf == "2023"


def test_a_decade_of_birth_is_worked_out() -> None:
    """The decade comes from the birth, and nobody types it."""
    assert person("born: 1943-05-01\n").birth_decade == 1940
    assert person("").birth_decade is None


def test_narrators_are_records_or_names() -> None:
    """A plain value is an id when it looks like one, and a name otherwise."""
    text = "narrators: [people/a, 过路人, {person: people/b, witness: [亲历, 亲闻]}]\n"
    record = read(INTERVIEW + text, "interviews/i").record
    assert isinstance(record, Interview)
    assert [(n.person, n.name) for n in record.narrators] == [
        ("people/a", None), (None, "过路人"), ("people/b", None),
    ]  # fmt: skip
    assert record.narrators[2].witness == (Witness.LIVED, Witness.HEARD)


def test_answers_may_be_written_as_pairs() -> None:
    """网站: 同意 is the same as a list of parts, and its faults keep their lines."""
    pairs = (
        "valid_until: 永久\nuses:\n  网站: 同意\n  馆内屏: {answer: 有限同意, only: 文字}\n"
        "subjects: {声音: 同意}\n"
    )
    record = read(CONSENT + pairs, "consents/c").record
    assert isinstance(record, Consent)
    assert [(a.use, a.answer, a.only) for a in record.uses] == [
        (Use.WEB, Answer.GIVEN, ()),
        (Use.MUSEUM_SCREEN, Answer.LIMITED, (Subject.TEXT,)),
    ]
    assert record.valid_until == datetime.date.max
    assert record.access.value == "closed"
    wrong = read(CONSENT + pairs.replace("网站: 同意", "网站: 可以"), "consents/c")
    assert [(p.code, p.line) for p in wrong.problems] == [("term-unknown", 10)]


def test_a_number_is_refused_politely() -> None:
    """Yes and no, numbers and days are read as people write them."""
    event = "name: 大水\nwhen: 1954\naccess: 开放\n"
    record = read(event + "is_anchor: 是\n", "events/e").record
    assert isinstance(record, Event)
    assert record.is_anchor
    place = "accession: D1\nname: 井\nplace_type: 井\naccess: 开放\n"
    found = read(place + "position: {x: 0.5, y: 1, width: .1, height: 0.1}\n", "places/p").record
    assert isinstance(found, Place)
    assert found.position is not None
    assert found.position.x == 0.5


def test_a_misspelt_key_names_the_nearest_and_a_label_its_key() -> None:
    """Someone who writes 别名 or genders is led to the key."""
    hints = [p.hint("zh") for p in read(PERSON + "别名: x\ngenders: 女\nzzz: 1\n").problems]
    assert hints[:2] == ["是不是“aliases”？", "是不是“gender”？"]
    assert hints[2].startswith("可以写的有：access")


def test_a_wrong_term_lists_the_right_ones() -> None:
    """The answer to a wrong word is the words to choose from."""
    (problem,) = read(PERSON + "gender: 女性\n").problems
    assert problem.message("zh") == "性别（gender）写的是“女性”，不在可选的词里。"
    assert problem.hint("zh") == "是不是“女”？可以写：女、男、其他。"
    assert problem.hint("en") == "Did you mean “female”? Choose from: female, male, other."


def test_a_value_that_no_rule_names_is_told_all_the_same() -> None:
    """A rule of the model that has no sentence of its own still stops the record."""
    reader = _Reader({}, RecordId("people/a"), PATH, ())
    reader._explain(
        {"type": "assertion_error", "loc": ("name",), "msg": "Said why", "input": "x", "ctx": {}},
        Person,
    )
    assert [(p.code, p.hint("en")) for p in reader.problems] == [("value-wrong", "Said why")]


def test_faults_of_one_value_are_told_once() -> None:
    """A wrong value is not told of again as a missing one."""
    reading = read(PERSON.replace("真名", "真的"))
    assert [p.code for p in reading.problems] == ["term-unknown"]


@given(
    st.dictionaries(
        st.sampled_from([*shapes_of(Person), "zzz"]),
        st.recursive(
            st.none() | st.text(max_size=12),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["name", "kind", "file", "edtf", "x"]), inner)
            ),
            max_leaves=6,
        ),
    )
)
def test_no_values_break_the_reader(data: dict[str, object]) -> None:
    """Whatever the values, there is a record or there are problems, never an exception."""
    front = parse_front_matter("---\nx: 1\n---\n", path=PATH)
    reading = read_record(
        type(front)(data, front.lines),  # type: ignore[arg-type]
        name=RecordId("people/a"),
        path=PATH,
    )
    assert reading.record is not None or any(p.is_error for p in reading.problems)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:03:12", 192.0), ("3:12", 192.0), ("192", 192.0), ("192.5", 192.5),
        ("3：12", 192.0), ("1:00:00.25", 3600.25), ("3分12秒", 192.0), ("75:00", 4500.0),
    ],
)  # fmt: skip
def test_times_are_read_as_written(text: str, seconds: float) -> None:
    """Clock times, seconds and 分秒 alike."""
    assert parse_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "3:61", "1:75:00", "三分", "-3", "3:12:", "1e3", "inf"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """No guess is made."""
    with pytest.raises(ValueError, match=r"^.*$"):
        parse_seconds(text)


@given(st.integers(min_value=0, max_value=3_599_999_000))
def test_seconds_round_trip(thousandths: int) -> None:
    """What is written is read back to the thousandth."""
    seconds = thousandths / 1000
    assert parse_seconds(format_seconds(seconds)) == seconds


def test_days_and_answers() -> None:
    """Days in three ways of writing; no other; yes and no in both languages."""
    day = datetime.date(2024, 3, 9)
    assert {parse_day(t) for t in ("2024-03-09", "2024/3/9", "2024年3月9日", "2024.3.9")} == {day}
    for text in ("2024", "2024-02-30", "0", "86400", "明天"):
        with pytest.raises(ValueError, match=r"^.*$"):
            parse_day(text)
    assert [parse_yes_no(t) for t in ("是", "Yes", "TRUE", "否", "no", "0")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def _models() -> set[type[Part]]:
    waiting: list[type[Part]] = [*MODELS.values()]
    found: set[type[Part]] = set()
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            shapes = (f.shape.inner or f.shape for f in shapes_of(model).values())
            waiting += [shape.model for shape in shapes if shape.model is not None]
    return found


def test_every_reference_says_which_kinds_it_takes() -> None:
    """No reference is left to take anything by accident."""
    told = set()
    for model in _models():
        for key, field in shapes_of(model).items():
            if (field.shape.inner or field.shape).form is Form.REFERENCE:
                owners = [owner for owner in model.__mro__ if (owner, key) in REFERENCE_KINDS]
                deliberate = (model, key) in REFERENCE_KINDS or owners or key == "mentions"
                assert deliberate, f"{model.__name__}.{key}"
                told |= {(owner, key) for owner in owners}
    assert told == set(REFERENCE_KINDS)


def test_every_field_has_a_shape() -> None:
    """Each model's fields can all be read, and terms know their type."""
    for model in _models():
        for field in shapes_of(model).values():
            shape: Shape = field.shape.inner or field.shape
            if shape.form is Form.TERM:
                assert shape.term is not None
                assert issubclass(shape.term, Term)
    assert all(issubclass(model, Record) for model in MODELS.values())
