"""How far a build has come: bars where somebody watches, a line a step elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from archive.cli import machine_sentences as machine
from archive.cli import sentences as say
from archive.cli.console import Console
from archive.cli.sentences import Sentence

Report = Callable[[str, int, int], None]

STEPS: Mapping[str, Sentence] = MappingProxyType(
    {
        step.en: step
        for step in (
            say.STEP_WAITING,
            say.STEP_READING,
            say.STEP_MEASURING,
            say.STEP_CHECKING,
            say.STEP_DERIVING,
            say.STEP_WRITING,
            say.STEP_INDEXING,
            machine.STEP_SCANS,
            machine.STEP_READING_SCANS,
            machine.STEP_LISTENING,
        )
    }
)
"""The steps of a build by the English name it reports them under."""


def step_name(step: str, console: Console) -> str:
    """What to call a step; one that is not known keeps the name it came with."""
    known = STEPS.get(step)
    return console.text(known) if known else step


@contextmanager
def shown_progress(console: Console) -> Iterator[Report]:
    """Show what is reported to the value given, until the end."""
    if not console.is_terminal:
        yield _Lines(console)
        return
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=32),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=RichConsole(stderr=True)) as bars:
        shown: dict[str, int] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in shown:
                shown[step] = int(bars.add_task(step_name(step, console), total=total))
            bars.update(bars.task_ids[shown[step]], completed=done, total=total)

        yield report


class _Lines:
    """A line when a step begins, and one with its number when it is done."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._begun: set[str] = set()
        self._ended: set[str] = set()

    def __call__(self, step: str, done: int, total: int) -> None:
        name = step_name(step, self._console)
        if step not in self._begun and done < total:
            self._console.note(say.STEP_STARTS, step=name)
        self._begun.add(step)
        if done >= total and step not in self._ended:
            self._ended.add(step)
            self._console.note(say.STEP_DONE, step=name, total=total)
