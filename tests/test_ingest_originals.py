"""Originals: their manifest, their digests, and what the sealing may write."""

import hashlib
import os
import shutil
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.archive import read_archive
from archive.ingest.originals import (
    DigestCache,
    check_originals,
    is_inside,
    read_manifest,
    seal_originals,
    write_manifest,
)

SAMPLES = Path(__file__).parent / "samples"
PICTURE = hashlib.sha256(b"picture").hexdigest()


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """An archive with one photo that is not yet registered."""
    folder = tmp_path / "village"
    shutil.copytree(SAMPLES / "original-not-registered", folder)
    return folder


@given(
    manifest=st.dictionaries(
        st.from_regex(r"[a-z一-龥_ ]{1,8}(/[a-z 录音]{1,8}){0,2}\.jpg", fullmatch=True).map(
            PurePosixPath
        ),
        st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    )
)
def test_the_manifest_round_trips(
    manifest: dict[PurePosixPath, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What is written is read back, whatever the names."""
    media = tmp_path_factory.mktemp("media")
    write_manifest(media, manifest)
    assert read_manifest(media) == (manifest, ())
    assert [file.name for file in media.iterdir()] == ["manifest-sha256.txt"]


def test_sealing_adds_and_never_changes(village: Path) -> None:
    """What is missing is entered; a line that is there stays, even where the file differs."""
    media = village / "media"
    archive = read_archive(village).archive
    manifest = seal_originals(archive, media_dir=media)
    assert manifest == {PurePosixPath("a.jpg"): PICTURE}
    write_manifest(media, manifest)
    assert check_originals(read_archive(village).archive, media_dir=media) == ()
    (media / "a.jpg").write_bytes(b"changed")
    archive = read_archive(village).archive
    assert seal_originals(archive, media_dir=media) == manifest
    assert [p.code for p in check_originals(archive, media_dir=media)] == ["original-changed"]


def test_a_digest_is_taken_again_when_the_file_changed(tmp_path: Path) -> None:
    """The cache answers for the same file only, and a damaged cache for none."""
    file, cache = tmp_path / "a.bin", tmp_path / "cache"
    file.write_bytes(b"one")
    first = DigestCache(cache)
    assert first.sha256(file) == hashlib.sha256(b"one").hexdigest()
    first.save()
    status = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert DigestCache(cache).sha256(file) == hashlib.sha256(b"two").hexdigest()
    (cache / "digests.json").write_text("[1", encoding="utf-8")
    assert DigestCache(cache).sha256(file) == hashlib.sha256(b"two").hexdigest()


def test_a_link_that_leads_out_is_refused(village: Path) -> None:
    """A file that a link puts into media/ is not one of the originals."""
    (village / "media/a.jpg").unlink()
    (village / "media/a.jpg").symlink_to(village / "content/photos/p.md")
    found = check_originals(read_archive(village).archive, media_dir=village / "media")
    assert [p.code for p in found] == ["original-path"]


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("a.jpg", True), ("照片/a b.jpg", True), ("../a.jpg", False), ("a/../../b", False),
        ("/etc/passwd", False), ("C:/a.jpg", False), ("c:\\a.jpg", False), ("..\\a.jpg", False),
        (".", False), ("", False),
    ],
)  # fmt: skip
def test_only_paths_below_media_are_inside(path: str, inside: bool) -> None:
    """Neither up, nor from the root, nor from a drive."""
    assert is_inside(PurePosixPath(path)) is inside
