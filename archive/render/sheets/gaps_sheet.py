"""What to ask next, on paper: open slots, whom to ask and why, with a box to tick."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from archive.index.fieldwork.gaps import Gap
from archive.index.fieldwork.knowing import Before
from archive.index.fieldwork.people import age_of
from archive.model.archive import Archive
from archive.model.visit import Visit
from archive.render.catalogue import translator
from archive.render.sheets.paper import draw_sheet
from archive.render.sheets.reasons import (
    Say,
    describe_level,
    describe_reasons,
    names_of,
)
from archive.values import dataclass

MOST_PEOPLE, MOST_BEFORE = 3, 2


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody to ask."""

    name: str
    age: int | None
    reasons: str


@dataclass(frozen=True, slots=True)
class GapLines:
    """One open slot in words."""

    level: str
    level_name: str
    state: str
    puzzle: str
    name: str
    question: str
    people: tuple[PersonLine, ...]
    before: tuple[str, ...]


def render_gaps_sheet(
    gaps: Sequence[Gap], archive: Archive, *, on: date, left: int, language: str
) -> str:
    """The sheet of ``gaps``; ``left`` says how many more there are that can wait."""
    lines = [describe_gap(gap, archive, on=on, language=language) for gap in gaps]
    title = translator(language)("To ask next")
    day = on.isoformat()
    return draw_sheet("gaps", language=language, title=title, gaps=lines, left=left, day=day)


def describe_gap(gap: Gap, archive: Archive, *, on: date, language: str) -> GapLines:
    """``gap`` in words."""
    say = translator(language)
    between = "；" if language.startswith("zh") else "; "
    return GapLines(
        level=gap.level.value,
        level_name=describe_level(gap.level, say),
        state=gap.state.name_in(language),
        puzzle=gap.puzzle.name,
        name=gap.slot.name,
        question=gap.question,
        people=tuple(
            PersonLine(
                archive.people[one.person].name,
                age_of(archive.people[one.person], on=on),
                between.join(describe_reasons(one, archive, say)),
            )
            for one in gap.knowers[:MOST_PEOPLE]
        ),
        before=tuple(_before(one, archive, say, language) for one in gap.before[:MOST_BEFORE]),
    )


def _before(before: Before, archive: Archive, say: Say, language: str) -> str:
    visit = archive.records[before.visit]
    assert isinstance(visit, Visit)
    day = visit.visited_on.isoformat()
    who = ("、" if language.startswith("zh") else ", ").join(names_of(before.people, archive))
    if before.answer is None:
        return say("Asked {who} on {day}: no answer", who=who, day=day)
    return say("Asked {who} on {day}: {answer}", who=who, day=day, answer=before.answer)
