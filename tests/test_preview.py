"""The preview server: parts of files, what browsers keep, reloading, and what is refused."""

from __future__ import annotations

import http.client
import os
import re
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.publish.byte_ranges import ByteRange, RangeUnsatisfiable, parse_range
from archive.publish.preview import Found, Preview, find_file, is_own_host

SOUND = bytes(number % 251 for number in range(1000))
LARGE = os.urandom(1 << 16) * 40
"""More than is read at once."""
PAGE = "<!doctype html><html><body><p>水车</p></body></html>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site, and something beside it that must never be sent."""
    folder = tmp_path / "site"
    (folder / "interviews").mkdir(parents=True)
    (folder / "empty").mkdir()
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "interviews" / "index.html").write_text("<h1>口述</h1>", encoding="utf-8")
    (folder / "voice.mp3").write_bytes(SOUND)
    (folder / "film.mp4").write_bytes(LARGE)
    (folder / "none.bin").write_bytes(b"")
    (folder / "site.js").write_text("var a = 1;", encoding="utf-8")
    (folder / ".hidden").write_text("hidden", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("真名", encoding="utf-8")
    return folder


@pytest.fixture
def preview(site: Path) -> Iterator[Preview]:
    """That site, served."""
    served = Preview(site, host="127.0.0.1", port=0, missing="没有这一页")
    served.start()
    yield served
    served.close()


class Answer:
    """What came back."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()


def ask(
    preview: Preview, target: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> Answer:
    """One request on a connection of its own; ``target`` goes out as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=20)
    try:
        connection.request(method, target, headers=headers or {})
        return Answer(connection.getresponse())
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-99", (0, 99)),
        ("bytes=100-", (100, 999)),
        ("bytes=-100", (900, 999)),
        ("bytes=-5000", (0, 999)),
        ("bytes=990-5000", (990, 999)),
        ("bytes=999-999", (999, 999)),
        ("Bytes = 5-6", (5, 6)),
    ],
)
def test_a_part_is_sent_as_asked(preview: Preview, header: str, part: tuple[int, int]) -> None:
    """A player that seeks gets the bytes it names, and where they stand."""
    first, last = part
    answer = ask(preview, "/voice.mp3", {"Range": header})
    assert answer.status == 206
    assert answer.body == SOUND[first : last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/1000"
    assert answer.headers["Content-Length"] == str(last - first + 1)
    assert answer.headers["Content-Type"] == "audio/mpeg"


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(preview: Preview, header: str) -> None:
    """A range wholly beyond the end is 416, and tells the real length."""
    answer = ask(preview, "/voice.mp3", {"Range": header})
    assert answer.status == 416
    assert answer.headers["Content-Range"] == "bytes */1000"
    assert answer.body == b""


@pytest.mark.parametrize(
    "header",
    ["bytes=0-1,5-6", "bytes=9-3", "bytes=a-b", "bytes=-", "bytes", "lines=0-9", "bytes=1-2-3"],
)
def test_what_is_not_one_part_is_answered_with_the_whole(preview: Preview, header: str) -> None:
    """Several ranges at once and ranges that make no sense are not obeyed."""
    answer = ask(preview, "/voice.mp3", {"Range": header})
    assert answer.status == 200
    assert answer.body == SOUND
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert "Content-Range" not in answer.headers


def test_a_large_file_is_sent_whole_and_in_parts(preview: Preview) -> None:
    """What is not read at once comes out the same."""
    assert ask(preview, "/film.mp4").body == LARGE
    answer = ask(preview, "/film.mp4", {"Range": "bytes=2000000-2100000"})
    assert answer.status == 206
    assert answer.body == LARGE[2_000_000:2_100_001]


def test_an_empty_file_has_no_parts(preview: Preview) -> None:
    """Nothing of nothing can be sent, but the whole can."""
    assert ask(preview, "/none.bin").status == 200
    assert ask(preview, "/none.bin", {"Range": "bytes=0-"}).status == 416


@pytest.mark.parametrize("target", ["/voice.mp3", "/film.mp4", "/index.html", "/none"])
def test_head_is_get_without_the_body(preview: Preview, target: str) -> None:
    """HEAD gives the same status, length and type; a range in it is ignored."""
    got, head = ask(preview, target), ask(preview, target, {"Range": "bytes=0-9"}, method="HEAD")
    assert head.status == got.status
    assert head.body == b""
    for name in ("Content-Length", "Content-Type", "ETag"):
        assert head.headers[name] == got.headers[name]


def test_an_unchanged_file_is_not_sent_again(preview: Preview) -> None:
    """ETag and Last-Modified both spare the second journey, and neither after a change."""
    first = ask(preview, "/voice.mp3")
    by_tag = {"If-None-Match": f'"other", {first.headers["ETag"]}'}
    by_date = {"If-Modified-Since": first.headers["Last-Modified"]}
    for known in (by_tag, by_date):
        again = ask(preview, "/voice.mp3", known)
        assert (again.status, again.body) == (304, b"")
    file = preview.site / "voice.mp3"
    file.write_bytes(b"new")
    os.utime(file, (file.stat().st_mtime + 5, file.stat().st_mtime + 5))
    for known in (by_tag, by_date):
        again = ask(preview, "/voice.mp3", known)
        assert (again.status, again.body) == (200, b"new")


def test_the_tag_goes_before_the_date(preview: Preview) -> None:
    """A different ETag means a different file, whatever the date says."""
    known = {"If-None-Match": '"other"', "If-Modified-Since": formatdate(usegmt=True)}
    assert ask(preview, "/voice.mp3", known).status == 200


def test_a_part_of_an_older_version_is_not_mixed_in(preview: Preview) -> None:
    """If-Range gives a part of the same version, else the whole of the new one."""
    whole = ask(preview, "/voice.mp3")
    part = {"Range": "bytes=0-9"}
    for same in (whole.headers["ETag"], whole.headers["Last-Modified"]):
        assert ask(preview, "/voice.mp3", {**part, "If-Range": same}).status == 206
    for other in ('"other"', f"W/{whole.headers['ETag']}", formatdate(0, usegmt=True), "nonsense"):
        answer = ask(preview, "/voice.mp3", {**part, "If-Range": other})
        assert (answer.status, answer.body) == (200, SOUND)


@given(
    header=st.one_of(
        st.text(max_size=20), st.from_regex(r"bytes=[0-9]{0,4}-[0-9]{0,4}", fullmatch=True)
    ),
    size=st.integers(0, 2000),
)
def test_a_part_always_lies_inside_the_file(header: str, size: int) -> None:
    """Whatever is asked for, no byte outside the file is named."""
    try:
        part = parse_range(header, size=size)
    except RangeUnsatisfiable:
        return
    assert part is None or (0 <= part.first <= part.last < size)
    assert part is None or part == ByteRange(part.first, part.first + part.length - 1)


# --- what is never sent --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/interviews/../../secret.txt",
        "/..%5csecret.txt",
        "//../secret.txt",
        "/.hidden",
        "/%2ehidden",
        "/voice.mp3/",
        "/voice.mp3%00.html",
        "/empty/",
        "/empty",
        "/C:/secret.txt",
        "/out.txt",
        "/none.html",
        "/%ff%fe",
        "/[",
    ],
)
def test_nothing_outside_the_site_is_sent(preview: Preview, target: str) -> None:
    """Neither by dots, links, encodings or hidden names; and no folder is listed."""
    (preview.site / "out.txt").symlink_to(preview.site.parent / "secret.txt")
    answer = ask(preview, target)
    assert answer.status == 404
    assert "真名" not in answer.body.decode()
    assert "voice" not in answer.body.decode()


def test_a_link_inside_the_site_is_followed(site: Path) -> None:
    """Only what leads out is refused."""
    (site / "other.mp3").symlink_to(site / "voice.mp3")
    assert find_file(site, "/other.mp3") == Found(site / "other.mp3")


@pytest.mark.parametrize("target", ["/interviews", "//interviews", "/%2f%2finterviews"])
def test_a_folder_leads_to_its_page_on_the_same_host(preview: Preview, target: str) -> None:
    """The missing slash is added, and no address can make it lead to another host."""
    answer = ask(preview, target)
    assert answer.status == 307
    assert answer.headers["Location"] == "/interviews/"
    assert "口述" in ask(preview, "/interviews/").body.decode()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_changed(preview: Preview, method: str) -> None:
    """There is only looking."""
    answer = ask(preview, "/index.html", method=method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_another_host_name_is_turned_away(preview: Preview) -> None:
    """A page elsewhere that points its own name here sees nothing."""
    assert ask(preview, "/", {"Host": "evil.example"}).status == 421
    assert ask(preview, "/", {"Host": f"localhost:{preview.port}"}).status == 200


@pytest.mark.parametrize(
    ("header", "is_own"),
    [
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("192.168.1.7", True),
        ("localhost", True),
        ("village.example", False),
        ("127.0.0.1.evil.example", False),
        ("[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_name_this_server(header: str | None, is_own: bool) -> None:
    """Addresses and localhost are ours; any other name may be somebody else's."""
    assert is_own_host(header, bound="127.0.0.1") is is_own


@pytest.mark.parametrize("target", ["/", "/voice.mp3", "/none", "/.preview/version"])
def test_every_answer_carries_the_safety_headers(preview: Preview, target: str) -> None:
    """No sniffing, no framing, no other hosts."""
    headers = ask(preview, target).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Server"].strip() == "Pintu"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.vtt", "text/vtt; charset=utf-8"),
        ("a.JPG", "image/jpeg"),
        ("a.mp4", "video/mp4"),
        ("a.unknown", "application/octet-stream"),
    ],
)
def test_types_do_not_depend_on_the_machine(preview: Preview, name: str, media_type: str) -> None:
    """A browser is told what it gets, the same everywhere."""
    (preview.site / name).write_bytes(b"x")
    assert ask(preview, f"/{name}").headers["Content-Type"] == media_type


# --- pages that reload ---------------------------------------------------------------------------


def shown_version(page: bytes) -> str:
    """The version a page says it was sent in."""
    found = re.search(rb'<script src="/\.preview/reload\.js\?([^"]+)"></script></body>', page)
    assert found is not None
    return found[1].decode()


def test_a_page_learns_of_a_change(preview: Preview) -> None:
    """A page asks for the version it shows until that is another, and is never kept as it was."""
    before = ask(preview, "/")
    assert shown_version(before.body) == ask(preview, "/.preview/version").body.decode()
    (preview.site / "index.html").write_text(PAGE.replace("水车", "新水车"), encoding="utf-8")
    preview.reload()
    version = ask(preview, "/.preview/version").body.decode()
    assert version != shown_version(before.body)
    after = ask(preview, "/", {"If-None-Match": before.headers["ETag"]})
    assert after.status == 200
    assert shown_version(after.body) == version
    assert "新水车" in after.body.decode()


def test_an_unchanged_page_is_kept_until_the_next_reload(preview: Preview) -> None:
    """Between two builds a page is not sent twice; after one it is, for it names the version."""
    first = ask(preview, "/")
    known = {"If-None-Match": first.headers["ETag"]}
    assert ask(preview, "/", known).status == 304
    preview.reload()
    again = ask(preview, "/", known)
    assert again.status == 200
    assert shown_version(again.body) != shown_version(first.body)


def test_the_line_that_reloads_is_in_no_file(preview: Preview) -> None:
    """It is added to what is sent: the site on the disk stays as it was built."""
    before = {path: path.read_bytes() for path in preview.site.rglob("*") if path.is_file()}
    for target in ("/", "/interviews/", "/site.js", "/voice.mp3"):
        ask(preview, target)
    assert {path: path.read_bytes() for path in before} == before
    assert ask(preview, "/site.js").body == b"var a = 1;"


def test_a_missing_page_says_so_and_reloads_too(preview: Preview) -> None:
    """Who waits for a page that is not built yet sees it when it is."""
    answer = ask(preview, "/people/")
    assert answer.status == 404
    assert "没有这一页" in answer.body.decode()
    assert b"/.preview/reload.js?" in answer.body
    (preview.site / "404.html").write_text("<p>自己的</p>", encoding="utf-8")
    assert "自己的" in ask(preview, "/people/").body.decode()


def test_a_port_is_not_taken_twice(preview: Preview, site: Path) -> None:
    """A second server is told, instead of taking the first one's visitors."""
    with pytest.raises(OSError, match="in use"):
        Preview(site, host="127.0.0.1", port=preview.port, missing="")


def test_a_closed_server_lets_its_port_go(site: Path) -> None:
    """Serving again at once, on the same port, works."""
    first = Preview(site, host="127.0.0.1", port=0, missing="")
    first.start()
    assert ask(first, "/").status == 200
    first.close()
    second = Preview(site, host="127.0.0.1", port=first.port, missing="")
    second.start()
    assert ask(second, "/").status == 200
    assert second.version != first.version
    second.close()
