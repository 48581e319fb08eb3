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
