"""What to ask next, whom and why: urgency, those who may know, and the plan of one visit."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.index.fieldwork.consents_due import Due, consents_due
from archive.index.fieldwork.gaps import Gap, find_gaps
from archive.index.fieldwork.knowing import Ground, Knower, Village
from archive.index.fieldwork.people import Callings
from archive.index.fieldwork.showing import picture_order
from archive.index.fieldwork.urgency import LONGEST, Level, level_of, urgency, years_left
from archive.index.fieldwork.visiting import MOST_QUESTIONS, VisitPlan, plan_visit
from archive.ingest.archive import read_archive
from archive.model.archive import Archive
from archive.model.kinds import RecordId
from archive.model.person import Person
from archive.model.terms import SlotState
from tests.conftest import MadeOnce

CASES = Path(__file__).parent / "cases" / "urgency.yml"
ON = date(2026, 1, 31)

PEOPLE = {
    "wen": "name: 沈阿文\nborn: '1936'\nliving: 在世\nhousehold: places/house",
    "bing": "name: 钱阿炳\naliases: [{name: 阿炳}]\nborn: '1938'\nliving: 在世\n"
    "household: places/next",
    "mei": "name: 沈小梅\nborn: '1970'\nliving: 在世\nhousehold: places/house",
    "gen": "name: 钟根泉\nborn: '1920'\nliving: 已故",
    "lin": "name: 林婆\nborn: '1935'\nliving: 在世\naccess: 不开放",
}
FILES = {
    "content/places/house.md": "accession: D1\nname: 老屋\nplace_type: 老宅\n"
    "position: {x: 0.5, y: 0.5, width: 0.04, height: 0.04}\naccess: 开放",
    "content/places/next.md": "accession: D2\nname: 隔壁\nplace_type: 老宅\n"
    "position: {x: 0.56, y: 0.5, width: 0.04, height: 0.04}\naccess: 开放",
    "content/events/flood.md": "name: 大水\nwhen: 1954\n"
    "participants: [people/wen, people/gen, people/lin]\naccess: 开放",
    "content/objects/tub.md": "accession: W1\nname: 菱桶\ncategory: 农具\nage: '1950'\n"
    "material: 木\nquantity: 1只\ncompleteness: 完整\nacquisition: 接受捐赠\ndonor: people/bing\n"
    "holder: 馆\nownership: 捐赠\nusage: 采菱。\npictures: [{file: tub.jpg}]\naccess: 开放",
    "content/photos/six.md": "accession: Z1\ntitle: 六人\nwhen: '1959'\nlocation: 村口\n"
    "photographer: 不详\nprovider: people/wen\ndescription: 六个人。\n"
    "picture: {file: six.jpg}\naccess: 开放\npeople:\n"
    "  - {outline: {x: 0.1, y: 0.1, width: 0.1, height: 0.1}, person: people/bing}\n"
    "  - {outline: {x: 0.3, y: 0.1, width: 0.1, height: 0.1}}",
    "content/puzzles/flood.md": "name: 发大水\ntopic: 大事\nsubject: events/flood\naccess: 开放\n"
    "slots:\n"
    "  - {key: porridge, name: 谁烧的粥, question: 粥是谁烧的？, importance: 3}\n"
    "  - {key: boat, name: 谁摇的船, question: 阿炳家的船谁摇？, may_know: [people/lin]}\n"
    "  - {key: who, name: 照片上是谁, question: 照片上是谁？}\n"
    "pieces:\n"
    "  - {key: one, slot: who, wording: 像是阿炳。, photo: photos/six, narrator: people/mei,"
    " version: 阿炳}\n"
    "  - {key: two, slot: who, wording: 是外头来的。, photo: photos/six, narrator: people/gen,"
    " version: 外头人}\n",
    "content/puzzles/tub.md": "name: 菱桶\ntopic: 老物件\nsubject: objects/tub\naccess: 开放\n"
    "slots:\n  - {key: use, name: 怎么用, importance: 1}\n",
    "content/visits/2025-01-05.md": "visited_on: 2025-01-05\nwent: [林社工]\nmet: [people/wen]\n"
    "where: 本人家中\nasked:\n  - {slot: flood/porridge}\n"
    "next:\n  - {slot: flood/boat, words: 船是谁摇的，想起来没有？}\n  - 还有没有别的照片？\n"
    "avoid:\n  - {slot: flood/who, words: 不要提照片。}\n"
    "missing:\n  - {person: people/wen, record: photos/six, use: 印刷, remark: 先问过女儿。}",
}


@pytest.fixture(scope="module")
def village(made_once: MadeOnce) -> Village:
    """A village of five, a flood, a tub, and one visit."""
    reading = read_archive(made_once("fieldwork-village", write_village))
    assert not [problem for problem in reading.problems if problem.is_error]
    return Village(reading.archive)


def write_village(folder: Path) -> None:
    for name, head in PEOPLE.items():
        access = "" if "access" in head else "\naccess: 开放"
        text = f"accession: R-{name}\nname_kind: 真名\n{head}{access}"
        _write(folder / f"content/people/{name}.md", text)
    for path, text in FILES.items():
        _write(folder / path, text)


def _write(file: Path, head: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{head}\n---\n", encoding="utf-8")


def gap(village: Village, name: str) -> Gap:
    return next(one for one in find_gaps(village, on=ON) if one.name == name)


def knower(village: Village, name: str, person: str) -> Knower:
    return next(one for one in gap(village, name).knowers if one.person == f"people/{person}")


def plan(village: Village, person: str) -> VisitPlan:
    found = village.archive.people[RecordId(f"people/{person}")]
    assert isinstance(found, Person)
    return plan_visit(village, found, on=ON)


# --- urgency


def value_of(case: dict[str, Any]) -> float:
    ages = [None if age == "?" else age for age in case["ages"]]
    return urgency(importance=case["importance"], state=SlotState(case["state"]), ages=ages)


def test_slots_press_in_this_order() -> None:
    """The golden order: how much it is wanted, how open it is, how many are left, how old."""
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    values = [value_of(case) for case in cases]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values) == 20


def test_waiting_is_bounded_and_falls_with_age() -> None:
    """More years of age never leave more time, one more who may know never less."""
    left = [years_left([age]) for age in range(1, 120)]
    assert left == sorted(left, reverse=True)
    assert left[0] == LONGEST
    assert years_left([]) == 0.0
    assert all(years_left([age, 70]) >= years_left([age]) for age in range(40, 110, 7))


@pytest.mark.parametrize("state", [SlotState.EVIDENCE, SlotState.SEVERAL_VOICES])
def test_what_is_settled_does_not_press(state: SlotState) -> None:
    """However old those are who could tell it again."""
    assert urgency(importance=3, state=state, ages=[95]) == 0


def test_levels_say_it_in_words() -> None:
    """Where nobody is known to ask, that is said and nothing else."""
    assert level_of(1.2, is_known=True) is Level.PRESSING
    assert level_of(0.5, is_known=True) is Level.SOON
    assert level_of(0.1, is_known=True) is Level.LATER
    assert level_of(3.0, is_known=False) is Level.NOBODY


# --- those who may know


@pytest.mark.parametrize(
    ("slot", "person", "ground"),
    [
        ("flood/porridge", "wen", Ground.WAS_THERE),
        ("flood/boat", "wen", Ground.TO_BE_ASKED),
        ("flood/boat", "bing", Ground.NAMED),
        ("flood/who", "bing", Ground.IN_PHOTO),
        ("flood/who", "bing", Ground.NAMED),
        ("flood/porridge", "mei", Ground.TOLD_BESIDE),
        ("tub/use", "bing", Ground.USED),
    ],
)
def test_why_somebody_may_know(village: Village, slot: str, person: str, ground: Ground) -> None:
    """Was there, is in the photograph, is named, used it, told what lies beside: each with why."""
    assert ground in {clue.ground for clue in knower(village, slot, person).clues}


def test_the_dead_and_the_closed_are_not_asked(village: Village) -> None:
    """Nor one whose record is closed, whatever the slot says; nor one who has told it."""
    for one in find_gaps(village, on=ON):
        asked = {k.person for k in one.knowers}
        assert not asked & {"people/gen", "people/lin"}
    assert "people/mei" not in {k.person for k in gap(village, "flood/who").knowers}


def test_asking_in_vain_lowers_and_is_told(village: Village) -> None:
    """Who was asked and had no answer is less likely to have one; the visit is named."""
    found = knower(village, "flood/porridge", "wen")
    assert found.in_vain == 1
    assert [before.answer for before in gap(village, "flood/porridge").before] == [None]


def test_who_was_born_later_can_only_have_heard(village: Village) -> None:
    """A clue weighs less for somebody who was not alive then."""
    assert knower(village, "flood/porridge", "mei").weight < 0.3


def test_what_is_not_to_be_brought_up_is_not_asked(village: Village) -> None:
    """The slot leaves that person alone, and the words stand among what to mind."""
    assert "people/wen" not in {k.person for k in gap(village, "flood/who").knowers}
    assert "不要提照片。" in [one.text for one in plan(village, "wen").cautions]


def test_names_in_words() -> None:
    """The longest name counts; what several are called means nobody."""
    people = {
        RecordId(f"people/{key}"): Person.model_validate(
            {"id": f"people/{key}", "accession": key, "name_kind": "real", "access": "open"} | more
        )
        for key, more in {
            "a": {"name": "沈阿妹", "aliases": [{"name": "阿妹"}, {"name": "阿婆"}]},
            "b": {"name": "阿妹娘", "aliases": [{"name": "阿婆"}]},
        }.items()
    }
    callings = Callings(Archive(people))
    assert callings.named_in("阿妹娘来了，阿婆没有来") == ("people/b",)
    assert callings.named_in("阿妹来了") == ("people/a",)


# --- one visit


def test_a_visit_is_short_and_begins_with_what_was_agreed(village: Village) -> None:
    """At most eight questions; one agreed on keeps the words it was written in."""
    words = [one.words for one in plan(village, "wen").questions]
    assert words[0] == "船是谁摇的，想起来没有？"
    assert "还有没有别的照片？" in words
    assert len(words) <= MOST_QUESTIONS


def test_what_to_bring_and_what_to_ask_for(village: Village) -> None:
    """Photographs with somebody nobody knows; a consent that a visit noted, with its remark kept
    from the sheet and told to those who go."""
    found = plan(village, "wen")
    assert found.things == ("photos/six",)
    assert [(one.record, one.due) for one in found.consents] == [
        ("photos/six", Due.NOTED),
        ("people/wen", Due.NEVER_ASKED),
    ]
    assert "先问过女儿。" in [one.text for one in found.cautions]


SAMPLE_FIRST = {
    "shen-amei": "阿珍、阿珠都讲到了，三阿姐阿宝后来呢？",
    "yao-genbao": "上次问到盘心，您说急不得。这次讲讲好不好？",
    "cai-linmei": "我们到水边去，您喊一声，好不好？",
    "zhang-yueying": "今天没有男人在，唱一段，好不好？",
}


@pytest.fixture(scope="module")
def sample() -> Village:
    """The sample village."""
    return Village(read_archive(Path(__file__).resolve().parent.parent).archive)


@pytest.mark.parametrize("person", SAMPLE_FIRST)
def test_the_sample_leads_to_questions(sample: Village, person: str) -> None:
    """Visits to the sample village lead on to the next ones."""
    assert plan(sample, person).questions[0].words == SAMPLE_FIRST[person]


def test_a_refusal_is_an_answer(sample: Village) -> None:
    """What somebody took back is neither brought along nor asked for again, and the face of one
    who will not be seen is covered for all but herself."""
    found = plan(sample, "shen-huizhen")
    assert not {"objects/hutou-xie", "photos/huizhen-1979"} & set(found.things)
    asked = {one.record for one in consents_due(sample, found.person.id, on=ON)}
    assert not {"objects/hutou-xie", "photos/huizhen-1979"} & asked
    photo, xiubao = RecordId("photos/canhua-1975"), RecordId("people/yu-xiubao")
    for shown_to, masks in ((RecordId("people/zhang-yueying"), 1), (xiubao, 0), (None, 1)):
        order = picture_order(sample.archive, photo, shown_to=shown_to, on=ON)
        assert order is not None
        assert len(order.masks) == masks


def test_what_hurts_is_not_read_back(sample: Village) -> None:
    """Words of a slot that is to be left alone are not among those read back."""
    texts = " ".join(one.text for one in plan(sample, "yao-genbao").words)
    assert texts
    assert "白得来" not in texts


def test_a_consent_that_ended_is_asked_for(sample: Village) -> None:
    """With the day it ended."""
    due = consents_due(sample, RecordId("people/lu-jianguo"), on=ON)
    assert [(one.record, one.due, one.until) for one in due] == [
        ("objects/menpai", Due.ENDED, date(2025, 12, 31))
    ]
