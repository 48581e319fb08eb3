"""Builds the search files of one village and says what that cost: a process of its own.

    python search_build.py VILLAGE SITE COST.json

Reading the records comes first and is not counted; the figures are those of the index alone.
"""

import gc
import json
import sys
import time
from datetime import date
from pathlib import Path

from archive.build import Prepared, Village, Wish, prepare
from archive.index.search.files import search_files
from archive.index.search.material import Material
from archive.index.search.readings import village_readings
from archive.model.kinds import RecordId
from archive.model.terms import Channel
from archive.publish.site_folder import SiteFolder
from archive.render.fingerprint import fingerprint

DAY = date(2024, 6, 1)


def main() -> None:
    """Write one line of JSON."""
    village, site = Village(Path(sys.argv[1])), Path(sys.argv[2])
    site.mkdir(parents=True, exist_ok=True)
    (site / "index.html").touch()
    prepared = prepare(village, Wish(Channel.WEB, DAY))
    gc.collect()
    gc.freeze()  # as the whole build does
    folder = SiteFolder(site, state=village.state)
    folder.open()
    folder.put(Path("index.html"), b"")
    held = _forget_peak()
    started, cpu = time.perf_counter(), time.process_time()
    state = village.state / "search-web"
    folder.note(folder.put_data(search_files(_material(prepared), folder=state)))
    folder.close()
    values = {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu,
        "held": held,
        "peak": _memory("VmHWM"),
        "written": folder.written.files,
        "removed": folder.written.removed,
        "reading": cpu,
    }
    Path(sys.argv[3]).write_text(json.dumps(values), "utf-8")


def _material(prepared: Prepared) -> Material:
    """As the whole build makes it, for a village without media."""
    public = prepared.public

    def digest_of(record: RecordId) -> bytes:
        is_listed = record in public.listed
        return fingerprint(public.records[record], is_listed, public.tellings.get(record))

    readings = village_readings(public.readings)
    return Material(public, prepared.mentions, {}, readings, digest_of)


def _forget_peak() -> float:
    """Let the peak of memory begin anew; megabytes that are held now."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return 0.0
    return _memory("VmRSS")


def _memory(name: str) -> float:
    """Megabytes; 0 where the system does not show it."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)


if __name__ == "__main__":
    main()
