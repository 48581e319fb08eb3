"""A web host for measuring: nginx as a village's host would run it, else a small one of our own.

Both send gzip as hosts do, and tell what was sent.
"""

import getpass
import gzip
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
}
LARGE = 100_000
"""Bytes from which a file is compressed before anybody waits for it, as hosts with a cache do."""
PATIENCE = 10
"""Seconds that nginx may take to start."""
SETTLED = 0.02
"""Seconds after which nginx has noted what it sent."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One file that was asked for."""

    path: Path
    raw: int
    body: int
    """Bytes as they were sent, headers aside."""


class Host:
    """Serves one folder on this machine while it is open."""

    name = "small server"

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._packed: dict[Path, bytes] = {}
        self._asked: list[Path] = []
        self.address = ""

    def __enter__(self) -> Self:
        for path in self._folder.rglob("*"):
            if path.suffix in KINDS and path.is_file() and path.stat().st_size >= LARGE:
                self.pack(path)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def count(self) -> int:
        """How many files were sent until now."""
        return len(self._asked)

    def sent_since(self, count: int) -> list[Sent]:
        """The files that were sent after the first ``count``."""
        return [
            Sent(path, path.stat().st_size, len(self.pack(path) or path.read_bytes()))
            for path in self._asked[count:]
        ]

    def note(self, path: Path) -> None:
        """Remember that a file was asked for."""
        self._asked.append(path)

    def path_of(self, address: str) -> Path | None:
        """The file of an address; None for what is not there."""
        path = self._folder / unquote(urlsplit(address).path).lstrip("/")
        path = (path / "index.html" if path.is_dir() else path).resolve()
        return path if path.is_relative_to(self._folder) and path.is_file() else None

    def pack(self, path: Path) -> bytes | None:
        """The file as gzip; None for a kind that is not compressed."""
        if path.suffix not in KINDS:
            return None
        if path not in self._packed:
            packed = gzip.compress(path.read_bytes(), 6)
            if len(packed) < LARGE // 4:
                return packed
            self._packed[path] = packed
        return self._packed[path]


def _handler(host: Host) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_GET(self) -> None:
            path = host.path_of(self.path)
            if path is None:
                self.send_error(404)
                return
            host.note(path)
            packed = host.pack(path)
            body = path.read_bytes() if packed is None else packed
            self.send_response(200)
            self.send_header("Content-Type", KINDS.get(path.suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=3600")
            if packed is not None:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler


class Nginx(Host):
    """The same by nginx, with gzip as it comes to it."""

    name = "nginx"

    def __enter__(self) -> Self:
        for path in self._folder.rglob("*"):
            if path.suffix in KINDS and path.is_file() and path.stat().st_size >= LARGE:
                path.with_name(f"{path.name}.gz").write_bytes(self.pack(path) or b"")
        self._own = Path(tempfile.mkdtemp(prefix="pintu-nginx-"))
        port = _free_port()
        (self._own / "nginx.conf").write_text(_settings(self._folder, self._own, port), "utf-8")
        command = ["nginx", "-p", str(self._own), "-c", "nginx.conf", "-e", "errors.log"]
        self._process = subprocess.Popen(command)
        self.address = f"http://127.0.0.1:{port}"
        _wait_for(port)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self._own)

    def count(self) -> int:
        """How many files were sent until now."""
        self._read()
        return super().count()

    def sent_since(self, count: int) -> list[Sent]:
        """The files that were sent after the first ``count``."""
        time.sleep(SETTLED)
        self._read()
        return super().sent_since(count)

    def _read(self) -> None:
        lines = (self._own / "sent.log").read_text("utf-8").splitlines()
        found = (self.path_of(line) for line in lines)
        self._asked = [path for path in found if path is not None]


def open_host(folder: Path) -> Host:
    """nginx where it is installed."""
    return Nginx(folder) if shutil.which("nginx") else Host(folder)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(PATIENCE * 100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise TimeoutError("nginx does not start")


def _settings(folder: Path, own: Path, port: int) -> str:
    # The folder may be open to its owner alone; nginx's own workers would be somebody else.
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    places = " ".join(
        f"{kind}_temp_path {own}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    types = " ".join(f"{kind.split(';')[0]} {suffix[1:]};" for suffix, kind in KINDS.items())
    packed = " ".join(kind.split(";")[0] for kind in KINDS.values() if "html" not in kind)
    return f"""
daemon off; pid {own}/pid; error_log {own}/errors.log; worker_processes 1; {user}
events {{}}
http {{
  {places}
  types {{ {types} }}
  charset utf-8; sendfile on; tcp_nopush on; keepalive_requests 10000;
  gzip on; gzip_static on; gzip_comp_level 6; gzip_min_length 0; gzip_types {packed};
  log_format sent '$request_uri'; access_log {own}/sent.log sent;
  server {{
    listen 127.0.0.1:{port}; root {folder}; index index.html;
    add_header Cache-Control max-age=3600;
  }}
}}
"""
