"""Open slots, as people read them and as programs do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from archive.cli import fieldwork_sentences as say
from archive.cli.console import Console, paint, plain
from archive.index.fieldwork.gaps import Gap
from archive.index.fieldwork.people import age_of
from archive.index.fieldwork.urgency import Level
from archive.model.archive import Archive
from archive.render.catalogue import translator
from archive.render.sheets.gaps_sheet import GapLines, describe_gap
from archive.render.sheets.reasons import describe_reasons

_STYLES = {Level.PRESSING.value: "error", Level.SOON.value: "warning"}


def print_gaps(
    gaps: Sequence[Gap], archive: Archive, console: Console, *, on: date, left: int
) -> None:
    """Slot by slot: how urgent, the question, whom to ask and why, what was asked."""
    if not gaps:
        console.say(say.GAPS_NONE)
        return
    language = "zh-Hans" if console.language == "zh" else "en"
    for number, gap in enumerate(gaps, 1):
        words = describe_gap(gap, archive, on=on, language=language)
        for line in _lines(number, gap, words, console):
            console.line(line)
        console.line()
    if left:
        console.line(paint(console.text(say.GAPS_MORE, count=left, all=len(gaps) + left), "weak"))


def _lines(number: int, gap: Gap, words: GapLines, console: Console) -> Iterator[str]:
    style = _STYLES.get(words.level)
    level = paint(words.level_name, style) if style else words.level_name
    slot = paint(plain(words.name), "head")
    head = f"{number}. {level}  {plain(words.puzzle)} · {slot}  {words.state}"
    yield head + paint(f"  {gap.name}", "weak")
    yield f"   {plain(words.question)}"
    for one in words.people:
        who = plain(one.name)
        if one.age is not None:
            who = console.text(say.WITH_AGE, name=who, age=one.age)
        yield "   " + console.text(say.ASK_LINE, who=who, why=plain(one.reasons))
    if not words.people:
        yield "   " + console.text(say.ASK_NOBODY)
    for before in words.before:
        yield "   " + paint(plain(before), "weak")


def gap_to_json(gap: Gap, archive: Archive, console: Console, *, on: date) -> dict[str, object]:
    """For other programs: ids beside words."""
    language = "zh-Hans" if console.language == "zh" else "en"
    translate = translator(language)
    return {
        "slot": gap.name,
        "puzzle": gap.puzzle.id,
        "name": gap.slot.name,
        "question": gap.question,
        "state": gap.state.value,
        "importance": gap.slot.importance,
        "urgency": gap.urgency,
        "level": gap.level.value,
        "people": [
            {
                "person": one.person,
                "name": archive.people[one.person].name,
                "age": age_of(archive.people[one.person], on=on),
                "weight": one.weight,
                "clues": [{"ground": clue.ground.value, "of": clue.of} for clue in one.clues],
                "why": describe_reasons(one, archive, translate),
            }
            for one in gap.knowers
        ],
        "asked": [
            {"visit": one.visit, "people": list(one.people), "answer": one.answer}
            for one in gap.before
        ],
    }
