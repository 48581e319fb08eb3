"""What the commands that print on paper say."""

from __future__ import annotations

from archive.cli.sentences import S, Sentence

__all__ = ["Sentence"]

BOOKLET = S(
    "印一个人的生命故事书（PDF，大字，A5）：他讲的话、照片、老物件、别人讲起他的话、讲到的年月，"
    "还有听声音的二维码。只收同意印刷的内容。\n\n"
    "加 --fold 排成对折的小册子；不加就是一页一页的，可以放大到 A4 打印。",
    "Print the life-story book of one person (PDF, large type, A5): their words, photographs, "
    "things, what others tell of them, the years they told of, and QR codes to the voice. It "
    "holds only what may be printed.\n\n"
    "With --fold it is laid out as a folded booklet; without, page by page, to be enlarged to A4.",
)
PERSON = S("这个人的名字、小名或编号", "the person: a name, another name, or an id")
OUT = S("PDF 写到哪里；不写就放在 print/ 里", "where to write the PDF; by default below print/")
PRINT_DATE = S(
    "印制日期，授权也按这一天算，如 2026-03-01；不写就是今天",
    "the day of printing, by which consent counts too, such as 2026-03-01; by default today",
)
FOLDER = S("档案文件夹；不写就是当前文件夹", "the archive's folder; by default the current one")

NOT_IN_PRINT = S(
    "这一天还不能印{name}的书：{reason}。",
    "The book of {name} may not be printed on this day: {reason}.",
)
NO_WORDS = S(
    "没有可以印的话；书里只有照片和物件。",
    "There are no words that may be printed; the book holds photographs and things alone.",
)
NO_ADDRESS = S(
    "mkdocs.yml 里没有写网址（site_url），所以没有二维码。",
    "mkdocs.yml names no address (site_url), so there are no QR codes.",
)
NO_CHARACTERS = S(
    "这些字字库里没有，印出来会是方框，所以先没有印：",
    "The typefaces lack these characters. They would be printed as boxes, so nothing was printed:",
)
CHARACTER = S("{character}（U+{code}），在“{around}”里", "{character} (U+{code}), in “{around}”")
CHARACTERS_HINT = S(
    "请在记录里换成常用的同音字，或写成拆开的样子（如“口+曾”），再印一次。",
    "Write another character of the same sound in the record, or take it apart into its "
    "halves, and print again.",
)
FOLD = S(
    "排成对折的小册子：A4 双面打印、短边翻转，整叠对折，中间钉两针",
    "lay it out as a folded booklet: print A4 on both sides, turned at the short edge, fold the "
    "stack once and staple it in the fold",
)
PAGES = S(
    "一共 {pages} 页，折成小册子是 {sheets} 张 A4", "{pages} pages; folded, {sheets} sheets of A4"
)
FOLD_IT = S(
    "打印时选“双面”“短边翻转”“实际大小”，整叠对折，中间钉两针。",
    "Print on both sides, turned at the short edge, at actual size; fold the stack once and put "
    "two staples in the fold.",
)
TOO_THICK = S(
    "超过 {most} 页，钉不住：请送去胶装，或者单面打印。",
    "More than {most} pages are too thick to staple: have it bound, or print it one-sided.",
)
LEFT_OUT = S("没有印进去的（{count} 处）：", "What was left out ({count}):")
PRINTED = S("已写好：{path}（{size}）", "Written: {path} ({size})")
BOOK_HOLDS = S(
    "{chapters} 段话，{others} 段别人讲的，{pictures} 张图，{codes} 个二维码",
    "{chapters} of their passages, {others} by others, {pictures} pictures, {codes} QR codes",
)

PROOF = S(
    "印一份口述核对稿（PDF，大字，A4）：一段一段标了号码和时间，给口述者打勾、改、签名；"
    "核对完，用 --checked 把结果登记到口述里，用 --undo 撤回。\n\n"
    "核对稿里什么都有，不公开的也有，只给口述者本人看。",
    "Print the sheet on which a narrator goes through their words (PDF, large type, A4), a "
    "numbered piece at a time, to tick, amend and sign. Afterwards --checked records the result "
    "with the interview, and --undo takes it back.\n\n"
    "The sheet holds everything, what is withheld too: it is for the narrator alone.",
)
INTERVIEW = S("哪一次口述：编号、档号或题名", "the interview: an id, its number or its title")
CHECKED = S("登记：哪一天核对的，如 2026-03-01", "record a check: its day, such as 2026-03-01")
BY = S("登记：谁核对的，写名字", "record a check: by whom, a name")
AMENDED = S("登记：改过哪几段，如 12,40-42", "record a check: segments amended, such as 12,40-42")
WITHHOLD = S(
    "登记：哪几段不公开；文字稿里会标上【不公开：…】",
    "record a check: segments not to be published; they are marked 【…】 in the transcript",
)
SHEET = S(
    "登记：核对稿页脚上的文稿号；文字稿后来改过会告诉您",
    "record a check: the version at the foot of the sheet; tells when the words have changed since",
)
UNDO = S(
    "撤回登记：文件恢复成核对以前的样子", "take a recorded check back: the files are as before it"
)
NO_TRANSCRIPT = S("{title} 还没有文字稿。", "{title} has no transcript yet.")
WHO_CHECKED = S("请用 --by 写明是谁核对的，如 --by 沈阿妹。", "Say with --by who has checked it.")
WHEN_CHECKED = S(
    "--by、--amended、--withheld、--sheet 是登记用的，要同 --checked 日期 一起写。",
    "--by, --amended, --withheld and --sheet record a check and go with --checked DATE.",
)
NOT_BOTH = S("--checked 和 --undo 不能一起写。", "--checked and --undo do not go together.")
NOT_NUMBERS = S(
    "“{seen}”不是段的号码。请写成 12 或 12,40-42。",
    "“{seen}” are no numbers of segments. Write 12 or 12,40-42.",
)
NO_SEGMENTS = S(
    "{title} 没有这几段：{numbers}。一共 {count} 段。",
    "{title} has no segments {numbers}. It has {count}.",
)
OTHER_WORDS = S(
    "核对稿印好以后，文字稿改过了（纸上是 {sheet}，现在是 {now}）。"
    "请先改回来，或者再印一份给口述者看；照口述者的意思改的，把那几段写在 --amended 里。",
    "The transcript was changed after the sheet was printed (it says {sheet}, now it is {now}). "
    "Change it back or print another sheet; segments changed at the narrator’s wish belong in "
    "--amended.",
)
BY_HAND = S(
    "第 {number} 段的字在文件里分不开，没有改动任何文件。"
    "请自己在文字稿里标好【不公开：…】，再登记一次。",
    "The words of segment {number} cannot be told apart in the file, and nothing was changed. "
    "Mark it as withheld by hand and record the check again.",
)
UNDO_BY_HAND = S(
    "第 {number} 段的【不公开：…】后来改过，没有改动任何文件。请自己改。",
    "The mark on segment {number} was changed since, and nothing was undone. Mend it by hand.",
)
HEAD_BY_HAND = S(
    "{path} 里的 transcript_state 或 check 不是平常的写法，没有改动任何文件。请自己写。",
    "{path} does not write transcript_state or check as expected, and nothing was changed. "
    "Write it by hand.",
)
CHANGED_MEANWHILE = S(
    "这时候别人也在改这些文件，没有改动任何文件。请再试一次。",
    "Somebody else changed these files just now; nothing was written. Try again.",
)
NO_CHECK = S("{title} 没有登记过核对。", "There is no recorded check of {title}.")
RECORDED = S("已登记：{title}，{on} 由{by}核对。", "Recorded: {title}, checked by {by} on {on}.")
MARKED = S("标为不公开的段：{numbers}", "Segments marked as withheld: {numbers}")
PUBLIC_TOO = S(
    "这次口述另有公开稿（{file}），请照着也改一遍；四个字以上的原话会自动遮住，别的不会。",
    "There is a public transcript too ({file}): change it likewise. Phrases of four characters or "
    "more are withheld there by themselves, others are not.",
)
UNDO_WITH = S("要撤回：{command}", "To take it back: {command}")
TAKEN_BACK = S("已撤回：{title} 的核对登记。", "Taken back: the check of {title}.")
SHEET_HOLDS = S(
    "{segments} 段，{pages} 页。里面有不公开的话和真名：只给口述者本人，用完收好。",
    "{segments} segments, {pages} pages. It holds withheld words and real names: for the narrator "
    "alone.",
)

CLEAR = S(
    "看一遍：写口述的话（章节标题、摘要、介绍、没有时间的拼片）有没有把不公开的事说出来。"
    "一条一条列出来，旁边是不公开的原话；没有说出来的，答“是”，网站上就显示。\n\n"
    "答过的记在档案里。以后又有别的话不公开，会再问一次。",
    "Look whether what is written about a telling (titles of chapters, summaries, introductions, "
    "pieces without times) tells what is withheld of it. Each text is listed with the words that "
    "are withheld; say yes where it tells none of them, and the site shows it.\n\n"
    "What was answered is kept in the record. When more is withheld later, it is asked again.",
)
CLEAR_RECORD = S(
    "哪份口述（题名或编号），或 puzzles/编号；不写就是所有在等的",
    "which interview (title or id), or puzzles/ID; all that waits when left out",
)
CLEAR_YES = S(
    "不再一条条问：这条记录的都看过了，没有问题",
    "do not ask one by one: all texts of this record were looked at",
)
CLEAR_UNDO = S("撤回上一次", "take back the last time")
CLEAR_NAME_ONE = S(
    "--yes 只能用在一条记录上：请写出是哪一份。",
    "--yes is for one record at a time: say which.",
)
CLEAR_NOTHING = S("没有在等着看的。", "Nothing waits to be looked at.")
CLEAR_HELD = S("不公开的是：", "What is withheld:")
CLEAR_SEALED = S(
    "（按授权书或章节不公开的一段）",
    "(a stretch that a consent seals, or a closed chapter)",
)
CLEAR_ASK = S("没有说出来，可以显示？", "It tells none of this and may be shown?")
CLEARED = S("{file}：{count} 处可以显示了。", "{file}: {count} may be shown now.")
CLEAR_LEFT = S(
    "还有 {count} 处先不显示。把它们改一改，或者看过以后再运行 pintu clear。",
    "{count} stay blank. Rewrite them, or run pintu clear when you have looked.",
)
