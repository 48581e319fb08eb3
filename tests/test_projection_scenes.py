"""Scenes as they are published: which spots are there, and that the others left no trace."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import pytest

from archive.model.consent import Consent, Reason, SealedSpan
from archive.model.interview import Interview
from archive.model.marks import plain_text
from archive.model.media import Clip, Outline, Picture, Sound
from archive.model.orders import PictureOrder, SoundOrder
from archive.model.photo import Depicted
from archive.model.public import PublicView
from archive.model.records import Record
from archive.model.scene import Scene, Spot
from archive.model.terms import Subject
from archive.model.transcript import Transcripts
from tests.leaks.small import (
    AMEI,
    GENSHENG,
    LANDING,
    OUTLINE,
    TOLD,
    consent,
    everything_in,
    interview,
    person,
    photo,
    place,
    said,
    scene,
    speaker,
    spot,
    thing,
    transcripts,
    view_of,
)

SECRET = "借了五百块钱"
CLIP = Clip(interview=TOLD, start=4, end=8)
WATER = Sound(file=PurePosixPath("water.mp3"), caption="水拍石级")
TODAY = Picture(file=PurePosixPath("today.jpg"), caption="水面")
FACELESS = photo(people=(Depicted(person=GENSHENG),))
COVERED = photo(people=(Depicted(person=GENSHENG, outline=OUTLINE),))


def seen(
    *spots: Spot,
    records: tuple[Record, ...] = (),
    told: Interview | None = None,
    words: Transcripts | None = None,
    papers: tuple[Consent, ...] | None = None,
    **fields: Any,
) -> PublicView:
    """The scene with these spots as it is published; Amei has allowed what she told."""
    told = told or interview()
    given = papers if papers is not None else (consent(AMEI, TOLD),)
    others = {record.id: record for record in (person(), told, *records)}
    return view_of(*others.values(), *given, scene(*spots, **fields), words=words)


def spots_of(view: PublicView) -> list[str]:
    """The keys of the spots that are published; the same in the record and beside it."""
    shown = view.archive.scenes[LANDING]
    record = view.archive.records[LANDING]
    assert isinstance(record, Scene)
    assert record.spots == tuple(one.spot for one in shown.spots)
    return [one.key for one in record.spots]


# Which spots are there

THERE: Mapping[str, tuple[Spot, dict[str, Any]]] = {
    "clip of an open interview": (spot(clip=CLIP), {}),
    "words alone": (spot(caption="十一级"), {}),
    "object": (spot(object=thing().id), {"records": (thing(),)}),
    "person": (spot(person=AMEI), {}),
    "place": (spot(place=place().id), {"records": (place(),)}),
    "then and now": (spot(photo=photo().id, now=TODAY), {"records": (photo(),)}),
    "photograph with a face covered": (spot(photo=COVERED.id), {"records": (COVERED,)}),
    "sound without voices": (spot(sound=WATER), {}),
    "sound with a voice that may be heard": (
        spot(sound=WATER.model_copy(update={"heard": (AMEI,)})),
        {"papers": (consent(AMEI, TOLD, LANDING),)},
    ),
    "clip beside a sealed passage": (
        spot(clip=CLIP),
        {
            "papers": (
                consent(AMEI, TOLD, sealed_spans=(SealedSpan(interview=TOLD, start=0, end=4),)),
            )
        },
    ),
}


@pytest.mark.parametrize("case", THERE)
def test_a_spot_is_there_where_all_of_it_may_be_seen(case: str) -> None:
    """What a spot names is published, so the spot is."""
    one, world = THERE[case]
    assert spots_of(seen(one, **world)) == ["step"]


GONE: Mapping[str, tuple[Spot, dict[str, Any]]] = {
    "interview is not there": (spot(clip=CLIP), {"papers": (consent(AMEI),)}),
    "interview is only listed": (spot(clip=CLIP), {"told": interview(access="listed")}),
    "passage is sealed": (
        spot(clip=CLIP),
        {
            "papers": (
                consent(AMEI, TOLD, sealed_spans=(SealedSpan(interview=TOLD, start=5, end=6),)),
            )
        },
    ),
    "passage is withheld": (
        spot(clip=CLIP),
        {"words": transcripts(said("踏", at=(0, 4)), said(f"【不公开：{SECRET}】", at=(4, 8)))},
    ),
    "words repeat what is withheld": (
        spot(caption=f"她{SECRET}。"),
        {},
    ),
    "narrator was not asked": (
        spot(clip=CLIP, narrator=GENSHENG),
        {"records": (person("gensheng", "陆根生"),)},
    ),
    "object is closed": (spot(object=thing().id), {"records": (thing(access="closed"),)}),
    "object is only listed": (spot(object=thing().id), {"records": (thing(access="listed"),)}),
    "person is not there": (
        spot(caption="他坐这里", person=GENSHENG),
        {"records": (person("gensheng", "陆根生"),)},
    ),
    "place is closed": (spot(place=place().id), {"records": (place(access="closed"),)}),
    "photograph may not be seen": (spot(photo=FACELESS.id, now=TODAY), {"records": (FACELESS,)}),
    "voice in the sound was not asked": (
        spot(sound=WATER.model_copy(update={"heard": (AMEI,)})),
        {},
    ),
    "voice is there and the object is not": (
        spot(clip=CLIP, object=thing().id),
        {"records": (thing(access="closed"),)},
    ),
}


@pytest.mark.parametrize("case", GONE)
def test_a_spot_leaves_no_trace_where_something_of_it_is_withheld(case: str) -> None:
    """The scene is that of an archive which never had the spot: the same value, the same files."""
    one, world = GONE[case]
    if case == "words repeat what is withheld":
        hidden = said(f"【不公开：{SECRET}】", at=(4, 8))
        world = {"words": transcripts(said("踏", at=(0, 4)), hidden)}
    open_spot = spot("open", clip=Clip(interview=TOLD, start=0.5, end=3), name="石级")
    if case in ("interview is not there", "interview is only listed"):
        open_spot = spot("open", caption="十一级", name="石级")
    view = seen(one.model_copy(update={"name": "看不见的看点"}), open_spot, **world)
    bare = seen(open_spot, **world)
    assert spots_of(view) == ["open"]
    assert view.archive == bare.archive
    assert view.orders == bare.orders
    assert "看不见的看点" not in everything_in(view)
    told = [(w.what, w.detail) for w in view.withheld if w.record == LANDING]
    assert told == [("spot", "step")]


# What is said there


def test_words_are_those_of_the_transcript() -> None:
    """The segments most of which lie within the clip, as they may be read."""
    words = transcripts(
        said("前", at=(0, 4)), said("老陆来了（笑）", at=(4, 8)), said("后", at=(8, 12))
    )
    view = seen(spot(clip=Clip(interview=TOLD, start=3.5, end=8.4)), words=words)
    [shown] = view.archive.scenes[LANDING].spots
    assert [plain_text(segment.spans) for segment in shown.segments] == ["老陆来了"]


def test_a_clip_inside_one_segment_has_its_words() -> None:
    """A second of a long segment is heard with the whole of it to read."""
    view = seen(
        spot(clip=Clip(interview=TOLD, start=5, end=6)),
        words=transcripts(said("慢慢讲", at=(0, 20))),
    )
    [shown] = view.archive.scenes[LANDING].spots
    assert [plain_text(segment.spans) for segment in shown.segments] == ["慢慢讲"]


def test_a_narrator_who_is_not_named_is_nobody() -> None:
    """The words stay, and whose they are is not said."""
    papers = (consent(AMEI, TOLD, subjects={Subject.NAME: "refused"}), consent(AMEI, slug="own"))
    view = seen(spot(clip=CLIP, narrator=AMEI, wording="踏"), papers=papers)
    [shown] = view.archive.scenes[LANDING].spots
    assert shown.spot.narrator is None


# The picture


def test_a_photograph_has_its_faces_covered_in_the_scene_too() -> None:
    """The scene stands on the very file that is made for the photograph."""
    view = seen(spot(caption="桥"), records=(COVERED,), photo=COVERED.id)
    shown = view.archive.scenes[LANDING]
    assert shown.picture == f"{COVERED.id}/picture"
    [order] = [one for one in view.orders if one.key.endswith("/picture")]
    assert isinstance(order, PictureOrder)
    assert order.masks


@pytest.mark.parametrize("hidden", [FACELESS, photo(access="closed"), photo(access="listed")])
def test_without_its_picture_there_is_no_scene(hidden: Record) -> None:
    """A scene on a photograph that may not be seen is not there at all, nor led to."""
    view = seen(spot(caption="桥"), records=(hidden, place(related=(LANDING,))), photo=hidden.id)
    assert LANDING not in view.archive.records
    assert LANDING not in view.archive.scenes
    assert "scenes/" not in everything_in(view)
    assert Reason.NO_SHOWN_SOURCE in [w.reason for w in view.withheld if w.record == LANDING]


def test_pictures_and_sounds_are_ordered_by_the_keys_of_spots() -> None:
    """Names of files tell the spot, and no number that would leave a gap."""
    view = seen(
        spot("gone", object=thing().id),
        spot("water", sound=WATER, photo=photo().id, now=TODAY),
        records=(photo(), thing(access="closed")),
        now=Picture(file=PurePosixPath("all.jpg")),
    )
    keys = {one.key: type(one) for one in view.orders if one.key.startswith(LANDING)}
    assert keys == {
        f"{LANDING}/picture": PictureOrder,
        f"{LANDING}/now": PictureOrder,
        f"{LANDING}/now-water": PictureOrder,
        f"{LANDING}/sound-water": SoundOrder,
    }


def test_an_outline_stays_as_it_was_drawn() -> None:
    """What is projected keeps the place on the picture."""
    outline = Outline(x=0.5, y=0.25, width=0.125, height=0.5)
    [one] = seen(spot(caption="窗", outline=outline)).archive.scenes[LANDING].spots
    assert one.spot.outline == outline


def test_a_listed_scene_has_its_title_alone() -> None:
    """Nothing of its picture or its spots is known."""
    view = seen(spot(caption="窗"), access="listed")
    assert LANDING in view.archive.listed
    assert LANDING not in view.archive.scenes
    assert not [one for one in view.orders if one.key.startswith(LANDING)]


def test_a_speaker_beside_the_narrator_decides_on_their_own_words() -> None:
    """Somebody who was there and refused their words is heard in no spot."""
    gensheng = person("gensheng", "陆根生")
    words = transcripts(said("踏", at=(0, 4)), said("牛", speaker(GENSHENG), at=(4, 8)))
    papers = (
        consent(AMEI, TOLD),
        consent(GENSHENG, TOLD, subjects={Subject.TEXT: "refused"}),
    )
    view = seen(
        spot(clip=CLIP),
        records=(gensheng,),
        told=interview(present=(GENSHENG,)),
        words=words,
        papers=papers,
    )
    assert spots_of(view) == []
