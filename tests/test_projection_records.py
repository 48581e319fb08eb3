"""What may be seen of a record: its fields, its names, its links, its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import pytest

from archive.model.consent import Consent, Reason
from archive.model.document import Page
from archive.model.exhibit import Exhibit, Stop
from archive.model.fields import Part, fields_of
from archive.model.interview import Chapter
from archive.model.kinds import PUBLISHABLE, Kind
from archive.model.links import project_links
from archive.model.media import Outline, Sound
from archive.model.orders import PictureOrder
from archive.model.person import Alias
from archive.model.photo import Depicted, Guess
from archive.model.place import Household
from archive.model.public import PublicView
from archive.model.puzzle import Puzzle, Slot
from archive.model.records import Record
from archive.model.scene import Scene
from archive.model.term import Example
from archive.model.terms import Subject
from tests.leaks.small import (
    AMEI,
    GENSHENG,
    PICTURE,
    TOLD,
    YEAR,
    consent,
    document,
    event,
    everything_in,
    exhibit,
    interview,
    person,
    photo,
    piece,
    place,
    puzzle,
    scene,
    sketch,
    spot,
    thing,
    view_of,
    word,
)

XIAOMEI = person("xiaomei", "周小妹")
"""Someone who never consented to anything."""
MAKERS = (person, interview, place, event, thing, photo, document, word, puzzle, exhibit)
MAKERS = (person, interview, place, event, thing, photo, document, word, puzzle, scene)
OUTLINE = Outline(x=0.2, y=0.4, width=0.2, height=0.2)


def shown(record: Record, *others: Record) -> Any:
    """The record as it is published, Amei having allowed everything."""
    paper = consent(AMEI, record.id)
    view = view_of(*{r.id: r for r in (person(), *others, record)}.values(), paper)
    return view.archive.records[record.id]


# Fields


def parts_of(part: Part) -> Iterator[Part]:
    """A part and every part inside it."""
    yield part
    for value in vars(part).values():
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Part):
                yield from parts_of(item)


FULL: Mapping[Kind, Record] = {
    Kind.PERSON: person(note="私", contact="私", born=YEAR, died=YEAR, living="deceased"),
    Kind.INTERVIEW: interview(
        note="私", equipment="私", speakers={"我": AMEI}, contents=(Chapter(title="水车"),)
    ),
    Kind.PLACE: place(note="私", households=(Household(name="沈家", person=AMEI),)),
    Kind.EVENT: event(note="私", pictures=(PICTURE,)),
    Kind.OBJECT: thing(note="私", storage="私", source="私", ownership_until=YEAR),
    Kind.PHOTO: photo(note="私", kept_at="私", provided_by="私"),
    Kind.DOCUMENT: document(
        note="私", personal_information=("私",), pages=(Page(file=PurePosixPath("私.jpg")),)
    ),
    Kind.TERM: word(note="私", examples=(Example(text="车水", speaker=AMEI),)),
    Kind.PUZZLE: puzzle(
        piece(object=thing().id, entered_by="私", checked_by="私"),
        note="私",
        slots=(Slot(key="use", name="怎么用", importance=3, may_know=(AMEI,)),),
    ),
    Kind.EXHIBIT: exhibit(Stop(record=thing().id, wording="车水", kept_at="私"), note="私"),
    Kind.SCENE: scene(
        spot(object=thing().id, sound=Sound(file=PurePosixPath("私.mp3"), caption="水声")),
        note="私",
    ),
    Kind.SKETCH: sketch(note="私", picture=PICTURE),
}


@pytest.mark.parametrize("kind", PUBLISHABLE)
def test_only_fields_marked_shown_have_a_value(kind: Kind) -> None:
    """Each other field of a record and of every part in it is blank, whatever it held."""
    record = shown(FULL[kind], *([] if kind is Kind.OBJECT else [thing()]))
    assert not isinstance(record, Puzzle) or record.pieces
    assert not isinstance(record, Exhibit) or record.stops
    assert not isinstance(record, Scene) or record.spots
    assert "私" in repr(FULL[kind])
    assert "私" not in repr(record)
    for part in parts_of(record):
        for known in fields_of(type(part)):
            if not known.is_shown:
                assert getattr(part, known.name) in (None, "", (), {}, False), known.name


@pytest.mark.parametrize("make", MAKERS)
def test_listed_record_has_title_and_number_alone(make: Any) -> None:
    """Of a record that is only listed nothing else is known, and nobody may look behind it."""
    record = make(access="listed", body="正文", themes=("主题",), former_ids=("people/old",))
    view = view_of(*{r.id: r for r in (person(), record)}.values(), consent(AMEI, record.id))
    listed = view.archive.records[record.id]
    kept = {"id", record.title_field, record.number_field}
    for known in fields_of(type(listed)):
        if known.name not in kept:
            assert getattr(listed, known.name) in (None, "", (), {}, False), known.name
    assert listed.heading == record.heading
    assert record.id in view.archive.listed
    assert record.id not in view.archive.pictures
    assert record.id not in view.archive.tellings
    assert [w.reason for w in view.withheld if w.record == record.id] == [Reason.LISTED]


def test_document_to_be_listed_is_only_listed() -> None:
    """Its scope 仅列目 says the same as an access of that name."""
    record = document(
        public_scope="listed", summary="摘要", pages=(Page(file=PurePosixPath("a.jpg")),)
    )
    view = view_of(record)
    assert record.id in view.archive.listed
    assert "摘要" not in everything_in(view)
    assert view.orders == ()


@pytest.mark.parametrize(
    ("name_kind", "is_known"), [("real", True), ("pseudonym", False), ("anonymous", False)]
)
def test_other_names_only_beside_the_real_one(name_kind: str, *, is_known: bool) -> None:
    """Nicknames tell who a pseudonym is; so does an old address."""
    record = person(
        name_kind=name_kind,
        aliases=(Alias(name="摆渡阿姐"),),
        former_ids=("people/shen-amei",),
        portrait=PICTURE,
    )
    found = shown(record)
    assert bool(found.aliases) is is_known
    assert bool(found.former_ids) is is_known
    assert (found.portrait is None) is (name_kind == "anonymous")


def test_year_of_birth_is_published_as_a_decade() -> None:
    """The day and its words are private; the decade is worked out."""
    found = shown(person(born=YEAR))
    assert (found.born, found.birth_decade) == (None, 1950)


def test_renamed_record_keeps_its_old_address() -> None:
    """Old addresses lead on, for they are printed in books."""
    assert shown(place(former_ids=("places/old-well",))).former_ids == ("places/old-well",)


# Names

TEXTS: Mapping[str, Any] = {
    "title": lambda words: interview(title=words),
    "line": lambda words: photo(location=words),
    "prose": lambda words: thing(usage=words),
    "body": lambda words: place(body=words),
    "list of lines": lambda words: event(called=(words,)),
    "theme": lambda words: word(themes=(words,)),
    "inner part": lambda words: interview(contents=(Chapter(title="一", synopsis=words),)),
    "keyword": lambda words: interview(contents=(Chapter(title="一", keywords=(words,)),)),
    "date as spoken": lambda words: event(when=YEAR.__class__(words, None, None, None)),
    "caption": lambda words: thing(pictures=(PICTURE.model_copy(update={"caption": words}),)),
    "page of a document": lambda words: document(
        pages=(Page(file=PurePosixPath("a.jpg"), text=words),)
    ),
    "guess": lambda words: photo(people=(Depicted(guesses=(Guess(name=words),)),)),
    "household": lambda words: place(households=(Household(name=words),)),
    "credit": lambda words: interview(collectors=(words,), editors=(words,), reviewers=(words,)),
    "example": lambda words: word(examples=(Example(text=words, mandarin=words),)),
}


@pytest.mark.parametrize("case", TEXTS)
@pytest.mark.parametrize(
    "words", ["周小妹家", "周\n小妹", "【存疑：周小妹】", "【方言：周小妹|周小妹】"]
)
def test_protected_name_is_masked_in_every_kind_of_text(case: str, words: str) -> None:
    """The name of someone who is not published stands nowhere, and nothing else changes."""
    record = TEXTS[case](f"前{words}后")
    found = repr(shown(record, XIAOMEI)).replace("\\n", "").replace(" ", "")
    assert "小妹" not in found
    assert "前某某" in found
    assert "后" in found


@pytest.mark.parametrize("case", TEXTS)
def test_marks_work_in_every_kind_of_text(case: str) -> None:
    """Withheld words and real names go from fields as they go from transcripts."""
    found = repr(shown(TEXTS[case]("前【不公开：借钱】【化名：陆虎|老陆】后")))
    assert "借钱" not in found
    assert "陆虎" not in found
    assert "老陆" in found


def test_names_behind_a_pseudonym_are_masked_everywhere() -> None:
    """Real and other names, in any record; not the public name, nor one somebody else goes by."""
    hidden = person(
        "chuan", "老船工", name_kind="pseudonym", real_name="陆阿大",
        aliases=(Alias(name="阿大头"), Alias(name="沈阿美")),
    )  # fmt: skip
    papers = consent(hidden.id, slug="chuan", attribution="pseudonym"), consent(AMEI)
    record = place(body="陆阿大，人叫阿大头，就是老船工，同沈阿美一起")
    view = view_of(person(), hidden, record, *papers)
    assert view.archive.records[record.id].body == "某某，人叫某某，就是老船工，同沈阿美一起"
    assert "陆阿大" not in everything_in(view)


def test_names_of_one_character_are_left() -> None:
    """Masking 大 would blot out half of every sentence."""
    hidden = XIAOMEI.model_copy(update={"aliases": (Alias(name="妹"),)})
    assert shown(place(body="妹妹"), hidden).body == "妹妹"


# Links

CLOSED, OPEN = event("closed", access="closed"), event("open")
LINKS: Mapping[str, tuple[str, str]] = {
    "to a record": ("看[大水](../events/open.md)", "看[大水](../events/open.md)"),
    "to its page": ("看[大水](../events/open/index.html)", "看[大水](../events/open/index.html)"),
    "to a hidden record": ("看[大水](../events/closed.md)", "看大水"),
    "with a title": ("看[大水](../events/closed.md '密')", "看大水"),
    "with a place in the page": ("看[大水](../events/closed.md#a)", "看大水"),
    "in angle brackets": ("看[大水](<../events/closed.md>)", "看大水"),
    "from the root": ("看[大水](/events/closed)", "看大水"),
    "to a consent": ("看[纸](../consents/amei.md)", "看纸"),
    "to a file": ("看[纸](../../media/原件.jpg)", "看纸"),
    "to a file beside": ("看[纸](原件（一）.jpg)", "看纸"),
    "to a file with brackets": ("看[纸](原件(1).jpg)", "看纸"),
    "picture": ("看![纸](原件.jpg)", "看纸"),
    "elsewhere": ("看[纸](https://example.org/a)", "看纸"),
    "told of at the foot": ("看[大水][1]\n\n[1]: ../events/closed.md#a\n", "看大水\n\n"),
    "told of in the next line": ("看[大水][1]\n\n[1]:\n  ../events/closed.md\n", "看大水\n\n"),
    "told of and there": (
        "看[大水][1]\n\n[1]: ../events/open.md",
        "看[大水][1]\n\n[1]: ../events/open.md",
    ),
    "raw HTML": ("看<a href='../events/closed.md'>大水</a>", "看大水</a>"),
    "comment": ("看<!-- 密 -->大水", "看大水"),
    "comment that is never closed": ("看大水<!-- 密", "看大水"),
    "no link": ("三 < 五，[甲] 和（乙）", "三 < 五，[甲] 和（乙）"),
}


@pytest.mark.parametrize("case", LINKS)
def test_links_lead_only_to_what_is_there(case: str) -> None:
    """Of a link to anything else nothing is left but its words."""
    written, expected = LINKS[case]
    assert project_links(written, may_link=lambda target: target == "events/open") == expected
    view = view_of(place(body=written), OPEN, CLOSED)
    assert view.archive.records[place().id].body == expected


REFERENCES: Mapping[str, Record] = {
    "related": place(related=("events/closed", "events/open")),
    "mentions": interview(mentions=("events/closed", "events/open")),
    "mentions of a chapter": interview(
        contents=(Chapter(title="一", mentions=("events/closed", "events/open")),)
    ),
    "see also": photo(see_also=("events/closed", "events/open")),
}


@pytest.mark.parametrize("case", REFERENCES)
def test_references_lead_only_to_what_is_there(case: str) -> None:
    """The id of a hidden record is in no field."""
    found = repr(shown(REFERENCES[case], OPEN, CLOSED))
    assert "events/closed" not in found
    assert "events/open" in found


def test_household_guess_and_example_of_someone_hidden_go_altogether() -> None:
    """A name without its link would still tell who it was."""
    hidden = XIAOMEI.id
    views = (
        shown(place(households=(Household(name="某家", person=hidden),)), XIAOMEI).households,
        shown(photo(people=(Depicted(guesses=(Guess(name="某", by=hidden),)),)), XIAOMEI)
        .people[0]
        .guesses,
        shown(word(examples=(Example(text="车水", speaker=hidden),)), XIAOMEI).examples,
    )
    assert views == ((), (), ())


def test_house_of_a_person_is_linked_only_where_it_is_there() -> None:
    """The plot where somebody lived may itself be closed."""
    assert shown(person(household="places/well"), place()).household == "places/well"
    assert shown(person(household="places/well"), place(access="closed")).household is None


CREDITS: Mapping[str, tuple[Record, str]] = {
    "donor": (thing(donor=AMEI, usage="沈阿美用过"), "donor"),
    "provider of a photo": (photo(provider=AMEI, description="沈阿美的"), "provider"),
    "provider of a document": (document(provider=AMEI, summary="沈阿美的"), "provider"),
}


@pytest.mark.parametrize("case", CREDITS)
def test_giver_who_is_not_to_be_named_is_not(case: str) -> None:
    """Known elsewhere, but not as the one who gave this: neither credit nor name nor link."""
    record, field = CREDITS[case]
    own = consent(AMEI, slug="own")
    unnamed = consent(AMEI, slug="given", subjects={Subject.NAME: "refused"}).model_copy(
        update={"covers": (record.id,)}
    )
    view = view_of(person(related=(record.id,)), own, unnamed, record)
    assert set(view.archive.records) == {AMEI, record.id}
    found = view.archive.records[record.id]
    assert getattr(found, field) is None
    assert "沈阿美" not in repr(found)
    assert record.id not in repr(view.archive.records[AMEI])
    assert getattr(shown(record), field) == AMEI


# Pictures


def order_of(view: PublicView, key: str) -> PictureOrder | None:
    return next((o for o in view.orders if isinstance(o, PictureOrder) and o.key == key), None)


def pictured(*people: Depicted, paper: Consent) -> PublicView:
    """A photo of these people, Gensheng having signed ``paper``."""
    view = view_of(
        person(), person("gensheng", "陆根生"), consent(AMEI, "photos/square"), paper,
        photo(people=people),
    )  # fmt: skip
    assert "photos/square" in view.archive.records
    return view


def unseen(*covers: str, refused: Subject = Subject.PORTRAIT) -> Consent:
    return consent(GENSHENG, *covers, subjects={refused: "refused"})


FACES: Mapping[str, tuple[Depicted, Consent]] = {
    "portrait refused": (Depicted(person=GENSHENG, outline=OUTLINE), unseen("photos/square")),
    "photo not covered": (Depicted(person=GENSHENG, outline=OUTLINE), consent(GENSHENG)),
    "guessed at": (
        Depicted(outline=OUTLINE, guesses=(Guess(name="根生", person=GENSHENG),)),
        unseen("photos/square"),
    ),
}


@pytest.mark.parametrize("case", FACES)
def test_face_without_consent_is_covered(case: str) -> None:
    """Its outline is painted over, with a margin, and nothing tells whose it was."""
    depicted, paper = FACES[case]
    view = pictured(Depicted(person=AMEI, outline=OUTLINE), depicted, paper=paper)
    order = order_of(view, "photos/square/picture")
    assert order is not None
    [mask] = order.masks
    assert mask.x < OUTLINE.x
    assert mask.y < OUTLINE.y
    assert mask.x + mask.width > OUTLINE.x + OUTLINE.width
    assert mask.y + mask.height > OUTLINE.y + OUTLINE.height
    found = view.archive.records["photos/square"]  # type: ignore[index]
    assert [d.person for d in found.people] == [AMEI]  # type: ignore[attr-defined]
    assert GENSHENG not in repr(found)


def test_face_without_an_outline_hides_the_picture() -> None:
    """What cannot be covered is not shown; the words about it stay."""
    view = pictured(Depicted(person=GENSHENG), paper=unseen("photos/square"))
    assert view.orders == ()
    assert view.archive.pictures == {}
    found = view.archive.records["photos/square"]  # type: ignore[index]
    assert found.people == ()  # type: ignore[attr-defined]
    assert {w.what for w in view.withheld if w.record == "photos/square"} == {"face", "picture"}


@pytest.mark.parametrize(
    "depicted",
    [
        Depicted(person=GENSHENG, outline=OUTLINE),
        Depicted(outline=OUTLINE, guesses=(Guess(name="根生", person=GENSHENG),)),
    ],
)
def test_face_may_be_seen_and_not_named(depicted: Depicted) -> None:
    """The portrait is allowed and the name is not: no name, no link, and nobody is asked."""
    paper = unseen("photos/square", refused=Subject.NAME)
    own = consent(GENSHENG, slug="own", signed_on="2020-01-01")
    view = view_of(
        person(), person("gensheng", "陆根生"), consent(AMEI, "photos/square"),
        own, paper.model_copy(update={"covers": ("photos/square",)}),
        photo(people=(depicted,), description="左边是陆根生"),
    )  # fmt: skip
    assert GENSHENG in view.archive.records
    order = order_of(view, "photos/square/picture")
    assert order is not None
    assert order.masks == ()
    found = repr(view.archive.records["photos/square"])  # type: ignore[index]
    assert GENSHENG not in found
    assert "根生" not in found


def test_people_to_be_recognised_are_numbered() -> None:
    """Somebody nobody knows is shown with their outline: that is what the page asks about."""
    view = pictured(Depicted(outline=OUTLINE), paper=consent(GENSHENG))
    [depicted] = view.archive.records["photos/square"].people  # type: ignore[index, attr-defined]
    assert depicted.outline == OUTLINE


def test_portrait_needs_consent() -> None:
    """A person's own picture goes when the portrait is refused; the person stays."""
    record = person(portrait=PICTURE)
    view = view_of(record, consent(AMEI, subjects={Subject.PORTRAIT: "refused"}))
    found = view.archive.records[AMEI]
    assert (found.portrait, view.orders) == (None, ())  # type: ignore[attr-defined]
    assert order_of(view_of(record, consent(AMEI)), f"{AMEI}/portrait") is not None


def test_closed_page_of_a_document_is_gone_with_its_words() -> None:
    """Neither picture nor text; the others keep their order."""
    pages = tuple(
        Page(file=PurePosixPath(f"{n}.jpg"), text=f"第{n}页", access=access)
        for n, access in ((1, "open"), (2, "closed"), (3, "listed"), (4, "open"))
    )
    view = view_of(document(pages=pages))
    found = view.archive.records["documents/deed"]  # type: ignore[index]
    assert [page.text for page in found.pages] == ["第1页", "第4页"]  # type: ignore[attr-defined]
    assert [str(o.original) for o in view.orders] == ["1.jpg", "4.jpg"]
    assert [p.page for p in view.archive.pictures[found.id]] == [1, 2]


def test_orders_and_keys_do_not_carry_names_of_originals() -> None:
    """The file name stays with the media stage; what is published has the record's own name."""
    record = thing(pictures=(PICTURE.model_copy(update={"file": PurePosixPath("张家借条.jpg")}),))
    view = view_of(record)
    assert "张家借条" in repr(view.orders)
    assert "张家借条" not in everything_in(view)


def test_interview_without_papers_stays_hidden_with_all_its_files() -> None:
    """Nothing of a withheld record is ordered from the media stage."""
    view = view_of(person(), interview(pictures=(PICTURE,)))
    assert TOLD not in view.archive.records
    assert view.orders == ()
