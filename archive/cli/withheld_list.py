"""What is not published and why, in people's words: for the worker's own screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from archive.cli import sentences as say
from archive.cli.console import Console, columns, padded, paint, plain
from archive.cli.sentences import S, Sentence
from archive.model.archive import Archive
from archive.model.consent import Consent, Reason
from archive.model.person import Person
from archive.model.public import Withholding
from archive.values import dataclass

WHAT: Mapping[str, Sentence] = MappingProxyType(
    {
        "record": S("整条记录", "the whole record"),
        "sound": S("声音", "sound"),
        "film": S("录像", "film"),
        "picture": S("图片", "picture"),
        "face": S("面容（已遮住）", "face (covered)"),
        "line": S("扫描件上的一行（已盖住）", "line of a scan (covered)"),
        "name": S("名字", "name"),
        "segment": S("段落", "passage"),
        "chapter": S("章节的标题和摘要", "title and synopsis of a chapter"),
        "about": S("摘要和页面上的介绍", "summary and introduction"),
        "piece": S("拼片", "piece"),
        "stop": S("讲述路线的一站", "stop of a walk"),
        "spot": S("看点", "spot"),
        "move": S("搬到哪里", "where a household moved"),
    }
)

REASONS: Mapping[Reason, Sentence] = MappingProxyType(
    {
        Reason.CLOSED: S("开放等级是“不开放”", "its access is “closed”"),
        Reason.LISTED: S(
            "开放等级是“仅列目”，只公开题名", "“title only”: the title alone is shown"
        ),
        Reason.EMBARGO: S("还在封存期", "its embargo has not ended"),
        Reason.NO_CONSENT: S("没有授权书", "there is no consent"),
        Reason.NOT_YET_SIGNED: S("到这一天授权书还没签", "the consent was not signed by this day"),
        Reason.NOT_ASKED: S("授权书里没有问到这种用途", "the consent does not speak of this use"),
        Reason.REFUSED: S("不同意这种用途", "this use was refused"),
        Reason.SUBJECT_REFUSED: S("不同意公开这一项", "this was not agreed to"),
        Reason.LIMITED: S("有限同意，不包括这一项", "the limited consent does not extend to it"),
        Reason.EXPIRED: S("授权已过期", "the consent has ended"),
        Reason.WITHDRAWN: S("授权已撤回", "the consent was withdrawn"),
        Reason.SEALED: S("授权书约定还在封存", "sealed by the consent for the time being"),
        Reason.SEALED_SPAN: S("授权书里约定不公开这一段", "the consent excludes this passage"),
        Reason.MARKED: S("文稿里标了【不公开】", "marked as withheld in the transcript"),
        Reason.CHAPTER_CLOSED: S("这一章不开放", "this chapter is closed"),
        Reason.NOT_CLEARED: S(
            "有话不公开，这里可能说出来；看过没有问题，运行 pintu clear，"
            "或在这里写“cleared: {codes}”",
            "words are withheld, and it may tell them; if it does not, run pintu clear, or write "
            "cleared: {codes} there",
        ),
        Reason.UNKNOWN_SPEAKER: S("不知道是谁在说", "nobody knows who speaks"),
        Reason.PROTECTED_NAME: S("里面有要保护的名字", "it holds a name that is protected"),
        Reason.SECRECY: S("密级或公开范围不允许", "its secrecy or scope does not allow it"),
        Reason.NO_SHOWN_SOURCE: S("它的出处没有公开", "what it comes from is not published"),
        Reason.NARRATOR_NOT_SHOWN: S("讲的人的记录没有公开", "its narrator’s record is closed"),
        Reason.HOUSEHOLD_KEPT_BACK: S(
            "住在这里的人家都没有公开", "every household that lived there is kept back"
        ),
        Reason.PLACE_KEPT_BACK: S(
            "底图上可能画着没有公开的房子；只画地貌的底图请写“is_land_alone: 是”",
            "it may show a house that is kept back; if it shows land alone, say is_land_alone: yes",
        ),
    }
)

PASSAGE = S("第 {number} 段", "passage {number}")
CHAPTER = S("“{title}”一章的标题和摘要", "title and synopsis of the chapter “{title}”")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing held back, every part of it in words."""

    record: str
    title: str
    what: str
    reason: str
    consent: str
    """Number of the consent that decides, or empty."""

    def to_json(self, withheld: Withholding) -> dict[str, object]:
        """For other programs: words beside ids."""
        return {
            "record": self.record,
            "title": self.title,
            "what": withheld.what,
            "detail": withheld.detail,
            "code": withheld.reason.value,
            "reason": self.reason,
            "person": withheld.person,
            "consent": withheld.consent,
            "consent_number": self.consent or None,
        }


def describe_withheld(withheld: Withholding, archive: Archive, console: Console) -> Row:
    """In words: which record, what of it, why, and by which consent."""
    record = archive.records.get(withheld.record)
    what = console.text(WHAT[withheld.what])
    if withheld.what == "segment" and withheld.detail:
        what = console.text(PASSAGE, number=withheld.detail)
    if withheld.what == "chapter":
        what = console.text(CHAPTER, title=plain(withheld.detail))
    codes = withheld.codes[0] if len(withheld.codes) == 1 else f"[{', '.join(withheld.codes)}]"
    reason = console.text(REASONS[withheld.reason], codes=codes)
    person = archive.records.get(withheld.person) if withheld.person else None
    if isinstance(person, Person) and person is not record:
        reason = console.text(say.WHO_AND_WHY, person=person.name, reason=reason)
    consent = archive.records.get(withheld.consent) if withheld.consent else None
    number = consent.accession if isinstance(consent, Consent) else ""
    return Row(withheld.record, record.heading if record else withheld.record, what, reason, number)


def count_withheld(withheld: Sequence[Withholding], console: Console) -> str:
    """How many of each sort, in one line."""
    counted = Counter(one.what for one in withheld)
    parts = [
        console.text(say.PART_COUNT, what=console.text(sentence), count=counted[what])
        for what, sentence in WHAT.items()
        if counted[what]
    ]
    return ("，" if console.language == "zh" else ", ").join(parts)


def print_withheld(rows: Sequence[Row], console: Console) -> None:
    """A quiet table: the record once, then what is held back of it."""
    cells = [_cells(row) for row in rows]
    titles = (say.HEAD_RECORD, say.HEAD_WHAT, say.HEAD_REASON, say.HEAD_CONSENT)
    head = tuple(console.text(title) for title in titles)
    widths = [max(columns(row[at]) for row in [head, *cells]) for at in range(4)]
    console.line(paint("  " + _joined(head, widths), "weak"))
    before = ""
    for row, line in zip(rows, cells, strict=True):
        shown = line if row.record != before else ("", *line[1:])
        console.line("  " + _joined(shown, widths))
        before = row.record


def _cells(row: Row) -> tuple[str, str, str, str]:
    return f"{plain(row.title)} ({row.record})", row.what, plain(row.reason), plain(row.consent)


def _joined(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(padded(c, w) for c, w in zip(cells, widths, strict=True)).rstrip()
