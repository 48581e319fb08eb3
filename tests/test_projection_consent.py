"""Who allowed what: each way in which a consent can be missing, limited, over or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from archive.model.consent import USE_OF, Consent, Reason, decide
from archive.model.terms import Channel, Subject, Use
from tests.leaks.small import (
    AMEI,
    GENSHENG,
    ON,
    TOLD,
    consent,
    document,
    event,
    interview,
    person,
    photo,
    place,
    thing,
    view_of,
    word,
)

DAY_AFTER, DAY_BEFORE = date(2026, 3, 2), date(2026, 2, 28)


def reason_of(
    *papers: Consent, subject: Subject = Subject.TEXT, channel: Channel = Channel.WEB
) -> Reason | None:
    return decide(papers, record=TOLD, subject=subject, channel=channel, on=ON).reason


def paper(**fields: Any) -> Consent:
    return consent(AMEI, TOLD, **fields)


CASES: Mapping[str, tuple[Reason | None, tuple[Consent, ...]]] = {
    "given": (None, (paper(),)),
    "no paper at all": (Reason.NO_CONSENT, ()),
    "paper that covers something else": (Reason.NO_CONSENT, (consent(AMEI, "interviews/other"),)),
    "signed tomorrow": (Reason.NOT_YET_SIGNED, (paper(signed_on=DAY_AFTER),)),
    "signed today": (None, (paper(signed_on=ON),)),
    "use never asked": (Reason.NOT_ASKED, (paper(uses={Use.MUSEUM_SCREEN: "given"}),)),
    "use refused": (Reason.REFUSED, (paper(uses={Use.WEB: "refused"}),)),
    "limited to the voice": (
        Reason.LIMITED,
        (paper(uses={Use.WEB: {"answer": "limited", "only": (Subject.VOICE,)}}),),
    ),
    "limited to the words": (
        None,
        (paper(uses={Use.WEB: {"answer": "limited", "only": (Subject.TEXT,)}}),),
    ),
    "limited to nothing": (Reason.LIMITED, (paper(uses={Use.WEB: "limited"}),)),
    "last day": (None, (paper(valid_until=ON),)),
    "day after the last": (Reason.EXPIRED, (paper(valid_until=DAY_BEFORE),)),
    "last day of the use": (None, (paper(uses={Use.WEB: {"answer": "given", "until": ON}}),)),
    "day after the last of the use": (
        Reason.EXPIRED,
        (paper(uses={Use.WEB: {"answer": "given", "until": DAY_BEFORE}}),),
    ),
    "withdrawn from today": (Reason.WITHDRAWN, (paper(withdrawn_on=ON),)),
    "withdrawn from tomorrow": (None, (paper(withdrawn_on=DAY_AFTER),)),
    "use withdrawn": (
        Reason.WITHDRAWN,
        (paper(uses={Use.WEB: {"answer": "given", "withdrawn_on": ON}}),),
    ),
    "another use withdrawn": (
        None,
        (paper(uses={Use.WEB: "given", Use.PRINT: {"answer": "given", "withdrawn_on": ON}}),),
    ),
    "sealed until tomorrow": (Reason.SEALED, (paper(sealed_until=DAY_AFTER),)),
    "sealed until today": (None, (paper(sealed_until=ON),)),
    "subject refused": (Reason.SUBJECT_REFUSED, (paper(subjects={Subject.TEXT: "refused"}),)),
    "later paper refuses": (
        Reason.REFUSED,
        (paper(slug="a"), paper(slug="b", signed_on=ON, uses={Use.WEB: "refused"})),
    ),
    "later paper allows": (
        None,
        (paper(slug="a", uses={Use.WEB: "refused"}), paper(slug="b", signed_on=ON)),
    ),
    "later paper withdrawn, earlier one in force": (
        Reason.WITHDRAWN,
        (paper(slug="a"), paper(slug="b", signed_on=DAY_BEFORE, withdrawn_on=ON)),
    ),
    "later paper signed tomorrow": (
        None,
        (paper(slug="a"), paper(slug="b", signed_on=DAY_AFTER, uses={Use.WEB: "refused"})),
    ),
    "later paper about another use": (
        None,
        (paper(slug="a"), paper(slug="b", signed_on=ON, uses={Use.PRINT: "refused"})),
    ),
    "two papers of one day, one refuses": (
        Reason.REFUSED,
        (paper(slug="a"), paper(slug="b", uses={Use.WEB: "refused"})),
    ),
    "one paper with two answers to the use": (
        Reason.REFUSED,
        (
            paper().model_copy(
                update={"uses": (*paper().uses, *paper(uses={Use.WEB: "refused"}).uses)}
            ),
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_decision(case: str) -> None:
    """Each state of consent gives its own reason, or none."""
    expected, papers = CASES[case]
    assert reason_of(*papers) is expected
    assert reason_of(*reversed(papers)) is expected


def test_subject_that_was_not_named_is_refused() -> None:
    """Silence about voice, portrait, name, words or things is a refusal."""
    asked = paper().model_copy(update={"subjects": paper().subjects[:1]})
    named = paper().subjects[0].subject
    for subject in Subject:
        expected = None if subject is named else Reason.SUBJECT_REFUSED
        assert reason_of(asked, subject=subject) is expected


@pytest.mark.parametrize("channel", Channel)
def test_each_channel_has_a_use_of_its_own(channel: Channel) -> None:
    """A use given for one channel opens that one and no other."""
    only = paper(uses={USE_OF[channel]: "given"})
    opened = {other for other in Channel if reason_of(only, channel=other) is None}
    assert opened == {channel}
    assert set(USE_OF) == set(Channel)


@pytest.mark.parametrize("use", [Use.ARCHIVE, Use.WECHAT, Use.EDUCATION, Use.AI])
def test_other_uses_open_no_channel(use: Use) -> None:
    """Keeping, WeChat, teaching and AI are no leave to publish."""
    assert {reason_of(paper(uses={use: "given"}), channel=c) for c in Channel} == {Reason.NOT_ASKED}


@pytest.mark.parametrize("capacity", ["guardian", "kin"])
def test_those_who_sign_for_another_give_that_ones_consent(capacity: str) -> None:
    """A guardian's or next of kin's paper counts for the one it is signed for, not for them."""
    signed = consent(GENSHENG, AMEI, slug="for", capacity=capacity, on_behalf_of=AMEI)
    view = view_of(person(), person("gensheng", "陆根生"), signed)
    assert set(view.archive.records) == {AMEI}


@pytest.mark.parametrize("capacity", ["self", "copyright"])
def test_nobody_else_gives_anothers_consent(capacity: str) -> None:
    """Whoever signs in person, or as holder of a copyright, speaks for themselves alone."""
    signed = consent(GENSHENG, AMEI, slug="for", capacity=capacity, on_behalf_of=AMEI)
    view = view_of(person(), person("gensheng", "陆根生"), signed)
    assert set(view.archive.records) == {GENSHENG}


def test_copyright_holder_opens_the_picture_they_lend() -> None:
    """A copyright holder's own paper serves for the photo they provided."""
    lent = photo(provider=GENSHENG)
    signed = consent(GENSHENG, lent.id, capacity="copyright")
    view = view_of(person("gensheng", "陆根生"), lent, signed)
    assert lent.id in view.archive.records


def test_consent_of_somebody_else_opens_nothing() -> None:
    """One narrator's consent is not another's."""
    view = view_of(person(), person("gensheng", "陆根生"), interview(), consent(GENSHENG, TOLD))
    assert TOLD not in view.archive.records
    assert AMEI not in view.archive.records


NEEDED: Mapping[str, tuple[Any, Subject]] = {
    "a person's name": (person(), Subject.NAME),
    "a narrator's words": (interview(), Subject.TEXT),
    "a donor's object": (thing(donor=AMEI), Subject.OBJECT),
    "a provider's photo": (photo(provider=AMEI), Subject.OBJECT),
    "a provider's document": (document(provider=AMEI), Subject.OBJECT),
    "a name in a document": (document(people=(AMEI,)), Subject.NAME),
}


@pytest.mark.parametrize("case", NEEDED)
def test_record_is_there_only_with_what_it_needs(case: str) -> None:
    """Each kind is withheld without its consent, and there with it."""
    record, subject = NEEDED[case]
    refused = consent(AMEI, record.id, subjects={subject: "refused"})
    assert record.id in view_of(person(), record, consent(AMEI, record.id)).archive.records
    assert record.id not in view_of(person(), record, refused).archive.records
    assert record.id not in view_of(person(), record).archive.records


def test_every_narrator_must_allow_the_words() -> None:
    """An interview of two is withheld when one of them refused the words, and says who."""
    told = interview(AMEI, GENSHENG)
    people = person(), person("gensheng", "陆根生")
    refused = consent(GENSHENG, TOLD, subjects={Subject.TEXT: "refused"})
    view = view_of(*people, told, consent(AMEI, TOLD), refused)
    assert TOLD not in view.archive.records
    [why] = [w for w in view.withheld if w.record == TOLD]
    assert (why.reason, why.person, why.consent) == (Reason.SUBJECT_REFUSED, GENSHENG, refused.id)


def test_narrator_without_a_record_opens_nothing() -> None:
    """Nobody can consent for a narrator who is a mere name."""
    told = interview().model_copy(
        update={
            "narrators": (
                interview().narrators[0].model_copy(update={"person": None, "name": "某"}),
            )
        }
    )
    assert TOLD not in view_of(person(), told, consent(AMEI, TOLD)).archive.records


STATES: Mapping[str, tuple[dict[str, Any], Reason | None]] = {
    "open": ({}, None),
    "closed": ({"access": "closed"}, Reason.CLOSED),
    "sealed until tomorrow": ({"embargo_until": DAY_AFTER}, Reason.EMBARGO),
    "sealed until today": ({"embargo_until": ON}, None),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("make", [person, interview, place, event, thing, photo, document, word])
def test_closed_and_sealed_records_are_not_there(make: Any, state: str) -> None:
    """Whatever consent says, a closed record is closed, and a sealed one until its day."""
    fields, reason = STATES[state]
    record = make(**fields)
    view = view_of(person(), consent(AMEI, record.id), record)
    assert (record.id in view.archive.records) is (reason is None)
    assert [w.reason for w in view.withheld if w.record == record.id and w.what == "record"] == (
        [reason] if reason else []
    )


@pytest.mark.parametrize(
    "fields", [{"secrecy": "internal"}, {"secrecy": "secret"}, {"public_scope": "closed"}]
)
def test_secret_documents_are_not_there(fields: dict[str, str]) -> None:
    """Only what is public can be published, whatever else is said of it."""
    view = view_of(document(**fields))
    assert not view.archive.records
    assert [w.reason for w in view.withheld] == [Reason.SECRECY]


def test_consents_are_never_there() -> None:
    """A consent has no page in any channel, whatever its access says."""
    signed = consent(AMEI, access="open")
    for channel in Channel:
        view = view_of(person(), signed, channel=channel)
        assert set(view.archive.records) == {AMEI}
        assert signed.id not in repr(view.archive)


def test_only_what_the_stricter_paper_gives_of_the_name_is_shown() -> None:
    """Of two papers of one day the one that asks for less of the name decides."""
    named = consent(AMEI, slug="b", attribution="real")
    unnamed = consent(AMEI, slug="a", attribution="anonymous")
    for papers in ((named, unnamed), (unnamed, named)):
        assert AMEI not in view_of(person(), *papers).archive.records
    assert AMEI in view_of(person(), named).archive.records


@pytest.mark.parametrize(
    ("name_kind", "attribution", "is_shown"),
    [
        ("real", "real", True),
        ("real", "pseudonym", False),
        ("real", "anonymous", False),
        ("pseudonym", "real", True),
        ("pseudonym", "pseudonym", True),
        ("pseudonym", "anonymous", False),
        ("anonymous", "anonymous", True),
    ],
)
def test_name_is_no_more_open_than_agreed(
    name_kind: str, attribution: str, *, is_shown: bool
) -> None:
    """A record under a real name is not there when a pseudonym was agreed, nor the like."""
    view = view_of(person(name_kind=name_kind), consent(AMEI, attribution=attribution))
    assert (AMEI in view.archive.records) is is_shown
