"""What ``pintu add`` says."""

from __future__ import annotations

from archive.cli.sentences import S, Sentence

__all__ = ["Sentence"]

ADD = S(
    "把手里的东西加进档案：文件夹、录音、照片、文稿、表格、压缩包，都可以直接给。\n\n"
    "先看一遍，说清楚会做什么，您同意了才写。原件原样收进 media，每条新记录先都不公开。"
    "中途断了，再运行一次就接着做；加错了，用 --undo 收回。",
    "Add what people have: folders, recordings, pictures, texts, spreadsheets and zips.\n\n"
    "It looks first, says what it would do, and writes when you agree. Originals go into media as "
    "they are, and every new record begins closed. If it is cut off, run it again and it goes on; "
    "--undo takes it back.",
)
SOURCES = S("要加的文件或文件夹，可以写几个", "files and folders to be added, one or more")
FOLDER = S(
    "加进哪个档案；不写就是当前文件夹，还没有的会新建",
    "the archive to add to; by default the current folder, made where there is none",
)
YES = S("不再问，照着做", "do it without asking")
PLAN_OPTION = S(
    "照改好的计划表做（pintu add --save 写的那个 xlsx）",
    "follow a corrected plan (the xlsx that pintu add --save wrote)",
)
SAVE_OPTION = S(
    "把计划写成表格，可以在 Excel 或 WPS 里改，再用 --plan 交回来；什么也不加",
    "write the plan as a spreadsheet to correct and hand back with --plan; nothing is added",
)
JSON_OPTION = S("把计划写成 JSON；什么也不加", "print the plan as JSON; nothing is added")
AS_OPTION = S("只当作这种格式读：{values}", "read it as this format alone: {values}")
LICENCE = S(
    "别处的档案原来就公开发表过的，写它的许可（如 CC0-1.0）：里面的人和文字就算同意公开；"
    "自己的录音、照片、文稿不算，照样先不公开",
    "the public licence under which the archive of others was published, such as CC0-1.0: then its "
    "people and words are open; recordings, pictures and texts of your own stay closed",
)
UNDO_OPTION = S("把上一次加的收回来", "take back what was added last")

READING = S("看文件", "looking at files")
UNDERSTANDING = S("读内容", "reading them")
INSPECTING = S("看录音和照片", "looking at sound and pictures")
COPYING = S("收原件（MB）", "copying originals (MB)")

UNGUARDED = S(
    "档案所在的盘分不出有没有别人也在加东西：一次只在一个窗口、一台电脑上加，就不会出错。"
    "（只说这一次。）",
    "The disk that the archive is on cannot tell whether somebody else is adding too: add in one "
    "window and on one computer at a time, and all is well. (This is said only once.)",
)
GIVEN = S("给的东西：{names}（{count} 个文件，{size}）", "Given: {names} ({count} files, {size})")
NOTHING = S("里面没有要加的：都已经在档案里了。", "There is nothing to add: all of it is here.")
HEAD_RECORDS = S("会有这些记录", "Records")
HEAD_CHANGES = S("会改到已有的记录", "Records that are here and would change")
HEAD_KEPT = S(
    "和已有的不一样，没有改（要改，在计划表里说）",
    "Other than what is here, and left as it is (say otherwise in the plan)",
)
HEAD_FILES = S("文件", "Files")
HEAD_PROBLEMS = S("没看懂的、缺的、请您看一眼的", "Not understood, missing, or to be looked at")
HEAD_COUNTS = S("点一遍数", "Counted")
COLUMN_DEED = S("做什么", "What")
COLUMN_KIND = S("类", "Kind")
COLUMN_TITLE = S("题名", "Title")
COLUMN_FROM = S("从哪里来", "From")
COLUMN_FIELD = S("栏", "Field")
COLUMN_MINE = S("现在", "Mine")
COLUMN_THEIRS = S("来的", "Theirs")
MORE_ROWS = S(
    "……还有 {count} 条，都在计划表和报告里", "… and {count} more, in the plan and the report"
)
CREATE = S("新建", "new")
CHANGE = S("补充", "change")
SAME = S("已有", "here")
LEFT_OUT = S("不要", "left out")
COPIES = S("收进 media：{count} 个，{size}", "Into media: {count}, {size}")
DUPLICATES = S("一模一样的，不再收：{count} 个", "The same bytes as others, not copied: {count}")
REFUSED = S("没有收：{count} 个（见下面）", "Not taken: {count} (see below)")
ALIKE = S(
    "看起来像同一张照片，请您看一眼（都收，不会替您删；要并排看，加上 --alike 同一张.html）：",
    "These look like one photograph; have a look (all are taken, none is left out for you; "
    "--alike alike.html lays them side by side):",
)
ALIKE_OPTION = S(
    "把看上去像同一张的照片并排写进一个私下看的网页（.html），什么也不加",
    "write photographs that look alike side by side into a private page (.html); nothing is added",
)
UNSURE = S(
    "“{title}”可能是 {records}，说不准，先当新的一条。是同一个，请在计划表的“归入”里写上。",
    "“{title}” may be {records}; nobody can tell, so it becomes a new one. If it is the same, "
    "write so in the plan.",
)
CONSENTS = S(
    "新的人和口述都先不公开：授权 {count} 份，写的是“还没有问过”。取得授权后改写。",
    "New people and interviews are closed at first: {count} consents say that nobody was asked. "
    "Rewrite them when somebody was.",
)
COUNTED = S(
    "{unit}：{seen} = 照收 {kept} + 修补 {repaired} + 列出 {listed}",
    "{unit}: {seen} = {kept} kept + {repaired} repaired + {listed} listed",
)
NOT_WHOLE = S(
    "{unit}：数出 {seen}，却只交代了 {told}。这是程序的错，请告诉维护的人。",
    "{unit}: {seen} were counted and {told} accounted for. That is a fault of the program; tell "
    "whoever looks after it.",
)
ASK = S("是否照此办理？", "Shall it be done?")
NOT_AGREED = S("什么也没有写。", "Nothing was written.")
ADD_YES = S(
    "什么也没有写。照此办理，请加 --yes；要改，用 --save 计划.xlsx 写出来改。",
    "Nothing was written. To do it add --yes; to correct it write it out with --save plan.xlsx.",
)
SAVED = S(
    "计划写在 {file}。改好存盘，再运行 pintu add --plan {file}",
    "The plan is in {file}. Correct it, save it, and run pintu add --plan {file}",
)
GOING_ON = S(
    "上一次（第 {number} 次，{day}）没有做完，接着做。",
    "The last addition (number {number}, {day}) was cut off; going on with it.",
)
DONE = S(
    "加好了：{records} 条记录，{files} 个原件。收回用 pintu add --undo",
    "Added: {records} records, {files} originals. To take it back: pintu add --undo",
)
REPORT = S("报告在 {file}（只给自己人看）", "The report is in {file} (private)")
UNDO_NOTHING = S("没有可以收回的。", "There is nothing to take back.")
UNDO_STALE = S(
    "刚才又加过或收回过东西。什么也没有动，请再运行一次。",
    "Something was added or taken back just now. Nothing was touched; run this again.",
)
UNDO_ASK = S(
    "要收回第 {number} 次（{day}）加的 {records} 个记录文件、{files} 个原件吗？",
    "Take back addition {number} of {day}: {records} files of records, {files} originals?",
)
UNDONE = S(
    "收回了：{removed} 个文件移到 {trash}，{restored} 个文件恢复原样。",
    "Taken back: {removed} files moved to {trash}, {restored} as they were before.",
)
CHANGED_SINCE = S("后来有人改过，没有动：{path}", "Changed since, left alone: {path}")
STILL_NAMED = S("还有记录用着它，没有动：{path}", "Still named by a record, left alone: {path}")
UNDO_FIRST = S(
    "上一次收回没有做完，先接着收回。",
    "The last taking back was cut off; that comes first.",
)
PLAN_ALONE = S(
    "--plan 里已经写着来源，不要再写文件夹。",
    "The plan knows its sources; do not name others.",
)
NO_SOURCES = S("请写上要加的文件或文件夹。", "Name the files or folders that are to be added.")

REPORT_TITLE = S("第 {number} 次加入的报告", "Report of addition {number}")
REPORT_DAY = S("日期：{day}", "Day: {day}")
REPORT_PRIVATE = S(
    "这份报告里有人名和原话，只给整理的人看，不要放上网。",
    "This report holds names and words. It is for those who work on the archive alone.",
)

UNITS = {
    "rows": S("行", "rows"),
    "cues": S("字幕条", "cues"),
    "turns": S("轮发言", "turns"),
    "paragraphs": S("段", "paragraphs"),
    "words": S("词", "words"),
    "characters": S("字", "characters"),
    "points": S("索引点", "points of an index"),
    "links": S("链接", "links"),
    "times": S("时间", "times"),
    "fields": S("栏目", "fields"),
    "pages": S("页", "pages"),
    "files": S("文件", "files"),
    "pictures": S("文稿里的图片", "pictures in documents"),
    "changes": S("修订和批注", "tracked changes and remarks"),
}
