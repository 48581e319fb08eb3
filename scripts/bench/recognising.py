"""Whether reading scans and listening to recordings keep all cores busy: with one and with two."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from measure import Cost, measure

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "machine"))

from scans import LOOKS, draw_page, texts  # noqa: E402

PAGES = 16
JOBS = (1, 2)
RECORDING = ROOT / "media" / "sound" / "rec_0044.ogg"
_LINES = 13
_DOCUMENT = """---
accession: WX-1
title: 写满字的纸
document_type: 账册
when: {spoken: 一九六二年, edtf: '1962'}
secrecy: 公开
retention: 永久
personal_information: [家庭情况]
public_scope: 开放
summary: 写满字的纸。
access: 开放
pages:
"""
_INTERVIEW = """---
accession: K{number}
title: 录音
narrators: [people/a]
collectors: [甲]
institution: 社工站
recorded_on: 2024-03-09
recorded_at: 村委会
languages: [普通话]
recording: {{file: {number}.ogg, media_type: 录音}}
summary: 录音。
consents: [consents/c]
transcript_state: 校对
access: 开放
---
"""


def run_recognising(folder: Path, *, pages: int = PAGES, models: Path | None = None) -> str:
    """Draw pages and have them read; with a folder of a speech model, have a recording of the
    sample listened to as well, alone and twice. A table in Markdown."""
    lines = ["| work | at once | seconds | CPU | cores wanted | MB |", "|---|---|---|---|---|---|"]
    _draw(folder / "drawn", pages)
    for jobs in JOBS:
        village = _village(folder / f"read-{jobs}", folder / "drawn")
        cost = _run(village, ["read", "--jobs", str(jobs)])
        lines.append(_row(f"{pages} pages read", jobs, cost))
        print(lines[-1], flush=True)
    for recordings in (1, 2) if models is not None else ():
        for jobs in JOBS:
            place = folder / f"listen-{recordings}-{jobs}"
            village = _village(place, folder / "drawn", recordings=recordings)
            cost = _run(village, ["listen", "--models", str(models), "--jobs", str(jobs)])
            lines.append(_row(f"{RECORDING.name} listened to, {recordings} of it", jobs, cost))
            print(lines[-1], flush=True)
    return "\n".join(lines)


def _row(name: str, jobs: int, cost: Cost) -> str:
    figures = f"{cost.seconds:.1f} | {cost.cpu:.1f} | {cost.cores:.2f} | {cost.megabytes:.0f}"
    return f"| {name} | {jobs} | {figures} |"


def _draw(folder: Path, pages: int) -> None:
    folder.mkdir()
    lines = texts()
    for number in range(pages):
        first = number * _LINES % (len(lines) - _LINES)
        written = list(islice(lines, first, first + _LINES))
        picture, _ = draw_page(LOOKS[number % len(LOOKS)], written, seed=number)
        picture.save(folder / f"{number:03}.jpg", quality=88)


def _village(folder: Path, drawn: Path, *, recordings: int = 1) -> Path:
    """A village with one paper of all pages and some interviews, nothing read yet."""
    scans = [scan.name for scan in sorted(drawn.iterdir())]
    records = {
        "documents/a.md": _DOCUMENT + "".join(f"  - file: {name}\n" for name in scans) + "---\n",
        **{
            f"interviews/{number}/index.md": _INTERVIEW.format(number=number)
            for number in range(recordings)
        },
        "people/a.md": "---\naccession: P1\nname: 甲\nname_kind: 真名\naccess: 开放\n---\n",
    }
    for path, text in records.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    shutil.copytree(drawn, folder / "media")
    for number in range(recordings):
        shutil.copy(RECORDING, folder / "media" / f"{number}.ogg")
    return folder


def _run(village: Path, words: Sequence[str]) -> Cost:
    command = [sys.executable, "-m", "archive", *words, "--folder", "."]
    variables = {"LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    return measure(command, folder=village, variables=variables)
