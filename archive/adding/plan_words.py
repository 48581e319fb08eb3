"""What stands in the plan's workbook, in Chinese and in English. Both are read again, whatever
language the person speaks who hands the workbook back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from archive.adding.plan import Deed
from archive.ingest.field_names import KIND_NAMES
from archive.ingest.incoming import Matter, Verdict
from archive.model.kinds import Kind


class Words(NamedTuple):
    """The same in both languages."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """As somebody reads it who speaks ``language``."""
        return self.zh if language == "zh" else self.en

    def is_said_by(self, cell: str) -> bool:
        """Whether a cell says it, in either language."""
        return cell.casefold() in (self.zh, self.en.casefold())


RECORDS, CHANGES, TRACKED, FILES, ABOUT = (
    Words("记录", "Records"),
    Words("改动", "Changes"),
    Words("修订", "Tracked changes"),
    Words("文件", "Files"),
    Words("说明", "About"),
)
"""The sheets."""

YES, NO, NEW = Words("要", "yes"), Words("不要", "no"), Words("新的", "new")
NOS = frozenset({NO.zh, NO.en, "不", "否", "n", "0", "×", "x"})
YESES = frozenset({YES.zh, YES.en, "是", "用", "y", "1", "√"})

COLUMNS: Mapping[str, Words] = {
    "wanted": Words("要不要", "Wanted"),
    "kind": Words("类", "Kind"),
    "record": Words("归入", "Same as"),
    "title": Words("题名或名字", "Title or name"),
    "day": Words("日期", "Date"),
    "deed": Words("做什么", "What is done"),
    "from": Words("来源", "From"),
    "look": Words("请看", "Please see"),
    "theirs": Words("用来的", "Take theirs"),
    "of": Words("记录", "Record"),
    "label": Words("栏", "Field name"),
    "mine": Words("现在", "Mine"),
    "comes": Words("来的", "Theirs"),
    "file": Words("文件", "File"),
    "place": Words("放到", "Goes to"),
    "verdict": Words("怎么办", "Decision"),
    "line": Words("行", "Line"),
    "matter": Words("是什么", "What it is"),
    "words": Words("写的什么", "Words"),
    "by": Words("谁", "By"),
    "when": Words("什么时候", "When"),
    "field": Words("field", "field"),
    "key": Words("key", "key"),
}
"""The columns, by what the program calls them."""

DEEDS: Mapping[Deed, Words] = {
    Deed.CREATE: Words("新建", "new"),
    Deed.CHANGE: Words("补充已有的", "adds to one that is here"),
    Deed.SAME: Words("已有，不动", "here, stays as it is"),
    Deed.LEFT_OUT: Words("不要", "not wanted"),
    Deed.COPY: Words("收进 media", "into media"),
    Deed.DUPLICATE: Words("一模一样，不再收", "the same bytes are here"),
    Deed.REFUSED: Words("没有收", "not taken"),
}
KINDS: Mapping[Kind, Words] = {kind: Words(*KIND_NAMES[kind.value]) for kind in Kind}

MATTERS: Mapping[Matter, Words] = {
    Matter.INSERTED: Words("修订加的字", "put in"),
    Matter.DELETED: Words("修订要删的字", "taken out"),
    Matter.COMMENT: Words("批注", "remark"),
    Matter.HIDDEN: Words("隐藏的字", "hidden words"),
}
VERDICTS: Mapping[Verdict, Words] = {
    Verdict.TAKE: Words("采纳", "take"),
    Verdict.LEAVE: Words("不采纳", "leave"),
    Verdict.ASIDE: Words("写进原文旁注", "note aside"),
}

MAY_BE = Words("可能是 {records}，说不准", "it may be {records}; nobody can tell")
CAN_BE = Words("可以改成：{kinds}。", "It can become: {kinds}.")
CANNOT = Words("{why}。", "{why}.")
HELP = (
    Words(
        "这是 pintu add 的计划。什么都还没有写。",
        "This is a plan of pintu add. Nothing has been written yet.",
    ),
    Words(
        "改好以后存盘，再运行：pintu add --plan 这个文件",
        "Correct it, save it, and run: pintu add --plan THIS-FILE",
    ),
    Words(
        "“要不要”写“不要”，这一条就不加，只有它用到的人和授权也不加。",
        "“Wanted”: with “no” it is not added, nor are people and consents that it alone needs.",
    ),
    Words(
        "“类”能改的有下拉：照片可以改成村落文献或老物件，登记的东西可以改成地点。"
        "新的一类没有的栏，内容写进附注。不能改的，点一下那一格，会说为什么。",
        "“Kind” has a list where it can be another: a photograph may be a paper or an object. What "
        "the other kind has no field for goes into the private note. Where it cannot, the cell "
        "says why once you stand in it.",
    ),
    Words(
        "“归入”写已有记录的编号（如 people/shen-amei），就并到那条记录里；写“新的”，就另建一条。",
        "“Same as”: the id of a record that is here (people/shen-amei) joins it; “new” makes "
        "another.",
    ),
    Words("“题名或名字”“日期”可以直接改。", "“Title or name” and “Date” can be written over."),
    Words(
        "“改动”一页里，“用来的”写“要”，就用来的盖掉现在的；不写，留现在的。",
        "On the page Changes, “yes” under “Take theirs” puts theirs in the place of mine.",
    ),
    Words(
        "“修订”一页是 Word 里还没有人接受的修改和批注。“怎么办”写“采纳”，就照修改的来；"
        "“不采纳”，原来的字不动；“写进原文旁注”，原来的字不动，旁边记一笔谁要怎么改。"
        "不写，就是还没有定：原来的字不动，报告里列出来。批注写“采纳”，就是写进旁注。",
        "“Tracked changes” are those of Word that nobody has accepted, and remarks. “take”: it "
        "shall be so; “leave”: the words stay as they were; “note aside”: they stay, and a note "
        "beside them says what somebody wanted. Left empty nothing is decided: the words stay, "
        "and the report lists it. A remark that is taken becomes a note.",
    ),
    Words(
        "别的格子改了没有用。最后一栏 key 请不要动；行可以排序。",
        "Other cells are there to be read. Leave the last column, key, alone; rows may be sorted.",
    ),
    Words(
        "这个文件里有人名，只给整理的人看。",
        "There are names in this file: it is for those who work on the archive alone.",
    ),
)


def kind_said(cell: str) -> Kind | None:
    """The kind that a cell names in either language, or as its folder; None where it names none."""
    return next(
        (
            kind
            for kind, words in KINDS.items()
            if words.is_said_by(cell) or cell.casefold() == kind.value
        ),
        None,
    )


def verdict_said(cell: str) -> Verdict | None:
    """The decision that a cell names in either language; None where it names none."""
    found = (verdict for verdict, words in VERDICTS.items() if words.is_said_by(cell))
    return next(found, Verdict.ASIDE if cell in ("旁注", "写进旁注") else None)


def yes_or_no(*, is_yes: bool) -> Words:
    """What stands in a cell that asks whether."""
    return YES if is_yes else NO
