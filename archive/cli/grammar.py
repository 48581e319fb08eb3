"""Commands, arguments, options and their values, explained in the language of the person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from archive.cli import sentences as say
from archive.cli.language import LANGUAGES
from archive.cli.sentences import Sentence
from archive.cli.wrapping import Paper


class WrongValue(click.BadParameter):
    """A value that cannot be taken; the message says what can."""

    def __init__(self, expected: str, *, seen: object, param: click.Parameter | None) -> None:
        super().__init__(expected, param=param)
        self.seen = str(seen)


class WrongCommand(click.UsageError):
    """A command that does not exist."""

    def __init__(self, name: str, *, possible: Sequence[str]) -> None:
        super().__init__(name)
        self.name = name
        self.possible = get_close_matches(name, possible)


class TooMuch(click.UsageError):
    """More arguments than are wanted."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(" ".join(names))
        self.names = tuple(names)


# --- values --------------------------------------------------------------------------------------


class OneOf(click.Choice[str]):
    """One of a few words."""

    def __init__(self, values: Sequence[str], *, language: str) -> None:
        super().__init__(list(values))
        self._language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or what the words are."""
        if value in self.choices:
            return str(value)
        values = "、".join(self.choices) if self._language == "zh" else ", ".join(self.choices)
        raise WrongValue(say.ONE_OF.text(self._language, values=values), seen=value, param=param)


class Whole(click.ParamType[int]):
    """A whole number between two others."""

    name = "N"

    def __init__(self, least: int, most: int, *, language: str) -> None:
        self._least, self._most, self._language = least, most, language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or what may be written."""
        text = str(value)
        if text.isascii() and text.isdecimal() and self._least <= int(text) <= self._most:
            return int(text)
        facts = {"least": self._least, "most": self._most}
        raise WrongValue(say.WHOLE_NUMBER.text(self._language, **facts), seen=value, param=param)


class Day(click.ParamType[date]):
    """A date as 2026-01-31."""

    name = "YYYY-MM-DD"

    def __init__(self, *, language: str) -> None:
        self._language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or how to write one."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise WrongValue(say.A_DATE.text(self._language), seen=value, param=param) from None


class Folder(click.ParamType[Path]):
    """A folder; one that is there, if need be."""

    name = "DIR"

    def __init__(self, *, language: str, must_exist: bool = True) -> None:
        self._language, self._must_exist = language, must_exist

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The folder, or that there is none."""
        path = Path(value)
        if self._must_exist and not path.is_dir():
            raise WrongValue(say.A_FOLDER.text(self._language), seen=value, param=param)
        return path


# --- commands ------------------------------------------------------------------------------------


class Explained(click.Argument):
    """An argument that says in the help what it is."""

    def __init__(self, name: str, *, help_text: str, **settings: Any) -> None:
        super().__init__([name], **settings)
        self.help_text = help_text


class Context(click.Context):
    """Explains in lines that fit, Chinese too."""

    formatter_class = Paper


class Command(click.Command):
    """A command whose help is in one language throughout."""

    context_class = Context
    allow_extra_args = True  # so that what is too much is refused in our words

    def __init__(self, name: str, *, language: str, explains: Sentence, **settings: Any) -> None:
        self.language = language
        settings.setdefault("params", []).append(language_option(language))
        super().__init__(
            name,
            help=explains.text(language),
            short_help=first_sentence(explains.text(language)),
            options_metavar=say.OPTIONS_PLACE.text(language),
            **settings,
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse what is too much."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise TooMuch(rest)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, explained."""
        return explain_help(super().get_help_option(ctx), self.language)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line: what to type."""
        write_usage(self, ctx, formatter, self.language)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments first, then options."""
        write_parameters(self, ctx, formatter, self.language)


class Group(click.Group):
    """The program: a group of commands, in the order they are added."""

    context_class = Context

    def __init__(self, *, language: str, **settings: Any) -> None:
        self.language = language
        settings.setdefault("params", []).append(language_option(language))
        super().__init__(
            options_metavar=say.OPTIONS_PLACE.text(language),
            subcommand_metavar=say.COMMAND_PLACE.text(language),
            **settings,
        )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first; WrongCommand when there is none of that name."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            raise WrongCommand(args[0], possible=list(self.commands))
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order a newcomer needs them."""
        return list(self.commands)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, explained."""
        return explain_help(super().get_help_option(ctx), self.language)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line: what to type."""
        write_usage(self, ctx, formatter, self.language)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Commands first: they are what is looked for."""
        self.format_commands(ctx, formatter)
        write_parameters(self, ctx, formatter, self.language)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command and its first sentence."""
        rows = [(name, command.short_help or "") for name, command in self.commands.items()]
        with formatter.section(say.SECTION_COMMANDS.text(self.language)):
            formatter.write_dl(rows)


def first_sentence(text: str) -> str:
    """What stands before the first full stop, and the stop."""
    found = re.match(r".*?(?:。|\.(?=\s|$))", text, flags=re.DOTALL)
    return found[0] if found else text


def language_option(language: str) -> click.Option:
    """``--lang``, on the program and on every command. It has been obeyed when it is parsed."""
    return click.Option(
        ["--lang"],
        type=OneOf(LANGUAGES, language=language),
        help=say.LANG_OPTION.text(language),
        expose_value=False,
    )


def explain_help(option: click.Option | None, language: str) -> click.Option | None:
    """The option ``--help`` with its own explanation."""
    if option is not None:
        option.help = say.HELP_OPTION.text(language)
    return option


def write_usage(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, language: str
) -> None:
    """What to type."""
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=say.USAGE.text(language))


def write_parameters(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, language: str
) -> None:
    """What may follow a command."""
    parameters = command.get_params(ctx)
    arguments = [
        (one.make_metavar(ctx), one.help_text) for one in parameters if isinstance(one, Explained)
    ]
    records = [one.get_help_record(ctx) for one in parameters if isinstance(one, click.Option)]
    options = [row for row in records if row is not None]
    for title, rows in ((say.SECTION_ARGUMENTS, arguments), (say.SECTION_OPTIONS, options)):
        if rows:
            with formatter.section(title.text(language)):
                formatter.write_dl(rows)


# --- wrong use -----------------------------------------------------------------------------------


def describe_wrong_use(error: click.ClickException, language: str) -> str:
    """What was typed wrongly, and what to type instead."""
    for kind, describe in _DESCRIPTIONS.items():
        if isinstance(error, kind):
            return describe(error, language)
    return say.WRONG_USE.text(language, reason=error.format_message())


def _command(error: WrongCommand, language: str) -> str:
    text = say.WRONG_COMMAND.text(language, name=error.name)
    return text + _meant(error.possible, language)


def _too_much(error: TooMuch, language: str) -> str:
    return say.TOO_MANY.text(language, names=" ".join(error.names))


def _option(error: click.NoSuchOption, language: str) -> str:
    text = say.WRONG_OPTION.text(language, name=error.option_name)
    return text + _meant(error.possibilities or (), language)


def _missing(error: click.MissingParameter, language: str) -> str:
    help_text = getattr(error.param, "help_text", None) or getattr(error.param, "help", None) or ""
    return say.MISSING.text(language, name=_name(error.param), help=help_text)


def _value(error: WrongValue, language: str) -> str:
    facts = {"name": _name(error.param), "seen": error.seen, "expected": error.message}
    return say.WRONG_VALUE.text(language, **facts)


def _option_use(error: click.BadOptionUsage, language: str) -> str:
    sentence = say.NO_VALUE if "require" in error.message else say.NEEDS_NO_VALUE
    return sentence.text(language, name=error.option_name)


def _meant(names: Sequence[str], language: str) -> str:
    if not names:
        return ""
    space = "" if language == "zh" else " "
    return space + say.MEANT.text(language, names=", ".join(sorted(names)))


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "?"
    if isinstance(param, click.Option):
        return param.opts[-1]
    return (param.metavar or param.name or "?").strip("[]")


_DESCRIPTIONS: dict[type[click.ClickException], Callable[[Any, str], str]] = {
    WrongCommand: _command,
    TooMuch: _too_much,
    WrongValue: _value,
    click.NoSuchOption: _option,
    click.MissingParameter: _missing,
    click.BadOptionUsage: _option_use,
}
