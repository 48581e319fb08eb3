"""The village's own slots of puzzles: ``content/vocabularies/slots.yml``.

老物件:
  - {key: use, name: 怎么用, question: 是怎么用的？, importance: 3}

What is written for a sort of thing replaces the built-in slots of that sort, and leaves the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from archive.errors import Problem
from archive.ingest.field_names import FIELD_NAMES_ZH
from archive.ingest.folders import CONTENT
from archive.ingest.front_matter import Value, parse_fields
from archive.ingest.refusals import short
from archive.ingest.texts import read_text
from archive.model.fields import fields_of
from archive.model.puzzle import Slot
from archive.model.slot_templates import BUILT_IN
from archive.model.terms import Topic

SLOTS = PurePosixPath(CONTENT, "vocabularies", "slots.yml")
_TAKEN = ("key", "name", "question", "importance")
"""Fields of a slot that a template gives; the others belong to one puzzle alone."""
_LABELS = {FIELD_NAMES_ZH[f.label]: f.name for f in fields_of(Slot) if f.name in _TAKEN}

Templates = Mapping[Topic, tuple[Slot, ...]]


def read_slots(folder: Path) -> tuple[Templates, tuple[Problem, ...]]:
    """The slots of each sort of puzzle in the archive in ``folder``, and what is wrong."""
    read = read_text(folder / SLOTS, path=SLOTS)
    if read is None or read.text is None:
        return BUILT_IN, read.problems if read else ()
    templates, problems = parse_slots(read.text)
    return templates, (*read.problems, *problems)


def parse_slots(text: str) -> tuple[Templates, list[Problem]]:
    """The built-in slots with those of ``text`` in place of them, and what is wrong with it."""
    front = parse_fields(text, path=SLOTS)
    if front.data is None:
        return BUILT_IN, list(front.problems)
    reader = _Reader(front.lines)
    found: dict[Topic, tuple[Slot, ...]] = {}
    for name, entries in front.data.items():
        try:
            topic = Topic.parse(name)
        except ValueError:
            facts = {
                "seen": short(name),
                "allowed_zh": "、".join(one.zh for one in Topic),
                "allowed_en": ", ".join(one.value for one in Topic),
            }
            reader.tell("slots-topic", name, **facts)
            continue
        slots = tuple(reader.slots(name, entries))
        if slots:
            found[topic] = slots
    return {**BUILT_IN, **found}, reader.problems


@dataclass(slots=True)
class _Reader:
    lines: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)

    def tell(self, code: str, path: str, **facts: str) -> None:
        self.problems.append(Problem(code, SLOTS, self.lines.get(path, 1), facts))

    def slots(self, topic: str, entries: Value) -> Iterator[Slot]:
        if not isinstance(entries, list):
            self._malformed(topic, "下面每一项前面要有短横线", "its entries begin with “- ”")
            return
        seen: set[str] = set()
        for number, entry in enumerate(entries):
            slot = self._slot(entry, f"{topic}.{number}")
            if slot is None:
                continue
            if slot.key in seen:
                self.tell("slots-twice", f"{topic}.{number}", seen=slot.key, topic=topic)
                continue
            seen.add(slot.key)
            yield slot

    def _slot(self, entry: Value, path: str) -> Slot | None:
        if not isinstance(entry, dict):
            self._malformed(path, "要写 key 和 name", "it needs key and name")
            return None
        values: dict[str, Value] = {}
        for key, value in entry.items():
            known = key if key in _TAKEN else _LABELS.get(key)
            if known is None:
                seen = short(key)
                self._malformed(f"{path}.{key}", f"没有“{seen}”这一栏", f"no field “{seen}”")
                return None
            if value is not None:
                values[known] = value
        try:
            return Slot.model_validate(values)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                bad = str(details["loc"][0])
                zh, en = _REASONS.get(bad, ("写得不对", "is wrong"))
                self._malformed(f"{path}.{bad}", f"{bad} {zh}", f"{bad} {en}")
            return None

    def _malformed(self, path: str, zh: str, en: str) -> None:
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        self.tell("slots-malformed", path, reason_zh=zh, reason_en=en)


_REASONS = {
    "key": ("要写，只用小写字母、数字和短横线", "is needed: lowercase letters, digits, hyphens"),
    "name": ("要写，一行字", "is needed, a line of words"),
    "question": ("要写成一行字", "is a line of words"),
    "importance": ("写 1、2 或 3", "is 1, 2 or 3"),
}
