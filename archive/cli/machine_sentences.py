"""What the commands say that let a machine read and listen."""

from __future__ import annotations

from archive.cli.sentences import S, Sentence

__all__ = ["Sentence"]

FOLDER = S("档案文件夹；不写就是当前文件夹", "the archive's folder; by default the current one")
JOBS = S("同时做几份；不写就是电脑有几个核", "how many at once; by default one a core")
MACHINE_JSON = S("结果写成 JSON，给别的程序用", "print the result as JSON, for other programs")

# --- pintu read

READ = S(
    "让机器认出文献扫描件上的字：简体、繁体、横排、直排、账册都行。"
    "认出来的字写在记录旁边的 .scan.txt 里，注明“机器识别，未核对”；网页上点一行字，"
    "扫描件上就圈出这一行。你录入过的文字不会动，只在扫描件上找到它的位置。\n\n"
    '可以随时停下，下次接着认。需要先装：pip install "pintu[ocr]"。',
    "Have a machine read the writing on scans of village papers: simplified and traditional, in "
    "rows and in columns, ledgers too. What it reads goes into a .scan.txt beside the record, "
    "marked as not checked; on the page, a line that is tapped is outlined on the scan. What you "
    "typed stays as it is and is only found on the scan.\n\n"
    'It can be stopped at any time and goes on from there. Needs: pip install "pintu[ocr]".',
)
READ_DOCUMENTS = S(
    "哪几份文献：题名、档号或编号；不写就是全部",
    "which papers: title, number or id; by default all of them",
)
READ_AGAIN = S(
    "认过、还没有核对的页再认一遍；核对过的不动",
    "read pages again that were read but not checked; checked ones stay",
)
NO_PAGE_READER = S(
    '认字的部件没有装。请运行：pip install "pintu[ocr]"',
    'What reads scans is not installed. Run: pip install "pintu[ocr]"',
)
NOTHING_TO_READ = S(
    "没有要认的页：都认过了。要重认，加 --again。",
    "No page is left to be read. To read them again, add --again.",
)
STEP_SCANS = S("准备扫描件", "Preparing scans")
STEP_READING_SCANS = S("认字", "Reading scans")
READ_PAGE_FAILED = S("{file} 没有认成：{reason}", "{file} was not read: {reason}")
READ_DONE = S(
    "认了 {pages} 页、{lines} 行，其中 {unsure} 行机器没有把握。",
    "Read {pages} pages with {lines} lines, {unsure} of them with doubt.",
)
READ_FILE = S("写在 {path}", "written to {path}")
READ_NEXT = S(
    "请对着扫描件核对：改错字，再把“未核对”改成“已核对”。",
    "Compare it with the scan: mend what is wrong, then write in the head of the page that it is "
    "checked, as the first line of the file says.",
)
READ_DIFFERS = S(
    "{title}，{page}：扫描件上有、录入的文字里没有：",
    "{title}, {page}: on the scan, but not in the text that was typed:",
)
READ_MORE = S("……还有 {count} 行", "… and {count} more lines")
SCANS_UNREADABLE = S(
    "{path} 读不出来，没有动它。请先改好，或者移开。",
    "{path} cannot be read and was left alone. Mend it, or move it away.",
)
PAGE_NUMBER = S("第 {number} 页", "page {number}")
