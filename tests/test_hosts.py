"""One site, whoever builds it: this program, MkDocs, or ProperDocs."""

import hashlib
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from archive.build import Wish
from archive.ingest.scaffold import write_new_archive
from archive.model.terms import Channel
from archive_mkdocs.host import build

TODAY = Wish(Channel.WEB, date.today(), jobs=1)


def tree(folder: Path) -> dict[str, str]:
    """Every file below ``folder`` with a digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A new archive, as `pintu new` writes it."""
    folder = tmp_path / "村"
    write_new_archive(folder, title="试村", language="zh-Hans")
    return folder


@pytest.mark.slow
def test_every_host_gives_the_same_site(village: Path, tmp_path: Path) -> None:
    """`pintu build`, `mkdocs build` and `properdocs build` write the same files, byte for byte."""
    sites = {"pintu": tmp_path / "pintu"}
    build(village, wish=TODAY, site_dir=sites["pintu"], report=lambda *_: None)
    for host in ("mkdocs", "properdocs"):
        sites[host] = tmp_path / host
        command = [sys.executable, "-m", host, "build", "-q", "-f", "mkdocs.yml"]
        run = subprocess.run(
            [*command, "-d", str(sites[host])], cwd=village, capture_output=True, text=True
        )
        assert run.returncode == 0, run.stderr
    trees = {host: tree(site) for host, site in sites.items()}
    assert trees["pintu"]["index.html"]
    assert trees["mkdocs"] == trees["pintu"]
    assert trees["properdocs"] == trees["pintu"]


@pytest.mark.slow
def test_building_again_writes_nothing_and_changes_nothing(village: Path, tmp_path: Path) -> None:
    """A second build finds every page as it was and derives nothing."""
    site = tmp_path / "site"
    first = build(village, wish=TODAY, site_dir=site, report=lambda *_: None)
    before = tree(site)
    second = build(village, wish=TODAY, site_dir=site, report=lambda *_: None)
    assert first.written.pages == second.written.unchanged
    assert (second.written.pages, second.written.removed, second.derived) == (0, 0, 0)
    assert tree(site) == before


@pytest.mark.slow
def test_the_site_holds_nothing_that_mkdocs_made_of_its_own(village: Path, tmp_path: Path) -> None:
    """No site map, search index or file of the theme that was not asked for."""
    site = tmp_path / "site"
    build(village, wish=TODAY, site_dir=site, report=lambda *_: None)
    names = {Path(name).name for name in tree(site)}
    assert not names & {"sitemap.xml", "sitemap.xml.gz", "search_index.json", "main.html"}
    assert not [name for name in tree(site) if "shell" in name]


def test_a_site_named_from_where_one_stands_goes_there(
    village: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not to a folder of that name below the village, where MkDocs would look for it."""
    monkeypatch.chdir(village.parent)
    build(Path(village.name), wish=TODAY, site_dir=Path("there"), report=lambda *_: None)
    assert (village.parent / "there" / "index.html").is_file()
    assert not (village / "there").exists()
