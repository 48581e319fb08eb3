"""The village's years: what stands in which decade, and what is never said of a life."""

from __future__ import annotations

import re
from datetime import date

import pytest

from archive.index.timeline import Decade, Lane, Timeline, index_timeline
from archive.model.dates import When, parse_edtf
from archive.model.kinds import RecordId
from archive.model.media import Clip
from archive.model.public import PublicArchive
from archive.model.records import Record
from archive.model.terms import Channel
from archive.render.environment import TEMPLATES, escaped
from tests.leaks.small import (
    AMEI,
    TOLD,
    WHEEL,
    consent,
    document,
    event,
    interview,
    person,
    photo,
    piece,
    place,
    puzzle,
    thing,
    view_of,
)


def years_of(*records: Record, listed: frozenset[RecordId] = frozenset()) -> Timeline:
    """The timeline of an archive that holds only these, all of them public."""
    given = {record.id: record for record in records}
    return index_timeline(PublicArchive(Channel.WEB, date(2026, 3, 1), given, listed=listed))


def starts(timeline: Timeline) -> list[int | None]:
    return [decade.start for decade in timeline.decades]


def only(timeline: Timeline) -> Decade:
    [decade] = timeline.decades
    return decade


@pytest.mark.parametrize(
    ("edtf", "decades", "is_sure"),
    [
        ("1954", [1950], True),
        ("1954-06/1954-08", [1950], True),
        ("1958~", [1950], False),
        ("1975?", [1970], False),
        ("195X", [1950], False),
        ("1955/1958", [1950], False),
        ("1959/1961", [1950, 1960], False),
        ("192X/195X", [1920], False),
        ("../1893", [1890], False),
        ("2009/..", [2000], False),
    ],
)
def test_an_event_stands_where_its_time_lies(edtf: str, decades: list[int], is_sure: bool) -> None:
    """In each decade it may be of when they are two; where it begins when it lasts longer, and
    where it ends when nobody knows since when. Sure is what is known to the year."""
    timeline = years_of(event(when=parse_edtf(edtf)))
    assert starts(timeline) == decades
    assert {entry.is_sure for one in timeline.decades for entry in one.entries} == {is_sure}


def test_a_place_is_built_and_gone() -> None:
    """Both stand in their own year, and one of them alone does not stand for the other."""
    both = place(existed_from=parse_edtf("1955"), existed_until=parse_edtf("1971"))
    timeline = years_of(both)
    told = [(d.start, [(e.lane, e.year) for e in d.entries]) for d in timeline.decades]
    assert told == [(1950, [(Lane.BUILT, 1955)]), (1970, [(Lane.GONE, 1971)])]


def test_what_happened_comes_before_what_was_made_of_it() -> None:
    """Within a year: the event, then the photograph, the object and the paper."""
    year = parse_edtf("1958")
    decade = only(
        years_of(photo(when=year), thing(age=year), document(when=year), event(when=year))
    )
    assert [e.lane for e in decade.entries] == [Lane.EVENT, Lane.PHOTO, Lane.OBJECT, Lane.PAPER]


def test_a_piece_is_heard_in_the_year_it_tells_of() -> None:
    """With its seconds and its narrator; what one clip says in two slots is said once."""
    clip = Clip(interview=TOLD, start=0, end=4)
    year = When("五八年", "1958", date(1958, 1, 1), date(1958, 12, 31))
    told = puzzle(
        piece("one", clip=clip, narrator=AMEI, when=year),
        piece("two", clip=clip, narrator=AMEI, when=year),
        piece("undated"),
    )
    [entry] = only(years_of(told)).entries
    assert (entry.record, entry.anchor, entry.clip, entry.narrator) == (
        WHEEL, "piece-one", clip, AMEI,
    )  # fmt: skip


def test_of_a_life_only_the_decade_of_birth_is_there() -> None:
    """Whatever the archive knows: no year of birth or death stands in the timeline."""
    amei = person(born=parse_edtf("1936-04-02"), died=parse_edtf("2011"), living="deceased")
    view = view_of(amei, consent(AMEI))
    timeline = index_timeline(view.archive)
    assert starts(timeline) == [1930]
    assert only(timeline).born == (AMEI,)
    assert not re.search(r"1936|2011", repr(timeline))


def test_what_is_only_listed_has_no_time() -> None:
    """Of a record whose title alone may be known no decade is told."""
    flood = event(when=parse_edtf("1954"))
    assert years_of(flood, listed=frozenset({flood.id})).decades == ()


def test_old_times_stand_together() -> None:
    """Twenty decades have their pages; what lies before them has one."""
    timeline = years_of(
        event("dynasty", when=parse_edtf("1644")), event("flood", when=parse_edtf("1954"))
    )
    assert starts(timeline) == [None, 1950]
    assert [e.record for e in timeline.decades[0].entries] == ["events/dynasty"]


def test_the_closest_telling_comes_first() -> None:
    """Of two interviews that tell of a decade that which tells of less else."""
    wide = interview(id=RecordId("interviews/wide"), period=parse_edtf("1900/2009"))
    near = interview(id=RecordId("interviews/near"), period=parse_edtf("1953/1955"))
    away = interview(id=RecordId("interviews/away"), period=parse_edtf("1961/1963"))
    timeline = years_of(wide, near, away, event(when=parse_edtf("1954")))
    assert only(timeline).tellings == ("interviews/near", "interviews/wide")


def test_nothing_with_a_time_gives_no_page() -> None:
    """A village without a date has no timeline."""
    assert years_of(place()).decades == ()


def test_every_sort_of_entry_is_drawn() -> None:
    """Each lane has its texture in the style sheet, by which it is told apart without colour."""
    css = (TEMPLATES.parent / "frontend/src/timeline.css").read_text("utf-8")
    for lane in Lane:
        assert f".lane-{escaped(lane.value)} {{" in css
