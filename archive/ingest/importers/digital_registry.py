"""The registry of an Oral-History.Digital archive: places, people and words that tellings refer to,
as a table or as the answer of an authority file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from archive.errors import Problem
from archive.ingest.importers.coded_rows import column_key
from archive.ingest.importers.delimited import Table
from archive.ingest.importers.item_tables import Item, Taking, items_of
from archive.ingest.importers.records import Names
from archive.ingest.importers.tellings import Someone
from archive.ingest.incoming import Draft, Whence
from archive.ingest.slugs import slug_for
from archive.model.kinds import Kind, RecordId, record_id
from archive.values import dataclass

_PLACES = ("ort", "orte", "place", "places", "geo", "länder", "countries", "地点", "地名")
_PEOPLE = ("person", "personen", "people", "persons", "namen", "人物", "人名")
_HIGHEST = 40
"""Levels of the hierarchy that are followed upwards."""
_MOST = 100_000
"""Entries of an answer that are looked at."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its item, what it is, and all names it is referred to by."""

    item: Item
    kind: Kind
    name: str
    names: tuple[str, ...] = ()
    """Other names."""


def is_registry(header: Sequence[str]) -> bool:
    """Whether a table is a registry."""
    keys = {column_key(name) for name in header}
    return "name" in keys and bool({"parentname", "parentid"} & keys)


def registry_of(table: Table, path: PurePosixPath, *, problems: list[Problem]) -> list[Entry]:
    """The entries of a registry table. What an entry is follows from what it lies below, from a
    position, or from the authority files that know it; otherwise it is a word."""
    items = list(items_of(table, path, labels={}, problems=problems, key="id", otherwise="name"))
    above = {key: item for item in reversed(items) for key in (_name(item), item.id)}
    return [Entry(item, _kind(item, above), _name(item)) for item in items]


def parse_answer(data: bytes, path: PurePosixPath) -> list[Entry] | None:
    """The entries of an authority file's answer in JSON; None for any other JSON, or none."""
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError):
        return None
    items = _at(_at(answer, "response"), "items")
    if not isinstance(items, list):
        return None
    found = (_at(one, "Entry") for one in items[:_MOST])
    return [
        _answered(entry, path, number)
        for number, entry in enumerate(found, 1)
        if isinstance(entry, dict) and isinstance(entry.get("Name"), str)
    ]


def _answered(entry: Mapping[str, object], path: PurePosixPath, number: int) -> Entry:
    location = _at(entry, "Location")
    cells = {
        "description": "；".join(_texts(entry.get("Description"), "Description")),
        "latitude": str(_at(location, "Latitude") or ""),
        "longitude": str(_at(location, "Longitude") or ""),
        "country": str(entry.get("Country") or ""),
        "identifier": "；".join(_texts(entry.get("Identifier"), "URL")),
        "type": "；".join(_texts(entry.get("Type"), "Value")),
    }
    names = (*_texts(_at(entry, "AlternativeNames"), "Name"), *_texts(entry.get("Alias"), "Alias"))
    name = " ".join(str(entry["Name"]).split())[:200] or f"{path.stem}-{number}"
    item = Item(
        Whence(path, row=number), name, "", {key: cell for key, cell in cells.items() if cell}, {}
    )
    is_person = "Person" in cells["type"]
    kind = Kind.PERSON if is_person and not cells["latitude"] else Kind.PLACE
    other = tuple(one for one in dict.fromkeys(names) if one != name)
    return Entry(item, kind, name, other[:50])


def _at(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None


def _texts(value: object, key: str, *, depth: int = 6) -> Iterator[str]:
    """All texts that stand at ``key`` in a value, however it is nested."""
    if depth == 0:
        return
    if isinstance(value, list):
        for one in value:
            yield from _texts(one, key, depth=depth - 1)
    elif isinstance(value, dict):
        found = value.get(key)
        for text in found if isinstance(found, list) else [found]:
            if isinstance(text, str) and text.strip():
                yield " ".join(text.split())[:200]
        for inner in value.values():
            if isinstance(inner, dict | list):
                yield from _texts(inner, key, depth=depth - 1)


def _name(item: Item) -> str:
    return " ".join(item.cells.get("name", "").split()) or item.id


def _kind(item: Item, above: Mapping[str, Item]) -> Kind:
    if item.cells.get("latitude") and item.cells.get("longitude"):
        return Kind.PLACE
    for name in _ancestors(item, above):
        if column_key(name) in _PLACES:
            return Kind.PLACE
        if column_key(name) in _PEOPLE:
            return Kind.PERSON
    return Kind.PLACE if item.cells.get("geonamesid") or item.cells.get("osmid") else Kind.TERM


def _ancestors(item: Item, above: Mapping[str, Item]) -> Iterator[str]:
    """The names of all that an entry lies below, from the nearest; a circle ends somewhere."""
    for _ in range(_HIGHEST):
        name = item.cells.get("parentname", "")
        higher = above.get(item.parent) or above.get(name)
        if name:
            yield name
        if higher is None:
            return
        yield _name(higher)
        item = higher


@dataclass(frozen=True, slots=True)
class Registry:
    """The records of a registry, and how to find them."""

    drafts: tuple[Draft, ...]
    someones: tuple[Someone, ...]
    """What is known of people who tell, and who get their records there."""
    found: Mapping[str, RecordId]
    """Records by id and by name in the registry."""


def registry_drafts(
    entries: Sequence[Entry],
    *,
    access: str,
    people: Names,
    telling: frozenset[str],
    problems: list[Problem],
) -> Registry:
    """A record for each entry but for those who tell. Positions and numbers stay in the note."""
    names = {kind: Names() for kind in Kind} | {Kind.PERSON: people}
    ids: dict[int, RecordId] = {}
    found: dict[str, RecordId] = {}
    someones = []
    for number, entry in enumerate(entries):
        if entry.kind is Kind.PERSON and entry.name in telling:
            note = Taking(entry.item, problems)
            someones.append(Someone(entry.name, {"note": note.note()}))
            continue
        slug = names[entry.kind].give(slug_for(entry.name, otherwise="entry"))
        ids[number] = record_id(entry.kind, slug)
        for key in (entry.item.id, entry.name):
            found.setdefault(key, ids[number])
    drafts = tuple(_draft(entries[n], ids[n], found, access, n, problems) for n in ids)
    return Registry(drafts, tuple(someones), found)


def _draft(
    entry: Entry,
    own: RecordId,
    found: Mapping[str, RecordId],
    access: str,
    number: int,
    problems: list[Problem],
) -> Draft:
    taking = Taking(replace(entry.item, cells={**entry.item.cells, "name": entry.name}), problems)
    name = taking.line("name")
    described = taking.prose("description")
    fields: dict[str, object] = {"accession": f"R{number + 1:04}", "access": access}
    above = found.get(entry.item.parent) or found.get(entry.item.cells.get("parentname", ""))
    taking.keep("parent_id", entry.item.parent)
    match entry.kind:
        case Kind.PLACE:
            fields |= {"name": name, "place_type": "其他", "state": "不详"}
            fields |= {"other_names": list(entry.names)} if entry.names else {}
        case Kind.PERSON:
            fields |= {"name": name, "name_kind": "真名"}
        case _:
            fields |= {"word": name, "meaning": described or "不详"}
            if above is None and (category := taking.line("parentname")):
                fields["category"] = category
            described = ""
    if above is not None and above != own:
        fields["related"] = [above]
    if entry.kind is Kind.PERSON and entry.names:
        taking.keep("别名", "、".join(entry.names))
    fields["note"] = taking.note()
    return Draft(own, fields, entry.item.whence, described)
