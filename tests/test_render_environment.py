"""Our way of compiling templates: quicker than Jinja's, and as safe."""

import traceback
from pathlib import Path

import pytest
from jinja2 import TemplateError
from markupsafe import Markup

from archive.render import environment as made
from archive.render.environment import (
    COMPILED,
    TEMPLATES,
    PageEnvironment,
    compile_templates,
    compiled_name,
    escaped,
)


class Page:
    """What a template may ask."""

    title: str = "<水车> & \"桥\" 'x'"
    safe: Markup = Markup("<b>粗</b>")
    number: int = 3
    nothing: str | None = None

    def say(self, word: str, *, twice: bool = False) -> str:
        return f"{word}<{word}>" if twice else word


def draw(text: str, folder: Path) -> str:
    """``text`` as a template, drawn for a page."""
    (folder / "page.html").write_text(text, "utf-8")
    environment = PageEnvironment(folder)
    environment.filters["loud"] = lambda value: f"{value}!<"
    return environment.get_template("page.html").render(p=Page())


SHOUTED = "&lt;水车&gt; &amp; &#34;桥&#34; &#39;x&#39;"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ p.title }}", SHOUTED),
        ("{{ p.safe }}", "<b>粗</b>"),
        ("{{ p.number }} {{ p.nothing }}", "3 None"),
        ("{{ p.say('井', twice=True) }}", "井&lt;井&gt;"),
        ("{{ p.number|loud }}", "3!&lt;"),
        ("{{ 'a<' ~ p.safe }}", "a&lt;<b>粗</b>"),
        ("{{ p.title if p.number else 'x' }}", SHOUTED),
        ("{{ (p.safe or 'x').striptags() }}", "粗"),
        ("{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(p.title) }}", f"<i>{SHOUTED}</i>"),
        ("{% for x in (p.safe, '<') %}{{ loop.index }}{{ x }}{% endfor %}", "1<b>粗</b>2&lt;"),
        ("{% set x = p.title %}{{ x }}", SHOUTED),
    ],
)
def test_what_is_drawn_is_escaped_once(template: str, expected: str, tmp_path: Path) -> None:
    """Text is escaped, and what is safe already is not escaped again."""
    assert draw(template, tmp_path) == expected


@pytest.mark.parametrize("template", ["{{ p.missing }}", "{{ missing }}", "{{ q.title }}"])
def test_what_is_not_there_is_an_error(template: str, tmp_path: Path) -> None:
    """A misspelt name never draws as nothing."""
    with pytest.raises((AttributeError, TemplateError)):
        draw(template, tmp_path)


@pytest.mark.parametrize("template", ["{{ p.say(*p.title) }}", "{{ p.say(**p.title) }}"])
def test_what_we_do_not_compile_is_refused(template: str, tmp_path: Path) -> None:
    """A template that wants more than ours may says so when it is read."""
    with pytest.raises(TemplateError):
        draw(template, tmp_path)


def test_escaping_a_value_that_draws_itself() -> None:
    """A value with ``__html__`` is drawn by it; any other is drawn as its text."""

    class Drawn:
        def __html__(self) -> str:
            return "<u>x</u>"

    assert escaped(Drawn()) == "<u>x</u>"
    assert escaped(["<"]) == "[&#39;&lt;&#39;]"


def test_every_template_is_there_compiled() -> None:
    """What hatch_build.py made is of this very state of the templates and of the program."""
    assert {path.name for path in COMPILED.glob("*.py")} == set(compile_templates(TEMPLATES))


def spoil(folder: Path, text: str) -> str:
    """Puts code into `COMPILED` that says so when ``text``, a template in ``folder``, is drawn by
    it; the template's name."""
    (folder / "page.html").write_text(text, "utf-8")
    ((name, code),) = compile_templates(folder).items()
    made.COMPILED.mkdir()
    (made.COMPILED / name).write_text(code.replace("drawn", "beforehand"), "utf-8")
    return "page.html"


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for code, and beside it one for templates, which is given."""
    monkeypatch.setattr(made, "COMPILED", tmp_path / "compiled")
    (tmp_path / "templates").mkdir()
    return tmp_path / "templates"


def test_a_template_is_drawn_by_the_code_that_was_made_of_it(compiled: Path) -> None:
    """Nothing is compiled where the code is there."""
    name = spoil(compiled, "drawn {{ 1 }}")
    assert PageEnvironment(compiled).get_template(name).render() == "beforehand 1"


def test_an_edited_template_is_drawn_as_it_is_now(compiled: Path) -> None:
    """Code of any other state is never believed."""
    name = spoil(compiled, "drawn {{ 1 }}")
    (compiled / name).write_text("drawn {{ 2 }}", "utf-8")
    assert PageEnvironment(compiled).get_template(name).render() == "drawn 2"


def test_code_made_by_another_program_is_not_believed(
    compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another Jinja, another generator or other filters make other code."""
    name = spoil(compiled, "drawn {{ 1 }}")
    monkeypatch.setattr(made, "_makers", lambda: b"others")
    assert PageEnvironment(compiled).get_template(name).render() == "drawn 1"


def test_a_fault_is_told_of_the_template(compiled: Path) -> None:
    """Whoever mends a page wants the line in its template, not in the code made of it."""
    name = spoil(compiled, "\n\n{{ missing }}")
    with pytest.raises(TemplateError) as caught:
        PageEnvironment(compiled).get_template(name).render()
    places = traceback.extract_tb(caught.value.__traceback__)
    assert (str(compiled / name), 3) in [(place.filename, place.lineno) for place in places]


def test_templates_of_one_name_have_each_their_code() -> None:
    """Folders and states are told apart."""
    names = [compiled_name("a.html", "1"), compiled_name("a.html", "2")]
    names.append(compiled_name("b/a.html", "1"))
    assert len(set(names)) == 3
