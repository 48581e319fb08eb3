"""Who shared a roof: the household of each person, as far as the archive knows it."""

from collections.abc import Mapping

from archive.model.archive import Archive
from archive.model.kinds import Kind, RecordId
from archive.model.place import Place


def households_of(archive: Archive) -> Mapping[RecordId, str]:
    """The household of each person: the place they lived at, and, where several households did,
    the one that the place names them in."""
    names: dict[RecordId, set[str]] = {}
    listed: dict[tuple[RecordId, RecordId], str] = {}
    lived: dict[RecordId, RecordId] = {}
    for place in archive.of_kind(Kind.PLACE):
        for household in place.households if isinstance(place, Place) else ():
            names.setdefault(place.id, set()).add(household.name)
            if household.person is not None:
                listed.setdefault((place.id, household.person), household.name)
                lived.setdefault(household.person, place.id)
    lived |= {p.id: p.household for p in archive.people.values() if p.household is not None}
    shared = {place for place, those in names.items() if len(those) > 1}
    return {
        person: f"{place} {listed.get((place, person), '')}" if place in shared else place
        for person, place in lived.items()
    }
