"""What the commands that print on paper say."""

from __future__ import annotations

from archive.cli.sentences import S, Sentence

__all__ = ["Sentence"]

BOOKLET = S(
    "印一个人的生命故事书（PDF，大字，A5）：他讲的话、照片、老物件、别人讲起他的话、讲到的年月，"
    "还有听声音的二维码。只收同意印刷的内容。\n\n"
    "双面打印时选“小册子”，或放大到 A4 单面打印。",
    "Print the life-story book of one person (PDF, large type, A5): their words, photographs, "
    "things, what others tell of them, the years they told of, and QR codes to the voice. It "
    "holds only what may be printed.\n\n"
    "Print it two-sided as a booklet, or one-sided enlarged to A4.",
)
PERSON = S("这个人的名字、小名或编号", "the person: a name, another name, or an id")
OUT = S("PDF 写到哪里；不写就放在 print/ 里", "where to write the PDF; by default below print/")
PRINT_DATE = S(
    "印制日期，授权也按这一天算，如 2026-03-01；不写就是今天",
    "the day of printing, by which consent counts too, such as 2026-03-01; by default today",
)
FOLDER = S("档案文件夹；不写就是当前文件夹", "the archive's folder; by default the current one")

NOBODY_MEANT = S(
    "没有找到“{seen}”。请写名字、编号，或 content/{folder} 里的文件名。",
    "There is no “{seen}”. Write a name, a number, or the name of a file in content/{folder}.",
)
SEVERAL_MEANT = S(
    "“{seen}”不止一个，请写全：{names}。", "“{seen}” is not one alone; write it in full: {names}."
)
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
WITHIN_SITE = S(
    "{path} 在网站文件夹里。纸上印的不能放在那里，会被发布出去：请换个地方。",
    "{path} is inside the site. What is printed must not lie there, where it would be published: "
    "write it somewhere else.",
)
NOT_A_PDF = S("{path} 不是 .pdf 文件名。", "{path} is not the name of a .pdf file.")
LEFT_OUT = S("没有印进去的（{count} 处）：", "What was left out ({count}):")
PRINTED = S("已写好：{path}（{size}）", "Written: {path} ({size})")
BOOK_HOLDS = S(
    "{chapters} 段话，{others} 段别人讲的，{pictures} 张图，{codes} 个二维码",
    "{chapters} of their passages, {others} by others, {pictures} pictures, {codes} QR codes",
)
