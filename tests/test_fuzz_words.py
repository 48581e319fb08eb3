"""Texts, subtitles and documents bent by chance are understood or told of, and lose nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.importers import tries, try_one
from tests.fuzz.words import PARSERS


@pytest.mark.parametrize("name", PARSERS)
def test_bent_words_lose_nothing(name: str, tmp_path: Path) -> None:
    """The short form of ``python -m tests.fuzz.words 10000``."""
    for number, chance in tries(name, 12):
        folder = tmp_path / str(number)
        folder.mkdir()
        try_one(PARSERS[name], folder, chance, is_read=number == 0)
