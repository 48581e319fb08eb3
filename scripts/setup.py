"""Sets up the environment that `make` works in: .venv, its packages, and the built assets.

    python scripts/setup.py site     what the site needs (requirements.lock)
    python scripts/setup.py test     that and what the tests need (requirements-test.lock)
    python scripts/setup.py bench    the first, and what the speed is compared with
    python scripts/setup.py lock     pins all versions anew into both lock files

Uses the standard library only. Steps that are still up to date are skipped and say nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "pintu-setup.json"
SITE_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
BENCH_LOCK = "requirements-bench.lock"

LOCKS = {"site": (SITE_LOCK,), "test": (SITE_LOCK, TEST_LOCK), "bench": (SITE_LOCK, BENCH_LOCK)}
"""The lock files a goal rests on. The last one holds everything that the first does."""
DOWNLOADS = {"site": 260, "test": 580, "bench": 380}
"""Megabytes of packages that each goal downloads on Linux, for those who wait."""

BACKENDS = frozenset({"setuptools", "cffi", "pycparser"})
"""What [dependency-groups] backends comes to."""

PIP_KEEPS = frozenset(
    "CACHE_DIR CERT CLIENT_CERT CONFIG_FILE DEFAULT_TIMEOUT EXTRA_INDEX_URL FIND_LINKS INDEX_URL "
    "KEYRING_PROVIDER NO_CACHE_DIR NO_INDEX PROXY RETRIES TIMEOUT TRUSTED_HOST".split()
)
"""PIP_* settings that say how packages are reached. Others (PIP_USER, PIP_TARGET, …) would say
where they go or leave some out, and must not reach this environment."""


PIP_REACHED = re.compile(
    r"(?:Collecting|Processing (?:.*[/\\])?|Requirement already satisfied:) *([\w.-]+)"
)
"""A line that pip prints once for each package, with the package's name (or its file's)."""


class SetupFailed(Exception):
    """What went wrong, in Chinese and English, for the person at the keyboard."""


def venv_program(name: str) -> Path:
    if os.name == "nt":
        return VENV / "Scripts" / f"{name}.exe"
    return VENV / "bin" / name


def clean_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment less what would send packages elsewhere."""
    kept = {
        key: value
        for key, value in environment.items()
        if not key.upper().startswith(("PIP_", "PYTHON"))
        or key.upper().removeprefix("PIP_") in PIP_KEEPS
    }
    # A configuration file may ask for --user, which pip refuses inside a venv.
    return kept | {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONNOUSERSITE": "1"}


def digest(names: Iterable[str]) -> str:
    """One digest over the named files of the project."""
    total = hashlib.sha256()
    for name in names:
        total.update(name.encode() + b"\0" + (ROOT / name).read_bytes() + b"\0")
    return total.hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in stamp.items()}


def write_stamp(stamp: Mapping[str, str]) -> None:
    temporary = STAMP.with_suffix(".tmp")
    temporary.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    temporary.replace(STAMP)


def say(chinese: str, english: str) -> None:
    print(f"· {chinese}\n  {english}", flush=True)


def is_venv_usable() -> bool:
    """False when there is none, its Python is gone or too old, or the folder was moved."""
    python = venv_program("python")
    if not python.exists():
        return False
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        answer = subprocess.run([python, "-c", question], capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and read_stamp().get("place", str(VENV)) == str(VENV)


def ensure_venv() -> None:
    if is_venv_usable():
        return
    say("正在建立运行环境 .venv", "Creating the environment .venv")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(
        command, env=clean_environment(os.environ), capture_output=True, text=True, check=False
    )
    if done.returncode:
        # Half an environment would look whole to the next run.
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupFailed(
            f"{done.stdout}{done.stderr}\n"
            "这个 Python 建不了虚拟环境。Debian 和 Ubuntu 上请先运行：apt install python3-venv\n"
            "This Python cannot create a virtual environment. On Debian and Ubuntu first run: "
            "apt install python3-venv"
        )


def count_packages(lock: str) -> int:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return len(re.findall(r"^[\w.-]+==", text, flags=re.MULTILINE))


def select_entries(lock: str, *, names: frozenset[str]) -> str:
    """The entries of a lock file for these packages, as a lock file of its own."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    chosen = [entry for entry in entries if entry.split("==")[0] in names]
    if {entry.split("==")[0] for entry in chosen} != names:
        raise SetupFailed(
            f"{lock} 不完整，请运行 make lock。\n{lock} is incomplete: run make lock."
        )
    return "".join(chosen)


def run_pip(arguments: Sequence[str], *, total: int = 0) -> None:
    """Runs pip in the environment, counting packages up to `total` on a terminal."""
    command = [str(venv_program("python")), "-m", "pip", "install", "--progress-bar", "off"]
    process = subprocess.Popen(
        [*command, *arguments],
        cwd=ROOT,
        env=clean_environment(os.environ) | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    assert process.stdout is not None
    lines: list[str] = []
    seen = 0
    for line in process.stdout:
        lines.append(line)
        found = PIP_REACHED.match(line)
        if found:
            seen += 1
            show_count(seen, total, found[1])
    show_count(0, total, "")
    if process.wait():
        raise SetupFailed(
            "".join(lines[-25:]) + "\n"
            "安装软件包没有成功，原因见上。最常见的是网络不通：请检查网络后再运行一次；\n"
            "若是太慢，可以用 PIP_INDEX_URL 和 npm_config_registry 指定附近的镜像。\n"
            "Installing packages failed; the reason is above. Most often the network is not "
            "reachable: check it and run this again.\n"
            "If it is slow, name mirrors near you with PIP_INDEX_URL and npm_config_registry."
        )


def show_count(seen: int, total: int, name: str) -> None:
    """Rewrites one line on a terminal; elsewhere nothing, so that logs stay readable."""
    if total and sys.stdout.isatty():
        text = f"  {min(seen, total)}/{total} {name}" if seen else ""
        print(f"\r{text:<60}", end="" if seen else "\r", flush=True)


def ensure_packages(goal: str) -> None:
    """Installs exactly what the goal's lock file names, each file checked by its hash."""
    stamp = read_stamp()
    wanted = {name: digest([name]) for name in LOCKS[goal]}
    if all(stamp.get(name) == value for name, value in wanted.items()):
        return
    lock = LOCKS[goal][-1]
    say(
        f"正在安装软件包（第一次要下载约 {DOWNLOADS[goal]} MB，几分钟）",
        f"Installing packages (the first time downloads about {DOWNLOADS[goal]} MB and takes some "
        "minutes)",
    )
    # First what builds packages that come as source, then the rest without pip's own isolation,
    # which would fetch unpinned tools.
    first = VENV / "backends.lock"
    first.write_text(select_entries(lock, names=BACKENDS), encoding="utf-8")
    run_pip(["--require-hashes", "--requirement", str(first)])
    rest = ["--require-hashes", "--no-build-isolation", "--use-pep517", "--requirement", lock]
    run_pip(rest, total=count_packages(lock))
    write_stamp(stamp | wanted | {"place": str(VENV)})


def ensure_assets() -> None:
    """Makes the browser code and the message catalogues; hatch_build.py knows what is stale."""
    command = [str(venv_program("python")), "hatch_build.py"]
    if subprocess.run(command, cwd=ROOT, env=clean_environment(os.environ), check=False).returncode:
        raise SetupFailed(
            "网页脚本没有做成，原因见上。\nThe browser code was not built; see above."
        )


def ensure_program() -> None:
    """Installs the command `pintu`, which runs from this folder."""
    sources = ["pyproject.toml", "hatch_build.py"]
    stamp = read_stamp()
    if stamp.get("program") == digest(sources) and venv_program("pintu").exists():
        return
    say("正在安装拼图本身", "Installing Pintu itself")
    # The lock files hold the build requirements, so nothing is fetched for the build.
    run_pip(["--no-deps", "--no-build-isolation", "--editable", "."])
    write_stamp(stamp | {"program": digest(sources)})


def compile_program() -> None:
    """Compiles our modules, as pip does with what it copies; an editable package it leaves as it
    is. Where Python may write nothing (PYTHONDONTWRITEBYTECODE), every start would do it anew."""
    command = [str(venv_program("python")), "-m", "compileall", "-q", "archive", "plugins"]
    # A folder that may not be written makes the program slower to start, and no worse.
    subprocess.run(command, cwd=ROOT, env=clean_environment(os.environ), check=False)


def ensure_locks() -> None:
    """Writes the lock files anew. Pinned versions stay where pyproject.toml still admits them;
    UPGRADE=1 in the environment takes the newest instead. No index address is written."""
    tools = read_dependency_group("lock")
    run_pip(["--quiet", *tools])
    base = [str(venv_program("uv")), "pip", "compile", "pyproject.toml", "--quiet", "--universal"]
    base += ["--generate-hashes", "--python-version", "3.11", "--no-annotate"]
    base += ["--group", "build", "--group", "backends"]
    base += ["--no-emit-index-url", "--custom-compile-command", "make lock"]
    if os.environ.get("UPGRADE"):
        base.append("--upgrade")
    for lock, options in (
        (SITE_LOCK, []),
        # What both name is the same version in both.
        (TEST_LOCK, [*extras("test", "ocr", "speech"), "--constraint", SITE_LOCK]),
        (BENCH_LOCK, [*extras("bench"), "--constraint", SITE_LOCK]),
    ):
        say(f"正在写 {lock}", f"Writing {lock}")
        done = subprocess.run([*base, *options, "--output-file", lock], cwd=ROOT, check=False)
        if done.returncode:
            raise SetupFailed(f"{lock} 没有写成，原因见上。\n{lock} was not written; see above.")


def extras(*names: str) -> list[str]:
    return [part for name in names for part in ("--extra", name)]


def read_dependency_group(name: str) -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [str(requirement) for requirement in settings["dependency-groups"][name]]


def run_goal(goal: str) -> None:
    ensure_venv()
    if goal == "lock":
        ensure_locks()
        return
    ensure_packages(goal)
    # First, so that a failure is told in our words and not in pip's.
    ensure_assets()
    ensure_program()
    compile_program()


def main(arguments: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        # A terminal without Chinese must not stop the work.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if len(arguments) != 1 or arguments[0] not in {*LOCKS, "lock"}:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        run_goal(arguments[0])
    except SetupFailed as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
