"""Serving: the site comes up, follows changes, survives mistakes, and ends quietly."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from archive.build import Built, Report, Wish
from archive.cli.program import run
from archive.cli.serving import Asked, free_port, watch_village
from archive.errors import ConfigError, ContentError, Problem
from archive.ingest.scaffold import write_new_archive
from archive.publish.site_folder import Written

Step = BaseException | str


class FakeHost:
    """Each build does the next of ``steps``: writes that text into the page, or raises it."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = list(steps)
        self.days: list[date] = []

    def build(self, folder: Path, *, wish: Wish, site_dir: Path | None, report: Report) -> Built:
        """One build."""
        assert site_dir is not None
        self.days.append(wish.on)
        step = self.steps.pop(0)
        if isinstance(step, BaseException):
            raise step
        site_dir.mkdir(exist_ok=True)
        (site_dir / "index.html").write_text(f"<body>{step}</body>", encoding="utf-8")
        return Built(Written(pages=1), 0, 1)


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """Just enough to be an archive."""
    for name in ("content", "media"):
        (tmp_path / "v" / name).mkdir(parents=True)
    (tmp_path / "v" / "mkdocs.yml").write_text("site_name: v\n", encoding="utf-8")
    return tmp_path / "v"


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def get(port: int, target: str) -> tuple[int, str]:
    """Status and text of one page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", target)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def serve(village: Path, port: int, steps: Sequence[Step]) -> tuple[int, list[tuple[str, str]]]:
    """Serve while every step after the first is a change; the exit code, and page and version as
    seen before each of them and after the last."""
    seen: list[tuple[str, str]] = []
    host = FakeHost(steps)

    def watch(folder: Path) -> Iterator[Sequence[Path]]:
        yield []
        while True:
            seen.append((get(port, "/")[1], get(port, "/.preview/version")[1]))
            if not host.steps:
                raise KeyboardInterrupt
            yield [folder.resolve() / "content" / "people" / "a.md"]

    arguments = ["serve", str(village), "--port", str(port), "--lang", "zh"]
    code = run(
        arguments, find_host=lambda: host, today=lambda: date(2026, 1, 31 - len(steps)), watch=watch
    )
    return code, seen


def test_a_change_builds_again_and_the_page_reloads(
    village: Path, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is seen is what was built last, under a new version; Ctrl-C ends with 0."""
    code, seen = serve(village, port, ["第一", "第二"])
    assert code == 0
    assert "第一" in seen[0][0]
    assert "第二" in seen[1][0]
    assert seen[0][1] != seen[1][1]
    said = capsys.readouterr().out
    assert f"http://127.0.0.1:{port}/" in said
    assert "content/people/a.md" in said
    assert "Traceback" not in said


PROBLEM = Problem("content-missing", Path("content").relative_to(Path()), 4)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (ContentError([PROBLEM]), "[content-missing]"),
        (ConfigError("设置错了", "wrong"), "设置错了"),
        (RuntimeError("bug"), "这是我们的问题"),
        (SystemExit(1), "这是我们的问题"),
    ],
)
def test_a_mistake_leaves_the_old_site_up(
    village: Path,
    port: int,
    mistake: BaseException,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The fault is told, nothing reloads, and mending it builds again."""
    code, seen = serve(village, port, ["第一", mistake, "改好了"])
    assert code == 0
    assert seen[1] == seen[0]
    assert "改好了" in seen[2][0]
    assert seen[2][1] != seen[1][1]
    said = capsys.readouterr()
    assert words in said.out + said.err
    assert "还开着上一次" in said.out


def test_a_mistake_at_the_start_is_waited_for(
    village: Path, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without any site yet, the page says where to look, and comes up when it can."""
    _, seen = serve(village, port, [ContentError([PROBLEM]), "好了"])
    assert "pintu serve" in seen[0][0]
    assert "好了" in seen[1][0]
    assert "还没有生成过网站" in capsys.readouterr().out


def test_the_port_is_free_again_afterwards(village: Path, port: int) -> None:
    """Serving again at once works."""
    for _ in range(2):
        assert serve(village, port, ["好"])[0] == 0


def test_a_busy_port_is_told_with_another_to_take(
    village: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is built: which port, and the line to type instead; exit code 2."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        host = FakeHost([])
        arguments = ["serve", str(village), "--port", str(port), "--channel", "kiosk"]
        assert run([*arguments, "--lang", "en"], find_host=lambda: host) == 2
        other = free_port(Asked("web", "127.0.0.1", port))
    said = capsys.readouterr().err
    assert f"Port {port} is in use" in said
    assert other is not None
    assert other > port
    assert re.search(rf"pintu serve .*v --port {other} --channel kiosk", said)


def test_a_host_that_is_not_ours_is_told(
    village: Path, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """An address of some other machine cannot be listened on."""
    arguments = ["serve", str(village), "--host", "192.0.2.1", "--port", str(port), "--lang", "zh"]
    assert run(arguments, find_host=lambda: FakeHost([])) == 2
    assert "192.0.2.1" in capsys.readouterr().err


def test_the_watch_sees_records_originals_and_settings(village: Path) -> None:
    """A new record, a new original, and settings that an editor replaces by another file; also
    what has changed while nobody asked, as during a build."""
    changes = watch_village(village)
    assert list(next(changes)) == []
    (village / "content" / "a.md").write_text("a", encoding="utf-8")
    (village / "media" / "b.jpg").write_text("b", encoding="utf-8")
    replace_settings(village, "site_name: w\n")
    assert names_of(changes, 3) == {"a.md", "b.jpg", "mkdocs.yml"}
    replace_settings(village, "site_name: longer\n")
    assert names_of(changes, 1) == {"mkdocs.yml"}


def replace_settings(village: Path, text: str) -> None:
    """As many editors save: another file takes the place of the old one."""
    draft = village / "draft"
    draft.write_text(text, encoding="utf-8")
    draft.replace(village / "mkdocs.yml")


def names_of(changes: Iterator[Sequence[Path]], count: int) -> set[str]:
    """The next ``count`` files that changed; fewer when a minute brings no more."""
    seen: set[str] = set()

    def collect() -> None:
        while len(seen) < count:
            seen.update(path.name for path in next(changes))

    collector = threading.Thread(target=collect, daemon=True)
    collector.start()
    collector.join(60)
    return seen


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_a_whole_village_is_served_and_follows_a_change(tmp_path: Path, port: int) -> None:
    """The real thing, as a process: pages, a part of the sound, a change, and Ctrl-C."""
    folder = tmp_path / "村"
    write_new_archive(folder, title="试村", language="zh-Hans")
    command = [sys.executable, "-m", "archive", "serve", str(folder), "--port", str(port)]
    log = tmp_path / "log.txt"
    with log.open("wb") as out:
        running = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
    try:
        version = wait_for(port, "/.preview/version", lambda text: bool(text), running)
        wait_for(port, "/", lambda text: "试村" in text, running)
        (sound,) = (folder / "site").rglob("*.mp3")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        target = "/" + sound.relative_to(folder / "site").as_posix()
        connection.request("GET", target, headers={"Range": "bytes=100-199"})
        part = connection.getresponse()
        assert (part.status, part.read()) == (206, sound.read_bytes()[100:200])
        connection.close()
        lamp = folder / "content" / "objects" / "mei-you-deng.md"
        text = lamp.read_text(encoding="utf-8")
        lamp.write_text(text.replace("六十年代玻璃煤油灯", "改了名的灯"), encoding="utf-8")
        wait_for(port, "/.preview/version", lambda text: text != version, running)
        page = next((folder / "site" / "objects").rglob("*mei-you-deng*.html"), None)
        page = page or folder / "site" / "objects" / "mei-you-deng" / "index.html"
        target = "/" + page.relative_to(folder / "site").as_posix()
        assert "改了名的灯" in get(port, target)[1]
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 0
    finally:
        running.kill()
        running.wait()
    assert "Traceback" not in log.read_text(encoding="utf-8", errors="replace")


def wait_for(port: int, target: str, is_there: object, running: subprocess.Popen[bytes]) -> str:
    """The page, once it is as wanted; gives up after two minutes or when the server is gone."""
    assert callable(is_there)
    for _ in range(1200):
        assert running.poll() is None
        try:
            status, text = get(port, target)
        except OSError:
            status, text = 0, ""
        if status == 200 and is_there(text):
            return text
        time.sleep(0.1)
    raise AssertionError(f"{target} did not come")
