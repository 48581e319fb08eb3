"""Spreadsheets bent by chance: nothing fails, hangs or is lost."""

from __future__ import annotations

import pytest

from tests.fuzz.importers import tries
from tests.fuzz.spreadsheets import SEEDS, try_one


@pytest.mark.parametrize("form", sorted(SEEDS))
def test_no_bent_workbook_breaks_the_reader(form: str) -> None:
    """The short form of ``python -m tests.fuzz.spreadsheets 10000``."""
    for _, chance in tries(form, 80):
        try_one(form, chance)
