"""Sources of other archives, bent by chance: nothing fails, is lost, or reads other files."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.fuzz.importers import PARSERS, tries, try_one


@pytest.mark.parametrize("name", sorted(PARSERS))
def test_no_bent_source_breaks_a_reader(name: str, tmp_path: Path) -> None:
    """The short form of ``python -m tests.fuzz.importers 10000``."""
    for number, chance in tries(name, 60):
        with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
            try_one(PARSERS[name], Path(folder), chance, is_read=number % 10 == 0)
