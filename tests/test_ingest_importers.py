"""Imports: nothing of the sources is lost, and what is uncertain is told."""

import re
from pathlib import Path

import pytest

from archive.errors import ConfigError, has_errors
from archive.ingest.archive import Reading, read_archive
from archive.ingest.importers.markdown import read_transcripts_markdown
from archive.ingest.incoming import Tally, Unit
from archive.model.consent import Consent
from archive.model.kinds import Kind
from archive.model.marks import full_text
from archive.model.person import Person
from tests.incoming import write_incoming

SAYIT = Path(__file__).parent.parent.parent / "shared" / "data" / "zh-sayit-transcripts"
FIRST = """# 2024-03-09 來訪

開場前的話

> （開場）

### 王小明：
你好\\_嗎
還好

### 李大華：

### 王小明：
[連結](https://example.org)

## 中場

### 觀眾（甲，某校）：
好
"""


def imported(folder: Path, *, licence: str | None = "CC0-1.0") -> Reading:
    plan = read_transcripts_markdown(folder, declared_consent=licence)
    write_incoming(plan, folder / "new")
    return read_archive(folder / "new")


def test_what_the_sources_lack_is_told(tmp_path: Path) -> None:
    """Missing dates, titles and words, headings of other levels, and files without turns."""
    (tmp_path / "2024-03-09-來訪.md").write_text(FIRST, encoding="utf-8")
    (tmp_path / "無題.md").write_text("### 甲：\n好\n", encoding="utf-8")
    (tmp_path / "說明.md").write_text("# 說明\n\n沒有人說話\n", encoding="utf-8")
    plan = read_transcripts_markdown(tmp_path, declared_consent="CC0-1.0")
    assert [(p.code, str(p.path), p.line) for p in plan.problems] == [
        ("import-empty-turn", "2024-03-09-來訪.md", 11),
        ("import-heading", "2024-03-09-來訪.md", 16),
        ("import-no-date", "無題.md", None),
        ("import-no-title", "無題.md", None),
    ]
    assert (len(plan.of_kind(Kind.INTERVIEW)), len(plan.of_kind(Kind.PERSON))) == (2, 4)
    assert plan.tally(Unit.TURNS) == Tally(5, kept=4, listed=1)


def test_an_import_is_an_archive_without_errors(tmp_path: Path) -> None:
    """Every turn is a segment of whoever said it, and links and notes are kept."""
    (tmp_path / "2024-03-09-來訪.md").write_text(FIRST, encoding="utf-8")
    reading = imported(tmp_path)
    assert reading.problems == ()
    (transcripts,) = reading.archive.transcripts.values()
    assert transcripts.archival is not None
    said = [
        (tuple(s.label for s in segment.speakers), full_text(segment.spans))
        for segment in transcripts.archival.segments
    ]
    assert said == [
        ((), "開場前的話"),
        ((), ""),
        (("王小明",), "你好_嗎還好"),
        (("李大華",), ""),
        (("王小明",), "[連結](https://example.org)"),
        ((), "中場"),
        (("觀眾（甲，某校）",), "好"),
    ]
    speakers = [s for segment in transcripts.archival.segments for s in segment.speakers]
    assert all(speaker.person for speaker in speakers)


def test_without_a_licence_everything_is_closed(tmp_path: Path) -> None:
    """Nobody consented, so nothing is open, and the import says so."""
    (tmp_path / "2024-03-09-來訪.md").write_text(FIRST, encoding="utf-8")
    plan = read_transcripts_markdown(tmp_path)
    assert "import-closed" in {p.code for p in plan.problems}
    reading = imported(tmp_path, licence=None)
    assert not has_errors(reading.problems)
    records = reading.archive.records.values()
    assert {record.access.value for record in records} == {"closed"}
    for record in records:
        if isinstance(record, Consent):
            assert {answer.answer.value for answer in record.uses} == {"refused"}


def test_the_licence_is_kept_with_each_consent(tmp_path: Path) -> None:
    """A consent that was never signed says what it stands on."""
    (tmp_path / "2024-03-09-來訪.md").write_text(FIRST, encoding="utf-8")
    consents = imported(tmp_path).archive.of_kind(Kind.CONSENT)
    assert len(consents) == 3
    assert all("CC0-1.0" in (consent.note or "") for consent in consents)


def test_an_import_overwrites_nothing(tmp_path: Path) -> None:
    """Where a file is in the way, none is written."""
    (tmp_path / "2024-03-09-來訪.md").write_text(FIRST, encoding="utf-8")
    plan = read_transcripts_markdown(tmp_path)
    taken = tmp_path / "new" / max(draft.path for draft in plan.drafts)
    taken.parent.mkdir(parents=True)
    taken.write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigError, match="there already"):
        write_incoming(plan, tmp_path / "new")
    assert [f for f in (tmp_path / "new").rglob("*") if f.is_file()] == [taken]
    with pytest.raises(ConfigError, match="no Markdown"):
        read_transcripts_markdown(tmp_path / "nowhere")


@pytest.mark.skipif(not SAYIT.is_dir(), reason="the large transcripts are not on this machine")
def test_three_hundred_real_transcripts_lose_nothing(tmp_path: Path) -> None:
    """Every file, turn, speaker and character is in the archive; counted from the bare text."""
    sources = sorted((SAYIT / "transcripts").glob("*.md"))
    heading = re.compile(r"^(?:### (.*?)[:：]?|## (.*)[:：])\s*$", re.MULTILINE)
    texts = [file.read_text(encoding="utf-8") for file in sources]
    turns = [[a or b for a, b in heading.findall(text)] for text in texts]
    plan = read_transcripts_markdown(SAYIT, declared_consent="CC0-1.0")
    names = {name.strip() for each in turns for name in each}
    counted = (len(sources), sum(map(len, turns)), len(names))
    found = (len(plan.of_kind(Kind.INTERVIEW)), plan.tally(Unit.TURNS).seen)
    assert (*found, len(plan.of_kind(Kind.PERSON))) == counted
    write_incoming(plan, tmp_path)
    reading = read_archive(tmp_path)
    assert reading.problems == ()
    people = {p.name for p in reading.archive.records.values() if isinstance(p, Person)}
    assert people == names
    assert len(reading.archive.of_kind(Kind.INTERVIEW)) == len(sources)
    written = [draft.beside["transcript.md"] for draft in plan.of_kind(Kind.INTERVIEW)]
    bare = re.compile(r"[^\w]")
    kept = sorted(bare.sub("", text) for text in written)
    assert kept == sorted(bare.sub("", text) for text in texts)
    segments = 0
    for transcripts in reading.archive.transcripts.values():
        assert transcripts.archival is not None
        segments += sum(bool(s.speakers) for s in transcripts.archival.segments)
        assert all(speaker.person for s in transcripts.archival.segments for speaker in s.speakers)
    assert segments >= plan.tally(Unit.TURNS).seen
