"""Our templates, compiled to quicker code than Jinja's own.

Jinja asks of every expression whether it is a dictionary, a macro, a string that is safe already.
Our templates ask plain attributes of plain values, and a large site asks tens of millions of
them: leaving these questions out halves the time a page takes. What is drawn is the same.

Compiling them takes longer than drawing a small site, so it is done when the package is built:
`COMPILED` holds their code under names that cover the template and all that made code of it. A
template whose code is not there, because somebody edited it, is compiled when it is first drawn.
"""

from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
import markupsafe
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from markupsafe import Markup, escape

from archive.render import measures

TEMPLATES = Path(__file__).parent / "templates"
COMPILED = Path(__file__).parent / "compiled"
"""Made by hatch_build.py."""

_escape_text: Callable[[str], str] = markupsafe._escape_inner  # type: ignore[attr-defined]
"""Escapes plain text to plain text; the public `escape` makes a `Markup` of it, which is slow."""


def escaped(value: object) -> str:
    """``value`` as text for HTML: escaped, unless it is safe already."""
    if type(value) is Markup:
        return value
    return _escape_text(value) if type(value) is str else escape(value)


class _Generator(CodeGenerator):
    """Attributes are read and functions called as Python does; text is escaped by `escaped`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.escaped(")

    @optimizeconst
    def visit_Getattr(  # noqa: N802
        self, node: nodes.Getattr, frame: Frame
    ) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    @optimizeconst
    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            self.fail("our templates call functions with plain arguments", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for keyword in node.kwargs:
            self.write(f"{keyword.key}=")
            self.visit(keyword.value, frame)
            self.write(", ")
        self.write(")")


class _Loader(FileSystemLoader):
    """Templates from their files; their code from `COMPILED` where it is there."""

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name for it
    ) -> Template:
        source, path, _ = self.get_source(environment, name)
        code = _read_code(name, source)
        if code is None:
            return super().load(environment, name, globals)
        # Where a page fails, people are told of the template and not of its code.
        code = code.replace(co_filename=path)
        known = {} if globals is None else globals
        return environment.template_class.from_code(environment, code, known)


def _read_code(name: str, source: str) -> CodeType | None:
    made = COMPILED / compiled_name(name, source)
    # Python's own loader, for it keeps what it compiled beside the file.
    return SourceFileLoader(name, str(made)).get_code(name) if made.is_file() else None


def compiled_name(name: str, source: str) -> str:
    """The file that holds the code of a template, and of no other state of it."""
    digest = blake2b(_makers() + f"{name}\n{source}".encode(), digest_size=8).hexdigest()
    return f"{name.removesuffix('.html').replace('/', '-')}-{digest}.py"


@cache
def _makers() -> bytes:
    """Covers what makes code of a template: Jinja, this module, and filters, for a filter over
    what never changes is applied beforehand."""
    own = [Path(file).read_bytes() for file in (__file__, measures.__file__)]
    return blake2b(repr((jinja2.__version__, own)).encode()).digest()


class PageEnvironment(Environment):
    """Jinja over our own templates: everything escaped, nothing undefined.

    Templates ask attributes, not keys of dictionaries; ``*arguments``, ``call`` blocks and
    functions that want Jinja's context are not for them.
    """

    code_generator_class = _Generator
    escaped = staticmethod(escaped)

    def __init__(self, templates: Path) -> None:
        super().__init__(
            loader=_Loader(templates),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,
        )
        self.filters.update(
            clock=measures.format_clock,
            seconds=measures.format_seconds,
            megabytes=measures.format_megabytes,
            duration=lambda seconds, language: measures.format_duration(seconds, language=language),
        )


@lru_cache(maxsize=2)
def make_environment(templates: Path = TEMPLATES) -> PageEnvironment:
    """An environment for all sites that a process builds: its templates are loaded once."""
    return PageEnvironment(templates)


def compile_templates(templates: Path) -> dict[str, str]:
    """The code of every template in a folder, as Python, by the name of the file in `COMPILED`."""
    environment = PageEnvironment(templates)
    made = {}
    for name in environment.list_templates(["html"]):
        source = (templates / name).read_text(encoding="utf-8")
        made[compiled_name(name, source)] = environment.compile(source, name, raw=True)
    return made
