"""Rules about the code and the packages, kept by machine."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
COMPILED = ROOT / "archive" / "render" / "compiled"
PACKAGES = ("archive", "plugins/archive_mkdocs")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

HOSTS = frozenset({"mkdocs", "properdocs", "material", "archive_mkdocs"})
VAGUE_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "shared"})

MODULE_LINES = 450
LONG_MODULES = {
    "archive/errors/codes.py": "one table of sentences: data, not code",
}
"""Modules that may be longer, each with the reason."""

FUNCTION_LINES = 50
LONG_FUNCTIONS: dict[str, str] = {}
"""Functions ("path:name") that may be longer, each with the reason."""

HOOK_LINES = 15


def modules(*folders: str) -> list[Path]:
    """What people wrote; the code of templates is made by hatch_build.py."""
    every = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    found = [path for path in every if path.parent != COMPILED]
    assert found, f"no Python below {folders}"
    return found


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports_of(tree: ast.AST) -> Iterator[str]:
    """Every absolute module name imported anywhere, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def functions_of(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of code from `def` to the end, without the docstring."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None and first.end_lineno is not None:
        lines -= first.end_lineno - first.lineno + 1
    return lines


# --- the code ------------------------------------------------------------------------------------


def test_the_program_imports_no_host() -> None:
    """`archive` works without MkDocs: the adapter can be rewritten in a day."""
    found = [
        f"{name_of(path)}: {module}"
        for path in modules("archive")
        for module in imports_of(tree_of(path))
        if module.split(".")[0] in HOSTS
    ]
    assert found == []


def test_the_scan_sees_imports_inside_functions() -> None:
    """The scan above is no use if a late import escapes it."""
    late = ast.parse("def f():\n    import mkdocs.config\n    from mkdocs import plugins\n")
    assert list(imports_of(late)) == ["mkdocs.config", "mkdocs"]


def starts_processes(tree: ast.AST) -> bool:
    calls = {"system", "popen", "fork", "forkpty", "execv", "execve", "posix_spawn", "spawnv"}
    if any(module.split(".")[0] in {"subprocess", "pty"} for module in imports_of(tree)):
        return True
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in calls
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
        for node in ast.walk(tree)
    )


def test_one_module_starts_programs() -> None:
    """Every started program passes through derive/tools.py, with its limits. (cage.py runs inside
    what that started: it sets the limits and becomes the tool; beside.py copies this very process
    and starts nothing.)"""
    found = {name_of(path) for path in modules(*PACKAGES) if starts_processes(tree_of(path))}
    known = ("tools", "cage", "beside")
    assert found == {f"archive/derive/{module}.py" for module in known}


@pytest.mark.parametrize("line", ["import subprocess", "import os\nos.system('ls')"])
def test_the_scan_sees_started_programs(line: str) -> None:
    """Both usual ways of starting a program are seen."""
    assert starts_processes(ast.parse(line))


def exits(tree: ast.AST) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"sys.exit", "os._exit"}:
            return True
        if isinstance(node, ast.Name) and node.id == "SystemExit":
            return True
    return False


def test_only_the_command_line_exits() -> None:
    """What is called by a host or a test never ends the process it runs in; beside.py ends the copy
    that it made."""
    allowed = re.compile(r"archive/(cli/.*|__main__\.py|derive/.*child.*|derive/beside\.py)")
    found = [name_of(path) for path in modules(*PACKAGES) if exits(tree_of(path))]
    assert [name for name in found if not allowed.match(name)] == []


def test_names_name_the_noun() -> None:
    """No drawer for odds and ends."""
    found = [name_of(path) for path in modules(*PACKAGES, "scripts") if path.stem in VAGUE_NAMES]
    found += [
        name_of(path)
        for folder in PACKAGES
        for path in (ROOT / folder).rglob("*")
        if path.is_dir() and path.name in VAGUE_NAMES
    ]
    assert found == []


def test_modules_are_readable_in_one_sitting() -> None:
    """About 400 lines; from 450 on a module is listed with its reason, and nothing else is."""
    long = {
        name_of(path)
        for path in modules(*PACKAGES)
        if len(path.read_text(encoding="utf-8").splitlines()) > MODULE_LINES
    }
    assert long == set(LONG_MODULES)


def test_functions_fit_a_screen() -> None:
    """About 30 lines; from 50 on a function is listed with its reason, and nothing else is."""
    long = {
        f"{name_of(path)}:{function.name}"
        for path in modules(*PACKAGES)
        for function in functions_of(tree_of(path))
        if lines_of(function) > FUNCTION_LINES
    }
    assert long == set(LONG_FUNCTIONS)


def test_hooks_are_thin() -> None:
    """A MkDocs hook unpacks, calls and wraps."""
    hooks = [
        (f"{name_of(path)}:{function.name}", lines_of(function))
        for path in modules("plugins/archive_mkdocs")
        for function in functions_of(tree_of(path))
        if function.name.startswith("on_")
    ]
    assert hooks, "no hook found: has the plugin moved?"
    assert [name for name, lines in hooks if lines > HOOK_LINES] == []


# --- dependencies --------------------------------------------------------------------------------


def requirements(texts: list[str]) -> dict[str, Requirement]:
    parsed = [Requirement(text) for text in texts]
    return {canonicalize_name(one.name): one for one in parsed}


def test_every_import_is_a_declared_dependency() -> None:
    """What the program imports is installed with it, not by luck."""
    declared = set(requirements(SETTINGS["project"]["dependencies"]))
    extras = SETTINGS["project"].get("optional-dependencies", {})
    for name, texts in extras.items():
        if name not in {"test", "bench"}:
            declared |= set(requirements(texts))
    owners = importlib.metadata.packages_distributions()
    known = set(sys.stdlib_module_names) | {"archive", "archive_mkdocs"}
    # The fork offers its own modules in the place of MkDocs' when it runs the same plugin.
    known.add("properdocs")
    # Always comes with pydantic, at the one version that fits it.
    known.add("pydantic_core")
    found = {
        f"{name_of(path)}: {top}"
        for path in modules(*PACKAGES)
        for top in {module.split(".")[0] for module in imports_of(tree_of(path))}
        if top not in known
        and canonicalize_name(top) not in declared
        and not declared & {canonicalize_name(owner) for owner in owners.get(top, [])}
    }
    assert found == set()


def read_lock(name: str) -> dict[str, list[str]]:
    """Package to its pinned versions (several where platforms differ)."""
    pins: dict[str, list[str]] = {}
    text = (ROOT / name).read_text(encoding="utf-8")
    for package, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, flags=re.MULTILINE):
        pins.setdefault(canonicalize_name(package), []).append(version)
    return pins


LOCKED = {
    "requirements.lock": ["build", "backends"],
    "requirements-test.lock": ["build", "backends", "test", "ocr"],
    "requirements-bench.lock": ["build", "backends", "bench"],
}


@pytest.mark.parametrize("lock", LOCKED)
def test_locks_hold_what_is_declared(lock: str) -> None:
    """A dependency added to pyproject.toml is also pinned (`make lock`)."""
    wanted = list(SETTINGS["project"]["dependencies"])
    for group in LOCKED[lock]:
        wanted += SETTINGS["dependency-groups"].get(group, [])
        wanted += SETTINGS["project"]["optional-dependencies"].get(group, [])
    pins = read_lock(lock)
    missing = [
        text
        for name, text in ((name, str(one)) for name, one in requirements(wanted).items())
        if name not in pins or not all(Requirement(text).specifier.contains(v) for v in pins[name])
    ]
    assert missing == []


@pytest.mark.parametrize("lock", sorted(set(LOCKED) - {"requirements.lock"}))
def test_locks_agree(lock: str) -> None:
    """The site is tested and measured with the versions that it is built with."""
    site, other = read_lock("requirements.lock"), read_lock(lock)
    assert {name: other.get(name) for name in site} == site


@pytest.mark.parametrize("lock", LOCKED)
def test_every_pin_has_a_hash(lock: str) -> None:
    """No package is installed unchecked, and no lock names a place to fetch from."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "index-url" not in text


def test_build_requirements_are_the_locked_ones() -> None:
    """The two lists of build requirements are one list."""
    assert SETTINGS["dependency-groups"]["build"] == SETTINGS["build-system"]["requires"]


# --- the project's files -------------------------------------------------------------------------

# One letter of each stands in brackets, or this file would find itself.
FOREIGN = [
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.])/[w]ork/(main|shared|\.)",
        r"[.][.]/share[d]",
        r"(?<![\w.])/[r]oot/",
        r"(?<![\w.])/[h]ome/[a-z]\w*/",
        r"(?<![\w.])/[U]sers/[A-Z]\w*/",
        r"(?<![\w.])/[o]pt/pypi",
        r"registry[.]npm",
        r"npm[m]irror",
        r"pypi[.]org",
        r"python[h]osted",
        r"deb[.]debian",
    )
]


def project_files() -> list[Path]:
    """The files that git keeps or would keep."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def test_no_file_names_a_machine_or_a_registry() -> None:
    """What is here works anywhere: no absolute home, no download host."""
    found = []
    for path in project_files():
        data = path.read_bytes()
        if b"\0" in data:
            continue
        text = data.decode("utf-8", errors="replace")
        found += [f"{name_of(path)}: {one.pattern}" for one in FOREIGN if one.search(text)]
    assert found == []


@pytest.mark.parametrize("one", FOREIGN)
def test_the_scan_sees_machines_and_registries(one: re.Pattern[str]) -> None:
    """Each pattern finds what it is for, and not itself."""
    start = re.sub(r"^\(.*?\)", "", one.pattern)
    meant = re.sub(r"\[(.)]", r"\1", start).replace(r"(main|shared|\.)", "main")
    meant = meant.replace(r"[a-z]\w*", "someone").replace(r"[A-Z]\w*", "Someone")
    assert one.search(f"see {meant}")
    assert not one.search(one.pattern)


# --- the packages --------------------------------------------------------------------------------


def build_package(target: str, *, source: Path, into: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(into)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (package,) = [*into.glob("*.whl"), *into.glob("*.tar.gz")]
    return package


@pytest.fixture(scope="session")
def wheel(made_once: Any) -> Path:
    """The wheel, as a user would get it."""
    folder = made_once(
        "wheel", lambda folder: build_package("wheel", source=ROOT, into=folder) and None
    )
    return Path(next(folder.glob("*.whl")))


@pytest.fixture(scope="session")
def wheel_names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def expected_in_wheel() -> set[str]:
    """Every file git keeps below the two packages, but what only the build needs."""
    expected = set()
    for path in project_files():
        name = name_of(path)
        if name.startswith("archive/render/frontend/") or path.suffix in {".po", ".pot"}:
            continue
        if name.startswith("archive/"):
            expected.add(name)
        elif name.startswith("plugins/archive_mkdocs/"):
            expected.add(name.removeprefix("plugins/"))
    return expected


@pytest.mark.slow
def test_the_wheel_holds_the_whole_program(wheel_names: set[str]) -> None:
    """Modules, templates, theme files: whatever is in the packages is in the wheel."""
    assert expected_in_wheel() - wheel_names == set()


@pytest.mark.slow
def test_the_wheel_holds_what_the_build_makes(wheel_names: set[str]) -> None:
    """Scripts, styles, licences of bundled code, compiled catalogues, and typefaces."""
    source = ROOT / "archive" / "render" / "frontend" / "src"
    made = {f"archive/render/static/{path.name[:-9]}.js" for path in source.glob("*.entry.ts")}
    made |= {f"archive/render/static/{path.name[:-10]}.css" for path in source.glob("*.entry.css")}
    made.add("archive/render/static/third-party-licenses.txt")
    catalogues = (ROOT / "archive" / "render" / "locale").rglob("*.po")
    made |= {name_of(path.with_suffix(".mo")) for path in catalogues}
    typefaces = ("NotoSerifSC-Medium.ttf", "NotoSerifSC-Bold.ttf", "LXGWWenKai.ttf")
    papers = ("NotoSerifSC-OFL.txt", "LXGWWenKai-OFL.txt", "coverage.json")
    made |= {f"archive/render/press/fonts/{name}" for name in (*typefaces, *papers)}
    made |= {name_of(path) for path in COMPILED.glob("*.py")}
    assert "archive/render/static/zoom.js" in made
    assert made - wheel_names == set()


def test_every_part_that_templates_ask_for_is_there_once() -> None:
    """Jinja notices a missing macro when a page is drawn, and takes the last of two silently."""
    templates = ROOT / "archive" / "render" / "templates"
    parts = (templates / "parts.html").read_text(encoding="utf-8")
    found = re.findall(r"{% macro (\w+)\(", parts)
    texts = (path.read_text(encoding="utf-8") for path in sorted(templates.glob("*.html")))
    asked = {name for text in texts for name in re.findall(r"\bparts\.(\w+)\(", text)}
    assert sorted(set(found)) == sorted(found)
    assert asked <= set(found)


@pytest.mark.slow
def test_the_wheel_holds_nothing_else(wheel_names: set[str]) -> None:
    """No sample village, no tests, no sources of the browser code, no leftovers."""
    tops = {name.split("/")[0] for name in wheel_names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"archive", "archive_mkdocs"}
    unwanted = re.compile(
        r"/(node_modules|frontend|__pycache__|tests)/|\.(po|pot|pyc|map|ts|tmp)$|built\.json$"
    )
    assert [name for name in wheel_names if unwanted.search(name)] == []


@pytest.mark.slow
def test_the_wheel_names_its_ways_in(wheel: Path) -> None:
    """The command, the plugin, the theme and the host are found by name, and exist."""
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
        (found,) = [name for name in names if name.endswith("entry_points.txt")]
        text = opened.read(found).decode()
    for target in re.findall(r"= *([\w.]+)", text):
        path = target.replace(".", "/")
        assert {f"{path}.py", f"{path}/__init__.py"} & names, target
    for group in ("console_scripts", "mkdocs.plugins", "mkdocs.themes", "pintu.hosts"):
        assert f"[{group}]" in text


@pytest.mark.slow
def test_the_source_package_builds_the_same_wheel_without_node(
    wheel_names: set[str], tmp_path: Path
) -> None:
    """Who installs from source gets the same program, and downloads nothing for it."""
    package = build_package("sdist", source=ROOT, into=tmp_path / "sdist")
    subprocess.run(["tar", "-xzf", package, "-C", tmp_path], check=True)
    (source,) = [path for path in tmp_path.glob("pintu-*") if path.is_dir()]
    rebuilt = build_package("wheel", source=source, into=tmp_path / "wheel")
    assert not (source / "build").exists()
    assert not {"content", "media", "tests"} & {path.name for path in source.iterdir()}
    with zipfile.ZipFile(rebuilt) as opened:
        assert set(opened.namelist()) == wheel_names
