"""The commands on real, small archives: what they say, what they write, how they end."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import urllib.parse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.build import Built, Report, Wish
from archive.cli.console import Console
from archive.cli.hosts import Host
from archive.cli.program import run
from archive.cli.progress import shown_progress
from archive.errors import ConfigError, ContentError, Problem
from archive.ingest.scaffold import write_new_archive
from archive.publish.site_folder import Written

SAMPLES = Path(__file__).parent / "samples"
TODAY = date(2026, 1, 31)


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Chinese system; each test may ask for another."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


@pytest.fixture
def village(made_once: Callable[..., Path], tmp_path: Path) -> Path:
    """A new archive of its own."""
    made = made_once(
        "new-village", lambda folder: write_new_archive(folder, title="试村", language="zh-Hans")
    )
    return Path(shutil.copytree(made, tmp_path / "试 村"))


def sample(name: str, tmp_path: Path) -> Path:
    """A copy of a faulty archive: checking writes its cache beside it."""
    return Path(shutil.copytree(SAMPLES / name, tmp_path / name))


def pintu(*arguments: object, find_host: Callable[[], Host] | None = None) -> int:
    """The program, on a fixed day."""
    words = [str(one) for one in arguments]
    if find_host is None:
        return run(words, today=lambda: TODAY)
    return run(words, today=lambda: TODAY, find_host=find_host)


class FakeHost:
    """Does what it is told to in place of building."""

    def __init__(self, *, built: Built | None = None, error: BaseException | None = None) -> None:
        self.built = built or Built(Written(), 0, 0)
        self.error = error
        self.asked: list[tuple[Path, Wish, Path | None]] = []

    def build(self, folder: Path, *, wish: Wish, site_dir: Path | None, report: Report) -> Built:
        """Remember what was asked for."""
        self.asked.append((folder, wish, site_dir))
        report("Reading records", 3, 3)
        if self.error is not None:
            raise self.error
        return self.built


# --- new -----------------------------------------------------------------------------------------


def test_new_writes_an_archive_and_says_what_is_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A worker who has typed one line knows the next ones."""
    folder = tmp_path / "我的村"
    assert pintu("new", folder) == 0
    said = capsys.readouterr().out
    for word in (f"cd {folder}", "pintu serve", "guide.md", "pintu check", "pintu build"):
        assert word in said
    assert (folder / "content" / "pages" / "guide.md").is_file()
    assert "我的村" in (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert pintu("check", folder) == 0


def test_new_takes_a_title(tmp_path: Path) -> None:
    """The name of the site need not be that of the folder."""
    assert pintu("new", tmp_path / "v", "--title", "菱溇") == 0
    assert "菱溇" in (tmp_path / "v" / "mkdocs.yml").read_text(encoding="utf-8")


def test_new_leaves_what_is_there_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with anything in it is refused, and nothing is added."""
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    assert pintu("new", tmp_path) == 2
    assert str(tmp_path) in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


# --- check ---------------------------------------------------------------------------------------


def test_check_lists_every_fault_of_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Five faults give five lines below the file they are in, each with what to write; exit 2."""
    folder = sample("five-faults", tmp_path)
    assert pintu("check", folder) == 2
    said = capsys.readouterr().out
    assert said.count(str(folder / "content" / "people" / "a.md")) == 1
    for line in (folder / "expected.txt").read_text(encoding="utf-8").split("\n"):
        if line:
            code, _, number = line.split()
            assert f"第 {number} 行" in said
            assert f"[{code}]" in said
    assert said.count("→") == 5
    assert "5 个错误" in said


def test_check_speaks_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same in English, problems and all."""
    assert pintu("check", sample("five-faults", tmp_path), "--lang", "en") == 2
    said = capsys.readouterr().out
    assert "line 3" in said
    assert "Errors: 5." in said


@pytest.mark.parametrize(
    ("name", "code"), [("whole", 0), ("saved-as-gb18030", 1), ("five-faults", 2), ("no-content", 2)]
)
def test_check_ends_with_how_bad_it_is(name: str, code: int, tmp_path: Path) -> None:
    """0 for nothing, 1 for warnings, 2 for errors, so that other programs can tell."""
    assert pintu("check", sample(name, tmp_path)) == code


def test_check_gives_json_alone(
    village: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Standard output is JSON and nothing else, whatever happens on the way."""
    faulty = sample("five-faults", tmp_path)
    assert pintu("check", faulty, "--format", "json") == 2
    found = json.loads(capsys.readouterr().out)
    assert found["counts"]["errors"] == len(found["problems"]) == 5
    assert {"code", "path", "line", "message", "hint", "severity"} <= set(found["problems"][0])
    assert pintu("check", village, "--format=json", "--channel=kiosk", "--date=2025-05-05") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["channel"], found["date"]) == ("kiosk", "2025-05-05")
    assert (found["problems"], found["withheld"], found["counts"]["records"]) == ([], [], 14)


def withdraw(village: Path) -> None:
    """The one consent is withdrawn, and one object is closed."""
    replace_in(village / "content/consents/2024-001.md", "# withdrawn_on:", "withdrawn_on:")
    replace_in(village / "content/objects/mei-you-deng.md", "access: 开放", "access: 不开放")


def replace_in(file: Path, old: str, new: str) -> None:
    """``old`` becomes ``new`` in ``file``."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_check_says_what_is_not_published_and_why(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A count; with --withheld each record by its title, with the reason and the consent."""
    withdraw(village)
    assert pintu("check", village) == 0
    counted = capsys.readouterr().out
    assert "处不公开（整条记录" in counted
    assert "SL-S-2024-001" not in counted
    assert pintu("check", village, "--withheld") == 0
    listed = capsys.readouterr().out
    (lamp,) = [line for line in listed.split("\n") if "objects/mei-you-deng" in line]
    assert "六十年代玻璃煤油灯" in lamp
    assert "不开放" in lamp
    (told,) = [line for line in listed.split("\n") if "interviews/dian-deng" in line]
    assert "授权已撤回" in told
    assert "SL-S-2024-001" in told
    assert pintu("check", village, "--format", "json") == 0
    held = json.loads(capsys.readouterr().out)["withheld"]
    assert {"record", "title", "what", "reason", "person", "consent_number"} <= set(held[0])
    assert len(held) == counted.count("处不公开") * len(held) >= 3


def test_check_judges_by_the_day_it_is_told(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the consent is withdrawn nothing is held back for that reason."""
    replace_in(village / "content/consents/2024-001.md", "# withdrawn_on:", "withdrawn_on:")
    assert pintu("check", village, "--date", "2025-12-31") == 0
    assert "没有不公开的内容" in capsys.readouterr().out
    assert pintu("check", village, "--date", "2026-01-01") == 0
    assert "没有不公开的内容" not in capsys.readouterr().out


def test_seal_registers_what_is_missing_and_nothing_else(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An original that is not registered is added and named; the other lines stay as they are."""
    manifest = village / "media" / "manifest-sha256.txt"
    lines = manifest.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if "example.wav" not in line]
    manifest.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert pintu("check", village) == 1
    assert "original-unlisted" in capsys.readouterr().out
    assert pintu("check", village, "--seal") == 0
    assert "media/sound/example.wav" in capsys.readouterr().out
    assert sorted(manifest.read_text(encoding="utf-8").splitlines()) == sorted(lines)
    before = manifest.stat()
    assert pintu("check", village, "--seal") == 0
    assert manifest.stat().st_mtime_ns == before.st_mtime_ns


def test_seal_accepts_no_changed_original(village: Path) -> None:
    """A registered original that has changed stays an error: sealing is not a way around."""
    (village / "media" / "objects" / "example-lamp.jpg").write_bytes(b"other")
    manifest = (village / "media" / "manifest-sha256.txt").read_bytes()
    assert pintu("check", village, "--seal") == 2
    assert (village / "media" / "manifest-sha256.txt").read_bytes() == manifest


@pytest.mark.parametrize("damage", [b"no digest here\n", b"\xff\xfe\x00"])
def test_seal_leaves_a_damaged_manifest_alone(
    village: Path, damage: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lines that are not understood are not lost by writing the rest anew."""
    manifest = village / "media" / "manifest-sha256.txt"
    damaged = manifest.read_bytes() + damage
    manifest.write_bytes(damaged)
    assert pintu("check", village, "--seal") == 2
    assert "manifest-sha256.txt" in capsys.readouterr().err
    assert manifest.read_bytes() == damaged


def test_verify_believes_nothing_remembered(village: Path) -> None:
    """An original changed behind the same size and time is found, but only by reading it."""
    lamp = village / "media" / "objects" / "example-lamp.jpg"
    status = lamp.stat()
    assert pintu("check", village) == 0
    with lamp.open("r+b") as file:
        file.seek(100)
        file.write(bytes(256))
    os.utime(lamp, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert pintu("check", village) == 0
    assert pintu("check", village, "--verify") == 2


# --- build ---------------------------------------------------------------------------------------


def test_build_makes_the_site_and_says_what_to_open(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The link that is printed leads to a page that is there; a second build changes nothing."""
    assert pintu("build", village, "--jobs", 1) == 0
    said = capsys.readouterr()
    link = next(word for word in said.out.split() if "file://" in word).partition("file://")[2]
    assert Path(urllib.parse.unquote(link)) == (village / "site" / "index.html").resolve()
    assert (village / "site" / "index.html").is_file()
    assert f'pintu serve "{village}"' in said.out.replace("'", '"')
    assert "写网页：" in said.err
    assert pintu("build", village, "--jobs", 1) == 0
    assert "新写 0，" in capsys.readouterr().out


def test_build_gives_each_channel_its_own_folder(village: Path) -> None:
    """The museum's screen never gets the website's pages, nor the other way round."""
    host = FakeHost()
    assert pintu("build", village, find_host=lambda: host) == 0
    assert pintu("build", village, "--channel", "kiosk", find_host=lambda: host) == 0
    replace_in(village / "mkdocs.yml", "site_dir: site", "site_dir: public\nx: !ENV [A, b]")
    assert pintu("build", village, "--date=2027-01-01", "--jobs=3", find_host=lambda: host) == 0
    assert pintu("build", village, "--site-dir", "/out", find_host=lambda: host) == 0
    folders = [site for _, _, site in host.asked]
    names = ["site", "site-kiosk", "public"]
    assert folders == [*(village / name for name in names), Path("/out")]
    wishes = [wish for _, wish, _ in host.asked]
    assert [(w.channel.value, w.on, w.jobs) for w in wishes] == [
        ("web", TODAY, None),
        ("kiosk", TODAY, None),
        ("web", date(2027, 1, 1), 3),
        ("web", TODAY, None),
    ]


def test_build_stops_before_errors_and_keeps_the_old_site(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With an error in the content all problems are listed and the site stays as it was."""
    assert pintu("build", village, "--jobs", 1) == 0
    before = {path: path.read_bytes() for path in (village / "site").rglob("*.html")}
    capsys.readouterr()
    replace_in(village / "content/objects/mei-you-deng.md", "category:", "categoy:")
    assert pintu("build", village, "--jobs", 1) == 2
    said = capsys.readouterr().out
    assert "content/objects/mei-you-deng.md" in said
    assert "没有生成网站" in said
    assert {path: path.read_bytes() for path in before} == before


def test_build_tells_warnings_and_ends_with_one(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A warning is shown after a build that worked, and the exit code says so."""
    replace_in(village / "media" / "manifest-sha256.txt", "sound/example.wav", "sound/gone.wav")
    assert pintu("build", village, "--jobs", 1) in (1, 2)
    said = capsys.readouterr().out
    assert "[original-" in said
    assert "file://" in said
    assert (village / "site" / "index.html").is_file()


def test_the_archive_around_is_found(village: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typed anywhere inside an archive, a command means that archive."""
    host = FakeHost()
    monkeypatch.chdir(village / "content" / "people")
    assert pintu("build", find_host=lambda: host) == 0
    monkeypatch.chdir(village)
    assert pintu("build", find_host=lambda: host) == 0
    assert [folder.resolve() for folder, _, _ in host.asked] == [village.resolve()] * 2


# --- import --------------------------------------------------------------------------------------

TRANSCRIPT = "# 2024-05-01 讲水车\n\n### 沈阿妹：\n\n水车有三节。\n\n### 林老师：\n\n后来呢？\n"


def test_import_reads_transcripts_into_an_archive_that_builds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every turn is counted, and with a public licence the interview gets its page."""
    source, folder = tmp_path / "from", tmp_path / "to"
    source.mkdir()
    (source / "2024-05-01-shuiche.md").write_text(TRANSCRIPT, encoding="utf-8")
    code = pintu("import", "markdown", source, folder, "--licence", "CC0-1.0")
    assert code in (0, 1)
    assert "轮发言：2 = 照收 2" in capsys.readouterr().out
    assert pintu("build", folder, "--jobs", 1) in (0, 1)
    pages = list((folder / "site" / "interviews").glob("2024-05-01*.html"))
    pages += list((folder / "site" / "interviews").glob("2024-05-01*/index.html"))
    assert any("水车有三节" in page.read_text(encoding="utf-8") for page in pages)


def test_import_replaces_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second import into the same archive finds nothing to do, and the first one stays."""
    source, folder = tmp_path / "from", tmp_path / "to"
    source.mkdir()
    (source / "2024-05-01-shuiche.md").write_text(TRANSCRIPT, encoding="utf-8")
    assert pintu("import", "markdown", source, folder) == 1
    assert "[import-closed]" in capsys.readouterr().out
    kept = [folder / "content", folder / "media"]
    before = {path: path.read_bytes() for one in kept for path in one.rglob("*.*")}
    assert pintu("import", "markdown", source, folder) == 1
    assert {path: path.read_bytes() for one in kept for path in one.rglob("*.*")} == before


def test_import_says_when_there_is_nothing_to_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty folder is no success, and leaves nothing behind."""
    (tmp_path / "from").mkdir()
    assert pintu("import", "markdown", tmp_path / "from", tmp_path / "to") == 2
    assert "Markdown" in capsys.readouterr().err
    assert not (tmp_path / "to").exists()


# --- errors --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "language", "words"),
    [
        (ConfigError("设置错了", "wrong setting"), "zh", "设置错了"),
        (ConfigError("设置错了", "wrong setting"), "en", "wrong setting"),
        (OSError(errno.ENOSPC, "no space"), "zh", "磁盘满了"),
        (
            FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']"),
            "zh",
            "没有地方放临时文件",
        ),
        (OSError(errno.EFBIG, "too large"), "zh", "有一个文件太大"),
        (OSError(errno.EROFS, "read-only"), "en", "This disk is read-only"),
        (OSError(errno.EIO, "broken"), "zh", "读写这个盘的时候出了错"),
        (PermissionError(errno.EACCES, "no", "/x/y.md"), "en", "/x/y.md"),
    ],
)
def test_what_the_person_can_mend_is_said_plainly(
    error: BaseException,
    language: str,
    words: str,
    village: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In their language, without a traceback; exit code 2 and no log."""
    host = FakeHost(error=error)
    assert pintu("build", village, "--lang", language, find_host=lambda: host) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert "Traceback" not in said.err + said.out
    assert not (village / ".pintu" / "log").exists()


def test_problems_from_the_host_are_listed(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a host finds wrong in the content looks like what check finds."""
    problem = Problem("content-missing", (village / "content").relative_to(village), 3)
    host = FakeHost(error=ContentError([problem]))
    assert pintu("build", village, find_host=lambda: host) == 2
    assert "[content-missing]" in capsys.readouterr().out


@pytest.mark.parametrize("error", [RuntimeError("线断了"), SystemExit(1), KeyError("a")])
def test_our_own_fault_is_admitted_and_kept(
    error: BaseException, village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both languages, where the log is, exit code 3; the log has the traceback and no arguments."""
    host = FakeHost(error=error)
    code = pintu("build", village, "--site-dir", "secret-argument", find_host=lambda: host)
    assert code == 3
    said = capsys.readouterr()
    (log,) = (village / ".pintu" / "log").iterdir()
    assert said.err.count(str(log.resolve())) == 2
    assert "这是我们的问题" in said.err
    assert "our fault" in said.err
    assert "Traceback" not in said.err
    kept = log.read_text(encoding="utf-8")
    assert "Traceback" in kept
    assert type(error).__name__ in kept
    assert "secret-argument" not in kept
    assert os.name == "nt" or log.stat().st_mode & 0o077 == 0


def test_ctrl_c_ends_quietly(village: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback for somebody who has changed their mind."""
    host = FakeHost(error=KeyboardInterrupt())
    assert pintu("build", village, find_host=lambda: host) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_missing_host_is_said(village: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Half an installation gives a sentence, not a failure."""

    def nobody() -> Any:
        raise ConfigError("没有主机", "no host")

    assert pintu("build", village, find_host=nobody) == 2
    assert "没有主机" in capsys.readouterr().err


# --- the program from outside --------------------------------------------------------------------


def test_bars_are_shown_where_somebody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    """A bar a step, under its own name, in the person's language."""

    class Watched(Console):
        is_terminal = True  # type: ignore[assignment]

    with shown_progress(Watched("zh")) as report:
        report("Reading records", 1, 4)
        report("Reading records", 4, 4)
        report("Something new", 2, 2)
    said = capsys.readouterr()
    assert said.out == ""
    assert "读取记录" in said.err
    assert "4/4" in said.err
    assert "Something new" in said.err


def outside(*arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    environment = {**kept, **variables}
    command = [sys.executable, "-m", "archive", *arguments]
    return subprocess.run(command, capture_output=True, env=environment, timeout=120, check=False)


def test_the_program_runs_as_people_start_it(village: Path) -> None:
    """As a process: its exit code, its language from the system, UTF-8 even where there is none."""
    done = outside("check", str(village), LANG="zh_CN.UTF-8")
    assert done.returncode == 0
    assert "没有发现问题" in done.stdout.decode()
    done = outside("--help", LANG="zh_CN.UTF-8", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "拼图" in done.stdout.decode()
    done = outside("check", "/nowhere/at/all", LANG="C")
    assert done.returncode == 2
    assert b"no such folder" in done.stderr


def test_help_loads_nothing_heavy() -> None:
    """Help comes at once: no model, no media, no pictures, no host is imported for it."""
    script = (
        "import sys, archive.cli.program as p; p.run(['check', '--help']); "
        "print(sorted({m.split('.')[0] for m in sys.modules} "
        "& {'pydantic', 'yaml', 'rich', 'PIL', 'numpy', 'watchfiles', 'jinja2', 'mkdocs'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.decode().strip().endswith("[]")
