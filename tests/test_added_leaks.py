"""What is brought in says more than a site may: places on maps, what devices wrote into files, what
was asked not to be written down. All of it comes in, and none of it goes out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from archive.build import Wish
from archive.cli.program import run
from archive.ingest.scaffold import write_new_archive
from archive.model.terms import Channel
from archive_mkdocs import host
from tests.leaks.canaries import CHANNELS, DARK, Ledger, Sort
from tests.leaks.search import Search, Wanted
from tests.test_derive_detectors import make_tone, run_ffmpeg, write_wav
from tests.test_ingest_iiif import (
    HERE,
    annotation,
    canvas,
    manifest,
    metadata,
    painted,
    sound,
    text_file,
)
from tests.test_ingest_ohms import described, record
from tests.test_inspecting import make_photo

pytestmark = pytest.mark.slow

ON = date(2026, 3, 1)
LICENSED = ("--licence", "CC0-1.0")


@dataclass
class Gifts:
    """What is brought: a folder each, full of canaries."""

    folder: Path
    ledger: Ledger = field(default_factory=Ledger)

    def dark(self, place: str) -> str:
        """Something that may not be published."""
        return self.ledger.word(place, DARK)

    def lit(self, place: str) -> str:
        """Something that may."""
        return self.ledger.word(place, CHANNELS)

    def write(self) -> None:
        """All of them."""
        tone = write_wav(self.folder / "tone.wav", make_tone(300, seconds=5))
        hour = write_wav(self.folder / "long.wav", make_tone(300, seconds=310))
        self._ohms(self.folder / "ohms")
        self._iiif(self.folder / "iiif", tone)
        self._phone(self.folder / "phone", hour)

    def _ohms(self, folder: Path) -> None:
        folder.mkdir()
        dark, lit = self.dark, self.lit
        cues = (
            ("00:00:00.000 --> 00:00:04.000", f"It was loud. {lit('ohms: words')}"),
            ("00:02:00.000 --> 00:02:04.000", f"Don't record this. {dark('ohms: off the record')}"),
            ("00:02:20.000 --> 00:02:24.000", f"So it was. {dark('ohms: 16 s after it')}"),
            ("00:05:00.000 --> 00:05:04.000", f"Call 13812345678. {lit('ohms: after all')}"),
        )
        spoken = "\n\n".join(f"{at}\n<v Brook>{words}" for at, words in cues)
        spoken = f"WEBVTT\n\n{spoken}\n".replace("<", "&lt;").replace(">", "&gt;")
        places = (
            f"<gpspoints><gps>31.001771, 121.002881</gps><gps_text>{dark('ohms: gps_text')}"
            f"</gps_text><gps_text_alt>{dark('ohms: gps_text_alt')}</gps_text_alt></gpspoints>"
            f"<hyperlinks><hyperlink>https://mill.example/{dark('ohms: hyperlink')}</hyperlink>"
            f"<hyperlink_text>{dark('ohms: hyperlink_text')}</hyperlink_text></hyperlinks>"
        )
        # Words are withheld in this stretch, and nobody has cleared what is said about it.
        point = f"<title>{dark('ohms: title of a point')}</title>{places}"
        about = described(
            title=f"The Mill {lit('ohms: title')}",
            vtt_transcript=spoken,
            duration="0:06:00",
            residence=dark("ohms: residence"),
            birthyear="1931",
            **{name: dark(f"ohms: {name}") for name in ("user_notes", "file_name", "media_url")},
        )
        data = record(f"{about}<index><point><time>1</time>{point}</point></index>")
        (folder / f"{self.dark('ohms: name of the file')}.xml").write_bytes(data)

    def _iiif(self, folder: Path, tone: Path) -> None:
        folder.mkdir()
        name = f"{self.dark('iiif: name of the sound')}.mp3"
        run_ffmpeg("-i", tone, "-metadata", f"artist={self.dark('iiif: tag')}", folder / name)
        at = {"type": "Point", "coordinates": [121.007155, 31.007266]}
        words = f"<v Carl Stone>The water rose. {self.lit('iiif: words')}"
        cue = f"WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n{words}\n"
        (folder / "words.vtt").write_text(cue, encoding="utf-8")
        noted = {"type": "TextualBody", "value": self.dark("iiif: comment")}
        page = canvas(
            1,
            painted(sound(name)),
            written=(
                annotation(text_file("words.vtt"), f"{HERE}/canvas/1"),
                annotation(noted, f"{HERE}/canvas/1#t=1,3", "commenting"),
            ),
            duration=5,
            navPlace={"type": "FeatureCollection", "features": [{"geometry": at}]},
        )
        whole = manifest(
            page,
            label={"en": [f"The flood {self.lit('iiif: title')}"]},
            homepage=[{"id": f"{HERE}/{self.dark('iiif: homepage')}"}],
            metadata=metadata(Interviewee="Carl Stone", Shelf=self.dark("iiif: unknown fact")),
        )
        (folder / "manifest.json").write_text(json.dumps(whole), encoding="utf-8")

    def _phone(self, folder: Path, hour: Path) -> None:
        told = folder / "2021年8月9日李四在光村讲述修路"
        told.mkdir(parents=True)
        tags = {name: self.dark(f"sound: {name}") for name in ("title", "artist", "comment")}
        tags |= {"creation_time": "2061-01-05T03:04:05Z", "location": "+30.8171+121.0028/"}
        given = [part for tag in tags.items() for part in ("-metadata", "=".join(tag))]
        name = f"录音{self.dark('sound: name of the file')}.m4a"
        run_ffmpeg("-i", hour, *given, told / name)
        turns = (
            ("00:01", f"七三年修的。{self.lit('text: words')}"),
            ("00:20", "先挑土。"),
            ("00:50", f"他家的事。{self.dark('text: before it')}"),
            ("01:10", f"这个不要写。{self.dark('text: off the record')}"),
            ("01:30", f"还有。{self.dark('text: after it')}"),
            ("05:00", f"后来铺了石子。{self.lit('text: at the end')}"),
        )
        words = "".join(f"[00:{at}] 李四：{words}\n" for at, words in turns)
        head = "口述者：李四\n采访者：周宁\n\n"
        (told / "文字稿.txt").write_text(head + words, encoding="utf-8")
        picture = make_photo(folder / "老桥.jpg")
        with Image.open(picture) as opened:
            facts = opened.getexif()
            for number, fact in ((0x0110, "model"), (0x013B, "artist"), (0x010E, "description")):
                facts[number] = self.dark(f"photo: {fact}")
            facts.get_ifd(0x8769)[0x9003] = "2061:01:06 09:12:33"
            opened.save(picture, exif=facts)


def open_all(village: Path) -> None:
    """As if everybody had agreed to everything, and the worker had opened each record."""
    for path in sorted((village / "content").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if path.parent.name == "consents":
            text = text.replace("不同意", "同意")
        elif path.parent.name != "visits":
            text = text.replace("access: 不开放", "access: 开放")
        path.write_text(text, encoding="utf-8")


def test_what_comes_in_for_us_alone_goes_out_nowhere(tmp_path: Path) -> None:
    """Each private fact is kept in the village and is in no byte of either site: words beside what
    was asked not to be written, positions, days and devices, names of files; plans, journals and
    reports neither. What may be published is found."""
    gifts, village = Gifts(tmp_path), tmp_path / "village"
    gifts.write()
    write_new_archive(village, title="试村", language="zh-Hans")
    ways = {"ohms": ("--as", "ohms", *LICENSED), "iiif": ("--as", "iiif", *LICENSED), "phone": ()}
    for name, options in ways.items():
        command = ["add", str(tmp_path / name), "--folder", str(village), "--yes", *options]
        assert run(command, today=lambda: ON) in (0, 1)
    open_all(village)
    search = Search(Wanted())
    kept = {mark for sort, mark in search.folder(village) if sort is Sort.WORDS}
    assert {one.place for one in gifts.ledger.canaries if one.mark not in kept} == set()
    for channel in sorted(CHANNELS):
        site = tmp_path / channel.value
        wish = Wish(channel, ON, jobs=1)
        host.build(village, wish=wish, site_dir=site, report=lambda *_: None)
        found = search.folder(site)
        assert leaks_of(gifts.ledger, channel, found) == {}
        assert {mark for sort, mark in found if sort is Sort.DAY} & {
            "2061-01-05",
            "2061-01-06",
        } == set()
        assert numbers_in(site) == {}


def leaks_of(
    ledger: Ledger, channel: Channel, found: dict[tuple[Sort, str], str]
) -> dict[str, str]:
    """What is where it may not be, and what is not where it should be."""
    wrong: dict[str, str] = {}
    for one in ledger.canaries:
        where = found.get((one.sort, one.mark))
        if (where is not None) is not (channel in one.lit_in):
            wrong[one.place] = where or "nowhere"
    return wrong


def numbers_in(site: Path) -> dict[str, str]:
    """Positions, and the number of a telephone, in any file."""
    private = (b"31.00177", b"121.00288", b"121.00715", b"31.00726", b"30.8171", b"13812345678")
    return {
        number.decode(): path.relative_to(site).as_posix()
        for path in sorted(site.rglob("*"))
        if path.is_file()
        for data in [path.read_bytes()]
        for number in private
        if number in data
    }
