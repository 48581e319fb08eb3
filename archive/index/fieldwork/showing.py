"""Pictures taken along to show: uncovered but for those who said that they will not be seen."""

from __future__ import annotations

from datetime import date

from archive.model.archive import Archive
from archive.model.consent import Reason, decide
from archive.model.kinds import RecordId
from archive.model.media import Picture
from archive.model.object import Object
from archive.model.orders import Mask, PictureOrder
from archive.model.photo import Photo
from archive.model.sealing import face_mask
from archive.model.terms import Channel, Subject

_SCREENS = (Channel.WEB, Channel.KIOSK)
_REFUSALS = frozenset(
    {Reason.REFUSED, Reason.SUBJECT_REFUSED, Reason.LIMITED, Reason.WITHDRAWN, Reason.SEALED}
)


def picture_order(
    archive: Archive, record: RecordId, *, shown_to: RecordId | None, on: date
) -> PictureOrder | None:
    """The picture of a photograph or an object, None where there is none.

    Faces of those who refused to be seen are covered for everybody but themselves.
    """
    found = archive.records.get(record)
    picture: Picture | None = None
    masks: list[Mask] = []
    if isinstance(found, Photo):
        picture = found.picture
        for depicted in found.people:
            person = depicted.person
            if person is None or person == shown_to or depicted.outline is None:
                continue
            if _will_not_be_seen(archive, person, record, on=on):
                masks.append(face_mask(depicted.outline))
    elif isinstance(found, Object) and found.pictures:
        picture = found.pictures[0]
    if picture is None:
        return None
    sha256 = picture.sha256 or archive.manifest.get(picture.file)
    return PictureOrder(f"{record}/shown", picture.file, sha256, tuple(masks))


def _will_not_be_seen(archive: Archive, person: RecordId, photo: RecordId, *, on: date) -> bool:
    """Whether they said no; one who was never asked has not."""
    consents = archive.consents_of.get(person, ())
    reasons = {
        decide(consents, record=photo, subject=Subject.PORTRAIT, channel=screen, on=on).reason
        for screen in _SCREENS
    }
    return None not in reasons and bool(reasons & _REFUSALS)
