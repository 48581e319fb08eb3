"""Every problem that hand-written content can have: the one table of codes and sentences.

A code is stable: other programs and people's notes rely on it. Braces hold facts of the problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from archive.values import dataclass


class Severity(StrEnum):
    """How bad a problem is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class ProblemCode:
    """What is said about one code, in both languages."""

    code: str
    severity: Severity
    zh: str
    """What is wrong."""
    hint_zh: str
    """What to write instead."""
    en: str
    hint_en: str


def _error(code: str, zh: str, hint_zh: str, en: str, hint_en: str) -> ProblemCode:
    return ProblemCode(code, Severity.ERROR, zh, hint_zh, en, hint_en)


def _warning(code: str, zh: str, hint_zh: str, en: str, hint_en: str) -> ProblemCode:
    return ProblemCode(code, Severity.WARNING, zh, hint_zh, en, hint_en)


_TABLE = (
    # Files and folders
    _error(
        "content-missing",
        "这里没有 content 文件夹，不是一个拼图档案。",
        "请换到档案所在的文件夹再运行，或用 pintu new 新建一个。",
        "There is no content folder here, so this is not an archive.",
        "Run this in the archive's own folder, or make a new one with pintu new.",
    ),
    _error(
        "file-unreadable",
        "文件读不出来（{reason}）。",
        "请用记事本或其他编辑器打开看看；打不开就从备份里找回来。",
        "The file cannot be read ({reason}).",
        "Open it in a text editor; if that fails too, restore it from a copy.",
    ),
    _error(
        "file-too-large",
        "文件有 {seen}，超过了文字文件的上限 {limit}。",
        "录音、照片请放进 media 文件夹，这里只放文字。",
        "The file is {seen} long, more than the {limit} a text may have.",
        "Recordings and photographs belong in the media folder; only text belongs here.",
    ),
    _warning(
        "file-encoding",
        "文件用的是 {seen} 编码，已按它读取。",
        "请在编辑器里“另存为”，编码选 UTF-8，免得在别的电脑上变成乱码。",
        "The file is written in {seen}; it was read as that.",
        "Save it again as UTF-8, so that it reads the same on every computer.",
    ),
    _error(
        "file-control-character",
        "里面有看不见的控制字符（{seen}）。",
        "请删掉这一行重新打一遍；多半是从别处粘贴带进来的。",
        "It holds an invisible control character ({seen}).",
        "Delete this line and type it again; it usually came in by pasting.",
    ),
    _warning(
        "file-stray",
        "这里不该有这个文件，没有读它。",
        "{expected_hint}",
        "A file that does not belong here; it was not read.",
        "{expected_hint}",
    ),
    _warning(
        "file-temporary",
        "这是编辑软件留下的临时文件，没有读它。",
        "关掉正在编辑它的软件，再把它删掉。",
        "A temporary file left by an editor; it was not read.",
        "Close the program that edits it, then delete it.",
    ),
    _error(
        "file-name",
        "文件名“{seen}”不能用。文件名就是网址，只能用小写英文字母、数字和短横线。",
        "请改名为“{expected}”。",
        "The name “{seen}” cannot be used: it becomes an address, so only lowercase letters, "
        "digits and hyphens may stand in it.",
        "Rename it to “{expected}”.",
    ),
    _error(
        "file-symlink",
        "这是一个快捷方式（符号链接），没有顺着它读。",
        "请把真正的文件复制到这里。",
        "This is a symbolic link; it was not followed.",
        "Copy the real file here.",
    ),
    _warning(
        "folder-unknown",
        "content 里没有“{seen}”这一类，里面的东西都没有读。",
        "是不是“{expected}”？请改文件夹的名字。",
        "There is no kind of record called “{seen}”; nothing in it was read.",
        "Did you mean “{expected}”? Rename the folder.",
    ),
    _error(
        "interview-no-index",
        "这个口述文件夹里没有 index.md。",
        "每篇口述要有一个 index.md，写题名、口述者和授权；可以复制别的口述的来改。",
        "This interview's folder has no index.md.",
        "Each interview needs an index.md with its title, narrators and consents; copy one from "
        "another interview.",
    ),
    _warning(
        "transcript-both",
        "文字稿有 .vtt 和 .md 两份，只用了 .vtt。",
        "请留一份；不用的移出这个文件夹。",
        "There are two transcripts, .vtt and .md; only the .vtt was used.",
        "Keep one of them here.",
    ),
    # The head of a file
    _error(
        "front-matter-missing",
        "文件开头没有信息栏。",
        "第一行写三个减号 ---，下面写各栏，再用一行 --- 收尾；可参考同一文件夹里别的文件。",
        "The file does not begin with its fields.",
        "Begin with a line of three hyphens ---, then the fields, then another line ---.",
    ),
    _error(
        "front-matter-unclosed",
        "信息栏没有收尾。",
        "在最后一栏下面单独加一行 ---。",
        "The fields are not closed.",
        "Put a line of three hyphens --- below the last field.",
    ),
    _error(
        "yaml-syntax",
        "这里的格式读不懂：{reason}。",
        "检查这一行和上一行：冒号是不是英文半角、后面有没有空格，缩进是不是对齐；文字里有冒号或引"
        "号时，整句用英文双引号括起来。",
        "This cannot be understood: {reason}.",
        "Look at this line and the one above: a colon needs a space after it, indents must line "
        "up, and text that holds a colon or a quotation mark is put between double quotes.",
    ),
    _error(
        "yaml-tab",
        "这一行用了制表符（Tab 键）缩进。",
        "请改成空格，每级两个。",
        "This line is indented with a tab.",
        "Use spaces, two for each level.",
    ),
    _error(
        "yaml-colon",
        "“{seen}”后面用了中文全角冒号“：”。",
        "请改成英文冒号加空格：“{seen}: ”。",
        "There is a full-width colon “：” after “{seen}”.",
        "Write an ordinary colon and a space: “{seen}: ”.",
    ),
    _error(
        "yaml-duplicate-key",
        "“{seen}”写了两次，第一次在第 {first} 行。",
        "只留一个；要写多项时，在一个“{seen}:”下面用短横线列出。",
        "“{seen}” is written twice, first on line {first}.",
        "Keep one; several values go below a single “{seen}:” as a list.",
    ),
    _error(
        "yaml-alias",
        "这里用了 & 或 * 引用（{seen}），为了安全不接受。",
        "请把内容直接写出来；文字以 & 或 * 开头时，用英文双引号括起来。",
        "An anchor or alias ({seen}) is not accepted here, for safety.",
        "Write the value out; text that begins with & or * goes between double quotes.",
    ),
    _error(
        "yaml-tag",
        "这里用了 ! 标记（{seen}），不接受。",
        "请删掉它；文字以 ! 开头时，用英文双引号括起来。",
        "A tag ({seen}) is not accepted here.",
        "Remove it; text that begins with ! goes between double quotes.",
    ),
    _error(
        "yaml-depth",
        "层次太多，或者内容太长。",
        "一条记录只要三四层；请照着样例重写这一段。",
        "Too many levels, or too many values.",
        "A record needs three or four levels; write this part after the example.",
    ),
    _error(
        "yaml-not-mapping",
        "信息栏应该是一行一栏的“名称: 内容”。",
        "例如：title: 水车响了三十年",
        "The fields must be written one on a line, as “name: value”.",
        "For example: title: The wheel turned for thirty years",
    ),
    # Fields
    _error(
        "field-unknown",
        "没有“{seen}”这一栏。",
        "{suggestion}",
        "There is no field called “{seen}”.",
        "{suggestion}",
    ),
    _error(
        "field-missing",
        "缺少必填的{field}。",
        "请加上一行“{key}: …”。{expected}",
        "The field {field} is required and missing.",
        "Add a line “{key}: …”. {expected}",
    ),
    _error(
        "field-one",
        "{field}只能写一项，这里写成了一列。",
        "请只留一项，去掉前面的短横线。",
        "{field} takes one value, and this is a list.",
        "Keep one of them, without the hyphen.",
    ),
    _error(
        "field-parts",
        "{field}要分开写几小项，这里写的是“{seen}”。",
        "下面缩进两格，写：{expected}。",
        "{field} has parts of its own, and this is “{seen}”.",
        "Below it, indented by two spaces, write: {expected}.",
    ),
    _error(
        "field-plain",
        "{field}只写一句话或一个值，下面不能再分小项。",
        "请写在冒号后面的同一行。",
        "{field} takes plain text, without parts of its own.",
        "Write the value on the same line, after the colon.",
    ),
    _error(
        "field-too-long",
        "{field}太长了（{seen} 字，最多 {limit} 字）。",
        "请缩短；要写长文，写在 --- 下面的正文里，或写进 note。",
        "{field} is too long ({seen} characters, at most {limit}).",
        "Shorten it; longer text belongs below the fields or in the note.",
    ),
    _error(
        "term-unknown",
        "{field}写的是“{seen}”，不在可选的词里。",
        "{suggestion}可以写：{allowed}。",
        "{field} says “{seen}”, which is not one of its terms.",
        "{suggestion}Choose from: {allowed}.",
    ),
    _error(
        "number-malformed",
        "{field}应该是数字，这里写的是“{seen}”。",
        "只写数字，不写单位，例如 {expected}。",
        "{field} must be a number, and this is “{seen}”.",
        "Write the number alone, without a unit, such as {expected}.",
    ),
    _error(
        "number-range",
        "{field}写的 {seen} 超出了范围。",
        "应该{expected}。",
        "{field} is {seen}, which is out of range.",
        "It must be {expected}.",
    ),
    _error(
        "yes-no-malformed",
        "{field}只能答是或否，这里写的是“{seen}”。",
        "请写 是 或 否。",
        "{field} is a yes or no question, and this is “{seen}”.",
        "Write yes or no.",
    ),
    _error(
        "time-malformed",
        "{field}应该是录音里的时间，这里写的是“{seen}”。",
        "写成 时:分:秒，例如 0:03:12，或直接写秒数 192。",
        "{field} must be a time in the recording, and this is “{seen}”.",
        "Write hours:minutes:seconds, such as 0:03:12, or seconds, such as 192.",
    ),
    _error(
        "day-malformed",
        "{field}应该是某一天，这里写的是“{seen}”。",
        "写成 年-月-日，例如 2024-03-09。",
        "{field} must be a day, and this is “{seen}”.",
        "Write year-month-day, such as 2024-03-09.",
    ),
    _error(
        "date-not-understood",
        "{field}：{reason}",
        "原话照写，旁边加上时间：{key}: {{spoken: {seen}, edtf: 1958}}。",
        "{field}: {reason}",
        "Keep the words and add the time: {key}: {{spoken: {seen}, edtf: 1958}}.",
    ),
    _error(
        "edtf-malformed",
        "{field}的 edtf 写的是“{seen}”，格式不对。",
        "写 1958、1958-12、1958-12-03、195X（五十年代）、1958~（大约）或 1954/1983（从…到…）；不"
        "知道就删掉 edtf 一行。",
        "{field}: “{seen}” is not EDTF.",
        "Write 1958, 1958-12, 1958-12-03, 195X for a decade, 1958~ for about, or 1954/1983 for a "
        "span; leave edtf out when the time is not known.",
    ),
    _warning(
        "date-disagrees",
        "{field}的原话“{seen}”是 {understood}，旁边的 edtf 写的却是 {edtf}。",
        "请对一下是哪个写错了；确实如此就不用改。",
        "{field}: the words “{seen}” mean {understood}, but the edtf beside them says {edtf}.",
        "See which of the two is wrong; if both are right, leave them.",
    ),
    _error(
        "reference-malformed",
        "{field}应该写另一条记录的编号，这里写的是“{seen}”。",
        "写成 文件夹/文件名（不带 .md），例如 {expected}。",
        "{field} must name another record, and this is “{seen}”.",
        "Write folder/name without .md, such as {expected}.",
    ),
    _error(
        "digest-malformed",
        "{field}写的不是 SHA-256 校验值。",
        "它是 64 位数字和小写字母 a 到 f；可以删掉这一行，由清单来核对。",
        "{field} is not a SHA-256 checksum.",
        "It has 64 digits and lowercase letters a to f; you may leave it out, and the manifest "
        "serves.",
    ),
    _error(
        "id-typed",
        "编号写的是“{seen}”，可是文件名说是“{expected}”。",
        "请删掉 id 这一行；编号由文件夹和文件名决定。",
        "The id says “{seen}”, but the file is named “{expected}”.",
        "Remove the line id; folder and file name decide it.",
    ),
    _error(
        "value-wrong",
        "{field}写的“{seen}”不对。",
        "{reason}",
        "{field}: “{seen}” is not right.",
        "{reason}",
    ),
    # Transcripts
    _warning(
        "vtt-header",
        "字幕文件第一行应该是 WEBVTT。",
        "请在最前面加一行 WEBVTT，再空一行。",
        "The first line of a transcript must be WEBVTT.",
        "Put a line WEBVTT at the top, then an empty line.",
    ),
    _error(
        "cue-malformed",
        "这一段的时间读不懂：“{seen}”。",
        "写成：00:01:02.500 --> 00:01:08.000，箭头两边各空一格。",
        "The times of this passage cannot be understood: “{seen}”.",
        "Write: 00:01:02.500 --> 00:01:08.000, with a space on both sides of the arrow.",
    ),
    _warning(
        "cue-comma",
        "时间里用了逗号，应该用点：“{seen}”。",
        "把逗号都换成英文句点，例如 00:01:02.500。",
        "The times are written with a comma: “{seen}”.",
        "Write a full stop instead, such as 00:01:02.500.",
    ),
    _error(
        "cue-order",
        "这一段从 {start} 到 {end}，{reason}。",
        "请对着录音改时间，各段按先后排列。",
        "This passage runs from {start} to {end}, {reason}.",
        "Correct the times against the recording; passages stand in order.",
    ),
    _warning(
        "cue-overlap",
        "“{seen}”的两段话重叠了 {seconds} 秒。",
        "请对着录音改一下前一段的结束时间。",
        "Two passages of “{seen}” overlap by {seconds} seconds.",
        "Correct the end of the one before against the recording.",
    ),
    _warning(
        "cue-past-end",
        "这一段到 {end} 才结束，可是录音只有 {duration} 长；时间先当作没有核对过。",
        "请对着录音改时间；或者看看是不是放错了文字稿、录音是不是没传完整。"
        "没改好以前，口述里有话不公开的，录音先不放。",
        "This passage ends at {end}, but the recording is only {duration} long; its times are "
        "taken as not checked.",
        "Correct the time, or see whether this is the transcript of another recording, or the "
        "recording is not all there. Until then it is not heard where anything is withheld.",
    ),
    _warning(
        "transcript-empty",
        "文字稿里一段话也没有。",
        "还没有整理好的话，先把这个文件移走，口述照样可以发布摘要和录音。",
        "There is not one passage in the transcript.",
        "If it is not ready, take the file away; the interview can be shown without it.",
    ),
    _error(
        "mark-unclosed",
        "标记没有收尾：“{seen}”。为了稳妥，后面的话都当作不公开。",
        "在标记结束的地方补上“{expected}”。",
        "A mark is not closed: “{seen}”. To be safe, all that follows is withheld.",
        "Put “{expected}” where it ends.",
    ),
    _error(
        "mark-unknown",
        "认不出这个标记：“{seen}”。",
        "可以用：【不公开：…】【化名：真名|假名】【听不清】【存疑：…】【方言：字|意思】【拼图：拼图"
        "编号/拼块】〔整理者注：…〕。不是标记的话，请换成圆括号。",
        "This mark is not known: “{seen}”.",
        "These are: 【不公开：…】【化名：真名|假名】【听不清】【存疑：…】【方言：字|意思】【拼图："
        "puzzle/slot】〔整理者注：…〕. If it is no mark, use round brackets.",
    ),
    _error(
        "mark-piece",
        "拼图的标记看不懂：“{seen}”。",
        "写成【拼图：拼图编号/拼块短名】，例如【拼图：cun-dong-shui-che/use】。",
        "This mark of a puzzle is not understood: “{seen}”.",
        "Write 【拼图：puzzle/slot】, such as 【拼图：east-wheel/use】.",
    ),
    _error(
        "mark-pair",
        "标记里要用竖线分成两半：“{seen}”。",
        "写成【化名：真名|假名】或【方言：字|意思】。",
        "This mark needs two halves with a bar between them: “{seen}”.",
        "Write 【化名：真名|假名】 or 【方言：字|意思】.",
    ),
    _error(
        "speaker-none",
        "这一段没有写是谁说的。",
        "在话的前面写上说话人：<v 沈阿妹>；不带时间的文字稿，在上面写一行“### 沈阿妹：”。",
        "It is not said who speaks here.",
        "Write the speaker before the words: <v Shen Amei>; in a transcript without times put a "
        "line “### Shen Amei:” above.",
    ),
    _error(
        "speaker-unknown",
        "不知道说话人“{seen}”是谁。",
        "把名字写得和人物的公开称呼一样；或者在 index.md 里加：speakers: {{{seen}: people/…}}；听"
        "不出是谁就写“众人”。",
        "It is not known who “{seen}” is.",
        "Write the name as in the person's record; or add to index.md: speakers: {{{seen}: "
        "people/…}}; for several unknown voices write 众人.",
    ),
    _error(
        "speaker-ambiguous",
        "“{seen}”可能是 {candidates}，分不清。",
        "在 index.md 里写明：speakers: {{{seen}: people/…}}。",
        "“{seen}” may be {candidates}.",
        "Say which in index.md: speakers: {{{seen}: people/…}}.",
    ),
    # Records together
    _error(
        "reference-broken",
        "{field}写的“{seen}”，档案里没有这条记录。",
        "{suggestion}",
        "{field} names “{seen}”, and there is no such record.",
        "{suggestion}",
    ),
    _error(
        "reference-kind",
        "{field}写的“{seen}”是{kind}，这里应该是{expected}。",
        "请改成{expected}的编号，例如 {example}。",
        "{field} names “{seen}”, which is under {kind}; here it must be under {expected}.",
        "Write the id of a record such as {example}.",
    ),
    _error(
        "link-broken",
        "正文里的链接“{seen}”没有对应的记录。",
        "{suggestion}",
        "The link “{seen}” in the text leads to no record.",
        "{suggestion}",
    ),
    _error(
        "accession-duplicate",
        "{field}“{seen}”已经用在 {other} 第 {other_line} 行了。",
        "请查登记簿，改掉其中一个。",
        "{field} “{seen}” is used already in {other}, line {other_line}.",
        "Look it up in the register and correct one of them.",
    ),
    _error(
        "former-id-clash",
        "曾用编号“{seen}”{reason}。",
        "请从 former_ids 里删掉它。",
        "The former id “{seen}” {reason}.",
        "Remove it from former_ids.",
    ),
    _error(
        "narrator-nobody",
        "第 {seen} 位口述者既没有人物编号，也没有名字。",
        "写 person: people/…；没有人物记录的，写 name: 称呼。",
        "Narrator {seen} has neither a record nor a name.",
        "Write person: people/…, or name: for someone without a record.",
    ),
    _error(
        "consent-not-covering",
        "口述里写了授权书 {seen}，可是那份授权书没有包括这篇口述。",
        "在 {seen} 的 covers 里加上“{record}”（要确实签过）；不是这份的话，请从 consents 里删掉。",
        "The interview names the consent {seen}, which does not cover it.",
        "Add “{record}” to covers in {seen}, if that was signed; otherwise take it out of "
        "consents here.",
    ),
    _warning(
        "consent-not-named",
        "授权书包括了 {record}，可是那篇口述没有写这份授权书。",
        "在 {record} 的 consents 里加上“{seen}”。",
        "The consent covers {record}, which does not name it.",
        "Add “{seen}” to consents in {record}.",
    ),
    _error(
        "consent-behalf",
        "{capacity}代签的授权书，没有写代谁签。",
        "请写 on_behalf_of: people/…（被代签的人）。",
        "A consent signed as {capacity} does not say for whom.",
        "Write on_behalf_of: people/… (the person it is signed for).",
    ),
    _error(
        "consent-limited",
        "“{seen}”写的是有限同意，可是没有写限于什么。",
        "请加 only: [文字]，列出同意的内容（声音、肖像、姓名、文字、实物照片）。",
        "“{seen}” is limited, but not to what.",
        "Add only: [text], listing what is allowed (voice, portrait, name, text, object).",
    ),
    _error(
        "consent-minor",
        "{seen}签字时不满 14 岁，不能自己签。",
        "请由监护人签：capacity: 监护人，grantor 写监护人，on_behalf_of 写孩子。",
        "{seen} was under 14 when signing and could not sign alone.",
        "A guardian signs: capacity: guardian, grantor is the guardian, on_behalf_of the child.",
    ),
    _error(
        "consent-dates",
        "{field}是 {seen}，早于签署日期 {signed}。",
        "请对着签好的授权书改日期。",
        "{field} is {seen}, before the day of signing, {signed}.",
        "Correct the dates against the signed paper.",
    ),
    _warning(
        "sealed-span-outside",
        "不公开段落到 {end}，可是 {interview} 的录音只有 {duration} 长；"
        "不知道哪一段不公开，整份的话和录音先都不公开。",
        "请对着录音改起止时间。",
        "The sealed passage ends at {end}, but the recording of {interview} is only {duration} "
        "long. Nobody knows which passage is meant, so none of its words and sound is shown.",
        "Correct its start and end against the recording.",
    ),
    _error(
        "span-order",
        "{field}从 {start} 到 {end}，结束不在开始之后。",
        "请对着录音改起止时间。",
        "{field} runs from {start} to {end}; the end must come after the start.",
        "Correct the times against the recording.",
    ),
    _warning(
        "check-words-changed",
        "{seen} 给口述者核对过以后，文字稿又改过了。",
        "请把改动再给口述者看一遍，再用 pintu proof 登记一次；改回原样也可以。",
        "The transcript was changed after the narrator had checked it on {seen}.",
        "Show the narrator what changed and register it again with pintu proof, or change it back.",
    ),
    _warning(
        "not-cleared",
        "这里有 {count} 处文字写到有话不公开的口述，可能把它说出来，所以先不显示。",
        "请运行 pintu clear {record}，对着不公开的原话看一遍；没有说出来的，答“是”就显示。",
        "{count} texts here are about a telling of which words are withheld. They may tell them, "
        "so they are not shown.",
        "Run pintu clear {record} and look at them beside the withheld words; what tells nothing "
        "is shown when you say yes.",
    ),
    _warning(
        "check-state",
        "有核对记录，核对状态却是“{seen}”。",
        "请写“{expected}”；核对不算数的话，用 pintu proof --undo 撤掉记录。",
        "There is a check by the narrator, but the state is “{seen}”.",
        "Write “{expected}”, or take the check back with pintu proof --undo.",
    ),
    _error(
        "quote-times",
        "引语{reason}。",
        "写了 quote_start 就要写 quote_end，都要有 quote，而且结束在开始之后。",
        "The quotation {reason}.",
        "quote_start and quote_end go together with quote, and the end comes after the start.",
    ),
    _error(
        "chapter-order",
        "目录第 {seen} 条从 {start} 开始，早于上一条的 {previous}。",
        "请按时间先后排列，或改正开始时间。",
        "Entry {seen} of the contents starts at {start}, before the one above it at {previous}.",
        "Put them in the order of time, or correct the start.",
    ),
    _warning(
        "chapter-past-end",
        "目录第 {seen} 条到 {end}，可是录音只有 {duration} 长；时间先当作没有核对过。",
        "请对着录音改时间。没改好以前，口述里有话不公开的，录音先不放。",
        "Entry {seen} of the contents reaches {end}, but the recording is only {duration} long; "
        "its times are taken as not checked.",
        "Correct the time against the recording. Until then it is not heard where anything is "
        "withheld.",
    ),
    _warning(
        "clip-outside",
        "这段录音到 {end}，可是 {interview} 只有 {duration} 长，听不到的先不放。",
        "请对着录音改起止时间。",
        "The clip ends at {end}, but {interview} is only {duration} long; what is not there is "
        "not offered.",
        "Correct its start and end against the recording.",
    ),
    _error(
        "reading-scheme",
        "写了读音，没有写用的是哪种注音。",
        "加一行 reading_scheme，例如：吴语学堂拼音、国际音标。",
        "There is a reading, but not in which scheme it is written.",
        "Add reading_scheme, such as IPA.",
    ),
    # Puzzles
    _error(
        "key-malformed",
        "{field}写的“{seen}”不能当短名。",
        "短名只用小写字母、数字和短横线，例如“{expected}”。",
        "{field} is “{seen}”, which is no key.",
        "A key has lowercase letters, digits and hyphens, such as “{expected}”.",
    ),
    _error(
        "puzzle-key-twice",
        "短名“{seen}”在第 {other_line} 行已经用过了。",
        "请换一个短名；同一个拼图里，拼片和拼片、拼块和拼块都不能同名。",
        "The key “{seen}” is used in line {other_line} already.",
        "Choose another; no two pieces and no two slots of a puzzle have the same key.",
    ),
    _error(
        "scene-no-picture",
        "这个场景没有图。",
        "请写 picture（一张画，或者认不出人的照片），或者写 photo（一张有记录的老照片）。",
        "This scene has no picture.",
        "Give it a picture (a drawing, or a photograph nobody can be recognised in), or a photo "
        "with a record of its own.",
    ),
    _error(
        "scene-two-pictures",
        "picture 和 photo 都写了，场景只用一张图。",
        "请留下一个。照片里认得出人的，留 photo：面孔照那张照片的授权遮。",
        "Both picture and photo are given; a scene has one picture.",
        "Keep one. Where people can be recognised keep the photo: faces are covered as there.",
    ),
    _error(
        "spot-key-twice",
        "短名“{seen}”在第 {other_line} 行已经用过了。",
        "请换一个短名；同一个场景里，看点不能同名。",
        "The key “{seen}” is used in line {other_line} already.",
        "Choose another; no two spots of a scene have the same key.",
    ),
    _error(
        "spot-empty",
        "看点“{seen}”除了名字什么也没有。",
        "请写一样听得到或看得到的：clip（哪篇口述的几分几秒）、sound（声音文件）、object、"
        "person、place、photo，或者一句 caption。",
        "The spot “{seen}” has nothing but its name.",
        "Give it something to hear or to see: clip, sound, object, person, place, photo, or a "
        "caption.",
    ),
    _error(
        "spot-now-alone",
        "看点“{seen}”写了如今的照片（now），没有写老照片（photo）。",
        "今昔对比要有两张：请补上 photo；整个场景的今昔写在场景自己的 now 里。",
        "The spot “{seen}” has a picture of today (now) and no old photograph (photo).",
        "Then and now are two pictures: add photo; for the whole scene write its own now.",
    ),
    _error(
        "piece-no-source",
        "拼片“{seen}”没有写出处。",
        "请写一个出处：clip（哪篇口述的几分几秒）、photo、object 或 document。没有出处就不是拼片，"
        "先问清楚是谁讲的。",
        "The piece “{seen}” has no source.",
        "Give it one: clip, photo, object or document. What has no source is no piece.",
    ),
    _error(
        "piece-two-sources",
        "拼片“{seen}”写了不止一个出处：{sources}。",
        "一个拼片只有一个出处；另外的写成另一个拼片，用“印证”连起来。",
        "The piece “{seen}” has more than one source: {sources}.",
        "A piece has one source. Write another piece for the other one, and say that it confirms.",
    ),
    _error(
        "piece-slot-unknown",
        "拼片“{seen}”放进“{slot}”，可是这个拼图没有这样的拼块。",
        "这个拼图有：{allowed}。要加新的拼块，请写在 slots 里。",
        "The piece “{seen}” is for the slot “{slot}”, which this puzzle has not.",
        "It has: {allowed}. To add one, write it in slots.",
    ),
    _error(
        "piece-page-alone",
        "拼片“{seen}”写了第几页，却没有写是哪份文献。",
        "请加上 document，或者删掉 page。",
        "The piece “{seen}” has a page but no document.",
        "Add document, or remove page.",
    ),
    _error(
        "piece-page-outside",
        "拼片“{seen}”说在第 {page} 页，可是 {document} 只有 {pages} 页。",
        "请对着文献改页数。",
        "The piece “{seen}” is on page {page}, but {document} has {pages}.",
        "Correct the page.",
    ),
    _error(
        "relation-itself",
        "拼片“{seen}”和它自己连起来了。",
        "请写另一个拼片的短名，或者删掉这一行。",
        "The piece “{seen}” is related to itself.",
        "Write the key of another piece, or remove the line.",
    ),
    _error(
        "relation-unknown",
        "拼片“{seen}”连到“{other}”，可是这个拼图里没有这样的拼片。",
        "这个拼图里有：{allowed}。",
        "The piece “{seen}” is related to “{other}”, which this puzzle has not.",
        "It has: {allowed}.",
    ),
    _warning(
        "piece-narrator-elsewhere",
        "拼片“{seen}”写的讲述人是 {person}，可是 {interview} 里没有这个人说话。",
        "请核对讲述人和录音；是听来的话，写在 heard_from 里。",
        "The piece “{seen}” is said to be told by {person}, who does not speak in {interview}.",
        "Check narrator and clip; whom it was heard from belongs in heard_from.",
    ),
    _warning(
        "stop-voice-elsewhere",
        "第 {seen} 站的录音是 {interview} 里的，可是讲的人 {person} 在那里没有说话。",
        "请核对这一站的录音；别人的话，放到别人讲的路线里去。",
        "Stop {seen} has a clip of {interview}, in which its narrator {person} does not speak.",
        "Check the clip; somebody else's words belong in a walk of their own.",
    ),
    _warning(
        "piece-before-birth",
        "拼片“{seen}”写的是“{basis}”，讲的是{told}，可是 {person} {born}才出生。",
        "请核对出生年和年份；是听老辈讲的，写“亲闻”。",
        "The piece “{seen}” ({basis}) is about {told}, but {person} was born in {born}.",
        "Check the birth and the date; what was heard from others is “heard”.",
    ),
    _warning(
        "piece-age-odd",
        "拼片“{seen}”说当时“{age}”，可是 {person} {born}出生，{told}应该是 {expected} 岁上下。",
        "请核对；讲的人就是这么说的，保留原话就好，年份可以再问。",
        "The piece “{seen}” says “{age}”, but {person}, born in {born}, was about {expected} in "
        "{told}.",
        "Check it. If these were the words, leave them, and ask about the year again.",
    ),
    _error(
        "piece-mark-unknown",
        "标记【拼图：{seen}】指的{what}没有找到。",
        "{suggestion}",
        "The mark of a piece “{seen}” names a {what} that is not there.",
        "{suggestion}",
    ),
    _error(
        "visit-slot-unknown",
        "走访记录里写的“{seen}”，指的{what}没有找到。",
        "{suggestion}拼块写成 shuiche/from 这样：拼图的文件名、斜杠、拼块的短名。",
        "The visit names “{seen}”, a {what} that is not there.",
        "{suggestion} A slot is written like shuiche/from: the puzzle's file name, a stroke, the "
        "slot's short name.",
    ),
    _warning(
        "piece-mark-unused",
        "标记【拼图：{seen}】没有用上：{reason}。",
        "{suggestion}",
        "The mark of a piece “{seen}” makes no piece: {reason}.",
        "{suggestion}",
    ),
    _error(
        "slots-topic",
        "拼块表里没有“{seen}”这一类。",
        "可以写：{allowed}。",
        "The table of slots knows no sort “{seen}”.",
        "These are: {allowed}.",
    ),
    _error(
        "slots-malformed",
        "拼块表里这一项看不懂：{reason}。",
        "一项这样写：“- {{key: use, name: 怎么用, question: 是怎么用的？, importance: 3}}”。",
        "This entry of the table of slots is not understood: {reason}.",
        "Write an entry as “- {{key: use, name: Use, question: How was it used?, importance: 3}}”.",
    ),
    _error(
        "slots-twice",
        "“{topic}”里的短名“{seen}”写了两遍。",
        "请换一个短名，或者删掉一项。",
        "The key “{seen}” stands twice under “{topic}”.",
        "Choose another key, or remove one.",
    ),
    _error(
        "themes-malformed",
        "主题表里的“{seen}”看不懂。",
        "一行写一个主题和归它的关键词，都不要太长，例如“水: [河埠, 采菱, 大水]”。",
        "“{seen}” in the table of themes is not understood.",
        "Write a theme and its keywords a line, all of them short: “Water: [well, flood]”.",
    ),
    _warning(
        "themes-twice",
        "主题“{theme}”里的关键词“{seen}”写了两遍。",
        "请删掉一个。",
        "The keyword “{seen}” stands twice under the theme “{theme}”.",
        "Remove one.",
    ),
    _warning(
        "themes-unused",
        "主题“{theme}”里的关键词“{seen}”，没有哪一段口述、哪一条记录用到。",
        "{suggestion}",
        "No chapter and no record uses the keyword “{seen}” of the theme “{theme}”.",
        "{suggestion}",
    ),
    # Places and the village sketch
    _error(
        "moved-to-address",
        "“{household}”搬到哪里，写得像门牌（{seen}）。新地址不进档案。",
        "只写新村或小区的名字，例如“moved_to: 望溇新村”。",
        "Where “{household}” moved reads like an address ({seen}); new addresses are never kept.",
        "Write the name of the settlement alone, such as “moved_to: 望溇新村”.",
    ),
    _error(
        "sketch-years",
        "示意图从 {first} 年到 {last} 年，末尾年要在起始年之后。",
        "请改正 first_year 和 last_year，例如 1940 和 2010。",
        "The sketch runs from {first} to {last}; its last year must come after its first.",
        "Correct first_year and last_year, for example 1940 and 2010.",
    ),
    _error(
        "course-malformed",
        "走向看不懂：“{seen}”。",
        "写成一个个点，横、竖各占画面的几分之几，点和点之间用逗号隔开："
        "“course: 0.1 0.4, 0.3 0.45”。",
        "These points are not understood: “{seen}”.",
        "Write points as fractions of the width and the height, with commas between them: "
        "“course: 0.1 0.4, 0.3 0.45”.",
    ),
    _error(
        "course-too-short",
        "“{seen}”是一片，至少要三个点，这里只有两个。",
        "请把它的角一个个写全；如果是一条线，类型写“河港”“弄堂”或“小路”。",
        "“{seen}” is a surface and needs three points or more; here are two.",
        "Write all its corners; if it is a line, its type is creek, lane or path.",
    ),
    # Privacy
    _error(
        "name-is-real",
        "公开称呼和真名一样，可是署名方式是{name_kind}。",
        "请给一个化名（例如“陈大姐”），或在本人同意后把 name_kind 改成 真名。",
        "The public name is the real name, though it should be a {name_kind}.",
        "Choose another public name; or, with the person's consent, set name_kind to real.",
    ),
    _error(
        "name-kind",
        "署名方式是真名，可是另外写的真名和公开称呼不一样。",
        "要保护真名，把 name_kind 改成 化名；公开称呼就是真名的话，删掉 real_name。",
        "The public name is said to be the real one, but real_name is another.",
        "To protect the real name set name_kind to pseudonym; otherwise remove real_name.",
    ),
    _error(
        "slug-real-name",
        "{where}拼出了被保护的真名的拼音。",
        "请改用看不出是谁的名字，例如 {expected}，并改掉别处的引用。",
        "{where} spells a protected real name in pinyin.",
        "Use a name that tells nothing, such as {expected}, and correct the references to it.",
    ),
    _warning(
        "privacy-real-name",
        "{field}里出现了被保护的真名或小名（属于 {person}），发布时会自动遮住。",
        "请改成公开称呼，或写成【化名：真名|公开称呼】。",
        "{field} holds a protected name (of {person}); it will be masked.",
        "Write the public name, or 【化名：real|shown】.",
    ),
    _error(
        "private-number",
        "{field}里有{what}（{seen}），不能公开。",
        "请删掉；一定要留就写成【不公开：…】，或移到不公开的 note、contact 里。",
        "{field} holds {what} ({seen}), which must not be published.",
        "Remove it; if it must be kept, write 【不公开：…】 around it, or move it to note or "
        "contact, which are private.",
    ),
    # Scans
    _error(
        "scan-private-number",
        "扫描件 {file} 上有{what}（{seen}），扫描件一公开，谁都看得见。",
        "把这一行的字用【不公开：…】括起来，网站上就会把扫描件的这一行盖住；"
        "或者把这一页设为不开放。",
        "The scan {file} shows {what} ({seen}), and would show it to everybody.",
        "Write 【不公开：…】 around the words of this line, and it is covered on the published "
        "scan; or close the page.",
    ),
    _warning(
        "scan-line",
        "这一行看不懂：“{seen}”，没有用上。",
        "每行是：方括号里的位置、百分数、文字，例如“[120 80 560 130] 96% 菱溇村规”；"
        "一页的开头是“页 扫描件 未核对”。",
        "This line is not understood and not used: “{seen}”.",
        "A line is a place in brackets, a percentage and the words: “[120 80 560 130] 96% …”; a "
        "page begins with “页 FILE 未核对”.",
    ),
    _warning(
        "scan-page",
        "记录里没有扫描件 {seen} 这一页，或者写了两次；它的文字没有用上。",
        "核对记录里 pages 的 file；不要的页，从这里删掉。",
        "The record has no page with the scan {seen}, or it stands here twice; its words are not "
        "used.",
        "Compare the files of pages in the record; delete here what is not needed.",
    ),
    # Vocabularies
    _warning(
        "pinyin-malformed",
        "拼音表里这一行看不懂：“{seen}”。",
        "一行一个词：词、冒号、拼音，一个字一个音节，例如“长云村: zhang yun cun”。",
        "This line of the table of readings is not understood: “{seen}”.",
        "One word a line: the word, a colon, a syllable a character: “长云村: zhang yun cun”.",
    ),
    _warning(
        "pinyin-count",
        "“{seen}”有 {characters} 个字，拼音却有 {syllables} 个音节。",
        "一个字写一个音节，音节之间空一格。",
        "“{seen}” has {characters} characters and {syllables} syllables.",
        "Write one syllable a character, with a space between them.",
    ),
    _warning(
        "pinyin-twice",
        "“{seen}”在拼音表里写了两遍，只用了前面的。",
        "请删掉一行。",
        "“{seen}” stands twice in the table of readings; the first one was used.",
        "Remove one of the lines.",
    ),
    # Originals
    _error(
        "original-missing",
        "media 里找不到“{seen}”。",
        "{suggestion}",
        "There is no “{seen}” in media.",
        "{suggestion}",
    ),
    _error(
        "original-case",
        "media 里没有“{seen}”，只有大小写不同的“{expected}”。",
        "请把记录里改成“{expected}”；网站上大小写是分的。",
        "There is no “{seen}” in media, only “{expected}”, with other capitals.",
        "Write “{expected}” in the record; on the web capitals matter.",
    ),
    _error(
        "original-path",
        "“{seen}”不是 media 里的路径。",
        "把文件放进 media 文件夹，只写它在 media 里面的路径，例如 {expected}。",
        "“{seen}” is not a path inside media.",
        "Put the file into media and write its path from there, such as {expected}.",
    ),
    _warning(
        "original-unlisted",
        "“{seen}”还没有登记校验值。",
        "运行 pintu check --seal，把它登记进 media/manifest-sha256.txt；以后文件变了才查得出来。",
        "“{seen}” has no registered checksum.",
        "Run pintu check --seal to enter it in media/manifest-sha256.txt; only then a later "
        "change can be noticed.",
    ),
    _error(
        "original-changed",
        "原件“{seen}”和登记时不一样了（{where}）。",
        "请从备份找回原来的文件；确实换了新文件的，更新{where}里的校验值。",
        "The original “{seen}” is not the file that was registered ({where}).",
        "Restore it from a copy; if it was replaced on purpose, correct the checksum in {where}.",
    ),
    _warning(
        "original-shared",
        "“{seen}”也用在 {other} 里。",
        "确实是同一个文件就不用改；不是的话，看看是不是写错了。",
        "“{seen}” is also used by {other}.",
        "If both mean the same file, leave it; otherwise one of them is mistaken.",
    ),
    _error(
        "original-lost",
        "清单里登记过“{seen}”，media 里却没有了。",
        "请从备份找回来；确实不要了，从 manifest-sha256.txt 里删掉这一行。",
        "“{seen}” is in the manifest but no longer in media.",
        "Restore it from a copy; if it was removed on purpose, delete its line from "
        "manifest-sha256.txt.",
    ),
    _error(
        "manifest-malformed",
        "清单里这一行读不懂：“{seen}”。",
        "每行是 64 位校验值、两个空格、文件路径；可以删掉这一行，再运行 pintu check --seal。",
        "This line of the manifest cannot be understood: “{seen}”.",
        "Each line is a checksum of 64 digits, two spaces and a path; delete this line and run "
        "pintu check --seal.",
    ),
    # What is brought
    _warning(
        "add-empty",
        "是空文件（0 字节），没有收。",
        "请重新从手机或录音笔里拷贝一次。",
        "It is empty (0 bytes) and was not taken.",
        "Copy it again from the phone or the recorder.",
    ),
    _warning(
        "add-link",
        "是快捷方式或者设备，不是文件，没有顺着它去读。",
        "请把真正的文件复制过来。",
        "It is a link or a device and no file; it was not followed.",
        "Copy the real file here.",
    ),
    _warning(
        "add-left-behind",
        "是系统或者编辑软件自己留下的，没有收。",
        "不用管它。",
        "A system or an editor left it; it was not taken.",
        "There is nothing to do.",
    ),
    _warning(
        "add-name",
        "文件名里有看不见的字符（{seen}），没有收。",
        "请改个名字再加。",
        "Its name has characters that cannot be seen ({seen}); it was not taken.",
        "Rename it and add it again.",
    ),
    _warning(
        "add-too-deep",
        "文件夹套得太深，里面的没有看。",
        "请把它挪到外面来，单独加一次。",
        "The folder lies too deep; what is in it was not looked at.",
        "Move it further out and add it by itself.",
    ),
    _warning(
        "add-not-there",
        "里面说到文件“{seen}”，可是没有给，或者打不开。",
        "请把它放到一起，再加一次。",
        "It names the file “{seen}”, which was not brought or cannot be opened.",
        "Put it beside this one and add them again.",
    ),
    _warning(
        "add-licence-closed",
        "这 {count} 个文件不是从公开发表过的档案来的，许可管不到，照平常先不公开：{seen}。",
        "问过里面的人、签了授权，再把开放等级改成“开放”。",
        "These {count} files are of no archive that was published; the licence does not speak of "
        "them, and they stay closed as usual: {seen}.",
        "Ask the people in them, have it signed, and open the records then.",
    ),
    _warning(
        "add-picture-waits",
        "{record} 是公开的，或者这 {count} 张图档案里早有而没有用，所以没有给它加上。",
        "看过可以放的，用 --save 写出计划表，在“改动”里把这一行写成“要”。",
        "{record} is open, or had these {count} pictures and does not show them: they were not "
        "added to it.",
        "If they may be shown, write the plan with --save and say yes to this line under Changes.",
    ),
    _warning(
        "add-unknown",
        "认不出里面是什么，没有收。",
        "请用能打开它的软件另存为常见的格式，比如 Word、Excel、MP3、JPG。",
        "Nobody knows what is in it; it was not taken.",
        "Save it in a common format, such as Word, Excel, MP3 or JPG, with what opens it.",
    ),
    _warning(
        "add-no-reader",
        "知道是什么，但是还读不了，没有收。",
        "请另存为 Word、Excel、文本、录音或者图片。",
        "It is known what it is, but it cannot be read yet; it was not taken.",
        "Save it as Word, Excel, text, sound or picture.",
    ),
    # Import
    _warning(
        "import-no-date",
        "“{seen}”里没有看得懂的日期，采集日期记为不详。",
        "请在导入后的记录里补上 recorded_on。",
        "There is no date in “{seen}” that can be read; the day of the interview is left unknown.",
        "Fill in recorded_on in the new record.",
    ),
    _warning(
        "import-no-title",
        "第一行没有“# 题名”，用文件名做了题名。",
        "请在导入后的记录里改题名。",
        "There is no “# title”; the file name was used.",
        "Correct the title in the new record.",
    ),
    _warning(
        "import-empty-turn",
        "“{seen}”名下没有话，照样留了位置。",
        "请对一下原稿是不是漏了。",
        "There are no words below “{seen}”; the turn was kept empty.",
        "See whether something is missing in the source.",
    ),
    _warning(
        "import-heading",
        "“{seen}”是一级或二级标题，当作整理者注留在了文字稿里。",
        "是讲者的话，请在导入前改成“### 名字：”。",
        "“{seen}” is a heading of another level; it was kept as an editor's note.",
        "If it is a speaker, write “### Name:” before importing.",
    ),
    _warning(
        "import-no-words",
        "里面没有 words 这一栏，或者没有一行有话，没有导入。",
        "请看看第一行的栏名：要有 words（或 text、transcript）。",
        "It has no column “words”, or no row with words; it was not imported.",
        "Look at the first line: one column has to be called words (or text, or transcript).",
    ),
    _warning(
        "import-no-metadata",
        "元数据表里没有这一篇，题名和口述者照文件名和文字稿记。",
        "请在导入后的记录里补上题名、口述者、采集者和日期。",
        "The table of metadata does not have it; title and narrator were taken from the file.",
        "Fill in title, narrators, collectors and date in the new record.",
    ),
    _warning(
        "import-row-empty",
        "这一行是空的，没有留。",
        "请对一下原稿是不是漏了。",
        "This row is empty; it was left out.",
        "See whether something is missing in the source.",
    ),
    _warning(
        "import-row-overflow",
        "“{seen}”不在任何一栏里，当作整理者注留在了这一段。",
        "请对一下原稿；是讲的话，请移回正文。",
        "“{seen}” stands in no column; it was kept as an editor's note.",
        "See the source; if it was said, move it into the words.",
    ),
    _warning(
        "import-time-unread",
        "“{seen}”不像时间，当作整理者注留在了这一段，时间按字数推算。",
        "请在导入后的文字稿里改时间。",
        "“{seen}” is no time; it was kept as a note, and the time was worked out from the words.",
        "Correct the time in the new transcript.",
    ),
    _warning(
        "import-time-order",
        "时间“{seen}”比前面的早，没有用，按字数推算。",
        "请在导入后的文字稿里改时间。",
        "The time “{seen}” is before the one above it; it was worked out from the words instead.",
        "Correct the time in the new transcript.",
    ),
    _warning(
        "import-quote-unclosed",
        "这一行有一个引号只有前半个，后面的行本来会并进同一格；已经去掉这个引号。",
        "请在原表里对一下这一行，补上后半个引号或删掉它。",
        "A quotation mark on this line is never closed and would have swallowed the rows below; "
        "it was taken away.",
        "Look at this row in the source: close the quotation mark or remove it.",
    ),
    _warning(
        "import-off-record",
        "“{seen}”像是不愿意录下来、讲出去的话，连同前后标了不公开"
        "（前后 30 秒；没有时间的，前后几段）。",
        "请听一听，问过讲的人再定；可以公开的，去掉【不公开：】。",
        "“{seen}” seems to ask that this is not recorded or told on; it was withheld with what is "
        "said around it (30 seconds, or a few passages where there are no times).",
        "Listen to it and ask the narrator; take the mark away where it may be published.",
    ),
    _warning(
        "import-private-detail",
        "“{seen}”像是{what}，标了不公开。",
        "请核对：没有用的就删掉；确实可以公开的，去掉【不公开：】。",
        "“{seen}” looks like {what}; it was marked as withheld.",
        "Remove it where nobody needs it; take the mark away where it may be published.",
    ),
    _warning(
        "import-closed",
        "没有说明授权，所以导入的人物和口述都不公开。",
        "有公开许可的，用 --licence 写明后重新导入；或取得授权后逐份填写 consents。",
        "No licence was given, so all that was imported is closed.",
        "If there is a public licence, import again with --licence; or fill in the consents one "
        "by one.",
    ),
    # Tellings that were typed, dictated or recognised
    _warning(
        "import-fields-unknown",
        "原稿里没有写：{fields}。文件和文件夹的名字里也没有的，记作不详，没有替您编。",
        "知道的请在导入后的记录里补上；不知道的就留着。",
        "The source does not say: {fields}. What the names of the file and its folder do not say "
        "either is left as unknown; nothing was made up.",
        "Fill in what you know in the new record, and leave the rest.",
    ),
    _warning(
        "import-no-speakers",
        "里面看不出谁在讲话，当作村落文献记下了。",
        "是口述稿的话，每次换人写“名字：”再说话，再加一次。",
        "It does not show who speaks; it was taken as a paper of the village.",
        "If it is a telling, write “name:” where another begins to speak, and add it again.",
    ),
    _warning(
        "import-empty-file",
        "里面一个字也没有。",
        "请打开看看，是不是给错了文件。",
        "There is not one word in it.",
        "Open it and see whether it is the right file.",
    ),
    _warning(
        "import-front-matter",
        "文件开头有别的系统的字段，没有当作字段，原样留在了不公开的附注里。",
        "要用的，请自己抄到记录里。",
        "It begins with fields of another program; they were kept as they are, as private notes.",
        "Copy into the record what you need.",
    ),
    _warning(
        "import-times-few",
        "{count} 段里只有 {timed} 段有时间，时间留在了话里，文字稿按没有时间的记。",
        "要点着字听声音，有录音的请运行 pintu align：写了时间的照着对，别的排在中间；"
        "或者给每一段写上时间。",
        "Only {timed} of {count} passages have a time; the times were kept in the words, and the "
        "transcript has none.",
        "To hear the words where they are said run pintu align, if there is a recording: passages "
        "with a time are held there, the others placed between. Or give each passage its time.",
    ),
    _warning(
        "import-cue-order",
        "“{seen}”这一段的时间比前面的早，照时间排到了前面。",
        "请听一听，对不对。",
        "The cue “{seen}” is earlier than those above it; it was put where its time belongs.",
        "Listen whether that is right.",
    ),
    _warning(
        "import-cue-time",
        "“{seen}”这个时间不对（看不懂，或结束不在开始之后），按前后和字数推算了。",
        "请听一听，在导入后的文字稿里改时间。",
        "The time “{seen}” cannot be right (no time, or it ends before it starts); it was worked "
        "out from what is around it.",
        "Listen to it and correct the time in the new transcript.",
    ),
    _warning(
        "import-cue-empty",
        "“{seen}”这一段没有字，没有留。",
        "请听一听，是不是漏了话。",
        "There are no words in the cue “{seen}”; it was left out.",
        "Listen whether something is missing.",
    ),
    _warning(
        "import-cue-stray",
        "“{seen}”不在任何一段字幕里，留在了不公开的附注里。",
        "是讲的话，请移回文字稿。",
        "“{seen}” belongs to no cue; it was kept in the private notes.",
        "If it was said, move it into the transcript.",
    ),
    _warning(
        "import-machine-loop",
        "“{seen}”像是机器在没声音的地方编的，或反复打转，标了存疑。",
        "请听一听；没有人讲的，删掉。",
        "“{seen}” looks like something the machine made up where nobody speaks, or repeated; it "
        "was marked as uncertain.",
        "Listen to it, and remove what nobody says.",
    ),
    _warning(
        "word-old",
        "这是旧版的 Word 文稿（.doc），没有读。",
        "请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”，再给一次。",
        "This is an old Word document (.doc); it was not read.",
        "Open it in Word or WPS, save it as a Word document (.docx), and add that.",
    ),
    _warning(
        "word-locked",
        "这份文稿有密码，没有读。",
        "请用 Word 或 WPS 打开，去掉密码另存一份，再给一次。",
        "This document is locked with a password; it was not read.",
        "Open it in Word or WPS, save it without a password, and add that.",
    ),
    _warning(
        "word-inserted",
        "修订：{who}加的“{seen}”还没有人接受，没有放进正文，记在附注里。",
        "请在计划表的“修订”一页里定：采纳、不采纳，还是写进原文旁注。",
        "Tracked change: “{seen}”, put in by {who}, was accepted by nobody; it is not in the text "
        "but in the notes.",
        "Decide on the sheet “Tracked changes” of the plan: take it, leave it, or note it aside.",
    ),
    _warning(
        "word-deleted",
        "修订：{who}要删的“{seen}”还没有人接受，正文里照旧留着。",
        "请在计划表的“修订”一页里定：采纳、不采纳，还是写进原文旁注。",
        "Tracked change: “{seen}”, taken out by {who}, was accepted by nobody; it is still in the "
        "text.",
        "Decide on the sheet “Tracked changes” of the plan: take it, leave it, or note it aside.",
    ),
    _warning(
        "word-comment",
        "{who}的批注“{seen}”没有放进正文，记在附注里。",
        "请在计划表的“修订”一页里定：写进原文旁注，还是不采纳。",
        "The comment “{seen}” by {who} is not in the text but in the notes.",
        "Decide on the sheet “Tracked changes” of the plan: note it aside, or leave it.",
    ),
    _warning(
        "word-hidden",
        "隐藏的字“{seen}”没有放进正文，记在附注里。",
        "请在计划表的“修订”一页里定：采纳、不采纳，还是写进原文旁注。",
        "The hidden text “{seen}” is not in the text but in the notes.",
        "Decide on the sheet “Tracked changes” of the plan: take it, leave it, or note it aside.",
    ),
    _warning(
        "word-margin",
        "页眉、页脚或没有引用的脚注“{seen}”没有放进正文，记在附注里。",
        "有用的，请抄到记录的字段里。",
        "“{seen}”, a header, a footer or a note that nothing refers to, is in the private notes.",
        "Copy what is of use into the fields of the record.",
    ),
    _warning(
        "word-text-box",
        "文本框里的“{seen}”当作整理者注放在了旁边那一段。",
        "是讲的话，请移到该在的地方。",
        "“{seen}”, from a text box, was put beside as an editor's note.",
        "If it was said, move it where it belongs.",
    ),
    _warning(
        "word-tables",
        "里面有 {count} 张表格，一行一行读成了文字。",
        "请对一下，谁讲的话有没有放对。",
        "There are {count} tables; they were read as text row by row.",
        "See whether the words stand under whoever said them.",
    ),
    _warning(
        "word-picture",
        "文稿里的图片“{seen}”没有取出来：{reason}。",
        "要它，请在 Word 里右键“另存为图片”，再把图片加进来。",
        "The picture “{seen}” inside was not taken out: {reason}.",
        "Save it from Word as a picture, and add that.",
    ),
    _warning(
        "import-not-this-form",
        "看不出是{form}，没有读。",
        "请用原来的软件重新导出，再给一次。",
        "It does not look like {form}; it was not read.",
        "Export it again from the program it comes from.",
    ),
    # Containers
    _warning(
        "package-refused",
        "没有打开这个文件：{reason}。",
        "请用原来的程序打开，另存一份再给；来路不明的文件不要再试。",
        "This file was not opened: {reason}.",
        "Open it with its own program and save it anew; leave it alone if you do not know whose "
        "it is.",
    ),
    _warning(
        "package-member-refused",
        "里面的“{seen}”没有打开：{reason}。",
        "需要的话，请把它解出来，改个名字，单独给。",
        "“{seen}” inside was not opened: {reason}.",
        "If it is needed, unpack it, give it another name and bring it in by itself.",
    ),
    # Other archives
    _warning(
        "import-id-again",
        "编号“{seen}”在 {file} 里已经有了；这一行不一样的地方留在那条记录的附注里。",
        "请看一下哪一行对；不是同一件的，在原表里给这一行另一个编号，再导入。",
        "There is an item “{seen}” in {file} already; what this row says otherwise stands in the "
        "private note of that record.",
        "See which of them is right; if they are two things, give this one another id.",
    ),
    _warning(
        "import-row-no-id",
        "这一行没有编号，用“{seen}”代替。",
        "请在原表的编号栏（objectid、Interview-ID）里补上，以后再导入才认得出是同一件。",
        "This row has no id; “{seen}” stands in for it.",
        "Fill in its id (objectid, Interview-ID) in the source, or it will not be known again.",
    ),
    _warning(
        "import-row-stray",
        "“{seen}”在最后一栏的右边，没有栏名，留在了附注里。",
        "请对一下原表，多半是前面的格子里少了引号。",
        "“{seen}” stands to the right of the last column; it was kept in the private note.",
        "See the source: mostly a cell before it lacks its quotation marks.",
    ),
    _warning(
        "import-parent-missing",
        "上级“{seen}”不在表里，这一件单独成了记录。",
        "请看看 parentid 是不是写错了。",
        "There is no item “{seen}” that this would be a part of; it became a record of its own.",
        "See whether parentid is misspelt.",
    ),
    _warning(
        "import-file-elsewhere",
        "文件在网上：{seen}。导入从不下载，先留下文字。",
        "请把它下载下来，放进原来的文件夹，在表里改成文件名，再导入。",
        "The file is elsewhere, at {seen}, and nothing is ever fetched; the words of the item were "
        "kept.",
        "Download it, put it beside the table, write its name into the table and import again.",
    ),
    _warning(
        "import-file-absent",
        "找不到文件“{seen}”，先留下文字。",
        "请把文件放到表里写的地方，再导入。",
        "There is no file “{seen}”; the words of the item were kept.",
        "Put the file where the table says, and import again.",
    ),
    _warning(
        "import-file-kept-out",
        "“{seen}”不是图片、录音或录像，没有一起导入；文字都留下了。",
        "请用 pintu add 单独加进来；扫描件可以先存成图片，一页一张。",
        "“{seen}” is no picture, sound or film and was not brought in; the words were kept.",
        "Bring it in by itself with pintu add; save scans as pictures, one a page.",
    ),
    _warning(
        "import-files-left",
        "这个文件夹里有 {count} 个文件没有用到：{seen}。",
        "没有用的不用管；有用的，请看看表里的文件名是不是写错了。",
        "{count} files of this folder were not used: {seen}.",
        "If one of them matters, see whether the table names it rightly.",
    ),
    _warning(
        "import-fields-missing",
        "原表有 {count} 行没有“{seen}”，新记录里写的是不详。",
        "知道的请补上；要等问了人才知道的，就留着。",
        "{count} rows of the table do not say “{seen}”; the new records say that it is not known.",
        "Fill in what you know; what only people can tell may wait.",
    ),
    _warning(
        "import-point-unread",
        "目录里的“{seen}”没有看得懂的时间或没有题名，没有做成目录。",
        "请在原表里改好再导入；时间写 1:02:03 这样的。",
        "The entry “{seen}” of the index has no title, or no time that can be read; it was left "
        "out.",
        "Correct it in the source and import again; write times as 1:02:03.",
    ),
    _warning(
        "import-reference-unknown",
        "登记表里没有“{seen}”，讲到它的地方记在了附注里。",
        "请把登记表一起放进来；或者以后在“讲到的”里补上。",
        "“{seen}” is in no registry; where it is spoken of stands in the private note.",
        "Put the registry beside it and import again, or fill in what is spoken of later.",
    ),
    _warning(
        "import-mark-foreign",
        "“{seen}”不是认得的记号，照样留在话里。",
        "请看看是什么意思；不该公开的，改成【不公开：…】。",
        "“{seen}” is no mark that is known; it stays in the words as it is.",
        "See what it means; what is not for everybody, mark as 【不公开：…】.",
    ),
    _warning(
        "import-mark-open",
        "这一格里有记号没有写完（少了 >），到这一格的末尾都算在里面。",
        "请对一下原稿，记号在哪里结束。",
        "A mark in this cell is not closed (> is missing); all up to its end counts as inside.",
        "See the source for where the mark ends.",
    ),
    _warning(
        "import-translation-withheld",
        "原话里有不公开或化名的地方，译文里没有记号，整段译文先不公开。",
        "请把译文里对应的地方标上【不公开：】或【化名：】，再把其余的放开。",
        "Something in the words is withheld or anonymised and nothing in their translation is; the "
        "whole translation was withheld.",
        "Mark the same place in the translation, then take the outer mark away.",
    ),
    _warning(
        "import-maker-tells",
        "原表没有写谁口述，先把责任者“{seen}”当作口述者。",
        "请对一下：责任者可能是拍摄的人或单位。",
        "The table does not say who tells; “{seen}”, who made it, was taken as the narrator.",
        "See whether that is so: it may be whoever filmed it.",
    ),
    _warning(
        "import-row-restricted",
        "原表写了限制：“{seen}”。不管有没有公开许可，这一条不公开。",
        "请按当时的约定办；确实可以公开的，再改开放等级。",
        "The table says “{seen}”; the record is closed, whatever licence was given.",
        "Keep to what was agreed; open it only where that is allowed.",
    ),
    # Import of OHMS and IIIF
    _warning(
        "import-xml-refused",
        "这份 XML 没有打开：{reason}。",
        "请从原来的系统里重新导出一份；自己改过的，请对照报出的行检查。",
        "This XML was not opened: {reason}.",
        "Export it again from the system it comes from; if it was edited, look at that line.",
    ),
    _warning(
        "import-not-ohms",
        "这份 XML 里没有 OHMS 的访谈（ROOT 下面的 record）。",
        "请确认是 OHMS 导出的文件；只有一篇的也要连 ROOT 一起导出。",
        "This XML holds no interview of OHMS (a record below ROOT).",
        "See that it is an export of OHMS; a single interview comes with its ROOT too.",
    ),
    _warning(
        "import-no-narrator",
        "“{seen}”没有写口述者，把说话的人都记作口述者；没有人说话的，记为不详。",
        "请在导入后的记录里改 narrators。",
        "“{seen}” names no narrator; everybody who speaks was taken for one, or nobody known.",
        "Correct narrators in the new record.",
    ),
    _warning(
        "import-narrator-guessed",
        "没有写口述者，照题名记为“{seen}”。",
        "请核对；不对的，在导入后的记录里改 narrators。",
        "No narrator is named; “{seen}” was taken from the title.",
        "See whether that is right; if not, correct narrators in the new record.",
    ),
    _warning(
        "import-speaker-unlisted",
        "文字稿里说话的“{seen}”，著录里没有写，各立了一份人物。",
        "请核对：是访谈的人，移到 collectors；不是人名的，改文字稿里的讲者。",
        "“{seen}” speak in the transcript and are not named in the description; each got a record.",
        "See who they are: whoever asks belongs into collectors; what is no name, correct in the "
        "transcript.",
    ),
    _warning(
        "import-number-twice",
        "档号“{seen}”有好几篇在用，后面的加了序号。",
        "请核对是不是同一篇导出了两次。",
        "The number “{seen}” is used by several interviews; the later ones have it with a count.",
        "See whether one interview was exported twice.",
    ),
    _warning(
        "import-no-transcript",
        "文字稿那里只写着“{seen}”，当作没有文字稿。",
        "有文字稿的，请在导入后放进这篇口述的文件夹。",
        "Where the transcript should be stands only “{seen}”; it was taken for none.",
        "If there is a transcript, put it into the folder of the interview.",
    ),
    _warning(
        "import-sync-unused",
        "有 {count} 个时间标记（{seen}），可是没有文字稿可标，没有用。",
        "请看看文字稿是不是漏导出了。",
        "There are {count} marks of time ({seen}) and no transcript to mark; they were not used.",
        "See whether the transcript was left out of the export.",
    ),
    _warning(
        "import-sync-lost",
        "{count} 个时间标记没有用，如“{seen}”：文字稿里没有那个位置，或时间往回走。",
        "时间由前后的标记推算；要准的，请对着录音改文字稿里的时间。",
        "{count} marks of time were not used, such as “{seen}”: the text has no such place, or "
        "they go back.",
        "Times were worked out from those around them; correct them in the new transcript.",
    ),
    _warning(
        "import-sync-mended",
        "{count} 个时间标记指到了一行的末尾以后，改到了下一个字。",
        "差几秒要紧的，请对着录音改文字稿里的时间。",
        "{count} marks of time point beyond the end of their line; the next word was taken.",
        "Where seconds matter, correct the times in the new transcript.",
    ),
    _warning(
        "import-footnote-missing",
        "正文提到的注 {seen} 没有注文，留了位置。",
        "请对照原稿补上注文。",
        "The text refers to note {seen}, which is not there; its place was kept.",
        "Add the note from the source.",
    ),
    _warning(
        "import-footnote-loose",
        "{count} 条文末注，正文没有提到（如“{seen}”），放进了 notes.md。",
        "要读者看到的，写成〔整理者注：…〕移进文字稿。",
        "{count} notes at the end are referred to nowhere (such as “{seen}”); they are in "
        "notes.md.",
        "What readers should see, move into the transcript as 〔整理者注：…〕.",
    ),
    _warning(
        "import-speaker-unknown",
        "有的话没有写是谁说的，记作“不明”，不会公开。",
        "请在导入后的文字稿里写上说话的人。",
        "Some words name no speaker; they are marked as nobody's and will not be published.",
        "Write who speaks in the new transcript.",
    ),
    _warning(
        "import-cue-lost",
        "{count} 句字幕的时间读不懂或没有话（如“{seen}”），放进了 notes.md。",
        "请对着录音把它们补进文字稿。",
        "{count} cues have no time that can be read, or no words (such as “{seen}”); they are in "
        "notes.md.",
        "Listen to the recording and add them to the transcript.",
    ),
    _warning(
        "import-cue-end",
        "{count} 句字幕的结束不在开始之后（如“{seen}”），结束时间按字数推算。",
        "要准的，请在导入后的文字稿里改时间。",
        "{count} cues do not end after they begin (such as “{seen}”); their end was worked out "
        "from the words.",
        "Correct the times in the new transcript where it matters.",
    ),
    _warning(
        "import-clock-hour",
        "第一句话在 {seen}，像是录像带的时钟从一小时算起，照原样留着。",
        "请对一下录音：录音从头就有话的，所有时间要减去整小时。",
        "The first words are at {seen}, as on tapes whose clock begins at one hour; kept as it is.",
        "Listen: if the words begin with the recording, take whole hours off all times.",
    ),
    _warning(
        "import-text-stray",
        "字幕里有 {count} 段不属于任何一句（如“{seen}”），放进了 notes.md。",
        "是讲的话，请移进文字稿。",
        "{count} passages belong to no cue (such as “{seen}”); they are in notes.md.",
        "If they were said, move them into the transcript.",
    ),
    _warning(
        "import-second-transcript",
        "有两份文字稿，用了带时间的一份，另一份放进了 notes.md。",
        "请看看两份是不是一样。",
        "There are two transcripts; the one with times was taken, the other is in notes.md.",
        "See whether they say the same.",
    ),
    _warning(
        "import-other-language",
        "另一种语言（{seen}）的文字稿放进了 notes.md。",
        "是普通话的，可以逐段写在话的下面，用“普通话：”起头。",
        "The transcript in another language ({seen}) is in notes.md.",
        "If it is Mandarin, write it below the words, passage by passage, after “普通话：”.",
    ),
    _warning(
        "import-point-untimed",
        "索引里有 {count} 条没有看得懂的时间（如“{seen}”），放进了 notes.md。",
        "请对着录音补进 contents。",
        "{count} points of the index have no time that can be read (such as “{seen}”); they are "
        "in notes.md.",
        "Listen to the recording and add them to contents.",
    ),
    _warning(
        "import-points-sorted",
        "索引的 {count} 条没有按时间排，已经排好。",
        "请看看有没有写错的时间。",
        "The {count} points of the index were not in the order of time; they are now.",
        "See whether a time is wrong.",
    ),
    _warning(
        "import-point-untitled",
        "索引里有 {count} 条没有小标题（第一条在 {seen}）。",
        "请在导入后的记录里给它们写小标题。",
        "{count} points of the index have no title (the first at {seen}).",
        "Give them titles in the new record.",
    ),
    _warning(
        "import-restricted",
        "原档案标明使用受限，这篇不开放。",
        "问过原档案馆和口述者，再改开放等级。",
        "The source says that its use is restricted; the interview is closed.",
        "Ask that archive and the narrator before opening it.",
    ),
    _warning(
        "import-media-elsewhere",
        "“{seen}”不在这里，没有导入；导入从不上网。",
        "请把这个文件要来，放在旁边（文件名不变），再导入一次。",
        "“{seen}” is not here and was not imported; importing never goes online.",
        "Get that file, put it beside the others under its name, and import again.",
    ),
    _warning(
        "import-media-unused",
        "另有 {count} 个文件没有导入（缩略图、标志一类），如“{seen}”；地址在 notes.md。",
        "要用的，请要来放在旁边，作为照片另外加进来。",
        "{count} more files were not imported (thumbnails, logos), such as “{seen}”; their "
        "addresses are in notes.md.",
        "Get those you want and add them as photographs.",
    ),
    _warning(
        "import-not-iiif",
        "这个 JSON 没有导入：{reason}。",
        "请确认是 IIIF Presentation 3 的 manifest.json。",
        "This JSON was not imported: {reason}.",
        "See that it is a manifest.json of IIIF Presentation 3.",
    ),
    _warning(
        "import-manifest-empty",
        "清单“{seen}”里没有声音和文字稿，它的图片也不在旁边，没有写出记录。",
        "请把图片要来，放在旁边（文件名不变），再导入一次。",
        "The manifest “{seen}” has no sound and no transcript, and its pictures do not lie beside "
        "it; no record was written.",
        "Get the pictures, put them beside it under their names, and import again.",
    ),
    _warning(
        "import-rights-named",
        "清单里写着许可“{seen}”，导入时没有照它公开。",
        "口述者同意这样公开的，用 --licence 写明后重新导入。",
        "The manifest names the licence “{seen}”; nothing was opened because of it.",
        "If the narrators agreed to that, import again with --licence.",
    ),
    _warning(
        "import-field-unknown",
        "有 {count} 处不认识（{seen}），内容放进了 notes.md。",
        "请看看要不要写进记录。",
        "{count} values are not known ({seen}); they are in notes.md.",
        "See whether they belong into the record.",
    ),
    _warning(
        "consent-ending",
        "授权 {number} 到 {end} 就到期了。",
        "到期以后，它管的内容会从网站和馆里拿掉。请尽早去问讲述人愿不愿意续签。",
        "The consent {number} ends on {end}.",
        "After that day what it covers leaves the site and the museum; ask in time to renew it.",
    ),
    # The village's own pages
    _warning(
        "page-name-masked",
        "这一页写了不能公开的姓名，网站里已换成“某某”。",
        "请改写这一页；那个人如果同意，请先补上授权。",
        "This page holds a name that was not given; in the site it is blotted out.",
        "Rewrite the page, or ask that person for a consent first.",
    ),
    _warning(
        "page-file-left-out",
        "content/pages 里只能放文字和图片，这个文件没有放进网站。",
        "录音、录像、文件请放进 media，再写成一条记录，这样才管得到授权。",
        "Only pages and pictures belong into content/pages; this file is not in the site.",
        "Put recordings and papers into media and describe them in a record, where consent is "
        "asked.",
    ),
    _warning(
        "page-picture-broken",
        "这张图片打不开，没有放进网站。",
        "请另存为 JPG 或 PNG 再放进来。",
        "This picture cannot be opened and is not in the site.",
        "Save it again as JPG or PNG.",
    ),
    # Spreadsheets
    _warning(
        "sheet-refused",
        "没有读这个表格：{reason}。",
        "请在 Excel 或 WPS 里打开，另存为 .xlsx 或 CSV 再给；打不开的，请向给表的人再要一份。",
        "This spreadsheet was not read: {reason}.",
        "Open it in Excel or LibreOffice and save it as .xlsx or CSV; if it does not open, ask for "
        "another copy.",
    ),
    _warning(
        "sheet-no-header",
        "{sheet}里认不出表头，{count} 行都没有导入；最像表头的一行写的是“{seen}”。",
        "表头要写在前 12 行里，至少写上名称、编号和另一栏，例如：总登记号、名称、年代。"
        "可以用 pintu sheet new 新建一份空表照着填。",
        "No header was found in {sheet}; none of its {count} rows came in. Most like one is "
        "“{seen}”.",
        "Put the names of the columns into one of the first 12 rows: number, name and one more. "
        "pintu sheet new writes an empty form.",
    ),
    _warning(
        "sheet-hidden",
        "{sheet}有隐藏的{what}（{seen}），{read}。",
        "请在表格里取消隐藏看一看；不想要的，删掉以后再导入。",
        "{sheet} has hidden {what} ({seen}); {read}.",
        "Show them in the spreadsheet; delete what is not wanted and import again.",
    ),
    _warning(
        "sheet-comment",
        "{where}有批注“{seen}”，已放进这条记录的附注（不公开）。",
        "请看一看批注里的话该写进哪一栏。",
        "{where}: a comment says “{seen}”; it was put into the private note of the record.",
        "See which field these words belong to.",
    ),
    _warning(
        "sheet-comment-left",
        "{where}有批注{seen}，不属于任何一条记录，没有导入。",
        "请在表格里打开批注看一看，有用的话写进格子里。",
        "{where}: a comment {seen} belongs to no record and did not come in.",
        "Open it in the spreadsheet and write what is of use into a cell.",
    ),
    _warning(
        "sheet-formula",
        "{sheet}有 {count} 个格子是公式算出来的，导入的是上次算好的结果。",
        "请核对这些数字；要保险，就在表格里复制，再“选择性粘贴”为数值。",
        "{sheet} has {count} cells that a formula works out; what it gave last came in.",
        "Check these numbers, or paste them as values first.",
    ),
    _warning(
        "sheet-column-unknown",
        "{sheet}的 {column} 列“{header}”不知道是什么，里面的内容放进了每条记录的附注（不公开）。",
        "{suggestion}表头改成拼图认识的名字，再导入一次，就会写进那一栏。",
        "{sheet}, column {column} (“{header}”) is not known; what it holds went into the private "
        "note of each record.",
        "{suggestion}Give the column a name that is known and import again.",
    ),
    _warning(
        "sheet-column-missing",
        "{sheet}有 {count} 行没有写“{field}”，先写上“{filled}”（从第 {first} 行起）。",
        "请在表格里补上这一栏再导入，或者导入以后在记录里改。",
        "{sheet}: {count} rows say nothing of {field}; “{filled}” was put there (from row {first} "
        "on).",
        "Fill in this column and import again, or change it in the records afterwards.",
    ),
    _warning(
        "sheet-cell",
        "{where}写的是“{seen}”：{reason}这一格没有写进那一栏，原话放进了附注（不公开）。",
        "{hint}",
        "{where} says “{seen}”: {reason} It was not taken; the words are in the private note.",
        "{hint}",
    ),
    _warning(
        "sheet-cell-refused",
        "{where}写的是“{seen}”：{reason}这一格没有改。",
        "{hint}请在表里改好，再读一次。",
        "{where} says “{seen}”: {reason} It was left as it is.",
        "{hint} Correct it in the workbook and read it again.",
    ),
    _warning(
        "sheet-date-words",
        "{where}写的时间“{seen}”看不懂，原话照留，网站上暂时没有年份。",
        "请在旁边写出公历，例如“{seen}【1954】”；大概的写“{seen}【1954~】”。",
        "{where}: the time “{seen}” is not understood; the words were kept, without a year.",
        "Write the years behind it: “{seen}【1954】”, or “{seen}【1954~】” for about.",
    ),
    _warning(
        "sheet-cell-error",
        "{where}写的是“{seen}”，是表格里的公式出了错，没有导入。",
        "请在表格里把这一格改成应有的内容。",
        "{where} says “{seen}”: a formula failed; it did not come in.",
        "Write into this cell what should stand there.",
    ),
    _warning(
        "sheet-repaired",
        "{sheet}有 {count} 处{what}（第一处在{where}）。",
        "请抽几行核对一下。",
        "{sheet}: {what} in {count} places (the first is {where}).",
        "Compare a few rows with the spreadsheet.",
    ),
    _warning(
        "sheet-row-odd",
        "{where}没有导入，因为{reason}；写的是“{seen}”。",
        "如果是合计、说明、填表人之类，不用管；如果是一条记录，请补上名称和编号。",
        "{where} did not come in: {reason}; it says “{seen}”.",
        "If it is a sum or a remark, leave it; if it is a record, give it a name and a number.",
    ),
    _warning(
        "sheet-row-incomplete",
        "{where}没有导入，因为没有写“{field}”。",
        "请在表格里补上再导入。",
        "{where} did not come in: it says nothing of {field}.",
        "Fill it in and import again.",
    ),
    _warning(
        "sheet-row-repeated",
        "{where}的编号“{seen}”和第 {first} 行的一样，两行都导入了。",
        "请看一看是不是同一件；是的话删掉一行，不是就改编号。",
        "{where}: the number “{seen}” stands in row {first} too; both rows came in.",
        "If they are one thing, delete a row; if not, change a number.",
    ),
    _warning(
        "sheet-rows-blank",
        "{sheet}有 {count} 行是空的（{seen}），跳过了。",
        "空行不碍事；如果那里本来有内容，请看看是不是误删了。",
        "{sheet} has {count} blank rows ({seen}); they were skipped.",
        "Blank rows do no harm; if something stood there, see whether it was deleted by mistake.",
    ),
    # What is inside an original
    _error(
        "media-empty",
        "{original} 是空文件（0 字节）。",
        "请重新从手机或录音笔里拷贝一次。",
        "{original} is empty (0 bytes).",
        "Copy it again from the phone or the recorder.",
    ),
    _error(
        "media-not-recognised",
        "认不出 {original} 是什么文件，不是能用的{wanted}。",
        "请用能打开它的程序另存为常见格式：录音 MP3、M4A、WAV，照片 JPG、PNG，视频 MP4。",
        "{original} is not a {wanted} that can be read.",
        "Save it again as a common format: sound MP3, M4A or WAV; pictures JPG or PNG; video MP4.",
    ),
    _error(
        "media-playlist",
        "{original} 里面不是{wanted}，而是指向别处的文字（播放列表、网页或矢量图），没有打开它。",
        "请换成真正的文件。",
        "{original} holds text that points elsewhere (a playlist, a page or a drawing), not a "
        "{wanted}; it was not opened.",
        "Put the real file in its place.",
    ),
    _error(
        "media-bomb",
        "{original} 展开以后太大（{size}，上限 {limit}），没有处理。",
        "请把图片缩小或把录音分段后再放进来。",
        "{original} is too large once opened ({size}, the limit is {limit}) and was not used.",
        "Make the picture smaller, or cut the recording into parts.",
    ),
    _error(
        "media-truncated",
        "{original} 不完整，后面缺了一截。",
        "请从原来的设备重新拷贝一次。",
        "{original} is cut short.",
        "Copy it again from where it came from.",
    ),
    _error(
        "media-unfinished",
        "{original} 没有正常结束，缺了放音要用的目录，现在放不出来。录的时候手机可能没电或死机了。",
        "请别删它。先在原来的手机里用录音机或相册打开：放得出就重新分享一次。还是不行，就用同一部手机、"
        "同一个软件再录一小段正常的，连同这个文件交给会用修复工具 untrunc 的人，多半还能救回来。",
        "{original} was never finished: the table needed to play it is missing. The phone may have "
        "run out of power.",
        "Keep the file. Try it on the phone that made it and share it again from there; otherwise "
        "give it, with a good recording from the same phone, to somebody who can use the tool "
        "untrunc.",
    ),
    _error(
        "media-locked",
        "{original} 加了密码，打不开。",
        "请用密码打开，另存一份不加密的 PDF 再放进来。",
        "{original} is locked with a password.",
        "Open it with its password and save it without one.",
    ),
    _error(
        "media-no-page",
        "{original} 没有第 {page} 页，一共只有 {count} 页。",
        "请改正这条记录里的 page，从 1 数起。",
        "{original} has no page {page}; it has {count}.",
        "Correct the page in the record, counting from 1.",
    ),
    _error(
        "media-failed",
        "{original} 打不开，文件可能坏了（{reason}）。",
        "请先用别的程序打开试试，再另存一份。",
        "{original} could not be read and may be damaged ({reason}).",
        "Try to open it in another program and save it again.",
    ),
    _error(
        "media-timeout",
        "处理 {original} 超过了 {seconds} 秒，已停下。",
        "文件可能坏了，请换一份再试。",
        "Working on {original} took more than {seconds} seconds and was stopped.",
        "The file may be damaged: try another copy.",
    ),
    _error(
        "media-no-space",
        "磁盘满了，{original} 没有处理完；原件没有受影响。",
        "请腾出空间后再运行一次。",
        "The disk is full, so {original} was not finished; the original is untouched.",
        "Free some space and run again.",
    ),
    _warning(
        "media-damaged",
        "{original} 坏了一部分，只救回{kept}；网站里先用救回的。",
        "请到原来的手机、录音笔或群聊里再拷贝一次完整的。找不到了，就留着这一份，别再改动它。",
        "{original} is damaged. Saved: {kept}. That is used in the site for now.",
        "Copy it once more from where it came from. If that is gone, keep this one as it is.",
    ),
    _warning(
        "media-damaged-sealed",
        "{original} 坏了一部分，坏处以后时间对不准。这段录音里有不公开的话，所以网站里只放{kept}。",
        "请到原来的手机或录音笔里再拷贝一次完整的；有了完整的，后面的也能放。",
        "{original} is damaged, and times are not sure behind the damage. Since some of it is "
        "withheld, only {kept} can be heard in the site.",
        "Copy it once more from where it came from; the rest can be heard then.",
    ),
    _error(
        "media-damaged-unsure",
        "{original} 坏了，时间对不准。里面有不公开的话，不知道会落在哪里，所以整段都不放。",
        "请到原来的手机或录音笔里再拷贝一次完整的。",
        "{original} is damaged and its times are not sure. Since some of it is withheld, none of "
        "it can be heard.",
        "Copy it once more from where it came from.",
    ),
    _warning(
        "media-pages-left",
        "{original} 一共有 {count} 页，只用了第 1 页。",
        "每一页请写一行，比如 file: 契约.pdf，page: 2；只要第 1 页的话，写 page: 1。",
        "{original} has {count} pages, of which only the first was used.",
        "Write one entry for each page, such as file: deed.pdf, page: 2; write page: 1 if that is "
        "all you want.",
    ),
    _warning(
        "media-extension",
        "{original} 的扩展名和内容不符，里面其实是 {format}；已照常使用。",
        "建议改名，免得别的程序打不开。",
        "The name of {original} does not fit its content, which is {format}; it was used all the "
        "same.",
        "Rename it, so that other programs open it too.",
    ),
)

PROBLEM_CODES: Mapping[str, ProblemCode] = MappingProxyType({row.code: row for row in _TABLE})
"""Every code, in the order of the table."""
