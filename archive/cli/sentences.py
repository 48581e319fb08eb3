"""Everything the command line says: one table of sentences, in Chinese and in English.

Braces hold facts. What is wrong in hand-written content is said elsewhere, in the table of
problems; what an error says of itself stands with the error.
"""

from __future__ import annotations

from archive.values import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages."""

    zh: str
    en: str

    def text(self, language: str, **facts: object) -> str:
        """The sentence in ``zh`` or ``en``, its braces filled."""
        sentence = self.zh if language == "zh" else self.en
        return sentence.format(**facts) if facts else sentence


S = Sentence

# --- help: the program and its commands ----------------------------------------------------------

PROGRAM = S(
    "拼图：把一个村的口述、老物件、老照片和文献，拼成一个人人能听能查的网站。\n\n"
    "第一次用：pintu new 我的村，再按提示一步一步来。每个命令后面加 --help 看它的说明。",
    "Pintu: a village's oral histories, old objects, photographs and papers, made into a site "
    "that everybody can listen to and look through.\n\n"
    "To begin: pintu new my-village, then do as it says. Add --help to any command to have it "
    "explained.",
)
NEW = S(
    "新建一个档案文件夹，里面每一类都有一个带说明的例子，马上就能生成网站。",
    "Make a new archive, with an explained example of each kind. It builds at once.",
)
CHECK = S(
    "检查档案：哪里写错了，哪一行，该怎么写；还有哪些内容不会公开、为什么。\n\n"
    "退出码：0 没有问题，1 只有提醒，2 有错误。",
    "Check the archive: what is wrong, on which line, what to write instead; and what will not "
    "be published, and why.\n\n"
    "Exit code: 0 nothing wrong, 1 warnings only, 2 errors.",
)
BUILD = S(
    "生成网站。没有授权的内容不会进去。内容有错误时什么也不写，先列出要改的地方。\n\n"
    "退出码：0 没有问题，1 有提醒，2 有错误（记录写错了就不生成；原件坏了只缺那一件）。",
    "Build the site. What nobody consented to does not go in. While the content has errors "
    "nothing is written; they are listed instead.\n\n"
    "Exit code: 0 nothing wrong, 1 warnings, 2 errors (in a record: nothing is built; in an "
    "original: all but that one is).",
)
SERVE = S(
    "生成网站并在这台电脑上打开来看。改了内容会自动重新生成，网页自动刷新。按 Ctrl-C 结束。",
    "Build the site and show it on this computer. Whenever the content changes it is built "
    "again and open pages reload. Ctrl-C ends it.",
)
IMPORT = S(
    "把别处整理好的材料读进档案。已有的文件不会被覆盖。",
    "Read material prepared elsewhere into the archive. No file that is there is replaced.",
)

FIND = S(
    "在整个档案里查：记录、两份文稿、工作笔记，不公开的也查，并注明为什么不公开。\n\n"
    "几个词用空格隔开，都要有；“引号”里的字一个不能差；水车|龙骨车 有一个就行；"
    "不含:照片 去掉有这个词的。可以打拼音、首字母、繁体。\n\n"
    "缩小范围：人物:沈阿妹 地点:承安桥 类别:老物件 主题:养蚕 题名:… 编号:… 讲者:… 时间:1958 "
    "时间:1950年代 时间:1949..1960 采集:2024 公开:不公开 有声:有 在:interviews\n\n"
    "退出码：0 找到了，1 没有找到，2 写得不对。",
    "Look through the whole archive: records, both transcripts and notes, private ones too, which "
    "are marked with the reason.\n\n"
    "Several words must all be there; “in quotes” to the letter; one|other either; not:word "
    "without it. Pinyin, initials and traditional characters will do.\n\n"
    "To narrow: person:… place:… kind:object theme:… title:… number:… voice:… when:1958 "
    "when:1950s when:1949..1960 recorded:2024 access:private sound:yes in:interviews\n\n"
    "Exit code: 0 found, 1 nothing found, 2 wrong use.",
)

# --- help: arguments and options -----------------------------------------------------------------

HELP_OPTION = S("显示这段说明", "Show this explanation")
VERSION_OPTION = S("显示版本", "Show the version")
LANG_OPTION = S(
    "用中文（zh）还是英文（en）说话；不写就跟随系统",
    "Speak Chinese (zh) or English (en); as the system does when left out",
)
NEW_FOLDER = S("新档案放在哪个文件夹；要么还没有，要么是空的", "Folder to make; none yet, or empty")
NEW_TITLE = S("网站的名字；不写就用文件夹的名字", "Name of the site; else that of the folder")
FOLDER = S(
    "档案所在的文件夹（里面有 content 和 mkdocs.yml）；不写就是当前所在的档案",
    "Folder of the archive (content and mkdocs.yml are in it); else the one you are in",
)
CHANNEL_OPTION = S(
    "给谁看：web 网站，kiosk 馆内屏。授权是分开给的。不写就是 web",
    "For whom: web, the website, or kiosk, the museum's screen. Each has its own consents. "
    "web when left out",
)
DATE_OPTION = S(
    "按哪一天的授权和封存期来算，写成 2026-01-31；不写就是今天",
    "The day as of which consents and embargoes count, like 2026-01-31; today when left out",
)
JOBS_OPTION = S(
    "同时用几个进程处理声音和图片；不写就按电脑的核数",
    "How many processes work on sound and pictures; as many as there are cores when left out",
)
SITE_OPTION = S(
    "网站写到哪个文件夹；不写时网站在 site，馆内屏在 site-kiosk",
    "Folder the site is written to; when left out, site, and site-kiosk for the museum's screen",
)
FORMAT_OPTION = S(
    "text 给人看，json 给别的程序用；不写就是 text",
    "text for people, json for other programs; text when left out",
)
SEAL_OPTION = S(
    "把还没有登记的原件登记进 media/manifest-sha256.txt；已登记的一行也不动",
    "Register originals that are not yet in media/manifest-sha256.txt; no line there is changed",
)
VERIFY_OPTION = S(
    "不信上次的记忆，把每个文件和每个原件从头再读一遍（慢）",
    "Trust nothing remembered: read every file and every original again (slow)",
)
WITHHELD_OPTION = S(
    "逐条列出不公开的内容和原因，而不只是总数",
    "List all that is not published, and why, instead of counting it",
)
FIND_QUERY = S("要找的词；写法见上", "What to find, written as above")
FIND_FOLDER = S(
    "档案所在的文件夹；不写就是当前所在的档案", "Folder of the archive; else the one you are in"
)
FIND_KIND = S(
    "只找这一类，可以写几次；和 类别: 一样",
    "This kind only; may be given several times, like kind:",
)
FIND_LIKE = S(
    "找和这条记录最像的段落，例如 objects/shui-che：同一件事，别人是怎么讲的",
    "Find the passages most like this record, such as objects/shui-che: what others tell of it",
)
FIND_LIMIT = S("一次列几条记录；不写就是 10", "Records to list; 10 when left out")
FIND_PAGE = S("第几页；不写就是 1", "Which page of them; 1 when left out")
FIND_PASSAGES = S("每条记录列几处；不写就是 3", "Passages of each; 3 when left out")
FIND_JSON = S("给别的程序用的 JSON", "JSON, for other programs")
PORT_OPTION = S("端口；不写就是 8000", "Port; 8000 when left out")
HOST_OPTION = S(
    "在哪个地址上等；不写只有这台电脑能看。写 0.0.0.0 时同一网络里的手机也能看",
    "Address to listen on; when left out only this computer can look. With 0.0.0.0 phones in "
    "the same network can too",
)
IMPORT_FORMAT = S(
    "材料的格式：markdown，每篇一个文件，“# 题名”和“### 讲者：”；"
    "oral-history-as-data，编码文稿（CSV）；ohms，OHMS 的 XML；iiif，IIIF 清单",
    "Form of the material: markdown, a file a transcript, with “# title” and “### speaker:”; "
    "oral-history-as-data, coded transcripts (CSV); ohms, XML of OHMS; iiif, manifests",
)
IMPORT_SOURCE = S("材料所在的文件夹", "Folder the material is in")
IMPORT_FOLDER = S(
    "读进哪个档案；不写就是当前文件夹，还没有的会新建",
    "Archive to read it into: the current folder when left out, made when there is none",
)
IMPORT_LICENCE = S(
    "材料已经声明的公开许可，例如 CC0-1.0；不写的话，读进来的内容一律不公开",
    "The public licence the material is under, such as CC0-1.0; without one, nothing that is "
    "read in is published",
)

# --- help: the frame -----------------------------------------------------------------------------

USAGE = S("用法：", "Usage: ")
SECTION_ARGUMENTS = S("参数", "Arguments")
SECTION_OPTIONS = S("选项", "Options")
SECTION_COMMANDS = S("命令", "Commands")
OPTIONS_PLACE = S("[选项]", "[OPTIONS]")
COMMAND_PLACE = S("命令 [参数]…", "COMMAND [ARGS]...")

# --- wrong use -----------------------------------------------------------------------------------

WRONG_OPTION = S("没有 {name} 这个选项。", "There is no option {name}.")
WRONG_COMMAND = S("没有 {name} 这个命令。", "There is no command {name}.")
MEANT = S("是不是 {names}？", "Did you mean {names}?")
MISSING = S("少了 {name}：{help}。", "{name} is missing: {help}.")
WRONG_VALUE = S("{name} 不能是“{seen}”：{expected}", "{name} cannot be “{seen}”: {expected}")
NO_VALUE = S("选项 {name} 后面要写一个值。", "The option {name} needs a value.")
NEEDS_NO_VALUE = S("选项 {name} 后面不写值。", "The option {name} takes no value.")
TOO_MANY = S(
    "多了 {names}。名字里有空格的话，请用引号括起来。",
    "{names}: too much. Put quotation marks around a name with spaces in it.",
)
WRONG_USE = S("这样写不对：{reason}", "That is not how it is used: {reason}")
SEE_HELP = S("运行 {command} --help 看说明。", "Run {command} --help to have it explained.")
ONE_OF = S("请从 {values} 里选一个。", "choose one of {values}.")
WHOLE_NUMBER = S("请写 {least} 到 {most} 的整数。", "write a whole number from {least} to {most}.")
A_DATE = S("请写成 2026-01-31 这样的日期。", "write a date like 2026-01-31.")
A_FOLDER = S("没有这个文件夹。", "there is no such folder.")
NO_ARCHIVE = S(
    "“{folder}”里没有 content 文件夹，不是一个拼图档案。"
    "请换到档案所在的文件夹，或者用 pintu new 新建一个。",
    "There is no content folder in “{folder}”, so it is not an archive. Go to the archive's own "
    "folder, or make a new one: pintu new.",
)
NO_HOST = S(
    "没有找到生成网站的部件（MkDocs 插件）。请重新安装：pip install pintu",
    "The part that builds sites (the MkDocs plugin) was not found. Install again: "
    "pip install pintu",
)

# --- problems ------------------------------------------------------------------------------------

ERROR_WORD = S("错误", "error")
WARNING_WORD = S("提醒", "warning")
LINE_WORD = S("第 {line} 行", "line {line}")
NO_PROBLEMS = S("没有发现问题。", "Nothing is wrong.")
PROBLEM_COUNT = S("{errors} 个错误，{warnings} 个提醒。", "Errors: {errors}. Warnings: {warnings}.")
ERRORS_FORBID = S(
    "请先改好错误：记录写错了，网站就生成不了；原件坏了，那一件不会出现。提醒不影响生成，但请看一看。",
    "Mend the errors: one in a record stops the build, and a broken original is left out of the "
    "site. Warnings do not stop it, but do look.",
)
RECORD_COUNT = S("一共读了 {count} 条：{kinds}。", "Records read: {count} ({kinds}).")

# --- originals -----------------------------------------------------------------------------------

SEALED = S("登记了 {count} 个原件：", "Originals registered: {count}")
SEALED_NONE = S("原件都已登记，清单没有改动。", "Every original is registered; nothing changed.")
SEAL_REFUSED = S(
    "清单 media/manifest-sha256.txt 有读不懂的地方，没有去动它。请先改好"
    "（pintu check 会说是哪一行），或者从备份里找回来，再登记。",
    "The manifest media/manifest-sha256.txt has something in it that cannot be understood, so it "
    "was left alone. Mend it first (pintu check names the line), or restore it from a copy.",
)

# --- withheld ------------------------------------------------------------------------------------

WITHHELD_NONE = S(
    "{channel}：按 {on} 的授权，没有不公开的内容。",
    "{channel}: by the consents of {on}, nothing is held back.",
)
WITHHELD_COUNT = S(
    "{channel}：按 {on} 的授权，有 {count} 处不公开（{parts}）。",
    "{channel}: by the consents of {on}, {count} are held back ({parts}).",
)
WITHHELD_MORE = S("加 --withheld 逐条看原因。", "Add --withheld to see each, and why.")
WITHHELD_UNSURE = S(
    "还有错误没改，下面这些只是按现在读得懂的部分算的。",
    "There are errors still, so this is only what follows from the parts that could be read.",
)
HEAD_RECORD = S("哪一条", "Record")
HEAD_WHAT = S("什么不公开", "Held back")
HEAD_REASON = S("为什么", "Why")
HEAD_CONSENT = S("授权书", "Consent")
PART_COUNT = S("{what} {count}", "{what}: {count}")
WHO_AND_WHY = S("{person}：{reason}", "{person}: {reason}")

# --- finding -------------------------------------------------------------------------------------

FOUND = S(
    "找到 {records} 条记录，{passages} 处。", "Found: {records} records, {passages} passages."
)
FOUND_BY_SOUND = S(
    "没有这样写的，下面是听起来差不多的。", "Nothing is written like that; this sounds like it."
)
FOUND_NONE = S("没有找到。", "Nothing was found.")
FOUND_NEAR = S("是不是找：{names}", "Did you mean: {names}")
FOUND_HINT = S("可以少写一个词，或者换成拼音试试。", "Try fewer words, or how it sounds in pinyin.")
FOUND_REST = S("这条里还有 {count} 处", "{count} more in this one")
FOUND_MORE = S("还有更多：加 --page {page}", "There is more: add --page {page}")
FOUND_PAST = S("没有第 {page} 页。", "There is no page {page}.")
FOUND_PRIVATE = S("不公开：{reason}", "private: {reason}")
FOUND_PARTLY = S("部分不公开：{reason}", "private in part: {reason}")
FOUND_CONSENT = S("{reason}（授权书 {number}）", "{reason} (consent {number})")
FOUND_ALIKE = S("和“{title}”最像的：", "Most like “{title}”:")
FOUND_NONE_ALIKE = S("没有和“{title}”像的。", "Nothing is like “{title}”.")
FIND_NOTHING_ASKED = S(
    "要找什么？例如：pintu find 水车，或者 pintu find 人物:沈阿妹",
    "What is to be found? For example: pintu find shuiche, or pintu find person:shen",
)
FIND_NO_KIND = S("没有“{seen}”这一类，有 {values}。", "There is no kind “{seen}”, but {values}.")
FIND_NO_TIME = S(
    "看不懂时间“{seen}”。可以写 1958、1950年代、1949..1960、五八年，或者档案里登记过的大事。",
    "The time “{seen}” is not understood. Write 1958, 1950s, 1949..1960, or an event that dates "
    "others in the archive.",
)
FIND_NO_ANSWER = S("“{seen}”不行，请写 {values}。", "“{seen}” will not do: write {values}.")
FIND_NO_RECORD = S(
    "没有“{seen}”这条记录。请写成 objects/shui-che 这样：文件夹和文件名。",
    "There is no record “{seen}”. Write it like objects/shui-che: its folder and file name.",
)
FIND_IN_MEMORY = S(
    "{folder} 里写不进去，这次的索引只放在内存里，下次还要重做。",
    "{folder} cannot be written to: the index is kept in memory, and made again the next time.",
)

# --- building ------------------------------------------------------------------------------------

STEP_WAITING = S("等另一个窗口建完", "Waiting for another build")
STEP_READING = S("读取记录", "Reading records")
STEP_CHECKING = S("检查原件", "Checking originals")
STEP_MEASURING = S("量录音长度", "Measuring recordings")
STEP_DERIVING = S("处理声音和图片", "Deriving sound and pictures")
STEP_WRITING = S("写网页", "Writing pages")
STEP_INDEXING = S("整理索引", "Indexing")
STEP_STARTS = S("{step}…", "{step}…")
STEP_DONE = S("{step}：{total}", "{step}: {total}")
BUILT = S("建好了：{channel}，按 {on} 的授权。", "Built: {channel}, by the consents of {on}.")
BUILT_RECORDS = S("公开的记录  {count} 条", "Records published  {count}")
BUILT_PAGES = S("网页        新写 {pages}，没变 {unchanged}", "Pages              {pages} written, "
    "{unchanged} unchanged")  # fmt: skip
BUILT_FILES = S("其他文件    新放 {files}，撤下 {removed}", "Other files        {files} added, "
    "{removed} removed")  # fmt: skip
BUILT_MEDIA = S("声音和图片  新处理 {count}", "Sound and pictures {count} made")
BUILT_WITHHELD = S(
    "没有公开    {count} 处（看原因：{command}）",
    "Held back          {count} (why: {command})",
)
BUILT_PROBLEMS = S(
    "提醒        {warnings} 个，错误 {errors} 个，见上面",
    "Problems           {warnings} warnings, {errors} errors, see above",
)
OPEN_THIS = S("打开看看：{link}", "Open it: {link}")
OR_SERVE = S("或者运行：{command}", "Or run: {command}")
NOT_BUILT = S(
    "没有生成网站：先把上面的错误改好。原来的网站没有动。",
    "Nothing was built: mend the errors above first. The site is as it was.",
)

# --- serving -------------------------------------------------------------------------------------

SERVING = S(
    "正在 {address} 显示网站。按 Ctrl-C 结束。", "Showing the site at {address}. Ctrl-C ends."
)
SERVING_NETWORK = S(
    "同一网络里的手机可以打开：{address}。网络里的任何人都能看，用完请关掉。",
    "Phones in the same network can open {address}. So can everyone in it: end it when done.",
)
SERVING_OLD = S(
    "还开着上一次生成的网站。改好保存，会再试一次。",
    "The site is as built last. Mend it and save; it will be tried again.",
)
SERVING_NOTHING = S(
    "还没有生成过网站。改好上面的错误并保存，会再试一次。",
    "No site has been built yet. Mend the errors above and save; it will be tried again.",
)
CHANGED = S("改了 {names}，重新生成…", "{names} changed; building again…")
AND_MORE = S("{first} 等 {count} 个文件", "{first} and more, {count} files")
REBUILT = S(
    "好了：新写 {pages} 页，没变 {unchanged} 页。",
    "Done: {pages} pages written, {unchanged} unchanged.",
)
PORT_BUSY = S(
    "端口 {port} 已经有别的程序在用。可以换一个：{command}",
    "Port {port} is in use by another program. Take another one: {command}",
)
PORT_ASK = S(
    "端口 {port} 已经有别的程序在用，换成 {other} 好吗？", "Port {port} is in use. Take {other}?"
)
PORT_REFUSED = S(
    "不能在 {host} 的端口 {port} 上等：{reason}。",
    "It is not possible to listen on port {port} of {host}: {reason}.",
)
PAGE_MISSING = S(
    "没有这一页。如果刚刚改过内容，请看运行 pintu serve 的窗口。",
    "There is no such page. If you have just changed something, look at the window in which "
    "pintu serve runs.",
)

# --- making and importing ------------------------------------------------------------------------

MADE = S(
    "新档案放在 {folder}，写了 {count} 个文件。", "The new archive is in {folder}: {count} files."
)
NEXT = S("接下来：", "Next:")
NEXT_GO = S("cd {folder}", "cd {folder}")
NEXT_SERVE = S("{command}  边改边看", "{command}  to see it while you work")
NEXT_GUIDE = S("{file}  怎么添加一条记录", "{file}  how to add a record")
NEXT_CHECK = S("{command}  检查有没有写错", "{command}  to see whether anything is wrong")
NEXT_BUILD = S("{command}  生成网站", "{command}  to build the site")
# --- ends ----------------------------------------------------------------------------------------

STOPPED = S("停下了。", "Stopped.")
DISK_FULL = S(
    "磁盘满了，没有写完。请腾出一些空间，再运行一次；已经写好的不会坏。",
    "The disk is full, so not all could be written. Make room and run it again; nothing that is "
    "there is harmed.",
)
FILE_TOO_LARGE = S(
    "有一个文件太大，这个盘不让写这么大的文件（FAT 格式的 U 盘，一个文件最多 4 GB）。"
    "请换一个盘再运行一次；已经写好的不会坏。",
    "One file is larger than this disk takes (a stick in FAT format takes 4 GB a file). Run it "
    "again on another disk; nothing that is there is harmed.",
)
DISK_READ_ONLY = S(
    "这个盘是只读的，什么也写不进去。请看看 U 盘或存储卡的写保护开关，或者换一个盘。",
    "This disk is read-only, so nothing can be written. See whether the stick or the card has a "
    "switch that protects it, or take another disk.",
)
NO_TEMPORARY = S(
    "没有地方放临时文件：磁盘满了，或者系统的临时文件夹不能写。请腾出一些空间，再运行一次；"
    "已经写好的不会坏。",
    "There is no place for temporary files: the disk is full, or the system's temporary folder may "
    "not be written to. Make room and run it again; nothing that is there is harmed.",
)
DISK_FAILS = S(
    "读写这个盘的时候出了错：盘可能快坏了，或者没有插好。请先把档案整个拷到另一个盘上，"
    "再从那里运行。",
    "Reading or writing this disk fails: it may be about to break, or is not plugged in well. Copy "
    "the whole archive to another disk first, and run it from there.",
)
NOT_PERMITTED = S(
    "没有权限读写“{path}”。请看看它是不是只读的，或者正被别的程序打开着。",
    "“{path}” may not be read or written. See whether it is read-only, or open in another program.",
)
OUR_FAULT = S(
    "程序出错了，这是我们的问题，不是您的。已经做好的东西没有丢。\n"
    "详细记录在 {log}；把它交给维护的人，就能查清楚（里面没有档案的内容，"
    "但出错的那句话里可能带有一两个词，交出去以前请看一眼）。",
    "The program failed. That is our fault, not yours, and nothing that was made is lost.\n"
    "What happened is written in {log}. Give it to whoever looks after the program (it holds "
    "nothing of the archive, except perhaps a word or two in the line that names the fault: "
    "have a look before you pass it on).",
)
