"""A small archive whose words try to break whoever draws, indexes or looks for them."""

from __future__ import annotations

import shutil
from pathlib import Path

from archive.build import Wish
from archive.ingest.importers.markdown import read_transcripts_markdown
from archive.ingest.scaffold import write_new_archive
from archive.model.terms import Channel
from archive_mkdocs.host import build
from tests.browser.site import AS_OF
from tests.incoming import write_incoming

IMAGE = "<img src=x onerror=window.hacked=1>"
SCRIPT = "</script><script>window.hacked=1</script>"
TITLE = f"<i>题</i>{SCRIPT}"
LONG = "长话短说水来土掩" * 1250
"""10,000 signs without a stop."""

NAMES = (
    *("__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "length", "then"),
    *(
        "<video autoplay oncanplay>",
        SCRIPT,
        "<b>粗</b>",
        "&lt;细&gt;",
        "'\"`${window.hacked=1}",
        "javascript:alert(1)",
    ),
    *("行\u2028隔", "段\u2029隔", "零\u200b宽", "软\u00ad断"),
    *("井\ufe0f台", "👨\u200d👩\u200d👧合家"),
    *("%3Cscript%3E", "../../etc/passwd", "a#b?c=d&e", "\\u003c"),
    *("-->", "]]>", "@@pintu:content@@"),
)
"""What places are called here."""

SPEAKERS = ("__proto__", "constructor", "prototype")

SAYINGS = (
    "constructor是啥？__proto__又是啥？",
    f"他讲：{SCRIPT}完了。",
    f"画在这里{IMAGE}好了",
    "一行\u2028两行\u2029三行",
    "𠮷野家的𡃁仔，😀笑，葛\U000e0100饰",
    LONG,
    "toString水车valueOf",
)

PLACE = """---
accession: HS-{number:03}
name: {name}
place_type: 其他
existed_from: {{spoken: 从来就有, edtf: '../1900'}}
existed_until: {{spoken: 现在还有, edtf: '2009/..'}}
state: 还在
access: 开放
themes: ['constructor', '__proto__', '<i>水</i>']
---

{body}
"""


def write_hostile(folder: Path) -> None:
    """Builds the archive's site into an empty folder."""
    village = folder.with_name(folder.name + ".village")
    source = folder.with_name(folder.name + ".source")
    write_new_archive(village, title="试村", language="zh-Hans")
    for examples in (village / "content").iterdir():
        if examples.is_dir() and examples.name != "pages":
            shutil.rmtree(examples)
    source.mkdir()
    turns = "".join(
        f"### {SPEAKERS[place % len(SPEAKERS)]}：\n{saying}\n\n"
        for place, saying in enumerate(SAYINGS)
    )
    (source / "2024-01-01-hostile.md").write_text(f"# {TITLE}\n\n{turns}", encoding="utf-8")
    write_incoming(read_transcripts_markdown(source, declared_consent="CC0-1.0"), village)
    (village / "content" / "places").mkdir()
    for number, name in enumerate(NAMES):
        body = PLACE.format(number=number, name=quoted(name), body=f"说到{name}就停。")
        place = village / "content" / "places" / f"p{number}.md"
        place.write_text(body, encoding="utf-8")
    built = build(village, wish=Wish(Channel.WEB, AS_OF, jobs=1), site_dir=folder, report=_silent)
    assert built.records >= len(NAMES)


def quoted(text: str) -> str:
    """`text` as a YAML string that stands for every sign as it is."""
    return "'" + text.replace("'", "''") + "'"


def _silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
