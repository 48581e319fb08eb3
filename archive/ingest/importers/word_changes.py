"""What somebody changed or remarked in a Word document, and what a person decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.word_parts import Fate, Mention, Stretch
from archive.ingest.incoming import Matter, Question, Tally, Verdict, Whence

_MATTERS = {
    Fate.INSERTED: Matter.INSERTED,
    Fate.DELETED: Matter.DELETED,
    Fate.HIDDEN: Matter.HIDDEN,
    Fate.REMARK: Matter.COMMENT,
}
_CODES = {
    Matter.INSERTED: "word-inserted",
    Matter.DELETED: "word-deleted",
    Matter.HIDDEN: "word-hidden",
    Matter.COMMENT: "word-comment",
}
_CALLED = {
    Matter.INSERTED: "修订加的字",
    Matter.DELETED: "修订要删的字",
    Matter.HIDDEN: "隐藏的字",
    Matter.COMMENT: "批注",
}
_DECIDED = {
    Verdict.TAKE: "，已采纳",
    Verdict.LEAVE: "，不采纳",
    Verdict.ASIDE: "，写进了原文旁注",
}
NOBODY = "不知是谁"


@dataclass(slots=True)
class Changes:
    """The changes of one document, in order."""

    path: PurePosixPath
    digest: str
    """Of the document: the same place in the same bytes is asked under the same key."""
    verdicts: Mapping[str, Verdict]
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def ask(self, stretch: Stretch, *, line: int) -> Verdict | None:
        """What was decided about a change; one that nobody decided on is told of."""
        matter = _MATTERS[stretch.fate]
        key = f"{self.digest}-{len(self.questions) + 1}"
        verdict = _fitting(matter, self.verdicts.get(key))
        words = " ".join(stretch.text.split())
        whence = Whence(self.path, row=line)
        self.questions.append(
            Question(key, whence, matter, words, stretch.by, stretch.when, verdict)
        )
        if verdict is None:
            who = {"who_zh": stretch.by or "有人", "who_en": stretch.by or "somebody"}
            facts = {"seen": stretch.text.strip()[:60], **who}
            self.problems.append(Problem(_CODES[matter], self.path, line, facts))
        return verdict

    def note_of(self, stretch: Stretch, verdict: Verdict | None) -> str:
        """What the private notes keep of a change, decided or not."""
        matter = _MATTERS[stretch.fate]
        decided = _DECIDED[verdict] if verdict else ""
        if verdict is None and matter is Matter.DELETED:
            decided = "，正文里照旧"
        who = stretch.by or NOBODY
        return f"{_CALLED[matter]}（{who}{decided}）：{' '.join(stretch.text.split())}"

    def tally(self) -> Tally:
        """How many there are, and on how many somebody decided."""
        decided = sum(one.verdict is not None for one in self.questions)
        seen = len(self.questions)
        return Tally(seen, repaired=decided, listed=seen - decided)


def runs_of(parts: Iterable[Stretch | Mention]) -> Iterator[Stretch | Mention]:
    """The parts of a paragraph, with what one person changed in one go as one stretch."""
    open_run: Stretch | None = None
    for part in parts:
        if open_run is not None and isinstance(part, Stretch) and _is_same(open_run, part):
            open_run = replace(open_run, text=open_run.text + part.text)
            continue
        if open_run is not None:
            yield open_run
        open_run = part if isinstance(part, Stretch) else None
        if open_run is None:
            yield part
    if open_run is not None:
        yield open_run


def _is_same(one: Stretch, other: Stretch) -> bool:
    return (one.fate, one.by, one.when) == (other.fate, other.by, other.when)


def _fitting(matter: Matter, verdict: Verdict | None) -> Verdict | None:
    """A remark is no words of anybody: taken over it is an editor's note."""
    is_remark = matter is Matter.COMMENT and verdict is Verdict.TAKE
    return Verdict.ASIDE if is_remark else verdict


def aside_of(stretch: Stretch) -> str:
    """A change as an editor's note inside the words."""
    who = stretch.by or "有人"
    words = " ".join(stretch.text.split())
    return {
        Fate.INSERTED: f"{who}加：{words}",
        Fate.DELETED: f"{who}认为该删：{words}",
        Fate.HIDDEN: f"原来隐藏的字：{words}",
        Fate.REMARK: f"{who}批注：{words}",
    }[stretch.fate]
