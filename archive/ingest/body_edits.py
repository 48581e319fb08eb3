"""Another text below the fields of a record. The fields stay as they are, byte for byte."""

from __future__ import annotations

from pathlib import PurePosixPath

from archive.ingest.field_edits import read_head, refuse_edit
from archive.ingest.front_matter import find_fences, parse_front_matter
from archive.ingest.texts import parse_text


def edit_body(data: bytes, body: str, *, path: PurePosixPath) -> bytes:
    """The file with ``body`` below its second fence; empty lines around the text stay.

    Raises CannotEdit where nothing was changed, such as for a file with faults.
    """
    lines, front = read_head(data, path)
    text = lines.text
    fences = find_fences(text)
    if fences is None or fences[1] is None:
        raise refuse_edit(path, 1, body[:40])
    count = text.count("\n", 0, fences[2]) + 1
    head = "".join(lines.lines[:count])
    if not head.endswith(("\n", "\r")):
        head += lines.end
    old = front.body
    before = old[: len(old) - len(old.lstrip("\n"))] if old.strip("\n") else "\n"
    behind = old[len(old.rstrip("\n")) :] if old.strip("\n") else "\n"
    words = f"{before}{body}{behind}" if body else ""
    try:
        new = (head + words.replace("\n", lines.end)).encode(lines.encoding)
    except UnicodeEncodeError:
        raise refuse_edit(path, front.body_line, body[:40]) from None
    after = parse_front_matter(parse_text(new, path=path).text or "", path=path)
    if after.data != front.data or after.body.strip("\n") != body:
        raise refuse_edit(path, front.body_line, body[:40])
    return new
