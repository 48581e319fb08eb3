"""What the command line says: everything in both languages, and in the right one."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import click
import pytest

from archive.cli import fieldwork_sentences, gift_sentences, machine_sentences, sentences
from archive.cli.commands import COMMANDS, make_program
from archive.cli.console import Console, columns, plain
from archive.cli.grammar import Explained, first_sentence
from archive.cli.hosts import find_host
from archive.cli.language import choose_language
from archive.cli.options import Surroundings
from archive.cli.program import run
from archive.cli.progress import STEPS
from archive.cli.sentences import Sentence
from archive.cli.villages import CHANNELS
from archive.cli.withheld_list import PASSAGE, REASONS, WHAT
from archive.cli.wrapping import wrap_columns
from archive.model.consent import Reason
from archive.model.kinds import Kind
from archive.model.terms import Channel

ROOT = Path(__file__).resolve().parent.parent
TABLES = (sentences, gift_sentences, fieldwork_sentences, machine_sentences)
TABLE = {
    name: value
    for module in TABLES
    for name, value in vars(module).items()
    if isinstance(value, Sentence)
}
WORDS = {**TABLE, **WHAT, **{r.value: s for r, s in REASONS.items()}}
WORDS["passage"] = PASSAGE


def program(language: str) -> click.Group:
    """The command line in one language."""
    from datetime import date

    around = Surroundings(
        console=Console(language),
        find_host=find_host,
        today=date.today,
        watch=None,
        tell_failure=lambda error, command, folder: None,
    )
    return make_program(around)


def is_chinese(text: str) -> bool:
    """Whether it holds a Chinese character."""
    return any("\u4e00" <= one <= "\u9fff" for one in text)


@pytest.mark.parametrize("name", sorted(WORDS))
def test_every_sentence_is_there_in_both_languages(name: str) -> None:
    """Chinese says it in Chinese, English without, and both name the same facts."""
    sentence = WORDS[name]
    facts = [
        {field for _, field, _, _ in string.Formatter().parse(text) if field}
        for text in (sentence.zh, sentence.en)
    ]
    assert facts[0] == facts[1]
    assert sentence.zh
    assert sentence.en
    assert not is_chinese(sentence.en)
    fixed = "".join(text for text, *_ in string.Formatter().parse(sentence.zh))
    marks = set("（）：；，。、… ")
    if set(fixed) - marks and not fixed.startswith(("cd ", "[")):
        assert is_chinese(sentence.zh)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_everything_that_can_be_typed_is_explained(name: str, language: str) -> None:
    """Each command, option and argument has its help, and --help shows it in one language."""
    group = program(language)
    command = group.commands[name] if name else group
    ctx = command.make_context("pintu", [], resilient_parsing=True)
    for parameter in command.get_params(ctx):
        known = parameter.help_text if isinstance(parameter, Explained) else None
        words = known or getattr(parameter, "help", None)
        assert words, parameter.name
        assert is_chinese(words) is (language == "zh"), parameter.name
    text = command.get_help(ctx)
    assert is_chinese(text) is (language == "zh")
    for strange in ("Show this message", "Usage", "Options", "Arguments", "Commands"):
        assert language == "en" or strange not in text
    assert {"Usage:", "Options:"} <= set(text.split()) or language == "zh"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_fits_the_page(language: str) -> None:
    """No line of help is wider than a terminal, Chinese counted at two columns a character."""
    for command in [program(language), *program(language).commands.values()]:
        ctx = command.make_context("pintu", [], resilient_parsing=True)
        assert [line for line in command.get_help(ctx).split("\n") if columns(line) > 80] == []


def test_no_line_begins_with_a_comma() -> None:
    """Punctuation stays with what it follows; nothing is lost in wrapping."""
    text = "一二三四五，六七八九十。" * 9 + "pintu serve --port 8000，好"
    for width in range(12, 60):
        lines = wrap_columns(text, width)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert [line for line in lines if line[:1] in "，。"] == []
        assert max(columns(line) for line in lines) <= max(width, columns("pintu") + 4)


def test_the_list_of_commands_shows_one_sentence_of_each() -> None:
    """The first sentence ends at its full stop, not in the middle of a name."""
    assert first_sentence("写进 a.txt。第二句。") == "写进 a.txt。"
    assert first_sentence("Write a.txt now. Then more.") == "Write a.txt now."


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": ""}, "zh"),
        ({"LANG": "Chinese (Simplified)_China.936"}, "zh"),
    ],
)
def test_the_system_decides_the_language(environment: dict[str, str], language: str) -> None:
    """LANGUAGE, then LC_ALL, LC_MESSAGES and LANG; the first that is set."""
    assert choose_language([], environment) == language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--lang", "zh", "check"], "zh"),
        (["check", "--lang=zh"], "zh"),
        (["check", "--lang", "zh", "--lang", "en"], "en"),
        (["check", "--lang", "fr"], "en"),
        (["check", "--lang"], "en"),
        (["check", "--", "--lang=zh"], "en"),
    ],
)
def test_lang_goes_before_the_system(arguments: list[str], language: str) -> None:
    """--lang counts wherever it stands, so that help and mistakes speak it too."""
    assert choose_language(arguments, {"LANG": "en_US.UTF-8"}) == language


WRONG = [
    ("check nowhere", "nowhere"),
    ("check --fromat json", "--format"),
    ("chek", "check"),
    ("check --format yml", "json"),
    ("check . more", "more"),
    ("serve --port x", "65535"),
    ("serve --port 70000", "65535"),
    ("build --jobs 0", "256"),
    ("check --date", "--date"),
    ("check --seal=3", "--seal"),
    ("build --date 2026-13-01", "2026-01-31"),
    ("import", "FORMAT"),
    ("import markdown", "SOURCE"),
    ("import wiki .", "markdown"),
    ("check --lang fr", "zh"),
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("typed", "named"), WRONG)
def test_a_mistake_in_typing_is_explained(
    typed: str,
    named: str,
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was wrong, what can be typed instead, in the person's language alone; exit code 2."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8" if language == "zh" else "en_US.UTF-8")
    assert run(typed.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert named in said.err
    assert "--help" in said.err
    for line in said.err.strip().split("\n"):
        assert is_chinese(line) is (language == "zh")


def test_without_a_command_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody who types only the name learns what there is."""
    assert run(["--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in COMMANDS)
    assert run(["--lang", "zh", "--help"]) == 0
    assert capsys.readouterr().out == said


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """For those who are asked which one they have."""
    from archive import __version__

    assert run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_every_reason_and_every_part_can_be_said() -> None:
    """Whatever the projection holds back has words, and no word is left over."""
    assert set(REASONS) == set(Reason)
    used = set()
    for path in (ROOT / "archive" / "model").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or len(node.args) < 3:
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            what = node.args[1]
            if name in {"withhold", "_withhold"} and isinstance(what, ast.Constant):
                used.add(what.value)
    assert used
    assert used <= set(WHAT)


def test_every_step_of_a_build_has_a_name() -> None:
    """What build.py reports is shown in Chinese too."""
    tree = ast.parse((ROOT / "archive" / "build.py").read_text(encoding="utf-8"))
    reported = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "report"
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(reported) >= 4
    assert reported <= set(STEPS)


def test_every_kind_has_a_name() -> None:
    """The count of records names each kind."""
    from archive.cli.checking import KINDS

    assert set(KINDS) == set(Kind)


def test_the_channels_are_channels() -> None:
    """--channel offers what can be built as a site."""
    assert [Channel.parse(name).value for name in CHANNELS] == list(CHANNELS)


def test_nothing_that_is_read_moves_the_cursor() -> None:
    """A title with terminal codes in it is shown without them."""
    assert plain("题\x1b[2J名\u202e\n") == "题\ufffd[2J名\ufffd\ufffd"
