"""Puzzles as they are published: which pieces are there, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import pytest

from archive.index.mentions import index_mentions
from archive.model.archive import Archive
from archive.model.assembly import FilledSlot
from archive.model.consent import Consent, Reason, SealedSpan
from archive.model.dates import When
from archive.model.document import Page
from archive.model.interview import Chapter, Interview
from archive.model.kinds import Kind, RecordId
from archive.model.media import Clip
from archive.model.photo import Depicted
from archive.model.place import Household
from archive.model.projection import public_view
from archive.model.public import PublicView
from archive.model.puzzle import Piece, Puzzle, Relation, Slot
from archive.model.records import Record
from archive.model.slot_templates import BUILT_IN
from archive.model.terms import Channel, SlotState, Subject, Topic
from archive.model.transcript import Role, Transcripts
from tests.leaks.small import (
    AMEI,
    GENSHENG,
    ON,
    TOLD,
    WHEEL,
    consent,
    document,
    everything_in,
    interview,
    person,
    photo,
    piece,
    place,
    puzzle,
    said,
    speaker,
    thing,
    transcripts,
    view_of,
    word,
)

SECRET = "借了五百块钱"
CLIP = Clip(interview=TOLD, start=4, end=8)
PHOTO, OBJECT, DEED = photo().id, thing().id, document().id
OPEN_PAGE, CLOSED_PAGE = (
    Page(file=PurePosixPath("a.jpg"), access=access) for access in ("open", "closed")
)
FACELESS = photo(people=(Depicted(person=GENSHENG),))


def seen(
    *pieces: Piece,
    records: tuple[Record, ...] = (),
    told: Interview | None = None,
    words: Transcripts | None = None,
    papers: tuple[Consent, ...] | None = None,
    **fields: Any,
) -> PublicView:
    """The puzzle with these pieces as it is published; Amei has allowed what she told."""
    told = told or interview()
    given = papers if papers is not None else (consent(AMEI, TOLD),)
    others = {record.id: record for record in (person(), told, *records)}
    return view_of(*others.values(), *given, puzzle(*pieces, **fields), words=words)


def wheel(view: PublicView) -> Puzzle:
    """The puzzle as it is published."""
    found = view.archive.records[WHEEL]
    assert isinstance(found, Puzzle)
    return found


def slot(view: PublicView, key: str = "use") -> FilledSlot:
    """One of its slots, filled."""
    return next(one for one in view.archive.assemblies[WHEEL] if one.slot.key == key)


def pieces_of(view: PublicView) -> list[str]:
    """The keys of the pieces that are published; the same in the record and in the slots."""
    filled = [one.key for each in view.archive.assemblies[WHEEL] for one in each.pieces]
    assert sorted(filled) == sorted(one.key for one in wheel(view).pieces)
    return filled


# Which pieces are there

THERE: Mapping[str, tuple[Piece, dict[str, Any]]] = {
    "clip of an open interview": (piece(clip=CLIP), {}),
    "telling without times": (piece(interview=TOLD), {"words": transcripts(said("踏", at=None))}),
    "words that may be read in a telling without times": (
        piece(interview=TOLD, wording="两个人踏"),
        {"words": transcripts(said(f"【不公开：{SECRET}】是两个人踏的", at=None))},
    ),
    "photograph": (piece(photo=PHOTO), {"records": (photo(),)}),
    "object": (piece(object=OBJECT), {"records": (thing(),)}),
    "paper": (piece(document=DEED), {"records": (document(),)}),
    "open page": (
        piece(document=DEED, page=2),
        {"records": (document(pages=(CLOSED_PAGE, OPEN_PAGE)),)},
    ),
    "page that is not scanned": (piece(document=DEED, page=2), {"records": (document(extent=3),)}),
    "clip beside a withheld passage": (
        piece(clip=CLIP),
        {
            "words": transcripts(
                said(f"【不公开：{SECRET}】", at=(0, 4)), said("踏", at=(4, 8)), said("", at=(8, 9))
            )
        },
    ),
    "clip between two sealed passages": (
        piece(clip=CLIP),
        {
            "papers": (
                consent(
                    AMEI,
                    TOLD,
                    sealed_spans=(
                        SealedSpan(interview=TOLD, start=0, end=4),
                        SealedSpan(interview=TOLD, start=8, end=9),
                    ),
                ),
            )
        },
    ),
    "clip of an interview whose voice is sealed": (
        piece(clip=CLIP),
        {"papers": (consent(AMEI, TOLD, subjects={Subject.VOICE: "refused"}),)},
    ),
    "object with one who allowed the words, by the object": (
        piece(object=OBJECT, narrator=AMEI),
        {"records": (thing(),), "papers": (consent(AMEI, OBJECT),)},
    ),
    "object with one who allowed the words, by the puzzle": (
        piece(object=OBJECT, narrator=AMEI),
        {"records": (thing(),), "papers": (consent(AMEI, WHEEL),)},
    ),
}


@pytest.mark.parametrize("case", THERE)
def test_a_piece_of_what_may_be_seen_is_there(case: str) -> None:
    """Its source may be seen and its words be read."""
    one, options = THERE[case]
    view = seen(one, **options)
    assert pieces_of(view) == ["piece"]
    assert [w for w in view.withheld if w.what == "piece"] == []


def _covered(*segments: Any) -> dict[str, Any]:
    return {"words": transcripts(*segments)}


GONE: Mapping[str, tuple[Piece, dict[str, Any]]] = {
    "interview that is closed": (piece(clip=CLIP), {"told": interview(access="closed")}),
    "interview that is only listed": (piece(clip=CLIP), {"told": interview(access="listed")}),
    "interview without consent": (piece(clip=CLIP), {"papers": (consent(AMEI),)}),
    "interview that is not there": (
        piece(clip=Clip(interview="interviews/gone", start=0, end=4)),
        {},
    ),
    "withheld passage": (
        piece(clip=CLIP),
        _covered(said("踏", at=(0, 4)), said(f"【不公开：{SECRET}】", at=(4, 8))),
    ),
    "clip that reaches into a withheld passage": (
        piece(clip=Clip(interview=TOLD, start=4, end=8.1)),
        _covered(said("踏", at=(0, 8)), said(f"【不公开：{SECRET}】", at=(8, 12))),
    ),
    "pseudonym, which is silenced": (
        piece(clip=CLIP),
        _covered(said("【化名：周小妹|老周】做的", at=(4, 8))),
    ),
    "passage sealed by a consent": (
        piece(clip=CLIP),
        {
            "papers": (
                consent(AMEI, TOLD, sealed_spans=(SealedSpan(interview=TOLD, start=7, end=9),)),
            )
        },
    ),
    "closed chapter": (
        piece(clip=CLIP),
        {"told": interview(contents=(Chapter(start=0, title="水车", access="closed"),))},
    ),
    "something hidden, nobody knows where": (
        piece(clip=CLIP),
        _covered(said(f"【不公开：{SECRET}】", at=None)),
    ),
    "speaker who refused": (
        piece(clip=CLIP),
        _covered(said("踏", speaker(GENSHENG, Role.OTHER), at=(4, 8))),
    ),
    "telling without times, with a passage sealed by seconds": (
        piece(interview=TOLD),
        {
            **_covered(said("踏", at=None)),
            "papers": (
                consent(AMEI, TOLD, sealed_spans=(SealedSpan(interview=TOLD, start=7, end=9),)),
            ),
        },
    ),
    "telling without times, with a closed chapter": (
        piece(interview=TOLD),
        {
            **_covered(said("踏", at=None)),
            "told": interview(contents=(Chapter(start=0, title="水车", access="closed"),)),
        },
    ),
    "telling without times, of several, one of whom refused": (
        piece(interview=TOLD),
        _covered(said("踏", at=None), said("踏", speaker(GENSHENG, Role.OTHER), at=None)),
    ),
    "telling without times that is closed": (
        piece(interview=TOLD),
        {"told": interview(access="closed")},
    ),
    "telling without times, perhaps what is withheld in other words": (
        piece(interview=TOLD, wording="她同人家借过钱"),
        _covered(said(f"【不公开：{SECRET}】踏", at=None)),
    ),
    "telling without times, words that repeat what is withheld": (
        piece(interview=TOLD, wording=f"她说{SECRET}的"),
        _covered(said(f"【不公开：{SECRET}】踏", at=None)),
    ),
    "narrator who never consented": (
        piece(clip=CLIP, narrator=GENSHENG),
        {"records": (person("gensheng", "陆根生"),)},
    ),
    "photograph that is closed": (piece(photo=PHOTO), {"records": (photo(access="closed"),)}),
    "photograph that is only listed": (piece(photo=PHOTO), {"records": (photo(access="listed"),)}),
    "photograph that may not be seen": (piece(photo=PHOTO), {"records": (FACELESS,)}),
    "object of one who did not consent": (
        piece(object=OBJECT),
        {"records": (thing(donor=GENSHENG),)},
    ),
    "object that is closed": (piece(object=OBJECT), {"records": (thing(access="closed"),)}),
    "paper that is secret": (piece(document=DEED), {"records": (document(secrecy="secret"),)}),
    "paper to be listed only": (
        piece(document=DEED),
        {"records": (document(public_scope="listed"),)},
    ),
    "withheld page": (
        piece(document=DEED, page=1),
        {"records": (document(pages=(CLOSED_PAGE, OPEN_PAGE)),)},
    ),
    "some page of a paper with a withheld one": (
        piece(document=DEED),
        {"records": (document(pages=(CLOSED_PAGE, OPEN_PAGE)),)},
    ),
    "page that is not scanned of a paper with a withheld one": (
        piece(document=DEED, page=3),
        {"records": (document(pages=(CLOSED_PAGE, OPEN_PAGE)),)},
    ),
    "object with one who was not asked": (
        piece(object=OBJECT, narrator=AMEI),
        {"records": (thing(),), "papers": (consent(AMEI, TOLD),)},
    ),
    "object with one who refused the words": (
        piece(object=OBJECT, narrator=AMEI),
        {
            "records": (thing(),),
            "papers": (consent(AMEI, OBJECT, subjects={Subject.TEXT: "refused"}),),
        },
    ),
    "object with one who allowed here and refused there": (
        piece(object=OBJECT, narrator=AMEI),
        {
            "records": (thing(),),
            "papers": (
                consent(AMEI, OBJECT),
                consent(AMEI, WHEEL, subjects={Subject.TEXT: "refused"}, slug="other"),
            ),
        },
    ),
    "nothing at all": (Piece(key="piece", slot="use", wording="两个人踏"), {}),
    "two sources": (
        piece(object=OBJECT, photo=PHOTO),
        {"records": (thing(), photo())},
    ),
    "words that repeat what is withheld": (
        piece(clip=CLIP, wording=f"她说{SECRET}的"),
        _covered(said(f"【不公开：{SECRET}】", at=(0, 2)), said("踏", at=(4, 8))),
    ),
    "words that repeat what is withheld, of another source": (
        piece(object=OBJECT, wording=f"她说{SECRET}的"),
        {
            **_covered(said(f"【不公开：{SECRET}】", at=(0, 2)), said("踏", at=(4, 8))),
            "records": (thing(),),
            "besides": piece("other", clip=CLIP),
        },
    ),
}


def test_a_piece_without_times_waits_until_somebody_has_looked() -> None:
    """A piece in the worker's words from a telling with something withheld is there once it was
    looked at, and waits again when more is withheld."""
    words = said(f"【不公开：{SECRET}】踏", at=None)
    before = seen(piece(interview=TOLD), words=transcripts(words))
    [waiting] = [w for w in before.withheld if w.what == "piece"]
    assert (waiting.record, waiting.what, waiting.part) == (WHEEL, "piece", "pieces.0")
    looked_at = piece(interview=TOLD, cleared=waiting.codes)
    assert pieces_of(seen(looked_at, words=transcripts(words))) == ["piece"]
    more = transcripts(words, said("【不公开：又借米】", at=None))
    assert pieces_of(seen(looked_at, words=more)) == []


@pytest.mark.parametrize("case", GONE)
def test_a_piece_of_what_may_not_be_seen_is_gone(case: str) -> None:
    """It is neither in the puzzle nor in a slot, and the worker alone is told."""
    one, options = GONE[case]
    options = dict(options)
    besides = [options.pop("besides")] if "besides" in options else []
    view = seen(one, *besides, **options)
    assert pieces_of(view) == [other.key for other in besides]
    withheld = [w for w in view.withheld if w.what == "piece"]
    assert [(w.record, w.detail) for w in withheld] == [(WHEEL, "piece")]
    if not besides:
        assert slot(view).state is SlotState.EMPTY


@pytest.mark.parametrize("case", GONE)
def test_what_is_gone_was_never_written(case: str) -> None:
    """The puzzle, its slots and all their states are those of an archive without the piece."""
    one, options = GONE[case]
    options = dict(options)
    kept = (
        *([options.pop("besides")] if "besides" in options else ()),
        piece("kept", object=RecordId("objects/oar"), version="两个人", slot="use"),
        piece("tied", object=RecordId("objects/oar"), relations=(tie("contradicts", "piece"),)),
    )
    options["records"] = (*options.get("records", ()), thing("oar"))
    one = one.model_copy(update={"version": "一个人", "relations": (tie("retells", "kept"),)})
    with_it, without = seen(*kept[:-1], one, kept[-1], **options), seen(*kept, **options)
    assert wheel(with_it) == wheel(without)
    assert with_it.archive.assemblies == without.archive.assemblies
    assert slot(with_it).state is SlotState.EVIDENCE


def tie(how: str, key: str) -> Relation:
    return Relation(tie=how, piece=key)


# What is left of a piece


def test_a_sealed_voice_leaves_the_place_in_the_text() -> None:
    """The clip says where it is told; the telling has no voice, so nothing plays it."""
    view = seen(
        piece(clip=CLIP), papers=(consent(AMEI, TOLD, subjects={Subject.VOICE: "refused"}),)
    )
    [one] = slot(view).pieces
    assert one.clip == CLIP
    telling = view.archive.tellings[TOLD]
    assert (telling.voice, telling.film, telling.is_voice_sealed) == (None, None, True)


def test_private_fields_of_a_piece_are_blank() -> None:
    """Who wrote it down and who may know more is nobody's business."""
    slots = (Slot(key="use", name="怎么用", importance=3, may_know=(AMEI,)),)
    view = seen(piece(entered_by="林私", checked_by="林私"), slots=slots)
    [one] = slot(view).pieces
    assert (one.entered_by, one.checked_by) == (None, None)
    assert not slot(view).slot.importance
    assert slot(view).slot.may_know == ()


def test_names_are_masked_in_all_the_words_of_a_piece() -> None:
    """Of whoever has not consented no name is in wording, version, certainty, age or date."""
    hidden = person("xiaomei", "周小妹", access="closed")
    words = dict.fromkeys(("wording", "version", "certainty", "age_said"), "听周小妹讲的")
    when = When("周小妹出嫁那年", "1958", None, None)
    slots = (Slot(key="use", name="怎么用", question="周小妹怎么用？", remark="周小妹说过。"),)
    view = seen(piece(when=when, **words), records=(hidden,), slots=slots, summary="周小妹的水车")
    assert "周小妹" not in everything_in(view)
    [one] = slot(view).pieces
    assert {one.wording, one.version, one.certainty, one.age_said} == {"听某某讲的"}
    assert one.when
    assert one.when.spoken == "某某出嫁那年"


def test_names_behind_pseudonyms_are_masked_as_in_their_interview() -> None:
    """A name that is marked once in the transcript stands in no piece and not in the puzzle."""
    view = seen(
        piece(clip=CLIP, wording="是周小妹做的"),
        words=transcripts(said("【化名：周小妹|老周】", at=(0, 2)), said("踏", at=(4, 8))),
        summary="周小妹做的水车",
    )
    assert "周小妹" not in everything_in(view)
    assert slot(view).pieces[0].wording == "是某某做的"


def test_withheld_phrases_are_in_no_field_of_the_puzzle() -> None:
    """A piece whose remark repeats one loses that, and the puzzle its summary."""
    view = seen(
        piece(clip=CLIP, certainty=f"{SECRET}的时候", when=When(SECRET, "1958", None, None)),
        words=transcripts(said(f"【不公开：{SECRET}】", at=(0, 2)), said("踏", at=(4, 8))),
        summary=f"她{SECRET}。",
        slots=(Slot(key="use", name="怎么用", question=f"{SECRET}吗？"),),
    )
    assert SECRET not in everything_in(view)
    assert pieces_of(view) == ["piece"]


def test_secrets_of_an_interview_that_is_closed_are_kept_too() -> None:
    """The puzzle is open, and the interview with the secret is not."""
    view = seen(
        piece(clip=CLIP),
        told=interview(access="closed"),
        words=transcripts(said(f"【不公开：{SECRET}】", at=(0, 2))),
        summary=f"她{SECRET}。",
    )
    assert SECRET not in everything_in(view)


def test_a_narrator_who_is_named_is_named() -> None:
    """A clip's narrator whose consent gives the name is there, and led to."""
    view = seen(piece(clip=CLIP, narrator=AMEI))
    assert slot(view).pieces[0].narrator == AMEI


def test_a_narrator_who_may_not_be_named_is_nobody() -> None:
    """The words are there, and whose they are is not, nor in the words themselves."""
    papers = (
        consent(AMEI, slug="own"),
        consent(AMEI, TOLD, subjects={Subject.NAME: "refused"}).model_copy(
            update={"covers": (TOLD,)}
        ),
    )
    view = seen(
        piece(clip=CLIP, narrator=AMEI, heard_from=AMEI, wording="我沈阿美踏过"), papers=papers
    )
    [one] = slot(view).pieces
    assert AMEI in view.archive.records
    assert (one.narrator, one.heard_from, one.wording) == (None, None, "我某某踏过")


def test_one_who_is_unnamed_there_is_still_named_elsewhere() -> None:
    """The same person, named in one interview and not in another, is two to the reader: no
    number tells that they are one."""
    other = RecordId("interviews/other")
    papers = (
        consent(AMEI, TOLD, slug="named"),
        consent(AMEI, other, subjects={Subject.NAME: "refused"}, slug="unnamed").model_copy(
            update={"covers": (other,)}
        ),
    )
    told = interview(id=other, accession="2")
    one = piece("one", clip=CLIP, narrator=AMEI)
    two = piece("two", clip=Clip(interview=other, start=0, end=4), narrator=AMEI)
    view = seen(one, two, records=(told,), papers=papers)
    assert [p.narrator for p in slot(view).pieces] == [AMEI, None]
    bao = person("bao", "陈阿宝")
    third = told.model_copy(update={"narrators": interview(bao.id).narrators})
    stranger = seen(
        one,
        two.model_copy(update={"narrator": bao.id}),
        records=(third, bao),
        papers=(
            papers[0],
            consent(bao.id, other, subjects={Subject.NAME: "refused"}, slug="bao"),
        ),
    )
    assert slot(view).voices == slot(stranger).voices == 1
    assert slot(view).state is slot(stranger).state is SlotState.ONE_VOICE


def test_whom_it_was_heard_from_is_gone_with_their_record() -> None:
    """Somebody without consent is not named as the source of hearsay."""
    hidden = person("xiaomei", "周小妹", access="closed")
    view = seen(piece(clip=CLIP, heard_from=hidden.id), records=(hidden,))
    assert slot(view).pieces[0].heard_from is None
    assert "xiaomei" not in everything_in(view)


def test_a_page_is_counted_among_those_that_are_published() -> None:
    """No number tells that a page before it is withheld."""
    view = seen(
        piece(document=DEED, page=3),
        records=(document(pages=(OPEN_PAGE, CLOSED_PAGE, OPEN_PAGE)),),
    )
    assert slot(view).pieces[0].page == 2


def test_relations_to_what_is_gone_are_gone() -> None:
    """A piece says nothing of another that is withheld."""
    gone = piece("gone", photo=PHOTO)
    kept = piece("kept", clip=CLIP, relations=(tie("confirms", "gone"), tie("adds", "too")))
    too = piece("too", clip=CLIP)
    view = seen(kept, gone, too)
    assert wheel(view).pieces[0].relations == (tie("adds", "too"),)
    assert "gone" not in everything_in(view)


def test_a_remark_on_versions_goes_with_any_of_them() -> None:
    """What an editor says about two versions tells that there is another one."""
    slots = (Slot(key="use", name="怎么用", remark="两种说法都有人讲。"),)
    kept, gone = piece("kept", clip=CLIP), piece("gone", photo=PHOTO)
    assert slot(seen(kept, gone, slots=slots)).slot.remark is None
    both = seen(kept, gone, slots=slots, records=(photo(),))
    assert slot(both).slot.remark == "两种说法都有人讲。"


# What pieces come to


def test_a_puzzle_without_slots_has_those_of_its_template() -> None:
    """In the record and filled, in their order."""
    view = seen(topic="craft")
    keys = [one.key for one in BUILT_IN[Topic.CRAFT]]
    assert [one.slot.key for one in view.archive.assemblies[WHEEL]] == keys
    assert [one.key for one in wheel(view).slots] == keys


def test_the_village_has_its_own_templates() -> None:
    """What the archive carries goes before what is built in."""
    own = {Topic.OBJECT: (Slot(key="smell", name="啥气味"),)}
    archive = Archive({WHEEL: puzzle()}, slot_templates=own)
    view = public_view(archive, channel=Channel.WEB, on=ON)
    assert [one.slot.key for one in view.archive.assemblies[WHEEL]] == ["smell"]


@pytest.mark.parametrize("fields", [{"access": "closed"}, {"embargo_until": "2061-01-01"}])
def test_a_closed_puzzle_is_not_there(fields: dict[str, Any]) -> None:
    """Neither it nor what it comes to."""
    view = seen(piece(clip=CLIP), **fields)
    assert WHEEL not in view.archive.records
    assert view.archive.assemblies == {}


def test_a_listed_puzzle_has_no_slots() -> None:
    """Its name is known, and nothing of what is in it."""
    view = seen(piece(clip=CLIP), access="listed")
    assert WHEEL in view.archive.listed
    assert (wheel(view).slots, wheel(view).pieces) == ((), ())
    assert WHEEL not in view.archive.assemblies


def two_tellers(*others: Record, **household: Any) -> PublicView:
    """Amei and Bao tell the same in two interviews."""
    bao, other = person("bao", "陈阿宝", **household), RecordId("interviews/other")
    told = interview(bao.id, id=other, accession="2")
    return seen(
        piece("one", clip=CLIP, narrator=AMEI),
        piece("two", clip=Clip(interview=other, start=0, end=4), narrator=bao.id),
        records=(person(household="places/house"), bao, told, *others),
        papers=(consent(AMEI, TOLD), consent(bao.id, other, slug="bao")),
    )


def households(*names: str) -> tuple[Household, ...]:
    people = (AMEI, RecordId("people/bao"))
    return tuple(Household(name=n, person=p) for n, p in zip(names, people, strict=False))


HOUSES: Mapping[str, tuple[tuple[Record, ...], dict[str, Any], int]] = {
    "of no known household": ((), {}, 2),
    "in one house": ((place("house"),), {"household": "places/house"}, 1),
    "in two houses": ((place("house"), place("lane")), {"household": "places/lane"}, 2),
    "in one house that is closed": (
        (place("house", access="closed"),),
        {"household": "places/house"},
        1,
    ),
    "as the place says": ((place("house", households=households("沈家", "沈家")),), {}, 1),
    "in two households of one place": (
        (place("house", households=households("沈家", "陈家")),),
        {"household": "places/house"},
        2,
    ),
}


@pytest.mark.parametrize("case", HOUSES)
def test_households_are_those_of_the_whole_archive(case: str) -> None:
    """Two of one household are one voice, whether their house may be shown or not."""
    records, fields, voices = HOUSES[case]
    assert slot(two_tellers(*records, **fields)).voices == voices


# Around it


def test_people_and_sources_lead_to_the_puzzle() -> None:
    """A person's, an object's and an interview's page list the puzzle they are part of."""
    view = seen(
        piece("one", clip=CLIP, narrator=AMEI),
        piece("two", object=OBJECT),
        records=(thing(), place()),
        subject=place().id,
    )
    mentions = index_mentions(view.archive)
    for record, field in ((AMEI, "narrator"), (OBJECT, "object"), (TOLD, "clip.interview")):
        last = mentions.of(record)[-1]
        assert (last.source, last.role) == (WHEEL, f"pieces.{field}")
        assert mentions.sources(record, Kind.PUZZLE) == (WHEEL,)
    assert [m.role for m in mentions.of(place().id)] == ["subject"]


def test_a_mark_of_a_piece_is_never_read() -> None:
    """Not in the transcript, not in a field, and a name that it parts is found all the same."""
    hidden = person("xiaomei", "周小妹", access="closed")
    view = seen(
        records=(hidden, word(meaning="水车【拼图：wheel/use】，周【拼图：wheel/use】小妹的")),
        words=transcripts(
            said("踏【拼图：wheel/use】上去", at=(0, 4)),
            said("周【拼图：wheel/use】小妹做的", at=(4, 8)),
        ),
    )
    everything = everything_in(view)
    assert "拼图" not in everything
    assert "PieceMark" not in everything
    assert "小妹" not in everything
    first, second = view.archive.tellings[TOLD].segments
    assert [getattr(span, "text", None) for span in first.spans] == ["踏上去"]
    assert second.is_silent
    assert any(w.reason is Reason.PROTECTED_NAME for w in view.withheld)
