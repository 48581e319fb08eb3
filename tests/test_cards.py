"""A card is made from what the digest of its record covers, or it is not remembered by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from archive.ingest.archive import read_archive
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.orders import Derived, DerivedFile, DerivedPicture, DerivedSound
from archive.model.projection import public_view
from archive.model.public import PublicArchive
from archive.model.terms import Channel
from archive.render.cards import BORROWING, make_card
from archive.render.media_keys import media_keys

ROOT = Path(__file__).resolve().parent.parent
ON = date(2026, 3, 1)


@pytest.fixture(scope="module")
def shown() -> PublicArchive:
    """What of the sample may be seen."""
    return public_view(read_archive(ROOT).archive, channel=Channel.WEB, on=ON).archive


def made_of(shown: PublicArchive, record: RecordId) -> dict[str, Derived]:
    """A file for each key that a record's pages may show, and no other."""
    found: dict[str, Derived] = {}
    telling = shown.tellings.get(record)
    for key in media_keys(shown, record):
        file = DerivedFile(PurePosixPath(key), "image/jpeg", 1)
        if telling is not None and key == telling.voice:
            found[key] = DerivedSound(key, file, 90.0, (), "")
        else:
            found[key] = DerivedPicture(key, file, file, file, file, file, None, "#fff")
    return found


def alone(shown: PublicArchive, record: RecordId) -> PublicArchive:
    """An archive in which nothing is but one record, with what its digest covers."""

    def own(values: Mapping[RecordId, Any]) -> dict[RecordId, Any]:
        return {record: values[record]} if record in values else {}

    return PublicArchive(
        channel=shown.channel,
        on=shown.on,
        records=own(shown.records),
        listed=shown.listed & {record},
        tellings=own(shown.tellings),
        pictures=own(shown.pictures),
        assemblies=own(shown.assemblies),
        scenes=own(shown.scenes),
    )


@pytest.mark.parametrize("kind", [k for k in Kind if k.is_publishable and k not in BORROWING])
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_a_card_needs_its_record_alone(shown: PublicArchive, kind: Kind, language: str) -> None:
    """So a digest of it may be kept while the record is as it was."""
    media = {key: one for i in shown.records for key, one in made_of(shown, i).items()}
    assert shown.of_kind(kind)
    for record in shown.of_kind(kind):
        card = make_card(record, shown, language=language, media=media)
        own = made_of(shown, record.id)
        assert card == make_card(record, alone(shown, record.id), language=language, media=own)


def test_a_card_that_borrows_is_not_remembered(shown: PublicArchive) -> None:
    """A walk shows its guide and what it stops before; without them there is no card of it."""
    walks = [record for record in shown.records if kind_of(record) is Kind.EXHIBIT]
    assert walks
    for walk in walks:
        with pytest.raises(KeyError):
            make_card(shown.records[walk], alone(shown, walk), language="zh-Hans", media={})
