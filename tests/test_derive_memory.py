"""What stays is not looked through for garbage, and afterwards everything is as it was."""

import gc

import pytest

from archive.derive.memory import SELDOM, settled


def test_what_stays_is_left_alone_and_afterwards_all_is_as_before() -> None:
    """Also when what is done meanwhile fails."""
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    meanwhile = []

    def fail() -> None:
        with settled():
            meanwhile.extend((gc.get_threshold()[0], gc.get_freeze_count()))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert meanwhile[0] == SELDOM
    assert meanwhile[1] > frozen
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
