"""Starting other programs. No other module does.

Every tool gets: one input under a neutral name in a directory of its own, no network, a clean
environment, limits on time, memory and file size, no standard input, and an end by force when
its time is over. Its messages go to a file, of which the last part is read.
"""

from __future__ import annotations

import functools
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from archive.derive import cage
from archive.derive.identify import Format
from archive.derive.problems import MediaFault
from archive.values import dataclass

Process = subprocess.Popen[bytes]
"""A started process, for those who keep one."""
TimeLimit = subprocess.TimeoutExpired
"""Raised when a process does not end in time."""

GIB = 1 << 30
_TAIL_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one start of a tool may use."""

    seconds: float
    """By the wall clock."""
    cpu: int
    """Seconds of CPU, summed over its threads."""
    memory: int = 4 * GIB
    """Bytes of address space."""
    file: int = 5 * GIB
    """Bytes of any one file it writes."""


def limits_for(path: Path, *, memory: int = 4 * GIB, seconds_at_least: float = 120) -> Limits:
    """Limits that a slow old computer keeps for an honest file of this size."""
    seconds = seconds_at_least + path.stat().st_size / 50_000
    return Limits(seconds=seconds, cpu=int(seconds * 4), memory=memory)


def place_input(original: Path, *, work: Path) -> Path:
    """Show `original` to a tool as the only file of a new directory below `work`.

    A link where the system allows one, and never a hard link: that would change the original's
    own entry on the disk. Raises OSError.
    """
    room = work / "in"
    room.mkdir()
    placed = room / "original"
    try:
        placed.symlink_to(original.resolve(strict=True))
    except (OSError, NotImplementedError):
        shutil.copyfile(original, placed)
    return placed


def read_source(path: Path, *, found: Format, **options: Any) -> Any:
    """An ffmpeg-python input that can open nothing but `path`, and only as what it was found to be.

    The name is given as `file:` and an absolute path, since ffmpeg reads `concat:a` as a protocol.
    """
    return read_raw(path, reader=found.reader, **options)


def read_raw(path: Path, *, reader: str, **options: Any) -> Any:
    """Like `read_source`, for a file of our own in the format `reader`."""
    import ffmpeg

    return ffmpeg.input(
        f"file:{path.absolute()}",
        format=reader,
        format_whitelist=reader,
        protocol_whitelist="file,pipe",
        **options,
    )


def write_target(*streams: Any, path: Path, **options: Any) -> Any:
    """An ffmpeg-python output to `path` that carries nothing over from the source but the media."""
    import ffmpeg

    bare = {
        "map_metadata": -1,
        "map_chapters": -1,
        "fflags": "+bitexact",
        "flags:v": "+bitexact",
        "flags:a": "+bitexact",
    }
    return ffmpeg.output(*streams, f"file:{path.absolute()}", **(bare | options))


def run_ffmpeg(stream: Any, *, work: Path, limits: Limits, level: str = "error") -> str:
    """Run one ffmpeg-python graph; its messages from `level` up. Raises MediaFault."""
    prefix = [_ffmpeg_path(), "-nostdin", "-hide_banner", "-nostats", "-v", level]
    command: list[str] = stream.compile(cmd=prefix, overwrite_output=True)
    code, _, messages = run_caged(command, work=work, limits=limits)
    if code != 0:
        raise _fault_of(code, messages, limits)
    return messages


def run_python(module: str, job: Mapping[str, Any], *, work: Path, limits: Limits) -> Any:
    """Run `module.main(job)` in an interpreter of its own; the JSON that it printed.

    The module confines itself before it opens anything. Raises MediaFault.
    """
    starter = (
        "import json, sys; job = json.loads(sys.argv[1]); sys.path[:] = job['path']; "
        "import importlib; importlib.import_module(job['module']).main(job)"
    )
    sent = json.dumps(
        {**job, "path": import_path(), "module": module, "limits": _as_numbers(limits)}
    )
    command = [sys.executable, "-I", "-c", starter, sent]
    code, answer, messages = _run(command, work=work, limits=limits)
    if code != 0:
        raise _fault_of(code, messages, limits)
    return json.loads(answer)


def run_caged(command: Sequence[str], *, work: Path, limits: Limits) -> tuple[int, bytes, str]:
    """Run `command` under `limits`: (exit code, standard output, end of its messages).

    Raises MediaFault (media-timeout).
    """
    if sys.platform == "win32":
        return _run(command, work=work, limits=limits)
    launcher = [sys.executable, "-I", "-S", str(Path(cage.__file__).resolve())]
    return _run([*launcher, json.dumps(_as_numbers(limits)), *command], work=work, limits=limits)


def start_worker(starter: str, argument: str) -> subprocess.Popen[bytes]:
    """A Python process of our own that is talked to through its standard input and output."""
    return subprocess.Popen(
        [sys.executable, "-I", "-c", starter, argument],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        close_fds=True,
    )


def import_path() -> list[str]:
    """Where this process finds modules, in a form that holds in any working directory."""
    return [str(Path(entry).absolute()) for entry in sys.path]


@functools.cache
def tool_version(distribution: str) -> str:
    """The installed version of a distribution, found without importing it."""
    return importlib.metadata.version(distribution)


def _as_numbers(limits: Limits) -> dict[str, int]:
    return {key: int(value) for key, value in asdict(limits).items()}


@functools.cache
def _ffmpeg_path() -> str:
    import imageio_ffmpeg

    return str(Path(imageio_ffmpeg.get_ffmpeg_exe()).absolute())


def _clean_environment(work: Path) -> dict[str, str]:
    """No proxies, no settings of the user; what Windows cannot start a process without is kept."""
    kept = {key: os.environ[key] for key in ("SYSTEMROOT", "PATH") if key in os.environ}
    rooms = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(work))
    return kept | rooms | {"LC_ALL": "C", "PYTHONDONTWRITEBYTECODE": "1"}


def _run(command: Sequence[str], *, work: Path, limits: Limits) -> tuple[int, bytes, str]:
    with tempfile.TemporaryFile(dir=work) as out, tempfile.TemporaryFile(dir=work) as err:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            cwd=work,
            env=_clean_environment(work),
            start_new_session=True,
        )
        try:
            code = process.wait(timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise MediaFault("media-timeout", seconds=f"{limits.seconds:.0f}") from None
        finally:
            _end(process)
        out.seek(0)
        err.seek(max(0, err.seek(0, os.SEEK_END) - _TAIL_BYTES))
        return code, out.read(GIB), err.read().decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and all it started, if it still runs."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, 9)
    process.wait()


_KILLED_FOR_TIME = -24  # SIGXCPU
_KILLED_FOR_SIZE = -25  # SIGXFSZ


def _fault_of(code: int, messages: str, limits: Limits) -> MediaFault:
    if "No space left on device" in messages:
        return MediaFault("media-no-space")
    if code == _KILLED_FOR_TIME:
        return MediaFault("media-timeout", seconds=str(limits.cpu))
    if code == _KILLED_FOR_SIZE or "File too large" in messages:
        return MediaFault("media-bomb", size="?", limit=f"{limits.file // GIB} GB")
    lines = [line for line in messages.splitlines() if line.strip()]
    return MediaFault("media-failed", reason=_without_paths(lines[-1]) if lines else f"{code}")


def _without_paths(line: str) -> str:
    """A tool's last words, without addresses in memory and without the paths of this machine."""
    words = [word for word in line.split() if "/" not in word and "0x" not in word]
    return " ".join(words)[:160]
