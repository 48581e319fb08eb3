"""The pictures in a Word document: which of them come out, and what is told of the others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.enclosed import Enclosed, picture_ending
from archive.ingest.importers.word_parts import Fate, Mention, Paragraph, Relation
from archive.ingest.incoming import Original, Tally
from archive.ingest.packages import Package, PackageRefused

_MEDIA = "word/media/"
_CAPTION = re.compile(
    r"(?:图|圖|照片|图片|圖片|插图|相片|Fig(?:ure|\.)?|Photo)\s*[\d０-９一二三四五六七八九十]{1,4}"
    r"(?!\s*[:：]?\s*$).{0,120}",
    re.IGNORECASE,
)
_BY_MACHINE = re.compile(
    r"自动生成|自動產生|automatically generated|AI[ -]generated|AI ?生成"
    r"|\.(?:jpe?g|png|gif|tiff?|bmp|webp|hei[cf]|emf|wmf)$",
    re.IGNORECASE,
)
"""What Word says of a picture that nobody described: a guess, or the name of its file."""
_HEAD = 16

_NOT_THERE = ("文稿里没有这个文件", "it is not in the document")
_OUTSIDE = ("它不在文稿里，只是一个链接", "it is no part of the document but a link")
_NO_PICTURE = ("不是认得的图片格式", "it is in no form of picture that is known")
_UNUSED = ("正文里没有用到它", "nothing in the text refers to it")
_TRACKED = ("是修订加的，还没有人接受", "it was put in while changes were tracked")


@dataclass(slots=True)
class Pictures:
    """What becomes of the pictures of one document."""

    path: PurePosixPath
    package: Package
    relations: Mapping[str, Relation]
    taken: dict[str, Enclosed] = field(default_factory=dict)
    """By their place in the document."""
    problems: list[Problem] = field(default_factory=list)
    _left: set[str] = field(default_factory=set)

    def place(self, mention: Mention, *, line: int, caption: str) -> str:
        """What stands in the text where a picture does; ``caption`` is what is written below."""
        relation = self.relations.get(mention.id, Relation(""))
        name = relation.inside
        caption = caption or ("" if _BY_MACHINE.search(mention.text) else mention.text)
        shown = PurePosixPath(name or relation.target or mention.id).name
        if relation.is_outside:
            self._leave(relation.target, _OUTSIDE, line)
        elif name not in self.taken:
            if mention.fate is Fate.INSERTED:
                self._leave(name, _TRACKED, line)
            elif reason := self._take(name, line, caption):
                self._leave(name or mention.id, reason, line)
        one = self.taken.get(name)
        called = f"图片 {one.number}" if one else f"图片 {shown[:60]}"
        return f"{called}：{caption}" if caption else called

    def _take(self, name: str, line: int, caption: str) -> tuple[str, str] | None:
        """Take a picture out; the reason why not."""
        if name not in self.package:
            return _NOT_THERE
        if not name.startswith(_MEDIA):
            return _NO_PICTURE
        try:
            head = b"".join(islice(self.package.chunks(name), 1))[:_HEAD]
        except PackageRefused as refused:
            return refused.zh, refused.en
        ending = picture_ending(head)
        if not ending:
            return _NO_PICTURE
        number = len(self.taken) + 1
        place = PurePosixPath("photos", f"{self.path.stem}-{number}.{ending}")
        source = PurePosixPath(f"{self.path}!{name}")
        self.taken[name] = Enclosed(Original(source, place), number, line, caption)
        return None

    def _leave(self, name: str, reason: tuple[str, str], line: int | None) -> None:
        if name in self._left:
            return
        self._left.add(name)
        facts = {"seen": PurePosixPath(name).name[:60], "reason_zh": reason[0]}
        self.problems.append(
            Problem("word-picture", self.path, line, {**facts, "reason_en": reason[1]})
        )

    def tally(self) -> Tally:
        """All pictures of the document, each once. Tells of those that nothing refers to."""
        held = {name for name in self.package.members if name.startswith(_MEDIA)}
        for name in sorted(held - self.taken.keys()):
            self._leave(name, _UNUSED, None)
        closed = {
            one.name for one in self.package.left_closed if one.name.startswith(_MEDIA)
        }  # told of as members that are not opened
        seen = len(held | self._left | closed)
        return Tally(seen, kept=len(self.taken), listed=len(self._left | closed))


def caption_of(
    paragraphs: Sequence[Paragraph], at: int, styles: Mapping[str, str]
) -> Paragraph | None:
    """The paragraph below a picture that says what is to be seen."""
    if at + 1 >= len(paragraphs) or paragraphs[at + 1].row != paragraphs[at].row:
        return None
    has_picture = any(isinstance(p, Mention) and p.what == "picture" for p in paragraphs[at].parts)
    below = paragraphs[at + 1]
    is_caption = styles.get(below.style) in ("caption", "题注", "題注")
    text = below.text.strip()
    return below if has_picture and text and (is_caption or _CAPTION.fullmatch(text)) else None
