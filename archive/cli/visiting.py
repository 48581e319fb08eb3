"""``pintu gaps`` and ``pintu visit``: what to ask next, and whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from archive.build import Village as Places
from archive.cli import fieldwork_sentences as say
from archive.cli.console import Console
from archive.cli.gap_list import gap_to_json, print_gaps
from archive.cli.meant import find_meant
from archive.cli.private_page import check_private, write_private
from archive.cli.progress import shown_progress
from archive.cli.villages import find_village
from archive.cli.visit_list import plan_to_json, print_faces, print_plan
from archive.derive import LocalExecutor, derive_all
from archive.errors import ConfigError
from archive.index.fieldwork.gaps import find_gaps
from archive.index.fieldwork.knowing import Village
from archive.index.fieldwork.people import may_be_asked
from archive.index.fieldwork.showing import picture_order
from archive.index.fieldwork.visiting import VisitPlan, faces_to_name, plan_visit
from archive.ingest.archive import read_archive
from archive.model.archive import Archive
from archive.model.kinds import Kind, RecordId
from archive.model.orders import DerivedFile, DerivedPicture
from archive.model.person import Person
from archive.model.photo import Photo
from archive.model.terms import Living
from archive.render.sheets.gaps_sheet import render_gaps_sheet
from archive.render.sheets.naming_sheet import render_naming_sheet
from archive.render.sheets.paper import Print
from archive.render.sheets.visit_sheet import render_visit_sheet

FOUND, NOTHING = 0, 1


def language_of(console: Console) -> str:
    """The language of pages beside that of the terminal."""
    return "zh-Hans" if console.language == "zh" else "en"


def run_gaps(
    folder: Path | None,
    console: Console,
    *,
    on: date,
    limit: int,
    page: Path | None,
    as_json: bool,
) -> int:
    """Say what is open, or write it on a sheet; the exit code."""
    places = Places(find_village(folder))
    if page is not None:
        check_private(page, places.folder)
    archive = read_archive(places.folder, cache_dir=places.state).archive
    gaps = find_gaps(Village(archive), on=on)
    shown = gaps[:limit]
    if as_json:
        rows = [gap_to_json(gap, archive, console, on=on) for gap in shown]
        console.data({"on": on.isoformat(), "open": len(gaps), "gaps": rows})
    elif page is not None:
        html = render_gaps_sheet(
            shown, archive, on=on, left=len(gaps) - len(shown), language=language_of(console)
        )
        _write_sheet(page, html, console)
    else:
        print_gaps(shown, archive, console, on=on, left=len(gaps) - len(shown))
    return FOUND if gaps else NOTHING


def run_visit(
    folder: Path | None,
    console: Console,
    *,
    person: str,
    photo: str | None,
    on: date,
    page: Path | None,
    as_json: bool,
) -> int:
    """Prepare a visit, or a photograph to be recognised; the exit code."""
    if bool(person) is bool(photo):
        sentence = say.NOT_BOTH if photo else say.VISIT_WHOM
        raise ConfigError(sentence.zh, sentence.en)
    places = Places(find_village(folder))
    if page is not None:
        check_private(page, places.folder)
    archive = read_archive(places.folder, cache_dir=places.state).archive
    if photo:
        return _photo(archive, places, photo, console, on=on, page=page, as_json=as_json)
    plan = _plan(archive, person, on=on)
    if as_json:
        console.data(plan_to_json(plan, archive, console))
    elif page is not None:
        pictures = _pictures(
            archive, plan.things, places, console, shown_to=plan.person.id, on=on, is_large=False
        )
        html = render_visit_sheet(plan, archive, pictures, language=language_of(console))
        _write_sheet(page, html, console)
    else:
        print_plan(plan, archive, console)
    return FOUND


def _plan(archive: Archive, typed: str, *, on: date) -> VisitPlan:
    name = find_meant(archive, typed, Kind.PERSON)
    person = archive.records[name]
    assert isinstance(person, Person)
    if not may_be_asked(person):
        is_dead = person.living is Living.DECEASED or person.died is not None
        sentence = say.IS_DEAD if is_dead else say.IS_CLOSED
        facts = {"name": person.name}
        raise ConfigError(sentence.text("zh", **facts), sentence.text("en", **facts))
    return plan_visit(Village(archive), person, on=on)


def _photo(
    archive: Archive,
    places: Places,
    typed: str,
    console: Console,
    *,
    on: date,
    page: Path | None,
    as_json: bool,
) -> int:
    photo = archive.records[find_meant(archive, typed, Kind.PHOTO)]
    assert isinstance(photo, Photo)
    if page is None or as_json:
        print_faces(photo, archive, console, as_json=as_json)
    else:
        pictures = _pictures(
            archive, [photo.id], places, console, shown_to=None, on=on, is_large=True
        )
        html = render_naming_sheet(
            photo, archive, pictures.get(photo.id), language=language_of(console)
        )
        _write_sheet(page, html, console)
    return FOUND if faces_to_name(photo) else NOTHING


def _pictures(
    archive: Archive,
    records: Sequence[RecordId],
    places: Places,
    console: Console,
    *,
    shown_to: RecordId | None,
    on: date,
    is_large: bool,
) -> Mapping[RecordId, Print]:
    """The pictures to print, as far as they can be read; what cannot is left out."""
    orders = {
        record: order
        for record in records
        if (order := picture_order(archive, record, shown_to=shown_to, on=on))
    }
    with shown_progress(console) as report:
        derivation = derive_all(
            list(orders.values()),
            media_dir=places.media,
            cache_dir=places.state / "sheets",
            executor=LocalExecutor(None),
            on_progress=lambda done, total, _: report("Deriving sound and pictures", done, total),
        )
    found = {}
    for record, order in orders.items():
        derived = derivation.results.get(order.key)
        if isinstance(derived, DerivedPicture):
            file: DerivedFile = derived.page if is_large else derived.middle
            data = derivation.files[file.path].read_bytes()
            found[record] = Print(data, file.width or 1, file.height or 1)
    return found


def _write_sheet(page: Path, html: str, console: Console) -> None:
    write_private(page, html.encode())
    console.say(say.SHEET_WRITTEN, file=page)
