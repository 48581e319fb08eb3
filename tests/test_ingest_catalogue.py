"""Catalogues of CollectionBuilder: every row becomes a record, a part of one, or a line of the
report, and every cell is in a field or in the private note."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from archive.errors import ConfigError, has_errors
from archive.ingest.archive import Reading, read_archive
from archive.ingest.importers.collection_builder import (
    is_collection_builder,
    read_collection_builder,
)
from archive.ingest.importers.western_dates import parse_date
from archive.ingest.incoming import Draft, Incoming, Unit, format_draft
from archive.model.kinds import Kind, RecordId
from tests.incoming import write_incoming

REAL = Path(__file__).parent.parent.parent / "shared" / "data" / "collectionbuilder-demo"
TABLE = """objectid,parentid,title,creator,date,date-is-approximate?,description,subject,location,\
latitude,longitude,source,identifier,type,format,language,rights,display_template,object_location,\
image_alt_text,object_transcript,restrictions,colour of the lid
mill,,The mill,A. Fell,9/8/1912,,The mill before the weir.,mills; water,Low Fell,54.1,-2.2,Box 3,\
M 1,Image,image/jpeg,eng,Public Domain,image,/objects/mill.jpg,A mill by a weir,,,
chest,,Sea chest,,1890,yes,Oak.,,,,,,,,,,,item,,,,,blue
lid,chest,The lid,,,,,,,,,,,,image/jpeg,,,image,objects/lid.jpg,,,,
lost-view,chest,The key,,,,,,,,,,,,image/jpeg,,,image,https://example.org/key.jpg,,,,
ledger,,Ledger,,ca. 1903,,Kept by the miller.,,,,,,M 1,,application/pdf,,,pdf,objects/ledger.pdf,,\
"Paid for rope, tel. 13912345678.",,
page,ledger,Page one,,,,,,,,,,,,image/jpeg,,,image,objects/page-1.jpg,,,,
song,,The weir song,Nora Fell,1961-05,,She sings.,songs,Low Fell,,,,,,audio/mp3,eng,,audio,\
objects/song.mp3,,objects/song.txt,,
sealed,,Letters,,n.d.,,,,,,,,,,text,,,document,,,,not before 2050,
orphan,nowhere,Alone,,1899?,,,,,,,,,,image/jpeg,,,panorama,../../etc/passwd,,,,
,,No id,,1920s,,,,,,,,,,,,,record,,,,,,overflow
,,,
mill,,The mill again,,,,,,,,,,,,,,,image,,,,,
"""
LABELS = "field,display_name,browse_link\nlatitude,Latitude of it,\nrights,May it be used,\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small catalogue with files beside, and with the dirt that real ones have."""
    folder = tmp_path / "source"
    files = {
        "_data/items.csv": TABLE.encode(),
        "_data/config-metadata.csv": LABELS.encode(),
        "objects/mill.jpg": b"a",
        "objects/lid.jpg": b"b",
        "objects/page-1.jpg": b"c",
        "objects/ledger.pdf": b"d",
        "objects/song.mp3": b"e",
        "objects/song.txt": "The weir is high.\n\nThe mill is low.\n".encode("utf-16"),
        "objects/thumbs/mill.jpg": b"f",
        "_layouts/item.html": b"g",
        "README.md": b"h",
        "\u6751\u5fd7.docx": b"i",
    }
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def imported(source: Path, *, licence: str | None = None) -> tuple[Incoming, Reading]:
    plan = read_collection_builder(source, declared_consent=licence)
    folder = source.with_name("village")
    write_incoming(plan, folder)
    return plan, read_archive(folder)


def draft(plan: Incoming, name: str) -> Draft:
    (found,) = (one for one in plan.drafts if one.id == name)
    return found


def test_a_catalogue_becomes_an_archive_without_errors(source: Path) -> None:
    """Pictures, papers, things, recordings; what lacks its picture is kept as a document."""
    assert is_collection_builder(source)
    plan, reading = imported(source)
    assert not has_errors(reading.problems)
    assert sorted(one.id for one in plan.drafts) == [
        "consents/nora-fell",
        "documents/items-11",
        "documents/ledger",
        "documents/orphan",
        "documents/sealed",
        "interviews/song",
        "objects/chest",
        "people/nora-fell",
        "photos/mill",
    ]
    assert {record.access.value for record in reading.archive.records.values()} == {"closed"}


def test_every_row_and_every_file_is_told(source: Path) -> None:
    """Kept, repaired and listed add up, and what is listed has its line."""
    plan, _ = imported(source)
    assert all(tally.is_whole for tally in plan.tallies.values())
    assert plan.tally(Unit.ROWS).seen == 12
    lines = sorted((p.line or 0, p.code) for p in plan.problems if p.path.name == "items.csv")
    assert [(line, code) for line, code in lines if code != "import-fields-missing"] == [
        (5, "import-file-elsewhere"),
        (6, "import-file-kept-out"),
        (6, "import-private-detail"),
        (8, "import-maker-tells"),
        (9, "import-row-restricted"),
        (10, "import-file-absent"),
        (10, "import-parent-missing"),
        (11, "import-row-no-id"),
        (11, "import-row-stray"),
        (12, "import-row-empty"),
        (13, "import-id-again"),
    ]
    left = [p for p in plan.problems if p.code == "import-files-left"]
    assert [str(p.path) for p in left] == [".", "_layouts"]
    assert PurePosixPath("_layouts/item.html") in plan.files
    others = {PurePosixPath(name) for name in ("objects/thumbs/mill.jpg", "村志.docx")}
    assert not others & set(plan.files), "what is none of the archive's is left to others"


def test_every_cell_is_in_a_field_or_in_the_note(source: Path) -> None:
    """Nothing that somebody typed is lost; unknown columns are called as the archive calls them."""
    plan, _ = imported(source)
    written = "".join(text for one in plan.drafts for text in format_draft(one).values()).replace(
        "\n\n", "\n"
    )
    for cell in ("54.1", "-2.2", "Box 3", "Public Domain", "blue", "https://example.org/key.jpg",
                 "objects/ledger.pdf", "not before 2050", "overflow", "The mill again", "M 1",
                 "The lid", "Page one", "13912345678", "../../etc/passwd"):  # fmt: skip
        assert cell in written, cell
    mill = draft(plan, "photos/mill").fields
    assert "Latitude of it（latitude）：54.1" in str(mill["note"])
    assert "May it be used（rights）：Public Domain" in str(mill["note"])
    assert "54.1" not in str({key: value for key, value in mill.items() if key != "note"})


def test_parts_go_into_what_they_belong_to(source: Path) -> None:
    """The picture of a thing and the page of a paper, with their files as originals."""
    plan, _ = imported(source)
    chest = draft(plan, "objects/chest").fields
    assert chest["pictures"] == [{"file": "collection/lid.jpg", "caption": "The lid"}]
    assert chest["age"] == {"spoken": "1890", "edtf": "1890~"}
    ledger = draft(plan, "documents/ledger")
    assert ledger.fields["pages"] == [{"file": "collection/page-1.jpg", "label": "Page one"}]
    assert "【不公开：13912345678】" in ledger.body
    places = {str(one.source): str(one.place) for one in plan.originals}
    assert places == {
        f"objects/{name}": f"collection/{name}"
        for name in ("mill.jpg", "lid.jpg", "page-1.jpg", "song.mp3")
    }


def test_words_of_a_recording_are_those_of_nobody_known(source: Path) -> None:
    """A text beside the recording is kept in paragraphs, and nobody is made to have said it."""
    plan, reading = imported(source)
    song = draft(plan, "interviews/song")
    assert song.fields["recording"] == {"file": "collection/song.mp3", "media_type": "录音"}
    assert song.fields["language_tag"] == "en"
    transcript = reading.archive.transcripts[RecordId("interviews/song")].archival
    assert transcript is not None
    assert [segment.speakers[0].label for segment in transcript.segments] == ["不明", "不明"]


def test_a_licence_opens_what_the_table_does_not_restrict(source: Path) -> None:
    """What the table itself restricts stays closed."""
    plan, _ = imported(source, licence="CC BY 4.0")
    assert draft(plan, "photos/mill").fields["access"] == "开放"
    assert draft(plan, "documents/sealed").fields["access"] == "不开放"
    assert draft(plan, "documents/sealed").fields["secrecy"] == "内部"


def test_the_table_of_the_site_goes_first(source: Path) -> None:
    """Where two tables tell of one thing, the one that the site is made of is believed, and what
    the other says is noted."""
    (source / "_config.yml").write_text("title: x\nmetadata: new\n", encoding="utf-8")
    (source / "_data" / "new.csv").write_text("objectid,title\nmill,New mill\n", encoding="utf-8")
    plan = read_collection_builder(source)
    mill = next(one for one in plan.drafts if one.id.endswith("/mill"))
    assert mill.fields["title"] == "New mill"
    assert "The mill before the weir." in str(mill.fields["note"])


def test_a_folder_without_a_catalogue(tmp_path: Path) -> None:
    """It says so."""
    assert not is_collection_builder(tmp_path)
    with pytest.raises(ConfigError, match="no table of items"):
        read_collection_builder(tmp_path)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1912", "1912"), ("1912-09-08", "1912-09-08"), ("ca. 1903", "1903~"), ("c1903", "1903~"),
        ("1910s", "191X"), ("1920-1930", "1920/1930"), ("September 8, 1912", "1912-09-08"),
        ("8 Sept. 1912", "1912-09-08"), ("May 1912", "1912-05"), ("12. Mai 1945", "1945-05-12"),
        ("9/8/1912", "1912-08-09/1912-09-08"), ("13/8/1912", "1912-08-13"), ("1899?", "1899?"),
        ("一九五八年", "1958"), ("30.02.1950", None), ("n.d.", None), ("", None), ("soon", None),
        ("1912-13-45", None), ("03/03/20", None),
    ],
)  # fmt: skip
def test_dates_as_catalogues_write_them(text: str, edtf: str | None) -> None:
    """What may be two days is both; what is no date is kept in its words."""
    value = parse_date(text).value
    found = value if isinstance(value, str) else value["edtf"]
    assert found == (edtf or "不详")
    if text and not isinstance(value, str) and edtf:
        assert value["spoken"] == text


@pytest.mark.skipif(not REAL.is_dir(), reason="the real catalogue is not here")
def test_a_real_catalogue_loses_no_row(tmp_path: Path) -> None:
    """71 rows of three tables that repeat each other, and not one file beside them."""
    plan = read_collection_builder(REAL, declared_consent="CC BY")
    assert plan.tally(Unit.ROWS).seen == 71
    assert all(tally.is_whole for tally in plan.tallies.values())
    assert not plan.originals
    told = {(p.path, p.line) for p in plan.problems}
    rows = {(one.whence.file, one.whence.row) for one in plan.drafts if one.kind is Kind.DOCUMENT}
    assert len(rows & told) > 20
    write_incoming(plan, tmp_path / "new")
    assert read_archive(tmp_path / "new").problems == ()
    assert PurePosixPath("_data/config-metadata.csv") not in {p.path for p in plan.problems}
