"""What was found, as people read it and as programs do: for the worker's own screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath

from archive.cli import sentences as say
from archive.cli.checking import KINDS
from archive.cli.console import Console, paint, plain
from archive.cli.sentences import S, Sentence
from archive.cli.withheld_list import REASONS
from archive.index.desk.desk import Answer, Desk, Group, Hit
from archive.index.desk.holding import Ground, Held
from archive.index.desk.leaves import Leaf
from archive.index.desk.marking import Mark, excerpt, marks_in
from archive.index.desk.matching import Form
from archive.index.desk.passages import Passage, Place
from archive.ingest.field_names import FIELD_NAMES_ZH
from archive.ingest.folders import PUBLIC_TRANSCRIPTS, SCANS, TRANSCRIPTS
from archive.ingest.notes import NOTES
from archive.model.consent import Consent, Reason
from archive.model.kinds import Kind, RecordId, kind_of
from archive.model.person import Person
from archive.values import dataclass

ROOM = 60
"""Characters of a text that are shown around what was found in it."""
MOST_VALUES = 6
"""Answers of a facet that are listed."""

PLACES: Mapping[Place, Sentence] = {
    Place.RECORD: S("记录", "record"),
    Place.TEXT: S("正文", "text"),
    Place.CHAPTER: S("目录", "contents"),
    Place.PAGE: S("第 {number} 页", "page {number}"),
    Place.ARCHIVAL: S("存档稿", "archival transcript"),
    Place.PUBLIC: S("公开稿", "public transcript"),
    Place.NOTES: S("工作笔记", "notes"),
    Place.FILES: S("文件名", "file name"),
}
ONLY_TRANSCRIPT = S("文稿", "transcript")
GROUNDS: Mapping[Ground, Sentence] = {
    Ground.NEVER: S("授权书和走访记录从不公开", "consents and visits are never published"),
    Ground.PRIVATE_FIELD: S("这一项只供内部", "this field is private"),
    Ground.NOTES: S("工作笔记从不公开", "notes are never published"),
    Ground.ARCHIVAL_COPY: S("公开的是另一份公开稿", "the public transcript is published instead"),
    Ground.NOT_SHOWN: S("公开时去掉或改动了", "left out or changed where it is published"),
}
FACETS: Mapping[str, Sentence] = {
    "kind": S("类别", "kind"),
    "person": S("人物", "person"),
    "place": S("地点", "place"),
    "theme": S("主题", "theme"),
    "decade": S("年代", "when"),
    "sound": S("有声", "sound"),
    "access": S("公开", "access"),
}
VALUES: Mapping[tuple[str, str], Sentence] = {
    ("access", "public"): S("公开", "public"),
    ("access", "private"): S("不公开", "private"),
    ("sound", "yes"): S("有", "yes"),
}


@dataclass(frozen=True)
class Finding:
    """What an answer is shown with: the archive's folder as it was named, and the desk."""

    folder: Path
    desk: Desk
    channel: str
    on: date


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to go to: a file of the archive, and a line in it where that is known."""

    path: PurePosixPath
    line: int | None

    def text(self, folder: Path) -> str:
        """As editors and terminals take it: ``file:12``."""
        line = f":{self.line}" if self.line is not None else ""
        return plain(str(folder / self.path)) + line


# --- for people ----------------------------------------------------------------------------------


def print_answer(
    answer: Answer, finding: Finding, console: Console, *, page: int, limit: int
) -> None:
    """Record by record, each with its passages, then how to go on."""
    if not answer.records:
        console.say(say.FOUND_NONE)
        _print_suggestions(answer, console)
        return
    console.say(say.FOUND, records=answer.records, passages=answer.passages)
    if answer.is_by_sound:
        console.say(say.FOUND_BY_SOUND)
    console.line()
    for number, group in enumerate(answer.groups, (page - 1) * limit + 1):
        for line in _group_lines(number, group, answer.forms, finding, console):
            console.line(line)
        console.line()
    if answer.records > len(answer.groups):
        for line in _facet_lines(answer, finding, console):
            console.line(paint(line, "weak"))
    if answer.records > page * limit:
        console.say(say.FOUND_MORE, page=page + 1)
    elif not answer.groups:
        console.say(say.FOUND_PAST, page=page)


def print_alike(
    hits: Sequence[Hit],
    record: RecordId,
    finding: Finding,
    console: Console,
    *,
    as_json: bool,
) -> None:
    """Passages most like a record."""
    if as_json:
        rows = [_hit_to_json(hit, (), finding, console) for hit in hits]
        console.data({"like": record, "passages": rows})
        return
    heading = plain(finding.desk.archive.records[record].heading)
    console.say(say.FOUND_ALIKE if hits else say.FOUND_NONE_ALIKE, title=heading)
    console.line()
    for number, hit in enumerate(hits, 1):
        for line in _head_lines(number, hit.passage.record, None, finding, console):
            console.line(line)
        for line in _hit_lines(hit, (), finding, console):
            console.line(line)
        console.line()


def _print_suggestions(answer: Answer, console: Console) -> None:
    if answer.suggestions:
        between = "、" if console.language == "zh" else ", "
        console.say(say.FOUND_NEAR, names=between.join(map(plain, answer.suggestions)))
    else:
        console.say(say.FOUND_HINT)


def _group_lines(
    number: int, group: Group, forms: Sequence[Form], finding: Finding, console: Console
) -> Iterator[str]:
    yield from _head_lines(number, group.record, group.held, finding, console)
    for hit in group.hits:
        yield from _hit_lines(hit, forms, finding, console)
    if group.count > len(group.hits):
        rest = group.count - len(group.hits)
        yield "   " + paint(console.text(say.FOUND_REST, count=rest), "weak")


def _head_lines(
    number: int, name: RecordId, held: Held | None, finding: Finding, console: Console
) -> Iterator[str]:
    record = finding.desk.archive.records[name]
    facts = [_kind(kind_of(name), console), record.number or "", str(name)]
    title = paint(plain(record.heading), "head")
    yield f"{number}. {title}  " + paint("  ".join(map(plain, filter(None, facts))), "weak")
    if held is not None:
        yield "   " + paint(describe_held(held, finding, console), "warning")


def _hit_lines(
    hit: Hit, forms: Sequence[Form], finding: Finding, console: Console
) -> Iterator[str]:
    passage = hit.passage
    seconds = "" if passage.start is None else format_seconds(passage.start) + "  "
    # Words and their Mandarin line are mostly alike: one of them is enough to read.
    leaves = hit.leaves[:1] if passage.place.is_spoken else hit.leaves
    for leaf in leaves:
        shown, marks = excerpt(leaf.text, marks_in(leaf.text, forms), room=ROOM)
        yield f"   {seconds}{_before(passage, leaf, console)}{_painted(shown, marks)}"
    where = console.text(_place(passage, finding), number=passage.number)
    spot = _spot(passage, leaves[:1], finding).text(finding.folder)
    yield "   " + paint(f"{where}  {spot}", "weak")
    whole = finding.desk.holding.of_record(passage.record)
    if hit.held is not None and (whole is None or hit.held.reason != whole.reason):
        yield "   " + paint(describe_held(hit.held, finding, console), "warning")


def _before(passage: Passage, leaf: Leaf, console: Console) -> str:
    """Who says it, or the name of the field."""
    colon = "：" if console.language == "zh" else ": "
    if passage.place.is_spoken:
        said = "、".join(map(plain, passage.voices))
        return said + colon if said else ""
    return "" if passage.place is Place.NOTES else _label(leaf, console) + colon


def _place(passage: Passage, finding: Finding) -> Sentence:
    """What to call where it stands; a transcript that has no public one is just that."""
    transcripts = finding.desk.archive.transcripts.get(passage.record)
    is_only = transcripts is not None and transcripts.public is None
    return ONLY_TRANSCRIPT if passage.place is Place.ARCHIVAL and is_only else PLACES[passage.place]


def describe_held(held: Held, finding: Finding, console: Console) -> str:
    """Why it is not published, in a sentence."""
    reason = held.reason
    sentence = REASONS[reason] if isinstance(reason, Reason) else GROUNDS[reason]
    words = console.text(sentence)
    records = finding.desk.archive.records
    person = records.get(held.person) if held.person else None
    if isinstance(person, Person):
        words = console.text(say.WHO_AND_WHY, person=plain(person.name), reason=words)
    consent = records.get(held.consent) if held.consent else None
    if isinstance(consent, Consent):
        words = console.text(say.FOUND_CONSENT, reason=words, number=plain(consent.accession))
    return console.text(say.FOUND_PARTLY if held.is_partly else say.FOUND_PRIVATE, reason=words)


def _painted(text: str, marks: Sequence[Mark]) -> str:
    """``text`` with its marks in colour; control signs of people's words taken out first."""
    parts, at = [], 0
    for start, end in marks:
        parts += [plain(text[at:start]), paint(plain(text[start:end]), "good")]
        at = end
    return "".join([*parts, plain(text[at:])])


def _facet_lines(answer: Answer, finding: Finding, console: Console) -> Iterator[str]:
    """By what it may be narrowed, as it would be typed."""
    colon, between = ("：", "，") if console.language == "zh" else (": ", ", ")
    for name, values in answer.facets.items():
        if len(values) > 1:
            shown = [
                f"{plain(_value(name, value, finding, console))} {count}"
                for value, count in values[:MOST_VALUES]
            ]
            yield console.text(FACETS[name]) + colon + between.join(shown)


def _value(facet: str, value: str, finding: Finding, console: Console) -> str:
    if facet == "kind":
        return _kind(Kind(value), console)
    if facet in ("person", "place"):
        record = finding.desk.archive.records.get(RecordId(value))
        return record.heading if record is not None else value
    if facet == "decade":
        return f"{value}s"
    known = VALUES.get((facet, value))
    return console.text(known) if known else value


def _kind(kind: Kind, console: Console) -> str:
    named = KINDS.get(kind)
    return console.text(named) if named else kind.value


def format_seconds(seconds: float) -> str:
    """``12:05`` or ``1:02:05``."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


# --- for other programs --------------------------------------------------------------------------


def answer_to_json(
    answer: Answer, finding: Finding, console: Console, *, query: str, page: int
) -> dict[str, object]:
    """Everything that was found, plain values only."""
    return {
        "query": query,
        "channel": finding.channel,
        "date": finding.on.isoformat(),
        "records": answer.records,
        "passages": answer.passages,
        "page": page,
        "by_sound": answer.is_by_sound,
        "suggestions": list(answer.suggestions),
        "facets": {
            name: [
                {"value": value, "label": _value(name, value, finding, console), "count": count}
                for value, count in values
            ]
            for name, values in answer.facets.items()
        },
        "results": [_group_to_json(one, answer.forms, finding, console) for one in answer.groups],
    }


def _group_to_json(
    group: Group, forms: Sequence[Form], finding: Finding, console: Console
) -> dict[str, object]:
    record = finding.desk.archive.records[group.record]
    return {
        "record": group.record,
        "kind": kind_of(group.record).value,
        "title": record.heading,
        "number": record.number,
        "score": round(group.score, 4),
        "count": group.count,
        "held": _held_to_json(group.held, finding, console),
        "passages": [_hit_to_json(hit, forms, finding, console) for hit in group.hits],
    }


def _hit_to_json(
    hit: Hit, forms: Sequence[Form], finding: Finding, console: Console
) -> dict[str, object]:
    passage = hit.passage
    spot = _spot(passage, hit.leaves[:1], finding)
    return {
        "record": passage.record,
        "place": passage.place.value,
        "number": passage.number,
        "score": round(hit.score, 4),
        "start": passage.start,
        "end": passage.end,
        "voices": list(passage.voices),
        "file": str(spot.path),
        "line": spot.line,
        "held": _held_to_json(hit.held, finding, console),
        "texts": [
            {
                "field": leaf.key,
                "label": _label(leaf, console),
                "text": leaf.text,
                "marks": [list(mark) for mark in marks_in(leaf.text, forms)],
                "held": _held_to_json(
                    finding.desk.holding.of_leaf(passage, leaf), finding, console
                ),
            }
            for leaf in hit.leaves
        ],
    }


def _held_to_json(
    held: Held | None, finding: Finding, console: Console
) -> dict[str, object] | None:
    if held is None:
        return None
    return {
        "code": held.reason.value,
        "reason": describe_held(held, finding, console),
        "partly": held.is_partly,
        "person": held.person,
        "consent": held.consent,
    }


# --- where it stands -----------------------------------------------------------------------------


def _label(leaf: Leaf, console: Console) -> str:
    """The name of the field, in the person's language."""
    return FIELD_NAMES_ZH.get(leaf.label, leaf.label) if console.language == "zh" else leaf.label


def _spot(passage: Passage, leaves: Sequence[Leaf], finding: Finding) -> Spot:
    """The file, and the line in it, where ``passage`` is written."""
    source = finding.desk.archive.sources[passage.record]
    if passage.place.is_spoken:
        names = TRANSCRIPTS if passage.place is Place.ARCHIVAL else PUBLIC_TRANSCRIPTS
        paths = [source.path.with_name(name) for name in names]
        there = [path for path in paths if (finding.folder / path).is_file()]
        return Spot((there or paths)[0], passage.line)
    text = leaves[0].text if leaves else ""
    if passage.place is Place.NOTES:
        path = source.path.with_name(NOTES)
        return Spot(path, _line_of(finding.folder / path, text))
    if leaves and leaves[0].field == "body":
        return Spot(source.path, _line_of(finding.folder / source.path, text))
    key = leaves[0].key if leaves else ""
    if passage.place is Place.PAGE and key not in source.lines:  # a machine read it on the scan
        path = source.path.with_name(source.path.stem + SCANS)
        if (line := _line_of(finding.folder / path, text)) is not None:
            return Spot(path, line)
    while key and key not in source.lines:
        key = key.rpartition(".")[0]
    return Spot(source.path, source.lines[key] if key else 1)


def _line_of(file: Path, text: str) -> int | None:
    """The line on which ``text`` begins."""
    first = text.strip().split("\n")[0].strip()
    for number, line in enumerate(_lines(file), 1):
        if first and first in line:
            return number
    return None


@cache
def _lines(file: Path) -> tuple[str, ...]:
    try:
        return tuple(file.read_text(encoding="utf-8", errors="replace").splitlines())
    except OSError:
        return ()
