"""OHMS files and IIIF manifests, bent by chance: nothing fails, is lost, or reads other files."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.fuzz.importers import tries
from tests.fuzz.xml_and_json import PARSERS, try_any


@pytest.mark.parametrize("name", sorted(PARSERS))
def test_no_bent_document_breaks_a_reader(name: str, tmp_path: Path) -> None:
    """The short form of ``python -m tests.fuzz.xml_and_json 10000``."""
    for number, chance in tries(name, 60):
        with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
            try_any(name, number, Path(folder), chance)
