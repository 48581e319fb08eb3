"""What stays is not looked through for garbage, and afterwards everything is as it was."""

import gc

import pytest

from archive.memory import SELDOM, gathered, settled


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


def test_what_was_gathered_is_not_looked_through_even_once() -> None:
    found: list[int] = []

    def count(phase: str, _: object) -> None:
        found.append(gc.get_freeze_count()) if phase == "start" else None

    gc.callbacks.append(count)
    try:
        with gathered():
            assert not gc.isenabled()
            many = [[number] for number in range(100_000)]
            assert found == []
        assert gc.isenabled()
        assert all(frozen >= len(many) for frozen in found)
    finally:
        gc.callbacks.remove(count)
        gc.unfreeze()


def test_what_failed_is_not_kept() -> None:
    def fail() -> None:
        with gathered():
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
