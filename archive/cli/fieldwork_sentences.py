"""What the commands for the next visit say, in Chinese and in English."""

from __future__ import annotations

from archive.cli.sentences import S

GAPS = S(
    "下次走访该问什么：拼图里空着的、只有一个人讲的、说法不一的，最急的在前面；"
    "每一样去问谁、为什么、问过没有。只给您看，从不进网站。\n\n"
    "急不急，看三样：有多要紧，空着还是有人讲过，可能知道的人还剩几位、年纪多大。\n\n"
    "退出码：0 有要问的，1 没有。",
    "What to ask next: slots of puzzles that nobody has told, that one alone has told, or that are "
    "told differently, the most urgent first; whom to ask for each, why, and what was asked "
    "already. For you alone, never in a site.\n\n"
    "Urgency comes of three things: how much it is wanted, how open it is, and how many are left "
    "who may know, and how old they are.\n\n"
    "Exit code: 0 there is something to ask, 1 there is not.",
)
GAPS_LIMIT = S("列几条；不写就是 20", "How many to list; 20 when left out")
GAPS_PAGE = S(
    "写成一页能打印的 A4 纸，例如 要问的.html；不能放进网站、content 和 media 里",
    "Write a sheet to print (A4), such as to-ask.html; not into the site, content or media",
)
FIELD_JSON = S("给别的程序用的 JSON", "JSON, for other programs")
VISIT = S(
    "为走访一位老人做准备：最多八个问题，写成念得出口的话；带哪些照片和老物件；"
    "上次他自己讲的话，念给他听；还缺哪些授权。加 --page 写成大字的 A4 纸。\n\n"
    "人可以写名字、小名、绰号、拼音或编号：pintu visit 阿妹，pintu visit people/shen-amei。\n\n"
    "加 --photo 是另一张纸：照片上的人编了号、画了框，不认得的留一条线写名字："
    "pintu visit --photo 小学合影 --page 认人.html。",
    "Prepare a visit to one person: at most eight questions in words one can say, photographs and "
    "objects to bring, their own words of last time to read back, consents still missing. With "
    "--page as A4 sheets in large print.\n\n"
    "The person by name, nickname, pinyin or id: pintu visit amei, or pintu visit "
    "people/shen-amei.\n\n"
    "With --photo it is another sheet: a photograph with numbered outlines, and lines for the "
    "names of those nobody knows: pintu visit --photo photos/class-1965 --page who.html.",
)
VISIT_PERSON = S("去看谁：名字、别名、拼音或编号", "Whom to visit: a name, another name, or an id")
VISIT_PHOTO = S(
    "认人的照片：题名、编号或 photos/…",
    "A photograph with people to recognise: its title, number or photos/…",
)
VISIT_PAGE = S(
    "写到哪个文件，例如 阿妹.html；不能放进网站、content 和 media 里",
    "The file to write, such as amei.html; not into the site, content or media",
)

ASK_LINE = S("去问 {who}：{why}", "ask {who}: {why}")
ASK_NOBODY = S("还不知道可以问谁", "nobody is known to ask")
WITH_AGE = S("{name}（{age} 岁）", "{name} ({age})")
GAPS_NONE = S("没有空着的拼块。", "No slot is open.")
GAPS_MORE = S("还有 {count} 条：加 --limit {all}", "{count} more: add --limit {all}")
SHEET_WRITTEN = S(
    "写好了：{file}。用浏览器打开，打印。里面有不公开的内容，不要放到网上。",
    "Written: {file}. Open it in a browser and print it. It holds private things: keep it off "
    "the web.",
)
SHEET_IN_SITE = S(
    "不能写到 {folder} 里面：那里的文件会公开，或者是原件和记录。请换一个地方。",
    "Not into {folder}: what is there is published, or is an original or a record. Choose another "
    "place.",
)
SHEET_ENDING = S("文件名请用 {ending} 结尾：{file}", "End the file's name in {ending}: {file}")
VISIT_WHOM = S(
    "去看谁？例如：pintu visit 沈阿妹，或者 pintu visit --photo 小学合影",
    "Whom is the visit to? For example: pintu visit shen-amei, or pintu visit --photo class-1965",
)
NOT_BOTH = S("人和 --photo 只写一样。", "Name a person or a photograph, not both.")
NONE_MEANT = S("没有叫“{seen}”的。", "Nothing is called “{seen}”.")
SEVERAL_MEANT = S(
    "“{seen}”可能是：{names}。请写编号。",
    "“{seen}” may be {names}. Write the id.",
)
ONE_OF_THEM = S("{name}（{id}）", "{name} ({id})")
IS_DEAD = S(
    "{name} 已经过世了。要问家人，请写家人的名字。",
    "{name} has died. To ask the family, name somebody of it.",
)
IS_CLOSED = S(
    "{name} 的记录不开放：本人讲过的，不再去问。",
    "The record of {name} is closed: they have said what they wanted to say.",
)
VISIT_HEAD = S("去看{name}", "A visit to {name}")
VISIT_AGED = S("去看{name}（{age} 岁）", "A visit to {name} ({age})")
VISIT_QUESTIONS = S("要问的", "To ask")
VISIT_THINGS = S("带去看的", "To bring")
VISIT_WORDS = S("念给他听", "To read back")
VISIT_CONSENTS = S("还缺的授权", "Consents to ask for")
VISIT_MIND = S("要留意（不要念出来）", "To mind (not aloud)")
VISIT_LAST = S("上次 {day}", "Last time, {day}")
PHOTO_FACES = S(
    "{title}：{open} 人待认，{known} 人认得", "{title}: {open} to recognise, {known} known"
)
PHOTO_OPEN = S("待认", "not known")
PHOTO_NOBODY = S("{title} 里没有待认的人。", "Nobody in “{title}” is left to recognise.")

PROPOSE = S(
    "替拼图找拼片：录音里哪一段、哪张照片、哪件东西、哪页文献，像是这个拼块要的，并说明为什么。"
    "只是提议，您点头才算，更不会自己公开。\n\n"
    "pintu propose                      最急的几个拼块，各提几条\n"
    "pintu propose 双眼井                这个拼图里还空着的\n"
    "pintu propose jing/lifted           一个拼块，十条\n"
    "pintu propose jing/lifted --accept 2   收下第 2 条，写进文字稿或拼图\n"
    "pintu propose jing/lifted --refuse 1   不要第 1 条，以后不再提\n"
    "pintu propose jing --relations      拼片和拼片的关系：印证、补充、转述自……\n"
    "pintu propose --undo                撤回上一次写的\n\n"
    "退出码：0 有提议，1 没有，2 写得不对或没有写成。",
    "Find pieces for puzzles: which passage, photograph, object or page is like what a slot asks "
    "for, and why. They are proposals: nothing counts until you accept it, and nothing is "
    "published by itself.\n\n"
    "pintu propose                      a few for the most urgent slots\n"
    "pintu propose jing                 for the open slots of a puzzle\n"
    "pintu propose jing/lifted          ten for one slot\n"
    "pintu propose jing/lifted --accept 2   take the second\n"
    "pintu propose jing/lifted --refuse 1   do not propose the first again\n"
    "pintu propose jing --relations     how pieces may stand to each other\n"
    "pintu propose --undo               take back what was written last\n\n"
    "Exit code: 0 something is proposed, 1 nothing is, 2 wrong use or nothing written.",
)
PROPOSE_WHAT = S("拼图，或者拼图/拼块", "A puzzle, or puzzle/slot")
PROPOSE_LIMIT = S(
    "每个拼块列几条；一个拼块不写就是 10，几个拼块就是 3",
    "How many for each slot; when left out, 10 for one slot and 3 for several",
)
PROPOSE_ACCEPT = S(
    "收下第几条，或者写出处；可以写几次", "Accept by number or source; may be repeated"
)
PROPOSE_REFUSE = S(
    "不要第几条，或者写出处；可以写几次", "Refuse by number or source; may be repeated"
)
PROPOSE_RELATIONS = S("提议拼片之间的关系", "Propose how pieces stand to each other")
PROPOSE_UNDO = S("撤回上一次收下或不要的", "Take back what was accepted or refused last")
PROPOSE_ONE_SLOT = S(
    "要收下或不要哪一条，请写明是哪个拼块，例如：pintu propose jing/lifted --accept 1",
    "To accept or refuse, name the slot: pintu propose jing/lifted --accept 1",
)
PROPOSE_NO_SLOT = S(
    "“{puzzle}”里没有“{seen}”这个拼块，有：{slots}。",
    "“{puzzle}” has no slot “{seen}”; it has {slots}.",
)
PROPOSE_NO_NUMBER = S("没有“{seen}”这一条提议。", "There is no proposal “{seen}”.")
PROPOSE_NONE = S("没有可提议的。", "There is nothing to propose.")
PROPOSED_HELD = S("出处不公开：{reason}", "its source is not published: {reason}")
ACCEPTED_MARK = S(
    "收下了：{file} 第 {line} 行加了{mark}", "Accepted: {mark} in {file}, line {line}"
)
ACCEPTED_PIECE = S("收下了：{file} 里加了拼片 {key}", "Accepted: piece {key} in {file}")
ACCEPTED_RELATION = S(
    "收下了：{file} 里 {piece} {tie} {other}", "Accepted: {piece} {tie} {other} in {file}"
)
REFUSED_ONE = S("以后不再提：{key}", "Not proposed again: {key}")
UNDO_HINT = S("写错了：pintu propose --undo", "To take it back: pintu propose --undo")
UNDONE = S("撤回了：{file} 和原来一样。", "Taken back: {file} is as it was.")
UNDO_NOTHING = S("没有可撤回的。", "There is nothing to take back.")
UNDO_CHANGED = S(
    "{file} 后来又改过，没有去动它。请自己改回来。",
    "{file} was changed since and was left alone. Change it back by hand.",
)
MARKED_ELSEWHERE = S(
    "{piece} 是文字稿里的标记，标记上写不了关系。要写，请把这一段写成拼图文件里的一片"
    "（写明口述和起止时间），去掉文字稿里的标记，再接受一次。",
    "{piece} is a mark in a transcript, and a mark can hold no relation. To have it, write the "
    "passage as a piece in the puzzle's file (with its interview and times), take the mark out of "
    "the transcript, and accept it again.",
)

WHY_QUESTION = S("有问话里的词", "words of the question")
WHY_PIECES = S("和已有的拼片像", "like pieces that are there")
WHY_NAMED = S("讲到{puzzle}", "speaks of {puzzle}")
WHY_ASKED = S("答的是差不多的问题", "answers such a question")
WHY_AROUND = S("前后正讲到", "said beside what is like it")
WHY_BESIDE = S("紧挨着已有的拼片", "next to a piece that is there")
WHY_ABOUT = S("这一章、这一条讲的就是它", "its chapter or record is about it")
WHY_PERSON = S("提到要问的人", "names whom the slot names")
WHY_TIME = S("讲了年份或岁数", "says when")

SIGN_HEARD = S("听说的人就是另一片的讲述人", "has it from the other's narrator")
SIGN_OBJECT = S("东西或照片，正是那一片讲的", "the thing or picture that the other speaks of")
SIGN_WORDS = S("说得差不多", "says much the same")
SIGN_DATES = S("年份对得上", "their dates agree")
SIGN_NEXT = S("接在后面说的", "said right after it")
SIGN_OTHER_DATES = S("年份对不上", "their dates do not meet")

COVERAGE = S(
    "讲过的有哪些人，还没有讲过的有多少：按村组、出生年代、性别、户、主题；有两个独立出处的拼块；"
    "授权齐不齐。只数人，不排名次；五个人以下的不显示，也推算不出来。\n\n"
    "加 --xlsx 写成表格，可以交给资助方；加 --names 列出还没有讲过的人，只给您看；"
    "加 --hours 把走访的工时写成 CSV，给时间银行用。",
    "Who has been heard, and how many have not: by group, decade of birth, sex, household and "
    "theme; slots that rest on two independent sources; whether consents are complete. It counts "
    "and ranks nobody; numbers under five are not shown, and cannot be worked out.\n\n"
    "With --xlsx it is a workbook for funders; --names lists those not heard, for you alone; "
    "--hours writes the hours of visits as CSV, for a time bank.",
)
COVERAGE_XLSX = S(
    "写成 Excel 表格，例如 覆盖.xlsx", "Write an Excel workbook, such as coverage.xlsx"
)
COVERAGE_HOURS = S("走访工时写成 CSV，例如 工时.csv", "Write the hours of visits as CSV")
COVERAGE_NAMES = S(
    "列出还在世、还没有讲过的人（只给您看）", "List those living who are not heard (for you alone)"
)
BOOK_WRITTEN = S("写好了：{file}", "Written: {file}")
BY_GROUP = S("村组", "Village group")
BY_DECADE = S("出生年代", "Decade of birth")
BY_GENDER = S("性别", "Sex")
BY_HOUSEHOLD = S("户", "Households")
BY_THEME = S("主题", "Theme")
HEAD_PEOPLE = S("人数", "People")
HEAD_HEARD = S("讲过", "Heard")
HEAD_NOT_HEARD = S("没讲过", "Not heard")
HEAD_TELLERS = S("讲的人", "Who tell of it")
HEAD_HOUSEHOLDS = S("户数", "Households")
HEAD_SLOTS = S("拼块", "Slots")
HEAD_STATE = S("状态", "State")
HEAD_KIND = S("类别", "Kind")
HEAD_OPEN_RECORDS = S("记录", "Records")
HEAD_COMPLETE = S("授权齐全", "Consents complete")
HEAD_MISSING = S("还缺", "Missing")
ROW_TOGETHER = S("其他合计", "Others together")
ROW_FEW_TELL = S("另有 {count} 个主题，讲的人不到五个", "{count} more, told by fewer than five")
ROW_ALL = S("合计", "All")
ROW_UNKNOWN = S("没有写", "Not written down")
ROW_DECADE = S("{decade}年代", "{decade}s")
ROW_TWO_SOURCES = S("有两个独立出处", "On two independent sources")
COVERAGE_DAY = S("按 {on} 的授权。", "By the consents of {on}.")
COVERAGE_NOTE = S(
    "“·”是五个人以下，或者能推算出五个人以下的，不显示。",
    "“·” stands for fewer than five people, or for what would tell of fewer than five.",
)
COVERAGE_VISITS = S("走访 {visits} 次，{hours} 工时。", "Visits: {visits}; hours: {hours}.")
NAMES_HEAD = S("还没有讲过的（只给您看）", "Not heard (for you alone)")
CONSENTS_HEAD = S("授权：{channel}", "Consents: {channel}")
SHEET_PEOPLE = S("人", "People")
SHEET_PUZZLES = S("拼图", "Puzzles")
SHEET_CONSENTS = S("授权", "Consents")
HOURS_DAY = S("日期", "date")
HOURS_NAME = S("姓名", "name")
HOURS_HOURS = S("工时", "hours")
HOURS_PLACE = S("地点", "place")
HOURS_VISIT = S("走访编号", "visit")
COVERAGE_TITLE = S("口述覆盖情况", "Who has been heard")
