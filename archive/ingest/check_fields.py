"""A narrator's check, written into the head of an interview's file and taken out again."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from archive.ingest.front_matter import parse_front_matter
from archive.ingest.lines import Lines
from archive.model.interview import NarratorCheck
from archive.model.terms import TranscriptState

_STATE = re.compile(r"(transcript_state\s*:\s*)(.*?)(\s+#.*|\s*)")
KEY = "check"


class NoPlace(Exception):
    """The head of the file is not written as expected; the worker writes it by hand."""


def write_check(lines: Lines, check: NarratorCheck, *, path: PurePosixPath) -> None:
    """Set the state of the transcript and write the check below it, in place of an older one."""
    if KEY in _keys(lines, path):
        remove_check(lines, path=path)
    at, head, state, tail = _state(lines, path)
    lines.put(at, head + TranscriptState.CHECKED.zh + tail)
    rows = {
        "on": f"'{check.on.isoformat()}'",
        "by": _quoted(check.by),
        "words": check.words,
        "amended": _listed(check.amended),
        "withheld": _listed(check.withheld),
        "before": _quoted(state),
    }
    written = [f"  {key}: {value}" for key, value in rows.items() if value]
    lines.insert_after(at, [f"{KEY}:", *written])


def remove_check(lines: Lines, *, path: PurePosixPath) -> None:
    """Take the check out and restore the state from before."""
    keys = _keys(lines, path)
    if KEY not in keys:
        raise NoPlace(KEY)
    first = last = keys[KEY]
    while lines[last + 1].startswith((" ", "\t")):
        last += 1
    front = parse_front_matter(lines.text, path=path)
    check = (front.data or {}).get(KEY)
    before = check.get("before") if isinstance(check, dict) else None
    at, head, state, tail = _state(lines, path)
    lines.put(at, head + (before if isinstance(before, str) else state) + tail)
    lines.remove(first, last)


def _keys(lines: Lines, path: PurePosixPath) -> dict[str, int]:
    """The line of each key of the head."""
    return dict(parse_front_matter(lines.text, path=path).lines)


def _state(lines: Lines, path: PurePosixPath) -> tuple[int, str, str, str]:
    """The line of the state: its number, what is before the value, the value, what is behind."""
    at = _keys(lines, path).get("transcript_state")
    found = _STATE.fullmatch(lines[at]) if at else None
    if at is None or found is None or not found[2]:
        raise NoPlace("transcript_state")
    return at, found[1], found[2], found[3]


def _listed(numbers: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, numbers))}]" if numbers else ""


def _quoted(text: str) -> str:
    """A scalar that YAML reads as it is."""
    is_plain = re.fullmatch(r"[\w·、，]+(?: [\w·、，]+)*", text) is not None
    return text if is_plain else "'" + text.replace("'", "''") + "'"
