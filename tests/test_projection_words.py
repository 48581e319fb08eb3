"""What may be read and heard of an interview."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import pytest

from archive.model.consent import Consent, Reason, SealedSpan
from archive.model.dates import parse_edtf
from archive.model.interview import Chapter, Interview
from archive.model.marks import Words
from archive.model.media import Clip, Recording
from archive.model.orders import SoundOrder, Span, VideoOrder
from archive.model.public import PublicView
from archive.model.term import Example
from archive.model.terms import Subject
from archive.model.transcript import Certainty, Role, Segment
from tests.leaks.small import (
    AMEI,
    GENSHENG,
    PICTURE,
    TOLD,
    consent,
    everything_in,
    interview,
    person,
    said,
    speaker,
    telling_of,
    transcripts,
    view_of,
    word,
)
from tests.test_projection_consent import CASES, STATES

SECRET = "借了五百块钱"
BOTH = interview(present=(GENSHENG,), speakers={"根生": GENSHENG})
PEOPLE = person(), person("gensheng", "陆根生"), consent(AMEI, TOLD)
OTHER = said("后来呢", at=(4, 8))


def told(*segments: Segment, refused: Subject | None = None, **options: Any) -> PublicView:
    """An interview of Amei with Gensheng in the room, who may have refused something."""
    subjects = {refused: "refused"} if refused else {}
    paper = consent(GENSHENG, TOLD, subjects=subjects)
    record = options.pop("record", BOTH)
    return view_of(*PEOPLE, paper, record, words=transcripts(*segments, **options))


def silences(view: PublicView) -> list[tuple[float, float]]:
    return [(round(s.start, 3), round(s.end, 3)) for s in telling_of(view).silences]


def reasons(view: PublicView) -> set[Reason]:
    return {w.reason for w in view.withheld if w.what == "segment"}


HIDDEN: Mapping[str, tuple[Segment, Reason]] = {
    "speaker who refused": (said(SECRET, speaker(GENSHENG, Role.OTHER)), Reason.NO_CONSENT),
    "two, one of whom refused": (
        said(SECRET, speaker(AMEI), speaker(GENSHENG, Role.OTHER)),
        Reason.NO_CONSENT,
    ),
    "one of two, one of whom refused": (
        said(SECRET, speaker(AMEI), speaker(GENSHENG, Role.OTHER), certainty=Certainty.EITHER),
        Reason.NO_CONSENT,
    ),
    "perhaps one who refused": (
        said(SECRET, speaker(GENSHENG, Role.OTHER), certainty=Certainty.UNSURE),
        Reason.NO_CONSENT,
    ),
    "unknown speaker": (said(SECRET, speaker(None, Role.UNKNOWN)), Reason.UNKNOWN_SPEAKER),
    "nobody": (Segment(0.0, 4.0, (), (Words(SECRET),)), Reason.UNKNOWN_SPEAKER),
}


@pytest.mark.parametrize("case", HIDDEN)
def test_words_of_whoever_did_not_allow_them_are_hidden(case: str) -> None:
    """Nothing of the segment may be read, its sound is silent, and the reason is told."""
    segment, reason = HIDDEN[case]
    view = told(segment, OTHER, refused=Subject.TEXT)
    first, second = telling_of(view).segments
    assert (first.is_withheld, first.is_silent, first.spans, first.speakers) == (True, True, (), ())
    assert not second.is_withheld
    assert SECRET not in everything_in(view)
    assert silences(view) == [(0.0, 4.2)]
    assert reasons(view) == {reason}


SHOWN: Mapping[str, Segment] = {
    "interviewer": said("那年呢", speaker(None, Role.INTERVIEWER)),
    "everybody": said("对", speaker(None, Role.GROUP)),
    "narrator": said("水车"),
    "two who allowed it": said("水车", speaker(AMEI), speaker(GENSHENG, Role.OTHER)),
    "perhaps one who allowed it": said("水车", certainty=Certainty.UNSURE),
    "note by the editor": said("〔整理者注：停了一会〕"),
}


@pytest.mark.parametrize("case", SHOWN)
def test_words_that_are_allowed_are_shown(case: str) -> None:
    """Interviewers and groups need no consent, speakers have given theirs."""
    view = told(SHOWN[case])
    [segment] = telling_of(view).segments
    assert segment.spans
    assert not segment.is_withheld
    assert silences(view) == []


MARKED: Mapping[str, tuple[Segment, list[tuple[float, float]]]] = {
    "whole segment without inner times": (said(f"先【不公开：{SECRET}】后"), [(0.0, 4.2)]),
    "between inner times": (
        said(f"先<00:00:01.000>【不公开：{SECRET}】<00:00:02.000>后"),
        [(0.8, 2.2)],
    ),
    "from an inner time to the end": (said(f"先<00:00:01.000>【不公开：{SECRET}】"), [(0.8, 4.2)]),
    "inner time inside the mark": (
        said(f"先<00:00:01.000>【不公开：{SECRET}<00:00:02.000>还有】<00:00:03.000>后"),
        [(0.8, 3.2)],
    ),
    "inner times out of order": (
        said(f"先<00:00:03.000>中<00:00:01.000>【不公开：{SECRET}】<00:00:02.000>后"),
        [(0.0, 4.2)],
    ),
    "inner time outside the segment": (
        said(f"先【不公开：{SECRET}】<00:00:09.000>后"),
        [(0.0, 4.2)],
    ),
    "pseudonym": (said("是<00:00:01.000>【化名：陆老虎头|老陆】<00:00:02.000>"), [(0.8, 2.2)]),
    "inside doubt": (said(f"【存疑：【不公开：{SECRET}】】"), [(0.0, 4.2)]),
    "mark that is never closed": (said(f"先【不公开：{SECRET}"), [(0.0, 4.2)]),
    "only in the Mandarin": (said("先", mandarin=f"【不公开：{SECRET}】"), [(0.0, 4.2)]),
}


@pytest.mark.parametrize("case", MARKED)
def test_marked_words_are_neither_read_nor_heard(case: str) -> None:
    """A mark takes the words out of the text and their stretch out of the sound."""
    segment, expected = MARKED[case]
    view = told(segment, OTHER)
    assert SECRET not in everything_in(view)
    assert "陆老虎头" not in everything_in(view)
    assert silences(view) == expected
    assert reasons(view) == {Reason.MARKED}
    [order] = [o for o in view.orders if isinstance(o, SoundOrder)]
    assert order.silences == telling_of(view).silences


def test_name_in_plain_words_beside_a_mark_is_silenced_too() -> None:
    """Inner times around a mark must not leave another protected name in the same segment."""
    view = told(
        said(f"周小妹说<00:00:01.000>【不公开：{SECRET}】<00:00:02.000>"),
        record=BOTH,
    )
    assert silences(view) == [(0.8, 2.2)]
    hidden = person("xiaomei", "周小妹")
    view = view_of(
        *PEOPLE, consent(GENSHENG, TOLD), hidden, BOTH,
        words=transcripts(said(f"周小妹说<00:00:01.000>【不公开：{SECRET}】<00:00:02.000>")),
    )  # fmt: skip
    assert silences(view) == [(0.0, 4.2)]
    assert "周小妹" not in everything_in(view)


@pytest.mark.parametrize(
    "words", ["周小妹来了", "周<00:00:01.000>小妹来了", "周 小妹来了", "周（笑）小妹"]
)
def test_protected_name_is_neither_read_nor_heard(words: str) -> None:
    """Someone who is not published is masked in the words and silent in the sound."""
    hidden = person("xiaomei", "周小妹")
    view = view_of(*PEOPLE, consent(GENSHENG, TOLD), hidden, BOTH, words=transcripts(said(words)))
    text = everything_in(view).replace(" ", "")
    assert "周小妹" not in text
    assert "小妹" not in text
    assert silences(view) == [(0.0, 4.2)]
    assert reasons(view) == {Reason.PROTECTED_NAME}


def test_name_said_only_in_the_mandarin_is_silenced() -> None:
    """Where the Mandarin line names somebody, the dialect above it may do so as well."""
    hidden = person("xiaomei", "周小妹")
    view = view_of(
        *PEOPLE, consent(GENSHENG, TOLD), hidden, BOTH,
        words=transcripts(said("伊来哉", mandarin="周小妹来了")),
    )  # fmt: skip
    assert silences(view) == [(0.0, 4.2)]
    assert "周小妹" not in everything_in(view)


def test_name_behind_a_pseudonym_is_nowhere_in_the_interview() -> None:
    """Marked once, a name of two characters is masked wherever the interview has it unmarked."""
    record = BOTH.model_copy(update={"summary": "讲陆虎。", "title": "陆虎的事", "quote": "陆虎好"})
    view = told(said("是【化名：陆虎|老陆】"), said("陆虎又来了", at=(4, 8)), OTHER, record=record)
    assert "陆虎" not in everything_in(view)
    assert silences(view) == [(0.0, 8.2)]
    assert "老陆" in everything_in(view)


def test_withheld_phrase_that_is_repeated_is_hidden_there_too() -> None:
    """The same words without their mark, in either transcript, are neither read nor heard."""
    faithful = said(f"【不公开：{SECRET}】"), said(f"我说{SECRET}", at=(10, 14))
    view = told(*faithful)
    assert SECRET not in everything_in(view)
    assert silences(view) == [(0.0, 4.2), (9.8, 14.2)]
    view = told(*faithful[:1], public=(said("先"), said(f"他{SECRET}的", at=(20, 24))))
    assert SECRET not in everything_in(view)
    assert silences(view) == [(0.0, 4.2), (19.8, 24.2)]


def test_public_transcript_is_read_and_the_faithful_one_still_silences() -> None:
    """What the public transcript leaves out is silent in the sound all the same."""
    view = told(said(f"【不公开：{SECRET}】"), public=(said("（略）"),))
    [segment] = telling_of(view).segments
    assert (segment.is_withheld, segment.is_silent) == (False, True)
    assert silences(view) == [(0.0, 4.2)]


@pytest.mark.parametrize("field", ["title", "summary", "quote", "body", "voice_note"])
def test_withheld_phrase_is_in_no_field_of_its_interview(field: str) -> None:
    """A summary that repeats what is withheld goes altogether."""
    record = BOTH.model_copy(update={field: f"讲他{SECRET}。"})
    view = told(said(f"【不公开：{SECRET}】"), record=record)
    assert SECRET not in everything_in(view)
    assert getattr(view.archive.records[TOLD], field) in ("", None)


def sealed_paper(start: float, end: float, **fields: Any) -> Consent:
    span = SealedSpan(interview=TOLD, start=start, end=end)
    return consent(AMEI, TOLD, slug="sealing", sealed_spans=(span,), **fields)


@pytest.mark.parametrize("fields", [{}, {"withdrawn_on": "2025-01-01", "signed_on": "2020-01-01"}])
def test_sealed_passage_is_neither_read_nor_heard(fields: dict[str, Any]) -> None:
    """A passage that any paper seals is hidden, even when that paper no longer holds."""
    view = view_of(
        *PEOPLE, consent(GENSHENG, TOLD), sealed_paper(1, 2, **fields), BOTH,
        words=transcripts(said(SECRET), OTHER),
    )  # fmt: skip
    assert SECRET not in everything_in(view)
    assert silences(view) == [(0.0, 4.2)]
    assert reasons(view) == {Reason.SEALED_SPAN}


def test_sealed_passage_in_untimed_words_hides_them_all() -> None:
    """Where nobody knows when a thing is said, everything is taken to be in the passage."""
    view = view_of(
        *PEOPLE, consent(GENSHENG, TOLD), sealed_paper(1, 2), BOTH,
        words=transcripts(said(SECRET, at=None)),
    )  # fmt: skip
    assert SECRET not in everything_in(view)
    assert telling_of(view).voice is None


CHAPTERS = (
    Chapter(start=0, title="水车", synopsis="讲水车", keywords=("车",)),
    Chapter(start=4, title="借钱", synopsis=SECRET, access="closed", reason="家事"),
    Chapter(start=8, title="桥"),
)


@pytest.mark.parametrize("access", ["closed", "listed"])
def test_closed_chapter_is_gone_with_its_words_and_its_sound(access: str) -> None:
    """Title, synopsis, words and sound, up to where the next chapter begins."""
    closed = CHAPTERS[1].model_copy(update={"access": access})
    record = BOTH.model_copy(update={"contents": (CHAPTERS[0], closed, CHAPTERS[2])})
    view = told(said("水车"), said(SECRET, at=(4, 8)), said("桥", at=(8, 12)), record=record)
    text = everything_in(view)
    assert SECRET not in text
    assert "借钱" not in text
    assert "家事" not in text
    assert silences(view) == [(3.8, 8.2)] or silences(view) == [(4.0, 8.0)]
    assert [s.is_withheld for s in telling_of(view).segments] == [False, True, False]
    assert reasons(view) >= {Reason.CHAPTER_CLOSED}


def test_last_chapter_closed_is_silent_to_the_end() -> None:
    """A closed chapter without an end lasts as long as the recording, however long that is."""
    record = BOTH.model_copy(update={"contents": (CHAPTERS[0], CHAPTERS[1])})
    view = told(said("水车"), record=record)
    assert telling_of(view).silences[-1].end == math.inf


def contents_of(view: PublicView) -> list[tuple[str, str | None, tuple[str, ...]]]:
    record = view.archive.records[TOLD]
    assert isinstance(record, Interview)
    return [(c.title, c.synopsis, c.keywords) for c in record.contents]


NEIGHBOURS = (
    Chapter(start=0, title="水车", synopsis="讲水车", keywords=("车",)),
    Chapter(start=4, title="桥", synopsis="讲桥"),
)
AROUND: Mapping[str, tuple[Segment, ...]] = {
    "to its end": (said(f"【不公开：{SECRET}】", at=(2, 4)), said("桥", at=(4, 9))),
    "for half a second": (said(f"【不公开：{SECRET}】", at=(3.4, 3.9)), said("桥", at=(4, 9))),
}


@pytest.mark.parametrize("words", AROUND.values(), ids=AROUND)
def test_chapter_around_something_hidden_says_nothing_of_it(words: tuple[Segment, ...]) -> None:
    """Title, synopsis and keywords might each tell what is withheld; the next chapter, into which
    only the margin of the silence reaches, keeps its own."""
    record = BOTH.model_copy(update={"contents": NEIGHBOURS})
    view = told(*words, record=record)
    assert contents_of(view) == [("", None, ()), ("桥", "讲桥", ())]
    assert ("chapter", Reason.NOT_CLEARED, "水车") in {
        (w.what, w.reason, w.detail) for w in view.withheld
    }


def cleared(record: Interview, view: PublicView) -> Interview:
    """``record`` after somebody has looked at all that waits in ``view``."""
    for waiting in view.withheld:
        if waiting.reason is not Reason.NOT_CLEARED:
            continue
        if not waiting.part:
            codes = (*record.cleared, *waiting.codes)
            record = record.model_copy(update={"cleared": codes})
            continue
        contents = list(record.contents)
        at = int(waiting.part.removeprefix("contents."))
        codes = (*contents[at].cleared, *waiting.codes)
        contents[at] = contents[at].model_copy(update={"cleared": codes})
        record = record.model_copy(update={"contents": tuple(contents)})
    return record


def waits(view: PublicView) -> list[str]:
    return [w.part or w.what for w in view.withheld if w.reason is Reason.NOT_CLEARED]


def test_cleared_chapter_keeps_what_it_says() -> None:
    """Somebody has looked whether it tells what is withheld."""
    record = BOTH.model_copy(update={"contents": NEIGHBOURS})
    words = AROUND["to its end"]
    view = told(*words, record=cleared(record, told(*words, record=record)))
    assert contents_of(view) == [("水车", "讲水车", ("车",)), ("桥", "讲桥", ())]
    assert not waits(view)


ABOUT: dict[str, Any] = {
    "summary": "讲借钱的事",
    "period": parse_edtf("1961"),
    "mentions": (AMEI,),
    "body": "借钱那年。",
}


@pytest.mark.parametrize("at", [(2, 4), None])
def test_what_is_written_of_a_telling_is_blank_until_somebody_has_looked(
    at: tuple[float, float] | None,
) -> None:
    """A summary tells in other words what is withheld; so do years, mentions and the text below.
    The title stays, or there would be no page."""
    record = BOTH.model_copy(update=ABOUT)
    words = (said(f"【不公开：{SECRET}】", at=at), said("桥", at=at and (4, 9)))
    before = told(*words, record=record)
    shown = before.archive.records[TOLD]
    assert isinstance(shown, Interview)
    assert (shown.summary, shown.period, shown.mentions, shown.body) == ("", None, (), "")
    assert shown.title == BOTH.title
    assert waits(before) == ["about"]
    after = told(*words, record=cleared(record, before))
    assert {name: getattr(after.archive.records[TOLD], name) for name in ABOUT} == ABOUT
    assert not waits(after)


def test_names_and_numbers_alone_ask_nothing_about_the_telling() -> None:
    """They are masked in what is written about it; a chapter they are in is asked about."""
    record = BOTH.model_copy(update={**ABOUT, "summary": "徐菊仙借钱", "contents": NEIGHBOURS})
    words = said("【化名：徐菊仙|小菊】来了，【不公开：13800001234】", at=(1, 3))
    view = told(words, said("桥", at=(4, 9)), record=record)
    shown = view.archive.records[TOLD]
    assert isinstance(shown, Interview)
    assert shown.summary
    assert "徐菊仙" not in everything_in(view)
    assert waits(view) == ["contents.0"]


MORE: Mapping[str, tuple[Segment, ...]] = {
    "another passage": (said("【不公开：又借米】", at=(2.5, 3)),),
    "a longer one": (said(f"【不公开：{SECRET}还有米】", at=(2, 2.4)),),
    "one who is unknown": (said("我借的", speaker(None, Role.UNKNOWN), at=(2.5, 3)),),
}


@pytest.mark.parametrize("more", MORE)
def test_withholding_more_asks_again(more: str) -> None:
    """Whoever cleared a text has not seen it beside what is withheld since."""
    first = (said(f"【不公开：{SECRET}】", at=(1, 2)), said("桥", at=(4, 9)))
    record = BOTH.model_copy(update={**ABOUT, "contents": NEIGHBOURS})
    looked_at = cleared(record, told(*first, record=record))
    assert waits(told(*first, record=looked_at)) == []
    view = told(*first, *MORE[more], record=looked_at)
    assert waits(view) == ["contents.0", "about"]
    assert "讲借钱" not in everything_in(view)


def test_withholding_less_or_elsewhere_asks_nothing() -> None:
    """What was looked at beside two passages tells neither; a chapter that nothing was withheld
    from since stays cleared as well."""
    passages = (said(f"【不公开：{SECRET}】", at=(1, 2)), said("【不公开：又借米】", at=(2, 3)))
    record = BOTH.model_copy(update={**ABOUT, "contents": NEIGHBOURS})
    looked_at = cleared(record, told(*passages, record=record))
    assert waits(told(passages[1], said("桥", at=(4, 9)), record=looked_at)) == []
    view = told(*passages, said("【不公开：拆桥】", at=(5, 6)), record=looked_at)
    assert waits(view) == ["contents.1", "about"]


def test_sealing_a_longer_stretch_asks_again() -> None:
    """A consent that seals more than the one that was looked at."""
    record = BOTH.model_copy(update=ABOUT)

    def sealed(end: float, interview: Interview) -> PublicView:
        paper = sealed_paper(1, end)
        words = transcripts(said("水车", at=(1, 2)), said("桥", at=(4, 9)))
        return view_of(*PEOPLE, consent(GENSHENG, TOLD), paper, interview, words=words)

    looked_at = cleared(record, sealed(2, record))
    assert waits(sealed(2, looked_at)) == []
    assert waits(sealed(3, looked_at)) == ["about"]


def test_hidden_words_without_times_may_be_in_any_chapter() -> None:
    """Nobody knows which of them tells of it."""
    record = BOTH.model_copy(update={"contents": NEIGHBOURS})
    view = told(said(f"【不公开：{SECRET}】", at=None), said("桥", at=None), record=record)
    assert contents_of(view) == [("", None, ()), ("", None, ())]


QUOTES: Mapping[str, tuple[dict[str, Any], tuple[float, float] | None, bool]] = {
    "elsewhere": ({"quote_start": 5.0, "quote_end": 7.0}, (0, 4), True),
    "in the hidden stretch": ({"quote_start": 1.0, "quote_end": 2.0}, (0, 4), False),
    "without times": ({}, (0, 4), False),
    "in words without times": ({}, None, False),
}


@pytest.mark.parametrize("case", QUOTES)
def test_quotation_from_what_is_hidden_is_gone(case: str) -> None:
    """A sentence for the home page is kept only where it is certainly not of what is hidden."""
    times, at, is_kept = QUOTES[case]
    record = BOTH.model_copy(update={"quote": "伊借钞票", **times})
    view = told(
        said("伊借钞票", speaker(GENSHENG, Role.OTHER), at=at),
        said("后来", at=at and (4, 8)),
        record=record,
        refused=Subject.TEXT,
    )
    assert (view.archive.records[TOLD].quote is not None) is is_kept  # type: ignore[attr-defined]


def test_quotation_of_shown_words_without_times_is_kept() -> None:
    """Words that may be read may be quoted, though others of the same telling are hidden."""
    record = BOTH.model_copy(update={"quote": "水车好"})
    view = told(
        said("水车好哉", at=None),
        said(SECRET, speaker(GENSHENG, Role.OTHER), at=None),
        record=record,
        refused=Subject.TEXT,
    )
    assert view.archive.records[TOLD].quote == "水车好"  # type: ignore[attr-defined]


# The voice


def test_voice_refused_by_anyone_in_the_room_is_not_heard() -> None:
    """One refusal is enough: voices cannot be told apart in a recording. The words stay."""
    view = told(said("水车"), refused=Subject.VOICE)
    telling = telling_of(view)
    assert (telling.voice, telling.film, telling.is_voice_sealed) == (None, None, True)
    assert not [o for o in view.orders if isinstance(o, SoundOrder)]
    assert "水车" in everything_in(view)
    assert [(w.what, w.person) for w in view.withheld] == [("sound", GENSHENG)]


def test_someone_in_the_room_without_a_paper_seals_the_voice() -> None:
    """No paper is a refusal."""
    view = view_of(*PEOPLE, BOTH, words=transcripts(said("水车")))
    assert telling_of(view).voice is None


def test_what_cannot_be_silenced_is_not_heard_at_all() -> None:
    """A withheld passage without times seals the whole sound."""
    view = told(said(f"【不公开：{SECRET}】", at=None))
    assert telling_of(view).voice is None
    assert {w.reason for w in view.withheld if w.what == "sound"} == {Reason.MARKED}


FILM = BOTH.model_copy(
    update={"recording": Recording(file=PurePosixPath("a.mp4"), media_type="video")}
)


def test_film_is_black_where_it_is_silent() -> None:
    """What may not be heard may not be seen either."""
    view = told(said(f"【不公开：{SECRET}】"), record=FILM)
    [order] = view.orders
    assert isinstance(order, VideoOrder)
    assert order.blackouts == order.silences == (Span(0.0, 4.2),)


def test_film_without_a_portrait_is_heard_and_not_seen() -> None:
    """Whoever refused the portrait may still be heard."""
    view = told(said("水车"), record=FILM, refused=Subject.PORTRAIT)
    telling = telling_of(view)
    assert (telling.voice is not None, telling.film) == (True, None)
    assert not [o for o in view.orders if isinstance(o, VideoOrder)]


def test_pictures_of_an_interview_need_every_portrait() -> None:
    """Anyone in the room may be in the picture."""
    record = BOTH.model_copy(update={"pictures": (PICTURE,)})
    assert TOLD in told(said("水车"), record=record).archive.pictures
    refused = told(said("水车"), record=record, refused=Subject.PORTRAIT)
    assert TOLD not in refused.archive.pictures
    assert refused.archive.records[TOLD].pictures == ()  # type: ignore[attr-defined]


# Names


def test_narrator_who_is_not_named_is_nowhere_in_the_interview() -> None:
    """Known elsewhere, unnamed here: no name, no link, in neither direction."""
    record = interview(summary="沈阿美讲水车。", former_ids=("interviews/shen-amei",))
    known = person(related=(TOLD,), body=f"她也讲过[这个](../{TOLD}.md)。")
    own = consent(AMEI, slug="own")
    unnamed = consent(
        AMEI, TOLD, slug="told", subjects={Subject.NAME: "refused"}, signed_on="2025-01-01"
    )
    own = own.model_copy(update={"covers": (AMEI,)})
    unnamed = unnamed.model_copy(update={"covers": (TOLD,)})
    view = view_of(known, own, unnamed, record, words=transcripts(said("沈阿美说")))
    assert set(view.archive.records) == {AMEI, TOLD}
    told_ = repr(view.archive.records[TOLD]) + repr(telling_of(view))
    assert "沈阿美" not in told_
    assert AMEI not in told_
    assert "shen-amei" not in told_
    assert TOLD not in repr(view.archive.records[AMEI])
    [narrator] = telling_of(view).narrators
    assert (narrator.name, narrator.person) == (None, None)


def test_narrator_who_is_named_is_credited() -> None:
    """With consent to the name there is a name and a link."""
    view = view_of(person(), consent(AMEI, TOLD), interview(), words=transcripts(said("水车")))
    [narrator] = telling_of(view).narrators
    assert (narrator.name, narrator.person) == ("沈阿美", AMEI)
    assert telling_of(view).segments[0].speakers[0].label == "沈阿美"


def test_public_name_that_holds_another_ones_name_is_masked() -> None:
    """A household name that spells someone who is not published is masked in credits as well."""
    told_by = person(name="陆根生家的")
    view = view_of(
        told_by, person("gensheng", "陆根生"), consent(AMEI, TOLD), interview(),
        words=transcripts(said("水车")),
    )  # fmt: skip
    assert "陆根生" not in everything_in(view)
    assert telling_of(view).narrators[0].name == "某某家的"


# Words of the dialect


def example(start: float = 0.0, end: float = 3.0, **fields: Any) -> Example:
    return Example(text="车水", clip=Clip(interview=TOLD, start=start, end=end), **fields)


EXAMPLES: Mapping[str, tuple[Example, dict[str, Any], int, bool]] = {
    "heard": (example(5, 7), {}, 1, True),
    "silenced": (example(1, 3), {}, 0, False),
    "voice sealed": (example(5, 7), {"refused": Subject.VOICE}, 1, False),
    "quotes what is withheld": (
        example(5, 7).model_copy(update={"text": f"伊{SECRET}"}), {}, 0, False,
    ),
    "interview not there": (
        example(5, 7), {"record": BOTH.model_copy(update={"access": "closed"})}, 0, False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", EXAMPLES)
def test_example_of_a_word_is_kept_only_where_it_may_be_heard(case: str) -> None:
    """An example from a silenced or withheld passage goes; without a voice the words stay."""
    given, options, kept, has_clip = EXAMPLES[case]
    record = options.get("record", BOTH)
    refused = {options["refused"]: "refused"} if "refused" in options else {}
    term = word(examples=(given,))
    view = view_of(
        *PEOPLE, consent(GENSHENG, TOLD, subjects=refused), record, term,
        words=transcripts(said(f"【不公开：{SECRET}】"), said("车水", at=(4.5, 8))),
    )  # fmt: skip
    examples = view.archive.records[term.id].examples  # type: ignore[attr-defined]
    assert len(examples) == kept
    assert bool(examples and examples[0].clip) is has_clip
    assert SECRET not in everything_in(view)


def test_word_does_not_say_who_speaks_in_an_interview_without_names() -> None:
    """An example with clip and speaker would name a narrator who is not named there."""
    own = consent(AMEI, slug="own")
    unnamed = consent(AMEI, TOLD, slug="told", subjects={Subject.NAME: "refused"})
    unnamed = unnamed.model_copy(update={"covers": (TOLD,)})
    term = word(examples=(example(5, 7, speaker=AMEI),), speakers=(AMEI,))
    view = view_of(
        person(), own, unnamed, interview(), term, words=transcripts(said("车水", at=(4, 8)))
    )
    assert TOLD in view.archive.records
    assert AMEI not in repr(view.archive.records[term.id])


REASONS = {reason for _, reason in HIDDEN.values()} | {
    Reason.MARKED,
    Reason.PROTECTED_NAME,
    Reason.SEALED_SPAN,
    Reason.CHAPTER_CLOSED,
    Reason.NOT_CLEARED,
}


def test_every_reason_has_a_case() -> None:
    """No reason is without a case here or in the tests of what it is about."""
    reached = {reason for reason, _ in CASES.values()} | {reason for _, reason in STATES.values()}
    assert set(Reason) - reached - REASONS == {
        Reason.SECRECY,
        Reason.LISTED,
        Reason.NO_SHOWN_SOURCE,
        Reason.NARRATOR_NOT_SHOWN,
        Reason.HOUSEHOLD_KEPT_BACK,
        Reason.PLACE_KEPT_BACK,
    }


def test_times_that_nobody_checked_decide_nothing() -> None:
    """Where something must be silent, a machine's times do not say where: there is no voice. Where
    nothing is, they move the page along."""
    guessed = interview(present=(GENSHENG,), speakers={"根生": GENSHENG}, times="suggested")
    hiding = told(said(f"水车【不公开：{SECRET}】"), OTHER, record=guessed)
    assert telling_of(hiding).voice is None
    assert not [order for order in hiding.orders if isinstance(order, SoundOrder)]
    assert [segment.start for segment in telling_of(hiding).segments] == [None, None]
    sealed = consent(AMEI, TOLD, sealed_spans=(SealedSpan(interview=TOLD, start=100, end=110),))
    view = view_of(*PEOPLE[:2], sealed, consent(GENSHENG, TOLD), guessed,
                   words=transcripts(said("水车"), OTHER))  # fmt: skip
    assert all(segment.is_withheld for segment in telling_of(view).segments)
    assert telling_of(view).voice is None
    plain = told(said("水车"), OTHER, record=guessed)
    assert telling_of(plain).voice is not None
    assert [segment.start for segment in telling_of(plain).segments] == [0, 4]
