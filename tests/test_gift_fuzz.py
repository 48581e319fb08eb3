"""Bent documents, names and zips: no exception, no hang, nothing lost, nothing else read."""

from __future__ import annotations

import io
import zipfile
from random import Random

import pytest

from archive.adding.readers import DOCUMENTS
from archive.ingest.packages import open_package
from tests.fuzz.gifts import TRIES, seeds


@pytest.mark.parametrize("name", sorted(TRIES))
def test_nothing_bent_breaks_the_way_in(name: str) -> None:
    """A few of each kind; scripts/fuzz.py tries many."""
    for number in range(60):
        TRIES[name](Random(f"{name} test {number}"))


def test_every_reader_is_tried() -> None:
    """For each form that a reader takes there is a whole document to bend."""
    assert {form for reader in DOCUMENTS for form in reader.forms} <= set(seeds())


def test_a_member_without_a_name_is_left_closed_and_told_of() -> None:
    """Found by bending: a directory that names nothing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        written.writestr("a", "x")
    data = packed.getvalue()
    at = data.index(b"PK\x01\x02")
    nameless = data[: at + 28] + b"\0\0" + data[at + 30 : at + 46] + data[at + 47 :]
    size = nameless.rindex(b"PK\x05\x06") + 12
    nameless = nameless[:size] + (46).to_bytes(4, "little") + nameless[size + 4 :]
    package = open_package(nameless)
    assert [closed.name for closed in package.left_closed] == [""]
    assert not package.members
