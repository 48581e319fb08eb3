"""What people bring: looked at, planned, done when agreed, and taken back. Nothing is lost."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import signal
import subprocess
import sys
import wave
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from shutil import rmtree
from typing import BinaryIO

import pytest
from PIL import Image

from archive.adding import readers
from archive.adding.alone import alone
from archive.adding.corrections import Correction
from archive.adding.disk import Disk
from archive.adding.doing import Files, agree, carry_out
from archive.adding.gathering import gather
from archive.adding.journal import Journal, Journals, State
from archive.adding.look import look_at
from archive.adding.looks import find_looks, inspect_gift
from archive.adding.plan import Deed, Plan
from archive.adding.planning import Asked, make_plan
from archive.adding.refitting import as_kind, named_in, possible_kinds
from archive.adding.renaming import texts_in
from archive.adding.understand import understand
from archive.adding.undoing import undo
from archive.adding.village import Village, read_village
from archive.cli import adding_commands
from archive.cli.adding_sentences import UNITS
from archive.cli.program import run
from archive.derive import InlineExecutor
from archive.errors import ConfigError, has_errors
from archive.ingest.archive import read_archive
from archive.ingest.file_names import Told, parse_name
from archive.ingest.forms import Form
from archive.ingest.front_matter import FrontMatter, Value
from archive.ingest.incoming import Draft, Incoming, Original, Unit, Whence
from archive.ingest.originals import check_originals
from archive.ingest.records import read_record
from archive.ingest.yaml_text import plain_value
from archive.model.document import Document
from archive.model.interview import Interview
from archive.model.kinds import Kind, RecordId
from tests.fuzz.gifts import seeds
from tests.fuzz.importers import CODED, TAPES
from tests.plan_books import corrected

TODAY = date(2026, 3, 1)
TELLING = "2021年8月7日张三在光村讲述1983年包产到户"
PERSON = """---
accession: GC-RW-001
name: 老张
name_kind: 真名
aliases: [张三]
access: 不开放
---
"""


def sound(seed: int) -> bytes:
    """A second of sound, other bytes for each seed."""
    packed = io.BytesIO()
    with wave.open(packed, "wb") as written:
        written.setparams((1, 2, 8000, 0, "NONE", ""))
        written.writeframes(bytes([seed, 0]) * 8000)
    return packed.getvalue()


def picture(seed: int) -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (8, 8), (seed, 90, 30)).save(packed, "PNG")
    return packed.getvalue()


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    """A telling in a folder of its own, a photograph, the same again, and what is left behind."""
    return write(
        tmp_path / "手机",
        {
            f"{TELLING}/新录音 12.wav": sound(1),
            f"{TELLING}/mmexport1700000000000.png": picture(1),
            "录音_20240811_143000.wav": sound(2),
            "照片/全家福1982.png": picture(2),
            "照片/副本.png": picture(2),
            "照片/Thumbs.db": b"x",
            "空.wav": b"",
        },
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """One telling, of two people, one of whom is known."""
    return write(tmp_path / "一", {"2021年8月7日张三、李四口述/新录音 12.wav": sound(1)})


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """An archive with one person in it."""
    return write(tmp_path / "村", {"content/people/lao-zhang.md": PERSON.encode()})


def files_of(village: Path, disk: Disk | None = None) -> Files:
    disk = disk or Disk()
    return Files(village, disk, Journals(village / ".pintu", disk))


def planned(village: Path, *sources: Path, **asked: object) -> tuple[Plan, Village]:
    scratch = village.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    brought = look_at(sources, scratch=scratch, village=village)
    understood = understand(brought)
    there = read_village(village)
    gathered = gather(brought, understood, numbered=there.numbered)
    journals = files_of(village).journals
    wish = Asked(earlier=journals.earlier(), standing=journals.standing(), **asked)  # type: ignore[arg-type]
    return make_plan(brought, understood, gathered, there, wish), there


def agreed(village: Path, *sources: Path, disk: Disk | None = None) -> tuple[Journal, Files]:
    plan, there = planned(village, *sources)
    files = files_of(village, disk)
    report = lambda number: (f"print/add-{number}.txt", "报告\n")  # noqa: E731
    return agree(plan, there, files, day="2026-03-01", report=report, besides={}), files


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".pintu" not in file.parts
    }


def assert_sound(village: Path) -> None:
    """The archive checks: no errors, and every original is what was registered."""
    reading = read_archive(village)
    problems = (*reading.problems, *check_originals(reading.archive, media_dir=village / "media"))
    assert not has_errors(problems), problems
    for path, digest in reading.archive.manifest.items():
        assert hashlib.sha256((village / "media" / path).read_bytes()).hexdigest() == digest


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (TELLING, Told("2021-08-07", ("张三",), "光村", "1983年包产到户")),
        ("录音_20240811_143000", Told("2024-08-11")),
        ("mmexport1700000000000", Told("2023-11-15")),
        ("新录音 12", Told()),
        ("IMG_20230405_101112", Told("2023-04-05")),
        ("微信图片_20230102030405(1)", Told("2023-01-02")),
        ("2024.3.9 王小明、李大华口述", Told("2024-03-09", ("王小明", "李大华"))),
        ("２０２１年８月 沈阿妹讲摇船", Told("2021-08", ("沈阿妹",), "", "摇船")),
        ("采访李大爷", Told("", ("李大爷",))),
        ("村里人讲述大水", Told(topic="村里人讲述大水")),
        ("2023年13月45日", Told(topic="2023年13月45日")),
        ("全家福 1982", Told("1982", topic="全家福")),
    ],
)
def test_a_name_tells_what_it_tells(name: str, told: Told) -> None:
    """Days, narrators and places are read out of names; a machine's name has no subject."""
    assert parse_name(name) == told


# --- looking -------------------------------------------------------------------------------------


def test_files_are_known_by_their_bytes(tmp_path: Path) -> None:
    """An ending may lie; links and what is nothing are told of, and each file is counted."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        written.writestr("word/document.xml", "<w/>")
    source = write(
        tmp_path / "gift",
        {
            "a.mp3": picture(1),
            "b.jpg": packed.getvalue(),
            "c.dat": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "d.bin": bytes(range(256)) * 9,
            "e.mp3": b"#EXTM3U\nhttp://example.org/a.mp3\n",
            "f.txt": "问：几岁了？\n答：八十。\n".encode("gb18030"),
            "g": b"WEBVTT\n\n00:01.000 --> 00:02.000\nhi\n",
            "h.json": b'{"text": "a", "segments": [{"start": 0}]}',
            "i.xml": b'<?xml version="1.0"?><ROOT xmlns="https://weareavp.com/nunncenter/ohms"/>',
        },
    )
    (source / "j").symlink_to("/etc/passwd")
    os.mkfifo(source / "k")
    brought = look_at([source], scratch=tmp_path, village=tmp_path / "v")
    natures = {found.path.name: found.nature for found in brought.files}
    assert natures["a.mp3"].value == "picture"  # type: ignore[union-attr]
    assert natures["b.jpg"] is Form.WORD
    assert natures["c.dat"] is Form.OLD_WORD
    assert natures["d.bin"] is None
    assert natures["f.txt"] is Form.TEXT
    assert natures["g"] is Form.SUBTITLES
    assert natures["h.json"] is Form.WHISPER
    assert natures["i.xml"] is Form.OHMS
    refused = {problem.path.name: problem.code for problem in brought.refused}
    assert refused == {"e.mp3": "media-playlist", "j": "add-link", "k": "add-link"}
    assert {problem.path.name for problem in brought.problems} == {"a.mp3", "d.bin"}
    assert brought.counted == 11


def test_what_is_not_taken_is_told(tmp_path: Path) -> None:
    """Each file that is left has a line that says why, and what to do."""
    deep = "/".join("d" * 40)
    source = write(
        tmp_path / "gift",
        {
            "a.wav": b"",
            "b.bin": bytes(range(256)) * 9,
            "c\u202egpj.exe": b"x",
            "d.xml": b"<?xml version='1.0'?><a></a>",
            f"{deep}/e.wav": sound(1),
            "Thumbs.db": b"x",
        },
    )
    (source / "f").symlink_to("/etc/passwd")
    brought = look_at([source], scratch=tmp_path, village=tmp_path / "v")
    understood = understand(brought)
    told = {problem.code for problem in (*brought.refused, *brought.problems)}
    told |= {problem.code for problem in understood.problems}
    assert told == {
        "add-empty",
        "add-left-behind",
        "add-link",
        "add-name",
        "add-no-reader",
        "add-too-deep",
        "add-unknown",
    }


def test_a_zip_is_looked_into_and_no_further(tmp_path: Path) -> None:
    """What a zip holds is brought, what would lead elsewhere is told of, a bomb stays closed."""
    packed, bomb = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("录音/一.wav", sound(1))
        written.writestr("../evil.txt", "x")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("a.txt", bytes(40_000_000))
    source = write(tmp_path / "g", {"a.zip": packed.getvalue(), "b.zip": bomb.getvalue()})
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    brought = look_at([source], scratch=scratch, village=tmp_path / "v")
    assert [(str(f.path), f.lasting[1:]) for f in brought.files] == [
        ("g/a.zip/录音/一.wav", ("录音/一.wav",))
    ]
    assert {problem.code for problem in brought.refused} == {
        "package-member-refused",
        "package-refused",
    }
    assert not (tmp_path / "evil.txt").exists()


def test_the_archive_itself_is_no_gift(village: Path) -> None:
    """Neither the archive, nor what is in it, nor what it lies in can be added to it."""
    for source in (village, village / "content", village.parent):
        with pytest.raises(ConfigError, match="archive itself"):
            look_at([source], scratch=village, village=village)


# --- planning ------------------------------------------------------------------------------------


def test_a_folder_with_its_recording_and_pictures_becomes_one_interview(
    gift: Path, village: Path
) -> None:
    """Its name tells day, narrator and place; the narrator is known by another name already."""
    plan, _ = planned(village, gift)
    told = next(step for step in plan.records if step.title == "张三讲1983年包产到户")
    fields = told.draft.fields
    assert (fields["recorded_on"], fields["recorded_at"]) == ("2021-08-07", "光村")
    assert fields["narrators"] == ["people/lao-zhang"]
    assert fields["recording"] == {"file": "sound/新录音 12.wav", "media_type": "录音"}
    assert fields["pictures"] == [{"file": "photos/mmexport1700000000000.png"}]
    assert fields["access"] == "不开放"
    assert plan.count(Kind.INTERVIEW, Deed.CREATE) == 2
    assert plan.count(Kind.PHOTO, Deed.CREATE) == 1
    assert plan.count(Kind.PERSON, Deed.SAME) == 1
    assert not any(step.missing for step in plan.records)


def test_a_transcript_without_a_name_of_its_own_is_called_by_its_folder(
    tmp_path: Path, village: Path
) -> None:
    """A file that says no more than that it is a transcript; one with a title keeps it."""
    words = "问：水车是哪年做的？\n张三：五四年，发大水前头。\n".encode()
    gift = write(
        tmp_path / "走访",
        {
            f"{TELLING}/文字稿.txt": words,
            f"{TELLING}/新录音 12.wav": sound(1),
            "2022年3月1日张三讲茶馆/茶馆最后一晚.txt": words.replace(b"54", b"55"),
        },
    )
    plan, _ = planned(village, gift)
    told = {step.title: step.draft for step in plan.records if step.draft.kind is Kind.INTERVIEW}
    assert set(told) == {"张三讲1983年包产到户", "茶馆最后一晚"}
    named = told["张三讲1983年包产到户"]
    assert named.id == "interviews/2021-08-07-zhang-san-jiang-1983-nian-bao-chan-dao-hu"
    assert named.fields["recording"] == {"file": "sound/新录音 12.wav", "media_type": "录音"}
    assert "transcript.md" in named.beside


def test_every_file_is_accounted_for(gift: Path, village: Path) -> None:
    """Copied, known, or told of in a line: the sum is what lies in the folder."""
    plan, _ = planned(village, gift)
    deeds = [step.deed for step in plan.files]
    assert len(deeds) == 7
    assert deeds.count(Deed.COPY) == 4
    assert deeds.count(Deed.DUPLICATE) == 1
    assert deeds.count(Deed.REFUSED) == 2
    assert plan.is_whole
    assert plan.tallies[Unit.FILES].seen == 7


def test_a_consent_of_somebody_who_is_there_is_never_touched(gift: Path, village: Path) -> None:
    """That nobody was asked is said of the new interview alone, not of the person."""
    plan, _ = planned(village, gift)
    consent = next(
        step
        for step in plan.records
        if step.draft.kind is Kind.CONSENT and step.draft.fields["grantor"] == "people/lao-zhang"
    )
    covers = consent.draft.fields["covers"]
    assert isinstance(covers, list)
    assert [one.partition("/")[0] for one in covers] == ["interviews"]


def test_two_of_one_name_are_asked_about(gift: Path, village: Path) -> None:
    """Where two people have the name, nobody guesses."""
    second = PERSON.replace("GC-RW-001", "GC-RW-002").replace("老张", "小张")
    write(village, {"content/people/xiao-zhang.md": second.encode()})
    plan, _ = planned(village, gift)
    step = next(step for step in plan.records if step.title == "张三")
    assert step.deed is Deed.CREATE
    assert step.unsure == ("people/lao-zhang", "people/xiao-zhang")


# --- doing ---------------------------------------------------------------------------------------


def test_what_was_agreed_is_done_once(gift: Path, village: Path) -> None:
    """Originals, records and report are there; a second time there is nothing to do."""
    journal, files = agreed(village, gift)
    carry_out(journal, files)
    assert_sound(village)
    before = contents(village)
    assert {data for name, data in before.items() if name.startswith("media/sound")} == {
        sound(1),
        sound(2),
    }
    assert (village / "print" / "add-1.txt").read_text("utf-8-sig") == "报告\n"
    reading = read_archive(village)
    assert len(reading.archive.of_kind(Kind.INTERVIEW)) == 2
    plan, _ = planned(village, gift)
    assert plan.is_idle
    carry_out(journal, files)
    assert contents(village) == before


def test_without_what_is_remembered_nothing_is_done_twice(gift: Path, village: Path) -> None:
    """``.pintu`` may be deleted: originals and names still tell that all of it is there."""
    journal, files = agreed(village, gift)
    carry_out(journal, files)
    (village / ".pintu" / "adding" / "000001.json").unlink()
    plan, _ = planned(village, gift)
    assert plan.is_idle


def test_nothing_that_is_there_is_overwritten(gift: Path, village: Path) -> None:
    """A file that somebody put there in the meantime stays, and the rest waits for a person."""
    journal, files = agreed(village, gift)
    write(village, {"media/sound/录音_20240811_143000.wav": b"mine"})
    with pytest.raises(ConfigError, match="left alone"):
        carry_out(journal, files)
    theirs = village / "media/sound/录音_20240811_143000.wav"
    assert theirs.read_bytes() == b"mine"
    theirs.rename(theirs.with_name("mine.wav"))
    carry_out(journal, files)
    assert_sound(village)


def test_a_source_that_changed_is_not_taken(gift: Path, village: Path) -> None:
    """What was looked at is what is taken, or nothing."""
    journal, files = agreed(village, gift)
    write(gift, {"录音_20240811_143000.wav": sound(9)})
    with pytest.raises(ConfigError, match="no longer what it was"):
        carry_out(journal, files)
    assert not list((village / "media").rglob("录音_2024*"))


def test_an_unplugged_phone_is_waited_for(gift: Path, village: Path) -> None:
    """What is gone halfway is asked for, and when it is back it goes on."""
    journal, files = agreed(village, gift)
    away = gift.rename(gift.with_name("away"))
    with pytest.raises(ConfigError, match="can no longer be read"):
        carry_out(journal, files)
    away.rename(gift)
    carry_out(journal, files)
    assert_sound(village)


# --- cut at any moment ---------------------------------------------------------------------------


class Killed(BaseException):
    """The process is gone: nothing that comes after runs."""


class FailingDisk(Disk):
    """Fails at the n-th step that changes anything, and at every one after it."""

    def __init__(self, after: int, failure: Callable[[], BaseException]) -> None:
        self.left, self.failure = after, failure

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise self.failure()

    def make_folder(self, folder: Path) -> None:
        self._step()
        super().make_folder(folder)

    def open(self, file: Path) -> BinaryIO:
        self._step()
        return super().open(file)

    def write(self, opened: BinaryIO, chunk: bytes) -> None:
        try:
            self._step()
        except BaseException:
            super().write(opened, chunk[: len(chunk) // 2])
            raise
        super().write(opened, chunk)

    def sync(self, opened: BinaryIO) -> None:
        self._step()
        super().sync(opened)

    def put(self, draft: Path, file: Path) -> None:
        self._step()
        super().put(draft, file)

    def rename(self, draft: Path, file: Path) -> None:
        self._step()
        super().rename(draft, file)

    def remove(self, file: Path) -> None:
        self._step()
        super().remove(file)

    def remove_folder(self, folder: Path) -> None:
        self._step()
        super().remove_folder(folder)


def full() -> BaseException:
    return OSError(errno.ENOSPC, "No space left on device")


def steps_of(work: Callable[[Disk], object]) -> int:
    """How many steps a piece of work takes."""
    disk = FailingDisk(10**9, Killed)
    work(disk)
    return 10**9 - disk.left


@pytest.mark.parametrize("failure", [Killed, full], ids=["killed", "disk-full"])
def test_cut_at_any_step_it_goes_on(
    failure: Callable[[], BaseException], small: Path, village: Path
) -> None:
    """At every n-th step of doing: what was there stays, and a second run completes it."""
    journal, files = agreed(village, small)
    before = contents(village)
    carry_out(journal, files)
    whole = contents(village)
    undo(journal, files)
    rmtree(village / "trash", ignore_errors=True)
    rmtree(village / "print")
    assert contents(village) == before
    total = steps_of(lambda disk: carry_out(journal, files_of(village, disk)))
    undo(journal, files)
    assert total > 30
    for after in range(total):
        rmtree(village / "print", ignore_errors=True)
        files.journals.save(journal)
        with pytest.raises((Killed, OSError)):
            carry_out(journal, files_of(village, FailingDisk(after, failure)))
        assert contents(village).items() >= before.items()
        left = files.journals.last(State.OPEN, State.DONE)  # cut behind the very last step
        assert left is not None
        carry_out(left, files)
        there = {k: v for k, v in contents(village).items() if not k.startswith("trash/")}
        assert there == whole, after
        undo(journal, files)
        rmtree(village / "trash", ignore_errors=True)
    assert {k: v for k, v in contents(village).items() if not k.startswith("print/")} == before


def test_taking_back_cut_at_any_step_goes_on(small: Path, village: Path) -> None:
    """At every n-th step of undoing: the next one completes it, and nothing is deleted."""
    journal, files = agreed(village, small)
    before = contents(village)
    carry_out(journal, files)
    whole = contents(village)
    total = steps_of(lambda disk: undo(journal, files_of(village, disk)))
    for after in range(total):
        rmtree(village / "trash", ignore_errors=True)
        files.journals.save(journal)
        carry_out(journal, files)
        assert contents(village) == whole
        with pytest.raises(Killed):
            undo(journal, files_of(village, FailingDisk(after, Killed)))
        undo(journal, files)
        there = contents(village)
        kept = {name.removeprefix("trash/000001/") for name in there}
        assert kept | {"media/manifest-sha256.txt"} >= whole.keys()
        rest = {k: v for k, v in there.items() if not k.startswith(("trash/", "print/"))}
        assert rest == before


def test_killed_for_real_it_goes_on(gift: Path, village: Path, project_root: Path) -> None:
    """kill -9 while a large original is copied: run again, it completes."""
    write(gift, {"长.wav": sound(3) + bytes(9_000_000)})
    code = (
        "import sys, os, signal; from archive.adding import disk; real = disk.Disk.write\n"
        "def write(self, opened, chunk):\n"
        "    real(self, opened, chunk)\n"
        "    if opened.tell() > 4_000_000: opened.flush(); os.kill(os.getpid(), signal.SIGKILL)\n"
        "disk.Disk.write = write\n"
        "from archive.cli.program import run; run(sys.argv[1:])\n"
    )
    arguments = ["add", str(gift), "--folder", str(village), "--yes"]
    killed = subprocess.run([sys.executable, "-c", code, *arguments], cwd=project_root, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not (village / "media" / "sound" / "长.wav").exists()
    assert run(arguments, today=lambda: TODAY) == 1
    assert_sound(village)
    assert (village / "media" / "sound" / "长.wav").stat().st_size > 9_000_000
    assert not list(village.rglob("*.pintu-adding"))


# --- taking back ---------------------------------------------------------------------------------


def test_what_was_worked_on_since_stays(gift: Path, village: Path) -> None:
    """A record that somebody wrote in stays, with its recording; the rest goes into the trash."""
    journal, files = agreed(village, gift)
    before = contents(village)
    carry_out(journal, files)
    record = next((village / "content/interviews").glob("2021*")) / "index.md"
    record.write_text(record.read_text("utf-8") + "\n她讲到半夜。\n", encoding="utf-8")
    undone = undo(journal, files)
    assert undone.changed_since == (record.relative_to(village).as_posix(),)
    assert set(undone.still_named) == {
        "media/sound/新录音 12.wav",
        "media/photos/mmexport1700000000000.png",
    }
    assert set(before) < set(contents(village))
    assert (village / "trash/000001/media/photos/全家福1982.png").read_bytes() == picture(2)
    assert undo(journal, files).changed_since == undone.changed_since


# --- two at once ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("chinese")
def test_two_programs_at_once_are_kept_apart(
    gift: Path, village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """While one adds, the other writes nothing and says why; afterwards it goes on as usual. The
    one that was cut off holds nobody up, the one that is at work is not taken for it."""
    before = contents(village)
    arguments = ["add", str(gift), "--folder", str(village), "--yes"]
    with alone(village / ".pintu", unguarded=pytest.fail):
        assert run(arguments, today=lambda: TODAY) == 2
        assert "正在往这个档案里加东西" in capsys.readouterr().err
        assert contents(village) == before
        journal, files = agreed(village, gift)
        assert run(arguments, today=lambda: TODAY) == 2, "what is being done is not gone on with"
        assert run([*arguments[:1], "--undo", *arguments[2:]], today=lambda: TODAY) == 2
        assert contents(village) == before
        carry_out(journal, files)
    assert run(arguments, today=lambda: TODAY) == 1
    assert planned(village, gift)[0].is_idle


def test_a_lock_goes_with_the_program_that_held_it(village: Path, project_root: Path) -> None:
    """However it ends."""
    code = (
        "import os, signal, sys; from pathlib import Path; from archive.adding.alone import alone\n"
        "with alone(Path(sys.argv[1]), unguarded=print): os.kill(os.getpid(), signal.SIGKILL)"
    )
    command = [sys.executable, "-c", code, str(village / ".pintu")]
    killed = subprocess.run(command, cwd=project_root, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (village / ".pintu/adding/lock").exists()
    with alone(village / ".pintu", unguarded=pytest.fail):
        pass


def test_a_plan_that_somebody_overtook_is_not_followed(gift: Path, village: Path) -> None:
    """What was made on an archive that has changed since writes nothing, even if it was taken
    back."""
    plan, there = planned(village, gift)
    journal, files = agreed(village, gift)
    carry_out(journal, files)
    undo(journal, files)
    with pytest.raises(ConfigError, match="no longer holds"):
        agree(plan, there, files, day="2026-03-01", report=lambda n: (f"{n}", ""), besides={})
    assert [one.number for one in files.journals.all()] == [1]


# --- the command ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("chinese")
def test_nothing_is_written_until_agreed(
    gift: Path, village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --yes, and nobody to be asked, it only says what it would do, in 80 columns."""
    before = contents(village)
    assert run(["add", str(gift), "--folder", str(village)], today=lambda: TODAY) == 1
    out = capsys.readouterr().out
    assert "张三讲1983年包产到户" in out
    assert "什么也没有写" in out
    assert contents(village) == before
    assert run(["add", str(gift), "--folder", str(village), "--yes"], today=lambda: TODAY) == 1
    assert "加好了：" in capsys.readouterr().out
    assert run(["add", "--undo", "--folder", str(village), "--yes"], today=lambda: TODAY) == 0
    out = capsys.readouterr().out
    assert "收回了" in out
    rest = {k: v for k, v in contents(village).items() if not k.startswith(("trash/", "print/"))}
    assert {k: v for k, v in rest.items() if k in before} == before


def test_a_new_archive_is_begun(gift: Path, tmp_path: Path) -> None:
    """Where there is no archive yet, what one needs is written with the first gift."""
    assert run(["add", str(gift), "--folder", str(tmp_path / "new"), "--yes"]) == 1
    assert (tmp_path / "new" / "mkdocs.yml").is_file()
    assert_sound(tmp_path / "new")
    first = next(r for r in read_archive(tmp_path / "new").archive.of_kind(Kind.INTERVIEW))
    assert isinstance(first, Interview)


def test_a_folder_names_the_telling_in_its_document(tmp_path: Path, village: Path) -> None:
    """The transcript and the recording beside it become one interview with day, place, narrator."""
    words = "问：几岁学的？\n答：十四岁。\n"
    source = write(
        tmp_path / "2024年5月1日张三在码头讲摇船",
        {"文字稿.txt": words.encode(), "录音.wav": sound(5)},
    )
    plan, _ = planned(village, source)
    told = [step for step in plan.records if step.draft.kind is Kind.INTERVIEW]
    assert [step.title for step in told] == ["张三讲摇船"]
    fields = told[0].draft.fields
    assert (fields["recorded_on"], fields["recorded_at"]) == ("2024-05-01", "码头")
    assert texts_in(fields["narrators"]) == ("people/lao-zhang",)
    assert "recording" in fields
    assert told[0].draft.beside


OBJECT = """---
accession: LL-7
name: 菱桶
category: 农具
age: 民国
material: 杉木
completeness: 完整
acquisition: 接受捐赠
ownership: 捐赠
holder: 菱溇记忆馆
usage: 采菱时坐
access: {access}
pictures:
  - file: photos/old.png  # 正面
---

它漏水。
"""


@pytest.mark.parametrize("access", ["不开放", "开放"])
def test_a_picture_with_a_number_is_shown_to_its_object(
    access: str, tmp_path: Path, village: Path
) -> None:
    """LL-7 and what stands behind it goes to the object of the archive, mine first; LL-72 does
    not. A record that is open waits for a word of its own, since nobody has looked at the
    picture. Once it was taken out again it does not come back by itself."""
    record = OBJECT.format(access=access).encode()
    write(village, {"content/objects/ll-7.md": record, "media/photos/old.png": picture(1)})
    source = write(
        tmp_path / "照片",
        {"ll-7 侧面.png": picture(2), "ＬＬ-7(2).png": picture(3), "LL-72.png": picture(4)},
    )
    plan, _ = planned(village, source)
    [step] = [step for step in plan.records if step.id == "objects/ll-7"]
    [change] = step.changes
    files = [one["file"] for one in change.theirs]  # type: ignore[attr-defined]
    assert files == ["photos/old.png", "photos/ll-7 侧面.png", "photos/ＬＬ-7(2).png"]
    assert change.is_taken is (access == "不开放")
    waiting = [problem for problem in plan.problems if problem.code == "add-picture-waits"]
    assert bool(waiting) is (access == "开放")
    assert len([step for step in plan.records if step.draft.kind is Kind.PHOTO]) == 1
    asked = Correction(fields=frozenset({"pictures"}))
    plan, there = planned(village, source, corrections={step.key: asked})
    files_there = files_of(village)
    report = lambda number: (f"print/add-{number}.txt", "报告\n")  # noqa: E731
    journal = agree(plan, there, files_there, day="2026-03-01", report=report, besides={})
    carry_out(journal, files_there)
    text = (village / "content/objects/ll-7.md").read_text("utf-8")
    assert text.startswith(record.decode().partition("---\n\n")[0]), "mine stays to the letter"
    assert "ll-7 侧面.png" in text
    assert planned(village, source)[0].is_idle
    (village / "content/objects/ll-7.md").write_bytes(record)
    assert planned(village, source)[0].is_idle, "taken out by hand"


ARCHIVES = {
    "oral-history-as-data": {"mill.csv": CODED.encode()},
    "collection-builder": {"items.csv": b"objectid,title,format\nm1,Mill,image/jpeg\n"},
    "oral-history-digital": {"demo001.csv": TAPES.encode()},
    "ohms": {"telling.xml": seeds()[Form.OHMS]},
    "iiif": {"manifest.json": seeds()[Form.IIIF]},
    "markdown": {"2024-03-09-来访.md": "# 来访\n\n### 王小明：\n好\n".encode()},
}


@pytest.mark.parametrize("name", sorted(ARCHIVES))
def test_what_lies_among_the_archive_of_others_goes_its_own_way(
    name: str, tmp_path: Path, village: Path
) -> None:
    """In one folder: theirs, and a worker's texts, table, subtitles and picture. Each file is read
    once, by whoever knows it, and all of it is accounted for."""
    own = {
        "访谈.docx": (seeds()[Form.WORD], "word"),
        "笔记.md": ("问：几岁？\n答：十四。\n".encode(), "text"),
        "老物件.csv": (seeds()[Form.TABLE], "register"),
        "字幕.vtt": (seeds()[Form.SUBTITLES], "subtitles"),
        "机器.json": (seeds()[Form.WHISPER], "whisper"),
        "合影.png": (picture(3), ""),
    }
    files = {**ARCHIVES[name], **{path: data for path, (data, _) in own.items()}}
    source = write(tmp_path / "混合", files)
    brought = look_at([source], scratch=tmp_path, village=village)
    understood = understand(brought)
    readers_of = {
        path.name: [part.reader for part in understood.parts if path in part.files]
        for path in brought.by_path
    }
    wanted = {path: [reader] if reader else [] for path, (_, reader) in own.items()}
    assert readers_of == wanted | {path: [name] for path in ARCHIVES[name]}
    assert [found.path.name for found in understood.media] == ["合影.png"]
    assert not understood.left
    plan, _ = planned(village, source)
    assert plan.is_whole
    assert {step.path.name for step in plan.files if step.deed is Deed.COPY} == set(files)
    whence = {step.draft.whence.file.name for step in plan.records}
    assert whence >= set(own), "something comes of each"
    assert not {problem.code for problem in plan.problems} & {"import-files-left", "add-no-reader"}


@pytest.mark.parametrize("name", sorted(ARCHIVES.keys() - {"collection-builder", "iiif"}))
def test_a_licence_speaks_of_what_was_published(
    name: str, tmp_path: Path, village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given as a file or as its folder, the archive of others is open under its licence; what a
    worker brings beside it stays closed and is told; by itself that is refused."""
    own = {"手机/录音_20240811.wav": sound(2), "手机/笔记.txt": "问：几岁？\n答：十四。\n".encode()}
    source = write(tmp_path / "混合", {**ARCHIVES[name], **own})
    one = next(source / path for path in ARCHIVES[name])
    for given in ([source], [one, source / "手机"]) if name != "markdown" else ([source],):
        brought = look_at(given, scratch=tmp_path, village=village)
        understood = understand(brought, licence="CC0-1.0")
        drafts = gather(brought, understood).drafts
        access = {
            draft.whence.file.suffix: draft.fields["access"]
            for draft in drafts
            if draft.kind is Kind.INTERVIEW
        }
        assert access == {one.suffix: "开放", ".txt": "不开放"}
        [told] = [p for p in understood.problems if p.code == "add-licence-closed"]
        assert told.facts["count"] == "2"
    phone = ["add", str(source / "手机"), "--folder", str(village), "--licence", "CC0-1.0"]
    assert run([*phone, "--yes", "--lang", "zh"]) == 2
    assert "去掉 --licence" in capsys.readouterr().err


# --- corrected in a workbook ---------------------------------------------------------------------


def plain(fields: Mapping[str, object]) -> dict[str, Value]:
    return {key: plain_value(value) for key, value in fields.items()}


def test_a_corrected_plan_is_followed(gift: Path, village: Path, tmp_path: Path) -> None:
    """What is not wanted stays away with its originals; titles and days are as corrected."""
    file = tmp_path / "计划.xlsx"
    at = ["--folder", str(village), "--lang", "zh"]
    assert run(["add", str(gift), *at, "--save", str(file)]) == 1
    assert not (village / "media").exists()

    def change(sheets: dict[str, list[list[str]]]) -> None:
        for row in sheets["记录"]:
            if row[3] == "全家福":
                row[0] = "不要"
            if row[3] == "张三讲1983年包产到户":
                row[3], row[4] = "分田那年", "2021-08-08"

    corrected(file, change)
    assert run(["add", "--plan", str(file), *at, "--yes"]) == 1
    reading = read_archive(village)
    told = {record.heading for record in reading.archive.of_kind(Kind.INTERVIEW)}
    assert "分田那年" in told
    assert not reading.archive.of_kind(Kind.PHOTO)
    assert not (village / "media/photos/全家福1982.png").exists()
    assert "2021-08-08" in next((village / "content/interviews").glob("2021*/index.md")).read_text()
    assert_sound(village)


def test_another_kind_is_chosen_in_either_language(
    gift: Path, village: Path, tmp_path: Path
) -> None:
    """The photograph is a paper after all: said in an English workbook, in Chinese, read by a
    Chinese program. The offers are in the cells, with what cannot be; brought again nothing is
    done twice."""
    file = tmp_path / "plan.xlsx"
    at = ["--folder", str(village)]
    run(["add", str(gift), *at, "--save", str(file), "--lang", "en"])
    with zipfile.ZipFile(file) as packed:
        drawn = packed.read("xl/worksheets/sheet1.xml").decode()
    assert "photos,objects,documents,places,events" in drawn
    assert "an interview it is" in drawn

    def change(sheets: dict[str, list[list[str]]]) -> None:
        assert sheets["Records"][0][:4] == ["Wanted", "Kind", "Same as", "Title or name"]
        for row in sheets["Records"]:
            if row[3] == "全家福":
                assert row[:3] == ["yes", "photos", "new"]
                row[1] = "村落文献"

    corrected(file, change)
    run(["add", "--plan", str(file), *at, "--yes", "--lang", "zh"])
    [paper] = read_archive(village).archive.of_kind(Kind.DOCUMENT)
    assert isinstance(paper, Document)
    assert (paper.heading, str(paper.pages[0].file)) == ("全家福", "photos/全家福1982.png")
    assert not read_archive(village).archive.of_kind(Kind.PHOTO)
    assert_sound(village)
    assert planned(village, gift)[0].is_idle


def test_a_kind_that_cannot_be_is_refused_in_words(
    gift: Path, village: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A telling becomes no object, and a kind that there is not is named with its row."""
    file, at = tmp_path / "计划.xlsx", ["--folder", str(village), "--lang", "zh"]
    for said, answer in (("老物件", "只能是口述"), ("老家具", "第 2 行")):
        file.unlink(missing_ok=True)
        run(["add", str(gift), *at, "--save", str(file)])

        def change(sheets: dict[str, list[list[str]]], said: str = said) -> None:
            sheets["记录"][1][1] = said

        corrected(file, change)
        assert run(["add", "--plan", str(file), *at, "--yes"]) == 2
        assert answer in capsys.readouterr().err
    assert not (village / "media").exists()


def test_nothing_is_lost_or_laid_open_by_another_kind() -> None:
    """What the other kind has no field for is in the private note, and so is what was private; a
    photograph has one picture, a page of a scan stays a page."""
    fields = {
        "accession": "LL-7",
        "name": "四明坊",
        "category": "房子",
        "source": "姚根宝私下说的",
        "usage": "做蜡烛",
        "age": "民国",
        "completeness": "残缺",
        "pictures": [{"file": "photos/a.png", "caption": "门"}, {"file": "photos/b.png"}],
        "access": "开放",
    }
    draft = Draft(RecordId("objects/ll-7"), fields, Whence(PurePosixPath("a.xlsx"), row=3))
    assert possible_kinds(draft, frozenset()) == (Kind.OBJECT, Kind.PLACE, Kind.EVENT)
    assert possible_kinds(draft, named_in([draft])) == (Kind.OBJECT, Kind.PLACE, Kind.EVENT)
    assert possible_kinds(draft, frozenset({draft.id})) == (Kind.OBJECT,)
    for kind in (Kind.PLACE, Kind.EVENT):
        other = as_kind(draft, kind)
        assert other.id == f"{kind.value}/ll-7"
        reading = read_record(FrontMatter(plain(other.fields)), name=other.id, path=other.path)
        assert not has_errors(reading.problems), reading.problems
        told = str(other.fields["note"])
        assert all(words in told for words in ("房子", "姚根宝私下说的", "做蜡烛", "残缺"))
        assert "source" not in other.fields, "what was private would be shown"
        assert other.fields["access"] == "不开放", "even where the draft was open"
        assert len(other.fields["pictures"]) == 2  # type: ignore[arg-type]
    scan = replace(
        draft, fields={**fields, "pictures": [], "pages": [{"file": "a.pdf", "page": 2}]}
    )
    assert not set(possible_kinds(scan, frozenset())) & {Kind.PHOTO, Kind.PLACE}


def test_mine_is_kept_unless_theirs_is_asked_for(
    village: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed title stays, and both are shown; one word in the plan takes theirs."""
    source = write(tmp_path / "gift", {"沈阿妹讲摇船 2024-05-01.wav": sound(4)})
    journal, files = agreed(village, source)
    carry_out(journal, files)
    record = next((village / "content/interviews").iterdir()) / "index.md"
    mine = record.read_text("utf-8").replace("title: 沈阿妹讲摇船", "title: 橹声")
    record.write_text(mine, encoding="utf-8")
    plan, _ = planned(village, source)
    assert plan.is_idle
    changes = [change for step in plan.records for change in step.changes]
    assert [(c.key, c.is_taken) for c in changes] == [("title", False)]
    assert (changes[0].mine, changes[0].theirs) == ("橹声", "沈阿妹讲摇船")
    file = tmp_path / "计划.xlsx"
    at = ["--folder", str(village), "--lang", "zh"]
    run(["add", str(source), *at])
    [told] = [line for line in capsys.readouterr().out.splitlines() if "橹声" in line]
    assert "题名" in told
    assert "title" not in told
    run(["add", str(source), *at, "--save", str(file)])

    def change(sheets: dict[str, list[list[str]]]) -> None:
        for row in sheets["改动"]:
            if row[5] == "title":
                row[0] = "要"
        for row in sheets["记录"]:
            row[3] = row[3].replace("橹声", "沈阿妹讲摇船")

    corrected(file, change)
    run(["add", "--plan", str(file), *at, "--yes"])
    assert record.read_text("utf-8") == mine.replace("title: 橹声", "title: 沈阿妹讲摇船")
    run(["add", "--undo", *at, "--yes"])
    assert record.read_text("utf-8") == mine


def test_what_is_no_plan_is_not_followed(village: Path, tmp_path: Path) -> None:
    """Any other file is refused in words."""
    file = write(tmp_path, {"a.xlsx": b"PK\x03\x04 no"}) / "a.xlsx"
    assert run(["add", "--plan", str(file), "--folder", str(village)]) == 2


def test_every_unit_has_a_name() -> None:
    """Whatever a reader counts can be told."""
    assert {unit.value for unit in Unit} == set(UNITS)


def test_every_format_can_be_asked_for() -> None:
    """The help names the very readers there are."""
    assert set(adding_commands.FORMATS) == set(readers.FORMATS)


def test_a_picture_in_a_document_is_an_original_too(
    tmp_path: Path, village: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a reader names inside of a document is copied out of it; what is not there is told."""

    def read(data: bytes, *, path: PurePosixPath) -> Incoming:
        inside = [PurePosixPath(f"{path}!word/media/{name}") for name in ("a.png", "b.png")]
        originals = tuple(Original(one, PurePosixPath("photos", one.name)) for one in inside)
        return Incoming(originals=originals)

    reader = readers.DocumentReader("word", frozenset({Form.WORD}), read)
    monkeypatch.setattr("archive.adding.understand.DOCUMENTS", (reader,))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        written.writestr("word/document.xml", "<w/>")
        written.writestr("word/media/a.png", picture(7))
    source = write(tmp_path / "gift", {"稿.docx": packed.getvalue()})
    plan, _ = planned(village, source)
    assert "add-not-there" in {problem.code for problem in plan.problems}
    journal, files = agreed(village, source)
    carry_out(journal, files)
    assert (village / "media/photos/a.png").read_bytes() == picture(7)
    assert (village / "media/sources/gift/稿.docx").read_bytes() == packed.getvalue()
    assert planned(village, source)[0].is_idle


def test_photographs_that_look_alike_are_shown_in_pairs(tmp_path: Path, village: Path) -> None:
    """Sent through a chat, a photograph has other bytes: both are taken, and told of as a pair."""
    large = Image.effect_noise((240, 180), 90).resize((480, 360))
    for name, size in (("大.png", (480, 360)), ("小.png", (320, 240)), ("另.png", (0, 0))):
        made = (
            large.resize(size) if size[0] else Image.effect_noise((60, 40), 90).resize((480, 360))
        )
        packed = io.BytesIO()
        made.save(packed, "PNG")
        write(tmp_path / "gift", {name: packed.getvalue()})
    brought = look_at([tmp_path / "gift"], scratch=tmp_path, village=village)
    executor = InlineExecutor()
    inspected = inspect_gift(brought, executor=executor)
    state = village / ".pintu"
    there = read_village(village)
    pairs = find_looks(brought, inspected, there, executor=executor, state=state)
    assert [{pair.one, pair.other} for pair in pairs] == [{"gift/大.png", "gift/小.png"}]
    write(village / "media/photos", {"大.png": (tmp_path / "gift/大.png").read_bytes()})
    digest = hashlib.sha256((tmp_path / "gift/大.png").read_bytes()).hexdigest()
    write(village / "media", {"manifest-sha256.txt": f"{digest}  photos/大.png\n".encode()})
    pairs = find_looks(brought, inspected, read_village(village), executor=executor, state=state)
    assert [{pair.one, pair.other} for pair in pairs] == [{"media/photos/大.png", "gift/小.png"}]
