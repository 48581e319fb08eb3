"""The cache: nothing is made twice, nothing is half made, and nothing changed is passed off."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.derive import (
    Derivation,
    InlineExecutor,
    LocalExecutor,
    derive_all,
    digests_of,
    sweep_derived,
)
from archive.derive.cache import (
    CODE_VERSIONS,
    DerivedCache,
    Made,
    MadeFile,
    digest_order,
    format_made,
    parse_made,
    read_digest,
)
from archive.model.orders import Mask, Order, PictureOrder, SoundOrder, Span, VideoOrder
from tests.test_derive_detectors import (
    derive,
    derive_fine,
    make_corners,
    make_tone,
    write_wav,
)

ROOT = Path(__file__).parent.parent
PICTURE = PictureOrder("photos/bridge/picture", PurePosixPath("bridge.png"))
SOUND = SoundOrder("interviews/a/voice", PurePosixPath("a.wav"), silences=(Span(0.5, 1),))


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """One picture and one recording."""
    write_wav(tmp_path / "media/a.wav", make_tone(300, seconds=2))
    make_corners(100, 80).save(tmp_path / "media/bridge.png")
    return tmp_path


def run_python(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


def test_second_derivation_makes_nothing(village: Path) -> None:
    """The same orders again give the same answer, and not one of them is made."""
    first = derive_fine(village, PICTURE, SOUND)
    second = derive_fine(village, PICTURE, SOUND)
    assert (first.made, second.made) == (2, 0)
    assert (first.results, first.files) == (second.results, second.files)


WARM = """
import sys
started = []
sys.addaudithook(lambda event, _: started.append(event)
                 if event in ("subprocess.Popen", "os.fork", "os.posix_spawn") else None)
from pathlib import Path, PurePosixPath
from archive.derive import LocalExecutor, derive_all
from archive.model.orders import PictureOrder, SoundOrder, Span
village = Path(sys.argv[1])
orders = [PictureOrder("photos/bridge/picture", PurePosixPath("bridge.png")),
          SoundOrder("interviews/a/voice", PurePosixPath("a.wav"), silences=(Span(0.5, 1),))]
done = derive_all(orders, media_dir=village / "media", cache_dir=village / ".pintu",
                  executor=LocalExecutor(2))
heavy = sorted({"numpy", "PIL", "ffmpeg", "imageio_ffmpeg", "av", "pillow_heif"} & set(sys.modules))
print(done.made, len(done.results), len(started), heavy)
"""


def test_warm_derivation_starts_no_program_and_loads_no_library(village: Path) -> None:
    """With everything in the cache no process is started and no imaging or sound library is
    loaded; with nothing in it, the same count sees the starts."""
    cold, warm = run_python(WARM, village), run_python(WARM, village)
    made, results, started, _ = cold.stdout.split(" ", 3)
    assert (made, results) == ("2", "2"), cold.stderr
    assert int(started) > 0
    assert warm.stdout.strip() == "0 2 0 []", warm.stderr


def test_name_of_the_original_is_no_part_of_it(village: Path) -> None:
    """A renamed original is found in the cache, and two orders alike are made once."""
    derive_fine(village, PICTURE)
    (village / "media/bridge.png").rename(village / "media/桥.png")
    twins = [PictureOrder(key, PurePosixPath("桥.png")) for key in ("photos/a/p", "photos/b/p")]
    derivation = derive_fine(village, *twins)
    assert derivation.made == 0
    assert set(derivation.results) == {"photos/a/p", "photos/b/p"}
    assert len(derivation.files) == 2


ORDERS: tuple[Order, ...] = (
    PICTURE,
    PictureOrder("k", PurePosixPath("a"), zoom=True),
    PictureOrder("k", PurePosixPath("a"), page=1),
    PictureOrder("k", PurePosixPath("a"), page=2),
    PictureOrder("k", PurePosixPath("a"), masks=(Mask(0, 0, 0.5, 0.5),)),
    PictureOrder("k", PurePosixPath("a"), masks=(Mask(0, 0, 0.5, 0.6),)),
    SoundOrder("k", PurePosixPath("a")),
    SoundOrder("k", PurePosixPath("a"), silences=(Span(1, 2),)),
    SoundOrder("k", PurePosixPath("a"), silences=(Span(1, float("inf")),)),
    VideoOrder("k", PurePosixPath("a")),
    VideoOrder("k", PurePosixPath("a"), silences=(Span(1, 2),)),
    VideoOrder("k", PurePosixPath("a"), blackouts=(Span(1, 2),)),
)
TOOLS = ("pillow", "pillow-heif", "imageio-ffmpeg", "silk-python", "pypdfium2")
VERSIONS = dict.fromkeys(TOOLS, "1")


def test_every_setting_is_part_of_the_digest() -> None:
    """No two different orders share an entry; nor do other contents or other tools."""
    digests = {digest_order(order, original_sha256="0", versions=VERSIONS) for order in ORDERS}
    digests |= {digest_order(order, original_sha256="1", versions=VERSIONS) for order in ORDERS}
    newer = dict.fromkeys(VERSIONS, "2")
    digests |= {digest_order(order, original_sha256="0", versions=newer) for order in ORDERS}
    assert len(digests) == 3 * len(ORDERS)


def test_another_way_of_making_gives_new_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures in other sizes are other entries, so that no old one is served with a size missing;
    sounds, which are made as before, keep theirs."""

    def digests() -> dict[Order, str]:
        return {o: digest_order(o, original_sha256="0", versions=VERSIONS) for o in ORDERS}

    before = digests()
    monkeypatch.setitem(CODE_VERSIONS, PictureOrder, CODE_VERSIONS[PictureOrder] + 1)
    after = digests()
    changed = {order for order in ORDERS if before[order] != after[order]}
    assert changed == {order for order in ORDERS if isinstance(order, PictureOrder)}


def test_redacting_more_never_serves_the_old_file(village: Path) -> None:
    """A stretch withheld later gives another file under another name; the old one is not listed."""
    open_order = SoundOrder(SOUND.key, SOUND.original)
    before = derive_fine(village, open_order)
    after = derive_fine(village, SOUND)
    assert after.made == 1
    assert not set(before.files) & set(after.files)


def test_touched_original_is_read_again_and_not_made_again(village: Path) -> None:
    """A new time of writing alone costs a reading."""
    derive_fine(village, PICTURE)
    os.utime(village / "media/bridge.png", (1, 1))
    assert derive_fine(village, PICTURE).made == 0


def test_changed_original_is_refused(village: Path) -> None:
    """When the record names a digest and the file has another, nothing of it is published, also
    when a derivative of the right one is in the cache."""
    digest = read_digest(village / "media/bridge.png")
    order = PictureOrder(PICTURE.key, PICTURE.original, sha256=digest.upper())
    assert derive_fine(village, order).made == 1
    make_corners(101, 80).save(village / "media/bridge.png")
    derivation = derive(village, order, SOUND)
    (problem,) = derivation.problems
    assert (problem.code, problem.facts["expected"]) == ("media-changed", digest.upper())
    assert set(derivation.results) == {SOUND.key}
    assert all(str(path).startswith(SOUND.key) for path in derivation.files)


def test_missing_original_is_a_problem_even_when_cached(village: Path) -> None:
    """An original that is gone is reported; its derivative is not passed off as it."""
    derive_fine(village, PICTURE)
    (village / "media/bridge.png").unlink()
    derivation = derive(village, PICTURE)
    assert [problem.code for problem in derivation.problems] == ["media-missing"]
    assert not derivation.results
    assert not derivation.files


@pytest.mark.parametrize("name", ["../secret.png", "link.png"])
def test_original_outside_the_folder_is_refused(village: Path, name: str) -> None:
    """Neither `..` nor a link leads out of the media folder."""
    make_corners().save(village / "secret.png")
    (village / "media/link.png").symlink_to(village / "secret.png")
    derivation = derive(village, PictureOrder("photos/x/picture", PurePosixPath(name)))
    assert [problem.code for problem in derivation.problems] == ["media-outside"]
    assert not derivation.files


def test_secretly_edited_original_is_found_by_verifying(village: Path) -> None:
    """An edit that keeps size and times is believed until `verify` reads everything."""
    memory = village / ".pintu/originals.json"
    path = village / "media/a.wav"
    digest = read_digest(path)
    order = SoundOrder(SOUND.key, SOUND.original, sha256=digest)
    derive_fine(village, order)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    known = json.loads(memory.read_text())
    status = path.stat()
    stamp = [status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns]
    memory.write_text(json.dumps({**known, "a.wav": [stamp, digest]}))
    assert derive_fine(village, order).made == 0
    assert [p.code for p in derive(village, order, verify=True).problems] == ["media-changed"]


@pytest.mark.parametrize("damage", ["gone", "short", "no list"])
def test_damaged_entry_is_made_again(village: Path, damage: str) -> None:
    """A derivative that was deleted or cut is not published; it is made anew."""
    (path,) = set(derive_fine(village, PICTURE).files.values())
    whole = path.read_bytes()
    match damage:
        case "gone":
            path.unlink()
        case "short":
            path.write_bytes(whole[:-9])
        case _:
            shutil.rmtree(path.parent)
    derivation = derive_fine(village, PICTURE)
    assert derivation.made == 1
    assert path.read_bytes() == whole


def test_rotten_derivative_is_found_by_verifying(village: Path) -> None:
    """A changed byte of the same length is found by `verify`, and the file made anew."""
    (path,) = set(derive_fine(village, PICTURE).files.values())
    whole = path.read_bytes()
    path.write_bytes(whole[:-9] + b"?" + whole[-8:])
    assert derive(village, PICTURE).made == 0
    assert derive(village, PICTURE, verify=True).made == 1
    assert path.read_bytes() == whole


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b"\xff\x00"])
def test_unreadable_lists_cost_time_only(village: Path, content: bytes) -> None:
    """Broken lists are read as empty; the answer is the same."""
    first = derive_fine(village, PICTURE, SOUND)
    (village / ".pintu/originals.json").write_bytes(content)
    (village / ".pintu/derived/index.json").write_bytes(content)
    second = derive_fine(village, PICTURE, SOUND)
    assert (second.made, second.results) == (0, first.results)


def sweep(village: Path, derivation: Derivation, *others: Order) -> int:
    def asked_elsewhere() -> frozenset[str]:
        return digests_of(
            others,
            media_dir=village / "media",
            cache_dir=village / ".pintu",
            executor=InlineExecutor(),
        )

    return sweep_derived(village / ".pintu", asked=derivation.asked, others=asked_elsewhere)


def test_what_nobody_asks_for_is_swept(village: Path) -> None:
    """What was made before a withdrawal goes; what another channel asks for stays."""
    large = PictureOrder("photos/z/p", PICTURE.original, zoom=True)
    derive_fine(village, PICTURE, SOUND, large)
    after = derive_fine(village, SOUND)
    assert sweep(village, after, large) == 1
    assert derive_fine(village, SOUND, large).made == 0
    assert sweep(village, after) == 1
    assert not list((village / ".pintu/derived").rglob("*.jpg"))
    assert len(list((village / ".pintu/derived").rglob("*.mp3"))) == 1
    assert sweep(village, after) == 0


def test_what_is_made_from_originals_that_are_away_stays(village: Path) -> None:
    """A disk that is not plugged in costs nobody a day of deriving; a changed original does."""
    path = village / "media/bridge.png"
    known = replace(PICTURE, sha256=read_digest(path))
    derive_fine(village, known, SOUND)
    away = path.rename(village / "elsewhere.png")
    assert sweep(village, derive(village, known, SOUND)) == 0
    away.rename(path)
    assert derive_fine(village, known, SOUND).made == 0
    path.write_bytes(path.read_bytes() + b"!")
    assert sweep(village, derive(village, known, SOUND)) == 1


def test_a_link_in_the_cache_is_not_followed(village: Path) -> None:
    """Somebody's own folder is not swept."""
    derivation = derive_fine(village, PICTURE)
    (village / "own/aa").mkdir(parents=True)
    (village / "own/aa/precious").touch()
    (village / ".pintu/derived/aa").mkdir(exist_ok=True)
    (village / ".pintu/derived/aa/linked").symlink_to(village / "own/aa")
    sweep(village, derivation)
    assert (village / "own/aa/precious").exists()


def test_originals_are_never_written(village: Path) -> None:
    """Deriving changes neither content nor times nor links of what is below `media`."""
    before = {path: (path.stat(), path.read_bytes()) for path in (village / "media").iterdir()}
    derive_fine(village, PICTURE, SOUND)
    for path, (status, data) in before.items():
        now = path.stat()
        assert (now.st_mtime_ns, now.st_ctime_ns, now.st_nlink, now.st_size) == (
            status.st_mtime_ns,
            status.st_ctime_ns,
            status.st_nlink,
            status.st_size,
        )
        assert path.read_bytes() == data
    assert set(before) == set((village / "media").iterdir())


def test_two_orders_of_one_key_are_refused(village: Path) -> None:
    """One public name cannot stand for two things."""
    with pytest.raises(ValueError, match="same key"):
        derive(village, PICTURE, PICTURE)


def test_progress_counts_what_is_made(village: Path) -> None:
    """One call for each that had to be made, the last one saying that all are done."""
    calls: list[tuple[int, int, PurePosixPath]] = []

    def go() -> Derivation:
        return derive_all(
            [PICTURE, SOUND],
            media_dir=village / "media",
            cache_dir=village / ".pintu",
            executor=LocalExecutor(2),
            on_progress=lambda *call: calls.append(call),
        )

    go()
    assert [call[:2] for call in calls] == [(1, 2), (2, 2)]
    assert {call[2] for call in calls} == {PICTURE.original, SOUND.original}
    calls.clear()
    go()
    assert calls == []


# Kill -9 at the n-th thing done to the disk or started, for every n until the work is through.
KILLED = """
import os, sys
from pathlib import Path, PurePosixPath
from archive.derive import InlineExecutor, derive_all
from archive.derive import derivation, pictures
from archive.model.orders import PictureOrder
TOUCHING = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "subprocess.Popen",
            "shutil.rmtree", "os.truncate", "os.link")
village = Path(sys.argv[1])
order = PictureOrder("photos/bridge/picture", PurePosixPath("bridge.png"))
last = count = 0
def watch(event, arguments):
    global count
    flags = arguments[2] or 0 if event == "open" else 0
    writes = flags & (os.O_WRONLY | os.O_RDWR)
    if last and (event in TOUCHING or writes):
        count += 1
        if count == last:
            os.kill(os.getpid(), 9)
sys.addaudithook(watch)
for line in sys.stdin:
    child = os.fork()
    if not child:
        last = int(line)
        derive_all([order], media_dir=village / "media", cache_dir=village / ".pintu",
                   executor=InlineExecutor())
        os._exit(0 if count == last - 1 else 1)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Derives once for each number it is given, in a process that dies at that step; what that process
ended with is the answer: 0 when there are not so many steps, and it saw them all."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_killed_at_any_moment_the_next_derivation_is_whole(village: Path) -> None:
    """After kill -9 at every step, no entry is half there, and the next run gives everything and
    leaves no draft behind."""
    wanted = {path: read_digest(at) for path, at in derive_fine(village, PICTURE).files.items()}
    command = [sys.executable, "-c", KILLED, str(village)]
    killed = 0
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as dying:
        assert dying.stdin is not None
        assert dying.stdout is not None
        for last in range(1, 200):
            shutil.rmtree(village / ".pintu")
            print(last, file=dying.stdin, flush=True)
            if (status := int(dying.stdout.readline())) == 0:
                break
            assert status == -9
            killed += 1
            check_entries(village)
            derivation = derive_fine(village, PICTURE)
            assert {path: read_digest(at) for path, at in derivation.files.items()} == wanted
            assert not list((village / ".pintu/derived/drafts").iterdir())
        dying.stdin.close()
    assert (status, dying.returncode) == (0, 0)
    assert killed > 10


def check_entries(village: Path) -> None:
    """Whatever bears the name of an entry is whole, to the byte."""
    cache = DerivedCache(village / ".pintu/derived")
    for entry in (village / ".pintu/derived").glob("??/*"):
        assert cache.find(entry.name, verify=True) is not None


def test_draft_at_work_is_not_swept(tmp_path: Path) -> None:
    """Sweeping takes what is left behind, and nothing of a derivation that still runs."""
    cache = DerivedCache(tmp_path)
    left = tmp_path / "drafts/left"
    with cache.open_draft() as draft:
        left.mkdir()
        left.with_suffix(".lock").touch()
        DerivedCache(tmp_path).sweep_drafts()
        assert (draft / "out").is_dir()
        assert not left.exists()
    assert not list((tmp_path / "drafts").iterdir())


texts = st.text(max_size=8)
counts = st.none() | st.integers(0, 10**6)
made_files = st.builds(MadeFile, texts, texts, texts, width=counts, height=counts, sha256=texts)


@given(
    st.builds(
        Made,
        files=st.lists(made_files, max_size=3).map(tuple),
        seconds=st.floats(0, 1e6),
        peaks=st.binary(max_size=20),
        waveform=texts,
        placeholder=texts,
        roles=st.dictionaries(texts, texts, max_size=2),
        found=texts,
        original_sha256=texts,
    )
)
def test_entries_survive_their_journey_to_disk(made: Made) -> None:
    """What is written is what is read, through JSON."""
    assert parse_made(json.loads(json.dumps(format_made(made)))) == made
