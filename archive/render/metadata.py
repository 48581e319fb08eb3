"""What machines read in the head of a page: schema.org, Dublin Core, share tags."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive.model.dates import When
from archive.model.exhibit import Exhibit
from archive.model.interview import Interview
from archive.model.kinds import Kind
from archive.model.public import PublicTelling
from archive.model.puzzle import Puzzle
from archive.model.records import Record
from archive.model.scene import Scene
from archive.model.site import Site
from archive.render.cards import Card, present
from archive.render.environment import escaped
from archive.render.measures import format_iso_duration

SCHEMA = {
    Kind.INTERVIEW: "AudioObject",
    Kind.PERSON: "Person",
    Kind.PLACE: "Place",
    Kind.EVENT: "Event",
    Kind.OBJECT: "Thing",
    Kind.PHOTO: "Photograph",
    Kind.DOCUMENT: "ArchiveComponent",
    Kind.TERM: "DefinedTerm",
    Kind.PUZZLE: "Collection",
    Kind.EXHIBIT: "Collection",
    Kind.SCENE: "VisualArtwork",
    Kind.SKETCH: "Map",
}
DC_TYPE = {
    Kind.INTERVIEW: "Sound",
    Kind.EVENT: "Event",
    Kind.OBJECT: "PhysicalObject",
    Kind.PHOTO: "StillImage",
    Kind.DOCUMENT: "Text",
    Kind.TERM: "Text",
    Kind.PUZZLE: "Collection",
    Kind.EXHIBIT: "Collection",
    Kind.SCENE: "InteractiveResource",
    Kind.SKETCH: "StillImage",
}


def render_head(
    record: Record,
    card: Card,
    *,
    site: Site,
    language: str,
    address: str,
    telling: PublicTelling | None,
    author: str | None = None,
) -> str:
    """Tags for the head of a record's page. ``address`` is its path from the site's root,
    ``author`` who tells an exhibit."""
    base = site.base
    url = f"{base}/{address}" if base else address.rsplit("/", 1)[-1]
    linked = dict(_linked_data(record, card, site, url, telling, base))
    if author is not None:
        linked["author"] = {"@type": "Person", "name": author}
    tags = [*_dublin_core(record, card, site, telling), *_share(card, site, url, base)]
    return _head(tags, linked)


def render_list_head(title: str, *, site: Site, kind: str, address: str) -> str:
    """Tags for the head of a list or the home page; ``kind`` is its schema.org type."""
    base = site.base
    url = f"{base}/{address}" if base else ""
    description = site.tagline or ""
    tags = [
        ("name", "description", description),
        ("name", "DC.title", title),
        ("name", "DC.type", "Collection"),
        ("name", "DC.publisher", site.institution or ""),
        ("property", "og:title", title),
        ("property", "og:site_name", site.title),
        ("property", "og:type", "website"),
        ("property", "og:url", url),
    ]
    linked = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": title,
        "description": description,
        "url": url,
        "publisher": {"@type": "Organization", "name": site.institution or site.title},
    }
    return _head(tags, {key: value for key, value in linked.items() if value})


def _head(tags: Iterable[tuple[str, str, str]], linked: Mapping[str, Any]) -> str:
    html = "\n".join(
        [
            f'<meta {kind}="{name}" content="{escaped(value)}">'
            for kind, name, value in tags
            if value
        ]
    )
    script = json.dumps(linked, ensure_ascii=False, separators=(",", ":"))
    safe = script.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'{html}\n<script type="application/ld+json">{safe}</script>'


def _dublin_core(
    record: Record, card: Card, site: Site, telling: PublicTelling | None
) -> Iterator[tuple[str, str, str]]:
    yield "name", "description", card.summary
    yield "name", "DC.title", record.heading
    yield "name", "DC.identifier", record.number or record.id
    yield "name", "DC.type", DC_TYPE.get(card.kind, "")
    yield "name", "DC.publisher", site.institution or ""
    for narrator in telling.narrators if telling else ():
        yield "name", "DC.contributor", narrator.name or ""
    if isinstance(record, Interview):
        yield "name", "DC.language", record.language_tag
        for collector in record.collectors:
            yield "name", "DC.creator", collector
    yield "name", "DC.date", _edtf(record)
    for theme in record.themes:
        yield "name", "DC.subject", theme


def _share(card: Card, site: Site, url: str, base: str) -> Iterator[tuple[str, str, str]]:
    yield "property", "og:title", card.title
    yield "property", "og:site_name", site.title
    yield "property", "og:description", card.summary
    yield "property", "og:type", "article"
    if base:
        yield "property", "og:url", url
        if card.picture is not None:
            yield "property", "og:image", f"{base}/{card.picture.page.path}"
        if card.sound is not None:
            yield "property", "og:audio", f"{base}/{card.sound}"


def _linked_data(
    record: Record,
    card: Card,
    site: Site,
    url: str,
    telling: PublicTelling | None,
    base: str,
) -> Mapping[str, Any]:
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": SCHEMA.get(card.kind, "Thing"),
        "name": record.heading,
        "description": card.summary,
        "identifier": record.number or record.id,
        "isPartOf": {"@type": "ArchiveComponent", "name": site.title},
    }
    if base:
        data["url"] = url
        if card.picture is not None:
            data["image"] = f"{base}/{card.picture.page.path}"
    if record.themes:
        data["keywords"] = ", ".join(record.themes)
    if card.kind is Kind.DOCUMENT or card.kind is Kind.PHOTO:
        data["temporal"] = _edtf(record)
    if card.kind is Kind.EVENT:
        data["startDate"] = _edtf(record)
    if isinstance(record, Interview) and telling is not None:
        data |= _spoken(record, card, telling, base)
    if isinstance(record, Puzzle) and not card.is_listed:
        data["genre"] = record.topic.en
        data["hasPart"] = [{"@type": "Quotation", "text": p.wording} for p in record.pieces]
    if isinstance(record, Exhibit) and not card.is_listed:
        data["hasPart"] = [{"@type": "Quotation", "text": stop.wording} for stop in record.stops]
    if isinstance(record, Scene) and not card.is_listed:
        data["temporal"] = _edtf(record)
        data["hasPart"] = [{"@type": "CreativeWork", "name": spot.name} for spot in record.spots]
    return {key: value for key, value in data.items() if value}


def _spoken(record: Interview, card: Card, telling: PublicTelling, base: str) -> Mapping[str, Any]:
    return {
        "inLanguage": record.language_tag,
        "dateCreated": _edtf(record),
        "duration": format_iso_duration(card.seconds) if card.seconds else None,
        "contentUrl": f"{base}/{card.sound}" if base and card.sound else None,
        "contributor": [{"@type": "Person", "name": n.name} for n in telling.narrators if n.name],
        "creator": [{"@type": "Person", "name": name} for name in record.collectors],
    }


def _edtf(record: Record) -> str:
    for name in present(type(record), ("recorded_on", "when", "age")):
        when = getattr(record, name)
        if isinstance(when, When) and when.edtf:
            return when.edtf
    return ""
