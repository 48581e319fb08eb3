"""A small village to try the browser code on: the hand-written pages of this folder, with sound
and a picture made here, on the disk and on a server that answers byte ranges."""

from __future__ import annotations

import re
import shutil
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image, ImageDraw

PAGES = Path(__file__).resolve().parent
STATIC = PAGES.parents[2] / "archive" / "render" / "static"
SECONDS = 60
"""Length of each recording."""
TURN_SECONDS = 3
"""Length of each turn of the transcript; the first begins at 0 and has the id s1."""


def format_turns(count: int, *, seconds: float = TURN_SECONDS) -> str:
    """That many timed turns, and one without times at the end."""
    turns = []
    for place in range(count):
        start, end = place * seconds, (place + 1) * seconds
        clock = f"{int(start) // 60:02}:{int(start) % 60:02}"
        turns.append(
            f'<li class="turn" id="s{place + 1}" data-start="{start:g}" data-end="{end:g}">'
            f'<a class="time" href="#t={start:g},{end:g}">{clock}</a>'
            f'<div class="say">第{place + 1}句：车头是姚木匠的手艺，<a href="index.html">水车</a>'
            "一转，半个村子都听得见，踩水车要四个人，嘴里还要唱。</div>"
            '<button type="button" data-do="share" hidden>分享</button></li>'
        )
    turns.append('<li class="turn" id="end"><div class="say">（录音到此为止）</div></li>')
    return "\n".join(turns)


def format_page(name: str, **values: str) -> str:
    """A page of this folder in the common shell, its {blanks} filled."""
    shell = (PAGES / "shell.html").read_text(encoding="utf-8")
    body = (PAGES / name).read_text(encoding="utf-8")
    for blank, value in {"turns": format_turns(20), "complete": " data-complete"}.items():
        body = body.replace(f"{{{blank}}}", values.get(blank, value))
    words = (PAGES / "words.json").read_text(encoding="utf-8")
    page = shell.replace("{title}", name).replace("{words}", words)
    return page.replace("{body}", body)


def write_sound(path: Path) -> None:
    """Silence with a tick a second: 8 kHz, mono, 8 bit."""
    second = bytes([160] * 40 + [128] * 7960)
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(second * SECONDS)


def write_picture(path: Path, width: int, height: int) -> None:
    """Stripes and a disc, so that zooming changes what is seen."""
    picture = Image.new("RGB", (width, height), (240, 238, 230))
    pen = ImageDraw.Draw(picture)
    for left in range(0, width, width // 12):
        pen.rectangle((left, 0, left + width // 24, height), fill=(32, 60 + left % 120, 107))
    pen.ellipse((width // 3, height // 3, width // 2, height // 2), fill=(168, 50, 42))
    picture.save(path, quality=80)


def write_village(folder: Path) -> None:
    """Writes all pages, with what they need, into an empty folder."""
    shutil.copytree(STATIC, folder / "static")
    for page in sorted(PAGES.glob("*.html")):
        if page.name != "shell.html":
            (folder / page.name).write_text(format_page(page.name), encoding="utf-8")
    tall = format_turns(2, seconds=30).replace("踩水车要四个人，", "踩水车要四个人，" * 120)
    variants = {
        "tall.html": format_page("interview.html", turns=tall),
        "long.html": format_page("interview.html", turns=format_turns(2000, seconds=0.03)),
        "part.html": format_page("browse.html", complete=""),
        "missing.html": format_page("interview.html").replace("sound.wav", "nowhere.wav"),
        "published.html": format_page("interview.html").replace(
            "<style>", '<link rel="canonical" href="https://village.example/sw.html"><style>'
        ),
        "by-1950.html": format_page("summary.html"),
    }
    # A browser that shows a bare picture asks for it.
    Image.new("RGB", (16, 16), (168, 50, 42)).save(folder / "favicon.ico")
    for name, text in variants.items():
        (folder / name).write_text(text, encoding="utf-8")
    write_sound(folder / "sound.wav")
    write_sound(folder / "other.wav")
    write_picture(folder / "picture.jpg", 300, 200)
    write_picture(folder / "picture-zoom.jpg", 1200, 800)


class RangeHandler(SimpleHTTPRequestHandler):
    """Serves a folder and single byte ranges, without which sound cannot be sought."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if asked is None or not path.is_file():
            super().do_GET()
            return
        data = path.read_bytes()
        first = int(asked[1])
        last = min(int(asked[2] or len(data) - 1), len(data) - 1)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(data)}")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        try:
            self.wfile.write(data[first : last + 1])
        except ConnectionError:
            # The browser has enough and hangs up.
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a server for the folder, for as long as the block runs."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(RangeHandler, directory=folder)) as server:
        server.daemon_threads = True
        # It looks that often, in seconds, whether it is to stop: a test waits for it to.
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
