"""Every voice about a record: in the order of what is told, each second once, and nothing more
than may be heard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from archive.index.excerpts import Excerpt, Side, index_excerpts
from archive.index.fragments import Dating, Fragment, Origin, Place, audible, tell_once
from archive.index.mentions import index_mentions
from archive.index.voices import Voices, index_voices
from archive.model.consent import SealedSpan
from archive.model.dates import parse_edtf
from archive.model.interview import Chapter
from archive.model.kinds import RecordId
from archive.model.media import Clip
from archive.model.orders import Span
from archive.model.public import PublicView
from archive.model.puzzle import Piece, Relation, Slot
from archive.model.records import Record
from archive.model.terms import Subject, Tie
from archive.model.transcript import Role, Transcripts
from tests.leaks.small import (
    AMEI,
    GENSHENG,
    TOLD,
    WHEEL,
    consent,
    event,
    interview,
    person,
    photo,
    piece,
    place,
    puzzle,
    said,
    scene,
    speaker,
    spot,
    transcripts,
    view_of,
)

WELL, FLOOD, SQUARE = place().id, event().id, photo().id
SLOTS = (Slot(key="use", name="怎么用"),)


def clip(start: float, end: float) -> Clip:
    return Clip(interview=TOLD, start=start, end=end)


def seen(*records: Record, words: Transcripts | None = None, **allowed: Any) -> PublicView:
    """These with Amei, who tells, and allows everything but for what is said otherwise."""
    given = {r.id: r for r in (person(), interview(), *records)}
    paper = consent(AMEI, *given, **allowed)
    return view_of(*given.values(), paper, words=words)


def voices_of(view: PublicView) -> Voices:
    return index_voices(view.archive, index_mentions(view.archive))


def about_the_well(*pieces: Piece, **fields: Any) -> tuple[Fragment, ...]:
    """What is told of the well in pieces of a puzzle about it."""
    whole = puzzle(*pieces, slots=SLOTS, subject=WELL)
    told = interview(**fields)
    return voices_of(seen(place(), whole, told)).about.get(WELL, ())


def chapter(start: float, end: float, *mentions: RecordId, title: str = "一段") -> Chapter:
    return Chapter(start=start, end=end, title=title, mentions=mentions)


# --- order ---------------------------------------------------------------------------------------


def test_in_the_order_of_what_is_told() -> None:
    """By the year told of: sure ones before doubtful ones of the same year, none last."""
    dates = {"none": None, "span": "1954/1958", "flood": "1954-07", "doubt": "1954?", "old": "1949"}
    pieces = [
        piece(key, clip=clip(n * 10, n * 10 + 5), when=edtf and parse_edtf(edtf))
        for n, (key, edtf) in enumerate(dates.items())
    ]
    order = [fragment.places[0].anchor for fragment in about_the_well(*pieces)]
    assert order == [f"piece-{key}" for key in ("old", "flood", "doubt", "span", "none")]


def test_without_years_in_the_order_of_the_recording() -> None:
    """What tells of no year keeps the order in which it was said."""
    told = about_the_well(piece("later", clip=clip(20, 25)), piece("first", clip=clip(3, 8)))
    assert [fragment.start for fragment in told] == [3, 20]


@pytest.mark.parametrize(
    ("period", "dating"),
    [("1958/1963", Dating.PERIOD), ("1936/2024", Dating.NONE), ("../1963", Dating.NONE)],
)
def test_the_years_of_an_interview_serve_where_they_are_few(period: str, dating: Dating) -> None:
    """An interview about a whole life says nothing about the year of one of its passages."""
    [told] = about_the_well(piece(), period=parse_edtf(period))
    assert told.dating is dating


def test_a_chapter_has_the_years_of_its_events() -> None:
    """From the first to the last of them; a chapter about an event has the event's own."""
    early, late = event("early", when=parse_edtf("1950")), event("late", when=parse_edtf("1955"))
    told = interview(contents=(chapter(0, 9, WELL, early.id, late.id),))
    voices = voices_of(seen(place(), early, late, told))
    assert [f.when and f.when.edtf for f in voices.about[WELL]] == ["1950/1955"]
    assert [f.when and f.when.edtf for f in voices.about[late.id]] == ["1955"]
    [life] = voices.told[AMEI]
    assert life.dated_by == (early.id, late.id)


# --- each second once ----------------------------------------------------------------------------


def fragment(origin: Origin, start: float | None, end: float | None, **fields: Any) -> Fragment:
    given = {"narrators": (AMEI,), "places": (Place(WHEEL, f"{start}"),), **fields}
    return Fragment(origin, TOLD, start, end, **given)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([(Origin.CHAPTER, 0, 60), (Origin.PIECE, 20, 30)], [(20, 30)]),
        ([(Origin.CHAPTER, 0, 60), (Origin.PIECE, 60, 70)], [(60, 70), (0, 60)]),
        ([(Origin.CHAPTER, 0, None), (Origin.PIECE, 90, 99)], [(90, 99)]),
        ([(Origin.PIECE, 20, 30), (Origin.PIECE, 25, 40)], [(20, 40)]),
        ([(Origin.PIECE, 20, 30), (Origin.PIECE, 29.5, 40)], [(20, 30), (29.5, 40)]),
        ([(Origin.PIECE, 20, 21), (Origin.PIECE, 20, 21)], [(20, 21)]),
        ([(Origin.CHAPTER, 0, 60), (Origin.CHAPTER, 40, 90)], [(0, 90)]),
        ([(Origin.NAMED, None, None), (Origin.CHAPTER, 0, 60)], [(0, 60)]),
        ([(Origin.NAMED, None, None), (Origin.NAMED, None, None)], [(None, None)]),
    ],
)
def test_no_second_is_told_twice(given: Any, told: Any) -> None:
    """A piece wins over the chapter around it, anything over the whole interview, and what
    overlaps in more than its edges is one."""
    found = tell_once([fragment(*one) for one in given])
    assert [(f.start, f.end) for f in found] == told


def test_what_is_joined_keeps_everything() -> None:
    """Words, puzzles and people of both, and the better of two dates."""
    said_so, period = parse_edtf("1958"), parse_edtf("1950/1960")
    one = fragment(Origin.PIECE, 0, 9, words="先讲。", when=period, dating=Dating.PERIOD)
    two = fragment(
        Origin.PIECE, 4, 12, words="再讲。", when=said_so, dating=Dating.SAID, narrators=(GENSHENG,)
    )
    [joined] = tell_once([two, one])
    assert (joined.words, joined.narrators) == ("先讲。……再讲。", (AMEI, GENSHENG))
    assert (joined.when, joined.dating) == (said_so, Dating.SAID)
    assert [place.anchor for place in joined.places] == ["0", "4"]
    [same] = tell_once([one, replace(one, words="先讲")])
    assert same.words == "先讲。"


def test_whom_and_what_a_piece_speaks_of() -> None:
    """The subject of its puzzle, whom it retells, and what its twin shows; never its narrator."""
    heard = piece("heard", clip=clip(0, 4), heard_from=GENSHENG, narrator=AMEI)
    shown = piece("shown", photo=SQUARE)
    twin = Relation(tie=Tie.CONFIRMS, piece="heard")
    whole = puzzle(
        heard, shown.model_copy(update={"relations": (twin,)}), slots=SLOTS, subject=AMEI
    )
    gensheng = person("gensheng", "王根生")
    other = consent(GENSHENG, *(WHEEL, TOLD))
    view = view_of(
        person(), gensheng, interview(), photo(), whole,
        consent(AMEI, TOLD, SQUARE, WHEEL), other,
    )  # fmt: skip
    voices = voices_of(view)
    assert set(voices.about) == {GENSHENG, SQUARE}


def test_a_spot_without_words_may_be_told_by_anyone_of_its_interview() -> None:
    """What is quoted from the interview says who speaks: each narrator may be named on the page."""
    both = interview(AMEI, GENSHENG)
    gensheng = person("gensheng", "王根生")
    drawn = scene(spot(clip=clip(0, 4), place=WELL))
    view = view_of(
        person(), gensheng, both, place(), drawn,
        consent(AMEI, TOLD), consent(GENSHENG, TOLD, slug="other"),
        words=transcripts(said("井。", speaker(GENSHENG), at=(0, 4))),
    )  # fmt: skip
    [told] = voices_of(view).about[WELL]
    assert {AMEI, GENSHENG} <= set(told.records)


# --- nothing more than may be heard --------------------------------------------------------------

LIFE = {"contents": (chapter(0, 30, WELL), chapter(30, 60, WELL)), "mentions": (WELL,)}


def test_a_sealed_passage_leaves_no_gap_and_no_number() -> None:
    """The voices about a place are the very same as if the sealed passage did not exist."""
    sealed = SealedSpan(interview=TOLD, start=29, end=70)
    withheld = piece("gone", clip=clip(40, 50))
    without = seen(place(), interview(contents=(chapter(0, 29, WELL),), mentions=(WELL,)))
    view = seen(
        place(),
        interview(contents=(chapter(0, 29, WELL), chapter(30, 60, WELL)), mentions=(WELL,)),
        puzzle(withheld, slots=SLOTS, subject=WELL),
        sealed_spans=(sealed,),
    )
    [kept] = voices_of(without).about[WELL]
    [left] = voices_of(view).about[WELL]
    assert left == replace(kept, end=left.end)
    assert (left.start, left.end) == (0, pytest.approx(29 - 0.2, abs=0.21))


@pytest.mark.parametrize("refused", [Subject.TEXT, Subject.NAME])
def test_a_narrator_who_refuses(refused: Subject) -> None:
    """Who refuses the words tells nothing; who refuses the name is nobody's name."""
    whole = puzzle(piece(clip=clip(1, 5), narrator=AMEI), slots=SLOTS, subject=WELL)
    view = seen(place(), interview(**LIFE), whole, subjects={refused: "refused"})
    voices = voices_of(view)
    assert AMEI not in voices.told
    named = [f for f in voices.about.get(WELL, ()) if AMEI in f.narrators or f.words]
    assert all(f.narrators == (None,) for f in named)


@pytest.mark.parametrize(
    ("silences", "left"),
    [
        ([], (10, 40)),
        ([Span(0, 9)], (10, 40)),
        ([Span(20, 30)], (10, 20)),
        ([Span(9, 12)], (12, 40)),
        ([Span(11, 38.5)], None),
        ([Span(5, float("inf"))], None),
    ],
)
def test_a_chapter_is_played_up_to_a_silence(silences: Any, left: Any) -> None:
    """Nobody is made to listen to a silence, nor can tell from its length how much is gone."""
    assert audible(10, 40, silences) == left


# --- words ---------------------------------------------------------------------------------------

ASKER = speaker(None, Role.INTERVIEWER)


def quote(words: Transcripts, *, side: Side = Side.ABOUT, **fields: Any) -> Excerpt | None:
    """What the well's page quotes from an interview."""
    view = seen(place(), interview(**fields), words=words)
    voices = voices_of(view)
    of = AMEI if side is Side.TOLD else WELL
    [fragment] = voices.about[WELL]
    return index_excerpts(view.archive, voices).of((of, side, TOLD, fragment.start))


def test_a_chapter_is_quoted_from_what_its_narrator_says() -> None:
    """Not the question, and not what stands before the chapter."""
    words = transcripts(
        said("从前的事情讲过了，不讲了，讲不完的。", at=(0, 5)),
        said("井是哪一年挖的？", ASKER, at=(5, 9)),
        said("井是阿公挖的，挖了三年，挖到一块石板才见水。", at=(9, 15)),
    )
    found = quote(words, contents=(chapter(5, 20, WELL),))
    assert found is not None
    assert (found.words[:5], found.start) == ("井是阿公挖", 9)


def test_an_interview_that_names_a_place_is_heard_where_it_does() -> None:
    """From the words that name it, on to what the same person goes on to say."""
    words = transcripts(
        said("水田里的事情，一年四季。", at=(0, 5)),
        said("古井在弄堂里。", at=(5, 8)),
        said("七户人家吃一口井。", at=(8, 12)),
        said("后来呢？", ASKER, at=(12, 14)),
    )
    found = quote(words, mentions=(WELL,))
    assert found == Excerpt("古井在弄堂里。七户人家吃一口井。", (AMEI,), 5, 12, 2)


def test_a_place_that_is_asked_about_is_heard_in_the_answer() -> None:
    """The question names it, the answer tells of it."""
    words = transcripts(
        said("古井呢？", ASKER, at=(0, 2)), said("填掉了，二〇〇九年填的。", at=(2, 6))
    )
    found = quote(words, mentions=(WELL,))
    assert found is not None
    assert (found.start, found.words) == (2, "填掉了，二〇〇九年填的。")


def test_nothing_that_is_withheld_is_quoted() -> None:
    """Neither the marked words nor a whole hidden segment; the quotation ends before it."""
    words = transcripts(
        said("古井是【不公开：阿三挖】的。", at=(0, 4)),
        said("古井边上，大家排队。", at=(4, 8)),
        said("这一句，谁也不要讲出去。", speaker(None, Role.UNKNOWN), at=(8, 12)),
        said("再后来就没有了。", at=(12, 16)),
    )
    withheld = seen(interview(mentions=(WELL,)), words=words).withheld
    [codes] = [one.codes for one in withheld if one.what == "about"]
    found = quote(words, mentions=(WELL,), cleared=codes)
    assert found is not None
    assert "阿三" not in found.words
    assert "讲出去" not in found.words + str(found)
    assert found.start is None or (found.end is not None and found.end <= 8)


def test_words_without_times_are_quoted_and_found_by_their_number() -> None:
    """An interview that is only written down is read where it names the place."""
    words = transcripts(said("讲别的。", at=None), said("古井没有盖。", at=None))
    found = quote(words, mentions=(WELL,), recording=None)
    assert found is not None
    assert (found.words, found.start, found.number) == ("古井没有盖。", None, 2)
