"""A web host for measuring: sends gzip as hosts do, and keeps what was sent."""

import gzip
import threading
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


@dataclass(frozen=True, slots=True)
class Sent:
    """One file that was asked for."""

    path: Path
    raw: int
    body: int
    """Bytes as they were sent, headers aside."""


class Host:
    """Serves one folder on this machine while it is open."""

    def __init__(self, folder: Path) -> None:
        self.sent: list[Sent] = []
        self._folder = folder.resolve()
        self._packed: dict[Path, bytes] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        for path in self._folder.rglob("*"):
            if path.suffix in KINDS and path.is_file() and path.stat().st_size >= LARGE:
                self._pack(path)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, address: str) -> tuple[str, bytes, bool] | None:
        """Type, bytes, whether they are gzip; None for what is not there."""
        path = self._folder / unquote(urlsplit(address).path).lstrip("/")
        path = (path / "index.html" if path.is_dir() else path).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file():
            return None
        kind = KINDS.get(path.suffix)
        body = self._pack(path) if kind else path.read_bytes()
        self.sent.append(Sent(path, path.stat().st_size, len(body)))
        return kind or "application/octet-stream", body, kind is not None

    def _pack(self, path: Path) -> bytes:
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
            found = host.answer(self.path)
            if found is None:
                self.send_error(404)
                return
            kind, body, is_packed = found
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=3600")
            if is_packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler
