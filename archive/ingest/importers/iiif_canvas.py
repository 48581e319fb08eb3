"""The canvases of a IIIF manifest: what is heard and seen on them, what is said, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from urllib.parse import unquote

from archive.ingest.importers.iiif_values import (
    Values,
    address_of,
    as_list,
    media_kind,
    objects,
    plain,
    plain_line,
)
from archive.values import dataclass

_SPAN = re.compile(r"(?:^|[#&?])t=(?:npt:)?([\d.]{0,12})(?:,([\d.]{0,12}))?", re.ASCII)
_AREA = re.compile(r"[#&?](xywh=[\w:.,%]{1,80})", re.ASCII)
_TEXT_FORMATS = frozenset({"text/vtt", "application/x-subrip", "text/srt", "text/plain"})
_TEXT_ENDINGS = (".vtt", ".srt", ".txt")


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that a manifest names by its address."""

    address: str
    kind: str
    """``heard``, ``seen`` or ``text``."""
    language: str = ""
    label: str = ""

    @property
    def name(self) -> str:
        """The file name in the address."""
        path = self.address.partition("#")[0].partition("?")[0].replace("\\", "/")
        return unquote(path.rstrip("/").rpartition("/")[2])

    @property
    def is_timed(self) -> bool:
        """Whether it is a text with times."""
        return self.name.lower().endswith((".vtt", ".srt"))


@dataclass(frozen=True, slots=True)
class Placed:
    """A resource on a canvas, with others that may stand in for it, from a second on."""

    choices: tuple[Resource, ...]
    start: float = 0.0
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Words on a canvas, with their seconds where they have some."""

    text: str
    start: float | None = None
    end: float | None = None


@dataclass(slots=True)
class Canvas:
    """What is on a canvas."""

    id: str
    label: str
    duration: float
    heard: list[Placed] = field(default_factory=list)
    seen: list[Placed] = field(default_factory=list)
    texts: list[Resource] = field(default_factory=list)
    """Transcripts in files, in order."""
    said: list[Said] = field(default_factory=list)
    """Transcripts in the manifest itself."""
    notes: list[str] = field(default_factory=list)
    """Remarks, tags and marks, for the worker."""
    source: dict[str, object] = field(default_factory=dict)
    """The object itself."""


def read_canvas(values: Values, canvas: dict[str, object]) -> Canvas:
    """A canvas with all that is painted on it and written beside it."""
    label, others = values.lines(canvas, "label")
    read = Canvas(
        id=without_fragment(str(canvas.get("id", canvas.get("@id", "")))),
        label=plain_line("；".join(label)),
        duration=_number(values, canvas, "duration"),
        source=canvas,
    )
    read.notes += [f"另一种语言的题名：{plain_line(other)}" for other in others]
    for annotation in _annotations(canvas.get("items")):
        _painted(values, read, annotation)
    for annotation in _annotations(canvas.get("annotations")):
        _written(values, read, annotation)
    for key in ("placeholderCanvas", "accompanyingCanvas", "placeholderContainer"):
        for other in objects(canvas.get(key)):
            for annotation in _annotations(other.get("items")):
                _painted(values, read, annotation)
    for rendering in objects(canvas.get("rendering")):
        resource = _resource(values, rendering)
        if resource is not None and resource.kind == "text":
            read.texts.append(resource)
        elif resource is not None:
            read.seen.append(Placed((resource,)))
    return read


def without_fragment(address: str) -> str:
    """An address without what follows its ``#``."""
    return address.partition("#")[0]


def span_of(target: object) -> tuple[float | None, float | None]:
    """From when to when a target points, where it says so."""
    for text in _targets(target):
        if match := _SPAN.search(text):
            return _seconds(match[1]) or 0.0, _seconds(match[2])
    return None, None


def _targets(target: object) -> Iterator[str]:
    for one in as_list(target):
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            yield from (str(one[key]) for key in ("id", "source") if isinstance(one.get(key), str))
            for selector in objects(one.get("selector")):
                yield from (str(v) for k, v in selector.items() if k == "value")
                if isinstance(selector.get("t"), int | float):
                    yield f"t={selector['t']}"


def _seconds(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _number(values: Values, parent: dict[str, object], key: str) -> float:
    """Seconds; 0 for what is none."""
    found = parent.get(key)
    values.use_key(parent, key)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return 0.0
    return float(found) if 0 < found < 1_000_000 else 0.0


def _annotations(pages: object) -> Iterator[dict[str, object]]:
    for page in objects(pages):
        if page.get("type") == "Annotation":
            yield page
        yield from objects(page.get("items"))


def _bodies(body: object) -> Iterator[list[dict[str, object]]]:
    """Bodies, each as the choices that there are of it."""
    for one in objects(body):
        if one.get("type") == "Choice":
            yield objects(one.get("items")) or objects(one.get("item"))
        elif one.get("type") == "SpecificResource" and isinstance(one.get("source"), dict):
            yield objects(one["source"])
        else:
            yield [one]


def _resource(values: Values, body: dict[str, object]) -> Resource | None:
    """The file that a body names; None for what is none."""
    address = address_of(body)
    if not address:
        return None
    kind, form = str(body.get("type", body.get("@type", ""))), str(body.get("format", ""))
    name = without_fragment(address).lower()
    is_text = form in _TEXT_FORMATS or (kind == "Text" and name.endswith(_TEXT_ENDINGS))
    what = media_kind(body) or ("text" if is_text else "")
    if not what:
        return None
    values.use_key(body, "id")
    values.use_key(body, "@id")
    values.use_key(body, "duration")
    label, _ = values.lines(body, "label")
    language = as_list(body.get("language"))
    return Resource(
        address, what, str(language[0]) if language else "", plain_line("；".join(label))
    )


def _painted(values: Values, canvas: Canvas, annotation: dict[str, object]) -> None:
    start, end = span_of(annotation.get("target"))
    for choices in _bodies(annotation.get("body")):
        found = [one for one in (_resource(values, body) for body in choices) if one is not None]
        heard = tuple(one for one in found if one.kind == "heard")
        seen = tuple(one for one in found if one.kind == "seen")
        canvas.texts += [one for one in found if one.kind == "text"]
        if heard:
            canvas.heard.append(Placed(heard, start or 0.0, end))
        if seen:
            canvas.seen.append(Placed(seen, start or 0.0, end))
        for body in choices:
            if text := _textual(values, body):
                canvas.notes.append(f"画面上的字{_where(annotation)}：{text}")


def _written(values: Values, canvas: Canvas, annotation: dict[str, object]) -> None:
    motivations = as_list(annotation.get("motivation"))
    is_transcript = "supplementing" in motivations or "transcribing" in motivations
    start, end = span_of(annotation.get("target"))
    for choices in _bodies(annotation.get("body")):
        for body in choices:
            resource = _resource(values, body)
            if resource is not None:
                if resource.kind == "text":
                    canvas.texts.append(resource)
                else:
                    canvas.seen.append(Placed((resource,)))
            elif text := _textual(values, body):
                if is_transcript and body is choices[0]:
                    canvas.said.append(Said(text, start, end))
                else:
                    canvas.notes.append(f"批注{_where(annotation)}：{text}")


def _textual(values: Values, body: dict[str, object]) -> str:
    for key in ("value", "chars", "@value"):
        if isinstance(body.get(key), str):
            return plain(values.text(body, key))
    return ""


def _where(annotation: dict[str, object]) -> str:
    """Where on a canvas something is written, for the worker."""
    parts = []
    start, end = span_of(annotation.get("target"))
    if start is not None:
        parts.append(f"{start:g} 秒" + (f"到 {end:g} 秒" if end else ""))
    for target in _targets(annotation.get("target")):
        if match := _AREA.search(target):
            parts.append(match[1])
    return f"（{'，'.join(parts)}）" if parts else ""
