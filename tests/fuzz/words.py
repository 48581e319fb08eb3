"""Texts, subtitles, drafts of speech recognition and Word documents, bent by chance.

``python -m tests.fuzz.words 10000`` tries so many of each, seeded; the tests try a few.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from archive.ingest.importers.plain_text import read_plain_text
from archive.ingest.importers.subtitles import read_subtitles
from archive.ingest.importers.whisper import read_whisper
from archive.ingest.importers.word import read_word
from archive.ingest.incoming import Incoming
from tests.fuzz.importers import Fuzzed, run

TYPED = """摇船的人

口述者：蔡小妹（1946年生，渔民）
采访者：王老师、小李
采访时间：2023年8月7日

王老师：您摇了几年船？
蔡小妹：三十年。（笑）那天他跟我讲：【不公开：你去】吧。[00:01:05]
普通话：三十年。
小李或王老师：怕不怕雾？这个别录。
【采访人】好，可以录了。
"""
DICTATED = """说话人1 00:00:02
今天是八月七号。
说话人2 00:00:09
打我电话13800138000。

周阿大(00:00:12): 好。
[00:00:15] 周阿大：住在人民路12号。
"""
MARKDOWN = """---
title: 电灯
---
# 电灯

## 一、点灯

### 周阿大：
六四年。

### 王老师：
- **周阿大**：没有。
"""
SRT = """1
00:00:01,200 --> 00:00:03,000
<i>摇船</i>的人

2
00:00:04,000 --> 00:00:02,500
- 天不亮
- 就起来

[00:00:03:05] → 00：00：09
王老师：三
王老师：四
"""
VTT = """WEBVTT

NOTE 只给整理的人看

STYLE
::cue { color: red }

00:01.000 --> 00:02.000 align:left
<v 王老师>冷不冷？</v> <v.loud 周阿大>冷<00:00:01.500>。&amp;
普通话：很冷。
"""
ASS = """[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,校对过
Dialogue: 0,0:00:01.00,0:00:02.50,Default,周阿大,0,0,0,,{\\an8}天不亮，\\N就起来
"""
OPENAI = {
    "language": "zh",
    "segments": [
        {"start": 0.0, "end": 2.5, "text": " 天不亮", "words": [{"word": "天", "start": 0.0}]},
        {"start": "1:00", "end": None, "text": "好的好的好的好的好的好的", "speaker": "SPEAKER_00"},
        {"start": 9, "end": 3, "text": "字幕由志愿者提供", "no_speech_prob": 0.9},
    ],
}
CPP = {
    "result": {"language": "zh"},
    "transcription": [
        {"timestamps": {"from": "00:00:01,000", "to": "00:00:02,000"}, "text": "一"},
        {"offsets": {"from": 2500, "to": 4000}, "text": "二"},
    ],
}
DOCUMENT = """<w:document xmlns:w="u" xmlns:r="v"><w:body>
<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>摇船</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>口述者</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>蔡小妹</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t>问：谁？</w:t><w:br/><w:t>答：我</w:t></w:r>
<w:ins w:author="李"><w:r><w:t>阿哥</w:t></w:r></w:ins>
<w:del w:author="李"><w:r><w:delText>大伯</w:delText></w:r></w:del>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>欠钱</w:t></w:r>
<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="1"/></w:r>
<w:r><w:txbxContent><w:p><w:r><w:t>老照片</w:t></w:r></w:p></w:txbxContent></w:r>
<w:hyperlink r:id="r1"><w:r><w:blip r:embed="r2"/><w:t>船</w:t></w:r></w:hyperlink></w:p>
</w:body></w:document>"""
REMARKS = (
    '<w:c xmlns:w="u"><w:comment w:id="1"><w:p><w:r><w:t>问</w:t></w:r></w:p></w:comment></w:c>'
)
FOOTNOTES = '<w:f xmlns:w="u"><w:footnote w:id="2"><w:p><w:t>杉木</w:t></w:p></w:footnote></w:f>'
RELATIONS = (
    '<r><Relationship Id="r1" Target="http://e.org"/>'
    '<Relationship Id="r2" Target="media/a.gif"/></r>'
)
STYLES = '<w:s xmlns:w="u"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:s>'


def _alone(read: Callable[..., Incoming], name: str) -> Callable[[Path], Incoming]:
    return lambda folder: read((folder / name).read_bytes(), path=PurePosixPath(name))


def _packed(folder: Path) -> Incoming:
    """The files of a folder as a Word document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for file in sorted(folder.rglob("*.*")):
            package.writestr(file.relative_to(folder).as_posix(), file.read_bytes())
    return read_word(out.getvalue(), path=PurePosixPath("a.docx"))


PARSERS: Mapping[str, Fuzzed] = {
    "typed": Fuzzed({"a.txt": TYPED}, _alone(read_plain_text, "a.txt")),
    "dictated": Fuzzed({"a.txt": DICTATED}, _alone(read_plain_text, "a.txt")),
    "markdown": Fuzzed({"a.md": MARKDOWN}, _alone(read_plain_text, "a.md")),
    "srt": Fuzzed({"a.srt": SRT}, _alone(read_subtitles, "a.srt")),
    "vtt": Fuzzed({"a.vtt": VTT}, _alone(read_subtitles, "a.vtt")),
    "ass": Fuzzed({"a.ass": ASS}, _alone(read_subtitles, "a.ass")),
    "whisper": Fuzzed(
        {"a.json": json.dumps(OPENAI, ensure_ascii=False)}, _alone(read_whisper, "a.json")
    ),
    "whisper-cpp": Fuzzed(
        {"a.json": json.dumps(CPP, ensure_ascii=False)}, _alone(read_whisper, "a.json")
    ),
    "word": Fuzzed(
        {
            "word/document.xml": DOCUMENT,
            "word/comments.xml": REMARKS,
            "word/footnotes.xml": FOOTNOTES,
            "word/styles.xml": STYLES,
            "word/_rels/document.xml.rels": RELATIONS,
            "word/media/a.gif": "GIF89a",
        },
        _packed,
    ),
}


if __name__ == "__main__":
    run(PARSERS)
