"""What ``pintu sheet`` says, and the page of help in its workbooks."""

from __future__ import annotations

from archive.cli.sentences import Sentence

S = Sentence

SHEET = S(
    "用 Excel 或 WPS 登记和修改记录：new 空表，export 导出，import 读回来。",
    "Write and change records in Excel or LibreOffice: new, export, import.",
)
NEW = S(
    "新建一本空的登记表：每一类一张表，中文表头，能选的词有下拉，一行示例，一页说明。",
    "Make an empty workbook: a sheet a kind, words to choose from, an example row, a page of help.",
)
EXPORT = S(
    "把记录导出成一本 Excel 表，改好以后用 pintu sheet import 读回来。\n\n"
    "不公开的栏目也在里面，这本表不要外传，也不能放进网站的文件夹。",
    "Write the records into a workbook, to be changed and read again by pintu sheet import.\n\n"
    "It holds private fields: keep it to yourself. It is not written into a published folder.",
)
IMPORT = S(
    "读回改好的表：先列出要改什么，同意了才写；没有改的一个字也不动。\n\n"
    "导出以后记录也改过的格子，默认不动；加 --theirs 用表里的。别处的登记表请用 pintu add。",
    "Read a workbook again: what it changes is listed first and written when agreed; what was not "
    "changed stays as it is, byte for byte.\n\n"
    "Where the record was changed since, it stays, unless --theirs is given. For tables of others "
    "use pintu add.",
)
FILE = S("Excel 文件（.xlsx），例如 登记表.xlsx", "Workbook (.xlsx)")
FILE_BACK = S("改好的表（.xlsx、.xls、.ods）", "The changed workbook (.xlsx, .xls, .ods)")
KIND = S(
    "只要这一类；可以写几次（{values}）。不写就是全部",
    "Only this kind, may be given more than once ({values})",
)
THEIRS = S("两边都改过的格子，用表里的", "Where both were changed, take what the workbook says")
YES = S("不再问，照列出的改", "Do not ask: change what is listed")

WRITTEN = S(
    "{file} 写好了：{sheets} 张表，{rows} 条记录。", "{file}: {sheets} sheets, {rows} records."
)
PRIVATE = S(
    "表里有不公开的内容（真名、联系方式、附注等），请不要外传。",
    "It holds private fields (real names, contacts, notes): keep it to yourself.",
)
LEFT_OUT = S(
    "有 {count} 条记录写错了，没有导出：先用 pintu check 看哪里要改。",
    "{count} records have faults and were left out; pintu check says what they are.",
)
EXISTS = S(
    "{file} 已经有了，没有覆盖。请换一个名字，或者先把它移走。",
    "{file} is there already and was not replaced. Choose another name.",
)
NOT_OURS = S(
    "{file} 不是 pintu sheet 导出的表（没有“记录”一栏）。别处的登记表请用：pintu add {file}",
    "{file} was not made by pintu sheet: no column 记录. For tables of others: pintu add {file}",
)
REFUSED = S("没有读 {file}：{reason}。", "{file} was not read: {reason}.")
BOOK_TITLE = S("{title} 登记表", "{title}")
CONFLICT = S(
    "{record} 的“{field}”：导出以后记录里也改过。",
    "{record}, {field}: changed in the record since the workbook was made.",
)
KEPT = S(
    "两边都改过，没有动（要用表里的，加上 --theirs 再读一次）",
    "Changed on both sides, and left as it is (to take the workbook's, read it with --theirs)",
)
ASK_AGAIN = S(
    "什么也没有写。照此办理，请加 --yes；要改，在表里改好存盘，再读一次。",
    "Nothing was written. To do it add --yes; to have it otherwise change the workbook, save it "
    "and read it again.",
)
HELP_NOTES = (
    "一行是一条记录，一列是一项内容。红字带＊的一定要写；灰字“不公开”的不会上网站，请不要把这本表外传。",
    "“记录”一列是编号，已经有的不要改；新添一行时空着就行，读回来时会自动编好。“示例”那一行不会读进来，可以删。",
    "有下拉的格子从里面选。几样东西之间用；隔开，例如：养蚕；采菱。",
    "时间照原话写：发大水那年。知道年份的写在后面：发大水那年【1954】；大约写【1954~】，五十年代写【195X】。",
    "一样东西有几项内容的，写成 名：值；名：值，例如尺寸：通长：28；宽：18。",
    "有好几样的，一样一行（格子里换行按 Alt+Enter）。",
    "要写某个人、某个地点的地方，写编号（people/shen-amei）或名字（沈阿妹）都行；重名的请写编号。",
    "空着的格子：原来有内容的会删掉，读回来以前会先列给您看。不要的列可以整列删掉，删掉的列不会动记录。",
    "改好存盘，运行 pintu sheet import 这本表.xlsx：先看要改什么，同意了才写。",
    "“正文”是记录下半截的文字。超过 32767 字的、有图有表的，格子里会说明，请到记录的文件里改。",
    "口述的逐字稿不在表里，在它自己的文件里改。",
    "没有改的格子，记录一个字也不会动。",
)
"""The page of help, in Chinese: the workbook's headers are Chinese."""
