"""OHMS files and IIIF manifests, bent by chance.

``python -m tests.fuzz.xml_and_json 10000`` tries so many of each kind, seeded; the tests try a
few.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from random import Random
from xml.etree import ElementTree

from archive.ingest.importers.iiif import read_iiif, read_iiif_manifest
from archive.ingest.importers.ohms import read_ohms, read_ohms_xml
from archive.ingest.incoming import Incoming
from archive.ingest.slugs import slug_for
from tests.fuzz.importers import Fuzzed, check_one, tries, try_one
from tests.test_ingest_iiif import VTT, annotation, canvas, manifest, metadata, painted, text_file
from tests.test_ingest_ohms import CUES, INDEX, LINES, MANDARIN, SYNC, described, record, vtt


def _ohms(*more: str, **texts: str) -> str:
    return record(described(**texts) + "".join(more)).decode("utf-8")


def _json(whole: object) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _manifest() -> str:
    at = "https://mill.example/iiif/canvas/1"
    sound = {"id": "https://mill.example/iiif/a.mp3", "type": "Sound", "format": "audio/mpeg"}
    picture = {"id": "https://mill.example/iiif/a.jpg", "type": "Image", "format": "image/jpeg"}
    spoken = annotation({"type": "TextualBody", "value": "The <b>water</b>."}, f"{at}#t=2,6")
    choice = {"type": "Choice", "items": [text_file("en.vtt"), text_file("zh.vtt", "zh")]}
    remark = annotation({"type": "TextualBody", "value": "A door"}, f"{at}#xywh=1,2,3,4", "tagging")
    stretch = {"type": "Range", "label": {"en": ["Night"]}, "items": [{"type": "Canvas", "id": at}]}
    first = canvas(
        1,
        painted(sound),
        painted(picture),
        written=(spoken, annotation(choice, at), remark),
        navPlace={"type": "FeatureCollection", "features": [{"coordinates": [1.5, 2]}]},
        rendering=[text_file("plain.txt")],
    )
    whole = manifest(
        first,
        canvas(2, painted(picture, 2)),
        canvas(3, painted(sound, 3, "#t=0,60"), painted(sound, 3, "#t=60")),
        structures=[{"type": "Range", "label": {"en": ["All"]}, "items": [stretch, stretch]}],
        metadata=metadata(Interviewee="Brook, Ada", Date="1974", Subjects="flood|mill", Shelf="B"),
        rights="http://creativecommons.org/licenses/by/4.0/",
        summary={"zh": ["水"], "en": ["Water"]},
    )
    return _json(whole)


def _read_ohms_alone(folder: Path) -> Incoming:
    return read_ohms_xml((folder / "t.xml").read_bytes(), path=PurePosixPath("t.xml"))


def _read_iiif_alone(folder: Path) -> Incoming:
    return read_iiif_manifest((folder / "t.json").read_bytes(), path=PurePosixPath("t.json"))


slug_for("热")  # pinyin is slow to load, and no part of what is timed

PARSERS: Mapping[str, Fuzzed] = {
    "ohms-lines": Fuzzed({"t.xml": _ohms(INDEX, sync=SYNC, transcript=LINES)}, _read_ohms_alone),
    "ohms-cues": Fuzzed(
        {
            "t.xml": _ohms(
                vtt(CUES), vtt(MANDARIN, "vtt_transcript_alt"), transcript_alt_lang="中文"
            )
        },
        _read_ohms_alone,
    ),
    "ohms": Fuzzed(
        {"t.xml": _ohms(INDEX, sync=SYNC, transcript=LINES, media_url="a/t.mp3"), "t.mp3": "a"},
        read_ohms,
    ),
    "iiif-manifest": Fuzzed({"t.json": _manifest()}, _read_iiif_alone),
    "iiif": Fuzzed(
        {
            "manifest.json": _manifest(),
            "en.vtt": VTT,
            "zh.vtt": VTT,
            "plain.txt": "BROOK: The water.",
            "a.mp3": "a",
            "a.jpg": "a",
        },
        read_iiif,
    ),
}


_ODD: tuple[object, ...] = (
    *(
        None,
        True,
        -1,
        0,
        1e9,
        10**30,
        "",
        " ",
        "\x00",
        "\ud800",
        "..",
        "/etc/passwd",
        "【不公开：",
        "】",
    ),
    *("#t=5", "#t=9,1", "#t=.", "99:99:99", "1:|3(4)|1(1)|9(9)", "[[footnote]]1[[/footnote]]"),
    *("[[footnotes]]", "[[note]]", "{00:00:09}", "A: b", "WEBVTT\n\n00:01 --> 00:00\n<v A>b", "<v"),
    *(
        "不要录",
        "13912345678",
        "Reed, Eli, 1930-",
        "&amp;<br>",
        [],
        {},
        [[1]],
        {"id": "x"},
        "Image",
    ),
    *("zh", "https://a.b/c.mp3", "a\u2028b\x85c", "x" * 900, "\u202e", "Canvas", "Range", "1974~"),
)


def bend_json(value: object, chance: Random) -> object:
    """A value with some of what is in it exchanged, doubled, left out or put elsewhere."""
    if chance.random() < 0.02:
        return chance.choice(_ODD)
    if isinstance(value, dict):
        kept = [key for key in value if chance.random() > 0.02]
        return {key: bend_json(value[key], chance) for key in kept}
    if isinstance(value, list):
        kept = [one for one in value for _ in range(chance.choice((0, 1, 1, 1, 1, 1, 1, 2)))]
        return [bend_json(one, chance) for one in kept]
    if isinstance(value, str) and chance.random() < 0.05:
        return value[: chance.randrange(len(value) + 1)] + str(chance.choice(_ODD))
    return value


def bend_xml(text: str, chance: Random) -> str:
    """A whole document with texts exchanged, and elements doubled, renamed or left out."""
    root = ElementTree.fromstring(text)
    for parent in list(root.iter()):
        for child in list(parent):
            match chance.randrange(30):
                case 0:
                    parent.remove(child)
                case 1:
                    parent.append(child)
                case 2:
                    child.tag = chance.choice(list(root.iter())).tag
                case 3 | 4 | 5:
                    child.text = _said(child.text or "", chance)
                case 6:
                    child.tail = "stray"
    return ElementTree.tostring(root, encoding="unicode")


def _said(text: str, chance: Random) -> str:
    """A text with odd things put into it, that XML can hold."""
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + str(chance.choice(_ODD)) + text[at + chance.choice((0, 0, 1, 40)) :]
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


def try_bent(name: str, folder: Path, chance: Random, *, is_read: bool) -> None:
    """A source that is whole XML or JSON, and bent in what it says; as `try_one` otherwise."""
    fuzzed = PARSERS[name]
    for file, text in fuzzed.seeds.items():
        path = folder / "source" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".json":
            text = json.dumps(bend_json(json.loads(text), chance))
        elif path.suffix == ".xml":
            text = bend_xml(text, chance)
        path.write_text(text, encoding="utf-8")
    check_one(fuzzed, folder, is_read=is_read)


def try_any(name: str, number: int, folder: Path, chance: Random) -> None:
    """One of the two kinds, by turns."""
    if number % 4:
        try_bent(name, folder, chance, is_read=number % 10 == 1)
    else:
        try_one(PARSERS[name], folder, chance, is_read=number % 10 == 0)


def main() -> None:
    """Try so many of each, or of those that are named."""
    count = int(sys.argv[1])
    for name in sys.argv[2:] or PARSERS:
        started = time.perf_counter()
        for number, chance in tries(name, count):
            with tempfile.TemporaryDirectory() as folder:
                try:
                    try_any(name, number, Path(folder), chance)
                except Exception as error:
                    error.add_note(f"{name}, number {number}")
                    raise
        print(f"{name}: {count} in {time.perf_counter() - started:.0f} s", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
