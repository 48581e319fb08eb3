"""Which stops of an exhibit may be seen, and that the others were never written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from archive.index.mentions import index_mentions
from archive.model.consent import Consent, Reason, SealedSpan
from archive.model.exhibit import Exhibit, Stop
from archive.model.kinds import Kind
from archive.model.media import Clip
from archive.model.photo import Depicted
from archive.model.public import PublicView
from archive.model.records import Record
from archive.model.terms import Channel, Subject, Use
from archive.model.transcript import Transcripts
from tests.leaks.small import (
    AMEI,
    GENSHENG,
    TOLD,
    WALK,
    consent,
    everything_in,
    exhibit,
    interview,
    person,
    photo,
    place,
    puzzle,
    said,
    speaker,
    thing,
    transcripts,
    view_of,
)

CLIP = Clip(interview=TOLD, start=4, end=8)
WELL = place()
FACELESS = photo(people=(Depicted(person=GENSHENG),))
SECRET = "借了五百块钱"
NO_VOICE = consent(AMEI, WALK, TOLD, subjects={Subject.VOICE: "refused"})
HEARD_PAPER = consent(AMEI, WALK, TOLD)


def stop(**fields: Any) -> Stop:
    """A stop before the well, told by Amei in her own voice."""
    return Stop(**{"record": WELL.id, "wording": "井是两只口。", "clip": CLIP, **fields})


def seen(
    *stops: Stop,
    records: tuple[Record, ...] = (),
    papers: tuple[Consent, ...] | None = None,
    words: Transcripts | None = None,
    channel: Channel = Channel.WEB,
    **fields: Any,
) -> PublicView:
    """The walk with these stops as it is published; Amei has allowed what she told and leads."""
    given = papers if papers is not None else (HEARD_PAPER,)
    others = {r.id: r for r in (person(), WELL, interview(), *records)}
    walk = exhibit(*stops, **fields)
    return view_of(*others.values(), *given, walk, words=words, channel=channel)


def walk_of(view: PublicView) -> Exhibit:
    """The walk as it is published."""
    found = view.archive.records[WALK]
    assert isinstance(found, Exhibit)
    return found


# The walk itself


PAPERS: Mapping[str, tuple[tuple[Consent, ...], Reason]] = {
    "nobody asked": ((consent(AMEI, TOLD),), Reason.NO_CONSENT),
    "words refused": (
        (consent(AMEI, WALK, TOLD, subjects={Subject.TEXT: "refused"}),),
        Reason.SUBJECT_REFUSED,
    ),
    "name refused": (
        (
            consent(AMEI, TOLD),
            consent(AMEI, covers=(WALK,), slug="walk", subjects={Subject.NAME: "refused"}),
        ),
        Reason.SUBJECT_REFUSED,
    ),
    "not on the web": (
        (
            consent(AMEI, TOLD),
            consent(AMEI, covers=(WALK,), slug="walk", uses={Use.MUSEUM_SCREEN: "given"}),
        ),
        Reason.NOT_ASKED,
    ),
}


@pytest.mark.parametrize("case", PAPERS)
def test_without_its_narrators_consent_there_is_no_walk(case: str) -> None:
    """Words and name, for the walk itself, in this channel; the worker is told which is missing."""
    papers, reason = PAPERS[case]
    view = seen(stop(), papers=papers)
    assert WALK not in view.archive.records
    assert [(w.what, w.reason) for w in view.withheld if w.record == WALK] == [("record", reason)]


def test_a_narrator_without_a_page_leads_nobody() -> None:
    """Who may not be known may not be known as the one who leads."""
    view = seen(stop(), records=(person(access="closed"),))
    assert WALK not in view.archive.records
    found = [w.reason for w in view.withheld if w.record == WALK]
    assert found == [Reason.NARRATOR_NOT_SHOWN]


def test_a_walk_that_is_only_listed_is_a_title() -> None:
    """No stop of it is known, and its page can be drawn."""
    view = seen(stop(), access="listed")
    assert walk_of(view).stops == ()
    assert walk_of(view).narrator is None


# Stops that are there


def test_a_stop_has_its_words_its_voice_and_what_it_stands_before() -> None:
    """Where it is kept is for those who work there alone."""
    view = seen(stop(label="双眼井", stands_at="一号柜", kept_at="钥匙在值班室"))
    [one] = walk_of(view).stops
    assert (one.record, one.clip, one.label) == (WELL.id, CLIP, "双眼井")
    assert (one.stands_at, one.kept_at) == ("一号柜", None)
    assert "钥匙" not in everything_in(view)


def test_words_alone_stay_where_the_voice_is_refused() -> None:
    """A stop without a clip asks for no voice."""
    view = seen(stop(clip=None), papers=(NO_VOICE,))
    assert len(walk_of(view).stops) == 1


def test_a_place_in_a_text_that_was_never_recorded_stays() -> None:
    """There is no voice to be withheld."""
    view = seen(stop(), records=(interview(recording=None),))
    assert walk_of(view).stops[0].clip == CLIP


def test_names_behind_pseudonyms_are_masked_in_the_whole_walk() -> None:
    """As in the interview that any of its stops is told in, also one that is not published."""
    words = transcripts(said("【化名：周小妹|老陆】来了", at=(0, 4)), said("井", at=(4, 8)))
    view = seen(
        stop(wording="周小妹打的井", label="周小妹"), introduction="周小妹家门口", words=words
    )
    assert "周小妹" not in everything_in(view)


def test_withheld_phrases_are_in_no_field_of_the_walk() -> None:
    """Neither in words nor in a label or the introduction."""
    words = transcripts(said(f"【不公开：{SECRET}】", at=(0, 3)), said("井", at=(4, 8)))
    view = seen(stop(label=SECRET), introduction=f"他{SECRET}。", words=words)
    assert SECRET not in everything_in(view)
    assert len(walk_of(view).stops) == 1


# Stops that are not


GONE: Mapping[str, tuple[Stop, dict[str, Any], Reason]] = {
    "record that is not published": (
        stop(record=thing().id),
        {"records": (thing(access="closed"),)},
        Reason.NO_SHOWN_SOURCE,
    ),
    "record that is only listed": (
        stop(record=thing().id),
        {"records": (thing(access="listed"),)},
        Reason.NO_SHOWN_SOURCE,
    ),
    "photograph that may not be seen": (
        stop(record=FACELESS.id),
        {"records": (FACELESS, person("gensheng", "陆根生"))},
        Reason.NO_SHOWN_SOURCE,
    ),
    "interview that is not published": (
        stop(),
        {"records": (interview(access="closed"),)},
        Reason.NO_SHOWN_SOURCE,
    ),
    "interview that is only listed": (
        stop(),
        {"records": (interview(access="listed"),)},
        Reason.NO_SHOWN_SOURCE,
    ),
    "voice that is refused": (stop(), {"papers": (NO_VOICE,)}, Reason.NO_SHOWN_SOURCE),
    "sealed passage": (
        stop(),
        {
            "papers": (
                consent(
                    AMEI,
                    WALK,
                    TOLD,
                    sealed_spans=(SealedSpan(interview=TOLD, start=5, end=6),),
                ),
            )
        },
        Reason.SEALED_SPAN,
    ),
    "withheld words": (
        stop(),
        {"words": transcripts(said("好", at=(0, 4)), said(f"【不公开：{SECRET}】", at=(4, 8)))},
        Reason.SEALED_SPAN,
    ),
    "withheld words that may be anywhere": (
        stop(),
        {"words": transcripts(said(f"【不公开：{SECRET}】", at=None))},
        Reason.NO_SHOWN_SOURCE,
    ),
    "words that quote what is withheld": (
        stop(wording=f"他{SECRET}。"),
        {"words": transcripts(said(f"【不公开：{SECRET}】", at=(0, 3)), said("井", at=(4, 8)))},
        Reason.MARKED,
    ),
    "words that are withheld themselves": (stop(wording="【不公开：井】"), {}, Reason.MARKED),
    "voice that must not be known as the narrator's": (
        stop(),
        {
            "papers": (
                consent(AMEI, WALK),
                consent(AMEI, covers=(TOLD,), slug="told", subjects={Subject.NAME: "refused"}),
            )
        },
        Reason.SUBJECT_REFUSED,
    ),
    "gift that must not be known as the narrator's": (
        stop(record=thing().id, clip=None),
        {
            "records": (thing(donor=AMEI),),
            "papers": (
                consent(AMEI, WALK, TOLD),
                consent(
                    AMEI, covers=(thing().id,), slug="gift", subjects={Subject.NAME: "refused"}
                ),
            ),
        },
        Reason.SUBJECT_REFUSED,
    ),
    "interview with another who refused the words": (
        stop(),
        {
            "records": (interview(AMEI, GENSHENG), person("gensheng", "陆根生")),
            "words": transcripts(said("井", speaker(GENSHENG), at=(4, 8))),
        },
        Reason.NO_SHOWN_SOURCE,
    ),
}


@pytest.mark.parametrize("case", GONE)
def test_a_stop_that_must_not_be_seen_is_gone(case: str) -> None:
    """All of it goes, and the worker alone is told which one and why."""
    one, options, reason = GONE[case]
    view = seen(stop(wording="先走这里。", clip=None), one, **options)
    assert [kept.wording for kept in walk_of(view).stops] == ["先走这里。"]
    withheld = [(w.record, w.detail, w.reason) for w in view.withheld if w.what == "stop"]
    assert withheld == [(WALK, "2", reason)]


@pytest.mark.parametrize("case", GONE)
def test_what_is_gone_was_never_written(case: str) -> None:
    """The walk, and all that goes to the pages, is that of an archive without the stop."""
    one, options, _ = GONE[case]
    kept = stop(wording="先走这里。", clip=None), stop(wording="再走这里。", clip=None)
    with_it, without = seen(kept[0], one, kept[1], **options), seen(*kept, **options)
    assert walk_of(with_it) == walk_of(without)
    assert index_mentions(with_it.archive) == index_mentions(without.archive)
    assert replace(with_it, withheld=()) == replace(without, withheld=())


def test_a_walk_whose_stops_are_all_gone_is_one_that_is_being_prepared() -> None:
    """Nothing tells them apart."""
    closed = {"records": (thing(access="closed"),)}
    assert walk_of(seen(stop(record=thing().id), **closed)) == walk_of(seen(**closed))


def test_another_channel_has_its_own_stops() -> None:
    """Who lets the museum alone have an object keeps its stop off the website."""
    gift = thing(donor=AMEI)
    papers = (
        HEARD_PAPER,
        consent(AMEI, covers=(gift.id,), slug="gift", uses={Use.MUSEUM_SCREEN: "given"}),
    )
    given: dict[str, Any] = {"records": (gift,), "papers": papers}
    stops = stop(), stop(record=gift.id)
    web = walk_of(seen(*stops, **given))
    kiosk = walk_of(seen(*stops, **given, channel=Channel.KIOSK))
    assert (len(web.stops), len(kiosk.stops)) == (1, 2)


# How long it takes


def test_a_walk_takes_as_long_as_its_voices_and_what_is_read() -> None:
    """Clips by their seconds, words without a voice at four characters a second."""
    quiet = stop(clip=None, wording="井" * 240)
    long = stop(clip=Clip(interview=TOLD, start=0, end=90))
    assert exhibit().minutes == 1
    assert exhibit(quiet).minutes == 1
    assert exhibit(quiet, long).minutes == 2
    assert exhibit(quiet, long, long).minutes == 4


def test_what_it_stands_before_leads_to_the_walk() -> None:
    """The page of a place, of an interview and of a narrator list it."""
    mentions = index_mentions(seen(stop()).archive)
    for target in (WELL.id, TOLD, AMEI):
        assert mentions.sources(target, Kind.EXHIBIT) == (WALK,)


def test_a_puzzle_can_be_a_stop() -> None:
    """A walk may lead to what is still being put together."""
    view = seen(stop(record=puzzle().id, clip=None), records=(puzzle(),))
    assert walk_of(view).stops[0].record == puzzle().id
