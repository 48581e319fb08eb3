"""A small server for looking at a built site: byte ranges, so that long recordings can be sought,
and pages that reload when the site has changed.

Only this machine can reach it unless another address is asked for. Nothing outside the site's
folder is ever sent, no folder is listed, and no file is changed: the line that reloads a page is
added to the copy that is sent.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from email.utils import formatdate, parsedate_to_datetime
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar
from urllib.parse import quote, unquote, urlsplit

from archive.publish.byte_ranges import ByteRange, RangeUnsatisfiable, parse_range
from archive.values import dataclass

CHUNK = 1 << 16
SMALL = 1 << 20
"""Bytes up to which a file is read at once and let go, so that it can be replaced meanwhile."""

TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".webmanifest": "application/manifest+json",
        ".txt": "text/plain; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".vtt": "text/vtt; charset=utf-8",
        ".xml": "application/xml",
        ".svg": "image/svg+xml",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".png": "image/png",
        ".webp": "image/webp",
        ".avif": "image/avif",
        ".gif": "image/gif",
        ".ico": "image/vnd.microsoft.icon",
        ".mp3": "audio/mpeg",
        ".m4a": "audio/mp4",
        ".ogg": "audio/ogg",
        ".opus": "audio/ogg",
        ".wav": "audio/wav",
        ".mp4": "video/mp4",
        ".webm": "video/webm",
        ".woff2": "font/woff2",
        ".pdf": "application/pdf",
        ".zip": "application/zip",
    }
)
"""By extension. The system's own table is not asked: on Windows it is often wrong."""

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Content-Security-Policy": "default-src 'self' data: blob:; script-src 'self' "
        "'unsafe-inline'; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'",
    }
)
"""Sent with every answer. Nothing from another host is loaded, so a page that needs it shows."""

RELOAD_SCRIPT = """(function () {
  var address = document.currentScript.src;
  var shown = address.slice(address.indexOf("?") + 1);
  function ask() {
    var request = new XMLHttpRequest();
    request.open("GET", "/.preview/version");
    request.timeout = 5000;
    request.onload = function () {
      if (request.status === 200 && request.responseText !== shown) location.reload();
      else later();
    };
    request.onerror = request.ontimeout = later;
    request.send();
  }
  function later() { setTimeout(ask, document.hidden ? 5000 : 1000); }
  later();
})();
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the site."""

    path: Path


@dataclass(frozen=True, slots=True)
class Moved:
    """A folder asked for without the slash at its end."""

    location: str


def find_file(root: Path, target: str) -> Found | Moved | None:
    """What a request for ``target`` means; None when there is nothing, or nothing to be shown."""
    text = unquote(urlsplit(f"//host/{target.lstrip('/')}").path, errors="replace")
    parts = [part for part in text.split("/") if part]
    if any(part.startswith(".") or set(part) & set('\\:\0"<>|?*') for part in parts):
        return None
    path = root.joinpath(*parts)
    try:
        real = path.resolve(strict=True)
    except (OSError, ValueError):
        return None
    if not real.is_relative_to(root.resolve()):
        return None
    if real.is_dir():
        if not (real / "index.html").is_file():
            return None
        if text.endswith("/"):
            return Found(path / "index.html")
        return Moved("/" + "/".join(quote(part) for part in parts) + "/")
    return None if text.endswith("/") or not real.is_file() else Found(path)


def is_unchanged(known: str | None, since: str | None, *, etag: str, modified: float) -> bool:
    """Whether what the browser keeps is still right: ``known`` is If-None-Match, which goes
    before ``since``, If-Modified-Since."""
    if known is not None:
        tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
        return "*" in tags or etag in tags
    day = _parse_date(since)
    return day is not None and int(modified) <= day


def is_same_version(header: str | None, *, etag: str, modified: float) -> bool:
    """Whether If-Range, when sent, names the version at hand: only then a part may be sent."""
    if header is None:
        return True
    if header.startswith(('"', "W/")):
        return header == etag
    return _parse_date(header) == int(modified)


def _parse_date(text: str | None) -> int | None:
    try:
        return int(parsedate_to_datetime(text or "").timestamp())
    except (ValueError, OverflowError):
        return None


def is_own_host(header: str | None, *, bound: str) -> bool:
    """Whether a Host header names this server by address.

    A page elsewhere can point its own name at this machine and would then be let in; it cannot
    do so with an address, ``localhost`` or the machine's name.
    """
    try:
        name = urlsplit(f"//{header or ''}").hostname or ""
    except ValueError:
        return False
    if name in {"localhost", bound.lower(), socket.gethostname().lower()}:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Preview:
    """A site being served. ``port`` 0 takes any free one; OSError when it cannot be had.

    ``missing`` is a sentence for people who ask for a page that is not there.
    """

    def __init__(self, site: Path, *, host: str, port: int, missing: str) -> None:
        self.site = site
        self.host = host
        self.missing = missing
        self._started = time.time_ns()
        self._changes = 0
        self.changed_at = time.time()
        self._server = _server_class(host)((host, port), _Handler)
        self._server.preview = self
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    @property
    def version(self) -> str:
        """Another one after every ``reload`` and every start."""
        return f"{self._started:x}-{self._changes}"

    def start(self) -> None:
        """Serve, in a thread of its own, until closed."""
        self._thread.start()

    def reload(self) -> None:
        """Have every open page load itself again."""
        self.changed_at = time.time()
        self._changes += 1

    def close(self) -> None:
        """Stop serving and let the port go."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Elsewhere it lets a port be used again at once; on Windows it would take a port in use.
    allow_reuse_address = os.name != "nt"
    preview: Preview

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up in the middle is no event; anything else is our fault."""
        if not isinstance(sys.exception(), OSError):
            raise


class _ServerSix(_Server):
    address_family = socket.AF_INET6


def _server_class(host: str) -> type[_Server]:
    return _ServerSix if ":" in host else _Server


@dataclass(frozen=True, slots=True)
class _Body:
    """What is to be sent: ``data``, or the file at ``path`` when it is large."""

    media_type: str
    size: int
    etag: str
    modified: float
    path: Path
    data: bytes | None = None


class _Handler(BaseHTTPRequestHandler):
    server_version = "Pintu"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 60
    server: _Server
    _own: ClassVar[str] = "/.preview/"

    def do_GET(self) -> None:
        """Answer with a file, a part of it, or why not."""
        if not is_own_host(self.headers.get("Host"), bound=self.server.preview.host):
            self._send_text(HTTPStatus.MISDIRECTED_REQUEST, "")
        elif self.path.startswith(self._own):
            self._answer_own(self.path.removeprefix(self._own).partition("?")[0])
        else:
            match find_file(self.server.preview.site, self.path):
                case Moved(location):
                    self._send_empty(HTTPStatus.TEMPORARY_REDIRECT, {"Location": location})
                case Found(path):
                    self._answer_file(path)
                case None:
                    self._answer_missing()

    do_HEAD = do_GET  # noqa: N815 - the base's name

    def _refuse(self) -> None:
        self.close_connection = True  # its body, if any, stays unread
        self._send_empty(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"})

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse  # noqa: N815

    def _answer_own(self, name: str) -> None:
        if name == "version":
            self._send_text(HTTPStatus.OK, self.server.preview.version)
        elif name == "reload.js":
            self._send_text(HTTPStatus.OK, RELOAD_SCRIPT, media_type=TYPES[".js"])
        else:
            self._send_text(HTTPStatus.NOT_FOUND, "")

    def _answer_missing(self) -> None:
        page = self.server.preview.site / "404.html"
        try:
            html = page.read_bytes()
        except OSError:
            words = escape(self.server.preview.missing)
            html = f'<!doctype html><meta charset="utf-8"><title>404</title><p>{words}</p>'.encode()
        self._send_data(HTTPStatus.NOT_FOUND, self._reloading(html), TYPES[".html"])

    def _answer_file(self, path: Path) -> None:
        try:
            body = self._body(path)
        except OSError:
            self._answer_missing()
            return
        facts = {
            "ETag": body.etag,
            "Last-Modified": formatdate(int(body.modified), usegmt=True),
            "Accept-Ranges": "bytes",
            "Cache-Control": "no-cache",
        }
        headers = self.headers
        known, since = headers.get("If-None-Match"), headers.get("If-Modified-Since")
        if is_unchanged(known, since, etag=body.etag, modified=body.modified):
            self._send_head(HTTPStatus.NOT_MODIFIED, facts)
            return
        part: ByteRange | None = None
        is_same = is_same_version(headers.get("If-Range"), etag=body.etag, modified=body.modified)
        if self.command == "GET" and is_same:
            try:
                part = parse_range(headers.get("Range"), size=body.size)
            except RangeUnsatisfiable:
                facts["Content-Range"] = f"bytes */{body.size}"
                self._send_empty(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, facts)
                return
        self._send_body(body, part, facts)

    def _body(self, path: Path) -> _Body:
        status = path.stat()
        media_type = TYPES.get(path.suffix.lower(), "application/octet-stream")
        mark = f"{status.st_mtime_ns:x}-{status.st_size:x}"
        if path.suffix.lower() == ".html":
            # The page names the version it was sent in; an older one must not be kept as current.
            preview = self.server.preview
            data = self._reloading(path.read_bytes())
            modified = max(status.st_mtime, preview.changed_at)
            return _Body(media_type, len(data), f'"{mark}-{preview.version}"', modified, path, data)
        small = path.read_bytes() if status.st_size <= SMALL else None
        size = status.st_size if small is None else len(small)
        return _Body(media_type, size, f'"{mark}"', status.st_mtime, path, small)

    def _reloading(self, html: bytes) -> bytes:
        """The page with the line that reloads it, before its end."""
        line = f'<script src="{self._own}reload.js?{self.server.preview.version}"></script>'
        at = html.lower().rfind(b"</body>")
        at = len(html) if at < 0 else at
        return html[:at] + line.encode() + html[at:]

    def _send_body(self, body: _Body, part: ByteRange | None, facts: dict[str, str]) -> None:
        first, length = (0, body.size) if part is None else (part.first, part.length)
        facts |= {"Content-Type": body.media_type, "Content-Length": str(length)}
        if part is not None:
            facts["Content-Range"] = f"bytes {part.first}-{part.last}/{body.size}"
        status = HTTPStatus.OK if part is None else HTTPStatus.PARTIAL_CONTENT
        if body.data is not None:
            self._send_head(status, facts)
            if self.command == "GET":
                self.wfile.write(body.data[first : first + length])
            return
        with body.path.open("rb") as file:
            self._send_head(status, facts)
            if self.command == "GET":
                file.seek(first)
                self._copy(file.read, length)

    def _copy(self, read: Callable[[int], bytes], length: int) -> None:
        while length > 0:
            piece = read(min(CHUNK, length))
            if not piece:  # the file has been cut meanwhile: what was promised cannot be sent
                self.close_connection = True
                return
            self.wfile.write(piece)
            length -= len(piece)

    def _send_text(self, status: HTTPStatus, text: str, *, media_type: str = TYPES[".txt"]) -> None:
        self._send_data(status, text.encode(), media_type)

    def _send_data(self, status: HTTPStatus, data: bytes, media_type: str) -> None:
        facts = {
            "Content-Type": media_type,
            "Content-Length": str(len(data)),
            "Cache-Control": "no-store",
        }
        self._send_head(status, facts)
        if self.command != "HEAD":
            self.wfile.write(data)

    def _send_empty(self, status: HTTPStatus, facts: Mapping[str, str]) -> None:
        self._send_head(status, {**facts, "Content-Length": "0"})

    def _send_head(self, status: HTTPStatus, facts: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, **facts}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Nothing is printed from here."""
