"""Bent documents, names and zips: no exception, no hang, nothing lost, nothing else read."""

from __future__ import annotations

from random import Random

import pytest

from archive.adding.readers import DOCUMENTS
from tests.fuzz.gifts import TRIES, seeds


@pytest.mark.parametrize("name", sorted(TRIES))
def test_nothing_bent_breaks_the_way_in(name: str) -> None:
    """A few of each kind; scripts/fuzz.py tries many."""
    for number in range(60):
        TRIES[name](Random(f"{name} test {number}"))


def test_every_reader_is_tried() -> None:
    """For each form that a reader takes there is a whole document to bend."""
    assert {form for reader in DOCUMENTS for form in reader.forms} <= set(seeds())
