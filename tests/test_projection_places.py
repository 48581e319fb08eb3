"""Places on the village sketch: who lived there, where they went, and what must not be seen."""

from __future__ import annotations

from typing import Any

from archive.model.consent import Reason
from archive.model.kinds import RecordId
from archive.model.media import Outline
from archive.model.place import Household, Place
from archive.model.public import PublicView
from archive.model.sketch import Sketch
from archive.model.terms import Channel, Subject, Use
from tests.leaks.small import (
    AMEI,
    GENSHENG,
    PICTURE,
    consent,
    event,
    everything_in,
    person,
    place,
    sketch,
    view_of,
)

HOUSE = RecordId("places/house")
VILLAGE = "望溇新村"
SPOT = Outline(x=0.1, y=0.1, width=0.1, height=0.1)


def house(*households: Household, **fields: Any) -> Place:
    """A plot on the sketch."""
    given = {"place_type": "house", "name": "老屋", "position": SPOT, **fields}
    return place("house", households=households, **given)


def home(name: str = "沈家", person: RecordId | None = AMEI) -> Household:
    return Household(name=name, person=person, moved_to=VILLAGE)


def shown(view: PublicView) -> Place:
    found = view.archive.records[HOUSE]
    assert isinstance(found, Place)
    return found


def drawn(view: PublicView) -> Sketch:
    found = view.archive.records[sketch().id]
    assert isinstance(found, Sketch)
    return found


def test_where_somebody_moved_is_told_when_they_agreed_to_be_named_at_that_place() -> None:
    """A consent for the person's own record is not enough: it is asked for this very place."""
    told = view_of(person(), house(home()), consent(AMEI, HOUSE))
    assert [h.moved_to for h in shown(told).households] == [VILLAGE]
    elsewhere = view_of(person(), house(home()), consent(AMEI))
    assert [(h.name, h.moved_to) for h in shown(elsewhere).households] == [("沈家", None)]
    assert VILLAGE not in everything_in(elsewhere)
    [kept] = [one for one in elsewhere.withheld if one.what == "move"]
    assert (kept.record, kept.person, kept.reason) == (HOUSE, AMEI, Reason.NO_CONSENT)


def test_where_nobody_is_named_nobody_was_asked() -> None:
    """Without a person a household's new settlement stays in the archive, and the worker is told
    why."""
    view = view_of(house(home(person=None)))
    assert VILLAGE not in everything_in(view)
    [kept] = [one for one in view.withheld if one.what == "move"]
    assert (kept.reason, kept.detail) == (Reason.NO_CONSENT, "沈家")


def test_a_name_or_a_channel_refused_is_a_move_refused() -> None:
    """Each use is asked by itself, and so is the name."""
    nameless = consent(AMEI, subjects={Subject.NAME: "refused"}, slug="later", covers=(HOUSE,))
    assert VILLAGE not in everything_in(view_of(person(), house(home()), consent(AMEI), nameless))
    museum = consent(AMEI, HOUSE, uses={Use.WEB: "refused", Use.MUSEUM_SCREEN: "given"})
    records = person(), house(home()), museum
    assert VILLAGE not in everything_in(view_of(*records))
    assert VILLAGE in everything_in(view_of(*records, channel=Channel.KIOSK))


def test_a_house_whose_households_are_all_withheld_is_not_there() -> None:
    """Empty it would say that somebody is kept back; where one household of two may be seen, the
    house stays and nothing tells of the other. The worker is told."""
    alone = view_of(person(), house(home()))
    assert HOUSE not in alone.archive.records
    [kept] = [one for one in alone.withheld if one.record == HOUSE]
    assert (kept.what, kept.reason) == ("record", Reason.HOUSEHOLD_KEPT_BACK)
    other = home("根生家", person=GENSHENG)
    both = view_of(
        person(), person("gensheng", "陆根生"), house(home(), other), consent(AMEI, HOUSE)
    )
    one = view_of(person(), house(home()), consent(AMEI, HOUSE))
    assert shown(both) == shown(one)
    assert shown(view_of(house())).position == SPOT


def test_a_teahouse_stays_when_its_household_is_withheld() -> None:
    """It is more than somebody's home: it keeps its page and its outline, without the household."""
    view = view_of(person(), house(home(), place_type="shop"))
    assert (shown(view).households, shown(view).position) == ((), SPOT)


def test_a_village_is_drawn_the_same_with_and_without_what_is_withheld() -> None:
    """The published sketch of an archive with a closed place, a closed event and a household kept
    back equals that of an archive where they never were."""
    land = sketch(events=(event().id, event("quarrel").id))
    full = view_of(
        land, event(), event("quarrel", access="closed"), place(position=SPOT),
        house(home()), place("secret", position=SPOT, access="closed"), person(),
    )  # fmt: skip
    bare = view_of(sketch(events=(event().id,)), event(), place(position=SPOT))
    assert drawn(full) == drawn(bare)
    positions = {i: r.position for i, r in full.archive.records.items() if isinstance(r, Place)}
    assert {i for i, position in positions.items() if position} == {place().id}


def test_a_picture_with_houses_is_shown_only_while_every_place_may_be_seen() -> None:
    """A drawing cannot forget a house: it goes when one is withheld, unless it shows land alone."""
    secret = place("secret", position=SPOT, access="closed")
    with_houses = sketch(picture=PICTURE)
    whole = view_of(with_houses, place(position=SPOT))
    assert (drawn(whole).picture, len(whole.orders)) == (
        PICTURE.model_copy(update={"file": None}),
        1,
    )
    hidden = view_of(with_houses, place(position=SPOT), secret)
    assert drawn(hidden).picture is None
    assert hidden.orders == ()
    assert with_houses.id not in hidden.archive.pictures
    [kept] = [one for one in hidden.withheld if one.what == "picture"]
    assert kept.reason is Reason.PLACE_KEPT_BACK
    land = view_of(sketch(picture=PICTURE, is_land_alone=True), place(position=SPOT), secret)
    assert len(land.orders) == 1


def test_a_place_that_is_listed_or_a_house_left_empty_counts_as_kept_back() -> None:
    """Of either no outline is published, so no picture may show it."""
    listed = place("listed", position=SPOT, access="listed")
    for kept in (listed, house(home())):
        view = view_of(sketch(picture=PICTURE), kept, person())
        assert drawn(view).picture is None
