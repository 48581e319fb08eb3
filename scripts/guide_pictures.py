"""Draw the pictures of the guide ``docs/guide/adding.md``: a phone full of recordings and a table
of objects come into a new archive, with the very commands that the guide names.

    python scripts/guide_pictures.py

For the authors of the guide alone. What comes in is made from the sample village; everything
happens in a folder that is thrown away.
"""

from __future__ import annotations

import html
import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import docx
import python_calamine
import xlsxwriter
from docx.oxml.ns import qn
from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from archive.cli.console import columns  # noqa: E402
from archive.ingest.field_edits import edit_fields  # noqa: E402
from scripts.setup_browser import find_browser  # noqa: E402

PICTURES = ROOT / "docs" / "guide" / "pictures"
COLUMNS = 96
WIDEST = 1200
"""Pixels of a picture."""
COLOURS = 32
ROWS = 12
"""Rows of a table that are shown."""
_BAR = "━"
"""What progress is drawn with."""

VILLAGE = "王家浜"
VISIT = "2024年8月11日王桂芬在新村讲水车"
WORDS = (
    "问：您家的水车，是哪一年做的？",
    "王桂芬：水车是我公公手里做的，大概是五四年，发大水前头。",
    "问：做水车要多少木头？",
    "王桂芬：龙骨板要榆木，一块一块刨出来的。盘心要雷劈过的榆木，木匠讲，雷吃过的，别的都不怕。",
    "问：后来水车到哪里去了？",
    "王桂芬：六几年有了抽水机，就歇了。搬的时候我拿了一块板。",
)
CHANGES = (("w:del", "w:delText", "别的都沉在水底下了。"), ("w:ins", "w:t", "现在就挂在堂屋里。"))
"""What a colleague changed at the end of the last answer, as Word keeps it for a decision."""
HEADER = (
    "总登记号", "藏品名称", "类别", "年代", "材质", "实际数量", "通长", "通宽", "尺寸单位",
    "完残程度", "来源方式", "具体来源",
)  # fmt: skip
THINGS = (
    (
        "WJB-001",
        "水车刮水板",
        "农具",
        "1954",
        "榆木",
        1,
        42,
        18,
        "cm",
        "残缺",
        "接受捐赠",
        "王桂芬",
    ),
    ("WJB-002", "铜手炉", "生活", "民国", "铜", 1, 14, 11, "cm", "基本完整", "接受捐赠", "王桂芬"),
    (
        "WJB-003",
        "竹茶筹",
        "茶馆",
        "五十年代",
        "竹",
        12,
        12,
        1.5,
        "cm",
        "完好",
        "接受捐赠",
        "钱阿炳",
    ),
)
"""The last row holds a word that is not in the list of 完残程度."""


def write_gift(folder: Path) -> None:
    """A phone's folder and a museum's register, as a worker has them."""
    visit = folder / "手机" / VISIT
    visit.mkdir(parents=True)
    media = ROOT / "media"
    shutil.copyfile(media / "sound" / "rec_0050.m4a", visit / "录音_20240811_143000.m4a")
    words = docx.Document()
    for line in WORDS:
        told = words.add_paragraph(line)
    for tag, inner, text in CHANGES:
        told._p.append(_tracked(tag, inner, text))
    words.save(str(visit / "文字稿.docx"))
    phone = folder / "手机"
    shutil.copyfile(media / "photos" / "chaguan-1962.jpg", phone / "mmexport1723350000000.jpg")
    shutil.copyfile(media / "objects" / "tonglu.webp", phone / "WJB-002.webp")
    book = xlsxwriter.Workbook(str(folder / "老物件登记表.xlsx"))
    sheet = book.add_worksheet("登记")
    for row, cells in enumerate((HEADER, *THINGS)):
        sheet.write_row(row, 0, cells)
    book.close()


def _tracked(tag: str, inner: str, text: str):  # type: ignore[no-untyped-def]
    change = docx.oxml.OxmlElement(tag)
    change.set(qn("w:author"), "小李")
    change.set(qn("w:date"), "2024-08-12T10:00:00Z")
    run, words = docx.oxml.OxmlElement("w:r"), docx.oxml.OxmlElement(inner)
    words.text = text
    run.append(words)
    change.append(run)
    return change


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    flags = ["--no-sandbox", "--disable-gpu"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_browser(os.environ), args=flags)
        yield launched
        launched.close()


def run(command: Sequence[str], *, folder: Path, answer: str = "") -> str:
    """What a terminal shows of ``command``, with its colours; ``answer`` is typed into it."""
    own, other = pty.openpty()
    environment = os.environ | {
        "LANG": "zh_CN.UTF-8",
        "COLUMNS": str(COLUMNS),
        "LINES": "50",
        "TERM": "xterm-256color",
        "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    process = subprocess.Popen(
        [*command], cwd=folder, env=environment, stdin=other, stdout=other, stderr=other
    )
    os.close(other)
    shown: list[bytes] = []

    def listen() -> None:
        while True:
            try:
                heard = os.read(own, 65536)
            except OSError:
                return
            if not heard:
                return
            shown.append(heard)

    listener = threading.Thread(target=listen)
    listener.start()
    if answer:
        os.write(own, answer.encode())
    process.wait()
    listener.join(timeout=5)
    os.close(own)
    return b"".join(shown).decode("utf-8", "replace")


def draw_terminal(launched: Browser, command: str, said: str, name: str) -> None:
    """A window with a command and what it said."""
    console = Console(record=True, width=400, file=io.StringIO(), color_system="truecolor")
    console.print(_folded(Text.from_ansi(_settled(said))), no_wrap=True, crop=False)
    shown = console.export_html(inline_styles=True, code_format="{code}")
    shown = re.sub("─+", _rule, shown)
    bar = '<div class="bar"><i></i><i></i><i></i></div>'
    typed = f'<p class="typed">&gt; {html.escape(command)}</p>'
    _shoot(launched, f'<div class="window">{bar}{typed}<pre>{shown}</pre></div>', name, widest=860)


def _folded(text: Text) -> Text:
    """``text`` as a terminal of so many columns shows it: lines go on below where they end."""
    lines = []
    for line in text.split("\n"):
        ends, taken = [], 0
        for at, sign in enumerate(line.plain):
            if taken + columns(sign) > COLUMNS:
                ends.append(at)
                taken = 0
            taken += columns(sign)
        lines += line.divide(ends)
    return Text("\n").join(lines)


def _rule(signs: re.Match[str]) -> str:
    """A rule as long as in a terminal: the typeface has such signs twice as wide."""
    return f'<i class="rule" style="width: {len(signs[0]) / 2}em"></i>'


def _settled(said: str) -> str:
    """What is left on the screen of lines that were written over."""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-HJKSTfhlnsu]", "", said.replace("\r\n", "\n"))
    lines = (line.rstrip("\r").rpartition("\r")[2] for line in plain.split("\n"))
    return "\n".join(line for line in lines if _BAR not in line).strip("\n")


def draw_sheet(
    launched: Browser, workbook: Path, name: str, *, first: int, sheet_name: str | None = None
) -> None:
    """The upper left corner of a sheet, the first if it is not named, as a table program shows
    it."""
    book = python_calamine.load_workbook(str(workbook))
    sheet = book.get_sheet_by_name(sheet_name or book.sheet_names[0])
    cells = sheet.to_python(skip_empty_area=False)[:ROWS]
    head = "".join(f"<th>{chr(65 + n)}</th>" for n in range(first))
    body = "".join(
        f"<tr><th>{number}</th>"
        + "".join(f"<td>{html.escape(_cell(cell))}</td>" for cell in row[:first])
        + "</tr>"
        for number, row in enumerate(cells, 1)
    )
    _shoot(launched, f'<table class="sheet"><tr><th></th>{head}</tr>{body}</table>', name)


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


STYLE = """
main { width: max-content; padding: 24px; background: #f5f4ef; font: 16px/1.5 "Noto Sans CJK SC" }
.window { padding: 0 22px 18px; border-radius: 8px; background: #21262b; color: #f0efe9 }
.bar { padding: 12px 0 4px }
.bar i { display: inline-block; width: 11px; height: 11px; margin-right: 7px; border-radius: 50%;
  background: #4b535b }
pre, .typed { margin: 6px 0; font: 15px/1.45 "Noto Sans Mono CJK SC"; white-space: pre }
.typed { color: #9fc2f0 }
.rule { display: inline-block; height: .4em; border-top: 1px solid #8d949b }
.sheet { border-collapse: collapse; background: #fff; font-size: 15px }
.sheet th, .sheet td { padding: 3px 10px; border: 1px solid #c9c9c4 }
.sheet th { background: #e8e8e4; color: #555; font-weight: 400 }
.sheet td { max-width: 260px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }
"""


def _shoot(launched: Browser, body: str, name: str, *, widest: int = WIDEST) -> None:
    page = launched.new_page(viewport={"width": 1400, "height": 900}, device_scale_factor=1.5)
    page.set_content(f"<style>{STYLE}</style><main>{body}</main>")
    target = PICTURES / f"{name}.png"
    page.locator("main").screenshot(path=str(target))
    page.close()
    shrink(target, widest=widest)


def shoot_page(launched: Browser, address: str, name: str, *, width: int, height: int) -> None:
    """A page of the site as its first screen."""
    page = launched.new_page(viewport={"width": width, "height": height}, device_scale_factor=1.5)
    page.goto(address)
    page.wait_for_timeout(400)
    target = PICTURES / f"{name}.png"
    page.screenshot(path=str(target))
    page.close()
    shrink(target, widest=WIDEST)


def shrink(picture: Path, *, widest: int) -> None:
    """Few colours and no more pixels than a guide needs."""
    with Image.open(picture) as opened:
        image = opened.convert("RGB")
    image.thumbnail((widest, widest * 2))
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)


def main() -> None:
    """All of them."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, browser() as launched:
        folder = Path(scratch)
        write_gift(folder)
        draw_sheet(launched, folder / "老物件登记表.xlsx", "register", first=len(HEADER))
        run(["pintu", "new", VILLAGE], folder=folder)
        village = folder / VILLAGE
        gift = ["../手机", "../老物件登记表.xlsx"]
        said = run(["pintu", "add", *gift], folder=village, answer="n\n")
        said = said[said.index("给的东西") :]
        draw_terminal(launched, f"pintu add {' '.join(gift)}", said, "plan")
        run(["pintu", "add", *gift, "--save", "计划.xlsx"], folder=village)
        plan = village / "计划.xlsx"
        draw_sheet(launched, plan, "plan-sheet", first=8)
        draw_sheet(launched, plan, "plan-changes", first=7, sheet_name="修订")
        said = run(["pintu", "add", "--plan", "计划.xlsx"], folder=village, answer="y\n")
        draw_terminal(
            launched, "pintu add --plan 计划.xlsx", said[said.rindex("点一遍数") :], "done"
        )
        sign(village)
        run(["pintu", "build"], folder=village)
        (page,) = (village / "site" / "interviews").glob("2024-08-11-*/index.html")
        shoot_page(launched, page.as_uri(), "page-phone", width=360, height=760)


def sign(village: Path) -> None:
    """As a worker does once the narrator was asked and has signed: the consent says what was
    answered, and what it covers is open."""
    content = village / "content"
    telling = next((content / "interviews").glob("2024-08-11-*"))
    things = [f"objects/{name}" for name in ("wjb-001", "wjb-002")]
    person = "people/wang-gui-fen"
    answers: dict[str, object] = {
        "covers": [person, f"interviews/{telling.name}", *things],
        "uses": dict.fromkeys(("存档", "网站", "馆内屏", "印刷"), "同意"),
        "subjects": dict.fromkeys(("声音", "姓名", "文字", "实物照片"), "同意"),
        "signed_on": "2024-08-12",
    }
    change(content / "consents" / "wang-gui-fen.md", answers)
    for record in (f"{person}.md", f"interviews/{telling.name}/index.md"):
        change(content / record, {"access": "开放"})
    for record in things:
        change(content / f"{record}.md", {"access": "开放"})


def change(file: Path, fields: Mapping[str, object]) -> None:
    """Other values in the head of a record."""
    file.write_bytes(edit_fields(file.read_bytes(), fields, path=PurePosixPath(file.name)))


if __name__ == "__main__":
    main()
