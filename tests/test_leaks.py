"""Nothing that is withheld is in any byte of a finished site, and the search that says so sees.

One village plants something unique in every field of every kind in every state of consent, in
every file, in sound and in pictures. It is built for both channels, and once with nothing held
back: what must be dark in the first two must be lit in the third.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import os
import pickle
import re
import signal
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL.PngImagePlugin import PngInfo
from pydantic import HttpUrl

from archive.build import Wish
from archive.index.life import gather_life
from archive.index.mentions import index_mentions
from archive.ingest.archive import read_archive
from archive.model.kinds import Kind
from archive.model.projection import public_view
from archive.model.site import Site
from archive.model.terms import Channel
from archive.render.press.booklet import Booklet
from archive_mkdocs import host
from tests.conftest import MadeOnce, PutBack
from tests.leaks.canaries import (
    CHANNELS,
    Canary,
    Ledger,
    Sort,
    read_days,
    read_own_signs,
    read_phrases,
)
from tests.leaks.media import MIDDLE, draw_picture, make_speech
from tests.leaks.neighbours import Neighbours
from tests.leaks.search import Search, wanted_of
from tests.leaks.unfiltered import switch_off
from tests.leaks.village import ON, CanaryVillage
from tests.test_derive_detectors import write_wav

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
FEWEST = 2_000
"""A ledger much shorter than this has lost a part of the village."""

UNPRINTED = {
    "interviews.contents.keywords": "for searching, not for reading",
    "interviews.recording.recorded_on": "pages print the day of the interview",
    "interviews.recording.recorder": "pages print who asked",
    "interviews.pictures.caption": "the picture stands beside the title, as a small sign of it",
}
"""Fields that may be published but that no page prints, each with the reason."""
FIRST_ALONE = frozenset({"interviews.quote"})
"""Fields that the home page prints of one record alone."""

Found = Mapping[tuple[Sort, str], str]
"""What was found, and one file that holds it."""


@dataclass(frozen=True)
class Looked:
    """The canaries, and what a search found of them in the site of each channel."""

    canaries: list[Canary]
    found: dict[Channel, Found]
    unfiltered: Found


@pytest.fixture(scope="module")
def looked(made_once: MadeOnce) -> Looked:
    """The village of canaries, built and searched once in a whole run."""
    made = made_once("canaries", _build_and_search)
    looked = pickle.loads((made / "looked.pickle").read_bytes())
    assert isinstance(looked, Looked)
    return looked


def _build_and_search(folder: Path) -> None:
    village = CanaryVillage(folder / "village").write()
    search = Search(wanted_of(village.canaries, village.boxes))
    found: dict[Channel, Found] = {}
    for channel in sorted(CHANNELS):
        site = folder / channel.value
        build_site(village.folder, channel, site)
        found[channel] = search.folder(site)
    with pytest.MonkeyPatch.context() as monkeypatch:
        switch_off(monkeypatch, village.private_files)
        build_site(village.folder, Channel.WEB, folder / "unfiltered")
    looked = Looked(village.canaries, found, search.folder(folder / "unfiltered"))
    (folder / "looked.pickle").write_bytes(pickle.dumps(looked))


def build_site(folder: Path, channel: Channel, site: Path, *, on: date = ON) -> None:
    """Build as ``pintu build`` does."""
    wish = Wish(channel, on, jobs=2)
    host.build(folder, wish=wish, site_dir=site, report=lambda *_: None)


def is_in(canary: Canary, found: Found) -> bool:
    return (canary.sort, canary.mark) in found


def test_nothing_withheld_is_in_any_byte(looked: Looked) -> None:
    """Every phrase, day, checksum, tone and pattern that may not be published in a channel is
    nowhere in its site: tried x channels, 0 leaks."""
    tried = [(c, channel) for c in looked.canaries for channel in CHANNELS - c.lit_in]
    assert len(tried) >= FEWEST
    leaks = [
        f"{channel}: {c.place} in {looked.found[channel][c.sort, c.mark]}"
        for c, channel in tried
        if is_in(c, looked.found[channel])
    ]
    assert not leaks, f"{len(leaks)} leaks of {len(tried)} tried:\n" + "\n".join(leaks)


@pytest.mark.parametrize("channel", sorted(CHANNELS))
def test_what_may_be_published_is_found(looked: Looked, channel: Channel) -> None:
    """Each open field, sound and picture is found in the site, so the search sees each place."""
    seen: dict[str, bool] = {}
    for canary in looked.canaries:
        if channel in canary.lit_in:
            seen[canary.place] = seen.get(canary.place, False) or is_in(
                canary, looked.found[channel]
            )
    missing = {place for place, is_seen in seen.items() if not is_seen}
    assert len(seen) > 200
    assert {place for place in missing if not _is_excused(place)} == set()


@pytest.mark.parametrize("channel", sorted(CHANNELS))
def test_no_book_holds_what_is_withheld(
    looked: Looked, made_once: MadeOnce, channel: Channel
) -> None:
    """What would be printed of everybody's life, made from the projection of a channel, says no
    phrase and no day that may not be published in it; it does say what may."""
    folder = made_once("canaries", _build_and_search) / "village"
    public = public_view(read_archive(folder).archive, channel=channel, on=ON).archive
    mentions = index_mentions(public)
    site = Site(title="村", site_url=HttpUrl("https://example.org/"))
    books = [
        Booklet(gather_life(public, mentions, person=one.id), public, site, {}, set(), ON).content()
        for one in public.of_kind(Kind.PERSON)
        if one.id not in public.listed
    ]
    text = json.dumps(books, ensure_ascii=False)
    said = {(Sort.WORDS, mark) for mark in (*read_phrases(text), *read_own_signs(text))}
    said |= {(Sort.DAY, mark) for mark in read_days(text)}
    dark = {c.place for c in looked.canaries if channel not in c.lit_in and is_in_set(c, said)}
    assert dark == set()
    lit = {c.place for c in looked.canaries if channel in c.lit_in and is_in_set(c, said)}
    assert len(lit) > 20


def is_in_set(canary: Canary, said: set[tuple[Sort, str]]) -> bool:
    return (canary.sort, canary.mark) in said


def _is_excused(place: str) -> bool:
    record, _, key = place.partition(".")
    kind, _, state = record.partition("/")
    field, is_first = f"{kind}.{key}", state == "open"
    return field in UNPRINTED or (field in FIRST_ALONE and not is_first)


def test_search_lights_every_place_when_nothing_is_held_back(looked: Looked) -> None:
    """With the projection switched off, each place that must be dark is found lit: a search that
    could not see one of them would prove nothing about it."""
    dark = [canary for canary in looked.canaries if canary.lit_in != CHANNELS]
    unseen = [c.place for c in dark if not is_in(c, looked.unfiltered)]
    assert len(dark) >= FEWEST
    assert not unseen, f"{len(unseen)} of {len(dark)} places stay dark:\n" + "\n".join(unseen)


def test_no_term_of_the_search_data_comes_of_what_is_withheld(looked: Looked) -> None:
    """Phrases are cut into pairs of signs there. No pair has a sign of a phrase that may not be
    published, and what may be said aloud is found by its sign."""
    for channel, found in looked.found.items():
        lit = {mark for sort, mark in found if sort is Sort.TERM}
        dark = {c.mark for c in looked.canaries if channel not in c.lit_in}
        assert lit & dark == set()
        assert {c.mark for c in looked.canaries if c.place.endswith("[open words]")} <= lit
        assert len(lit) > 100


def test_terms_of_what_is_withheld_are_seen_when_nothing_is_held_back(looked: Looked) -> None:
    """With the projection switched off, words, titles and texts that must be dark are lit in the
    search data too."""
    lit = {mark for sort, mark in looked.unfiltered if sort is Sort.TERM}
    said = r"interviews/open \[(withheld segment|sealed passage|closed chapter|words of .*)\]"
    told = r"(?!consents)\w+/(closed|embargo|refused)\.(title|name|word|summary|body)"
    dark = [c for c in looked.canaries if c.sort is Sort.WORDS and not c.lit_in]
    wanted = {c.place: c.mark for c in dark if re.fullmatch(f"{said}|{told}", c.place)}
    assert len(wanted) > 15
    assert {place for place, mark in wanted.items() if mark not in lit} == set()


# The search itself


def _zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("inner.txt", data)
    return packed.getvalue()


def _png(text: str) -> bytes:
    info = PngInfo()
    info.add_itxt("Title", text, zip=True)
    packed = io.BytesIO()
    draw_picture({}).save(packed, "PNG", pnginfo=info)
    return packed.getvalue()


DRESSES: Mapping[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 at an odd place": lambda text: b"\0\0\0" + text.encode("utf-16-le"),
    "GB18030": lambda text: text.encode("gb18030"),
    "percent": lambda text: quote(text).encode(),
    "percent of GB18030": lambda text: quote(text, encoding="gb18030").encode(),
    "HTML": lambda text: "".join(f"&#{ord(sign)};" for sign in text).encode(),
    "HTML, hexadecimal": lambda text: "".join(f"&#x{ord(sign):X};" for sign in text).encode(),
    "JSON": lambda text: json.dumps(text).encode(),
    "gzip": lambda text: gzip.compress(text.encode()),
    "gzip in gzip": lambda text: gzip.compress(gzip.compress(text.encode())),
    "zip": lambda text: _zipped(text.encode()),
    "PNG": _png,
    "PDF": lambda text: b"%PDF-1.7\nstream\n" + zlib.compress(text.encode()) + b"\nendstream",
    "data address": lambda text: b"data:text/plain;base64," + base64.b64encode(text.encode()),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_search_sees_a_phrase_in_any_dress(tmp_path: Path, dress: str) -> None:
    """However a phrase is encoded or packed, it is found, and it is found in a file's name."""
    ledger = Ledger()
    inside, named = ledger.phrase("inside"), ledger.phrase("name")
    signs = re.sub("[a-z]", "", inside)
    (tmp_path / f"{named}.bin").write_bytes(DRESSES[dress](signs))
    assert set(Search(wanted_of(ledger.canaries, {})).folder(tmp_path)) == {
        (Sort.WORDS, "1"),
        (Sort.WORDS, "2"),
    }


@pytest.mark.parametrize("text", ["{}", "{:%Y/%m/%d}", "{:%Y年}{:%m}月{:%d}日", "{:%Y%m%d}"])
def test_search_sees_a_day_however_it_is_written(tmp_path: Path, text: str) -> None:
    """With hyphens, strokes, Chinese words, or nothing between its numbers."""
    ledger = Ledger()
    day = date.fromisoformat(ledger.day("day", is_past=True))
    (tmp_path / "a.txt").write_text(text.format(day, day, day), encoding="utf-8")
    assert set(Search(wanted_of(ledger.canaries, {})).folder(tmp_path)) == {
        (Sort.DAY, day.isoformat())
    }


def test_search_tells_patterns_and_tones_apart(tmp_path: Path) -> None:
    """Each of fifty patterns and eight tones is found where it is, and no other one."""
    ledger = Ledger()
    tones = [ledger.tone(f"tone {n}") for n in range(8)]
    patterns = [ledger.blocks(f"pattern {n}") for n in range(50)]
    search = Search(wanted_of(ledger.canaries, {}))
    for number in patterns:
        draw_picture({number: MIDDLE}).save(tmp_path / f"{number}.jpg", quality=60)
        assert search.file(tmp_path / f"{number}.jpg") == {(Sort.BLOCKS, str(number))}
    for tone in tones:
        path = write_wav(tmp_path / f"{tone}.wav", make_speech([(tone, 1, 2)], seconds=3))
        assert search.file(path) == {(Sort.TONE, str(tone))}


# Withdrawal


def tree_of(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@dataclass(frozen=True)
class Village:
    """The neighbours' village, its site, and the search for what is the leaver's."""

    neighbours: Neighbours
    site: Path
    search: Search

    def build(self) -> None:
        build_site(self.neighbours.folder, Channel.WEB, self.site)

    def found(self) -> Found:
        return self.search.folder(self.site)


@pytest.fixture
def village(put_back: PutBack) -> Village:
    """Built once, with all that both neighbours gave, and searched."""
    folder = put_back("neighbours", _build_neighbours)
    village = pickle.loads((folder / "village.pickle").read_bytes())
    assert isinstance(village, Village)
    return village


def _build_neighbours(folder: Path) -> None:
    neighbours = Neighbours(folder / "village").write()
    search = Search(wanted_of(neighbours.ledger.canaries, {}))
    made = Village(neighbours, folder / "site", search)
    made.build()
    made.found()
    (folder / "village.pickle").write_bytes(pickle.dumps(made))


def test_withdrawal_takes_everything_that_came_of_it_and_nothing_else(village: Village) -> None:
    """Pages, media, lists, counts, mentions: what was the leaver's is gone, from what is kept for
    the next build of media too; pages and media that did not speak of it are the same to the
    byte."""
    planted = village.neighbours.ledger.canaries
    before, spoke = tree_of(village.site), village.search.marked(village.site)
    assert [c.place for c in planted if not is_in(c, village.found())] == []
    assert village.search.marked(village.neighbours.folder / ".pintu/derived")
    village.neighbours.withdraw()
    village.build()
    after = tree_of(village.site)
    assert village.found() == {}
    assert village.search.marked(village.neighbours.folder / ".pintu/derived") == frozenset()
    assert sorted(set(after) - set(before)) == []
    changed = {path for path, data in after.items() if data != before[path]}
    assert {path for path in changed - spoke if not _is_list(path)} == set()
    assert {"places/lane/index.html", "people/amei/index.html", "interviews/amei/index.html"} <= (
        set(after) - changed
    )
    assert {path for path in set(before) - set(after) - spoke if not _is_list(path)} == set()


def _is_list(path: str) -> bool:
    """Lists and the home page tell how many there are; search files hold parts of many records."""
    is_shared = path.startswith("search/") or "/by/" in path
    return is_shared or path.removeprefix("en/").count("/") <= 1


@pytest.mark.parametrize("writes", [0, 4, 1_000])
def test_build_that_was_killed_leaves_nothing_for_the_next(village: Village, writes: int) -> None:
    """A build killed before its first page, among its pages, or before it has cleared up is
    followed by one that leaves nothing withdrawn."""
    village.neighbours.withdraw()
    given = map(str, (village.neighbours.folder, village.site, writes))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, *given],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(village.site.parent)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    village.build()
    assert village.found() == {}
    assert (village.site / "people/amei/index.html").is_file()


KILLED = """
import os, signal, sys
from pathlib import Path
from archive.model.terms import Channel
from archive.publish.site_folder import FilePutter, SiteFolder
from tests.test_leaks import build_site

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def put(self, *given, write=FilePutter.__call__, left=iter(range(int(sys.argv[3])))):
    die() if next(left, None) is None else write(self, *given)

FilePutter.__call__, SiteFolder.close = put, die
build_site(Path(sys.argv[1]), Channel.WEB, Path(sys.argv[2]))
"""
"""A build that kills itself when it has written so many pages, or would clear up."""
