"""The interface speaks each of its languages completely."""

import importlib.util
import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

from archive.render.browser_words import BROWSER_WORDS
from archive.render.catalogue import LOCALES, translator
from archive.render.search_page import SEARCH_WORDS
from archive.render.sketch_page import SKETCH_WORDS

HOLES = re.compile(r"\{\w+\}")


@pytest.fixture(scope="module")
def script(project_root: Path) -> ModuleType:
    """``scripts/catalogues.py`` as a module."""
    path = project_root / "scripts" / "catalogues.py"
    spec = importlib.util.spec_from_file_location("catalogues", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("folder", ["zh_Hans", "zh_Hant", "en"])
def test_every_sentence_is_translated_and_none_is_left_over(
    script: ModuleType, folder: str
) -> None:
    """The catalogue holds exactly the sentences in use, each with the same holes to fill."""
    with (LOCALES / folder / "LC_MESSAGES" / "pintu.po").open("rb") as file:
        known = {message.id: message.string for message in read_po(file) if message.id}
    assert sorted(known) == script.sentences()
    assert [text for text, translated in known.items() if not translated] == []
    for text, translated in known.items():
        assert sorted(HOLES.findall(text)) == sorted(HOLES.findall(translated)), text


def test_no_english_is_left_in_the_chinese_interface() -> None:
    """A sentence that comes back as it was given was not translated."""
    say = translator("zh-Hans")
    words = [*BROWSER_WORDS.values(), *SEARCH_WORDS.values(), *SKETCH_WORDS.values()]
    same = [text for text in words if say(text) == text]
    assert same == []


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("words.ts", BROWSER_WORDS),
        ("search/words.ts", SEARCH_WORDS),
        ("sketch/words.ts", SKETCH_WORDS),
    ],
)
def test_the_browser_is_given_every_word_it_asks_for(
    project_root: Path, name: str, given: Mapping[str, str]
) -> None:
    """The tables of words in the browser code and those in the pages have the same keys."""
    source = project_root / "archive" / "render" / "frontend" / "src" / name
    table = source.read_text("utf-8").split("as const")[0]
    assert set(re.findall(r'^  "(\w+)",$', table, re.M)) == set(given)
