"""A plan as people read it: in the terminal, in the report, and as JSON."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.adding.plan import Change, Deed, FileStep, Plan, RecordStep
from archive.adding.renaming import texts_in
from archive.cli import adding_sentences as say
from archive.cli.checking import KINDS
from archive.cli.console import Console, plain
from archive.cli.sentences import Sentence
from archive.errors import Problem
from archive.ingest.incoming import Question
from archive.ingest.shapes import MODELS, shapes_of
from archive.ingest.sheets.headings import BODY
from archive.model.kinds import Kind
from archive.model.terms import Answer
from archive.values import dataclass

DEEDS: Mapping[Deed, Sentence] = {
    Deed.CREATE: say.CREATE,
    Deed.CHANGE: say.CHANGE,
    Deed.SAME: say.SAME,
    Deed.LEFT_OUT: say.LEFT_OUT,
}
WIDTH = 80
"""Columns of the narrowest terminal that people use."""
MOST_ROWS = 40
_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Advice:
    """What somebody can do who wants it otherwise; it depends on where the plan comes from."""

    kept: Sentence
    """Over the fields that are left as they are."""
    unasked: Sentence
    """Where nobody could be asked."""
    most: int | None
    """Rows of a table that are shown before the question, None for all of them."""


IN_PLAN = Advice(say.HEAD_KEPT, say.ADD_YES, MOST_ROWS)
"""`pintu add`: the plan is written out and corrected."""


def format_plan(
    plan: Plan, console: Console, *, most: int | None = MOST_ROWS, advice: Advice = IN_PLAN
) -> Iterator[str]:
    """The plan, line by line; ``most`` rows of a table, None for all of them."""
    size = sum(step.size for step in plan.files)
    names = "、".join(path.name for path in plan.given)
    yield console.text(say.GIVEN, names=plain(names), count=len(plan.files), size=_size(size))
    yield ""
    if plan.is_idle:
        yield console.text(say.NOTHING)
        yield ""
    yield from _records(plan, console, most)
    yield from _changes(plan, console, most, advice)
    yield from _files(plan, console)
    yield from _alike(plan, console, most)
    yield from _problems(plan, console, most)
    yield from _counts(plan, console)


def _records(plan: Plan, console: Console, most: int | None) -> Iterator[str]:
    told = [step for step in plan.records if step.draft.kind is not Kind.CONSENT]
    rows = [
        (
            console.text(DEEDS[step.deed]),
            console.text(KINDS[step.draft.kind]),
            f"{step.title}\n{step.id}",
            _whence(step),
        )
        for step in told
    ]
    if not rows:
        return
    head = [say.COLUMN_DEED, say.COLUMN_KIND, say.COLUMN_TITLE, say.COLUMN_FROM]
    yield from _table(console, say.HEAD_RECORDS, head, rows, most)
    for step in told:
        if step.unsure:
            yield console.text(say.UNSURE, title=plain(step.title), records="、".join(step.unsure))
    unasked = [
        step
        for step in plan.records
        if step.draft.kind is Kind.CONSENT
        and step.deed is Deed.CREATE
        and Answer.GIVEN.zh not in texts_in(step.draft.fields.get("uses"))
    ]
    if unasked:
        yield console.text(say.CONSENTS, count=len(unasked))
    yield ""


def _changes(plan: Plan, console: Console, most: int | None, advice: Advice) -> Iterator[str]:
    for sentence, is_taken in ((say.HEAD_CHANGES, True), (advice.kept, False)):
        rows = [
            (step.id, _field(step, change, console), _value(change.mine), _value(change.theirs))
            for step in plan.records
            for change in step.changes
            if change.is_taken is is_taken
        ]
        if rows:
            head = [say.COLUMN_TITLE, say.COLUMN_FIELD, say.COLUMN_MINE, say.COLUMN_THEIRS]
            yield from _table(console, sentence, head, rows, most)
            yield ""


def _files(plan: Plan, console: Console) -> Iterator[str]:
    by_deed = {deed: [step for step in plan.files if step.deed is deed] for deed in Deed}
    if copies := by_deed[Deed.COPY]:
        size = _size(sum(step.size for step in copies))
        yield console.text(say.COPIES, count=len(copies), size=size)
    if duplicates := by_deed[Deed.DUPLICATE]:
        yield console.text(say.DUPLICATES, count=len(duplicates))
        yield from _named(f"  {step.path} = media/{step.place}" for step in duplicates)
    if refused := by_deed[Deed.REFUSED]:
        yield console.text(say.REFUSED, count=len(refused))
    yield ""


def _alike(plan: Plan, console: Console, most: int | None) -> Iterator[str]:
    if not plan.alike:
        return
    yield console.text(say.ALIKE)
    shown = plan.alike if most is None else plan.alike[:most]
    yield from _named((f"  {pair.one}  ≈  {pair.other}" for pair in shown), len(shown))
    if len(plan.alike) > len(shown):
        yield f"  {console.text(say.MORE_ROWS, count=len(plan.alike) - len(shown))}"
    yield ""


def _named(lines: Iterable[str], most: int = 10) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number < most:
            yield plain(line)


def _problems(plan: Plan, console: Console, most: int | None) -> Iterator[str]:
    found = [*problems_of(plan)]
    if not found:
        return
    yield console.text(say.HEAD_PROBLEMS)
    shown = found if most is None else found[:most]
    before = None
    advised: set[str] = set()
    """What to do, said once for each file: thirty files that are absent ask for one thing."""
    for problem in shown:
        if problem.path != before:
            yield f"  {plain(str(problem.path))}"
            before = problem.path
            advised.clear()
        line = "" if problem.line is None else f"{problem.line}  "
        yield f"    {line}{plain(problem.message(console.language))} [{problem.code}]"
        hint = plain(problem.hint(console.language))
        if hint and hint not in advised:
            yield f"      → {hint}"
            advised.add(hint)
    if len(found) > len(shown):
        yield f"  {console.text(say.MORE_ROWS, count=len(found) - len(shown))}"
    yield ""


def problems_of(plan: Plan) -> Iterator[Problem]:
    """Everything that is to be told of a plan, by file: what was not taken, what was not
    understood, and what the records would lack."""
    refused = {step.why for step in plan.files if step.why is not None}
    lacking = {problem for step in plan.records for problem in step.missing}
    yield from sorted({*refused, *plan.problems, *lacking})


def _counts(plan: Plan, console: Console) -> Iterator[str]:
    yield console.text(say.HEAD_COUNTS)
    for unit, tally in plan.tallies.items():
        name = console.text(say.UNITS[unit.value])
        told = tally.kept + tally.repaired + tally.listed
        facts = {"seen": tally.seen, "kept": tally.kept, "repaired": tally.repaired}
        sentence = say.COUNTED if tally.is_whole else say.NOT_WHOLE
        yield f"  {console.text(sentence, unit=name, listed=tally.listed, told=told, **facts)}"


def _table(
    console: Console,
    title: Sentence,
    head: Sequence[Sentence],
    rows: Sequence[tuple[str, ...]],
    most: int | None,
) -> Iterator[str]:
    """Rows in columns that fit, folded where they do not."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console as RichConsole
    from rich.table import Table
    from rich.text import Text

    yield console.text(title)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), width=WIDTH - 2)
    for at, name in enumerate(head):
        is_short = at < 2 and max(len(row[at]) for row in rows) <= 4
        table.add_column(console.text(name), overflow="fold", no_wrap=is_short)
    shown = rows if most is None else rows[:most]
    for row in shown:
        cells = ["\n".join(plain(line) for line in cell.split("\n")) for cell in row]
        table.add_row(*map(Text, cells))
    written = io.StringIO()
    RichConsole(file=written, width=WIDTH, color_system=None, legacy_windows=False).print(table)
    yield from (line.rstrip() for line in written.getvalue().rstrip("\n").split("\n"))
    if len(rows) > len(shown):
        yield console.text(say.MORE_ROWS, count=len(rows) - len(shown))


def _whence(step: RecordStep) -> str:
    whence = step.draft.whence
    parts = [str(whence.file), whence.sheet, "" if whence.row is None else str(whence.row)]
    return " ".join(part for part in parts if part)


def _field(step: RecordStep, change: Change, console: Console) -> str:
    if change.key == BODY:
        return "正文" if console.language == "zh" else "text"
    shape = shapes_of(MODELS[step.draft.kind]).get(change.key)
    if shape is None or console.language != "zh":
        return change.key
    return shape.label_zh


def _value(value: object) -> str:
    if value is None:
        return "—"
    text = value if isinstance(value, str) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size < 10**9 else f"{size / 10**9:.1f} GB"


# --- for other programs --------------------------------------------------------------------------


def plan_to_json(plan: Plan, console: Console) -> dict[str, object]:
    """For other programs: plain values only."""
    return {
        "village": str(plan.village),
        "given": [str(path) for path in plan.given],
        "records": [_record_to_json(step) for step in plan.records],
        "files": [_file_to_json(step) for step in plan.files],
        "problems": [problem.to_json(console.language) for problem in problems_of(plan)],
        "tallies": {
            unit.value: {
                "seen": tally.seen,
                "kept": tally.kept,
                "repaired": tally.repaired,
                "listed": tally.listed,
            }
            for unit, tally in plan.tallies.items()
        },
        "questions": [_question_to_json(one) for one in plan.questions],
        "alike": [
            {"one": pair.one, "other": pair.other, "distance": pair.distance} for pair in plan.alike
        ],
    }


def _record_to_json(step: RecordStep) -> dict[str, object]:
    whence = step.draft.whence
    return {
        "key": step.key,
        "deed": step.deed.value,
        "id": step.id,
        "title": step.title,
        "whence": {"file": str(whence.file), "sheet": whence.sheet, "row": whence.row},
        "fields": step.draft.fields,
        "beside": sorted(step.draft.beside),
        "changes": [
            {"field": one.key, "mine": one.mine, "theirs": one.theirs, "taken": one.is_taken}
            for one in step.changes
        ],
        "may_be": list(step.unsure),
    }


def _question_to_json(one: Question) -> dict[str, object]:
    return {
        "key": one.key,
        "file": str(one.whence.file),
        "line": one.whence.row,
        "matter": one.matter.value,
        "words": one.words,
        "by": one.by,
        "when": one.when,
        "verdict": None if one.verdict is None else one.verdict.value,
    }


def _file_to_json(step: FileStep) -> dict[str, object]:
    return {
        "key": step.key,
        "deed": step.deed.value,
        "path": str(step.path),
        "place": None if step.place is None else str(step.place),
        "sha256": step.sha256,
        "size": step.size,
        "why": None if step.why is None else step.why.code,
    }
