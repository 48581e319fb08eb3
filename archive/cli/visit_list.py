"""A visit prepared, and a photograph to be recognised, as people read them and as programs do."""

from __future__ import annotations

from collections.abc import Iterator

from archive.cli import fieldwork_sentences as say
from archive.cli.console import Console, paint, plain
from archive.cli.sentences import Sentence
from archive.index.fieldwork.visiting import VisitPlan
from archive.model.archive import Archive
from archive.model.photo import Photo
from archive.render.catalogue import translator
from archive.render.sheets.reasons import title_of
from archive.render.sheets.visit_sheet import describe_due


def print_plan(plan: VisitPlan, archive: Archive, console: Console) -> None:
    """Head by head; a head with nothing below it is left out."""
    head = say.VISIT_HEAD if plan.age is None else say.VISIT_AGED
    console.line(paint(console.text(head, name=plain(plan.person.name), age=plan.age), "head"))
    for title, lines in _sections(plan, archive, console):
        if lines:
            console.line()
            console.line(paint(title, "head"))
            for line in lines:
                console.line(f"  {line}")


def _sections(
    plan: VisitPlan, archive: Archive, console: Console
) -> Iterator[tuple[str, list[str]]]:
    def text(sentence: Sentence, **facts: object) -> str:
        return console.text(sentence, **facts)

    translate = translator("zh-Hans" if console.language == "zh" else "en")
    yield (
        text(say.VISIT_QUESTIONS),
        [
            f"{number}. {plain(one.words)}" + paint(f"  {one.gap.name}" if one.gap else "", "weak")
            for number, one in enumerate(plan.questions, 1)
        ],
    )
    yield (
        text(say.VISIT_THINGS),
        [plain(title_of(one, archive)) + paint(f"  {one}", "weak") for one in plan.things],
    )
    yield text(say.VISIT_WORDS), [plain(one.text) for one in plan.words]
    yield (
        text(say.VISIT_CONSENTS),
        [plain(describe_due(one, archive, translate)) for one in plan.consents],
    )
    day = plan.last.visited_on.isoformat() if plan.last else ""
    yield (
        text(say.VISIT_LAST, day=day),
        [plain(f"{one.question or ''} — {one.text}") for one in plan.answers],
    )
    yield text(say.VISIT_MIND), [plain(one.text) for one in plan.cautions]


def plan_to_json(plan: VisitPlan, archive: Archive, console: Console) -> dict[str, object]:
    """For other programs."""
    translate = translator("zh-Hans" if console.language == "zh" else "en")
    return {
        "person": plan.person.id,
        "name": plan.person.name,
        "age": plan.age,
        "on": plan.on.isoformat(),
        "last": plan.last.id if plan.last else None,
        "questions": [
            {"words": one.words, "slot": one.gap.name if one.gap else None}
            for one in plan.questions
        ],
        "bring": list(plan.things),
        "words": [
            {"text": one.text, "source": one.source, "start": one.start} for one in plan.words
        ],
        "answers": [
            {"question": one.question, "answer": one.text, "visit": one.source}
            for one in plan.answers
        ],
        "consents": [
            {
                "record": one.record,
                "use": one.use.value if one.use else None,
                "due": one.due.value,
                "until": one.until.isoformat() if one.until else None,
                "words": describe_due(one, archive, translate),
            }
            for one in plan.consents
        ],
        "mind": [{"text": one.text, "source": one.source} for one in plan.cautions],
    }


def print_faces(photo: Photo, archive: Archive, console: Console, *, as_json: bool) -> None:
    """Who is in a photograph, and who is still to be recognised."""
    rows = [
        (number, archive.people[one.person].name if one.person else None)
        for number, one in enumerate(photo.people, 1)
    ]
    if as_json:
        faces = [{"number": number, "name": name} for number, name in rows]
        console.data({"photo": photo.id, "title": photo.title, "faces": faces})
        return
    is_open = [name is None for _, name in rows]
    if not any(is_open):
        console.say(say.PHOTO_NOBODY, title=plain(photo.title))
        return
    facts = {"open": sum(is_open), "known": len(rows) - sum(is_open)}
    console.say(say.PHOTO_FACES, title=plain(photo.title), **facts)
    for number, name in rows:
        shown = plain(name) if name else console.text(say.PHOTO_OPEN)
        console.line(f"  {number}. {shown}")
