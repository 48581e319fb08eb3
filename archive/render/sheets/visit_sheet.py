"""One visit on paper: questions in large print, things to look at, their own words; and, on a leaf
of its own, what those who go have to know."""

from __future__ import annotations

from collections.abc import Mapping

from archive.index.fieldwork.consents_due import Due, DueConsent
from archive.index.fieldwork.visiting import Question, VisitPlan, Words
from archive.model.archive import Archive
from archive.model.dates import format_when
from archive.model.interview import Interview
from archive.model.kinds import RecordId, slug_of
from archive.model.object import Object
from archive.model.photo import Photo
from archive.render.catalogue import translator
from archive.render.sheets.paper import Print, draw_sheet
from archive.render.sheets.reasons import Say, describe_clue, title_of
from archive.values import dataclass

_ROOM = 192
_ASKING, _LEAST, _MOST = 16, 9, 44
"""Millimetres: what the questions share of their leaf, what one takes to read, and the least and
the most room below it to write in."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question as it is said, and why it is asked."""

    words: str
    about: str
    why: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A photograph or an object to look at."""

    title: str
    detail: str
    picture: Print | None


@dataclass(frozen=True, slots=True)
class WordsLine:
    """Words, where they were said, and the question they answer."""

    text: str
    source: str
    question: str


def render_visit_sheet(
    plan: VisitPlan, archive: Archive, pictures: Mapping[RecordId, Print], *, language: str
) -> str:
    """The sheets of one visit; ``pictures`` are those of what is brought, as far as there are."""
    say = translator(language)
    name = plan.person.name
    return draw_sheet(
        "visit",
        language=language,
        title=say("A visit to {name}", name=name),
        name=name,
        day=plan.on.isoformat(),
        last_day=plan.last.visited_on.isoformat() if plan.last else "",
        slug=slug_of(plan.person.id),
        room=max(_LEAST, min(_MOST, _ROOM // max(1, len(plan.questions)) - _ASKING)),
        questions=[_question(one, archive, say, language) for one in plan.questions],
        things=[_thing(one, archive, pictures, language) for one in plan.things],
        words=[_words(one, archive, say, language) for one in plan.words],
        answers=[WordsLine(one.text, "", one.question or "") for one in plan.answers],
        consents=[describe_due(one, archive, say) for one in plan.consents],
        cautions=[one.text for one in plan.cautions],
    )


def _question(question: Question, archive: Archive, say: Say, language: str) -> QuestionLine:
    gap = question.gap
    if gap is None:
        return QuestionLine(question.words, question.words, say("written down at a visit"))
    about = f"{gap.puzzle.name} · {gap.slot.name}（{gap.state.name_in(language)}）"
    if not language.startswith("zh"):
        about = f"{gap.puzzle.name} · {gap.slot.name} ({gap.state.name_in(language)})"
    seen = {clue.ground: clue for clue in reversed(question.clues)}
    order = [clue for clue in question.clues if seen[clue.ground] is clue]
    between = "；" if language.startswith("zh") else "; "
    why = between.join(describe_clue(clue, archive, say) for clue in order)
    return QuestionLine(question.words, about, why)


def _thing(
    name: RecordId, archive: Archive, pictures: Mapping[RecordId, Print], language: str
) -> Thing:
    record = archive.records[name]
    detail = ""
    if isinstance(record, Photo):
        detail = record.when.spoken or format_when(record.when, language=language)
    elif isinstance(record, Object) and record.dialect_name != record.name:
        detail = record.dialect_name or ""
    return Thing(record.heading, detail, pictures.get(name))


def _words(words: Words, archive: Archive, say: Say, language: str) -> WordsLine:
    told = archive.records[words.source]
    when = ""
    if isinstance(told, Interview):
        when = told.recorded_on.spoken or format_when(told.recorded_on, language=language)
    return WordsLine(words.text, say("told {when}", when=when), "")


def describe_due(due: DueConsent, archive: Archive, say: Say) -> str:
    """What is asked for, as one would say it at the table."""
    what = title_of(due.record, archive) if due.record else ""
    use = due.use.value if due.use else ""
    if due.due is Due.ENDED and due.until is not None:
        return say("You let us show “{what}” until {day}. May we go on?", what=what, day=due.until)
    if due.due is Due.ENDING and due.until is not None:
        return say(
            "“{what}” may be shown until {day}. May we go on after that?", what=what, day=due.until
        )
    if due.record == due.person:
        return say("May your name be written down for others to read?")
    if use == "print" and what:
        return say("May we print “{what}”?", what=what)
    if use == "web" and what:
        return say("May “{what}” be seen on the website?", what=what)
    if what:
        return say("May others in the museum and on the website see “{what}”?", what=what)
    return say("May others hear and read what you told us?")
