"""IIIF manifests: sound and film with their words, and nothing lost of what else is there."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from archive.errors import ConfigError, has_errors
from archive.ingest.archive import Reading, read_archive
from archive.ingest.importers.iiif import is_iiif, read_iiif, read_iiif_manifest
from archive.ingest.incoming import Incoming, Tally, Unit
from archive.model.interview import Interview
from archive.model.kinds import Kind
from archive.model.marks import full_text
from tests.incoming import write_incoming

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
PATH = PurePosixPath("manifest.json")
THREE = "http://iiif.io/api/presentation/3/context.json"
HERE = "https://mill.example/iiif"
VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ada Brook>The water came at night.

00:01:05.000 --> 00:01:08.000
<v Ann Lee>And then?
"""
CHINESE = VTT.replace("The water came at night.", "水是夜里来的。").replace("And then?", "后来呢？")


def text_file(name: str, language: str = "en") -> dict[str, object]:
    form = "text/plain" if name.endswith(".txt") else "text/vtt"
    return {"id": f"{HERE}/{name}", "type": "Text", "format": form, "language": language}


def sound(name: str, **more: object) -> dict[str, object]:
    return {"id": f"{HERE}/{name}", "type": "Sound", "format": "audio/mpeg", **more}


def annotation(body: object, target: str, motivation: object = "supplementing") -> object:
    return {"type": "Annotation", "motivation": motivation, "body": body, "target": target}


def canvas(
    number: int, *painted: object, written: tuple[object, ...] = (), **more: object
) -> dict[str, object]:
    return {
        "id": f"{HERE}/canvas/{number}",
        "type": "Canvas",
        "duration": 120.5,
        "items": [{"type": "AnnotationPage", "items": list(painted)}],
        "annotations": [{"type": "AnnotationPage", "items": list(written)}],
        **more,
    }


def painted(body: object, number: int = 1, span: str = "") -> object:
    return annotation(body, f"{HERE}/canvas/{number}{span}", "painting")


def manifest(*canvases: object, **more: object) -> dict[str, object]:
    whole = {"@context": THREE, "id": f"{HERE}/manifest.json", "type": "Manifest"}
    return {**whole, "label": {"en": ["The flood"]}, "items": list(canvases), **more}


def metadata(**pairs: str) -> list[object]:
    return [{"label": {"none": [k]}, "value": {"none": v.split("|")}} for k, v in pairs.items()]


def written_to(tmp_path: Path, whole: object, **files: str) -> Path:
    source = tmp_path / "source"
    source.mkdir()
    (source / "manifest.json").write_text(json.dumps(whole), encoding="utf-8")
    for name, text in files.items():
        (source / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return source


def imported(
    tmp_path: Path, whole: object, *, licence: str | None = None, **files: str
) -> tuple[Incoming, Reading]:
    incoming = read_iiif(written_to(tmp_path, whole, **files), declared_consent=licence)
    write_incoming(incoming, tmp_path / "village")
    reading = read_archive(tmp_path / "village")
    assert not has_errors(reading.problems), [str(p.message("en")) for p in reading.problems]
    assert is_whole(incoming)
    return incoming, reading


def is_whole(incoming: Incoming) -> bool:
    return all(tally.is_whole for tally in incoming.tallies.values())


def codes_of(incoming: Incoming) -> set[str]:
    return {problem.code for problem in incoming.problems}


def interviews_of(reading: Reading) -> list[Interview]:
    found = [one for one in reading.archive.of_kind(Kind.INTERVIEW) if isinstance(one, Interview)]
    return sorted(found, key=lambda one: one.title)


def said(reading: Reading, interview: Interview) -> list[tuple[float | None, str, str]]:
    transcript = reading.archive.transcripts[interview.id].archival
    assert transcript is not None
    return [(s.start, s.speakers[0].label, full_text(s.spans)) for s in transcript.segments]


def notes_of(tmp_path: Path) -> str:
    files = sorted((tmp_path / "village" / "content" / "interviews").glob("*/notes.md"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_a_telling_comes_in_with_its_words_and_its_sound(tmp_path: Path) -> None:
    """Description in fields, the file that lies beside as an original, the cues as a transcript;
    of several forms of the sound the one that is here."""
    body = {"type": "Choice", "items": [sound("tape.flac"), sound("tape.mp3", duration=120.5)]}
    words = annotation(text_file("words.vtt"), f"{HERE}/canvas/1")
    told = metadata(
        Interviewee="Brook, Ada, 1930-",
        Interviewer="Ann Lee",
        Date="1974-03-27",
        Subjects="flood|mills",
        Language="English",
        Shelf="B 7",
    )
    whole = manifest(canvas(1, painted(body), written=(words,)), metadata=told)
    incoming, reading = imported(tmp_path, whole, words_vtt=VTT, tape_mp3="ID3")
    [interview] = interviews_of(reading)
    assert interview.recorded_on.edtf == "1974-03-27"
    assert interview.themes == ("flood", "mills")
    assert interview.collectors == ("Ann Lee",)
    assert interview.recording is not None
    assert str(interview.recording.file) == "sound/tape.mp3"
    assert said(reading, interview) == [
        (1.0, "Ada Brook", "The water came at night."),
        (65.0, "Ann Lee", "And then?"),
    ]
    assert [str(original.source) for original in incoming.originals] == ["tape.mp3"]
    assert incoming.tally(Unit.LINKS) == Tally(2, kept=1, listed=1)
    assert [str(file) for file in incoming.files] == ["manifest.json", "words.vtt"]
    assert "B 7" in notes_of(tmp_path)


def test_ranges_become_contents(tmp_path: Path) -> None:
    """The innermost, each with the title of the one around it; what leads nowhere is told."""

    def stretch(title: str, *inner: object) -> dict[str, object]:
        return {"type": "Range", "label": {"en": [title]}, "items": list(inner)}

    def at(span: str) -> dict[str, object]:
        return {"type": "Canvas", "id": f"{HERE}/canvas/1{span}"}

    inner = stretch("Night", stretch("Water", at("#t=60,120")), stretch("Before", at("#t=0,60")))
    lost = stretch("Lost", {"type": "Canvas", "id": f"{HERE}/canvas/9#t=1,2"})
    whole = manifest(canvas(1, painted(sound("a.mp3"))), structures=[stretch("All", inner, lost)])
    incoming, reading = imported(tmp_path, whole)
    [interview] = interviews_of(reading)
    contents = [(chapter.start, chapter.title) for chapter in interview.contents]
    assert contents == [(0.0, "Night：Before"), (60.0, "Night：Water")]
    assert incoming.tally(Unit.POINTS) == Tally(5, kept=4, listed=1)
    assert "import-point-untimed" in codes_of(incoming)
    assert "Lost" in notes_of(tmp_path)


def test_each_recording_is_a_telling_of_its_own(tmp_path: Path) -> None:
    """Two canvases, and two sounds one after the other on one of them: times count from the
    beginning of each."""
    both = canvas(
        2,
        painted(sound("b.mp3"), 2, "#t=0,60"),
        painted(sound("c.mp3"), 2, "#t=60"),
        written=(annotation(text_file("words.vtt"), f"{HERE}/canvas/2"),),
        label={"en": ["Side B"]},
    )
    whole = manifest(canvas(1, painted(sound("a.mp3"))), both)
    incoming, reading = imported(tmp_path, whole, words_vtt=VTT)
    first, second, third = interviews_of(reading)
    assert [one.title for one in (first, second, third)] == [
        "The flood：Side B（1）",
        "The flood：Side B（2）",
        "The flood：第 1 部分",
    ]
    assert [start for start, _, _ in said(reading, first)] == [1.0]
    assert [start for start, _, _ in said(reading, second)] == [5.0]
    elsewhere = [p for p in incoming.problems if p.code == "import-media-elsewhere"]
    assert len(elsewhere) == 3


def test_words_before_a_recording_begins_stand_at_its_beginning(tmp_path: Path) -> None:
    """A sound that is placed later on its canvas than the first words."""
    words = (annotation({"type": "TextualBody", "value": "Early."}, f"{HERE}/canvas/1#t=1,2"),)
    late = canvas(1, painted(sound("a.mp3"), 1, "#t=60"), written=words)
    _, reading = imported(tmp_path, manifest(late))
    [interview] = interviews_of(reading)
    assert said(reading, interview) == [(0.0, "不明", "Early.")]


def test_words_in_the_manifest_itself(tmp_path: Path) -> None:
    """Annotations with a time are cues; remarks, tags and marks are for the worker, with their
    place; pages of several languages too."""
    at = f"{HERE}/canvas/1"
    remark = {"type": "Choice", "items": [{"type": "TextualBody", "value": "A door"}]}
    words = (
        annotation({"type": "TextualBody", "value": "The <b>water</b> came."}, f"{at}#t=22.2,26.6"),
        annotation({"type": "TextualBody", "value": "At night."}, f"{at}#t=30"),
        annotation(remark, f"{at}#t=50,51", ["commenting"]),
        annotation({"type": "TextualBody", "value": "Tag"}, f"{at}#xywh=1,2,3,4", "tagging"),
    )
    incoming, reading = imported(tmp_path, manifest(canvas(1, written=words)))
    [interview] = interviews_of(reading)
    assert said(reading, interview) == [
        (22.2, "不明", "The water came."),
        (30.0, "不明", "At night."),
    ]
    assert incoming.tally(Unit.CUES) == Tally(2, kept=1, repaired=1)
    assert "50 秒到 51 秒）：A door" in notes_of(tmp_path)
    assert "xywh=1,2,3,4）：Tag" in notes_of(tmp_path)


def test_captions_in_mandarin_stand_below_the_words(tmp_path: Path) -> None:
    """Cue for cue; captions in any other language are kept for the worker."""
    choice = {
        "type": "Choice",
        "items": [text_file("en.vtt"), text_file("zh.vtt", "zh"), text_file("it.vtt", "it")],
    }
    words = annotation(choice, f"{HERE}/canvas/1")
    whole = manifest(canvas(1, painted(sound("a.mp3")), written=(words,)))
    italian = VTT.replace("And then?", "E poi?")
    incoming, reading = imported(tmp_path, whole, en_vtt=VTT, zh_vtt=CHINESE, it_vtt=italian)
    [transcripts] = reading.archive.transcripts.values()
    assert transcripts.archival is not None
    meanings = [full_text(segment.mandarin) for segment in transcripts.archival.segments]
    assert meanings == ["水是夜里来的。", "后来呢？"]
    assert "import-other-language" in codes_of(incoming)
    assert "E poi?" in notes_of(tmp_path)
    assert incoming.tally(Unit.CUES) == Tally(6, kept=4, listed=2)


def test_a_plain_transcript_is_one_without_times(tmp_path: Path) -> None:
    """Offered as another rendering of the canvas."""
    whole = manifest(canvas(1, painted(sound("a.mp3")), rendering=[text_file("words.txt")]))
    text = "BROOK: The water came.\n\nLEE: And then?"
    incoming, reading = imported(tmp_path, whole, words_txt=text)
    [interview] = interviews_of(reading)
    assert [(label, words) for _, label, words in said(reading, interview)] == [
        ("BROOK", "The water came."),
        ("LEE", "And then?"),
    ]
    assert incoming.tally(Unit.WORDS) == Tally(7, kept=7)


def test_places_on_the_map_are_never_shown(tmp_path: Path) -> None:
    """Positions, addresses and whatever has no field stand in the notes alone."""
    place = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [121.0071, 31.0072]}}
    where = {"type": "FeatureCollection", "features": [place]}
    whole = manifest(
        canvas(1, painted(sound("a.mp3")), navPlace=where),
        rights="http://creativecommons.org/licenses/by/4.0/",
        homepage=[{"id": f"{HERE}/home", "type": "Text", "label": {"en": ["Home"]}}],
        thumbnail=[{"id": f"{HERE}/small.jpg", "type": "Image"}],
    )
    incoming, reading = imported(tmp_path, whole, licence="CC BY 4.0")
    [interview] = interviews_of(reading)
    for private in ("121.0071", "31.0072", f"{HERE}/home", f"{HERE}/small.jpg"):
        assert private in notes_of(tmp_path)
        assert private not in interview.model_dump_json()
    assert {"import-rights-named", "import-media-unused"} <= codes_of(incoming)


def test_a_picture_beside_becomes_a_photograph(tmp_path: Path) -> None:
    """Where nothing is heard. One that is not there becomes no record, and that is said."""
    image = {"id": f"{HERE}/mill.jpg", "type": "Image", "format": "image/jpeg"}
    whole = manifest(canvas(1, painted(image), label={"en": ["The mill"]}))
    incoming, reading = imported(tmp_path, whole, mill_jpg="JPEG")
    [photo] = reading.archive.of_kind(Kind.PHOTO)
    assert photo.heading == "The mill"
    assert incoming.tally(Unit.LINKS) == Tally(1, kept=1)
    empty = read_iiif_manifest(json.dumps(whole).encode(), path=PATH)
    assert not empty.drafts
    assert {"import-manifest-empty", "import-media-elsewhere"} <= codes_of(empty)
    assert is_whole(empty)


def test_a_key_that_stands_twice_is_told() -> None:
    """Only the last of them can be read; the others are counted, not forgotten."""
    data = b'{"type": "Manifest", "label": {"en": ["One"]}, "label": {"en": ["Two"]}, "items": []}'
    incoming = read_iiif_manifest(data, path=PATH)
    assert "import-field-unknown" in codes_of(incoming)
    assert is_whole(incoming)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[[[[",
        "5",
        '[{"spans": []}]',
        '{"type": "Collection", "items": []}',
        '{"@context": "http://iiif.io/api/presentation/2/context.json", "@type": "sc:Manifest"}',
        "[" * 100_000,
    ],
)
def test_other_json_is_refused_kindly(text: str) -> None:
    """What it is instead is said: broken, older, a list of manifests, something else."""
    incoming = read_iiif_manifest(text.encode(), path=PATH)
    assert codes_of(incoming) == {"import-not-iiif"}
    assert not incoming.drafts


def test_a_folder_without_manifests_is_said_to_have_none(tmp_path: Path) -> None:
    """Other JSON does not make it one."""
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    assert not is_iiif(tmp_path)
    with pytest.raises(ConfigError):
        read_iiif(tmp_path)


@pytest.mark.parametrize(("name", "count"), [("iiif-av-cookbook", 16), ("iiif-av-ramp", 16)])
def test_real_manifests_lose_nothing(name: str, count: int, tmp_path: Path) -> None:
    """Every sample adds up, unit by unit, and builds without a fault."""
    if not (DATA / name).is_dir():
        pytest.skip("the samples are not here")
    assert is_iiif(DATA / name)
    incoming = read_iiif(DATA / name)
    assert len(incoming.of_kind(Kind.INTERVIEW)) == count
    assert is_whole(incoming)
    write_incoming(incoming, tmp_path / "village")
    assert not has_errors(read_archive(tmp_path / "village").problems)
