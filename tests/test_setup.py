"""Setting up: nothing of the caller's own settings leads it astray, and it says what is missing."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from hatch_build import BuildFailed, Catalogues, Stamp, read_digests
from scripts import setup
from scripts.setup import BACKENDS, PIP_REACHED, clean_environment, select_entries
from scripts.setup_browser import BrowserMissing, find_browser, is_browser

posix = pytest.mark.skipif(os.name == "nt", reason="programs there are not scripts")


def write_program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize(
    "name", ["PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_NO_DEPS", "PYTHONPATH", "PYTHONHOME"]
)
def test_settings_that_send_packages_elsewhere_are_dropped(name: str) -> None:
    """Packages go into .venv whatever the caller's pip is told to do."""
    kept = clean_environment({name: "1", "HOME": "somewhere"})
    assert kept.get(name) in {None, "0"}
    assert kept["HOME"] == "somewhere"


@pytest.mark.parametrize(
    "name", ["PIP_INDEX_URL", "PIP_CERT", "PIP_FIND_LINKS", "PIP_PROXY", "PIP_CONFIG_FILE"]
)
def test_settings_that_say_how_packages_are_reached_are_kept(name: str) -> None:
    """A mirror, a proxy or a certificate that somebody needs keeps working."""
    assert clean_environment({name: "value"})[name] == "value"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Collecting click==8.5.1 (from -r requirements.lock (line 9))", "click"),
        ("Collecting annotated-types==0.8.0", "annotated-types"),
        ("Requirement already satisfied: rich==15.0.0 in ./x", "rich"),
        ("Processing ./wheels/nh3-0.3.8.whl", "nh3-0.3.8.whl"),
        ("  Using cached click-8.5.1.whl", None),
        ("Installing collected packages: click", None),
    ],
)
def test_progress_counts_each_package_once(line: str, name: str | None) -> None:
    """Only the line that begins a package moves the count."""
    found = PIP_REACHED.match(line)
    assert (found[1] if found else None) == name


def test_the_program_is_compiled_where_python_may_write_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody's start waits for it."""
    for folder in ("archive", "plugins"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.py").write_text("ONE = 1\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    setup.compile_program()
    made = sorted(path.parent.parent.name for path in tmp_path.rglob("__pycache__/one.*.pyc"))
    assert made == ["archive", "plugins"]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_what_builds_packages_is_pinned_too(lock: str) -> None:
    """Packages that come as source are built by tools whose hashes are known."""
    text = select_entries(lock, names=BACKENDS)
    assert {line.split("==")[0] for line in text.splitlines() if line[0].isalpha()} == BACKENDS
    assert text.count("--hash=") > len(BACKENDS)


@posix
def test_the_named_browser_is_taken(tmp_path: Path) -> None:
    """PINTU_CHROME wins over whatever is on PATH."""
    named = write_program(tmp_path / "mine" / "chrome", "echo Chromium 150.0")
    write_program(tmp_path / "path" / "chromium", "echo Chromium 140.0")
    environment = {"PINTU_CHROME": str(named), "PATH": str(tmp_path / "path")}
    assert find_browser(environment) == named


def test_a_wrong_name_is_told_not_ignored(tmp_path: Path) -> None:
    """Who names a browser that is not there hears of it, in both languages."""
    with pytest.raises(BrowserMissing, match=r"(?s)PINTU_CHROME 指的.*does not name"):
        find_browser({"PINTU_CHROME": str(tmp_path / "nothing")})


@posix
def test_a_script_that_only_gives_advice_is_no_browser(tmp_path: Path) -> None:
    """Some systems put a `chromium` on PATH that tells how to install one."""
    advice = write_program(tmp_path / "chromium-browser", "echo please install it; exit 1")
    real = write_program(tmp_path / "google-chrome", "echo Google Chrome 150.0")
    assert not is_browser(advice)
    assert find_browser({"PATH": str(tmp_path)}) == real


def test_a_build_is_repeated_when_a_source_or_a_result_changed(tmp_path: Path) -> None:
    """Skipping is safe: a changed source, a changed result and a lost result all rebuild."""
    source, result = tmp_path / "source.ts", tmp_path / "result.js"
    source.write_text("1")
    result.write_text("made of 1")
    stamp = Stamp(tmp_path / "stamp.json", sources=tmp_path, results=tmp_path)
    before = read_digests(tmp_path, ["source.ts"])
    assert not stamp.is_fresh(before)
    stamp.write(before, ["result.js"])
    assert stamp.is_fresh(before)
    source.write_text("2")
    assert not stamp.is_fresh(read_digests(tmp_path, ["source.ts"]))
    result.write_text("touched")
    assert not stamp.is_fresh(before)
    result.unlink()
    assert not stamp.is_fresh(before)


def test_results_that_are_no_longer_made_are_removed(tmp_path: Path) -> None:
    """A script that was renamed does not stay behind under its old name."""
    (tmp_path / "old.js").write_text("old")
    (tmp_path / "new.js").write_text("new")
    stamp = Stamp(tmp_path / "stamp.json", sources=tmp_path, results=tmp_path)
    stamp.write({}, ["old.js"])
    stamp.write({}, ["new.js"])
    assert sorted(path.name for path in tmp_path.glob("*.js")) == ["new.js"]


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Home"\n'


def write_catalogue(root: Path, text: str) -> Path:
    path = root / "archive" / "render" / "locale" / "zh_Hans" / "LC_MESSAGES" / "pintu.po"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_catalogues_are_compiled_once(tmp_path: Path) -> None:
    """What is compiled is what gettext reads, and an unchanged catalogue is left alone."""
    import gettext

    path = write_catalogue(tmp_path, PO + 'msgstr "首页"\n')
    assert Catalogues(tmp_path).make()
    assert not Catalogues(tmp_path).make()
    with path.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Home") == "首页"


def test_a_broken_catalogue_stops_the_build(tmp_path: Path) -> None:
    """A catalogue with a fault is named, not shipped half."""
    write_catalogue(tmp_path, PO + "msgstr 首页\n")
    with pytest.raises(BuildFailed, match="zh_Hans"):
        Catalogues(tmp_path).make()
