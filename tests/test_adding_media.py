"""Media that are brought: what they say of themselves, pages of scans, and pictures seen before."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.cli.program import run
from archive.ingest.archive import read_archive
from archive.ingest.scaffold import write_new_archive
from archive.model.document import Document
from archive.model.interview import Interview
from archive.model.kinds import Kind
from archive.model.photo import Photo
from tests.test_adding import TODAY
from tests.test_inspecting import draw_sample, make_pdf, make_photo
from tests.test_lengths import write_tone


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """An archive with its example alone."""
    write_new_archive(tmp_path / "village", title="试村", language="zh-Hans")
    return tmp_path / "village"


def add(village: Path, gift: Path, *options: str) -> int:
    arguments = ["add", str(gift), "--folder", str(village), *options]
    return run(arguments, today=lambda: TODAY)


def test_a_scan_of_pages_becomes_a_paper_and_a_photo_keeps_what_it_says(
    village: Path, tmp_path: Path
) -> None:
    """A PDF is a document with each of its pages; what a phone wrote into a photograph stands in
    a private field, and the day of the photograph is not taken from it."""
    gift = tmp_path / "gift"
    gift.mkdir()
    (gift / "分家契.pdf").write_bytes(make_pdf(pages=3))
    make_photo(gift / "老桥.jpg")
    assert add(village, gift, "--yes") in (0, 1)
    archive = read_archive(village).archive
    (paper,) = (d for d in archive.of_kind(Kind.DOCUMENT) if "分家契" in d.heading)
    assert isinstance(paper, Document)
    assert [(str(page.file), page.page) for page in paper.pages] == [
        ("documents/分家契.pdf", number) for number in (1, 2, 3)
    ]
    (photo,) = (p for p in archive.of_kind(Kind.PHOTO) if "老桥" in p.heading)
    assert isinstance(photo, Photo)
    assert photo.picture.file_says == "2019-04-05 09:12:33; HUAWEI VOG-AL10; GPS"
    assert photo.when.spoken == "不详"


def test_a_picture_seen_before_is_shown_beside_the_other(
    village: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same photograph, sent through a chat: told in the plan, side by side on a private page;
    twice the same bytes are a duplicate and no pair."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    for seed in range(3):
        draw_sample(seed).save(first / f"{seed}.png")
    add(village, first, "--yes")
    draw_sample(1).save(second / "mmexport1.jpg", quality=40)
    draw_sample(2).save(second / "2.png")
    draw_sample(7).save(second / "7.png")
    capsys.readouterr()
    page = tmp_path / "alike.html"
    add(village, second, "--alike", str(page))
    html = page.read_text("utf-8")
    assert html.count("data:image/jpeg;base64,") == 2
    assert "mmexport1.jpg" in html
    assert "media/photos/1.png" in html
    assert "7.png" not in html
    capsys.readouterr()
    add(village, second, "--json")
    told = capsys.readouterr().out
    assert told.count('"distance"') == 1
    assert "media/photos/1.png" in told


def test_the_page_of_pairs_is_not_written_where_it_would_be_published(
    village: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused before anything is looked at."""
    (tmp_path / "gift").mkdir()
    page = village / "site" / "alike.html"
    assert add(village, tmp_path / "gift", "--alike", str(page)) == 2
    assert not page.exists()
    assert capsys.readouterr()


@pytest.mark.parametrize(("last", "is_told"), [("00:00:01.900", False), ("00:00:30.000", True)])
def test_a_text_longer_than_its_recording_is_told_in_the_plan(
    village: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    last: str,
    is_told: bool,
) -> None:
    """Before anything is done, for nobody sees it in a folder; the two are kept as they are."""
    gift = tmp_path / "gift"
    gift.mkdir()
    write_tone(gift / "张三讲大水.wav", seconds=2)
    cues = f"WEBVTT\n\n00:00:00.000 --> {last}\n<v 张三>落了四十日雨。\n"
    (gift / "张三讲大水.vtt").write_text(cues, "utf-8")
    add(village, gift)
    assert ("but the recording is only" in capsys.readouterr().out) is is_told
    assert add(village, gift, "--yes") in (0, 1)
    texts = [path.read_text("utf-8") for path in village.glob("content/interviews/*/*.vtt")]
    assert [last in text for text in texts if "四十日雨" in text] == [True]


@pytest.mark.parametrize("first", ["recording", "text"])
@pytest.mark.parametrize(("last", "is_told"), [("00:00:01.900", False), ("00:00:30.000", True)])
def test_a_text_longer_than_the_recording_it_joins_is_told_in_the_plan(
    village: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    first: str,
    last: str,
    is_told: bool,
) -> None:
    """Whichever of the two was there before."""
    gifts = {name: tmp_path / name for name in ("recording", "text")}
    for gift in gifts.values():
        gift.mkdir()
    write_tone(gifts["recording"] / "发大水.wav", seconds=2)
    cues = f"WEBVTT\n\n00:00:00.000 --> {last}\n<v 张三>落了四十日雨。\n"
    (gifts["text"] / "发大水.vtt").write_text(cues, "utf-8")
    assert add(village, gifts.pop(first), "--yes") in (0, 1)
    assert "but the recording is only" not in capsys.readouterr().out
    (second,) = gifts.values()
    add(village, second)
    assert ("but the recording is only" in capsys.readouterr().out) is is_told
    assert add(village, second, "--yes") in (0, 1)
    (told,) = (
        record
        for record in read_archive(village).archive.of_kind(Kind.INTERVIEW)
        if record.heading == "发大水"
    )
    assert isinstance(told, Interview)
    assert told.recording is not None
    assert told.id in read_archive(village).archive.transcripts


GIVEN = {
    "a recording, and its text": ({"张三讲大水.wav": ""}, {"张三讲大水.vtt": "张三"}, True),
    "a text, and its recording": ({"张三讲大水.vtt": "张三"}, {"张三讲大水.wav": ""}, True),
    "one title, two people": ({"发大水.vtt": "李四"}, {"发大水.vtt": "张三"}, True),
    "one day, one person": (
        {"2024年8月11日张三讲大水/1.wav": ""},
        {"2024年8月11日张三讲水车/2.wav": ""},
        True,
    ),
    "two days, one person": (
        {"2024年8月11日张三讲大水/1.wav": ""},
        {"2024年8月12日张三讲水车/2.wav": ""},
        False,
    ),
    "two people": ({"张三讲大水.wav": ""}, {"李四讲水车.wav": ""}, False),
}


@pytest.mark.parametrize("what", GIVEN)
def test_a_telling_that_may_be_here_is_asked_about(
    village: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    """It becomes one of its own until the worker says otherwise: nobody's words are put to another
    one's voice by a name alone."""
    first, second, is_asked = GIVEN[what]
    for name, files in (("first", first), ("second", second)):
        for number, (file, speaker) in enumerate(files.items()):
            path = tmp_path / name / file
            path.parent.mkdir(parents=True)
            cues = f"WEBVTT\n\n00:00.000 --> 00:01.000\n<v {speaker}>{name}落了四十日雨。\n"
            if path.suffix == ".wav":
                write_tone(path, seconds=len(name) + number)
            else:
                path.write_text(cues, "utf-8")
    assert add(village, tmp_path / "first", "--yes") in (0, 1)
    before = len(read_archive(village).archive.of_kind(Kind.INTERVIEW))
    capsys.readouterr()
    assert add(village, tmp_path / "second", "--yes") in (0, 1)
    assert ("nobody can tell, so it becomes a new one" in capsys.readouterr().out) is is_asked
    assert len(read_archive(village).archive.of_kind(Kind.INTERVIEW)) == before + 1
