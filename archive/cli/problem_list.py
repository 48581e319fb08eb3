"""Problems as people read them: file by file, each with its line and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from archive.cli import sentences as say
from archive.cli.console import Console, paint, plain
from archive.errors import Problem

CLEAN, WARNED, FAILED = 0, 1, 2
"""Exit codes."""


def exit_code(problems: Iterable[Problem]) -> int:
    """2 with an error among them, 1 with warnings only, 0 with none."""
    return max((FAILED if p.is_error else WARNED for p in problems), default=CLEAN)


def count_problems(problems: Sequence[Problem]) -> tuple[int, int]:
    """How many errors, and how many warnings."""
    errors = sum(problem.is_error for problem in problems)
    return errors, len(problems) - errors


def print_problems(problems: Iterable[Problem], console: Console, *, folder: Path) -> None:
    """Print them by file, errors and warnings in the order of their lines.

    ``folder`` is the archive as the person named it, so that each path leads to its file from
    where they are.
    """
    by_file = groupby(sorted(set(problems)), key=lambda problem: problem.path)
    for path, found in by_file:
        console.line(paint(plain(str(folder / path)), "head"))
        for problem in found:
            for line in _lines(problem, console):
                console.line(line)
        console.line()


def _lines(problem: Problem, console: Console) -> Sequence[str]:
    word = say.ERROR_WORD if problem.is_error else say.WARNING_WORD
    head = paint(console.text(word), "error" if problem.is_error else "warning")
    if problem.line is not None:
        head = f"{console.text(say.LINE_WORD, line=problem.line)}  {head}"
    code = paint(f"[{problem.code}]", "weak")
    message = plain(problem.message(console.language))
    hint = plain(problem.hint(console.language))
    return [f"  {head}  {message} {code}", *([f"      → {hint}"] if hint else [])]


def print_summary(problems: Sequence[Problem], console: Console) -> None:
    """How many there are, and what that means."""
    errors, warnings = count_problems(problems)
    if not problems:
        console.line(paint(console.text(say.NO_PROBLEMS), "good"))
        return
    console.say(say.PROBLEM_COUNT, errors=errors, warnings=warnings)
    if errors:
        console.say(say.ERRORS_FORBID)
